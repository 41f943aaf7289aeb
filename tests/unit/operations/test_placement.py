"""Matched points, lines of sight, sun marks, what was measured, findings of a time, and the place of the camera."""

import math
from contextlib import contextmanager

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, all_rows, undone_and_redone, view

from evidence_board.case.check import check
from evidence_board.case.details import read_item_detail
from evidence_board.case.history import read_history
from evidence_board.case.placement import placement_of, sight_lines
from evidence_board.model.errors import KnownError
from evidence_board.operations.bin import empty_bin
from evidence_board.operations.chronolocating import (
    add_chronolocation,
    remove_chronolocations,
    time_from_chronolocation,
    update_chronolocation,
)
from evidence_board.operations.entities import bin_things
from evidence_board.operations.match_points import (
    add_match_point,
    number_match_points,
    remove_match_points,
    update_match_point,
)
from evidence_board.operations.picture_geometry import clear_picture_geometry, set_picture_geometry
from evidence_board.operations.placing import place_camera
from evidence_board.operations.positions import add_position, update_geotag
from evidence_board.operations.sight_lines import add_sight_line, remove_sight_lines, update_sight_line
from evidence_board.operations.sun_marks import add_sun_mark, remove_sun_marks, update_sun_mark
from evidence_board.ui.history.history_words import entry_words

NAN, INFINITE = math.nan, math.inf
CRANE = {"x": 0.62, "y": 0.25, "name": "crane"}
SHADOW = {"kind": "object_shadow", "points": [(0.1, 0.9), (0.1, 0.4), (0.5, 0.9)]}
TRANSIT = {"kind": "transit", "latitude": 34.9, "longitude": 35.87, "far_latitude": 34.91, "far_longitude": 35.87}
HARBOUR = {"latitude": 34.9051, "longitude": 35.8684}
FOUND = {"method": "sun_both", "result_from": "2015-09-12T15:50", "result_to": "2015-09-12T17:10"}


