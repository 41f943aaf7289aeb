"""What a fact rests on: citing things for, against or beside it, and taking that back."""

import math
from collections.abc import Mapping, Sequence

from evidence_board.case.gate import Transaction
from evidence_board.case.labels import read_labels
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import CITABLE, CLAIMS, Stance, Thing, ThingLabel
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["cite", "cite_for", "insert_citations", "reorder", "uncite", "update_citation"]

_EDITABLE = frozenset({"stance", "excerpt", "note", "start_s", "end_s"})
_STANCE_WORDS = {Stance.SUPPORTS: "for", Stance.CONTRADICTS: "against", Stance.CONTEXT: "as context of"}
#: How far behind the end of a video a moment may be typed: its length is rounded.
_SLACK_S = 1.0


def cite(
    session: Session,
    /,
    *,
    claim: Thing,
    targets: Sequence[Thing],
    stance: str = "supports",
    excerpt: str = "",
    note: str = "",
    start_s: float | None = None,
    end_s: float | None = None,
) -> ChangeSet:
    """Cite things for a claim, in one step. ``result["ids"]`` are the citations, in the order of the targets.

    What is cited already with the same stance is not cited twice; new words are added to its own.

    Args:
        session: the open case.
        claim: kind and row id of the link, position or time.
        targets: kind and row id of each thing cited; also other claims.
        stance: ``supports``, ``contradicts`` or ``context``.
        excerpt: the words of the source that matter.
        note: what the analyst says to it.
        start_s: a moment of a video, in seconds; with ``end_s`` the start of a span.
        end_s: end of the span, in seconds.

    Raises:
        KnownError: nothing to cite, a thing that is gone or in the bin, a claim cited for itself (also by way of
            others), a stance that does not exist, or a time that the video does not have.
    """
    return cite_for(
        session,
        claims=[claim],
        targets=targets,
        stance=stance,
        excerpt=excerpt,
        note=note,
        start_s=start_s,
        end_s=end_s,
    )


def cite_for(
    session: Session,
    /,
    *,
    claims: Sequence[Thing],
    targets: Sequence[Thing],
    stance: str = "supports",
    excerpt: str = "",
    note: str = "",
    start_s: float | None = None,
    end_s: float | None = None,
) -> ChangeSet:
    """Cite the same things for several claims, in one step; otherwise as `cite`.

    Raises:
        KnownError: as `cite`, of any of the claims; nothing is cited then.
    """
    with session.gate.transaction("Cite", action="annotated") as finished:
        tx = finished.tx
        tx.result["ids"] = insert_citations(
            tx,
            claims=claims,
            targets=targets,
            stance=stance,
            excerpt=excerpt,
            note=note,
            start_s=start_s,
            end_s=end_s,
        )
        labels = read_labels(tx.connection, [claims[0], targets[0]])
        many, facts = len(set(targets)), len(set(claims))
        what = labels[targets[0]].words if many == 1 else f"{many} things"
        about = _claim_words(claims[0], labels[claims[0]]) if facts == 1 else f"{facts} facts"
        tx.label = f"Cite {what} {_STANCE_WORDS[_stance(stance)]} {about}"
    return finished.changes


def insert_citations(
    tx: Transaction,
    *,
    claims: Sequence[Thing],
    targets: Sequence[Thing],
    stance: str = "supports",
    excerpt: str = "",
    note: str = "",
    start_s: float | None = None,
    end_s: float | None = None,
) -> list[str]:
    """Cite inside an open transaction; returns the ids of the citations, otherwise as `cite_for`.

    Raises:
        KnownError: as `cite_for`.
    """
    word = _stance(stance)
    if not targets or not claims:
        raise KnownError("There is nothing to cite.", do="Choose a file, a post or another fact.")
    labels = read_labels(tx.connection, [*claims, *targets])
    ids = []
    for claim in dict.fromkeys(claims):
        of = _claim_label(claim, labels)
        for target in dict.fromkeys(targets):
            cited = _target_label(target, labels)
            _check_span(tx, target, start_s, end_s)
            _check_circle(tx, claim, target, of=of, cited=cited)
            ids.append(
                _add_words(tx, claim, target, word, start_s, end_s, excerpt=excerpt, note=note)
                or tx.insert(
                    "citation",
                    claim_kind=claim[0],
                    claim_id=claim[1],
                    kind=target[0],
                    target_id=target[1],
                    stance=word.value,
                    excerpt=excerpt.strip(),
                    note=note.strip(),
                    start_s=start_s,
                    end_s=end_s,
                    ordinal=_next_ordinal(tx, claim),
                )
            )
    return ids


