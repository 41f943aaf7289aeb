"""Placing photos: dropped, typed, moved by hand, taken off, and undone."""

import json
from functools import partial

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QApplication

from evidence_board import selection
from evidence_board.filters import InView
from evidence_board.geo.mercator import to_world
from evidence_board.model.errors import KnownError
from evidence_board.ui.map.map_tool import HOLD_MS
from evidence_board.ui.map.position_popover import read_radius

from .conftest import item, look_at, pin_pixel, pixel_of, plain

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
LINK = Qt.DropAction.LinkAction | Qt.DropAction.CopyAction


def carried(ids):
    mime = QMimeData()
    mime.setData("application/x-evidence-items", QByteArray(json.dumps(ids).encode()))
    return mime


def drag_over(canvas, mime, pos):
    enter = QDragEnterEvent(pos, LINK, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(canvas, enter)
    move = QDragMoveEvent(pos, LINK, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(canvas, move)
    return enter.isAccepted() and move.isAccepted()


def drop(canvas, mime, pos):
    drag_over(canvas, mime, pos)  # Qt delivers a drop to the widget that the drag has entered
    event = QDropEvent(QPointF(pos), LINK, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def row(pane, ref):
    return pane.context.session.index.items[item(pane, ref)]


def where(pane, ref):
    one = row(pane, ref)
    return one.latitude, one.longitude


def ghost(pane):
    spot, words = pane._gestures.ghost
    return spot, plain(words)


def choose(pane, *refs):
    pane.context.session.select(selection.replace([item(pane, ref) for ref in refs]), origin="gallery")
    pane.flush()


def notices(pane):
    heard = []
    pane.context.events.notice.connect(heard.append)
    return heard


@pytest.fixture
def heard(pane):
    return notices(pane)


# -- drag and drop -------------------------------------------------------------------------------------


def test_a_photo_dropped_on_the_map_is_placed_there(qtbot, pane, heard):
    look_at(pane, 34.9, 35.9, 12)
    at = QPoint(200, 120)
    x, y = pane.canvas.to_world(QPointF(at))
    mime = carried([item(pane, "M-030")])
    assert drag_over(pane.canvas, mime, at)
    assert pane._gestures.receiving
    assert ghost(pane) == (QPointF(at), "Place M-030 here")
    assert drop(pane.canvas, mime, at)
    assert not pane._gestures.receiving and pane._gestures.ghost is None
    qtbot.waitUntil(lambda: row(pane, "M-030").latitude is not None)
    assert to_world(*where(pane, "M-030")) == pytest.approx((x, y))
    assert row(pane, "M-030").geotag_source == "analyst"
    qtbot.waitUntil(lambda: bool(heard))
    assert plain(heard[-1].text) == "M-030 is placed." and heard[-1].undo
    pane.flush()
    assert pane.header.note == "40 placed"
    assert pane.hits.pin_of(item(pane, "M-030")).kind == "pin", "it is no guess any more"


def test_undo_takes_the_placement_back(qtbot, pane):
    mime = carried([item(pane, "M-030")])
    drop(pane.canvas, mime, QPoint(200, 120))
    qtbot.waitUntil(lambda: row(pane, "M-030").latitude is not None)
    pane.context.session.undo()
    qtbot.waitUntil(lambda: row(pane, "M-030").latitude is None)
    pane.flush()
    assert pane.header.note == "39 placed"
    assert pane.hits.pin_of(item(pane, "M-030")).kind == "guess"


def test_several_photos_are_placed_in_one_step(qtbot, pane):
    refs = ("M-030", "M-031", "M-023")
    mime = carried([item(pane, ref) for ref in refs])
    drag_over(pane.canvas, mime, QPoint(200, 120))
    assert pane._gestures.ghost[1] == "Place 3 files here"
    drop(pane.canvas, mime, QPoint(200, 120))
    qtbot.waitUntil(lambda: all(row(pane, ref).latitude is not None for ref in refs))
    pane.context.session.undo()
    qtbot.waitUntil(lambda: all(row(pane, ref).latitude is None for ref in refs))


def test_a_drag_that_leaves_shows_nothing_any_more(pane):
    drag_over(pane.canvas, carried([item(pane, "M-030")]), QPoint(200, 120))
    QApplication.sendEvent(pane.canvas, QDragLeaveEvent())
    assert not pane._gestures.receiving and pane._gestures.ghost is None


@pytest.mark.parametrize("data", [b"[]", b"{}", b"not json", b'["no such id"]', b"[1, 2]", b"[" * 100_000])
def test_nothing_strange_is_taken(pane, data):
    mime = QMimeData()
    mime.setData("application/x-evidence-items", QByteArray(data))
    assert not drag_over(pane.canvas, mime, QPoint(200, 120))
    assert not drop(pane.canvas, mime, QPoint(200, 120))
    assert pane._gestures.ghost is None


# -- typing --------------------------------------------------------------------------------------------


def ask(pane, *refs):
    pane.context.requests.place.emit([item(pane, ref) for ref in refs])
    return pane.verbs.popover


def test_typed_coordinates_place_a_photo(qtbot, pane):
    popover = ask(pane, "M-030")
    qtbot.keyClicks(popover.coordinates, "34°54'18.4\"N 35°52'6.2\"E")
    assert popover.reading.text() == "Read as degrees, minutes and seconds: 34.90511, 35.86839"
    qtbot.keyClicks(popover.radius, "250")
    qtbot.keyClick(popover.radius, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(pane, "M-030").latitude is not None)
    assert where(pane, "M-030") == pytest.approx((34.905111, 35.868389), abs=1e-6)
    assert row(pane, "M-030").radius_m == 250
    pane.flush()
    assert pane.canvas.rect().contains(pixel_of(pane, "M-030")), "the map goes where it was placed"
    assert pane.verbs.popover is None


def test_the_new_pin_has_its_picture_at_once(qtbot, pane):
    chosen, thumbnails = item(pane, "M-030"), pane.context.thumbnails
    pane.context.session.select(selection.replace([chosen]), origin="gallery")
    thumbnails.forget({chosen})
    assert thumbnails.peek(chosen) is None
    pane.ask_position([chosen])
    # Loaded while the coordinates are typed.
    qtbot.waitUntil(lambda: thumbnails.peek(chosen) is not None)
    pane.verbs.popover.close()
    thumbnails.forget({chosen})
    pane.canvas.camera.reduced_motion = False
    pane.camera.centre(*to_world(34.5, 35.5))
    pane.verbs.place([chosen], 34.5, 35.5)
    pane.flush()
    number = pane.hits.content.pins.number_of(chosen)
    at = pane.hits.to_view(*pane.hits.content.pins.xy[number].tolist()).toPoint()
    # An icon stands for the picture until it is there, on its way, too; never an empty frame.
    box = (at.x() - 18, at.y() - 55, 36, 36)
    pane.canvas.camera.stop()
    assert len(colors_in(pane, box)) > 2
    qtbot.waitUntil(lambda: thumbnails.peek(chosen) is not None)
    assert len(colors_in(pane, box)) > 100


def colors_in(pane, box):
    image = pane.canvas.grab().toImage().copy(*box)
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_the_other_order_can_be_chosen(qtbot, pane):
    popover = ask(pane, "M-030")
    qtbot.keyClicks(popover.coordinates, "35.8684, 34.9051")
    assert "35.86840, 34.90510" in popover.reading.text()
    assert [button.accessibleName() for button in popover.choice.others] == ["34.90510, 35.86840, longitude first"]
    qtbot.mouseClick(popover.choice.others[0], LEFT)
    assert popover.reading.text() == "Read as longitude first: 34.90510, 35.86840"
    qtbot.mouseClick(popover.place, LEFT)
    qtbot.waitUntil(lambda: row(pane, "M-030").latitude is not None)
    assert where(pane, "M-030") == (34.9051, 35.8684)


def paste(qtbot, field, text):
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_link_places_at_its_pin_and_names_the_middle_of_the_map(qtbot, pane):
    popover = ask(pane, "M-030")
    paste(qtbot, popover.coordinates, "https://yandex.ru/maps/?ll=35.8%2C34.9&pt=35.8684,34.9051,pm2rdm&z=12")
    assert popover.reading.text() == "Read as a link of Yandex Maps (the pin): 34.90510, 35.86840"
    assert [button.accessibleName() for button in popover.choice.others] == [
        "34.90000, 35.80000, the middle of the map"
    ]
    qtbot.keyClick(popover.coordinates, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(pane, "M-030").latitude is not None)
    assert where(pane, "M-030") == (34.9051, 35.8684)


def test_a_choice_of_reading_stays_while_the_radius_is_typed(qtbot, pane):
    popover = ask(pane, "M-030")
    paste(qtbot, popover.coordinates, "36S 763801 3864536")
    qtbot.keyClick(popover.coordinates, Qt.Key.Key_Tab)
    assert popover.choice.others[0].hasFocus()
    qtbot.keyClick(popover.choice.others[0], Qt.Key.Key_Space)
    assert popover.reading.text() == "Read as UTM (southern hemisphere): -55.29477, 37.15571"
    qtbot.keyClicks(popover.radius, "50")
    assert popover.choice.found.latitude < 0
    qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_a_short_plus_code_counts_from_the_middle_of_the_map(qtbot, pane):
    look_at(pane, 35.35, 35.9, 12)
    popover = ask(pane, "M-030")
    paste(qtbot, popover.coordinates, "CW2X+8G")
    assert popover.reading.text() == "Read as Plus Code (near the middle of the map): 35.40081, 35.94881"
    qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_the_size_of_a_square_is_the_radius_unless_another_is_typed(qtbot, pane):
    popover = ask(pane, "M-030")
    paste(qtbot, popover.coordinates, "36S YD 62 66")
    assert popover.radius.placeholderText() == "708 m"
    paste(qtbot, popover.coordinates, "")
    qtbot.keyClick(popover.coordinates, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(pane, "M-030").latitude is not None)
    assert row(pane, "M-030").radius_m == 708


@pytest.mark.parametrize("text", ["34.9051\n35.8684", "\u202b34.9051,\u202c 35.8684\u200f", "٣٤٫٩٠٥١ ش، ٣٥٫٨٦٨٤ ق"])
def test_text_from_anywhere_can_be_pasted(qtbot, pane, text):
    popover = ask(pane, "M-030")
    paste(qtbot, popover.coordinates, text)
    assert popover.choice.found is not None
    assert (popover.choice.found.latitude, popover.choice.found.longitude) == (34.9051, 35.8684)
    qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_a_megabyte_is_refused_in_words(qtbot, pane):
    popover = ask(pane, "M-030")
    paste(qtbot, popover.coordinates, "34.9, 35.8 " * 100_000)
    qtbot.waitUntil(lambda: popover.reading.text().startswith("This text is too long"))
    assert not popover.place.isEnabled()
    qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_what_cannot_be_read_is_said_in_words_and_places_nothing(qtbot, pane):
    popover = ask(pane, "M-030")
    qtbot.keyClicks(popover.coordinates, "91.5, 200")
    assert not popover.place.isEnabled()
    qtbot.keyClick(popover.coordinates, Qt.Key.Key_Return)
    assert popover.isVisible()
    assert "outside" in popover.reading.text() and popover.coordinates.property("invalid")
    popover.coordinates.clear()
    qtbot.keyClick(popover.coordinates, Qt.Key.Key_Return)
    assert popover.reading.text().startswith("There are no coordinates to read.")
    qtbot.keyClicks(popover.coordinates, "34.9 35.8")
    qtbot.keyClicks(popover.radius, "far")
    qtbot.keyClick(popover.radius, Qt.Key.Key_Return)
    assert popover.isVisible() and popover.reading.text().startswith("This does not read as a distance.")
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert pane.verbs.popover is None and row(pane, "M-030").latitude is None


def test_a_mistake_shows_after_a_pause(qtbot, pane):
    popover = ask(pane, "M-030")
    qtbot.keyClicks(popover.coordinates, "here")
    assert popover.reading.text() == ""
    qtbot.waitUntil(lambda: popover.reading.text().startswith("This text does not read as coordinates."))
    qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_what_is_typed_is_shown_on_the_map(qtbot, pane):
    popover = ask(pane, "M-030")
    qtbot.keyClicks(popover.coordinates, "34.9051, 35.8684")
    spot, words = pane._gestures.ghost
    assert words == "34.90510, 35.86840"
    assert (spot - pane.hits.to_view(*to_world(34.9051, 35.8684))).manhattanLength() < 1
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert pane._gestures.ghost is None


def test_asking_with_nothing_to_place_opens_nothing(pane):
    pane.context.requests.place.emit([])
    pane.context.requests.place.emit(["no such id"])
    assert pane.verbs.popover is None


@pytest.mark.parametrize(
    ("text", "metres"), [("", None), ("120", 120), ("± 120 m", 120), ("1.5 km", 1500), ("1,5 км", 1500), ("+/-30m", 30)]
)
def test_a_radius_is_read_as_people_write_it(text, metres):
    assert read_radius(text) == metres


@pytest.mark.parametrize("text", ["0", "-5", "12 miles", "m", "1e9 km", "nan"])
def test_no_radius_is_made_of_nonsense(text):
    with pytest.raises(KnownError):
        read_radius(text)


# -- moving --------------------------------------------------------------------------------------------


def test_the_selected_pin_moves_with_alt_and_the_old_position_is_kept(qtbot, pane, heard):
    look_at(pane, 34.893382, 35.878248, 17)
    choose(pane, "M-018")
    sql = "SELECT count(*) FROM geotag WHERE item_id = ? AND deleted_at IS NULL"
    count = partial(pane.context.session.read, lambda db: db.execute(sql, (item(pane, "M-018"),)).fetchone()[0])
    before_count = count()
    start = pixel_of(pane, "M-018")
    end = start + QPoint(80, -40)
    target = pane.canvas.to_world(QPointF(end))
    qtbot.mousePress(pane.canvas, LEFT, ALT, pos=start)
    qtbot.mouseMove(pane.canvas, start + QPoint(40, -20))
    qtbot.mouseMove(pane.canvas, end)
    assert ghost(pane) == (QPointF(end), "Move M-018 here")
    before = where(pane, "M-018")
    qtbot.mouseRelease(pane.canvas, LEFT, ALT, pos=end)
    qtbot.waitUntil(lambda: where(pane, "M-018") != before)
    assert to_world(*where(pane, "M-018")) == pytest.approx(target)
    assert count() == before_count + 1
    qtbot.waitUntil(lambda: bool(heard))
    assert plain(heard[-1].text) == "M-018 is moved. Its old position is kept."
    pane.context.session.undo()
    qtbot.waitUntil(lambda: where(pane, "M-018") == before)


def test_held_for_a_moment_it_moves_as_well(qtbot, pane):
    look_at(pane, 34.893382, 35.878248, 17)
    choose(pane, "M-018")
    start, before = pixel_of(pane, "M-018"), where(pane, "M-018")
    qtbot.mousePress(pane.canvas, LEFT, pos=start)
    qtbot.waitUntil(lambda: pane._gestures.ghost is not None, timeout=HOLD_MS * 10)
    qtbot.mouseMove(pane.canvas, start + QPoint(50, 30))
    qtbot.mouseRelease(pane.canvas, LEFT, pos=start + QPoint(50, 30))
    qtbot.waitUntil(lambda: where(pane, "M-018") != before)


def test_a_plain_drag_pans_and_moves_no_evidence(qtbot, pane):
    look_at(pane, 34.893382, 35.878248, 17)
    choose(pane, "M-018")
    start, before = pixel_of(pane, "M-018"), where(pane, "M-018")
    qtbot.mousePress(pane.canvas, LEFT, pos=start)
    qtbot.mouseMove(pane.canvas, start + QPoint(30, 10))
    qtbot.mouseMove(pane.canvas, start + QPoint(60, 20))
    qtbot.mouseRelease(pane.canvas, LEFT, pos=start + QPoint(60, 20))
    assert where(pane, "M-018") == before
    assert pixel_of(pane, "M-018") == start + QPoint(60, 20)


def test_esc_ends_a_move_without_effect(qtbot, pane):
    look_at(pane, 34.893382, 35.878248, 17)
    choose(pane, "M-018")
    start, before = pixel_of(pane, "M-018"), where(pane, "M-018")
    qtbot.mousePress(pane.canvas, LEFT, ALT, pos=start)
    qtbot.mouseMove(pane.canvas, start + QPoint(50, 30))
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(pane.canvas, LEFT, ALT, pos=start + QPoint(50, 30))
    assert where(pane, "M-018") == before and pane._gestures.ghost is None


# -- menu ----------------------------------------------------------------------------------------------


def open_menu(pane, pos):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, pane.canvas.mapToGlobal(pos))
    QApplication.sendEvent(pane.canvas, event)
    return QApplication.activePopupWidget()


def trigger(menu, name):
    next(action for action in menu.actions() if action.objectName() == name).trigger()
    menu.close()


def test_the_selection_is_placed_from_the_menu(qtbot, pane):
    choose(pane, "M-030")
    at = QPoint(60, 200)
    world = pane.canvas.to_world(QPointF(at))
    menu = open_menu(pane, at)
    assert plain(menu.actions()[0].text()) == "Place M-030 here"
    trigger(menu, "place")
    qtbot.waitUntil(lambda: row(pane, "M-030").latitude is not None)
    assert to_world(*where(pane, "M-030")) == pytest.approx(world)


def test_the_menu_of_a_pin_selects_it_and_takes_it_off_the_map(qtbot, pane):
    look_at(pane, 34.893382, 35.878248, 17)
    menu = open_menu(pane, pin_pixel(pane, "M-018"))
    assert pane.context.session.selection.ids == (item(pane, "M-018"),)
    trigger(menu, "take_off")
    qtbot.waitUntil(lambda: row(pane, "M-018").latitude is None)
    pane.context.session.undo()
    qtbot.waitUntil(lambda: row(pane, "M-018").latitude is not None)


def test_coordinates_of_a_spot_go_to_the_clipboard(pane):
    look_at(pane, 34.75, 35.5, 12)
    trigger(open_menu(pane, QPoint(pane.canvas.width() // 2, pane.canvas.height() // 2)), "copy")
    latitude, longitude = map(float, QGuiApplication.clipboard().text().split(", "))
    assert (latitude, longitude) == pytest.approx((34.75, 35.5), abs=1e-3)


def test_centre_here_and_filter_to_this_view(pane):
    at = QPoint(100, 250)
    world = pane.canvas.to_world(QPointF(at))
    trigger(open_menu(pane, at), "centre")
    state = pane.canvas.camera.state
    assert (state.x, state.y) == pytest.approx(world)
    trigger(open_menu(pane, QPoint(30, 200)), "filter")
    assert pane.context.session.filter.part(InView) == InView(pane.camera.bounds_in_view())


def test_the_button_of_an_empty_map_asks_where_the_first_photo_was_taken(qtbot, pane):
    pane.context.session.select(selection.replace([]))
    pane.nothing.place_wanted.emit()
    assert plain(pane.verbs.popover.accessibleName()) == "Place M-002"
    qtbot.keyClick(pane.verbs.popover, Qt.Key.Key_Escape)
