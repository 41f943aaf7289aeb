"""When: the time a picture was taken or posted, the span of an event. The camera's own value is kept."""

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.file_problems import ProblemAction
from evidence_board.model.levels import Level
from evidence_board.model.moments import Moment, moment_from_text
from evidence_board.operations.problem_answers import answer_settled
from evidence_board.session import Session

__all__ = ["clear_moment", "insert_moment", "set_moment"]

_WORDS = {"captured": "taken", "published": "posted", "start": "start", "end": "end"}


def insert_moment(
    tx: Transaction,
    *,
    target: tuple[str, str],
    role: str,
    moment: Moment,
    source: str,
    preferred: bool = True,
    level: str = "unjudged",
    approximate: bool = False,
    reason: str = "",
    method: str | None = None,
) -> str:
    """Insert one time inside an open transaction; a preferred one takes the place of the old, which stays."""
    if preferred:
        _unprefer(tx, target[1], role)
    return tx.insert(
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
        source=source,
        method=method,
        level=Level(level).value,
        approximate=int(approximate),
        preferred=int(preferred),
        reason=reason,
    )


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
) -> ChangeSet:
    """Set a time by hand: ``2015-09-12``, ``2015-09-12 16:40`` or with an offset ``+03:00``.

    Without an offset the zone stays unknown: the time is drawn as written and never converted. When a file
    was taken settles what was wrong with the dates written in it.

    Args:
        session: the open case.
        targets: pairs of kind (``item``, ``post``, ``event``) and row id.
        role: ``captured``, ``published``, ``start`` or ``end``.
        text: the time as typed.
        approximate: True for "about".
        level: a word of the ladder.
        reason: how the analyst knows.

    Raises:
        KnownError: the text is not a time.
    """
    try:
        moment = moment_from_text(text, zone_source="analyst")
    except ValueError as error:
        raise KnownError(
            f"“{text.strip()}” is not a date or time.",
            means="The old value stays.",
            do="Write it as 2015-09-12, 2015-09-12 16:40 or 2015-09-12 16:40 +03:00.",
        ) from error
    with session.gate.transaction(f"Set {_WORDS[role]} to {text.strip()}", action="dated") as finished:
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
        if role == "captured":
            files = [row_id for kind, row_id in targets if kind == "item"]
            answer = f"Set to {text.strip()}"
            answer_settled(finished.tx, item_ids=files, action=ProblemAction.SET_DATE, answer=answer)
    return finished.changes


def clear_moment(session: Session, /, *, targets: list[tuple[str, str]], role: str) -> ChangeSet:
    """Leave a time empty; what was written before stays in the history of the thing."""
    with session.gate.transaction(f"Leave {_WORDS[role]} empty", action="dated") as finished:
        for _, target_id in targets:
            for moment_id in _unprefer(finished.tx, target_id, role):
                finished.tx.bin("moment", moment_id)
    return finished.changes


def _unprefer(tx: Transaction, target_id: str, role: str) -> list[str]:
    sql = "SELECT id FROM moment WHERE target_id = ? AND role = ? AND preferred = 1 AND deleted_at IS NULL"
    ids = [str(row[0]) for row in tx.connection.execute(sql, (target_id, role)).fetchall()]
    for moment_id in ids:
        tx.update("moment", moment_id, preferred=0)
    return ids
