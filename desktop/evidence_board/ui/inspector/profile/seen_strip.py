"""`SeenStrip`: a small line of time of one entity: its files as marks in the style of their level, its events."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evidence_board.ui.i18n import count, day_month, day_month_year, isolate, tr
from evidence_board.ui.inspector.profile.profile_data import SeenMark
from evidence_board.ui.inspector.profile.seen_layout import LANES, PlacedMark, SeenLayout, lay_out
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.painting import draw_text, faded
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["SeenStrip", "draw_seen_mark", "mark_words"]

_MARK, _STEP, _EVENTS, _AXIS, _SURE = 8.0, 10, 16, 18, ("confirmed", "probable")


def draw_seen_mark(painter: QPainter, box: QRectF, *, role: str, level: str, theme: Theme, colour: QColor) -> None:
    """Draw one mark: filled when probable or better, tinted and dashed when possible or doubtful.

    Outline alone means posted, grey that nobody judged, crossed that it was refuted; events are diamonds.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if role == "event":
        _draw_event(painter, box, theme)
        return
    weak = level in ("possible", "doubtful", "refuted")
    ink = theme.color("control") if level == "unjudged" else colour
    inner = box
    if role == "posted" or weak:
        pen = QPen(ink, 1.2)
        if weak:
            pen.setDashPattern([2.0, 1.5])
        painter.setPen(pen)
        painter.setBrush(theme.color("pane") if role == "posted" else faded(ink, 0.18))
        inner = box.adjusted(0.6, 0.6, -0.6, -0.6)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
    painter.drawRoundedRect(inner, 1.5, 1.5)
    if level == "refuted":
        painter.setPen(QPen(theme.color("bad"), 1.4))
        painter.drawLine(box.bottomLeft(), box.topRight())


def _draw_event(painter: QPainter, box: QRectF, theme: Theme) -> None:
    ink = theme.kind_color("event")
    x, y, reach = box.x() + _MARK / 2, box.center().y(), 5.0
    painter.setPen(Qt.PenStyle.NoPen)
    if box.width() > _MARK + 1:
        painter.setBrush(faded(ink, 0.35))
        painter.drawRoundedRect(QRectF(x, y - 1.5, box.width() - _MARK / 2, 3), 1.5, 1.5)
    painter.setBrush(ink)
    painter.drawPolygon([QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)])


