"""Maps that a person lays over the basemap: added, ordered, faded, hidden, taken away; `layer_copying` copies them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import number, one_of, positive, refused, text_of, yes_or_no
from evidence_board.model.drawing_geometry import options_of, options_text
from evidence_board.model.layer_paths import is_local, last_part
from evidence_board.model.map_objects import LayerKind
from evidence_board.operations.placement_rows import bin_rows, check_fields, live_row, named, note_of, order_rows
from evidence_board.session import Session

__all__ = ["add_item_layer", "add_layer", "insert_layer", "order_layers", "remove_layers", "update_layer"]

_WORD = "layer"
_EDITABLE = frozenset({"name", "path", "sha256", "size", "opacity", "visible", "attribution", "options"})
_LONGEST_PATH = 4_000
#: What is said of an option that came or changed, and of one that went.
_OPTION_WORDS = {
    "swipe": ("Compare the layer “{}” with a handle", "Draw the layer “{}” on both sides"),
    "over_names": ("Draw the layer “{}” over the names", "Draw the layer “{}” under the names"),
    "points": ("Pin the layer “{}” on the map", "Unpin the layer “{}”"),
    "crs": ("Say the coordinate system of the layer “{}”", "Ask for the coordinate system of the layer “{}” again"),
    "tms": ("Count the rows of the layer “{}” from the south", "Count the rows of the layer “{}” from the north"),
    "from_zoom": ("Show the layer “{}” from a zoom level on", "Show the layer “{}” from every zoom level"),
}
_HEX = frozenset("0123456789abcdef")


def add_layer(
    session: Session,
    /,
    *,
    kind: str,
    path: str | PurePath,
    name: str = "",
    attribution: str = "",
    options: Mapping[str, object] | None = None,
    opacity: float = 1.0,
    sha256: str | None = None,
    size: int | None = None,
) -> ChangeSet:
    """Lay a linked map over the others; it is not opened here. ``result["id"]`` is its row id.

    Args:
        session: the open case.
        kind: a word of `LayerKind`.
        path: the whole path of a file or folder on this computer.
        name: what to call it; the name of the file when empty.
        attribution: whose it is.
        options: what its format needs, plain JSON.
        opacity: 0 to 1.
        sha256: of the file as it was looked at, lower-case hex.
        size: its bytes then.

    Raises:
        KnownError: no such kind, a path that is not whole or leads off this computer, or a wrong value.
    """
    values = {
        **{"path": str(path), "name": name, "attribution": attribution, "options": options or {}},
        **{"opacity": opacity, "sha256": sha256, "size": size},
    }
    with session.gate.transaction("Add a layer", action="annotated") as finished:
        insert_layer(finished.tx, kind=kind, values=values)
    return finished.changes


def add_item_layer(session: Session, /, *, item_id: str) -> ChangeSet:
    """Lay a picture of the case over the map, to be pinned there; ``result["id"]`` is the row id of the layer.

    The bytes are those of the file: nothing is copied.

    Raises:
        KnownError: there is no such file, or the case does not hold its bytes.
    """
    with session.gate.transaction("Lay a picture over the map", action="annotated") as finished:
        tx = finished.tx
        sql = (
            "SELECT i.ref, i.file_name, b.id, b.sha256, b.size FROM item AS i JOIN blob AS b ON b.id = i.blob_id"
            " WHERE i.id = ? AND i.deleted_at IS NULL AND b.complete = 1"
        )
        row = tx.one(sql, (item_id,))
        if row is None:
            raise refused("The case does not hold the bytes of this file.", "Import it again from the source.")
        ref, name, blob_id, sha256, size = row
        values = {"name": str(ref), "sha256": sha256, "size": size, "options": {}, "opacity": 1.0, "attribution": ""}
        row_id = insert_layer(tx, kind=LayerKind.IMAGE, values=values, blob_id=int(str(blob_id)))
        tx.update("map_layer", row_id, path=last_part(str(name)))
        tx.label = f"Lay {ref} over the map"
    return finished.changes


def insert_layer(tx: Transaction, *, kind: str, values: Mapping[str, object], blob_id: int | None = None) -> str:
    """Insert a layer on top of the others inside an open transaction; returns its id.

    Raises:
        KnownError: as `add_layer`.
    """
    word = one_of(kind, LayerKind, "kind of layer")
    stored = _checked(values)
    path = str(stored.get("path", ""))
    stored["name"] = stored.get("name") or last_part(path) or word.value
    row = tx.one("SELECT ifnull(max(ordinal), -1) + 1 FROM map_layer WHERE deleted_at IS NULL")
    row_id = tx.insert("map_layer", kind=word.value, blob_id=blob_id, ordinal=row[0] if row else 0, **stored)
    tx.label = f"Add the layer “{stored['name']}”"
    tx.result["id"] = row_id
    return row_id


def update_layer(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change name, opacity, attribution, options or path of a layer, or hide it (``visible``).

    Raises:
        KnownError: an unknown field, a wrong value, or the layer is gone.
    """
    check_fields(values, _EDITABLE, word=_WORD)
    with session.gate.transaction("Edit a layer", action="annotated") as finished:
        tx = finished.tx
        row = live_row(tx, "map_layer", row_id, ("name", "blob_id", "options"), word=_WORD)
        stored = _checked(values)
        if "path" in stored and row["blob_id"] is not None:
            raise refused("The layer lies inside the case and has no path.", "Add the other file as a new layer.")
        if stored.get("name", "x") == "":
            raise refused("A layer needs a name.", "Type one.")
        tx.label = _edit_words(row, stored, values.get("options"))
        tx.update("map_layer", row_id, **stored)
    return finished.changes


