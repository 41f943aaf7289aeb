"""The user's own maps in the window: added, seen, ordered, faded, compared, lost and found, pinned; real events."""

import dataclasses
import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.factories.map_files import MARK

from evidence_board.geo.mercator import to_world
from evidence_board.operations.map_layers import update_layer
from evidence_board.selection import replace
from evidence_board.ui.canvas import Frame
from evidence_board.ui.drop_overlay import DropOverlay
from evidence_board.ui.map_layers.layer_files import map_files
from evidence_board.ui.map_layers.shape_clicks import ShapePopover

from .conftest import PATIENCE, look_at, wait_painted


def map_pane(page):
    return page.workspace.panes["map"]


def is_covered(page, x, y):
    """Whether a pixel of the view has the colour of the map of the tests; an area of the case may veil it."""
    color = map_pane(page).canvas.grab().toImage().pixelColor(x, y)
    return color.red() < 40 and 60 < color.green() < 100 and color.blue() < 40


def spot(page):
    """A pixel of the map that nothing but the ground covers, near its upper left corner."""
    return QPoint(30, map_pane(page).canvas.height() // 3)


def undo(page, qtbot, until):
    page.commands.run("undo")
    qtbot.waitUntil(until, timeout=PATIENCE)


def test_a_map_lies_under_the_pins_and_says_whose_it_is(qtbot, page, feature, mbtiles, lay):
    QTest.keyClick(page.window(), Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert feature.sheet.is_open and feature.sheet.hint.isVisible()
    row_id = lay(mbtiles)
    pane = map_pane(page)
    look_at(pane, *MARK, 12)
    wait_painted(qtbot, feature)
    assert is_covered(page, spot(page).x(), spot(page).y())
    assert feature.maps[0].credits(pane.canvas) == ["© Survey office"]
    card = feature.sheet.cards[row_id]
    assert card.title.text() == "Survey" and "zoom 8 to 12" in card.facts.text()
    look_at(pane, 10.0, 10.0, 12)
    assert feature.maps[0].credits(pane.canvas) == []
    undo(page, qtbot, lambda: not feature.stack.states)
    assert feature.sheet.hint.isVisible()


def test_a_map_for_a_closer_look_is_not_seen_from_far_out(qtbot, page, feature, mbtiles, lay):
    row_id = lay(mbtiles)
    page.context.perform(update_layer, row_id=row_id, options={"from_zoom": 11})
    qtbot.waitUntil(lambda: [one.look.from_zoom for one in feature.stack.shown] == [11], timeout=PATIENCE)
    pane = map_pane(page)
    look_at(pane, *MARK, 10)
    wait_painted(qtbot, feature)
    assert not is_covered(page, spot(page).x(), spot(page).y())
    assert feature.maps[0].credits(pane.canvas) == []
    look_at(pane, *MARK, 12)
    wait_painted(qtbot, feature)
    assert is_covered(page, spot(page).x(), spot(page).y())
    assert feature.maps[0].credits(pane.canvas) == ["© Survey office"]


def test_closer_than_its_last_level_a_map_is_enlarged(qtbot, page, feature, mbtiles, lay):
    lay(mbtiles)
    look_at(map_pane(page), *MARK, 15)
    wait_painted(qtbot, feature)
    assert is_covered(page, spot(page).x(), spot(page).y())
    assert feature.stack.store.held_bytes <= 128 << 20


def test_keys_on_a_card_hide_fade_rename_and_remove(qtbot, page, feature, mbtiles, lay):
    row_id = lay(mbtiles)
    look_at(map_pane(page), *MARK, 12)
    card = feature.sheet.cards[row_id]
    card.setFocus()
    stack = feature.stack
    QTest.keyClick(card, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: stack.state(row_id).row.opacity == 0.95, timeout=PATIENCE)
    assert stack.shown[0].look.opacity == 0.95 and card.percent.text() == "95 %"
    QTest.keyClick(card, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not stack.state(row_id).row.visible, timeout=PATIENCE)
    assert stack.shown == ()
    wait_painted(qtbot, feature)
    assert not is_covered(page, spot(page).x(), spot(page).y())
    QTest.keyClick(card, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not stack.states, timeout=PATIENCE)
    undo(page, qtbot, lambda: len(stack.states) == 1)


def test_alt_with_an_arrow_orders_layers(qtbot, page, feature, mbtiles, lay, tmp_path):
    first = lay(mbtiles)
    second = lay(geojson(tmp_path / "lines.geojson"))
    assert list(feature.sheet.cards) == [second, first]
    feature.sheet.cards[first].setFocus()
    QTest.keyClick(feature.sheet.cards[first], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: list(feature.sheet.cards) == [first, second], timeout=PATIENCE)
    assert [layer.id for layer in feature.stack.shown] == [second, first]
    undo(page, qtbot, lambda: list(feature.sheet.cards) == [second, first])


def test_a_card_pulled_below_another_goes_there(qtbot, page, feature, mbtiles, lay, tmp_path):
    first = lay(mbtiles)
    second = lay(geojson(tmp_path / "lines.geojson"))
    card, below = feature.sheet.cards[second], feature.sheet.cards[first]
    QApplication.processEvents()
    middle = QPoint(120, 12)
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=middle)
    end = card.mapFromGlobal(below.mapToGlobal(QPoint(120, below.height())))
    for share in (0.5, 1.0):
        QTest.mouseMove(card, middle + (end - middle) * share)
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: list(feature.sheet.cards) == [first, second], timeout=PATIENCE)


