"""How sure we are of facts, one or several at once, with the reason that a person gave.

The program never changes a level by itself. It asks for a reason where the cited evidence does not carry the level,
and takes any reason: see desktop/docs/decisions/011-levels.md.
"""

from collections import Counter
from collections.abc import Sequence

from evidence_board.analysis.confidence import Proposal, objections, propose
from evidence_board.case.gate import Transaction
from evidence_board.case.labels import read_label
from evidence_board.case.origins import read_facts
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import CLAIMS, Thing
from evidence_board.model.errors import KnownError
from evidence_board.model.levels import Level
from evidence_board.operations.preferring import prefer_by_rule
from evidence_board.session import Session

__all__ = ["ReasonNeededError", "check_level", "propose_level", "set_levels", "with_reason"]


class ReasonNeededError(KnownError):
    """A level is higher than what is cited carries, and nobody said why.

    Attributes:
        words: what the facts are called.
        level: the word that was asked for.
        claims: the facts it is about.
        objections: what speaks against the level, in plain words.
    """

    def __init__(self, words: str, level: str, claims: Sequence[Thing], objections: Sequence[str]) -> None:
        super().__init__(
            f"{words} needs a reason to be {level}.",
            means=" ".join(objections),
            do="Say why you are sure all the same, cite more, or choose a lower level.",
        )
        self.words, self.level = words, level
        self.claims = tuple(claims)
        self.objections = tuple(objections)


def propose_level(session: Session, claim: Thing) -> Proposal | None:
    """Return the level that the evidence of a claim carries and why; None when there is no such claim."""
    facts = session.read(read_facts, claim)
    return None if facts is None else propose(facts)


def check_level(tx: Transaction, claim: Thing, *, level: str, reason: str) -> None:
    """Ask for a reason where what is cited does not carry a level.

    A fact that cites nothing may have any level: it is shown as uncited. A level that stands already is not
    questioned again.

    Raises:
        ReasonNeededError: there is something to object and no reason.
    """
    if reason.strip():
        return
    facts = read_facts(tx.connection, claim)
    if facts is None or facts.level == level:
        return
    said = objections(Level(level), facts)
    if said:
        label = read_label(tx.connection, claim)
        words = label.words if label is not None else facts.words
        raise ReasonNeededError(words, level, [claim], said)


def set_levels(
    session: Session,
    /,
    *,
    level: str,
    links: Sequence[str] = (),
    geotags: Sequence[str] = (),
    moments: Sequence[str] = (),
    reason: str = "",
) -> ChangeSet:
    """Set the level of links, positions and times, in one step.

    Args:
        session: the open case.
        level: a word of the ladder.
        links: row ids of links.
        geotags: row ids of positions.
        moments: row ids of times.
        reason: why; kept with each of them. A position or time keeps what it rested on before it.

    Raises:
        ValueError: the level is not one of the ladder.
        ReasonNeededError: what is cited does not carry the level, and there is no reason; nothing is changed.
        KnownError: one of them is gone.
    """
    word = Level(level).value
    claims: list[Thing] = [
        *(("link", one) for one in links),
        *(("geotag", one) for one in geotags),
        *(("moment", one) for one in moments),
    ]
    with session.gate.transaction(f"Set {len(claims)} to {word}", action="graded") as finished:
        tx = finished.tx
        refused: list[ReasonNeededError] = []
        for claim in claims:
            try:
                check_level(tx, claim, level=word, reason=reason)
            except ReasonNeededError as error:
                refused.append(error)
            else:
                _set(tx, claim, word, reason.strip())
        if len(refused) == 1:
            raise refused[0]
        if refused:
            told = [f"{error.what.split(' needs a reason')[0]}: {' '.join(error.objections)}" for error in refused]
            raise ReasonNeededError(f"{len(refused)} things", word, [one.claims[0] for one in refused], told)
        if len(claims) == 1:
            tx.label = f"Set {_words(tx, claims[0])} to {word}"
        elif claims:
            tx.label = f"Set {_counted(claims)} to {word}"
    return finished.changes


def _set(tx: Transaction, claim: Thing, word: str, reason: str) -> None:
    kind, row_id = claim
    known = CLAIMS[kind]
    row = tx.one(f"SELECT reason FROM {known.table} WHERE id = ? AND deleted_at IS NULL", (row_id,))
    if row is None:
        raise KnownError(
            f"This {known.words} is gone.", means="Nothing was changed.", do="Undo, or choose another one."
        )
    values: dict[str, object] = {"level": word}
    if reason:
        # The reason of a position or time is also what it rests on, so that stays before it.
        old = str(row[0]) if known.about else ""
        values["reason"] = with_reason(old, reason)
    tx.update(known.table, row_id, **values)
    if known.preferred:
        owner = tx.one(f"SELECT {known.about}, role FROM {known.table} WHERE id = ?", (row_id,))
        assert owner is not None
        prefer_by_rule(tx, known.table, str(owner[0]), str(owner[1]))


def with_reason(old: str, reason: str) -> str:
    """Return the reason of a position or time with another one behind it; what is there already stays as it is."""
    if not old or reason.startswith(f"{old}\n"):
        return reason
    return old if reason in old.split("\n") else f"{old}\n{reason}"


def _counted(claims: Sequence[Thing]) -> str:
    """Say how many of which kinds, as "2 links and 4 positions"."""
    numbers = Counter(kind for kind, _ in claims)
    told = [f"{number} {CLAIMS[kind].words}{'s' if number != 1 else ''}" for kind, number in numbers.items()]
    return " and ".join((", ".join(told[:-1]), told[-1]) if told[:-1] else told)


def _words(tx: Transaction, claim: Thing) -> str:
    label = read_label(tx.connection, claim)
    if label is None:
        return CLAIMS[claim[0]].words
    return f"the {CLAIMS[claim[0]].words} of {label.about}" if label.about else label.words
