"""What is drawn on the map, and the maps laid over it: linked, or copied into the case byte for byte."""

import json
import math
from contextlib import contextmanager

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, all_rows, undone_and_redone, view

from evidence_board.case.bin import binned
from evidence_board.case.blobs import read_blob
from evidence_board.case.check import check
from evidence_board.case.overview import read_index
from evidence_board.case.schema import RECORDED
from evidence_board.model.errors import KnownError
from evidence_board.model.layer_paths import is_local
from evidence_board.operations.bin import empty_bin, restore_things
from evidence_board.operations.drawings import (
    add_drawing,
    add_drawings,
    order_drawings,
    remove_drawings,
    update_drawing,
)
from evidence_board.operations.entities import bin_things, create_entity
from evidence_board.operations.layer_copying import copy_layer, keep_layer_inside
from evidence_board.operations.map_layers import add_layer, order_layers, remove_layers, update_layer
from evidence_board.operations.merging import merge_entities, split_entity
from evidence_board.session import open_session

POINT = {"type": "Point", "coordinates": [35.87, 34.9]}
LINE = {"type": "LineString", "coordinates": [[35.87, 34.9], [35.88, 34.91]]}
AREA = {"type": "Polygon", "coordinates": [[[35.87, 34.9], [35.88, 34.9], [35.88, 34.91]]]}
SECTOR = {"type": "Sector", "coordinates": [35.87, 34.9], "radius_m": 900, "bearing_deg": 348, "width_deg": 52}
SHAPES = {"point": POINT, "line": LINE, "area": AREA, "sector": SECTOR, "text": POINT}


@pytest.fixture
def session(tmp_path):
    with prepared(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def steady(tmp_path_factory):
    """One case for all that is refused: nothing in it may ever change."""
    with prepared(tmp_path_factory.mktemp("steady")) as opened:
        yield opened


@contextmanager
def prepared(folder):
    with empty_session(folder) as opened:
        opened.item = add_item(opened, "M-014")
        yield opened


def do(session, verb, **values):
    before = all_rows(session)
    changes = session.run(verb, **values).result()
    undone_and_redone(session, before)
    fresh = session.read(read_index)
    assert (dict(session.index.drawings), dict(session.index.layers)) == (dict(fresh.drawings), dict(fresh.layers))
    return changes


def refused(session, verb, **values):
    before = all_rows(session)
    with pytest.raises(KnownError):
        session.run(verb, **values).result()
    assert all_rows(session) == before


# -- drawings --------------------------------------------------------------------------------------------


def test_every_shape_is_drawn_moved_ordered_and_taken_away(session):
    ids = [
        str(do(session, add_drawing, kind=kind, geometry=shape, name=f"Порт {kind}").result["id"])
        for kind, shape in SHAPES.items()
    ]
    drawn = session.index.drawings
    assert list(drawn) == ids
    # A ring comes back closed.
    assert drawn[ids[2]].geometry["coordinates"][0][0] == drawn[ids[2]].geometry["coordinates"][0][-1]
    assert do(session, update_drawing, row_id=ids[0], geometry=POINT | {"coordinates": [36, 35]}).label == (
        "Move the point “Порт point” on the map"
    )
    do(session, update_drawing, row_id=ids[1], colour="#FF8800", visible=False, target=("item", session.item))
    row = session.index.drawings[ids[1]]
    assert (row.colour, row.visible, row.target_id) == ("#ff8800", False, session.item)
    do(session, order_drawings, row_ids=[ids[4], ids[0]])
    assert list(session.index.drawings) == [ids[4], ids[0], ids[1], ids[2], ids[3]]
    do(session, remove_drawings, row_ids=ids[:2])
    assert len(session.index.drawings) == 3 == len(view(session, "v_drawings"))
    session.run(restore_things, things=[("map_drawing", ids[0])]).result()
    assert ids[0] in session.index.drawings
    assert session.read(check).damage == []


def test_many_are_drawn_in_one_step(session):
    do(session, add_drawings, drawings=[{"kind": kind, "geometry": one, "name": kind} for kind, one in SHAPES.items()])
    assert len(session.index.drawings) == 5


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "circle"},
        {"geometry": None},
        {"geometry": LINE},
        {"geometry": {"type": "Point", "coordinates": [35.87, math.nan]}},
        {"geometry": {"type": "Point", "coordinates": [200, 34]}},
        {"geometry": {"type": "Point", "coordinates": ["35", "34"]}},
        {"geometry": {"type": "Point", "coordinates": [35.87, 34.9, 10]}},
        {"kind": "line", "geometry": {"type": "LineString", "coordinates": [[1, 1]]}},
        {"kind": "line", "geometry": {"type": "LineString", "coordinates": [[1, 1]] * 100_000}},
        {"kind": "area", "geometry": {"type": "Polygon", "coordinates": [[[1, 1], [1, 1], [1, 1]]]}},
        {"kind": "area", "geometry": {"type": "Polygon", "coordinates": [[[1, 1]] * 5_000] * 100}},
        {"kind": "sector", "geometry": SECTOR | {"radius_m": math.inf}},
        {"kind": "sector", "geometry": SECTOR | {"width_deg": 361}},
        {"kind": "sector", "geometry": SECTOR | {"bearing_deg": None}},
        {"kind": "text", "name": " "},
        {"colour": "url(x)"},
        {"name": "x" * 10_000},
        {"target": ("item", "gone")},
        {"target": ("sqlite_master", "x")},
    ],
)
def test_a_drawing_that_is_none_is_refused_in_words(steady, values):
    refused(steady, add_drawing, **{"kind": "point", "geometry": POINT, **values})


