"""What the gallery says about a file: its date, its length, and the whole of it for those who hear it."""

from datetime import date

from evidence_board.model.case_index import ItemRow
from evidence_board.model.moments import Moment
from evidence_board.ui.i18n import count, day_month, day_month_year, isolate, month_year, tr
from evidence_board.ui.widgets.confidence import level_name

__all__ = ["clip_length", "counted_files", "date_words", "day_words", "described", "item_kind_name", "second_line"]


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


def date_words(moment: Moment) -> str:
    """Return ``12 Sep``, ``Sep 2015`` or ``2015``, as far as the time is known."""
    match moment.precision:
        case "year":
            return moment.local[:4]
        case "month":
            return month_year(moment.clock.date())
        case _:
            return day_month(moment.clock.date())


def day_words(key: str) -> str:
    """Return a day, month or year of ISO 8601 in words: ``12 Sep 2015``, ``Sep 2015``, ``2015``."""
    parts = [int(part) for part in key.split("-")]
    if len(parts) == 3:
        return day_month_year(date(parts[0], parts[1], parts[2]))
    return month_year(date(parts[0], parts[1], 1)) if len(parts) == 2 else key


def second_line(item: ItemRow) -> str:
    """Return the date and ref under a thumbnail; a date of posting is never passed off as that of the picture."""
    if item.captured is not None:
        return f"{date_words(item.captured)} · {item.ref}"
    if item.posted is not None:
        return tr("posted {date} · {ref}", date=date_words(item.posted), ref=item.ref)
    return item.ref


def described(item: ItemRow, *, selected: bool) -> str:
    """Return the whole of a cell in words, for the tooltip and those who hear it."""
    parts = [item.ref, item_kind_name(item.kind).lower()]
    if item.account:
        parts.append(isolate(item.account))
    elif item.label:
        parts.append(isolate(item.label))
    if item.captured is not None:
        parts.append(day_words(item.captured.local[:10]))
    elif item.posted is not None:
        parts.append(tr("posted {date}", date=day_words(item.posted.local[:10])))
    if item.place:
        parts.append(isolate(item.place))
    if item.latitude is not None:
        parts.append(tr("geotag {level}", level=level_name(item.level).lower()))
    if item.duration_s is not None:
        parts.append(clip_length(item.duration_s))
    if item.open_problems:
        parts.append(count(item.open_problems, one="{n} problem", many="{n} problems"))
    if selected:
        parts.append(tr("selected"))
    return ", ".join(parts)
