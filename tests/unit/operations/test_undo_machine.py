"""Random users attack the model: whatever they do, undoing all and redoing all gives the same rows."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from evidence_board.case import custody, digests
from evidence_board.case.overview import read_index
from evidence_board.case.schema import RECORDED
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import moment_from_text
from evidence_board.operations import (
    board,
    bulk,
    citations,
    clock_offsets,
    entities,
    links,
    merging,
    moments,
    notes,
    positions,
    tags,
    work_status,
)
from evidence_board.operations.levels import set_levels
from evidence_board.session import create_session, open_session

NAMES = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() and "\x00" not in text)
KINDS = st.sampled_from(["account", "person", "unit", "location", "equipment", "event"])
LEVELS = st.sampled_from(["confirmed", "probable", "possible", "doubtful", "refuted", "unjudged"])
DEGREES = st.floats(-89, 89, allow_nan=False)
STANCES = st.sampled_from(["supports", "contradicts", "context"])
ROLES = st.sampled_from(["camera", "subject", "post_tag"])
SOURCES = st.sampled_from(["device_exif", "platform_tag", "caption_text", "analyst"])
TAGS = st.sampled_from(["pier", "vehicle/BTR", "#море", "vehicle", "pier/north"])
CAMERAS = [("Pomegra", "P6", "1"), ("Pomegra", "P6", "2")]


class Users(RuleBasedStateMachine):
    things = Bundle("things")
    joined = Bundle("joined")

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "case.evidence"
        self.session = create_session(self.path, title="T", actor="users")
        for number in range(3):
            self.insert_item(number)
        self.session.renew_index()

    def insert_item(self, number):
        with self.session.gate.transaction("Add file") as finished:
            make, model, serial = CAMERAS[number % 2]
            item_id = finished.tx.insert(
                "item",
                ref=f"M-{number:03d}",
                kind="photo",
                file_name=f"{number}.jpg",
                media_type="image/jpeg",
                state="ok",
                camera_make=make,
                camera_model=model,
                camera_serial=serial,
            )
            moments.insert_moment(
                finished.tx,
                target=("item", item_id),
                role="captured",
                moment=moment_from_text(f"2015-09-{number + 1:02d} 16:40:00"),
                source="exif DateTimeOriginal",
            )

    def rows(self):
        return self.session.read(
            lambda connection: {
                table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in RECORDED
            }
        )

    def item_ids(self):
        return list(self.session.index.items)

    def do(self, verb, **keywords):
        return self.session.run(verb, **keywords).result()

    @rule(target=things, kind=KINDS, name=NAMES)
    def create(self, kind, name):
        return kind, self.do(entities.create_entity, kind=kind, name=name).result["id"]

    @rule(thing=things, name=NAMES)
    def rename(self, thing, name):
        if thing[1] in self.session.index.entities:
            self.do(entities.rename_entity, kind=thing[0], row_id=thing[1], name=name)

    @rule(target=joined, first=things, second=things, relation=NAMES, level=LEVELS)
    def link(self, first, second, relation, level):
        live = self.session.index.entities
        if first == second or first[1] not in live or second[1] not in live:
            return multiple()
        made = self.do(links.create_link, sources=[first], target=second, relation=relation, level=level)
        return made.result["ids"][0]

    @rule(link=joined, level=LEVELS)
    def grade(self, link, level):
        if link in self.session.index.links:
            self.try_to(links.update_link, row_id=link, level=level)

    @rule(link=joined, level=LEVELS, reason=st.sampled_from(["", "видно"]))
    def grade_with_a_reason(self, link, level, reason):
        if link in self.session.index.links:
            done = self.try_to(set_levels, level=level, links=[link], reason=reason)
            assert done or not reason

    def claims(self):
        """Ids of every claim, also in the bin: what is refused there must be refused in words."""
        sql = "SELECT 'link', id FROM link UNION ALL SELECT 'geotag', id FROM geotag UNION ALL SELECT 'moment', id"
        return self.session.read(lambda c: sorted(c.execute(f"{sql} FROM moment").fetchall()))

    def ids(self, table):
        sql = f"SELECT id FROM {table} WHERE deleted_at IS NULL ORDER BY id"
        return self.session.read(lambda c: [row[0] for row in c.execute(sql)])

    def try_to(self, verb, **keywords):
        """Do it, or see it refused in words and nothing changed."""
        before = self.rows()
        try:
            self.do(verb, **keywords)
        except KnownError:
            assert self.rows() == before
            return False
        return True

    @rule(data=st.data(), stance=STANCES)
    def cite(self, data, stance):
        known = self.claims()
        if known:
            claim = data.draw(st.sampled_from(known))
            targets = [*known, *(("item", one) for one in self.item_ids())]
            targets += [(row.kind, row.id) for row in self.session.index.entities.values()]
            chosen = data.draw(st.lists(st.sampled_from(targets), min_size=1, max_size=3))
            self.try_to(citations.cite, claim=claim, targets=chosen, stance=stance, excerpt="слова")

    @rule(data=st.data())
    def uncite(self, data):
        known = self.ids("citation")
        if known:
            self.do(citations.uncite, row_ids=[data.draw(st.sampled_from(known))])

    @rule(data=st.data())
    def edit_citation(self, data):
        known = self.ids("citation")
        if known:
            row_id, stance = data.draw(st.sampled_from(known)), data.draw(STANCES)
            self.try_to(citations.update_citation, row_id=row_id, stance=stance, note="طرطوس")

    @rule(
        data=st.data(), role=ROLES, source=SOURCES, level=LEVELS, preferred=st.sampled_from([None, None, True, False])
    )
    def add_position(self, data, role, source, level, preferred):
        if self.item_ids():
            point = data.draw(st.sampled_from([{"latitude": 34.9, "longitude": 35.9}, {"place_text": "порт"}]))
            values = {
                "role": role,
                "source": source,
                "level": level,
                "preferred": preferred,
                "radius_m": 100.0,
                **point,
            }
            self.do(positions.add_position, item_ids=[data.draw(st.sampled_from(self.item_ids()))], **values)

    @rule(data=st.data(), verb=st.sampled_from(["remove", "prefer", "off", "unlocatable"]))
    def change_position(self, data, verb):
        known = self.ids("geotag")
        if verb in ("remove", "prefer") and known:
            row_id = data.draw(st.sampled_from(known))
            if verb == "remove":
                self.do(positions.remove_positions, row_ids=[row_id])
            else:
                self.do(positions.prefer_geotag, row_id=row_id)
        elif self.item_ids():
            chosen = [data.draw(st.sampled_from(self.item_ids()))]
            if verb == "off":
                self.do(positions.unplace_items, item_ids=chosen)
            elif verb == "unlocatable":
                self.do(positions.cannot_be_located, item_ids=chosen, reason="nothing in view")

    @rule(data=st.data(), verb=st.sampled_from(["add", "remove", "prefer", "clear"]), level=LEVELS)
    def change_time(self, data, verb, level):
        known = self.ids("moment")
        if verb in ("remove", "prefer") and known:
            row_id = data.draw(st.sampled_from(known))
            if verb == "remove":
                self.do(moments.remove_moments, row_ids=[row_id])
            else:
                self.do(moments.prefer_moment, row_id=row_id)
        elif self.item_ids():
            target = ("item", data.draw(st.sampled_from(self.item_ids())))
            if verb == "add":
                values = {"role": "captured", "text": "2015-09-05", "until": "2015-09-12", "level": level}
                self.do(moments.add_moment, targets=[target], **values)
            elif verb == "clear":
                self.do(moments.clear_moment, targets=[target], role="captured")

    @rule(
        camera=st.sampled_from(CAMERAS),
        seconds=st.sampled_from([-3600, 90, 86_400]),
        zone=st.sampled_from([None, "+03:00"]),
    )
    def correct_clock(self, camera, seconds, zone):
        values = {"camera": camera, "seconds": seconds, "zone": zone, "reason": "station clock"}
        self.try_to(clock_offsets.set_clock_offset, **values)

    @rule(data=st.data())
    def take_clock_back(self, data):
        known = self.ids("clock_offset")
        if known:
            self.do(clock_offsets.remove_clock_offset, row_id=data.draw(st.sampled_from(known)))

    @rule(data=st.data(), kind=KINDS)
    def merge(self, data, kind):
        known = [row.id for row in self.session.index.entities_of(kind)]
        if len(known) > 1:
            kept, gone = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True))
            self.do(merging.merge_entities, kind=kind, kept_id=kept, gone_id=gone, reason="одно и то же")

    @rule(data=st.data())
    def split(self, data):
        sql = "SELECT gone_id FROM entity_merge WHERE deleted_at IS NULL ORDER BY id"
        known = self.session.read(lambda c: [row[0] for row in c.execute(sql)])
        if known:
            self.do(merging.split_entity, gone_id=data.draw(st.sampled_from(known)))

    @rule(data=st.data(), latitude=DEGREES, longitude=DEGREES)
    def place(self, data, latitude, longitude):
        if self.item_ids():
            chosen = data.draw(st.sampled_from(self.item_ids()))
            self.do(positions.place_items, item_ids=[chosen], latitude=latitude, longitude=longitude)

    @rule(data=st.data(), text=st.sampled_from(["2015-09-12", "2015-09-12 16:40 +03:00", "2015", "nonsense"]))
    def date(self, data, text):
        if self.item_ids():
            chosen = data.draw(st.sampled_from(self.item_ids()))
            try:
                self.do(moments.set_moment, targets=[("item", chosen)], role="captured", text=text)
            except KnownError:
                assert text == "nonsense"

    @rule(data=st.data(), path=TAGS)
    def tag(self, data, path):
        if self.item_ids():
            chosen = data.draw(st.sampled_from(self.item_ids()))
            self.do(tags.tag_things, things=[("item", chosen)], path=path)

    @rule(verb=st.sampled_from(["rename", "merge", "bin"]), path=TAGS, to=TAGS)
    def change_tags(self, verb, path, to):
        try:
            if verb == "rename":
                self.do(tags.rename_tag, path=path, to=to)
            elif verb == "merge":
                self.do(tags.merge_tags, path=path, into=to)
            else:
                self.do(tags.bin_tag, path=path)
        except KnownError as error:
            assert "Nothing was changed" in str(error)

    @rule(status=st.sampled_from(["new", "in_progress", "needs_help", "reviewed", "set_aside"]))
    def mark(self, status):
        if self.item_ids():
            self.do(work_status.set_work_status, item_ids=self.item_ids(), status=status)

    @rule(thing=things, text=st.sampled_from(["", "# Мол\n- M-001", "see A-1"]))
    def annotate(self, thing, text):
        if thing[1] in self.session.index.entities:
            self.do(notes.set_notes, kind=thing[0], row_id=thing[1], text=text)

    @rule(thing=things, off=st.booleans())
    def whose_and_where(self, thing, off):
        if thing[1] not in self.session.index.entities or not self.item_ids():
            return
        if thing[0] == "account":
            self.do(bulk.set_account, item_ids=self.item_ids(), account_id=None if off else thing[1])
        elif thing[0] == "location":
            self.do(bulk.set_place, item_ids=self.item_ids(), location_id=None if off else thing[1])

    @rule(thing=things, x=DEGREES, y=DEGREES)
    def move(self, thing, x, y):
        self.do(board.move_nodes, positions={thing[1]: (thing[0], x, y)})

    @rule(thing=consumes(things))
    def bin(self, thing):
        if thing[1] in self.session.index.entities:
            self.do(entities.bin_things, things=[thing])

    @rule()
    def undo(self):
        self.session.undo().result()

    @rule()
    def redo(self):
        self.session.redo().result()

    @rule()
    def reopen(self):
        self.session.close()
        self.session = open_session(self.path, actor="users")

    @rule()
    def undo_all_and_redo_all(self):
        before = self.rows()
        count = 0
        while self.session.undo().result() is not None:
            count += 1
        assert all(table == "case_meta" or not rows for table, rows in self.rows().items())
        for _ in range(count):
            assert self.session.redo().result() is not None
        assert self.rows() == before

    @invariant()
    def index_is_what_a_fresh_reading_gives(self):
        fresh = self.session.read(read_index)
        assert dict(self.session.index.items) == dict(fresh.items)
        assert dict(self.session.index.entities) == dict(fresh.entities)
        assert dict(self.session.index.links) == dict(fresh.links)
        assert dict(self.session.index.tags) == dict(fresh.tags)
        assert dict(self.session.index.board) == dict(fresh.board)
        assert dict(self.session.index.guesses) == dict(fresh.guesses)

    @invariant()
    def one_value_of_a_role_counts(self):
        for table, owner in (("geotag", "item_id"), ("moment", "target_id")):
            sql = (
                f"SELECT 1 FROM {table} WHERE preferred = 1 AND deleted_at IS NULL GROUP BY {owner}, role"
                " HAVING count(*) > 1"
            )
            assert self.session.read(lambda c, sql=sql: c.execute(sql).fetchall()) == []

    @invariant()
    def nothing_is_evidence_of_itself(self):
        pairs = self.session.read(
            lambda c: c.execute("SELECT claim_id, target_id FROM citation WHERE deleted_at IS NULL").fetchall()
        )
        below = {}
        for claim, target in pairs:
            below.setdefault(claim, set()).add(target)

        for claim in below:
            seen, edge = set(), set(below[claim])
            while edge:
                seen |= edge
                edge = {other for one in edge for other in below.get(one, ())} - seen
            assert claim not in seen

    @invariant()
    def nothing_live_leads_to_a_merged_entity(self):
        gone = "SELECT gone_id FROM entity_merge WHERE deleted_at IS NULL"
        sql = (
            f"SELECT id FROM link WHERE deleted_at IS NULL AND (src_id IN ({gone}) OR dst_id IN ({gone}))"
            f" UNION SELECT id FROM citation WHERE deleted_at IS NULL AND target_id IN ({gone})"
        )
        assert self.session.read(lambda c: c.execute(sql).fetchall()) == []

    def teardown(self):
        try:
            assert list(self.session.read(digests.altered_rows)) == []
            assert self.session.read(custody.broken_entries) == []
            assert self.session.read(lambda c: c.execute("PRAGMA foreign_key_check").fetchall()) == []
        finally:
            self.session.close()
            shutil.rmtree(self.folder)


Users.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestUsers = Users.TestCase
