"""The colours of the strip in the present theme."""

from PySide6.QtGui import QColor

from evidence_board.ui.theme import Theme
from evidence_board.ui.timeline.strip_scene import Look
from evidence_board.ui.widgets.painting import mixed

__all__ = ["look_of"]

#: How strongly marks stand out from the ground: filtered out, outside the time filter, in full.
_SHARES = (0.2, 0.36, 1.0)
_TINT = 0.28


def look_of(theme: Theme) -> Look:
    """Return the colours of marks, events and names."""
    pane, mark = theme.color("pane"), theme.color("media")
    shades = [mixed(pane, mark, share) for share in _SHARES]
    tints = [mixed(pane, shade, _TINT) for shade in shades]
    return Look(
        marks=(_argb(shades[0]), _argb(shades[1]), _argb(shades[2])),
        tints=(_argb(tints[0]), _argb(tints[1]), _argb(tints[2])),
        event=_argb(theme.color("event")),
        text=_argb(theme.color("text2")),
        label_px=float(theme.tokens.type["caption"].px),
    )


def _argb(colour: QColor) -> int:
    return int(colour.rgba())
