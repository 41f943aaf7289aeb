"""`KindGroup`: one kind in the navigator, and the entities under it when it is open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import EntityRow as Entity
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.navigator.entity_row import EntityRow
from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["KindGroup", "kind_plural"]

_INDENT, _AT_ONCE = 14, 50


def kind_plural(kind: str) -> str:
    """Return the plural word of a kind of entity.

    Raises:
        KeyError: there is no such kind.
    """
    return {
        "account": tr("Accounts"),
        "person": tr("People"),
        "unit": tr("Units"),
        "location": tr("Places"),
        "equipment": tr("Equipment"),
        "event": tr("Events"),
    }[kind]


class KindGroup(QWidget):
    """A row of a kind; a click opens the list of its entities below.

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
        return [self._rows[one.id] for one in self._wanted if one.id in self._rows]

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
        self._list.setContentsMargins(0 if compact else _INDENT, 0, 0, 0)
        if compact:
            self.set_open(False)

    def show_entities(self, rows: Sequence[Entity], *, total: int, files: Mapping[str, int]) -> None:
        """Show these entities of the kind.

        Args:
            rows: the entities to list, in order.
            total: how many there are in the case.
            files: entity id -> number of its files.
        """
        self._wanted, self._files = rows, files
        self.head.set_count(total)
        if self._open:
            self._renew()

    def show_selection(self, ids: frozenset[str]) -> None:
        """Mark the entities that are selected."""
        self._selected = ids
        for row_id, row in self._rows.items():
            row.setChecked(row_id in ids)

    def _renew(self) -> None:
        shown = list(self._wanted[: self._limit]) if self._open else []
        keep = {one.id for one in shown}
        for row_id in [one for one in self._rows if one not in keep]:
            row = self._rows.pop(row_id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, entity in enumerate(shown):
            figure = self._files.get(entity.id, 0)
            known = self._rows.get(entity.id)
            if known is None:
                known = self._make_row(entity, figure)
                self._rows[entity.id] = known
                self._list.insertWidget(place, known)
            else:
                known.set_count(figure)
                if known.text() != entity.label:
                    known.set_text(entity.label)
                if self._list.indexOf(known) != place:
                    self._list.removeWidget(known)
                    self._list.insertWidget(place, known)
        left = len(self._wanted) - len(shown)
        self._more.setVisible(self._open and left > 0)
        if left > 0:
            self._more.setText(count(left, one="{n} more", many="{n} more"))
            self._more.setToolTip(tr("Showing {shown}; type above to find one by name", shown=number(len(shown))))

    def _make_row(self, entity: Entity, figure: int) -> EntityRow:
        row = EntityRow(entity, theme=self._theme, count=figure, parent=self)
        row.setChecked(entity.id in self._selected)
        row_id = entity.id
        row.chosen.connect(lambda held: self.chosen.emit(row_id, held))
        row.opened.connect(lambda: self.opened.emit(row_id))
        row.hovered.connect(lambda over: self.hovered.emit(row_id if over else ""))
        row.menu_wanted.connect(lambda point: self.menu_wanted.emit(row_id, point))
        row.show()
        return row

    def _show_more(self) -> None:
        self._limit += 4 * _AT_ONCE
        self._renew()
