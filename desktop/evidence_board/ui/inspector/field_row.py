"""`FieldRow`: a label and its value, one line of a section of the inspector."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["FieldRow"]

_LABEL, _LABEL_COMPACT, _HEIGHT, _BUTTON = 88, 76, 22, 24


class FieldRow(QWidget):
    """A row of 22 px that can be hidden, higher where its value wraps; the label is 88 px wide, compact 76.

    What was refused is told under the value, see `tell_refusal`.

    Attributes:
        value: what stands behind the label.
    """

    def __init__(
        self, label: str, value: QWidget | None = None, *, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = ElidedLabel(label, theme=theme, role="small", colour="text3")
        self._label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.value = value if value is not None else ValueText(theme=theme)
        self._tail = QHBoxLayout()
        self._tail.setContentsMargins(0, 0, 0, 0)
        self._tail.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        layout = self._line = QHBoxLayout()
        layout.setSpacing(0)
        column.addLayout(layout, 1)
        self._column = column
        self._refusal: QLabel | None = None
        wraps = self.value.hasHeightForWidth()
        # Beside a value of several lines the label stands at the first of them.
        layout.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop if wraps else Qt.AlignmentFlag.AlignVCenter)
        if wraps and not isinstance(self.value, ValueText):
            # Buttons that wrap: the label stands in the middle of the first line of them.
            self._label.setFixedHeight(theme.pixels(_BUTTON))
            layout.addWidget(self.value, 1)
        elif wraps:
            above = max(theme.pixels(_HEIGHT) - theme.line_height("small"), 0)
            layout.setContentsMargins(0, above // 2, 0, above - above // 2)
            layout.addWidget(self.value, 1)
        elif self.value.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            # Without room to grow into, the row as a whole would stand in the middle.
            layout.addWidget(self.value, 0, Qt.AlignmentFlag.AlignVCenter)
            layout.addStretch(1)
        else:
            layout.addWidget(self.value, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(self._tail)
        self.setMinimumHeight(theme.pixels(_HEIGHT))
        self._theme = theme
        self.set_compact(False)
        theme.changed.connect(self._fit_label)
        self.set_label(label)

    def set_label(self, label: str) -> None:
        """Write another label."""
        self._label.set_text(label)
        self._name = label

    def set_text(self, text: str, *, colour: str = "text", hide_empty: bool = True) -> None:
        """Write the value; an empty one hides the row unless told.

        Raises:
            TypeError: the value of this row is not a line of text.
        """
        if not isinstance(self.value, ValueText):
            raise TypeError("this row has no line of text")
        self.value.set_text(text)
        self.value.set_colour(colour)
        self.value.setAccessibleName(f"{self._name}: {text}")
        shown = bool(text) or not hide_empty
        if shown and self.parent() is None:
            # Alone it would open a window of its own for a moment, which takes the keys away from where they were.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            self.setVisible(shown)

    def set_tip(self, tip: str) -> None:
        """Say more about the value under the pointer."""
        if isinstance(self.value, ValueText):
            self.value.set_tip(tip)

    def text(self) -> str:
        """Return the value, empty when it is not a line of text."""
        return self.value.text() if isinstance(self.value, ValueText) else ""

    def add_lead(self, widget: QWidget) -> None:
        """Add a small thing before the value."""
        self._line.insertWidget(1, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_tail(self, widget: QWidget) -> None:
        """Add a small thing behind the value."""
        self._tail.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def refusal(self) -> str:
        """What was refused here last; empty for nothing."""
        return self._refusal.text() if self._refusal is not None else ""

    def tell_refusal(self, words: str) -> None:
        """Say under the value why it was not taken; empty words say nothing any more."""
        if self._refusal is not None:
            self._refusal.hide()
            self._refusal.deleteLater()
            self._refusal = None
        if words:
            said = QLabel(words)
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setWordWrap(True)
            said.setProperty("role", "hint")
            said.setProperty("tone", "bad")
            said.setContentsMargins(0, 0, 0, 4)
            said.setAccessibleName(words)
            self._column.addWidget(said)
            self._refusal = said

    def set_compact(self, compact: bool) -> None:
        """Make the label narrower in a small window."""
        self._compact = compact
        self._fit_label()

    def _fit_label(self) -> None:
        self._label.setFixedWidth(self._theme.pixels(_LABEL_COMPACT if self._compact else _LABEL))
