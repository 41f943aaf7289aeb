"""UTM, UPS, MGRS and SK-42 against pyproj and mgrs, over the whole world."""

import math
import random

import mgrs as mgrs_oracle
import pyproj
import pytest

from evidence_board.geo import geohash, plus_codes
from evidence_board.geo.coordinate_formats import Form, format_position
from evidence_board.geo.coordinates import parse
from evidence_board.geo.mgrs import from_mgrs, to_mgrs
from evidence_board.geo.sk42 import from_gauss_kruger, sk42_zone, to_gauss_kruger, to_sk42
from evidence_board.geo.utm import from_utm, to_utm
from evidence_board.model.errors import KnownError

EDGES = [
    (0.0, 0.0), (-0.0001, 0.0), (60.0, 5.0), (63.9999, 3.0), (64.0, 3.0), (72.0, 9.0), (78.0, 20.9), (83.9, 41.9),
    (84.0, 0.0), (-80.0, 0.0), (-80.0001, 10.0), (90.0, 0.0), (-90.0, 0.0), (45.0, 180.0), (45.0, -180.0),
    (89.9, -0.0001), (-85.0, -90.0), (8.0, 179.9999), (-8.0, -179.9999),
]  # fmt: skip


def places(count, seed):
    """Return places spread evenly over the world."""
    dice = random.Random(seed)
    return [(math.degrees(math.asin(dice.uniform(-1, 1))), dice.uniform(-180, 180)) for _ in range(count)]


def test_utm_and_ups_equal_proj():
    for latitude, longitude in [*EDGES[2:14], *places(60, seed=1)]:
        grid = to_utm(latitude, longitude)
        code = (32600 if grid.north else 32700) + grid.zone if grid.zone else 32661 if grid.north else 32761
        to_grid = pyproj.Transformer.from_crs(4326, code, always_xy=True)
        assert (grid.easting, grid.northing) == pytest.approx(to_grid.transform(longitude, latitude), abs=1e-4)


def test_utm_reads_back():
    for latitude, longitude in [*EDGES, *places(500, seed=2)]:
        found = from_utm(to_utm(latitude, longitude))
        assert found[0] == pytest.approx(latitude, abs=1e-9)
        aside = (found[1] - longitude + 180) % 360 - 180
        assert aside * math.cos(math.radians(latitude)) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("digits", [5, 4, 3, 2, 1, 0])
def test_mgrs_equals_mgrs(digits):
    oracle = mgrs_oracle.MGRS()
    for latitude, longitude in places(300, seed=3):
        ours = to_mgrs(latitude, longitude, digits=digits, spaces=False)
        assert ours.lstrip("0") == oracle.toMGRS(latitude, longitude, MGRSPrecision=digits).lstrip("0")
        square = from_mgrs(ours)
        theirs = oracle.toLatLon(ours)
        assert square.centre[0] == pytest.approx(theirs[0], abs=1e-8)
        assert math.remainder(square.centre[1] - theirs[1], 360) * math.cos(math.radians(theirs[0])) == pytest.approx(
            0, abs=1e-8
        )


def test_every_place_lies_in_its_mgrs_square():
    for latitude, longitude in EDGES:
        square = from_mgrs(to_mgrs(latitude, longitude, spaces=False))
        assert square.centre[0] == pytest.approx(latitude, abs=2e-5)
        aside = math.remainder(square.centre[1] - longitude, 360) * math.cos(math.radians(latitude))
        assert aside == pytest.approx(0, abs=2e-5)


@pytest.mark.parametrize("text", ["99X AA 1 1", "36S AA 1 1", "36S YY 1 1", "61S YD 1 1", "00S YD 1 1"])
def test_no_such_square(text):
    with pytest.raises(KnownError):
        from_mgrs(text)


def test_sk42_equals_the_pipeline_of_proj():
    dice = random.Random(4)
    for _ in range(60):
        latitude, longitude = dice.uniform(25, 78), dice.uniform(12, 179)
        zone = sk42_zone(to_sk42(latitude, longitude)[1])
        pipeline = pyproj.Transformer.from_pipeline(
            "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=WGS84 "
            "+step +inv +proj=helmert +x=23.57 +y=-140.95 +z=-79.8 +rx=0 +ry=-0.35 +rz=-0.79 +s=-0.22 "
            "+convention=coordinate_frame +step +inv +proj=cart +ellps=krass +step +proj=tmerc +lat_0=0 "
            f"+lon_0={zone * 6 - 3} +k=1 +x_0={zone * 1e6 + 5e5} +y_0=0 +ellps=krass"
        )
        easting, northing = pipeline.transform(longitude, latitude)[:2]
        x, y = to_gauss_kruger(latitude, longitude)
        assert (x, y) == pytest.approx((northing, easting), abs=0.001)
        assert from_gauss_kruger(x, y) == pytest.approx((latitude, longitude), abs=1e-7)


