"""`ComboBox`: a choice from a list, with the arrow of our icons."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_text, leading, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["ComboBox"]

_ARROW, _END, _START, _BEFORE_ARROW = 14, 9, 12, 14


class ComboBox(QComboBox):
    """Qt's combo box as the design draws it."""

    def __init__(self, *, name: str, theme: Theme, small: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty box.

        Args:
            name: what is chosen, already translated; the accessible name.
            theme: the look.
            small: 28 px high instead of 32.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("small", small)
        # The list of the style itself ignores the stylesheet's rows.
        self.setView(QListView(self))

    def event(self, event: QEvent) -> bool:
        """Say the whole text under the pointer while it is cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            cut = self._fitting() != self.currentText()
            QToolTip.showText(event.globalPos(), plain_tip(self.currentText()) if cut else "", self)
            return True
        return super().event(event)

    def _fitting(self) -> str:
        room = self.width() - _START - _END - _ARROW - _BEFORE_ARROW
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, max(room, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with as much of its text as fits, then its arrow; the text alone where nothing can be chosen."""
        if not self.isEnabled():
            self._paint_fact()
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        # The style itself cuts a long text through the middle of a letter.
        option.currentText = self._fitting()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        place = QRect(self.width() - _END - _ARROW, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        draw_icon(painter, "chevron-down", visual(self, place), self._theme.color("text2"))
        painter.end()

    def _paint_fact(self) -> None:
        painter = QPainter(self)
        small = bool(self.property("small"))
        font, ink = self._theme.font("small" if small else "body"), self._theme.color("text")
        draw_text(painter, self.rect(), self.currentText(), font=font, colour=ink, align=leading(self))
        painter.end()
