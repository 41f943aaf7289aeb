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
from evidence_board.operations import board, entities, items, links, moments, positions
from evidence_board.session import create_session, open_session

NAMES = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() and "\x00" not in text)
KINDS = st.sampled_from(["account", "person", "unit", "location", "equipment", "event"])
LEVELS = st.sampled_from(["confirmed", "probable", "possible", "doubtful", "refuted", "unjudged"])
DEGREES = st.floats(-89, 89, allow_nan=False)


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
            finished.tx.insert(
                "item",
                ref=f"M-{number:03d}",
                kind="photo",
                file_name=f"{number}.jpg",
                media_type="image/jpeg",
                state="ok",
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
            self.do(links.update_link, row_id=link, level=level)

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

    @rule(data=st.data(), path=st.sampled_from(["pier", "vehicle/BTR", "#море"]))
    def tag(self, data, path):
        if self.item_ids():
            chosen = data.draw(st.sampled_from(self.item_ids()))
            self.do(items.tag_things, things=[("item", chosen)], path=path)

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
