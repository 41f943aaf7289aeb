"""What accounts were called, and from when to when."""

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import moment_from_text
from evidence_board.operations.typed_values import bare_text, live_ref, typed_date
from evidence_board.session import Session

__all__ = ["note_account_name", "remove_account_name", "rename_account", "update_account_name"]


def note_account_name(
    session: Session,
    /,
    *,
    account_id: str,
    handle: str = "",
    display_name: str = "",
    seen_from: str | None = None,
    seen_to: str | None = None,
    note: str = "",
) -> ChangeSet:
    """Note what an account was called for a time; its present name stays. ``result["id"]`` is the row.

    Args:
        session: the open case.
        account_id: row id of the account.
        handle: what it was called in addresses.
        display_name: the name shown above its posts.
        seen_from: first date on which it was seen so, ISO 8601 as typed; None when not known.
        seen_to: last date.
        note: how one knows.

    Raises:
        KnownError: no name is given, a date is none, or the last lies before the first.
    """
    values = _seen(handle=handle, display_name=display_name, seen_from=seen_from, seen_to=seen_to, note=note)
    with session.gate.transaction("Note a name of an account") as finished:
        tx = finished.tx
        live_ref(tx, "account", account_id)
        words = values["handle"] or values["display_name"]
        tx.label = f"Note the name {words} of {_called(tx, account_id)}"
        tx.result["id"] = tx.insert("account_name", account_id=account_id, **values)
    return finished.changes


def update_account_name(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change handle, display_name, seen_from, seen_to or note of one name in the history of an account.

    Raises:
        KnownError: as `note_account_name`, or there is no such field.
    """
    columns = ("handle", "display_name", "seen_from", "seen_to", "note")
    unknown = set(values) - set(columns)
    if unknown or not values:
        raise KnownError(f"A name has no field {', '.join(sorted(unknown))}." if unknown else "No field is named.")
    with session.gate.transaction("Edit a name of an account") as finished:
        tx = finished.tx
        account_id, *old = _account_name(tx, row_id)
        stored = _seen(**{**dict(zip(columns, old, strict=True)), **values})
        words = stored["handle"] or stored["display_name"]
        tx.label = f"Edit the name {words} of {_called(tx, account_id)}"
        tx.update("account_name", row_id, **stored)
    return finished.changes


def remove_account_name(session: Session, /, *, row_id: str) -> ChangeSet:
    """Take one name out of the history of an account.

    Raises:
        KnownError: there is no such name.
    """
    with session.gate.transaction("Remove a name of an account") as finished:
        tx = finished.tx
        account_id, handle, display_name, *_ = _account_name(tx, row_id)
        tx.label = f"Remove the name {handle or display_name} of {_called(tx, account_id)}"
        tx.bin("account_name", row_id)
    return finished.changes


def rename_account(
    session: Session,
    /,
    *,
    account_id: str,
    handle: str | None = None,
    display_name: str | None = None,
    changed_on: str | None = None,
    note: str = "",
) -> ChangeSet:
    """Note that an account renamed itself: the old names stay in its history, the new ones are shown.

    A name that was merely written wrong is put right with `update_entity`, which leaves no such trace.

    Args:
        session: the open case.
        account_id: row id of the account.
        handle: the new one; None when it stays.
        display_name: the new one; None when it stays.
        changed_on: when, ISO 8601 as typed. The history of the old names ends and that of the new ones begins
            then; None when not known, which is never taken for today.
        note: how one knows.

    Raises:
        KnownError: nothing changes, the handle is empty, or the date is none.
    """
    day = typed_date(changed_on) or None
    with session.gate.transaction("Rename account") as finished:
        tx = finished.tx
        live_ref(tx, "account", account_id)
        row = tx.one("SELECT handle, ifnull(display_name, '') FROM account WHERE id = ?", (account_id,)) or ("", "")
        old = (str(row[0]), str(row[1]))
        new = (
            old[0] if handle is None else bare_text(handle),
            old[1] if display_name is None else bare_text(display_name),
        )
        if not new[0]:
            raise KnownError("A handle cannot be empty.", means="The old name stays.", do="Type the new handle.")
        if new == old:
            raise KnownError(f"The account is called {old[0]} already.", means="Nothing was changed.")
        tx.label = f"{old[0]} is now called {new[0]}" if new[0] != old[0] else f"{old[0]} now shows as {new[1]}"
        _end(tx, account_id, old, day, bare_text(note))
        if day:
            tx.insert("account_name", account_id=account_id, handle=new[0], display_name=new[1], seen_from=day)
        tx.update("account", account_id, handle=new[0], display_name=new[1] or None)
    return finished.changes


def _end(tx: Transaction, account_id: str, old: tuple[str, str], day: str | None, note: str) -> None:
    """End the present name in the history: the row that began it, or a new one."""
    row = tx.one(
        "SELECT id, seen_from, note FROM account_name WHERE account_id = ? AND handle = ? AND display_name = ?"
        " AND seen_to IS NULL AND deleted_at IS NULL ORDER BY id DESC",
        (account_id, *old),
    )
    if row is None:
        values = {"seen_to": day, "note": note}
        tx.insert("account_name", account_id=account_id, handle=old[0], display_name=old[1], **values)
    elif day or note:
        _refuse_backwards(row[1], day)
        notes = "\n".join(str(one) for one in (row[2], note) if one)
        tx.update("account_name", str(row[0]), seen_to=day, note=notes)


def _seen(**values: object) -> dict[str, str | None]:
    names = {column: bare_text(values[column]) for column in ("handle", "display_name")}
    if not any(names.values()):
        raise KnownError("The account has no name.", do="Type its handle or the name it showed.")
    seen_from, seen_to = (typed_date(values[column]) or None for column in ("seen_from", "seen_to"))
    _refuse_backwards(seen_from, seen_to)
    return {**names, "seen_from": seen_from, "seen_to": seen_to, "note": bare_text(values["note"])}


def _refuse_backwards(seen_from: object, seen_to: object) -> None:
    if not seen_from or not seen_to:
        return
    first, last = moment_from_text(str(seen_from)), moment_from_text(str(seen_to))
    # 2015 ends after 2015-09-12: the coarser of the two decides how far they are compared.
    length = min(len(first.local), len(last.local), 10)
    if last.local[:length] < first.local[:length]:
        raise KnownError(
            f"{seen_to} lies before {seen_from}.", means="The old values stay.", do="Exchange the two dates."
        )


def _account_name(tx: Transaction, row_id: str) -> tuple[object, ...]:
    row = tx.one(
        "SELECT account_id, handle, display_name, seen_from, seen_to, note FROM account_name"
        " WHERE id = ? AND deleted_at IS NULL",
        (row_id,),
    )
    if row is None:
        raise KnownError("There is no such name in the case.", means="Nothing was changed.")
    return row


def _called(tx: Transaction, account_id: object) -> str:
    row = tx.one("SELECT handle FROM account WHERE id = ?", (account_id,))
    return str(row[0]) if row else "an account"
