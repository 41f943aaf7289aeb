"""A check as plain text, to copy or save."""

from datetime import datetime
from pathlib import Path

from evidence_board.case.check import CheckReport
from evidence_board.ui.i18n import tr

__all__ = ["report_text"]


def report_text(report: CheckReport, *, case: Path, at: datetime) -> str:
    """Return a result as text: what was examined, the head hash, and each damaged thing with what to do."""
    lines = [
        tr("Check of {name}, {time}", name=case.name, time=at.isoformat(sep=" ", timespec="seconds")),
        tr("{ok} of {all} files verified", ok=report.files_ok, all=report.files),
        tr("{rows} rows and {entries} log entries examined", rows=report.rows, entries=report.log_entries),
        tr("Head of the custody log: {hash}", hash=report.head_hash),
        tr("Nothing is damaged.") if report.ok else tr("{n} things are damaged:", n=len(report.damage)),
    ]
    for one in report.damage:
        lines.append("")
        lines.append(" ".join(part for part in (one.name, one.title, f"[{one.part}]") if part))
        lines += [f"  {part}" for part in (one.message, one.means, one.do) if part]
    return "\n".join(lines) + "\n"
