"""Reads positions in the notations of programs: JSON, XML, WKT, NMEA, wiki templates, pieces of map addresses."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence_board.geo.coordinate_signs import plain_form
from evidence_board.geo.degrees import read_degrees
from evidence_board.geo.readings import DO, Coordinates, Detail, Reading, position, unite
from evidence_board.model.errors import KnownError

__all__ = ["another_system", "read_named_values", "read_written_point", "several", "without_system"]

_VALUE = r"(-?\d{1,3}(?:\.\d{1,20})?)"
_END = r"(?![\d.])"
_LONGITUDE_FIRST = (
    re.compile(rf"\bpoint\s*(?:zm?|m)?\s*\(\s*{_VALUE}\s+{_VALUE}(?:\s+-?[\d.]+){{0,2}}\s*\)", re.IGNORECASE),
    re.compile(rf'"coordinates"\s*:\s*\[\s*{_VALUE}\s*,\s*{_VALUE}\s*(?:,\s*-?[\d.]+\s*)?\]', re.IGNORECASE),
    re.compile(rf"\b(?:st_)?(?:make)?point\s*\(\s*{_VALUE}\s*,\s*{_VALUE}\s*\)", re.IGNORECASE),
    re.compile(rf"<coordinates>\s*{_VALUE},{_VALUE}(?:,-?[\d.]+)?\s*</coordinates>", re.IGNORECASE),
)
_KEYED = re.compile(
    r"""(?<![a-z])(?:gps_?)?(?P<axis>lat|lng|lon)(?:itude|gitude|g)?(?:_?deg(?:rees)?)?(?P<seven>_?e7)?["']?\s*[:=]\s*["']?"""
    r"""(?P<value>-?\d{1,10}(?:\.\d{1,20})?)(?=["'\s]*(?:[,;}>&/<"'\s]|$))(?!\s*(?:deg|°|[\d.]))""",
    re.IGNORECASE,
)
_LOOKS_KEYED = re.compile(r"""[{<"'][^{}<>]*\b(?:gps_?)?(?:lat|lon|lng)""", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][\w:.-]{0,40}(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_SHAPE = re.compile(
    r"<coordinates\b|\"coordinates\"\s*:|\b(?:multi)?(?:point|linestring|polygon|geometrycollection)\s*(?:zm?|m)?\s*\(",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"<meta\b[^<>]{0,200}\bcontent=[\"']([-+\d.,;\s]{3,60})[\"']", re.IGNORECASE)
_NMEA = re.compile(r"\b(\d{4}\.\d{1,8}),([NS]),(\d{5}\.\d{1,8}),([EW])\b")
_WIKI = re.compile(r"\{\{\s*coord\w*\s*\|([^{}]{1,250})\}\}", re.IGNORECASE)
_GOOGLE_PIN = re.compile(rf"!?3d{_VALUE}!4d{_VALUE}{_END}.*", re.DOTALL)
_CAMERA = re.compile(rf"@?{_VALUE},\s?{_VALUE},\s?\d{{1,8}}(?:\.\d+)?[zma](?:,.*)?", re.DOTALL)
_TILED = re.compile(r"(?:#?\??(?:map=)?)\d{1,2}(?:\.\d+)?/(-?\d{1,2}\.\d+)/(-?\d{1,3}\.\d+)(?:[/&].*)?", re.DOTALL)
_ISO = re.compile(
    r"(?P<at>[+-]\d{2}[\d.]{0,20}[+-]\d{3}[\d.]{0,20})(?P<height>[+-]\d[\d.]{0,12})?(?:CRS(?P<system>[\w:.-]{1,40}))?/?",
    re.IGNORECASE,
)
_WGS84 = re.compile(r"\(?\b(?:wgs[\s_-]?(?:19)?84|epsg:\s?4326|srid\s*=\s*4326)\b\)?[\s,:;/-]*", re.IGNORECASE)
_UTM_CODE = re.compile(r"\bepsg:\s?32([67])(\d\d)\b[\s,:;]*", re.IGNORECASE)
_OTHER_CODE = re.compile(r"\bepsg:\s?(?P<code>\d{4,6})\b", re.IGNORECASE)
_WORDS = re.compile(r"/{0,3}([^\W\d_]{2,30})[.。]([^\W\d_]{2,30})[.。]([^\W\d_]{2,30})")


def read_written_point(text: str) -> Coordinates | None:
    """Return the position in a piece of data or of an address; None when the text is none.

    Raises:
        KnownError: it holds more than one point, or one that cannot be read here; a value out of range.
    """
    found = [
        position(float(match[2]), float(match[1]), Reading.WKT)
        for pattern in _LONGITUDE_FIRST
        for match in pattern.finditer(text)
    ]
    if not found:
        found = [_marked(f"{_spread(one[1])} {one[2]}, {_spread(one[3])} {one[4]}") for one in _NMEA.finditer(text)]
    if not found:
        found = [replace(_marked(_wiki_values(one[1])), alternatives=()) for one in _WIKI.finditer(text)]
    if not found and _LOOKS_KEYED.search(text):
        found = _keyed(text)
    if found:
        places = unite(found)
        if places.alternatives:
            raise several([places, *places.alternatives])
        return places
    if _SHAPE.search(text):
        raise _more_points()  # read in the order of people, its longitudes would be latitudes
    return _piece_of_an_address(text) or _iso(text) or _inside_tags(text)


def read_named_values(text: str) -> Coordinates | None:
    """Return the position that a text names by "lat" and "lon", among other values; None when it does not.

    Raises:
        KnownError: it names more than one; a value out of range.
    """
    found = _keyed(text)
    if not found:
        return None
    places = unite(found)
    if places.alternatives:
        raise several([places, *places.alternatives])
    return places


def several(found: list[Coordinates]) -> KnownError:
    """Return the words for a text that names more than one place."""
    told = "; ".join(f"{one.latitude:.5f}, {one.longitude:.5f}" for one in found[:3])
    more = " …" if len(found) > 3 else ""
    return KnownError(f"This text names {len(found)} positions: {told}{more}.", do="Keep the one that you mean.")


def without_system(text: str) -> str:
    """Return a text without the name of the usual datum; codes of UTM zones become zones.

    Raises:
        KnownError: it names another coordinate system by its code.
    """
    text = _WGS84.sub("", text, count=2).strip()
    text = _UTM_CODE.sub(lambda code: f"UTM zone {code[2]} {'north' if code[1] == '6' else 'south'} ", text, count=1)
    other = _OTHER_CODE.search(text)
    if other:
        raise another_system(f"EPSG:{other['code']}")
    return text


def another_system(name: str) -> KnownError:
    """Return the words for a position on a datum that is not read."""
    return KnownError(
        f"These coordinates count in another system ({name[:40]}).",
        means="Read as usual coordinates they would point to another place.",
        do="Convert them to WGS 84 first.",
    )


def _more_points() -> KnownError:
    return KnownError(
        "This shape has more than one point, or one that cannot be told.",
        do="Keep the point that you mean, or load the shape as a map layer.",
    )


def _keyed(text: str) -> list[Coordinates]:
    values: dict[str, list[float]] = {"lat": [], "lon": []}
    for match in _KEYED.finditer(text[:4000]):
        value = float(match["value"]) / (1e7 if match["seven"] else 1)
        axis = values["lat" if match["axis"].lower() == "lat" else "lon"]
        axis.append(value)
    if len(values["lat"]) != len(values["lon"]):
        return []
    return [position(*pair, Reading.WRITTEN) for pair in zip(values["lat"], values["lon"], strict=True)]


def _wiki_values(inside: str) -> str:
    values: list[str] = []
    for piece in inside.split("|"):
        if not re.fullmatch(r"\s*(?:-?\d{1,3}(?:\.\d+)?|[NSEW])\s*", piece, re.IGNORECASE):
            break
        values.append(piece.strip())
    return ", ".join(values) if len(values) == 2 else " ".join(values)


def _spread(value: str) -> str:
    """Write ddmm.mmmm of a receiver with a blank before the minutes."""
    whole = value.index(".") - 2
    return f"{value[:whole]} {value[whole:]}"


def _marked(text: str) -> Coordinates:
    return read_degrees(plain_form(text))


def _piece_of_an_address(text: str) -> Coordinates | None:
    for pattern, detail in ((_GOOGLE_PIN, Detail.PIN), (_CAMERA, Detail.CENTRE), (_TILED, Detail.CENTRE)):
        match = pattern.fullmatch(text)
        if match:
            return position(float(match[1]), float(match[2]), Reading.LINK, detail=detail)
    words = _WORDS.fullmatch(text)
    if words and words[1].lower() != "www":
        raise KnownError(
            "This looks like three words of what3words.",
            means="Only that service knows where they lie, and nothing is asked of the network here.",
            do="Open them there and copy the coordinates.",
        )
    return None


def _iso(text: str) -> Coordinates | None:
    """Read ISO 6709 with what may stand behind it, the way phones write it into videos: a height and a system."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    if match["system"] and re.sub(r"[^a-z0-9]", "", match["system"].lower()) not in ("wgs84", "epsg4326"):
        raise another_system(match["system"])
    return replace(_marked(match["at"]), alternatives=())


def _inside_tags(text: str) -> Coordinates | None:
    if not _TAG.search(text):
        return None
    content = _CONTENT.search(text)
    if content:
        return _marked(content[1])
    inside = _TAG.sub(" ", text).strip()
    if not inside:
        raise KnownError("There are no coordinates in this piece of XML.", do=DO)
    return _marked(inside)
