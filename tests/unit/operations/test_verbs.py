"""User verbs on the practice case: what they change, what they keep, what they refuse."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.analysis.related import media_of, related
from evidence_board.model.errors import KnownError
from evidence_board.operations import board, entities, items, links, moments, positions, tags


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


def item(session, ref):
    return session.index.items[session.index.by_ref[ref]]


def geotags(session, item_id):
    sql = "SELECT source, preferred, latitude FROM geotag WHERE item_id = ? AND deleted_at IS NULL ORDER BY id"
    return session.read(lambda connection: connection.execute(sql, (item_id,)).fetchall())


def test_placing_keeps_the_camera_s_value_beside(session):
    m018 = item(session, "M-018")
    before = geotags(session, m018.id)
    assert {row[0] for row in before} == {"device_exif", "analyst"}
    session.run(positions.place_items, item_ids=[m018.id], latitude=34.9, longitude=35.9, radius_m=50).result()
    after = geotags(session, m018.id)
    assert len(after) == len(before) + 1
    assert sum(row[1] for row in after) == 1
    assert (item(session, "M-018").latitude, item(session, "M-018").radius_m) == (34.9, 50)
    session.undo().result()
    assert geotags(session, m018.id) == before


def test_a_position_off_the_earth_changes_nothing(session):
    m002 = item(session, "M-002")
    with pytest.raises(KnownError, match="not a position on Earth"):
        session.run(positions.place_items, item_ids=[m002.id], latitude=91, longitude=0).result()
    assert item(session, "M-002").latitude is None


def test_preferring_another_position_and_taking_off_the_map(session):
    m018 = item(session, "M-018")
    sql = "SELECT id FROM geotag WHERE item_id = ? AND source = 'device_exif'"
    (device,) = session.read(lambda c: c.execute(sql, (m018.id,)).fetchone())
    session.run(positions.prefer_geotag, row_id=device).result()
    assert item(session, "M-018").geotag_source == "device_exif"
    assert item(session, "M-018").longitude < 0
    session.run(positions.unplace_items, item_ids=[m018.id]).result()
    assert item(session, "M-018").latitude is None
    assert len(geotags(session, m018.id)) == 2


def test_a_time_set_by_hand_stands_before_the_camera_s(session):
    m003 = item(session, "M-003")
    written = m003.captured.raw
    session.run(moments.set_moment, targets=[("item", m003.id)], role="captured", text="2015-09-05").result()
    assert item(session, "M-003").captured.local == "2015-09-05"
    assert item(session, "M-003").captured.utc is None
    session.run(moments.clear_moment, targets=[("item", m003.id)], role="captured").result()
    assert item(session, "M-003").captured is None
    session.undo().result()
    session.undo().result()
    assert item(session, "M-003").captured.raw == written


def test_one_step_for_many(session):
    chosen = [item(session, ref).id for ref in ("M-002", "M-006", "M-030")]
    step = session.undo_step().id
    session.run(positions.place_items, item_ids=chosen, latitude=35, longitude=36).result()
    session.run(tags.tag_things, things=[("item", one) for one in chosen], path="#new / tag").result()
    assert session.undo_step().id == step + 2
    assert {session.index.tags[tag].path for tag in item(session, "M-002").tag_ids} >= {"new/tag"}


def test_a_tag_taken_off_and_put_on_again_is_the_same_tag(session):
    m002 = item(session, "M-002")
    made = session.run(tags.tag_things, things=[("item", m002.id)], path="x").result().result["id"]
    session.run(tags.untag_things, things=[m002.id], tag_id=made).result()
    assert made not in item(session, "M-002").tag_ids
    again = session.run(tags.tag_things, things=[("item", m002.id)], path="x").result().result["id"]
    assert again == made


def test_links_refuse_nonsense(session):
    m002 = ("item", item(session, "M-002").id)
    with pytest.raises(KnownError, match="itself"):
        session.run(links.create_link, sources=[m002], target=m002, relation="shows").result()
    unit = ("unit", next(session.index.entities_of("unit")).id)
    with pytest.raises(KnownError, match="no relation"):
        session.run(links.create_link, sources=[m002], target=unit, relation="  ").result()
    with pytest.raises(ValueError, match="certain"):
        session.run(links.create_link, sources=[m002], target=unit, relation="shows", level="certain").result()
    assert len(session.index.links) == 61


def test_a_new_thing_of_the_practice_case_gets_a_ref_behind_the_story_s(session):
    made = session.run(entities.create_entity, kind="unit", name="Unit 4").result().result["id"]
    assert session.index.entities[made].ref == "U-04"
    m002 = ("item", item(session, "M-002").id)
    session.run(links.create_link, sources=[m002], target=("unit", made), relation="shows patch of").result()
    assert list(session.index.links.values())[-1].ref == "K-62"


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_name_is_never_empty(session, name):
    with pytest.raises(KnownError, match="name"):
        session.run(entities.create_entity, kind="person", name=name).result()
    person = next(session.index.entities_of("person"))
    with pytest.raises(KnownError, match="name"):
        session.run(entities.rename_entity, kind="person", row_id=person.id, name=name).result()


def test_moving_on_the_board_is_one_step(session):
    units = [row.id for row in session.index.entities_of("unit")]
    session.run(board.move_nodes, positions={one: ("unit", n * 10.0, 5.0) for n, one in enumerate(units)}).result()
    assert session.index.board[units[1]] == (10.0, 5.0, "person")
    session.undo().result()
    assert not session.index.board


def test_related_answers_for_all_panes(session):
    index = session.index
    account = index.by_ref["A-01"]
    refs = {index.label_of(one) for one in related(index, [account])}
    assert "M-014" in refs
    assert "Андрей С." in refs
    assert len(media_of(index, account)) == sum(row.account == "a_severny" for row in index.items.values())
    link = index.by_ref["K-01"]
    assert {index.label_of(one) for one in related(index, [link])} == {"a_severny", "M-014"}


def test_settling_a_problem_shortens_the_queue(session):
    sql = "SELECT id FROM problem WHERE state = 'open'"
    (problem,) = session.read(lambda c: c.execute(sql).fetchone())
    before = item(session, "M-009").open_problems
    session.run(items.answer_problem, row_id=problem, answer="looked at it").result()
    assert item(session, "M-009").open_problems == before - 1
