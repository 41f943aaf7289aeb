"""The timeline strip with real mouse and key events over the practice case."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtGui import Qt as TextNames
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from tests.factories.big import big_index
from tests.ui.timeline.conftest import event_spot, id_of, spot_at, spot_of

from evidence_board.events import HoverChanged
from evidence_board.filters import Filter, InTime, KindIs, TimeSpan
from evidence_board.operations.moments import set_moment
from evidence_board.selection import Selection
from evidence_board.selection import replace as select_only
from evidence_board.ui.timeline.time_axis import seconds_at

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key


def at(*clock):
    return seconds_at(datetime(2015, *clock))


def click(qtbot, pane, spot, modifier=NONE):
    qtbot.mouseClick(pane.view, LEFT, modifier, spot)


def drag(qtbot, pane, start, end, button=LEFT):
    qtbot.mousePress(pane.view, button, NONE, start)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(pane.view, start + (end - start) * part)
    qtbot.mouseRelease(pane.view, button, NONE, end)


def press(qtbot, pane, key, modifier=NONE):
    qtbot.keyClick(pane.view, key, modifier)


def selected(pane):
    session = pane.context.session
    return [session.index.label_of(one) if one in session.index.items else one for one in session.selection.ids]


def span(pane):
    time = pane.context.session.filter.part(InTime)
    return None if time is None else (time.span.start, time.span.end)


def brush_september(qtbot, pane):
    drag(qtbot, pane, spot_at(pane, datetime(2015, 9, 6, 3)), spot_at(pane, datetime(2015, 9, 20, 20)))


def picture(pane):
    """The strip as it is once the painter thread has caught up."""
    for _ in range(1000):
        if pane.view.is_sharp:
            break
        QTest.qWait(5)
    assert pane.view.is_sharp
    return pane.view.grab().toImage()


def colour(pane, x, y):
    return picture(pane).pixelColor(x, y).name()


# -- what is shown ---------------------------------------------------------------------------------------


def test_the_first_view_is_where_the_dates_are_and_says_what_lies_beyond(pane):
    assert pane.camera.span == pytest.approx((at(9, 1), at(11, 1)))
    # Three photos of 2010 and 2013 do not press the others into one column.
    assert pane.labels.hint == "3 dates earlier"
    assert pane.header.note == "each square is one file"


def test_every_dated_file_has_its_square(pane):
    session = pane.context.session
    taken = [item for item in session.index.items.values() if item.captured]
    posted = [item for item in session.index.items.values() if item.posted]
    assert set(pane.content.data.taken.ids) == {item.id for item in taken}
    assert set(pane.content.data.posted.ids) == {item.id for item in posted}
    spot = spot_of(pane, "M-023")
    assert colour(pane, spot.x(), spot.y()) == pane.context.theme.color("media").name()


def test_the_empty_strip_says_how_dates_come(show_pane, empty_context):
    pane = show_pane(empty_context)
    words = "Dates appear here as files are read. Drag across them to filter every pane."
    assert any(label.isVisible() and label.text() == words for label in pane.findChildren(type(pane._empty)))
    assert not pane.view.isVisible() and not pane.header.zoom_in.isVisible()
    assert pane.header.note == ""


def test_a_new_date_moves_the_square(pane, qtbot):
    session, item_id = pane.context.session, id_of(pane, "M-024")
    assert item_id not in pane.content.data.taken.ids
    session.run(set_moment, targets=[("item", item_id)], role="captured", text="2015-10-20 12:00").result()
    pane.flush()
    assert pane.content.data.when[item_id] == at(10, 20, 12)
    click(qtbot, pane, spot_of(pane, "M-024"))
    assert selected(pane) == ["M-024"]


# -- choosing --------------------------------------------------------------------------------------------


def test_a_click_selects_the_file_in_both_rows(qtbot, pane):
    click(qtbot, pane, spot_of(pane, "M-013"))
    assert selected(pane) == ["M-013"]
    click(qtbot, pane, spot_of(pane, "M-016", "posted"))
    assert selected(pane) == ["M-016"]


def test_ctrl_toggles_shift_extends_and_alt_takes_the_day(qtbot, pane):
    click(qtbot, pane, spot_of(pane, "M-013"))
    click(qtbot, pane, spot_of(pane, "M-017"), CTRL)
    assert selected(pane) == ["M-013", "M-017"]
    click(qtbot, pane, spot_of(pane, "M-013"), CTRL)
    assert selected(pane) == ["M-017"]
    click(qtbot, pane, spot_of(pane, "M-017"))
    click(qtbot, pane, spot_of(pane, "M-020"), SHIFT)
    assert selected(pane) == ["M-017", "M-041", "M-018", "M-019", "M-034", "M-020"]
    click(qtbot, pane, spot_of(pane, "M-009"), ALT)
    assert set(selected(pane)) == {"V-001", "M-011", "M-009", "M-010"}
    assert pane.context.session.selection.current == id_of(pane, "M-009")


def test_a_click_beside_the_marks_selects_nothing(qtbot, pane):
    click(qtbot, pane, spot_of(pane, "M-013"))
    click(qtbot, pane, spot_at(pane, datetime(2015, 10, 25)))
    assert selected(pane) == []


def test_events_are_chosen_by_diamond_and_by_name(qtbot, pane):
    click(qtbot, pane, event_spot(pane, "T-01"))
    assert pane.context.session.selection.current == id_of(pane, "T-01")
    click(qtbot, pane, event_spot(pane, "T-05") + QPoint(40, 0))
    assert pane.context.session.selection.current == id_of(pane, "T-05")


def test_a_double_click_on_a_file_opens_it(qtbot, pane):
    with qtbot.waitSignal(pane.context.requests.preview) as opened:
        qtbot.mouseDClick(pane.view, LEFT, NONE, spot_of(pane, "M-013"))
    assert opened.args == [id_of(pane, "M-013")]


def test_both_dates_of_the_selected_file_stand_out(qtbot, pane):
    accent = pane.context.theme.color("accent").name()
    spot = spot_of(pane, "M-014")
    assert colour(pane, spot.x(), spot.y()) != accent
    pane.context.session.select(select_only([id_of(pane, "M-014")]), origin="gallery")
    pane.flush()
    assert colour(pane, spot.x(), spot.y()) == accent
    # The elbow runs along the row of the posted date.
    posted = spot_of(pane, "M-014", "posted")
    between = picture(pane).pixelColor((spot.x() + posted.x()) // 2, posted.y())
    assert between.blue() > between.red() + 60


def choose_elsewhere(pane, *refs):
    pane.context.session.select(select_only([id_of(pane, ref) for ref in refs]), origin="gallery")
    pane.flush()


def test_a_selection_elsewhere_never_moves_the_view_and_is_told_at_the_end(qtbot, pane):
    before = pane.camera.span
    choose_elsewhere(pane, "M-013")
    assert pane.camera.span == before and pane.beyond.shown == ()
    choose_elsewhere(pane, "M-044")
    assert pane.camera.span == before
    (marker,) = pane.beyond.shown
    assert (marker.words, marker.later) == ("1 selected, 2010", False)
    spot = pane.beyond.box(marker, pane.view).center().toPoint()
    assert pane.clicks.tip_words(QPointF(spot)) == "1 selected, 2010: show it"
    assert pane.beyond.box(marker, pane.view).width() < 48, "it covers no week of the strip"
    accent = pane.context.theme.color("accent")
    assert picture(pane).pixelColor(spot.x(), spot.y() - 10) == accent
    click(qtbot, pane, spot)
    start, end = pane.camera.span
    assert start < seconds_at(datetime(2010, 5, 2)) < end
    assert end - start == pytest.approx(before[1] - before[0]), "panned, not zoomed"
    assert pane.beyond.shown == () and selected(pane) == ["M-044"]


def test_while_any_of_the_selection_is_in_view_nothing_is_told(pane):
    choose_elsewhere(pane, "M-044", "M-013")
    assert pane.beyond.shown == ()
    pane.camera.show_span(at(10, 20), at(10, 25), animate=False)
    assert [one.later for one in pane.beyond.shown] == [False]
    pane.camera.show_span(seconds_at(datetime(2012, 1, 1)), seconds_at(datetime(2013, 1, 1)), animate=False)
    assert [(one.words, one.later) for one in pane.beyond.shown] == [
        ("1 selected, 2010", False), ("1 selected, 2015", True),
    ]  # fmt: skip


def test_a_double_click_on_the_marker_leads_there_and_opens_nothing(qtbot, pane):
    choose_elsewhere(pane, "M-044")
    spot = pane.beyond.box(pane.beyond.shown[0], pane.view).center().toPoint()
    with qtbot.assertNotEmitted(pane.context.requests.preview):
        qtbot.mouseClick(pane.view, LEFT, NONE, spot)
        shown = pane.camera.span
        qtbot.mouseDClick(pane.view, LEFT, NONE, spot)
    assert pane.camera.span == shown


def test_names_of_events_are_whole_at_the_ends_of_the_strip(qtbot, pane):
    text = pane.context.theme.color("text2")
    when = pane.content.data.when[id_of(pane, "T-05")]
    pane.camera.show_span(when - 40 * 86_400, when + 86_400, animate=False)
    strip, spot = picture(pane), event_spot(pane, "T-05")
    assert spot.x() > pane.view.width() - 60

    def inked(x):
        dark = [strip.pixelColor(x, y).lightness() for y in range(2, 15)]
        return min(dark) < (text.lightness() + 255) / 2

    assert any(inked(x) for x in range(spot.x() - 60, spot.x() - 10)), "left of its diamond"
    assert not any(inked(x) for x in range(spot.x() + 9, pane.view.width()))
    click(qtbot, pane, spot - QPoint(40, 0))
    assert pane.context.session.selection.current == id_of(pane, "T-05")
    # Gone to the left, its diamond out of view, no rest of the name stands at the edge.
    pane.camera.show_span(when + 86_400, when + 40 * 86_400, animate=False)
    pane.context.session.select(Selection(), origin="gallery")
    strip = picture(pane)
    assert not any(inked(x) for x in range(0, 60))


def test_selecting_an_account_lights_its_files(pane):
    index = pane.context.session.index
    account = index.items[id_of(pane, "M-013")].account_id
    spot = spot_of(pane, "M-013")
    before = colour(pane, spot.x(), spot.y())
    pane.context.session.select(select_only([account]), origin="board")
    pane.flush()
    assert colour(pane, spot.x(), spot.y()) != before


# -- hover -----------------------------------------------------------------------------------------------


def test_hovering_tells_the_other_panes_and_shows_a_tip(qtbot, pane):
    heard = []
    scope = pane.context.session.hub.scope()
    scope.on(HoverChanged, heard.append)
    spot = spot_of(pane, "M-014")
    qtbot.mouseMove(pane.view, spot)
    assert (heard[-1].kind, heard[-1].row_id, heard[-1].origin) == ("item", id_of(pane, "M-014"), "timeline")
    words = pane.clicks.tip_words(QPointF(spot))
    assert words.startswith("M-014\nTaken 12 Sep 2015, about 16:40 UTC+3\nPosted 18 Sep 2015, 21:07 UTC+3\n")
    QApplication.sendEvent(pane.view, QHelpEvent(QEvent.Type.ToolTip, spot, pane.view.mapToGlobal(spot)))
    assert QToolTip.text() == words
    qtbot.mouseMove(pane.view, spot_at(pane, datetime(2015, 10, 25)))
    assert heard[-1].row_id is None
    scope.close()


def test_a_tip_never_is_rich_text(pane):
    index = pane.context.session.index
    row = replace(index.items[id_of(pane, "M-013")], account="<b>bold</b><img src='x'>")
    pane.context.session.index = replace(index, items={**index.items, row.id: row})
    words = pane.clicks.tip_words(QPointF(spot_of(pane, "M-013")))
    assert "<b>bold</b>" in words and not TextNames.mightBeRichText(words)


def test_the_pointer_elsewhere_outlines_the_file_here(pane):
    before = picture(pane)
    pane.context.session.hub.emit(HoverChanged("item", id_of(pane, "M-013"), "gallery"))
    assert picture(pane) != before
    pane.context.session.hub.emit(HoverChanged(None, None, "gallery"))
    assert picture(pane) == before


def test_the_name_of_a_crowded_event_shows_under_the_pointer(qtbot, pane):
    before = picture(pane)
    qtbot.mouseMove(pane.view, event_spot(pane, "T-02"))
    spot = event_spot(pane, "T-02")
    box = (spot.x() + 14, spot.y(), 60, 8)
    assert picture(pane).copy(*box) != before.copy(*box)


# -- the brush -------------------------------------------------------------------------------------------


def test_a_drag_filters_by_whole_days(qtbot, pane):
    brush_september(qtbot, pane)
    assert span(pane) == (at(9, 6), at(9, 21))
    shown = pane.context.session.visible
    assert id_of(pane, "M-014") in shown and id_of(pane, "M-003") not in shown


def test_the_panes_follow_while_it_is_dragged(qtbot, pane):
    start = spot_at(pane, datetime(2015, 9, 6, 3))
    qtbot.mousePress(pane.view, LEFT, NONE, start)
    qtbot.mouseMove(pane.view, start + QPoint(30, 0))
    with qtbot.waitSignal(pane.context.events.filter_changed):
        qtbot.mouseMove(pane.view, start + QPoint(60, 0))
    assert span(pane) is not None
    qtbot.mouseRelease(pane.view, LEFT, NONE, start + QPoint(60, 0))


def test_a_drag_that_begins_on_a_mark_brushes_too(qtbot, pane):
    start = spot_of(pane, "M-013")
    drag(qtbot, pane, start, start + QPoint(90, 0))
    assert span(pane)[0] == at(9, 11) and selected(pane) == []


def test_handles_adjust_and_the_inside_moves(qtbot, pane):
    brush_september(qtbot, pane)
    handle = spot_at(pane, datetime(2015, 9, 21), 35)
    drag(qtbot, pane, handle, spot_at(pane, datetime(2015, 9, 25), 35))
    assert span(pane) == (at(9, 6), at(9, 25))
    drag(qtbot, pane, spot_at(pane, datetime(2015, 9, 6), 35), spot_at(pane, datetime(2015, 9, 10), 35))
    assert span(pane) == (at(9, 10), at(9, 25))
    middle = spot_at(pane, datetime(2015, 9, 16, 5), 4)
    drag(qtbot, pane, middle, spot_at(pane, datetime(2015, 9, 19, 5), 4))
    assert span(pane) == (at(9, 13), at(9, 28))


def test_an_edge_dragged_past_the_other_takes_its_place(qtbot, pane):
    brush_september(qtbot, pane)
    drag(qtbot, pane, spot_at(pane, datetime(2015, 9, 6), 35), spot_at(pane, datetime(2015, 9, 28), 35))
    assert span(pane) == (at(9, 21), at(9, 28))


def test_nothing_vanishes_under_the_brush(qtbot, pane):
    before = len(pane.content.data.taken.ids)
    brush_september(qtbot, pane)
    pane.flush()
    assert len(pane.content.data.taken.ids) == before
    faded, full = spot_of(pane, "M-029"), spot_of(pane, "M-016")
    ground, mark = pane.context.theme.color("pane").name(), pane.context.theme.color("media").name()
    assert colour(pane, faded.x(), faded.y()) not in (ground, mark)
    assert colour(pane, full.x(), full.y()) == mark
    soft = pane.context.theme.color("accentSoft").name()
    inside = spot_at(pane, datetime(2015, 9, 19, 12), 20)
    assert colour(pane, inside.x(), inside.y()) == soft


def test_files_that_other_filters_take_out_fade_further(pane):
    session = pane.context.session
    place = spot_of(pane, "M-016")
    session.set_filter(Filter((KindIs(("video",)),)))
    pane.flush()
    lone = colour(pane, place.x(), place.y())
    session.set_filter(Filter((InTime(TimeSpan(at(10, 1), at(10, 5))),)))
    pane.flush()
    assert lone not in (colour(pane, place.x(), place.y()), pane.context.theme.color("pane").name())


def test_escape_clears_it_and_a_click_outside_too(qtbot, pane):
    brush_september(qtbot, pane)
    press(qtbot, pane, KEY.Key_Escape)
    assert span(pane) is None
    brush_september(qtbot, pane)
    click(qtbot, pane, spot_at(pane, datetime(2015, 10, 25)))
    assert span(pane) is None


def test_escape_during_a_drag_puts_the_brush_back(qtbot, pane):
    brush_september(qtbot, pane)
    start = spot_at(pane, datetime(2015, 9, 21), 35)
    qtbot.mousePress(pane.view, LEFT, NONE, start)
    qtbot.mouseMove(pane.view, start + QPoint(30, 0))
    qtbot.mouseMove(pane.view, start + QPoint(80, 0))
    press(qtbot, pane, KEY.Key_Escape)
    assert span(pane) == (at(9, 6), at(9, 21))
    qtbot.mouseRelease(pane.view, LEFT, NONE, start + QPoint(80, 0))
    assert span(pane) == (at(9, 6), at(9, 21))


def test_a_filter_set_elsewhere_shows_as_brush(pane):
    session = pane.context.session
    session.set_filter(Filter((InTime(TimeSpan(at(9, 10), at(9, 12))),)))
    pane.flush()
    assert pane.brush == (at(9, 10), at(9, 12))
    session.set_filter(Filter((InTime(TimeSpan(float("-inf"), at(9, 12))),)))
    pane.flush()
    accent = pane.context.theme.color("accent").name()
    edge = spot_at(pane, datetime(2015, 9, 12), 50)
    assert colour(pane, edge.x(), edge.y()) == accent
    session.set_filter(Filter())
    pane.flush()
    assert pane.brush is None


# -- zoom ------------------------------------------------------------------------------------------------


def wheel(pane, spot, notches):
    event = QWheelEvent(
        QPointF(spot),
        pane.view.mapToGlobal(QPointF(spot)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.view, event)


def test_the_wheel_zooms_about_the_pointer_and_the_middle_button_pans(qtbot, pane):
    spot = spot_at(pane, datetime(2015, 9, 12))
    wheel(pane, spot, 3)
    assert pane.view.to_world(QPointF(spot))[0] == pytest.approx(at(9, 12), abs=4000)
    assert pane.camera.span[1] - pane.camera.span[0] == pytest.approx(61 * 86_400 / 2, rel=0.02)
    before = pane.camera.span
    drag(qtbot, pane, QPoint(300, 40), QPoint(400, 40), MIDDLE)
    assert pane.camera.span[0] < before[0]
    assert span(pane) is None


def test_a_double_click_zooms_to_the_month_and_back(qtbot, pane):
    brush_september(qtbot, pane)
    spot = spot_at(pane, datetime(2015, 10, 12), 80)
    qtbot.mouseClick(pane.view, LEFT, NONE, spot)
    qtbot.mouseDClick(pane.view, LEFT, NONE, spot)
    assert pane.camera.span == pytest.approx((at(10, 1), at(11, 1)))
    # The first click of the two did not take the brush away.
    assert span(pane) == (at(9, 6), at(9, 21))
    qtbot.mouseDClick(pane.view, LEFT, NONE, spot_at(pane, datetime(2015, 10, 25), 80))
    assert pane.camera.span == pytest.approx((at(9, 1), at(11, 1)))


def test_buttons_zoom(qtbot, pane):
    wide = pane.camera.span[1] - pane.camera.span[0]
    qtbot.mouseClick(pane.header.zoom_in, LEFT)
    assert pane.camera.span[1] - pane.camera.span[0] < wide
    for _ in range(30):
        qtbot.mouseClick(pane.header.zoom_out, LEFT)
    start, end = pane.camera.span
    # Every date can be reached.
    assert start < seconds_at(datetime(2010, 5, 2)) and end > at(10, 16)
    assert pane.labels.hint == ""


def test_from_far_out_any_span_can_be_shown_and_the_wheel_keeps_its_place(qtbot, pane):
    for _ in range(30):
        qtbot.mouseClick(pane.header.zoom_out, LEFT)
    spot = QPoint(pane.view.width() - 120, 40)
    under = pane.view.to_world(QPointF(spot))[0]
    wheel(pane, spot, 2)
    assert pane.view.to_world(QPointF(spot))[0] == pytest.approx(under, abs=2 / pane.view.camera.state.scale)
    for _ in range(30):
        qtbot.mouseClick(pane.header.zoom_out, LEFT)
    pane.restore({"start": at(9, 1), "end": at(9, 8)})
    assert pane.camera.span == pytest.approx((at(9, 1), at(9, 8)))


def test_the_hint_leads_to_what_lies_beyond(qtbot, pane):
    qtbot.mouseClick(pane.labels, LEFT, NONE, pane.labels.hint_box().center())
    start, end = pane.camera.span
    assert start < seconds_at(datetime(2013, 6, 14)) < end
    assert pane.labels.hint == "1 date earlier"


def test_the_view_is_remembered(show_pane, context, pane):
    assert pane.state() == {}
    wheel(pane, QPoint(300, 40), 4)
    state = pane.state()
    other = show_pane(context)
    other.restore(state)
    assert other.camera.span == pytest.approx(pane.camera.span)
    other.restore({"start": "x", "end": None})
    assert other.camera.span == pytest.approx(pane.camera.span)


def test_another_size_keeps_the_first_view(pane, qtbot):
    pane.resize(800, 112)
    qtbot.waitUntil(lambda: pane.content.height == pane.view.height())
    assert pane.camera.span == pytest.approx((at(9, 1), at(11, 1)))


# -- keys ------------------------------------------------------------------------------------------------


def test_arrows_walk_in_order_of_time(qtbot, pane):
    click(qtbot, pane, spot_of(pane, "M-013"))
    press(qtbot, pane, KEY.Key_Right)
    assert pane.context.session.selection.current in (id_of(pane, "M-014"), id_of(pane, "M-015"))
    press(qtbot, pane, KEY.Key_Left)
    press(qtbot, pane, KEY.Key_Left)
    assert selected(pane) == ["M-012"]


def test_home_and_end_reach_the_outliers(qtbot, pane):
    press(qtbot, pane, KEY.Key_Home)
    assert selected(pane) == ["M-044"]
    start, end = pane.camera.span
    assert start < seconds_at(datetime(2010, 5, 2)) < end
    press(qtbot, pane, KEY.Key_End)
    assert selected(pane) == ["M-030"] or selected(pane) == ["M-031"]


def test_up_goes_to_the_events_and_down_back(qtbot, pane):
    click(qtbot, pane, spot_of(pane, "M-025"))
    press(qtbot, pane, KEY.Key_Up)
    assert pane.context.session.selection.current == id_of(pane, "T-03")
    press(qtbot, pane, KEY.Key_Right)
    assert pane.context.session.selection.current == id_of(pane, "T-04")
    pane.flush()
    assert "Official statement" in pane.view.accessibleDescription()
    press(qtbot, pane, KEY.Key_Down)
    assert pane.context.session.selection.current in pane.context.session.index.items


def test_shift_arrows_draw_and_move_the_brush(qtbot, pane):
    click(qtbot, pane, spot_of(pane, "M-013"))
    press(qtbot, pane, KEY.Key_Right, SHIFT)
    assert span(pane) == (at(9, 11), at(9, 12))
    press(qtbot, pane, KEY.Key_Right, SHIFT)
    press(qtbot, pane, KEY.Key_Right, SHIFT)
    assert span(pane) == (at(9, 11), at(9, 14))
    press(qtbot, pane, KEY.Key_Left, SHIFT | CTRL)
    assert span(pane) == (at(9, 10), at(9, 14))
    for _ in range(9):
        press(qtbot, pane, KEY.Key_Left, SHIFT)
    assert span(pane) == (at(9, 10), at(9, 11))


def test_plus_minus_and_enter(qtbot, pane):
    wide = pane.camera.span[1] - pane.camera.span[0]
    press(qtbot, pane, KEY.Key_Plus)
    assert pane.camera.span[1] - pane.camera.span[0] < wide
    press(qtbot, pane, KEY.Key_Minus)
    assert pane.camera.span[1] - pane.camera.span[0] == pytest.approx(wide)
    click(qtbot, pane, spot_of(pane, "M-013"))
    with qtbot.waitSignal(pane.context.requests.preview):
        press(qtbot, pane, KEY.Key_Return)


def test_arrows_skip_what_is_filtered_out(qtbot, pane):
    pane.context.session.set_filter(Filter((KindIs(("video",)),)))
    pane.flush()
    press(qtbot, pane, KEY.Key_Home)
    press(qtbot, pane, KEY.Key_Right)
    assert [one[0] for one in selected(pane)] == ["V"]


# -- many files ------------------------------------------------------------------------------------------


@pytest.fixture
def big_pane(qtbot, show_pane, empty_context):
    empty_context.session.index = big_index(items=5_000, entities=60, links=0)
    pane = show_pane(empty_context)
    qtbot.waitUntil(lambda: bool(pane.content.data.taken.ids))
    pane.flush()
    return pane


def test_above_400_files_squares_become_bars(qtbot, big_pane):
    pane = big_pane
    assert pane.content.bars and pane.header.note == "the higher a bar, the more files"
    for _ in range(9):
        press(qtbot, pane, KEY.Key_Plus)
    assert not pane.content.bars and pane.header.note == "each square is one file"


def test_a_bar_says_what_it_counts_and_selects_it(qtbot, big_pane):
    pane = big_pane
    sizes = pane.view.height()
    spot = QPoint(pane.view.width() // 2, round(sizes * 0.38))
    words = pane.clicks.tip_words(QPointF(spot))
    first, days = words.split("\n")
    assert first.endswith("files taken") and "2015" in days
    click(qtbot, pane, spot)
    assert len(selected(pane)) == int(first.split()[0].replace(",", ""))
    click(qtbot, pane, spot + QPoint(40, 0), CTRL)
    assert len(selected(pane)) > int(first.split()[0])


def test_a_filter_on_many_files_is_worked_out_beside(qtbot, big_pane):
    pane = big_pane
    pane.context.session.set_filter(Filter((KindIs(("video",)),)))
    qtbot.waitUntil(lambda: pane.content.passing[0] is not None)
    assert int(pane.content.passing[0].sum()) == sum(
        1 for item in pane.context.session.index.items.values() if item.kind == "video" and item.captured
    )


def photos_of(*times):
    from evidence_board.model.moments import moment_from_text

    sample = next(iter(big_index(items=1, entities=0, links=0).items.values()))
    rows = [
        replace(sample, id=f"i{number}", ref=f"M-{number:03d}", captured=moment_from_text(time), posted=None)
        for number, time in enumerate(times)
    ]
    return replace(big_index(items=0, entities=0, links=0), items={row.id: row for row in rows})


def test_a_burst_of_photos_is_shown_by_the_hour(show_pane, empty_context):
    times = [f"2015-09-01 {minute // 60:02d}:{minute % 60:02d}" for minute in range(0, 120, 4)]
    empty_context.session.index = photos_of(*times)
    pane = show_pane(empty_context)
    start, end = pane.camera.span
    assert start <= at(9, 1) and at(9, 1, 2) <= end and end - start < 12 * 3600
    assert not pane.content.bars


def test_too_many_in_one_column_become_a_bar(qtbot, show_pane, empty_context):
    times = ["2015-08-01", "2015-11-20", *(f"2015-09-01 10:{minute:02d}:00" for minute in range(60))]
    empty_context.session.index = photos_of(*times)
    pane = show_pane(empty_context)
    assert pane.content.bars
    pane.camera.show_span(at(9, 1, 9), at(9, 1, 12))
    assert not pane.content.bars and pane.header.note == "each square is one file"


@pytest.mark.parametrize("precision", ["2015", "2015-09", "2015-09-12", "2015-09-12 10:00"])
def test_one_date_alone_is_in_the_middle_of_the_view(show_pane, empty_context, precision):
    empty_context.session.index = photos_of(precision)
    pane = show_pane(empty_context)
    start, end = pane.camera.span
    when = pane.content.data.when["i0"]
    assert start < when < end
    spot = spot_of(pane, "M-000")
    assert pane.clicks.thing_at(QPointF(spot)).ids == ("i0",)


# -- looks -----------------------------------------------------------------------------------------------


def test_the_dark_theme_recolours_everything(pane):
    pane.context.theme.mode = "dark"
    pane.flush()
    theme = pane.context.theme
    assert colour(pane, 3, 20) == theme.color("pane").name()
    spot = spot_of(pane, "M-023")
    assert colour(pane, spot.x(), spot.y()) == theme.color("media").name()


def test_rows_change_sides_with_the_language_but_time_does_not(qapp, show_pane, context):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pane = show_pane(context)
    assert pane.labels.x() > pane.view.x()
    assert spot_of(pane, "M-003").x() < spot_of(pane, "M-029").x()
    assert pane.labels.hint == ""


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_names_of_rows_and_the_hint_below_never_overlap(pane, scale):
    pane.context.theme.text_scale = scale
    pane.flush()
    labels = pane.labels
    assert labels.hint
    taken, posted, hint = labels.name_box(0), labels.name_box(1), labels.hint_box()
    assert taken.bottom() < posted.top() and posted.bottom() < hint.top()
    assert labels.rect().contains(hint) and taken.top() >= 0
