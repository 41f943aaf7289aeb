"""The user's own maps in the window: added, seen, ordered, faded, compared, lost and found, pinned; real events."""

import dataclasses
import json

import pytest
from pyproj import Transformer
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.factories.map_files import MARK, marked_tiles, write_folder

from evidence_board.geo.mercator import to_world
from evidence_board.operations.map_layers import update_layer
from evidence_board.selection import replace
from evidence_board.text_match import matcher
from evidence_board.ui.canvas import Frame
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.drop_overlay import DropOverlay
from evidence_board.ui.map_layers.crs_words import likely_system, system_typed
from evidence_board.ui.map_layers.layer_files import map_files
from evidence_board.ui.map_layers.shape_clicks import ShapePopover
from evidence_board.ui.palette.layer_entries import layer_group

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


def geojson(path, *, at=(20.0, 20.0)):
    """A pier and a road."""
    y, x = at
    features = [
        ({"name": "North pier", "description": "<b>Length</b> 400 m"}, {"type": "Point", "coordinates": [x, y]}),
        ({"name": "طريق"}, {"type": "LineString", "coordinates": [[x + 0.01, y], [x + 0.02, y + 0.02]]}),
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


def test_a_map_that_is_not_in_view_is_gone_to_and_lies_beside_the_list(qtbot, page, feature, mbtiles, lay):
    """Dropped from afar it would be a speck under a pin; the list covers the right of the map."""
    pane = map_pane(page)
    look_at(pane, 10.0, 10.0, 12)
    lay(mbtiles)
    left, top = to_world(35.0, 35.8)
    right, bottom = to_world(34.8, 36.0)
    canvas = pane.canvas
    edge = canvas.mapTo(page.workspace, QPoint(canvas.width(), 0)).x()
    free = canvas.width() - max(0, edge - (page.workspace.width() - feature.sheet.width()))

    def lies_in_the_free_part():
        first, last = canvas.to_view(left, top), canvas.to_view(right, bottom)
        return 0 < first.x() < last.x() < free and 0 < first.y() < last.y() < canvas.height()

    qtbot.waitUntil(lies_in_the_free_part, timeout=PATIENCE)
    # What is in view already is not gone to again.
    look_at(pane, *MARK, 12)
    before = canvas.camera.target
    lay(geojson(mbtiles.parent / "lines.geojson", at=MARK))
    assert canvas.camera.target == before


def test_a_world_file_in_metres_asks_for_its_coordinate_system(qtbot, page, feature, lay, tmp_path):
    pane = map_pane(page)
    look_at(pane, *MARK, 10)
    path = tmp_path / "survey.png"
    QImage(60, 40, QImage.Format.Format_RGB32).save(str(path))
    easting, northing = Transformer.from_crs(4326, 32637, always_xy=True).transform(MARK[1], MARK[0])
    path.with_suffix(".pgw").write_text(f"100\n0\n0\n-100\n{easting - 3000}\n{northing + 2000}\n")
    row_id = lay(path)
    card = feature.sheet.cards[row_id]
    assert card.system.isVisible() and not feature.pin_sheet.is_open
    QTest.mouseClick(card.system, Qt.MouseButton.LeftButton)
    popover = card.findChild(NamePopover)
    assert popover.field.text() == "EPSG:32636"  # 35.886 E is in zone 36, its surveyors used the next
    popover.field.setText("nowhere")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    qtbot.waitUntil(feature.sheet.result.isVisible, timeout=PATIENCE)
    QTest.mouseClick(card.system, Qt.MouseButton.LeftButton)
    popover = [one for one in card.findChildren(NamePopover) if one.isVisible()][-1]
    popover.field.setText("utm 37n")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: feature.stack.state(row_id).row.options.get("crs") == "EPSG:32637", timeout=PATIENCE)
    qtbot.waitUntil(lambda: feature.stack.state(row_id).shown is not None, timeout=PATIENCE)
    assert not card.system.isVisible()
    bounds = feature.stack.state(row_id).shown.facts.bounds
    assert bounds.south < MARK[0] < bounds.north and bounds.west < MARK[1] < bounds.east
    undo(page, qtbot, lambda: "crs" not in feature.stack.state(row_id).row.options)


def test_rows_of_a_folder_can_count_from_the_south(qtbot, page, feature, lay, tmp_path):
    folder = write_folder(tmp_path / "tiles v1.2", marked_tiles((9, 10)), tms=True)
    row_id = lay(folder)
    assert feature.stack.state(row_id).row.name == "tiles v1.2"
    assert feature.stack.state(row_id).shown.facts.bounds.north < 0
    feature.sheet.verbs.set_option(row_id, "tms", on=True)
    qtbot.waitUntil(
        lambda: bool(feature.stack.shown) and feature.stack.shown[0].facts.bounds.south > 30, timeout=PATIENCE
    )
    feature.sheet.verbs.set_option(row_id, "tms", on=False)
    qtbot.waitUntil(lambda: feature.stack.state(row_id).row.options.get("tms") is False, timeout=PATIENCE)


