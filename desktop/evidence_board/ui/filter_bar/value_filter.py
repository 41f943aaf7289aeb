"""Lets a value of the inspector filter: its context menu then offers "filter by this" and "not this"."""

from collections.abc import Callable

from evidence_board.filters import Part
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.like_menu import add_filter_actions
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.value_text import ValueText

__all__ = ["offer_filter"]


def offer_filter(row: FieldRow, context: UiContext, condition: Callable[[], Part | None]) -> None:
    """Offer to filter by the value of a row.

    Args:
        row: a row with a line of text.
        context: session and services.
        condition: gives the condition of the value shown now; None where there is none.
    """
    value = row.value
    if isinstance(value, ValueText):
        value.more_actions = lambda menu: add_filter_actions(menu, context, condition(), origin="inspector")
