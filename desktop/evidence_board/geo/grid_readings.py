"""Reads positions on grids and in codes: MGRS, UTM, UPS, SK-42 Gauss-Krüger, Plus Codes, geohashes."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from evidence_board.geo import geohash, plus_codes
from evidence_board.geo.mgrs import from_mgrs, looks_like_mgrs
from evidence_board.geo.readings import Coordinates, Detail, Reading, position
from evidence_board.geo.sk42 import from_gauss_kruger
from evidence_board.geo.utm import BANDS, Utm, band_letter, from_utm
from evidence_board.model.errors import KnownError

__all__ = [
    "read_gauss_kruger",
    "read_geohash",
    "read_mgrs",
    "read_plus_code",
    "read_utm",
    "without_code_words",
    "without_sk42_words",
]

_METRES_PER_DEGREE = 111_320.0
_NUMBER = r"\d{1,2} \d{5}(?:\.\d+)?(?!\d)|\d{1,3}(?:[ ,'\u00a0\u202f]\d{3}){1,2}(?:\.\d+)?|\d{4,8}(?:\.\d+)?"
_AXIS = r"(?:easting|northing|east|north|[xyenхуів])"
_VALUE = rf"(?:(?P<{{0}}_before>{_AXIS})\s*[:=-]?\s*)?(?P<{{0}}>{_NUMBER})\s*(?:m\.?|м\.?)?\s*(?P<{{0}}_after>{_AXIS})?"
_PAIR = _VALUE.replace("{0}", "first") + r"[\s,;/]+" + _VALUE.replace("{0}", "second")
_UTM = re.compile(
    rf"(?:utm|ups)?[\s:,]*(?:zone\s*)?(?:(?P<zone>\d{{1,2}})\s*)?(?P<letter>north|south|[A-HJ-NP-Z])?[\s,;:]+{_PAIR}",
    re.IGNORECASE,
)
_UTM_BEHIND = re.compile(
    rf"(?:utm)?[\s:,]*{_PAIR}[\s,;:(]+(?:zone\s*)?(?P<zone>\d{{1,2}})\s*(?P<letter>north|south|[C-HJ-NP-X])?\)?",
    re.IGNORECASE,
)
_SK42_WORDS = re.compile(
    r"\b(?:s[kc]-?\s?42|ск-?\s?42|pulkovo[\s-]*1942|пулково[\s-]*1942|gau(?:ss|ß)(?:[\s-]*kr(?:ü|ue|u)ger)?"
    r"|гаусс\w*(?:[\s-]*крюгер\w*)?)\b[\s:,]*",
    re.IGNORECASE,
)
_SK42 = re.compile(_PAIR, re.IGNORECASE)
_CODE_WORDS = re.compile(
    r"(?:mgrs|usng|grid(?:\s+ref(?:erence)?)?|geohash|plus\s?code|olc|open location code)\b[\s:=]*", re.IGNORECASE
)
_WIDEST_ZONE_DEG = 5.0
_BAND_ROOM_DEG = 0.5


def without_code_words(text: str) -> tuple[str, str]:
    """Return the name of a code in front of a text (lower case, or empty) and the rest."""
    word = _CODE_WORDS.match(text)
    return (word[0].strip(" :=").lower(), text[word.end() :].strip()) if word else ("", text)


def without_sk42_words(text: str) -> tuple[bool, str]:
    """Tell whether a text names the system SK-42, and return it without that name."""
    rest, count = _SK42_WORDS.subn(" ", text, count=3)
    return count > 0, rest.strip(" ,;:()")


def read_mgrs(text: str) -> list[Coordinates]:
    """Return the middle of the square, and its corner where that is another place.

    Raises:
        KnownError: it has the shape of MGRS, but there is no such square.
    """
    if not looks_like_mgrs(text):
        return []
    square = from_mgrs(text)
    radius = square.radius_m
    if square.side_m == 1:
        return [position(*square.centre, Reading.MGRS)]
    found = [position(*square.centre, Reading.MGRS, uncertainty_m=_told(radius), detail=Detail.SQUARE_CENTRE)]
    corner = position(*square.corner, Reading.MGRS, uncertainty_m=_told(2 * radius), detail=Detail.SQUARE_CORNER)
    return [*found, corner]


def _told(radius_m: float) -> float | None:
    """Return the radius of what a code covers, in whole metres; under 10 m its size says nothing about the place."""
    return float(math.ceil(radius_m)) if radius_m >= 10 else None


def read_plus_code(text: str, *, near: tuple[float, float] | None) -> list[Coordinates]:
    """Return the middle of what a Plus Code covers; nothing when the text is none.

    Raises:
        KnownError: it has the shape of one, but is wrong, or short while no place nearby is known.
    """
    if not plus_codes.SHAPE.fullmatch(text):
        return []
    area = plus_codes.decode(text, near=near)
    radius = (area.north - area.south) / 2 * _METRES_PER_DEGREE * 2**0.5
    detail = Detail.NEAR if plus_codes.is_short(text) else Detail.NONE
    return [position(*area.centre, Reading.PLUS_CODE, uncertainty_m=_told(radius), detail=detail)]


def read_geohash(text: str, *, named: bool) -> list[Coordinates]:
    """Return the middle of what a geohash covers.

    Without its name in front only letters with digits count, at least five: many words are made of the same letters.

    Raises:
        KnownError: it may be one, or a word.
    """
    if not geohash.SHAPE.fullmatch(text):
        return []
    if not named and (len(text) < 5 or text.isdigit()):
        return []
    if not named and text.isalpha():
        raise KnownError(
            "This could be a geohash, or only a word.",
            do="Write “geohash” in front of it if it is one.",
        )
    height, width = geohash.cell_size_deg(len(text))
    radius = min(max(height, width) / 2 * _METRES_PER_DEGREE * 2**0.5, 20_000_000.0)
    return [position(*geohash.decode(text), Reading.GEOHASH, uncertainty_m=_told(radius))]


def read_utm(text: str) -> list[Coordinates]:
    """Return the positions that a zone and two lengths in metres can mean.

    Raises:
        KnownError: zone, letter and metres do not fit each other.
    """
    match = _UTM.fullmatch(text) or _UTM_BEHIND.fullmatch(text)
    if match is None:
        return []
    letter = (match["letter"] or "").upper()[:1]
    polar = letter in tuple("ABYZ")
    if match["zone"] is None and not polar and not text.lower().startswith("ups"):
        return []
    if match["zone"] is None:
        return _read_ups(match, letter)
    zone = int(match["zone"])
    lengths = _in_order(match)
    if not 1 <= zone <= 60 or polar or lengths is None:
        raise _wrong_utm()
    easting, northing = lengths
    if not 0 < easting < 1_000_000 or northing > 10_000_000:
        raise _wrong_utm()
    found = []
    spelt = len(match["letter"] or "") > 1
    for north in _hemispheres(letter, spelt=spelt):
        read = position(*from_utm(Utm(zone, north, easting, northing)), Reading.UTM)
        if abs(read.latitude) > 84.5 or (read.latitude >= 0) != north:
            continue
        in_band = not spelt and letter in tuple(BANDS) and _fits_band(read.latitude, letter)
        if letter in ("N", "S") or not letter or in_band:
            detail = Detail.NORTH if north else Detail.SOUTH
            found.append(replace(read, detail=Detail.BAND if in_band and (letter != "S" or north) else detail))
    if not found:
        raise _wrong_utm()
    if letter == "S" and not spelt and len(found) == 2 and not _fits_band(found[0].latitude, "S"):
        found = found[1:]  # S as a band lies at 32 to 40 north; this northing does not
    return found


def _hemispheres(letter: str, *, spelt: bool) -> tuple[bool, ...]:
    if letter == "N":
        return (True,)
    if letter == "S":
        return (False,) if spelt else (True, False)
    if not letter:
        return True, False
    return (letter >= "N",)


def _fits_band(latitude: float, letter: str) -> bool:
    return letter in {band_letter(latitude + room) for room in (-_BAND_ROOM_DEG, 0.0, _BAND_ROOM_DEG)}


def _read_ups(match: re.Match[str], letter: str) -> list[Coordinates]:
    if letter not in tuple("ABYZNS"):
        raise _wrong_utm()
    lengths = _in_order(match, swap=False)
    if lengths is None or not all(800_000 <= length <= 3_200_000 for length in lengths):
        raise _wrong_utm()
    read = position(*from_utm(Utm(0, letter in "YZN", *lengths)), Reading.UPS)
    return [replace(read, detail=Detail.NORTH if letter in "YZN" else Detail.SOUTH)]


def _in_order(match: re.Match[str], *, swap: bool = True) -> tuple[float, float] | None:
    """Return (easting, northing) by their letters, else by their size; None when both are the same axis."""
    first, second = _lengths(match)
    axes = [_east_or_north(match[f"{name}_before"] or match[f"{name}_after"]) for name in ("first", "second")]
    if axes[0] and axes[0] == axes[1]:
        return None
    if axes[0] == "N" or axes[1] == "E":
        return second, first
    if not any(axes) and swap and first >= 1_000_000 > second:
        return second, first
    return first, second


def _east_or_north(word: str | None) -> str:
    """Return E or N for the name of an axis of UTM, where x is east."""
    if not word:
        return ""
    return "E" if word[0].lower() in "exхв" else "N"


def _lengths(match: re.Match[str]) -> tuple[float, float]:
    first, second = (float(re.sub(r"[ ,'\u00a0\u202f]", "", match[name])) for name in ("first", "second"))
    return first, second


def read_gauss_kruger(text: str) -> list[Coordinates]:
    """Return the positions that x and y on a Soviet military map can mean; x is north, y carries the zone.

    Without letters x comes first where that is possible; the other order is a second reading where it is possible
    too.
    """
    match = _SK42.fullmatch(text)
    if match is None:
        return []
    first, second = _lengths(match)
    axis = (match["first_before"] or match["first_after"] or "").lower()
    orders = [(first, second, Detail.NORTH_FIRST), (second, first, Detail.EAST_FIRST)]
    if axis:
        # On these maps x (х) is north and y (у) is east.
        orders = orders[:1] if axis[0] in "xхnі" else orders[1:]
    found = []
    for x, y, detail in orders:
        read = _gauss_kruger(x, y)
        if read is not None:
            found.append(replace(read, detail=Detail.NONE if axis else detail))
    return found


def _gauss_kruger(x: float, y: float) -> Coordinates | None:
    zone = y // 1_000_000
    if not (1 <= zone <= 60 and 0 < x < 9_400_000):
        return None
    latitude, longitude = from_gauss_kruger(x, y)
    aside = (longitude - (zone * 6 - 3) + 180) % 360 - 180
    if abs(aside) > _WIDEST_ZONE_DEG or latitude > 84:
        return None
    return position(latitude, longitude, Reading.SK42_GRID)


def _wrong_utm() -> KnownError:
    return KnownError(
        "This does not read as UTM.",
        means="Zone, letter and metres do not fit each other.",
        do="A UTM position looks like 36S 763801 3864536: zone and band, easting, northing.",
    )
