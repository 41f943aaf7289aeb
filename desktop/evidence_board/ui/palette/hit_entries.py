"""Makes the entries of the palette out of what the search of the case found."""

from collections.abc import Callable, Mapping
from functools import partial

from evidence_board.case.search import Hit
from evidence_board.model.case_index import CaseIndex, EntityRow, ItemRow
from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.text_match import Matcher
from evidence_board.ui.gallery.item_words import date_words, when_words
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.palette.entries import Action, Entry, Group
from evidence_board.ui.palette.opening import Opening, part_for
from evidence_board.ui.widgets.kind_mark import kind_name

__all__ = ["HitEntries", "groups_of_case"]

_KINDS = frozenset(str(kind) for kind in ENTITY_KINDS)
#: Fields that stand with the pictures and their captions; all others of a file stand with notes and metadata.
_OF_MEDIA = frozenset({"name", "text", "region", "position", "ref", "sha256", "placed there", "linked", "tag"})


def groups_of_case() -> list[Group]:
    """Return the empty groups of things in a case, in their order."""
    return [
        Group("things", tr("Places, people, accounts"), shown=4),
        Group("media", tr("Media and captions"), shown=3),
        Group("posts", tr("Posts"), shown=3),
        Group("notes", tr("Notes and metadata"), shown=3),
    ]


