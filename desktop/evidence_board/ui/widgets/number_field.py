"""`NumberField`: a number with its unit, typed or stepped with the arrow keys."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from evidence_board.ui.theme import Theme

__all__ = ["NumberField"]

#: Qt gives the padding of a stylesheet to no part of a spin box.
_PADDING = 7


class NumberField(QDoubleSpinBox):
    """A spin box without buttons; digits stay 0-9 in every language, as in coordinates."""

    def __init__(
        self,
        *,
        name: str,
        theme: Theme,
        low: float,
        high: float,
        decimals: int = 0,
        unit: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            name: what is counted, already translated; the accessible name.
            theme: the look.
            low: least value.
            high: greatest value.
            decimals: places after the point.
            unit: written behind the number, like `` m``.
            small: 28 px high instead of 32.
            parent: parent widget.
        """
        super().__init__(parent)
        locale = QLocale(QLocale.Language.C)
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self.setLocale(locale)
        self.setRange(low, high)
        self.setDecimals(decimals)
        self.setSuffix(unit)
        # Digits, dates and coordinates are not mirrored.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setProperty("small", small)
        self.setFont(QFont(theme.font("body", tabular=True)))
        self.lineEdit().setTextMargins(_PADDING, 0, _PADDING, 0)
        self.setAccessibleName(name)
