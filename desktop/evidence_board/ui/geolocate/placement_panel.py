"""`PlacementPanel`: position, direction, evidence, levels and reason of the item that is being placed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.last_changes import LastChanges
from evidence_board.ui.geolocate.level_bar import LevelBar
from evidence_board.ui.geolocate.levels_section import LevelsSection
from evidence_board.ui.geolocate.panel_scroll import PanelScroll
from evidence_board.ui.geolocate.position_section import PositionSection
from evidence_board.ui.geolocate.why_section import WhySection
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.pane_header import PaneHeader

__all__ = ["PlacementPanel"]

_PADDING = 16


class PlacementPanel(QWidget):
    """A header, sections that scroll, and buttons at the foot.

    Attributes:
        header: the heading.
        saved: whether everything is saved.
        position: place, coordinates, direction and view.
        levels: how sure one is.
        level_bar: the same in one row, while the levels are not in view.
        why: the reason.
        changes: what was changed last.
        skip: leaves this item for later.
        next: goes to the next one that waits.
    """

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        theme = desk.context.theme
        self._desk = desk
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header = PaneHeader(tr("Placement"), theme=theme, padding=_PADDING, parent=self)
        self.saved = ElidedLabel(theme=theme, role="small", colour="text3")
        self.header.add_control(self.saved)
        self._scroll = PanelScroll(padding=_PADDING, above=10)
        sections = self._scroll.sections
        sections.setSpacing(10)
        self._evidence = QVBoxLayout()
        self._evidence.setSpacing(10)
        self._above = QVBoxLayout()
        self._above.setSpacing(10)
        self._below = QVBoxLayout()
        self._below.setSpacing(10)
        for part in (self._above, self._evidence, self._below):
            sections.addLayout(part)
        sections.addStretch(1)
        self.position = PositionSection(desk)
        self.add_above(self.position)
        self.levels, self.why, self.changes = LevelsSection(desk), WhySection(desk), LastChanges(desk)
        self._below.addWidget(Hairline(theme=theme))
        for section in (self.levels, self.why, self.changes):
            self.add_below(section)
        self.level_bar = LevelBar(desk)
        self.level_bar.hide()
        self.level_bar.why.clicked.connect(self.say_why)
        self._scroll.moved.connect(self._look_at_levels)
        self.skip = Button(tr("Skip"), theme=theme, kind="secondary", key="S")
        self.next = Button(tr("Next to place"), theme=theme, kind="primary", key="N")
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(_PADDING, 10, _PADDING, 14)
        self.foot.setSpacing(12)
        self.foot.addWidget(self.skip, 1)
        self.foot.addWidget(self.next, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.level_bar)
        layout.addLayout(self.foot)
        desk.reason_needed.connect(lambda words: self._scroll.ensureWidgetVisible(self.why, 0, 24))
        desk.changed.connect(self.renew)
        desk.item_changed.connect(self.renew)
        desk.item_changed.connect(lambda: self._scroll.verticalScrollBar().setValue(0))
        self.renew()

    def renew(self) -> None:
        """Say whether everything is saved."""
        desk = self._desk
        if not desk.can_write:
            words = tr("Open to read")
        elif desk.item is None:
            words = ""
        elif desk.draft.point is None:
            words = tr("No position yet") if desk.is_saved else tr("Saving")
        else:
            words = tr("Saved as you work") if desk.is_saved else tr("Saving")
        self.saved.set_text(words)

    def save_typing(self) -> None:
        """Take what is being typed, as when the window closes."""
        self.position.save_typing()
        self.why.save()

    def say_why(self) -> None:
        """Put the focus into the reason, in view."""
        self._scroll.ensureWidgetVisible(self.why, 0, 24)
        self.why.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_at_levels(self) -> None:
        """Keep the levels in reach: in one row, while their ladder is below what is in view."""
        bar = self.level_bar
        # Reckoned for the room without the row, or it would come and go.
        room = self._scroll.height() + (0 if bar.isHidden() else bar.height())
        below = self._scroll.end_of(self.levels) > self._scroll.verticalScrollBar().value() + room
        if below == bar.isHidden():
            bar.setVisible(below)

    def add_section(self, widget: QWidget) -> None:
        """Add a section between the position and the levels."""
        self._evidence.addWidget(widget)

    def add_above(self, widget: QWidget) -> None:
        """Add a section above those of others."""
        self._above.addWidget(widget)

    def add_below(self, widget: QWidget) -> None:
        """Add a section below those of others."""
        self._below.addWidget(widget)
