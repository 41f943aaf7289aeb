"""The random users also mark regions, judge pictures, answer conflicts, order files, keep views, and go back far."""

from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from tests.unit.operations import test_undo_machine as users

from evidence_board.case.history import read_history
from evidence_board.case.overview import read_index
from evidence_board.filters import Filter, StatusIs, Uncited
from evidence_board.model.observations import Conflict
from evidence_board.operations import (
    albums,
    collection_records,
    conflict_answers,
    posts,
    regions,
    rewinding,
    same_picture,
    saved_views,
)

FRACTIONS = st.floats(0.0, 0.5, allow_nan=False)
KINDS = st.sampled_from(["person", "face", "vehicle", "insignia", "text", "redaction", "note"])
STATES = st.sampled_from(["explained", "corrected", "ignored", "no such word"])


#: Undo can take back the files too.
with_files = precondition(lambda self: bool(self.session.index.items))


class Orderly(users.Users):
    def some(self, data, table):
        ids = self.ids(table)
        return data.draw(st.sampled_from(ids)) if ids else None

    # -- regions ---------------------------------------------------------------------------------------

    @with_files
    @rule(data=st.data(), x=FRACTIONS, y=FRACTIONS, kind=KINDS, label=users.NAMES)
    def mark(self, data, x, y, kind, label):
        item = data.draw(st.sampled_from(self.item_ids()))
        points = [(x, y), (x + 0.4, y + 0.4)]
        self.try_to(regions.add_region, item_id=item, shape="rectangle", points=points, kind=kind, label=label)

    @rule(data=st.data(), x=FRACTIONS, note=users.NAMES)
    def change_a_region(self, data, x, note):
        region = self.some(data, "region")
        if region is not None:
            self.try_to(regions.update_region, row_id=region, points=[(x, x), (x + 0.3, x + 0.3)], note=note)

    @rule(data=st.data(), thing=users.Users.things, link=st.booleans())
    def name_a_region(self, data, thing, link):
        region = self.some(data, "region")
        if region is not None:
            self.try_to(regions.link_region, row_id=region, kind=thing[0], entity_id=thing[1], link=link)

    @rule(data=st.data())
    def bin_a_region(self, data):
        region = self.some(data, "region")
        if region is not None:
            self.try_to(regions.bin_regions, row_ids=[region])

    # -- order -----------------------------------------------------------------------------------------

    @with_files
    @rule(data=st.data(), name=users.NAMES)
    def collect(self, data, name):
        chosen = data.draw(st.lists(st.sampled_from(self.item_ids()), unique=True))
        self.try_to(albums.create_album, name=name, item_ids=chosen)

    @with_files
    @rule(data=st.data(), add=st.booleans())
    def fill_or_empty_a_collection(self, data, add):
        album = self.some(data, "album")
        if album is not None:
            chosen = data.draw(st.lists(st.sampled_from(self.item_ids()), min_size=1, unique=True))
            verb = albums.add_to_album if add else albums.remove_from_album
            self.try_to(verb, album_id=album, item_ids=chosen)

    @rule(data=st.data())
    def bin_a_collection(self, data):
        album = self.some(data, "album")
        if album is not None:
            self.try_to(albums.bin_album, album_id=album)

    @rule(name=users.NAMES, uncited=st.booleans())
    def keep_a_view(self, name, uncited):
        active = Filter((Uncited(),) if uncited else (StatusIs(("new",)),))
        self.try_to(saved_views.save_view, name=name, active=active, layout={})

    @rule(data=st.data(), name=users.NAMES)
    def rename_a_view(self, data, name):
        view = self.some(data, "saved_view")
        if view is not None:
            self.try_to(saved_views.rename_view, view_id=view, name=name)

    # -- judgements and sources ------------------------------------------------------------------------

    @with_files
    @rule(data=st.data(), same=st.booleans())
    def judge_pictures(self, data, same):
        pair = tuple(data.draw(st.lists(st.sampled_from(self.item_ids()), min_size=2, max_size=2)))
        self.try_to(same_picture.say_same if same else same_picture.say_different, pairs=[pair])

    @with_files
    @rule(data=st.data(), state=STATES, note=st.sampled_from(["", "часы отстают"]))
    def answer(self, data, state, note):
        item = data.draw(st.sampled_from(self.item_ids()))
        conflict = Conflict("future_date", f"{item}:2041", "item", item, "Taken in the future")
        self.try_to(conflict_answers.answer_conflict, conflict=conflict, state=state, note=note)

    @with_files
    @rule(data=st.data(), text=users.NAMES)
    def publish(self, data, text):
        chosen = data.draw(st.lists(st.sampled_from(self.item_ids()), unique=True))
        self.try_to(posts.create_post, platform="vk", text=text, item_ids=chosen)

    @rule(data=st.data())
    def pass_on(self, data):
        first, second = self.some(data, "post"), self.some(data, "post")
        if first is not None:
            self.try_to(posts.set_repost, row_id=first, original_id=second)

    @with_files
    @rule(data=st.data(), generation=st.sampled_from(["original", "repost", "nonsense"]), where=users.NAMES)
    def collect_a_record(self, data, generation, where):
        item = data.draw(st.sampled_from(self.item_ids()))
        self.try_to(
            collection_records.set_collection_record, item_ids=[item], generation=generation, acquired_from=where
        )

    # -- history ---------------------------------------------------------------------------------------

    @rule(data=st.data())
    def go_back_and_forward(self, data):
        steps = [one.step_id for one in self.session.read(read_history).entries if one.state == "done"]
        if not steps:
            return
        before = self.rows()
        newest, step = steps[0], data.draw(st.sampled_from(steps))
        self.rewind(step)
        self.rewind(newest)
        assert self.rows() == before

    def rewind(self, step):
        self.session.on_writer(partial(rewinding.rewind_to, self.session, step_id=step)).result()

    @invariant()
    def order_and_posts_are_what_a_fresh_reading_gives(self):
        fresh = self.session.read(read_index)
        assert dict(self.session.index.albums) == dict(fresh.albums)
        assert dict(self.session.index.views) == dict(fresh.views)
        assert dict(self.session.index.posts) == dict(fresh.posts)


Orderly.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestOrderly = Orderly.TestCase
