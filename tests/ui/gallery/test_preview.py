"""The large preview: a worker decodes, the window shows; keys and wheel."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from tests.factories import photos
from tests.factories.cases import empty_session, import_into
from tests.ui.conftest import services

from evidence_board.ui.gallery.gallery_pane import GalleryPane
from evidence_board.ui.gallery.preview import Preview


class Window:
    """A window with a gallery and the preview over it."""

    def __init__(self, qtbot, context):
        self.qtbot, self.context = qtbot, context
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        layout = QHBoxLayout(self.widget)
        self.gallery = GalleryPane(context)
        layout.addWidget(self.gallery)
        self.preview = Preview(context, self.widget)
        context.requests.preview.connect(self.preview.show_item)
        self.widget.resize(900, 700)
        self.widget.show()
        qtbot.waitExposed(self.widget)
        self.widget.activateWindow()
        self.gallery.flush()

    def open(self, position):
        self.gallery.view.setFocus()
        item_id = self.gallery.order[position]
        self.context.session.select(type(self.context.session.selection)((item_id,), item_id, item_id))
        self.gallery.flush()
        self.qtbot.keyClick(self.gallery.view, Qt.Key.Key_Space)
        return item_id

    @property
    def picture(self):
        return self.preview.canvas._picture

    def wait_full(self, width):
        self.qtbot.waitUntil(lambda: self.picture is not None and self.picture.width() == width, timeout=20_000)


@pytest.fixture
def window(qtbot, context):
    return Window(qtbot, context)


def test_space_shows_the_thumbnail_at_once_and_then_the_whole_picture(window):
    item_id = window.gallery.order[0]
    window.qtbot.waitUntil(lambda: window.context.thumbnails.peek(item_id) is not None)
    window.open(0)
    preview = window.preview
    assert preview.is_open and preview.item_id == item_id and preview.geometry() == window.widget.rect()
    assert window.picture.width() == 504
    assert preview.canvas._whole.width() == window.context.session.index.items[item_id].width
    window.wait_full(max(preview.canvas.width(), preview.canvas.height()))
    assert preview.canvas.is_fitted


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_esc_and_space_close_and_the_keyboard_is_back_where_it_was(window, key):
    window.open(2)
    assert window.preview.hasFocus()
    window.qtbot.keyClick(window.preview, key)
    assert not window.preview.is_open and window.preview.item_id is None
    assert window.gallery.view.hasFocus()


def test_arrows_follow_the_order_of_the_gallery_and_stop_at_its_ends(window):
    order = window.gallery.order
    window.open(0)
    window.qtbot.keyClick(window.preview, Qt.Key.Key_Left)
    assert window.preview.item_id == order[0]
    window.qtbot.keyClick(window.preview, Qt.Key.Key_Right)
    window.qtbot.keyClick(window.preview, Qt.Key.Key_Right)
    assert window.preview.item_id == order[2] == window.context.session.selection.current
    assert window.preview.tools._place.text().endswith("3 of 48")
    window.qtbot.mouseClick(window.preview.tools.back, Qt.MouseButton.LeftButton)
    assert window.preview.item_id == order[1]
    assert not window.preview.hasFocus() or window.preview.is_open


def test_right_to_left_the_left_arrow_goes_on(qtbot, context):
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = Window(qtbot, context)
    window.open(0)
    window.qtbot.keyClick(window.preview, Qt.Key.Key_Left)
    assert window.preview.item_id == window.gallery.order[1]


def wheel(canvas, steps, at):
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_the_wheel_zooms_at_the_pointer_and_sharper_pixels_follow(window):
    window.open(0)
    canvas = window.preview.canvas
    window.wait_full(max(canvas.width(), canvas.height()))
    fitted, at = canvas.scale, canvas.rect().center() + QPoint(60, 40)
    place = canvas._place()
    share = (at.x() - place.x()) / place.width()
    wheel(canvas, 3, at)
    assert canvas.scale == pytest.approx(fitted * 1.2**3)
    place = canvas._place()
    assert (at.x() - place.x()) / place.width() == pytest.approx(share, abs=0.002)
    window.qtbot.keyClick(window.preview, Qt.Key.Key_Z)
    assert canvas.is_fitted
    window.qtbot.keyClick(window.preview, Qt.Key.Key_Z)
    assert canvas.scale == 1.0
    window.wait_full(1600)
    before = canvas._place()
    window.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    window.qtbot.mouseMove(canvas, canvas.rect().center() - QPoint(50, 0))
    window.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center() - QPoint(50, 0))
    assert canvas._place().x() <= before.x()
    for _ in range(30):
        wheel(canvas, -1, at)
    assert canvas.is_fitted and canvas.scale == pytest.approx(fitted)


def test_a_video_shows_its_poster(window):
    session = window.context.session
    clip = next(item for item in session.index.items.values() if item.kind == "video")
    window.context.requests.preview.emit(clip.id)
    window.wait_full(max(window.preview.canvas.width(), window.preview.canvas.height(), 504))


def test_a_file_that_goes_to_the_bin_closes_the_preview(window):
    from evidence_board.operations.entities import bin_things

    item_id = window.open(0)
    window.context.perform(bin_things, things=[("item", item_id)])
    window.qtbot.waitUntil(lambda: not window.preview.is_open)


def test_what_cannot_be_shown_is_said_in_words(qtbot, tmp_path, theme):
    folder = tmp_path / "in"
    photos.truncated(folder / "cut.jpg", keep=0.02)
    (folder / "letter.pdf").write_bytes(b"%PDF-1.4 nothing to see")
    with empty_session(tmp_path) as session:
        import_into(session, folder)
        with services(session, theme) as context:
            window = Window(qtbot, context)
            words = window.preview._words
            by_name = {item.file_name: item.id for item in session.index.items.values()}
            context.requests.preview.emit(by_name["letter.pdf"])
            assert words.isVisible() and "no picture" in words.text()
            context.requests.preview.emit(by_name["cut.jpg"])
            qtbot.waitUntil(lambda: words.isVisible() and "cannot be read" in words.text(), timeout=20_000)
            assert "original is kept" in words.text() or "Copy it again" in words.text()
