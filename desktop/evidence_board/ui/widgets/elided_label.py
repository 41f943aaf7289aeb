"""`ElidedLabel`: one line of text in any script, shortened when there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.fonts import Role
from evidence_board.ui.widgets.painting import draw_text, leading
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["ElidedLabel"]


class ElidedLabel(QWidget):
    """A label that reads in the direction of its text and shows the whole text as tooltip when cut."""

    def __init__(
        self,
        text: str = "",
        *,
        theme: Theme,
        role: Role = "body",
        colour: str = "text",
        tabular: bool = False,
        mono: bool = False,
        weight: int = 0,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        keeps_colour: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a label.

        Args:
            text: what it says.
            theme: the look.
            role: size of the type scale.
            colour: token role.
            tabular: figures of one width.
            mono: JetBrains Mono, for hashes and paths.
            weight: 400, 500 or 600 instead of the weight of the role.
            elide: where the ellipsis stands; the middle suits file names.
            keeps_colour: a fact, which is read all the same where it cannot be changed.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._role: Role = role
        self._colour = colour
        self._tabular, self._mono, self._weight = tabular, mono, weight
        self._elide, self._keeps_colour = elide, keeps_colour
        self._align: Qt.AlignmentFlag | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._text = ""
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._set_tooltip()
        self.update()

    def set_colour(self, colour: str) -> None:
        """Write in the colour of another token role."""
        self._colour = colour
        self.update()

    def set_align(self, align: Qt.AlignmentFlag) -> None:
        """Keep the text at a side of the screen; by default it stands where lines begin."""
        self._align = align
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the whole text."""
        return QSize(self._wanted(), self._theme.line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        """Return a width that shows little more than the ellipsis."""
        return QSize(min(self._wanted(), 24), self._theme.line_height(self._role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as tooltip only while it is cut."""
        super().resizeEvent(event)
        self._set_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        role = self._colour if self.isEnabled() or self._keeps_colour else "disabled"
        draw_text(
            painter,
            self.rect(),
            self._text,
            font=self._font(),
            colour=self._theme.color(role),
            align=leading(self) if self._align is None else self._align,
            elide=self._elide,
        )
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(self._role, tabular=self._tabular, mono=self._mono, weight=self._weight)

    def _wanted(self) -> int:
        metrics = self._theme.metrics(self._role, tabular=self._tabular, mono=self._mono, weight=self._weight)
        return int(metrics.horizontalAdvance(self._text)) + 2

    def _set_tooltip(self) -> None:
        self.setToolTip(plain_tip(self._text) if self.width() < self._wanted() - 1 else "")
