"""`ProfileView`: the full page of one entity over the workspace: the list of its kind, the page, what it rests on."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

from evidence_board.model.case_index import EntityRow
from evidence_board.model.claims import Citation
from evidence_board.operations.tree import place_under
from evidence_board.selection import replace
from evidence_board.ui.board.choice_list import ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.choice_popover import Choice, ChoicePopover
from evidence_board.ui.navigator.entity_tree import entity_tree
from evidence_board.ui.pane import Pane
from evidence_board.ui.profile_page.page_body import PageBody
from evidence_board.ui.profile_page.page_data import PageData, read_page
from evidence_board.ui.profile_page.rests_on import RestsOn
from evidence_board.ui.profile_page.side_list import SideList
from evidence_board.ui.profile_page.side_model import TREES
from evidence_board.ui.shortcuts import key_names
from evidence_board.ui.widgets.focus_ring import set_ring

__all__ = ["ProfileView"]

#: Keys with these mean what they mean in the whole window.
_ELSEWHERE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_KEYS = {
    "Esc": "leave", "Alt+Left": "back", "Backspace": "back", "F": "filter", "E": "new", "L": "link", "F2": "rename",
    "P": "under",
}  # fmt: skip


class ProfileView(Pane):
    """Covers the workspace while open. The selection stays the one of the whole window.

    Attributes:
        closed: it was left.
        board_shown: it was left for the board.
        side: the list of the kind.
        body: the page.
        rests: what its links rest on.
        area: scrolls the page.
    """

    name = "profile_page"
    closed = Signal()
    board_shown = Signal()

    def __init__(self, context: UiContext, workspace: QWidget) -> None:
        """Make a closed view.

        Args:
            context: session and services.
            workspace: what it covers.
        """
        self._thing, self._came_from = "", list[str]()
        self._data: PageData | None = None
        self._request = 0
        super().__init__(context, workspace)
        self._under = workspace
        self._focus_before: QWidget | None = None
        self._can_write = not context.session.case.read_only
        self.side = SideList(context, can_write=self._can_write)
        self.body = PageBody(context, can_write=self._can_write)
        self.rests = RestsOn(context)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.setProperty("surface", "pane")
        self.body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.area.setWidget(self.body)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.side, _line(), self.area, _line(), self.rests):
            layout.addWidget(part, 1 if part is self.area else 0)
        # Nothing below shines through, so nothing below is painted.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_ring(self, "none")
        self._connect()
        workspace.installEventFilter(self)
        self.hide()

    def _connect(self) -> None:
        self.side.chosen.connect(self.open_page)
        self.side.new_wanted.connect(lambda: self.do("new"))
        self.side.parent_wanted.connect(self._name_parent)
        self.body.chosen.connect(lambda row_id: self._select([row_id]))
        self.body.opened.connect(self.open_page)
        self.body.files_chosen.connect(self._select)
        self.body.link_opened.connect(self._open_link)
        self.body.head.back_wanted.connect(self.go_back)
        self.body.head.board_wanted.connect(self._show_on_board)
        self.rests.opened.connect(self._open_cited)
        self.rests.claim_opened.connect(self._open_link)
        self.context.requests.reveal.connect(self._revealed)

    # -- open and closed -------------------------------------------------------------------------------

    @property
    def row(self) -> EntityRow | None:
        """Whom the page is about."""
        return self.context.session.index.entities.get(self._thing)

    @property
    def data(self) -> PageData | None:
        """What is shown of it, once it was read."""
        return self._data

    def open_page(self, row_id: str) -> None:
        """Show the page of an entity; what was shown before is gone back to."""
        if row_id not in self.context.session.index.entities:
            return
        if not self.isVisible():
            self._came_from = []
            self._focus_before = QApplication.focusWidget()
        elif self._thing and self._thing != row_id:
            self._came_from.append(self._thing)
        self._go_to(row_id)
        self.setGeometry(self._under.rect())
        if not self.isVisible():
            self.show()
            self.raise_()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Show the page before; leave where there was none."""
        known = self.context.session.index.entities
        while self._came_from:
            before = self._came_from.pop()
            if before in known:
                self._go_to(before)
                return
        self.leave()

    def leave(self) -> None:
        """Close and give the focus back; what was selected stays selected."""
        if not self.isVisible():
            return
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for part in (self.side, self.body, self.rests):
            part.set_compact(compact)

    def flush(self) -> None:
        """Bring the page up to date now, what has to be read included."""
        super().flush()
        row = self.row
        if row is not None:
            session, index = self.context.session, self.context.session.index
            self._take(session.read(read_page, index, row.kind, row.id), self._request)

    # -- keys ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means here; keys with Ctrl and those that ask for help mean what they mean everywhere."""
        wanted = next((_KEYS[name] for name in key_names(event) if name in _KEYS), "")
        if wanted:
            self.do(wanted)
        elif event.modifiers() & _ELSEWHERE or event.key() == Qt.Key.Key_F1 or event.text() == "?":
            super().keyPressEvent(event)

    def do(self, command: str) -> None:
        """Do one thing: ``leave``, ``back``, ``filter``, ``new``, ``link``, ``rename`` or ``under``."""
        row = self.row
        if command == "leave":
            self.leave()
        elif command == "back":
            self.go_back()
        elif command == "filter":
            self.side.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.side.field.selectAll()
        elif row is None or not self._can_write:
            return
        elif command == "new":
            self.context.requests.create_entity.emit(row.kind)
        elif command == "link":
            self.context.requests.link.emit([(row.kind, row.id)])
        elif command == "rename":
            self.body.head.title.begin()
        elif command == "under" and row.kind in TREES:
            self._ask_parent(row)

    def _name_parent(self) -> None:
        """Ask what the top of the tree stands under."""
        row = self.row
        if row is None or row.kind not in TREES:
            return
        index = self.context.session.index
        above = entity_tree(index, row.kind).above(row.id)
        self._ask_parent(index.entities[above[0]] if above else row)

    def _ask_parent(self, row: EntityRow) -> None:
        index = self.context.session.index
        choices = [Choice("", ChoiceRow(tr("Under nothing"), kind=row.kind), tr("Under nothing"))]
        choices += [
            Choice(one.id, ChoiceRow(one.label, detail=one.ref, kind=one.kind),
                   " ".join((one.ref, one.label, *one.other_names)))
            for one in index.entities_of(row.kind) if one.id != row.id
        ]  # fmt: skip
        popover = ChoicePopover(
            self,
            choices,
            name=tr("What does {name} stand under?", name=isolate(row.label)),
            hint=tr("Name or ref, in any script"),
            context=self.context,
        )
        popover.chosen.connect(
            lambda parent: self.context.perform(place_under, kind=row.kind, row_id=row.id, parent_id=parent or None)
        )
        popover.adjustSize()
        popover.open_at(self.side.view.mapToGlobal(QPoint(20, 60)))
        popover.field.setFocus()

    # -- what is shown ---------------------------------------------------------------------------------

    def show_index(self) -> None:
        """The case changed: show the same thing as it is now."""
        if not self._thing:
            return
        if self.row is None:
            self.go_back()
            return
        self._show()
        self._read()

    def show_selection(self, origin: str) -> None:
        """Mark what is selected; an entity that was selected elsewhere has its page shown."""
        selection = self.context.session.selection
        chosen = selection.ids
        if origin != self.name and len(chosen) == 1 and chosen[0] != self._thing:
            one = chosen[0]
            if one in self.context.session.index.entities:
                self.open_page(one)
        self.body.show_selection(chosen)

    def show_theme(self) -> None:
        """Take the new colours and fonts."""
        super().show_theme()
        self.body.renew_look()

    def _go_to(self, row_id: str) -> None:
        if row_id != self._thing:
            self._data = None
            self.area.verticalScrollBar().setValue(0)
        self._thing = row_id
        self._select([row_id])
        self._show()
        self._read()

    def _show(self) -> None:
        row = self.row
        if row is None:
            return
        self.setAccessibleName(tr("Page of {name}", name=isolate(row.label)))
        self.side.show_kind(row.kind, self.context.session.index, current=row.id)
        self.body.show_row(row, self._data)
        self.rests.show_page(self._data)

    def _read(self) -> None:
        row = self.row
        if row is None:
            return
        self._request += 1
        request, session = self._request, self.context.session
        index, kind, row_id = session.index, row.kind, row.id
        self.context.jobs.run(
            lambda: session.read(read_page, index, kind, row_id),
            done=lambda data: self._take(data, request),
            failed=self.context.show_error,
            priority=3,
        )

    def _take(self, data: PageData | None, request: int) -> None:
        # Between the reading and now it may have gone to the bin, or another page may be wanted.
        if request == self._request and data is not None and data.id == self._thing:
            self._data = data
            self._show()
            self.body.show_selection(self.context.session.selection.ids)

    # -- what is opened --------------------------------------------------------------------------------

    def _select(self, ids: list[str]) -> None:
        self.context.session.select(replace(ids), origin=self.name)

    def _open_link(self, link_id: str) -> None:
        """Show a link in the inspector, which lies below the page."""
        self.leave()
        self.context.requests.open_thing.emit(("link", link_id))

    def _open_cited(self, citation: Citation) -> None:
        cited, requests = citation.cited, self.context.requests
        if citation.start_s is not None:
            requests.open_moment.emit(cited.id, citation.start_s)
        elif cited.kind == "item":
            self._select([cited.id])
            requests.preview.emit(cited.id)
        elif cited.id in self.context.session.index.entities:
            self.open_page(cited.id)
        else:
            requests.open_thing.emit((cited.kind, cited.id))

    def _revealed(self, row_id: str) -> None:
        """Leave where something is to be shown that has no page."""
        if self.isVisible() and row_id not in self.context.session.index.entities:
            self.leave()

    def _show_on_board(self) -> None:
        thing = self._thing
        self.leave()
        self._select([thing])
        self.context.requests.reveal.emit(thing)
        self.context.requests.fit_selection.emit()
        self.board_shown.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.context.theme.color("pane"))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the workspace, whatever its size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._under.rect())
        return False


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("line", "v")
    return line
