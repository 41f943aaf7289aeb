"""Writes the practice story into a case: entities, posts, positions, times, tags and links."""

import math
from collections.abc import Iterable
from pathlib import PurePath

from evidence_board.case.gate import Transaction
from evidence_board.importers.practice_story import PracticeItem, PracticeStory
from evidence_board.model.ids import parse_ref
from evidence_board.model.kinds import REF_LETTER
from evidence_board.model.levels import Level
from evidence_board.model.moments import moment_from_text
from evidence_board.operations.entities import insert_entity
from evidence_board.operations.links import insert_link
from evidence_board.operations.moments import insert_moment
from evidence_board.operations.positions import insert_geotag

__all__ = ["StoryWriter"]


#: Where the files of the story are said to have been found.
_FOLDER = "practice"
_WEAK = (Level.DOUBTFUL, Level.UNJUDGED)


class StoryWriter:
    """Applies a story inside one open transaction; the files must have been imported under their refs."""

    def __init__(self, tx: Transaction, story: PracticeStory) -> None:
        self._tx = tx
        self._story = story
        self._ids: dict[str, tuple[str, str]] = {}
        self._tags: dict[str, str] = {}
        self._positions: dict[str, str] = {}
        self._times: dict[str, str] = {}

    def write(self) -> None:
        """Write everything: entities first, then what leans on them."""
        self._find_items()
        self._forget_where_they_were_made()
        self._entities()
        for item in self._story.items:
            if item.ref in self._ids:
                self._item(item)
        self._links()
        self._evidence()
        self._reserve_refs()

    def _find_items(self) -> None:
        names = {item.file_name: item.ref for item in self._story.items}
        for item_id, name in self._tx.connection.execute("SELECT id, file_name FROM item WHERE deleted_at IS NULL"):
            if name in names:
                self._ids[names[name]] = ("item", item_id)

    def _forget_where_they_were_made(self) -> None:
        """The files were made in a passing folder, whose name says nothing and is gone: keep their names."""
        rows = self._tx.connection.execute("SELECT id, file_name FROM occurrence").fetchall()
        for row_id, name in rows:
            self._tx.update("occurrence", row_id, path=f"{_FOLDER}/{name}")
        made = self._tx.connection.execute("SELECT id, path FROM import_file").fetchall()
        self._tx.connection.executemany(
            "UPDATE import_file SET path = ? WHERE id = ?",
            [(f"{_FOLDER}/{PurePath(path).name}", file_id) for file_id, path in made],
        )

    def _entities(self) -> None:
        story = self._story
        for account in story.accounts:
            self._entity(
                "account",
                account.ref,
                account.handle,
                platform=account.platform,
                display_name=account.display_name,
                native_id=account.native_id,
                url=account.url,
                language=account.language,
                reliability=str(account.reliability),
                notes=account.note,
            )
        for person in story.people:
            self._entity("person", person.ref, person.name, notes=person.note)
            self._names("person", person.ref, dict(person.other_names))
        for unit in story.units:
            parent = self._ids[unit.parent][1] if unit.parent else None
            self._entity("unit", unit.ref, unit.name, parent_id=parent, notes=unit.note)
            self._names("unit", unit.ref, dict(unit.other_names))
        for place in story.locations:
            self._entity(
                "location",
                place.ref,
                place.name,
                latitude=place.latitude,
                longitude=place.longitude,
                radius_m=place.radius_m,
                parent_name=place.town,
            )
            self._names("location", place.ref, dict(place.other_names))
        for thing in story.equipment:
            self._entity("equipment", thing.ref, thing.name, notes=thing.note)
        for event in story.events:
            where = self._ids[event.location][1] if event.location else None
            self._entity("event", event.ref, event.name, location_id=where, notes=event.note)
            for role, text in (("start", event.start), ("end", event.end)):
                if text:
                    self._moment(self._ids[event.ref], role, text, source="analyst")

    def _item(self, item: PracticeItem) -> None:
        tx, item_id = self._tx, self._ids[item.ref][1]
        tx.update(
            "item",
            item_id,
            title=item.title,
            caption=item.caption or "",
            caption_language=item.caption_language,
            caption_translation=item.caption_translation,
            kind=str(item.kind),
        )
        if item.post is not None and not item.post.captured:
            post = item.post
            post_id = tx.insert(
                "post",
                ref=tx.next_ref("P"),
                account_id=self._ids[post.account][1],
                platform=post.platform,
                native_id=post.native_id,
                url=post.url,
                text=post.text or "",
                language=post.language,
                translation=post.translation,
            )
            tx.insert("post_item", post_id=post_id, item_id=item_id)
            self._moment(("post", post_id), "published", post.posted, source="post")
        if item.geotag is not None:
            place = item.geotag
            row_id = insert_geotag(
                tx,
                item_id=item_id,
                latitude=place.latitude,
                longitude=place.longitude,
                source=place.source,
                preferred=place.preferred,
                radius_m=place.radius_m,
                bearing_deg=place.bearing_deg,
                bearing_error_deg=place.field_of_view_deg / 2 if place.field_of_view_deg else None,
                fov_deg=place.field_of_view_deg,
                level=str(place.level),
                method=place.method,
                reason=place.note,
                location_id=self._location_around(place.latitude, place.longitude) if place.preferred else None,
            )
            if place.source == "analyst":
                self._positions[item.ref] = row_id
        if item.moment is not None:
            when = item.moment
            self._times[item.ref] = insert_moment(
                tx,
                target=("item", item_id),
                role="captured",
                moment=moment_from_text(when.text, zone_source="analyst"),
                source="analyst",
                level=str(when.level),
                approximate=when.about,
                reason=when.basis,
            )
        for path in item.tags:
            if path not in self._tags:
                self._tags[path] = tx.insert("tag", path=path)
            tx.insert("tagging", tag_id=self._tags[path], kind="item", target_id=item_id)

    def _location_around(self, latitude: float, longitude: float) -> str | None:
        """Return the narrowest place of the story whose circle holds a point."""
        holding = [
            place
            for place in self._story.locations
            if _metres(place.latitude, place.longitude, latitude, longitude) <= place.radius_m
        ]
        narrowest = min(holding, key=lambda place: place.radius_m, default=None)
        return self._ids[narrowest.ref][1] if narrowest else None

    def _links(self) -> None:
        for link in self._story.links:
            link_id = insert_link(
                self._tx,
                src=self._ids[link.source],
                dst=self._ids[link.target],
                relation=link.relation,
                level=str(link.level),
                start=link.start,
                end=link.end,
                note=link.note,
                ref=link.ref,
            )
            self._cite("link", link_id, link.cites)

    def _evidence(self) -> None:
        """Cite for places and times what the investigator looked at: what the link to the place cites, or the file.

        Doubtful ones without such a link are left without evidence, for the workshop to find.
        """
        placed = {link.source: link.cites for link in self._story.links if link.relation == "taken at"}
        for item in self._story.items:
            own = (item.ref, *((item.copy_of,) if item.copy_of else ()))
            if item.ref in self._positions and item.geotag is not None:
                cites = placed.get(item.ref) or (own if item.geotag.level not in _WEAK else ())
                self._cite("geotag", self._positions[item.ref], cites)
            if item.ref in self._times and item.moment is not None and item.moment.level not in _WEAK:
                self._cite("moment", self._times[item.ref], own)

    def _cite(self, kind: str, claim_id: str, refs: Iterable[str]) -> None:
        for ordinal, ref in enumerate(refs):
            cited, target = self._ids[ref]
            self._tx.insert(
                "citation", claim_kind=kind, claim_id=claim_id, kind=cited, target_id=target, ordinal=ordinal
            )

    def _entity(self, kind: str, ref: str, name: str, **values: object) -> None:
        self._ids[ref] = (kind, insert_entity(self._tx, kind, name=name, values=values, ref=ref))

    def _names(self, kind: str, ref: str, names: dict[str, str]) -> None:
        for script, name in names.items():
            self._tx.insert("entity_name", kind=kind, entity_id=self._ids[ref][1], name=name, script=script)

    def _moment(self, target: tuple[str, str], role: str, text: str, *, source: str) -> None:
        insert_moment(self._tx, target=target, role=role, moment=moment_from_text(text), source=source)

    def _reserve_refs(self) -> None:
        # The story brings its own refs; the next new thing must get a number behind them.
        refs = [*self._ids, *(link.ref for link in self._story.links)]
        for letter in set(REF_LETTER.values()):
            numbers = [found[1] for found in map(parse_ref, refs) if found and found[0] == letter]
            if numbers:
                self._tx.connection.execute(
                    "INSERT INTO ref_counter (letter, last) VALUES (?, ?)"
                    " ON CONFLICT (letter) DO UPDATE SET last = max(last, excluded.last)",
                    (letter, max(numbers)),
                )


def _metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    # Far below the radii of places, the Earth is flat enough.
    east = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return 6_371_000 * math.hypot(math.radians(lat2 - lat1), east)
