"""Points, lines, areas, sectors and words drawn on the map, as things of the case."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evidence_board.case.gate import Transaction
from evidence_board.case.labels import read_label
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import one_of, refused, yes_or_no
from evidence_board.model.claims import Thing
from evidence_board.model.drawing_geometry import geometry_text
from evidence_board.model.map_objects import DRAWING_COLOURS, DrawingKind
from evidence_board.operations.placement_rows import bin_rows, check_fields, live_row, named, note_of, order_rows
from evidence_board.session import Session

__all__ = ["add_drawing", "add_drawings", "order_drawings", "remove_drawings", "update_drawing"]

_WORD = "drawing"
_EDITABLE = frozenset({"geometry", "name", "colour", "note", "visible", "target"})
#: More than this at once is a layer.
_MOST = 2_000


def add_drawing(
    session: Session,
    /,
    *,
    kind: str,
    geometry: Mapping[str, Any],
    name: str = "",
    colour: str = "accent",
    note: str = "",
    target: Thing | None = None,
) -> ChangeSet:
    """Draw something on the map. ``result["id"]`` is its row id.

    Args:
        session: the open case.
        kind: a word of `DrawingKind`.
        geometry: as `evidence_board.model.map_objects.DrawingRow` says; longitude before latitude.
        name: what to call it; of a text its words, which it needs.
        colour: a word of `DRAWING_COLOURS` or ``#rrggbb``.
        note: free text.
        target: kind and row id of the thing of the case it is about.

    Raises:
        KnownError: no such kind or colour, a geometry of another kind or outside the Earth, a text without words, or
            a thing that is gone.
    """
    drawing = {"kind": kind, "geometry": geometry, "name": name, "colour": colour, "note": note, "target": target}
    return add_drawings(session, drawings=[drawing])


def add_drawings(session: Session, /, *, drawings: Sequence[Mapping[str, Any]]) -> ChangeSet:
    """Draw several things in one step, each given by the names of `add_drawing`. ``result["ids"]`` are their ids.

    Raises:
        KnownError: as `add_drawing` of any of them; nothing is drawn then.
    """
    if not drawings or len(drawings) > _MOST:
        raise refused(f"{len(drawings)} drawings at once are not drawn.", "Add them as a layer instead.")
    with session.gate.transaction(f"Draw {len(drawings)} things on the map", action="annotated") as finished:
        tx = finished.tx
        ids = []
        for drawing in drawings:
            given = {"name": "", "colour": "accent", "note": "", "target": None, **drawing}
            kind = one_of(given.pop("kind", ""), DrawingKind, "kind of drawing")
            check_fields(given, _EDITABLE, word=_WORD)
            if given.get("geometry") is None:
                raise refused("A drawing needs points.", "Draw it on the map.")
            stored = _checked(tx, kind, given)
            ids.append(tx.insert("map_drawing", kind=kind.value, ordinal=_next(tx), **stored))
            if len(drawings) == 1:
                tx.label = f"Draw {_called(kind, stored['name'])} on the map"
        tx.result["id"], tx.result["ids"] = ids[0], ids
    return finished.changes


def update_drawing(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change geometry, name, colour, note, target (None for none) of a drawing, or hide it (``visible``).

    Raises:
        KnownError: an unknown field, a wrong value, or the drawing is gone.
    """
    check_fields(values, _EDITABLE, word=_WORD)
    with session.gate.transaction("Edit a drawing", action="annotated") as finished:
        tx = finished.tx
        kind, name = _live(tx, row_id)
        stored = _checked(tx, kind, values)
        called = _called(kind, stored.get("name", name))
        match list(values):
            case ["geometry"]:
                tx.label = f"Move {called} on the map"
            case ["name"]:
                tx.label = f"Name {called}" if stored["name"] else f"Leave {called} without a name"
            case ["target"]:
                tx.label = f"Say what {called} is about" if values["target"] else f"{called} is about nothing any more"
                tx.label = tx.label[:1].upper() + tx.label[1:]
            case ["colour"]:
                tx.label = f"Colour {called}"
            case ["visible"]:
                tx.label = f"Show {called}" if stored["visible"] else f"Hide {called}"
            case _:
                tx.label = f"Edit {called}"
        tx.update("map_drawing", row_id, **stored)
    return finished.changes


def order_drawings(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Put drawings in this order, the first at the bottom; those left out stay above them in their own order.

    Raises:
        KnownError: one of them is gone.
    """
    label = "Order the drawings on the map"
    return order_rows(session, table="map_drawing", row_ids=row_ids, word=_WORD, label=label)


def remove_drawings(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Move drawings to the bin, in one step.

    Raises:
        KnownError: one of them is gone already.
    """

    def one(tx: Transaction, row_id: str) -> str:
        return f"Move {_called(*_live(tx, row_id))} to the bin"

    many = "Move {} drawings to the bin"
    return bin_rows(session, table="map_drawing", row_ids=row_ids, many=many, one=one, action="deleted")


def _checked(tx: Transaction, kind: DrawingKind, values: Mapping[str, object]) -> dict[str, object]:
    checks: dict[str, Callable[[object], object]] = {
        "geometry": lambda value: geometry_text(kind, value),
        "name": named,
        "colour": _colour,
        "note": note_of,
        "visible": lambda value: yes_or_no(value, "Whether a drawing is shown"),
    }
    stored = {name: check(values[name]) for name, check in checks.items() if name in values}
    if kind == DrawingKind.TEXT and stored.get("name", "words") == "":
        raise refused("A text on the map needs words.", "Type them.")
    if "target" in values:
        stored["target_kind"], stored["target_id"] = _target(tx, values["target"])
    return stored


def _target(tx: Transaction, target: object) -> tuple[str, str] | tuple[None, None]:
    if target is None:
        return None, None
    if not isinstance(target, Sequence) or isinstance(target, str) or len(target) != 2:
        raise refused("What a drawing is about is a thing of the case.", "Choose one.")
    thing = (str(target[0]), str(target[1]))
    label = read_label(tx.connection, thing)
    if label is None or label.in_bin:
        raise refused("What the drawing is about is not in this case any more.", "Choose something else.")
    return thing


def _colour(value: object) -> str:
    word = str(value).strip().lower()
    if word in DRAWING_COLOURS:
        return word
    if len(word) == 7 and word[0] == "#" and all(digit in "0123456789abcdef" for digit in word[1:]):
        return word
    raise refused(f"“{word[:40]}” is no colour.", f"Use {', '.join(DRAWING_COLOURS)} or #rrggbb.")


def _next(tx: Transaction) -> int:
    row = tx.one("SELECT ifnull(max(ordinal), -1) + 1 FROM map_drawing WHERE deleted_at IS NULL")
    return int(str(row[0])) if row else 0


def _live(tx: Transaction, row_id: str) -> tuple[DrawingKind, str]:
    row = live_row(tx, "map_drawing", row_id, ("kind", "name"), word=_WORD)
    return DrawingKind(str(row["kind"])), str(row["name"])


def _called(kind: DrawingKind, name: object) -> str:
    return f"the {kind.value} “{name}”" if name else f"{'an' if kind == DrawingKind.AREA else 'a'} {kind.value}"
