"""Whether a window can be shown at all; Qt itself would end the process without a word of sense."""

import os
import sys

from evidence_board.model.errors import KnownError

__all__ = ["require_display"]


def require_display() -> None:
    """Make sure that there is a screen to show the window on.

    Raises:
        KnownError: there is none.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise KnownError(
            "There is no screen here to show the window on.",
            means="Nothing was opened.",
            do="Use the commands (evidence-board --help), or draw the window to a file: evidence-board shot.",
        )
