"""`LevelAsker`: where a level needs a reason, asks for it in place and sets it again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from evidence_board.model.claims import CLAIMS, Thing
from evidence_board.model.levels import Level
from evidence_board.operations.levels import ReasonNeededError
from evidence_board.operations.weighing import Weighed, weigh
from evidence_board.ui.citing.reason_popover import ReasonPopover
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.widgets.confidence import level_name

__all__ = ["LevelAsker"]

_FROM_TOP, _WEIGHED = 0.18, 200
_LADDER = tuple(Level)


class LevelAsker(QObject):
    """Answers every verb of the window that raises `ReasonNeededError`; takes its place in the context.

    What was typed and left is kept until the level is set, for as long as the case is open.
    """

    def __init__(self, context: UiContext, over: QWidget) -> None:
        """Answer from now on.

        Args:
            context: session and services.
            over: what the popover opens over where no control is known.
        """
        super().__init__(over)
        self._context, self._over = context, over
        self._drafts: dict[tuple[Thing, ...], str] = {}
        self.popover: ReasonPopover | None = None
        context.ask_reason = self.ask

    def ask(self, error: ReasonNeededError, again: Callable[..., None], beside: QWidget | None) -> None:
        """Weigh the facts, then ask.

        Args:
            error: what needs a reason.
            again: does the verb again with other values: ``level`` or ``reason``.
            beside: the control that the level was set with, if it still stands.
        """
        at = QCursor.pos()
        self._context.jobs.run(
            lambda: self._context.session.read(weigh, error.claims[:_WEIGHED]),
            done=lambda found: self._open(error, again, beside, at, found),
            failed=self._context.show_error,
        )

    def _open(
        self,
        error: ReasonNeededError,
        again: Callable[..., None],
        beside: QWidget | None,
        at: QPoint,
        found: dict[Thing, Weighed],
    ) -> None:
        single = found.get(error.claims[0]) if len(error.claims) == 1 else None
        # Of very many facts it would take too long to find the level that all of them carry.
        lower = _lower(found, error.level) if len(error.claims) <= _WEIGHED else ""
        popover = ReasonPopover(
            self._over,
            title=_title(error),
            objections=error.objections,
            proposal=single.proposal if single is not None else None,
            lower=lower,
            kept=single.evidence.reason if single is not None else "",
            typed=self._drafts.get(error.claims, ""),
            theme=self._context.theme,
        )
        popover.reasoned.connect(lambda reason: self._set(error, again, single, reason))
        popover.lowered.connect(lambda level: again(level=level))
        popover.left.connect(lambda text: self._keep(error.claims, text))
        popover.destroyed.connect(self._forget)
        self.popover = popover
        if beside is not None and isValid(beside) and beside.isVisible():
            popover.open_below(beside)
        else:
            popover.adjustSize()
            window = self._over
            inside = window.rect().contains(window.mapFromGlobal(at)) and window.underMouse()
            x, y = (window.width() - popover.width()) // 2, round(window.height() * _FROM_TOP)
            popover.open_at(at + QPoint(12, 12) if inside else window.mapToGlobal(QPoint(x, y)))
        popover.begin()

    def _set(self, error: ReasonNeededError, again: Callable[..., None], single: Weighed | None, reason: str) -> None:
        self._drafts.pop(error.claims, None)
        kept = single.evidence.reason if single is not None and CLAIMS[single.thing[0]].about else ""
        # What a position or time rests on stays before it.
        again(reason=f"{kept}\n{reason}" if kept else reason)

    def _keep(self, claims: tuple[Thing, ...], text: str) -> None:
        if text:
            self._drafts[claims] = text
        else:
            self._drafts.pop(claims, None)

    def _forget(self) -> None:
        self.popover = None


def _title(error: ReasonNeededError) -> str:
    level = level_name(error.level).lower()
    if len(error.claims) == 1:
        return tr("{what} needs a reason to be {level}", what=error.words, level=level)
    return tr("{n} facts need a reason to be {level}", n=number(len(error.claims)), level=level)


def _lower(found: dict[Thing, Weighed], asked: str) -> str:
    """Return the weakest level that the evidence of any of these facts carries; empty where there is none."""
    carried = [one.proposal.level for one in found.values()]
    if not carried or Level.UNJUDGED in carried:
        return ""
    weakest = max(carried, key=_LADDER.index)
    return weakest.value if _LADDER.index(weakest) > _LADDER.index(Level(asked)) else ""