def update_citation(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change stance, excerpt, note, ``start_s`` or ``end_s`` of a citation.

    Raises:
        KnownError: an unknown field, a wrong value, no such citation, or it would repeat another one.
    """
    unknown = set(values) - _EDITABLE
    if unknown:
        raise KnownError(f"A citation has no field {', '.join(sorted(unknown))}.")
    if "stance" in values:
        values["stance"] = _stance(str(values["stance"])).value
    for name in ("excerpt", "note"):
        if name in values:
            values[name] = str(values[name]).strip()
    with session.gate.transaction("Edit citation", action="annotated") as finished:
        tx = finished.tx
        row = _live(tx, row_id)
        claim, target = (str(row[0]), str(row[1])), (str(row[2]), str(row[3]))
        start, end = (_seconds(values.get(name, old)) for name, old in (("start_s", row[5]), ("end_s", row[6])))
        _check_span(tx, target, start, end)
        stance = Stance(str(values.get("stance", row[4])))
        labels = read_labels(tx.connection, [claim, target])
        twin = _same(tx, claim, target, stance, start, end)
        if twin is not None and twin != row_id:
            raise KnownError(
                f"{labels[target].words} is cited like this already.",
                means="Nothing was changed.",
                do="Edit the other citation, or take one of them away.",
            )
        tx.label = f"Edit the citation of {labels[target].words} {_STANCE_WORDS[stance]} "
        tx.label += _claim_words(claim, labels[claim])
        spans = {name: value for name, value in (("start_s", start), ("end_s", end)) if name in values}
        tx.update("citation", row_id, **{**values, **spans})
    return finished.changes


def uncite(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Take citations away, in one step; what was cited stays in the case.

    Raises:
        KnownError: one of them is gone already.
    """
    with session.gate.transaction(f"Take away {len(row_ids)} citations", action="annotated") as finished:
        tx = finished.tx
        for row_id in dict.fromkeys(row_ids):
            row = _live(tx, row_id)
            if len(row_ids) == 1:
                claim, target = (str(row[0]), str(row[1])), (str(row[2]), str(row[3]))
                labels = read_labels(tx.connection, [claim, target])
                tx.label = f"No longer cite {labels[target].words} {_STANCE_WORDS[Stance(str(row[4]))]} "
                tx.label += _claim_words(claim, labels[claim])
            tx.bin("citation", row_id)
    return finished.changes


def reorder(session: Session, /, *, claim: Thing, row_ids: Sequence[str]) -> ChangeSet:
    """Put the citations of a claim into an order; those not named follow in the order they had.

    Raises:
        KnownError: one of them is not a citation of this claim.
    """
    with session.gate.transaction("Order citations", action="annotated") as finished:
        tx = finished.tx
        sql = "SELECT id, ordinal FROM citation WHERE claim_kind = ? AND claim_id = ? AND deleted_at IS NULL"
        known = dict(tx.connection.execute(f"{sql} ORDER BY ordinal, id", claim).fetchall())
        if not known.keys() >= set(row_ids):
            raise KnownError("This is not cited here any more.", means="Nothing was changed.", do="Look again.")
        tx.label = f"Order the citations of {_claim_words(claim, read_labels(tx.connection, [claim])[claim])}"
        for ordinal, row_id in enumerate(dict.fromkeys([*row_ids, *known])):
            if known[row_id] != ordinal:
                tx.update("citation", row_id, ordinal=ordinal)
    return finished.changes


def _stance(text: str) -> Stance:
    try:
        return Stance(text)
    except ValueError:
        raise KnownError(
            f"“{text}” is no way to cite something.",
            means="Nothing was changed.",
            do="It supports the fact, contradicts it, or gives context.",
        ) from None


def _claim_label(claim: Thing, labels: Mapping[Thing, ThingLabel]) -> ThingLabel:
    label = labels.get(claim) if claim[0] in CLAIMS else None
    if label is None or label.in_bin:
        raise KnownError(
            "There is no such fact to cite something for.",
            means="Links, positions and times can have citations; this one may be in the bin.",
            do="Undo, or take it out of the bin.",
        )
    return label


def _target_label(target: Thing, labels: Mapping[Thing, ThingLabel]) -> ThingLabel:
    label = labels.get(target) if target[0] in CITABLE else None
    if label is None or label.in_bin:
        name = label.words if label is not None else "This"
        raise KnownError(
            f"{name} cannot be cited.",
            means="It is in the bin, or not in this case any more. Nothing was cited.",
            do="Choose something else, or take it out of the bin.",
        )
    return label


def _claim_words(claim: Thing, label: ThingLabel) -> str:
    if label.about:
        return f"the {CLAIMS[claim[0]].words} of {label.about}"
    return label.words


def _check_span(tx: Transaction, target: Thing, start: float | None, end: float | None) -> None:
    if start is None and end is None:
        return
    row = tx.one("SELECT ref, duration_s FROM item WHERE id = ? AND kind = 'video'", (target[1],))
    if row is None:
        raise KnownError("Only a video has moments to cite.", means="Nothing was cited.", do="Leave the time empty.")
    last = float(str(row[1])) + _SLACK_S if row[1] is not None else math.inf
    times = [one for one in (start, end) if one is not None]
    if start is None or not all(math.isfinite(one) and 0 <= one <= last for one in times) or times != sorted(times):
        raise KnownError(
            f"{row[0]} has no such moment.",
            means="A span goes from its start to its end, within the length of the video. Nothing was cited.",
            do="Check the times.",
        )


def _check_circle(tx: Transaction, claim: Thing, target: Thing, *, of: ThingLabel, cited: ThingLabel) -> None:
    """Refuse evidence that rests on what it is cited for."""
    if claim == target:
        raise KnownError("A fact is no evidence of itself.", means="Nothing was cited.", do="Choose something else.")
    sql = (
        "WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT c.target_id FROM citation c JOIN below b"
        " ON c.claim_id = b.id WHERE c.deleted_at IS NULL) SELECT 1 FROM below WHERE id = ?"
    )
    if target[0] in CLAIMS and tx.one(sql, (target[1], claim[1])):
        raise KnownError(
            f"{cited.words} rests on {of.words} itself.",
            means="Evidence in a circle proves nothing. Nothing was cited.",
            do="Cite what both of them come from.",
        )


def _same(
    tx: Transaction, claim: Thing, target: Thing, stance: Stance, start: float | None, end: float | None
) -> str | None:
    sql = (
        "SELECT id FROM citation WHERE claim_kind = ? AND claim_id = ? AND kind = ? AND target_id = ? AND stance = ?"
        " AND start_s IS ? AND end_s IS ? AND deleted_at IS NULL"
    )
    row = tx.one(sql, (*claim, *target, stance.value, start, end))
    return str(row[0]) if row else None


def _add_words(
    tx: Transaction,
    claim: Thing,
    target: Thing,
    stance: Stance,
    start: float | None,
    end: float | None,
    *,
    excerpt: str,
    note: str,
) -> str | None:
    """Add words to the citation that is there already; None when there is none."""
    row_id = _same(tx, claim, target, stance, start, end)
    if row_id is None:
        return None
    row = tx.one("SELECT excerpt, note FROM citation WHERE id = ?", (row_id,)) or ("", "")
    changed = {}
    for name, old, new in (("excerpt", str(row[0]), excerpt.strip()), ("note", str(row[1]), note.strip())):
        if new and new not in old.split("\n"):
            changed[name] = f"{old}\n{new}" if old else new
    if changed:
        tx.update("citation", row_id, **changed)
    return row_id


def _next_ordinal(tx: Transaction, claim: Thing) -> int:
    sql = (
        "SELECT ifnull(max(ordinal) + 1, 0) FROM citation WHERE claim_kind = ? AND claim_id = ? AND deleted_at IS NULL"
    )
    row = tx.one(sql, claim)
    return int(str(row[0])) if row else 0


def _live(tx: Transaction, row_id: str) -> tuple[object, ...]:
    sql = (
        "SELECT claim_kind, claim_id, kind, target_id, stance, start_s, end_s FROM citation"
        " WHERE id = ? AND deleted_at IS NULL"
    )
    row = tx.one(sql, (row_id,))
    if row is None:
        raise KnownError("This citation is gone already.", means="Nothing was changed.", do="Undo brings it back.")
    return row


def _seconds(value: object) -> float | None:
    if value is None:
        return None
    try:
        return float(str(value))
    except ValueError:
        raise KnownError(f"“{value}” is not a time in a video.", do="Write it in seconds.") from None
