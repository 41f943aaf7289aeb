"""What single map services mean by the numbers in their links, where that differs from what most do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from evidence_board.geo import geohash
from evidence_board.geo.readings import Detail
from evidence_board.model.errors import KnownError

__all__ = ["is_longitude_first", "refuse_other_system", "spots_of_service"]

_VALUE = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_NUMBER_PAIR = re.compile(rf"{_VALUE},{_VALUE}(?![\d.])")
# Services of China count in systems of their own, up to a kilometre beside WGS 84.
_OWN_SYSTEM = re.compile(
    r"(?:^|\.)(?:baidu|amap|gaode|autonavi)\.(?:com|cn)$|(?:^|\.)map\.qq\.com$|^(?:bd|ios|android)map|^baidumap"
)
_LONGITUDE_FIRST = re.compile(r"(?:^|\.)(?:arcgis\.com|esri\.com|planet\.com|firms\.modaps\.eosdis\.nasa\.gov)$")
_GEOHACK = re.compile(r"[?&]params=([^&#]{1,120})")
_CENTRED = re.compile(rf"centerx:{_VALUE}/centery:{_VALUE}(?![\d.])")
_HEATMAP = re.compile(rf"heatmap#\d{{1,2}}(?:\.\d+)?/{_VALUE}/{_VALUE}(?![\d.])")
_IN_FOLDERS = re.compile(r"(?:^|/)(-?\d{1,2}\.\d{2,20})/(-?\d{1,3}\.\d{2,20})(?=$|[/?#])")
_BARE_QUERY = re.compile(rf"\?{_VALUE},{_VALUE}(?![\d.])")
Spot = tuple[str, str, Detail]


def is_longitude_first(host: str) -> bool:
    """Whether a service without a reading of its own writes the longitude first."""
    return bool(_LONGITUDE_FIRST.search(host))


def refuse_other_system(host: str) -> None:
    """Refuse links of services that count in a system of their own.

    Raises:
        KnownError: this is one of them.
    """
    if _OWN_SYSTEM.search(host):
        raise KnownError(
            "This map counts in a system of its own, as maps made in China must.",
            means="Read as usual coordinates it would point up to a kilometre beside the place.",
            do="Find the place on another map and copy its coordinates there.",
        )


def spots_of_service(host: str, whole: str) -> Iterator[Spot]:
    """Give (latitude, longitude, what it is) for services with a way of their own, the surest first.

    Args:
        host: of the link, in small letters.
        whole: path, query and fragment with their signs, decoded.
    """
    for pattern, read in _WAYS:
        if pattern.search(host):
            yield from read(whole)


def _here(whole: str) -> Iterator[Spot]:
    path = whole.split("?")[0]
    found = _NUMBER_PAIR.findall(path)
    is_route = "/directions" in path or path.startswith("/r/")
    for latitude, longitude in reversed(found) if is_route else found:
        yield latitude, longitude, Detail.ROUTE if is_route else Detail.PIN


def _two_gis(whole: str) -> Iterator[Spot]:
    path = whole.split("?")[0]
    if "/directions/" in path or "/routesearch/" in path.lower():
        for longitude, latitude in reversed(_NUMBER_PAIR.findall(path)):
            yield latitude, longitude, Detail.ROUTE


def _mapy(whole: str) -> Iterator[Spot]:
    if "source=coor" in whole:
        for longitude, latitude in re.findall(rf"[?&]id={_VALUE},{_VALUE}", whole):
            yield latitude, longitude, Detail.PIN


def _marine_traffic(whole: str) -> Iterator[Spot]:
    for longitude, latitude in _CENTRED.findall(whole):
        yield latitude, longitude, Detail.CENTRE


def _strava(whole: str) -> Iterator[Spot]:
    for longitude, latitude in _HEATMAP.findall(whole):
        yield latitude, longitude, Detail.CENTRE


def _folders(whole: str) -> Iterator[Spot]:
    for latitude, longitude in _IN_FOLDERS.findall(whole.split("?")[0]):
        yield latitude, longitude, Detail.PIN
    for latitude, longitude in _BARE_QUERY.findall(whole):
        yield latitude, longitude, Detail.CENTRE


def _geohack(whole: str) -> Iterator[Spot]:
    for told in _GEOHACK.findall(whole):
        fields = re.split(r"[_ ]", told)
        values: list[float] = []
        angle = [0.0, 0]  # degrees so far, and how many fields they had
        for field in fields:
            if re.fullmatch(r"-?\d{1,3}(?:\.\d{1,20})?", field, re.ASCII) and angle[1] < 3:
                angle = [angle[0] + float(field) / 60 ** angle[1], int(angle[1]) + 1]
            elif field in tuple("NSEWO") and angle[1]:
                values.append(-angle[0] if field in "SW" else angle[0])
                angle = [0.0, 0]
            else:
                break
        if len(values) == 2:
            yield f"{values[0]:.8f}", f"{values[1]:.8f}", Detail.PIN


def _geohash(whole: str) -> Iterator[Spot]:
    code = whole.strip("/").split("?")[0].split("#")[0].split("/")[0]
    if geohash.SHAPE.fullmatch(code):
        latitude, longitude = geohash.decode(code)
        yield f"{latitude:.8f}", f"{longitude:.8f}", Detail.PIN


_WAYS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Spot]]], ...] = (
    (re.compile(r"(?:^|\.)here\.com$|^here-"), _here),
    (re.compile(r"(?:^|\.)2gis\.[a-z.]+$|^dgis$"), _two_gis),
    (re.compile(r"(?:^|\.)mapy\.(?:com|cz)$"), _mapy),
    (re.compile(r"(?:^|\.)marinetraffic\.com$"), _marine_traffic),
    (re.compile(r"(?:^|\.)strava\.com$"), _strava),
    (re.compile(r"(?:^|\.)(?:toolforge|wmflabs)\.org$"), _geohack),
    (re.compile(r"(?:^|\.)geohash\.org$"), _geohash),
    (re.compile(r"(?:^|\.)(?:windy\.com|satellite\.im|satellites\.pro|flightradar24\.com)$"), _folders),
)
