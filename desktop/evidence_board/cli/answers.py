"""Answers on stdout and words on stderr, also when nobody reads them to the end; light, for every command."""

import json
import os
import re
import sys
from typing import TextIO

from evidence_board.model.errors import KnownError

__all__ = ["OutputError", "print_json", "print_line", "say", "visible", "visible_name"]

#: What a terminal obeys instead of showing it: C0 and C1 controls (the new line is ours), and what turns text round.
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class OutputError(KnownError):
    """The work is done, but the answer cannot be written out."""


def print_json(value: object) -> None:
    """Print one JSON document (UTF-8, no NaN) on stdout.

    Raises:
        OutputError: stdout takes nothing.
    """
    document = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    # Read back, it is the same text; a terminal obeys none of it.
    _write(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", document).encode() + b"\n")


def visible(untrusted_text: str) -> str:
    r"""Return text that shows what a terminal would obey: ``\x1b`` for ESC, ``‹U+202E›`` for what turns text round.

    Names of files are anybody's: raw, they could move the cursor, change the title or show another ending.
    """
    return _OBEYED.sub(_shown, untrusted_text)


def visible_name(untrusted_text: object) -> str:
    """Return a name or path on one line: a new line in it would begin an answer of its own."""
    return visible(str(untrusted_text)).replace("\n", "\\x0a")


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"‹U+{code:04X}›"


def print_line(text: str) -> None:
    """Print a line of text on stdout, in the encoding of the terminal, without anything that it would obey.

    Raises:
        OutputError: stdout takes nothing.
    """
    _write((visible(text) + "\n").encode(sys.stdout.encoding or "utf-8", errors="replace"))


def say(text: str) -> None:
    """Print words on stderr, if it takes any, without anything that a terminal would obey."""
    try:
        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()
    except OSError:
        # Nobody reads them; the exit code says the rest.
        _close(sys.stderr)


def _write(answer: bytes) -> None:
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read has seen enough (``| head``); what the command found decides its exit code all the same.
        _close(sys.stdout)
    except OSError as error:
        _close(sys.stdout)
        raise OutputError(
            f"The answer cannot be written out ({error.strerror or error}).",
            means="The work itself is done.",
            do="Send the answer somewhere else, and call the command again.",
        ) from error


def _close(stream: TextIO) -> None:
    """Send what is left in a stream nowhere; Python would try to write it once more at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
