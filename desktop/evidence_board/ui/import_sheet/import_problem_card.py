"""`ImportProblemCard`: what is wrong with a file, its name, what follows, one action, one way to leave it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from evidence_board.case.import_problems import ImportProblem
from evidence_board.model.file_problems import ProblemAction
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.import_sheet.import_words import action_name, leave_name, problem_icon, problem_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import draw_box
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["ImportProblemCard"]

_TILE, _ICON, _PADDING = 34, 18, 14


class ImportProblemCard(QWidget):
    """One file that needs a person.

    Signals:
        acted: (ProblemAction) the action was pressed.
        dated: (text) a date was typed.
        left: (words) the user leaves it; the answer to keep.

    Attributes:
        problem: what the card is about.
        action: button of the action.
        leave: button of the alternative.
        field: where a date is typed.
    """

    acted = Signal(object)
    dated = Signal(str)
    left = Signal(str)

    def __init__(self, problem: ImportProblem, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.problem = problem
        what, follows, action = problem_words(problem)
        self._follows = QLabel(follows)
        self._follows.setProperty("role", "small")
        self._follows.setTextFormat(Qt.TextFormat.PlainText)
        self._follows.setWordWrap(True)
        if problem.detail:
            self._follows.setToolTip(plain_tip(problem.detail))
        self.action = Button(action_name(action), theme=theme, small=True)
        self.action.clicked.connect(lambda: self._act(action))
        self.leave = Button(leave_name(problem), theme=theme, kind="quiet", small=True)
        self.leave.clicked.connect(lambda: self.left.emit(leave_name(problem)))
        self.field = _DateText()
        self._rows = QStackedWidget()
        self._build(what)
        self.setAccessibleName(f"{isolate(problem.file_name)}: {what} {follows}".strip())

    def _build(self, what: str) -> None:
        theme, problem = self._theme, self.problem
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(ElidedLabel(what, theme=theme, role="bodyStrong"), 1)
        name = ElidedLabel(
            isolate(problem.file_name), theme=theme, role="small", colour="text2", elide=Qt.TextElideMode.ElideMiddle
        )
        name.setMaximumWidth(150)
        head.addWidget(name)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.action)
        row.addWidget(self.leave)
        row.addStretch(1)
        self._rows.addWidget(buttons)
        self._rows.addWidget(self._date_row())
        self._rows.setFixedHeight(theme.pixels(theme.tokens.size["controlSmall"]))
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(self._follows)
        words.addSpacing(12)
        words.addWidget(self._rows)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_PADDING, _PADDING - 1, _PADDING, _PADDING + 1)
        layout.setSpacing(12)
        layout.addWidget(_Tile(problem_icon(problem), theme), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def _date_row(self) -> QWidget:
        theme = self._theme
        self.field.setProperty("small", True)
        self.field.setPlaceholderText("2015-09-12 16:40 +03:00")
        self.field.setAccessibleName(tr("Taken"))
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.field.returnPressed.connect(self._date_typed)
        self.field.escaped.connect(lambda: self._rows.setCurrentIndex(0))
        self.date_button = Button(tr("Set"), theme=theme, small=True)
        self.date_button.clicked.connect(self._date_typed)
        cancel = Button(tr("Cancel"), theme=theme, kind="quiet", small=True)
        cancel.clicked.connect(lambda: self._rows.setCurrentIndex(0))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.date_button)
        row.addWidget(cancel)
        return line

    @property
    def words(self) -> str:
        """What follows, or what came of the last try, as shown."""
        return self._follows.text()

    def say(self, words: str) -> None:
        """Say what came of a try, in the place of what follows."""
        self._follows.setText(words)
        self.action.setEnabled(True)

    def _act(self, action: ProblemAction) -> None:
        if action is ProblemAction.SET_DATE:
            self._rows.setCurrentIndex(1)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if action is ProblemAction.TRY_AGAIN:
            # Reading may take a while; one try at a time.
            self.action.setEnabled(False)
        self.acted.emit(action)

    def _date_typed(self) -> None:
        text = self.field.text().strip()
        if text:
            self.dated.emit(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        color, radius = self._theme.color, self._theme.tokens.radius["card"]
        draw_box(painter, self.rect(), radius=radius, fill=color("pane"), border=color("line"))
        painter.end()


class _DateText(QLineEdit):
    """A line for a date; Esc leaves it without closing the sheet."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class _Tile(QWidget):
    """The icon of a problem in its tile."""

    def __init__(self, icon: str, theme: Theme) -> None:
        super().__init__()
        self._icon, self._theme = icon, theme
        self.setFixedSize(QSize(_TILE, _TILE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(painter, self.rect(), radius=6, fill=self._theme.color("warnSoft"))
        inset = (_TILE - _ICON) // 2
        draw_icon(painter, self._icon, QRect(inset, inset, _ICON, _ICON), self._theme.color("warn"))
        painter.end()
