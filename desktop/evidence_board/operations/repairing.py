"""Repair of a damaged case into a new file."""

from collections.abc import Callable
from pathlib import Path

from evidence_board.case.repair import Lost, RepairReport, repair

__all__ = ["Lost", "RepairReport", "lost_words", "repair_into", "words_of"]


def repair_into(
    damaged: Path, target: Path, *, actor: str, progress: Callable[[int, int], bool] = lambda done, of: True
) -> RepairReport:
    """Write all that can be kept of a case into a new file; see `case.repair.repair`."""
    return repair(damaged, target, actor=actor, progress=progress)


def words_of(report: RepairReport) -> str:
    """Return a repair as plain text: what was kept, and each thing that is not whole."""
    lines = [
        f"Written to {report.path}",
        f"{report.rows} rows kept; {report.files_ok} of {report.files} files with every byte",
        f"Head of the log before: {report.old_head}",
    ]
    return "\n".join((*lines, *(lost_words(one) for one in report.lost)))


def lost_words(one: Lost) -> str:
    """Return one thing that is not whole in a line: what happened to it, which it is, and what was found."""
    name = one.name if one.table in one.name else f"{one.name} ({one.table})"
    return f"{one.fate.capitalize()}: {' '.join(part for part in (name, one.title) if part)}: {one.message}"
