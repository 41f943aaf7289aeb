"""`DateTimeField`: a date and a time of day, as the evidence gives them."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from evidence_board.ui.theme import Theme

__all__ = ["DateTimeField"]

_PADDING = 7


class DateTimeField(QDateTimeEdit):
    """Written as ``2015-09-12 16:40:00``, one order and digits 0-9 in every language."""

    def __init__(
        self, *, name: str, theme: Theme, with_time: bool = True, small: bool = False, parent: QWidget | None = None
    ) -> None:
        """Make a field.

        Args:
            name: which moment it is, already translated; the accessible name.
            theme: the look.
            with_time: ask for the time of day too.
            small: 28 px high instead of 32.
            parent: parent widget.
        """
        super().__init__(parent)
        self.setLocale(QLocale(QLocale.Language.C))
        # Digits, dates and coordinates are not mirrored; said before the format, which Qt would turn round for good.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setDisplayFormat("yyyy-MM-dd HH:mm:ss" if with_time else "yyyy-MM-dd")
        self.setProperty("small", small)
        self.setFont(QFont(theme.font("body", tabular=True)))
        self.lineEdit().setTextMargins(_PADDING, 0, _PADDING, 0)
        self.setAccessibleName(name)
