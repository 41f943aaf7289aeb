"""`DrawingPopover`: name, colour and note of a drawing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from evidence_board.model.map_objects import DRAWING_COLOURS
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.drawing_words import colour_icon, colour_name
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.popover import Popover

__all__ = ["DrawingPopover"]

_WIDTH, _NOTE_LINES = 320, 3


class DrawingPopover(Popover):
    """Enter or "Save" saves what was changed; Esc leaves everything as it is.

    Attributes:
        name: what it is called; of a text its words.
        colour: one of the colours that follow the theme, or one of its own.
        note: free text.
        saved: (changed values by name) they are to be saved.
    """

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        theme: Theme,
        name: str = "",
        colour: str = "accent",
        note: str = "",
        needs_words: bool = False,
        writable: bool = True,
    ) -> None:
        """Make it.

        Args:
            parent: its owner.
            title: what is edited.
            theme: the look.
            name: as it is now.
            colour: as it is now.
            note: as it is now.
            needs_words: it is a text, which is nothing without words.
            writable: False shows only.
        """
        super().__init__(parent, name=title, theme=theme)
        self._before = {"name": name, "colour": colour, "note": note}
        self._needs_words = needs_words
        heading = QLabel(title)
        heading.setProperty("role", "bodyStrong")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        self.name = QLineEdit(name)
        self.name.setMaxLength(400)
        self.name.setMinimumWidth(_WIDTH)
        words = tr("Words") if needs_words else tr("Name")
        self.name.setPlaceholderText(words)
        self.name.setAccessibleName(words)
        self.name.returnPressed.connect(self._save)
        self.name.textChanged.connect(self._renew)
        self.colour = ComboBox(name=tr("Colour"), theme=theme, small=True)
        offered = DRAWING_COLOURS if colour in DRAWING_COLOURS else (*DRAWING_COLOURS, colour)
        for word in offered:
            self.colour.addItem(colour_icon(word, theme), colour_name(word), word)
        self.colour.setCurrentIndex(offered.index(colour))
        self.note = QPlainTextEdit(note)
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.line_height("body") * _NOTE_LINES + 16)
        for part in (heading, self.name, self.colour, self.note):
            self.body.addWidget(part)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = Button(tr("Cancel") if writable else tr("Close"), theme=theme, kind="quiet", small=True)
        cancel.clicked.connect(self.close)
        foot.addWidget(cancel)
        self.save = Button(tr("Save"), theme=theme, kind="primary", small=True, key="Enter")
        self.save.clicked.connect(self._save)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
        if not writable:
            self.name.setReadOnly(True)
            self.note.setReadOnly(True)
            self.colour.setEnabled(False)
            self.save.hide()
        self.setFocusProxy(self.name)
        self._renew()

    @property
    def values(self) -> dict[str, str]:
        """What is different from before."""
        now = {
            "name": " ".join(self.name.text().split()),
            "colour": str(self.colour.currentData()),
            "note": self.note.toPlainText().strip(),
        }
        return {key: value for key, value in now.items() if value != self._before[key]}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _renew(self) -> None:
        self.save.setEnabled(not self._needs_words or bool(self.name.text().strip()))

    def _save(self) -> None:
        if not self.save.isEnabled() or self.name.isReadOnly():
            return
        values = self.values
        self.close()
        if values:
            self.saved.emit(values)