@pytest.fixture
def session(tmp_path):
    with prepared(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def steady(tmp_path_factory):
    """One case for all that is refused: nothing in it may ever change."""
    with prepared(tmp_path_factory.mktemp("steady")) as opened:
        opened.point = opened.run(add_match_point, item_id=opened.ids[0], **CRANE).result().result["id"]
        yield opened


@contextmanager
def prepared(folder):
    with empty_session(folder) as opened:
        opened.ids = [add_item(opened, f"M-{n:03d}") for n in (14, 15)]
        opened.ids.append(add_item(opened, "V-001", kind="video", duration_s=10.0))
        opened.ids.append(add_item(opened, "D-001", kind="file"))
        opened.renew_index()
        yield opened


def do(session, verb, **values):
    before = all_rows(session)
    changes = session.run(verb, **values).result()
    undone_and_redone(session, before)
    return changes


def refused(session, verb, **values):
    before = all_rows(session)
    with pytest.raises(KnownError) as caught:
        session.run(verb, **values).result()
    assert all_rows(session) == before
    assert "Traceback" not in str(caught.value)
    return str(caught.value)


def of(session, item=0):
    return session.read(placement_of, session.ids[item])


def newest(session):
    """The newest step, as the history tells it."""
    return entry_words(session.read(read_history).entries[0])


# -- matched points ------------------------------------------------------------------------------------


def test_a_point_is_numbered_placed_matched_and_told(session):
    photo, other = session.ids[:2]
    made = session.run(add_match_point, item_id=photo, **CRANE).result().result
    assert (made["number"], newest(session)) == (1, "Matched point 1 of M-014, crane")
    do(session, update_match_point, row_id=made["id"], latitude=34.907, longitude=35.8671)
    twin = {"reference_item_id": other, "reference_x": 0.3, "reference_y": 0.4}
    label = do(session, update_match_point, row_id=made["id"], **twin).label
    assert label == "Match point 1 of M-014, crane in the reference picture"
    (point,) = of(session).points
    assert (point.x, point.y, point.latitude, point.reference_item_id) == (0.62, 0.25, 34.907, other)
    assert point.on_map and point.in_reference and point.used
    do(session, update_match_point, row_id=made["id"], latitude=None, longitude=None)
    do(session, update_match_point, row_id=made["id"], reference_item_id=None)
    do(session, update_match_point, row_id=made["id"], used=False)
    (point,) = of(session).points
    assert not (point.on_map or point.in_reference or point.used)
    assert point.reference_x is None


def test_numbers_stay_small_and_each_stands_once(session):
    photo = session.ids[0]
    ids = [str(do(session, add_match_point, item_id=photo, x=n / 10, y=0.5).result["id"]) for n in range(4)]
    do(session, number_match_points, item_id=photo, row_ids=[ids[2], ids[0]])
    assert [one.id for one in of(session).points] == [ids[2], ids[0], ids[1], ids[3]]
    do(session, remove_match_points, row_ids=[ids[3]])
    assert do(session, add_match_point, item_id=photo, x=0.9, y=0.1).result["number"] == 4
    assert [one.number for one in of(session).points] == [1, 2, 3, 4]
    refused(session, number_match_points, item_id=session.ids[1], row_ids=ids[:1])
    refused(session, remove_match_points, row_ids=[ids[3]])


def test_a_reference_in_the_bin_is_none_and_after_emptying_nothing_leans_on_it(session):
    photo, other = session.ids[:2]
    twin = {"reference_item_id": other, "reference_x": 0.3, "reference_y": 0.4}
    session.run(add_match_point, item_id=photo, **CRANE, **twin).result()
    session.run(add_match_point, item_id=other, **CRANE).result()
    session.run(bin_things, things=[("item", other)]).result()
    assert not of(session).points[0].in_reference
    assert of(session, 1) is None
    session.run(empty_bin).result()
    assert not of(session).points[0].in_reference
    assert session.read(check).damage == []
    assert len(view(session, "v_match_points")) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"x": NAN},
        {"y": INFINITE},
        {"x": 9.0},
        {"x": "0.5"},
        {"x": True},
        {"latitude": 34.9},
        {"latitude": 91.0, "longitude": 0.0},
        {"latitude": NAN, "longitude": 35.0},
        {"latitude": 10**400, "longitude": 35.0},
        {"reference_x": 0.5, "reference_item_id": "no such file"},
        {"name": "x" * 5_000},
        {"name": "a\x00b"},
        {"name": "\ud800"},
        {"note": 7},
        {"frame_s": 3.0},
        {"frame_s": NAN},
    ],
)
def test_a_point_that_is_none_is_refused_in_words(steady, values):
    refused(steady, add_match_point, item_id=steady.ids[0], **{**CRANE, **values})
    refused(steady, update_match_point, row_id=steady.point, **values)


def test_a_slip_over_the_edge_means_the_edge_and_a_video_has_frames(session):
    do(session, add_match_point, item_id=session.ids[2], x=-0.01, y=1.2, frame_s=4.5)
    (point,) = of(session, 2).points
    assert (point.x, point.y, point.frame_s) == (0.0, 1.0, 4.5)
    refused(session, add_match_point, item_id=session.ids[2], x=0.5, y=0.5, frame_s=60.0)
    assert "no picture" in refused(session, add_match_point, item_id=session.ids[3], **CRANE)
    refused(session, update_match_point, row_id=point.id, item_id=session.ids[0])


# -- lines of sight --------------------------------------------------------------------------------------


def test_lines_of_sight_of_a_file_and_of_none(session):
    made = do(session, add_sight_line, item_id=session.ids[0], name="Minaret over crane", **TRANSIT)
    assert made.label == "Draw landmarks in line of M-014, Minaret over crane"
    free = do(session, add_sight_line, kind="bearing", latitude=34.9, longitude=35.9, bearing_deg=-10).result["id"]
    (line,), (alone,) = of(session).lines, session.read(sight_lines)
    assert (line.kind, line.far_latitude, alone.bearing_deg, alone.item_id) == ("transit", 34.91, 350.0, None)
    do(session, update_sight_line, row_id=free, bearing_deg=360.0, error_deg=2.5)
    assert session.read(sight_lines)[0].bearing_deg == 0.0
    do(session, update_sight_line, row_id=line.id, used=False)
    refused(session, update_sight_line, row_id=line.id, far_latitude=None, far_longitude=None)
    refused(session, update_sight_line, row_id=free, bearing_deg=None)
    do(session, remove_sight_lines, row_ids=[line.id, free])
    assert of(session).lines == () == session.read(sight_lines)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "skyline"},
        {"far_latitude": None, "far_longitude": None},
        {"far_latitude": 34.9},
        {"far_longitude": NAN},
        {"kind": "bearing"},
        {"kind": "bearing", "bearing_deg": NAN},
        {"kind": "bearing", "bearing_deg": 4_000.0},
        {"error_deg": -1.0},
        {"item_id": "gone"},
        {"frame_s": 1.0},
    ],
)
def test_a_line_that_is_none_is_refused_in_words(steady, values):
    refused(steady, add_sight_line, **{**TRANSIT, **values})


