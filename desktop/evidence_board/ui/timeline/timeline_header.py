"""`TimelineHeader`: title, what a mark stands for, and zoom."""

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.kind_mark import kind_shape
from evidence_board.ui.widgets.painting import draw_box, draw_text, leading, visual
from evidence_board.ui.widgets.pane_header import PaneHeader

__all__ = ["TimelineHeader"]

_HEIGHT, _PADDING, _NOTE_GAP = 30, 12, 9
_SQUARE, _MARK_GAP, _BETWEEN, _AFTER = 8, 6, 16, 24


class TimelineHeader(PaneHeader):
    """A header of 30 px without a line below: the strip begins right under it.

    Signals:
        zoom_pressed: (1 or -1) zoom in or out.
    """

    zoom_pressed = Signal(int)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Timeline"), theme=theme, parent=parent)
        self._controls.setSpacing(4)
        self._legend = _Legend(theme=theme, parent=self)
        self.add_control(self._legend)
        self._controls.addSpacing(_AFTER)
        self._buttons = []
        for icon, name, key, step in (
            ("zoom-out", tr("Zoom out"), tr("−"), -1),
            ("zoom-in", tr("Zoom in"), tr("+"), 1),
        ):
            button = IconButton(icon, name=name, key=key, theme=theme, parent=self)
            button.clicked.connect(lambda _=False, step=step: self.zoom_pressed.emit(step))
            self.add_control(button)
            self._buttons.append(button)

    @property
    def zoom_out(self) -> IconButton:
        """The button that shows a longer time."""
        return self._buttons[0]

    @property
    def zoom_in(self) -> IconButton:
        """The button that shows a shorter time."""
        return self._buttons[1]

    def set_empty(self, empty: bool) -> None:
        """Show the title alone, as long as nothing has a date."""
        for control in (self._legend, *self._buttons):
            control.setVisible(not empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the legend out where it has no room beside the title."""
        super().resizeEvent(event)
        if self._buttons[0].isVisibleTo(self):
            self._legend.setVisible(self.width() > self._legend.sizeHint().width() + 220)

    def sizeHint(self) -> QSize:
        """Return the height of the header."""
        return QSize(super().sizeHint().width(), self._theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw surface, title and note."""
        painter = QPainter(self)
        color, metrics = self._theme.color, self._theme.metrics("bodyStrong")
        painter.fillRect(self.rect(), color("pane"))
        end, top = self._end_of_words(), 1
        room = QRect(_PADDING, top, end - _PADDING, self.height())
        font = self._theme.font("bodyStrong")
        draw_text(painter, visual(self, room), self._title, font=font, colour=color("text"), align=leading(self))
        x = _PADDING + int(metrics.horizontalAdvance(self._title)) + _NOTE_GAP
        if self._note and end - x > 24:
            room = visual(self, QRect(x, top, end - x, self.height()))
            font = self._theme.font("small", tabular=True)
            draw_text(painter, room, self._note, font=font, colour=color("text3"), align=leading(self))
        painter.end()

    def _end_of_words(self) -> int:
        """Return where the first control that is shown begins, counted from the beginning of the line."""
        shown = [one for one in (self._legend, *self._buttons) if one.isVisibleTo(self)]
        places = [visual(self, one.geometry()).x() for one in shown]
        return min(places, default=self.width()) - _PADDING


class _Legend(QWidget):
    """Filled square Taken, outlined square Posted, diamond Event."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Filled square: taken. Outlined square: posted. Diamond: event."))

    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics("small")
        wide = sum(_SQUARE + _MARK_GAP + metrics.horizontalAdvance(words) for words in self._words())
        return QSize(round(wide + 2 * _BETWEEN + 4), self._theme.line_height("small"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, font, metrics = self._theme.color, self._theme.font("small"), self._theme.metrics("small")
        x, middle = 0, self.height() / 2
        for place, words in enumerate(self._words()):
            box = QRectF(visual(self, QRect(x, round(middle - _SQUARE / 2), _SQUARE, _SQUARE)))
            if place == 0:
                draw_box(painter, box, radius=1.5, fill=color("media"))
            elif place == 1:
                draw_box(painter, box, radius=1.5, border=color("media"), width=1.3)
            else:
                painter.fillPath(_diamond(box), color("event"))
            x += _SQUARE + _MARK_GAP
            wide = round(metrics.horizontalAdvance(words)) + 1
            room = visual(self, QRect(x, 0, wide, self.height()))
            draw_text(painter, room, words, font=font, colour=color("text2"), align=leading(self))
            x += wide + _BETWEEN
        painter.end()

    def _words(self) -> tuple[str, str, str]:
        return tr("Taken"), tr("Posted"), tr("Event")


def _diamond(box: QRectF) -> QPainterPath:
    side, middle = _SQUARE + 0.5, box.center()
    return QTransform.fromTranslate(middle.x(), middle.y()).scale(side, side).map(kind_shape("event"))
