"""The desk: what is placed is read, changed and saved step by step, and what stood there before stays."""

import pytest

from evidence_board.case.placement import placement_of
from evidence_board.case.replay import steps
from evidence_board.ui.geolocate.desk import PlacementDesk


@pytest.fixture
def desk(context):
    return PlacementDesk(context)


def open_item(qtbot, desk, ref):
    """Show a file of the practice case and wait until it is known what is saved about it."""
    desk.show_item(desk.context.session.index.by_ref[ref])
    qtbot.waitUntil(lambda: desk.placement is not None and desk.placement.item_id == desk.item_id, timeout=10_000)


def saved(desk):
    """What the case holds about the item now."""
    return desk.context.session.read(placement_of, desk.item_id)


def settled(qtbot, desk):
    """Wait until the screen shows what the case holds."""
    qtbot.waitUntil(lambda: desk.is_saved and desk.context.jobs.is_idle, timeout=10_000)


def waiting(desk):
    """A picture without a position."""
    rows = desk.context.session.index.items.values()
    return next(row.ref for row in rows if row.latitude is None and row.kind == "photo")


def test_reads_what_is_saved(qtbot, desk):
    open_item(qtbot, desk, "M-014")
    assert desk.draft.point == pytest.approx((34.9051, 35.8684))
    assert (desk.draft.radius_m, desk.draft.bearing_deg, desk.draft.fov_deg) == (120.0, 348.0, 52.0)
    assert desk.draft.level == "probable"
    assert desk.is_saved
    assert desk.context.session.selection.current == desk.item_id


def test_places_what_had_no_position_as_one_step(qtbot, desk):
    open_item(qtbot, desk, waiting(desk))
    before = len(desk.context.session.read(steps))
    desk.set(latitude=34.9, longitude=35.87, radius_m=100.0, precision="vicinity")
    settled(qtbot, desk)
    camera = saved(desk).camera
    assert (camera.latitude, camera.longitude, camera.radius_m) == (34.9, 35.87, 100.0)
    assert (camera.source, camera.method, camera.precision) == ("analyst", "visual_match", "vicinity")
    assert len(desk.context.session.read(steps)) == before + 1


def test_moves_with_the_mouse_are_one_step(qtbot, desk):
    open_item(qtbot, desk, "M-014")
    before = len(desk.context.session.read(steps))
    for number in range(20):
        desk.edit(latitude=34.9051 + number / 10_000)
    assert not desk.is_saved
    desk.commit()
    settled(qtbot, desk)
    assert len(desk.context.session.read(steps)) == before + 1
    assert saved(desk).camera.latitude == pytest.approx(34.907)


def test_a_better_value_keeps_its_ref_and_undo_brings_back_the_old_one(qtbot, desk):
    open_item(qtbot, desk, "M-014")
    ref = saved(desk).camera.ref
    desk.set(bearing_deg=341.0)
    settled(qtbot, desk)
    assert (saved(desk).camera.ref, saved(desk).camera.bearing_deg) == (ref, 341.0)
    desk.context.session.undo().result()
    qtbot.waitUntil(lambda: desk.draft.bearing_deg == 348.0, timeout=10_000)
    assert saved(desk).camera.bearing_deg == 348.0


def test_the_position_in_the_file_stays_beside_that_of_the_analyst(qtbot, desk):
    rows = desk.context.session.index.items.values()
    ref = next(row.ref for row in rows if row.latitude is not None and row.geotag_source != "analyst")
    open_item(qtbot, desk, ref)
    before = {one.id: (one.latitude, one.longitude) for one in saved(desk).positions}
    desk.set(latitude=34.5, longitude=35.9)
    settled(qtbot, desk)
    after = {one.id: (one.latitude, one.longitude) for one in saved(desk).positions}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1
    assert saved(desk).camera.source == "analyst"


def test_two_changes_at_once_make_one_position(qtbot, desk):
    open_item(qtbot, desk, waiting(desk))
    desk.set(latitude=34.9, longitude=35.87)
    desk.set(bearing_deg=90.0)
    settled(qtbot, desk)
    positions = [one for one in saved(desk).positions if one.role == "camera" and one.source == "analyst"]
    assert [(one.latitude, one.bearing_deg) for one in positions if one.preferred] == [(34.9, 90.0)]
    assert sum(one.latitude == 34.9 for one in positions) == 1


