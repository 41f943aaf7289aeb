"""Answers on stdout and words on stderr, also when nobody reads them to the end; light, for every command."""

import json
import os
import sys
from typing import TextIO

from evidence_board.model.errors import KnownError

__all__ = ["OutputError", "print_json", "print_line", "say"]


class OutputError(KnownError):
    """The work is done, but the answer cannot be written out."""


def print_json(value: object) -> None:
    """Print one JSON document (UTF-8, no NaN) on stdout.

    Raises:
        OutputError: stdout takes nothing.
    """
    _write(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n")


def print_line(text: str) -> None:
    """Print a line of text on stdout, in the encoding of the terminal.

    Raises:
        OutputError: stdout takes nothing.
    """
    _write((text + "\n").encode(sys.stdout.encoding or "utf-8", errors="replace"))


def say(text: str) -> None:
    """Print words on stderr, if it takes any."""
    try:
        sys.stderr.write(text + "\n")
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
