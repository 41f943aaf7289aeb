"""Conflicts follow every change: found at opening, after an edit, after undo, in the window's thread and inline."""

import threading

import pytest
from tests.factories.cases import empty_session, practice_session
from tests.factories.conflicts import TARTUS, add_photo

from evidence_board.analysis.conflicts import all_conflicts
from evidence_board.case.conflict_facts import read_conflict_facts
from evidence_board.events import ImportChanged, IndexChanged
from evidence_board.operations.conflict_answers import answer_conflict, apply_remedy, reopen_conflict
from evidence_board.operations.display_zone import set_display_zone
from evidence_board.operations.entities import bin_things
from evidence_board.operations.positions import add_position, place_items
from evidence_board.session import open_session

STAMP = "2015-09-18T07:05:00Z"


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as made:
        yield made


def conflicts(session, row_id):
    return session.index.observations.conflicts_of(row_id)


def one(session, row_id):
    (found,) = conflicts(session, row_id)
    return found


def as_from_nothing(session):
    """What a look at everything would find now."""
    return all_conflicts(session.read(read_conflict_facts))


def late(session, ref="M-1", **more):
    return add_photo(session, ref, taken="2015-09-18T07:05:00+03:00", at=TARTUS, stamp=STAMP, **more)


def test_a_new_file_is_looked_at_at_once_and_after_opening_again(session, tmp_path):
    item = late(session)
    assert one(session, item).title == "Camera clock is 3 h behind GPS time"
    assert session.index.observations.complete and session.index.observations.open_conflicts(item) == 1
    path = session.case.path
    session.close()
    again = open_session(path, actor="tester", read_only=True)
    assert one(again, item).is_open
    again.close()


def test_the_practice_case_has_no_open_conflict_beside_what_it_is_made_to_have(tmp_path):
    with practice_session(tmp_path) as session:
        assert session.index.observations.complete
        for row_id, rows in session.index.observations.conflicts.items():
            for found in rows:
                known = found.code in ("position_flipped", "positions_apart")
                assert known or found.state == "note", (row_id, found)


def test_gps_time_in_one_step(session):
    item = late(session)
    conflict = one(session, item)
    session.run(apply_remedy, conflict=conflict, remedy=conflict.remedies[0]).result()
    captured = session.index.items[item].captured
    assert captured is not None and (captured.utc, captured.local) == (STAMP, "2015-09-18T10:05:00")
    assert (one(session, item).state, one(session, item).note) == ("corrected", "Use GPS time")
    session.undo().result()
    assert one(session, item).is_open and session.index.items[item].captured.local == "2015-09-18T07:05:00"
    session.redo().result()
    assert one(session, item).state == "corrected"


def test_the_clock_of_the_camera_in_one_step_for_all_its_photos(session):
    first, second = late(session), late(session, "M-2")
    conflict = one(session, first)
    correct = next(remedy for remedy in conflict.remedies if remedy.verb == "correct_clock")
    session.run(apply_remedy, conflict=conflict, remedy=correct).result()
    assert {session.index.items[each].captured.utc for each in (first, second)} == {STAMP}
    assert one(session, first).answer_id is not None and one(session, second).state == "corrected"
    session.undo().result()
    assert one(session, first).is_open and one(session, second).is_open


def test_widen_and_prefer(session):
    item = add_photo(session, "M-1", at=TARTUS, tag=(35.28, 35.87, 5_000.0))
    conflict = one(session, item)
    assert (conflict.code, conflict.title) == ("positions_apart", "Platform tag is 42 km from GPS")
    prefer, keep, widen = conflict.remedies
    assert [each.verb for each in (prefer, keep, widen)] == ["prefer_position", "keep", "widen"]
    session.run(apply_remedy, conflict=conflict, remedy=widen).result()
    assert one(session, item).state == "corrected"
    session.undo().result()
    assert one(session, item).is_open
    session.run(apply_remedy, conflict=one(session, item), remedy=prefer).result()
    assert session.index.items[item].geotag_source == "platform_tag"
    assert one(session, item).state == "corrected"
    session.undo().result()
    session.run(apply_remedy, conflict=one(session, item), remedy=keep).result()
    assert (one(session, item).state, one(session, item).note) == ("explained", "Keep both")


def test_a_turned_sign(session):
    item = add_photo(session, "M-1", at=(34.9, -35.87), tag=(34.9, 35.87, 5_000.0))
    conflict = one(session, item)
    assert conflict.code == "position_flipped"
    session.run(apply_remedy, conflict=conflict, remedy=conflict.remedies[0]).result()
    row = session.index.items[item]
    assert (row.latitude, row.longitude) == (34.9, 35.87)
    assert not session.index.observations.open_conflicts(item)


def test_an_answer_is_taken_back_and_comes_back_when_values_change(session):
    item = add_photo(session, "M-1", at=TARTUS, tag=(35.28, 35.87, 5_000.0))
    session.run(answer_conflict, conflict=one(session, item), state="ignored").result()
    assert one(session, item).state == "ignored"
    session.run(reopen_conflict, conflict=one(session, item)).result()
    assert one(session, item).is_open
    session.run(answer_conflict, conflict=one(session, item), state="explained", note="Tagged at home").result()
    session.run(add_position, item_ids=[item], latitude=33.5, longitude=36.3, source="platform_tag").result()
    assert [each.state for each in conflicts(session, item)] == ["open", "explained"]
    # Who places a file by hand has seen what the camera wrote; what a platform says is a claim of its own.
    session.run(place_items, item_ids=[item], latitude=33.5, longitude=36.3, radius_m=100.0).result()
    states = {each.values[1][0]: each.state for each in conflicts(session, item) if each.code == "positions_apart"}
    assert states["GPS"] == "corrected" and states["Platform tag"] == "open"


def test_speed_between_files_follows_both(session):
    first = add_photo(session, "M-1", taken="2015-09-18T10:05:00+03:00", at=TARTUS)
    second = add_photo(session, "M-2", taken="2015-09-18T10:35:00+03:00", at=(55.75, 37.62))
    assert one(session, second).code == "speed_camera" and one(session, second).others == (first,)
    session.run(bin_things, things=[("item", first)]).result()
    assert conflicts(session, second) == ()
    session.undo().result()
    assert one(session, second).code == "speed_camera"
    session.run(place_items, item_ids=[second], latitude=34.9, longitude=35.9).result()
    assert "speed_camera" not in [each.code for each in conflicts(session, second)]
    assert session.index.observations.conflicts == as_from_nothing(session)


def test_the_zone_of_the_case_tells_how_far_the_clock_is_off(session):
    item = add_photo(session, "M-1", taken="2015-09-18T07:05:00", at=TARTUS, stamp=STAMP)
    assert "about 2 h" in one(session, item).title
    session.run(set_display_zone, zone="Asia/Damascus").result()
    assert one(session, item).title == "Camera clock is 3 h behind GPS time"


def test_while_an_import_runs_nothing_is_looked_at(session):
    session.hub.emit(ImportChanged("running"))
    item = late(session)
    assert conflicts(session, item) == ()
    session.hub.emit(ImportChanged("done"))
    assert one(session, item).code == "clock_gps"


def test_behind_the_window_the_index_comes_first(tmp_path):
    with empty_session(tmp_path, threaded=True) as session:
        seen, ready = [], threading.Event()

        def look(_):
            seen.append((len(session.index.items), len(session.index.observations.conflicts)))
            if seen[-1][1]:
                ready.set()

        session.hub.add(IndexChanged, look)
        session.on_writer(lambda: late(session)).result()
        assert ready.wait(30)
        assert (1, 0) in seen and seen[-1] == (1, 1)
