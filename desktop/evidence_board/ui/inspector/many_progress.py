"""`ManyProgress`: an edit of many things that takes long: what it does, how far it is, and a way to stop it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.ui.bulk_edits import BulkEdits
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.progress_split import ProgressSplit

__all__ = ["ManyProgress"]

_PARTS = 1_000


class ManyProgress(QWidget):
    """Words, a bar and Stop; there only while an edit takes long.

    Attributes:
        stop: takes back what the edit did so far.
    """

    def __init__(self, edits: BulkEdits, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._words = ElidedLabel(theme=theme, role="small", weight=500)
        self._bar = ProgressSplit(theme=theme)
        self.stop = Button(tr("Stop"), theme=theme, small=True)
        self.stop.setToolTip(tr("Nothing will have been changed"))
        self.stop.clicked.connect(edits.stop)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._bar, 1)
        line.addWidget(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.setSpacing(4)
        layout.addWidget(self._words)
        layout.addLayout(line)
        edits.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setVisible(self._edits.is_long)
        self._words.set_text(self._edits.words)
        self._bar.set_counts(added=round(self._edits.share * _PARTS), repeats=0, need_you=0, total=_PARTS)
        self._bar.setAccessibleName(self._edits.words)
