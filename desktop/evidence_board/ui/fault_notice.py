"""`FaultNotice`: a mistake of the program itself is said in the window, with the details ready to copy."""

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

__all__ = ["FaultNotice"]


class FaultNotice:
    """Takes over `sys.excepthook`, where Qt's bindings bring what a slot raised, until `stop`.

    The terminal still gets the traceback, as before.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Begin to listen.

        Args:
            tell: called in the GUI thread with the traceback as text.
        """
        self._tell = tell
        self._before = sys.excepthook
        self._telling = False
        sys.excepthook = self._caught

    def stop(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._before(kind, error, trace)
        # A mistake in the telling must not be told for ever.
        if self._telling or not issubclass(kind, Exception):
            return
        self._telling = True
        try:
            self._tell("".join(traceback.format_exception(kind, error, trace)))
        finally:
            self._telling = False
