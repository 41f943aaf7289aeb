"""`ThreeKeys`: the keys worth knowing before the first case."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.key_hint import KeyHint

__all__ = ["ThreeKeys"]

_KEY_COLUMN = 72


class ThreeKeys(QWidget):
    """A heading and three lines of key and meaning."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QLabel(tr("Three keys to know"))
        head.setProperty("role", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addWidget(head)
        column.addSpacing(6)
        for key, words in (
            ("Space", tr("Show a photo large")),
            ("Ctrl+Z", tr("Undo, even after a restart")),
            ("?", tr("Show every key on this screen")),
        ):
            cell = QWidget()
            cell.setFixedWidth(theme.pixels(_KEY_COLUMN))
            inside = QHBoxLayout(cell)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(KeyHint(key, theme=theme))
            inside.addStretch(1)
            label = QLabel(words)
            label.setProperty("role", "secondary")
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addWidget(cell)
            row.addWidget(label, 1)
            column.addLayout(row)
