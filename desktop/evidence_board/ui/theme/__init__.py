"""The look: design tokens, fonts, icons, palette, stylesheet and motion."""

from evidence_board.ui.theme.theme import Theme

__all__ = ["Theme"]
