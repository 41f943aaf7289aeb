"""`RegionLayer`: the regions of a picture as they are drawn over it, and what lies under the pointer."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from evidence_board.model.regions import Point, RegionKind, RegionRow, RegionShape
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.viewer.region_geometry import Hit, handles_of, outline, touches
from evidence_board.ui.viewer.region_words import entity_kind_of, kind_icon, region_colour, region_name
from evidence_board.ui.viewer.sight import Sight
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_pen
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text

__all__ = ["RegionLayer"]

_HALO, _CHOSEN = 3.2, 2.6
_HANDLE, _HANDLE_REACH = 9.0, 13.0
_LABEL, _PAD, _MARK, _GAP, _WIDEST = 24, 7, 16, 6, 240
_DARK = QColor(22, 26, 32)
_COVER, _HATCH = QColor(22, 26, 32, 226), QColor(255, 255, 255, 70)
_VEIL = 40


class RegionLayer:
    """Draws regions and knows where they are.

    Attributes:
        rows: the regions; moments of videos are not drawn.
        chosen: row id of the chosen region, or empty.
        hovered: row id of the region under the pointer, or empty.
        shown: whether regions are drawn at all.
        revealed: whether what is hidden in exports can be seen.
        editable: whether handles are drawn.
        draft: what is being drawn: shape, kind and points.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.rows: tuple[RegionRow, ...] = ()
        self.chosen = ""
        self.hovered = ""
        self.shown = True
        self.revealed = False
        self.editable = True
        self.draft: tuple[str, str, Sequence[Point]] | None = None
        self._changed: dict[str, tuple[Point, ...]] = {}
        self._labels: dict[str, QRectF] = {}

    def set_rows(self, rows: Sequence[RegionRow]) -> None:
        """Show other regions; what a drag has changed meanwhile is forgotten."""
        self.rows = tuple(row for row in rows if not row.is_moment and row.points)
        self._changed.clear()
        if self.chosen not in {row.id for row in self.rows}:
            self.chosen = ""

    def row(self, region_id: str) -> RegionRow | None:
        """Return a region as it stands now, also in the middle of a drag."""
        found = next((row for row in self.rows if row.id == region_id), None)
        changed = self._changed.get(region_id)
        return replace(found, points=changed) if found is not None and changed is not None else found

    def change(self, region_id: str, points: tuple[Point, ...]) -> None:
        """Show a region elsewhere until it is saved."""
        self._changed[region_id] = points

    def label_box(self, region_id: str) -> QRectF:
        """Return where the label of a region was drawn last."""
        return self._labels.get(region_id, QRectF())

    def hit(self, at: QPointF, sight: Sight) -> Hit | None:
        """Return what lies under a point: a handle of the chosen region, a label, or the smallest region there."""
        if not self.shown:
            return None
        chosen = self.row(self.chosen) if self.editable else None
        if chosen is not None:
            for number, place in enumerate(handles_of(chosen.shape, chosen.points)):
                reach = sight.to_widget(place) - at
                if max(abs(reach.x()), abs(reach.y())) <= _HANDLE_REACH:
                    return Hit(chosen.id, number)
        for region_id, box in self._labels.items():
            if box.contains(at):
                return Hit(region_id)
        found = [row for row in self._now() if touches(row.shape, row.points, sight, at)]
        if not found:
            return None
        return Hit(min(found, key=lambda row: _size(outline(row.shape, row.points, sight))).id)

    def paint(self, painter: QPainter, sight: Sight) -> None:
        """Draw everything, the chosen region last."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._labels.clear()
        if self.shown:
            rows = sorted(self._now(), key=lambda row: row.id == self.chosen)
            for row in rows:
                self._paint_shape(painter, row, sight)
            room = QRectF(QPointF(0, 0), sight.room)
            # The label of the chosen one finds its place first and is drawn last.
            for row in reversed(rows):
                self._labels[row.id] = self._label_place(row, sight, room)
            for row in rows:
                self._paint_label(painter, row, self._labels[row.id])
            chosen = self.row(self.chosen)
            if chosen is not None and self.editable:
                self._paint_handles(painter, chosen, sight)
        if self.draft is not None:
            self._paint_draft(painter, sight)

    # -- parts -----------------------------------------------------------------------------------------

    def _now(self) -> list[RegionRow]:
        return [self.row(row.id) or row for row in self.rows]

    def _paint_shape(self, painter: QPainter, row: RegionRow, sight: Sight) -> None:
        path = outline(row.shape, row.points, sight)
        if row.kind == RegionKind.REDACTION and row.shape not in (RegionShape.LINE, RegionShape.ARROW):
            self._paint_cover(painter, path)
        colour = region_colour(row, self._theme)
        if row.id == self.chosen:
            pen = QPen(self._theme.color("accent"), _CHOSEN)
        else:
            pen = level_pen(row.level if row.link_id else "possible", self._theme, colour=colour, scale=1.2)
            if row.link_id is None:
                # Nobody has said yet what it shows: a plain thin line.
                pen = QPen(colour, 1.8)
        if row.kind == RegionKind.REDACTION and row.id != self.chosen:
            pen = QPen(_DARK, 1.6)
        halo = QPen(QColor(255, 255, 255, 235), pen.widthF() + _HALO)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, halo)
        painter.strokePath(path, pen)
        if row.id == self.hovered and row.id != self.chosen:
            veil = QColor(colour)
            veil.setAlpha(_VEIL)
            painter.fillPath(path, veil)

    def _paint_cover(self, painter: QPainter, path: QPainterPath) -> None:
        if self.revealed:
            return
        painter.fillPath(path, _COVER)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(_HATCH, 1.6))
        box = path.boundingRect()
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += 11
        painter.restore()

    def _label_place(self, row: RegionRow, sight: Sight, room: QRectF) -> QRectF:
        height = self._theme.pixels(_LABEL)
        words = self._theme.metrics("small", weight=600).horizontalAdvance(region_name(row))
        bars = BARS.width() + _GAP if row.link_id else 0
        width = min(float(_WIDEST), _PAD * 2 + _MARK + _GAP + words + bars + 2)
        shape = outline(row.shape, row.points, sight).boundingRect()
        left = min(max(shape.left(), room.left() + 2), max(room.left() + 2, room.right() - width - 2))
        taken = [box for box in self._labels.values() if not box.isEmpty()]
        above, below = shape.top() - height - 6, shape.bottom() + 6
        places = [(left, above), (left, below), (shape.right() - width, above), (shape.right() - width, below)]
        places += [(left, shape.top() + 4), (left, above - height - 4), (left, below + height + 4)]
        for x, y in places:
            box = QRectF(round(x), round(y), round(width), height)
            if room.contains(box) and not any(box.intersects(other) for other in taken):
                return box
        return QRectF(round(left), round(min(max(above, room.top() + 2), room.bottom() - height - 2)), width, height)

    def _paint_label(self, painter: QPainter, row: RegionRow, box: QRectF) -> None:
        theme = self._theme
        hidden = row.kind == RegionKind.REDACTION
        chosen = row.id == self.chosen
        colour = region_colour(row, theme)
        fill = _DARK if hidden else theme.color("pane")
        border = theme.color("accent") if chosen else _DARK if hidden else colour
        halo = box.adjusted(-1, -1, 1, 1)
        draw_box(painter, halo, radius=5, fill=QColor(255, 255, 255, 120))
        draw_box(painter, box, radius=4, fill=fill, border=border, width=2.0 if chosen else 1.4)
        ink = QColor("white") if hidden else theme.color("text")
        mark = QRectF(box.left() + _PAD, box.center().y() - _MARK / 2, _MARK, _MARK)
        kind = entity_kind_of(row)
        if kind and not hidden:
            draw_kind(painter, kind, mark, theme)
        else:
            draw_icon(painter, kind_icon(row.kind), mark, ink if hidden else colour)
        end = box.right() - _PAD
        if row.link_id is not None:
            bars = QRectF(end - BARS.width(), box.top(), BARS.width(), box.height())
            draw_bars(painter, row.level, bars, theme, colour=ink if hidden else None)
            end -= BARS.width() + _GAP
        words = QRectF(mark.right() + _GAP, box.top(), end - mark.right() - _GAP + 1, box.height())
        font = theme.font("small", weight=600)
        draw_text(painter, words, region_name(row), font=font, colour=ink, align=Qt.AlignmentFlag.AlignLeft)

    def _paint_handles(self, painter: QPainter, row: RegionRow, sight: Sight) -> None:
        painter.setPen(QPen(self._theme.color("accent"), 1.6))
        painter.setBrush(QBrush(QColor("white")))
        for place in handles_of(row.shape, row.points):
            middle = sight.to_widget(place)
            painter.drawRect(QRectF(middle.x() - _HANDLE / 2, middle.y() - _HANDLE / 2, _HANDLE, _HANDLE))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_draft(self, painter: QPainter, sight: Sight) -> None:
        if self.draft is None:
            return
        shape, kind, points = self.draft
        drawn = RegionShape.LINE if shape == RegionShape.POLYGON else shape
        path = outline(drawn, points, sight)
        if kind == RegionKind.REDACTION and shape != RegionShape.POLYGON:
            self._paint_cover(painter, path)
        painter.strokePath(path, QPen(QColor(255, 255, 255, 235), _CHOSEN + _HALO))
        painter.strokePath(path, QPen(self._theme.color("accent"), _CHOSEN))
        if shape == RegionShape.POLYGON:
            painter.setPen(QPen(self._theme.color("accent"), 1.6))
            painter.setBrush(QBrush(QColor("white")))
            for point in points[:-1]:
                painter.drawEllipse(sight.to_widget(point), _HANDLE / 2, _HANDLE / 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)


def _size(path: QPainterPath) -> float:
    box = path.boundingRect()
    return box.width() * box.height()
