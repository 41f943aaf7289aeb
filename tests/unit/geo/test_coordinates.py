"""What people type and paste, in three scripts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence_board.geo.coordinate_text import compass_point, format_bearing, format_decimal, format_dms
from evidence_board.geo.coordinates import Reading, parse
from evidence_board.model.errors import KnownError

BREAKWATER = (34.9051, 35.8684)

DECIMAL = [
    "34.9051, 35.8684",
    "34.9051 35.8684",
    "34.9051,35.8684",
    "34.9051; 35.8684",
    "34.9051\t35.8684",
    "34.9051\n35.8684",
    "34.9051/35.8684",
    " (34.9051, 35.8684) ",
    "[34.9051,35.8684]",
    "+34.9051+035.8684/",
    "34,9051 35,8684",
    "34,9051, 35,8684",
    "34,9051; 35,8684",
    "34,9051,35,8684",
    "34.9051° 35.8684°",
    "34.9051°N 35.8684°E",
    "N34.9051 E35.8684",
    "n 34.9051, e 35.8684",
    "34.9051N35.8684E",
    "35.8684E 34.9051N",
    "lat: 34.9051 lon: 35.8684",
    "lat=34.9051&lng=35.8684",
    "Longitude 35.8684, Latitude 34.9051",
    "34.9051 north 35.8684 east",
    "С 34,9051 В 35,8684",
    "34.9051 С, 35.8684 В",
    "34,9051° с.ш., 35,8684° в.д.",
    "34.9051 с. ш. 35.8684 в. д.",
    "34,9051 северной широты, 35,8684 восточной долготы",
    "широта 34,9051 долгота 35,8684",
    "34.9051 пн. ш., 35.8684 сх. д.",
    "٣٤٫٩٠٥١ ش، ٣٥٫٨٦٨٤ ق",
    "34.9051 شمالاً 35.8684 شرقاً",
    "خط العرض 34.9051 خط الطول 35.8684",
    "۳۴٫۹۰۵۱، ۳۵٫۸۶۸۴",
    "\u200e34.9051\u00a0, \u202a35.8684\u202c",
    "３４．９０５１，３５．８６８４",
]


@pytest.mark.parametrize("text", DECIMAL)
def test_decimal_degrees(text):
    read = parse(text)
    assert (read.latitude, read.longitude) == BREAKWATER
    assert read.reading is Reading.DECIMAL


@pytest.mark.parametrize(
    "text",
    [
        "34°54′18″N 35°52′06″E",
        "34º54’18”N, 35º52’06”E",
        "34° 54' 18\" N 35° 52' 6\" E",
        "34° 54' 18'' N, 35° 52' 06'' E",
        "34°54´18˝N 35°52´06˝E",
        "34° 54‘ 18“ N; 35° 52‘ 6“ E",
        "N 34 54 18, E 35 52 06",
        "34 54 18 35 52 06",
        "34:54:18 N 35:52:06 E",
        "34-54-18N 035-52-06E",
        "345418N0355206E",
        "345418.0N 0355206.0E",
        "34°54'18,0\"N, 35°52'6,0\"E",
        "34°54′18″ с. ш. 35°52′06″ в. д.",
        "34 градуса 54 минуты 18 секунд С, 35 градусов 52 минуты 6 секунд В",
        "34 deg 54 min 18 sec N, 35 deg 52 min 6 sec E",
        "٣٤°٥٤′١٨″ ش ٣٥°٥٢′٠٦″ ق",
    ],
)
def test_degrees_minutes_seconds(text):
    read = parse(text)
    assert (read.latitude, read.longitude) == pytest.approx((34.905, 35.868333), abs=1e-6)
    assert read.reading is Reading.SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "34° 54.3' N 35° 52.1' E",
        "34°54,3′N, 35°52,1′E",
        "N34 54.3 E35 52.1",
        "34 54.3 35 52.1",
        "3454.3N",
        "С 34° 54,3' В 35° 52,1'",
    ],
)
def test_degrees_and_minutes(text):
    if text == "3454.3N":
        with pytest.raises(KnownError):
            parse(text)
        return
    read = parse(text)
    assert (read.latitude, read.longitude) == pytest.approx((34.905, 35.868333), abs=1e-6)
    assert read.reading is Reading.MINUTES


def test_pilots_write_minutes_without_signs():
    read = parse("3454N03552E")
    assert (read.latitude, read.longitude) == pytest.approx((34.9, 35.866667), abs=1e-6)
    assert read.reading is Reading.MINUTES


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("-34.5, -58.4", -34.5, -58.4),
        ("−34.5 −58.4", -34.5, -58.4),
        ("34.5 S, 58.4 W", -34.5, -58.4),
        ("34,5° ю.ш. 58,4° з.д.", -34.5, -58.4),
        ("34.5 ج ، 58.4 غ", -34.5, -58.4),
        ("34.9051 -35.8684", 34.9051, -35.8684),
        ("34,35", 34, 35),
        ("34,5 35", 34.5, 35),
        ("90, 180", 90, 180),
        ("-90 -180", -90, -180),
    ],
)
def test_signs_and_hemispheres(text, latitude, longitude):
    read = parse(text)
    assert (read.latitude, read.longitude) == (latitude, longitude)


def test_without_letters_the_other_order_is_an_alternative():
    read = parse("34.9051, 35.8684")
    (other,) = read.alternatives
    assert (other.latitude, other.longitude, other.reading) == (35.8684, 34.9051, Reading.LONGITUDE_FIRST)
    assert parse("34.9051 N, 35.8684 E").alternatives == ()
    assert parse("34.9051, 135.8684").alternatives == ()


def test_the_only_possible_order_is_taken():
    read = parse("135.8684, 34.9051")
    assert (read.latitude, read.longitude, read.reading) == (34.9051, 135.8684, Reading.LONGITUDE_FIRST)


def test_geo_links():
    read = parse("geo:34.9051,35.8684;u=120")
    assert (read.latitude, read.longitude, read.uncertainty_m) == (*BREAKWATER, 120)
    assert read.reading is Reading.GEO_LINK
    assert parse("GEO:-34.5,58.4,12;crs=WGS84").uncertainty_m is None
    asked = parse("geo:0,0?q=34.9051%2C35.8684(Tartus)&z=12")
    assert (asked.latitude, asked.longitude) == BREAKWATER


def test_a_geo_link_on_another_datum_is_not_guessed_at():
    with pytest.raises(KnownError, match="another system"):
        parse("geo:34.9,35.8;crs=epsg28437")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "hello",
        "34.9",
        "34.9 N",
        "34.9,",
        "34.9, 35.8, 12",
        "91, 181",
        "200 300",
        "34.9 N 35.8 N",
        "34.9 E 35.8 E",
        "95 N, 35 E",
        "35 N, 181 E",
        "-34.5 S, 58 W",
        "N 34 S, E 35",
        "lat 34 E, lon 35",
        "34°60'00\"N 35°E",
        "34.5°10'N 35°E",
        "34°5.5'10\"N 35°E",
        "3.49e1",
        "1e1 1e1",
        "geo:",
        "geo:hello",
        "geo:91,0",
        "12.04.2015",
        "2015-09-12 16:40",
        "1 2 3 4 5",
        "٣٤",
        "9" * 5000,
        "nan nan",
        "inf, inf",
    ],
)
def test_what_is_not_a_position_is_refused_in_words(text):
    with pytest.raises(KnownError) as told:
        parse(text)
    assert told.value.what and told.value.do


def test_out_of_range_is_named():
    with pytest.raises(KnownError, match="latitude 95"):
        parse("95 N, 35 E")
    with pytest.raises(KnownError, match="longitude 181"):
        parse("35 N, 181 E")


@given(st.text(alphabet="0123456789.,;:-+°′″'\" NSEWСЮВЗشجقغеn/&=()φλ\n٣٫", max_size=40) | st.text())
@example("geo:1,2?q=%")
@example("geo:1,2;u")
@example("²,³")
def test_no_text_crashes_the_parser(text):
    try:
        read = parse(text)
    except KnownError:
        return
    for found in (read, *read.alternatives):
        assert -90 <= found.latitude <= 90 and -180 <= found.longitude <= 180


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(3, 7))
def test_decimal_text_reads_back(latitude, longitude, decimals):
    read = parse(format_decimal(latitude, longitude, decimals=decimals))
    assert (read.latitude, read.longitude) == pytest.approx((latitude, longitude), abs=0.51 * 10**-decimals)


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 3))
def test_degrees_minutes_seconds_text_reads_back(latitude, longitude, decimals):
    read = parse(format_dms(latitude, longitude, decimals=decimals))
    assert (read.latitude, read.longitude) == pytest.approx((latitude, longitude), abs=0.51 * 10**-decimals / 3600)


def test_formats():
    assert format_decimal(*BREAKWATER, decimals=4) == "34.9051, 35.8684"
    assert format_decimal(-0.000001, -58.4) == "0.00000, -58.40000"
    assert format_dms(*BREAKWATER) == "34°54′18.4″N 35°52′06.2″E"
    assert format_dms(-34.5, -58.4, decimals=0) == "34°30′00″S 58°24′00″W"
    assert format_dms(59.99999, -0.000001) == "60°00′00.0″N 0°00′00.0″E"


@pytest.mark.parametrize(
    ("bearing", "text"),
    [
        (348, "NNW 348°"),
        (0, "N 0°"),
        (359.7, "N 0°"),
        (-90, "W 270°"),
        (11.2, "N 11°"),
        (11.3, "NNE 11°"),
        (725, "N 5°"),
    ],
)
def test_bearings(bearing, text):
    assert format_bearing(bearing) == text
    assert text.startswith(compass_point(bearing))


@pytest.mark.parametrize(
    ("text", "radius_m"),
    [
        ("34.9051, 35.8684 ± 80 m", 80),
        ("34.9051, 35.8684 ±80", 80),
        ("34.9051, 35.8684, +/- 1,5 km", 1500),
        ("34.9051 35.8684 +-120м", 120),
        ("34°54′18.36″N 35°52′06.24″E ± 2 км", 2000),
    ],
)
def test_a_radius_behind_a_position(text, radius_m):
    read = parse(text)
    assert (round(read.latitude, 4), round(read.longitude, 4)) == (34.9051, 35.8684)
    assert read.uncertainty_m == radius_m
    assert all(one.uncertainty_m == radius_m for one in read.alternatives)


def test_a_radius_alone_is_no_position():
    with pytest.raises(KnownError):
        parse("± 80 m")
