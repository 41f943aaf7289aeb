"""Marking parts of pictures and moments of videos: draw, change, name, link to what they show, take away."""

from collections.abc import Sequence

from evidence_board.case.gate import Transaction
from evidence_board.case.labels import read_label
from evidence_board.case.regions import citing_refs
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.model.errors import KnownError
from evidence_board.model.kinds import EntityKind
from evidence_board.model.levels import Level
from evidence_board.model.regions import Point, RegionKind, RegionShape, checked_points, checked_span, points_text
from evidence_board.operations.entities import insert_entity
from evidence_board.operations.links import insert_link
from evidence_board.session import Session

__all__ = ["add_region", "bin_regions", "link_region", "mark_moment", "unlink_region", "update_region"]

_EDITABLE = frozenset({"points", "kind", "label", "note", "start_s", "end_s"})
_PICTURES = ("photo", "screenshot", "scan", "video")


def add_region(
    session: Session,
    /,
    *,
    item_id: str,
    shape: str,
    points: Sequence[Point],
    kind: str = "note",
    label: str = "",
    note: str = "",
    start_s: float | None = None,
    end_s: float | None = None,
) -> ChangeSet:
    """Mark a part of a picture. ``result["id"]`` is its row id, ``result["number"]`` its number in this file.

    Of a video a part of one frame is marked: ``start_s`` is its time, and ``end_s`` how long the part stays there.

    Args:
        session: the open case.
        item_id: the picture.
        shape: a word of `RegionShape`, not ``moment``.
        points: fractions of the upright original, as many as the shape has.
        kind: a word of `RegionKind`.
        label: what to call it.
        note: free text.
        start_s: of a video: seconds from its start.
        end_s: until when, in seconds.

    Raises:
        KnownError: no such picture, shape or kind, points that make no region, a video without a time or a picture
            with one.
    """
    if shape == RegionShape.MOMENT:
        raise _refused("A moment has a time and no shape.", "Mark it on the strip of the video.")
    found = checked_points(shape, points)
    values = {"shape": shape, "points": points_text(found), "kind": _kind(kind).value}
    with session.gate.transaction("Mark a region", action="annotated") as finished:
        tx = finished.tx
        ref, is_video, seconds = _picture(tx, item_id)
        times: dict[str, object] = {}
        where = ref
        if is_video:
            if start_s is None:
                raise _refused("A region of a video lies on one of its frames.", "Go to the frame and draw it there.")
            start, end = checked_span(start_s, end_s, duration_s=seconds)
            times = {"start_s": start, "end_s": end}
            where = f"{ref} at {_span_words(start, end)}"
        elif start_s is not None or end_s is not None:
            raise _refused(f"{ref} is no video and has no moments.", "Mark the region without a time.")
        number = _insert(tx, item_id, label=label.strip(), note=note.strip(), **values, **times)
        said = label.strip() or ("what is hidden in exports" if kind == RegionKind.REDACTION else str(kind))
        tx.label = f"Mark {said} on {where} ({number})"
    return finished.changes


def mark_moment(
    session: Session,
    /,
    *,
    item_id: str,
    start_s: float,
    end_s: float | None = None,
    kind: str = "note",
    label: str = "",
    note: str = "",
) -> ChangeSet:
    """Mark a moment of a video, or a span with ``end_s``. The result is as that of `add_region`.

    Args:
        session: the open case.
        item_id: the video.
        start_s: seconds from its start.
        end_s: where a span ends, in seconds.
        kind: a word of `RegionKind`.
        label: what to call it.
        note: free text.

    Raises:
        KnownError: it is no video, or has no such moment.
    """
    word = _kind(kind).value
    with session.gate.transaction("Mark a moment", action="annotated") as finished:
        tx = finished.tx
        ref, seconds = _video(tx, item_id)
        start, end = checked_span(start_s, end_s, duration_s=seconds)
        number = _insert(
            tx,
            item_id,
            shape=RegionShape.MOMENT.value,
            points="[]",
            start_s=start,
            end_s=end,
            kind=word,
            label=label.strip(),
            note=note.strip(),
        )
        tx.label = f"Mark {_span_words(start, end)} of {ref} ({number})"
    return finished.changes


