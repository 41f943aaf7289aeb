"""The tables of places, hours and the map: checked row by row, backed up, repaired, and read from bad values."""

import random
import shutil
import sqlite3

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item

from evidence_board.case import known_cases
from evidence_board.case.check import check
from evidence_board.case.connect import connect_reader
from evidence_board.case.inspect_schema import schema_of
from evidence_board.case.placement import placement_of
from evidence_board.case.repair import repair
from evidence_board.case.schema import RECORDED
from evidence_board.case.schema_v3 import RECORDED as NEW
from evidence_board.model.errors import KnownError
from evidence_board.operations.backups import backups_beside, copy_whole, make_backup, restore_into
from evidence_board.operations.chronolocating import add_chronolocation
from evidence_board.operations.drawings import add_drawing
from evidence_board.operations.layer_copying import copy_layer
from evidence_board.operations.map_layers import add_layer
from evidence_board.operations.match_points import add_match_point
from evidence_board.operations.picture_geometry import set_picture_geometry
from evidence_board.operations.placing import place_camera
from evidence_board.operations.sight_lines import add_sight_line
from evidence_board.operations.sun_marks import add_sun_mark
from evidence_board.session import open_session

HARBOUR = {"latitude": 34.9051, "longitude": 35.8684}
PAGE = 16384


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A closed case with a row in each of the tables, and a map inside; never changed."""
    folder = tmp_path_factory.mktemp("placed")
    with empty_session(folder) as session:
        photo, other = add_item(session, "M-014"), add_item(session, "M-015")

        def do(verb, **values):
            return session.run(verb, **values).result().result

        twin = {"reference_item_id": other, "reference_x": 0.25, "reference_y": 0.5}
        do(add_match_point, item_id=photo, x=0.5, y=0.25, name="Маяк", **HARBOUR, **twin)
        do(add_sight_line, item_id=photo, kind="bearing", bearing_deg=348.0, **HARBOUR)
        mark = do(add_sun_mark, item_id=photo, kind="light", points=[(0.1, 0.1), (0.4, 0.3)])["id"]
        do(set_picture_geometry, item_id=photo, horizon_y=0.5, fov_deg=52.0)
        do(place_camera, item_id=photo, fov_deg=52.0, fov_error_deg=1.5, reason="Lighthouse", **HARBOUR)
        span = {"result_from": "2015-09-12T15:50", "result_to": "2015-09-12T17:10", "reason": "тень"}
        do(add_chronolocation, item_id=photo, method="sun_azimuth", mark_ids=[mark], zone="+03:00", **span)
        do(add_drawing, kind="point", geometry={"type": "Point", "coordinates": [35.87, 34.9]}, name="مرفأ")
        do(add_layer, kind="gpx", path="/maps/track.gpx")
        (folder / "map.tif").write_bytes(b"II*\0" * 5_000)
        copy_layer(session, kind="geotiff", path=folder / "map.tif")
        make_backup(session)
        path = session.case.path
    return path


@pytest.fixture
def case(made, tmp_path):
    path = tmp_path / "case.evidence"
    shutil.copy(made, path)
    known_cases.remember(path)
    return path


def report_of(path):
    connection = connect_reader(path)
    try:
        return check(connection)
    finally:
        connection.close()


def look(path, sql):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def forge(path, sql, *parameters):
    connection = sqlite3.connect(path)
    connection.execute(sql, parameters)
    connection.commit()
    connection.close()


def test_every_new_table_is_recorded_sealed_and_filled(made):
    assert set(NEW) <= set(RECORDED)
    assert report_of(made).ok, report_of(made).damage
    for table in NEW:
        assert look(made, f"SELECT count(*) FROM {table}")[0][0] > 0, table
        assert f"table {table}" in schema_of(3)
        assert f"table {table}" not in schema_of(2)


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE match_point SET x = x + 1e-6", "match_point of M-014"),
        ("UPDATE sight_line SET bearing_deg = 349", "sight_line of M-014"),
        ("UPDATE sun_mark SET points = '[]'", "sun_mark of M-014"),
        ("UPDATE chronolocation SET result_to = '2015-09-12T18:10'", "chronolocation of M-014"),
        ("UPDATE picture_geometry SET fov_deg = 53", "picture_geometry of M-014"),
        ("UPDATE geotag SET fov_error_deg = 0.1", "G-001 (geotag)"),
        ("UPDATE map_drawing SET note = 'x'", "map_drawing"),
        ("UPDATE map_layer SET path = '/other' WHERE blob_id IS NULL", "map_layer"),
        ("DELETE FROM map_drawing", "map_drawing"),
        ("UPDATE chunk SET data = zeroblob(length(data))", "layer map.tif"),
    ],
)
def test_a_change_from_outside_is_named(case, sql, named):
    forge(case, sql)
    assert any(named in one.name for one in report_of(case).damage), report_of(case).damage


def test_flipped_bits_in_the_new_tables_are_found(case):
    raw = case.read_bytes()
    roots = [row[0] for row in look(case, f"SELECT rootpage FROM sqlite_master WHERE name IN {NEW} AND type = 'table'")]
    dice = random.Random(3)
    for page in roots:
        start = (page - 1) * PAGE
        used = [at for at in range(start, start + PAGE) if raw[at]]
        for at in dice.sample(used, 6):
            bad = bytearray(raw)
            bad[at] ^= 1 << dice.randrange(8)
            case.write_bytes(bad)
            try:
                found = bool(report_of(case).damage)
            except (KnownError, sqlite3.DatabaseError):
                found = True
            # Bytes of the page's own account of free room carry no value.
            assert found or _same_rows(case, raw), f"page {page}, byte {at - start}"


def _same_rows(case, raw):
    def rows(path):
        return [look(path, f"SELECT * FROM {table}") for table in NEW]

    sound = case.with_name("sound.evidence")
    sound.write_bytes(raw)
    return rows(case) == rows(sound)


def test_the_repair_keeps_every_row_and_the_map_inside(case):
    target = case.with_name("repaired.evidence")
    report = repair(case, target, actor="me")
    assert report.whole, report.lost
    assert report_of(target).ok
    for table in (*NEW, "geotag", "chunk"):
        assert look(target, f"SELECT * FROM {table} ORDER BY 1, 2") == look(
            case, f"SELECT * FROM {table} ORDER BY 1, 2"
        )


def test_a_backup_and_a_full_copy_hold_every_row(made, case, tmp_path):
    (backup,) = backups_beside(made)
    restored = tmp_path / "restored.evidence"
    restore_into(backup.path, made, restored, actor="me", progress=lambda done, total: True)
    session = open_session(case, actor="me", read_only=True)
    whole = copy_whole(session, tmp_path / "whole.evidence", progress=lambda done, total: True)
    session.close()
    for path in (restored, whole):
        assert report_of(path).ok, report_of(path).damage
        for table in (*NEW, "chunk"):
            assert look(path, f"SELECT * FROM {table}") == look(made, f"SELECT * FROM {table}"), table


def test_a_repair_without_a_reference_picture_keeps_the_point_and_the_drawing_about_it(case):
    forge(case, "UPDATE map_drawing SET target_kind = 'item', target_id = (SELECT id FROM item WHERE ref = 'M-015')")
    forge(case, "DELETE FROM item WHERE ref = 'M-015'")
    target = case.with_name("repaired.evidence")
    repair(case, target, actor="me")
    assert look(target, "SELECT name, target_kind, target_id FROM map_drawing") == [("مرفأ", None, None)]
    assert look(target, "SELECT name, reference_item_id FROM match_point") == [("Маяк", None)]
    assert look(target, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("text", ["[" * 50_000, '[[1,"x"],[null,2],7]', "{}", "no json", '[["a","b"]]'])
def test_values_that_somebody_broke_are_read_as_far_as_they_make_sense(case, text):
    forge(case, "UPDATE sun_mark SET points = ?", text)
    forge(case, "UPDATE chronolocation SET marks = ?, fits = ?", text, text)
    session = open_session(case, actor="me", read_only=True)
    (photo,) = (row.id for row in session.index.items.values() if row.ref == "M-014")
    found = session.read(placement_of, photo)
    session.close()
    assert found.marks[0].points == ()
    assert found.chronolocations[0].mark_ids == ()
