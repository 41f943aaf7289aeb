"""What the gallery says about a file: its date, its length, and the whole of it for those who hear it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from evidence_board.model.case_index import ItemRow
from evidence_board.model.moments import Moment
from evidence_board.model.sources import WorkStatus
from evidence_board.ui.i18n import count, day_month, day_month_year, isolate, month_year, tr
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.work_status import status_name

__all__ = [
    "clip_length",
    "counted_files",
    "date_words",
    "day_words",
    "described",
    "item_kind_name",
    "own_name",
    "second_line",
    "usual_year",
    "when_words",
]

#: Share of the dated files of a case that has to lie in one year for the others alone to show theirs.
_USUAL_SHARE = 0.8


def item_kind_name(kind: str) -> str:
    """Return the word for a kind of file in the language of the interface.

    Raises:
        KeyError: there is no such kind.
    """
    return {
        "photo": tr("Photo"),
        "screenshot": tr("Screenshot"),
        "scan": tr("Scan"),
        "video": tr("Video"),
        "file": tr("File"),
    }[kind]


def counted_files(kind: str, number_of: int) -> str:
    """Return ``3 photos``; the kind is one of the kinds of files.

    Raises:
        KeyError: there is no such kind.
    """
    one, many = {
        "photo": ("{n} photo", "{n} photos"),
        "screenshot": ("{n} screenshot", "{n} screenshots"),
        "scan": ("{n} scan", "{n} scans"),
        "video": ("{n} video", "{n} videos"),
        "file": ("{n} file", "{n} files"),
    }[kind]
    return count(number_of, one=one, many=many)


def clip_length(seconds: float) -> str:
    """Return ``0:42`` or ``1:02:07``."""
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def usual_year(items: Iterable[ItemRow]) -> tuple[str, bool]:
    """Return the year that goes without saying, and whether any file is of another.

    The year is that of most files; empty when they are spread over several, so that all of them say theirs.
    """
    moments = [item.captured or item.posted for item in items]
    years = Counter(moment.local[:4] for moment in moments if moment is not None)
    if not years:
        return "", False
    year, files = years.most_common(1)[0]
    return (year if files >= _USUAL_SHARE * years.total() else ""), len(years) > 1


def date_words(moment: Moment, *, usual: str = "") -> str:
    """Return ``12 Sep 2015``, ``Sep 2015`` or ``2015``, as far as the time is known.

    Args:
        moment: the time.
        usual: the year that goes without saying, as `usual_year` gives it: ``12 Sep``.
    """
    if len(moment.local) >= 10 and moment.local[:4] == usual:
        return day_month(moment.clock.date())
    return day_words(moment.local[:10])


def day_words(key: str) -> str:
    """Return a day, month or year of ISO 8601 in words: ``12 Sep 2015``, ``Sep 2015``, ``2015``."""
    parts = [int(part) for part in key.split("-")]
    if len(parts) == 3:
        return day_month_year(date(parts[0], parts[1], parts[2]))
    return month_year(date(parts[0], parts[1], 1)) if len(parts) == 2 else key


def when_words(item: ItemRow, *, usual: str = "") -> str:
    """Return when a file was taken; a date of posting says so and is never passed off as that of the picture."""
    if item.captured is not None:
        return date_words(item.captured, usual=usual)
    return tr("posted {date}", date=date_words(item.posted, usual=usual)) if item.posted is not None else ""


def second_line(item: ItemRow, *, usual: str = "") -> str:
    """Return the date and ref under a thumbnail."""
    when = when_words(item, usual=usual)
    return f"{when} · {item.ref}" if when else item.ref


def own_name(item: ItemRow) -> str:
    """Return what the file itself is called, beside the account that posted it: title, then name of the file."""
    names = [item.title, item.file_name] if item.title != item.file_name else [item.title]
    return " · ".join(isolate(name) for name in names if name)


def described(item: ItemRow, *, selected: bool, conflicts: int = 0) -> str:
    """Return the whole of a cell in words, for the tooltip and those who hear it."""
    parts = [item.ref, item_kind_name(item.kind).lower()]
    if item.account:
        parts.append(isolate(item.account))
    parts += [isolate(name) for name in dict.fromkeys((item.title, item.file_name)) if name]
    if when := when_words(item):
        parts.append(when)
    if item.place:
        parts.append(isolate(item.place))
    if item.latitude is not None:
        parts.append(tr("geotag {level}", level=level_name(item.level).lower()))
    if item.disputed:
        parts.append(tr("disputed"))
    elif item.uncited:
        parts.append(tr("uncited"))
    if item.duration_s is not None:
        parts.append(clip_length(item.duration_s))
    if item.status != WorkStatus.NEW:
        parts.append(status_name(item.status).lower())
    if item.open_problems:
        parts.append(count(item.open_problems, one="{n} problem", many="{n} problems"))
    if conflicts:
        parts.append(count(conflicts, one="{n} conflict", many="{n} conflicts"))
    if selected:
        parts.append(tr("selected"))
    return ", ".join(parts)
