"""What is said of a backup and of what was restored."""

from datetime import UTC, datetime
from pathlib import Path

from evidence_board.operations.backups import Backup, ListedBackup, Restored
from evidence_board.ui.i18n import clock, count, day_month_year, isolate, tr

__all__ = ["backup_line", "facts_words", "moment_words", "restored_name", "restored_words"]

_NAMED = 12


def moment_words(at: datetime) -> str:
    """Return when it was, on the clock of this computer."""
    moment = at.astimezone()
    return tr("{day}, {time}", day=day_month_year(moment.date()), time=clock(moment))


def backup_line(one: ListedBackup | Backup) -> str:
    """Return when a backup was made, and whether rows in it were altered."""
    backup = one.backup if isinstance(one, ListedBackup) else one
    words = moment_words(backup.at)
    return words if backup.sound else tr("{time} (with altered rows)", time=words)


def facts_words(one: ListedBackup) -> str:
    """Return what is in a backup and how much came since."""
    if one.facts is None:
        return tr("It cannot be read.")
    facts = one.facts
    parts = [
        count(facts.files, one="{n} file", many="{n} files"),
        count(facts.entities, one="{n} entity", many="{n} entities"),
        count(facts.links, one="{n} link", many="{n} links"),
    ]
    if one.steps_since is not None:
        parts.append(
            count(one.steps_since, one="{n} step since", many="{n} steps since")
            if one.steps_since
            else tr("nothing since")
        )
    return ", ".join(parts) + f" · {one.backup.size / 1e6:.1f} MB"


def restored_name(case: Path, at: datetime) -> Path:
    """Return a free name beside a case for what is restored."""
    stamp = at.astimezone(UTC).strftime("%Y-%m-%d %H%M")
    target = case.with_name(f"{case.stem} restored {stamp}{case.suffix}")
    number = 2
    while target.exists():
        target = case.with_name(f"{case.stem} restored {stamp} {number}{case.suffix}")
        number += 1
    return target


def restored_words(restored: Restored) -> tuple[str, str]:
    """Return what was restored: a line, and what is missing by name."""
    title = tr("{ok} of {all} files restored", ok=restored.files_ok, all=restored.files)
    lines = [tr("The new case is {name}.", name=isolate(str(restored.path)))]
    if restored.missing:
        lines.append(tr("These could not be restored, for their bytes are gone from the file:"))
        lines += [f"{one.name} {isolate(one.title)}: {one.message}" for one in restored.missing[:_NAMED]]
        if len(restored.missing) > _NAMED:
            lines.append(count(len(restored.missing) - _NAMED, one="and {n} more", many="and {n} more"))
    return title, "\n".join(lines)
