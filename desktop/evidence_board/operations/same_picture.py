"""What a person says of pictures that look alike: the same, not the same, and which copy to use.

A judgement is a row of `same_picture` and stays until it is taken back; nothing of the files is changed, no copy is
dropped, and no citation moves. The copy to use is a row that names one file twice.
"""

from collections.abc import Iterable, Sequence

from evidence_board.case.fingerprints import read_decisions
from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.fingerprints import same_sets
from evidence_board.session import Session

__all__ = ["Pair", "forget", "say_different", "say_same", "split", "use_copy"]

#: Row ids of two files.
Pair = tuple[str, str]


def say_same(session: Session, /, *, pairs: Sequence[Pair], note: str = "") -> ChangeSet:
    """Say that the two files of each pair show one picture; they count as one source from now on.

    Raises:
        KnownError: a pair names one file twice or a file that is not there, or copies of the two were called
            different pictures.
    """
    with session.gate.transaction("Judge copies", action="judged") as finished:
        tx = finished.tx
        refs = _refs(tx, pairs)
        tx.label = _label(refs, pairs, one="Same picture: {}", many="Same picture: {} files")
        _say_same(tx, pairs, refs, note=note)
    return finished.changes


def say_different(session: Session, /, *, pairs: Sequence[Pair], note: str = "") -> ChangeSet:
    """Say that the two files of each pair are different pictures; they are not proposed again.

    Raises:
        KnownError: a pair names one file twice or a file that is not there, or both were called the same as a
            third.
    """
    with session.gate.transaction("Judge copies", action="judged") as finished:
        tx = finished.tx
        refs = _refs(tx, pairs)
        tx.label = _label(refs, pairs, one="Not the same picture: {}", many="Not the same picture: {} files")
        for pair in pairs:
            _put(tx, pair, "different", note=note)
        _drop_stray_preference(tx, refs)
        _check_apart(tx, pairs, refs)
    return finished.changes


def split(session: Session, /, *, item_ids: Sequence[str], pairs: Sequence[Pair], note: str = "") -> ChangeSet:
    """Say of a whole group that it is not one picture: what was called the same in it is taken back.

    Args:
        session: the open case.
        item_ids: the files of the group.
        pairs: those that look alike; each is called different.
        note: free text.

    Raises:
        KnownError: as `say_different`.
    """
    with session.gate.transaction("Split copies", action="judged") as finished:
        tx = finished.tx
        refs = _refs(tx, pairs)
        tx.label = f"Not the same picture: {len(item_ids)} files"
        inside = set(item_ids)
        for row_id, first, second, decision in _rows(tx, inside):
            if decision == "same" and first != second and {first, second} <= inside:
                tx.bin("same_picture", row_id)
        for pair in pairs:
            _put(tx, pair, "different", note=note)
        _drop_stray_preference(tx, inside)
        _check_apart(tx, pairs, refs)
    return finished.changes


def forget(session: Session, /, *, pairs: Sequence[Pair]) -> ChangeSet:
    """Take back what was said of pairs, so that they are open again."""
    with session.gate.transaction("Judge copies", action="judged") as finished:
        tx = finished.tx
        refs = _refs(tx, pairs)
        tx.label = _label(refs, pairs, one="Take back what was said of {}", many="Take back what was said of {} files")
        for first, second in pairs:
            for row_id, one, other, _ in _rows(tx, {first, second}):
                if {one, other} == {first, second}:
                    tx.bin("same_picture", row_id)
        _drop_stray_preference(tx, refs)
    return finished.changes


def use_copy(session: Session, /, *, item_id: str, others: Sequence[str], note: str = "") -> ChangeSet:
    """Say that files are one picture, and which of the copies to use from now on; all are kept as they are.

    Args:
        session: the open case.
        item_id: the copy to use.
        others: copies of the same picture; those of them that were judged so already are left as they are.
        note: free text.

    Raises:
        KnownError: as `say_same`.
    """
    pairs = [(item_id, other) for other in others]
    with session.gate.transaction("Use a copy", action="judged") as finished:
        tx = finished.tx
        refs = _refs(tx, [*pairs, (item_id, item_id)])
        tx.label = f"Use {refs[item_id]}, keep all copies"
        known = same_sets(read_decisions(tx.connection)).get(item_id, frozenset())
        _say_same(tx, [pair for pair in pairs if pair[1] not in known], refs, note=note)
        copies = same_sets(read_decisions(tx.connection)).get(item_id, frozenset((item_id,)))
        chosen = False
        for row_id, first, second, _ in _rows(tx, copies):
            if first == second == item_id:
                chosen = True
            elif first == second:
                tx.bin("same_picture", row_id)
        if not chosen:
            tx.insert("same_picture", first_id=item_id, second_id=item_id, decision="same", note="")
    return finished.changes


