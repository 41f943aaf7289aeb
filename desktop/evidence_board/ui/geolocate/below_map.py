"""`BelowMap`: the place under the map for strips like that of sun and shadow."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.hairline import Hairline
from evidence_board.ui.theme import Theme

__all__ = ["BelowMap"]


class BelowMap(QWidget):
    """Takes no room while nothing stands in it."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def add(self, widget: QWidget) -> None:
        """Add a strip under those before."""
        self._column.addWidget(Hairline(theme=self._theme))
        self._column.addWidget(widget)
        self.show()
