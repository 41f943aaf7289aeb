"""Reads the other names of a thing, and what an account was called before."""

import sqlite3

from evidence_board.model.names import AccountName, OtherName

__all__ = ["read_account_names", "read_other_names"]


def read_other_names(connection: sqlite3.Connection, entity_id: str) -> tuple[OtherName, ...]:
    """Return the other names of a thing in the order in which they were noted."""
    rows = connection.execute(
        "SELECT id, name, ifnull(script, ''), ifnull(language, ''), ifnull(role, '') FROM entity_name"
        " WHERE entity_id = ? AND deleted_at IS NULL ORDER BY id",
        (entity_id,),
    )
    return tuple(OtherName(*row) for row in rows)


def read_account_names(connection: sqlite3.Connection, account_id: str) -> tuple[AccountName, ...]:
    """Return what an account was called, the earliest first, names without any date before the others."""
    rows = connection.execute(
        "SELECT id, handle, display_name, seen_from, seen_to, note FROM account_name"
        " WHERE account_id = ? AND deleted_at IS NULL"
        " ORDER BY ifnull(ifnull(seen_from, seen_to), ''), ifnull(seen_to, '9999'), id",
        (account_id,),
    )
    return tuple(AccountName(*row) for row in rows)
