"""Positions: what is one, what is none, and what is possible but unlikely."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from tests.factories import exif_bytes as eb

from evidence_board.media.gps_text import parse_iso6709, read_iso6709, read_xmp_position
from evidence_board.media.metadata import Metadata, read_picture
from evidence_board.model.examination import ProblemCode

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TARTUS = (34 + 53 / 60 + 20.16 / 3600, 35 + 52 / 60 + 7.89 / 3600)
LAT, LON = (34, 53, 20.16), (35, 52, 7.89)


def read(gps_entries: list[eb.Entry], *, taken: str | None = None) -> Metadata:
    exif = [eb.text(0x9003, taken)] if taken else []
    data = eb.jpeg_with(eb.app1(eb.tiff_block(exif=exif, gps=gps_entries)))
    with Image.open(io.BytesIO(data)) as image:
        return read_picture(image, data, media_type="image/jpeg", now=NOW)


def codes(found: Metadata) -> list[ProblemCode]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("lat_ref", "lon_ref", "expected"),
    [
        ("N", "E", TARTUS),
        ("S", "E", (-TARTUS[0], TARTUS[1])),
        ("N", "W", (TARTUS[0], -TARTUS[1])),
        ("s", "w", (-TARTUS[0], -TARTUS[1])),
        ("North", "East", TARTUS),
    ],
)
def test_position_takes_its_signs_from_the_letters(lat_ref, lon_ref, expected):
    found = read(eb.gps(lat_ref, LAT, lon_ref, LON))

    assert (found.geotags[0].latitude, found.geotags[0].longitude) == pytest.approx(expected, abs=1e-9)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ((34.8889333333,), (35.8688583333,)),
        ((34, 53.336), (35, 52.1315)),
        ((34, 53.336, (0, 1)), (35, 52.1315, (0, 1))),
    ],
    ids=["decimal degrees", "degrees and minutes", "minutes with zero seconds"],
)
def test_position_in_other_shapes(lat, lon):
    found = read(eb.gps("N", lat, "E", lon))

    assert (found.geotags[0].latitude, found.geotags[0].longitude) == pytest.approx(TARTUS, abs=1e-6)


def test_seconds_rounded_up_to_sixty_are_a_minute():
    found = read(eb.gps("N", (34, 52, 60), "E", LON))

    assert found.geotags[0].latitude == pytest.approx(34 + 53 / 60)


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        (eb.gps("N", (0, 0, 0), "E", (0, 0, 0)), ProblemCode.GPS_ZERO),
        (eb.gps("N", ((34, 0), 53, 20), "E", LON), ProblemCode.GPS_ZERO_DENOMINATOR),
        (eb.gps("N", LAT, "E", ((0, 0), (0, 0), (0, 0))), ProblemCode.GPS_ZERO_DENOMINATOR),
        (eb.gps("N", (34, 53, (0, 0)), "E", LON), ProblemCode.GPS_ZERO_DENOMINATOR),
        (eb.gps("N", (90, 0, 1), "E", LON), ProblemCode.GPS_OUT_OF_RANGE),
        (eb.gps("N", LAT, "E", (180, 0, 0.1)), ProblemCode.GPS_OUT_OF_RANGE),
        (eb.gps("N", (34, 75, 0), "E", LON), ProblemCode.GPS_OUT_OF_RANGE),
        (eb.gps("N", ((4294967295, 1), 0, 0), "E", LON), ProblemCode.GPS_OUT_OF_RANGE),
        (eb.gps(None, LAT, "E", LON), ProblemCode.GPS_NO_REFERENCE),
        (eb.gps("N", LAT, None, LON), ProblemCode.GPS_NO_REFERENCE),
        (eb.gps("", LAT, "E", LON), ProblemCode.GPS_NO_REFERENCE),
        (eb.gps("E", LAT, "N", LON), ProblemCode.GPS_NO_REFERENCE),
        ([eb.rationals(2, *LAT), eb.text(1, "N")], ProblemCode.GPS_INCOMPLETE),
        ([eb.rationals(4, *LON), eb.text(3, "E")], ProblemCode.GPS_INCOMPLETE),
    ],
)
def test_what_is_no_position_is_a_problem_and_stays_in_the_raw_tags(entries, code):
    found = read(entries)

    assert found.geotags == ()
    assert codes(found) == [code]
    assert any(group == "GPS" for group, _, _ in found.raw_tags)


@pytest.mark.parametrize(
    ("lat", "letter", "expected"),
    [((-34, -53, -20.16), "S", -TARTUS[0]), ((-34, 53, 20.16), "N", None)],
)
def test_a_sign_must_not_contradict_the_letter(lat, letter, expected):
    entries = [e for e in eb.gps(letter, LAT, "E", LON) if e[0] != 2]
    entries.append(eb.rationals(2, *lat, kind=eb.SRATIONAL))

    found = read(entries)

    if expected is None:
        assert found.geotags == ()
        assert codes(found) == [ProblemCode.GPS_NO_REFERENCE]
    else:
        assert found.geotags[0].latitude == pytest.approx(expected)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (eb.gps("N", (34, 0, 0), "E", (35, 0, 0)), "whole degrees"),
        (eb.gps("N", (34, 30, 0), "E", (34, 30, 0)), "same number"),
        (eb.gps("N", LAT, "E", LON, eb.rationals(6, 30_000)), "altitude 30000 m"),
        (eb.gps("N", LAT, "E", LON, eb.text(9, "V")), "no fix"),
        (eb.gps("N", LAT, "E", LON, eb.text(18, "TOKYO")), "map datum TOKYO"),
        (eb.gps("N", LAT, "E", LON, eb.text(29, "1999:08:22")), "satellite time 1999-08-22, photo 2015-09-03"),
    ],
)
def test_possible_but_unlikely_is_a_position_with_a_problem(entries, words):
    found = read(entries, taken="2015:09:03 17:20:17")

    assert len(found.geotags) == 1
    assert codes(found) == [ProblemCode.GPS_UNLIKELY]
    assert words in found.problems[0].detail


def test_everything_beside_the_position():
    extra = [
        (5, eb.BYTE, b"\1"),
        eb.rationals(6, (75, 10)),
        eb.rationals(7, 14, 20, (1750, 100)),
        eb.rationals(11, (24, 10)),
        eb.text(16, "M"),
        eb.rationals(17, (36_000, 100)),
        eb.text(18, "WGS-84"),
        eb.text(29, "2015:09:03"),
        eb.rationals(31, (65, 10)),
    ]
    geotag = read(eb.gps("N", LAT, "E", LON, *extra), taken="2015:09:03 17:20:17").geotags[0]

    assert geotag.altitude_m == -7.5
    assert geotag.bearing_deg == 0.0
    assert geotag.dop == 2.4
    assert geotag.radius_m == 6.5
    assert geotag.stamp_utc == "2015-09-03T14:20:17.500000Z"
    assert geotag.source == "device_exif"
    assert geotag.raw == "34, 53, 20.16 N; 35, 52, 7.89 E; direction 360 M"


@pytest.mark.parametrize(
    ("entry", "attribute"),
    [
        (eb.rationals(6, (1, 0)), "altitude_m"),
        (eb.rationals(17, (0, 0)), "bearing_deg"),
        (eb.rationals(17, (361, 1)), "bearing_deg"),
        (eb.rationals(11, (0, 0)), "dop"),
        (eb.rationals(31, (0, 1)), "radius_m"),
        (eb.rationals(31, (5, 0)), "radius_m"),
        (eb.rationals(7, (14, 0), 20, 17), "stamp_utc"),
        (eb.text(29, "0000:00:00"), "stamp_utc"),
        (eb.text(29, "2015:13:40"), "stamp_utc"),
    ],
)
def test_a_bad_companion_value_costs_only_itself(entry, attribute):
    geotag = read(eb.gps("N", LAT, "E", LON, entry)).geotags[0]

    assert getattr(geotag, attribute) is None
    assert geotag.latitude == pytest.approx(TARTUS[0])


def test_stamp_without_time_of_day_is_a_day():
    geotag = read(eb.gps("N", LAT, "E", LON, eb.text(29, "2015:09:03"), eb.rationals(7, 14, 99, 0))).geotags[0]

    assert geotag.stamp_utc == "2015-09-03"


def test_raw_tags_say_which_north():
    found = read(eb.gps("N", LAT, "E", LON, eb.text(16, "M"), eb.rationals(17, 26)))

    assert ("GPS", "GPSImgDirectionRef", "M (magnetic north)") in found.raw_tags
    assert ("GPS", "GPSImgDirection", "26") in found.raw_tags


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("+34.8890+035.8868/", (34.889, 35.8868, None)),
        ("+34.8890+035.8868+012.500/", (34.889, 35.8868, 12.5)),
        ("-33.8688+151.2093-2.5CRSWGS_84/", (-33.8688, 151.2093, -2.5)),
        ("+34.8890-35.8868", (34.889, -35.8868, None)),
        ("+3453.34+03552.13/", (34 + 53.34 / 60, 35 + 52.13 / 60, None)),
        ("+345320.4+0355207.8+7/", (34 + 53 / 60 + 20.4 / 3600, 35 + 52 / 60 + 7.8 / 3600, 7.0)),
        ("-345320-0355207/", (-(34 + 53 / 60 + 20 / 3600), -(35 + 52 / 60 + 7 / 3600), None)),
        ("+34+035/", (34.0, 35.0, None)),
    ],
)
def test_iso6709_degrees_minutes_seconds(written, expected):
    parsed = parse_iso6709(written)

    assert parsed is not None
    assert parsed[:2] == pytest.approx(expected[:2], abs=1e-9)
    assert parsed[2] == expected[2]


@pytest.mark.parametrize(
    "written", ["", "34.88,35.88", "+34.88", "+3453+3553/", "+3475.0+03552.0/", "+34.8890+035.8868/x"]
)
def test_iso6709_refuses_what_it_does_not_know(written):
    assert parse_iso6709(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("+00.0000+000.0000/", ProblemCode.GPS_ZERO),
        ("+91.0000+035.8868/", ProblemCode.GPS_OUT_OF_RANGE),
        ("+34.0000+181.0000/", ProblemCode.GPS_OUT_OF_RANGE),
        ("nowhere", ProblemCode.METADATA_UNREADABLE),
    ],
)
def test_a_video_location_that_is_none(written, code):
    geotag, problems = read_iso6709(written)

    assert geotag is None
    assert [problem.code for problem in problems] == [code]


def test_a_video_location_with_its_error():
    geotag, problems = read_iso6709("+34.8890+035.8868+012.500/", radius_m=14.2)

    assert geotag is not None and problems == ()
    assert (geotag.radius_m, geotag.altitude_m, geotag.source) == (14.2, 12.5, "device_video")


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        ("34,53.336N", "35,52.1315E", TARTUS),
        ("34,53,20S", "35,52,8W", (-(34 + 53 / 60 + 20 / 3600), -(35 + 52 / 60 + 8 / 3600))),
    ],
)
def test_xmp_coordinates(latitude, longitude, expected):
    geotag, problems = read_xmp_position(latitude, longitude)

    assert geotag is not None and problems == ()
    assert (geotag.latitude, geotag.longitude) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize(
    ("latitude", "code"),
    [
        ("34.889", ProblemCode.GPS_NO_REFERENCE),
        ("95,0N", ProblemCode.GPS_OUT_OF_RANGE),
        ("34,53E", ProblemCode.GPS_NO_REFERENCE),
        ("north", ProblemCode.GPS_OUT_OF_RANGE),
    ],
)
def test_xmp_coordinates_that_are_none(latitude, code):
    geotag, problems = read_xmp_position(latitude, "35,52.13E")

    assert geotag is None
    assert [problem.code for problem in problems] == [code]
