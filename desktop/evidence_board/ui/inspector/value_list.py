"""`ValueList`: the values that are kept beside the one that counts, folded until they are asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.inspector.value_card import ValueCard
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.fold_line import FoldLine

__all__ = ["ValueList"]


class ValueList(QWidget):
    """A line with a count, and the cards below it.

    Attributes:
        folded: it was opened or folded.
        fold: the line.
        cards: the cards, in order.
    """

    folded = Signal()

    def __init__(self, words: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.cards: list[ValueCard] = []
        self.fold = FoldLine(words, theme=theme)
        box = QWidget()
        self._column = QVBoxLayout(box)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.fold)
        layout.addWidget(box)
        self.fold.hold(box)
        self.fold.folded.connect(lambda _: self.folded.emit())
        self.hide()

    def show_cards(self, cards: Sequence[ValueCard]) -> None:
        """Show other cards; the keyboard stays at the same value."""
        focused = next((one.row_id for one in self.cards if one.hasFocus() or one.isAncestorOf(_focus(one))), None)
        for old in self.cards:
            old.hide()
            old.deleteLater()
        self.cards = list(cards)
        for card in self.cards:
            self._column.addWidget(card)
            if card.row_id == focused:
                card.setFocus()
        self.fold.set_words(self._words, count=len(self.cards))
        self.setVisible(bool(self.cards))


def _focus(card: ValueCard) -> QWidget:
    return card.window().focusWidget() or card.window()