def order_layers(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Put layers in this order, the first at the bottom; those left out stay above them in their own order.

    Raises:
        KnownError: one of them is gone.
    """
    label = "Order the layers of the map"
    return order_rows(session, table="map_layer", row_ids=row_ids, word=_WORD, label=label)


def remove_layers(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Move layers to the bin, in one step; linked files stay where they are.

    Raises:
        KnownError: one of them is gone already.
    """

    def one(tx: Transaction, row_id: str) -> str:
        row = live_row(tx, "map_layer", row_id, ("name",), word=_WORD)
        return f"Move the layer “{row['name']}” to the bin"

    many = "Move {} layers to the bin"
    return bin_rows(session, table="map_layer", row_ids=row_ids, many=many, one=one, action="deleted")


def _checked(values: Mapping[str, object]) -> dict[str, object]:
    checks: dict[str, Callable[[object], object]] = {
        "path": _path,
        "name": named,
        "attribution": lambda value: note_of(value, what="The attribution"),
        "options": options_text,
        "opacity": _opacity,
        "visible": lambda value: yes_or_no(value, "Whether a layer is shown"),
        "sha256": _sha256,
        "size": _size,
    }
    return {name: check(values[name]) for name, check in checks.items() if name in values}


def _path(value: object) -> str:
    path = text_of(str(value), "The path", most=_LONGEST_PATH)
    if not is_local(path):
        raise refused(
            "Only a file or folder on this computer can be a layer.",
            "Give its whole path. Copy a file from a network or from the web onto this computer first.",
        )
    return path


def _opacity(value: object) -> float:
    found = number(value, "The opacity")
    if not 0 <= found <= 1:
        raise refused(f"An opacity of {found:g} is not possible.", "It goes from 0 to 1.")
    return round(found, 4)


def _sha256(value: object) -> str | None:
    if value is None:
        return None
    text = str(value)
    if len(text) != 64 or not set(text) <= _HEX:
        raise refused("This is no SHA-256.", "Give 64 signs, 0 to 9 and a to f.")
    return text


def _size(value: object) -> int | None:
    found = positive(value, "The size of the file", zero=True, most=2.0**62)
    return None if found is None else int(found)


def _edit_words(row: Mapping[str, object], stored: Mapping[str, object], options: object) -> str:
    """Return how the history names a change."""
    name = row["name"]
    match list(stored):
        case ["options"]:
            return _option_words(str(name), options_of(str(row["options"])), options)
        case ["attribution"]:
            return f"Say whose the layer “{name}” is"
        case ["path"]:
            return f"Take the layer “{name}” from another place"
        case ["visible"]:
            return f"Show the layer “{name}”" if stored["visible"] else f"Hide the layer “{name}”"
        case ["opacity"]:
            return f"Set the opacity of the layer “{name}” to {round(float(str(stored['opacity'])) * 100)} %"
        case ["name"]:
            return f"Rename the layer “{name}” to “{stored['name']}”"
    return f"Edit the layer “{name}”"


def _option_words(name: str, before: Mapping[str, object], after: object) -> str:
    """Return how the history names a change of options; of several the first that people know."""
    now = after if isinstance(after, Mapping) else {}
    for key, words in _OPTION_WORDS.items():
        if before.get(key) != now.get(key):
            return (words[0] if now.get(key) else words[1]).format(name)
    return f"Edit the layer “{name}”"
