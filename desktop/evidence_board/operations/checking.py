"""The check of a case, from a session."""

from collections.abc import Callable

from evidence_board.case.check import CheckReport, check
from evidence_board.session import Session

__all__ = ["check_case"]


def check_case(session: Session, /, *, progress: Callable[[int, int], bool] = lambda done, of: True) -> CheckReport:
    """Examine the open case with this thread's reader; never writes, may take long.

    Args:
        session: the open case.
        progress: called with (files done, of); returning False ends the check early.
    """
    return session.read(check, progress=progress)
