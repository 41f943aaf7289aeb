"""`TagsGroup`: the tags of the case: those with a path as a tree, the others as chips."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from evidence_board.filters import HasTag, TagUnder
from evidence_board.model.case_index import TagRow
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.navigator.entity_tree import TreePlace
from evidence_board.ui.navigator.group_heading import GroupHeading
from evidence_board.ui.navigator.navigator_counts import NavigatorCounts
from evidence_board.ui.navigator.tag_cloud import TagCloud
from evidence_board.ui.navigator.tag_line import TagLine
from evidence_board.ui.tags.tag_menu import tag_menu

__all__ = ["TagsGroup", "tag_places"]


class TagsGroup(QWidget):
    """A click filters by a tag and those below it; a second click no longer.

    Attributes:
        heading: its plus tags what is selected.
        cloud: tags without a path.
        add_pressed: the plus was pressed.
    """

    add_pressed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: dict[str, TagLine] = {}
        self._folded: frozenset[str] = frozenset()
        self._rows: Sequence[TagRow] = ()
        self._figures: Mapping[str, int] = {}
        self._colours: Mapping[str, str] = {}
        self._flat = False
        self.heading = GroupHeading(tr("Tags"), theme=context.theme, add=tr("Tag what is selected"))
        self.heading.add_pressed.connect(self.add_pressed)
        self.cloud = TagCloud(theme=context.theme)
        self.cloud.chosen.connect(lambda tag_id: self._toggle(HasTag(tag_id)))
        self._tree = QVBoxLayout()
        self._tree.setContentsMargins(0, 0, 0, 0)
        self._tree.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.cloud)
        column.addLayout(self._tree)

    @property
    def lines(self) -> list[TagLine]:
        """The lines of the tree, in order."""
        found = (self._tree.itemAt(at) for at in range(self._tree.count()))
        widgets = [entry.widget() for entry in found if entry is not None]
        return [one for one in widgets if isinstance(one, TagLine)]

    def show_tags(self, wanted: str, counts: NavigatorCounts) -> bool:
        """Show the tags that have the folded words; tells whether there are any."""
        index = self._context.session.index
        self._rows = [row for row in index.tags.values() if row.count and wanted in fold(row.path)]
        self._figures = counts.paths
        self._colours = {row.path: row.colour for row in self._rows}
        # What is searched for stands in one list of whole paths; all of it stands as a tree.
        self._flat = bool(wanted)
        places = tag_places([row.path for row in self._rows], frozenset() if self._flat else self._folded)
        inside = {place.id for place in places}
        self.cloud.show_tags([row for row in self._rows if row.path not in inside and "/" not in row.path])
        self._show_tree(places)
        return bool(self._rows)

    def show_filter(self) -> None:
        """Mark the tags of the filter."""
        active = self._context.session.filter
        asked = {one.tag for one in active.every(HasTag)}
        under = {one.path for one in active.every(TagUnder)}
        self.cloud.show_active(frozenset(asked))
        known = {row.path: row.id for row in self._rows}
        for path, line in self._lines.items():
            line.row.setChecked(known.get(path) in asked or path in under)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the tag under the pointer, or with the focus."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        under = QApplication.focusWidget() if keyboard else self.childAt(event.pos())
        chips = {chip: tag_id for tag_id, chip in self.cloud.chips.items()}
        path = ""
        while under is not None and under is not self and not path:
            if isinstance(under, TagLine):
                path = under.path
            elif under in chips and chips[under] in self._context.session.index.tags:
                path = self._context.session.index.tags[chips[under]].path
            under = under.parentWidget()
        if path:
            menu = tag_menu(path, context=self._context, parent=self, at=event.globalPos())
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(event.globalPos())

    def _show_tree(self, places: Sequence[TreePlace]) -> None:
        keep = {place.id for place in places}
        for path in [one for one in self._lines if one not in keep]:
            line = self._lines.pop(path)
            self._tree.removeWidget(line)
            line.hide()
            line.deleteLater()
        for at, place in enumerate(places):
            line = self._lines.get(place.id) or self._make_line(place.id)
            line.row.set_count(self._figures.get(place.id, 0))
            line.row.set_dot(self._colours.get(place.id, ""))
            line.show_place(place, folded=place.id in self._folded, passing={})
            if self._tree.indexOf(line) != at:
                self._tree.removeWidget(line)
                self._tree.insertWidget(at, line)
            line.show()

    def _make_line(self, path: str) -> TagLine:
        line = self._lines[path] = TagLine(path, theme=self._context.theme, parent=self)
        line.row.clicked.connect(lambda: self._choose(path))
        line.toggled.connect(lambda: self._fold(path, fold_it=path not in self._folded))
        line.row.stepped.connect(lambda step: self._fold(path, fold_it=step < 0))
        return line

    def _fold(self, path: str, *, fold_it: bool) -> None:
        self._folded = self._folded | {path} if fold_it else self._folded - {path}
        places = tag_places([row.path for row in self._rows], self._folded)
        self._show_tree(places)

    def _choose(self, path: str) -> None:
        tag = next((row for row in self._rows if row.path == path), None)
        self._toggle(HasTag(tag.id) if tag is not None else TagUnder(path))

    def _toggle(self, part: HasTag | TagUnder) -> None:
        session = self._context.session
        session.set_filter(session.filter.toggled(part), origin="navigator")
        self.show_filter()


def tag_places(paths: Sequence[str], folded: frozenset[str]) -> list[TreePlace]:
    """Return the tree of the paths that have a slash, and of what stands above them, in the order of a list.

    A step that is no tag itself stands there too: it holds those below it.
    """
    inside: set[str] = set()
    for path in paths:
        parts = path.split("/")
        if len(parts) > 1:
            inside.update("/".join(parts[:end]) for end in range(1, len(parts) + 1))
    ordered = sorted(inside, key=lambda path: [part.casefold() for part in path.split("/")])
    found = []
    for path in ordered:
        steps = path.split("/")
        above = ("/".join(steps[:end]) for end in range(1, len(steps)))
        if any(one in folded for one in above):
            continue
        is_parent = any(other.startswith(f"{path}/") for other in inside)
        found.append(TreePlace(path, len(steps) - 1, None, is_parent, is_last=False))
    return found
