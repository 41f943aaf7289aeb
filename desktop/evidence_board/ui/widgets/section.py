"""`Section`: a group of the inspector: hairline, heading, and rows of label and value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["Section"]

_LABEL_WIDTH, _ROW = 88, 22


class Section(QWidget):
    """A heading with a count and one small command at the end, and what belongs under it.

    Attributes:
        body: layout under the rows, for anything that is not label and value.
    """

    def __init__(self, title: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = ElidedLabel(title, theme=theme, role="small", weight=600)
        self._count = ElidedLabel(theme=theme, role="small", colour="text3", tabular=True)
        self._count.hide()
        line = QFrame()
        line.setProperty("line", "h")
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(4)
        self._head.addWidget(self._heading, 1)
        self._head.addWidget(self._count)
        self._used = 0
        self._head_row = QWidget()
        self._head_row.setLayout(self._head)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(0)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._rows.setColumnStretch(1, 1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(line)
        layout.addSpacing(6)
        layout.addWidget(self._head_row)
        layout.addSpacing(4)
        layout.addLayout(self._rows)
        layout.addLayout(self.body)
        self.setAccessibleName(title)
        theme.changed.connect(self._fit)
        self._fit()

    def add_command(self, icon: str, *, name: str, key: str = "") -> IconButton:
        """Add a small command at the end of the heading and return its button."""
        button = IconButton(icon, name=name, key=key, theme=self._theme, size=24, flush=True, parent=self)
        self._head.addWidget(button)
        return button

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self._heading.set_text(title)
        self.setAccessibleName(title)

    def set_count(self, count: str) -> None:
        """Show a count at the end of the heading; empty for none."""
        self._count.set_text(count)
        self._count.setVisible(bool(count))

    def add_field(self, label: str, value: QWidget) -> None:
        """Add a row of label and value, 22 px high unless the value needs more; text is 12 px (role small)."""
        words = ElidedLabel(label, theme=self._theme, role="small", colour="text3")
        row = self._used
        self._used += 1
        self._rows.setRowMinimumHeight(row, self._theme.pixels(_ROW))
        self._rows.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
        place = Qt.AlignmentFlag.AlignVCenter
        if value.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            # Else the whole column would be held as narrow as this value.
            place |= Qt.AlignmentFlag.AlignLeft
        self._rows.addWidget(value, row, 1, place)
        if not value.accessibleName():
            value.setAccessibleName(label)

    def clear_fields(self) -> None:
        """Remove all rows of label and value."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._used = 0
        self._fit()

    def _fit(self) -> None:
        """Give heading and rows the height that the current text size needs."""
        height = self._theme.pixels(_ROW)
        self._head_row.setFixedHeight(height)
        for row in range(self._rows.rowCount()):
            self._rows.setRowMinimumHeight(row, height if row < self._used else 0)
