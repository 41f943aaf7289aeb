"""Loads the fonts that travel with the program and hands out a `QFont` for each role of the design."""

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from evidence_board import resources
from evidence_board.ui.theme.tokens import Tokens

__all__ = ["Fonts", "Role", "load_fonts"]

Role = Literal["caption", "label", "small", "body", "bodyStrong", "section", "title", "display"]

_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "NotoSansArabicUI-Regular.ttf",
    "NotoSansArabicUI-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "JetBrainsMono-Regular.ttf",
)

SMALLEST_SCALE, LARGEST_SCALE = 0.85, 1.5


@cache
def load_fonts() -> tuple[str, ...]:
    """Give the program's fonts to Qt, once; needs a QGuiApplication.

    Returns:
        The family names that are now known.

    Raises:
        RuntimeError: a font file is damaged.
    """
    families: list[str] = []
    for name in _FILES:
        number = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}")))
        if number < 0:
            raise RuntimeError(f"the font {name} of the program is damaged")
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


class Fonts:
    """Fonts of the design at the text size the user chose.

    Attributes:
        scale: 0.85 to 1.5 of the sizes in the design.
    """

    def __init__(self, tokens: Tokens, *, scale: float = 1.0) -> None:
        load_fonts()
        # A family that is not on this machine costs a search through all of them each time.
        known = set(QFontDatabase.families())
        self._families = [name for name in tokens.families if name in known]
        self._mono = [name for name in tokens.mono_families if name in known] + self._families
        self._roles = tokens.type
        self._metrics: dict[tuple[str, bool, bool, int], QFontMetricsF] = {}
        self._made: dict[tuple[str, bool, bool, int], QFont] = {}
        self.scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)

    def font(self, role: Role = "body", *, tabular: bool = False, mono: bool = False, weight: int = 0) -> QFont:
        """Return the font of a role; treat it as read-only, it is shared.

        Args:
            role: size and weight, a name of the type scale.
            tabular: figures of one width, for counts, dates and coordinates.
            mono: JetBrains Mono, for hashes and paths.
            weight: 400, 500 or 600 instead of the weight of the role.
        """
        key = (role, tabular, mono, weight)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(role, tabular, mono, weight)
        return found

    def metrics(
        self, role: Role = "body", *, tabular: bool = False, mono: bool = False, weight: int = 0
    ) -> QFontMetricsF:
        """Return the metrics of the font of a role; shared, made once."""
        key = (role, tabular, mono, weight)
        found = self._metrics.get(key)
        if found is None:
            font = self.font(role, tabular=tabular, mono=mono, weight=weight)
            found = self._metrics[key] = QFontMetricsF(font)
        return found

    def pixels(self, length: float) -> int:
        """Return a length of the design in logical pixels at the current text size."""
        return round(length * self.scale)

    def line_height(self, role: Role) -> int:
        """Return the height of one line of a role in logical pixels at the current text size."""
        return self.pixels(self._roles[role].line)

    def _make(self, role: str, tabular: bool, mono: bool, weight: int) -> QFont:
        look = self._roles[role]
        font = QFont()
        font.setFamilies(self._mono if mono else self._families)
        font.setPixelSize(max(1, self.pixels(look.px)))
        font.setWeight(QFont.Weight(weight or look.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if look.tracking:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, look.tracking)
        # Contextual alternates turn "2x3" into "2×3" and "->" into an arrow; evidence is shown as written.
        # None of the fonts needs them to join letters.
        font.setFeature(QFont.Tag("calt"), 0)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font
