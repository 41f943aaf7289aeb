"""The one door through which every pane adds a condition to the filter."""

from evidence_board.filters import AtPlace, Condition, LinkedTo, OfUnit, Part, PostedBy, not_
from evidence_board.ui.context import UiContext

__all__ = ["condition_for", "filter_by"]


def filter_by(context: UiContext, condition: Part, negate: bool = False, *, origin: str = "filter") -> None:
    """Leave only the files that pass a condition, besides what filters already.

    Args:
        context: session and services.
        condition: what the files must be; it takes the place of one of its kind where a filter has only one.
        negate: only the files that do not pass it.
        origin: name of the pane that asks.
    """
    session = context.session
    session.set_filter(session.filter.plus(not_(condition) if negate else condition), origin=origin)


def condition_for(kind: str, row_id: str) -> Condition:
    """Return the condition for the files of an entity: posted by it, taken there, of it, or linked to it."""
    match kind:
        case "account":
            return PostedBy((row_id,))
        case "location":
            return AtPlace(row_id)
        case "unit":
            return OfUnit(row_id)
    return LinkedTo(row_id)
