"""`PaperLook`: the light look at its first size, whatever the window looks like: what is printed is always light."""

from functools import cache

from PySide6.QtGui import QColor, QFont

from evidence_board.ui.theme.fonts import Fonts, Role
from evidence_board.ui.theme.tokens import Tokens, tokens

__all__ = ["PaperLook", "paper_look"]


class PaperLook:
    """Colours and fonts as `evidence_board.ui.theme.Theme` gives them, of the light scheme.

    Attributes:
        tokens: of the scheme.
        is_dark: False.
        text_scale: 1, whatever the user reads best on the screen.
    """

    is_dark = False
    text_scale = 1.0

    def __init__(self) -> None:
        self.tokens: Tokens = tokens("light")
        self._fonts = Fonts(self.tokens)
        self._colours = {role: QColor(value) for role, value in self.tokens.colour.items()}

    def color(self, role: str) -> QColor:
        """Return a colour by its role; shared, do not change it.

        Raises:
            KeyError: there is no such role.
        """
        return self._colours[role]

    @property
    def on_kind(self) -> QColor:
        """The colour on the mark of a kind."""
        return QColor(self.tokens.on_kind)

    def font(self, role: Role = "body", *, px: float = 0.0, weight: int = 0, mono: bool = False) -> QFont:
        """Return a font of a role, at another size if one is given.

        Figures have their own widths: those of one width have no names in a PDF, and coordinates could not be copied.
        """
        found = QFont(self._fonts.font(role, tabular=False, mono=mono, weight=weight))
        if px:
            found.setPixelSize(round(px))
        return found


@cache
def paper_look() -> PaperLook:
    """Return the one look of paper; needs a QGuiApplication."""
    return PaperLook()
