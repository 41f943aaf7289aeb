"""The read model of the panes: every live thing of the case as light rows, made anew off the GUI thread.

Immutable once made: a pane that holds one is never surprised. `evidence_board.case.overview` reads it.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from evidence_board.model.map_objects import DrawingRow, LayerRow
from evidence_board.model.moments import Moment
from evidence_board.model.observations import Observations
from evidence_board.text import fold, latin_reading

__all__ = [
    "AlbumRow",
    "CaseIndex",
    "EntityRow",
    "GeotagRow",
    "ItemRow",
    "LinkRow",
    "PostRow",
    "SavedViewRow",
    "TagRow",
]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One media item as the panes show it.

    Positions are WGS84 degrees of the preferred geotag of the camera; ``radius_m`` and the angles (degrees
    from true north) are None when unknown. ``account`` is the handle that posted it, if one did.
    ``place_group`` is the town or area that ``place`` lies in, for grouping. ``status`` is how far the work on it
    is. ``uncited`` counts the positions and times of a person that cite nothing; ``disputed`` tells that evidence
    is cited against one of them; ``unlocatable`` that somebody said it cannot be located;
    ``has_gps`` that a device wrote a position into the file, whichever position counts now.
    """

    id: str
    ref: str
    kind: str
    title: str
    file_name: str
    caption: str
    media_type: str
    width: int | None
    height: int | None
    duration_s: float | None
    state: str
    account_id: str | None = None
    account: str = ""
    captured: Moment | None = None
    captured_approximate: bool = False
    posted: Moment | None = None
    geotag_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    bearing_deg: float | None = None
    bearing_error_deg: float | None = None
    fov_deg: float | None = None
    level: str = "unjudged"
    geotag_source: str | None = None
    place_id: str | None = None
    place: str = ""
    place_group: str = ""
    open_problems: int = 0
    tag_ids: tuple[str, ...] = ()
    added_at: str = ""
    status: str = "new"
    camera: str = ""
    camera_serial: str = ""
    album_ids: tuple[str, ...] = ()
    uncited: int = 0
    disputed: bool = False
    unlocatable: bool = False
    has_gps: bool = False

    @property
    def label(self) -> str:
        """The title, or the file name where nobody gave one."""
        return self.title or self.file_name


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One account, person, unit, place, piece of equipment or event.

    ``label`` is the name as people say it; ``detail`` a second line (platform, number, kind). Events carry
    ``start`` and ``end``; places a point and radius in metres, and perhaps an ``area`` as
    GeoJSON; units and places may have a parent.
    """

    id: str
    ref: str
    kind: str
    label: str
    detail: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    start: Moment | None = None
    end: Moment | None = None
    parent_id: str | None = None
    reliability: str | None = None
    other_names: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One typed link. ``src`` and ``dst`` are row ids, the kinds say in which table.

    ``citations`` counts everything cited for, against or beside it, ``against`` what is cited against it.
    """

    id: str
    ref: str
    src_kind: str
    src: str
    dst_kind: str
    dst: str
    relation: str
    level: str
    start: str | None = None
    end: str | None = None
    note: str = ""
    citations: int = 0
    against: int = 0

    @property
    def disputed(self) -> bool:
        """Whether evidence is cited against it."""
        return self.against > 0


@dataclass(frozen=True, slots=True)
class GeotagRow:
    """An analyst's guess for an item that is not placed: an area of ``radius_m`` metres, never a point."""

    id: str
    item_id: str
    latitude: float
    longitude: float
    radius_m: float
    source: str
    level: str


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag, how many files carry it, and its colour as ``#rrggbb`` if it has one."""

    id: str
    path: str
    count: int
    colour: str = ""


@dataclass(frozen=True, slots=True)
class AlbumRow:
    """One collection: its name, notes, and its live files in the order a person gave them."""

    id: str
    name: str
    notes: str = ""
    item_ids: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many files are in it."""
        return len(self.item_ids)


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """One saved view: its name, the filter and the arrangement of the panes, both as JSON."""

    id: str
    name: str
    query: str
    layout: str = "{}"


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post: what an account published, or only passed on.

    ``text`` is the beginning of its words as written; ``item_ids`` are the live files it carries, in order.
    ``reposts_id``, ``quotes_id`` and ``replies_id`` name other posts, also one that lies in the bin.
    ``is_repost`` says whether it only passes on another post, so that its account is not the author of its
    files; it stays when that other post is gone for good.
    """

    id: str
    ref: str
    account_id: str | None = None
    account: str = ""
    platform: str = ""
    native_id: str = ""
    url: str = ""
    text: str = ""
    language: str = ""
    posted: Moment | None = None
    item_ids: tuple[str, ...] = ()
    reposts_id: str | None = None
    quotes_id: str | None = None
    replies_id: str | None = None
    is_repost: bool = False


