"""`NoteView`: a note as rich text; refs open what they name, addresses can be copied."""

import math
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextBrowser, QWidget

from evidence_board.model.markdown import Block, parse_notes
from evidence_board.ui.i18n import tr
from evidence_board.ui.notes.note_document import REF, URL, write_notes
from evidence_board.ui.theme import Theme

__all__ = ["NoteView"]

Thing = tuple[str, str]


class NoteView(QTextBrowser):
    """As high as its text. It loads nothing, opens no address, and shows HTML as the text it is.

    Attributes:
        opened: ((kind, id)) a ref was pressed.
        edit_wanted: the text was clicked beside its links, or Enter or F2 was pressed.
    """

    opened = Signal(object)
    edit_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blocks: list[Block] = []
        self._things: Mapping[str, Thing] = {}
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTextBrowser { background: transparent; border: 0; padding: 0; }")
        self.anchorClicked.connect(self._pressed)

    def show_note(self, text: str, things: Mapping[str, Thing]) -> None:
        """Show a note.

        Args:
            text: Markdown as typed.
            things: refs, as written, that lead somewhere -> kind and row id.
        """
        self._blocks, self._things = parse_notes(text), dict(things)
        self.renew_look()
        self.setAccessibleName(tr("Notes"))
        self.setAccessibleDescription("\n".join(block.text for block in self._blocks))

    def renew_look(self) -> None:
        """Write the note anew in the colours and fonts of the theme."""
        write_notes(self.document(), self._blocks, known=self._things.keys(), theme=self._theme)
        self._fit()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing, whatever a note asks for."""
        return None

    def sizeHint(self) -> QSize:
        """Return the height of the whole text at the present width."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text at the new width."""
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask to edit where there is neither a link nor a selection."""
        spot = event.position().toPoint()
        link = self.anchorAt(spot)
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not link and not self.textCursor().hasSelection():
            self.edit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the link that Tab went to, else it edits, as F2 does."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_F2 or (enter and not self.textCursor().hasSelection()):
            self.edit_wanted.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy, and to copy the link under the pointer."""
        link = self.anchorAt(event.pos())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(tr("Copy"))
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        if link:
            self._add_copy(menu, link)
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Let no key of the text take those that have a meaning in the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            return False
        return super().event(event)

    def _pressed(self, link: QUrl) -> None:
        words = link.toString()
        thing = self._things.get(words.removeprefix(REF)) if words.startswith(REF) else None
        if thing is not None:
            self.opened.emit(thing)
        elif words.startswith(URL):
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._add_copy(menu, words)
            menu.popup(QCursor.pos() if self.underMouse() else self.mapToGlobal(QPoint(0, self.height())))

    def _add_copy(self, menu: QMenu, link: str) -> None:
        words = link.removeprefix(URL).removeprefix(REF)
        shown = words if len(words) <= 64 else f"{words[:61]}…"
        named = menu.addAction(shown.replace("&", "&&"))
        named.setEnabled(False)
        copy = menu.addAction(tr("Copy reference") if link.startswith(REF) else tr("Copy link"))
        copy.setObjectName("copy_link")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(words))

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(max(self.viewport().width(), 40))
        height = math.ceil(document.size().height()) + 2
        if height != self.height():
            self.setFixedHeight(height)
