"""`PlacementPanel`: position, direction, evidence, levels and reason of the item that is being placed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.pane_header import PaneHeader

__all__ = ["PlacementPanel"]

_PADDING = 16


class PlacementPanel(QWidget):
    """A header, sections that scroll, and buttons at the foot.

    Attributes:
        header: says whether everything is saved.
        foot: layout of the buttons at the foot.
    """

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        theme = desk.context.theme
        self._desk = desk
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header = PaneHeader(tr("Placement"), theme=theme, parent=self)
        inner = QWidget()
        self._sections = QVBoxLayout(inner)
        self._sections.setContentsMargins(_PADDING, 10, _PADDING, 10)
        self._sections.setSpacing(10)
        self._evidence = QVBoxLayout()
        self._evidence.setSpacing(10)
        self._above = QVBoxLayout()
        self._above.setSpacing(10)
        self._below = QVBoxLayout()
        self._below.setSpacing(10)
        for part in (self._above, self._evidence, self._below):
            self._sections.addLayout(part)
        self._sections.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidget(inner)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(_PADDING, 10, _PADDING, 14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(self.foot)

    def add_section(self, widget: QWidget) -> None:
        """Add a section between the position and the levels."""
        self._evidence.addWidget(widget)

    def add_above(self, widget: QWidget) -> None:
        """Add a section above those of others."""
        self._above.addWidget(widget)

    def add_below(self, widget: QWidget) -> None:
        """Add a section below those of others."""
        self._below.addWidget(widget)
