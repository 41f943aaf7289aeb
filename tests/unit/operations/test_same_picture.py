"""Judging copies: same, not the same, which one to use; groups and sources follow, undo takes it back."""

import pytest
from PIL import Image
from tests.factories.cases import empty_session, import_into, practice_session
from tests.factories.copies import SCENES, copies_of
from tests.factories.rows import all_rows, undone_and_redone

from evidence_board.case.check import check
from evidence_board.case.fingerprints import (
    count_without_fingerprint,
    read_decisions,
    read_fingerprints,
    read_preferred,
)
from evidence_board.case.origins import read_facts
from evidence_board.media.requests import media_supervisor
from evidence_board.model.errors import KnownError
from evidence_board.model.fingerprints import PLAIN
from evidence_board.operations import citations, entities, levels, links, same_picture
from evidence_board.operations.fingerprinting import fill_fingerprints
from evidence_board.operations.positions import place_items


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        import_into(opened, copies_of(tmp_path / "in"))
        yield opened


def ids(session, names):
    by_name = {item.file_name.removesuffix(".jpg"): item.id for item in session.index.items.values()}
    return [by_name[name] for name in names]


def groups(session):
    names = {item.id: item.file_name.removesuffix(".jpg") for item in session.index.items.values()}
    found = session.index.observations.groups.values()
    return {"".join(sorted(names[one] for one in group.item_ids)): group.accepted for group in found}


def run(session, verb, **keywords):
    return session.run(verb, **keywords).result()


def pair(session, names):
    return tuple(ids(session, names))


def test_import_finds_the_copies_and_leaves_plain_pictures_alone(session):
    assert groups(session) == {"abcd": False}
    (group,) = session.index.observations.groups.values()
    assert len(group.mirrored) in (1, 3)
    assert session.index.observations.pictures_complete
    prints = session.read(read_fingerprints)
    assert len(prints) == 7
    assert [prints[one] for one in ids(session, ["black", "dark"])] == [PLAIN, PLAIN]
    assert session.index.observations.group_of(ids(session, "a")[0]) is group
    assert session.index.observations.group_of(ids(session, ["other"])[0]) is None


def test_a_group_is_accepted_pair_by_pair_and_undone_one_by_one(session):
    run(session, same_picture.say_same, pairs=[pair(session, "ab")], note="same wall")
    assert groups(session) == {"abcd": False}
    before = all_rows(session)
    run(session, same_picture.say_same, pairs=[pair(session, "bc"), pair(session, "cd")])
    assert groups(session) == {"abcd": True}
    session.undo().result()
    assert groups(session) == {"abcd": False}
    session.redo().result()
    assert groups(session) == {"abcd": True}
    undone_and_redone(session, before)
    assert session.read(check).ok


def test_undoing_something_else_leaves_the_groups(session):
    (first,) = ids(session, "a")
    run(session, place_items, item_ids=[first], latitude=34.9, longitude=35.9)
    session.undo().result()
    assert groups(session) == {"abcd": False}
    assert session.index.observations.pictures_complete
    session.redo().result()
    assert groups(session) == {"abcd": False}


def test_not_the_same_is_remembered_also_for_files_that_come_later(session, tmp_path):
    run(session, same_picture.say_different, pairs=[pair(session, one) for one in ("ad", "bd", "cd")])
    assert groups(session) == {"abc": False}
    image = Image.open(SCENES[0]).convert("RGB").resize((300, 225))
    image.save(tmp_path / "late.png")
    import_into(session, tmp_path / "late.png")
    assert len(session.index.items) == 8
    assert max(groups(session), key=len).startswith("abcd")
    session.undo().result()
    assert groups(session) == {"abc": False}


def test_a_whole_group_is_split_and_what_was_the_same_in_it_is_taken_back(session):
    run(session, same_picture.say_same, pairs=[pair(session, "ab")])
    run(session, same_picture.use_copy, item_id=ids(session, "a")[0], others=ids(session, "b"))
    pairs = [pair(session, one) for one in ("ab", "ac", "ad", "bc", "bd", "cd")]
    changes = run(session, same_picture.split, item_ids=ids(session, "abcd"), pairs=pairs)
    assert changes.label == "Not the same picture: 4 files"
    assert groups(session) == {}
    assert not any(one.same for one in session.read(read_decisions))
    assert session.read(read_preferred) == set()
    run(session, same_picture.forget, pairs=pairs)
    assert groups(session) == {"abcd": False}


