"""Finds places by name in any script and by position, in the program's gazetteer and the lists of the user.

What is found by a position is a hint: the nearest *listed* place, never an address.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_board.geo.gazetteer_file import GazetteerFile, Lookup
from evidence_board.geo.gazetteer_format import GazetteerPlace, PlaceKind
from evidence_board.geo.gazetteer_match import (
    Match,
    Wanted,
    code_key,
    has_vowels,
    is_code,
    likeness,
    reading_key,
    respelled,
    without_airfield_words,
)
from evidence_board.geo.geodesy import bearing_deg, distance_m

__all__ = ["Found", "Gazetteer", "Nearby", "compass_point", "describe_nearby"]

#: Letters typed at most: no name is longer.
_LONGEST = 200
#: Fewer good matches than this, and similar names are shown below them.
_FEW = 8
_LEAST_ALIKE, _LEAST_ALIKE_BARE = 0.55, 0.35
_LONGEST_CODE = 4
#: Whoever types OSLK or LTK means the airfield, not a town that begins alike.
_CODE_TYPED = 60.0
#: An airfield is a landmark only for what lies beside it.
_BESIDE_M = 3_000.0
_NEAR_DEGREES = 1.0
#: Farther than this from any listed place nothing is said.
_FARTHEST_M = 300_000.0
_COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
_BASE = {Match.SAME: 100.0, Match.READING: 97.0, Match.BEGINNING: 82.0, Match.WORD: 66.0, Match.SIMILAR: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that was looked for.

    Attributes:
        place: what the list says of it.
        match: how its name meets what was typed; a `SIMILAR` one is only spelled alike.
        matched: the name that met it, as written.
        score: what it was ranked by.
        list_title: the list it comes from.
        distance_m: metres from where was asked near; None without.
    """

    place: GazetteerPlace
    match: Match
    matched: str
    score: float
    list_title: str
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class Nearby:
    """A listed place near a position.

    Attributes:
        place: the place.
        distance_m: metres from it to the position.
        bearing_deg: from the place towards the position, degrees from true north.
    """

    place: GazetteerPlace
    distance_m: float
    bearing_deg: float


@dataclass(slots=True)
class _Candidate:
    file: GazetteerFile
    number: int
    rough: float
    promise: Match


