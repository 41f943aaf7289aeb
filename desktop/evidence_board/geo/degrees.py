"""Reads pairs of angles: decimal degrees, degrees and decimal minutes, degrees minutes seconds, in any usual marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evidence_board.geo.coordinate_signs import LATITUDE, LONGITUDE
from evidence_board.geo.readings import DO, Coordinates, Detail, Reading, position, unite
from evidence_board.model.errors import KnownError

__all__ = ["read_degrees"]


@dataclass(frozen=True)
class _Angle:
    """One half of a pair: its value, which axis its letter names, how many numbers it was written with."""

    value: float
    axis: str
    fields: int


_ANGLE = re.compile(
    rf"""(?:(?P<label>[{LATITUDE}{LONGITUDE}])\s*[:=]?\s*)?
    (?P<before>[NSEW])?\s*(?P<sign>[+-])?\s*
    (?P<degrees>\d{{1,3}}(?:\.\d*)?|\.\d+)
    (?:(?:\s*[°:]\s*|\s+)(?P<minutes>\d{{1,2}}(?:\.\d*)?)
        (?:(?:\s*[':]\s*|\s+)(?P<seconds>\d{{1,2}}(?:\.\d*)?))?
    )?
    \s*[°'":]?\s*(?P<after>[NSEW])?""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"(?:[+-]\s?)?(?:\d+(?:\.\d*)?|\.\d+)")
# The way of pilots and ships: 345418N0355206E.
_COMPACT = re.compile(r"(\d\d)(\d\d)(\d\d(?:\.\d+)?)?\s?([NS])[\s,]*(\d{3})(\d\d)(\d\d(?:\.\d+)?)?\s?([EW])")
# ISO 6709 with minutes and seconds: +345418.0+0355206.0
_SIGNED = re.compile(r"([+-])(\d\d)(\d\d)(\d\d(?:\.\d+)?)?([+-])(\d{3})(\d\d)(\d\d(?:\.\d+)?)?/?")
# The letter O beside a number, where the plain form left it: east in German, west in French, Spanish and Italian.
_EITHER = re.compile(r"(?<![^\W\d_])O(?![^\W\d_])", re.IGNORECASE)


def read_degrees(plain: str) -> Coordinates:
    """Read a pair of angles from a text in the plain form of `coordinate_signs`.

    Without letters the first value is the latitude, unless only the other order is possible; when both
    orders are possible, the other one is an alternative.

    Raises:
        KnownError: it is no such pair; a value out of range.
    """
    plain = plain.strip(" ()[]{}<>,;").rstrip(".")
    if re.search("[NSEW]", plain):
        plain = re.sub(r"(?<=\d)-(?=\d)", " ", plain)  # 34-54-18 N
    compact = _COMPACT.fullmatch(plain)
    if compact:
        latitude, longitude = (" ".join(filter(None, compact.group(*at))) for at in ((1, 2, 3), (5, 6, 7)))
        plain = f"{latitude} {compact[4]}, {longitude} {compact[8]}"
    signed = _SIGNED.fullmatch(plain)
    if signed:
        latitude, longitude = (" ".join(filter(None, signed.group(*at))) for at in ((2, 3, 4), (6, 7, 8)))
        plain = f"{signed[1]}{latitude}, {signed[5]}{longitude}"
    if not _EITHER.search(plain):
        return _best_reading(plain)
    ways = []
    for letter, detail in (("E", Detail.O_IS_EAST), ("W", Detail.O_IS_WEST)):
        read = _best_reading(_EITHER.sub(letter, plain))
        ways.append(replace(read, alternatives=(), detail=detail))
    return unite(ways)


def _best_reading(plain: str) -> Coordinates:
    found: list[Coordinates] = []
    problem = KnownError("This text does not read as coordinates.", do=DO)
    for first, second in _ways_to_halve(plain):
        angles = _parse_angle(first), _parse_angle(second)
        if angles[0] is None or angles[1] is None:
            continue
        if angles[0].fields != angles[1].fields and not re.search("[NSEW°'\"]", plain):
            continue  # "34,5 35" is 34.5 and 35, not 34 and 5 degrees 35 minutes
        try:
            found.append(_pair(angles[0], angles[1]))
        except KnownError as error:
            problem = error
    if not found:
        raise problem
    others = [replace(read, alternatives=()) for read in found[1:]]
    return replace(found[0], alternatives=(*found[0].alternatives, *others))


def _ways_to_halve(plain: str) -> list[tuple[str, str]]:
    """Return the ways to cut the text into two values: a comma is a separator or belongs to a number."""
    text = plain.strip(" ()[]{}<>,;")
    inside = [match.start() for match in re.finditer(r"(?<=\d),(?=\d)", text)]
    ways: dict[tuple[str, str], None] = {}
    middle = {inside[len(inside) // 2]} if len(inside) % 2 else set()  # 34,9051,35,8684
    for decimal in (set(), set(inside), set(inside) - middle):
        cut = "".join("." if at in decimal else sign for at, sign in enumerate(text))
        pieces = [piece.strip() for piece in re.split("[,;]+", cut) if piece.strip()]
        if len(pieces) == 1:
            pieces = _cut_without_separator(pieces[0])
        if len(pieces) == 2:
            ways[pieces[0], pieces[1]] = None
    return list(ways)


def _cut_without_separator(text: str) -> list[str]:
    """Cut at the second label, between the letters, at the second degree sign, or in the middle."""
    labels = [match.start() for match in re.finditer(f"[{LATITUDE}{LONGITUDE}]", text)]
    letters = [match.start() for match in re.finditer("[NSEW]", text)]
    numbers = [match.start() for match in _NUMBER.finditer(text)]
    degrees = [match.start() for match in re.finditer("°", text)]
    if len(labels) == 2:
        at = labels[1]
    elif len(letters) == 2:
        at = letters[1] if letters[0] == 0 else letters[0] + 1
    elif len(degrees) == 2 and any(number < degrees[1] for number in numbers):
        at = max(number for number in numbers if number < degrees[1])
    elif numbers and len(numbers) % 2 == 0 and re.search(r"\W.$|[+-]$", text[: numbers[len(numbers) // 2] + 1]):
        at = numbers[len(numbers) // 2]
    else:
        return [text]
    return [piece for piece in (text[:at].strip(), text[at:].strip()) if piece]


def _parse_angle(text: str) -> _Angle | None:
    """Read one value; None when the text is not one."""
    match = _ANGLE.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        return None
    letter = match["before"] or match["after"] or ""
    written = [match[name] for name in ("degrees", "minutes", "seconds") if match[name]]
    if any("." in number for number in written[:-1]):
        return None  # only the last number may have a fraction
    numbers = [float(number) for number in written]
    if any(number >= 60 for number in numbers[1:]) or (letter and match["sign"] == "-"):
        return None
    value = sum(number / 60**power for power, number in enumerate(numbers))
    axis = {"N": LATITUDE, "S": LATITUDE, "E": LONGITUDE, "W": LONGITUDE}.get(letter, match["label"] or "")
    if match["label"] and axis != match["label"]:
        return None
    return _Angle(-value if letter in ("S", "W") or match["sign"] == "-" else value, axis, len(numbers))


def _pair(first: _Angle, second: _Angle) -> Coordinates:
    """Decide which value is the latitude.

    Raises:
        KnownError: both are, or a value is out of range.
    """
    reading = (Reading.DECIMAL, Reading.MINUTES, Reading.SECONDS)[max(first.fields, second.fields) - 1]
    if first.axis and first.axis == second.axis:
        twice = "latitudes" if first.axis == LATITUDE else "longitudes"
        raise KnownError(f"These are two {twice}.", do=DO)
    if first.axis == LONGITUDE or second.axis == LATITUDE:
        return position(second.value, first.value, reading)
    if first.axis or second.axis:
        return position(first.value, second.value, reading)
    if abs(first.value) > 90 >= abs(second.value):
        return position(second.value, first.value, Reading.LONGITUDE_FIRST)
    found = position(first.value, second.value, reading)
    if abs(second.value) > 90 or first.value == second.value:
        return found
    return replace(found, alternatives=(position(second.value, first.value, Reading.LONGITUDE_FIRST),))
