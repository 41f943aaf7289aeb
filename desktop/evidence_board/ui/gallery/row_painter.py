"""Paints a file as a row of the list view, and the headings of groups."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from evidence_board.model.case_index import ItemRow
from evidence_board.model.sources import WorkStatus
from evidence_board.ui.gallery.arrangement import PLACED
from evidence_board.ui.gallery.cell_painter import CellPainter, CellState
from evidence_board.ui.gallery.item_words import clip_length, date_words, day_words, own_name
from evidence_board.ui.gallery.text_cache import TextLook
from evidence_board.ui.i18n import isolate, number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.confidence import BARS, EVIDENCE_MARK, draw_bars, draw_evidence
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, faded, hover_fill
from evidence_board.ui.work_status import status_icon, status_tone

__all__ = ["RowPainter", "group_title"]

_REF = TextLook("small", "text2", 500, True)
_NAME = TextLook("body", "text", 500)
_DETAIL = TextLook("small", "text3")
_DATE = TextLook("small", "text3", 0, True)
_TITLE = TextLook("bodyStrong", "text")
_COUNT = TextLook("body", "text3", 0, True)
_PICTURE_WIDTH, _REF_WIDTH, _DATE_WIDTH, _DATE_WIDTH_YEAR, _GAP = 36, 46, 56, 76, 10
_MARK, _CHEVRON = 16, 16


def group_title(grouping: str, key: str) -> str:
    """Return the heading of a group in the language of the interface."""
    if key == PLACED:
        return tr("Placed, not named")
    if not key:
        return {
            "place": tr("Not placed yet"),
            "date": tr("No date"),
            "account": tr("No account"),
            "picture": tr("No copies"),
        }.get(grouping, "")
    if grouping == "picture":
        return tr("Picture of {ref}", ref=key)
    return day_words(key) if grouping == "date" else key


class RowPainter:
    """Draws rows and headings with the texts and pictures of the cell painter.

    Attributes:
        years_differ: some dates show their year and need the room for it.
    """

    def __init__(self, theme: Theme, cells: CellPainter) -> None:
        self._theme = theme
        self._cells = cells
        self.years_differ = False

    def draw(self, painter: QPainter, item: ItemRow, box: QRect, state: CellState) -> None:
        """Draw a row: picture, ref, name, and at the end date and bars."""
        self._draw_ground(painter, box, state)
        mirrored, texts = state.right_to_left, self._cells.texts
        place = _Places(box, mirrored=mirrored)
        height = box.height() - 6
        picture = place.take(_PICTURE_WIDTH, after=_GAP)
        picture = QRect(picture.x(), box.y() + 3, _PICTURE_WIDTH, height)
        edge = faded(self._theme.color("text"), 0.1)
        if not self._cells.pictures.draw(painter, item.id, picture, radius=4, edge=edge, whole=False):
            self._cells.draw_tile(painter, item, picture, icon=14)
        texts.draw(painter, place.take(_REF_WIDTH, after=_GAP), item.ref, _REF, right=mirrored)
        bars = place.take_end(BARS.width(), before=_GAP)
        if item.latitude is not None:
            draw_bars(painter, item.level, bars, self._theme, place=True)
        usual = self._cells.usual_year
        day = place.take_end(self._theme.pixels(_DATE_WIDTH_YEAR if self.years_differ else _DATE_WIDTH), before=_GAP)
        if item.captured is not None:
            texts.draw(painter, day, date_words(item.captured, usual=usual), _DATE, right=not mirrored)
        if item.uncited or item.disputed:
            spot = place.take_end(EVIDENCE_MARK, before=6)
            mark = QRect(spot.x(), box.y(), EVIDENCE_MARK, box.height())
            draw_evidence(painter, mark, self._theme, uncited=item.uncited > 0, disputed=item.disputed)
        if self._cells.needs_look(item):
            spot = place.take_end(14, before=6)
            mark = QRect(spot.x(), box.y() + (box.height() - 14) // 2, 14, 14)
            draw_icon(painter, "triangle-alert", mark, self._theme.color("warn"))
        if item.status != WorkStatus.NEW:
            spot = place.take_end(14, before=6)
            mark = QRect(spot.x(), box.y() + (box.height() - 14) // 2, 14, 14)
            draw_icon(painter, status_icon(item.status), mark, self._theme.color(status_tone(item.status)))
        self._draw_name(painter, item, place.rest(), mirrored=mirrored)

    def draw_heading(
        self, painter: QPainter, box: QRect, *, grouping: str, key: str, count: int, collapsed: bool, mirrored: bool
    ) -> None:
        """Draw the heading of a group: mark, title, count, chevron."""
        place = _Places(box, mirrored=mirrored, inset=0)
        texts = self._cells.texts
        room = place.take(_MARK, after=8)
        mark = QRect(room.x(), box.y() + (box.height() - _MARK) // 2, _MARK, _MARK)
        if grouping == "place" and key not in ("", PLACED):
            draw_kind(painter, "location", mark, self._theme)
        elif grouping == "account" and key:
            draw_kind(painter, "account", mark, self._theme)
        else:
            icons = {
                "place": "map-pin" if key == PLACED else "map-pin-off",
                "account": "at-sign",
                "date": "calendar-days" if key else "calendar-x",
                "picture": "copy" if key else "image",
            }
            draw_icon(painter, icons[grouping], mark, self._theme.color("text2"))
        chevron = place.take_end(_CHEVRON, before=8)
        spot = QRect(chevron.x(), box.y() + (box.height() - _CHEVRON) // 2, _CHEVRON, _CHEVRON)
        draw_icon(painter, "chevron-right" if collapsed else "chevron-down", spot, self._theme.color("text2"))
        title, figure = group_title(grouping, key), number(count)
        width = min(texts.width(title, _TITLE), place.rest().width() - texts.width(figure, _COUNT) - 8)
        texts.draw(painter, place.take(width, after=8), title, _TITLE, right=mirrored)
        texts.draw(painter, place.rest(), figure, _COUNT, right=mirrored)

    def _draw_ground(self, painter: QPainter, box: QRect, state: CellState) -> None:
        color = self._theme.color
        if state.selected:
            draw_box(painter, box, radius=6, fill=color("accentSoft"))
        elif state.hovered:
            draw_box(painter, box, radius=6, fill=hover_fill(self._theme))
        if state.outlined and not state.selected:
            draw_box(painter, box, radius=6, border=color("accent"))
        if state.focused:
            draw_box(painter, box, radius=6, border=color("focus"), width=2.0)

    def _draw_name(self, painter: QPainter, item: ItemRow, room: QRect, *, mirrored: bool) -> None:
        texts = self._cells.texts
        name = isolate(item.account or item.label)
        detail = own_name(item) if item.account else isolate(item.file_name) if item.title else ""
        if item.duration_s is not None:
            length = clip_length(item.duration_s)
            detail = f"{length} · {detail}" if detail else length
        width = min(texts.width(name, _NAME), room.width())
        place = _Places(room, mirrored=mirrored, inset=0)
        texts.draw(painter, place.take(width, after=8), name, _NAME, right=mirrored)
        texts.draw(painter, place.rest(), detail, _DETAIL, right=mirrored)


class _Places:
    """Cuts a row into parts from both ends, in reading direction."""

    def __init__(self, box: QRect, *, mirrored: bool, inset: int = 6) -> None:
        self._box, self._mirrored = box, mirrored
        self._start, self._end = inset, box.width() - inset

    def take(self, width: int, *, after: int) -> QRect:
        """Cut off the beginning."""
        part = self._part(self._start, self._start + width)
        self._start += width + after
        return part

    def take_end(self, width: int, *, before: int) -> QRect:
        """Cut off the end."""
        part = self._part(self._end - width, self._end)
        self._end -= width + before
        return part

    def rest(self) -> QRect:
        """What is left in the middle."""
        return self._part(self._start, max(self._start, self._end))

    def _part(self, start: int, end: int) -> QRect:
        x = self._box.x() + (self._box.width() - end if self._mirrored else start)
        return QRect(x, self._box.y(), end - start, self._box.height())
