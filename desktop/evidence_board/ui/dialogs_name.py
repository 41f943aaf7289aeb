"""`NamePopover`: one line to type, for a name or a title; Enter saves, Esc leaves it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover

__all__ = ["NamePopover"]

_WIDTH = 320


class NamePopover(Popover):
    """Asks for one line of text in any script."""

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        theme: Theme,
        done: Callable[[str], None],
        text: str = "",
        hint: str = "",
        verb: str = "",
        unchanged: bool = False,
    ) -> None:
        """Make the popover, closed; it deletes itself when it closes.

        Args:
            parent: its owner.
            title: what is asked, already translated.
            theme: the look.
            done: called with the text when it was changed and is not empty.
            text: what stands there now.
            hint: shown while the field is empty.
            verb: on the button; "Rename" by default.
            unchanged: call ``done`` with the text that stands there, too: it is a proposal.
        """
        super().__init__(parent, name=title, theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._done = done
        self._before = None if unchanged else text
        label = QLabel(title)
        label.setProperty("role", "bodyStrong")
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.field = QLineEdit(text)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(hint)
        self.field.setMinimumWidth(_WIDTH)
        self.field.returnPressed.connect(self._accept)
        self.field.textChanged.connect(self._changed)
        self._save = Button(verb or tr("Rename"), theme=theme, kind="primary", small=True, key="Enter")
        self._save.clicked.connect(self._accept)
        cancel = Button(tr("Cancel"), theme=theme, kind="quiet", small=True)
        cancel.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._save)
        self.body.addWidget(label)
        self.body.addWidget(self.field)
        self.body.addLayout(row)
        self._changed(text)
        self.field.selectAll()
        self.field.setFocus()

    def _changed(self, text: str) -> None:
        # A name reads in its own direction, whatever the language of the interface is.
        self.field.setLayoutDirection(text_direction(text))
        self._save.setEnabled(bool(text.strip()))

    def _accept(self) -> None:
        text = self.field.text().strip()
        if not text:
            return
        self.close()
        if text != self._before:
            self._done(text)
