"""`GalleryPane`: every file that passes the filter, under a header to sort, group and choose a view."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, get_args

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from evidence_board.events import HoverChanged, ImportChanged
from evidence_board.filters import Filter, InCollection, InQueue
from evidence_board.model.case_index import AlbumRow, ItemRow
from evidence_board.selection import Selection
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.like_menu import add_filter_actions, group_condition
from evidence_board.ui.gallery.arrangement import GROUPINGS, SORTS, Arrangement, arrange, first_of_copies
from evidence_board.ui.gallery.gallery_input import GalleryInput
from evidence_board.ui.gallery.gallery_view import GalleryView, Mode
from evidence_board.ui.gallery.item_actions import ItemActions
from evidence_board.ui.gallery.item_words import usual_year
from evidence_board.ui.gallery.order_menu import COLLECTION, fill_order_menu, sort_name
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.pane import Pane
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.segmented import Segmented

__all__ = ["GalleryPane"]

#: Up to this many files are sorted at once (a few milliseconds); more are sorted off the GUI thread.
_AT_ONCE = 1_500


@dataclass(frozen=True, slots=True)
class _Order:
    sort: str = "taken"
    grouping: str = "place"
    descending: bool = False
    #: A single collection that is shown stands in its own order, without groups.
    collection: bool = True


class GalleryPane(Pane):
    """The gallery of the Overview: grid, list or single view of the files that pass the filter.

    Attributes:
        header: title, counts and controls.
        view: the virtual grid.
    """

    name = "gallery"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._order = _Order()
        self._request = 0
        self._items: dict[str, ItemRow] = {}
        self._expected = 0
        self._rearranged = True
        self.header = PaneHeader(tr("Media"), theme=theme, icon="images", parent=self)
        self._sort_button = Button(sort_name("taken"), theme=theme, kind="quiet", small=True, chevron=True)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._sort_button.set_menu(self._menu)
        self._views = Segmented(name=tr("View"), theme=theme)
        self._views.add("grid", icon="layout-grid", name=tr("Grid"), key=tr("Shift 1"))
        self._views.add("list", icon="list", name=tr("List"), key=tr("Shift 2"))
        self._views.add("single", icon="square", name=tr("One at a time"), key=tr("Shift 3"))
        self._views.changed.connect(self.set_mode)
        self.header.add_control(self._sort_button)
        self.header.add_control(self._views)
        self.view = GalleryView(theme=theme, thumbnails=context.thumbnails, parent=self)
        self._empty = EmptyState(
            icon="images",
            title=tr("No files yet"),
            sentence=tr("Drop photos, videos or a whole folder on this window. The originals stay untouched."),
            action=tr("Import files"),
            theme=theme,
        )
        self._empty.triggered.connect(context.requests.choose_import)
        self._nothing = EmptyState(
            icon="search-x",
            title=tr("Nothing matches"),
            sentence=tr("No file passes all the filters above. The files are still in the case."),
            action=tr("Clear all"),
            key=tr("Esc"),
            theme=theme,
        )
        self._nothing.triggered.connect(self._clear_filter)
        self._pages = QStackedWidget(self)
        for page in (self.view, self._empty, self._nothing):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "pane")
        self.setFocusProxy(self.view)
        self._actions = ItemActions(context, self)
        self._connect(GalleryInput(self.view))

    def _connect(self, gestures: GalleryInput) -> None:
        gestures.chosen.connect(self._choose)
        gestures.hovered.connect(self._tell_hover)
        gestures.opened.connect(self.context.requests.preview)
        gestures.menu_wanted.connect(self._actions.open_menu)
        gestures.group_menu_wanted.connect(self._open_group_menu)
        gestures.drag_wanted.connect(self._actions.drag)
        gestures.mode_wanted.connect(self.set_mode)
        gestures.delete_wanted.connect(self._actions.bin_selected)
        gestures.collapsed_changed.connect(self.view.set_collapsed)
        self.context.events.import_changed.connect(self._import_changed)
        self.context.requests.reveal.connect(self._reveal)

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def order(self) -> list[str]:
        """Ids of the files in the order they are shown, without those of collapsed groups."""
        return self.view.arrangement.shown(self.view.collapsed)

    def set_mode(self, mode: Mode) -> None:
        """Show a grid, a list, or one file at a time."""
        self._views.set_current(mode)
        self.view.set_mode(mode)

    def set_order(
        self, *, sort: str | None = None, grouping: str | None = None, descending: bool | None = None
    ) -> None:
        """Sort or group otherwise; what is not given stays. `COLLECTION` is the order of the collection that is shown.

        Raises:
            ValueError: there is no such sort or grouping.
        """
        old = self._order
        own = sort == COLLECTION or (sort is None and grouping is None and old.collection)
        new = _Order(
            sort if sort not in (None, COLLECTION) else old.sort,
            grouping if grouping is not None else old.grouping,
            descending if descending is not None else old.descending,
            # What one chooses while a collection is shown is meant for it; elsewhere it says nothing of it.
            own if self._album() is not None else old.collection,
        )
        if new.sort not in SORTS or new.grouping not in GROUPINGS:
            raise ValueError(f"cannot sort by {new.sort!r} or group by {new.grouping!r}")
        self._order = new
        self.view.set_collapsed(frozenset())
        self._arrange()

    def state(self) -> dict[str, Any]:
        """Return what to remember of this case: the view, the size of thumbnails, the order and what is folded."""
        view = self.view
        return {
            "view": view.mode,
            "width": view.cell_width,
            **asdict(self._order),
            "collapsed": sorted(view.collapsed),
        }

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Look as `state` said; values that make no sense are passed over."""
        width, folded, descending = (remembered.get(name) for name in ("width", "collapsed", "descending"))
        sort, grouping = remembered.get("sort"), remembered.get("grouping")
        own = remembered.get("collection")
        if type(width) is int:
            self.view.set_cell_width(width)
        if remembered.get("view") in get_args(Mode):
            self.set_mode(remembered["view"])
        self.set_order(
            sort=sort if sort in SORTS else None,
            grouping=grouping if grouping in GROUPINGS else None,
            descending=descending if isinstance(descending, bool) else None,
        )
        if isinstance(own, bool):
            self._order = replace(self._order, collection=own)
            self._arrange()
        if isinstance(folded, list):
            self.view.set_collapsed(frozenset(one for one in folded if isinstance(one, str)))

    def show_index(self) -> None:
        """Show the files of the new index."""
        self._arrange()

    def show_filter(self) -> None:
        """Show the files that pass the new filter."""
        self._arrange()

    def show_selection(self, origin: str) -> None:
        """Show what is selected; scroll to it unless it was selected here."""
        self.view.set_selection(self.context.session.selection, scroll=origin != self.name)

    def show_hover(self, kind: str | None, row_id: str | None) -> None:
        """Outline the file that the pointer rests on elsewhere."""
        self.view.set_outlined(row_id if kind == "item" else None)

    def show_theme(self) -> None:
        """Repaint in the new colours and fonts."""
        super().show_theme()
        self.view.renew_look()

    def flush(self) -> None:
        """Bring the pane up to date now; the next painting leaves no picture rough."""
        super().flush()
        self.view.complete_pictures()

    def set_compact(self, compact: bool) -> None:
        """The gallery is the same in a small window; its columns follow its width."""

    def _album(self) -> AlbumRow | None:
        """Return the collection that is shown, if it is one."""
        session = self.context.session
        shown = session.filter.every(InCollection)
        return session.index.albums.get(shown[0].id) if len(shown) == 1 else None

    def _arrange(self) -> None:
        session, order, album = self.context.session, self._order, self._album()
        own_order = album.item_ids if album is not None and order.collection else None
        self._sort_button.setText(sort_name(order.sort if own_order is None else COLLECTION))
        self._request += 1
        request = self._request
        index = session.index

        def job() -> tuple[dict[str, ItemRow], Arrangement, tuple[str, bool]]:
            items = session.visible
            found = arrange(
                items.values(),
                sort=order.sort,
                grouping=order.grouping if own_order is None else "none",
                descending=order.descending and own_order is None,
                own_order=own_order,
                picture_of=partial(first_of_copies, index),
            )
            len(found.position)  # looked up on the GUI thread at once, so it is made here
            return items, found, usual_year(index.items.values())

        if len(index.items) <= _AT_ONCE:
            self._show(request, *job())
            return
        if not self.view.arrangement.ids:
            self.view.set_content(Arrangement([], ()), {}, expected=len(index.items))
            self._pages.setCurrentWidget(self.view)
            self._set_note(None)
        self.context.jobs.run(
            job, done=lambda result: self._show(request, *result), failed=self.context.show_error, priority=2
        )

    def _show(self, request: int, items: dict[str, ItemRow], arrangement: Arrangement, years: tuple[str, bool]) -> None:
        if request != self._request:
            return
        self._items = items
        self.view.set_usual_year(years[0], years_differ=years[1])
        self.view.set_conflicts(self.context.session.index.observations.open_conflicts)
        self.view.set_copies(self.context.session.index.observations.copies_of)
        self.view.set_content(arrangement, items, expected=self._expected)
        self._set_note(len(items))
        if items or self._expected:
            self._pages.setCurrentWidget(self.view)
        elif self.context.session.index.items:
            self._say_nothing_matches()
            self._pages.setCurrentWidget(self._nothing)
        else:
            self._pages.setCurrentWidget(self._empty)
        self.view.set_selection(self.context.session.selection, scroll=False)

    def _set_note(self, shown: int | None) -> None:
        total = len(self.context.session.index.items)
        if self._expected:
            note = tr("{shown} so far", shown=number(total))
        elif shown is None or shown == total:
            note = number(total) if total else ""
        else:
            note = tr("{shown} of {total}", shown=number(shown), total=number(total))
        self.header.set_note(note)

    def _say_nothing_matches(self) -> None:
        if not all(isinstance(part, InQueue) for part in self.context.session.filter.parts):
            sentence = tr("No file passes all the filters above. The files are still in the case.")
        else:
            sentence = tr("No file is in this list now. The other files are still in the case.")
        self._nothing.set_words(title=tr("Nothing matches"), sentence=sentence)

    def _clear_filter(self) -> None:
        self.context.session.set_filter(Filter(), origin=self.name)

    def _open_group_menu(self, key: str, spot: QPoint) -> None:
        """Offer to filter by the account, place or day of a group."""
        arrangement, index = self.view.arrangement, self.context.session.index
        number = next((at for at, group in enumerate(arrangement.groups) if group.key == key), None)
        if number is None:
            return
        menu = QMenu(self)
        part = group_condition(index, arrangement.grouping, arrangement.ids_of(number))
        add_filter_actions(menu, self.context, part, origin=self.name)
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.actions():
            menu.popup(spot)

    def _import_changed(self, event: ImportChanged) -> None:
        running = event.state in ("planning", "running", "paused")
        expected = max(0, event.total - event.done) if running else 0
        if bool(expected) != bool(self._expected) or expected < self._expected <= 60:
            self._expected = expected
            self._mark("index")
        self._expected = expected

    # -- what the user does ----------------------------------------------------------------------------

    def _choose(self, selection: Selection) -> None:
        # Shown at once: the next key may come before the event turn in which the other panes follow.
        self.view.set_selection(selection, scroll=False)
        self.context.session.select(selection, origin=self.name)

    def _tell_hover(self, item_id: str | None) -> None:
        kind = "item" if item_id is not None else None
        self.context.session.hub.emit(HoverChanged(kind, item_id, self.name))

    def _reveal(self, row_id: str) -> None:
        at = self.view.arrangement.position.get(row_id)
        if at is not None:
            self.view.bring_into_view(at)

    def _fill_menu(self) -> None:
        order, album = self._order, self._album()
        own = album is not None and order.collection
        fill_order_menu(
            self._menu,
            sort=COLLECTION if own else order.sort,
            grouping="none" if own else order.grouping,
            descending=None if own else order.descending,
            sorts=SORTS if album is None else (COLLECTION, *SORTS),
            groupings=GROUPINGS,
            choose=self._order_chosen,
        )

    def _order_chosen(self, what: str, value: str) -> None:
        if what == "order":
            self.set_order(descending=value == "descending")
        elif what == "sort":
            self.set_order(sort=value)
        else:
            self.set_order(grouping=value)
