"""Keys to commands, by letter where the layout has Latin letters and by position where it has not.

A Cyrillic or Arabic layout sends other letters from the same keys; the scan code tells which key it was,
so that Ctrl Z or G work without switching the layout.
"""

import sys
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from evidence_board.ui.commands import Commands

__all__ = ["Shortcuts", "key_names", "types_text"]

# Positions of a US keyboard, in the numbers of the PC keyboard's first scan code set. Windows reports them,
# X11 and Wayland add 8.
_PC_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 43: "\\ZXCVBNM,./"}
_PC = {first + step: name for first, row in _PC_ROWS.items() for step, name in enumerate(row)}
# macOS reports virtual keys, which are positions as well.
_MAC_CODES = (
    *(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
    *(30, 31, 32, 33, 34, 35, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 50),
)
_MAC = dict(zip(_MAC_CODES, "ASDFHGZXCVBQWERYT123465=97-80]OU[IPLJ'K;\\,/NM.`", strict=True))
#: What Shift makes of a key on a US keyboard, for the few signs that are commands.
_SHIFTED = {"Shift+3": "#", "Shift+/": "?"}

_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl+"),
    (Qt.KeyboardModifier.AltModifier, "Alt+"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift+"),
    (Qt.KeyboardModifier.MetaModifier, "Meta+"),
)


def key_names(event: QKeyEvent, *, platform: str = sys.platform) -> list[str]:
    """Return the portable names a key press may go by, the likeliest first (``Ctrl+Z``, ``#``).

    Args:
        event: the key press.
        platform: as `sys.platform`; decides what scan codes mean.
    """
    held = "".join(name for modifier, name in _MODIFIERS if event.modifiers() & modifier)
    sign = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
    names = [held + sign] if sign else []
    if held == "Shift+" and len(sign) == 1 and not sign.isalnum():
        names.append(sign)
    # A Latin letter is what the person meant, wherever it lies (AZERTY, Dvorak).
    if not (len(sign) == 1 and sign.isascii() and sign.isalpha()) and (len(sign) <= 1 or not sign.isascii()):
        place = _position(event, platform)
        if place:
            name = held + place
            names += [name, _SHIFTED[name]] if name in _SHIFTED else [name]
    return list(dict.fromkeys(names))


def _position(event: QKeyEvent, platform: str) -> str:
    if platform == "darwin":
        return _MAC.get(event.nativeVirtualKey(), "") if event.nativeVirtualKey() or event.nativeScanCode() else ""
    code = event.nativeScanCode()
    if not code:
        return ""
    return _PC.get(code if platform == "win32" else code - 8, "")


def types_text(widget: QWidget | None) -> bool:
    """Tell whether letters typed now go into a text field."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox)


class Shortcuts:
    """Finds and runs the command of a key press."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def handle(self, event: QKeyEvent) -> bool:
        """Run the command of a key that no widget wanted; tells whether there was one that could be done."""
        names = key_names(event)
        if types_text(QApplication.focusWidget()):
            names = [name for name in names if not _is_letter(name)]
        return self._first(names, repeated=event.isAutoRepeat())

    def _first(self, names: Iterable[str], *, repeated: bool) -> bool:
        for name in names:
            command = self._commands.for_key(name)
            # A key held down repeats undo, but does not open a popover again and again.
            if command is not None and not (repeated and _is_letter(name)):
                return self._commands.run(command.id)
        return False


def _is_letter(name: str) -> bool:
    """Tell whether a text field would take this key as text, or edit text with it."""
    return len(name.removeprefix("Shift+")) == 1 or name in ("Space", "Del", "Backspace")
