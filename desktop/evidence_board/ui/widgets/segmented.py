"""`Segmented`: one of a few views, each an icon, in a sunken well."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, hover_fill

__all__ = ["Segmented"]

_WIDTH, _HEIGHT, _MARGIN, _ICON = 28, 26, 2, 16


class Segmented(QWidget):
    """A choice among icons; arrow keys move it, Tab enters and leaves it as one.

    Attributes:
        changed: the user chose another segment; carries its id.
    """

    changed = Signal(str)

    def __init__(self, *, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty control.

        Args:
            name: what is chosen, already translated; the accessible name.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._segments: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def add(self, ident: str, *, icon: str, name: str, key: str = "") -> None:
        """Add a segment at the end; the first one is chosen.

        Args:
            ident: given back by `current` and `changed`.
            icon: name of the icon.
            name: what it shows, already translated.
            key: key of the command, for the tooltip.
        """
        segment = _Segment(icon, theme=self._theme, parent=self)
        segment.describe(name, key=key)
        segment.setChecked(not self._segments)
        segment.clicked.connect(lambda: self.changed.emit(ident))
        self._group.addButton(segment)
        self._segments[ident] = segment
        self._layout.addWidget(segment)

    @property
    def current(self) -> str:
        """Id of the chosen segment, empty while there is none."""
        return next((ident for ident, segment in self._segments.items() if segment.isChecked()), "")

    def set_current(self, ident: str) -> None:
        """Choose a segment without telling anyone.

        Raises:
            KeyError: there is no such segment.
        """
        self._segments[ident].setChecked(True)

    def segment(self, ident: str) -> Clickable:
        """Return the button of a segment, e.g. to give it focus."""
        return self._segments[ident]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the well."""
        painter = QPainter(self)
        radius = self._theme.tokens.radius["control"]
        draw_box(painter, self.rect(), radius=radius, fill=self._theme.color("sunken"))
        painter.end()


class _Segment(Clickable):
    """One icon of the control."""

    def __init__(self, icon: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._icon = icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.theme.color
        box = self.rect().adjusted(0, _MARGIN, 0, -_MARGIN)
        radius = self.theme.tokens.radius["chip"]
        role = "text3"
        if self.isChecked():
            draw_box(painter, box, radius=radius, fill=color("raised"), border=color("line2"))
            role = "text"
        elif self.underMouse():
            draw_box(painter, box, radius=radius, fill=hover_fill(self.theme))
            role = "text2"
        place = QRect((self.width() - _ICON) // 2, (self.height() - _ICON) // 2, _ICON, _ICON)
        draw_icon(painter, self._icon, place, color(role if self.isEnabled() else "disabled"))
        painter.end()