def update_region(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change the points, kind, label or note of a region, or start and end of one in a video.

    Raises:
        KnownError: an unknown field, a wrong value, or the region is gone.
    """
    unknown = set(values) - _EDITABLE
    if unknown:
        raise KnownError(f"A region has no field {', '.join(sorted(unknown))}.")
    with session.gate.transaction("Edit region", action="annotated") as finished:
        tx = finished.tx
        item_id, shape, number, start, end = _live(tx, row_id)
        stored: dict[str, object] = {}
        for name in ("label", "note"):
            if name in values:
                stored[name] = str(values[name]).strip()
        if "kind" in values:
            stored["kind"] = _kind(str(values["kind"])).value
        if "points" in values:
            points = values["points"]
            if not isinstance(points, Sequence) or isinstance(points, str):
                raise _refused("The points of a region are a list.", "Draw it again.")
            stored["points"] = points_text(checked_points(shape, points))
        if "start_s" in values or "end_s" in values:
            _, seconds = _video(tx, item_id)
            span = checked_span(values.get("start_s", start), values.get("end_s", end), duration_s=seconds)
            stored["start_s"], stored["end_s"] = span
        name = f"{_item_ref(tx, item_id)} ({number})"
        tx.label = _edit_words(name, stored)
        tx.update("region", row_id, **stored)
    return finished.changes


def link_region(
    session: Session,
    /,
    *,
    row_id: str,
    kind: str,
    entity_id: str = "",
    name: str = "",
    relation: str = "shows",
    level: str = "unjudged",
    link: bool = True,
) -> ChangeSet:
    """Say what a region shows: an entity of the case or a new one, and link the file to it, in one step.

    The link cites the region as its evidence. A link of this relation that is there already is kept with its level
    and only cites the region as well. ``result`` has ``entity`` and, with a link, ``link`` and ``citation``.

    Args:
        session: the open case.
        row_id: the region.
        kind: kind of the entity.
        entity_id: its row id; empty for a new one.
        name: what a new one is called.
        relation: how the link reads from the file to the entity.
        level: of a new link, a word of the ladder.
        link: whether to link the file as well.

    Raises:
        KnownError: the region or the entity is gone, no such kind, or a new one without a name.
    """
    word = Level(level).value
    if kind not in set(EntityKind):
        raise _refused(f"A region cannot show a {kind}.", "Choose a person, a unit, a place or another entity.")
    with session.gate.transaction("Say what a region shows", action="annotated") as finished:
        tx = finished.tx
        item_id, _, number, _, _ = _live(tx, row_id)
        if not entity_id:
            entity_id = insert_entity(tx, kind, name=name, values={})
        label = read_label(tx.connection, (kind, entity_id))
        if label is None or label.in_bin:
            raise _refused("What the region should show is not in this case any more.", "Choose something else.")
        tx.update("region", row_id, entity_kind=kind, entity_id=entity_id)
        tx.result["entity"] = entity_id
        tx.label = f"Say that {_item_ref(tx, item_id)} ({number}) shows {label.name or label.ref}"
        if link:
            link_id = _link_of(tx, item_id, entity_id, relation) or insert_link(
                tx, src=("item", item_id), dst=(kind, entity_id), relation=relation, level=word
            )
            tx.result["link"] = link_id
            tx.result["citation"] = _cite(tx, ("link", link_id), row_id)
    return finished.changes


def unlink_region(session: Session, /, *, row_id: str) -> ChangeSet:
    """Take back what a region shows. The link of the file and its citations stay: they are facts of their own.

    Raises:
        KnownError: the region is gone.
    """
    with session.gate.transaction("Leave open what a region shows", action="annotated") as finished:
        tx = finished.tx
        item_id, _, number, _, _ = _live(tx, row_id)
        tx.label = f"Leave open what {_item_ref(tx, item_id)} ({number}) shows"
        tx.update("region", row_id, entity_kind=None, entity_id=None)
    return finished.changes


def bin_regions(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Move regions and moments to the bin, in one step.

    What cites them keeps its citation, marked as in the bin: ``result["cited"]`` names it.

    Raises:
        KnownError: one of them is gone already.
    """
    ids = list(dict.fromkeys(row_ids))
    with session.gate.transaction(f"Move {len(ids)} regions to the bin", action="annotated") as finished:
        tx = finished.tx
        citing = citing_refs(tx.connection, ids)
        cited = tuple(dict.fromkeys(ref for row_id in ids for ref in citing.get(row_id, ())))
        for row_id in ids:
            item_id, _, number, _, _ = _live(tx, row_id)
            if len(ids) == 1:
                tx.label = f"Move region {_item_ref(tx, item_id)} ({number}) to the bin"
            tx.bin("region", row_id)
        if cited:
            tx.label += f", cited for {', '.join(cited)}"
        tx.result["cited"] = cited
    return finished.changes


def _insert(tx: Transaction, item_id: str, **values: object) -> int:
    number = _next_number(tx, item_id)
    tx.result["id"] = tx.insert("region", item_id=item_id, number=number, **values)
    tx.result["number"] = number
    return number


def _next_number(tx: Transaction, item_id: str) -> int:
    """Return the next number of a file; like a ref it is never given twice, not even after an undo."""
    row = tx.one("SELECT ifnull(max(number), 0) FROM region WHERE item_id = ?", (item_id,))
    highest = int(str(row[0])) if row else 0
    given = tx.one(
        "INSERT INTO ref_counter (letter, last) VALUES (?1, ?2 + 1)"
        " ON CONFLICT (letter) DO UPDATE SET last = max(last, ?2) + 1 RETURNING last",
        (f"region {item_id}", highest),
    )
    assert given is not None
    return int(str(given[0]))


def _cite(tx: Transaction, claim: Thing, region_id: str) -> str:
    same = (
        "SELECT id FROM citation WHERE claim_kind = ? AND claim_id = ? AND kind = 'region' AND target_id = ?"
        " AND stance = 'supports' AND deleted_at IS NULL"
    )
    row = tx.one(same, (*claim, region_id))
    if row is not None:
        return str(row[0])
    last = "SELECT ifnull(max(ordinal) + 1, 0) FROM citation WHERE claim_kind = ? AND claim_id = ?"
    ordinal = tx.one(f"{last} AND deleted_at IS NULL", claim)
    return tx.insert(
        "citation",
        claim_kind=claim[0],
        claim_id=claim[1],
        kind="region",
        target_id=region_id,
        stance="supports",
        excerpt="",
        note="",
        ordinal=int(str(ordinal[0])) if ordinal else 0,
    )


def _link_of(tx: Transaction, item_id: str, entity_id: str, relation: str) -> str | None:
    sql = "SELECT id FROM link WHERE src_id = ? AND dst_id = ? AND relation = ? AND deleted_at IS NULL ORDER BY id"
    row = tx.one(sql, (item_id, entity_id, relation.strip()))
    return None if row is None else str(row[0])


def _kind(word: str) -> RegionKind:
    try:
        return RegionKind(word)
    except ValueError:
        raise _refused(f"“{word}” is no kind of region.", "Choose person, face, text or another kind.") from None


def _picture(tx: Transaction, item_id: str) -> tuple[str, bool, float | None]:
    """Return its ref, whether it is a video, and how long that lasts in seconds."""
    row = tx.one("SELECT ref, kind, duration_s FROM item WHERE id = ? AND deleted_at IS NULL", (item_id,))
    if row is None:
        raise _refused("The file is gone.", "Undo, or take it out of the bin.")
    if row[1] not in _PICTURES:
        raise _refused(f"{row[0]} has no picture to mark.", "Write a note instead.")
    return str(row[0]), row[1] == "video", float(str(row[2])) if row[2] is not None else None


def _video(tx: Transaction, item_id: str) -> tuple[str, float | None]:
    ref, is_video, seconds = _picture(tx, item_id)
    if not is_video:
        raise _refused(f"{ref} is no video and has no moments.", "Mark a region of the picture instead.")
    return ref, seconds


def _live(tx: Transaction, row_id: str) -> tuple[str, str, int, object, object]:
    sql = "SELECT item_id, shape, number, start_s, end_s FROM region WHERE id = ? AND deleted_at IS NULL"
    row = tx.one(sql, (row_id,))
    if row is None:
        raise _refused("This region is gone.", "Undo brings it back.")
    return str(row[0]), str(row[1]), int(str(row[2])), row[3], row[4]


def _item_ref(tx: Transaction, item_id: str) -> str:
    row = tx.one("SELECT ref FROM item WHERE id = ?", (item_id,))
    return str(row[0]) if row else ""


def _edit_words(name: str, stored: dict[str, object]) -> str:
    match list(stored):
        case ["label"]:
            return f"Name {name} {stored['label']}" if stored["label"] else f"Leave {name} without a name"
        case ["kind"]:
            return f"Mark {name} as {stored['kind']}"
        case ["points"]:
            return f"Move {name}"
        case ["note"]:
            return f"Note on {name}"
    return f"Edit {name}"


def _span_words(start: float, end: float | None) -> str:
    return _clock(start) if end is None else f"{_clock(start)} to {_clock(end)}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 10), 600)
    return f"{minutes}:{rest // 10:02d}" + (f".{rest % 10}" if rest % 10 else "")


def _refused(what: str, do: str) -> KnownError:
    return KnownError(what, means="Nothing was changed.", do=do)
