"""Draws single nodes and links over the canvas: selected ones, hovered ones, those that are being dragged."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from evidence_board.ui.board.board_content import BoardEdge, BoardNode
from evidence_board.ui.board.board_geometry import MAX_LABEL
from evidence_board.ui.board.board_look import MEDIA_FRAME, PILL, Detail, node_half
from evidence_board.ui.board.scene_links import HEAD, MARK_AT, MARK_PX
from evidence_board.ui.board.scene_nodes import pill_size
from evidence_board.ui.i18n import number
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.confidence import EVIDENCE_MARK, draw_evidence, level_pen
from evidence_board.ui.widgets.kind_mark import draw_kind, kind_shape
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["BoardArt", "Line"]

_HALO, _RING = 4.0, 3.0
_KEPT = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A link on screen: where its visible part begins and ends, and the place of its words, in pixels."""

    start: QPointF
    end: QPointF
    words: QPointF


class BoardArt:
    """Paints in the GUI thread with the colours of the theme.

    Args:
        theme: the look.
        thumbnails: pictures of media.

    Attributes:
        detail: what is drawn from which scale on.
    """

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        self.detail = Detail.of(0)
        self._theme = theme
        self._thumbnails = thumbnails
        self._small: dict[tuple[int, int, int], QImage] = {}

    # -- nodes -----------------------------------------------------------------------------------------

    def outline(self, node: BoardNode, at: QPointF, scale: float, *, grow: float) -> QPainterPath:
        """Return the outline of a node in pixels, larger by ``grow`` on every side."""
        path = QPainterPath()
        if node.kind == "media":
            box = self._picture_box(at, scale).adjusted(-grow, -grow, grow, grow)
            path.addRoundedRect(box, 3 + grow, 3 + grow)
            return path
        side = self.detail.size(node.kind).px(scale) + 2 * grow
        path = QTransform.fromScale(side, side).map(kind_shape(node.kind))
        return path.translated(at)

    def selected(self, painter: QPainter, node: BoardNode, at: QPointF, scale: float) -> None:
        """Draw a node as selected: halo, accent ring, the node itself, its label."""
        color = self._theme.color
        if node.kind == "media" and scale >= self.detail.pictures:
            halo, ring, inner = _RING + _HALO, _RING, 0.0
        else:
            halo, ring, inner = 2.0 + _RING + _HALO, 2.0 + _RING - 0.5, 2.0
        painter.fillPath(self.outline(node, at, scale, grow=halo), faded(color("accent"), 0.22))
        painter.fillPath(self.outline(node, at, scale, grow=ring), color("accent"))
        if inner:
            painter.fillPath(self.outline(node, at, scale, grow=inner), color("canvas"))
        self.node(painter, node, at, scale, frame=False)

    def node(self, painter: QPainter, node: BoardNode, at: QPointF, scale: float, *, frame: bool = True) -> None:
        """Draw a node as on the canvas, without its label."""
        if node.kind != "media":
            side = self.detail.size(node.kind).px(scale)
            draw_kind(painter, node.kind, QRectF(at.x() - side / 2, at.y() - side / 2, side, side), self._theme)
            return
        if scale < self.detail.pictures:
            side = max(22.0 * scale, self.detail.least)
            box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
            draw_box(painter, box, radius=side / 5, fill=self._theme.kind_color("media"))
            return
        box = self._picture_box(at, scale)
        if frame:
            edge = box.adjusted(-MEDIA_FRAME, -MEDIA_FRAME, MEDIA_FRAME, MEDIA_FRAME)
            color = self._theme.color
            draw_box(painter, edge, radius=3 + MEDIA_FRAME, fill=color("pane"), border=color("line2"))
        image = self._thumbnails.peek(node.id)
        if image is None:
            draw_box(painter, box, radius=3, fill=self._theme.color("sunken"))
            if node.plain or self._thumbnails.has_none(node.id):
                side = min(16.0, box.height())
                icon = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
                draw_icon(painter, "file", icon, self._theme.color("text3"))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush(image, box, painter.device().devicePixelRatio()))
        painter.drawRoundedRect(box, 3, 3)

    def label(self, painter: QPainter, node: BoardNode, at: QPointF, scale: float) -> None:
        """Draw the label of a node on the colour of the canvas."""
        top = at.y() + self.detail.label_gap(node.kind).px(scale)
        metrics = self._theme.metrics("small", weight=500)
        width = min(metrics.horizontalAdvance(node.label), MAX_LABEL) + 2
        room = QRectF(at.x() - width / 2, top, width, metrics.height())
        draw_box(painter, room.adjusted(-2, 0, 2, 0), radius=2, fill=faded(self._theme.color("canvas"), 0.85))
        draw_text(
            painter, room, node.label, font=self._theme.font("small", weight=500), colour=self._theme.color("text"),
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip

    def ring(self, painter: QPainter, node: BoardNode, at: QPointF, scale: float, *, strong: bool) -> None:
        """Outline a node thinly: it is hovered, or joined to what is hovered."""
        color = self._theme.color("accent") if strong else faded(self._theme.color("accent"), 0.55)
        grow = MEDIA_FRAME + 2.5 if node.kind == "media" and scale >= self.detail.pictures else 4.0
        painter.strokePath(self.outline(node, at, scale, grow=grow), QPen(color, 1.5 if strong else 1.25))

    def badge(self, painter: QPainter, node: BoardNode, at: QPointF, scale: float) -> None:
        """Draw the count of files at the upper right of a node, if the canvas shows one."""
        if node.badge < 2 or scale < self.detail.badges:
            return
        across, up = node_half(node.kind)
        words, color = number(node.badge), self._theme.color
        font = self._theme.font("caption", weight=600)
        metrics = self._theme.metrics("caption", weight=600)
        width = metrics.horizontalAdvance(words) + (11 if node.badge < 10 else 7)
        box = QRectF(0, 0, width, metrics.height() + 3)
        box.moveCenter(at + QPointF(across + 4, -up + 2))
        draw_box(painter, box, radius=9, fill=color("pane"), border=color("line2"))
        draw_text(painter, box, words, font=font, colour=color("text2"), align=Qt.AlignmentFlag.AlignHCenter)

    def pill(self, painter: QPainter, node: BoardNode, at: QPointF, scale: float) -> None:
        """Draw the length of a video at its lower right, if the canvas shows it."""
        if not node.duration or scale < self.detail.pills:
            return
        width, height = pill_size(node.duration)
        right, down = node_half("media")
        box = QRectF(at.x() + right + 3 - width, at.y() + down - 9 - height / 2, width, height)
        draw_box(painter, box, radius=4, fill=QColor.fromRgba(PILL))
        white = QColor(Qt.GlobalColor.white)
        draw_icon(painter, "play", QRectF(box.left() + 5, box.center().y() - 5.5, 11, 11), white)
        font = self._theme.font("caption", weight=600)
        draw_text(painter, box.adjusted(18, 0, 0, 0), node.duration, font=font, colour=white)

    # -- links -----------------------------------------------------------------------------------------

    def line(self, painter: QPainter, edge: BoardEdge, line: Line, *, color: QColor | None = None) -> None:
        """Draw the line of a link in the style of its level, with its head."""
        ink = color or self._theme.color("control" if edge.level == "unjudged" else "text3")
        self._shaft(painter, line, level_pen(edge.level, self._theme, colour=ink), head=edge.directed)
        self._evidence(painter, edge, line)

    def selected_line(self, painter: QPainter, edge: BoardEdge, line: Line) -> None:
        """Draw a link as selected: halo, accent line in the style of its level, and its words on a tint."""
        theme = self._theme
        halo = QPen(faded(theme.color("accent"), 0.22), 9.0)
        halo.setCapStyle(Qt.PenCapStyle.RoundCap)
        # What lies below would shine through the halo.
        blank = QPen(theme.color("canvas"), 5.0)
        painter.setPen(blank)
        painter.drawLine(line.start, line.end)
        painter.setPen(halo)
        painter.drawLine(line.start, line.end)
        pen = level_pen(edge.level, theme, colour=theme.color("accent"))
        pen.setWidthF(max(pen.widthF(), 2.2))
        self._shaft(painter, line, pen, head=edge.directed)
        self._evidence(painter, edge, line)
        self.words(painter, edge.relation, line.words)

    def words(self, painter: QPainter, text: str, at: QPointF) -> None:
        """Draw the words of a selected link on their tint."""
        font, metrics = self._theme.font("caption", weight=500), self._theme.metrics("caption", weight=500)
        width = min(metrics.horizontalAdvance(text), MAX_LABEL) + 1
        box = QRectF(at.x() - width / 2 - 5, at.y() - 9, width + 10, 18)
        draw_box(painter, box, radius=4, fill=self._theme.color("accentSoft"))
        draw_text(
            painter, box.adjusted(5, 0, -5, 0), text, font=font, colour=self._theme.color("accentText"),
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip

    def _evidence(self, painter: QPainter, edge: BoardEdge, line: Line) -> None:
        """Draw where the picture has it the mark of a link that is uncited or disputed."""
        if not edge.evidence:
            return
        shaft = QLineF(line.start, line.end)
        at = shaft.pointAt(min(MARK_AT, MARK_PX / max(shaft.length(), 1e-9)))
        half = EVIDENCE_MARK
        box = QRect(round(at.x()) - half, round(at.y()) - half, 2 * half, 2 * half)
        canvas, disputed = self._theme.color("canvas"), edge.evidence == "disputed"
        if disputed:
            # The sign stands clear of the line that was drawn over it.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(canvas)
            painter.drawEllipse(at, half * 0.7, half * 0.7)
        draw_evidence(painter, box, self._theme, uncited=not disputed, disputed=disputed, ground=canvas)

    def _shaft(self, painter: QPainter, line: Line, pen: QPen, *, head: bool) -> None:
        shaft = QLineF(line.start, line.end)
        length = shaft.length()
        if head and length > 2 * HEAD:
            shaft.setLength(length - HEAD * 0.9)
        painter.setPen(pen)
        painter.drawLine(shaft)
        if head and length > 2 * HEAD:
            self.head(painter, line.start, line.end, pen.color())

    def head(self, painter: QPainter, start: QPointF, end: QPointF, color: QColor) -> None:
        """Draw an arrow head at the end of a line."""
        away = end - start
        unit = away / max(math.hypot(away.x(), away.y()), 1e-9)
        foot, side = end - unit * HEAD, QPointF(-unit.y(), unit.x()) * (HEAD * 0.42)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([end, foot + side, foot - side]))

    # -- parts -----------------------------------------------------------------------------------------

    def _picture_box(self, at: QPointF, scale: float) -> QRectF:
        if scale < self.detail.pictures:
            side = max(22.0 * scale, self.detail.least)
            return QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        width, height = (side.px(scale) for side in self.detail.picture())
        # As the canvas does: whole pixels, or the picture beneath would show at the edge.
        left, top = round(at.x() - width / 2), round(at.y() - height / 2)
        return QRectF(left, top, width, height)

    def _brush(self, image: QImage, box: QRectF, dpr: float) -> QBrush:
        """A brush that fills a box with the middle of a picture."""
        width, height = max(round(box.width() * dpr), 1), max(round(box.height() * dpr), 1)
        key = (image.cacheKey(), width, height)
        small = self._small.get(key)
        if small is None:
            if len(self._small) >= _KEPT:
                self._small.clear()
            fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            whole = image.scaled(width, height, fill, Qt.TransformationMode.SmoothTransformation)
            left, top = (whole.width() - width) // 2, (whole.height() - height) // 2
            small = self._small[key] = whole.copy(left, top, width, height)
        brush = QBrush(small)
        brush.setTransform(QTransform(1 / dpr, 0, 0, 1 / dpr, box.left(), box.top()))
        return brush
