"""`WhySection`: how the analyst knows, in words; what is missing for a level is told here."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["WhySection"]

_LINES = 3


class WhySection(QWidget):
    """Saves on Ctrl Enter and when the focus leaves; Esc puts back what stood there.

    Attributes:
        done: Ctrl Enter was pressed, or Esc with nothing to put back.
        text: where one types.
        asked: what a level needs a reason for.
    """

    done = Signal()

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        theme = desk.context.theme
        self._desk = desk
        self._shown = ""
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Why"))
        self.text.setPlaceholderText(tr("What shows that it was here?"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.line_height("body") * _LINES + 22)
        self.text.installEventFilter(self)
        self.asked = QLabel()
        self.asked.setTextFormat(Qt.TextFormat.PlainText)
        self.asked.setProperty("role", "hint")
        self.asked.setWordWrap(True)
        self.asked.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(ElidedLabel(tr("Why"), theme=theme, role="small", colour="text2"))
        column.addWidget(self.text)
        column.addWidget(self.asked)
        desk.changed.connect(self.renew)
        desk.item_changed.connect(self._item_changed)
        desk.reason_needed.connect(self._ask)
        self.renew()

    def renew(self) -> None:
        """Show the draft, unless somebody is typing."""
        reason, desk = self._desk.draft.reason, self._desk
        typing = self.text.hasFocus() and self.text.toPlainText() != self._shown
        self._shown = reason
        if not typing and self.text.toPlainText() != reason:
            self.text.setPlainText(reason)
        self.text.setReadOnly(not desk.can_write or desk.item is None)
        if not desk.wanted_level:
            self.asked.hide()

    def _item_changed(self) -> None:
        self._shown = ""
        self.text.clear()
        self.asked.hide()
        self.renew()

    def _ask(self, words: str) -> None:
        level = level_name(self._desk.wanted_level)
        self.asked.setText(tr("{level} needs a reason. {words}", level=level, words=words))
        self.asked.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the focus leaves and with Ctrl Enter; put back with Esc."""
        if event.type() == QEvent.Type.FocusOut:
            self.save()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
                event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self.save()
                self.done.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                if self.text.toPlainText() == self._shown:
                    self.done.emit()
                self.text.setPlainText(self._shown)
                return True
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Save what was typed."""
        typed = self.text.toPlainText().strip()
        if typed != self._shown.strip() and not self.text.isReadOnly():
            self._shown = typed
            self._desk.set_reason(typed)