# -- sun -------------------------------------------------------------------------------------------------


def test_lengths_give_a_ratio_and_a_typed_one_stands(session):
    made = do(session, add_sun_mark, item_id=session.ids[0], object_length=2.0, shadow_length=3.0, **SHADOW)
    assert made.label == "Mark a shadow of M-014 (1)"
    row_id = made.result["id"]
    assert of(session).marks[0].ratio == 1.5
    do(session, update_sun_mark, row_id=row_id, shadow_length=5.0, ratio_error=0.1)
    assert of(session).marks[0].ratio == 2.5
    do(session, update_sun_mark, row_id=row_id, ratio=2.0)
    do(session, update_sun_mark, row_id=row_id, points=[(0.2, 0.9), (0.6, 0.9)])
    mark = of(session).marks[0]
    assert (mark.ratio, mark.points) == (2.0, ((0.2, 0.9), (0.6, 0.9)))
    do(session, remove_sun_marks, row_ids=[row_id])
    assert of(session).marks == ()


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "moonlight"},
        {"points": []},
        {"points": [(0.1, 0.1)]},
        {"points": [(0.1, 0.1)] * 3},
        {"points": [(0.1, NAN), (0.5, 0.5)]},
        {"points": "0.1"},
        {"points": [(0.1, 0.1)] * 100_000},
        {"object_length": 0.0, "shadow_length": 1.0},
        {"object_length": 1e-12, "shadow_length": 1e9},
        {"ratio": -1.0},
        {"ratio": INFINITE},
        {"bearing_deg": NAN},
        {"bearing_error_deg": 270.0},
        {"latitude": 34.9},
    ],
)
def test_a_mark_that_is_none_is_refused_in_words(steady, values):
    refused(steady, add_sun_mark, item_id=steady.ids[0], **{**SHADOW, **values})


# -- what was measured -----------------------------------------------------------------------------------


def test_what_was_measured_is_one_row_that_changes_and_clears(session):
    photo = session.ids[0]
    do(session, set_picture_geometry, item_id=photo, horizon_y=0.5, tilt_deg=-0.4)
    do(session, set_picture_geometry, item_id=photo, fov_deg=52.0, source="exif", cropped="no")
    found = of(session).geometry
    assert (found.horizon_y, found.tilt_deg, found.fov_deg, found.source) == (0.5, -0.4, 52.0, "exif")
    assert len(view(session, "v_picture_geometry")) == 1
    do(session, clear_picture_geometry, item_id=photo)
    assert of(session).geometry is None
    refused(session, clear_picture_geometry, item_id=photo)


@pytest.mark.parametrize(
    "values",
    [{"fov_deg": 0.0}, {"fov_deg": 400.0}, {"horizon_y": NAN}, {"horizon_y": 50.0}, {"cropped": "maybe"}, {"lens": 1}],
)
def test_a_measure_that_is_none_is_refused_in_words(steady, values):
    refused(steady, set_picture_geometry, item_id=steady.ids[0], **values)


# -- when ------------------------------------------------------------------------------------------------


