"""`SearchField`: a line to type into, with an icon before it and the key that leads to it behind."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.key_hint import draw_key, key_size, key_words
from evidence_board.ui.widgets.painting import visual

__all__ = ["SearchField"]

_ICON, _ICON_START, _TEXT_START, _END = 16, 9, 31, 8


class SearchField(QLineEdit):
    """A search or filter field; Esc clears it, and an empty one lets Esc pass to the window."""

    def __init__(
        self,
        hint: str,
        *,
        theme: Theme,
        icon: str = "search",
        key: str | QKeySequence = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            hint: what to type, shown while it is empty; also the accessible name.
            theme: the look.
            icon: name of the icon in front.
            key: key that leads here, shown while the field is empty.
            small: 30 px high instead of 32.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._key = key_words(key)
        self._small = small
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setProperty("field", "search")
        self._clear = IconButton("x", name=tr("Clear"), theme=theme, size=24, icon_size=14, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(self._show_end)
        self._show_end("")

    def sizeHint(self) -> QSize:
        """Return the height of a control."""
        height = self._theme.tokens.size["control"] - (2 if self._small else 0)
        return QSize(200, self._theme.pixels(height))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which a word can still be read."""
        return QSize(96, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Esc; leave Esc to the window when there is nothing to clear."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the clear button at the end."""
        super().resizeEvent(event)
        self._place_clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then icon and key on it."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(_ICON_START, (self.height() - _ICON) // 2, _ICON, _ICON)
        role = "text3" if self.isEnabled() else "disabled"
        draw_icon(painter, self._icon, visual(self, place), self._theme.color(role))
        if self._key and not self.text():
            cap = key_size(self._key, self._theme)
            place = QRect(self.width() - _END - cap.width(), (self.height() - cap.height()) // 2, 0, 0)
            place.setSize(cap)
            draw_key(painter, visual(self, place), self._key, self._theme)
        painter.end()

    def _show_end(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._place_clear()
        end = 24 if text else key_size(self._key, self._theme).width() if self._key else 0
        # The stylesheet adds 8 px of padding on both sides.
        start = _TEXT_START - 10
        if self.isRightToLeft():
            self.setTextMargins(end, 0, start, 0)
        else:
            self.setTextMargins(start, 0, end, 0)
        self.update()

    def _place_clear(self) -> None:
        place = QRect(self.width() - 4 - 24, (self.height() - 24) // 2, 24, 24)
        self._clear.setGeometry(visual(self, place))
