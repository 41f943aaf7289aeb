"""`LabelledField`: a line to type in, its label above, its unit at the end, and what was refused below."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from evidence_board.model.errors import KnownError
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["LabelledField"]

_LONGEST = 10_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class LabelledField(QWidget):
    """Commits on Enter and when the focus leaves; Esc puts back what stood there.

    Attributes:
        committed: (text) another text was typed.
        done: Enter was pressed and all is well, or Esc with nothing to put back: the next key is for something else.
        line: where one types.
    """

    committed = Signal(str)
    done = Signal()

    def __init__(self, label: str, *, theme: Theme, unit: str = "", digits: bool = False, hint: str = "") -> None:
        """Make an empty field.

        Args:
            label: what it is, already translated.
            theme: the look.
            unit: at the end of the line, like ``m``.
            digits: numbers, which do not mirror.
            hint: shown while it is empty.
        """
        super().__init__()
        self._shown = ""
        self._by_enter = False
        self._end_room = 0
        self._label = ElidedLabel(label, theme=theme, role="small", colour="text2")
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(label)
        self.line.installEventFilter(self)
        self.line.editingFinished.connect(self._finished)
        if digits:
            self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self.line.setFont(theme.font("body", tabular=True))
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        if unit:
            inside = QHBoxLayout(self.line)
            inside.setContentsMargins(0, 0, 9, 0)
            inside.addStretch(1)
            mark = ElidedLabel(unit, theme=theme, role="small", colour="text3")
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(mark)
            self._end_room = 18
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        for part in (self._label, self.line, self._problem):
            layout.addWidget(part)
        self._keep_room()

    def set_text(self, text: str) -> None:
        """Show a value, unless somebody is typing another one."""
        typing = self.line.hasFocus() and self.line.text() != self._shown
        # What was refused stays until it is mended, or the value itself is another one.
        refused = bool(self.problem) and text == self._shown
        self._shown = text
        if not typing and not refused:
            self.line.setText(text)
            self.line.setCursorPosition(0)
            self.tell_refusal("")

    def add_button(self, button: QWidget) -> None:
        """Put a small button at the end of the line."""
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(4, 0, 4, 0)
        inside.addStretch(1)
        inside.addWidget(button)
        self._end_room = button.sizeHint().width() + 2
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """What stands at the end of the line changes sides with the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._keep_room()

    def _keep_room(self) -> None:
        if self._end_room:
            left, right = (self._end_room, 0) if self.line.isRightToLeft() else (0, self._end_room)
            self.line.setTextMargins(left, 0, right, 0)

    def tell_refusal(self, words: str) -> None:
        """Say under the line why a value was not taken; empty words say nothing any more."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    @property
    def problem(self) -> str:
        """Why the value was not taken, empty when it was."""
        return "" if self._problem.isHidden() else self._problem.text()

    def set_read_only(self, read_only: bool) -> None:
        """Show the value alone."""
        self.line.setReadOnly(read_only)

    def take(self, read: Callable[[str], None], text: str) -> None:
        """Call ``read(text)``; what it refuses (`KnownError`) is told under the line."""
        try:
            read(text)
        except KnownError as error:
            self.tell_refusal(str(error))
        else:
            self.tell_refusal("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put back what stood there with Esc; choose all when the focus comes by key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            if self.line.text() != self._shown:
                self.line.setText(self._shown)
                self.tell_refusal("")
            else:
                self.done.emit()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self._by_enter = True
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_KEY:
            self.line.selectAll()
        return super().eventFilter(watched, event)

    @property
    def left_over(self) -> tuple[str, str]:
        """What stands there and was not taken, and why it was refused; empty where all is well."""
        text = self.line.text()
        return (text, self.problem) if text != self._shown or self.problem else ("", "")

    def put_back(self, text: str, problem: str) -> None:
        """Show again what was left over."""
        self.line.setText(text)
        self.tell_refusal(problem)

    def save_typing(self) -> None:
        """Commit what is being typed."""
        self._finished()

    def _finished(self) -> None:
        text, by_enter = self.line.text(), self._by_enter
        self._by_enter = False
        if text != self._shown and not self.line.isReadOnly():
            self.committed.emit(text)
        # Whoever read it may have put the focus where more is wanted.
        if by_enter and not self.problem and self.line.hasFocus():
            self.done.emit()
