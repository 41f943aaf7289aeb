"""`MapHint`: words at the top of the map that say how to place what has no position yet."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_board.ui.geolocate.camera_overlay import PLACE_TOOL
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["MapHint"]

#: Room for the controls of the map at its sides.
_BESIDE = 60


class MapHint(QWidget):
    """Hidden once there is a position, and in a case that is open to read.

    Attributes:
        place: takes the tool that places with a click.
        give_up: for what cannot be located.
        again: for what was said to be so, and is looked for after all.
        words: what is said.
    """

    def __init__(self, desk: PlacementDesk, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._desk = desk
        theme = desk.context.theme
        self._theme = theme
        theme.changed.connect(self.update)
        self.words = ElidedLabel(theme=theme, role="small")
        self.place = Button(
            tr("Place with a click"), theme=theme, kind="link", icon="map-pin-plus", key="P", small=True
        )
        self.place.clicked.connect(lambda: desk.take_tool(PLACE_TOOL))
        # Enter places as well, in the middle of the map.
        self.place.clicked.connect(lambda: canvas.setFocus(Qt.FocusReason.OtherFocusReason))
        self.give_up = Button(tr("Cannot be located"), theme=theme, kind="link", key="X", small=True)
        self.again = Button(tr("Look for it again"), theme=theme, kind="link", icon="undo-2", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        for part in (self.words, self.place, self.give_up, self.again):
            row.addWidget(part)
        canvas.installEventFilter(self)
        desk.changed.connect(self.renew)
        desk.item_changed.connect(self.renew)
        desk.tool_changed.connect(lambda tool: self.renew())
        self.renew()

    def renew(self) -> None:
        """Say what can be done now."""
        desk, item = self._desk, self._desk.item
        placing = desk.tool == PLACE_TOOL
        shown = item is not None and (placing or (desk.placement is not None and desk.draft.point is None))
        if item is not None and placing:
            words = tr("Click where {ref} was taken. Enter: in the middle of the map.", ref=isolate(item.ref))
            self.words.set_text(words)
        elif item is not None and item.unlocatable:
            self.words.set_text(tr("{ref} cannot be located, somebody said", ref=isolate(item.ref)))
        elif item is not None and not desk.can_write:
            self.words.set_text(tr("{ref} has no position", ref=isolate(item.ref)))
        elif item is not None:
            self.words.set_text(tr("{ref} has no position yet", ref=isolate(item.ref)))
        given_up = item is not None and item.unlocatable
        self.place.setVisible(desk.can_write and not placing and not given_up)
        self.give_up.setVisible(desk.can_write and not placing and not given_up)
        self.again.setVisible(desk.can_write and not placing and given_up)
        self.setVisible(shown)
        self._stand()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of what floats above a map."""
        painter = QPainter(self)
        color = self._theme.color
        radius = self._theme.tokens.radius["card"]
        draw_box(painter, self.rect(), radius=radius, fill=color("raised"), border=color("line2"))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the upper edge."""
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def _stand(self) -> None:
        canvas = self.parentWidget()
        if canvas is None or self.isHidden():
            return
        placing = self._desk.tool == PLACE_TOOL
        room = canvas.width() - 2 * _BESIDE
        # In a narrow map the buttons say enough; the header tells that there is no position.
        self.words.show()
        self.words.setVisible(placing or self.sizeHint().width() <= room)
        self.adjustSize()
        width = min(self.sizeHint().width(), room)
        self.setGeometry((canvas.width() - width) // 2, 12, width, self.sizeHint().height())
