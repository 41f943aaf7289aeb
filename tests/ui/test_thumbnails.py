"""Thumbnails come from the case, off the GUI thread, within a bound."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.ui.job_runner import JobRunner
from evidence_board.ui.thumbnails import Thumbnails


@pytest.fixture
def loaded(tmp_path, qtbot):
    with practice_session(tmp_path) as session:
        jobs = JobRunner()
        yield session, Thumbnails(session, jobs, budget_bytes=3_000_000)
        jobs.close()


def test_a_picture_is_absent_first_and_there_later(loaded, qtbot):
    session, thumbnails = loaded
    item = session.index.by_ref["M-014"]
    with qtbot.waitSignal(thumbnails.ready) as caught:
        assert thumbnails.get(item) is None
    assert item in caught.args[0]
    image = thumbnails.get(item)
    assert max(image.width(), image.height()) in (500, 504)
    assert image.pixelColor(250, 40).blue() > 100


def test_the_cache_keeps_its_bound_and_loads_again(loaded, qtbot):
    session, thumbnails = loaded
    items = list(session.index.items)
    for item in items:
        thumbnails.get(item)
    qtbot.waitUntil(lambda: not thumbnails.is_loading, timeout=9000)
    assert sum(thumbnails.peek(item).sizeInBytes() for item in items if thumbnails.peek(item)) <= 3_000_000
    gone = next(item for item in items if thumbnails.peek(item) is None)
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.get(gone)
    assert thumbnails.get(gone) is not None


def test_a_thing_without_a_picture_is_known_as_such(loaded, qtbot):
    _, thumbnails = loaded
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.get("no such id")
    assert thumbnails.has_none("no such id")