def test_a_finding_becomes_a_time_with_level_and_citations(session):
    photo, other = session.ids[:2]
    mark = session.run(add_sun_mark, item_id=photo, **SHADOW).result().result["id"]
    values = {"zone": "Asia/Damascus", "mark_ids": [mark], "reason": "Тень 68°", "level": "possible", **HARBOUR}
    made = do(session, add_chronolocation, item_id=photo, cites=[("item", other)], **FOUND, **values)
    assert made.label == "Date M-014 by the sun: 2015-09-12 15:50 to 17:10"
    (found,) = of(session).chronolocations
    assert (found.mark_ids, found.moment_id, found.level) == ((mark,), made.result["moment_id"], "possible")
    moment = session.index.items[photo].captured
    assert (moment.precision, moment.utc) == ("range", "2015-09-12T12:50Z")
    (kept,) = session.read(read_item_detail, photo).moments
    assert (kept.method, kept.level, kept.preferred) == ("sun_both", "possible", True)
    assert [(one["claim_kind"], one["cited"]) for one in view(session, "v_citations")] == [("moment", "M-015")]
    session.run(remove_sun_marks, row_ids=[mark]).result()
    assert of(session).chronolocations[0].mark_ids == ()
    do(session, update_chronolocation, row_id=found.id, reason="and a clock")
    do(session, remove_chronolocations, row_ids=[found.id])
    assert session.index.items[photo].captured == moment


def test_a_finding_may_wait_and_become_a_time_later(session):
    photo = session.ids[0]
    days = {"result_from": "2015-09-01", "result_to": "2015-10-15", "method": "vegetation"}
    made = do(session, add_chronolocation, item_id=photo, make_time=False, zone="+03:00", **days)
    assert session.index.items[photo].captured is None
    refused(session, time_from_chronolocation, row_id=made.result["id"])
    do(session, update_chronolocation, row_id=made.result["id"], reason="Leaves")
    do(session, time_from_chronolocation, row_id=made.result["id"], level="doubtful")
    moment = session.index.items[photo].captured
    assert (moment.local, moment.until_local, moment.utc) == ("2015-09-01", "2015-10-15", None)
    assert of(session).chronolocations[0].level == "doubtful"


@pytest.mark.parametrize(
    "values",
    [
        {"method": "guess"},
        {"result_to": "2015-09-12T15:00"},
        {"result_to": "2015-09-12"},
        {"result_from": "12 Sep 2015"},
        {"result_from": "2015-02-31T10:00"},
        {"zone": "Moon/Sea"},
        {"mark_ids": ["no such mark"]},
        {"mark_ids": [str(n) for n in range(10_000)]},
        {"fits": [("2015-09-12T10:00", "2015-09-12T09:00")]},
        {"fits": [("2015-09-12", "2015-09-12")] * 50_000},
        {"date_from": "2016-01-01", "date_to": "2015-01-01"},
        {"latitude": 34.9},
        {"reason": ""},
        {"reason": "x" * 100_000},
        {"cites": [("item", "gone")]},
    ],
)
def test_a_finding_that_is_none_is_refused_in_words(steady, values):
    refused(steady, add_chronolocation, item_id=steady.ids[0], **{**FOUND, "reason": "fits", **values})


# -- where -----------------------------------------------------------------------------------------------


def test_a_camera_is_placed_beside_the_old_values_and_made_better(session):
    photo, other = session.ids[:2]
    values = {"bearing_deg": 341.0, "fov_deg": 52.0, "precision": "vicinity", "reason": "Lighthouse", **HARBOUR}
    first = do(session, place_camera, item_id=photo, cites=[("item", other)], **values).result["id"]
    assert (of(session).camera.radius_m, of(session).camera.citations) == (100.0, 1)
    north = {**values, "latitude": 34.90546, "row_id": first}
    assert do(session, place_camera, item_id=photo, **north).label == "Move M-014 40 m north"
    session.run(place_camera, item_id=photo, **{**north, "bearing_deg": 348.0}).result()
    assert newest(session) == "Turned M-014 from 341° to 348°"
    second = do(session, place_camera, item_id=photo, **{**values, "latitude": 35.0}).result["id"]
    found = of(session)
    assert (found.camera.id, [one.id for one in found.positions]) == (second, [second, first])
    row = session.index.items[photo]
    assert (row.latitude, row.bearing_deg, row.fov_deg) == (35.0, 341.0, 52.0)
    # Refining an old one lets it count again.
    do(session, place_camera, item_id=photo, **{**north, "bearing_deg": 348.0})
    assert of(session).camera.id == first


def test_a_level_above_what_is_cited_needs_a_reason(session):
    photo, other = session.ids[:2]
    refused(session, place_camera, item_id=photo, level="confirmed", cites=[("item", other)], **HARBOUR)
    do(session, place_camera, item_id=photo, level="confirmed", reason="two", cites=[("item", other)], **HARBOUR)
    assert of(session).camera.level == "confirmed"