def test_the_handle_shows_a_map_on_one_side_only(qtbot, page, feature, mbtiles, lay):
    row_id = lay(mbtiles)
    pane = map_pane(page)
    look_at(pane, *MARK, 12)
    feature.sheet.verbs.set_option(row_id, "swipe", on=True)
    handle = feature.maps[0].handle
    qtbot.waitUntil(handle.isVisible, timeout=PATIENCE)
    wait_painted(qtbot, feature)
    at = spot(page)
    assert not is_covered(page, at.x(), at.y())
    grip = QPoint(handle.width() // 2, 20)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(handle, handle.mapFromParent(QPoint(2, 20)))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=grip)
    wait_painted(qtbot, feature)
    assert handle.x() < 20
    assert is_covered(page, at.x() + 30, at.y())
    before = handle.x()
    QTest.keyClick(handle, Qt.Key.Key_Right)
    assert handle.x() == before + 16


def test_a_broken_file_is_told_and_a_lost_one_can_be_located(qtbot, page, feature, mbtiles, lay, tmp_path):
    broken = tmp_path / "broken.mbtiles"
    broken.write_bytes(b"SQLite format 3\0" + bytes(200))
    feature.show_sheet()
    feature.sheet.add([broken])
    qtbot.waitUntil(feature.sheet.result.isVisible, timeout=PATIENCE)
    assert not feature.stack.states
    row_id = lay(mbtiles)
    moved = mbtiles.rename(tmp_path / "elsewhere.mbtiles")
    feature.stack.reopen(row_id)
    qtbot.waitUntil(lambda: feature.stack.state(row_id).missing, timeout=PATIENCE)
    card = feature.sheet.cards[row_id]
    assert card.locate.isVisible() and "survey.mbtiles" in card.words.text()
    feature.sheet.verbs.relocate(row_id, moved)
    qtbot.waitUntil(lambda: feature.stack.state(row_id).shown is not None, timeout=PATIENCE)
    assert not card.locate.isVisible()


def test_a_map_is_copied_into_the_case_and_drawn_from_there(qtbot, page, feature, mbtiles, lay):
    feature.show_sheet()
    feature.sheet.copy_box.setChecked(True)
    row_id = lay(mbtiles)
    mbtiles.unlink()
    assert feature.stack.state(row_id).row.in_case
    look_at(map_pane(page), *MARK, 12)
    wait_painted(qtbot, feature)
    assert is_covered(page, spot(page).x(), spot(page).y())


def test_a_click_on_a_shape_shows_its_words_as_plain_text(qtbot, page, feature, lay, tmp_path):
    row_id = lay(geojson(tmp_path / "lines.geojson"))
    qtbot.waitUntil(lambda: feature.stack.state(row_id).shown.shapes is not None, timeout=PATIENCE)
    feature.sheet.close_sheet()
    pane = map_pane(page)
    look_at(pane, 20.0, 20.0, 12)
    wait_painted(qtbot, feature)
    at = pane.canvas.to_view(*feature.stack.state(row_id).shown.shapes.anchor(0)).toPoint()
    QTest.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=at)
    popover = pane.canvas.findChild(ShapePopover)
    assert popover is not None and popover.isVisible()
    assert popover.words.textFormat() == Qt.TextFormat.PlainText and "400 m" in popover.words.text()
    QTest.keyClick(popover, Qt.Key.Key_Escape)


