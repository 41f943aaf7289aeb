"""Values of saved conditions, read as if somebody else had written them: each is of its kind, or refused."""

import math
from collections.abc import Mapping
from typing import Any

__all__ = ["only", "read_flag", "read_number", "read_text", "read_texts", "read_whole"]


def only(untrusted_values: Mapping[str, Any], *names: str) -> None:
    """Refuse values that a condition does not know: passing one over would show other files than were meant.

    Raises:
        ValueError: there is another value.
    """
    unknown = sorted(set(untrusted_values) - set(names))
    if unknown:
        raise ValueError(f"“{unknown[0]}” is unknown")


def read_text(untrusted_values: Mapping[str, Any], name: str, *, words: tuple[str, ...] = ()) -> str:
    """Return a text that is not empty; with ``words``, one of them.

    Raises:
        ValueError: it is missing or something else.
    """
    found = untrusted_values.get(name)
    if not isinstance(found, str) or not found.strip():
        raise ValueError(f"“{name}” must be a text")
    if words and found not in words:
        raise ValueError(f"“{found}” is no {name}")
    return found


def read_texts(untrusted_values: Mapping[str, Any], name: str, *, words: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return a list of texts, at least one; with ``words``, each of them one of these.

    Raises:
        ValueError: it is missing or something else.
    """
    found = untrusted_values.get(name)
    if not isinstance(found, list) or not found:
        raise ValueError(f"“{name}” must be a list")
    return tuple(read_text({name: one}, name, words=words) for one in found)


def read_number(untrusted_values: Mapping[str, Any], name: str, *, least: float, most: float) -> float:
    """Return a number between two others, both included.

    Raises:
        ValueError: it is missing or something else.
    """
    found = untrusted_values.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool) or not math.isfinite(found):
        raise ValueError(f"“{name}” must be a number")
    if not least <= found <= most:
        raise ValueError(f"“{name}” must lie between {least:g} and {most:g}")
    return float(found)


def read_whole(untrusted_values: Mapping[str, Any], name: str, *, least: int, most: int) -> int:
    """Return a whole number between two others, both included.

    Raises:
        ValueError: it is missing or something else.
    """
    found = read_number(untrusted_values, name, least=least, most=most)
    if found != int(found):
        raise ValueError(f"“{name}” must be a whole number")
    return int(found)


def read_flag(untrusted_values: Mapping[str, Any], name: str) -> bool:
    """Return yes or no.

    Raises:
        ValueError: it is missing or something else.
    """
    found = untrusted_values.get(name)
    if not isinstance(found, bool):
        raise ValueError(f"“{name}” must be true or false")
    return found
