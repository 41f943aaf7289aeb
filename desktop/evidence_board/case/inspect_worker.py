"""What a worker does with a case received from others: its list of contents, then one look at every page."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from evidence_board.case.page_reading import DamagedPagesError, UntrustedPages, schema_rows

if TYPE_CHECKING:
    from evidence_board.workers.contract import ReadableBytes

__all__ = ["handle"]


def handle(header: dict[str, Any], payload: bytes | ReadableBytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    """Answer one question about a case.

    Args:
        header: ``ask`` (``schema``, or ``pages`` after the schema was found to be ours) and ``case_size``.
        payload: the bytes of the case followed by those of its log, in ranges.

    Returns:
        For ``schema``: ``damaged`` ("" or why), and ``names`` and ``words`` of its parts. For ``pages``:
        ``damaged``.
    """
    if isinstance(payload, bytes):
        raise TypeError("a case is served in ranges")
    rows: list[tuple[str, str]] = []
    damaged = ""
    try:
        pages = UntrustedPages(payload, case_size=header["case_size"])
        if header["ask"] == "pages":
            return {"damaged": _look_at(pages)}, ()
        rows = schema_rows(pages)
    except DamagedPagesError as error:
        damaged = str(error)
    if header["ask"] == "pages":
        return {"damaged": damaged}, ()
    return {"damaged": damaged, "names": [name for name, _ in rows], "words": [words for _, words in rows]}, ()


def _look_at(pages: UntrustedPages) -> str:
    """Let SQLite go through every page here, where it can do no harm, before it does so in the program."""
    if not hasattr(sqlite3.Connection, "deserialize"):
        return ""  # this system's SQLite cannot read from memory
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(pages.image())
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        try:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except (sqlite3.Error, UnicodeDecodeError) as error:
            return type(error).__name__
    return "" if found == "ok" else "pages"
