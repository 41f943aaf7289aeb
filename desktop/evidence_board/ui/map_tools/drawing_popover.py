"""`DrawingPopover`: name, colour and note of a drawing, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from evidence_board.model.claims import Thing
from evidence_board.model.map_objects import DRAWING_COLOURS
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.drawing_words import colour_icon, colour_name
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.popover import Popover

__all__ = ["DrawingPopover"]

_WIDTH, _NOTE_LINES = 320, 3


class DrawingPopover(Popover):
    """Enter or "Save" saves what was changed; Esc leaves everything as it is.

    Attributes:
        name: what it is called; of a text its words.
        colour: one of the colours that follow the theme, or one of its own.
        note: free text.
        about: what of the case it is about; None where nothing is offered.
        saved: (changed values by name) they are to be saved.
        opened: (kind, row id) what it is about is to be shown.
    """

    saved = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        *,
        title: str,
        theme: Theme,
        name: str = "",
        colour: str = "accent",
        note: str = "",
        target: Thing | None = None,
        things: Sequence[tuple[str, Thing | None]] = (),
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
            target: what it is about now.
            things: (words, thing) that it can be about; None for nothing.
            needs_words: it is a text, which is nothing without words.
            writable: False shows only.
        """
        super().__init__(parent, name=title, theme=theme)
        self._before: dict[str, object] = {"name": name, "colour": colour, "note": note, "target": target}
        self._things = things
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
        self.about = self._about_row(theme, target) if things else None
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
            if self.about is not None:
                self.about.setEnabled(False)
            self.save.hide()
        self.setFocusProxy(self.name)
        self._renew()

    @property
    def values(self) -> dict[str, object]:
        """What is different from before."""
        now: dict[str, object] = {
            "name": " ".join(self.name.text().split()),
            "colour": str(self.colour.currentData()),
            "note": self.note.toPlainText().strip(),
            "target": self._target,
        }
        return {key: value for key, value in now.items() if value != self._before[key]}

    @property
    def _target(self) -> Thing | None:
        if self.about is None:
            target = self._before["target"]
            return (str(target[0]), str(target[1])) if isinstance(target, tuple) else None
        return self._things[self.about.currentIndex()][1]

    def _about_row(self, theme: Theme, target: Thing | None) -> ComboBox:
        about = ComboBox(name=tr("What it is about"), theme=theme, small=True)
        for words, _ in self._things:
            about.addItem(words)
        about.setCurrentIndex(next((at for at, (_, thing) in enumerate(self._things) if thing == target), 0))
        about.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        about.setToolTip(tr("Select a photo, a person or anything else first, and it can be chosen here."))
        show = IconButton("arrow-up-right", name=tr("Show what it is about"), theme=theme, size=28)
        show.clicked.connect(self._open)
        show.setEnabled(target is not None)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(about, 1)
        row.addWidget(show)
        self.body.addLayout(row)
        return about

    def _open(self) -> None:
        target = self._before["target"]
        self.close()
        self.opened.emit(target)

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
