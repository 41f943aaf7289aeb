"""The practice case shows each thing the program can keep: sources, evidence, doubt, work, order, history."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.case.evidence import read_evidence, uncited_claims
from evidence_board.case.history import read_history
from evidence_board.filters import filter_from_text, passing


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    with practice_session(tmp_path_factory.mktemp("practice")) as opened:
        yield opened


def _id(session, ref):
    return session.index.by_ref[ref]


def _rows(session, sql, *given):
    return session.read(lambda connection: connection.execute(sql, given).fetchall())


def test_the_story_keeps_its_counts(session):
    index = session.index
    kinds = [row.kind for row in index.entities.values()]
    counts = {kind: kinds.count(kind) for kind in kinds}
    assert len(index.items) == 48
    assert len(index.links) == 61
    assert counts == {"account": 11, "person": 8, "unit": 3, "location": 7, "equipment": 4, "event": 5}


def test_reposts_a_quote_and_a_reply_lead_to_their_posts(session):
    posts = session.index.posts
    copy = session.index.posts_of[_id(session, "M-015")][0]
    assert copy.reposts_id == session.index.posts_of[_id(session, "M-014")][0].id
    assert sum(1 for one in posts.values() if one.is_repost) == 3
    assert sum(1 for one in posts.values() if one.quotes_id) == 1
    assert sum(1 for one in posts.values() if one.replies_id) == 1


def test_an_account_was_renamed(session):
    sql = "SELECT handle FROM account_name WHERE account_id = ? ORDER BY seen_from IS NOT NULL, seen_from"
    names = [row[0] for row in _rows(session, sql, _id(session, "A-01"))]
    assert names == ["severny_76", "a_severny", "andrey.travels"]


def test_three_positions_of_one_photo_one_of_them_in_conflict(session):
    photo = _id(session, "M-003")
    assert len(_rows(session, "SELECT 1 FROM geotag WHERE item_id = ? AND deleted_at IS NULL", photo)) == 3
    (conflict,) = session.index.observations.conflicts_of(photo)
    assert (conflict.code, conflict.state) == ("positions_apart", "open")


def test_a_wrong_clock_is_corrected_for_every_photo_of_the_phone(session):
    sql = "SELECT count(DISTINCT target_id) FROM moment WHERE clock_offset_id IS NOT NULL AND deleted_at IS NULL"
    assert _rows(session, sql) == [(6,)]


def test_evidence_stands_for_against_and_as_context_and_some_facts_have_none(session):
    index = session.index
    assert index.links[_id(session, "K-56")].disputed
    assert index.links[_id(session, "K-60")].citations == 0
    evidence = session.read(read_evidence, ("link", _id(session, "K-41")))
    assert {one.stance for one in evidence.citations} == {"supports", "context"}
    assert {one.cited.kind for one in evidence.citations} >= {"item", "region", "equipment"}
    assert 1 < len(session.read(uncited_claims)) < 15


def test_every_fact_of_a_person_that_is_possible_or_better_opens_its_evidence(session):
    weak = ("doubtful", "unjudged", "refuted")
    assert {one.level for one in session.read(uncited_claims)} <= set(weak)


def test_regions_and_moments_are_marked_and_named(session):
    shapes = {row[0] for row in _rows(session, "SELECT shape FROM region WHERE deleted_at IS NULL")}
    assert shapes == {"rectangle", "ellipse", "polygon", "arrow", "moment"}
    named = _rows(session, "SELECT count(*) FROM region WHERE entity_id IS NOT NULL")
    assert named[0][0] >= 7


def test_work_collections_views_notes_and_tags_below_tags(session):
    index = session.index
    assert {one.status for one in index.items.values()} == {"new", "in_progress", "needs_help", "reviewed", "set_aside"}
    assert [one.name for one in index.albums.values()] == [
        "Homs, end of September",
        "Road near Latakia",
        "Tartus selfies",
        "Workshop set A",
    ]
    assert any("/" in tag.path for tag in index.tags.values())
    for view in index.views.values():
        shown = passing(index.items.values(), filter_from_text(view.query).parts, index)
        assert view.name == "Uncited" or shown, view.name
    assert "M-042" in _rows(session, "SELECT notes FROM item WHERE ref = 'M-014'")[0][0]


def test_one_conflict_waits_for_an_answer(session):
    observations = session.index.observations
    waiting = {index_ref(session, row_id) for row_id in observations.conflicts if observations.open_conflicts(row_id)}
    assert waiting == {"M-003"}


def index_ref(session, row_id):
    return session.index.label_of(row_id)


def test_a_conflict_was_answered_and_copies_were_judged(session):
    observations = session.index.observations
    assert any(one.state == "explained" for one in observations.conflicts_of(_id(session, "M-018")))
    assert _rows(session, "SELECT count(*) FROM same_picture WHERE decision = 'same'")[0][0] == 1


def test_the_history_has_every_step_to_read_and_go_back_to(session):
    history = session.read(read_history)
    assert history.total > 60
    assert {"graded", "annotated", "linked"} & {one.action for one in history.entries}
