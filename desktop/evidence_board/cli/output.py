"""How commands open a case, and tables as they print them."""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from evidence_board.case.records import BEYOND_THE_CONTRACT_OF_TIMES
from evidence_board.cli.answers import print_json, print_line, say, visible, visible_name
from evidence_board.exports.times import iso_time
from evidence_board.model.errors import KnownError
from evidence_board.session import Session, open_session
from evidence_board.settings import load_settings

__all__ = [
    "CASE",
    "PATH",
    "Progress",
    "actor_name",
    "print_json",
    "print_line",
    "print_table",
    "reading",
    "say",
    "visible_name",
    "writing",
]

_BLANK = re.compile(r"[ \t\r\n]+")


class _NamedPath(click.Path):
    """A path that was really given: an empty one would mean the folder the command runs in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


#: The type of every CASE argument. What cannot be read is said by us, in words that say what to do.
CASE = _NamedPath(path_type=Path, readable=False)
#: The type of paths that are imported or written.
PATH = CASE


def actor_name(given: str | None = None) -> str:
    """Return who acts: the name given, or the one of the settings ("unnamed" by default)."""
    return (given or load_settings().name).strip() or "unnamed"


@contextmanager
def reading(path: Path) -> Iterator[Session]:
    """Open a case read only; its bytes stay identical."""
    session = open_session(path, actor="unnamed", read_only=True, with_index=False)
    try:
        yield session
    finally:
        session.close()


@contextmanager
def writing(path: Path, *, by: str | None = None) -> Iterator[Session]:
    """Open a case for writing.

    Raises:
        KnownError: another program holds it, or nothing can be written there.
    """
    session = open_session(path, actor=actor_name(by), with_index=False)
    try:
        if session.case.read_only and session.case.owner is None:
            raise KnownError(
                f"The case {path.name} cannot be changed.",
                means="The file or its folder is read only. Nothing was changed.",
                do="Copy the case to a folder you may write to, and use the copy.",
            )
        session.case.require_writing()
        yield session
    finally:
        session.close()


def print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print records as columns of text on stdout; see `print_line`."""
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    widths = [max([len(column), *(len(line[i]) for line in cells)]) for i, column in enumerate(columns)]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in [list(columns), *cells]
    ]
    print_line("\n".join(lines))


class Progress:
    """One line on stderr that follows a long job; silent when stderr is no terminal."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._live = sys.stderr.isatty()

    def show(self, done: int, total: int) -> bool:
        """Show where the job is; returns True so that it can be used as a callback."""
        if self._live:
            sys.stderr.write(f"\r{self._words} {done} of {total} ")
            if done >= total:
                sys.stderr.write("\n")
            sys.stderr.flush()
        return True


def _time(moment: Mapping[str, Any]) -> str:
    """Return one style for every time: ``2015-09-03 17:20:17 +03:00``, as much of it as is known."""
    iso = iso_time(moment) or ""
    day, _, rest = iso.partition("T")
    if not rest:
        words = day
    elif iso == moment["local"]:
        words = f"{day} {rest} zone unknown"
    else:
        words = f"{day} {rest[:-6]} {rest[-6:]}"
    return f"about {words}" if moment["approximate"] else words


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return _time(value) if value.keys() >= BEYOND_THE_CONTRACT_OF_TIMES else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return visible(", ".join(str(one.get("code", one)) if isinstance(one, dict) else str(one) for one in value))
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".")
    # Blanks and new lines of notes are one blank; what a terminal would obey is shown, and counted as shown.
    text = visible(_BLANK.sub(" ", str(value)).strip(" "))
    return text if len(text) <= 48 else text[:47] + "…"
