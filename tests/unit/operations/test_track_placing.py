"""Many files placed in one step: on a track, or where another one stands."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.case.placement import placement_of
from evidence_board.model.errors import KnownError
from evidence_board.operations.track_placing import TrackPosition, copy_position, place_on_track, position_to_copy


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


def ids(session, *refs):
    return [session.index.by_ref[one] for one in refs]


def camera(session, row_id):
    return session.read(placement_of, row_id).camera


def test_a_track_places_many_in_one_step(session):
    free = [one.id for one in session.index.items.values() if one.latitude is None][:3]
    placed = session.index.by_ref["M-001"]
    before = camera(session, placed)
    file = session.index.by_ref["M-002"]
    positions = [TrackPosition(one, 34.9, 35.8 + at / 100, 25.0, "a to b") for at, one in enumerate([*free, placed])]
    session.run(
        place_on_track, positions=positions, track_name="patrol.gpx", offset_s=-3600.0, track_item_id=file
    ).result()
    for at, one in enumerate(free):
        found = camera(session, one)
        assert (found.source, found.method, found.radius_m) == ("track_match", "track", 25.0)
        assert (found.longitude, found.time_offset_s, found.citations) == (35.8 + at / 100, -3600.0, 1)
    # What the camera itself wrote counts before it.
    assert camera(session, placed).id == before.id
    assert len(session.read(placement_of, placed).positions) > 1
    session.undo().result()
    assert all(camera(session, one) is None for one in free)


def test_nothing_on_the_track_is_told(session):
    with pytest.raises(KnownError, match="No photo is on the track"):
        place_on_track(session, positions=[], track_name="x.gpx")


def test_a_position_is_copied_with_its_radius_and_cites_where_it_comes_from(session):
    source, *others = ids(session, "M-014", "M-002", "M-041")
    copied = position_to_copy(session, item_id=source)
    session.run(copy_position, copied=copied, item_ids=[source, *others]).result()
    for one in others:
        found = camera(session, one)
        assert (found.latitude, found.longitude, found.radius_m) == (34.9051, 35.8684, copied.radius_m)
        assert (found.level, found.bearing_deg, found.citations) == ("unjudged", None, 1)
        assert "M-014" in found.reason
    session.undo().result()
    assert camera(session, others[0]) is None
    with pytest.raises(KnownError, match="stands there already"):
        copy_position(session, copied=copied, item_ids=[source])
    assert position_to_copy(session, item_id=others[0]) is None
