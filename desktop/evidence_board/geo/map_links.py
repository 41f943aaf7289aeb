"""Reads positions out of links of map services, and ``geo:`` links, without opening them.

What each service means by its numbers was taken from its published link formats: Yandex and 2GIS write the longitude
first; on Google the pin (``!3d…!4d…``) counts before the middle of the picture (``@``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, unquote_plus, urlsplit

from evidence_board.geo.coordinate_signs import plain_form
from evidence_board.geo.degrees import read_degrees
from evidence_board.geo.grid_readings import read_plus_code
from evidence_board.geo.map_services import is_longitude_first, refuse_other_system, spots_of_service
from evidence_board.geo.readings import DO, Coordinates, Detail, Reading, position, unite
from evidence_board.model.errors import KnownError

__all__ = ["find_link", "read_link"]

_FIND = re.compile(
    r"(?:\bgeo:(?:[^\s<>\"]+,\s(?=-?\d))?|[a-z][a-z0-9+.-]{1,30}://|\b(?:google\.|osmand\.)navigation:"
    r"|\b(?:bingmaps|maps|om|mapsme|waze):\?|(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}/)[^\s<>\"]+",
    re.IGNORECASE,
)
_GEO = re.compile(r"geo:(?P<at>[^;?]*)(?P<parameters>(?:;[^?]*)?)(?:\?(?P<query>.*))?", re.IGNORECASE | re.DOTALL)
_SHORT = re.compile(
    r"goo\.gl|maps\.app|yandex\.[a-z.]+/(?:maps/)?-/|go\.2gis|bit\.ly|//t\.co|w3w\.co|what3words|g\.page|//g\.co|share\.google"
    r"|maps\.apple/p/|omaps\.app|//ul?\.waze|waze\.com/ul/",
    re.IGNORECASE,
)
_VALUE = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_PAIR = re.compile(
    rf"(?:loc:|ll\.)?\s*['@]?\(?\s*{_VALUE}\s*(?:,|;|~|\s)\s*{_VALUE}(?![\d.]).*", re.DOTALL | re.IGNORECASE
)
_AT = re.compile(rf"@{_VALUE},{_VALUE}(?![\d.])")
_PANORAMA = re.compile(rf"@{_VALUE},{_VALUE},\d+(?:\.\d+)?a,[\d.]+y")
_PIN = re.compile(rf"!3d{_VALUE}!4d{_VALUE}(?![\d.])")
_PIN_TURNED = re.compile(rf"!2d{_VALUE}!3d{_VALUE}(?![\d.])")
_PANORAMA_EMBEDDED = re.compile(rf"!2m2!1d{_VALUE}!2d{_VALUE}!3f")
_PLUS = re.compile(r"(?<![A-Z0-9])[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,7}(?![A-Z0-9])")
_STEP = re.compile(rf"!1d{_VALUE}!2d{_VALUE}(?![\d.])")
_HASH = re.compile(rf"(?:.*?\bm(?:ap)?=)?\d{{1,2}}(?:\.\d+)?/{_VALUE}/{_VALUE}(?![\d.]).*", re.DOTALL)
_IN_PATH = re.compile(rf"(?:^|[/@:_]){_VALUE},{_VALUE}(?![\d.])")
_BING_POINT = re.compile(rf"(?:point|pos)\.{_VALUE}_{_VALUE}(?![\d.])")
_OSM_SHORT = re.compile(r"/go/(?:[a-z]+/)?([A-Za-z0-9_~@]{1,12})(?:-{0,2})")
_OSM_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"

_SERVICES = (
    (re.compile(r"(?:^|\.)google(?:apis)?\.[a-z.]+$|^comgooglemaps|^google\.navigation"), Reading.GOOGLE),
    (re.compile(r"(?:^|\.)(?:openstreetmap|osm)\.(?:org|de|fr)$"), Reading.OSM),
    (re.compile(r"(?:^|\.)ya(?:ndex)?\.[a-z.]+$|^yandex"), Reading.YANDEX),
    (re.compile(r"(?:^|\.)bing\.com$|^bingmaps"), Reading.BING),
    (re.compile(r"(?:^|\.)apple(?:-mapkit)?\.com$|^maps$"), Reading.APPLE),
    (re.compile(r"(?:^|\.)wikimapia\.(?:org|com)$"), Reading.WIKIMAPIA),
    (re.compile(r"(?:^|\.)2gis\.[a-z.]+$|^dgis$"), Reading.TWO_GIS),
)
_LONGITUDE_FIRST = {Reading.YANDEX, Reading.TWO_GIS}
# Parameters that hold a pair, the surest first, and what the pair is. Those of Yandex's search are latitude first.
_PIN_KEYS = (
    *("pt", "whatshere[point]", "poi[point]", "mpt", "pin", "coordinate", "marker", "markers"),
    *("location", "latlng", "position", "pos"),
)
_CENTRE_KEYS = ("ll", "sll", "center", "mapcenter", "cp", "map", "view", "m", "c", "near")
_SEARCH_KEYS = ("q", "query", "text", "where1", "search", "address", "loc")
_ROUTE_KEYS = ("destination", "daddr", "to", "rtext", "route", "saddr", "origin", "from")
_STAND_KEYS = ("cbll", "viewpoint", "panorama[point]")
_KEYS = (
    *((key, Detail.PIN) for key in _PIN_KEYS),
    *((key, Detail.STANDPOINT) for key in _STAND_KEYS),
    *((key, Detail.SEARCHED) for key in _SEARCH_KEYS),
    *((key, Detail.ROUTE) for key in _ROUTE_KEYS),
    *((key, Detail.CENTRE) for key in _CENTRE_KEYS),
)
_APART = (
    ("mlat", "mlon", Detail.PIN),
    ("pinlat", "pinlon", Detail.PIN),
    ("lat_to", "lon_to", Detail.ROUTE),
    ("lat", "lon", Detail.CENTRE),
    ("lat", "lng", Detail.CENTRE),
    ("lat", "long", Detail.CENTRE),
    ("latitude", "longitude", Detail.CENTRE),
    ("y", "x", Detail.CENTRE),
)
_ALWAYS_LATITUDE_FIRST = {"text", "rtext", "q", "query"}


def find_link(text: str) -> str | None:
    """Return the first link in a text, or None."""
    found = _FIND.search(text)
    if found is None:
        return None
    return found[0].rstrip(").,;]}'»”") if "(" not in found[0] else found[0]


def read_link(untrusted_link: str) -> Coordinates:
    """Return the position that a link points at.

    Raises:
        KnownError: it holds none, or only a name that the service itself would have to resolve.
    """
    if untrusted_link[:4].lower() == "geo:":
        return _read_geo(untrusted_link)
    link = untrusted_link if re.match(r"[a-z0-9+.-]+:", untrusted_link, re.IGNORECASE) else f"https://{untrusted_link}"
    if "://" not in link:  # maps:?q=…, google.navigation:q=…
        scheme, _, rest = link.partition(":")
        link = f"{scheme}://?{rest.lstrip('?')}"
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
    except ValueError:
        raise _nothing_in_it(link) from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") and not (scheme.startswith("yandex") or "." in host):
        host = scheme
    refuse_other_system(host if scheme in ("http", "https") else scheme)
    reading = next((name for pattern, name in _SERVICES if pattern.search(host)), Reading.LINK)
    found = list(_positions(parts, reading, host))
    if not found:
        raise _nothing_in_it(link)
    return unite(found)


def _positions(parts: SplitResult, reading: Reading, host: str) -> Iterator[Coordinates]:
    """Give every position in a link, the surest first; what is out of range is none."""
    is_web = parts.scheme.lower() in ("http", "https")
    path = unquote(parts.path) if is_web else f"{parts.netloc}{unquote(parts.path)}"
    query = dict(parse_qsl(parts.query, max_num_fields=None)[:200])
    fragment = unquote_plus(parts.fragment)
    # Some write their parameters behind the sign #, some behind a ? behind it.
    query |= {key: value for key, value in parse_qsl(parts.fragment.lstrip("/?"))[:200] if key not in query}
    query = {key.lower(): value for key, value in query.items()}
    asked = "?" if parts.query else ""
    whole = f"{path}{asked}{unquote_plus(parts.query)}{'#' if fragment else ''}{fragment}"
    turned = reading in _LONGITUDE_FIRST or is_longitude_first(host)
    for latitude, longitude, detail in spots_of_service(host, whole):
        yield from _place(latitude, longitude, reading, detail)
    if reading in (Reading.GOOGLE, Reading.LINK):
        for code in _PLUS.findall(whole)[:5]:
            with suppress(KnownError):  # letters that only look like a code
                yield from (replace(one, reading=reading, detail=Detail.PIN) for one in read_plus_code(code, near=None))
        yield from _matches(_PANORAMA_EMBEDDED, whole, reading, Detail.STANDPOINT)
    if reading in (Reading.GOOGLE, Reading.LINK):
        yield from _matches(_PIN, whole, reading, Detail.PIN)
        yield from _matches(_PIN_TURNED, whole, reading, Detail.PIN, turned=True)
    yield from _apart(query, reading, pins=True)
    if reading is Reading.BING:
        routes = _BING_POINT.findall(query.pop("rtp", ""))
        for latitude, longitude in reversed(routes[:30]):
            yield from _place(latitude, longitude, reading, Detail.ROUTE)
        if not routes:
            yield from _matches(_BING_POINT, whole, reading, Detail.PIN)
    if reading is Reading.TWO_GIS:
        yield from _matches(_IN_PATH, path, reading, Detail.PIN, turned=True)
    if reading is Reading.OSM:
        yield from _osm_short(path)
    if reading is Reading.GOOGLE:
        yield from _google_path(path)
    yield from _pairs(query, reading, turned=turned)
    yield from _apart(query, reading, pins=False)
    if reading is Reading.GOOGLE:
        yield from _matches(_STEP, whole, reading, Detail.ROUTE, turned=True)
    yield from _matches(_PANORAMA, whole, reading, Detail.STANDPOINT)
    yield from _matches(_AT, whole, reading, Detail.CENTRE, turned=turned)
    hashed = _HASH.fullmatch(fragment.lstrip("/")) or _HASH.fullmatch(query.get("map", ""))
    if hashed:
        yield from _place(hashed[1], hashed[2], reading, Detail.CENTRE)
    if reading not in _LONGITUDE_FIRST:
        yield from _matches(_IN_PATH, path, reading, Detail.PIN, turned=turned)
        yield from _matches(_IN_PATH, fragment, reading, Detail.CENTRE, turned=turned)


def _pairs(query: dict[str, str], reading: Reading, *, turned: bool) -> Iterator[Coordinates]:
    for key, detail in _KEYS:
        value = query.get(key, "")
        pieces = re.split(r"~|\||;(?=[^;]*,)" if detail is Detail.ROUTE else r"~|\|", value)[:30]
        if key == "cp":
            pieces = [value.replace("~", ",")]
        # Of a route the end is what it is about.
        for one in reversed(pieces) if detail is Detail.ROUTE else pieces:
            pair = _PAIR.fullmatch(one)
            if pair:
                yield from _place(
                    pair[1], pair[2], reading, detail, turned=turned and key not in _ALWAYS_LATITUDE_FIRST
                )
            elif detail is Detail.SEARCHED and any(sign.isdigit() for sign in one) and len(one) < 100:
                yield from _typed(one, reading)


def _apart(query: dict[str, str], reading: Reading, *, pins: bool) -> Iterator[Coordinates]:
    for latitude, longitude, detail in _APART:
        if latitude in query and longitude in query and (detail is Detail.PIN) == pins:
            yield from _place(query[latitude], query[longitude], reading, detail)


def _google_path(path: str) -> Iterator[Coordinates]:
    """Give what stands in /place/…, /search/… and /dir/…/… of Google."""
    pieces = path.split("/")[:40]
    for kind, detail in (("place", Detail.PIN), ("search", Detail.SEARCHED), ("dir", Detail.ROUTE)):
        if kind in pieces:
            after = pieces[pieces.index(kind) + 1 :]
            for piece in reversed(after) if kind == "dir" else after[:1]:
                if piece.startswith("@") or len(piece) > 100:
                    continue
                pair = _PAIR.fullmatch(piece)
                if pair:
                    yield from _place(pair[1], pair[2], Reading.GOOGLE, detail)
                elif any(sign.isdigit() for sign in piece):
                    yield from _typed(piece, Reading.GOOGLE)


def _typed(text: str, reading: Reading) -> Iterator[Coordinates]:
    """Give what a person typed into the search of a service, when it is a pair of angles with marks."""
    try:
        read = read_degrees(plain_form(text))
    except KnownError:
        return
    yield replace(read, reading=reading, detail=Detail.SEARCHED, alternatives=())


def _matches(
    pattern: re.Pattern[str], text: str, reading: Reading, detail: Detail, *, turned: bool = False
) -> Iterator[Coordinates]:
    for count, match in enumerate(pattern.finditer(text)):
        if count < 30:
            yield from _place(match[1], match[2], reading, detail, turned=turned)


def _place(first: str, second: str, reading: Reading, detail: Detail, *, turned: bool = False) -> Iterator[Coordinates]:
    if not all(re.fullmatch(r"\s*-?\d{1,3}(?:\.\d{1,20})?\s*", value, re.ASCII) for value in (first, second)):
        return
    latitude, longitude = (second, first) if turned else (first, second)
    if abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180:
        yield position(float(latitude), float(longitude), reading, detail=detail)


def _osm_short(path: str) -> Iterator[Coordinates]:
    """Give the middle of the map of a short link of OpenStreetMap: bits of both axes, six to a sign."""
    short = _OSM_SHORT.match(path)
    if not short:
        return
    x = y = bits = 0
    for sign in short[1].replace("@", "~"):
        value = _OSM_SIGNS.index(sign)
        for at in (5, 3, 1):
            x, y = x * 2 + (value >> at & 1), y * 2 + (value >> at - 1 & 1)
        bits += 3
    yield position(y * 180 / 2**bits - 90, x * 360 / 2**bits - 180, Reading.OSM, detail=Detail.CENTRE)


def _read_geo(text: str) -> Coordinates:
    """Read a ``geo:`` link (RFC 5870), with the ``?q=`` that Android adds.

    Raises:
        KnownError: it holds no position, or one on another datum than WGS 84.
    """
    link = _GEO.fullmatch(text)
    values = link["at"].split(",") if link else []
    parameters = dict(pair.lower().partition("=")[::2] for pair in link["parameters"].split(";")) if link else {}
    if link and link["query"]:
        for asked in parse_qs(link["query"]).get("q", []):
            values = asked.split("(")[0].split(",")
    if parameters.get("crs", "wgs84") != "wgs84":
        raise KnownError(
            f"This geo link counts in another system ({parameters['crs'][:40]}).",
            means="Read as usual coordinates it would point to another place.",
            do="Convert it to WGS 84 first.",
        )
    plain = [value.strip() for value in values[:2]]
    if len(plain) != 2 or not all(re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", value, re.ASCII) for value in plain):
        raise KnownError("This geo link does not hold a latitude and a longitude.", do=DO)
    radius = parameters.get("u", "")
    uncertainty = float(radius) if re.fullmatch(r"\d{1,9}(?:\.\d+)?", radius, re.ASCII) else None
    return position(float(plain[0]), float(plain[1]), Reading.GEO_LINK, uncertainty_m=uncertainty)


def _nothing_in_it(link: str) -> KnownError:
    if _SHORT.search(link):
        return KnownError(
            "This short link does not say where it leads.",
            means="Only its service knows, and nothing is asked of the network here.",
            do="Open it in a browser and copy the long address, or the coordinates.",
        )
    return KnownError("This link does not hold a position.", do=DO)
