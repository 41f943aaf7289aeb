"""`BaseCard`: the basemap at the foot of the list of layers: what it is made from, and how it draws borders."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["BaseCard"]


class BaseCard(QWidget):
    """Lies under all layers and cannot be taken away.

    Signals:
        local_names_wanted: (yes or no) names of vector maps in the script of the country.
    """

    local_names_wanted = Signal(bool)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(4)
        layout.addWidget(ElidedLabel(tr("Basemap of the program"), theme=theme, role="bodyStrong"))
        layout.addWidget(
            ElidedLabel(tr("Natural Earth, GeoNames · offline"), theme=theme, role="small", colour="text2")
        )
        self.policy = plain_label(
            tr(
                "Borders show who holds the ground, as Natural Earth records it, not who should. Lines that a party"
                " disputes, lines of control and claims are dashed."
            ),
            "hint",
        )
        layout.addWidget(self.policy)
        self.local_names = CheckBox(tr("Vector maps: names in the local script"), theme=theme)
        self.local_names.toggled.connect(self.local_names_wanted)
        layout.addWidget(self.local_names)
        self.setAccessibleName(tr("Basemap of the program"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline."""
        painter = QPainter(self)
        color = self._theme.color
        draw_box(painter, self.rect(), radius=self._theme.tokens.radius["control"], border=color("line"))
        painter.end()
