"""`KeysSheet`: every key of this screen, made from its commands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.ui.commands import Commands
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.key_hint import KeyHint
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["KeysSheet"]

_KEY_COLUMN = 108


class KeysSheet(Sheet):
    """A sheet of keys and what they do, under headings."""

    def __init__(self, parent: QWidget, *, commands: Commands, theme: Theme) -> None:
        super().__init__(parent, title=tr("Keys on this screen"), theme=theme, width=400)
        for heading, members in commands.groups().items():
            label = QLabel(heading)
            label.setProperty("role", "section")
            self.body.addSpacing(16)
            self.body.addWidget(label)
            self.body.addSpacing(6)
            for command in members:
                self.body.addLayout(_row(command.key_shown, command.title, theme))
        note = QLabel(tr("Letters work when no text field has the focus, on any keyboard layout."))
        note.setProperty("role", "hint")
        note.setWordWrap(True)
        self.body.addSpacing(16)
        self.body.addWidget(note)
        self.body.addStretch(1)


def _row(key: str, words: str, theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 3, 0, 3)
    row.setSpacing(12)
    cell = QWidget()
    cell.setFixedWidth(_KEY_COLUMN)
    inside = QVBoxLayout(cell)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(KeyHint(key, theme=theme), 0, Qt.AlignmentFlag.AlignLeading)
    label = QLabel(words)
    label.setProperty("role", "body")
    row.addWidget(cell)
    row.addWidget(label, 1)
    return row