def test_the_copy_to_use_is_one_of_a_group_and_goes_with_it(session):
    a, b, c = ids(session, "abc")
    changes = run(session, same_picture.use_copy, item_id=a, others=[b])
    assert changes.label == f"Use {session.index.items[a].ref}, keep all copies"
    assert session.index.observations.preferred_copies == {a}
    run(session, same_picture.use_copy, item_id=b, others=[a])
    assert session.index.observations.preferred_copies == {b}
    assert len(session.read(read_decisions)) == 1
    run(session, same_picture.use_copy, item_id=c, others=[b])
    assert session.index.observations.preferred_copies == {c}
    session.undo().result()
    assert session.index.observations.preferred_copies == {b}
    run(session, same_picture.say_different, pairs=[(a, b)])
    assert session.index.observations.preferred_copies == set()
    assert len(session.index.items) == 7


def test_no_contradictions(session):
    a, b, c = ids(session, "abc")
    run(session, same_picture.say_same, pairs=[(a, b), (b, c)])
    with pytest.raises(KnownError, match="cannot be both"):
        run(session, same_picture.say_different, pairs=[(a, c)])
    run(session, same_picture.say_different, pairs=[(a, b)])
    with pytest.raises(KnownError, match="cannot be both"):
        run(session, same_picture.say_same, pairs=[(a, c)])
    with pytest.raises(KnownError, match="itself"):
        run(session, same_picture.say_same, pairs=[(a, a)])
    with pytest.raises(KnownError, match="no longer there"):
        run(session, same_picture.say_same, pairs=[(a, "gone")])


def test_the_last_word_counts_also_of_a_link(session):
    a, b = ids(session, "ab")
    run(session, same_picture.say_different, pairs=[(a, b)])
    run(session, links.create_link, sources=[("item", a)], target=("item", b), relation="copy of")
    assert [one.same for one in session.read(read_decisions)] == [True]
    run(session, same_picture.say_different, pairs=[(a, b)])
    assert [one.same for one in session.read(read_decisions)] == [False]
    assert [one.same for one in session.read(read_decisions, [a])] == [False]


def test_a_copy_in_the_bin_is_in_no_group(session):
    a, b = ids(session, "ab")
    run(session, same_picture.use_copy, item_id=a, others=[b])
    run(session, entities.bin_things, things=[("item", a)])
    assert groups(session) == {"bcd": False}
    assert session.index.observations.preferred_copies == set()
    session.undo().result()
    assert groups(session) == {"abcd": False}


def test_files_that_do_not_look_alike_may_be_called_the_same(session):
    run(session, same_picture.say_same, pairs=[(ids(session, "a")[0], ids(session, ["other"])[0])])
    assert groups(session) == {"abcdother": False}


def test_a_group_is_one_source_as_persons_say(session):
    account = [run(session, entities.create_entity, kind="account", name=name).result["id"] for name in ("x", "y")]
    a, b, c = ids(session, "abc")
    for item_id, owner in zip((a, c), account, strict=True):
        run(session, links.create_link, sources=[("item", item_id)], target=("account", owner), relation="shows")
    claim = ("link", next(iter(session.index.links)))
    other = ids(session, ["other"])[0]
    run(session, citations.cite, claim=claim, targets=[("item", a), ("item", c), ("item", other)])
    assert levels.propose_level(session, claim).sources == 2
    run(session, same_picture.say_different, pairs=[(a, c)])
    assert levels.propose_level(session, claim).sources == 3
    # By way of a copy that is not cited.
    run(session, same_picture.forget, pairs=[(a, c)])
    run(session, same_picture.say_different, pairs=[(b, c)])
    run(session, same_picture.say_same, pairs=[(a, b)])
    assert levels.propose_level(session, claim).sources == 3
    assert session.read(read_facts, claim) is not None


def test_fingerprints_are_filled_in_for_a_case_without_them(tmp_path):
    with practice_session(tmp_path) as session:
        before = session.read(read_fingerprints)
        with session.gate.unrecorded() as connection:
            connection.execute("DELETE FROM fingerprint")
        assert session.read(count_without_fingerprint) == len(before) > 40
        seen = []
        with media_supervisor(workers=1, low_priority=False) as supervisor:
            done = fill_fingerprints(
                session, supervisor, progress=lambda done, total: seen.append((done, total)) or True
            )
        assert done == len(before)
        assert seen[-1] == (len(before), len(before))
        assert session.read(read_fingerprints) == before
        assert session.read(check).ok


def test_filling_in_can_be_stopped_and_goes_on(tmp_path):
    with practice_session(tmp_path) as session:
        total = len(session.read(read_fingerprints))
        with session.gate.unrecorded() as connection:
            connection.execute("DELETE FROM fingerprint")
        with media_supervisor(workers=1, low_priority=False) as supervisor:
            first = fill_fingerprints(session, supervisor, progress=lambda done, total: False)
            assert 0 < first < total
            assert fill_fingerprints(session, supervisor) == total - first
