"""`ConflictCard`: two things that do not fit together, both in plain words, what it may mean, and what can be done."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from evidence_board.model.observations import Conflict, Remedy
from evidence_board.ui.i18n import isolate, said, tr
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
#: So many remedies stand open; the rest is in the menu.
_BUTTONS = 3
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
        located: the user wants to see both positions on the map.
        buttons: up to three remedies, the best first; none in a case that can only be read.
        show_both: shows the two positions on the map; None where it is not about positions.
        more: opens everything else that can be done; None in a case that can only be read.
        form: asks for the words of an answer.
    """

    acted = Signal(object)
    answered = Signal(str, str)
    located = Signal()

    def __init__(self, conflict: Conflict, *, can_write: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conflict, self._theme = conflict, theme
        self.buttons: list[Button] = []
        self.more: IconButton | None = None
        title, about = said(conflict.title), said(conflict.meaning)
        lines = [(said(name), said(value)) for name, value in conflict.values]
        head = QLabel(title)
        head.setProperty("role", "bodyStrong")
        meaning = QLabel(about)
        meaning.setProperty("role", "small")
        for label in (head, meaning):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        metrics = theme.metrics("small")
        widest = max((metrics.horizontalAdvance(name) for name, _ in lines), default=0.0)
        self._label_width = min(round(widest) + 4, theme.pixels(_LABEL))
        self._head_row = QHBoxLayout()
        self._head_row.setSpacing(4)
        self._head_row.addWidget(head, 1)
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 2, 0, 2)
        rows.setSpacing(2)
        for name, value in lines:
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
        self.show_both: Button | None = None
        if can_write or conflict.points:
            column.addSpacing(2)
            column.addWidget(self._buttons)
            column.addWidget(self.form)
            self._add_buttons(can_write=can_write)
        values = "; ".join(f"{name}: {value}" for name, value in lines)
        self.setAccessibleName(f"{title}. {values}. {about}")

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
        words = ValueText(isolate(value), theme=self._theme, lines=3)
        words.setAccessibleName(f"{name}: {value}")
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    def _add_buttons(self, *, can_write: bool) -> None:
        theme, remedies = self._theme, self.conflict.remedies
        flow = FlowLayout(self._buttons, gap=4)
        if can_write:
            for remedy in remedies[:_BUTTONS]:
                button = Button(
                    said(remedy.words), theme=theme, kind="quiet" if self.buttons else "secondary", small=True
                )
                self._let_do(button, remedy)
                flow.addWidget(button)
                self.buttons.append(button)
            self._add_menu(remedies[_BUTTONS:])
        if self.conflict.points:
            self.show_both = Button(tr("Show on the map"), theme=theme, kind="quiet", small=True)
            self.show_both.clicked.connect(self.located)
            flow.addWidget(self.show_both)

    def _add_menu(self, remedies: tuple[Remedy, ...]) -> None:
        self.more = IconButton("ellipsis", name=tr("More answers"), theme=self._theme, size=_MORE, flush=True)
        menu = QMenu(self.more)
        for remedy in remedies:
            self._add_to(menu, remedy)
        if remedies:
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
        menu.addAction(said(remedy.words)).triggered.connect(lambda: self.acted.emit(remedy))

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
