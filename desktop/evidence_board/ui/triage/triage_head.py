"""`TriageHead`: what is gone through, how far one is, and how to leave."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.progress_split import ProgressSplit

__all__ = ["TriageHead"]

_BAR = 160


class TriageHead(QWidget):
    """A bar as high as the filter bar beside it.

    Attributes:
        close_wanted: leave.
        switch_wanted: new files alone, or all that pass the filter.
        switch: the button of it.
    """

    close_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = ElidedLabel(theme=theme, role="bodyStrong")
        self._progress = ElidedLabel(theme=theme, role="body", colour="text2", tabular=True)
        self._bar = ProgressSplit(theme=theme)
        self._bar.setFixedWidth(_BAR)
        self.switch = Button("", theme=theme, kind="quiet", small=True, key="N")
        self.switch.clicked.connect(self.switch_wanted)
        leave = IconButton("x", name=tr("Leave"), key="Esc", theme=theme)
        leave.clicked.connect(self.close_wanted)
        for part in (self.switch, leave):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 10, 1)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._progress)
        layout.addWidget(self._bar)
        layout.addStretch(1)
        layout.addWidget(self.switch)
        layout.addWidget(leave)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """The progress, as shown."""
        return self._progress.text()

    def show_progress(self, *, at: int, total: int, left: int, only_new: bool) -> None:
        """Show how far one is.

        Args:
            at: number of the present file, from 1.
            total: of the files.
            left: how many of them are still new.
            only_new: whether the new ones alone are gone through.
        """
        self._title.set_text(tr("New files") if only_new else tr("All files of the filter"))
        still = count(left, one="{n} left", many="{n} left") if only_new else tr("{n} new", n=number(left))
        place = tr("{n} of {total}", n=number(at), total=number(total))
        self._progress.set_text(tr("{place}, {left}", place=place, left=still) if total else "")
        self._bar.set_counts(added=total - left, repeats=0, need_you=0, total=max(total, 1))
        self._bar.setAccessibleName(self._progress.text())
        self._bar.setVisible(total > 0)
        self.switch.setText(tr("All files of the filter") if only_new else tr("New files alone"))

    def sizeHint(self) -> QSize:
        """Return the height of the filter bar."""
        return QSize(400, self._theme.pixels(self._theme.tokens.size["filterBar"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("pane"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
        painter.end()