class Gazetteer:
    """Lists of places that are searched together; safe to use from any thread.

    Attributes:
        files: the lists, those of the user first: of a place in two lists the first one's is shown.
    """

    def __init__(self, files: Iterable[GazetteerFile]) -> None:
        self.files: tuple[GazetteerFile, ...] = tuple(files)

    def close(self) -> None:
        """Close the files; searching afterwards opens them again."""
        for file in self.files:
            file.close()

    def search(self, text: str, *, near: tuple[float, float] | None = None, limit: int = 20) -> list[Found]:
        """Return the places that a text names, the best first; names that are only similar come last.

        Args:
            text: a name or its beginning, in any script; after a comma a province or a country may follow.
            near: (latitude, longitude) of where the user looks: of two alike the nearer comes first.
            limit: places returned at most.

        Raises:
            KnownError: a list is damaged.
        """
        name, _, rest = text[:_LONGEST].partition(",")
        found = self._named(name, rest, near=near, limit=limit)
        first, _, last = name.strip().rpartition(" ")
        if first and not rest and not any(one.match != Match.SIMILAR for one in found):
            # "Tartus Syria": the last word may be where it lies.
            apart = [
                one
                for one in self._named(first, last, near=near, limit=limit)
                if _lies_in(one.place, last, self._countries())
            ]
            found = apart + found
        if not rest and not any(one.match != Match.SIMILAR for one in found):
            found = self._otherwise(name, near=near, limit=limit) + found
        return found[:limit]

    def _otherwise(self, name: str, *, near: tuple[float, float] | None, limit: int) -> list[Found]:
        """Look for a name without its "airport" or "air base", or as other languages spell its sounds."""
        bare = without_airfield_words(name)
        if bare:
            fields = [
                one for one in self._named(bare, "", near=near, limit=4 * limit) if one.place.kind == PlaceKind.AIRFIELD
            ]
            named = [one for one in fields if one.match != Match.SIMILAR]
            if named:
                return named[:limit]
        for other in respelled(bare or name):
            found = [one for one in self._named(other, "", near=near, limit=limit) if one.match != Match.SIMILAR]
            if found:
                return [replace(one, match=Match.SIMILAR) for one in found]
        return []

    def nearest(self, latitude: float, longitude: float) -> Nearby | None:
        """Return the listed place by which people would name a position; None far from all.

        A larger place farther off is named rather than a hamlet beside it: a city of half a million counts as if it
        were three times nearer.

        Raises:
            KnownError: a list is damaged.
        """
        for degrees in (0.12, 0.5, 3.0):
            best: tuple[float, GazetteerFile, int] | None = None
            for file in self.files:
                for number in file.around(latitude, longitude, degrees=degrees, limit=60):
                    far = _rough_m((latitude, longitude), file.spot(number)) + 150.0
                    if far > degrees * 111_000.0:
                        continue
                    if far > _BESIDE_M and file.is_airfield(number):
                        continue
                    weighed = far / (1.0 + file.weight(number) / 96.0)
                    if best is None or weighed < best[0]:
                        best = (weighed, file, number)
            if best is not None:
                place = best[1].place(best[2])
                far = distance_m(place.latitude, place.longitude, latitude, longitude)
                if far > _FARTHEST_M:
                    return None
                way = bearing_deg(place.latitude, place.longitude, latitude, longitude) if far > 1 else 0.0
                return Nearby(place, far, way)
        return None

    def describe(self, latitude: float, longitude: float) -> str:
        """Return a hint like ``4 km NE of Tartus``, in English; empty far from every listed place."""
        nearby = self.nearest(latitude, longitude)
        return describe_nearby(nearby) if nearby is not None else ""

    def _countries(self) -> Mapping[str, frozenset[str]]:
        return self.files[-1].country_keys if self.files else {}

    # -- by name ---------------------------------------------------------------------------------------

    def _named(self, name: str, within: str, *, near: tuple[float, float] | None, limit: int) -> list[Found]:
        wanted = Wanted(name)
        if not wanted.key.strip("~"):
            return []
        best = self._best(self._candidates(wanted, near), wanted, within, near=near, limit=limit)
        if len(best) < _FEW and wanted.sound:
            known = {(one.place.source_id, one.place.name) for one in best}
            alike = self._best(self._alike(wanted, near), wanted, within, near=near, limit=limit)
            best += [one for one in alike if (one.place.source_id, one.place.name) not in known]
        return best[:limit]

    def _candidates(self, wanted: Wanted, near: tuple[float, float] | None) -> list[_Candidate]:
        found: dict[tuple[int, int], _Candidate] = {}
        for at, file in enumerate(self.files):
            lookups, all_of_them = file.beginning(wanted.key)
            if len(wanted.text) <= _LONGEST_CODE:
                lookups = lookups + file.named(code_key(wanted.folded))
            for lookup in lookups:
                one = _candidate(file, lookup.number, _promise(lookup, wanted), near)
                one.rough += _CODE_TYPED if lookup.key[:1] == "=" else 0.0
                known = found.get((at, lookup.number))
                if known is None or known.rough < one.rough:
                    found[at, lookup.number] = one
            if near is not None and not all_of_them:
                # What lies near may be no important place, and not among those kept of a short beginning.
                for number in file.around(*near, degrees=_NEAR_DEGREES, limit=3):
                    if (at, number) not in found and _begins(file.place(number), wanted):
                        found[at, number] = _candidate(file, number, Match.BEGINNING, near)
        return list(found.values())

    def _alike(self, wanted: Wanted, near: tuple[float, float] | None) -> list[_Candidate]:
        return [
            _candidate(file, lookup.number, Match.SIMILAR, near)
            for file in self.files
            for lookup in file.sounding(wanted.sound)
        ]

    def _best(
        self,
        candidates: Sequence[_Candidate],
        wanted: Wanted,
        within: str,
        *,
        near: tuple[float, float] | None,
        limit: int,
    ) -> list[Found]:
        """Read the lines of the best candidates only, and rank them by what they really say."""
        kept = heapq.nlargest((limit + 16) * (4 if within.strip() else 1), candidates, key=lambda one: one.rough)
        found: dict[str, Found] = {}
        countries = self._countries() if within.strip() else {}
        for candidate in kept:
            one = _judge(candidate, wanted, within, near=near, countries=countries)
            if one is None:
                continue
            same = one.place.source_id or f"{one.place.name} {one.place.latitude:.4f} {one.place.longitude:.4f}"
            known = found.get(same)
            if known is None or self._order(candidate.file) < self._order_of(known):
                found[same] = one
        return sorted(found.values(), key=lambda one: (one.match == Match.SIMILAR, -one.score, one.place.name))[:limit]

    def _order(self, file: GazetteerFile) -> int:
        return self.files.index(file)

    def _order_of(self, found: Found) -> int:
        return next((at for at, file in enumerate(self.files) if file.title == found.list_title), len(self.files))


