"""A whole second copy of a case, with all its originals, from one moment of it, verified."""

from collections.abc import Callable
from pathlib import Path

from evidence_board.case import connect, copying, known_cases
from evidence_board.case.check import check
from evidence_board.case.restore import RestoreStopped
from evidence_board.model.errors import KnownError

__all__ = ["copy"]

#: Pages between two looks at whether to stop: 4 MB.
_PAGES = 256


def copy(case: Path, target: Path, *, progress: Callable[[int, int], bool]) -> None:
    """Copy page by page from one moment of the case, which may be written to meanwhile; then check the copy.

    Args:
        case: the case file.
        target: the new file; must not exist.
        progress: called with (bytes done, of), where reading back counts like writing; returning False ends it.

    Raises:
        KnownError: no room, the target exists, or the copy is damaged where the case is not.
        RestoreStopped: it was ended; nothing was left behind.
    """
    if target.exists():
        raise KnownError(
            f"There is already a file named {target.name}.", means="It was not touched.", do="Choose another name."
        )
    making = target.with_name(f".{target.name}.making")
    copying.clear_up(making)
    source = connect.connect_reader(case)
    try:
        source.execute("BEGIN")
        # The first reading fixes the moment: what is written from here on is not in the copy.
        pages, size = (source.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        total = int(pages) * int(size)
        copying.need_room(target.parent, total)

        def moved(status: int, remaining: int, of: int) -> None:
            if not progress((of - remaining) * int(size), 2 * total):
                raise RestoreStopped

        copied = connect.connect_new(making)
        try:
            copying.settle(copied)
            source.backup(copied, pages=_PAGES, progress=moved)
            copied.execute("PRAGMA journal_mode = DELETE")
        finally:
            copied.close()
        _verify(making, lambda done, of: progress(total + done, 2 * total))
        copying.finish_aside(making, target)
    except BaseException:
        copying.clear_up(making)
        raise
    finally:
        source.close()
    known_cases.remember(target)


def _verify(made: Path, progress: Callable[[int, int], bool]) -> None:
    reader = connect.connect_reader(made)
    try:
        report = check(reader, progress=progress)
    finally:
        reader.close()
    if not report.finished:
        raise RestoreStopped
    if report.damage:
        named = ", ".join(one.name for one in report.damage[:5])
        raise KnownError(
            "The copy was not kept: things in it are damaged.",
            means=f"Damaged: {named}. Most likely they are damaged in the case itself.",
            do="Run the check of the case. What can be kept can be written into a new file by the repair.",
        )
