"""`NothingHere`: what the map says when there is no photo on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.model.case_index import CaseIndex
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.map.map_content import MapContent
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["NothingHere"]

_VEIL = 0.8


class NothingHere(QWidget):
    """A veil over the map of a case without places, or a line at the top when a filter hides them all.

    Attributes:
        place_wanted: the user asked to place photos.
    """

    place_wanted = Signal()

    def __init__(self, context: UiContext, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._room = parent
        theme = context.theme
        self._empty = EmptyState(
            icon="map-pin",
            title=tr("No photo is placed yet"),
            sentence=tr("Drag a photo onto the map, or let the files with GPS place themselves."),
            action=tr("Place photos"),
            key="G",
            theme=theme,
            parent=self,
        )
        self._empty.triggered.connect(self.place_wanted)
        self._line = _Line(context, parent=self)
        self._state = ""
        self.hide()

    @property
    def covers(self) -> bool:
        """Whether the whole map is veiled."""
        return self._state == "empty"

    def show_for(self, index: CaseIndex, content: MapContent) -> None:
        """Say what is missing, if anything is."""
        state = ""
        if content.is_empty:
            known = any(row.latitude is not None for row in index.items.values()) or bool(index.guesses)
            # A map of one's own and drawings are worth seeing before the first photo is placed.
            drawn = any(row.visible for row in index.layers.values()) or bool(index.drawings)
            state = "filtered" if known else "" if drawn else "empty"
        self._state = state
        self._empty.setVisible(state == "empty")
        if self._empty.button is not None:
            # Without files there is nothing to place.
            self._empty.button.setVisible(bool(index.items))
        self._line.setVisible(state == "filtered")
        self.setVisible(bool(state))
        self.place_in(self._room.size())

    def place_in(self, size: QSize) -> None:
        """Fill the map, or stand at its top."""
        if self._state == "empty":
            self.setGeometry(0, 0, size.width(), size.height())
            self._empty.setGeometry(self.rect())
            self.lower()
        elif self._state == "filtered":
            wanted = self._line.sizeHint()
            self.setGeometry((size.width() - wanted.width()) // 2, 12, wanted.width(), wanted.height())
            self._line.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        if self._state == "empty":
            veil = QColor(self._context.theme.color("pane"))
            veil.setAlphaF(_VEIL)
            painter = QPainter(self)
            painter.fillRect(self.rect(), veil)
            painter.end()


class _Line(QWidget):
    """One raised line with its way out."""

    def __init__(self, context: UiContext, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        words = QLabel(tr("No placed photo passes the filter"), self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("role", "body")
        clear = Button(tr("Clear all"), theme=theme, kind="link", small=True, key=tr("Esc"), parent=self)
        clear.clicked.connect(self._clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 6, 2)
        layout.setSpacing(8)
        layout.addWidget(words)
        layout.addWidget(clear)

    def _clear(self) -> None:
        session = self._context.session
        session.set_filter(session.filter.cleared(), origin="map")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._context.theme.color
        draw_box(painter, self.rect(), radius=8, fill=color("raised"), border=color("line2"))
        painter.end()
