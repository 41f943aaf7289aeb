"""The page of an entity over a copy of the practice case."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from tests.factories.cases import practice_case
from tests.ui.conftest import services

from evidence_board.session import open_session
from evidence_board.ui.board.thing_mime import things_mime
from evidence_board.ui.profile_page.profile_view import ProfileView

NONE = Qt.KeyboardModifier.NoModifier


class Paging:
    """The view over a plain workspace, and short ways to it."""

    def __init__(self, qtbot, context):
        self.qtbot, self.context, self.session = qtbot, context, context.session
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1600, 926)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.view = ProfileView(context, self.window)

    def id_of(self, ref):
        return self.session.index.by_ref[ref]

    def open(self, ref):
        self.view.open_page(self.id_of(ref))
        self.refresh()

    def refresh(self):
        self.view.flush()
        QApplication.processEvents()

    def end(self):
        self.view.leave()
        self.view.body.map.shut_down()

    @property
    def ref(self):
        row = self.view.row
        return row.ref if row is not None and self.view.isVisible() else None

    def press(self, key, modifiers=NONE, widget=None):
        self.qtbot.keyClick(widget or self.view, key, modifiers)

    def double_click(self, widget, point):
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
            spot = QPointF(point)
            where = QPointF(widget.mapToGlobal(point))
            button = Qt.MouseButton.LeftButton
            QApplication.sendEvent(widget, QMouseEvent(kind, spot, where, button, button, NONE))

    def drop(self, moved, target):
        """Drag a row onto another one, or below all; returns what the hint said while it hung there."""
        view = self.view.side.view
        spot = view.row_point(self.id_of(target)) if target else view.viewport().rect().bottomLeft()
        mime = things_mime([self.id_of(moved)])
        link, left = Qt.DropAction.LinkAction, Qt.MouseButton.LeftButton
        QApplication.sendEvent(view.viewport(), QDragEnterEvent(spot, link, mime, left, NONE))
        QApplication.sendEvent(view.viewport(), QDragMoveEvent(spot, link, mime, left, NONE))
        said = self.view.side.hint
        QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(spot), link, mime, left, NONE))
        self.refresh()
        return said


@pytest.fixture
def paging(qtbot, context, no_painter_left):
    made = Paging(qtbot, context)
    yield made
    made.end()


@pytest.fixture
def paging_read_only(qtbot, tmp_path, theme, no_painter_left):
    path = practice_case(tmp_path)
    session = open_session(path, actor="tester", read_only=True)
    with services(session, theme) as context:
        made = Paging(qtbot, context)
        yield made
        made.end()
    session.close()