def test_what_is_known_before_the_place_is_kept_and_becomes_the_position(session):
    photo = session.ids[0]
    noted = do(session, place_camera, item_id=photo, bearing_deg=90.0, reason="Sun behind", own=True)
    assert noted.label == "Note what is known of M-014"
    assert of(session).camera is None
    assert session.index.items[photo].latitude is None
    placed = do(session, place_camera, item_id=photo, bearing_deg=90.0, reason="Sun behind", own=True, **HARBOUR)
    assert placed.label == "Place M-014"
    assert placed.result["id"] == noted.result["id"]
    found = of(session)
    assert (found.camera.bearing_deg, found.camera.reason, len(found.positions)) == (90.0, "Sun behind", 1)
    refused(session, place_camera, item_id=photo, bearing_deg=90.0, own=True)


def test_what_was_noted_is_taken_back_when_nothing_is_left(session):
    photo = session.ids[0]
    refused(session, place_camera, item_id=photo, own=True)
    do(session, place_camera, item_id=photo, level="possible", own=True)
    back = do(session, place_camera, item_id=photo, own=True)
    assert back.label == "Take back what was noted of the position of M-014"
    assert of(session).positions == ()


def test_a_place_in_words_counts_and_a_direction_alone_does_not(session):
    photo = session.ids[0]
    do(session, place_camera, item_id=photo, bearing_deg=10.0, own=True)
    assert not of(session).positions[0].preferred
    do(session, place_camera, item_id=photo, bearing_deg=10.0, place_text="Латакия, порт", own=True)
    assert [(one.preferred, one.place_text) for one in of(session).positions] == [(True, "Латакия, порт")]


def test_own_leaves_what_others_said_and_an_answer_alone(session):
    photo = session.ids[0]
    do(session, add_position, item_ids=[photo], source="device_exif", **HARBOUR)
    do(session, place_camera, item_id=photo, latitude=35.0, longitude=35.9, own=True)
    first = of(session).camera.id
    do(session, place_camera, item_id=photo, latitude=35.1, longitude=35.9, own=True)
    assert (of(session).camera.id, len(of(session).positions)) == (first, 2)


def test_only_a_point_of_an_analyst_is_made_better(session):
    photo = session.ids[0]
    mine = session.run(place_camera, item_id=photo, **HARBOUR).result().result["id"]
    refused(session, place_camera, item_id=session.ids[1], row_id=mine, **HARBOUR)
    refused(session, place_camera, item_id=photo, row_id="gone", **HARBOUR)
    refused(session, place_camera, item_id=photo, row_id=mine, role="subject", **HARBOUR)
    refused(session, place_camera, item_id=photo, location_id="gone", **HARBOUR)


@pytest.mark.parametrize(
    "values",
    [
        {"latitude": NAN},
        {"longitude": 200.0},
        {"radius_m": -1.0},
        {"radius_m": INFINITE},
        {"bearing_deg": NAN},
        {"bearing_error_deg": -1.0},
        {"fov_deg": 0.0},
        {"fov_error_deg": NAN},
        {"precision": "about"},
        {"method": "magic"},
        {"role": "moon"},
        {"area": "{}"},
        {"area": '{"type":"Polygon","coordinates":[[[0,0],[0,1e999],[1,1],[0,0]]]}'},
        {"time_offset_s": INFINITE},
        {"reason": "\x00"},
    ],
)
def test_a_position_that_is_none_is_refused_in_words(steady, values):
    refused(steady, place_camera, item_id=steady.ids[0], **{**HARBOUR, **values})


def test_numbers_of_a_position_are_checked_when_edited_too(session):
    row_id = session.run(place_camera, item_id=session.ids[0], **HARBOUR).result().result["id"]
    refused(session, update_geotag, row_id=row_id, bearing_deg=NAN)
    refused(session, update_geotag, row_id=row_id, fov_deg=-3.0)
    do(session, update_geotag, row_id=row_id, bearing_deg=370.0 - 360.0, fov_error_deg=2.0)
    assert of(session).camera.fov_error_deg == 2.0
