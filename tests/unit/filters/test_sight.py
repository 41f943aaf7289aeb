"""Inside what is drawn, looking at a point, conflicting."""

import pytest

from evidence_board.filters import (
    Conflicting,
    Filter,
    InDrawing,
    LooksAt,
    NeedsLook,
    filter_from_text,
    filter_text,
    visible_items,
)
from evidence_board.geo.geodesy import destination
from evidence_board.model.case_index import CaseIndex, EntityRow, ItemRow
from evidence_board.model.map_objects import DrawingRow
from evidence_board.model.observations import Conflict, Observations


def item(row_id, latitude=None, longitude=None, **values):
    return ItemRow(
        row_id, row_id, "photo", "", "a.jpg", "", "image/jpeg", None, None, None, "ok",
        latitude=latitude, longitude=longitude, **values,
    )  # fmt: skip


def found(index, part):
    assert filter_from_text(filter_text(Filter((part,)))).parts == (part,)
    return "".join(one.id for one in visible_items(index, Filter((part,))))


def index_of(items, drawings=(), **values):
    return CaseIndex(items={one.id: one for one in items}, drawings={one.id: one for one in drawings}, **values)


def polygon(*corners):
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def sector(longitude, latitude, **values):
    return {"type": "Sector", "coordinates": [longitude, latitude], **values}


def test_inside_an_area_a_sector_and_a_circle():
    area = polygon([35.0, 34.0], [36.0, 34.0], [36.0, 35.0], [35.0, 35.0])
    quarter = sector(35.5, 34.5, radius_m=10_000.0, bearing_deg=0.0, width_deg=90.0)
    whole = sector(35.5, 34.5, radius_m=10_000.0, bearing_deg=0.0, width_deg=360.0)
    north, east = (destination(34.5, 35.5, bearing_deg=one, distance_m=9_990.0) for one in (44.0, 90.0))
    beyond = destination(34.5, 35.5, bearing_deg=0.0, distance_m=10_010.0)
    items = [item("n", *north), item("e", *east), item("b", *beyond), item("c", 34.5, 35.5), item("x", 33.0, 35.5)]
    line = DrawingRow("l", "line", {"type": "LineString", "coordinates": [[35.0, 34.0], [36.0, 35.0]]})
    drawings = [DrawingRow("a", "area", area), DrawingRow("q", "sector", quarter), DrawingRow("w", "sector", whole)]
    index = index_of([*items, item("none")], [*drawings, line])
    assert found(index, InDrawing("a")) == "nebc"
    assert found(index, InDrawing("q")) == "nc"
    assert found(index, InDrawing("w")) == "nec"
    assert found(index, InDrawing("l")) == found(index, InDrawing("gone")) == ""


@pytest.mark.parametrize("corners", [(179.0, -179.0), (179.0, 181.0), (-181.0, -179.0)])
def test_an_area_may_lie_across_the_date_line(corners):
    west, east = corners
    drawn = DrawingRow("a", "area", polygon([west, -1.0], [east, -1.0], [east, 1.0], [west, 1.0]))
    items = [item("1", 0.0, 179.5), item("2", 0.0, -179.5), item("3", 0.0, 178.5), item("4", 0.0, 0.0)]
    assert found(index_of(items, [drawn]), InDrawing("a")) == "12"


def test_looking_at_a_point_means_that_the_cone_holds_it():
    here = (34.9, 35.86)
    rows = []
    for name, bearing, values in (
        ("a", 180.0, {"fov_deg": 60.0}),
        ("b", 209.0, {"fov_deg": 60.0}),
        ("c", 212.0, {"fov_deg": 60.0}),
        ("d", 212.0, {"fov_deg": 60.0, "bearing_error_deg": 5.0}),
        ("e", 184.0, {}),
        ("f", 187.0, {}),
        ("g", 0.0, {"fov_deg": 90.0, "radius_m": 3_000.0}),
        ("h", 0.0, {"fov_deg": 90.0, "radius_m": 100.0}),
    ):
        stands = destination(*here, bearing_deg=0.0, distance_m=2_000.0)
        rows.append(item(name, *stands, bearing_deg=bearing, **values))
    far = destination(*here, bearing_deg=0.0, distance_m=6_000.0)
    rows += [item("i", *far, bearing_deg=180.0, fov_deg=60.0), item("j", *here), item("k")]
    place = EntityRow("p", "L-1", "location", "Berth", latitude=here[0], longitude=here[1])
    index = index_of(rows, entities={"p": place})
    assert found(index, LooksAt(5.0, "", *here)) == "abdeg"
    assert found(index, LooksAt(7.0, "p")) == "abdegi"
    assert found(index, LooksAt(5.0, "gone")) == ""


def test_a_cone_looks_across_north_and_the_date_line():
    index = index_of([item("a", 0.0, 179.99, bearing_deg=91.0, fov_deg=10.0), item("b", -0.01, 0.0, bearing_deg=359.0)])
    assert found(index, LooksAt(5.0, "", 0.0, -179.99)) == "a"
    assert found(index, LooksAt(5.0, "", 0.0, 0.0)) == "b"


def test_conflicting_are_files_with_an_open_conflict_alone():
    def conflict(row_id, state):
        return Conflict("c", f"s{row_id}", "item", row_id, "They differ", state=state)

    items = [item("1"), item("2"), item("3", open_problems=1)]
    noticed = Observations(conflicts={"1": (conflict("1", "open"),), "2": (conflict("2", "explained"),)})
    index = index_of(items).with_observations(noticed)
    assert found(index, Conflicting()) == "1"
    assert found(index, NeedsLook()) == "13"
