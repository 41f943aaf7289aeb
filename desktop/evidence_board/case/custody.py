"""The custody log: append-only, each entry chained to the one before by SHA-256.

The chain proves order and that nothing in between was altered; it proves no absolute time. It stores
digests and words, never old values, so that emptying the bin really removes what was removed.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from evidence_board.model.moments import now_utc

__all__ = ["GENESIS", "CustodyEntry", "append", "broken_entries", "entries", "head_hash"]

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One line of the log. ``detail`` is canonical JSON text; hashes are lower-case hex."""

    seq: int
    at: str
    actor: str
    action: str
    detail: str
    prev_hash: str
    entry_hash: str


def canonical(value: object) -> str:
    """Return JSON with sorted keys and no spaces (in the manner of RFC 8785)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(prev_hash: str, seq: int, at: str, actor: str, action: str, detail: str) -> str:
    body = canonical({"action": action, "actor": actor, "at": at, "detail": detail, "seq": seq})
    return hashlib.sha256((prev_hash + body).encode("utf-8", "surrogateescape")).hexdigest()


def append(connection: sqlite3.Connection, *, actor: str, action: str, detail: dict[str, object]) -> str:
    """Add one entry inside the present transaction; returns its hash."""
    last = connection.execute("SELECT seq, entry_hash FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
    seq, prev_hash = (last[0] + 1, last[1]) if last else (1, GENESIS)
    at, text = now_utc(), canonical(detail)
    entry_hash = _digest(prev_hash, seq, at, actor, action, text)
    connection.execute(
        "INSERT INTO custody (seq, at, actor, action, detail, prev_hash, entry_hash) VALUES (?,?,?,?,?,?,?)",
        (seq, at, actor, action, text, prev_hash, entry_hash),
    )
    return entry_hash


def entries(connection: sqlite3.Connection) -> Iterator[CustodyEntry]:
    """Yield the log in order."""
    sql = "SELECT seq, at, actor, action, detail, prev_hash, entry_hash FROM custody ORDER BY seq"
    for row in connection.execute(sql):
        yield CustodyEntry(*row)


def head_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of the last entry: the one value to print or to mail for anchoring."""
    row = connection.execute("SELECT entry_hash FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else GENESIS


def broken_entries(connection: sqlite3.Connection) -> list[int]:
    """Return the numbers of entries that do not fit the chain; empty when it is whole."""
    broken, prev_hash, expected = [], GENESIS, 1
    for entry in entries(connection):
        try:
            computed = _digest(entry.prev_hash, entry.seq, entry.at, entry.actor, entry.action, entry.detail)
        except TypeError:
            # Damage can turn a text into something else.
            computed = ""
        if entry.prev_hash != prev_hash or entry.entry_hash != computed or entry.seq != expected:
            broken.append(entry.seq)
        prev_hash, expected = entry.entry_hash, entry.seq + 1
    return broken
