"""Words of the interface: translation, isolation of foreign names, dates in words.

Every text a person reads goes through `tr`. Translations arrive as Qt message files later; until then the
English of the source is shown.
"""

import re
from datetime import date, datetime, time
from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication

from evidence_board.model.phrases import Phrase

__all__ = [
    "clock",
    "count",
    "day_month",
    "day_month_year",
    "isolate",
    "language",
    "month_year",
    "number",
    "said",
    "set_language",
    "tr",
]

_CONTEXT = "EvidenceBoard"
_SHORT = QLocale.FormatType.ShortFormat
_LEFT_TO_RIGHT_ISOLATE, _FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2066", "\u2068", "\u2069"
#: How the name of a file ends.
_ENDING = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,5}$")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "ckb", "dv", "sd", "ug", "yi"})


def tr(text: str, /, **values: object) -> str:
    """Return a text in the language of the interface, with values put in.

    Args:
        text: English text; values stand as named fields, ``"{shown} of {total} files"``.
        values: what to put into the fields. Names from the case belong in `isolate` first.

    Raises:
        KeyError: the text has a field without a value.
    """
    translated = QCoreApplication.translate(_CONTEXT, text)
    return translated.format(**values) if values else translated


def said(text: str) -> str:
    """Return a text of the lower layers in the language of the interface; what is no phrase stays as it is."""
    if not isinstance(text, Phrase):
        return text
    return tr(text.template, **{name: said(value) for name, value in text.values.items()})


def isolate(name: str) -> str:
    """Wrap a name in any script so that it keeps its own order inside a sentence of another direction.

    The name of a file in a script from right to left keeps its ending behind it, as file managers show it: on its
    own, ``طرطوس 196.jpg`` would begin with ``jpg``.
    """
    if not name:
        return name
    whole = f"{_FIRST_STRONG_ISOLATE}{name}{_POP_ISOLATE}"
    ending = None if name.isascii() else _ENDING.search(name)
    if ending is None or not any(bidirectional(letter) in ("R", "AL") for letter in name):
        return whole
    stem = f"{_FIRST_STRONG_ISOLATE}{name[: ending.start()]}{_POP_ISOLATE}"
    return f"{_LEFT_TO_RIGHT_ISOLATE}{stem}{ending[0]}{_POP_ISOLATE}"


def count(number_of: int, *, one: str, many: str) -> str:
    """Return a count with its noun, ``count(3, one="{n} file", many="{n} files")``.

    Args:
        number_of: how many; stands as ``{n}`` in both texts.
        one: English text for exactly one.
        many: English text for any other number.
    """
    return tr(one if number_of == 1 else many, n=number(number_of))


def number(value: int) -> str:
    """Return a whole number with group marks; digits stay 0-9, as in coordinates, dates and hashes."""
    locale = QLocale()
    mark = locale.groupSeparator() if locale.zeroDigit() == "0" else ","
    return f"{value:,}".replace(",", mark)


def set_language(app: QApplication, code: str) -> None:
    """Make the window speak a language: reading direction, dates and numbers.

    Args:
        app: the one application.
        code: a language like ``en``, ``ru``, ``ar`` or ``ar_SY``.
    """
    QLocale.setDefault(QLocale(code))
    language = code.replace("-", "_").partition("_")[0].lower()
    right_to_left = language in _RIGHT_TO_LEFT
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)


def language() -> str:
    """Return the language of the window, like ``en``."""
    name = QLocale().name().partition("_")[0]
    return "en" if name == "C" else name


def day_month(day: date) -> str:
    """Return ``12 Sep``, the month in the language of the interface."""
    return tr("{day} {month}", day=day.day, month=_month(day))


def day_month_year(day: date) -> str:
    """Return ``12 Sep 2015``, the month in the language of the interface."""
    return tr("{day} {month} {year}", day=day.day, month=_month(day), year=day.year)


def month_year(day: date) -> str:
    """Return ``Sep 2015``, the month in the language of the interface."""
    return tr("{month} {year}", month=QLocale().standaloneMonthName(day.month, _SHORT), year=day.year)


def clock(moment: time | datetime, *, seconds: bool = False) -> str:
    """Return ``16:40`` (or ``16:40:07``), always on 24 hours."""
    return moment.strftime("%H:%M:%S" if seconds else "%H:%M")


def _month(day: date) -> str:
    # The form that stands beside a day: genitive where a language has one.
    return QLocale().monthName(day.month, _SHORT)
