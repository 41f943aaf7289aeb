"""Reads "within 5 km of Tartus", "looking at 34.9, 35.87" and bare coordinates as conditions, as people type them."""

import re
from collections.abc import Iterator

from evidence_board.filters import LooksAt, Part, Within
from evidence_board.geo.coordinates import parse
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.errors import KnownError
from evidence_board.text import fold_for_search

__all__ = ["typed_places"]

_UNITS_KM = {"m": 0.001, "м": 0.001, "م": 0.001, "km": 1.0, "км": 1.0, "كم": 1.0}
#: Words before, a distance with its unit, and what it is from; small words between are passed over.
_DISTANCE = re.compile(r"(?P<before>\D*?)(?P<far>\d+(?:[.,]\d+)?)\s*(?P<unit>km|км|كم|m|м|م)\b\s*(?P<rest>.*)", re.I)
_SMALL = re.compile(r"^(?:of|from|around|near|to|at|от|около|вокруг|من|حول)\b[\s:]*", re.I)
_LOOKING = re.compile(r"^(?:looking|looks|look|facing)\b[\s:]*", re.I)
_USUAL_KM, _MOST_KM, _MOST = 5.0, 20_000.0, 6
_LEAST_DIGITS = 4


def typed_places(typed: str, index: CaseIndex) -> Iterator[Part]:
    """Give the conditions that a text may mean.

    Args:
        typed: what a person typed.
        index: the read model: places and files are known by their names.
    """
    text = typed.strip()
    looking = _LOOKING.match(text)
    if looking is not None:
        text = text[looking.end() :]
    far, rest = _USUAL_KM, text
    found = _DISTANCE.fullmatch(text)
    if found is not None:
        far = float(found["far"].replace(",", ".")) * _UNITS_KM[found["unit"].lower()]
        rest = found["rest"]
    elif looking is None and sum(one.isdigit() for one in text) < _LEAST_DIGITS:
        return
    rest = _SMALL.sub("", rest.strip()).strip()
    if not rest or not 0 < far <= _MOST_KM:
        return
    for within in _within(round(far, 3), rest, index, named=found is not None or looking is not None):
        yield LooksAt.of(within) if looking is not None else within


def _within(km: float, rest: str, index: CaseIndex, *, named: bool) -> Iterator[Within]:
    try:
        point = parse(rest)
    except KnownError:
        point = None
    if point is not None:
        yield Within(km, "", round(point.latitude, 6), round(point.longitude, 6))
        return
    if not named:
        return
    wanted = fold_for_search(rest).split()
    number = 0
    for row in index.entities_of("location"):
        known_by = fold_for_search(" ".join((row.ref, row.label, *row.other_names)))
        if row.latitude is not None and all(word in known_by for word in wanted):
            yield Within(km, row.id)
            number += 1
            if number >= _MOST:
                return
    item = index.items.get(index.by_ref.get(rest.upper(), ""))
    if item is not None and item.latitude is not None:
        yield Within(km, item.id)
