"""Reads coordinates as people type and paste them (`coordinate_text` writes them).

Understood: decimal degrees with points or commas, degrees and decimal minutes, degrees minutes seconds, in
any of the usual marks; hemispheres in Latin, Cyrillic and Arabic letters; ``geo:`` links; a radius behind them,
``± 80 m``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import parse_qs, unquote

from evidence_board.geo.coordinate_signs import LATITUDE, LONGITUDE, plain_form
from evidence_board.model.errors import KnownError

__all__ = ["Coordinates", "Reading", "parse"]

_LONGEST = 300
_DO = "Type latitude and longitude, for example 34.9051, 35.8684."


class Reading(StrEnum):
    """How a text was understood."""

    DECIMAL = "decimal degrees"
    MINUTES = "degrees and minutes"
    SECONDS = "degrees, minutes and seconds"
    GEO_LINK = "geo link"
    LONGITUDE_FIRST = "longitude first"


@dataclass(frozen=True)
class Coordinates:
    """A position read from a text.

    Attributes:
        latitude: degrees, north positive.
        longitude: degrees, east positive.
        reading: how the text was understood.
        alternatives: other positions the same text could mean, each with its own reading.
        uncertainty_m: radius in metres, when the text gives one.
    """

    latitude: float
    longitude: float
    reading: Reading
    alternatives: tuple[Coordinates, ...] = ()
    uncertainty_m: float | None = None


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
# How far off, behind a position: "± 80 m", "+/- 1,5 km".
_RADIUS = re.compile(r"\s*,?\s*(?:±|\+/-|\+-)\s*(\d{1,7}(?:[.,]\d{1,3})?)\s*(km|км|كم|m|м|م)?\s*$", re.IGNORECASE)
_KILOMETRES = frozenset({"km", "км", "كم"})
_LINK = re.compile(r"geo:(?P<at>[^;?]*)(?P<parameters>(?:;[^?]*)?)(?:\?(?P<query>.*))?", re.IGNORECASE | re.DOTALL)


def parse(untrusted_text: str) -> Coordinates:
    """Read a position from typed or pasted text.

    Without letters the first value is the latitude, unless only the other order is possible; when both
    orders are possible, the other one is an alternative.

    Raises:
        KnownError: nothing, or more than one thing, to read; a value out of range.
    """
    text = untrusted_text.strip()
    if not text:
        raise KnownError("There are no coordinates to read.", do=_DO)
    if len(text) > _LONGEST:
        raise KnownError("This text is too long to be coordinates.", do=_DO)
    if text[:4].lower() == "geo:":
        return _parse_link(text)
    radius = _RADIUS.search(text)
    if radius is not None:
        length = float(radius[1].replace(",", ".")) * (1000 if (radius[2] or "").lower() in _KILOMETRES else 1)
        found = parse(text[: radius.start()])
        others = tuple(replace(one, uncertainty_m=length) for one in found.alternatives)
        return replace(found, alternatives=others, uncertainty_m=length)
    plain = plain_form(text)
    if re.search("[NSEW]", plain):
        plain = re.sub(r"(?<=\d)-(?=\d)", " ", plain)  # 34-54-18 N
    compact = _COMPACT.fullmatch(plain)
    if compact:
        latitude, longitude = (" ".join(filter(None, compact.group(*at))) for at in ((1, 2, 3), (5, 6, 7)))
        plain = f"{latitude} {compact[4]}, {longitude} {compact[8]}"
    return _best_reading(plain)


def _best_reading(plain: str) -> Coordinates:
    found: list[Coordinates] = []
    problem = KnownError("This text does not read as coordinates.", do=_DO)
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
        raise KnownError(f"These are two {twice}.", do=_DO)
    if first.axis == LONGITUDE or second.axis == LATITUDE:
        return _position(second.value, first.value, reading)
    if first.axis or second.axis:
        return _position(first.value, second.value, reading)
    if abs(first.value) > 90 >= abs(second.value):
        return _position(second.value, first.value, Reading.LONGITUDE_FIRST)
    found = _position(first.value, second.value, reading)
    if abs(second.value) > 90 or first.value == second.value:
        return found
    return replace(found, alternatives=(_position(second.value, first.value, Reading.LONGITUDE_FIRST),))


def _position(
    latitude: float, longitude: float, reading: Reading, *, uncertainty_m: float | None = None
) -> Coordinates:
    if abs(latitude) > 90:
        raise KnownError(f"The latitude {latitude:g} is outside -90 to 90.", do=_DO)
    if abs(longitude) > 180:
        raise KnownError(f"The longitude {longitude:g} is outside -180 to 180.", do=_DO)
    return Coordinates(latitude + 0.0, longitude + 0.0, reading, uncertainty_m=uncertainty_m)


def _parse_link(text: str) -> Coordinates:
    """Read a ``geo:`` link (RFC 5870), with the ``?q=`` that Android adds.

    Raises:
        KnownError: it holds no position, or one on another datum than WGS 84.
    """
    link = _LINK.fullmatch(text)
    values = link["at"].split(",") if link else []
    parameters = dict(pair.lower().partition("=")[::2] for pair in link["parameters"].split(";")) if link else {}
    if link and link["query"]:
        for asked in parse_qs(link["query"]).get("q", []):
            values = unquote(asked).split("(")[0].split(",")
    if parameters.get("crs", "wgs84") != "wgs84":
        raise KnownError(
            f"This geo link counts in another system ({parameters['crs']}).",
            means="Read as usual coordinates it would point to another place.",
            do="Convert it to WGS 84 first.",
        )
    plain = [value.strip() for value in values[:2]]
    if len(plain) != 2 or not all(re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", value, re.ASCII) for value in plain):
        raise KnownError("This geo link does not hold a latitude and a longitude.", do=_DO)
    radius = parameters.get("u", "")
    uncertainty = float(radius) if re.fullmatch(r"\d{1,9}(?:\.\d+)?", radius, re.ASCII) else None
    return _position(float(plain[0]), float(plain[1]), Reading.GEO_LINK, uncertainty_m=uncertainty)
