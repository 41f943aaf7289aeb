"""The practice case: the same import as anyone's photos, then the story's accounts, places and links."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from evidence_board.importers import practice
from evidence_board.media.requests import media_supervisor
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.importing import ImportReport, ImportRun
from evidence_board.operations.practice_casework import do_casework
from evidence_board.operations.practice_story import StoryWriter
from evidence_board.session import Session, create_session
from evidence_board.workers.supervisor import cores

__all__ = ["apply_story", "build_practice_case", "import_practice"]


def build_practice_case(
    path: Path,
    *,
    actor: str = "unnamed",
    progress: Callable[[int, int, str], None] | None = None,
    maps: bool = True,
) -> ImportReport:
    """Make the practice case: encode its files, import them, tell its story.

    Args:
        path: the new case file.
        actor: who acts, for the custody log.
        progress: called with (done, of, words) in the calling thread.
        maps: with the plans of the story.

    Raises:
        KnownError: the file exists or the folder refuses it.
    """
    session = create_session(path, title=practice.read_story().titles["en"], actor=actor)
    try:
        report = import_practice(session, progress=progress, maps=maps)
    except BaseException:
        # Half a practice case is of no use to anybody, and would stand in the way of the next try.
        session.close()
        path.unlink(missing_ok=True)
        raise
    session.close()
    return report


def import_practice(
    session: Session,
    /,
    *,
    folder: Path | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    maps: bool = True,
) -> ImportReport:
    """Import the 48 files into an open case, apply the story, and do the casework of its investigator.

    The files are made in ``folder``; ``maps`` says whether the plans of the story come along.
    """
    with tempfile.TemporaryDirectory(prefix="evidence-board-") as temporary:
        where = folder or Path(temporary)
        files = practice.make_folder(where, progress=progress)
        story = practice.read_story()
        refs = {item.file_name: item.ref for item in story.items}
        with media_supervisor(workers=cores(), low_priority=False) as supervisor:
            run = ImportRun(
                session, files, supervisor=supervisor, refs=lambda path: refs.get(path.name), source=story.titles["en"]
            )
            report = run.run()
    session.run(apply_story).result()
    do_casework(session, maps=maps)
    return report


def apply_story(session: Session) -> ChangeSet:
    """Tell the story over the imported files, in one step; files are matched by their names."""
    story = practice.read_story()
    with session.gate.transaction(f"Tell the story of {story.titles['en']}", action="practice") as finished:
        StoryWriter(finished.tx, story).write()
    return finished.changes
