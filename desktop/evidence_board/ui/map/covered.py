"""How much of a view lies under an open sheet: what is to be seen is brought beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["covered_sides"]

#: Less of a view than this beside a sheet is no view: then all of it counts.
_LEAST = 160


def covered_sides(view: QWidget) -> tuple[int, int]:
    """Return the pixels at the left and right side of a view that an open sheet covers.

    A sheet that slides in counts as if it were there; one that covers nearly all of the view does not count.
    """
    left = right = 0
    for sheet in view.window().findChildren(Sheet):
        under = sheet.parentWidget()
        if under is None or not sheet.is_open or not under.isAncestorOf(view):
            continue
        at = view.mapTo(under, QPoint(0, 0)).x()
        if sheet.isRightToLeft():
            left = max(left, sheet.width() - at)
        else:
            right = max(right, at + view.width() - (under.width() - sheet.width()))
    left, right = max(0, left), max(0, right)
    return (left, right) if view.width() - left - right >= _LEAST else (0, 0)
