"""`PositionReadout`: the position under the pointer, in the notation the user has chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_board.geo.coordinate_formats import Form
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.position_forms import choose_form, chosen_form, form_menu, form_name, written
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill

__all__ = ["PositionReadout"]

_MARGIN, _PAD, _HEIGHT, _ABOVE = 12, 8, 24, 56


class PositionReadout(Clickable):
    """A small line in a corner of the map; a click on it chooses the notation.

    Attributes:
        form: the notation now.
        shown: what it says.
        form_chosen: another notation was chosen.
    """

    form_chosen = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self.form = chosen_form()
        self.shown = ""
        self._at: tuple[float, float] | None = None
        self._seen = QSize()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.clicked.connect(self.open_menu)
        self.describe(tr("Position under the pointer: choose how it is written"))
        self.hide()

    def show_position(self, at: tuple[float, float] | None) -> None:
        """Show (latitude, longitude); None keeps the last one."""
        if at is None:
            return
        self._at = at
        text = written(*at, self.form)
        if text != self.shown:
            self.shown = text
            self.setAccessibleDescription(f"{form_name(self.form)}: {text}")
            self._place()
        self.setVisible(True)
        self.update()

    def set_form(self, form: Form) -> None:
        """Write positions in another notation from now on."""
        self.form = form
        choose_form(self.form)
        self.show_position(self._at)
        self.form_chosen.emit()

    def open_menu(self) -> None:
        """Offer the notations."""
        menu = form_menu(self, chosen=self.form, take=self.set_form)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def place_in(self, size: QSize) -> None:
        """Stand above the scale bar of a map of this size."""
        self._seen = size
        self._place()

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.shown)
        return QSize(width + 2 * _PAD, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the figures."""
        painter = QPainter(self)
        color = self.theme.color
        draw_box(painter, self.rect(), radius=4, fill=color("pane"), border=color("line2"))
        if self.underMouse():
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self.theme))
        draw_text(
            painter,
            self.rect(),
            # Figures without a letter would be turned round in a window that reads from right to left.
            f"\u200e{self.shown}",
            font=self.font(),
            colour=color("text"),
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        painter.end()

    def _place(self) -> None:
        if self._seen.isEmpty():
            return
        wide = min(self.sizeHint().width(), self._seen.width() - 2 * _MARGIN)
        self.setGeometry(_MARGIN, self._seen.height() - _ABOVE - _HEIGHT, wide, _HEIGHT)