class SeenStrip(QWidget):
    """Time runs left to right in every language. Left and Right walk the marks, Enter or a click selects.

    Attributes:
        chosen: (list of row ids) the marks at one place of the line.
    """

    chosen = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marks: tuple[SeenMark, ...] = ()
        self._role = "text2"
        self._layout: SeenLayout | None = None
        self._at = -1
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def show_marks(self, marks: tuple[SeenMark, ...], *, place: bool = False) -> None:
        """Show these dates, in order; those of a place in the colour of places."""
        self._role = "location" if place else "text2"
        if marks != self._marks:
            self._marks, self._at = marks, -1
            self._renew()
        self.setVisible(bool(marks))

    @property
    def placed(self) -> list[PlacedMark]:
        """Every mark from left to right."""
        layout = self._layout
        return sorted((*layout.files, *layout.events), key=lambda one: one.x) if layout is not None else []

    def place_of(self, mark: PlacedMark) -> QRect:
        """Return where a mark stands in the widget."""
        return self._box(mark).toAlignedRect()

    def sizeHint(self) -> QSize:
        """Return the height of events, marks and axis."""
        layout = self._layout
        if layout is None:
            return QSize(200, 0)
        lanes = LANES if layout.is_bars else layout.highest
        return QSize(200, (_EVENTS if layout.events else 2) + lanes * _STEP + 6 + self._theme.pixels(_AXIS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the marks out anew."""
        super().resizeEvent(event)
        # Thousands of dates are laid out once for a width, not again for every height.
        if event.size().width() != event.oldSize().width():
            self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the marks and select."""
        placed = self.placed
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(placed), Qt.Key.Key_End: len(placed)}
        key = Qt.Key(event.key())
        if placed and key in steps:
            self._at = max(0, min(self._at + steps[key], len(placed) - 1))
            self.setAccessibleDescription(_words(placed[self._at]))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._at < len(placed):
            self.chosen.emit([mark.id for mark in placed[self._at].marks])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select what stands under the pointer."""
        under = self._under(event.position())
        if under is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = self.placed.index(under)
            self.chosen.emit([mark.id for mark in under.marks])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a mark can be pressed."""
        under = self._under(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if under is not None else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first mark."""
        super().focusInEvent(event)
        self._at = max(self._at, 0)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say date and name of the mark under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            under = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(_words(under)) if under is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line, marks, events and axis."""
        layout = self._layout
        if layout is None:
            return
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        base = self._base()
        painter.fillRect(QRectF(0, base + 2, self.width(), 1), color("line2"))
        ink = color(self._role)
        for one in (*layout.files, *layout.events):
            mark = one.marks[0]
            if layout.is_bars and mark.role != "event":
                self._draw_bar(painter, one, ink)
            else:
                draw_seen_mark(painter, self._box(one), role=mark.role, level=mark.level, theme=theme, colour=ink)
        self._draw_axis(painter, layout, base)
        placed = self.placed
        if self.hasFocus() and 0 <= self._at < len(placed):
            painter.setPen(QPen(color("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._box(placed[self._at]).adjusted(-2.5, -2.5, 2.5, 2.5), 3, 3)
        painter.end()

    def _draw_bar(self, painter: QPainter, one: PlacedMark, ink: QColor) -> None:
        """Draw a bar of many files: the sure ones below, then those nobody judged, the weak ones tinted."""
        box = self._box(one)
        sure = sum(1 for mark in one.marks if mark.level in _SURE)
        unjudged = sum(1 for mark in one.marks if mark.level == "unjudged")
        weak = len(one.marks) - sure - unjudged
        painter.setPen(Qt.PenStyle.NoPen)
        bottom = box.y() + box.height()
        for many, fill in ((sure, ink), (unjudged, self._theme.color("control")), (weak, faded(ink, 0.3))):
            tall = box.height() * many / len(one.marks)
            painter.fillRect(QRectF(box.x(), bottom - tall, box.width(), tall), fill)
            bottom -= tall

    def _draw_axis(self, painter: QPainter, layout: SeenLayout, base: float) -> None:
        font = self._theme.font("caption", tabular=True)
        metrics = self._theme.metrics("caption", tabular=True)
        top = round(base) + 4
        many_years = len({day.year for _, day in layout.ticks}) > 1
        last = len(layout.ticks) - 1
        taken: list[tuple[float, float]] = []
        # The ends first: what stands between them is left out where there is no room.
        for at in dict.fromkeys((0, last, *range(last + 1))):
            x, day = layout.ticks[at]
            words = day_month_year(day.date()) if at == 0 or many_years else day_month(day.date())
            wide = metrics.horizontalAdvance(words) + 2
            left = max(0.0, min(x, self.width() - wide))
            if any(left < end + 8 and left + wide > begin - 8 for begin, end in taken):
                continue
            taken.append((left, left + wide))
            room = QRectF(left, top, wide, self.height() - top)
            draw_text(painter, room, words, font=font, colour=self._theme.color("text3"))

    def _base(self) -> float:
        return self.height() - self._theme.pixels(_AXIS) - 3.0

    def _box(self, one: PlacedMark) -> QRectF:
        layout = self._layout
        if one.marks[0].role == "event":
            return QRectF(one.x, 3, one.width, 10)
        if layout is not None and layout.is_bars:
            tall = max(3.0, (LANES * _STEP - 2) * len(one.marks) / layout.highest)
            return QRectF(one.x, self._base() + 2 - tall, one.width, tall)
        return QRectF(one.x, self._base() - _MARK - one.lane * _STEP, one.width, _MARK)

    def _under(self, point: QPointF) -> PlacedMark | None:
        near = [one for one in self.placed if self._box(one).adjusted(-3, -3, 3, 3).contains(point)]
        return min(near, key=lambda one: abs(self._box(one).center().x() - point.x()), default=None)

    def _renew(self) -> None:
        self._layout = lay_out(self._marks, max(self.width(), 60)) if self._marks else None
        total = count(len(self._marks), one="{n} date", many="{n} dates")
        self.setAccessibleName(tr("Line of time, {dates}", dates=total))
        self.updateGeometry()
        self.update()


def _words(one: PlacedMark) -> str:
    return mark_words(one.marks)


def mark_words(marks: Sequence[SeenMark]) -> str:
    """Return what the marks at one place of a line say: name, date and level, or how many and from when to when."""
    if len(marks) > 1:
        files = count(len(marks), one="{n} file", many="{n} files")
        first, last = moment_words(marks[0].moment), moment_words(marks[-1].moment)
        return f"{files}, {tr('{first} to {last}', first=first, last=last)}"
    mark = marks[0]
    when = moment_words(mark.moment, approximate=mark.about)
    if mark.end is not None:
        when = tr("{first} to {last}", first=when, last=moment_words(mark.end))
    said = tr("posted {time}", time=when) if mark.role == "posted" else when
    return f"{isolate(mark.name)}: {said}, {level_name(mark.level).lower()}"
