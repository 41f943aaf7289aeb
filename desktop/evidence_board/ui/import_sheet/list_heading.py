"""`ListHeading`: the name of a list and how much it holds."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.ui.i18n import number
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["ListHeading"]


class ListHeading(QWidget):
    """A title of 15 px with its count beside it."""

    def __init__(self, title: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = QLabel(title)
        name.setProperty("role", "section")
        self._count = ElidedLabel(theme=theme, role="body", colour="text3", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(name)
        row.addWidget(self._count)
        row.addStretch(1)

    @property
    def count(self) -> str:
        """The count as shown."""
        return self._count.text()

    def set_count(self, count: int, *, note: str = "") -> None:
        """Show how much the list holds."""
        self._count.set_text(f"{number(count)}, {note}" if note else number(count))
