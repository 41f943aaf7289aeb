"""`ViewsGroup`: the saved views of the case in an order of one's own; a click shows one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.filters import Filter, filter_from_text
from evidence_board.model.case_index import SavedViewRow
from evidence_board.model.errors import KnownError
from evidence_board.operations.saved_views import bin_view, move_view, rename_view
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.navigator.list_row import ListRow
from evidence_board.ui.navigator.named_group import NamedGroup
from evidence_board.ui.navigator.navigator_counts import NavigatorCounts

__all__ = ["ViewsGroup"]


class ViewsGroup(NamedGroup):
    """Heading with a plus that saves what is shown now, and a row for each view.

    Attributes:
        chosen: (view id) a view is to be shown.
        save_wanted: what is shown now is to be saved.
        update_wanted: (view id) what is shown now is to be saved in the place of a view.
    """

    icon = "bookmark"
    chosen = Signal(str)
    save_wanted = Signal()
    update_wanted = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        self._read: dict[str, Filter | None] = {}
        super().__init__(context, title=tr("Saved views"), add=tr("Save what is shown"), parent=parent)
        self.heading.add_pressed.connect(self.save_wanted)
        self.list.moved.connect(self._put_before)

    def show_views(self, wanted: str, counts: NavigatorCounts) -> bool:
        """Show the views whose name has the folded words; tells whether there is anything to show."""
        views = self._context.session.index.views
        rows = [row for row in views.values() if not wanted or wanted in fold(row.name)]
        self.list.set_movable(self.can_write and not wanted)
        self.list.show_rows([(row.id, row.name) for row in rows], counts.views)
        self._read = {row.id: _filter_of(row.query) for row in views.values()}
        for one in self.list.rows:
            one.set_tone("warn" if self._read.get(one.row_id) is None else "")
        self._show_heading()
        return bool(rows) or (not wanted and self.can_write)

    def show_filter(self) -> None:
        """Mark the views that say what is shown now."""
        active = self._context.session.filter
        same = (row_id for row_id, one in self._read.items() if one is not None and one == active and active.parts)
        self.list.show_active(frozenset(same))

    def _make_row(self, row_id: str, name: str) -> ListRow:
        row = super()._make_row(row_id, name)
        row.step_wanted.connect(lambda step: self._step(row_id, step))
        return row

    def _named(self, row_id: str) -> SavedViewRow | None:
        return self._context.session.index.views.get(row_id)

    def _choose(self, row_id: str) -> None:
        self.chosen.emit(row_id)

    def _rename_title(self) -> str:
        return tr("Rename the view")

    def _rename_as(self, row_id: str, name: str) -> None:
        self._context.perform(rename_view, view_id=row_id, name=name)

    def _bin(self, row_id: str) -> None:
        self._context.perform(bin_view, view_id=row_id)

    def _fill_menu(self, menu: QMenu, row_id: str) -> None:
        icon = self._context.theme.icon
        menu.addAction(icon("eye"), tr("Show it")).triggered.connect(lambda: self.chosen.emit(row_id))
        if not self.can_write:
            return
        menu.addSeparator()
        menu.addAction(icon("save"), tr("Save what is shown now here")).triggered.connect(
            lambda: self.update_wanted.emit(row_id)
        )
        order = list(self._context.session.index.views)
        at = order.index(row_id)
        if at > 0:
            up = menu.addAction(icon("arrow-up"), tr("Move up") + "\tAlt+Up")
            up.triggered.connect(lambda: self._step(row_id, -1))
        if at < len(order) - 1:
            down = menu.addAction(icon("arrow-down"), tr("Move down") + "\tAlt+Down")
            down.triggered.connect(lambda: self._step(row_id, 1))

    def _step(self, view_id: str, step: int) -> None:
        """Move a view by one place."""
        order = list(self._context.session.index.views)
        at = order.index(view_id) if view_id in order else -1
        to = at + step
        if at < 0 or not 0 <= to < len(order) or not self.can_write:
            return
        rest = [one for one in order if one != view_id]
        self._put_before(view_id, rest[to] if to < len(rest) else "")

    def _put_before(self, view_id: str, before: str) -> None:
        self._context.perform(move_view, view_id=view_id, before=before or None)
        anchor = self._anchor(view_id)
        if anchor is not None:
            anchor.setFocus(Qt.FocusReason.OtherFocusReason)


def _filter_of(query: str) -> Filter | None:
    try:
        return filter_from_text(query)
    except KnownError:
        return None
