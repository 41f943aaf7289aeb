"""Reads one flat mapping from an untrusted process, value by value."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class UntrustedReplyError(ValueError):
    """A worker process sent something that it must not send."""


def clean_text(untrusted_text: str, *, limit: int) -> str:
    """Return text that can be stored and sent: no control characters, no lone surrogates, bounded.

    At most `limit` characters stay. Control characters other than tab and line ends become U+FFFD, so
    that nothing disappears unseen.
    """
    return _UNSTORABLE.sub("\ufffd", untrusted_text[:limit])


class FlatReader:
    """Typed, bounded access to one untrusted mapping.

    Args:
        untrusted: What came out of the pipe.
        names: The exact set of keys expected; None to not check the set.

    Raises:
        UntrustedReplyError: From every method, when a value is not what it must be.
    """

    def __init__(self, untrusted: object, *, names: Sequence[str] | None = None) -> None:
        if not isinstance(untrusted, Mapping):
            raise UntrustedReplyError("not a mapping")
        if names is not None and set(untrusted) != set(names):
            odd = sorted(repr(key)[:60] for key in set(untrusted) ^ set(names))
            raise UntrustedReplyError(f"keys missing or unknown: {', '.join(odd[:5])}")
        self._untrusted: Mapping[object, object] = untrusted

    def text(self, name: str, *, limit: int, pattern: re.Pattern[str] | None = None) -> str:
        """Return a text of at most `limit` characters that matches `pattern` as a whole."""
        value = self._untrusted.get(name)
        if not isinstance(value, str):
            raise UntrustedReplyError(f"{name}: not a text")
        return _checked_text(value, name=name, limit=limit, pattern=pattern)

    def text_or_none(self, name: str, *, limit: int, pattern: re.Pattern[str] | None = None) -> str | None:
        """Return a text as `text` does, or None."""
        if self._untrusted.get(name) is None:
            return None
        return self.text(name, limit=limit, pattern=pattern)

    def choice(self, name: str, allowed: Sequence[str]) -> str:
        """Return one of the allowed words."""
        value = self._untrusted.get(name)
        if not isinstance(value, str) or value not in allowed:
            raise UntrustedReplyError(f"{name}: not one of the allowed words")
        return value

    def number(self, name: str, *, low: float, high: float) -> float:
        """Return a finite number within `low` and `high`."""
        value = self._untrusted.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UntrustedReplyError(f"{name}: not a number")
        if not low <= value <= high or not math.isfinite(value):
            raise UntrustedReplyError(f"{name}: out of range")
        return float(value)

    def number_or_none(self, name: str, *, low: float, high: float) -> float | None:
        """Return a number as `number` does, or None."""
        return None if self._untrusted.get(name) is None else self.number(name, low=low, high=high)

    def whole(self, name: str, *, low: int, high: int) -> int:
        """Return a whole number within `low` and `high`."""
        value = self._untrusted.get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise UntrustedReplyError(f"{name}: not a whole number")
        if not low <= value <= high:
            raise UntrustedReplyError(f"{name}: out of range")
        return value

    def whole_or_none(self, name: str, *, low: int, high: int) -> int | None:
        """Return a whole number as `whole` does, or None."""
        return None if self._untrusted.get(name) is None else self.whole(name, low=low, high=high)

    def rows(self, name: str, *, limit: int) -> Sequence[object]:
        """Return a list of at most `limit` unchecked rows."""
        value = self._untrusted.get(name)
        if not isinstance(value, list | tuple):
            raise UntrustedReplyError(f"{name}: not a list")
        if len(value) > limit:
            raise UntrustedReplyError(f"{name}: too many")
        return value

    def texts(self, name: str, *, limit: int, each: int) -> tuple[str, ...]:
        """Return at most `limit` texts of at most `each` characters."""
        checked = []
        for value in self.rows(name, limit=limit):
            if not isinstance(value, str):
                raise UntrustedReplyError(f"{name}: not a text")
            checked.append(_checked_text(value, name=name, limit=each, pattern=None))
        return tuple(checked)


def _checked_text(value: str, *, name: str, limit: int, pattern: re.Pattern[str] | None) -> str:
    if len(value) > limit:
        raise UntrustedReplyError(f"{name}: too long")
    if _UNSTORABLE.search(value):
        raise UntrustedReplyError(f"{name}: characters that cannot be stored")
    if pattern is not None and pattern.fullmatch(value) is None:
        raise UntrustedReplyError(f"{name}: not in the expected form")
    return value
