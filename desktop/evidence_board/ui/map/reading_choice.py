"""`ReadingChoice`: how a text was read, and what else it could mean, each to be taken with a click."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from evidence_board.geo.coordinates import Coordinates
from evidence_board.ui.i18n import tr
from evidence_board.ui.map.reading_words import other_words, reading_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["ReadingChoice"]

_MOST = 4


class ReadingChoice(QWidget):
    """A sentence about the reading that counts, and a line for each of the others.

    Attributes:
        words: the sentence, or what is wrong.
        others: a button for each other reading, in the order of their likelihood.
        chosen: another reading was taken.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        """Make it empty.

        Args:
            parent: its owner.
            theme: the look.
        """
        super().__init__(parent)
        self._theme = theme
        self._ways: list[Coordinates] = []
        self._counts = 0
        self.words = QLabel("", self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "hint")
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(theme.line_height("small") * 2)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._also = QLabel(tr("It could also mean:"), self)
        self._also.setProperty("role", "small")
        self.others: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.words)
        self._column.addWidget(self._also)
        self._also.hide()

    @property
    def found(self) -> Coordinates | None:
        """The reading that counts, None without one."""
        return self._ways[self._counts] if self._ways else None

    def show_reading(self, found: Coordinates | None) -> None:
        """Show a reading with its alternatives; None for nothing."""
        self._ways = [found, *found.alternatives[:_MOST]] if found is not None else []
        self._counts = 0
        self._renew()

    def show_problem(self, words: str) -> None:
        """Say what is wrong instead of a reading."""
        self._say(words)

    def show_again(self) -> None:
        """Show the reading instead of a problem that is mended."""
        self._say(reading_words(self.found) if self.found is not None else "")

    def _say(self, words: str) -> None:
        self.words.setText(words)
        # A box of its own size does not ask a label how high its lines are at a width.
        lines = self.words.heightForWidth(max(self.width(), self.minimumWidth()))
        self.words.setMinimumHeight(max(self._theme.line_height("small") * 2, lines))

    def _take(self, at: int) -> None:
        self._counts = at
        self._renew()
        self.chosen.emit()

    def _renew(self) -> None:
        for button in self.others:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.others = []
        self.show_again()
        for at, way in enumerate(self._ways):
            if at == self._counts:
                continue
            words = other_words(way, beside=self._ways[self._counts])
            button = Button(words, theme=self._theme, kind="link", small=True, parent=self)
            button.clicked.connect(partial(self._take, at))
            self._column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeading)
            button.show()
            self.others.append(button)
        self._also.setVisible(bool(self.others))
