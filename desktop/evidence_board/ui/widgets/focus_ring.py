"""`FocusRing`: shows where the keyboard is: 2 px in the focus colour, 2 px clear of the control."""

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["FocusRing", "RingStyle", "set_ring"]

RingStyle = Literal["outside", "inside", "none"]

_WIDTH, _CLEAR = 2, 2
_PROPERTY = "focusRing"

#: These show focus by the stylesheet: a border of 2 px.
_SELF_MADE = (QLineEdit, QAbstractSpinBox, QComboBox, QPushButton, QToolButton, QTabBar)


def set_ring(widget: QWidget, style: RingStyle) -> None:
    """Say how a widget shows the keyboard focus.

    ``outside`` is the rule; ``inside`` suits panes that meet edge to edge; ``none`` is for widgets that
    paint their own focus.
    """
    widget.setProperty(_PROPERTY, style)


class FocusRing(QObject):
    """Follows the keyboard focus of one application and draws the ring above everything.

    A click with the mouse moves the focus without a ring.
    """

    def __init__(self, app: QApplication, *, theme: Theme) -> None:
        super().__init__(app)
        self._theme = theme
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._move)

    @property
    def target(self) -> QWidget | None:
        """The widget that has the ring now."""
        ring = self._drawn()
        return ring.target if ring is not None and ring.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the ring in place when the control or what holds it moves."""
        ring = self._drawn()
        if ring is not None:
            match event.type():
                case QEvent.Type.Move | QEvent.Type.Resize | QEvent.Type.Show | QEvent.Type.KeyPress:
                    ring.follow()
                case QEvent.Type.Hide | QEvent.Type.MouseButtonPress:
                    ring.hide()
        return False

    def _drawn(self) -> "_Ring | None":
        # The ring is a child of the window and goes with it.
        return self._ring if self._ring is not None and isValid(self._ring) else None

    def _move(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            # Focus also moves because a window is being taken apart.
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        ring = self._drawn()
        if ring is not None:
            ring.hide()
        if new is None:
            return
        window = new.window()
        style = new.property(_PROPERTY) or _default_style(new)
        # Qt sets the attribute when Tab moves the focus, and takes it back at a click.
        if style == "none" or not window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return
        if ring is None or ring.parentWidget() is not window:
            if ring is not None:
                ring.deleteLater()
            ring = self._ring = _Ring(window, self._theme)
        ring.surround(new, inside=style == "inside")
        step: QWidget | None = new
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = None if step is window else step.parentWidget()


def _default_style(widget: QWidget) -> RingStyle:
    if isinstance(widget, _SELF_MADE):
        return "none"
    return "inside" if isinstance(widget, QAbstractScrollArea) else "outside"


class _Ring(QWidget):
    """The ring, a see-through child of the window."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._inside = False
        self.target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, target: QWidget, *, inside: bool) -> None:
        self.target, self._inside = target, inside
        self.follow()

    def follow(self) -> None:
        target = self.target
        if target is None or not target.isVisible():
            self.hide()
            return
        window = self._window
        room = 0 if self._inside else _CLEAR + _WIDTH
        place = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(-room, -room, room, room)
        seen = place & window.rect()
        above = target.parentWidget()
        while above is not None and above is not window:
            if isinstance(above.parentWidget(), QAbstractScrollArea):
                seen &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
            above = above.parentWidget()
        self.setGeometry(place)
        if seen.isEmpty():
            self.hide()
            return
        self.setMask(seen.translated(-place.topLeft()))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = 0 if self._inside else self._theme.tokens.radius["control"] + _CLEAR + _WIDTH
        draw_box(painter, self.rect(), radius=radius, border=self._theme.color("focus"), width=_WIDTH)
        painter.end()