def test_what_is_known_without_a_position_is_saved_and_becomes_the_position(qtbot, desk):
    open_item(qtbot, desk, waiting(desk))
    desk.set(bearing_deg=90.0, reason="The sign names the street")
    settled(qtbot, desk)
    assert saved(desk).camera is None
    open_item(qtbot, desk, "M-014")
    open_item(qtbot, desk, waiting(desk))
    assert (desk.draft.bearing_deg, desk.draft.reason) == (90.0, "The sign names the street")
    desk.set(latitude=34.9, longitude=35.87)
    settled(qtbot, desk)
    assert saved(desk).camera.bearing_deg == 90.0
    assert saved(desk).camera.reason == "The sign names the street"
    assert sum(one.source == "analyst" for one in saved(desk).positions) == 1


def test_what_was_changed_just_before_another_file_is_saved_all_the_same(qtbot, desk):
    session = desk.context.session
    first, other = (session.index.by_ref[ref] for ref in (waiting(desk), "M-014"))
    desk.show_item(first)
    # Nothing is known of it yet, and nobody waits.
    desk.place(34.9, 35.87, near_m=20.0)
    desk.set_level("possible")
    desk.set_reason("The pier")
    desk.show_item(other)
    desk.set(bearing_deg=10.0)
    desk.set(fov_deg=30.0)
    desk.show_item("")
    qtbot.waitUntil(lambda: desk.context.jobs.is_idle, timeout=10_000)
    qtbot.waitUntil(lambda: session.read(placement_of, first).camera is not None, timeout=10_000)
    found, of_other = session.read(placement_of, first).camera, session.read(placement_of, other).camera
    assert (found.latitude, found.level, found.reason, found.radius_m) == (34.9, "possible", "The pier", 100.0)
    assert (of_other.bearing_deg, of_other.fov_deg, of_other.radius_m) == (10.0, 30.0, 120.0)


def test_what_was_changed_just_before_the_case_is_closed_is_saved(qtbot, desk):
    session = desk.context.session
    first = session.index.by_ref[waiting(desk)]
    desk.show_item(first)
    desk.set(reason="Seen from the ferry")
    desk.finish()
    qtbot.waitUntil(lambda: bool(session.read(placement_of, first).positions), timeout=10_000)
    assert session.read(placement_of, first).positions[0].reason == "Seen from the ferry"


def test_a_point_set_by_hand_is_as_near_as_a_hand_on_this_map(qtbot, desk):
    open_item(qtbot, desk, waiting(desk))
    desk.place(34.9, 35.87, near_m=750.0)
    settled(qtbot, desk)
    assert (saved(desk).camera.radius_m, saved(desk).camera.precision) == (1_000.0, "locality")
    # What is known is kept.
    open_item(qtbot, desk, "M-014")
    desk.place(34.91, 35.87, near_m=750.0)
    settled(qtbot, desk)
    assert (saved(desk).camera.radius_m, saved(desk).camera.precision) == (120.0, None)


def test_a_level_above_the_evidence_waits_for_its_reason(qtbot, desk):
    open_item(qtbot, desk, waiting(desk))
    desk.set(latitude=34.9, longitude=35.87)
    settled(qtbot, desk)
    with qtbot.waitSignal(desk.reason_needed, timeout=10_000):
        desk.set_level("confirmed")
    assert desk.wanted_level == "confirmed"
    assert saved(desk).camera.level == "unjudged"
    desk.set_reason("Two signs and the skyline")
    settled(qtbot, desk)
    assert (saved(desk).camera.level, saved(desk).camera.reason) == ("confirmed", "Two signs and the skyline")


def test_what_was_typed_is_saved_when_another_item_is_taken(qtbot, desk):
    open_item(qtbot, desk, "M-014")
    item_id = desk.item_id
    desk.edit(radius_m=55.0)
    open_item(qtbot, desk, "M-002")
    assert desk.context.session.read(placement_of, item_id).camera.radius_m == 55.0


def test_a_drop_waits_until_it_is_known_what_is_saved(qtbot, desk):
    ref = waiting(desk)
    desk.show_item(desk.context.session.index.by_ref[ref])
    desk.place(34.91, 35.86, near_m=40.0)
    qtbot.waitUntil(lambda: saved(desk).camera is not None, timeout=10_000)
    assert (saved(desk).camera.latitude, saved(desk).camera.longitude) == (34.91, 35.86)


def test_taking_a_tool_twice_puts_it_down(desk):
    said = []
    desk.tool_changed.connect(said.append)
    desk.take_tool("place")
    desk.take_tool("place")
    assert said == ["place", ""]