def test_the_palette_finds_layers_by_name(qtbot, page, feature, mbtiles, lay):
    row_id = lay(mbtiles)
    feature.sheet.close_sheet()
    (group,) = layer_group(
        page.context.session.index.layers.values(), matcher("surv"), page.context.requests,
        set_visible=lambda row, shown: feature.sheet.verbs.set_visible(row, visible=shown),
    )  # fmt: skip
    (entry,) = group.entries
    assert entry.title == "Survey" and entry.action("visible").words == "Hide"
    entry.action("visible").run()
    qtbot.waitUntil(lambda: not feature.stack.state(row_id).row.visible, timeout=PATIENCE)
    look_at(map_pane(page), 10.0, 10.0, 5)
    entry.action("map").run()
    qtbot.waitUntil(lambda: feature.stack.state(row_id).row.visible, timeout=PATIENCE)
    qtbot.waitUntil(lambda: feature.maps[0].shows(row_id) and map_pane(page).stage.camera.zoom > 8, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("32637", "EPSG:32637"), ("epsg: 28407", "EPSG:28407"), ("UTM 37", "EPSG:32637"), ("utm zone 5s", "EPSG:32705"),
        ("WGS 84 / UTM zone 37N", "EPSG:32637"), ("UTM 61N", ""), ("Tartus", ""), ("", ""), ("12", ""),
        ('PROJCS["x"]', 'PROJCS["x"]'),
    ],
)  # fmt: skip
def test_coordinate_systems_as_people_type_them(typed, meant):
    assert system_typed(typed) == meant


@pytest.mark.parametrize(
    ("place", "near", "likely"),
    [
        ((580_000.0, 3_860_000.0), (34.9, 35.9), "EPSG:32636"), ((580_000.0, 7_000_000.0), (-27.0, 28.0), "EPSG:32735"),
        ((6_580_000.0, 5_500_000.0), (49.0, 33.5), "EPSG:28406"),
        ((3_994_000.0, 4_150_000.0), (34.9, 35.9), "EPSG:3857"),
        ((9e7, 9e7), (0.0, 0.0), ""),
    ],
)  # fmt: skip
def test_the_likely_coordinate_system_of_a_world_file(place, near, likely):
    assert likely_system([10, 0, 0, -10, *place], latitude=near[0], longitude=near[1]) == likely


def test_of_several_files_each_says_what_is_wrong_or_asked(qtbot, page, feature, tmp_path):
    for name in ("one.mbtiles", "two.mbtiles"):
        (tmp_path / name).write_bytes(b"SQLite format 3\0" + bytes(200))
    picture = tmp_path / "photo of the sky.png"
    QImage(60, 40, QImage.Format.Format_RGB32).save(str(picture))
    feature.show_sheet()
    feature.sheet.add([tmp_path / "one.mbtiles", picture, tmp_path / "two.mbtiles"])
    qtbot.waitUntil(lambda: bool(feature.stack.shown), timeout=PATIENCE)
    qtbot.waitUntil(lambda: "one.mbtiles" in words(feature) and "two.mbtiles" in words(feature), timeout=PATIENCE)
    (card,) = feature.sheet.cards.values()
    # The list stays, with what went wrong; the picture waits for a click.
    assert feature.sheet.is_open and card.pin.isVisible() and not card.system.isVisible()
    QTest.mouseClick(card.pin, Qt.MouseButton.LeftButton)
    assert feature.pin_sheet.is_open and not feature.sheet.is_open


def words(feature):
    return feature.sheet.result.accessibleName() + " ".join(
        label.text() for label in feature.sheet.result.findChildren(QLabel)
    )


def test_the_list_stays_above_another_workspace(page, feature):
    feature.show_sheet()
    page.workspace.show_guest(QWidget())
    sheet = feature.sheet
    inside = page.workspace.childAt(sheet.geometry().center())
    assert inside is sheet or sheet.isAncestorOf(inside)
    page.workspace.show_guest(None)


def test_copying_tells_how_far_it_is_and_can_be_stopped(qtbot, page, feature, mbtiles):
    with mbtiles.open("ab") as file:
        file.truncate(160 << 20)  # zeros behind the pages: nothing is read of them, all is copied
    feature.show_sheet()
    feature.sheet.copy_box.setChecked(True)
    feature.sheet.add([mbtiles])
    copying = feature.sheet.copying
    qtbot.waitUntil(copying.isVisible, timeout=PATIENCE)
    assert "Survey" in copying.words.text()
    QTest.mouseClick(copying.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not feature.sheet.job.is_running, timeout=PATIENCE)
    assert not feature.stack.states and not copying.isVisible()
