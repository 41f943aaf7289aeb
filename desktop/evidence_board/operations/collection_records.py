"""Where files came from: the collection record, written for one or for many files in one step."""

from collections.abc import Callable, Mapping, Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.sources import Consent, Edited, Generation, Restriction
from evidence_board.operations.typed_values import bare_text, live_ref, typed_address, typed_date, word_of
from evidence_board.session import Session

__all__ = ["COLLECTION_FIELDS", "clear_collection_fields", "set_collection_record"]

#: Fields that name another thing of the case -> its kind.
_NAMES = {"post_id": "post", "account_id": "account", "page_item_id": "item", "capture_item_id": "item"}

#: Every other field -> how a typed value becomes the stored one.
_CHECKS: dict[str, Callable[[object], object]] = {
    "page_url": typed_address,
    "archive_url": typed_address,
    "platform": bare_text,
    "collected_at": typed_date,
    "collected_by": bare_text,
    "method": bare_text,
    "tool": bare_text,
    "acquired_from": bare_text,
    "generation": word_of(Generation, "the copy"),
    "edited": word_of(Edited, "edited or not"),
    "context": bare_text,
    "rights": bare_text,
    "consent": word_of(Consent, "consent"),
    "restriction": word_of(Restriction, "a restriction"),
    "graphic": lambda value: int(_yes_or_no(value)),
    "notes": bare_text,
}

#: Every field -> what it is called in the words of a step, in the order of the record.
COLLECTION_FIELDS = {
    "page_url": "page address",
    "archive_url": "archive address",
    "post_id": "post",
    "account_id": "account",
    "platform": "platform",
    "collected_at": "collected at",
    "collected_by": "collected by",
    "method": "method",
    "tool": "tool",
    "acquired_from": "came from",
    "generation": "copy",
    "edited": "edited",
    "page_item_id": "HTML source",
    "capture_item_id": "capture of the page",
    "context": "context",
    "rights": "rights",
    "consent": "consent",
    "restriction": "restriction",
    "graphic": "graphic content",
    "notes": "notes",
}

#: What an empty field holds, where that is not the empty text.
_EMPTY: dict[str, object] = {
    **dict.fromkeys(_NAMES),
    "generation": Generation.UNKNOWN.value,
    "edited": Edited.UNKNOWN.value,
    "consent": Consent.UNKNOWN.value,
    "restriction": Restriction.NONE.value,
    "graphic": 0,
}


def set_collection_record(session: Session, /, *, item_ids: Sequence[str], **values: object) -> ChangeSet:
    """Note where files came from, in one step; fields that are not named stay as they are in each file.

    Args:
        session: the open case.
        item_ids: the files; a record is made where there was none.
        **values: fields of `COLLECTION_FIELDS`. ``collected_at`` is ISO 8601 as typed, ``graphic`` True or
            False, ``post_id``, ``account_id``, ``page_item_id`` and ``capture_item_id`` are row ids or None.

    Raises:
        KnownError: no file or no field is named, or a value is not one of its field.
    """
    _check_fields(values)
    stored = {name: _CHECKS[name](value) for name, value in values.items() if name in _CHECKS}
    names = {name: value or None for name, value in values.items() if name in _NAMES}
    with session.gate.transaction("Note where files came from", action="annotated") as finished:
        tx = finished.tx
        for name, value in names.items():
            if value is not None:
                live_ref(tx, _NAMES[name], value)
        _write(tx, item_ids, {**stored, **names})
        tx.label = _label("Note", item_ids, tx, values)
    return finished.changes


def clear_collection_fields(session: Session, /, *, item_ids: Sequence[str], fields: Sequence[str]) -> ChangeSet:
    """Leave fields of the collection records of files empty, in one step.

    Raises:
        KnownError: no file or no field is named, or there is no such field.
    """
    _check_fields(dict.fromkeys(fields))
    with session.gate.transaction("Leave the origin of files empty", action="annotated") as finished:
        tx = finished.tx
        _write(tx, item_ids, {name: _EMPTY.get(name, "") for name in fields}, make=False)
        tx.label = _label("Clear", item_ids, tx, fields)
    return finished.changes


def _write(tx: Transaction, item_ids: Sequence[str], values: Mapping[str, object], *, make: bool = True) -> None:
    if not item_ids:
        raise KnownError("No file is chosen.", means="Nothing was changed.", do="Choose one or more files.")
    columns = ", ".join(values)
    for item_id in dict.fromkeys(item_ids):
        live_ref(tx, "item", item_id)
        row = tx.one(
            f"SELECT id, {columns} FROM collection_record WHERE item_id = ? AND deleted_at IS NULL", (item_id,)
        )
        if row is None:
            if make:
                tx.insert("collection_record", item_id=item_id, **values)
            continue
        changed = {name: value for (name, value), old in zip(values.items(), row[1:], strict=True) if value != old}
        if changed:
            tx.update("collection_record", str(row[0]), **changed)


def _check_fields(values: Mapping[str, object]) -> None:
    unknown = [name for name in values if name not in COLLECTION_FIELDS]
    if unknown:
        raise KnownError(f"A collection record has no field {', '.join(unknown)}.")
    if not values:
        raise KnownError("No field is named.", means="Nothing was changed.")


def _label(verb: str, item_ids: Sequence[str], tx: Transaction, fields: Sequence[str] | Mapping[str, object]) -> str:
    chosen = dict.fromkeys(item_ids)
    words = ", ".join(words for name, words in COLLECTION_FIELDS.items() if name in fields)
    whose = live_ref(tx, "item", next(iter(chosen))) if len(chosen) == 1 else f"{len(chosen)} files"
    return f"{verb} the origin of {whose}: {words}"


def _yes_or_no(value: object) -> bool:
    if value not in (True, False):
        raise KnownError(f"“{value}” is neither yes nor no.", means="The old value stays.", do="Use yes or no.")
    return bool(value)
