"""Keys find their command on Latin, Cyrillic and Arabic layouts alike."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from evidence_board.ui.commands import Command, Commands
from evidence_board.ui.shortcuts import Shortcuts, key_names, types_text

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def press(key, modifiers=NONE, *, scan=0, virtual=0, text="", repeated=False):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0, text, repeated)


@pytest.mark.parametrize(
    ("event", "platform", "name"),
    [
        (press(Qt.Key.Key_G), "linux", "G"),
        (press(Qt.Key.Key_Z, CTRL | SHIFT), "linux", "Ctrl+Shift+Z"),
        (press(Qt.Key.Key_F6, SHIFT), "linux", "Shift+F6"),
        (press(Qt.Key.Key_Delete), "linux", "Del"),
        (press(Qt.Key.Key_Escape), "linux", "Esc"),
        (press(Qt.Key.Key_NumberSign, SHIFT), "linux", "#"),
        (press(Qt.Key.Key_Question, SHIFT), "linux", "?"),
        (press(Qt.Key.Key_BracketLeft), "linux", "["),
        # Cyrillic: the key of G sends "п", that of [ sends "х", that of ` sends "ё".
        (press(0x41F, scan=34 + 8), "linux", "G"),
        (press(0x425, scan=26 + 8), "linux", "["),
        (press(0x401, scan=41 + 8), "linux", "`"),
        (press(0x42F, CTRL, scan=44 + 8), "linux", "Ctrl+Z"),
        (press(0x2116, SHIFT, scan=4 + 8), "linux", "#"),
        # Arabic, on the three systems: the key of L sends "م", that of E "ث".
        (press(0x645, scan=38), "win32", "L"),
        (press(0x645, virtual=37, scan=1), "darwin", "L"),
        (press(0x62B, scan=18 + 8), "linux", "E"),
        # Arabic: Shift and the key of / sends the Arabic question mark.
        (press(0x61F, SHIFT, scan=53 + 8), "linux", "?"),
    ],
)
def test_key_names(event, platform, name):
    assert name in key_names(event, platform=platform)


def test_a_latin_letter_counts_wherever_it_lies():
    # AZERTY: the letter A lies where QWERTY has Q.
    assert key_names(press(Qt.Key.Key_A, scan=16 + 8), platform="linux") == ["A"]


def test_letters_belong_to_a_text_field_that_has_the_focus(qtbot):
    ran = []
    commands = Commands()
    commands.add(Command(id="place", title="Place", run=lambda: ran.append("place"), key="G"))
    commands.add(Command(id="next", title="Next", run=lambda: ran.append("next"), key="F6"))
    shortcuts = Shortcuts(commands)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert not shortcuts.handle(press(Qt.Key.Key_G))
    assert shortcuts.handle(press(Qt.Key.Key_F6))
    field.clearFocus()
    assert shortcuts.handle(press(Qt.Key.Key_G))
    assert ran == ["next", "place"]


def test_a_key_held_down_runs_a_letter_once(qtbot):
    ran = []
    commands = Commands()
    commands.add(Command(id="new", title="New", run=lambda: ran.append("new"), key="E"))
    commands.add(Command(id="undo", title="Undo", run=lambda: ran.append("undo"), key="Ctrl+Z"))
    shortcuts = Shortcuts(commands)
    assert not shortcuts.handle(press(Qt.Key.Key_E, repeated=True))
    assert shortcuts.handle(press(Qt.Key.Key_Z, CTRL, repeated=True))
    assert ran == ["undo"]


def test_what_takes_text(qtbot):
    line, text = QLineEdit(), QPlainTextEdit()
    for widget in (line, text):
        qtbot.addWidget(widget)
        assert types_text(widget)
        widget.setReadOnly(True)
        assert not types_text(widget)
    assert not types_text(None)
