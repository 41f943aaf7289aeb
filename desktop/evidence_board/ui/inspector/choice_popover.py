"""`ChoicePopover`: one thing of the case, chosen by typing a part of what is known of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from evidence_board.text import fold, fold_for_search
from evidence_board.text_match import matcher, sounds_alike
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["Choice", "ChoicePopover", "fitting"]

_WIDTH, _ROWS, _MOST = 360, 7, 200
#: Above so many things a sound is no help.
_MOST_HEARD = 3000


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: row id, how it is listed, the folded words it is found by.

    ``names`` are heard across scripts: typed *Павел*, found *Pavel*; by default how it is listed.
    """

    id: str
    row: ChoiceRow
    words: str
    names: tuple[str, ...] = ()


def fitting(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return what a typed text may mean, in any script: what holds each word, then names that sound like it."""
    wanted = matcher(typed)
    found = [one for one in choices if wanted.found_in_folded(fold_for_search(one.words))]
    if wanted.is_empty or len(choices) > _MOST_HEARD:
        return found
    known = {one.id for one in found}
    return found + [one for one in choices if one.id not in known and _sounds(typed, one)]


def _sounds(typed: str, choice: Choice) -> bool:
    return any(sounds_alike(typed, name) for name in choice.names or (choice.row.text,))


class ChoicePopover(Popover):
    """A field and the rows that match it. Up and Down move, Enter or a click chooses, Esc leaves.

    Attributes:
        chosen: (row id) one was chosen.
        made: (name) the user wants a new one of the name that was typed.
        field: what is typed.
        choices: the rows.
    """

    chosen = Signal(str)
    made = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        choices: Sequence[Choice],
        *,
        name: str,
        hint: str,
        context: UiContext,
        make: Callable[[str], str] | None = None,
        nothing: str = "",
    ) -> None:
        """Make the popover, closed; it goes for good when it closes.

        Args:
            parent: its owner.
            choices: what there is, in order.
            name: what is chosen, already translated.
            hint: what to type.
            context: session and services.
            make: gives the words of the row that makes a new thing of the name typed; None where none can be.
            nothing: what to say when there is nothing to choose from.
        """
        theme = context.theme
        super().__init__(parent, name=name, theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._all, self._make, self._nothing = choices, make, nothing
        self._shown: list[Choice] = []
        title = QLabel(name)
        title.setProperty("role", "bodyStrong")
        title.setTextFormat(Qt.TextFormat.PlainText)
        self.field = SearchField(hint, theme=theme)
        self.field.setFixedWidth(_WIDTH)
        self.choices = ChoiceList(name=name, theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self)
        self._said = QLabel()
        self._said.setProperty("role", "hint")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        for part in (title, self.field, self.choices, self._said):
            self.body.addWidget(part)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.choices.chosen.connect(self._take)
        self._fill("")
        self.setFocusProxy(self.field)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a control, ready to type."""
        super().open_below(anchor)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.choices.current)
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.choices.step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self.field.setLayoutDirection(text_direction(typed))
        found = fitting(self._all, typed)
        self._shown = found[:_MOST]
        rows = [one.row for one in self._shown]
        name = typed.strip()
        exact = any(fold(one.row.text) == fold(name) for one in found)
        if self._make is not None and name and not exact:
            rows.append(ChoiceRow(self._make(isolate(name)), icon="plus"))
        self.choices.show_rows(rows)
        if not self._all and not rows:
            self._said.setText(self._nothing)
        elif not rows:
            self._said.setText(tr("Nothing matches"))
        elif len(found) > len(self._shown):
            self._said.setText(count(len(found), one="{n} matches", many="{n} match; type more to see the rest"))
        else:
            self._said.setText(tr("Up and Down choose, Enter takes"))

    def _take(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            row_id = self._shown[at].id
            self.close()
            self.chosen.emit(row_id)
        elif at == len(self._shown) and at < len(self.choices.rows):
            name = self.field.text().strip()
            self.close()
            self.made.emit(name)
