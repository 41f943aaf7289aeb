"""`InlineText`: a text that is edited where it stands."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.fonts import Role
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_box, hover_fill, text_direction

__all__ = ["InlineText"]

#: Long runs without a space (addresses) may break; other scripts are left as they join.
_LONG_RUN = re.compile(r"([!-~]{24})(?=[!-~])")
_SHOWN = 2_000

_LINES = 4
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class InlineText(QWidget):
    """Shows a text; a click, Enter or F2 turns it into a field. Enter saves, Esc leaves it as it was.

    Leaving the field saves too. Only plain text is shown and taken. The text reads in its own direction.

    Attributes:
        committed: the user saved another text; carries it.
    """

    committed = Signal(str)

    def __init__(
        self,
        *,
        name: str,
        hint: str,
        theme: Theme,
        role: Role = "small",
        colour: str = "text",
        weight: int = 0,
        many_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty text.

        Args:
            name: what the text is, already translated; the accessible name.
            hint: what to type, shown while it is empty.
            theme: the look.
            role: size of the type scale.
            colour: token role.
            weight: 400, 500 or 600 instead of the weight of the role.
            many_lines: wrap, and take line breaks with Shift Enter.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme, self._role, self._colour, self._weight = theme, role, colour, weight
        self._name, self._hint, self._text = name, hint, ""
        #: What to type; said only where one can.
        self._offer = hint
        self._many = many_lines
        self._frame: Callable[[str], str] = str
        self._label: QLabel | ElidedLabel
        if many_lines:
            label = QLabel(self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            # A word longer than the pane must not widen it.
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            label.setSizePolicy(policy)
            self._label = label
        else:
            self._label = ElidedLabel(
                theme=theme, role=role, colour=colour, weight=weight, keeps_colour=True, parent=self
            )
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._field: QLineEdit | QPlainTextEdit | None = None
        self._refused: str | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 1, 0, 1)
        self._layout.addWidget(self._label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.renew_look()
        self.set_text("")

    def text(self) -> str:
        """Return the text as saved."""
        return self._text

    @property
    def field(self) -> QLineEdit | QPlainTextEdit | None:
        """The field while the text is edited, else None."""
        return self._field

    def set_text(self, text: str) -> None:
        """Show another text; what is being typed is not touched."""
        self._text = text
        offered = self._hint if self.isEnabled() or self._hint != self._offer else ""
        shown = self._frame(text) if text else offered
        if isinstance(self._label, ElidedLabel):
            self._label.set_text(shown)
            self._label.set_colour(self._colour if text else "text3")
        else:
            self._label.setText(_breakable(shown))
            self.renew_look()
        self.setAccessibleName(f"{self._name}: {text}" if text else f"{self._name}: {tr('empty')}")

    def set_frame(self, frame: Callable[[str], str]) -> None:
        """Say more around the text where it is shown, e.g. its language; what is edited stays the text."""
        self._frame = frame

    def set_hint(self, hint: str) -> None:
        """Show other words while the text is empty."""
        self._hint = hint
        self.set_text(self._text)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        if isinstance(self._label, QLabel):
            self._label.setFont(self._theme.font(self._role, weight=self._weight))
            colour = self._colour if self._text else "text3"
            palette = self._label.palette()
            palette.setColor(self._label.foregroundRole(), self._theme.color(colour))
            self._label.setPalette(palette)
            if self._label.property("keeps") != colour:
                # A fact is read all the same where it cannot be changed.
                self._label.setProperty("keeps", colour)
                self._label.style().polish(self._label)
        self.update()

    def begin(self) -> None:
        """Edit the text."""
        if self._field is not None or not self.isEnabled():
            return
        field = self._make_field()
        self._field = field
        field.setAccessibleName(self._name)
        field.installEventFilter(self)
        self._label.hide()
        self._layout.addWidget(field)
        field.show()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def begin_again(self, typed: str) -> None:
        """Edit the text once more, with what was typed and not taken; left as it is, it is not sent again."""
        self.begin()
        self._refused = typed
        if isinstance(self._field, QPlainTextEdit):
            self._field.setPlainText(typed)
        elif self._field is not None:
            self._field.setText(typed)

    def finish(self, *, save: bool) -> None:
        """End editing, saving what was typed or not."""
        field = self._field
        if field is None:
            return
        had_focus = field.hasFocus()
        typed = self._typed()
        self._field = self._refused = None
        field.removeEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        field.hide()
        self._layout.removeWidget(field)
        field.deleteLater()
        self._label.show()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if save and typed != self._text:
            self.set_text(typed)
            self.committed.emit(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Esc and the loss of focus from the field."""
        if event.type() == QEvent.Type.FocusOut and watched is self._field:
            # Neither a menu of the field nor another window is a reason to stop.
            if isinstance(event, QFocusEvent) and event.reason() not in _STAYS:
                self.finish(save=self._typed() != self._refused)
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finish(save=True)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.finish(save=False)
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Offer nothing to type where nothing can be typed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.set_text(self._text)
            self.setCursor(Qt.CursorShape.IBeamCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """Say the whole of a text that is cut; its label lets the pointer through."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._field is None:
            QToolTip.showText(event.globalPos(), self._label.toolTip(), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin with Enter or F2."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.begin()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Begin with a click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.begin()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show under the pointer that the text can be changed."""
        if self._field is None and self.underMouse() and self.isEnabled():
            painter = QPainter(self)
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self._theme))
            painter.end()

    def _typed(self) -> str:
        field = self._field
        if field is None:
            return self._text
        return (field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()).strip()

    def _make_field(self) -> QLineEdit | QPlainTextEdit:
        if self._many:
            area = QPlainTextEdit(self._text, self)
            area.setTabChangesFocus(True)
            area.setPlaceholderText(self._hint)
            area.setFixedHeight(self._theme.line_height("body") * _LINES + 12)
            return area
        line = QLineEdit(self._text, self)
        line.setProperty("small", True)
        line.setPlaceholderText(self._hint)
        line.setLayoutDirection(text_direction(self._text))
        line.textChanged.connect(lambda text: line.setLayoutDirection(text_direction(text)))
        return line


def _breakable(text: str) -> str:
    """Return what is shown of a text: its beginning if it is very long, with places where it may wrap."""
    if len(text) > _SHOWN:
        text = text[:_SHOWN] + "…"
    return _LONG_RUN.sub("\\1\u200b", text)
