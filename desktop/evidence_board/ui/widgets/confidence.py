"""Confidence as it is drawn everywhere: four rising bars, and the style of a line."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import faded

__all__ = ["BARS", "EVIDENCE_MARK", "draw_bars", "draw_evidence", "level_name", "level_pen"]

#: Room that four bars take, in logical pixels.
BARS = QSize(22, 10)
#: Side of the mark of what is uncited or disputed.
EVIDENCE_MARK = 12

_STEP, _BAR, _LOWEST, _RISE = 6, 4, 4, 2
_EMPTY = 0.28
_RING = 8


def level_name(level: str) -> str:
    """Return the word of a level in the language of the interface.

    Raises:
        KeyError: there is no such level.
    """
    return {
        "confirmed": tr("Confirmed"),
        "probable": tr("Probable"),
        "possible": tr("Possible"),
        "doubtful": tr("Doubtful"),
        "refuted": tr("Refuted"),
        "unjudged": tr("Not judged"),
    }[level]


def draw_bars(
    painter: QPainter,
    level: str,
    rect: QRect | QRectF,
    theme: Theme,
    *,
    place: bool = False,
    colour: QColor | None = None,
) -> None:
    """Draw the bars of a level in the middle of a rectangle; they rise left to right in every language.

    Args:
        painter: where to draw; its state is as before afterwards.
        level: confirmed, probable, possible, doubtful, refuted or unjudged.
        rect: at least `BARS`.
        theme: gives the colours.
        place: the colour of places, for the confidence of a geotag.
        colour: ink instead of the neutral one.

    Raises:
        KeyError: there is no such level.
    """
    filled = theme.tokens.level[level].bars
    ink = colour or theme.color("location" if place else "text2")
    box = QRectF(rect)
    left = round(box.center().x() - BARS.width() / 2)
    bottom = round(box.center().y() + BARS.height() / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    # Whatever was painted before may have left its brush: not judged must never look judged.
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if level == "unjudged":
        painter.setPen(QPen(ink, 1.0))
    inset = 0.5 if level == "unjudged" else 0.0
    for step in range(4):
        height = _LOWEST + _RISE * step
        bar = QRectF(left + _STEP * step, bottom - height, _BAR, height)
        bar.adjust(inset, inset, -inset, -inset)
        if level != "unjudged":
            painter.setBrush(ink if step < filled else faded(ink, _EMPTY))
        painter.drawRoundedRect(bar, 1 - inset / 2, 1 - inset / 2)
    if level == "refuted":
        pen = QPen(theme.color("bad"), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(left - 0.5, bottom - 1.0), QPointF(left + BARS.width() + 0.5, bottom - 9.0))
    painter.restore()


def draw_evidence(
    painter: QPainter, rect: QRect, theme: Theme, *, uncited: bool, disputed: bool, ground: QColor | None = None
) -> None:
    """Draw, in the middle of a rectangle, a hollow ring for what cites nothing and a warning for what is disputed.

    Args:
        painter: where to draw; its state is as before afterwards.
        rect: at least `EVIDENCE_MARK` wide and high.
        theme: gives the colours.
        uncited: nothing is cited.
        disputed: something is cited against it; that goes first.
        ground: fills the ring where it lies on a line.
    """
    if not (uncited or disputed):
        return
    middle = QRectF(rect).center()
    side = EVIDENCE_MARK if disputed else _RING
    box = QRectF(round(middle.x() - side / 2), round(middle.y() - side / 2), side, side)
    if disputed:
        draw_icon(painter, "triangle-alert", box, theme.color("warn"), stroke=2.2)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("text3"), 1.4))
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7))
    painter.restore()


def level_pen(level: str, theme: Theme, *, colour: QColor | None = None, scale: float = 1.0) -> QPen:
    """Return the pen for a link, pin border, radius or route of a level.

    A refuted line also carries an x in `bad` at its middle, which the caller draws.

    Args:
        level: confirmed, probable, possible, doubtful, refuted or unjudged.
        theme: gives colours and line styles.
        colour: of the line; by default neutral, and grey for what nobody judged.
        scale: widens the line and its dashes.

    Raises:
        KeyError: there is no such level.
    """
    look = theme.tokens.level[level]
    if colour is None:
        colour = theme.color("control" if level == "unjudged" else "text3")
    pen = QPen(colour, look.width * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if look.round_caps else Qt.PenCapStyle.FlatCap)
    if look.dash:
        # Qt counts dashes in widths of the pen, the tokens in pixels.
        pen.setDashPattern([length / look.width for length in look.dash])
    return pen