def test_a_drawing_follows_what_it_is_about_through_a_merge_and_back(session):
    kept, gone = (
        str(session.run(create_entity, kind="location", name=name).result().result["id"]) for name in ("Порт", "طرطوس")
    )
    values = {"kind": "area", "geometry": AREA, "target": ("location", gone)}
    row_id = session.run(add_drawing, **values).result().result["id"]
    session.run(merge_entities, kind="location", kept_id=kept, gone_id=gone, reason="one").result()
    assert session.index.drawings[row_id].target_id == kept
    session.run(split_entity, gone_id=gone).result()
    assert session.index.drawings[row_id].target_id == gone


def test_a_drawing_outlives_what_it_is_about(session):
    made = session.run(add_drawing, kind="point", geometry=POINT, name="Мол", target=("item", session.item)).result()
    session.run(bin_things, things=[("item", session.item)]).result()
    session.run(empty_bin).result()
    row = session.index.drawings[made.result["id"]]
    assert (row.name, row.target_kind, row.target_id) == ("Мол", None, None)
    assert session.read(check).damage == []


def test_no_word_of_a_drawing_or_layer_is_left_when_the_bin_is_emptied(session):
    name = "zqdrawnsecret"
    drawn = session.run(add_drawing, kind="area", geometry=AREA, name=name).result().result["id"]
    plain = session.run(add_drawing, kind="point", geometry=POINT).result().result["id"]
    laid = session.run(add_layer, kind="gpx", path="/maps/zqpathsecret.gpx", name="zqlayersecret").result().result["id"]
    session.run(remove_drawings, row_ids=[drawn, plain]).result()
    session.run(remove_layers, row_ids=[laid]).result()
    session.run(empty_bin).result()
    left = session.read(
        lambda c: [row for table in (*RECORDED, "step", "change") for row in c.execute(f"SELECT * FROM {table}")]
    )
    assert "zq" not in repr(left)
    # A drawing without a name takes no words of other steps along.
    labels = session.read(lambda c: [row[0] for row in c.execute("SELECT label FROM step")])
    assert "Draw a point on the map" in labels


def test_a_geometry_that_somebody_broke_is_left_out_and_named(session, tmp_path):
    row_id = session.run(add_drawing, kind="point", geometry=POINT).result().result["id"]
    with session.gate.unrecorded() as connection:
        connection.execute("UPDATE map_drawing SET geometry = ?", ("[" * 100_000,))
    fresh = session.read(read_index)
    assert not fresh.drawings
    assert [one.row_id for one in session.read(check).damage] == [row_id]


# -- layers ----------------------------------------------------------------------------------------------


def test_a_linked_map_is_added_faded_ordered_and_taken_away(session):
    first = do(session, add_layer, kind="mbtiles", path="/maps/Сирия.mbtiles", attribution="© somebody").result["id"]
    second = do(session, add_layer, kind="image", path="C:\\maps\\sat.jpg", options={"points": [[0, 0, 35, 34]]})
    assert second.label == "Add the layer “sat.jpg”"
    do(session, update_layer, row_id=first, opacity=0.4)
    do(session, update_layer, row_id=first, visible=False)
    do(session, order_layers, row_ids=[second.result["id"], first])
    rows = list(session.index.layers.values())
    assert [(one.file_name, one.opacity, one.visible) for one in rows] == [
        ("sat.jpg", 1.0, True),
        ("Сирия.mbtiles", 0.4, False),
    ]
    assert rows[0].options == {"points": [[0, 0, 35, 34]]}
    do(session, remove_layers, row_ids=[first])
    assert [one.name for one in session.read(binned)] == ["Сирия.mbtiles"]


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "shapefile"},
        {"path": ""},
        {"path": "maps/syria.mbtiles"},
        {"path": "//host/share/a.mbtiles"},
        {"path": "\\\\host\\share\\a.mbtiles"},
        {"path": "https://example.org/{z}/{x}/{y}.png"},
        {"path": "/dev/zero"},
        {"path": "/maps/../../etc/passwd"},
        {"opacity": 1.5},
        {"opacity": math.nan},
        {"options": {"a": math.nan}},
        {"options": {"a": object()}},
        {"options": {"a": "x" * 1_000_000}},
        {"options": [1]},
        {"sha256": "nonsense"},
        {"size": -1},
    ],
)
def test_a_layer_that_is_none_is_refused_in_words(steady, values):
    refused(steady, add_layer, **{"kind": "mbtiles", "path": "/maps/a.mbtiles", **values})


