"""`ReasonPopover`: a level that its evidence does not carry: what speaks against it, and why it stands all the same."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_board.analysis.confidence import Proposal
from evidence_board.ui.citing.proposal_view import ProposalView
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover

__all__ = ["ReasonPopover"]

_WIDTH, _ICON, _LINES = 388, 16, 3


class ReasonPopover(Popover):
    """Asks for a reason. Enter sets the level with it, Esc leaves everything as it was.

    Attributes:
        reasoned: (reason) set the level with this reason.
        lowered: (level) set this lower level instead.
        left: (text) it was left; carries what was typed, so that nothing is lost.
        field: the reason.
        objections: the sentences that speak against the level.
        proposal: the level that the evidence carries; hidden for several facts.
        set_button, lower_button, leave_button: the ways on.
    """

    reasoned = Signal(str)
    lowered = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        objections: Sequence[str],
        proposal: Proposal | None,
        lower: str,
        kept: str,
        typed: str,
        theme: Theme,
    ) -> None:
        """Make a closed popover.

        Args:
            parent: its owner.
            title: which level of what, already translated.
            objections: what speaks against the level.
            proposal: what the evidence carries; None for several facts.
            lower: the level that could be set without a reason; empty for none.
            kept: the reason that stands already.
            typed: what was typed when it was left before.
            theme: the look.
        """
        super().__init__(parent, name=title, theme=theme)
        self._done = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = QLabel(title)
        head.setProperty("role", "bodyStrong")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        head.setFixedWidth(_WIDTH)
        self.body.addWidget(head)
        self.objections = [_Objection(text, theme) for text in objections[:6]]
        for line in self.objections:
            self.body.addWidget(line)
        self.proposal = ProposalView(theme=theme, width=_WIDTH)
        self.body.addWidget(self.proposal)
        if proposal is not None:
            self.proposal.show_proposal(proposal, but=objections)
        self.proposal.setVisible(proposal is not None)
        if kept:
            said = QLabel(tr("Kept so far: {reason}", reason=kept))
            said.setProperty("role", "hint")
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setWordWrap(True)
            said.setFixedWidth(_WIDTH)
            self.body.addWidget(said)
        self.field = QPlainTextEdit(typed)
        self.field.setPlaceholderText(tr("Why are you sure all the same?"))
        self.field.setAccessibleName(tr("Reason"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedSize(_WIDTH, theme.line_height("body") * _LINES + 14)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self.body.addWidget(self.field)
        self.body.addWidget(self._make_buttons(lower, theme))
        self._typed()

    def _make_buttons(self, lower: str, theme: Theme) -> QWidget:
        self.set_button = Button(tr("Set with this reason"), theme=theme, kind="primary", small=True, key="Enter")
        words = tr("Set to {level} instead", level=level_name(lower).lower()) if lower else ""
        self.lower_button = Button(words, theme=theme, small=True)
        if not lower:
            self.lower_button.hide()
        self.leave_button = Button(tr("Leave as it was"), theme=theme, kind="quiet", small=True, key="Esc")
        self.set_button.clicked.connect(self._set)
        self.lower_button.clicked.connect(lambda: self._end(self.lowered.emit, lower))
        self.leave_button.clicked.connect(self.close)
        box = QWidget()
        box.setFixedWidth(_WIDTH)
        flow = FlowLayout(box, gap=6)
        for button in (self.set_button, self.lower_button, self.leave_button):
            flow.addWidget(button)
        box.setFixedHeight(flow.heightForWidth(_WIDTH))
        return box

    def begin(self) -> None:
        """Type at once."""
        self.field.setFocus()
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Esc from the field; Shift Enter begins a line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._set()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell what was typed where it was left."""
        super().closeEvent(event)
        if not self._done:
            self._done = True
            self.left.emit(self.field.toPlainText().strip())

    def _typed(self) -> None:
        text = self.field.toPlainText()
        self.set_button.setEnabled(bool(text.strip()))
        option = self.field.document().defaultTextOption()
        option.setTextDirection(text_direction(text))
        if option.textDirection() != self.field.document().defaultTextOption().textDirection():
            self.field.document().setDefaultTextOption(option)

    def _set(self) -> None:
        reason = self.field.toPlainText().strip()
        if reason:
            self._end(self.reasoned.emit, reason)

    def _end(self, tell: Callable[[str], None], value: str) -> None:
        self._done = True
        tell(value)
        self.close()


class _Objection(QWidget):
    """What speaks against the level, behind its mark."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = text
        label = QLabel(text)
        label.setProperty("role", "body")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        room = _WIDTH - _ICON - 8
        label.setFixedWidth(room)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        mark = _Mark(theme)
        column = QVBoxLayout()
        column.setContentsMargins(0, 2, 0, 0)
        column.addWidget(mark)
        column.addStretch(1)
        line.addLayout(column)
        line.addWidget(label)
        self.setAccessibleName(text)


class _Mark(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, "triangle-alert", self.rect(), self._theme.color("warn"))
        painter.end()
