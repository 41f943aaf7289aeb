"""`EmptyState`: what is missing, how to fill it, and one button to begin."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["EmptyState"]

_TILE, _ICON, _WIDEST, _PADDING = 48, 24, 340, 24


class EmptyState(QWidget):
    """An icon in a tile, a title, one sentence and one button, in the middle of a pane.

    Attributes:
        triggered: the button was pressed.
    """

    triggered = Signal()

    def __init__(
        self,
        *,
        icon: str,
        title: str,
        sentence: str,
        theme: Theme,
        action: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty state.

        Args:
            icon: name of the icon in the tile.
            title: what is missing.
            sentence: how to fill it.
            theme: the look.
            action: verb on the button; without it there is no button.
            key: key of the command, shown on the button.
            parent: parent widget.
        """
        super().__init__(parent)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "section")
        self._sentence = QLabel(sentence, self)
        self._sentence.setProperty("role", "secondary")
        self._sentence.setWordWrap(True)
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self._title, self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(middle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING, 12, _PADDING, 12)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(_Tile(icon, theme, self), 0, middle)
        layout.addSpacing(12)
        layout.addWidget(self._title, 0, middle)
        layout.addSpacing(4)
        layout.addWidget(self._sentence, 0, middle)
        self._button: Button | None = None
        if action:
            self._button = Button(action, theme=theme, key=key, parent=self)
            self._button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._button.clicked.connect(self.triggered)
            layout.addSpacing(16)
            layout.addWidget(self._button, 0, middle)
        layout.addStretch(1)
        self.setAccessibleName(f"{title}. {sentence}")

    @property
    def button(self) -> Button | None:
        """The button, if there is one."""
        return self._button

    def set_words(self, *, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._fit()
        self.setAccessibleName(f"{title}. {sentence}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the sentence at the width there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = min(_WIDEST, self.width() - 2 * _PADDING)
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text()) + 4
        width = max(80, min(room, words))
        self._sentence.setFixedWidth(width)
        # A layout that centres its items does not ask how high they are at their width.
        self._sentence.setFixedHeight(self._sentence.heightForWidth(width))


class _Tile(QWidget):
    """The icon on its sunken tile."""

    def __init__(self, icon: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._theme = icon, theme
        self.setFixedSize(QSize(_TILE, _TILE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(painter, self.rect(), radius=12, fill=self._theme.color("sunken"))
        inset = (_TILE - _ICON) // 2
        draw_icon(painter, self._icon, QRect(inset, inset, _ICON, _ICON), self._theme.color("text2"))
        painter.end()
