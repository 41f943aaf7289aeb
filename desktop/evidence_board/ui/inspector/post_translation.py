"""`TranslationForm`: what a post says in another language, and who says so."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.theme import Theme

__all__ = ["TranslationForm"]

_LINES = 4


class TranslationForm(EditForm):
    """A text and a name. Without a name there is no translation: a machine's is not the investigator's.

    Attributes:
        words: the translation; empty takes it away.
        maker: the person or program that made it.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(save=tr("Save"), theme=theme, parent=parent)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(tr("Translation"))
        self.words.setPlaceholderText(tr("What it says in your language"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.line_height("body") * _LINES + 12)
        self.add_wide(self.words)
        self.maker = self.add_line(tr("Translated by"), hint=tr("You, or a program"))

    def fill(self, translation: str, translated_by: str) -> None:
        """Show what stands now."""
        self.words.setPlainText(translation)
        self.maker.setText(translated_by)
        self.say("")
