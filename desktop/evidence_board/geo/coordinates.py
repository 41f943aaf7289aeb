"""Reads positions as people type and paste them (`coordinate_text` writes them).

Understood: degrees in every usual notation and three scripts (`degrees`), UTM, UPS, MGRS, SK-42, Plus Codes and
geohashes (`grid_readings`), links of map services (`map_links`), points in WKT and GeoJSON, and a radius behind any
of them, ``± 80 m``. Nothing is looked up anywhere. A text that can mean more than one place gives the likeliest, with
the others as alternatives.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from urllib.parse import unquote

from evidence_board.geo.coordinate_signs import plain_characters, plain_form
from evidence_board.geo.degrees import read_degrees
from evidence_board.geo.grid_readings import (
    read_gauss_kruger,
    read_geohash,
    read_mgrs,
    read_plus_code,
    read_utm,
    without_code_words,
    without_sk42_words,
)
from evidence_board.geo.map_links import find_link, read_link
from evidence_board.geo.plus_codes import SHAPE as PLUS_CODE
from evidence_board.geo.plus_codes import is_short
from evidence_board.geo.positions_in_words import find_in_words
from evidence_board.geo.readings import DO, Coordinates, Detail, Reading, position, unite
from evidence_board.geo.sk42 import from_sk42
from evidence_board.geo.written_points import read_named_values, read_written_point, without_system
from evidence_board.model.errors import KnownError

__all__ = ["Coordinates", "Detail", "Reading", "parse"]

_LONGEST = 300
_LONGEST_WITH_LINK = 8000
# How far off, behind a position: "± 80 m", "+/- 1,5 km".
_RADIUS = re.compile(r"\s*,?\s*(?:±|\+/-|\+-)\s*(\d{1,7}(?:[.,]\d{1,3})?)\s*(km|км|كم|m|м|م)?\s*$", re.IGNORECASE)
_KILOMETRES = frozenset({"km", "км", "كم"})
# "Position: ...", "Координаты: ...", before what is written in any way.
_TITLE = re.compile(r"(?:[^\W\d_]+\s+){0,3}[^\W\d_]{3,}\s*[:：]\s+(?=\S)")
_NEAR = re.compile(r"(?P<code>\S+\+\S*)(?:\s*,)?\s+(?:near\s+|@\s*)?(?P<near>\S.*)", re.DOTALL)


def parse(untrusted_text: str, *, near: tuple[float, float] | None = None) -> Coordinates:
    """Read a position from typed or pasted text.

    Args:
        untrusted_text: anything.
        near: (latitude, longitude) that a short Plus Code may count from, such as the middle of the map.

    Raises:
        KnownError: nothing, or more than one thing, to read; a value out of range.
    """
    text = untrusted_text.strip()
    if not text:
        raise KnownError("There are no coordinates to read.", do=DO)
    if len(text) > _LONGEST_WITH_LINK:
        raise KnownError("This text is too long to be coordinates.", do=DO)
    text = _without_wrapping(plain_characters(text))
    link = find_link(text)
    if link is not None:
        return _read_with_link(text, link, near=near)
    return _read_words(text, near=near)


def _without_wrapping(text: str) -> str:
    """Return the text without quotes around it and signs before it, with what an address has encoded."""
    text = text.strip()
    while text and unicodedata.category(text[0]) == "So" and text[0] != "°":  # a pin or a flag in a message
        text = text[1:].lstrip()
    text = re.sub(r"^\s*['\"«“„`]\s*(?=[^\W\d_]?\s?[-+\d])", "", text)
    text = re.sub(r"[=~≈]?\s*(?=\S)", "", text, count=1)
    if re.search(r"%(?:2c|20|c2%b0)", text, re.IGNORECASE) and "://" not in text:
        text = plain_characters(unquote(text))
    return re.sub(r"\s*[»“”]\s*$", "", text) if not re.search(r"\d\s*[»“”]\s*$", text) else text


def _read_with_link(text: str, link: str, *, near: tuple[float, float] | None) -> Coordinates:
    """Read a link, and what a message says beside it."""
    rest = text.replace(link, " ", 1).strip()
    beside: Coordinates | None = None
    if any(sign.isdigit() for sign in rest) and len(rest) <= _LONGEST_WITH_LINK:
        with suppress(KnownError):  # words around a link are no fault
            beside = find_in_words(rest) if find_link(rest) is None else parse(rest, near=near)
    try:
        read = read_link(link)
    except KnownError:
        if beside is None:
            raise
        return beside
    if beside is None:
        return read
    # What somebody wrote out says more than the middle of the map that they looked at.
    return unite((beside, read) if read.detail is Detail.CENTRE else (read, beside))


def _read_words(text: str, *, near: tuple[float, float] | None) -> Coordinates:
    written = read_written_point(text)
    if written is not None:
        return written
    if len(text) > _LONGEST:
        found = find_in_words(text)
        if found is None:
            raise KnownError("This text is too long to be coordinates.", do=DO)
        return found
    radius = _RADIUS.search(text)
    if radius is not None:
        length = float(radius[1].replace(",", ".")) * (1000 if (radius[2] or "").lower() in _KILOMETRES else 1)
        found = parse(text[: radius.start()], near=near)
        others = tuple(replace(one, uncertainty_m=length) for one in found.alternatives)
        return replace(found, alternatives=others, uncertainty_m=length)
    title = _TITLE.match(text)
    try:
        return _read(text, near=near)
    except KnownError as told:
        if title is not None:
            with suppress(KnownError):
                return _read(text[title.end() :], near=near)
        found = read_named_values(text) or find_in_words(text)
        if found is None:
            raise told from None
        return found


def _read(text: str, *, near: tuple[float, float] | None) -> Coordinates:
    text = without_system(text)
    is_sk42, rest = without_sk42_words(text)
    if is_sk42:
        return _read_sk42(rest)
    named, code = without_code_words(text)
    code = code.strip(" ()[]{}<>,;.")
    behind = _NEAR.fullmatch(code)
    if behind and PLUS_CODE.fullmatch(behind["code"].rstrip(",")):
        return _read_plus_code_near(behind["code"].rstrip(","), behind["near"])
    ways: list[Callable[[], list[Coordinates]]] = [
        lambda: [read_degrees(plain_form(text))],
        lambda: read_plus_code(code, near=near),
        lambda: read_mgrs(code),
        lambda: read_utm(code),
        lambda: read_gauss_kruger(code),
        lambda: read_geohash(code, named=named == "geohash"),
    ]
    found: list[Coordinates] = []
    problems: list[KnownError] = []
    for way in ways:
        try:
            found += way()
        except KnownError as error:
            problems.append(error)
    if found:
        if not named and code != code.lower():  # nobody writes geohashes in capitals
            found = [one for one in found if one.reading is not Reading.GEOHASH] or found
        return unite(found)
    if named:
        raise problems[-1] if len(problems) > 1 else KnownError(f"This does not read as {named}.", do=DO)
    # What a code says about itself is more use than that it is no pair of degrees.
    raise problems[-1]


def _read_plus_code_near(code: str, place: str) -> Coordinates:
    """Read a Plus Code with something behind it: a short one counts from the coordinates there.

    Raises:
        KnownError: it is short, and what is behind it are no coordinates.
    """
    if not is_short(code):
        return unite(read_plus_code(code, near=None))
    try:
        middle = parse(place)
    except KnownError:
        raise KnownError(
            "This is a short Plus Code with the name of a place.",
            means="It counts from that place, which is not looked up here.",
            do="Write the coordinates of the place behind the code instead of its name.",
        ) from None
    return unite(read_plus_code(code, near=(middle.latitude, middle.longitude)))


def _read_sk42(text: str) -> Coordinates:
    found = read_gauss_kruger(text)
    if found:
        return unite(found)
    read = read_degrees(plain_form(text))
    ways = []
    for one in (read, *read.alternatives):
        place = position(*from_sk42(one.latitude, one.longitude), Reading.SK42_DEGREES)
        swapped = one.reading is Reading.LONGITUDE_FIRST
        ways.append(replace(place, detail=Detail.LONGITUDE_FIRST if swapped else Detail.NONE))
    return unite(ways)
