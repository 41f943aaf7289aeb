"""`PlacedTable`: the list twin of the map, for those who read it rather than look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from evidence_board.geo.coordinate_text import format_bearing, format_decimal
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.scene_style import INFINITY
from evidence_board.ui.gallery.item_words import day_words
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.map.map_content import distance_words
from evidence_board.ui.map.pin_set import LEVELS
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.list_twin import ListTwin

__all__ = ["PlacedTable"]

_WIDTHS = (72, 124, 108, 156, 168, 80, 88, 100)


@dataclass(frozen=True, slots=True)
class _Line:
    """The texts of a row, and what each column is sorted by."""

    id: str
    texts: tuple[str, ...]
    keys: tuple[Any, ...]


class PlacedTable(ListTwin):
    """Placed files and guesses with their coordinates; the same selection as the map."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        headings = (
            tr("Id"), tr("Account"), tr("Taken"), tr("Place"), tr("Coordinates"), tr("Within"), tr("Looking"),
            tr("Confidence"),
        )  # fmt: skip
        widths = dict(enumerate(_WIDTHS))
        super().__init__(headings=headings, name=tr("Placed files"), theme=theme, widths=widths, parent=parent)

    def show_rows(self, index: CaseIndex, items: Sequence[ItemRow]) -> None:
        """Show those of the files that are placed or guessed."""
        self.show_lines(line for row in items if (line := _line(index, row)) is not None)


def _line(index: CaseIndex, row: ItemRow) -> _Line | None:
    """Return the line of a file that is placed or guessed; a guess says that it is one."""
    guess = index.guesses.get(row.id)
    if row.latitude is not None and row.longitude is not None:
        position = format_decimal(row.latitude, row.longitude)
        place, radius, level = isolate(row.place), row.radius_m, row.level
        where = (row.latitude, row.longitude)
    elif guess is not None:
        position = tr("about {position}", position=format_decimal(guess.latitude, guess.longitude, decimals=2))
        place, radius, level = tr("not placed"), guess.radius_m, guess.level
        where = (guess.latitude, guess.longitude)
    else:
        return None
    name = row.account or row.label
    taken = row.captured
    return _Line(
        row.id,
        (
            row.ref,
            isolate(name),
            day_words(taken.local[:10]) if taken is not None else "",
            place,
            position,
            distance_words(radius) if radius else "",
            format_bearing(row.bearing_deg) if row.bearing_deg is not None else "",
            level_name(level),
        ),
        (
            (row.ref[:1], len(row.ref), row.ref),
            name.casefold(),
            taken.sort_key if taken is not None else INFINITY,
            place,
            where,
            radius or 0.0,
            -1.0 if row.bearing_deg is None else row.bearing_deg,
            LEVELS.index(level),
        ),
    )
