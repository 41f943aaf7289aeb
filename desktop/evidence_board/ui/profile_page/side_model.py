"""The rows of the list at the start of a page: a tree of units or places, or the list of any other kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from evidence_board.model.case_index import CaseIndex
from evidence_board.text_match import matcher
from evidence_board.ui.board.thing_mime import things_mime
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.navigator.entity_tree import TreePlace, entity_tree, passing_lines
from evidence_board.ui.widgets.confidence import level_name

__all__ = ["ROW", "TREES", "SideModel", "SideRow", "side_rows"]

#: Role of the `SideRow` of an index.
ROW = Qt.ItemDataRole.UserRole
#: Kinds that stand in a tree.
TREES = ("unit", "location")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row: name, what it has, where it stands, the lines that pass it.

    The id of the parent that nobody has named is empty.
    """

    place: TreePlace
    kind: str
    name: str
    said: str
    passing: dict[int, str]


def side_rows(index: CaseIndex, kind: str, wanted: str = "", *, current: str = "") -> list[SideRow]:
    """Return the rows of a kind.

    Args:
        index: the read model.
        kind: of entity.
        wanted: what a name must hold; then the rows stand in one list, without the tree.
        current: the unit the page is about: where nobody said what its tree stands under, a row says so.
    """
    rows = list(index.entities_of(kind))
    if wanted:
        find = matcher(wanted)
        rows = [row for row in rows if find.rank(row.label, row.ref, row.detail, *row.other_names) is not None]
    if kind in TREES and not wanted:
        tree = entity_tree(index, kind)
        # Those with something below come first: a tree is looked for at the top.
        places = tree.walk(sorted(tree.roots, key=lambda one: not tree.children.get(one)))
        lines = passing_lines(places)
    else:
        places = [TreePlace(row.id, 0, None, False, True) for row in rows]
        lines = [{} for _ in rows]
    said = _said(index, {place.id for place in places})
    found = [
        SideRow(place, kind, index.label_of(place.id), said[place.id], passing)
        for place, passing in zip(places, lines, strict=True)
    ]
    return _below_unknown(found, current) if kind == "unit" and not wanted else found


def _below_unknown(rows: list[SideRow], current: str) -> list[SideRow]:
    """Put the tree of a unit under a row for the parent that nobody has named."""
    here = next((at for at, row in enumerate(rows) if row.place.id == current), None)
    if here is None:
        return rows
    top = next(at for at in range(here, -1, -1) if rows[at].place.depth == 0)
    end = next((at for at in range(top + 1, len(rows)) if rows[at].place.depth == 0), len(rows))
    moved = [
        replace(
            row,
            place=replace(row.place, depth=row.place.depth + 1),
            passing={depth + 1: level for depth, level in row.passing.items()},
        )
        for row in rows[top:end]
    ]
    unknown = SideRow(
        TreePlace("", 0, None, True, False), "unit", tr("Parent unit, not known"), tr("named by no one yet"), {}
    )
    return [*rows[:top], unknown, *moved, *rows[end:]]


def _said(index: CaseIndex, ids: set[str]) -> dict[str, str]:
    """Return ``14 files, 6 people`` of each."""
    files: dict[str, set[str]] = {one: set() for one in ids}
    people = dict.fromkeys(ids, 0)
    for one in ids:
        for link in index.links_of.get(one, ()):
            other = link.dst if link.src == one else link.src
            if other in index.items:
                files[one].add(other)
            people[one] += index.kind_of(other) == "person"
    for item in index.items.values():
        for owner in (item.account_id, item.place_id):
            if owner in files:
                files[owner].add(item.id)
    return {one: _words(len(files[one]), people[one]) for one in ids}


def _words(files: int, people: int) -> str:
    parts = [count(files, one="{n} file", many="{n} files") if files else ""]
    parts.append(count(people, one="{n} person", many="{n} people") if people else "")
    return ", ".join(part for part in parts if part)


class SideModel(QAbstractListModel):
    """The rows for a list view; a row can be dragged, and dropped on another one of a tree."""

    def __init__(self, *, can_write: bool) -> None:
        super().__init__()
        self._can_write = can_write
        self._rows: list[SideRow] = []

    @property
    def rows(self) -> list[SideRow]:
        """The rows in order."""
        return self._rows

    def set_rows(self, rows: Sequence[SideRow]) -> None:
        """Show other rows."""
        if self._rows == list(rows):
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def at(self, row_id: str) -> QModelIndex:
        """Return the index of a thing; one that is not valid when it is not listed."""
        found = next((at for at, row in enumerate(self._rows) if row.place.id == row_id), -1)
        return self.index(found, 0) if found >= 0 else QModelIndex()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the row, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == int(ROW):
            return row
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            stands = tr("stands there: {level}", level=level_name(row.place.level)) if row.place.level else ""
            depth = tr("step {n} of the tree", n=row.place.depth + 1) if row.kind in TREES else ""
            return ", ".join(part for part in (isolate(row.name), row.said, depth, stands) if part)
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return "\n".join(part for part in (row.name, row.said) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows of a case that can be changed can be dragged."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._can_write:
            found |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return found

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the data of a drag, as the navigator and the board know it."""
        return things_mime([self._rows[index.row()].place.id for index in indexes])

    def supportedDropActions(self) -> Qt.DropAction:
        """Placing neither copies nor moves."""
        return Qt.DropAction.LinkAction

    def supportedDragActions(self) -> Qt.DropAction:
        """As for dropping, and what the board takes."""
        return Qt.DropAction.LinkAction | Qt.DropAction.CopyAction
