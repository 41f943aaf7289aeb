"""`ValueText`: a value of the inspector: a few lines, copied from its menu, edited by a double click."""

import re
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.painting import leading, text_direction
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["ValueText"]

#: More letters than a few lines hold in any script.
_MOST = 2_000
_UNIT = re.compile(r"(?<=\d) (?=k?m\b)")


class ValueText(ElidedLabel):
    """A value that wraps as far as it may; the whole of it is the tooltip when it is cut.

    Attributes:
        edit_wanted: it was double-clicked.
        more_actions: adds to the menu of the value; None for no more.
    """

    edit_wanted = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        theme: Theme,
        colour: str = "text",
        mono: bool = False,
        middle: bool = False,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """Make a line.

        Args:
            text: what it says.
            theme: the look.
            colour: token role.
            mono: in JetBrains Mono, for hashes.
            middle: cut in the middle instead of at the end, for paths.
            lines: how many lines it may take before it is cut.
            parent: parent widget.
        """
        self._tip = self._whole = ""
        self._lines = lines
        self._cut_at: tuple[str, int] = ("", 0)
        self._cut = ""
        elide = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        super().__init__(
            text, theme=theme, role="small", colour=colour, tabular=not mono, mono=mono, elide=elide, parent=parent
        )
        self.more_actions: Callable[[QMenu], None] | None = None
        if lines > 1:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_whole(self, whole: str) -> None:
        """Copy this instead of what is shown, e.g. all of a hash."""
        self._whole = whole

    def set_tip(self, tip: str) -> None:
        """Say more under the pointer than the value alone; empty shows the value where it is cut."""
        self._tip = tip
        self.setToolTip(self.text())

    def setToolTip(self, text: str) -> None:
        """Show what `set_tip` said, else the given text; letter by letter."""
        super().setToolTip(plain_tip(self._tip) if self._tip else text)

    @property
    def is_cut(self) -> bool:
        """Whether less than the whole text shows."""
        return self._fitted(self.width())[0] != self.text()

    def hasHeightForWidth(self) -> bool:
        """Return whether the height follows from the width."""
        return self._lines > 1

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines the text takes at a width."""
        if self._lines == 1:
            return super().heightForWidth(width)
        return self._fitted(width)[1] * self._theme.line_height("small")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, in lines if there are several."""
        shown, lines = self._fitted(self.width())
        if self._lines == 1 or lines == 1:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self._theme.color(self._colour if self.isEnabled() else "disabled"))
        layout, height = self._laid_out(shown, self.width()), self._theme.line_height("small")
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            line.setPosition(QPointF(0.0, at * height + (height - line.height()) / 2))
        layout.draw(painter, QPointF(0.0, (self.height() - lines * height) / 2))
        painter.end()

    def _set_tooltip(self) -> None:
        if self._lines == 1:
            super()._set_tooltip()
        else:
            self.setToolTip(plain_tip(self.text()) if self.is_cut else "")

    def _fitted(self, width: int) -> tuple[str, int]:
        """Return as much of the text as the lines hold at a width, and how many lines that takes."""
        text = self.text()
        if self._lines == 1 or width <= 0 or not text:
            return text, 1
        if self._cut_at != (text, width):
            self._cut_at, self._cut = (text, width), text
            metrics = QFontMetricsF(self._font())
            # What wraps at words leaves ends of lines empty, so less than their whole length may fit.
            room = self._lines * width
            while self._laid_out(self._cut, width).lineCount() > self._lines and room > width:
                self._cut = metrics.elidedText(text[:_MOST], self._elide, room)
                room -= width // 8 + 1
        return self._cut, min(self._laid_out(self._cut, width).lineCount(), self._lines)

    def _laid_out(self, text: str, width: int) -> QTextLayout:
        # A number and its unit stay together.
        layout = QTextLayout(_UNIT.sub("\u00a0", text), self._font())
        option = QTextOption(leading(self) | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(text_direction(text))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return layout

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to edit the value."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the whole value."""
        if not self.text():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy")).triggered.connect(
            lambda: QGuiApplication.clipboard().setText(self._whole or self.text())
        )
        if self.more_actions is not None:
            self.more_actions(menu)
        menu.popup(event.globalPos())