def _judge(
    candidate: _Candidate,
    wanted: Wanted,
    within: str,
    *,
    near: tuple[float, float] | None,
    countries: Mapping[str, frozenset[str]],
) -> Found | None:
    file, place = candidate.file, candidate.file.place(candidate.number)
    best: tuple[tuple[int, bool, float], str] | None = None
    by_script = sorted((place.name, *place.names), key=lambda one: one.isascii() != wanted.text.isascii())
    for name in by_script:
        match = wanted.match(name)
        if match is None:
            continue
        alike = 0.0
        if match == Match.SIMILAR:
            # A name without vowels is like everything; the place's name in Latin letters tells more.
            alike = max(
                (likeness(wanted.key, reading_key(one)) for one in (name, place.name) if has_vowels(one)), default=0.0
            )
            if alike < (_LEAST_ALIKE if wanted.has_vowels else _LEAST_ALIKE_BARE):
                continue
        order = (match, name.isascii() != wanted.text.isascii(), -alike)
        if best is None or order < best[0]:
            best = (order, name)
        if match <= candidate.promise and match != Match.SIMILAR:
            break
    if best is None:
        return None
    found, name = Match(best[0][0]), best[1]
    score = _BASE[found] + _importance(file.weight(candidate.number)) - 40.0 * best[0][2]
    if found == Match.SAME and is_code(name) and (len(name) == _LONGEST_CODE or wanted.text.isupper()):
        score += _CODE_TYPED
    if found == Match.BEGINNING:
        score += 8.0 * len(wanted.key) / max(1, len(reading_key(name)))
    far = None
    if near is not None:
        far = distance_m(*near, place.latitude, place.longitude)
        score += _nearness_of(far)
    if within.strip():
        score += 60.0 if _lies_in(place, within, countries) else 0.0
    return Found(place=place, match=found, matched=name, score=score, list_title=file.title, distance_m=far)


def _lies_in(place: GazetteerPlace, within: str, countries: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether one of the words after the comma names the province or country of a place."""
    named = {reading_key(one) for one in (place.country_name, place.admin1)} - {""}
    named |= countries.get(place.country, frozenset())
    codes = {place.country.casefold()} - {""}
    parts = [part.strip() for part in within.split(",")]
    return any(part and (reading_key(part) in named or part.casefold() in codes) for part in parts)


def _candidate(file: GazetteerFile, number: int, promise: Match, near: tuple[float, float] | None) -> _Candidate:
    rough = _BASE[promise] + _importance(file.weight(number))
    return _Candidate(file, number, rough + (_nearness(near, file.spot(number)) if near is not None else 0.0), promise)


def _promise(lookup: Lookup, wanted: Wanted) -> Match:
    """Return the best match that a key can lead to."""
    if lookup.later:
        return Match.WORD
    return Match.SAME if lookup.key == wanted.key or lookup.key[:1] == "=" else Match.BEGINNING


def _begins(place: GazetteerPlace, wanted: Wanted) -> bool:
    names = (place.name,) if wanted.text.isascii() else [one for one in place.names if not one.isascii()]
    return any(reading_key(one).startswith(wanted.key) for one in names)


def _importance(weight: int) -> float:
    return weight * 0.22


def _nearness(near: tuple[float, float], spot: tuple[float, float]) -> float:
    return _nearness_of(_rough_m(near, spot))


def _nearness_of(metres: float) -> float:
    return 30.0 / (1.0 + metres / 80_000.0)


def _rough_m(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return metres between two points, to a few percent within a continent."""
    across = (second[1] - first[1] + 180.0) % 360.0 - 180.0
    across *= math.cos(math.radians((first[0] + second[0]) / 2))
    return 111_195.0 * math.hypot(second[0] - first[0], across)


def compass_point(bearing_deg: float) -> str:
    """Return one of the eight points of the compass: ``N``, ``NE`` and so on."""
    return _COMPASS[round(bearing_deg / 45.0) % 8]


def describe_nearby(nearby: Nearby) -> str:
    """Return ``4 km NE of Tartus`` in English; within a place, ``in Tartus`` is never claimed, only ``at``."""
    far = nearby.distance_m
    if far < 50:
        return f"at {nearby.place.name}"
    words = (
        f"{round(far / 10) * 10} m" if far < 950 else f"{far / 1000:.1f} km" if far < 9_950 else f"{far / 1000:.0f} km"
    )
    words = words.replace(".0 km", " km")
    return f"{words} {compass_point(nearby.bearing_deg)} of {nearby.place.name}"