def test_bakhmut_in_sk42_equals_what_proj_takes_by_itself():
    to_zone_7 = pyproj.Transformer.from_crs(4326, 28407, always_xy=True)
    easting, northing = to_zone_7.transform(37.99, 48.6)
    assert to_gauss_kruger(48.6, 37.99) == pytest.approx((northing, easting), abs=0.05)


@pytest.mark.parametrize(
    ("code", "south", "west", "north", "east"),
    [
        # From the test data of the specification.
        ("7FG49Q00+", 20.35, 2.75, 20.4, 2.8),
        ("7FG49QCJ+2V", 20.37, 2.782125, 20.370125, 2.78225),
        ("7FG49QCJ+2VX", 20.3701, 2.78221875, 20.370125, 2.78225),
        ("7FG49QCJ+2VXGJ", 20.370113, 2.782234375, 20.370114, 2.78223632813),
        ("8FVC2222+22", 47.0, 8.0, 47.000125, 8.000125),
        ("4VCPPQGP+Q9", -41.273125, 174.785875, -41.273, 174.786),
        ("62G20000+", 0.0, -180.0, 1.0, -179.0),
        ("22220000+", -90.0, -180.0, -89.0, -179.0),
        ("CFX30000+", 89.0, 1.0, 90.0, 2.0),
    ],
)
def test_plus_codes(code, south, west, north, east):
    area = plus_codes.decode(code)
    assert tuple(area) == pytest.approx((south, west, north, east), abs=1e-9)
    digits = len(code.replace("+", "").rstrip("0"))
    assert plus_codes.encode(*area.centre, digits=digits) == code


@pytest.mark.parametrize(
    ("short", "near", "full"),
    [
        ("9QCJ+2VX", (51.3701125, -1.217765625), "9C3W9QCJ+2VX"),
        ("CJ+2VX", (51.3708675, -1.217765625), "9C3W9QCJ+2VX"),
        ("J+2VX", None, ""),
        ("XXXX+XX", (-81.0, 0.0), "2CCXXXXX+XX"),
        ("2222+22", (89.6, 0.0), "CFX22222+22"),
    ],
)
def test_short_plus_codes_count_from_a_place(short, near, full):
    if near is None:
        with pytest.raises(KnownError):
            plus_codes.decode(short, near=(51.37, -1.2))
        return
    assert plus_codes.decode(short, near=near).centre == pytest.approx(plus_codes.decode(full).centre, abs=1e-9)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [("u4pruydqqvj", 57.64911, 10.40744), ("ezs42", 42.605, -5.603)],
)
def test_geohashes(code, latitude, longitude):
    height, width = geohash.cell_size_deg(len(code))
    assert geohash.decode(code) == pytest.approx((latitude, longitude), abs=max(height, width, 1e-5))
    assert geohash.encode(*geohash.decode(code), length=len(code)) == code


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("radius_m", [None, 2, 30, 500, 8000])
def test_every_notation_reads_back_within_its_radius(form, radius_m):
    for latitude, longitude in [(48.6, 37.99), (34.9051, 35.8684), (69.4, 33.1), (55.75, 37.6)]:
        text = format_position(latitude, longitude, form=form, radius_m=radius_m)
        # Without a digit a geohash could be a word.
        read = parse(f"geohash {text}" if form is Form.GEOHASH else text)
        room = (radius_m or 30) / 111_320
        assert read.latitude == pytest.approx(latitude, abs=room / 2), text
        assert read.longitude == pytest.approx(longitude, abs=room / 2 / math.cos(math.radians(latitude))), text


def test_no_finer_figures_than_a_radius_deserves():
    written = [format_position(34.9051, 35.8684, form=form, radius_m=1000) for form in list(Form)[:5]]
    assert written == [
        "34.905, 35.868",
        "34°54.3′N 35°52.1′E",
        "34°54′18″N 35°52′06″E",
        "36S 762100 3866300",
        "36S YD 620 662",
    ]
    assert format_position(34.9051, 35.8684, form=Form.SECONDS, radius_m=20_000) == "34°54′N 35°52′E"
    assert format_position(-89.0, -30.0, form=Form.UTM).startswith("A ")
    with pytest.raises(KnownError):
        format_position(-34.0, 18.0, form=Form.SK42)
