"""`CitingFeature`: citing and levels in the window: keys, requests, and what opens over the panes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.case.citable import read_owner
from evidence_board.events import Notice
from evidence_board.model.claims import CITABLE, CLAIMS, Stance, Thing
from evidence_board.selection import replace
from evidence_board.ui.citing.cite_near import near_claim
from evidence_board.ui.citing.cite_popover import CitePopover
from evidence_board.ui.citing.level_asker import LevelAsker
from evidence_board.ui.citing.uncited_sheet import UncitedSheet
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.inspector_pane import InspectorPane

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage

__all__ = ["CitingFeature"]

#: So many of what was selected before a fact are offered first.
_BEFORE = 12


class CitingFeature(QObject):
    """Answers ``cite``, ``cite_for``, ``show_evidence``, and ``open_thing`` for everything but regions.

    Attributes:
        asker: asks for reasons of levels.
        popover: asks what to cite, once it was opened.
    """

    def __init__(self, page: "CasePage") -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self.asker = LevelAsker(page.context, page)
        self._popover: CitePopover | None = None
        self._sheet: UncitedSheet | None = None
        self._before: tuple[Thing, ...] = ()
        self._now: tuple[Thing, ...] = ()
        requests = page.context.requests
        requests.cite.connect(self.cite)
        requests.cite_for.connect(self.cite_for)
        requests.show_evidence.connect(self.show_evidence)
        requests.open_thing.connect(self.open_thing)
        requests.show_uncited.connect(self.open_uncited)
        page.context.events.selection_changed.connect(lambda event: self._remember())
        self._add_commands()

    @property
    def popover(self) -> CitePopover:
        """What asks; made when it is first wanted."""
        if self._popover is None:
            self._popover = CitePopover(self._context, self._page)
        return self._popover

    def _add_commands(self) -> None:
        group = tr("Selected")
        add = self._page.commands.add
        add(
            Command(
                id="cite",
                title=tr("Cite for a fact"),
                run=lambda: self.cite(self._selected()),
                key="Q",
                icon="quote",
                group=group,
                enabled=lambda: self._can_write and bool(self._selected()),
            )
        )
        add(
            Command(
                id="cite_against",
                title=tr("Add evidence against"),
                run=self._against,
                key="A",
                icon="triangle-alert",
                group=group,
                enabled=lambda: self._can_write and self._claim() is not None,
            )
        )
        add(
            Command(
                id="cite_selected_fact",
                title=tr("Cite something for this fact"),
                run=self._for,
                key="Shift+Q",
                icon="quote",
                group=group,
                enabled=lambda: self._can_write and self._claim() is not None,
            )
        )

        add(Command(id="uncited", title=tr("Facts that cite nothing"), run=self.show_uncited, icon="quote"))
        self._page.add_to_case_menu("uncited")

    # -- what there is ---------------------------------------------------------------------------------

    @property
    def _can_write(self) -> bool:
        return not self._context.session.case.read_only

    def _selected(self) -> list[Thing]:
        session = self._context.session
        pairs = [(session.index.kind_of(one), one) for one in session.selection.ids]
        return [(kind, one) for kind, one in pairs if kind is not None and kind in CITABLE]

    def _claim(self) -> Thing | None:
        """The selected link, or the position of the one selected file."""
        session = self._context.session
        current = session.selection.current
        if current in session.index.links:
            return ("link", str(current))
        item = session.index.items.get(current or "")
        if item is None or len(session.selection.ids) != 1 or item.geotag_id is None:
            return None
        return ("geotag", item.geotag_id)

    def _remember(self) -> None:
        """Keep what was selected before a fact was: that is what one has just looked at."""
        selected = tuple(self._selected()[:_BEFORE])
        if selected != self._now:
            if self._now and self._now[0][0] not in CLAIMS:
                self._before = self._now
            self._now = selected

    # -- what it does ----------------------------------------------------------------------------------

    def cite(self, things: list[Thing]) -> None:
        """Ask which facts these are evidence for."""
        if self._can_write and things:
            self.popover.begin_with(things)

    def cite_for(self, claim: Thing, stance: str) -> None:
        """Ask what to cite for a fact."""
        if not self._can_write:
            return
        session = self._context.session
        owner = session.read(read_owner, claim)
        before = self._now if self._now and self._now[0][0] not in CLAIMS else self._before
        near = [*before, *near_claim(session.index, claim, owner)]
        self.popover.begin_for(claim, stance=stance, near=list(dict.fromkeys(near)))

    def _against(self) -> None:
        claim = self._claim()
        if claim is not None:
            self.cite_for(claim, Stance.CONTRADICTS.value)

    def _for(self) -> None:
        claim = self._claim()
        if claim is not None:
            self.cite_for(claim, Stance.SUPPORTS.value)

    def show_evidence(self, claim: Thing) -> None:
        """Select what a fact is about and show what it rests on."""
        owner = self._context.session.read(read_owner, claim)
        if owner is None or not self._select(owner[1]):
            return
        workspace = self._page.workspace
        inspector = workspace.panes["inspector"]
        if isinstance(inspector, InspectorPane):
            if not inspector.isVisible():
                workspace.toggle_inspector()
            inspector.cover(None)
            inspector.show_evidence(claim)

    def show_uncited(self) -> None:
        """Open the list of facts that cite nothing, or close it."""
        if self._sheet is None:
            self._sheet = UncitedSheet(self._page.workspace, context=self._context)
        self._page.show_sheet(self._sheet)

    def open_uncited(self) -> None:
        """Open the list of facts that cite nothing, if it is not open yet."""
        if self._sheet is None or not self._sheet.is_open:
            self.show_uncited()

    def open_thing(self, thing: Thing) -> None:
        """Select and reveal anything but a region, which the viewer opens."""
        kind, row_id = thing
        if kind in ("geotag", "moment"):
            self.show_evidence(thing)
        elif kind != "region":
            self._select(row_id)

    def _select(self, row_id: str) -> bool:
        """Show a thing in every pane that can; returns whether there is one."""
        session = self._context.session
        known = session.index.kind_of(row_id)
        if known is None:
            return False
        session.select(replace([row_id]), origin="citing")
        self._context.requests.reveal.emit(row_id)
        if known == "item" and row_id not in session.visible:
            words = tr("{ref} is not among the files that the filter leaves. It is shown in the inspector.")
            session.hub.emit(Notice(words.format(ref=session.index.label_of(row_id)), "info"))
        return True
