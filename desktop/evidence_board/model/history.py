"""What was done in a case, as people read it."""

from dataclasses import dataclass

__all__ = ["History", "HistoryEntry"]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of the history.

    Attributes:
        step_id: number of the step, None for what is no step (an undo, a check, opening the case).
        at: when, ISO 8601 UTC.
        actor: who.
        words: what, one sentence.
        action: word of the custody log (``linked``, ``graded``, ``imported`` ...), empty when unknown.
        state: ``done``; ``undone``: can be done again; ``dropped``: undone, and something else was done since;
            ``noted`` for what is no step.
        reason: what the person gave as the reason, if anything.
        was: how a level or an answer changed ("from probable to possible"), if that is all that changed.
        table: the table most of its rows lie in, for the icon.
    """

    step_id: int | None
    at: str
    actor: str
    words: str
    action: str = ""
    state: str = "done"
    reason: str = ""
    was: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A page of the history.

    Attributes:
        entries: newest first, what can be redone left out.
        undone: what can be done again, what would come last first.
        total: all steps of the case that fit, whether they are on this page or not.
        since: when the case was made, ISO 8601 UTC; empty when it does not say.
        complete: whether nothing older is left.
    """

    entries: tuple[HistoryEntry, ...] = ()
    undone: tuple[HistoryEntry, ...] = ()
    total: int = 0
    since: str = ""
    complete: bool = True
