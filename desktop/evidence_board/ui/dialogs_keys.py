"""`KeysSheet`: every key of a screen, made from its commands, or from what is said of its keys."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.ui.commands import Commands
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.key_hint import KeyHint
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["KeyLines", "KeysSheet"]

#: Heading -> keys as they are written, and what they do.
KeyLines = Mapping[str, Sequence[tuple[str, str]]]

_KEY_COLUMN = 108


class KeysSheet(Sheet):
    """A sheet of keys and what they do, under headings."""

    def __init__(self, parent: QWidget, *, theme: Theme, commands: Commands | None = None) -> None:
        super().__init__(parent, title=tr("Keys on this screen"), theme=theme, width=400)
        self._lines: KeyLines = {}
        self._list: QWidget | None = None
        if commands is not None:
            groups = commands.groups().items()
            self.show_lines({name: [(one.key_shown, one.title) for one in members] for name, members in groups})

    def show_lines(self, lines: KeyLines) -> None:
        """Show other keys."""
        if lines == self._lines:
            return
        self._lines = lines
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._list = _key_list(lines, self._theme)
        self.body.addWidget(self._list)


def _key_list(lines: KeyLines, theme: Theme) -> QWidget:
    found = QWidget()
    column = QVBoxLayout(found)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for heading, members in lines.items():
        label = QLabel(heading)
        label.setProperty("role", "section")
        column.addSpacing(16)
        column.addWidget(label)
        column.addSpacing(6)
        for key, words in members:
            column.addLayout(_row(key, words, theme))
    note = QLabel(tr("Letters work when no text field has the focus, on any keyboard layout."))
    note.setProperty("role", "hint")
    note.setWordWrap(True)
    column.addSpacing(16)
    column.addWidget(note)
    column.addStretch(1)
    return found


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
