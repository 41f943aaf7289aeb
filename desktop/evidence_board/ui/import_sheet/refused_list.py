"""`RefusedList`: paths that were not taken, each with its reason."""

from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.i18n import number, tr
from evidence_board.ui.import_sheet.list_heading import ListHeading
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["RefusedList"]

_MOST = 40


class RefusedList(QWidget):
    """A heading and a line per path; hidden when everything was taken."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[tuple[str, str]] = []
        self._heading = ListHeading(tr("Not taken"), theme=theme)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 24, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._heading)
        layout.addLayout(self._rows)
        self.hide()

    @property
    def lines(self) -> list[str]:
        """Everything that is written, a line each."""
        return [label.text() for label in self.findChildren(ElidedLabel)]

    def show_paths(self, refused: list[tuple[str, str]]) -> None:
        """Show (path, reason) of what was not taken."""
        if refused == self._shown:
            return
        for path, reason in refused[len(self._shown) : _MOST] if refused[: len(self._shown)] == self._shown else []:
            self._add(path, reason)
        if refused[: len(self._shown)] != self._shown:
            self._clear()
            for path, reason in refused[:_MOST]:
                self._add(path, reason)
        self._shown = list(refused)
        more = len(refused) - _MOST
        self._heading.set_count(len(refused), note=tr("and {n} more", n=number(more)) if more > 0 else "")
        self.setVisible(bool(refused))

    def _add(self, path: str, reason: str) -> None:
        theme = self._theme
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        # Of a long path, the name of the file matters most: cut before it.
        name = ElidedLabel(path, theme=theme, role="small", mono=True, elide=Qt.TextElideMode.ElideMiddle)
        name.setAccessibleName(PurePath(path).name)
        column.addWidget(name)
        column.addWidget(ElidedLabel(reason, theme=theme, role="small", colour="text2"))
        self._rows.addWidget(box)

    def _clear(self) -> None:
        while (row := self._rows.takeAt(0)) is not None:
            widget = row.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
