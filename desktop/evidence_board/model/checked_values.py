"""Numbers and words on their way into the case: what is no number, or lies where none can, is refused in words."""

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from evidence_board.model.errors import KnownError

__all__ = [
    "angle",
    "earth_point",
    "fraction",
    "number",
    "one_of",
    "optional_point",
    "positive",
    "refused",
    "text_of",
    "yes_or_no",
]

#: Digits kept of a fraction: a twentieth of a pixel of a picture 200,000 pixels wide.
_FRACTION_DIGITS = 6
#: Digits kept of a degree: a millimetre on the ground.
_DEGREE_DIGITS = 8
#: How far beyond the edge of a picture a slip of the hand may lie, as a fraction of its side.
_SLACK = 0.5

Word = TypeVar("Word", bound=StrEnum)


def refused(what: str, do: str) -> KnownError:
    """Return the error for a value that cannot be stored."""
    return KnownError(what, means="Nothing was changed.", do=do)


def number(value: object, what: str) -> float:
    """Return a finite number.

    Raises:
        KnownError: it is something else; ``what`` names it.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refused(f"{what} is no number.", "Type a number.")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise refused(f"{what} is no number.", "Type a number.")
    return found


def positive(value: object, what: str, *, zero: bool = False, most: float = 1e12) -> float | None:
    """Return a number above zero (or zero), or None for None.

    Raises:
        KnownError: it is below, above ``most``, or no number.
    """
    if value is None:
        return None
    found = number(value, what)
    if found < 0 or (found == 0 and not zero):
        raise refused(f"{what} is {found:g}.", f"Type a number {'not below' if zero else 'above'} zero.")
    if found > most:
        raise refused(f"{what} is {found:g}.", f"Type a number up to {most:g}.")
    return found


def angle(value: object, what: str, *, least: float = -360.0, most: float = 360.0) -> float | None:
    """Return an angle in degrees, or None for None. A full circle from north wraps: 360 is 0, -10 is 350.

    Args:
        value: degrees.
        what: its name in words.
        least: the least allowed; at 0 and more, and for tilts, nothing wraps.
        most: the most allowed.

    Raises:
        KnownError: it is no number or lies outside.
    """
    if value is None:
        return None
    found = number(value, what)
    if not least <= found <= most:
        raise refused(f"{what} is {found:g} degrees.", f"Type degrees from {least:g} to {most:g}.")
    return round(found % 360.0, _DEGREE_DIGITS) % 360.0 if (least, most) == (-360.0, 360.0) else found


def fraction(value: object, what: str) -> float:
    """Return a fraction of a side of a picture; slightly outside means the edge.

    Raises:
        KnownError: it lies far outside the picture, or is no number.
    """
    found = number(value, what)
    if not -_SLACK <= found <= 1 + _SLACK:
        raise refused("The point lies outside the picture.", "Set it on the picture.")
    return round(min(max(found, 0.0), 1.0), _FRACTION_DIGITS)


def earth_point(latitude: object, longitude: object, *, what: str = "position") -> tuple[float, float]:
    """Return a point on the Earth.

    Raises:
        KnownError: one of the two is missing, no number, or outside the Earth.
    """
    if latitude is None or longitude is None:
        raise refused(f"The {what} needs latitude and longitude.", "Give both.")
    north, east = number(latitude, "The latitude"), number(longitude, "The longitude")
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise refused(
            f"{north:g}, {east:g} is not a position on Earth.",
            "Latitude goes from -90 to 90, longitude from -180 to 180.",
        )
    return round(north, _DEGREE_DIGITS), round(east, _DEGREE_DIGITS)


def optional_point(
    latitude: object, longitude: object, *, what: str = "position"
) -> tuple[float, float] | tuple[None, None]:
    """Return a point on the Earth, or (None, None) where neither is given.

    Raises:
        KnownError: half a point, or as `earth_point`.
    """
    if latitude is None and longitude is None:
        return None, None
    return earth_point(latitude, longitude, what=what)


def one_of(word: object, words: type[Word], what: str) -> Word:
    """Return a word of an enumeration.

    Raises:
        KnownError: there is no such word.
    """
    try:
        return words(str(word))
    except ValueError:
        raise refused(f"“{str(word)[:60]}” is no {what}.", f"Use {_listed(words)}.") from None


def text_of(value: object, what: str, *, most: int = 2_000) -> str:
    """Return a text without spaces around it.

    Raises:
        KnownError: it is no text, has a zero byte, cannot be written as UTF-8, or is too long.
    """
    if not isinstance(value, str):
        raise refused(f"{what} is no text.", "Type words.")
    words = value.strip()
    if len(words) > most:
        raise refused(f"{what} has {len(words):,} letters.", f"Keep it below {most:,}.")
    if "\x00" in words or any("\ud800" <= letter <= "\udfff" for letter in words):
        raise refused(f"{what} has signs that are no letters.", "Type it by hand.")
    return words


def yes_or_no(value: object, what: str) -> int:
    """Return 1 or 0.

    Raises:
        KnownError: it is neither True nor False.
    """
    if isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)):
        return int(value)
    raise refused(f"{what} is either yes or no.", "Choose one.")


def _listed(words: Iterable[StrEnum]) -> str:
    *others, last = (word.value for word in words)
    return f"{', '.join(others)} or {last}" if others else last
