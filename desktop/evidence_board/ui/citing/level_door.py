"""Opens the levels of one fact beside a control, with what its evidence carries."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Stance, Thing
from evidence_board.operations.links import update_link
from evidence_board.operations.moments import update_moment
from evidence_board.operations.positions import update_geotag
from evidence_board.operations.weighing import Weighed, weigh
from evidence_board.ui.citing.level_popover import LevelPopover
from evidence_board.ui.context import UiContext

__all__ = ["REASON_VERBS", "open_levels"]

#: Kind of claim -> what keeps another reason with it.
REASON_VERBS: dict[str, Callable[..., ChangeSet]] = {
    "link": update_link,
    "geotag": update_geotag,
    "moment": update_moment,
}


def open_levels(
    context: UiContext,
    claim: Thing,
    *,
    level: str,
    beside: QWidget,
    choose: Callable[[str], None],
    place: bool = False,
) -> LevelPopover:
    """Open the levels of a claim; what the evidence carries follows when it has been read.

    Args:
        context: session and services.
        claim: kind and row id.
        level: the present level.
        beside: the control it opens below.
        choose: called with the level that was chosen.
        place: bars in the colour of places.
    """
    can_write = not context.session.case.read_only
    popover = LevelPopover(beside, level=level, can_write=can_write, theme=context.theme, place=place)

    def chosen(word: str) -> None:
        context.beside = beside
        choose(word)
        context.beside = None

    def keep_reason(text: str) -> None:
        values: dict[str, Any] = {"row_id": claim[1], "reason": text}
        context.perform(REASON_VERBS[claim[0]], **values)

    def show(found: dict[Thing, Weighed]) -> None:
        if isValid(popover) and popover.isVisible():
            popover.show_weighed(found.get(claim))
            popover.open_below(beside)

    popover.chosen.connect(chosen)
    popover.reason_changed.connect(keep_reason)
    popover.cite_wanted.connect(lambda: context.requests.cite_for.emit(claim, Stance.SUPPORTS.value))
    popover.open_below(beside)
    popover.begin()
    context.jobs.run(lambda: context.session.read(weigh, [claim]), done=show, failed=context.show_error)
    return popover
