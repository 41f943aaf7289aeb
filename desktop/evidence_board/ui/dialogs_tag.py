"""`TagPopover`: put a tag on what is selected, a known one or a new one."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from evidence_board.operations.tags import tag_things
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.tags.tag_choices import fitting_tags
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["TagPopover"]

_WIDTH, _ROWS = 340, 8


class TagPopover(Popover):
    """A field, and the tags of the case that fit what is typed, in any script. Deletes itself when it closes.

    Up and Down move, Enter or a click takes, Tab completes a path to go on typing below it.

    Attributes:
        field: what is typed.
        choices: the tags that fit, and a new one.
    """

    def __init__(self, parent: QWidget, *, context: UiContext, things: list[tuple[str, str]]) -> None:
        """Make the popover, closed.

        Args:
            parent: its owner.
            context: session and services.
            things: pairs of kind and row id to put the tag on.
        """
        theme = context.theme
        title = _title(context, things)
        super().__init__(parent, name=title, theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._things = things
        self._paths: list[str] = []
        label = QLabel(title)
        label.setProperty("role", "bodyStrong")
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.field = SearchField(tr("Tag, like ship or vehicle/BTR"), theme=theme, icon="tag")
        self.field.setMinimumWidth(_WIDTH)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.choices = ChoiceList(name=title, theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self)
        self.choices.chosen.connect(self._take)
        self._said = QLabel()
        self._said.setProperty("role", "hint")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        for part in (label, self.field, self.choices, self._said):
            self.body.addWidget(part)
        self._fill("")
        self.setFocusProxy(self.field)
        self.field.setFocus()

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
            elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.choices.step(1 if key == Qt.Key.Key_Down else -1)
            elif key == Qt.Key.Key_Tab:
                self._complete()
            elif key == Qt.Key.Key_Escape:
                self.close()
            else:
                return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self.field.setLayoutDirection(text_direction(typed))
        tags = self._context.session.index.tags
        found = fitting_tags(tags.values(), typed)
        counts = {row.path: row.count for row in tags.values()}
        self._paths = list(found.paths)
        rows = [ChoiceRow(isolate(path), number(counts[path]), icon="tag") for path in self._paths]
        if found.new:
            self._paths.insert(found.new_at, found.new)
            rows.insert(found.new_at, ChoiceRow(tr("New tag {name}", name=isolate(found.new)), icon="plus"))
        self.choices.show_rows(rows)
        words = tr("Enter takes, Tab completes, a slash goes below") if rows else tr("Type a word. a/b lies below a")
        self._said.setText(words)

    def _complete(self) -> None:
        if 0 <= self.choices.current < len(self._paths):
            self.field.setText(self._paths[self.choices.current])

    def _take(self, at: int) -> None:
        if 0 <= at < len(self._paths):
            path, files = self._paths[at], len(self._things)
            self.close()
            words = count(files, one="Tagging {n} file", many="Tagging {n} files")
            bulk_edits(self._context).perform(words, files, tag_things, things=self._things, path=path)


def _title(context: UiContext, things: list[tuple[str, str]]) -> str:
    if len(things) == 1:
        return tr("Tag {name}", name=isolate(context.session.index.label_of(things[0][1])))
    if all(kind == "item" for kind, _ in things):
        return count(len(things), one="Tag {n} file", many="Tag {n} files")
    return count(len(things), one="Tag {n} thing", many="Tag {n} things")
