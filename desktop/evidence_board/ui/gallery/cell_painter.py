"""Paints one file of the gallery as a thumbnail with two lines, or as a row of the list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from evidence_board.model.case_index import ItemRow
from evidence_board.model.sources import WorkStatus
from evidence_board.ui.gallery.cell_pictures import CellPictures
from evidence_board.ui.gallery.item_words import clip_length, own_name, second_line, when_words
from evidence_board.ui.gallery.text_cache import TextCache, TextLook
from evidence_board.ui.i18n import isolate, number
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.confidence import BARS, EVIDENCE_MARK, draw_bars, draw_evidence
from evidence_board.ui.widgets.painting import draw_box, faded, hover_fill
from evidence_board.ui.work_status import status_icon, status_tone

__all__ = ["CellPainter", "CellState"]

_ACCOUNT = TextLook("small", "text", 500)
_SECOND = TextLook("caption", "text3", 0, True)
_CLIP = TextLook("small", "onAccent", 600, True)
_OUT, _RADIUS, _CORNER = 4, 8, 6
_BADGE, _STATUS = 20, 12


@dataclass(frozen=True, slots=True)
class CellState:
    """What is true of a cell besides its file.

    Attributes:
        selected: it is in the selection.
        hovered: the pointer is over it.
        outlined: it has a thin outline because the pointer rests on the same file in another pane.
        focused: the keyboard is here.
        right_to_left: the interface reads from the right.
    """

    selected: bool = False
    hovered: bool = False
    outlined: bool = False
    focused: bool = False
    right_to_left: bool = False


class CellPainter:
    """Draws cells of the grid and of the single view.

    Attributes:
        texts: lines of text, shared with the other painters of the gallery.
        pictures: scaled thumbnails.
        usual_year: the year that dates leave out, empty for none.
        open_conflicts: how many conflicts of a file, by its id, nobody has answered.
        copies: how many files, by the id of one, a person called the same picture; below two there is no mark.
    """

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        self._theme = theme
        self._thumbnails = thumbnails
        self.texts = TextCache(theme)
        self.pictures = CellPictures(thumbnails)
        self.usual_year = ""
        self.open_conflicts: Callable[[str], int] = _none
        self.copies: Callable[[str], int] = _none

    def needs_look(self, item: ItemRow) -> bool:
        """Tell whether a file has an open problem or conflict."""
        return item.open_problems > 0 or self.open_conflicts(item.id) > 0

    @property
    def text_height(self) -> int:
        """Height of the two lines under a picture, in logical pixels."""
        return 3 + self._theme.line_height("small") + self._theme.line_height("caption")

    def clear(self) -> None:
        """Forget what was prepared for the old colours, fonts or sizes."""
        self.texts.clear()
        self.pictures.clear()

    def draw(self, painter: QPainter, item: ItemRow, box: QRect, state: CellState, *, whole: bool = False) -> None:
        """Draw a cell: outline and ground of its state, picture, overlays, two lines and bars."""
        picture = QRect(box.x(), box.y(), box.width(), box.height() - self.text_height)
        self._draw_ground(painter, box.adjusted(-_OUT, -_OUT, _OUT, _OUT), state)
        self._draw_picture(painter, item, picture, whole=whole)
        self._draw_overlays(painter, item, picture, state)
        self._draw_lines(painter, item, box, picture, state, alone=whole)

    def draw_expected(self, painter: QPainter, box: QRect, *, right_to_left: bool) -> None:
        """Draw the place of a file that is still to come."""
        color = self._theme.color
        picture = QRect(box.x(), box.y(), box.width(), box.height() - self.text_height)
        draw_box(painter, picture, radius=_CORNER, fill=color("sunken"))
        line = QRect(box.x(), picture.y() + picture.height() + 7, box.width() // 2, 8)
        if right_to_left:
            line.moveLeft(box.x() + box.width() - line.width())
        draw_box(painter, line, radius=4, fill=color("sunken"))

    def draw_tile(self, painter: QPainter, item: ItemRow, place: QRect, *, icon: int = 24) -> None:
        """Draw the plain icon of a file that has no picture, or an empty well while it is loaded."""
        color = self._theme.color
        draw_box(painter, place, radius=min(_CORNER, place.height() / 5), fill=color("sunken"))
        if not self._thumbnails.has_none(item.id):
            return
        name = "file-video" if item.kind == "video" else "file-text" if item.kind == "file" else "image-off"
        spot = QRect(0, 0, icon, icon)
        spot.moveCenter(place.center())
        draw_icon(painter, name, spot, color("text3"))

    def _draw_ground(self, painter: QPainter, outer: QRect, state: CellState) -> None:
        color = self._theme.color
        if state.selected:
            draw_box(painter, outer, radius=_RADIUS, fill=color("accentSoft"), border=color("accent"), width=2.0)
        elif state.hovered:
            draw_box(painter, outer, radius=_RADIUS, fill=hover_fill(self._theme))
        if state.outlined and not state.selected:
            draw_box(painter, outer, radius=_RADIUS, border=color("accent"), width=1.0)
        if state.focused:
            inset = 3 if state.selected else 0
            ring = outer.adjusted(inset, inset, -inset, -inset)
            draw_box(painter, ring, radius=_RADIUS - inset, border=color("focus"), width=2.0)

    def _draw_picture(self, painter: QPainter, item: ItemRow, picture: QRect, *, whole: bool) -> None:
        edge = faded(self._theme.color("text"), 0.1)
        if not self.pictures.draw(painter, item.id, picture, radius=_CORNER, edge=edge, whole=whole):
            self.draw_tile(painter, item, picture)

    def _draw_overlays(self, painter: QPainter, item: ItemRow, picture: QRect, state: CellState) -> None:
        color = self._theme.color
        corner = 5
        if state.selected:
            spot = self._badge_place(picture, corner, state)
            draw_box(painter, spot, radius=_BADGE / 2, fill=color("accent"))
            draw_icon(painter, "check", QRectF(spot).adjusted(3, 3, -3, -3), color("onAccent"), stroke=2.4)
            corner += _BADGE + 4
        if self.needs_look(item):
            spot = self._badge_place(picture, corner, state)
            draw_box(painter, spot, radius=4, fill=color("warnSoft"))
            draw_icon(painter, "triangle-alert", QRectF(spot).adjusted(3, 3, -3, -3), color("warn"), stroke=2.0)
        if item.duration_s is not None:
            self._draw_length(painter, clip_length(item.duration_s), picture, state)
        if (copies := self.copies(item.id)) > 1:
            self._draw_copies(painter, number(copies), picture, state)

    @staticmethod
    def _badge_place(picture: QRect, from_end: int, state: CellState) -> QRect:
        x = picture.x() + from_end if state.right_to_left else picture.right() + 1 - from_end - _BADGE
        return QRect(x, picture.y() + 5, _BADGE, _BADGE)

    def _draw_length(self, painter: QPainter, words: str, picture: QRect, state: CellState) -> None:
        # On the picture itself: dark with light letters in both themes.
        height, icon = self._theme.pixels(19), 11
        width = 6 + icon + 3 + self.texts.width(words, _CLIP) + 5
        box = QRect(picture.x() + 6, picture.bottom() + 1 - 6 - height, width, height)
        if state.right_to_left:
            box.moveLeft(picture.right() + 1 - 6 - width)
        draw_box(painter, box, radius=4, fill=_VEIL)
        draw_icon(painter, "play", QRect(box.x() + 6, box.y() + (height - icon) // 2, icon, icon), _LIGHT, stroke=2.2)
        room = QRect(box.x() + 6 + icon + 3, box.y(), width, height)
        self.texts.draw(painter, room, words, _CLIP, colour=_LIGHT)

    def _draw_copies(self, painter: QPainter, words: str, picture: QRect, state: CellState) -> None:
        """Draw the number of copies of the picture in the corner where a line ends."""
        height, icon = self._theme.pixels(19), 12
        width = 5 + icon + 4 + self.texts.width(words, _CLIP) + 6
        box = QRect(picture.right() + 1 - 6 - width, picture.bottom() + 1 - 6 - height, width, height)
        if state.right_to_left:
            box.moveLeft(picture.x() + 6)
        draw_box(painter, box, radius=4, fill=_VEIL)
        draw_icon(painter, "copy", QRect(box.x() + 5, box.y() + (height - icon) // 2, icon, icon), _LIGHT, stroke=2.0)
        room = QRect(box.x() + 5 + icon + 4, box.y(), width, height)
        self.texts.draw(painter, room, words, _CLIP, colour=_LIGHT)

    def _draw_lines(
        self, painter: QPainter, item: ItemRow, box: QRect, picture: QRect, state: CellState, *, alone: bool
    ) -> None:
        mirrored = state.right_to_left
        first, second = self._theme.line_height("small"), self._theme.line_height("caption")
        line = QRect(box.x() + 1, picture.bottom() + 1 + 4, box.width() - 2, first)
        if item.latitude is not None:
            bars = QRect(line.right() + 1 - BARS.width(), line.y(), BARS.width(), line.height())
            if mirrored:
                bars.moveLeft(line.x())
            draw_bars(painter, item.level, bars, self._theme, place=True)
            room = BARS.width() + 6
            if item.uncited or item.disputed:
                mark = QRect(bars.x() - EVIDENCE_MARK - 4, bars.y(), EVIDENCE_MARK, bars.height())
                if mirrored:
                    mark.moveLeft(bars.right() + 1 + 4)
                draw_evidence(painter, mark, self._theme, uncited=item.uncited > 0, disputed=item.disputed)
                room += EVIDENCE_MARK + 4
            words = line.adjusted(room if mirrored else 0, 0, 0 if mirrored else -room, 0)
        else:
            words = line
        name = isolate(item.account or item.label)
        if alone and item.account and (own := own_name(item)):
            name = f"{isolate(item.account)} · {own}"
        self.texts.draw(painter, words, name, _ACCOUNT, right=mirrored)
        below = QRect(line.x(), line.y() + first, line.width(), second)
        if item.status != WorkStatus.NEW:
            below = self._draw_status(painter, item, below, mirrored=mirrored)
        self._draw_date_and_ref(painter, below, item, usual="" if alone else self.usual_year, mirrored=mirrored)

    def _draw_status(self, painter: QPainter, item: ItemRow, line: QRect, *, mirrored: bool) -> QRect:
        """Draw the small mark of the state of work at the end of a line; returns the rest of the line."""
        x = line.x() if mirrored else line.right() + 1 - _STATUS
        spot = QRect(x, line.y() + (line.height() - _STATUS) // 2, _STATUS, _STATUS)
        draw_icon(painter, status_icon(item.status), spot, self._theme.color(status_tone(item.status)), stroke=2.0)
        room = _STATUS + 4
        return line.adjusted(room if mirrored else 0, 0, 0 if mirrored else -room, 0)

    def _draw_date_and_ref(self, painter: QPainter, line: QRect, item: ItemRow, *, usual: str, mirrored: bool) -> None:
        words = second_line(item, usual=usual)
        if self.texts.width(words, _SECOND) <= line.width() or words == item.ref:
            self.texts.draw(painter, line, words, _SECOND, right=mirrored)
            return
        # The ref is the handle people use: it stays whole, the date before it is cut.
        tail = f" · {item.ref}"
        room = self.texts.width(tail, _SECOND)
        date = line.adjusted(room if mirrored else 0, 0, 0 if mirrored else -room, 0)
        self.texts.draw(painter, date, when_words(item, usual=usual), _SECOND, right=mirrored)
        end = QRect(line.x() if mirrored else date.right() + 1, line.y(), room, line.height())
        self.texts.draw(painter, end, tail, _SECOND, right=mirrored)


_VEIL = QColor(12, 15, 19, 205)
_LIGHT = QColor(255, 255, 255)


def _none(item_id: str) -> int:
    return 0