class HitEntries:
    """Words, marks and actions for hits of one query.

    Args:
        index: the read model of the moment.
        wanted: what was typed.
        opening: acts on things.
    """

    def __init__(self, index: CaseIndex, wanted: Matcher, opening: Opening) -> None:
        self._index, self._wanted, self._opening = index, wanted, opening

    def put(self, hits: list[Hit], groups: dict[str, Group]) -> None:
        """Add hits to their groups, to be made when they are shown; what came earlier stays before."""
        index = self._index
        for hit in hits:
            name = "notes"
            rows: Mapping[str, object] = index.links
            make: Callable[[Hit], Entry] = self._of_other
            if hit.kind == "item":
                name, rows, make = "media" if hit.where in _OF_MEDIA else "notes", index.items, self._of_item
            elif hit.kind in _KINDS:
                name, rows, make = "things", index.entities, self._of_entity
            elif hit.kind == "post":
                name, rows, make = "posts", index.posts, self._of_post
            if hit.kind == "geotag" or hit.row_id in rows:
                groups[name].late.append(partial(make, hit))
                groups[name].best = max(groups[name].best, hit.score)

    def _of_item(self, hit: Hit) -> Entry:
        return self.of_item(self._index.items[hit.row_id], hit)

    def _of_entity(self, hit: Hit) -> Entry:
        return self.of_entity(self._index.entities[hit.row_id], hit)

    def of_entity(self, row: EntityRow, hit: Hit | None = None) -> Entry:
        """Return the entry of an account, a person, a place and so on."""
        spans = self._spans(row.label, by_ear=True)
        detail = " · ".join(isolate(name) for name in row.other_names[:3] if name != row.label)
        detail_spans: tuple[tuple[int, int], ...] = ()
        if hit is not None and hit.text and hit.where not in ("name", "ref", "linked", "placed there", "posted"):
            detail, detail_spans = hit.text, hit.spans
        elif hit is not None and not spans and detail:
            detail = tr("also {names}", names=detail)
            detail_spans = self._spans(detail)
        elif not detail or (hit is not None and hit.along):
            along = self._along(hit) if hit is not None else ""
            words = [kind_name(row.kind), along or (isolate(row.detail) if row.detail else "")]
            detail = ", ".join(word for word in words if word)
        return Entry(
            id=f"{row.kind}:{row.id}",
            title=row.label,
            spans=spans,
            detail=detail,
            detail_spans=detail_spans,
            kind=row.kind,
            actions=self._actions(row.kind, row.id, row.ref, placed=row.latitude is not None),
        )

    def of_item(self, row: ItemRow, hit: Hit | None = None) -> Entry:
        """Return the entry of a file."""
        title, spans = row.label, self._spans(row.label)
        if hit is not None and hit.text and hit.where not in ("name", "ref"):
            title, spans = hit.text, hit.spans
        elif row.caption and not spans:
            title = row.caption.replace("\n", " ")[:120]
            spans = self._spans(title)
        where = {
            "region": tr("marked in the picture"),
            "matching point": tr("matching point"),
            "drawing": tr("drawn on the map"),
            "metadata": tr("metadata"),
            "notes": tr("notes"),
            "source": tr("source"),
            "evidence": tr("evidence"),
            "time": tr("time"),
            "seen as": tr("also seen under this name"),
            "sha256": tr("SHA-256"),
        }.get(hit.where if hit is not None else "", "")
        where = where or (self._along(hit) if hit is not None else "")
        detail = ", ".join(part for part in (row.ref, when_words(row), where) if part)
        return Entry(
            id=f"item:{row.id}",
            title=title,
            spans=spans,
            detail=detail,
            item=row.id,
            level=row.level if row.latitude is not None else "",
            actions=self._actions("item", row.id, row.ref, placed=row.latitude is not None),
        )

    def _of_post(self, hit: Hit) -> Entry:
        row = self._index.posts[hit.row_id]
        title, spans = (hit.text, hit.spans) if hit.text else (row.text.replace("\n", " ") or row.url or row.ref, ())
        posted = date_words(row.posted) if row.posted is not None else ""
        detail = ", ".join(part for part in (row.ref, isolate(row.account), posted, self._along(hit)) if part)
        return Entry(
            id=f"post:{row.id}",
            title=title,
            spans=spans or self._spans(title),
            detail=detail,
            icon="message-square-text",
            actions=self._actions("post", row.id, row.ref),
        )

    def _of_other(self, hit: Hit) -> Entry:
        link = self._index.links.get(hit.row_id)
        words = hit.title
        if link is not None:
            ends = (isolate(self._index.label_of(one)) for one in (link.src, link.dst))
            words = tr("{first} {relation} {second}", first=next(ends), relation=link.relation, second=next(ends))
        return Entry(
            id=f"{hit.kind}:{hit.row_id}",
            title=hit.text or words,
            spans=hit.spans,
            detail=f"{hit.ref}, {words}" if hit.text else hit.ref,
            icon="link" if hit.kind == "link" else "map-pin",
            level=link.level if link is not None else "",
            actions=self._actions(hit.kind, hit.row_id, hit.ref),
        )

    def _along(self, hit: Hit) -> str:
        """Return in words what a thing is placed at, posted by or linked to."""
        if not hit.along or hit.where == "posted":
            return ""
        name = isolate(self._index.label_of(hit.along))
        words = tr("placed at {name}") if hit.where == "placed there" else tr("linked to {name}")
        return words.format(name=name)

    def _spans(self, text: str, *, by_ear: bool = False) -> tuple[tuple[int, int], ...]:
        return () if self._wanted.is_empty else tuple(self._wanted.spans(text, by_ear=by_ear))

    def _actions(self, kind: str, row_id: str, ref: str, *, placed: bool = False) -> tuple[Action, ...]:
        opening = self._opening
        found = [Action("open", tr("Open"), lambda: opening.open_thing((kind, row_id)), "corner-down-left", "Enter")]
        if row_id in self._index.entities:
            found.append(Action("page", tr("Open page"), lambda: opening.open_page(kind, row_id), "maximize-2"))
        if kind not in ("link", "geotag"):
            part = part_for(kind, row_id, ref)
            found.append(Action("filter", tr("Filter to it"), lambda: opening.filter_by(part), "funnel", "Ctrl+Enter"))
        if placed:
            found.append(Action("map", tr("Show on the map"), lambda: opening.show_in("map", row_id), "map-pinned"))
        if kind != "post":
            found.append(
                Action("board", tr("Show on the board"), lambda: opening.show_in("board", row_id), "waypoints")
            )
        found.append(Action("copy", tr("Copy {ref}", ref=ref), lambda: opening.copy(ref), "copy"))
        return tuple(found)
