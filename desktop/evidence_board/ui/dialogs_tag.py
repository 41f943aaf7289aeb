"""`TagPopover`: put a tag on what is selected, a known one or a new one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.model.case_index import TagRow
from evidence_board.operations.tags import tag_things
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["TagPopover"]

_WIDTH, _SHOWN = 340, 18


class TagPopover(Popover):
    """A field, and the tags of the case that fit what is typed. Deletes itself when it closes."""

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
        self._known = sorted(context.session.index.tags.values(), key=lambda row: (-row.count, row.path))
        label = QLabel(title)
        label.setProperty("role", "bodyStrong")
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.field = SearchField(tr("Tag, like ship or vehicle/BTR"), theme=theme, icon="tag")
        self.field.setMinimumWidth(_WIDTH)
        self.field.returnPressed.connect(self._accept)
        self.field.textChanged.connect(self._show_known)
        chips = QWidget()
        chips.setFixedWidth(_WIDTH)
        self._flow = FlowLayout(chips)
        self._add = Button(tr("Tag"), theme=theme, kind="primary", small=True, key="Enter")
        self._add.clicked.connect(self._accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._add)
        self.body.addWidget(label)
        self.body.addWidget(self.field)
        self.body.addWidget(chips)
        self.body.addLayout(foot)
        self._show_known("")
        self.field.setFocus()

    def _show_known(self, text: str) -> None:
        wanted = fold(text.strip().lstrip("#"))
        self._add.setEnabled(bool(wanted))
        self._flow.clear()
        fitting: list[TagRow] = [row for row in self._known if wanted in fold(row.path)]
        for row in fitting[:_SHOWN]:
            chip = Chip(row.path, theme=self._context.theme)
            chip.clicked.connect(lambda _=False, path=row.path: self._put(path))
            self._flow.addWidget(chip)
            chip.show()
        self.adjustSize()

    def _accept(self) -> None:
        if self.field.text().strip(" #/"):
            self._put(self.field.text())

    def _put(self, path: str) -> None:
        self.close()
        self._context.perform(tag_things, things=self._things, path=path)


def _title(context: UiContext, things: list[tuple[str, str]]) -> str:
    if len(things) == 1:
        return tr("Tag {name}", name=isolate(context.session.index.label_of(things[0][1])))
    if all(kind == "item" for kind, _ in things):
        return count(len(things), one="Tag {n} file", many="Tag {n} files")
    return count(len(things), one="Tag {n} thing", many="Tag {n} things")
