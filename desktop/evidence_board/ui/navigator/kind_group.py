"""`KindGroup`: one kind in the navigator, and the entities under it when it is open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import EntityRow as Entity
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.kind_words import kind_plural
from evidence_board.ui.navigator.entity_row import EntityRow
from evidence_board.ui.navigator.entity_tree import EntityTree, TreePlace, passing_lines
from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.navigator.tree_line import TreeLine
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["KindGroup"]

_INDENT, _AT_ONCE = 14, 50


class KindGroup(QWidget):
    """A row of a kind; a click opens the list of its entities below: as a tree where there is one.

    Signals:
        pressed: the row of the kind was clicked.
        chosen: (entity id, modifiers) an entity was clicked.
        opened: (entity id) an entity was double-clicked.
        hovered: (entity id, or empty) the pointer rests on an entity.
        menu_wanted: (entity id, point of the screen).
    """

    pressed = Signal()
    chosen = Signal(str, object)
    opened = Signal(str)
    hovered = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, kind: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._theme = theme
        self._open = False
        self._limit = _AT_ONCE
        self._wanted: Sequence[Entity] = ()
        self._files: Mapping[str, int] = {}
        self._selected: frozenset[str] = frozenset()
        self._rows: dict[str, EntityRow] = {}
        self._lines: dict[str, TreeLine] = {}
        self._tree: EntityTree | None = None
        self._folded: frozenset[str] = frozenset()
        self.head = NavigatorRow(kind_plural(kind), theme=theme, kind=kind, count=0)
        self.head.setCheckable(False)
        self.head.clicked.connect(self.pressed)
        self._more = Button("", theme=theme, kind="link", small=True)
        self._more.clicked.connect(self._show_more)
        self._more.hide()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(_INDENT, 0, 0, 0)
        self._list.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(self._list)
        layout.addWidget(self._more)

    @property
    def is_open(self) -> bool:
        """Whether the entities are listed."""
        return self._open

    @property
    def rows(self) -> list[EntityRow]:
        """The rows listed now, in order."""
        return [self._rows[place.id] for place in self._places() if place.id in self._rows]

    @property
    def lines(self) -> list[TreeLine]:
        """The lines that hold the rows, with their indent and fold, in order."""
        return [self._lines[place.id] for place in self._places() if place.id in self._lines]

    def set_open(self, opened: bool) -> None:
        """List the entities, or fold them away."""
        if opened != self._open:
            self._open = opened
            self._limit = _AT_ONCE
            self._renew()
        state = tr("open") if opened else tr("closed")
        self.head.setAccessibleDescription(state)

    def set_compact(self, compact: bool) -> None:
        """Become a tile of the rail; the list is hidden there."""
        self.head.set_compact(compact)
        if compact:
            self.set_open(False)

    def show_entities(
        self, rows: Sequence[Entity], *, total: int, files: Mapping[str, int], tree: EntityTree | None = None
    ) -> None:
        """Show these entities of the kind.

        Args:
            rows: the entities to list, in order.
            total: how many there are in the case.
            files: entity id -> number of its files.
            tree: what stands under what; None for a flat list.
        """
        self._wanted, self._files = rows, files
        self._tree = tree if tree is not None and tree.parents else None
        self.head.set_count(total)
        if self._open:
            self._renew()

    def show_selection(self, ids: frozenset[str]) -> None:
        """Mark the entities that are selected; one that is folded away is unfolded."""
        tree = self._tree
        if tree is not None and len(ids) == 1 and ids != self._selected:
            hiding = self._folded.intersection(tree.above(next(iter(ids))))
            if hiding:
                self._folded -= hiding
                self._renew()
        self._selected = ids
        for row_id, row in self._rows.items():
            row.setChecked(row_id in ids)

    def _places(self) -> list[TreePlace]:
        if self._tree is not None:
            return self._tree.walk(self._tree.roots, folded=self._folded)
        return [TreePlace(one.id, 0, None, is_parent=False, is_last=False) for one in self._wanted]

    def _renew(self) -> None:
        places = self._places() if self._open else []
        shown = places[: self._limit]
        self._list.setContentsMargins(0 if self._tree is not None else _INDENT, 0, 0, 0)
        keep = {one.id for one in shown}
        entities = {one.id: one for one in self._wanted if one.id in keep}
        for row_id in [one for one in self._rows if one not in keep]:
            del self._rows[row_id]
            line = self._lines.pop(row_id)
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        passing = passing_lines(places[: self._limit]) if self._tree is not None else []
        for at, place in enumerate(shown):
            entity = entities[place.id]
            figure = self._files.get(entity.id, 0)
            line = self._lines.get(entity.id) or self._make_line(entity, figure)
            line.row.set_count(figure)
            if line.row.text() != entity.label:
                line.row.set_text(entity.label)
            if self._tree is not None:
                line.show_place(place, folded=place.id in self._folded, passing=passing[at])
            else:
                line.show_flat()
            if self._list.indexOf(line) != at:
                self._list.removeWidget(line)
                self._list.insertWidget(at, line)
        left = len(places) - len(shown)
        self._more.setVisible(self._open and left > 0)
        if left > 0:
            self._more.setText(count(left, one="{n} more", many="{n} more"))
            self._more.setToolTip(tr("Showing {shown}; type above to find one by name", shown=number(len(shown))))

    def _make_line(self, entity: Entity, figure: int) -> TreeLine:
        row = EntityRow(entity, theme=self._theme, count=figure)
        row.setChecked(entity.id in self._selected)
        row_id = entity.id
        row.chosen.connect(lambda held: self.chosen.emit(row_id, held))
        row.opened.connect(lambda: self.opened.emit(row_id))
        row.hovered.connect(lambda over: self.hovered.emit(row_id if over else ""))
        row.menu_wanted.connect(lambda point: self.menu_wanted.emit(row_id, point))
        row.stepped.connect(lambda step: self._step(row_id, step))
        line = TreeLine(row, theme=self._theme, parent=self)
        line.toggled.connect(lambda: self._fold(row_id, fold=row_id not in self._folded))
        self._rows[row_id], self._lines[row_id] = row, line
        line.show()
        return line

    def _fold(self, row_id: str, *, fold: bool) -> None:
        self._folded = self._folded | {row_id} if fold else self._folded - {row_id}
        self._renew()

    def _step(self, row_id: str, step: int) -> None:
        """Left folds a row or goes to the one above it, Right unfolds it or goes to the first below it."""
        tree = self._tree
        if tree is None:
            return
        below = tree.children.get(row_id, ())
        target = ""
        if step > 0 and below:
            if row_id in self._folded:
                self._fold(row_id, fold=False)
            else:
                target = below[0]
        elif step < 0 and below and row_id not in self._folded:
            self._fold(row_id, fold=True)
        elif step < 0 and row_id in tree.parents:
            target = tree.parents[row_id][0]
        if target in self._rows:
            self._rows[target].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_more(self) -> None:
        self._limit += 4 * _AT_ONCE
        self._renew()
