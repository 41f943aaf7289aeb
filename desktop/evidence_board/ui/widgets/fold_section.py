"""`FoldSection`: a section of the inspector that folds to its heading."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.section import Section

__all__ = ["FoldSection"]


class FoldSection(Section):
    """Open until it is folded. Fill `inside` instead of the body; add commands before `end_heading`.

    Attributes:
        folded: it was opened or folded.
        inside: layout of what folds.
        arrow: the button that folds, once the heading is ended.
    """

    folded = Signal()

    def __init__(self, title: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(title, theme=theme, parent=parent)
        self._title = title
        self._is_open = True
        self._box = QWidget()
        self.inside = QVBoxLayout(self._box)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(0)
        self.body.addWidget(self._box)

    @property
    def is_open(self) -> bool:
        """Whether more than the heading shows."""
        return self._is_open

    def end_heading(self) -> None:
        """Add the button that folds, behind all other commands."""
        self.arrow = self.add_command("chevron-down", name="")
        self.arrow.clicked.connect(self._toggle)
        self._show()

    def set_open(self, is_open: bool) -> None:
        """Open or fold without telling."""
        self._is_open = is_open
        self._show()

    def _toggle(self) -> None:
        self.set_open(not self._is_open)
        self.folded.emit()

    def _show(self) -> None:
        self._box.setVisible(self._is_open)
        self.arrow.set_icon("chevron-down" if self._is_open else "chevron-right")
        words = (
            tr("Fold {section}", section=self._title) if self._is_open else tr("Open {section}", section=self._title)
        )
        self.arrow.set_name(words)
