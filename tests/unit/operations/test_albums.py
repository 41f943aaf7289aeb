"""Collections and saved views: one step each, order kept, and everything comes back."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.filters import Filter, HasPosition, InCollection, Not, filter_from_text, visible_items
from evidence_board.model.errors import KnownError
from evidence_board.operations.albums import (
    add_to_album,
    bin_album,
    create_album,
    move_in_album,
    remove_from_album,
    rename_album,
)
from evidence_board.operations.bin import restore_things
from evidence_board.operations.saved_views import bin_view, layout_of, rename_view, save_view, update_view


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as found:
        yield found


def run(session, verb, **values):
    return session.run(verb, **values).result()


def ids(session, *refs):
    return [session.index.by_ref[ref] for ref in refs]


def refs_of(session, album_id):
    return [session.index.items[one].ref for one in session.index.albums[album_id].item_ids]


def made(session, name, *refs):
    return str(run(session, create_album, name=name, item_ids=ids(session, *refs)).result["id"])


def test_a_collection_keeps_the_order_it_was_given(session):
    album = made(session, "My  selfies", "M-014", "M-003")
    assert session.index.albums[album].name == "My selfies"
    run(session, add_to_album, album_id=album, item_ids=ids(session, "M-009", "M-003", "V-002"))
    assert refs_of(session, album) == ["M-014", "M-003", "M-009", "V-002"]
    run(
        session, move_in_album, album_id=album, item_ids=ids(session, "V-002", "M-009"), before=ids(session, "M-014")[0]
    )
    assert refs_of(session, album) == ["V-002", "M-009", "M-014", "M-003"]
    run(session, move_in_album, album_id=album, item_ids=ids(session, "V-002"), before=None)
    assert refs_of(session, album) == ["M-009", "M-014", "M-003", "V-002"]
    run(session, remove_from_album, album_id=album, item_ids=ids(session, "M-014"))
    assert refs_of(session, album) == ["M-009", "M-003", "V-002"]
    found = visible_items(session.index, Filter((InCollection(album),)))
    assert {item.ref for item in found} == {"M-009", "M-003", "V-002"}


def test_every_change_of_a_collection_is_one_step(session):
    album = made(session, "A", "M-014")
    before = session.index.albums
    for verb, values in (
        (add_to_album, {"item_ids": ids(session, "M-003", "M-009", "V-002")}),
        (rename_album, {"name": "B"}),
        (move_in_album, {"item_ids": ids(session, "M-014"), "before": None}),
        (remove_from_album, {"item_ids": ids(session, "M-014")}),
        (bin_album, {}),
    ):
        now = session.index.albums
        label = run(session, verb, album_id=album, **values).label
        assert session.undo_step().label == label
        session.undo().result()
        assert session.index.albums == now == before
        session.redo().result()
        before = session.index.albums
    assert album not in session.index.albums


def test_a_collection_comes_back_from_the_bin_with_its_files(session):
    album = made(session, "A", "M-014", "M-003")
    run(session, bin_album, album_id=album)
    assert album not in session.index.items[ids(session, "M-014")[0]].album_ids
    changes = run(session, restore_things, things=[("album", album)])
    assert changes.label == "Restore A"
    assert refs_of(session, album) == ["M-014", "M-003"]
    assert album in session.index.items[ids(session, "M-014")[0]].album_ids


def test_what_cannot_be_is_refused(session):
    album = made(session, "Тартус", "M-014")
    albums, views = session.index.albums, session.index.views
    for verb, values in (
        (create_album, {"name": "Тартус"}),
        (create_album, {"name": "   "}),
        (create_album, {"name": "x" * 201}),
        (create_album, {"name": "new", "item_ids": ["gone"]}),
        (rename_album, {"album_id": "gone", "name": "x"}),
        (add_to_album, {"album_id": album, "item_ids": ["gone"]}),
        (move_in_album, {"album_id": album, "item_ids": ids(session, "M-003"), "before": None}),
        (bin_album, {"album_id": "gone"}),
        (save_view, {"name": "", "active": Filter(), "layout": {}}),
        (update_view, {"view_id": "gone", "active": Filter(), "layout": {}}),
    ):
        with pytest.raises(KnownError):
            run(session, verb, **values)
    assert (session.index.albums, session.index.views) == (albums, views)


def test_a_view_keeps_filter_and_arrangement(session):
    active = Filter((Not(HasPosition()),))
    layout = {"gallery": {"sort": "taken"}, "workspace": {"maximised": None}}
    view = str(run(session, save_view, name="My view", active=active, layout=layout).result["id"])
    row = session.index.views[view]
    assert filter_from_text(row.query) == active
    assert layout_of(row.layout) == layout
    run(session, rename_view, view_id=view, name="منشورات")
    run(session, update_view, view_id=view, active=Filter(), layout={})
    assert (session.index.views[view].name, filter_from_text(session.index.views[view].query)) == ("منشورات", Filter())
    session.undo().result()
    assert filter_from_text(session.index.views[view].query) == active
    run(session, bin_view, view_id=view)
    assert view not in session.index.views
    run(session, restore_things, things=[("saved_view", view)])
    assert view in session.index.views


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version":2,"panes":{}}', '{"version":1,"panes":[]}'])
def test_an_arrangement_that_makes_no_sense_is_none(text):
    assert layout_of(text) == {}
