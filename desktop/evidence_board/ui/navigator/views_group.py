"""`ViewsGroup`: the saved views of the case; a click shows one."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from evidence_board.filters import Filter, filter_from_text
from evidence_board.model.errors import KnownError
from evidence_board.operations.saved_views import bin_view, rename_view
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.i18n import tr
from evidence_board.ui.navigator.group_heading import GroupHeading
from evidence_board.ui.navigator.list_row import ListRow
from evidence_board.ui.navigator.navigator_counts import NavigatorCounts
from evidence_board.ui.navigator.row_list import RowList

__all__ = ["ViewsGroup"]


class ViewsGroup(QWidget):
    """Heading with a plus, and a row for each view.

    Attributes:
        heading: its plus saves what is shown now.
        list: the rows.
        chosen: (view id) a view is to be shown.
        save_wanted: what is shown now is to be saved.
        update_wanted: (view id) what is shown now is to be saved in the place of a view.
    """

    chosen = Signal(str)
    save_wanted = Signal()
    update_wanted = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._read: dict[str, Filter | None] = {}
        self.heading = GroupHeading(tr("Saved views"), theme=context.theme, add=tr("Save what is shown"))
        self.heading.add_pressed.connect(self.save_wanted)
        self.list = RowList(self._make_row, theme=context.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.list)

    def show_views(self, wanted: str, counts: NavigatorCounts) -> bool:
        """Show the views whose name has the folded words; tells whether there is anything to show."""
        session = self._context.session
        rows = [row for row in session.index.views.values() if not wanted or wanted in fold(row.name)]
        self.list.show_rows([(row.id, row.name) for row in rows], counts.views)
        self._read = {row.id: _filter_of(row.query) for row in session.index.views.values()}
        for one in self.list.rows:
            one.set_tone("warn" if self._read.get(one.row_id) is None else "")
        self.heading.add_button.setVisible(not session.case.read_only)
        return bool(rows) or (not wanted and not session.case.read_only)

    def show_filter(self) -> None:
        """Mark the views that say what is shown now."""
        active = self._context.session.filter
        same = (row_id for row_id, one in self._read.items() if one is not None and one == active and active.parts)
        self.list.show_active(frozenset(same))

    def _make_row(self, view_id: str, name: str) -> ListRow:
        row = ListRow(view_id, name, theme=self._context.theme, icon="bookmark")
        row.clicked.connect(lambda: self.chosen.emit(view_id))
        row.menu_wanted.connect(lambda spot: self._open_menu(view_id, spot))
        if not self._context.session.case.read_only:
            row.rename_wanted.connect(lambda: self._rename(view_id))
            row.removed.connect(lambda: self._context.perform(bin_view, view_id=view_id))
        return row

    def _rename(self, view_id: str) -> None:
        row = self._context.session.index.views.get(view_id)
        anchor = next((one for one in self.list.rows if one.row_id == view_id), None)
        if row is None or anchor is None:
            return
        NamePopover(
            self,
            title=tr("Rename the view"),
            theme=self._context.theme,
            text=row.name,
            done=lambda name: self._context.perform(rename_view, view_id=view_id, name=name),
        ).open_below(anchor)

    def _open_menu(self, view_id: str, spot: QPoint) -> None:
        context, icon = self._context, self._context.theme.icon
        menu = QMenu(self)
        menu.addAction(icon("eye"), tr("Show it")).triggered.connect(lambda: self.chosen.emit(view_id))
        if not context.session.case.read_only:
            menu.addSeparator()
            menu.addAction(icon("save"), tr("Save what is shown now here")).triggered.connect(
                lambda: self.update_wanted.emit(view_id)
            )
            menu.addAction(icon("pencil"), tr("Rename") + "\tF2").triggered.connect(lambda: self._rename(view_id))
            menu.addAction(icon("trash-2"), tr("Move to the bin") + "\tDel").triggered.connect(
                lambda: context.perform(bin_view, view_id=view_id)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)


def _filter_of(query: str) -> Filter | None:
    try:
        return filter_from_text(query)
    except KnownError:
        return None
