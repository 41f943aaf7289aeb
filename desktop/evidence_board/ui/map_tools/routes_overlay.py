"""Route lines: the placed files of one account in the order of their times, as lines over the ground."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.map_tools.ground import Point, ground_path
from evidence_board.ui.map_tools.trace_overlay import in_view

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_colors import MapColors

__all__ = ["Route", "RoutesOverlay", "routes_of"]

_MOST_ROUTES, _MOST_STOPS = 8, 500
_SAME_DEG, _ARROW_PX, _ARROW_FROM_PX, _STOP_PX = 1e-6, 7.0, 36.0, 3.0


@dataclass(frozen=True, slots=True)
class Route:
    """Where an account's files lead.

    Attributes:
        account: its handle.
        stops: (latitude, longitude) in the order of time, one for files at one spot that follow each other.
        files: how many files have a place and a time.
        words: ``a_severny: 14 files, 9 to 27 Sep``.
        path: over the ground, normalised world.
        ends: number of the point of the path at each stop.
    """

    account: str
    stops: tuple[Point, ...]
    files: int
    words: str
    path: tuple[Point, ...]
    ends: tuple[int, ...]


class RoutesOverlay:
    """An overlay of the canvas; draws the routes of the accounts of what is selected, while it is switched on.

    Attributes:
        on: whether it is switched on.
        routes: what it draws.
    """

    def __init__(self, colors: MapColors, *, fonts: FontSource) -> None:
        self._colors = colors
        self._stamps = LabelStamps(fonts=fonts)
        self.on = False
        self.routes: tuple[Route, ...] = ()

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""
        self._colors = colors
        self._stamps.clear()

    def show(self, index: CaseIndex, ids: Iterable[str], shown: Iterable[ItemRow]) -> None:
        """Take the routes of the accounts of what is selected, over the files that pass the filter."""
        self.routes = routes_of(index, ids, shown) if self.on else ()

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        for route in self.routes:
            self._draw(painter, route, view)

    def _draw(self, painter: QPainter, route: Route, view: CanvasView) -> None:
        line = in_view(route.path, view)
        accent, surface = qt_color(self._colors.accent), qt_color(self._colors.surface)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((surface, 5.0), (accent, 2.0)):
            pen = QPen(color, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(line))
        for first, last in zip(route.ends, route.ends[1:], strict=False):
            _draw_arrow(painter, line[first : last + 1], accent)
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(surface)
        for at in route.ends:
            painter.drawEllipse(line[at], _STOP_PX, _STOP_PX)
        if line:
            self._label(painter, route.words, line[-1] + QPointF(0, 14), view)

    def _label(self, painter: QPainter, words: str, at: QPointF, view: CanvasView) -> None:
        colors = self._colors
        style = TextStyle(colors.text, px=12.0, weight=500, chip=colors.surface, padding=(6.0, 2.0), radius=4.0)
        width, height = self._stamps.size(words, style, max_px=0)
        if not view.rect().adjusted(-20, -20, 20, 20).contains(at.toPoint()):
            return
        x = min(max(at.x() - width / 2, 8.0), view.width() - width - 8)
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(words, style, max_px=0, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(style)
        painter.drawImage(QPointF(round(x) - edge, round(at.y() - height / 2) - edge), stamp)


def routes_of(index: CaseIndex, ids: Iterable[str], shown: Iterable[ItemRow]) -> tuple[Route, ...]:
    """Return the routes of the accounts that are selected themselves or posted what is selected."""
    wanted: dict[str, None] = {}
    for row_id in ids:
        item = index.items.get(row_id)
        account = item.account_id if item is not None else row_id
        if account is not None:
            wanted.setdefault(account)
    by_account: dict[str, list[ItemRow]] = {}
    for row in shown:
        timed = row.captured is not None or row.posted is not None
        if row.account_id in wanted and row.latitude is not None and timed:
            by_account.setdefault(str(row.account_id), []).append(row)
    found = (_route(by_account[one]) for one in list(wanted) if one in by_account)
    return tuple(one for one in found if one is not None)[:_MOST_ROUTES]


def _when(row: ItemRow) -> float:
    moment = row.captured or row.posted
    return moment.sort_key if moment is not None else 0.0


def _route(rows: list[ItemRow]) -> Route | None:
    ordered = sorted(rows, key=lambda row: (_when(row), row.ref))[:_MOST_STOPS]
    stops: list[Point] = []
    for row in ordered:
        here = (row.latitude or 0.0, row.longitude or 0.0)
        if not stops or max(abs(here[0] - stops[-1][0]), abs(here[1] - stops[-1][1])) > _SAME_DEG:
            stops.append(here)
    if len(stops) < 2:
        return None
    path, ends = [*ground_path(stops[:1])], [0]
    for at in range(1, len(stops)):
        leg = ground_path(stops[at - 1 : at + 1])
        shift = path[-1][0] - leg[0][0]
        path += [(x + shift, y) for x, y in leg[1:]]
        ends.append(len(path) - 1)
    files = count(len(ordered), one="{n} file", many="{n} files")
    words = tr("{account}: {files} in order of time", account=isolate(ordered[0].account), files=files)
    return Route(ordered[0].account, tuple(stops), len(ordered), words, tuple(path), tuple(ends))


def _draw_arrow(painter: QPainter, leg: Sequence[QPointF], color: QColor) -> None:
    """Draw an arrow head at the middle of a leg that is long enough."""
    whole = leg[-1] - leg[0]
    if math.hypot(whole.x(), whole.y()) < _ARROW_FROM_PX:
        return
    if len(leg) > 2:
        at, ahead = leg[len(leg) // 2], leg[len(leg) // 2] - leg[len(leg) // 2 - 1]
    else:
        at, ahead = (leg[0] + leg[1]) / 2, whole
    length = math.hypot(ahead.x(), ahead.y()) or 1.0
    along = ahead / length * _ARROW_PX
    aside = QPointF(-along.y(), along.x()) * 0.6
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([at + along, at - along * 0.5 + aside, at - along * 0.5 - aside]))
