"""`Content`: what the palette lists for what was typed: prefixes, recent things, groups that grow as hits come in."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from evidence_board.case.search import Hit
from evidence_board.filters import Filter, InTime, Words, visible_items
from evidence_board.geo.gazetteer import Found
from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.operations.map_layers import update_layer
from evidence_board.text_match import Matcher, matcher
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.filter_bar.span_words import span_words
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.palette.command_entries import command_entry, command_group, tag_groups
from evidence_board.ui.palette.dates import read_dates
from evidence_board.ui.palette.drawn_entries import drawn_group
from evidence_board.ui.palette.entries import Action, Entry, Group
from evidence_board.ui.palette.hit_entries import HitEntries, groups_of_case
from evidence_board.ui.palette.layer_entries import layer_group
from evidence_board.ui.palette.opening import Opening, part_for
from evidence_board.ui.palette.searcher import Searcher
from evidence_board.ui.palette.world_entries import world_group

__all__ = ["PREFIXES", "Content"]

#: Signs that narrow what is looked for.
PREFIXES = (">", "@", "#", ":")
_MOST_RECENT, _MOST_SHOWN, _ALL = 6, 60, 10_000
#: Worth from which on a hit is what was meant: a ref, a hash.
_MEANT = 90.0
_ASKER = "palette"
_KINDS = frozenset(str(kind) for kind in ENTITY_KINDS)


class Content(QObject):
    """Lists of entries for what is typed; the search of the case runs behind the window.

    Signals:
        changed: (whether it only grew) other groups are to be shown.

    Attributes:
        groups: what is listed, in order.
        searching: whether more may come.
        wanted: what was typed, ready to be looked for.
    """

    changed = Signal(bool)

    def __init__(self, page: CasePage, opening: Opening) -> None:
        super().__init__(page)
        self._page, self._opening = page, opening
        self._searcher = Searcher(page.context, self)
        self._searcher.found.connect(self._found)
        self._recent: list[str] = []
        self._of_case: dict[str, Group] = {}
        self._extra: list[Group] = []
        self._only_entities = self._by_words = False
        self.groups: list[Group] = []
        self.searching = False
        self.wanted: Matcher = matcher("")

    @property
    def found(self) -> int:
        """How many things of the case are listed, commands left out."""
        return sum(len(group) for group in self.groups if group.name not in ("commands", "world"))

    def show_for(self, typed: str, *, exact: bool) -> None:
        """List what belongs to a text; what was looked for before is forgotten."""
        self._searcher.stop()
        self._page.context.places.forget(_ASKER)
        prefix = typed.lstrip()[:1]
        rest = typed.lstrip()[1:].strip() if prefix in PREFIXES else typed.strip()
        prefix = prefix if prefix in PREFIXES else ""
        self.wanted = matcher(rest, exact=exact)
        index = self._page.context.session.index
        self._of_case, self._extra, self.searching = {}, [], False
        self._only_entities, self._by_words = prefix == "@", False
        match prefix:
            case ">":
                self.groups = [self._commands(shown=_ALL)]
            case "#":
                self.groups = tag_groups(index, self.wanted, self._opening, all_of_them=True)
                for group in self.groups:
                    group.shown = _MOST_SHOWN
            case ":":
                self.groups = [self._dates(rest)]
            case _ if rest:
                self.searching = True
                self._of_case = {group.name: group for group in groups_of_case()}
                if self._only_entities:
                    self._of_case["things"].shown = _MOST_SHOWN
                else:
                    self._extra = tag_groups(index, self.wanted, self._opening, all_of_them=False)
                    self._extra += drawn_group(index.drawings.values(), self.wanted, self._page.context.requests)
                    self._extra += self._layers()
                    self._extra.append(self._commands(shown=4))
                    if not exact:
                        self._page.context.places.find(rest, asker=_ASKER, limit=_MOST_SHOWN, done=self._found_world)
                self._arrange()
                self._searcher.search(rest, exact=exact)
            case "@":
                self.groups = [self._most_linked()]
            case _:
                self.groups = [self._recent_group(), self._commands(shown=8)]
        self.changed.emit(False)

    def note(self, entry: Entry) -> None:
        """Remember what was chosen, for the next time nothing is typed."""
        self._recent = [entry.id, *(one for one in self._recent if one != entry.id)][: 2 * _MOST_RECENT]

    def forget_search(self) -> None:
        """End what is being looked for."""
        self._searcher.stop()
        self._page.context.places.forget(_ASKER)
        self.searching = False

    # -- lists that need no search ---------------------------------------------------------------------

    def _commands(self, *, shown: int) -> Group:
        return command_group(self._page.commands, self.wanted, shown=shown, read_only=self._read_only)

    def _layers(self) -> list[Group]:
        context = self._page.context

        def set_visible(row_id: str, visible: bool) -> None:
            context.perform(update_layer, row_id=row_id, visible=visible)

        rows = context.session.index.layers.values()
        return layer_group(rows, self.wanted, context.requests, set_visible=None if self._read_only else set_visible)

    @property
    def _read_only(self) -> bool:
        return self._page.context.session.case.read_only

    def _entries_of(self) -> HitEntries:
        return HitEntries(self._page.context.session.index, self.wanted, self._opening)

    def _recent_group(self) -> Group:
        group = Group("recent", tr("Recent"), shown=_MOST_RECENT)
        index, commands, made = self._page.context.session.index, self._page.commands, self._entries_of()
        for one in self._recent:
            kind, _, row_id = one.partition(":")
            if kind == "command" and row_id in commands:
                group.entries.append(command_entry(commands, commands[row_id], self.wanted, read_only=self._read_only))
            elif row_id in index.items:
                group.entries.append(made.of_item(index.items[row_id]))
            elif row_id in index.entities:
                group.entries.append(made.of_entity(index.entities[row_id]))
        group.entries = group.entries[:_MOST_RECENT]
        return group

    def _most_linked(self) -> Group:
        group = Group("things", tr("Places, people, accounts"), shown=_MOST_SHOWN)
        index, made = self._page.context.session.index, self._entries_of()
        rows = sorted(index.entities.values(), key=lambda row: -len(index.links_of.get(row.id, ())))
        group.entries = [made.of_entity(row) for row in rows[:_MOST_SHOWN]]
        return group

    def _dates(self, typed: str) -> Group:
        group = Group("dates", tr("Dates"), shown=_MOST_SHOWN)
        index = self._page.context.session.index
        moments = [item.captured or item.posted for item in index.items.values()]
        known = [moment.local for moment in moments if moment is not None]
        keys = [moment.sort_key for moment in moments if moment is not None]
        for key, span in read_dates(typed, known)[:_MOST_SHOWN]:
            part = InTime(span)
            files = sum(span.start <= one < span.end for one in keys)
            act = Action("filter", tr("Filter to it"), partial(self._opening.filter_by, part), "funnel", "Enter")
            group.entries.append(
                Entry(
                    id=f"date:{key}",
                    title=span_words(span),
                    detail=count(files, one="{n} file", many="{n} files"),
                    icon="calendar-range",
                    actions=(act,),
                )
            )
        return group

    # -- what the search brings ------------------------------------------------------------------------

    def _found(self, hits: list[Hit], last: bool) -> None:
        self.searching = not last
        if self._only_entities:
            hits = [hit for hit in hits if hit.kind in _KINDS]
        first = not any(len(group) for group in self._of_case.values())
        self._entries_of().put(hits, self._of_case)
        self._by_words |= any(hit.kind == "item" and hit.where in ("name", "text", "tag") for hit in hits)
        if first and hits and not self._only_entities:
            self._offer_for(hits[0])
        if last and not self._only_entities:
            self._offer_words()
        self._arrange()
        if hits or last:
            self.changed.emit(True)

    def _found_world(self, found: list[Found]) -> None:
        """List places of the world after those of the case."""
        group = world_group(found, self.wanted, self._page.context.requests)
        if len(group):
            at = next((at for at, one in enumerate(self._extra) if one.name == "commands"), len(self._extra))
            self._extra.insert(at, group)
            self._arrange()
            self.changed.emit(True)

    def _arrange(self) -> None:
        things = sorted(
            (group for group in self._of_case.values() if len(group)), key=lambda group: group.best < _MEANT
        )
        extra = list(self._extra)
        best = max((group.best for group in things), default=0.0)
        # A command that is spelled out comes before things that only hold the word.
        before = [group for group in extra if group.name == "commands" and group.best > max(best, 4.0)]
        self.groups = [*before, *things, *(group for group in extra if group not in before)]

    def _commands_shown(self) -> Group | None:
        return next((group for group in self._extra if group.name == "commands"), None)

    def _offer_for(self, hit: Hit) -> None:
        """Offer to filter by the best thing found, and to show it on the map."""
        commands, index = self._commands_shown(), self._page.context.session.index
        row = index.entities.get(hit.row_id)
        if commands is None or row is None:
            return
        part = part_for(row.kind, row.id, row.ref)
        files = len(visible_items(index, Filter((part,))))
        words = {
            "location": tr("Filter by place: {name}"),
            "account": tr("Filter by account: {name}"),
            "unit": tr("Filter by unit: {name}"),
        }.get(row.kind, tr("Filter by {name}"))
        title = words.format(name=isolate(row.label))
        offers = [
            Entry(
                id=f"filter:{row.id}",
                title=title,
                spans=tuple(self.wanted.spans(title, by_ear=False)),
                detail=count(files, one="{n} file", many="{n} files"),
                icon="funnel",
                key="Ctrl+Enter",
                actions=(Action("filter", tr("Filter to it"), lambda: self._opening.filter_by(part), "funnel"),),
            )
        ]
        if row.latitude is not None:
            title = tr("Show {name} on the map", name=isolate(row.label))
            show = Action("map", tr("Show on the map"), lambda: self._opening.show_in("map", row.id), "map-pinned")
            offers.append(
                Entry(
                    id=f"map:{row.id}",
                    title=title,
                    spans=tuple(self.wanted.spans(title, by_ear=False)),
                    icon="map-pinned",
                    actions=(show,),
                )
            )
        commands.entries = [*offers, *commands.entries]

    def _offer_words(self) -> None:
        """Offer to leave only the files whose names, captions and posts hold the words."""
        commands = self._commands_shown()
        if commands is None or not self._by_words:
            return
        words = self.wanted.query
        act = Action("filter", tr("Filter to it"), lambda: self._opening.filter_by(Words(words)), "funnel")
        title = tr("Filter by words: {words}", words=isolate(words))
        entry = Entry(
            id="words",
            title=title,
            spans=tuple(self.wanted.spans(title, by_ear=False)),
            icon="list-filter",
            actions=(act,),
        )
        commands.entries.append(entry)