def test_a_picture_of_the_case_is_pinned_by_three_points(qtbot, page, feature):
    session = page.context.session
    photo = next(row for row in session.index.items.values() if row.kind == "photo")
    session.select(replace([photo.id]))
    page.commands.run("picture_as_layer")
    sheet = feature.pin_sheet
    qtbot.waitUntil(lambda: sheet.is_open and sheet.picture.has_picture, timeout=PATIENCE)
    assert not sheet.save_button.isEnabled()
    canvas = map_pane(page).canvas
    width, height = photo.width, photo.height
    spots = [(0.1, 0.1, 20, 60), (0.9, 0.1, 160, 60), (0.5, 0.9, 90, 160)]
    for x, y, left, top in spots:
        at = sheet.picture.to_view(x * width, y * height).toPoint()
        QTest.mouseClick(sheet.picture, Qt.MouseButton.LeftButton, pos=at)
        assert sheet.points.waits
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(left, top))
    assert sheet.points.is_enough and max(one.residual_m for one in sheet.points.points) < 1.0
    QTest.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    stack = feature.stack
    qtbot.waitUntil(lambda: bool(stack.states[0].row.options.get("points")) and bool(stack.shown), timeout=PATIENCE)
    assert not stack.shown[0].facts.questions and len(stack.shown[0].facts.residuals_m) == 3
    assert page.context.session.selection.ids == (photo.id,)


def test_maps_dropped_on_the_map_become_layers_and_elsewhere_an_import(qtbot, page, feature, mbtiles):
    overlay = page.window().findChild(DropOverlay)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(mbtiles))])
    canvas = map_pane(page).canvas
    at = QPointF(canvas.mapTo(page.window(), QPoint(60, 60)))
    buttons, modifiers, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    QApplication.sendEvent(page.window(), QDragEnterEvent(at.toPoint(), copy, mime, buttons, modifiers))
    elsewhere = overlay.accessibleName()
    QApplication.sendEvent(overlay, QDragEnterEvent(at.toPoint(), copy, mime, buttons, modifiers))
    QApplication.sendEvent(overlay, QDragMoveEvent(at.toPoint(), copy, mime, buttons, modifiers))
    assert overlay.accessibleName().startswith("Lay over the map") and overlay.accessibleName() != elsewhere
    QApplication.sendEvent(overlay, QDropEvent(at, copy, mime, buttons, modifiers))
    qtbot.waitUntil(lambda: bool(feature.stack.shown), timeout=PATIENCE)


def test_the_names_of_files_tell_maps_from_pictures(tmp_path):
    plain, map_picture = tmp_path / "a.jpg", tmp_path / "b.jpg"
    for path in (plain, map_picture):
        path.write_bytes(b"")
    map_picture.with_suffix(".jgw").write_bytes(b"")
    tiles = tmp_path / "tiles"
    (tiles / "12" / "2455").mkdir(parents=True)
    assert map_files([map_picture, tiles]) == [map_picture, tiles]
    assert map_files([map_picture, plain]) == []
    assert map_files([]) == []


def geojson(path):
    """A pier and a road."""
    features = [
        ({"name": "North pier", "description": "<b>Length</b> 400 m"}, {"type": "Point", "coordinates": [20.0, 20.0]}),
        ({"name": "طريق"}, {"type": "LineString", "coordinates": [[20.01, 20.0], [20.02, 20.02]]}),
    ]
    rows = [{"type": "Feature", "properties": names, "geometry": shape} for names, shape in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


@pytest.mark.parametrize("angle", [0.0, 35.0])
def test_tiles_stand_at_their_place(qtbot, page, feature, mbtiles, lay, angle):
    """The red pixel of the tiles lies where the map says that its place is."""
    lay(mbtiles)
    pane = map_pane(page)
    look_at(pane, MARK[0], MARK[1] - 0.02, 12)
    pane.canvas.camera.jump(dataclasses.replace(pane.canvas.camera.state, angle=angle))
    wait_painted(qtbot, feature)
    at = pane.canvas.to_view(*to_world(*MARK))
    pixels = painted_without_pins(pane)
    reds = [
        (x, y)
        for x in range(pixels.width())
        for y in range(pixels.height())
        if pixels.pixelColor(x, y).red() > 120 and pixels.pixelColor(x, y).green() < 80
    ]
    assert reds and all(abs(x - at.x()) <= 2 and abs(y - at.y()) <= 2 for x, y in reds)


def painted_without_pins(pane):
    """The tiles alone, at the camera of the view."""
    canvas, renderer = pane.canvas, pane.stage.renderer
    frame = Frame(
        canvas.camera.state, canvas.width(), canvas.height(), 1.0, 0xFFFFFFFF, False, 1, is_cancelled=lambda: False
    )
    image = QImage(canvas.width(), canvas.height(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        renderer.layers.paint(painter, frame, pane.stage.colors, over_names=False)
    return image
