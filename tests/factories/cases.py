"""Real cases for tests: the practice case, made once per run and copied; small ones made of quick photos."""

import atexit
import shutil
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from evidence_board.case import known_cases
from evidence_board.media.requests import media_supervisor
from evidence_board.operations.importing import ImportReport, ImportRun
from evidence_board.operations.practice import build_practice_case
from evidence_board.session import Session, create_session, open_session


@cache
def _practice(*, maps: bool) -> Path:
    folder = Path(mkdtemp(prefix="evidence-board-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "practice.evidence"
    build_practice_case(path, actor="tester", maps=maps)
    return path


def practice_case(folder: Path, name: str = "practice.evidence", *, maps: bool = False) -> Path:
    """Copy the practice case (48 files, 38 entities, 61 links) into a folder.

    Its two plans of invented places come only with ``maps``: they start workers in every window.
    """
    path = Path(shutil.copy(_practice(maps=maps), folder / name))
    # As one that was closed here: looking at a case of others first has tests of its own.
    known_cases.remember(path)
    return path


@contextmanager
def practice_session(folder: Path, *, threaded: bool = False):
    """Open a copy of the practice case."""
    session = open_session(practice_case(folder), actor="tester", threaded=threaded)
    try:
        yield session
    finally:
        session.close()


@contextmanager
def empty_session(folder: Path, *, title: str = "Test", threaded: bool = False, name: str = "test.evidence"):
    """Open a new, empty case."""
    session = create_session(folder / name, title=title, actor="tester", threaded=threaded)
    try:
        yield session
    finally:
        session.close()


def import_into(session: Session, *paths: Path, workers: int = 1, **options) -> ImportReport:
    """Import files and folders through real workers; returns the report."""
    with media_supervisor(workers=workers, low_priority=False) as supervisor:
        return ImportRun(session, list(paths), supervisor=supervisor, **options).run()
