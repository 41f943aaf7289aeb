"""When: the time a picture was taken or posted, the span of an event. The camera's own value is kept."""

from collections.abc import Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.model.errors import KnownError
from evidence_board.model.file_problems import ProblemAction
from evidence_board.model.levels import Level
from evidence_board.model.moments import Moment
from evidence_board.operations.levels import check_level
from evidence_board.operations.moment_texts import typed_moment
from evidence_board.operations.preferring import count_none, prefer_by_rule, prefer_row, release
from evidence_board.operations.problem_answers import answer_settled
from evidence_board.session import Session

__all__ = [
    "MOMENT_ROLES",
    "add_moment",
    "clear_moment",
    "insert_moment",
    "prefer_moment",
    "remove_moments",
    "set_moment",
    "update_moment",
]

#: Role of a time -> what a step calls it.
MOMENT_ROLES = {
    "captured": "taken",
    "published": "posted",
    "edited": "edited",
    "event": "happened",
    "first_seen": "first seen",
    "collected": "collected",
    "start": "start",
    "end": "end",
}

#: Roles of an event that begins and ends.
_SPAN = ("start", "end")


def insert_moment(
    tx: Transaction,
    *,
    target: Thing,
    role: str,
    moment: Moment,
    source: str,
    preferred: bool | None = True,
    level: str = "unjudged",
    approximate: bool = False,
    reason: str = "",
    method: str | None = None,
    chosen_by: str | None = None,
    clock_offset_id: str | None = None,
) -> str:
    """Insert one time inside an open transaction; a preferred one takes the place of the old, which stays.

    Args:
        tx: the open transaction.
        target: kind and row id of the thing.
        role: a key of `MOMENT_ROLES`.
        moment: the time.
        source: who says so: ``analyst``, ``post``, a field of the file ...
        preferred: whether it counts; None lets the rule decide.
        level: a word of the ladder.
        approximate: True for "about".
        reason: how it is known.
        method: how it was found out.
        chosen_by: ``person`` or ``rule``; by default a person for a preferred value of an analyst.
        clock_offset_id: the correction of the camera's clock that it comes from.
    """
    if preferred:
        release(tx, "moment", target[1], role)
    row_id = tx.insert(
        "moment",
        kind=target[0],
        target_id=target[1],
        role=role,
        raw=moment.raw,
        local=moment.local,
        utc=moment.utc,
        precision=moment.precision,
        zone=moment.zone,
        zone_source=moment.zone_source,
        until_local=moment.until_local,
        until_utc=moment.until_utc,
        source=source,
        method=method,
        level=Level(level).value,
        approximate=int(approximate),
        preferred=int(bool(preferred)),
        chosen_by=(chosen_by or ("person" if source == "analyst" else "rule")) if preferred else "rule",
        reason=reason,
        clock_offset_id=clock_offset_id,
    )
    if preferred is None:
        prefer_by_rule(tx, "moment", target[1], role)
    return row_id


def set_moment(
    session: Session,
    /,
    *,
    targets: list[tuple[str, str]],
    role: str,
    text: str,
    approximate: bool = False,
    level: str = "unjudged",
    reason: str = "",
    until: str = "",
    precision: str | None = None,
) -> ChangeSet:
    """Set a time by hand: ``2015-09-12``, ``2015-09-12 16:40`` or with an offset ``+03:00``.

    Without an offset the zone stays unknown: the time is drawn as written and never converted. When a file
    was taken settles what was wrong with the dates written in it.

    Args:
        session: the open case.
        targets: pairs of kind (``item``, ``post``, ``event``) and row id.
        role: a key of `MOMENT_ROLES`.
        text: the time as typed.
        approximate: True for "about".
        level: a word of the ladder.
        reason: how the analyst knows.
        until: end of a range.
        precision: ``before`` or ``after`` for a bound.

    Raises:
        KnownError: the text is not a time, the range is turned round, or an event would end before it starts.
    """
    moment = typed_moment(text, until=until, precision=precision)
    words = _words(role)
    with session.gate.transaction(f"Set {words} to {_typed(moment)}", action="dated") as finished:
        for target in targets:
            insert_moment(
                finished.tx,
                target=target,
                role=role,
                moment=moment,
                source="analyst",
                approximate=approximate,
                level=level,
                reason=reason,
            )
            if role in _SPAN:
                _in_order(finished.tx, target[1])
        if role == "captured":
            files = [row_id for kind, row_id in targets if kind == "item"]
            answer = f"Set to {_typed(moment)}"
            answer_settled(finished.tx, item_ids=files, action=ProblemAction.SET_DATE, answer=answer)
    return finished.changes


