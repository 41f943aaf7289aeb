"""`FilterFeature`: saved views and collections in the window: commands, and what joins navigator and panes."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from evidence_board.events import Notice
from evidence_board.filters import Filter, InCollection, filter_from_text
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.albums import add_to_album, create_album, remove_from_album
from evidence_board.operations.saved_views import layout_of, save_view, update_view
from evidence_board.text import fold
from evidence_board.ui.board.choice_list import ChoiceRow
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.commands import Command
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.filter_bar.filter_words import chip_of
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.inspector.choice_popover import Choice, ChoicePopover
from evidence_board.ui.navigator.navigator_pane import NavigatorPane

__all__ = ["FilterFeature"]

_FROM_TOP = 0.2


class FilterFeature(QObject):
    """Saves what is shown under a name, shows it again, and puts files into collections."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._navigator = navigator = page.workspace.panes["navigator"]
        if isinstance(navigator, NavigatorPane):
            navigator.views.chosen.connect(self.show_view)
            navigator.views.save_wanted.connect(self.ask_name)
            navigator.views.update_wanted.connect(self.update)
        self._context.requests.collect.connect(self.collect)
        self._add_commands()

    def _add_commands(self) -> None:
        session = self._context.session

        def can_write() -> bool:
            return not session.case.read_only

        def can_add() -> bool:
            return can_write() and bool(self._chosen())

        def can_remove() -> bool:
            return can_add() and session.filter.part(InCollection) is not None

        add = self._page.commands.add
        add(
            Command(
                id="save_view",
                title=tr("Save what is shown"),
                run=self.ask_name,
                key="Ctrl+Shift+S",
                icon="bookmark-plus",
                group=tr("Filter"),
                enabled=can_write,
            )
        )
        add(
            Command(
                id="add_to_collection",
                title=tr("Add to collection"),
                run=self.ask_collection,
                key="Ctrl+D",
                icon="folder-plus",
                group=tr("Selected"),
                enabled=can_add,
            )
        )
        add(
            Command(
                id="remove_from_collection",
                title=tr("Take out of this collection"),
                run=self.take_out,
                icon="circle-minus",
                enabled=can_remove,
            )
        )

    # -- saved views -----------------------------------------------------------------------------------

    def show_view(self, view_id: str) -> None:
        """Filter as a saved view says, and arrange the panes as they stood."""
        session = self._context.session
        row = session.index.views.get(view_id)
        if row is None:
            return
        try:
            wanted = filter_from_text(row.query)
        except KnownError as error:
            self._context.show_error(error)
            return
        self._page.workspace.arrange(layout_of(row.layout))
        session.set_filter(wanted, origin="view")

    def ask_name(self) -> None:
        """Ask for the name under which what is shown now is kept."""
        if self._context.session.case.read_only:
            return
        session = self._context.session
        words = ", ".join(chip_of(part, session.index).text for part in session.filter.parts)
        self._open(
            NamePopover(
                self._page,
                title=tr("Save what is shown as"),
                theme=self._context.theme,
                text="",
                hint=_plain(words) or tr("All media"),
                verb=tr("Save"),
                done=lambda name: self._context.perform_then(
                    lambda changes: self._say(changes, self._views_seen()),
                    save_view,
                    name=name,
                    active=session.filter,
                    layout=self._page.workspace.arrangement(),
                ),
            )
        )

    def update(self, view_id: str) -> None:
        """Keep what is shown now in the place of a saved view."""
        active: Filter = self._context.session.filter
        layout = self._page.workspace.arrangement()
        self._context.perform(update_view, view_id=view_id, active=active, layout=layout)

    # -- collections -----------------------------------------------------------------------------------

    def ask_collection(self) -> None:
        """Ask for the collection that the selected files join: one there is, or a new one."""
        self.collect(self._chosen())

    def collect(self, items: list[str]) -> None:
        """Ask for the collection that some files join."""
        if not items or self._context.session.case.read_only:
            return
        popover = ChoicePopover(
            self._page,
            self._choices(items),
            name=count(len(items), one="Add {n} file to a collection", many="Add {n} files to a collection"),
            hint=tr("Name of a collection"),
            context=self._context,
            make=lambda name: tr("New collection “{name}”", name=name),
            nothing=tr("There is no collection yet; type a name to make one"),
        )
        perform = self._context.perform_then
        popover.chosen.connect(lambda one: perform(self._say_collected, add_to_album, album_id=one, item_ids=items))
        popover.made.connect(lambda name: perform(self._say_collected, create_album, name=name, item_ids=items))
        self._open(popover)
        popover.field.setFocus()

    def _say_collected(self, changes: ChangeSet) -> None:
        seen = isinstance(self._navigator, NavigatorPane) and self._navigator.collections.is_in_sight
        self._say(changes, seen)

    def _views_seen(self) -> bool:
        return isinstance(self._navigator, NavigatorPane) and self._navigator.views.is_in_sight

    def _say(self, changes: ChangeSet, seen: bool) -> None:
        """Say what was done where the list of the navigator does not show it."""
        if not seen:
            self._context.session.hub.emit(Notice(changes.label, undo=True))

    def take_out(self) -> None:
        """Take the selected files out of the collection that is shown."""
        shown, items = self._context.session.filter.part(InCollection), self._chosen()
        if shown is not None and items:
            self._context.perform(remove_from_album, album_id=shown.id, item_ids=items)

    def _chosen(self) -> list[str]:
        session = self._context.session
        return [one for one in session.selection.ids if one in session.index.items]

    def _choices(self, items: list[str]) -> list[Choice]:
        found = []
        for row in self._context.session.index.albums.values():
            inside = sum(one in row.item_ids for one in items)
            detail = tr("all of them are in it") if inside == len(items) else ""
            words = ChoiceRow(row.name, detail, icon="folder", end=number(row.count))
            found.append(Choice(row.id, words, fold(row.name)))
        return found

    def _open(self, popover: "NamePopover | ChoicePopover") -> None:
        popover.adjustSize()
        over: QWidget = self._page
        x = (over.width() - popover.width()) // 2
        popover.open_at(over.mapToGlobal(QPoint(x, round(over.height() * _FROM_TOP))))


def _plain(words: str) -> str:
    return words.replace("\u2068", "").replace("\u2069", "")
