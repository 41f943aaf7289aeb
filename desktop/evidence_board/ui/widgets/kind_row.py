"""`KindRow`: a row of the navigator: icon or mark, words, and a count at the end."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import number
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.colour_dot import DOT, draw_dot
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, trailing, visual

__all__ = ["KindRow"]

_PADDING, _ICON, _TEXT, _COUNT_END = 8, 16, 32, 10
_RAIL_SIDE, _RAIL_ICON = 36, 20
#: Largest number on a badge: more digits would cover the icon. The tooltip has the whole number.
_BADGE_MOST = 99


class KindRow(Clickable):
    """A row of 28 px, or in the compact rail a tile of 36 px with a badge.

    Checkable: the checked row is the one shown in the panes.
    """

    def __init__(
        self,
        text: str,
        *,
        theme: Theme,
        icon: str = "",
        kind: str = "",
        count: int | None = None,
        tone: Literal["", "warn"] = "",
        badge: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            text: name of the row, already translated.
            theme: the look.
            icon: name of the icon, unless the row stands for a kind.
            kind: kind whose mark stands in front.
            count: number at the end; None for no number.
            tone: ``warn`` for a queue that waits for a person.
            badge: in the rail the count is shown at the corner of the icon.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._text, self._icon, self._kind = text, icon, kind
        self._count, self._tone, self._badge = count, tone, badge
        self._compact = False
        self._dot = ""
        self.setCheckable(True)
        self.set_compact(False)
        self._name()

    def text(self) -> str:
        """Return the name of the row."""
        return self._text

    @property
    def count(self) -> int | None:
        """The number at the end."""
        return self._count

    @property
    def badge_text(self) -> str:
        """What the badge of the rail says: the count, "99+" where it is larger, empty for none."""
        if not (self._badge and self._count):
            return ""
        return number(self._count) if self._count <= _BADGE_MOST else f"{number(_BADGE_MOST)}+"

    def set_count(self, count: int | None) -> None:
        """Show another number; None for no number."""
        if count != self._count:
            self._count = count
            self._name()

    def set_tone(self, tone: Literal["", "warn"]) -> None:
        """Say whether the row waits for a person."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def set_dot(self, colour: str) -> None:
        """Show a dot of a colour in place of the icon; none for an empty text."""
        if colour != self._dot:
            self._dot = colour
            self.update()

    def set_text(self, text: str) -> None:
        """Show another name."""
        self._text = text
        self._name()

    def set_compact(self, compact: bool) -> None:
        """Become a tile of the rail, or a row again."""
        self._compact = compact
        across = QSizePolicy.Policy.Fixed if compact else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._name()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of a row, or the square of a tile."""
        if self._compact:
            return QSize(_RAIL_SIDE, _RAIL_SIDE)
        width = _TEXT + round(self.theme.metrics("body").horizontalAdvance(self._text))
        return QSize(width + 48, self.theme.pixels(self.theme.tokens.size["row"]))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which a name can still be read."""
        return self.sizeHint() if self._compact else QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface of state, then the content."""
        painter = QPainter(self)
        radius = self.theme.tokens.radius["control"]
        if self.isChecked():
            draw_box(painter, self.rect(), radius=radius, fill=self.theme.color("accentSoft"))
        elif self.underMouse() or self.isDown():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        if self._compact:
            self._draw_tile(painter)
        else:
            self._draw_row(painter)
        painter.end()

    def _ink(self, at_rest: str) -> str:
        if not self.isEnabled():
            return "disabled"
        return "accentText" if self.isChecked() else self._tone or at_rest

    def _draw_mark(self, painter: QPainter, place: QRect) -> None:
        if self._kind:
            draw_kind(painter, self._kind, place, self.theme)
        elif self._dot:
            spot = QRect(0, 0, DOT, DOT)
            spot.moveCenter(place.center())
            draw_dot(painter, spot, self._dot, self.theme)
        elif self._icon:
            draw_icon(painter, self._icon, place, self.theme.color(self._ink("text2")))

    def _draw_row(self, painter: QPainter) -> None:
        height, strong = self.height(), self.isChecked()
        self._draw_mark(painter, visual(self, QRect(_PADDING, (height - _ICON) // 2, _ICON, _ICON)))
        figure = "" if self._count is None else number(self._count)
        weight = 600 if strong else 500 if self._tone else 400
        figure_width = int(self.theme.metrics("small", tabular=True, weight=weight).horizontalAdvance(figure) + 1)
        end = self.width() - _COUNT_END - figure_width
        room = visual(self, QRect(end, 0, figure_width, height))
        font = self.theme.font("small", tabular=True, weight=weight)
        colour = self.theme.color(self._ink("text3"))
        draw_text(painter, room, figure, font=font, colour=colour, align=trailing(self))
        room = visual(self, QRect(_TEXT, 0, end - 8 - _TEXT, height))
        ink = "disabled" if not self.isEnabled() else "accentText" if strong else "text"
        font = self.theme.font("body", weight=500 if strong else 400)
        draw_text(painter, room, self._text, font=font, colour=self.theme.color(ink), align=leading(self))

    def _draw_tile(self, painter: QPainter) -> None:
        side = _RAIL_ICON if self._icon else _ICON
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        figure = self.badge_text
        wide = int(self.theme.metrics("caption", tabular=True, weight=500).horizontalAdvance(figure))
        if len(figure) > 2:
            # The icon makes room for the badge, so that both can be read.
            place.moveBottomLeft(QPoint(3, self.height() - 1))
        self._draw_mark(painter, visual(self, place))
        if figure:
            font = self.theme.font("caption", tabular=True, weight=500)
            box = QRect(0, 0, max(16, wide + 7), 16)
            box.moveTopRight(self.rect().topRight())
            color = self.theme.color
            place = visual(self, box)
            draw_box(painter, place, radius=8, fill=color("pane"), border=color("line2"))
            centre = Qt.AlignmentFlag.AlignCenter
            draw_text(painter, place, figure, font=font, colour=color("text2"), align=centre)

    def _name(self) -> None:
        name = self._text if self._count is None else f"{self._text}, {number(self._count)}"
        self.setAccessibleName(name)
        self.setToolTip(name if self._compact else "")
        self.update()
