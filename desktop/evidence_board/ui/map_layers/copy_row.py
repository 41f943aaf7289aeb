"""`CopyRow`: how far the copying of a map into the case is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.progress_split import ProgressSplit

__all__ = ["CopyRow"]

_PARTS = 1000


class CopyRow(QWidget):
    """A line of words above a bar, and a button.

    Signals:
        stopped: a person wants it to end.

    Attributes:
        words: what is copied.
        percent: how much of it is done.
        stop_button: ends it.
    """

    stopped = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel("", theme=theme, role="small", colour="text2")
        self.percent = ElidedLabel("", theme=theme, role="small", colour="text2", tabular=True)
        self.percent.setFixedWidth(theme.pixels(44))
        self._bar = ProgressSplit(theme=theme)
        self.stop_button = Button(tr("Stop"), theme=theme, small=True)
        self.stop_button.clicked.connect(self.stopped)
        column = QVBoxLayout()
        column.setSpacing(6)
        told = QHBoxLayout()
        told.addWidget(self.words, 1)
        told.addWidget(self.percent)
        column.addLayout(told)
        column.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(column, 1)
        layout.addWidget(self.stop_button)

    def begin(self, name: str) -> None:
        """Show that the copying of a map begins."""
        self.words.set_text(tr("Copying {name} into the case", name=isolate(name)))
        self.move_to(0.0)

    def move_to(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        self.percent.set_text(f"{round(100 * share)} %")
        self._bar.set_counts(added=round(share * _PARTS), repeats=0, need_you=0, total=_PARTS)
