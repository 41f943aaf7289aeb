"""Back to an earlier step and forward again, as many steps as it takes."""

from functools import partial
from threading import Event

import pytest
from tests.factories.cases import empty_session, practice_session

from evidence_board.case.history import read_history
from evidence_board.model.errors import KnownError
from evidence_board.operations.items import update_item
from evidence_board.operations.rewinding import rewind_to, steps_until


def _rewind(session, step_id, **keywords):
    return session.on_writer(partial(rewind_to, session, step_id=step_id, **keywords)).result()


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        item = next(iter(opened.index.items))
        for number in range(4):
            opened.run(update_item, row_id=item, title=f"No {number}").result()
        yield opened


def _title(session):
    return next(iter(session.index.items.values())).title


def _ids(session):
    return [one.step_id for one in session.read(read_history).entries if one.step_id]


def test_undo_to_a_step_takes_it_back_too(session):
    third = _ids(session)[1]
    assert steps_until(session, third) == 2
    changes = _rewind(session, third)
    assert changes is not None
    assert _title(session) == "No 1"
    assert len(session.read(read_history).undone) == 2


def test_redo_to_a_step_does_all_up_to_it_again(session):
    ids = _ids(session)
    _rewind(session, ids[3])
    assert steps_until(session, ids[2]) == 2
    _rewind(session, ids[2])
    assert _title(session) == "No 1"
    _rewind(session, ids[0])
    assert _title(session) == "No 3"


def test_every_step_is_undone_and_logged_by_itself(session):
    before = session.read(lambda connection: connection.execute("SELECT count(*) FROM custody").fetchone()[0])
    _rewind(session, _ids(session)[2])
    after = session.read(lambda connection: connection.execute("SELECT count(*) FROM custody").fetchone()[0])
    assert after == before + 3


def test_it_stops_when_asked_after_a_whole_step(session):
    stop = Event()

    def told(steps):
        if steps == 2:
            stop.set()

    _rewind(session, _ids(session)[3], stop=stop, told=told)
    assert _title(session) == "No 1"


def test_a_step_that_cannot_be_reached_is_refused(session):
    newest = _ids(session)[0]
    session.undo().result()
    session.run(update_item, row_id=next(iter(session.index.items)), title="Other").result()
    assert steps_until(session, newest) == 0
    with pytest.raises(KnownError, match="can no longer be reached"):
        _rewind(session, newest)
    assert _title(session) == "Other"


def test_an_unknown_step_is_refused(tmp_path):
    with empty_session(tmp_path) as session, pytest.raises(KnownError, match="can no longer be reached"):
        _rewind(session, 12345)


def test_a_running_import_is_left_alone(session):
    ids = _ids(session)
    session.active_import = ids[1]
    with pytest.raises(KnownError, match="An import runs"):
        _rewind(session, ids[2])
    session.active_import = None
    # The step above the import was taken back, and stays so.
    assert _title(session) == "No 2"
