"""`CitedHead`: a cited thing as a line: number, small picture or mark, name, what is said to it, its level."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.gallery.cell_pictures import cover_part
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, hover_fill, leading, visual

__all__ = ["CitedHead", "draw_cited"]

_NUMBER, _WIDE, _HIGH, _GAP, _MARK = 16, 46, 34, 8, 20
_ENTITIES = ("account", "person", "unit", "location", "equipment", "event")
_ICONS = {"link": "waypoints", "moment": "clock", "geotag": "map-pin", "post": "message-square-text"}


class CitedHead(Clickable):
    """A press opens the thing; the line is 40 px high."""

    def __init__(
        self,
        *,
        number: int,
        kind: str,
        picture: str,
        name: str,
        below: str,
        level: str,
        gone: bool,
        theme: Theme,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        """Make a line.

        Args:
            number: place in the list; 0 writes none.
            kind: kind of the thing.
            picture: id of the file whose picture stands for it, or empty.
            name: what it is called.
            below: the second line.
            level: of what has a level, else empty.
            gone: it lies in the bin.
            theme: the look.
            thumbnails: small pictures.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._number, self._kind, self._picture = number, kind, picture
        self._name, self._below, self._level, self._gone = name, below, level, gone
        self._thumbnails = thumbnails
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # The arrows of the whole row come from its owner.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if picture:
            thumbnails.ready.connect(self._picture_came)

    def sizeHint(self) -> QSize:
        """Return the height of picture and two lines."""
        lines = self.theme.line_height("small") + self.theme.line_height("caption") + 4
        return QSize(180, max(_HIGH + 4, lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number, picture, both lines and the bars."""
        painter = QPainter(self)
        color, height = self.theme.color, self.height()
        if self.underMouse() or self.isDown():
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self.theme))
        start = 0
        first, second = self.theme.line_height("small"), self.theme.line_height("caption")
        top = (height - (first + second if self._below else first)) // 2
        if self._number:
            # Longer lists than a fact has: three figures still stand there.
            written = self.theme.metrics("small", weight=600, tabular=True).horizontalAdvance(str(self._number))
            wide = max(_NUMBER, round(written) + 6)
            room = visual(self, QRect(0, top, wide, first))
            font = self.theme.font("small", weight=600, tabular=True)
            draw_text(painter, room, str(self._number), font=font, colour=color("accentText"), align=leading(self))
            start = wide
        place = visual(self, QRect(start, (height - _HIGH) // 2, _WIDE, _HIGH))
        draw_cited(painter, place, self._kind, self._picture, theme=self.theme, thumbnails=self._thumbnails)
        if self._gone:
            draw_box(painter, place, radius=4, fill=faded(color("pane"), 0.6))
        start += _WIDE + _GAP
        end = self.width() - (BARS.width() + 8 if self._level else 0)
        room = visual(self, QRect(start, top, end - start, first))
        ink = color("text3" if self._gone else "text")
        font = self.theme.font("small", weight=500)
        draw_text(painter, room, self._name, font=font, colour=ink, align=leading(self))
        if self._below:
            room = visual(self, QRect(start, top + first, self.width() - start, second))
            font = self.theme.font("caption")
            draw_text(painter, room, self._below, font=font, colour=color("text2"), align=leading(self))
        if self._level:
            bars = visual(self, QRect(self.width() - BARS.width() - 2, top, BARS.width(), first))
            draw_bars(painter, self._level, bars, self.theme, place=self._kind == "geotag")
        painter.end()

    def _picture_came(self, item_ids: set[str]) -> None:
        if self._picture in item_ids:
            self.update()


def draw_cited(
    painter: QPainter, place: QRect, kind: str, picture: str, *, theme: Theme, thumbnails: Thumbnails
) -> None:
    """Draw what stands for a thing: its picture, the mark of its kind, or an icon.

    Args:
        painter: where to draw.
        place: the room, 4 to 3.
        kind: kind of the thing.
        picture: id of the file whose picture it is, or empty.
        theme: the look.
        thumbnails: small pictures.
    """
    image = thumbnails.get(picture) if picture and kind != "geotag" else None
    if image is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        small = image.scaledToWidth(3 * place.width(), Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(place, small, cover_part(small.size(), place.width(), place.height()))
        return
    draw_box(painter, place, radius=4, fill=theme.color("sunken"))
    mark = QRect(0, 0, _MARK, _MARK)
    mark.moveCenter(place.center())
    if kind in _ENTITIES:
        draw_kind(painter, kind, mark, theme)
    elif kind in _ICONS:
        draw_icon(painter, _ICONS[kind], mark.adjusted(1, 1, -1, -1), theme.color("text2"))
    else:
        draw_kind(painter, "media", mark, theme)
