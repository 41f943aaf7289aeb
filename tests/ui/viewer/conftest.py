"""A window with a gallery and the viewer over it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from tests.factories.cases import practice_session
from tests.ui.conftest import services

from evidence_board.case.regions import read_regions
from evidence_board.selection import replace
from evidence_board.ui.gallery.gallery_pane import GalleryPane
from evidence_board.ui.viewer.viewer import Viewer


class Window:
    def __init__(self, qtbot, context):
        self.qtbot, self.context = qtbot, context
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        layout = QHBoxLayout(self.widget)
        self.gallery = GalleryPane(context)
        layout.addWidget(self.gallery)
        self.viewer = Viewer(context, self.widget)
        context.requests.preview.connect(self.viewer.show_item)
        self.widget.resize(1000, 760)
        self.widget.show()
        qtbot.waitExposed(self.widget)
        self.widget.activateWindow()
        self.gallery.flush()

    @property
    def session(self):
        return self.context.session

    @property
    def canvas(self):
        return self.viewer.still.canvas

    @property
    def store(self):
        return self.canvas.store

    @property
    def desk(self):
        return self.viewer.desk

    def open(self, position=0, *, ref=""):
        """Open a file from the gallery with Space."""
        self.gallery.view.setFocus()
        item_id = self.session.index.by_ref[ref] if ref else self.gallery.order[position]
        self.session.select(replace([item_id]))
        self.gallery.flush()
        self.qtbot.keyClick(self.gallery.view, Qt.Key.Key_Space)
        return item_id

    def wait_pixels(self):
        self.qtbot.waitUntil(lambda: self.store.overview is not None and self.store.is_settled)

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.viewer, key, modifiers)

    def rows(self):
        return self.session.read(read_regions, self.viewer.item_id)

    def settle(self):
        self.session.on_writer(lambda: None).result()
        self.qtbot.waitUntil(lambda: self.context.jobs.is_idle and self.store.is_settled)
        self.qtbot.waitUntil(lambda: self.desk.rows == self.rows())

    def at(self, x, y):
        """Where a fraction of the picture lies in the canvas."""
        return self.canvas.sight.to_widget((x, y)).toPoint()

    def drag(self, start, end, modifiers=Qt.KeyboardModifier.NoModifier):
        first, last = self.at(*start), self.at(*end)
        self.qtbot.mousePress(self.canvas, Qt.MouseButton.LeftButton, modifiers, first)
        for step in range(1, 5):
            self.qtbot.mouseMove(self.canvas, first + (last - first) * step / 4)
        self.qtbot.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, modifiers, last)

    def wheel(self, steps, at):
        event = QWheelEvent(
            QPointF(at),
            QPointF(self.canvas.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.canvas, event)


@pytest.fixture
def window(qtbot, context):
    return Window(qtbot, context)


@pytest.fixture
def read_only_window(qtbot, tmp_path, theme):
    with practice_session(tmp_path) as first:
        path = first.case.path
        first.close()
    from evidence_board.session import open_session

    session = open_session(path, actor="tester", read_only=True)
    try:
        with services(session, theme) as found:
            yield Window(qtbot, found)
    finally:
        session.close()
