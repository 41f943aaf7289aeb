"""Rows of the panes tell the work status, the camera, collections, and what cites nothing or is disputed."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.factories.cases import practice_case

from evidence_board.case.evidence import read_evidence
from evidence_board.case.overview import read_index
from evidence_board.operations.citations import cite, uncite
from evidence_board.operations.items import update_item
from evidence_board.operations.positions import cannot_be_located
from evidence_board.operations.posts import update_post
from evidence_board.operations.tags import tag_things
from evidence_board.session import Session, open_session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    opened = open_session(practice_case(tmp_path), actor="R. Haddad")
    yield opened
    opened.close()


def _put(session: Session, table: str, **values: object) -> str:
    with session.gate.transaction("Put", action="annotated") as finished:
        finished.tx.result["id"] = finished.tx.insert(table, **values)
    session.announce(finished.changes)
    return str(finished.changes.result["id"])


def test_status_and_camera_stand_on_the_row(session: Session) -> None:
    row = next(one for one in session.index.items.values() if one.camera)
    assert row.status == "new"
    with session.gate.transaction("Status", action="annotated") as finished:
        finished.tx.update("item", row.id, status="reviewed")
    session.announce(finished.changes)
    assert session.index.items[row.id].status == "reviewed"


def test_collections_keep_the_order_of_a_person(session: Session) -> None:
    first, second, *_ = session.index.items
    album = _put(session, "album", name="Подборка", notes="طرطوس")
    _put(session, "album_item", album_id=album, item_id=second, ordinal=0)
    _put(session, "album_item", album_id=album, item_id=first, ordinal=1)
    assert session.index.albums[album].item_ids == (second, first)
    assert session.index.items[first].album_ids == (album,)
    session.undo().result()
    assert session.index.albums[album].item_ids == (second,)
    assert session.index.items[first].album_ids == ()


def test_a_saved_view_stands_in_the_index(session: Session) -> None:
    view = _put(session, "saved_view", name="Arabic", query="{}")
    assert session.index.views[view].name == "Arabic"


def test_citing_a_position_changes_the_row_of_its_file(session: Session) -> None:
    row = next(one for one in session.index.items.values() if one.geotag_source == "analyst" and not one.uncited)
    other = next(one for one in session.index.items if one != row.id)
    claim = ("geotag", row.geotag_id)
    cited = session.read(read_evidence, claim).citations
    session.run(uncite, row_ids=[one.id for one in cited]).result()
    assert session.index.items[row.id].uncited == 1
    session.run(cite, claim=claim, targets=[("item", other)]).result()
    assert session.index.items[row.id].uncited == 0
    assert not session.index.items[row.id].disputed
    session.run(cite, claim=claim, targets=[("item", other)], stance="contradicts").result()
    assert session.index.items[row.id].disputed
    assert session.index == read_again(session)


def test_against_is_counted_on_a_link(session: Session) -> None:
    link = next(iter(session.index.links.values()))
    item = next(iter(session.index.items))
    session.run(cite, claim=("link", link.id), targets=[("item", item)], stance="contradicts").result()
    assert session.index.links[link.id].against == 1
    assert session.index.links[link.id].disputed


def test_an_answer_that_it_cannot_be_located_is_told(session: Session) -> None:
    row = next(one for one in session.index.items.values() if one.latitude is None)
    session.run(cannot_be_located, item_ids=[row.id], reason="no landmark").result()
    assert session.index.items[row.id].unlocatable
    assert session.index == read_again(session)


def read_again(session: Session) -> object:
    return replace(session.read(read_index), observations=session.index.observations)


def test_words_of_files_that_read_as_before_are_kept_and_others_made_anew(session: Session) -> None:
    first, second, *_ = session.index.items
    before = {one: session.index.searchable(session.index.items[one]) for one in (first, second)}
    session.run(update_item, row_id=first, title="Причал").result()
    index = session.index
    assert "причал" in index.searchable(index.items[first])
    assert index.searchable(index.items[second]) is before[second]
    session.run(tag_things, things=[("item", second)], path="мол").result()
    index = session.index
    assert "мол" in index.searchable(index.items[second])


def test_words_of_a_post_reach_the_words_of_its_files(session: Session) -> None:
    item = next(one for one in session.index.items if session.index.posts_of.get(one))
    session.index.searchable(session.index.items[item])
    post = session.index.posts_of[item][0]
    session.run(update_post, row_id=post.id, text="Новые слова").result()
    assert "новые слова" in session.index.searchable(session.index.items[item])
