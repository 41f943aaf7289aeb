"""Finds the one position that stands among words: in a message, a caption, a row of a table.

Only what can hardly be anything else counts: angles with marks or hemispheres, decimals with at least three figures
behind the point, whole MGRS and Plus codes. A date, a price or a number of photos is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence_board.geo.coordinate_signs import HEMISPHERES, plain_form
from evidence_board.geo.degrees import read_degrees
from evidence_board.geo.grid_readings import read_mgrs, read_plus_code
from evidence_board.geo.readings import Coordinates, Detail, unite
from evidence_board.geo.written_points import several
from evidence_board.model.errors import KnownError

__all__ = ["find_in_words"]

_LONGEST = 4200  # a message; what is longer is a page, and its first position is as good as none
_MARK = r"""[°º˚′’‘´`ʹʼ'"″”“„]"""
_BETWEEN = r"(?:\s*[,;،|/]\s*|\s+-\s+|\s+(?:and|и|та|و|und|et)\s+|\s+و(?=\s?\d)|\s+)"
_H = rf"(?:{HEMISPHERES})(?![^\W\d_])\.?"
_FINE = r"[-+]?\d{1,3}[.٫]\d{3,20}"
_FINE_COMMA = r"[-+]?\d{1,3},\d{3,20}"
_MINUTES_ALONE = r"\d{1,3}\s?[°º˚]\s?\d{1,2}[.,]\d{1,12}\s?"  # the way of receivers: N 34°54.306
_MARKED_ANGLE = (
    rf"\d{{1,3}}(?:[.,٫]\d{{1,20}})?\s?{_MARK}?\s?(?:\d{{1,2}}(?:[.,٫]\d{{1,12}})?\s?{_MARK}{{1,2}}\s?){{0,2}}"
)
_ANGLE = rf"(?:{_MARKED_ANGLE}|{_MINUTES_ALONE})"
_MINUTES = rf"\s?\d{{1,2}}(?:[.,]\d{{1,12}})?\s?{_MARK}"
_MARKED = rf"[-+]?\d{{1,3}}\s?[°º˚]{_MINUTES}(?:{_MINUTES}{{1,2}})?"
_START, _END = r"(?<![\w.+-])(?<!\d[:,])", r"(?![\w°])(?![.,]\d)"
# A list of values with commas is no pair; of pairs with semicolons only those with few figures would get lost.
_NO_MORE = (
    r"(?!\s*,\s*-?\d{1,3}\.\d+\s*[,;\s]\s*-?\d{1,3}\.\d)"
    r"(?!\s*;\s*-?\d{1,3}\.\d{1,2}\s*[,;\s]\s*-?\d{1,3}\.\d)"
)
_PATTERNS = tuple(
    re.compile(f"{_START}{pattern}{_END}", re.IGNORECASE)
    for pattern in (
        rf"{_ANGLE}{_H}{_BETWEEN}?{_ANGLE}{_H}",
        rf"{_H}\s?{_ANGLE}{_BETWEEN}?{_H}\s?{_ANGLE}(?<!\s)",
        rf"{_MARKED}{_BETWEEN}{_MARKED}",
        rf"{_FINE}°?{_BETWEEN}{_FINE}°?{_NO_MORE}",
        rf"{_FINE_COMMA}°?(?:\s*[;|/]\s*|\s*,\s+|\s+){_FINE_COMMA}°?",
    )
)
_IN_LIST = re.compile(r"\d[.,]\d+\s*,\s*$")
# Hemispheres alone are not enough: Russian "с 34,5 в 35,8" is "from 34.5 to 35.8".
_SURE = re.compile(r"[°º˚]|\d[.,٫]\d{3}|\d\.\d+\s?[NSEW]\b|\b[NSEW]\s?\d{1,3}\.\d")
_MGRS = re.compile(
    r"(?<![\w.])\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{4,5}\s\d{4,5}|\d{6}|\d{8}|\d{10})(?![\w.])"
)
_PLUS = re.compile(r"(?<![\w+])[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,7}(?![\w+])")


def find_in_words(text: str) -> Coordinates | None:
    """Return the position that a text holds beside its words; None when it holds none.

    Raises:
        KnownError: it names more than one place.
    """
    found: list[Coordinates] = []
    for one in _candidates(text):
        if not any(_is_near(one, other) for known in found for other in (known, *known.alternatives)):
            found.append(one)
    if not found:
        return None
    if len(found) > 1:
        raise several(found)
    (one,) = found
    if one.detail is Detail.NONE:
        one = replace(one, detail=Detail.IN_TEXT)
    return one


def _candidates(text: str) -> Iterator[Coordinates]:
    rest = text[:_LONGEST]
    for pattern in (_MGRS, _PLUS):
        for match in list(pattern.finditer(rest))[:20]:
            read = read_mgrs(match[0]) if pattern is _MGRS else read_plus_code(match[0], near=None)
            if read:
                yield unite(read)
        rest = pattern.sub(" ; ", rest)
    for pattern in _PATTERNS:
        taken: list[tuple[int, int]] = []
        for match in list(pattern.finditer(rest))[:20]:
            if not _SURE.search(match[0]) or _IN_LIST.search(rest[max(0, match.start() - 30) : match.start()]):
                continue
            try:
                read_one = read_degrees(plain_form(match[0]))
            except KnownError:
                continue  # digits that are no position: the next pattern may see another pair in them
            taken.append(match.span())
            yield read_one
        for start, end in reversed(taken):
            rest = f"{rest[:start]} ; {rest[end:]}"


def _is_near(one: Coordinates, other: Coordinates) -> bool:
    """Whether two are the same place, the one perhaps with fewer figures."""
    return abs(one.latitude - other.latitude) < 0.001 and abs(one.longitude - other.longitude) < 0.001
