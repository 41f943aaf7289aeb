"""Which fields of an entity a person may change, and what each of them may hold."""

from collections.abc import Callable
from typing import SupportsFloat

from evidence_board.case.gate import Transaction
from evidence_board.model.areas import area_text
from evidence_board.model.errors import KnownError
from evidence_board.model.levels import Reliability
from evidence_board.model.sources import AccountStatus
from evidence_board.operations.typed_values import bare_text, live_ref, refuse_cycle, typed_date, word_of

__all__ = ["EDITABLE", "check_references", "checked_values"]

#: Kind of entity -> its fields, as verbs take them: ``own_kind`` is the column ``kind`` of a place or event, whose
#: name is taken by the kind of the entity itself.
EDITABLE = {
    "account": {
        "platform",
        "handle",
        "display_name",
        "native_id",
        "url",
        "language",
        "reliability",
        "bio",
        "notes",
        "status",
        "self_place",
        "created_on",
    },
    "person": {"name", "notes", "reliability", "born", "country"},
    "unit": {"name", "number", "echelon", "branch", "country", "parent_id", "notes"},
    "location": {
        "name",
        "own_kind",
        "latitude",
        "longitude",
        "radius_m",
        "area",
        "country",
        "parent_id",
        "parent_name",
        "notes",
    },
    "equipment": {"name", "category", "model", "markings", "serial", "notes"},
    "event": {"name", "own_kind", "location_id", "notes"},
}

_COLUMN = {"own_kind": "kind"}

_status = word_of(AccountStatus, "the status of an account")
_reliability = word_of(Reliability, "reliability")


def _area(value: object) -> str | None:
    text = bare_text(value)
    return area_text(text) if text else None


def _radius(value: object) -> object:
    if isinstance(value, SupportsFloat) and not 0 <= float(value) < float("inf"):
        raise KnownError(f"{value} is no radius.", means="The old value stays.", do="A radius is 0 metres or more.")
    return value


#: Fields whose values are checked, whatever the kind.
_CHECKS: dict[str, Callable[[object], object]] = {
    "status": lambda value: _status(value or AccountStatus.UNKNOWN),
    "reliability": lambda value: _reliability(value) if value else None,
    "created_on": lambda value: typed_date(value) or None,
    "born": lambda value: typed_date(value) or None,
    "self_place": bare_text,
    "native_id": lambda value: bare_text(value) or None,
    "area": _area,
    "radius_m": _radius,
    "own_kind": lambda value: bare_text(value) or None,
    "parent_id": lambda value: value or None,
    "location_id": lambda value: value or None,
}


def checked_values(kind: str, words: str, values: dict[str, object]) -> dict[str, object]:
    """Return the values as they are stored, by the name of the column.

    Args:
        kind: kind of entity.
        words: what the kind is called.
        values: by the name of the field.

    Raises:
        KnownError: a field does not belong to this kind, or a value is not one of its field.
    """
    unknown = set(values) - EDITABLE[kind]
    if unknown:
        raise KnownError(f"{'An' if words[0] in 'ae' else 'A'} {words} has no field {', '.join(sorted(unknown))}.")
    stored = {name: _CHECKS[name](value) if name in _CHECKS else value for name, value in values.items()}
    _check_point(stored)
    return {_COLUMN.get(name, name): value for name, value in stored.items()}


def check_references(tx: Transaction, kind: str, row_id: str | None, values: dict[str, object]) -> None:
    """Check the things that an entity is to name, inside an open transaction.

    Args:
        tx: the open transaction.
        kind: kind of entity.
        row_id: of the entity; None for a new one.
        values: as `checked_values` gave them.

    Raises:
        KnownError: there is no such thing, it is in the bin, or a thing would come to lie in itself.
    """
    if values.get("location_id"):
        live_ref(tx, "location", values["location_id"])
    parent = values.get("parent_id")
    if not parent:
        return
    ref = live_ref(tx, kind, parent)
    if row_id is not None:
        here = tx.one(f"SELECT ref FROM {kind} WHERE id = ?", (row_id,))
        own = str(here[0]) if here else ""
        told = f"{own} cannot be part of {'itself' if own == ref else f'{ref}, which is part of it'}."
        refuse_cycle(tx, kind, "parent_id", row_id, parent, told)


def _check_point(stored: dict[str, object]) -> None:
    if not stored.keys() & {"latitude", "longitude"}:
        return
    point = (stored.get("latitude"), stored.get("longitude"))
    if point == (None, None):
        return
    if any(one is None for one in point):
        raise KnownError("A position is latitude and longitude together.", means="The old value stays.")
    if not all(
        isinstance(one, int | float) and -most <= one <= most for one, most in zip(point, (90, 180), strict=True)
    ):
        raise KnownError(
            f"{point[0]}, {point[1]} is not a position on Earth.",
            means="The old value stays.",
            do="Latitude goes from -90 to 90, longitude from -180 to 180.",
        )
