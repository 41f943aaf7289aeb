"""Other names of things, in any script."""

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.kinds import EntityKind
from evidence_board.model.names import SCRIPTS, script_of
from evidence_board.operations.entities import KIND_WORDS, name_column
from evidence_board.operations.typed_values import bare_text, live_ref
from evidence_board.session import Session

__all__ = [
    "add_name",
    "remove_name",
    "update_name",
]


def add_name(
    session: Session,
    /,
    *,
    kind: str,
    entity_id: str,
    name: str,
    script: str | None = None,
    language: str | None = None,
    role: str | None = None,
) -> ChangeSet:
    """Give a thing one more name; its own name stays. ``result["id"]`` is the row of the name.

    Args:
        session: the open case.
        kind: kind of entity.
        entity_id: row id of the entity.
        name: as written.
        script: ISO 15924 code; read off the letters when None.
        language: e.g. ``ru``.
        role: what kind of name it is; `evidence_board.model.names.NAME_ROLES` or words of your own.

    Raises:
        KnownError: the name is empty or there already, or there is no such script.
    """
    table = EntityKind(kind).value
    values = {
        "name": _name(name),
        "script": _script(script) if script else script_of(name),
        "language": bare_text(language) or None,
        "role": bare_text(role) or None,
    }
    with session.gate.transaction("Add name") as finished:
        tx = finished.tx
        live_ref(tx, table, entity_id)
        _refuse_same(tx, table, entity_id, str(values["name"]))
        tx.label = f"Add the name {values['name']} to {_called(tx, table, entity_id)}"
        tx.result["id"] = tx.insert("entity_name", kind=table, entity_id=entity_id, **values)
    return finished.changes


def update_name(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change name, script, language or role of one other name.

    A changed name brings the script of its letters along, unless one is given.

    Raises:
        KnownError: as `add_name`, or there is no such field.
    """
    unknown = set(values) - {"name", "script", "language", "role"}
    if unknown or not values:
        raise KnownError(f"A name has no field {', '.join(sorted(unknown))}." if unknown else "No field is named.")
    stored = {name: bare_text(value) or None for name, value in values.items()}
    if stored.get("script"):
        stored["script"] = _script(str(stored["script"]))
    if "name" in values:
        stored["name"] = _name(str(values["name"] or ""))
        stored.setdefault("script", script_of(str(stored["name"])))
    with session.gate.transaction("Edit name") as finished:
        tx = finished.tx
        table, entity_id, old = _other_name(tx, row_id)
        if "name" in stored and stored["name"] != old:
            _refuse_same(tx, table, entity_id, str(stored["name"]))
        tx.label = f"Edit the name {stored.get('name') or old} of {_called(tx, table, entity_id)}"
        tx.update("entity_name", row_id, **stored)
    return finished.changes


def remove_name(session: Session, /, *, row_id: str) -> ChangeSet:
    """Take one other name away.

    Raises:
        KnownError: there is no such name.
    """
    with session.gate.transaction("Remove name") as finished:
        table, entity_id, old = _other_name(finished.tx, row_id)
        finished.tx.label = f"Remove the name {old} of {_called(finished.tx, table, entity_id)}"
        finished.tx.bin("entity_name", row_id)
    return finished.changes


def _name(name: str) -> str:
    words = bare_text(name)
    if not words:
        raise KnownError("A name cannot be empty.", means="Nothing was changed.", do="Type a name.")
    return words


def _script(code: str) -> str:
    word = code.strip().title()
    if word not in SCRIPTS:
        raise KnownError(
            f"“{code}” is not a script known here.",
            means="Nothing was changed.",
            do=f"Use one of {', '.join(SCRIPTS)}, or leave it to the letters of the name.",
        )
    return word


def _refuse_same(tx: Transaction, table: str, entity_id: str, name: str) -> None:
    sql = (
        f"SELECT 1 FROM {table} WHERE id = ? AND {name_column(table)} = ? UNION ALL"
        " SELECT 1 FROM entity_name WHERE entity_id = ? AND name = ? AND deleted_at IS NULL"
    )
    if tx.one(sql, (entity_id, name, entity_id, name)):
        raise KnownError(f"It has the name {name} already.", means="Nothing was changed.")


def _called(tx: Transaction, table: str, entity_id: str) -> str:
    row = tx.one(f"SELECT {name_column(table)} FROM {table} WHERE id = ?", (entity_id,))
    return str(row[0]) if row else KIND_WORDS[table]


def _other_name(tx: Transaction, row_id: str) -> tuple[str, str, str]:
    row = tx.one("SELECT kind, entity_id, name FROM entity_name WHERE id = ? AND deleted_at IS NULL", (row_id,))
    if row is None:
        raise KnownError("There is no such name in the case.", means="Nothing was changed.")
    return str(row[0]), str(row[1]), str(row[2])
