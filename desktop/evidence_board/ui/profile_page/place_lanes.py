"""`PlaceLanes`: when something was seen at each place, one line for each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.profile.profile_data import SeenMark
from evidence_board.ui.inspector.profile.seen_strip import draw_seen_mark, mark_words
from evidence_board.ui.profile_page.page_data import PlaceLane
from evidence_board.ui.profile_page.table_painter import draw_days
from evidence_board.ui.profile_page.time_axis import TimeAxis, placed_marks
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_text, leading, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["PlaceLanes"]

_LABEL, _AXIS, _MARK, _LOWEST, _MOST = 172, 28, 16, 26, 84


class PlaceLanes(QWidget):
    """Time runs left to right in every language. Arrow keys walk the marks, Enter or a click selects the files.

    Attributes:
        chosen: (list of item ids) the files of a mark.
        place_chosen: (row id) the name of a place was clicked.
    """

    chosen = Signal(object)
    place_chosen = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lanes: tuple[PlaceLane, ...] = ()
        self._axis: TimeAxis | None = None
        self._limit, self._lane, self._mark = 7, 0, -1
        self._selected: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focusRing", "none")
        self.setMouseTracking(True)

    @property
    def lanes(self) -> tuple[PlaceLane, ...]:
        """The lines that show."""
        whole = len(self._lanes) <= self._limit + 1
        return self._lanes if whole else self._lanes[: self._limit]

    def show_lanes(self, lanes: Sequence[PlaceLane], axis: TimeAxis | None, *, limit: int = 7) -> None:
        """Show these places over one line of time."""
        if tuple(lanes) != self._lanes:
            self._lane, self._mark = 0, -1
        self._lanes, self._axis, self._limit = tuple(lanes), axis, limit
        places = count(len(self._lanes), one="{n} place", many="{n} places")
        self.setAccessibleName(tr("When it was seen where, {places}", places=places))
        self.setVisible(bool(self._lanes))
        self.updateGeometry()
        self.update()

    def show_selection(self, ids: frozenset[str]) -> None:
        """Outline the marks of what is selected."""
        if ids != self._selected:
            self._selected = ids
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height at which no line touches another."""
        return QSize(300, len(self.lanes) * self._theme.pixels(_LOWEST) + self._theme.pixels(_AXIS))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: lines never lie on each other."""
        return QSize(220, self.sizeHint().height())

    def mark_boxes(self, lane: int) -> list[QRectF]:
        """Return where the marks of a lane stand in the widget."""
        return [box for box, _ in self._marks(lane)]

    # -- mouse and keys --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the files of a mark, or the place of a name."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = self._under(event.position())
        if found is not None:
            self.chosen.emit([mark.id for mark in found])
            return
        lane = self._lane_at(event.position().y())
        label = visual(self, QRect(0, 0, self._label(), self.height()))
        if 0 <= lane < len(self.lanes) and label.contains(event.position().toPoint()) and self.lanes[lane].id:
            self.place_chosen.emit(self.lanes[lane].id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a mark can be pressed."""
        found = self._under(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk marks and places, select."""
        key = Qt.Key(event.key())
        marks = self._marks(self._lane)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.lanes:
            self._lane = max(0, min(self._lane + (1 if key == Qt.Key.Key_Down else -1), len(self.lanes) - 1))
            self._mark = min(self._mark, len(self._marks(self._lane)) - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and marks:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._mark = max(0, min(self._mark + step, len(marks) - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._mark < len(marks):
            self.chosen.emit([mark.id for mark in marks[self._mark][1]])
            return
        else:
            super().keyPressEvent(event)
            return
        here = self._marks(self._lane)
        said = mark_words(here[self._mark][1]) if 0 <= self._mark < len(here) else ""
        self.setAccessibleDescription(", ".join(part for part in (self._name(self.lanes[self._lane]), said) if part))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first mark."""
        super().focusInEvent(event)
        self._mark = max(self._mark, 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw without the ring."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say date and name of the mark under the pointer, or the whole name of a place."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._under(QPointF(event.pos()))
            lane = self._lane_at(event.pos().y())
            words = mark_words(found) if found else self._name(self.lanes[lane]) if lane < len(self.lanes) else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, lines, marks and days."""
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        first = self._line(0)
        if self._axis is not None and self.lanes:
            foot = self._line(len(self.lanes) - 1).bottom()
            for at, _ in self._axis.ticks(3):
                x = round(first.x() + self._axis.x(at, first.width()))
                painter.fillRect(x, 0, 1, round(foot), color("line"))
        for at, lane in enumerate(self.lanes):
            self._draw_name(painter, at, lane)
            line = self._line(at)
            painter.fillRect(QRectF(line.x(), line.center().y(), line.width(), 1), color("line2"))
            ink = color("location") if lane.id else color("text2")
            for place, (box, marks) in enumerate(self._marks(at)):
                best = min(marks, key=lambda mark: mark.level not in ("confirmed", "probable"))
                painter.fillRect(box.adjusted(-1, 0, 1, 0), color("pane"))
                draw_seen_mark(painter, box, role=best.role, level=best.level, theme=theme, colour=ink)
                if len(marks) > 1:
                    painter.fillRect(QRectF(box.x(), box.bottom() + 2, box.width(), 1.5), ink)
                ring = self.hasFocus() and (at, place) == (self._lane, self._mark)
                if ring or any(mark.id in self._selected for mark in marks):
                    painter.setPen(QPen(color("focus" if ring else "accent"), 1.5))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 3, 3)
        if self._axis is not None and self.lanes:
            below = QRectF(first.x(), self._line(len(self.lanes) - 1).bottom(), first.width(), theme.pixels(_AXIS))
            draw_days(painter, self, below, self._axis, theme, parts=3)
        painter.end()

    def _draw_name(self, painter: QPainter, at: int, lane: PlaceLane) -> None:
        theme, line = self._theme, self._line(at)
        top, x = round(line.y()), 0
        if lane.id:
            mark = QRect(2, top + (round(line.height()) - _MARK) // 2, _MARK, _MARK)
            draw_kind(painter, "location", visual(self, mark), theme)
        x = _MARK + 10
        room = visual(self, QRect(x, top, self._label() - x - 8, round(line.height())))
        ink = theme.color("text" if lane.id else "text3")
        draw_text(
            painter, room, self._name(lane), font=theme.font("small", weight=500), colour=ink, align=leading(self)
        )

    def _name(self, lane: PlaceLane) -> str:
        return isolate(lane.name) if lane.id else tr("No place")

    def _label(self) -> int:
        """Return the room of the names: what they need, up to a third of the whole."""
        metrics = self._theme.metrics("small", weight=500)
        longest = max((round(metrics.horizontalAdvance(self._name(one))) for one in self.lanes), default=0)
        return min(self._theme.pixels(_LABEL), longest + _MARK + 22, self.width() * 2 // 5)

    def _line(self, lane: int) -> QRectF:
        """Return the band of a lane beside its name."""
        label, axis = self._label(), self._theme.pixels(_AXIS)
        high = min((self.height() - axis) / max(len(self.lanes), 1), float(self._theme.pixels(_MOST)))
        place = visual(self, QRect(label, 0, max(self.width() - label - 4, 1), 1))
        return QRectF(place.x(), lane * high, place.width(), high)

    def _lane_at(self, y: float) -> int:
        return int(y // max(self._line(0).height(), 1.0))

    def _marks(self, lane: int) -> list[tuple[QRectF, tuple[SeenMark, ...]]]:
        if self._axis is None or not 0 <= lane < len(self.lanes):
            return []
        return placed_marks(self.lanes[lane].marks, self._axis, self._line(lane))

    def _under(self, point: QPointF) -> tuple[SeenMark, ...] | None:
        found = self._marks(self._lane_at(point.y()))
        near = [one for one in found if one[0].adjusted(-3, -6, 3, 6).contains(point)]
        best = min(near, key=lambda one: abs(one[0].center().x() - point.x()), default=None)
        return best[1] if best is not None else None
