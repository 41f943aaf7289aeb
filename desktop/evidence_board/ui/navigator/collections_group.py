"""`CollectionsGroup`: the collections of the case; a click filters, files dropped on one join it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.filters import InCollection
from evidence_board.model.case_index import AlbumRow
from evidence_board.operations.albums import add_to_album, bin_album, create_album, remove_from_album, rename_album
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.filter_bar.filter_by import filter_by
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.navigator.album_order import AlbumOrder
from evidence_board.ui.navigator.list_row import ListRow
from evidence_board.ui.navigator.named_group import NamedGroup

__all__ = ["CollectionsGroup"]

_NAME = "navigator"


class CollectionsGroup(NamedGroup):
    """Heading with a plus, and a row for each collection. The plus makes one of what is selected."""

    takes_files = True

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, title=tr("Collections"), add=tr("New collection"), parent=parent)
        self.heading.add_pressed.connect(self.new_collection)

    def show_albums(self, wanted: str) -> bool:
        """Show the collections whose name has the folded words; tells whether there is anything to show."""
        albums = self._context.session.index.albums
        rows = [row for row in albums.values() if not wanted or wanted in fold(row.name)]
        self.list.show_rows([(row.id, row.name) for row in rows], {row.id: row.count for row in rows})
        self._show_heading()
        return bool(rows) or (not wanted and self.can_write)

    def show_filter(self) -> None:
        """Mark the collections that filter now."""
        self.list.show_active(frozenset(one.id for one in self._context.session.filter.every(InCollection)))

    def new_collection(self) -> None:
        """Ask for the name of a collection; what is selected goes into it."""
        if not self.can_write:
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

    def _make_row(self, row_id: str, name: str) -> ListRow:
        row = super()._make_row(row_id, name)
        row.dropped.connect(lambda ids: self._add(row_id, ids))
        return row

    def _selected(self) -> list[str]:
        session = self._context.session
        return [one for one in session.selection.ids if one in session.index.items]

    def _named(self, row_id: str) -> AlbumRow | None:
        return self._context.session.index.albums.get(row_id)

    def _choose(self, row_id: str) -> None:
        session = self._context.session
        part, active = InCollection(row_id), session.filter
        # A click shows one collection, as with the queues; several are joined with "or" on the chip.
        active = active.minus(part) if part in active.parts else active.without(InCollection).plus(part)
        session.set_filter(active, origin=_NAME)

    def _rename_title(self) -> str:
        return tr("Rename the collection")

    def _rename_as(self, row_id: str, name: str) -> None:
        self._context.perform(rename_album, album_id=row_id, name=name)

    def _bin(self, row_id: str) -> None:
        self._context.perform(bin_album, album_id=row_id)

    def _add(self, album_id: str, ids: Sequence[str]) -> None:
        known = [one for one in ids if one in self._context.session.index.items]
        if known:
            self._context.perform(add_to_album, album_id=album_id, item_ids=known)

    def _fill_menu(self, menu: QMenu, row_id: str) -> None:
        context, icon, part = self._context, self._context.theme.icon, InCollection(row_id)
        menu.addAction(icon("funnel"), tr("Only this collection")).triggered.connect(
            lambda: filter_by(context, part, origin=_NAME)
        )
        menu.addAction(icon("contrast"), tr("Not this collection")).triggered.connect(
            lambda: filter_by(context, part, negate=True, origin=_NAME)
        )
        album = self._named(row_id)
        if self.can_write and album is not None:
            self._add_edits(menu, row_id, album.item_ids)

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

    def _order(self, album_id: str) -> None:
        anchor = self._anchor(album_id)
        if anchor is not None:
            AlbumOrder(self, context=self._context, album_id=album_id).open_below(anchor)
