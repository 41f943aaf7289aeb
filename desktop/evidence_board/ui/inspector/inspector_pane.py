"""`InspectorPane`: what is known of the selected thing, edited in place."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evidence_board.case.details import read_item_detail
from evidence_board.model.claims import Thing
from evidence_board.model.details import ItemDetail
from evidence_board.operations.work_status import set_work_status
from evidence_board.ui.citing.evidence_reader import EvidenceReader
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.item_words import item_kind_name
from evidence_board.ui.gallery.shown_order import place_in_order
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.entity_page import EntityPage
from evidence_board.ui.inspector.evidence_cited import EvidenceCited
from evidence_board.ui.inspector.integrity import Integrity
from evidence_board.ui.inspector.item_page import ItemPage
from evidence_board.ui.inspector.link_page import LinkPage
from evidence_board.ui.inspector.many_page import ManyPage
from evidence_board.ui.inspector.nothing_page import NothingPage
from evidence_board.ui.inspector.page_area import PageArea
from evidence_board.ui.inspector.post_page import PostPage, PostView, read_post_view
from evidence_board.ui.inspector.profile.profile_data import Profile, read_profile
from evidence_board.ui.inspector.title_bar import TitleBar
from evidence_board.ui.pane import Pane
from evidence_board.ui.widgets.kind_mark import kind_name

__all__ = ["InspectorPane"]

_Detail = ItemDetail | Profile | PostView


class InspectorPane(Pane):
    """Shows one thing, several, or the case; light rows at once, the rest when it has been read.

    Attributes:
        hide_wanted: the user wants the pane out of the way.
        bar: ref and kind.
        item_page: one file.
        entity_page: one entity.
        link_page: one link.
        post_page: one post.
        many_page: several things.
        nothing_page: the case.
    """

    name = "inspector"
    hide_wanted = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        can_write = not context.session.case.read_only
        theme = context.theme
        self._shown: tuple[str, str] | None = None
        self._detail: _Detail | None = None
        self._request = 0
        self._wanted: Thing | None = None
        self.integrity = Integrity(context, self)
        self.bar = TitleBar(theme=theme, parent=self)
        self.bar.large.clicked.connect(self._preview)
        self.bar.page.clicked.connect(self._open_page)
        self.bar.hide_button.clicked.connect(self.hide_wanted)
        self.bar.status.setEnabled(can_write)
        self.bar.status.chosen.connect(self._set_status)
        self.item_page = ItemPage(context, self.integrity, can_write=can_write)
        self.entity_page = EntityPage(context, can_write=can_write)
        self.link_page = LinkPage(context, can_write=can_write)
        self.post_page = PostPage(context, can_write=can_write)
        self.many_page = ManyPage(context, can_write=can_write)
        self.nothing_page = NothingPage(context)
        self._pages = (
            self.item_page,
            self.entity_page,
            self.link_page,
            self.post_page,
            self.many_page,
            self.nothing_page,
        )
        self._areas: dict[QWidget, PageArea] = {}
        self._stack = QStackedWidget(self)
        for page in self._pages:
            area = PageArea(page)
            self._areas[page] = area
            self._stack.addWidget(area)
        self._over: QWidget | None = None
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "pane")
        self.setAccessibleName(tr("Inspector"))
        # A run of arrow keys through the gallery reads only the file it ends on.
        self._read_late = QTimer(self)
        self._read_late.setSingleShot(True)
        self._read_late.setInterval(15)
        self._read_late.timeout.connect(self._read)
        self._show_nothing()

    def cover(self, other: QWidget | None) -> None:
        """Show something else in this place (the history), or the selected thing again.

        Args:
            other: what to show; it stays a child of this pane, hidden while it is not shown.
        """
        if self._over is not None and self._over is not other:
            self._over.hide()
        if other is not None and self._layout.indexOf(other) < 0:
            self._layout.addWidget(other, 1)
        self._over = other
        self.bar.setVisible(other is None)
        self._stack.setVisible(other is None)
        if other is not None:
            other.show()

    @property
    def covered(self) -> QWidget | None:
        """What is shown in place of the selected thing, or None."""
        return self._over

    def show_index(self) -> None:
        """The case changed: show the same thing as it is now."""
        self._show_selected()

    def show_filter(self) -> None:
        """Say which of the files that pass is shown."""
        self._show_selected()

    def show_selection(self, origin: str) -> None:
        """Show what is selected."""
        self._show_selected()

    def show_theme(self) -> None:
        """Take the new colours and fonts."""
        super().show_theme()
        for page in self._pages:
            page.renew_look()

    def flush(self) -> None:
        """Bring the pane up to date now, what has to be read included."""
        super().flush()
        self._read_late.stop()
        if self._shown is not None and self._shown[0] not in ("link", "many"):
            self._take(self._request, self._query()())
        for reader in self.findChildren(EvidenceReader):
            reader.flush()
        for cited in self.findChildren(EvidenceCited):
            cited.flush()

    def show_evidence(self, claim: Thing) -> None:
        """Open and scroll to what a fact rests on, once the thing it is about is shown."""
        self._wanted = claim
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Scroll to the evidence that was asked for; waits for what has to be read."""
        claim = self._wanted
        page: QWidget = self.item_page
        if claim is None or self._shown is None:
            return
        found: QWidget | None = None
        if self._shown == claim:
            page, found = self.link_page, self.link_page.evidence
        elif self._shown[0] == "item":
            found = self.item_page.where.reveal_evidence(claim) or self.item_page.when.reveal_evidence(claim)
        elif self._shown[0] == "post":
            page, found = self.post_page, self.post_page.when.reveal_evidence(claim)
        if found is not None:
            self._wanted = None
            self._areas[page].ensureWidgetVisible(found, 0, 24)

    def state(self) -> dict[str, Any]:
        """Return which sections are open, for the next time."""
        return {"open": self.item_page.fold_state()}

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Open and fold the sections as they were."""
        opened = remembered.get("open")
        if isinstance(opened, dict):
            self.item_page.set_fold_state(opened)

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for page in self._pages:
            page.set_compact(compact)

    def _show_selected(self) -> None:
        session = self.context.session
        index = session.index
        pairs = [(index.kind_of(one), one) for one in session.selection.ids]
        things = [(kind, one) for kind, one in pairs if kind is not None]
        if len(things) > 1:
            self._show_many(things)
        elif things:
            self._show_one(*things[0])
        else:
            self._show_nothing()

    def _show_one(self, kind: str, row_id: str) -> None:
        if self._shown != (kind, row_id):
            self._detail = None
        self._shown = (kind, row_id)
        self._request += 1
        index = self.context.session.index
        if kind == "link":
            link = index.links[row_id]
            self.bar.set_words(link.ref, tr("Link"))
            self.link_page.show_link(link)
            self._go_to(self.link_page)
            self.integrity.look_at(None)
            return
        self._show_thing()
        self._read_late.start()

    def _show_thing(self) -> None:
        """Show the file or entity as far as it is known."""
        if self._shown is None:
            return
        kind, row_id = self._shown
        session = self.context.session
        detail = self._detail
        if kind == "item":
            item = session.index.items[row_id]
            self.bar.set_words(item.ref, item_kind_name(item.kind), can_enlarge=True, status=item.status)
            place = place_in_order(self, session, row_id)
            self.item_page.show_item(item, detail if isinstance(detail, ItemDetail) else None, place=place)
            self._go_to(self.item_page)
        elif kind == "post":
            post = session.index.posts[row_id]
            self.bar.set_words(post.ref, tr("Post"))
            self.post_page.show_post(post, detail if isinstance(detail, PostView) else None)
            self._go_to(self.post_page)
            self.integrity.look_at(None)
        else:
            row = session.index.entities[row_id]
            self.bar.set_words(row.ref, kind_name(row.kind), has_page=True)
            self.entity_page.show_entity(row, detail if isinstance(detail, Profile) else None)
            self._go_to(self.entity_page)
            self.integrity.look_at(None)

    def _query(self) -> Callable[[], _Detail | None]:
        session = self.context.session
        kind, row_id = self._shown or ("", "")
        if kind == "item":
            return lambda: session.read(read_item_detail, row_id)
        if kind == "post":
            return lambda: session.read(read_post_view, row_id)
        index = session.index
        return lambda: session.read(read_profile, index, kind, row_id)

    def _read(self) -> None:
        if self._shown is None or self._shown[0] in ("link", "many"):
            return
        request = self._request
        self.context.jobs.run(
            self._query(),
            done=lambda detail: self._take(request, detail),
            failed=self.context.show_error,
            priority=3,
        )

    def _take(self, request: int, detail: _Detail | None) -> None:
        index = self.context.session.index
        # Between the reading and now it may have gone to the bin, or something else may be selected.
        if request == self._request and detail is not None and index.kind_of(detail.id) is not None:
            self._detail = detail
            self._show_thing()
            self._reveal()

    def _show_many(self, things: list[tuple[str, str]]) -> None:
        self._shown, self._detail = ("many", ""), None
        self._request += 1
        self.bar.set_words(tr("{n} selected", n=number(len(things))), "")
        self.many_page.show_things(things)
        self._go_to(self.many_page)
        self.integrity.look_at(None)

    def _show_nothing(self) -> None:
        self._shown, self._detail = None, None
        self._request += 1
        self.bar.set_words(tr("Case"), "")
        self.nothing_page.show_case()
        self._go_to(self.nothing_page)
        self.integrity.look_at(None)

    def _go_to(self, page: QWidget) -> None:
        area = self._areas[page]
        if self._stack.currentWidget() is not area:
            area.verticalScrollBar().setValue(0)
            self._stack.setCurrentWidget(area)

    def _set_status(self, status: str) -> None:
        if self._shown is not None and self._shown[0] == "item":
            self.context.perform(set_work_status, item_ids=[self._shown[1]], status=status)

    def _open_page(self) -> None:
        if self._shown is not None and self._shown[1] in self.context.session.index.entities:
            self.context.requests.open_page.emit(*self._shown)

    def _preview(self) -> None:
        if self._shown is not None and self._shown[0] == "item":
            self.context.requests.preview.emit(self._shown[1])
