"""What commands print: one JSON document on stdout, words on stderr."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from evidence_board.session import Session, open_session
from evidence_board.settings import load_settings

__all__ = ["CASE", "Progress", "actor_name", "print_json", "print_table", "reading", "say", "writing"]

#: The type of every CASE argument.
CASE = click.Path(path_type=Path)


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
        session.case.gate  # noqa: B018  raises in plain words when the case is read only
        yield session
    finally:
        session.close()


def print_json(value: object) -> None:
    """Print one JSON document (UTF-8, no NaN) on stdout."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n")
    sys.stdout.flush()


def print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print records as columns of text on stdout."""
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    widths = [max([len(column), *(len(line[i]) for line in cells)]) for i, column in enumerate(columns)]
    for line in [list(columns), *cells]:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


def say(text: str) -> None:
    """Print words on stderr."""
    click.echo(text, err=True)


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


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("raw") or "")
    if isinstance(value, list):
        return ", ".join(str(one.get("code", one)) if isinstance(one, dict) else str(one) for one in value)
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".")
    text = " ".join(str(value).split())
    return text if len(text) <= 48 else text[:47] + "…"
