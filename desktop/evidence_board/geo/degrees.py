"""Reads pairs of angles: decimal degrees, degrees and decimal minutes, degrees minutes seconds, in any usual marks."""

from __future__ import annotations

import re
from contextlib import suppress
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
# The way of pilots, ships and receivers: 345418N0355206E, 3454.306N,03552.104E, N345418 E0355206.
_TWO, _THREE = (rf"(?:\d{{{digits}}})(?:\d\d\.\d+|\d\d)(?:\d\d(?:\.\d+)?)?" for digits in (2, 3))
_COMPACT = re.compile(rf"({_TWO})[\s,]*([NS])[\s,;]*({_THREE})[\s,]*([EW])")
_COMPACT_BEHIND = re.compile(rf"([NS])\s?({_TWO})[\s,;]*([EW])\s?({_THREE})")
# ISO 6709 with minutes or seconds: +3454.306+03552.104, +345418.0+0355206.0
_SIGNED = re.compile(rf"([+-])({_TWO})([+-])({_THREE})/?")
# 34.54.18,36 N: dots in place of the marks, which only letters tell from a date.
_DOTTED = re.compile(r"(?<![\d.,])(\d{1,3})\.(\d{1,2})\.(\d{1,2}(?:[.,]\d+)?)(?![\d.])")
# "34.9051 - 35.8684": more often a dash than a minus, which stands beside its number.
_DASH = re.compile(r"""(?<=[\d°'"NSEW])\s+-\s+(?=[\dNSEW])""")
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
        plain = _DOTTED.sub(r"\1 \2 \3", plain)
    plain = _spread(plain)
    dashes = _DASH.findall(plain)
    if len(dashes) == 1:
        ways = []
        for text in (_DASH.sub(", ", plain), plain):
            with suppress(KnownError):  # the last of them says what is wrong
                ways.append(_read(text))
        if ways:
            return unite(ways)
    return _read(plain)


def _spread(plain: str) -> str:
    """Return what is written without marks with blanks between degrees, minutes and seconds."""
    compact, behind, signed = (one.fullmatch(plain) for one in (_COMPACT, _COMPACT_BEHIND, _SIGNED))
    if compact:
        return f"{_fields(compact[1], 2)} {compact[2]}, {_fields(compact[3], 3)} {compact[4]}"
    if behind:
        return f"{_fields(behind[2], 2)} {behind[1]}, {_fields(behind[4], 3)} {behind[3]}"
    if signed:
        return f"{signed[1]}{_fields(signed[2], 2)}, {signed[3]}{_fields(signed[4], 3)}"
    return plain


def _fields(digits: str, degrees: int) -> str:
    minutes, seconds = digits[degrees : degrees + 2], digits[degrees + 2 :]
    return f"{digits[:degrees]} {minutes}{'' if seconds.startswith('.') else ' '}{seconds}".strip()


def _read(plain: str) -> Coordinates:
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
