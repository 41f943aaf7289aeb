"""`CollectionsGroup`: the collections of the case; a click filters, files dropped on one join it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from evidence_board.filters import InCollection
from evidence_board.operations.albums import add_to_album, bin_album, create_album, remove_from_album, rename_album
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.filter_bar.filter_by import filter_by
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.navigator.album_order import AlbumOrder
from evidence_board.ui.navigator.group_heading import GroupHeading
from evidence_board.ui.navigator.list_row import ListRow
from evidence_board.ui.navigator.row_list import RowList

__all__ = ["CollectionsGroup"]

_NAME = "navigator"


class CollectionsGroup(QWidget):
    """Heading with a plus, and a row for each collection.

    Attributes:
        heading: its plus makes a collection of what is selected.
        list: the rows.
    """

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.heading = GroupHeading(tr("Collections"), theme=context.theme, add=tr("New collection"))
        self.heading.add_pressed.connect(self.new_collection)
        self.list = RowList(self._make_row, theme=context.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.list)

    def show_albums(self, wanted: str) -> bool:
        """Show the collections whose name has the folded words; tells whether there is anything to show."""
        session = self._context.session
        rows = [row for row in session.index.albums.values() if not wanted or wanted in fold(row.name)]
        self.list.show_rows([(row.id, row.name) for row in rows], {row.id: row.count for row in rows})
        self.heading.set_add_enabled(not session.case.read_only)
        self.heading.add_button.setVisible(not session.case.read_only)
        return bool(rows) or (not wanted and not session.case.read_only)

    def show_filter(self) -> None:
        """Mark the collections that filter now."""
        self.list.show_active(frozenset(one.id for one in self._context.session.filter.every(InCollection)))

    def new_collection(self) -> None:
        """Ask for the name of a collection; what is selected goes into it."""
        if self._context.session.case.read_only:
            return
        items = self._selected()
        title = (
            count(len(items), one="New collection of {n} file", many="New collection of {n} files")
            if items
            else tr("New collection")
        )
        popover = NamePopover(
            self,
            title=title,
            theme=self._context.theme,
            hint=tr("Name"),
            verb=tr("Make"),
            done=lambda name: self._context.perform(create_album, name=name, item_ids=items),
        )
        popover.open_below(self.heading.add_button if self.heading.add_button.isVisible() else self)

    def _make_row(self, album_id: str, name: str) -> ListRow:
        can_write = not self._context.session.case.read_only
        row = ListRow(album_id, name, theme=self._context.theme, icon="folder", takes_files=can_write)
        row.clicked.connect(lambda: self._toggle(album_id))
        row.menu_wanted.connect(lambda spot: self._open_menu(album_id, spot))
        row.dropped.connect(lambda ids: self._add(album_id, ids))
        if can_write:
            row.rename_wanted.connect(lambda: self._rename(album_id))
            row.removed.connect(lambda: self._context.perform(bin_album, album_id=album_id))
        return row

    def _selected(self) -> list[str]:
        session = self._context.session
        return [one for one in session.selection.ids if one in session.index.items]

    def _toggle(self, album_id: str) -> None:
        session = self._context.session
        part, active = InCollection(album_id), session.filter
        # A click shows one collection, as with the queues; several are joined with "or" on the chip.
        active = active.minus(part) if part in active.parts else active.without(InCollection).plus(part)
        session.set_filter(active, origin=_NAME)

    def _add(self, album_id: str, ids: Sequence[str]) -> None:
        known = [one for one in ids if one in self._context.session.index.items]
        if known:
            self._context.perform(add_to_album, album_id=album_id, item_ids=known)

    def _rename(self, album_id: str) -> None:
        row = self._context.session.index.albums.get(album_id)
        anchor = next((one for one in self.list.rows if one.row_id == album_id), None)
        if row is None or anchor is None:
            return
        NamePopover(
            self,
            title=tr("Rename the collection"),
            theme=self._context.theme,
            text=row.name,
            done=lambda name: self._context.perform(rename_album, album_id=album_id, name=name),
        ).open_below(anchor)

    def _open_menu(self, album_id: str, spot: QPoint) -> None:
        context, icon = self._context, self._context.theme.icon
        row = context.session.index.albums.get(album_id)
        if row is None:
            return
        menu = QMenu(self)
        part = InCollection(album_id)
        menu.addAction(icon("funnel"), tr("Only this collection")).triggered.connect(
            lambda: filter_by(context, part, origin=_NAME)
        )
        menu.addAction(icon("contrast"), tr("Not this collection")).triggered.connect(
            lambda: filter_by(context, part, negate=True, origin=_NAME)
        )
        if not context.session.case.read_only:
            self._add_edits(menu, album_id, row.item_ids)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def _add_edits(self, menu: QMenu, album_id: str, inside: Sequence[str]) -> None:
        context, icon, chosen = self._context, self._context.theme.icon, self._selected()
        menu.addSeparator()
        new = [one for one in chosen if one not in inside]
        old = [one for one in chosen if one in inside]
        if new:
            words = count(len(new), one="Add {n} selected file", many="Add {n} selected files")
            menu.addAction(icon("plus"), words).triggered.connect(lambda: self._add(album_id, new))
        if old:
            words = count(len(old), one="Take {n} selected file out", many="Take {n} selected files out")
            menu.addAction(icon("circle-minus"), words).triggered.connect(
                lambda: context.perform(remove_from_album, album_id=album_id, item_ids=old)
            )
        if len(inside) > 1:
            menu.addAction(icon("arrow-up-down"), tr("Order the files")).triggered.connect(
                lambda: self._order(album_id)
            )
        menu.addAction(icon("pencil"), tr("Rename") + "\tF2").triggered.connect(lambda: self._rename(album_id))
        menu.addAction(icon("trash-2"), tr("Move to the bin") + "\tDel").triggered.connect(
            lambda: context.perform(bin_album, album_id=album_id)
        )

    def _order(self, album_id: str) -> None:
        anchor = next((one for one in self.list.rows if one.row_id == album_id), None)
        if anchor is not None:
            AlbumOrder(self, context=self._context, album_id=album_id).open_below(anchor)
