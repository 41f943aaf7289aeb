"""Codes, grids and links as they are pasted; what else they could mean is always said."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence_board.geo.coordinates import Detail, Reading, parse
from evidence_board.model.errors import KnownError

TARTUS = (34.9051, 35.8684)

LINKS = [
    ("https://www.google.com/maps/place/X/@34.89,35.88,15z/data=!3m1!4b1!8m2!3d34.9051!4d35.8684!16s", "GOOGLE", "PIN"),
    ("https://www.google.com/maps/@34.9051,35.8684,15z", "GOOGLE", "CENTRE"),
    ("https://www.google.com/maps/@34.9051,35.8684,3a,75y,90h,90t/data=!3m6!1e1", "GOOGLE", "STANDPOINT"),
    ("https://maps.google.com/?q=34.9051,35.8684", "GOOGLE", "SEARCHED"),
    ("https://www.google.co.uk/maps?q=loc:34.9051+35.8684", "GOOGLE", "SEARCHED"),
    ("https://www.google.com/maps/search/?api=1&query=34.9051%2C35.8684", "GOOGLE", "SEARCHED"),
    ("https://www.google.com/maps/search/34.9051,+35.8684", "GOOGLE", "SEARCHED"),
    ("https://www.google.com/maps/dir/34.9,35.8/34.9051,35.8684/@34.9,35.85,12z", "GOOGLE", "ROUTE"),
    ("https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3000!2d35.8684!3d34.9051!2m3", "GOOGLE", "PIN"),
    ("https://earth.google.com/web/@34.9051,35.8684,12a,1000d,35y,0h,0t,0r", "GOOGLE", "CENTRE"),
    ("google.navigation:q=34.9051,35.8684", "GOOGLE", "SEARCHED"),
    ("maps.google.com/maps?q=34.9051,35.8684", "GOOGLE", "SEARCHED"),
    ("https://www.openstreetmap.org/#map=15/34.9051/35.8684", "OSM", "CENTRE"),
    ("https://www.openstreetmap.org/?mlat=34.9051&mlon=35.8684#map=15/34.9/35.8", "OSM", "PIN"),
    ("https://yandex.ru/maps/?ll=35.8684%2C34.9051&z=15", "YANDEX", "CENTRE"),
    ("https://yandex.ru/maps/?ll=35.8,34.9&pt=35.8684,34.9051,pm2rdm&z=12", "YANDEX", "PIN"),
    ("https://yandex.ru/maps/?ll=35.8,34.9&whatshere%5Bpoint%5D=35.8684%2C34.9051", "YANDEX", "PIN"),
    ("https://yandex.com.tr/harita/?text=34.9051%2C35.8684", "YANDEX", "SEARCHED"),
    ("yandexmaps://maps.yandex.ru/?ll=35.8684,34.9051", "YANDEX", "CENTRE"),
    ("https://www.bing.com/maps?cp=34.9051~35.8684&lvl=15", "BING", "CENTRE"),
    ("https://bing.com/maps/default.aspx?cp=34.9~35.8&sp=point.34.9051_35.8684_Tartus", "BING", "PIN"),
    ("https://maps.apple.com/?ll=34.9051,35.8684&q=Tartus", "APPLE", "CENTRE"),
    ("https://maps.apple.com/place?coordinate=34.9051,35.8684&name=x", "APPLE", "PIN"),
    ("http://wikimapia.org/#lang=en&lat=34.905100&lon=35.868400&z=15&m=w", "WIKIMAPIA", "CENTRE"),
    ("https://2gis.ru/moscow/geo/35.868400,34.905100?m=35.8,34.9/16", "TWO_GIS", "PIN"),
    ("https://2gis.ru/moscow/firm/4504127908531375/35.8684%2C34.9051", "TWO_GIS", "PIN"),
    ("https://2gis.com/?m=35.8684%2C34.9051%2F16", "TWO_GIS", "CENTRE"),
    ("Look: https://zoom.earth/#view=34.9051,35.8684,12z", "LINK", "CENTRE"),
    ("https://www.suncalc.org/#/34.9051,35.8684,15/2015.09.12/16:40/1/0", "LINK", "CENTRE"),
    ("https://example.org/map#6/34.9051/35.8684", "LINK", "CENTRE"),
]


@pytest.mark.parametrize(("link", "reading", "detail"), LINKS, ids=lambda value: str(value)[:40])
def test_links_without_a_network(link, reading, detail):
    read = parse(link)
    assert (read.latitude, read.longitude) == TARTUS
    assert (read.reading, read.detail) == (Reading[reading], Detail[detail])


def test_what_else_a_link_holds_is_an_alternative():
    read = parse(LINKS[0][0])
    assert [(one.latitude, one.longitude, one.detail) for one in read.alternatives] == [(34.89, 35.88, Detail.CENTRE)]


def test_a_short_link_of_openstreetmap_is_read_without_asking():
    read = parse("https://osm.org/go/0EEQjE--")
    assert (read.latitude, read.longitude) == pytest.approx((51.5108, 0.0549), abs=1e-4)


@pytest.mark.parametrize(
    "link",
    ["https://maps.app.goo.gl/x1Y", "https://goo.gl/maps/x", "https://yandex.ru/maps/-/CDabc", "https://go.2gis.com/x"],
)
def test_a_short_link_that_needs_a_network_says_so(link):
    with pytest.raises(KnownError, match="short link"):
        parse(link)


@pytest.mark.parametrize(
    ("text", "position", "reading"),
    [
        ("36S YD 63801 64536", (34.88900, 35.88660), Reading.MGRS),
        ("36SYD6380164536", (34.88900, 35.88660), Reading.MGRS),
        ("36 s yd 63801 64536", (34.88900, 35.88660), Reading.MGRS),
        ("MGRS: 36SYD6380164536", (34.88900, 35.88660), Reading.MGRS),
        ("ZAH 12345 12345", (89.84274, 135.0), Reading.MGRS),
        ("36S 763801 3864536", (34.88899, 35.88660), Reading.UTM),
        ("UTM 36N 763801mE 3864536mN", (34.88899, 35.88660), Reading.UTM),
        ("3864536 N, 763801 E, 36S", (34.88899, 35.88660), Reading.UTM),
        ("36S 763 801 3 864 536", (34.88899, 35.88660), Reading.UTM),
        ("Zone 36 north, E 763801, N 3864536", (34.88899, 35.88660), Reading.UTM),
        ("Z 2222979 2111111", (87.75635, 116.48719), Reading.UPS),
        ("8G7QCW2X+8G", (35.40081, 35.94881), Reading.PLUS_CODE),
        ("8g7qcw2x+8g Jableh", (35.40081, 35.94881), Reading.PLUS_CODE),
        ("CW2X+8G 35.4, 35.9", (35.40081, 35.94881), Reading.PLUS_CODE),
        ("sy7k8u2b", (35.97070, 38.35447), Reading.GEOHASH),
        ("geohash:u4pruydqqvj", (57.64911, 10.40744), Reading.GEOHASH),
        ("X 5385738 Y 7425620", (48.6, 37.99), Reading.SK42_GRID),
        ("СК-42 х=5385738 у=7425620", (48.6, 37.99), Reading.SK42_GRID),
        ("СК-42 48°36'00\" с.ш. 37°59'24\" в.д.", (48.59993, 37.98845), Reading.SK42_DEGREES),
        ("POINT(35.8684 34.9051)", TARTUS, Reading.WKT),
        ('{"type":"Point","coordinates":[35.8684,34.9051]}', TARTUS, Reading.WKT),
        ("+345418.36+0355206.24/", TARTUS, Reading.SECONDS),
        ("Координаты: 34,9051, 35,8684", TARTUS, Reading.DECIMAL),
        ("34.9051 kuzey 35.8684 doğu", TARTUS, Reading.DECIMAL),
        ("34.9051 Пн, 35.8684 Сх", TARTUS, Reading.DECIMAL),
        ("\u202b34.9051\u202c, \u206635.8684\u2069\x00", TARTUS, Reading.DECIMAL),
    ],
)
def test_grids_and_codes(text, position, reading):
    read = parse(text)
    assert (read.latitude, read.longitude) == pytest.approx(position, abs=1.1e-5)
    assert read.reading is reading


@pytest.mark.parametrize(
    ("text", "chosen", "others"),
    [
        ("36S 763801 3864536", Detail.BAND, [Detail.SOUTH]),
        ("36 763801 3864536", Detail.NORTH, [Detail.SOUTH]),
        ("36S YD 63 64", Detail.SQUARE_CENTRE, [Detail.SQUARE_CORNER]),
        ("5385738 7425620", Detail.NORTH_FIRST, [Detail.EAST_FIRST]),
        ("48.2 N 11.5 O", Detail.O_IS_EAST, [Detail.O_IS_WEST]),
        ("37U 425489 5383614", Detail.BAND, []),
        ("56H 334786 6252080", Detail.BAND, []),
    ],
)
def test_what_is_ambiguous_has_the_other_reading_beside_it(text, chosen, others):
    read = parse(text)
    assert read.detail is chosen
    assert [one.detail for one in read.alternatives] == others


def test_a_word_that_could_be_a_geohash_says_so():
    with pytest.raises(KnownError, match="could be a geohash"):
        parse("sunset")
    assert parse("geohash sunset").reading is Reading.GEOHASH


def test_a_grid_reference_in_small_letters_could_be_a_geohash():
    assert [one.reading for one in parse("36syd638645").alternatives] == [Reading.MGRS, Reading.GEOHASH]
    assert [one.reading for one in parse("36SYD638645").alternatives] == [Reading.MGRS]


def test_a_short_code_asks_for_a_place():
    with pytest.raises(KnownError, match="short Plus Code"):
        parse("CW2X+8G")
    with pytest.raises(KnownError, match="not looked up"):
        parse("CW2X+8G Tartus")
    assert parse("CW2X+8G", near=(35.3, 35.9)).latitude == pytest.approx(35.40081, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "sunset", "12345678", "36S", "36S 763801", "36S YD 638 6453", "61N 500000 4000000", "36A 500000 4000000",
        "http://[::1", "https://example.org/?q=Tartus", "https://www.google.com/maps/@95,35,12z", "CK-42", "MGRS",
        "POINT(200 100)", "8G7Q+", "+", "geohash", "34333333+1",
    ],
)  # fmt: skip
def test_words_and_wrong_codes_are_no_positions(text):
    with pytest.raises(KnownError) as told:
        parse(text)
    assert told.value.what and told.value.do


@pytest.mark.parametrize(
    "text",
    ["9" * 5_000_000, " " * 5_000_000, "https://" + "a/" * 3000, "https://x.org/?" + "q=1,1&" * 1200,
     "36S" + " 1" * 140, "1 " * 149, "," * 290, "-" * 290, "°'" * 140, "https://google.com/maps/dir" + "/1" * 3000,
     "a." * 3900, "+" * 299, "с.ш." * 70, "!3d1!4d" * 1000, "\u202e" * 290, "POINT(" + "1" * 290,
     "1'" * 3900, "1.234 " * 1300, "N 1 " * 1900, '{"lat":1,' * 800, "<a b " * 1500, "1" + " " * 7000 + "1"],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_texts_end_in_words(text):
    try:
        parse(text)
    except KnownError as told:
        assert told.what


@settings(max_examples=300)
@given(
    st.text(alphabet="0123456789 +36SYDNEUTMXYxyСК-42.,:/?#=&@!", max_size=60)
    | st.text(max_size=80)
    | st.text(max_size=40).map("https://yandex.ru/maps/?ll=".__add__)
    | st.text(max_size=40).map("https://google.com/maps/@1,2".__add__)
    | st.text(max_size=40).map("geo:1,2".__add__)
)
@example("https://[")
@example("СК-42 90 180")
@example("https://osm.org/go/@@@@@@@@@@@@--")
def test_no_text_gives_anything_but_a_position_or_words(text):
    try:
        read = parse(text)
    except KnownError:
        return
    for found in (read, *read.alternatives):
        assert -90 <= found.latitude <= 90 and -180 <= found.longitude <= 180
        assert found.words
