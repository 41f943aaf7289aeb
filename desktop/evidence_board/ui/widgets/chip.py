"""`Chip`: a filter in force, an entity, or a tag, as a small labelled box."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.colour_dot import DOT, draw_dot
from evidence_board.ui.widgets.kind_mark import draw_kind, kind_name
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["Chip", "ChipLook"]

ChipLook = Literal["filter", "entity", "tag"]

_PADDING, _ICON, _GAP = 8, 14, 4
#: The x: room before it, its side, room behind it.
_X_GAP, _X, _END = 6, 12, 6
_WIDEST = 280


class Chip(Clickable):
    """A chip; click opens it, its x (or Backspace or Delete when focused) takes it away.

    A ``filter`` chip is in the accent colour with an icon; an ``entity`` chip has the mark of its kind; a
    ``tag`` chip is words alone. All can be removable.

    Attributes:
        removed: the user took the chip away; the owner decides what that means.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        *,
        theme: Theme,
        look: ChipLook = "tag",
        icon: str = "",
        kind: str = "",
        removable: bool | None = None,
        dot: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a chip.

        Args:
            text: what it says; in any script.
            theme: the look.
            look: filter, entity or tag.
            icon: name of the icon of a filter chip.
            kind: kind of the entity of an entity chip.
            removable: whether it has an x; by default filter chips do.
            dot: colour of a dot in front, as ``#rrggbb``.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._look = look
        self._icon = icon
        self._mark = kind
        self._removable = look == "filter" if removable is None else removable
        self._over_x = False
        self._dot = dot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.set_text(text)

    @property
    def look(self) -> ChipLook:
        """Filter, entity or tag."""
        return self._look

    def text(self) -> str:
        """Return what the chip says."""
        return self._words

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._words = text
        if self._look == "filter":
            name = tr("Filter: {text}", text=text)
        elif self._mark:
            name = f"{kind_name(self._mark)}: {text}"
        else:
            name = tr("Tag: {text}", text=text)
        self.setAccessibleName(name)
        if self._removable:
            self.setAccessibleDescription(tr("Backspace removes it"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the words (up to 280 px) and the height of a chip."""
        size = self.theme.tokens.size
        height = self.theme.pixels(size["filterChip" if self._look == "filter" else "chip"])
        width = self._text_start() + self._text_width()
        width += _X_GAP + _X + _END if self._removable else _PADDING
        self.setToolTip(plain_tip(self._words) if width > _WIDEST else "")
        return QSize(min(width, _WIDEST), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chip away on Backspace and Delete."""
        if self._removable and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show when the pointer is over the x."""
        over = self._removable and self._x_place().contains(event.position().toPoint())
        if over != self._over_x:
            self._over_x = over
            self.update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the chip away when the x was clicked, else be a button."""
        at = event.position().toPoint()
        if self._removable and self.isDown() and self._x_place().contains(at):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, icon or mark, words and x, mirrored with the language."""
        painter = QPainter(self)
        color = self.theme.color
        is_filter = self._look == "filter"
        ink = color("accentText" if is_filter else "text2")
        radius = self.theme.tokens.radius["chip"]
        draw_box(painter, self.rect(), radius=radius, fill=color("accentSoft" if is_filter else "sunken"))
        if self.underMouse():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        place = visual(self, QRect(_PADDING, (self.height() - _ICON) // 2, _ICON, _ICON))
        if self._mark:
            draw_kind(painter, self._mark, place, self.theme)
        elif self._icon:
            draw_icon(painter, self._icon, place, ink)
        elif self._dot:
            spot = visual(self, QRect(_PADDING, (self.height() - DOT) // 2, DOT, DOT))
            draw_dot(painter, spot, self._dot, self.theme)
        end = self.width() - (_X_GAP + _X + _END if self._removable else _PADDING)
        room = visual(self, QRect(self._text_start(), 0, end - self._text_start() + 1, self.height()))
        font = self.theme.font("small", weight=500)
        draw_text(painter, room, self._words, font=font, colour=ink, align=leading(self))
        if self._removable:
            self._draw_x(painter)
        painter.end()

    def _draw_x(self, painter: QPainter) -> None:
        place = visual(self, QRect(self.width() - _END - _X, (self.height() - _X) // 2, _X, _X))
        color = self.theme.color
        if self._over_x and self.underMouse():
            draw_box(painter, place.adjusted(-2, -2, 2, 2), radius=3, fill=hover_fill(self.theme))
        draw_icon(painter, "x", place, color("accentText" if self._look == "filter" else "text3"))

    def _x_place(self) -> QRect:
        # As high as the chip and wider than the mark: nothing clickable is smaller than it must be.
        width = _END + _X + _X_GAP
        return visual(self, QRect(self.width() - width, 0, width, self.height()))

    def _text_start(self) -> int:
        before = _ICON + _GAP if self._icon or self._mark else DOT + _GAP + 1 if self._dot else 0
        return _PADDING + before

    def _text_width(self) -> int:
        return round(self.theme.metrics("small", weight=500).horizontalAdvance(self._words)) + 1
