"""The filter of a large case is worked out behind the window; of a small one at once."""

import threading

import pytest
from tests.factories.big import big_index
from tests.factories.cases import empty_session

from evidence_board.events import FilterChanged
from evidence_board.filters import Filter, InView, KindIs, MapBounds, Words, visible_items

VIDEOS = Filter((KindIs(("video",)),))
COAST = InView(MapBounds(34.0, 35.5, 36.0, 36.2))
LONG = 30


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path, threaded=True) as with_thread:
        with_thread.renew_index().result(LONG)
        with_thread.index = big_index(items=4_000, entities=40, links=60)
        yield with_thread


class Told:
    """Waits for so many changes of the filter; keeps what was to be seen at each."""

    def __init__(self, session):
        self._more = threading.Semaphore(0)
        self.seen = []
        session.hub.add(FilterChanged, lambda event: self._take(session, event))

    def _take(self, session, event):
        self.seen.append((event.origin, set(session.visible)))
        self._more.release()

    def wait(self):
        assert self._more.acquire(timeout=LONG)


def expected(session, active):
    return {item.id for item in visible_items(session.index, active)}


def test_it_is_told_when_the_new_list_is_there(session):
    everything, told = set(session.visible), Told(session)
    block = threading.Event()
    session.behind_index(lambda: block.wait(LONG))
    held = session.after_index(lambda connection: block.wait(LONG))
    session.set_filter(VIDEOS, origin="test")
    # Whoever asks meanwhile sees what every pane still shows.
    assert session.filter == VIDEOS and set(session.visible) == everything and not told.seen
    block.set()
    told.wait()
    assert held.done() and told.seen == [("test", expected(session, VIDEOS))]


def test_of_several_the_last_one_is_told(session):
    told, block = Told(session), threading.Event()
    session.after_index(lambda connection: block.wait(LONG))
    last = Filter((Words("tartus"),))
    for active in (VIDEOS, Filter((COAST,)), last):
        session.set_filter(active)
    block.set()
    told.wait()
    session.after_index(lambda connection: None).result(LONG)
    assert [ids for _, ids in told.seen] == [expected(session, last)]


def test_clearing_needs_no_work_and_comes_at_once(session):
    told, block = Told(session), threading.Event()
    session.after_index(lambda connection: block.wait(LONG))
    session.set_filter(VIDEOS)
    session.set_filter(Filter())
    assert told.seen == [("", set(session.index.items))]
    block.set()
    session.after_index(lambda connection: None).result(LONG)
    assert len(told.seen) == 1


def test_a_new_read_model_has_its_list_ready(session):
    told = Told(session)
    session.set_filter(VIDEOS)
    told.wait()
    session.observe(session.index.observations)
    assert set(session.visible) == expected(session, VIDEOS)


def test_around_is_all_but_the_map_view(tmp_path):
    with empty_session(tmp_path, name="small.evidence") as session:
        session.index = big_index(items=600, entities=40, links=60)
        session.set_filter(Filter((KindIs(("video",)), COAST)))
        assert set(session.visible) == expected(session, session.filter)
        assert set(session.around) == expected(session, VIDEOS)
        wider = session.around
        session.set_filter(Filter((KindIs(("video",)), InView(MapBounds(33.0, 35.0, 37.0, 38.0)))))
        assert session.around is wider and set(session.visible) == expected(session, session.filter)