def add_moment(
    session: Session,
    /,
    *,
    targets: Sequence[Thing],
    role: str,
    text: str,
    until: str = "",
    precision: str | None = None,
    source: str = "analyst",
    method: str | None = None,
    approximate: bool = False,
    level: str = "unjudged",
    reason: str = "",
    preferred: bool | None = None,
) -> ChangeSet:
    """Add a time to things beside those they have, in one step. ``result["ids"]`` are the new ones.

    Args:
        session: the open case.
        targets: pairs of kind and row id.
        role: a key of `MOMENT_ROLES`.
        text: the time as typed, as for `set_moment`.
        until: end of a range.
        precision: ``before`` or ``after`` for a bound.
        source: who says so.
        method: how it was found out.
        approximate: True for "about".
        level: a word of the ladder.
        reason: how the analyst knows.
        preferred: True or False as a person's choice; None for the rule.

    Raises:
        KnownError: the text is not a time, the range is turned round, or nobody says so.
    """
    if not source.strip():
        raise KnownError("The time has no source.", means="Nothing was changed.", do="Say who gives it.")
    moment = typed_moment(text, until=until, precision=precision)
    with session.gate.transaction(f"Add {_words(role)}: {_typed(moment)}", action="dated") as finished:
        finished.tx.result["ids"] = [
            insert_moment(
                finished.tx,
                target=target,
                role=role,
                moment=moment,
                source=source.strip(),
                method=method,
                approximate=approximate,
                level=level,
                reason=reason.strip(),
                preferred=preferred,
                chosen_by="person",
            )
            for target in targets
        ]
    return finished.changes


def clear_moment(session: Session, /, *, targets: list[tuple[str, str]], role: str) -> ChangeSet:
    """Leave a time empty; what was written before stays in the history of the thing, and no rule brings it back."""
    with session.gate.transaction(f"Leave {_words(role)} empty", action="dated") as finished:
        for _, target_id in targets:
            count_none(finished.tx, "moment", target_id, role)
    return finished.changes


def prefer_moment(session: Session, /, *, row_id: str) -> ChangeSet:
    """Choose which of several times of a thing counts for its role; a person's choice stands.

    Raises:
        KnownError: the time is gone.
    """
    with session.gate.transaction("Choose a time", action="dated") as finished:
        _, role, raw = _live(finished.tx, row_id)
        finished.tx.label = f"Choose {_words(role)}: {raw}"
        prefer_row(finished.tx, "moment", row_id, chosen_by="person")
    return finished.changes


def remove_moments(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Move times to the bin; where one of them counted, the rule chooses among the others.

    Raises:
        KnownError: one of them is gone already.
    """
    with session.gate.transaction(f"Move {len(row_ids)} times to the bin", action="deleted") as finished:
        tx = finished.tx
        for row_id in dict.fromkeys(row_ids):
            target_id, role, raw = _live(tx, row_id)
            if len(row_ids) == 1:
                tx.label = f"Move the time {raw} to the bin"
            tx.bin("moment", row_id)
            prefer_by_rule(tx, "moment", target_id, role)
    return finished.changes


def update_moment(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change level, reason, method or "about" of a time; another time is another row, so that the old one stays.

    Raises:
        KnownError: the field cannot be changed, the time is gone, or the level is higher than what is cited
            carries and there is no reason.
    """
    unknown = set(values) - {"level", "reason", "method", "approximate"}
    if unknown:
        raise KnownError(f"This cannot be changed on a time: {', '.join(sorted(unknown))}.")
    if "level" in values:
        values["level"] = Level(str(values["level"])).value
    if "approximate" in values:
        values["approximate"] = int(bool(values["approximate"]))
    with session.gate.transaction("Edit time", action="graded" if "level" in values else "dated") as finished:
        tx = finished.tx
        target_id, role, raw = _live(tx, row_id)
        tx.label = f"Edit the time {raw}"
        if "level" in values:
            check_level(tx, ("moment", row_id), level=str(values["level"]), reason=str(values.get("reason", "")))
        tx.update("moment", row_id, **values)
        prefer_by_rule(tx, "moment", target_id, role)
    return finished.changes


def _in_order(tx: Transaction, target_id: str) -> None:
    """Refuse an event that ends before it begins, as far as both times say.

    Raises:
        KnownError: the end lies before the start.
    """
    rows = tx.connection.execute(
        "SELECT role, local, utc, raw FROM moment WHERE target_id = ? AND role IN ('start', 'end') AND preferred = 1"
        " AND approximate = 0 AND precision NOT IN ('before', 'after') AND deleted_at IS NULL",
        (target_id,),
    ).fetchall()
    known = {str(row[0]): row for row in rows}
    if len(known) < 2:
        return
    start, end = known["start"], known["end"]
    first, last = (str(start[2]), str(end[2])) if start[2] and end[2] else (str(start[1]), str(end[1]))
    # A day has no hour: only what both say is compared.
    least = min(len(first), len(last))
    if last[:least] < first[:least]:
        raise KnownError(
            f"It would end ({end[3]}) before it starts ({start[3]}).",
            means="The old value stays.",
            do="Change the other one first, or check the year.",
        )


def _words(role: str) -> str:
    if role not in MOMENT_ROLES:
        raise KnownError(
            f"“{role}” is no time of a thing.", means="Nothing was changed.", do=f"Use {', '.join(MOMENT_ROLES)}."
        )
    return MOMENT_ROLES[role]


def _typed(moment: Moment) -> str:
    raw = moment.raw.strip()
    return f"{moment.precision} {raw}" if moment.precision in ("before", "after") else raw.replace("/", " to ")


def _live(tx: Transaction, row_id: str) -> tuple[str, str, str]:
    row = tx.one("SELECT target_id, role, raw FROM moment WHERE id = ? AND deleted_at IS NULL", (row_id,))
    if row is None:
        raise KnownError("This time is gone.", means="Nothing was changed.", do="Undo, or choose another one.")
    return str(row[0]), str(row[1]), str(row[2])
