"""Reads the dates that people type after a colon, and offers the months that the case has files of."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from PySide6.QtCore import QLocale

from evidence_board.filters import TimeSpan
from evidence_board.text import fold

__all__ = ["DateSpan", "read_dates"]

#: A key like ``2015-09`` or ``2015-09-12``, and the span it stands for.
DateSpan = tuple[str, TimeSpan]

_RANGE = re.compile(r"\s*(?:\.\.+|–|—|\bto\b)\s*")
_NUMBERS = re.compile(r"^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?$")
_BACKWARDS = re.compile(r"^(?:(\d{1,2})[./])?(\d{1,2})[./](\d{4})$")
_LANGUAGES = ("en", "ru", "uk", "ar", "ar_SY", "ar_EG", "fa", "tr", "fr", "de", "es")


def read_dates(typed: str, known: Iterable[str]) -> list[DateSpan]:
    """Return what a typed date may mean, the likeliest first.

    ``2015``, ``2015-09``, ``sep 2015``, ``12 sep 2015``, ``12.09.2015``, ``2015-09 .. 2015-11``; a month alone, or
    the beginning of one, means that of each year that the case has. Nothing typed offers every month it has.

    Args:
        typed: what stands after the colon.
        known: local times of the files, ISO 8601.
    """
    months = Counter(local[:7] for local in known if len(local) >= 7)
    words = fold(typed).strip()
    parts = _RANGE.split(words)
    if len(parts) == 2 and all(parts):
        first, last = (_read(part) for part in parts)
        if first and last:
            start, end = _span(first[0]), _span(last[0])
            if start.start < end.end:
                return [(f"{first[0]}/{last[0]}", TimeSpan(start.start, end.end))]
        return []
    found = _read(words) if words else []
    if not found:
        month = _month(words) if words else None
        keys = sorted(months)
        found = [key for key in keys if key.startswith(words) or (month and int(key[5:]) == month)]
    return [(key, _span(key)) for key in found]


def _read(words: str) -> list[str]:
    if match := _NUMBERS.match(words):
        return _key(match[1], match[2], match[3])
    if match := _BACKWARDS.match(words):
        return _key(match[3], match[2], match[1])
    parts = words.replace(",", " ").split()
    years = [part for part in parts if len(part) == 4 and part.isdecimal()]
    names = [part for part in parts if not part.isdecimal()]
    days = [part for part in parts if part.isdecimal() and len(part) < 3]
    if len(years) == 1 and len(names) == 1 and len(days) < 2 and (month := _month(names[0])):
        return _key(years[0], str(month), days[0] if days else None)
    return []


def _key(year: str, month: str | None, day: str | None) -> list[str]:
    try:
        datetime(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return []
    return ["-".join(part.zfill(2) for part in (year, month, day) if part)]


def _span(key: str) -> TimeSpan:
    parts = [int(part) for part in key.split("-")]
    first = [*parts, 1, 1]
    start = datetime(first[0], first[1], first[2], tzinfo=UTC)
    if len(parts) == 3:
        return TimeSpan(start.timestamp(), start.timestamp() + 86_400)
    year, month = (parts[0] + 1, 1) if len(parts) == 1 or parts[1] == 12 else (parts[0], parts[1] + 1)
    if year > 9999:
        return TimeSpan(start.timestamp(), start.timestamp() + 366 * 86_400)
    return TimeSpan(start.timestamp(), datetime(year, month, 1, tzinfo=UTC).timestamp())


@lru_cache(maxsize=1)
def _names() -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for locale in (QLocale(), *(QLocale(code) for code in _LANGUAGES)):
        for month in range(1, 13):
            for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
                for name in (locale.monthName(month, form), locale.standaloneMonthName(month, form)):
                    found.append((fold(name).rstrip("."), month))
    return found


def _month(word: str) -> int | None:
    bare = word.rstrip(".")
    if len(bare) < 2:
        return None
    return next((month for name, month in _names() if name == bare), None) or next(
        (month for name, month in _names() if len(bare) >= 3 and name.startswith(bare)), None
    )
