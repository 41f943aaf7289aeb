"""An inspector over a copy of the practice case."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from evidence_board.selection import replace
from evidence_board.ui.inspector.inspector_pane import InspectorPane


class Inspecting:
    """The pane and short ways to what it shows."""

    def __init__(self, qtbot, context):
        self.qtbot, self.context, self.session = qtbot, context, context.session
        self.pane = InspectorPane(context)
        qtbot.addWidget(self.pane)
        self.pane.resize(312, 926)
        self.pane.show()
        qtbot.waitExposed(self.pane)
        self.pane.activateWindow()
        self.pane.flush()

    @property
    def page(self):
        return self.pane.item_page

    def id_of(self, ref):
        return self.session.index.by_ref[ref]

    def item(self, ref):
        return self.session.index.items[self.id_of(ref)]

    def select(self, *refs):
        self.session.select(replace([self.id_of(ref) for ref in refs]), origin="test")
        self.pane.flush()

    def refresh(self):
        self.pane.flush()

    def type(self, inline, text, key=Qt.Key.Key_Return):
        """Click a text, replace what stands there, end with a key."""
        self.qtbot.mouseClick(inline, Qt.MouseButton.LeftButton)
        assert inline.field is not None
        inline.field.selectAll()
        self.qtbot.keyClick(inline.field, Qt.Key.Key_Delete)
        if text:
            self.enter(inline.field, text)
        self.qtbot.keyClick(inline.field, key)
        self.refresh()

    def enter(self, field, text):
        """Type a text; letters that no key of a test keyboard has come as an input method sends them."""
        if text.isascii():
            self.qtbot.keyClicks(field, text)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)

    def write_note(self, notes, text, key=Qt.Key.Key_Return):
        """Begin a note with the mouse, replace what stands there, save with Ctrl Enter."""
        self.qtbot.mouseClick(notes.add if notes.add.isVisible() else notes._pencil, Qt.MouseButton.LeftButton)
        notes.editor.selectAll()
        self.qtbot.keyClick(notes.editor, Qt.Key.Key_Delete)
        self.enter(notes.editor, text)
        self.qtbot.keyClick(notes.editor, key, Qt.KeyboardModifier.ControlModifier)
        self.refresh()

    def rows(self, widget):
        """Label -> value of every row that shows."""
        from evidence_board.ui.inspector.field_row import FieldRow

        found = widget.findChildren(FieldRow)
        return {row._name: row.text() for row in found if not row.isHidden() and row.text()}


@pytest.fixture
def inspecting(qtbot, context):
    return Inspecting(qtbot, context)