@dataclass(frozen=True)
class CaseIndex:
    """Everything live in the case at one moment.

    Attributes:
        title: of the case.
        items: id -> row, in the order of their refs.
        entities: id -> row, in the order of kind and ref.
        links: id -> row.
        tags: id -> row.
        board: id of a node -> (x, y, placed by ``person`` or ``layout``).
        guesses: id of an item without a position -> the area in which it may have been taken.
        posts: id -> row, in the order of their refs.
        albums: id -> collection, by name.
        views: id -> saved view, by name.
        drawings: id -> what is drawn on the map, the lowest first.
        layers: id -> map laid over the basemap, the lowest first.
        observations: what the program noticed by itself; follows the rest a moment later.
    """

    title: str = ""
    items: Mapping[str, ItemRow] = field(default_factory=dict)
    entities: Mapping[str, EntityRow] = field(default_factory=dict)
    links: Mapping[str, LinkRow] = field(default_factory=dict)
    tags: Mapping[str, TagRow] = field(default_factory=dict)
    board: Mapping[str, tuple[float, float, str]] = field(default_factory=dict)
    guesses: Mapping[str, GeotagRow] = field(default_factory=dict)
    posts: Mapping[str, PostRow] = field(default_factory=dict)
    albums: Mapping[str, AlbumRow] = field(default_factory=dict)
    views: Mapping[str, SavedViewRow] = field(default_factory=dict)
    drawings: Mapping[str, DrawingRow] = field(default_factory=dict)
    layers: Mapping[str, LayerRow] = field(default_factory=dict)
    observations: Observations = field(default_factory=Observations)

    @cached_property
    def links_of(self) -> Mapping[str, tuple[LinkRow, ...]]:
        """Row id -> links that start or end there."""
        found: dict[str, list[LinkRow]] = {}
        for link in self.links.values():
            found.setdefault(link.src, []).append(link)
            if link.dst != link.src:
                found.setdefault(link.dst, []).append(link)
        return {row_id: tuple(rows) for row_id, rows in found.items()}

    @cached_property
    def by_ref(self) -> Mapping[str, str]:
        """Ref -> row id, for items, entities, links and posts."""
        rows: list[ItemRow | EntityRow | LinkRow | PostRow] = [
            *self.items.values(),
            *self.entities.values(),
            *self.links.values(),
            *self.posts.values(),
        ]
        return {row.ref: row.id for row in rows}

    @cached_property
    def posts_of(self) -> Mapping[str, tuple[PostRow, ...]]:
        """Id of a file or account -> the posts that carry it or are of it, by ref."""
        found: dict[str, list[PostRow]] = {}
        for post in self.posts.values():
            for owner in (*post.item_ids, *([post.account_id] if post.account_id else ())):
                found.setdefault(owner, []).append(post)
        return {row_id: tuple(rows) for row_id, rows in found.items()}

    def with_observations(self, observations: Observations) -> "CaseIndex":
        """Return the same index with other observations; what was worked out from the rest stays worked out."""
        renewed = copy(self)
        object.__setattr__(renewed, "observations", observations)
        return renewed

    def with_words_of(self, old: "CaseIndex") -> "CaseIndex":
        """Take over the folded words of files that read as before: folding all of a large case takes seconds.

        Returns:
            This index.
        """
        # Copied at once: the window may be adding to it.
        known = dict(old.folded_words)
        paths = [{key: tag.path for key, tag in one.tags.items()} for one in (old, self)]
        if not known or paths[0] != paths[1]:
            return self
        other = {
            item_id
            for key in old.posts.keys() | self.posts.keys()
            if (was := old.posts.get(key)) is not (now := self.posts.get(key)) and was != now
            for row in (was, now)
            if row is not None
            for item_id in row.item_ids
        }
        items, before = self.items, old.items
        self.folded_words.update(
            (key, words) for key, words in known.items() if key not in other and items.get(key) is before.get(key)
        )
        return self

    @cached_property
    def folded_words(self) -> dict[str, str]:
        """Folded words of files, by id, as far as anybody asked for them: see `searchable`."""
        return {}

    def kind_of(self, row_id: str) -> str | None:
        """Return ``item``, a kind of entity, ``link``, ``post`` or None."""
        if row_id in self.items:
            return "item"
        if row_id in self.entities:
            return self.entities[row_id].kind
        if row_id in self.posts:
            return "post"
        return "link" if row_id in self.links else None

    def label_of(self, row_id: str) -> str:
        """Return what to call a thing: the name of an entity, the ref of an item, link or post."""
        if row_id in self.entities:
            return self.entities[row_id].label
        row = self.items.get(row_id) or self.links.get(row_id) or self.posts.get(row_id)
        return row.ref if row else ""

    def is_linked(self, row_id: str) -> bool:
        """Tell whether any link starts or ends there."""
        return row_id in self.links_of

    def entities_of(self, kind: str) -> Iterator[EntityRow]:
        """Yield the entities of one kind in order."""
        return (row for row in self.entities.values() if row.kind == kind)

    def neighbourhood(self, row_id: str, steps: int) -> set[str]:
        """Return the ids within so many links, the start included."""
        seen, edge = {row_id}, [row_id]
        for _ in range(steps):
            reached = {link.dst if link.src == one else link.src for one in edge for link in self.links_of.get(one, ())}
            edge = [one for one in reached if one not in seen]
            seen.update(edge)
        return seen

    def searchable(self, item: ItemRow) -> str:
        """Return the folded words of an item and their Latin reading: names, caption, account, place, tags, posts."""
        text = self.folded_words.get(item.id)
        if text is None:
            tags = " ".join(self.tags[tag].path for tag in item.tag_ids if tag in self.tags)
            words = (item.ref, item.title, item.file_name, item.caption, item.account, item.place, tags)
            posts = (part for one in self.posts_of.get(item.id, ()) for part in (one.ref, one.account, one.text))
            text = fold(" ".join((*words, *posts)))
            text = self.folded_words[item.id] = text if text.isascii() else f"{text}\n{latin_reading(text)}"
        return text
