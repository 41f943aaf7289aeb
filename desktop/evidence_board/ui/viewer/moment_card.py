"""`MomentCard`: a marked moment of a video: its frame, its time, its words and what cites it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.model.regions import RegionRow, bounds
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.viewer.clip_words import moment_words
from evidence_board.ui.viewer.region_words import kind_icon, region_colour, region_name
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["MomentCard"]

_HEIGHT, _PICTURE, _PAD, _FOOT = 84, QSize(62, 46), 8, 24


class MomentCard(Clickable):
    """A card; click goes to the moment, a double click or F2 names it.

    Attributes:
        opened: a double click.
        menu_wanted: (point of the screen).
        row: the moment.
    """

    opened = Signal()
    menu_wanted = Signal(object)

    def __init__(self, row: RegionRow, *, theme: Theme, chosen: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self.row, self._chosen = row, chosen
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.sizeHint().height())
        name = row.name or _unnamed(row)
        self.describe(", ".join((moment_words(row), isolate(name), self._foot()[1])))

    def show_image(self, image: QImage | None) -> None:
        """Show the frame of the moment."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the picture and three lines."""
        return QSize(200, self.theme.pixels(_HEIGHT))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Name it."""
        self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open its menu."""
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        color, row = self.theme.color, self.row
        radius = self.theme.tokens.radius["card"]
        fill = color("accentSoft") if self._chosen else color("pane")
        border = color("accent" if self._chosen else "line2")
        draw_box(painter, self.rect(), radius=radius, fill=fill, border=border, width=2.0 if self._chosen else 1.0)
        if self.underMouse() and not self._chosen:
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        place = visual(self, QRect(_PAD, _PAD, _PICTURE.width(), _PICTURE.height()))
        self._paint_picture(painter, place)
        x = _PAD + _PICTURE.width() + 8
        room = self.width() - x - _PAD
        line = self.theme.line_height("small")
        ink = color("accentText" if self._chosen else "text")
        time = visual(self, QRect(x, _PAD, room, line))
        font = self.theme.font("small", weight=600, tabular=True)
        draw_text(painter, time, moment_words(row), font=font, colour=ink, align=leading(self))
        words = row.name or _unnamed(row)
        name = visual(self, QRect(x, _PAD + line + 2, room, line))
        ink = color("text" if row.name else "text3")
        draw_text(painter, name, words, font=self.theme.font("small"), colour=ink, align=leading(self))
        self._paint_foot(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter, place: QRect) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(place), 4, 4)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(place, self.theme.color("sunken"))
        image = self._image
        if image is not None:
            scale = max(place.width() / image.width(), place.height() / image.height())
            part = QRectF(0, 0, place.width() / scale, place.height() / scale)
            part.moveCenter(QRectF(image.rect()).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(place), image, part)
            self._paint_region(painter, place, QRectF(image.rect()), part)
        painter.restore()

    def _paint_region(self, painter: QPainter, place: QRect, whole: QRectF, part: QRectF) -> None:
        """Draw where on the frame the region lies."""
        if self.row.is_moment or not self.row.points:
            return
        left, top, right, bottom = bounds(self.row.points)
        scale = place.width() / part.width()
        across, down = whole.width() * scale, whole.height() * scale
        corner = QPointF(place.topLeft()) - part.topLeft() * scale + QPointF(left * across, top * down)
        size = QSizeF(max((right - left) * across, 3.0), max((bottom - top) * down, 3.0))
        box = QRectF(corner, size)
        draw_box(painter, box.adjusted(-1, -1, 1, 1), radius=1, border=QColor(255, 255, 255, 220), width=1.0)
        draw_box(painter, box, radius=1, border=region_colour(self.row, self.theme), width=1.5)

    def _paint_foot(self, painter: QPainter) -> None:
        icon, words = self._foot()
        top = self.height() - _FOOT
        mark = visual(self, QRect(_PAD, top + 4, 14, 14))
        if self.row.entity_kind:
            draw_kind(painter, self.row.entity_kind, mark, self.theme)
        else:
            draw_icon(painter, icon, mark, self.theme.color("text3"))
        room = visual(self, QRect(_PAD + 22, top, self.width() - 2 * _PAD - 22, _FOOT - 2))
        ink = self.theme.color("text2")
        font = self.theme.font("caption")
        draw_text(painter, room, words, font=font, colour=ink, align=leading(self), elide=Qt.TextElideMode.ElideRight)

    def _foot(self) -> tuple[str, str]:
        row = self.row
        shown = isolate(row.entity) if row.entity and row.entity != row.name else ""
        cited = tr("cited for {facts}", facts=", ".join(row.cited)) if row.cited else tr("not cited yet")
        icon = "quote" if row.is_moment else kind_icon(row.kind)
        return icon, f"{shown} · {cited}" if shown else cited


def _unnamed(row: RegionRow) -> str:
    return tr("No label yet") if row.is_moment else region_name(row)
