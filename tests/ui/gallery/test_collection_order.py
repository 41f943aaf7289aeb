"""One collection that is shown stands in its own order, until a person asks for another one."""

import pytest

from evidence_board.filters import Filter, HasTag, InCollection
from evidence_board.operations.albums import create_album, move_in_album


@pytest.fixture
def album(pane):
    """A collection whose order is neither that of time nor that of numbers."""
    session = pane.context.session
    chosen = [one.id for one in session.index.items.values() if one.ref in ("M-003", "M-010", "M-005")]
    third, first, second = chosen[2], chosen[0], chosen[1]
    changes = session.run(create_album, name="Порядок", item_ids=[third, first, second]).result()
    pane.flush()
    return changes.result["id"]


def show(pane, album):
    pane.context.session.set_filter(Filter((InCollection(album),)))
    pane.flush()


def own(pane, album):
    return list(pane.context.session.index.albums[album].item_ids)


def choose(pane, name):
    pane._menu.aboutToShow.emit()
    next(one for one in pane._menu.actions() if one.objectName() == name).trigger()
    pane.flush()


def test_a_collection_stands_in_its_own_order_without_groups(pane, album):
    pane.set_order(descending=True)
    show(pane, album)
    assert pane.order == own(pane, album)
    assert len(pane.view.arrangement.groups) == 1
    assert pane._sort_button.text() == "Collection order"


def test_moving_a_file_is_seen_at_once(pane, album):
    show(pane, album)
    last = own(pane, album)[-1]
    pane.context.session.run(move_in_album, album_id=album, item_ids=[last], before=own(pane, album)[0]).result()
    pane.flush()
    assert pane.order[0] == last
    assert pane.order == own(pane, album)


def test_another_sort_is_kept_until_the_order_of_the_collection_is_asked_for(pane, album):
    show(pane, album)
    choose(pane, "sort:taken")
    assert sorted(pane.order) == sorted(own(pane, album))
    assert pane._sort_button.text() == "Taken"
    show(pane, album)
    assert pane._sort_button.text() == "Taken"
    choose(pane, "sort:collection")
    assert pane.order == own(pane, album)


def test_everything_else_is_sorted_as_before(pane, album):
    before = pane.order
    show(pane, album)
    pane.context.session.set_filter(Filter())
    pane.flush()
    assert pane.order == before
    pane._menu.aboutToShow.emit()
    assert "sort:collection" not in [one.objectName() for one in pane._menu.actions()]


def test_another_condition_keeps_the_order(pane, album):
    session = pane.context.session
    show(pane, album)
    first = own(pane, album)[0]
    tag = next(iter(session.index.items[first].tag_ids), None)
    if tag is not None:
        session.set_filter(session.filter.plus(HasTag(tag)))
        pane.flush()
    assert pane.order == [one for one in own(pane, album) if one in session.visible]


def test_a_saved_arrangement_keeps_the_choice(pane, album):
    show(pane, album)
    choose(pane, "sort:name")
    kept = pane.state()
    choose(pane, "sort:collection")
    pane.restore(kept)
    pane.flush()
    assert pane._sort_button.text() == "Name"


def test_no_folded_group_hides_a_collection(pane, album):
    pane.view.set_collapsed(frozenset(group.key for group in pane.view.arrangement.groups))
    show(pane, album)
    assert pane.order == own(pane, album)
