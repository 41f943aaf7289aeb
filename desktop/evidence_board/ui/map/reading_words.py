"""How a text was read as a position, in the language of the interface."""

from __future__ import annotations

from evidence_board.geo.coordinate_text import format_decimal
from evidence_board.geo.coordinates import Coordinates, Detail, Reading
from evidence_board.ui.i18n import tr

__all__ = ["other_words", "reading_words", "way_words"]


def reading_words(found: Coordinates) -> str:
    """Return how a text was read: the position, and in which form it was written."""
    return tr(
        "Read as {way}: {position}", way=way_words(found), position=format_decimal(found.latitude, found.longitude)
    )


def other_words(found: Coordinates, *, beside: Coordinates) -> str:
    """Return another reading in one line: the position, and in what it differs from the one that counts."""
    same = found.reading is beside.reading and found.detail
    way = _detail(found.detail) if same else way_words(found)
    return tr("{position}, {way}", way=way, position=format_decimal(found.latitude, found.longitude))


def way_words(found: Coordinates) -> str:
    """Return the form in which a position was written, and which of the things such a text can mean."""
    way, detail = _way(found.reading), _detail(found.detail)
    return f"{way} ({detail})" if detail else way


def _way(reading: Reading) -> str:
    return {
        Reading.DECIMAL: tr("decimal degrees"),
        Reading.MINUTES: tr("degrees and minutes"),
        Reading.SECONDS: tr("degrees, minutes and seconds"),
        Reading.GEO_LINK: tr("a geo link"),
        Reading.LONGITUDE_FIRST: tr("longitude first"),
        Reading.UTM: "UTM",
        Reading.UPS: "UPS",
        Reading.MGRS: "MGRS",
        Reading.PLUS_CODE: "Plus Code",
        Reading.GEOHASH: tr("a geohash"),
        Reading.SK42_GRID: tr("SK-42, Gauss-Krüger"),
        Reading.SK42_DEGREES: tr("degrees in SK-42"),
        Reading.WKT: tr("a point in WKT or GeoJSON"),
        Reading.WRITTEN: tr("latitude and longitude by name"),
        Reading.GOOGLE: tr("a link of Google Maps"),
        Reading.OSM: tr("a link of OpenStreetMap"),
        Reading.YANDEX: tr("a link of Yandex Maps"),
        Reading.BING: tr("a link of Bing Maps"),
        Reading.APPLE: tr("a link of Apple Maps"),
        Reading.WIKIMAPIA: tr("a link of Wikimapia"),
        Reading.TWO_GIS: tr("a link of 2GIS"),
        Reading.LINK: tr("a map link"),
    }[reading]


def _detail(detail: Detail) -> str:
    return {
        Detail.NONE: "",
        Detail.PIN: tr("the pin"),
        Detail.CENTRE: tr("the middle of the map"),
        Detail.SEARCHED: tr("what was searched for"),
        Detail.ROUTE: tr("a point of the route"),
        Detail.STANDPOINT: tr("where the panorama was taken"),
        Detail.SQUARE_CENTRE: tr("the middle of the square"),
        Detail.SQUARE_CORNER: tr("the south-west corner of the square"),
        Detail.BAND: tr("the letter is a latitude band"),
        Detail.NORTH: tr("northern hemisphere"),
        Detail.SOUTH: tr("southern hemisphere"),
        Detail.NORTH_FIRST: tr("north first"),
        Detail.EAST_FIRST: tr("east first"),
        Detail.LATITUDE_FIRST: tr("latitude first"),
        Detail.LONGITUDE_FIRST: tr("longitude first"),
        Detail.O_IS_EAST: tr("O is east, as in German"),
        Detail.O_IS_WEST: tr("O is west, as in French or Spanish"),
        Detail.NEAR: tr("near the middle of the map"),
        Detail.IN_TEXT: tr("found in the text"),
    }[detail]
