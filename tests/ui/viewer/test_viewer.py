"""The viewer over the panes: opening, going on, zoom, turn, adjust, and what it says when there is no picture."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.factories import photos
from tests.factories.cases import empty_session, import_into
from tests.ui.conftest import services
from tests.ui.viewer.conftest import Window

from evidence_board.case.details import read_original
from evidence_board.operations.entities import bin_things

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_space_shows_the_thumbnail_at_once_and_then_the_pixels(window):
    item_id = window.gallery.order[0]
    window.qtbot.waitUntil(lambda: window.context.thumbnails.peek(item_id) is not None)
    window.open(0)
    viewer = window.viewer
    assert viewer.is_open and viewer.item_id == item_id and viewer.geometry() == window.widget.rect()
    assert window.canvas.has_picture and not window.store.has_pixels
    assert window.canvas.sight.whole.width() == window.session.index.items[item_id].width
    window.wait_pixels()
    assert window.canvas.sight.is_fitted and window.store.finest(window.canvas.sight.scale)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_esc_and_space_close_and_the_keyboard_is_back_where_it_was(window, key):
    window.open(2)
    assert window.viewer.hasFocus()
    window.key(key)
    assert not window.viewer.is_open and window.viewer.item_id is None
    assert window.gallery.view.hasFocus()


def test_arrows_follow_the_order_of_the_gallery_and_stop_at_its_ends(window):
    order = window.gallery.order
    window.open(0)
    window.key(Qt.Key.Key_Left)
    assert window.viewer.item_id == order[0]
    window.key(Qt.Key.Key_Right)
    window.key(Qt.Key.Key_PageDown)
    assert window.viewer.item_id == order[2] == window.session.selection.current
    assert window.viewer.header.place.text() == "3 of 48"
    window.qtbot.mouseClick(window.viewer.header.buttons["back"], Qt.MouseButton.LeftButton)
    assert window.viewer.item_id == order[1]


def test_right_to_left_the_left_arrow_goes_on(qtbot, context):
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = Window(qtbot, context)
    window.open(0)
    window.key(Qt.Key.Key_Left)
    assert window.viewer.item_id == window.gallery.order[1]


def test_a_file_selected_elsewhere_is_shown_instead(window):
    window.open(0)
    from evidence_board.selection import replace

    window.session.select(replace([window.gallery.order[5]]), origin="inspector")
    assert window.viewer.item_id == window.gallery.order[5]


def test_the_wheel_zooms_at_the_pointer_and_space_drags(window):
    window.open(ref="M-019")
    window.wait_pixels()
    sight = window.canvas.sight
    fitted, at = sight.scale, window.canvas.rect().center() + QPoint(60, 40)
    under = sight.to_fraction(at)
    window.wheel(3, at)
    assert sight.scale == pytest.approx(fitted * 1.2**3)
    assert sight.to_fraction(at) == pytest.approx(under, abs=0.003)
    window.key(Qt.Key.Key_Z)
    assert sight.is_fitted
    window.key(Qt.Key.Key_Z)
    assert sight.scale == 1.0
    window.wait_pixels()
    # With a tool taken, space held moves the picture and does not close.
    window.key(Qt.Key.Key_R)
    before = sight.place().topLeft()
    window.qtbot.keyPress(window.viewer, Qt.Key.Key_Space)
    middle = window.canvas.rect().center()
    window.qtbot.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=middle)
    window.qtbot.mouseMove(window.canvas, middle - QPoint(40, 30))
    window.qtbot.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=middle - QPoint(40, 30))
    window.qtbot.keyRelease(window.viewer, Qt.Key.Key_Space)
    assert window.viewer.is_open and sight.place().topLeft() == before - QPoint(40, 30)
    for _ in range(30):
        window.wheel(-1, at)
    assert sight.is_fitted and sight.scale == pytest.approx(fitted)


def test_turned_and_mirrored_for_the_eye_only_and_put_back(window):
    item_id = window.open(ref="M-019")
    window.wait_pixels()
    still, sight = window.viewer.still, window.canvas.sight
    sha = window.session.read(read_original, item_id).sha256
    step = window.session.undo_step()
    assert still.note.isHidden()
    window.key(Qt.Key.Key_R, SHIFT)
    assert sight.angle == 90 and sight.place().height() > sight.place().width()
    assert still.note.isVisible() and "original is unchanged" in still.note.words.text()
    window.key(Qt.Key.Key_M, SHIFT)
    assert sight.mirrored and window.viewer.header.buttons["mirror"].isChecked()
    window.qtbot.mouseClick(still.note.reset, Qt.MouseButton.LeftButton)
    assert not sight.is_turned and still.note.isHidden()
    assert window.session.undo_step() == step
    assert window.session.read(read_original, item_id).sha256 == sha


def test_adjusting_changes_the_picture_shown_and_nothing_else(window):
    window.open(ref="M-019")
    window.wait_pixels()
    panel, still = window.viewer.still.panel, window.viewer.still

    def middle():
        return window.canvas.grab().toImage().pixelColor(window.canvas.rect().center())

    plain = middle()
    window.key(Qt.Key.Key_A, SHIFT)
    assert panel.isVisible() and window.viewer.header.buttons["adjust"].isChecked()
    window.qtbot.mouseClick(panel.inverted, Qt.MouseButton.LeftButton)
    window.wait_pixels()
    window.qtbot.waitUntil(lambda: middle() != plain)
    turned = middle()
    assert abs(turned.red() - (255 - plain.red())) <= 6 and still.note.isVisible()
    window.qtbot.mouseClick(panel.inverted, Qt.MouseButton.LeftButton)
    window.qtbot.mouseClick(panel.grey, Qt.MouseButton.LeftButton)

    def is_grey():
        colour = QColor(middle())
        return max(colour.red(), colour.green(), colour.blue()) - min(colour.red(), colour.green(), colour.blue()) <= 3

    window.qtbot.waitUntil(is_grey)
    panel.sliders["brightness"].setFocus()
    before = middle().lightness()
    for _ in range(3):
        window.qtbot.keyClick(panel.sliders["brightness"], Qt.Key.Key_PageUp)
    window.qtbot.waitUntil(lambda: middle().lightness() > before)
    window.key(Qt.Key.Key_0, CTRL)
    window.qtbot.waitUntil(lambda: middle() == plain)
    assert still.note.isHidden() and not still.is_changed


def test_a_fine_turn_keeps_regions_on_what_they_mark(window):
    window.open(ref="M-019")
    window.wait_pixels()
    window.key(Qt.Key.Key_A, SHIFT)
    sight = window.canvas.sight
    window.viewer.still.panel.sliders["turn"].setValue(125)
    assert sight.angle == 12.5
    at = sight.to_widget((0.3, 0.7))
    assert sight.to_fraction(at) == pytest.approx((0.3, 0.7), abs=1e-6)
    window.viewer.still.panel.sliders["turn"].setValue(0)
    assert not sight.is_turned


def test_the_loupe_and_the_full_screen(window):
    window.open(ref="M-019")
    window.wait_pixels()
    window.qtbot.mouseMove(window.canvas, window.canvas.rect().center())
    plain = window.canvas.grab().toImage()
    window.key(Qt.Key.Key_L, SHIFT)
    window.qtbot.mouseMove(window.canvas, window.canvas.rect().center() + QPoint(2, 2))
    assert window.canvas.loupe.is_on and window.canvas.grab().toImage() != plain
    window.key(Qt.Key.Key_Escape)
    assert not window.canvas.loupe.is_on and window.viewer.is_open
    window.key(Qt.Key.Key_F11)
    assert window.widget.isFullScreen()
    window.key(Qt.Key.Key_Escape)
    assert not window.widget.isFullScreen() and window.viewer.is_open


def test_a_file_that_goes_to_the_bin_closes_the_viewer(window):
    item_id = window.open(2)
    window.context.perform(bin_things, things=[("item", item_id)])
    window.qtbot.waitUntil(lambda: not window.viewer.is_open)


def test_what_cannot_be_shown_is_said_in_words(qtbot, tmp_path, theme):
    folder = tmp_path / "in"
    photos.truncated(folder / "cut.jpg", keep=0.02)
    (folder / "letter.pdf").write_bytes(b"%PDF-1.4 nothing to see")
    with empty_session(tmp_path) as session:
        import_into(session, folder)
        with services(session, theme) as context:
            window = Window(qtbot, context)
            words = window.viewer.still.words
            by_name = {item.file_name: item.id for item in session.index.items.values()}
            context.requests.preview.emit(by_name["letter.pdf"])
            assert words.isVisible() and "no picture" in words.text()
            context.requests.preview.emit(by_name["cut.jpg"])
            qtbot.waitUntil(lambda: words.isVisible() and "cannot be read" in words.text())
            assert "original is kept" in words.text() or "Copy it again" in words.text()


def test_the_original_is_copied_byte_for_byte(window):
    item_id = window.open(ref="M-019")
    item = window.session.index.items[item_id]
    QGuiApplication.clipboard().setText("before")
    menu = window.viewer._originals.menu(item)
    menu.actions()[0].trigger()
    window.qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().mimeData().urls()))
    path = QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile()
    sha256 = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    assert sha256 == window.session.read(read_original, item_id).sha256
    QGuiApplication.clipboard().clear()


def test_a_large_picture_is_sharp_pixel_for_pixel(qtbot, tmp_path, theme):
    folder = tmp_path / "in"
    photos.jpeg(folder / "large.jpg", size=(5200, 3900), noise=2)
    with empty_session(tmp_path) as session:
        import_into(session, folder)
        with services(session, theme) as context:
            window = Window(qtbot, context)
            window.open(0)
            window.wait_pixels()
            assert not window.store.finest(1.0)
            window.key(Qt.Key.Key_Z)
            assert window.canvas.sight.scale == 1.0
            qtbot.waitUntil(lambda: window.store.finest(1.0))
            window.wait_pixels()
            assert window.canvas.sight.whole.width() == 5200


def test_a_small_picture_is_shown_pixel_for_pixel_too(qtbot, tmp_path, theme):
    folder = tmp_path / "in"
    photos.jpeg(folder / "small.jpg", size=(320, 240))
    with empty_session(tmp_path) as session:
        import_into(session, folder)
        with services(session, theme) as context:
            window = Window(qtbot, context)
            window.open(0)
            window.wait_pixels()
            sight = window.canvas.sight
            assert sight.is_fitted and sight.scale > 1.0
            window.key(Qt.Key.Key_Z)
            assert not sight.is_fitted and sight.scale == 1.0
            window.key(Qt.Key.Key_Minus)
            assert sight.scale == 1.0
            window.key(Qt.Key.Key_Z)
            assert sight.is_fitted and sight.scale > 1.0
