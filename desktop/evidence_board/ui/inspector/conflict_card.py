"""`ConflictCard`: two things that do not fit together, both in plain words, what it may mean, and what can be done."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from evidence_board.model.observations import Conflict, Remedy
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.reason_form import ReasonForm
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["ConflictCard", "icon_of"]

_ICON, _LABEL, _MORE = 18, 84, 24
#: Beginning of a code -> icon.
_ICONS = (
    ("clock", "clock"),
    ("fix", "map-pin"),
    ("position", "map-pin"),
    ("place", "map-pin"),
    ("speed", "gauge"),
    ("edited", "pencil"),
    ("copies", "copy"),
    ("original", "file-image"),
    ("no_camera", "camera"),
)


def icon_of(conflict: Conflict) -> str:
    """Return the icon of what a conflict is about: a clock unless it is about something else."""
    return next((icon for start, icon in _ICONS if conflict.code.startswith(start)), "clock")


class ConflictCard(QWidget):
    """One open conflict.

    Attributes:
        acted: (Remedy) the user wants this done.
        answered: (state, note) the user explained or ignores it.
        action, other: the first two remedies as buttons; None in a case that can only be read.
        more: opens everything else that can be done; None in a case that can only be read.
        form: asks for the words of an answer.
    """

    acted = Signal(object)
    answered = Signal(str, str)

    def __init__(self, conflict: Conflict, *, can_write: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conflict, self._theme = conflict, theme
        self.action: Button | None = None
        self.other: Button | None = None
        self.more: IconButton | None = None
        head = QLabel(conflict.title)
        head.setProperty("role", "bodyStrong")
        meaning = QLabel(conflict.meaning)
        meaning.setProperty("role", "small")
        for label in (head, meaning):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        metrics = theme.metrics("small")
        widest = max((metrics.horizontalAdvance(name) for name, _ in conflict.values), default=0.0)
        self._label_width = min(round(widest) + 4, theme.pixels(_LABEL))
        self._head_row = QHBoxLayout()
        self._head_row.setSpacing(4)
        self._head_row.addWidget(head, 1)
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 2, 0, 2)
        rows.setSpacing(2)
        for name, value in conflict.values:
            rows.addLayout(self._row(name, value))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(self._head_row)
        column.addLayout(rows)
        column.addWidget(meaning)
        top = QHBoxLayout(self)
        top.setContentsMargins(10, 10, 10, 10)
        top.setSpacing(10)
        top.addWidget(_Sign(icon_of(conflict), theme), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(column, 1)
        self.form = ReasonForm(verb=tr("Explain"), hint=tr("Why can both be true?"), theme=theme, parent=self)
        self.form.hide()
        self._state = "explained"
        self.form.saved.connect(self._answer)
        self.form.left.connect(self._leave)
        self._buttons = QWidget()
        if can_write:
            column.addSpacing(2)
            column.addWidget(self._buttons)
            column.addWidget(self.form)
            self._add_buttons()
        values = "; ".join(f"{name}: {value}" for name, value in conflict.values)
        self.setAccessibleName(f"{conflict.title}. {values}. {conflict.meaning}")

    def ask(self, state: str) -> None:
        """Ask for the words of an answer.

        Args:
            state: ``explained``, ``corrected`` or ``ignored``.
        """
        self._state = state
        words = {"explained": tr("Explain"), "ignored": tr("Ignore"), "corrected": tr("Mark as corrected")}
        self.form.save_button.setText(words[state])
        hint = {
            "explained": tr("Why can both be true?"),
            "ignored": tr("Why does it not matter? May be left empty"),
            "corrected": tr("What was corrected?"),
        }[state]
        self.form.reason.setPlaceholderText(hint)
        self._buttons.hide()
        self.form.show()
        self.form.begin()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        draw_box(painter, self.rect(), radius=self._theme.tokens.radius["card"], fill=self._theme.color("warnSoft"))
        painter.end()

    def _row(self, name: str, value: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = ElidedLabel(name, theme=self._theme, role="small", colour="text2")
        label.setFixedWidth(self._label_width)
        said = ValueText(isolate(value), theme=self._theme, lines=3)
        said.setAccessibleName(f"{name}: {value}")
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        return row

    def _add_buttons(self) -> None:
        theme, remedies = self._theme, self.conflict.remedies
        flow = FlowLayout(self._buttons, gap=4)
        if remedies:
            self.action = Button(remedies[0].words, theme=theme, small=True)
            self._let_do(self.action, remedies[0])
            flow.addWidget(self.action)
        if len(remedies) > 1:
            self.other = Button(remedies[1].words, theme=theme, kind="quiet", small=True)
            self._let_do(self.other, remedies[1])
            flow.addWidget(self.other)
        self.more = IconButton("ellipsis", name=tr("More answers"), theme=theme, size=_MORE, flush=True)
        menu = QMenu(self.more)
        for remedy in remedies[2:]:
            self._add_to(menu, remedy)
        if len(remedies) > 2:
            menu.addSeparator()
        menu.addAction(tr("Explained…")).triggered.connect(lambda: self.ask("explained"))
        menu.addAction(tr("Corrected…")).triggered.connect(lambda: self.ask("corrected"))
        menu.addAction(tr("Ignore…")).triggered.connect(lambda: self.ask("ignored"))
        self.more.set_menu(menu)
        self._head_row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.menu = menu

    def _let_do(self, button: Button, remedy: Remedy) -> None:
        button.clicked.connect(lambda: self.acted.emit(remedy))

    def _add_to(self, menu: QMenu, remedy: Remedy) -> None:
        menu.addAction(remedy.words).triggered.connect(lambda: self.acted.emit(remedy))

    def _answer(self) -> None:
        note = self.form.reason.text().strip()
        if self._state == "explained" and not note:
            self.form.say(tr("Say why both can be true; others will want to know."), wrong=True)
            return
        self._leave()
        self.answered.emit(self._state, note)

    def _leave(self) -> None:
        self.form.hide()
        self._buttons.show()
        if self.more is not None:
            self.more.setFocus()


class _Sign(QWidget):
    """The icon of what it is about."""

    def __init__(self, icon: str, theme: Theme) -> None:
        super().__init__()
        self._icon, self._theme = icon, theme
        self.setFixedSize(QSize(_ICON, _ICON + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._icon, QRect(0, 1, _ICON, _ICON), self._theme.color("warn"))
        painter.end()
