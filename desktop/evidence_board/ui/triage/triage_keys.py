"""Which key does what while one goes through files, by letter or by its place on the keyboard."""

from PySide6.QtGui import QKeyEvent

from evidence_board.ui.i18n import tr
from evidence_board.ui.shortcuts import key_names

__all__ = ["command_of", "key_lines"]

_LEVELS = {str(digit): f"level {digit}" for digit in range(6)}
_COMMANDS = {
    **_LEVELS,
    "T": "tag",
    "#": "tag",
    "U": "account",
    "P": "place",
    "G": "place",
    "S": "next_status",
    "R": "reviewed",
    "H": "needs_help",
    "X": "set_aside",
    "I": "in_progress",
    "N": "only_new",
    "Right": "on",
    "Return": "on",
    "Enter": "on",
    "Down": "on",
    "PgDown": "on",
    "Left": "back",
    "Up": "back",
    "Backspace": "back",
    "PgUp": "back",
    "Home": "first",
    "Esc": "leave",
    "Space": "large",
    "?": "keys",
}


def command_of(event: QKeyEvent, *, mirrored: bool) -> str:
    """Return what a key press asks for, empty for nothing.

    Args:
        event: the key press.
        mirrored: the interface reads from the right, so that Left goes on.
    """
    found = next((_COMMANDS[name] for name in _names(event) if name in _COMMANDS), "")
    sideways = {"Right": "back", "Left": "on"}
    if mirrored:
        found = next((sideways[name] for name in _names(event) if name in sideways), found)
    return found


def key_lines(*, can_write: bool) -> list[tuple[tuple[str, ...], str]]:
    """Return the keys and what they do, in the order they are shown; only those that do something."""
    edits = [
        (("5", "0"), tr("Confidence of the position")),
        (("P",), tr("Place")),
        (("U",), tr("Account")),
        (("T",), tr("Tag")),
        (("R",), tr("Reviewed, go on")),
        (("H",), tr("Needs help, go on")),
        (("X",), tr("Set aside, go on")),
        (("S",), tr("Next state of work")),
    ]
    undo = [(("Ctrl+Z",), tr("Undo"))]
    return [
        *(edits if can_write else ()),
        (("Right",), tr("Next file")),
        (("Left",), tr("File before")),
        (("N",), tr("New files alone, or all")),
        *(undo if can_write else ()),
        (("Esc",), tr("Leave")),
    ]


def _names(event: QKeyEvent) -> list[str]:
    # Keys of the number block are digits like any other.
    return [name.removeprefix("Num+") for name in key_names(event)]
