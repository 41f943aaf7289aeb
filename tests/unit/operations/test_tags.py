"""Tags as paths: renamed with everything below them, merged, binned, coloured; undo and redo."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, all_rows, undone_and_redone

from evidence_board.model.errors import KnownError
from evidence_board.operations.tags import bin_tag, colour_tag, merge_tags, rename_tag, tag_path, tag_things


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        opened.files = [add_item(opened, f"M-00{number}") for number in (1, 2, 3)]
        yield opened


def tag(session, path, *files):
    things = [("item", one) for one in files or session.files]
    return session.run(tag_things, things=things, path=path).result()


def carried(session):
    """Ref -> paths of its tags."""
    tags = session.index.tags
    return {item.ref: [tags[one].path for one in item.tag_ids] for item in session.index.items.values()}


def test_a_path_is_written_one_way():
    assert tag_path(" #vehicle /  BTR  80 / ") == "vehicle/BTR 80"
    with pytest.raises(KnownError, match="no name"):
        tag_path(" # / ")


def test_what_lies_below_is_renamed_too_and_what_only_begins_alike_is_not(session):
    one, two, three = session.files
    tag(session, "техника/BTR", one)
    tag(session, "техника/танк/T-72", two)
    tag(session, "техника2", three)
    before = all_rows(session)
    changes = session.run(rename_tag, path="техника", to="vehicle").result()
    assert changes.label == "Rename #техника to #vehicle"
    assert carried(session) == {"M-001": ["vehicle/BTR"], "M-002": ["vehicle/танк/T-72"], "M-003": ["техника2"]}
    assert undone_and_redone(session, before)


def test_a_tag_can_move_below_itself_and_up_again(session):
    tag(session, "a")
    tag(session, "a/b")
    session.run(rename_tag, path="a", to="a/b").result()
    assert carried(session)["M-001"] == ["a/b", "a/b/b"]
    session.run(rename_tag, path="a/b", to="a").result()
    assert carried(session)["M-001"] == ["a", "a/b"]


def test_no_rename_onto_a_tag_that_is_there(session):
    tag(session, "a")
    tag(session, "b")
    with pytest.raises(KnownError, match="Merge the two"):
        session.run(rename_tag, path="a", to="b").result()
    with pytest.raises(KnownError, match="no tag #c"):
        session.run(rename_tag, path="c", to="d").result()


def test_merged_tags_are_carried_once(session):
    one, two, three = session.files
    tag(session, "море", one, two)
    tag(session, "море/мол", three)
    tag(session, "sea", two)
    tag(session, "sea/мол", three)
    before = all_rows(session)
    session.run(merge_tags, path="море", into="sea").result()
    assert carried(session) == {"M-001": ["sea"], "M-002": ["sea"], "M-003": ["sea/мол"]}
    assert sorted(row.path for row in session.index.tags.values()) == ["sea", "sea/мол"]
    assert undone_and_redone(session, before)
    with pytest.raises(KnownError, match="cannot be merged"):
        session.run(merge_tags, path="sea", into="sea/x").result()


def test_a_removed_tag_does_not_come_back_with_its_old_files(session):
    one, two, _ = session.files
    tag(session, "pier", one)
    tag(session, "pier/north", two)
    before = all_rows(session)
    changes = session.run(bin_tag, path="pier").result()
    assert changes.label == "Remove the tag #pier and 1 below it"
    assert not session.index.tags
    assert undone_and_redone(session, before)
    tag(session, "pier", two)
    assert carried(session) == {"M-001": [], "M-002": ["pier"], "M-003": []}


def test_a_colour_is_checked(session):
    tag(session, "pier")
    session.run(colour_tag, path="pier", colour="#4338CA").result()
    assert session.read(lambda c: c.execute("SELECT colour FROM tag").fetchall()) == [("#4338ca",)]
    with pytest.raises(KnownError, match="not a colour"):
        session.run(colour_tag, path="pier", colour="red; x").result()
