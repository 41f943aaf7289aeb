"""`ExactSwitch`: whether what is typed is meant to the letter, with case and accents."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill

__all__ = ["ExactSwitch"]

_HEIGHT, _PADDING = 24, 8


class ExactSwitch(Clickable):
    """A small switch in the head of the palette; Ctrl E, and quotation marks do the same for a part."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self.setCheckable(True)
        self.setText(tr("Exact"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Exact: case and accents count"))
        self.setToolTip(f"{tr('Case, accents and script count, as in quotation marks')}   Ctrl E")

    def sizeHint(self) -> QSize:
        """Return the room of its word."""
        wide = round(self.theme.metrics("small", weight=500).horizontalAdvance(self.text()))
        return QSize(wide + 2 * _PADDING + 2, self.theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it like a chip, in the accent colour while it is on."""
        painter = QPainter(self)
        color, radius = self.theme.color, self.theme.tokens.radius["chip"]
        box = QRect(self.rect())
        if self.isChecked():
            draw_box(painter, box, radius=radius, fill=color("accentSoft"), border=color("accentText"))
        else:
            fill = hover_fill(self.theme) if self.underMouse() else None
            draw_box(painter, box, radius=radius, fill=fill, border=color("line2"))
        ink = color("accentText" if self.isChecked() else "text2")
        font = self.theme.font("small", weight=500)
        draw_text(painter, box, self.text(), font=font, colour=ink, align=Qt.AlignmentFlag.AlignCenter)
        painter.end()
