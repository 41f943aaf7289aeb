"""A pin that no zoom can part fans out: with the mouse, with keys, as a list when it is too much."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt

from evidence_board import selection
from evidence_board.operations.positions import place_items
from evidence_board.ui.map.pin_fan import LEAF_PX, MOST, fan_offsets

from .conftest import item, look_at, pin_pixel

LEFT = Qt.MouseButton.LeftButton
HERE = (34.2, 38.1)
#: Wide enough for the largest fan.
WIDE = (800, 460)


@pytest.fixture
def crowded(make_pane, context, qtbot):
    """A function that places so many files at one spot of the desert and looks at it."""

    def crowd(number, size=WIDE, step=0.0):
        pane = make_pane(context, size)
        session = context.session
        ids = list(session.index.items)[:number]
        for at, one in enumerate(ids):
            where = {"latitude": HERE[0] + at * step, "longitude": HERE[1]}
            session.run(place_items, item_ids=[one], **where).result(30)
        qtbot.waitUntil(lambda: all(session.index.items[one].latitude is not None for one in ids), timeout=20_000)
        pane.flush()
        look_at(pane, *HERE, 17)
        pane.flush()
        return pane, ids

    return crowd


def stack_pixel(pane, ids):
    hit = pane.hits.pin_of(ids[0])
    return pane.hits.to_view(hit.x, hit.y).toPoint() - QPoint(0, 26)


def leaf_pixel(pane, row_id):
    return pane.hits.fan.middle(row_id).toPoint()


def chosen(pane):
    return set(pane.context.session.selection.ids)


@pytest.mark.parametrize("number", range(2, MOST + 1))
def test_no_picture_of_a_fan_covers_another_or_the_spot(number):
    places = fan_offsets(number)
    assert len(set(places)) == number
    for at, (x, y) in enumerate(places):
        assert max(abs(x), abs(y)) > LEAF_PX / 2, "the spot stays free"
        for other_x, other_y in places[:at]:
            # The corners of frames are round: what counts is the way between the middles.
            assert max(abs(x - other_x), abs(y - other_y)) > LEAF_PX * 0.72
            assert math.hypot(x - other_x, y - other_y) >= LEAF_PX


def test_a_click_fans_out_and_a_picture_of_it_is_chosen_alone(qtbot, crowded):
    pane, ids = crowded(12)
    qtbot.mouseClick(pane.canvas, LEFT, pos=stack_pixel(pane, ids))
    assert set(pane.hits.fan.ids) == set(ids) == chosen(pane)
    qtbot.mouseClick(pane.canvas, LEFT, pos=leaf_pixel(pane, ids[5]))
    assert chosen(pane) == {ids[5]} and pane.hits.fan is not None
    qtbot.mouseClick(pane.canvas, LEFT, Qt.KeyboardModifier.ControlModifier, pos=leaf_pixel(pane, ids[7]))
    assert chosen(pane) == {ids[5], ids[7]}
    with qtbot.waitSignal(pane.context.requests.preview) as shown:
        qtbot.mouseDClick(pane.canvas, LEFT, pos=leaf_pixel(pane, ids[7]))
    assert shown.args == [ids[7]]
    # The middle of the fan is nothing; the bare map beside it folds it.
    qtbot.mouseClick(pane.canvas, LEFT, pos=pane.hits.fan.spot.toPoint())
    assert pane.hits.fan is not None
    qtbot.mouseClick(pane.canvas, LEFT, pos=QPoint(30, 60))
    assert pane.hits.fan is None and not pane.stage.fan.button.isVisible()


def test_a_double_click_on_the_pin_does_not_zoom_away_from_its_fan(qtbot, crowded):
    pane, ids = crowded(6)
    before, at = pane.camera.zoom, stack_pixel(pane, ids)
    qtbot.mouseClick(pane.canvas, LEFT, pos=at)
    qtbot.mouseDClick(pane.canvas, LEFT, pos=at + QPoint(0, 14))
    assert pane.hits.fan is not None and pane.canvas.camera.target.scale == pytest.approx(256 * 2**before)


def test_with_keys_alone(qtbot, crowded):
    pane, ids = crowded(5)
    pane.canvas.setFocus()
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
    while set(pane._gestures.focused.ids) != set(ids):
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert pane.hits.fan is not None and pane._gestures.focused.ids == (ids[0],)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Left)
    assert pane._gestures.focused.ids == (ids[-1],), "round and round"
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert pane._gestures.focused.ids == (ids[1],)
    assert chosen(pane) == {ids[1]}
    with qtbot.waitSignal(pane.context.requests.preview) as shown:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Space)
    assert shown.args == [ids[1]]
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Escape)
    assert pane.hits.fan is None and set(pane._gestures.focused.ids) == set(ids)


def test_tab_leaves_a_fan_past_its_last_picture(qtbot, crowded):
    pane, ids = crowded(3)
    qtbot.mouseClick(pane.canvas, LEFT, pos=stack_pixel(pane, ids))
    pane.canvas.setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
        seen += pane._gestures.focused.ids
    assert seen == ids
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
    assert pane.hits.fan is None


def test_too_many_for_a_fan_are_a_list(qtbot, crowded):
    pane, ids = crowded(MOST + 1)
    qtbot.mouseClick(pane.canvas, LEFT, pos=stack_pixel(pane, ids))
    assert pane.hits.fan is None
    assert pane.verbs.popover.list.count() == MOST + 1


def test_too_small_a_map_lists_too(qtbot, crowded):
    pane, ids = crowded(20, size=(420, 260))
    qtbot.mouseClick(pane.canvas, LEFT, pos=stack_pixel(pane, ids))
    assert pane.hits.fan is None and pane.verbs.popover.list.count() == 20


def test_photos_a_few_metres_apart_are_fanned_out_too(qtbot, crowded):
    pane, ids = crowded(4, step=0.000005)
    assert pane.hits.pin_of(ids[0]).one_spot
    qtbot.mouseClick(pane.canvas, LEFT, pos=stack_pixel(pane, ids))
    assert set(pane.hits.fan.ids) == set(ids)


def test_at_the_edge_the_map_moves_so_that_the_whole_fan_is_seen(qtbot, crowded):
    pane, ids = crowded(12)
    pane.canvas.camera.pan(pane.canvas.width() / 2 - 40, 0)
    qtbot.mouseClick(pane.canvas, LEFT, pos=stack_pixel(pane, ids))
    qtbot.waitUntil(lambda: not pane.canvas.camera.moving, timeout=10_000)
    assert pane.canvas.rect().contains(pane.hits.fan.box.toAlignedRect())


def test_it_folds_when_something_else_is_selected_or_a_photo_leaves(qtbot, crowded):
    pane, ids = crowded(3)
    session = pane.context.session
    qtbot.mouseClick(pane.canvas, LEFT, pos=stack_pixel(pane, ids))
    session.run(place_items, item_ids=[ids[0]], latitude=HERE[0] + 1, longitude=HERE[1]).result(30)
    qtbot.waitUntil(lambda: session.index.items[ids[0]].latitude != HERE[0], timeout=20_000)
    pane.flush()
    assert set(pane.hits.fan.ids) == set(ids[1:])
    session.select(selection.replace([item(pane, "M-030")]), origin="gallery")
    pane.flush()
    assert pane.hits.fan is None


def test_what_still_parts_is_zoomed_not_fanned(qtbot, pane):
    look_at(pane, 34.9, 35.87, 8)
    qtbot.mouseClick(pane.canvas, LEFT, pos=pin_pixel(pane, "M-014"))
    assert pane.hits.fan is None