def test_a_path_in_a_foreign_case_that_leads_off_this_computer_is_not_given_out(session):
    session.run(add_layer, kind="mbtiles", path="/maps/a.mbtiles").result()
    with session.gate.unrecorded() as connection:
        connection.execute("UPDATE map_layer SET path = ?, options = ?", ("\\\\evil\\share\\a.mbtiles", "[NaN"))
    (layer,) = session.read(read_index).layers.values()
    assert (layer.path, layer.file_name, layer.options) == ("", "a.mbtiles", {})
    assert not is_local("C:\\a.txt:stream")
    assert is_local("C:/maps/a.tif")


@pytest.fixture
def map_file(tmp_path):
    path = tmp_path / "map.pmtiles"
    path.write_bytes(bytes(range(256)) * 20_000)
    return path


def test_a_copied_map_is_whole_travels_and_goes_with_the_bin(session, map_file, tmp_path):
    seen = []
    before = all_rows(session)
    copy_layer(session, kind="pmtiles", path=map_file, progress=lambda done, total: seen.append((done, total)) or True)
    undone_and_redone(session, before)
    (layer,) = session.index.layers.values()
    assert (layer.path, layer.file_name, layer.in_case, layer.size) == ("", "map.pmtiles", True, 5_120_000)
    assert seen[-1] == (5_120_000, 5_120_000)
    assert str(tmp_path) not in json.dumps(view(session, "v_layers"))
    path = session.case.path
    session.close()
    again = open_session(path, actor="me")
    blob_id = next(iter(again.index.layers.values())).blob_id
    assert b"".join(again.read(lambda c: list(read_blob(c, blob_id)))) == map_file.read_bytes()
    assert again.read(check).damage == []
    again.run(remove_layers, row_ids=list(again.index.layers)).result()
    again.run(empty_bin).result()
    assert again.read(lambda c: c.execute("SELECT count(*) FROM chunk").fetchone()) == (0,)
    assert again.read(check).damage == []
    again.close()


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"options": {"swipe": True}}, "Compare the layer “Порт” with a handle"),
        ({"options": {"tms": True, "crs": "EPSG:32637"}}, "Say the coordinate system of the layer “Порт”"),
        ({"options": {"points": [{"x": 1}]}}, "Pin the layer “Порт” on the map"),
        ({"options": {"other": 1}}, "Edit the layer “Порт”"),
        ({"attribution": "© Bureau"}, "Say whose the layer “Порт” is"),
        ({"path": "/elsewhere/port.tif"}, "Take the layer “Порт” from another place"),
        ({"opacity": 0.5}, "Set the opacity of the layer “Порт” to 50 %"),
        ({"opacity": 0.5, "visible": False}, "Edit the layer “Порт”"),
    ],
)
def test_the_history_says_what_was_done_with_a_layer(session, values, label):
    row_id = do(session, add_layer, kind="geotiff", path="/maps/port.tif", name="Порт").result["id"]
    assert do(session, update_layer, row_id=row_id, **values).label == label
    if "swipe" in values.get("options", {}):
        back = do(session, update_layer, row_id=row_id, options={})
        assert back.label == "Draw the layer “Порт” on both sides"


def test_emptying_the_bin_keeps_the_bytes_of_layers_that_stay(session, map_file):
    copy_layer(session, kind="pmtiles", path=map_file)
    session.run(empty_bin).result()
    assert session.read(check).damage == []
    assert session.read(lambda c: c.execute("SELECT sum(length(data)) FROM chunk").fetchone()) == (5_120_000,)


def test_a_copy_that_is_stopped_leaves_nothing(session, map_file):
    before = all_rows(session)
    assert copy_layer(session, kind="pmtiles", path=map_file, progress=lambda done, total: False) is None
    assert all_rows(session) == before
    assert session.read(lambda c: c.execute("SELECT count(*) FROM blob").fetchone()) == (0,)


def test_a_linked_map_is_taken_into_the_case(session, map_file):
    row_id = session.run(add_layer, kind="pmtiles", path=map_file, name="Порт").result().result["id"]
    assert keep_layer_inside(session, row_id=row_id).label == "Keep the layer “Порт” inside the case"
    assert session.index.layers[row_id].in_case
    with pytest.raises(KnownError, match="inside the case already"):
        keep_layer_inside(session, row_id=row_id)
    refused(session, update_layer, row_id=row_id, path="/maps/other.pmtiles")


@pytest.mark.parametrize("what", ["folder", "nothing", "empty", "link"])
def test_what_is_no_plain_file_is_not_copied(session, tmp_path, map_file, what):
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    elif what == "empty":
        path.touch()
    elif what == "link":
        path.symlink_to(map_file)
    with pytest.raises(KnownError):
        copy_layer(session, kind="pmtiles", path=path)
    assert session.read(lambda c: c.execute("SELECT count(*) FROM blob").fetchone()) == (0,)
    assert not session.index.layers
