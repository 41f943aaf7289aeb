"""What the verbs of the Geolocate workspace share: rows that belong to a picture, their numbers and their words."""

from collections.abc import Callable, Mapping, Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import positive, refused, text_of
from evidence_board.session import Session

__all__ = [
    "PICTURES",
    "bin_rows",
    "change_verb",
    "check_fields",
    "live_row",
    "moment_of_video",
    "named",
    "next_number",
    "note_of",
    "order_rows",
    "picture_ref",
    "put_in_order",
]

#: Kinds of files that have a picture.
PICTURES = ("photo", "screenshot", "scan", "video")
_LONGEST_NAME = 200
_LONGEST_NOTE = 20_000
#: How far behind the end of a video a moment may lie: its length is rounded.
_SLACK_S = 1.0


def picture_ref(tx: Transaction, item_id: str, *, any_file: bool = False) -> str:
    """Return the ref of a live file that has a picture.

    Args:
        tx: the open transaction.
        item_id: the file.
        any_file: also one without a picture.

    Raises:
        KnownError: it is gone or in the bin, or has no picture.
    """
    row = tx.one("SELECT ref, kind FROM item WHERE id = ? AND deleted_at IS NULL", (item_id,))
    if row is None:
        raise refused("The file is gone.", "Undo, or take it out of the bin.")
    if row[1] not in PICTURES and not any_file:
        raise refused(f"{row[0]} has no picture.", "Choose a photo or a video.")
    return str(row[0])


def moment_of_video(tx: Transaction, item_id: str, seconds: object) -> float | None:
    """Return the moment of a video in seconds, or None for None.

    Raises:
        KnownError: it is no number, the file is no video, or the moment lies outside it.
    """
    found = positive(seconds, "The moment of the video", zero=True)
    if found is None:
        return None
    row = tx.one("SELECT ref, kind, duration_s FROM item WHERE id = ?", (item_id,))
    if row is None or row[1] != "video":
        raise refused(f"{row[0] if row else 'The file'} is no video and has no moments.", "Leave the moment out.")
    if row[2] is not None and found > float(str(row[2])) + _SLACK_S:
        raise refused(f"{row[0]} ends before that moment.", "Choose a moment of the video.")
    return found


def next_number(tx: Transaction, table: str, item_id: str) -> int:
    """Return the number behind the highest live one of a file: numbers stand on pictures, so they stay small."""
    row = tx.one(f"SELECT ifnull(max(number), 0) + 1 FROM {table} WHERE item_id = ? AND deleted_at IS NULL", (item_id,))
    return int(str(row[0])) if row else 1


def live_row(tx: Transaction, table: str, row_id: str, columns: Sequence[str], *, word: str) -> dict[str, object]:
    """Return some columns of a live row.

    Raises:
        KnownError: it is gone; ``word`` names it ("matching point").
    """
    listed = ", ".join(columns)
    row = tx.one(f"SELECT {listed} FROM {table} WHERE id = ? AND deleted_at IS NULL", (row_id,))
    if row is None:
        raise refused(f"This {word} is gone.", "Undo brings it back.")
    return dict(zip(columns, row, strict=True))


def bin_rows(
    session: Session,
    /,
    *,
    table: str,
    row_ids: Sequence[str],
    many: str,
    one: Callable[[Transaction, str], str],
    action: str = "geotagged",
) -> ChangeSet:
    """Move rows to the bin, in one step.

    Args:
        session: the case.
        table: of the rows.
        row_ids: the rows.
        many: label of the step for several, with a place for their number.
        one: reads a live row and returns the label for it alone; raises where the row is gone.
        action: of the step in the custody log.

    Raises:
        KnownError: one of them is gone already.
    """
    ids = list(dict.fromkeys(row_ids))
    with session.gate.transaction(many.format(len(ids)), action=action) as finished:
        tx = finished.tx
        for row_id in ids:
            label = one(tx, row_id)
            if len(ids) == 1:
                tx.label = label
            tx.bin(table, row_id)
    return finished.changes


def put_in_order(tx: Transaction, table: str, first: Sequence[str], before: Mapping[str, int], *, column: str) -> None:
    """Number rows anew: ``first`` in this order, those left out behind them in their own order.

    Args:
        tx: the open transaction.
        table: of the rows.
        first: ids, each in ``before``.
        before: number by id, in the present order; the lowest number stays the lowest.
        column: the number's column.
    """
    chosen = dict.fromkeys(first)
    lowest = 1 if column == "number" else 0
    for number, row_id in enumerate([*chosen, *(one for one in before if one not in chosen)], start=lowest):
        if before[row_id] != number:
            tx.update(table, row_id, **{column: number})


def order_rows(session: Session, /, *, table: str, row_ids: Sequence[str], word: str, label: str) -> ChangeSet:
    """Put rows that lie one over the other in this order, the first at the bottom, in one step.

    Those left out stay above them in their own order.

    Args:
        session: the case.
        table: of the rows.
        row_ids: the rows.
        word: names one of them ("layer").
        label: of the step.

    Raises:
        KnownError: one of them is gone.
    """
    with session.gate.transaction(label, action="annotated") as finished:
        tx = finished.tx
        sql = f"SELECT id, ordinal FROM {table} WHERE deleted_at IS NULL ORDER BY ordinal, id"
        before = {str(row[0]): int(row[1]) for row in tx.connection.execute(sql).fetchall()}
        for row_id in row_ids:
            live_row(tx, table, row_id, ("id",), word=word)
        put_in_order(tx, table, row_ids, before, column="ordinal")
    return finished.changes


def change_verb(stored: Mapping[str, object], moves: frozenset[str]) -> str:
    """Return how the history names a change of these fields: left out, moved or edited."""
    if set(stored) == {"used"}:
        return "Use" if stored["used"] else "Leave out"
    return "Move" if stored.keys() <= moves else "Edit"


def check_fields(values: Mapping[str, object], known: frozenset[str], *, word: str) -> None:
    """Refuse fields that a person cannot change.

    Raises:
        KnownError: there is one that is not in ``known``.
    """
    unknown = sorted(set(values) - known)
    if unknown:
        raise refused(f"A {word} has no field {', '.join(unknown)}.", f"Use {', '.join(sorted(known))}.")


def named(value: object, *, what: str = "The name") -> str:
    """Return a short text in one line.

    Raises:
        KnownError: it is too long or no text.
    """
    return " ".join(text_of(value, what, most=_LONGEST_NAME).split())


def note_of(value: object, *, what: str = "The note") -> str:
    """Return a text of several lines.

    Raises:
        KnownError: it is too long or no text.
    """
    return text_of(value, what, most=_LONGEST_NOTE)