def _say_same(tx: Transaction, pairs: Sequence[Pair], refs: dict[str, str], *, note: str) -> None:
    for pair in pairs:
        _put(tx, pair, "same", note=note)
    _check_apart(tx, pairs, refs)
    _keep_one_preference(tx, pairs)


def _put(tx: Transaction, pair: Pair, decision: str, *, note: str) -> None:
    """Write what is said of a pair over what was said before."""
    first, second = sorted(pair)
    if first == second:
        raise KnownError("A file is always the same picture as itself.", do="Choose two different files.")
    # A new row, so that the order of the rows is the order in which things were said: the last word counts.
    for row_id, one, other, _ in _rows(tx, {first, second}):
        if {one, other} == {first, second}:
            tx.bin("same_picture", row_id)
    tx.insert("same_picture", first_id=first, second_id=second, decision=decision, note=note.strip())


def _check_apart(tx: Transaction, pairs: Iterable[Pair], refs: dict[str, str]) -> None:
    """Refuse what contradicts what was said before."""
    decisions = read_decisions(tx.connection)
    sets = same_sets(decisions)
    touched = {one for pair in pairs for one in pair}
    for first, second, same in decisions:
        together = second in sets.get(first, ())
        if same or not together or not (sets[first] & touched):
            continue
        names = _named(tx, (first, second), refs)
        between = [one for one in sets[first] if one not in (first, second)]
        by_way_of = ", ".join(sorted(_named(tx, between, refs)))
        raise KnownError(
            f"{names[0]} and {names[1]} cannot be both the same picture and not.",
            means=f"What was said of {by_way_of or 'them by a link'} ties them together.",
            do="Take back one of the judgements first: open the copies of this picture.",
        )


def _keep_one_preference(tx: Transaction, pairs: Iterable[Pair]) -> None:
    """Where two sets of copies become one, the copy chosen last stays the one to use."""
    sets = same_sets(read_decisions(tx.connection))
    for copies in {sets[first] for first, _ in pairs if first in sets}:
        chosen = [row[0] for row in _rows(tx, copies) if row[1] == row[2]]
        for row_id in chosen[:-1]:
            tx.bin("same_picture", row_id)


def _drop_stray_preference(tx: Transaction, item_ids: Iterable[str]) -> None:
    """A file that is no copy of anything any more is not the copy to use of anything."""
    sets = same_sets(read_decisions(tx.connection))
    for row_id, first, second, _ in _rows(tx, set(item_ids)):
        if first == second and first not in sets:
            tx.bin("same_picture", row_id)


def _rows(tx: Transaction, item_ids: Iterable[str]) -> list[tuple[str, str, str, str]]:
    """Return (row id, first, second, decision) of what was said of any of these files, oldest first."""
    marks = sorted(set(item_ids))
    listed = ", ".join("?" * len(marks))
    sql = (
        "SELECT id, first_id, second_id, decision FROM same_picture"
        f" WHERE (first_id IN ({listed}) OR second_id IN ({listed})) AND deleted_at IS NULL ORDER BY id"
    )
    return [(row[0], row[1], row[2], row[3]) for row in tx.connection.execute(sql, (*marks, *marks))]


def _refs(tx: Transaction, pairs: Iterable[Pair]) -> dict[str, str]:
    """Return the refs of all files.

    Raises:
        KnownError: one is not there.
    """
    refs: dict[str, str] = {}
    for item_id in dict.fromkeys(one for pair in pairs for one in pair):
        row = tx.one("SELECT ref FROM item WHERE id = ? AND deleted_at IS NULL", (item_id,))
        if row is None:
            raise KnownError("One of these files is no longer there.", do="Take it back out of the bin first.")
        refs[item_id] = str(row[0])
    return refs


def _named(tx: Transaction, item_ids: Iterable[str], refs: dict[str, str]) -> list[str]:
    named = []
    for one in item_ids:
        row = None if one in refs else tx.one("SELECT ref FROM item WHERE id = ?", (one,))
        named.append(refs.get(one) or (str(row[0]) if row else one))
    return named


def _label(refs: dict[str, str], pairs: Sequence[Pair], *, one: str, many: str) -> str:
    if len(pairs) == 1:
        return one.format(" and ".join(refs[item_id] for item_id in pairs[0]))
    return many.format(len(refs))
