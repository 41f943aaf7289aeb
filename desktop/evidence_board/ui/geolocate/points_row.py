"""`PointRow`: one matching point in the list: number, name, how well it fits."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_board.model.placement import MatchPoint
from evidence_board.ui.geolocate.points_marks import draw_number
from evidence_board.ui.geolocate.points_named_row import NamedRow
from evidence_board.ui.geolocate.solver_words import AMBER_FROM_DEG, angle_words
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, trailing, visual

__all__ = ["PointRow"]

_MARK, _BAR, _VALUE, _GAP = 18, 56, 44, 8
#: A bar is full at this.
_FULL_DEG = 2.5


class PointRow(NamedRow):
    """A row of the list."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, name_start=_MARK + _GAP, parent=parent)
        self.point: MatchPoint | None = None
        self.miss: float | None = None
        self._chosen = self._hovered = self._odd = False
        self._note = ""

    def show_point(
        self, point: MatchPoint, *, miss: float | None, odd: bool, chosen: bool, hovered: bool, note: str
    ) -> None:
        """Show a point.

        Args:
            point: as it stands on the screen.
            miss: by how many degrees it misses; None while that is not known.
            odd: it does not fit the others.
            chosen: the others panes show it as chosen.
            hovered: the pointer is over it, here or elsewhere.
            note: what is missing, instead of a bar.
        """
        state = (point, miss, odd, chosen, hovered, note)
        if state == (self.point, self.miss, self._odd, self._chosen, self._hovered, self._note):
            return
        self.point, self.miss, self._odd, self._chosen, self._hovered, self._note = state
        self.row_id, self.name = point.id, point.name
        words = [tr("Point {n}", n=point.number), point.name or tr("no name")]
        if not point.used:
            words.append(tr("left out"))
        elif miss is not None:
            words.append(tr("misses by {n}", n=angle_words(abs(miss), decimals=1)))
        else:
            words.append(note)
        if odd:
            words.append(tr("does not fit"))
        self.describe(", ".join(one for one in words if one))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number, name, bar and degrees, mirrored with the language; the bar grows in reading direction."""
        point = self.point
        if point is None:
            return
        painter = QPainter(self)
        theme, color = self.theme, self.theme.color
        box = self.rect().adjusted(-4, 1, 4, -1)
        if self._chosen:
            draw_box(painter, box, radius=4, fill=color("accentSoft"))
        elif self._hovered or self.underMouse():
            draw_box(painter, box, radius=4, fill=hover_fill(theme))
        middle = self.height() / 2
        mark = visual(self, QRect(0, 0, _MARK, self.height())).center().x() + 0.5
        draw_number(painter, QPointF(mark, middle), point.number, theme=theme, used=point.used, size=_MARK)
        end = self.width()
        if self._note or not point.used:
            words = tr("left out") if not point.used else self._note
            width = round(theme.metrics("small").horizontalAdvance(words)) + 2
            end -= width
            room = visual(self, QRect(end, 0, width, self.height()))
            draw_text(painter, room, words, font=theme.font("small"), colour=color("text3"), align=trailing(self))
        elif self.miss is not None:
            end -= _VALUE
            amber = abs(self.miss) > AMBER_FROM_DEG
            ink = color("warn" if amber else "ok")
            room = visual(self, QRect(end, 0, _VALUE, self.height()))
            words = angle_words(abs(self.miss), decimals=1)
            font = theme.font("small", tabular=True, weight=600 if amber else 0)
            draw_text(painter, room, words, font=font, colour=ink if amber else color("text2"), align=trailing(self))
            end -= _BAR
            well = QRect(end, round(middle) - 3, _BAR, 6)
            draw_box(painter, visual(self, well), radius=3, fill=color("sunken"))
            filled = max(6, round(_BAR * min(abs(self.miss) / _FULL_DEG, 1.0)))
            draw_box(painter, QRectF(visual(self, QRect(end, well.top(), filled, 6))), radius=3, fill=ink)
        start = _MARK + _GAP
        room = visual(self, QRect(start, 0, max(0, end - start - _GAP), self.height()))
        name = point.name or tr("Point {n}", n=point.number)
        ink = color("warn") if self._odd else color("text" if point.name else "text3")
        draw_text(painter, room, name, font=theme.font("body"), colour=ink, align=leading(self))
        if self.hasFocus():
            draw_box(painter, box.adjusted(4, 0, -4, 0), radius=4, border=color("focus"), width=2.0)
        painter.end()
