"""The words of citing: how evidence stands to a fact, what facts are called, moments of a video."""

import re

from evidence_board.analysis.confidence import Proposal
from evidence_board.model.claims import Citation, Stance, ThingLabel
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import moment_from_text
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.widgets.confidence import level_name

__all__ = [
    "carried_words",
    "cited_name",
    "claim_name",
    "proposal_lines",
    "read_seconds",
    "seconds_words",
    "span_words",
    "stance_icon",
    "stance_name",
]

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,3})?)|(\d{1,6}(?:[.,]\d{1,3})?)\s*s?")


def stance_name(stance: str) -> str:
    """Return how evidence stands to a fact, as the heading of a group."""
    return {
        Stance.SUPPORTS: tr("For"),
        Stance.CONTRADICTS: tr("Against"),
        Stance.CONTEXT: tr("As context"),
    }[Stance(stance)]


def stance_icon(stance: str) -> str:
    """Return the icon of a stance."""
    return {Stance.SUPPORTS: "plus", Stance.CONTRADICTS: "triangle-alert", Stance.CONTEXT: "info"}[Stance(stance)]


def claim_name(claim: ThingLabel) -> str:
    """Return what a fact says: a link as a sentence, a position or time with what it is of."""
    if claim.kind == "geotag":
        return tr("Position of {name}", name=isolate(claim.about))
    if claim.kind == "moment":
        return tr("Time of {name}: {time}", name=isolate(claim.about), time=_time(claim.name))
    return claim.name or claim.words


def _time(written: str) -> str:
    """Return a time as people say it; one that is no such time stands as it was written."""
    try:
        return moment_words(moment_from_text(written), zone=True)
    except ValueError:
        return isolate(written)


def cited_name(cited: ThingLabel) -> str:
    """Return what a cited thing is called: its ref and its name, or what it is about."""
    if cited.kind in ("geotag", "moment"):
        return claim_name(cited)
    if cited.kind in ("account", "person", "unit", "location", "equipment", "event"):
        return cited.name or cited.ref
    return f"{cited.ref}  {cited.name}" if cited.ref and cited.name else cited.words


def carried_words(proposal: Proposal) -> str:
    """Return in one line which level the evidence carries."""
    if proposal.sources == 0 and proposal.level == "unjudged":
        return tr("The evidence carries no level yet")
    return tr("The evidence carries: {level}", level=level_name(proposal.level).lower())


def proposal_lines(proposal: Proposal) -> list[str]:
    """Return why the evidence carries that level and no higher one."""
    return list(dict.fromkeys([*proposal.reasons, *proposal.blockers]))


def seconds_words(seconds: float) -> str:
    """Return a moment of a video as ``1:05`` or ``1:02:03``; tenths only where there are some."""
    tenths = round(seconds * 10)
    hours, rest = divmod(tenths, 36_000)
    minutes, rest = divmod(rest, 600)
    whole, part = divmod(rest, 10)
    end = f"{whole:02d}" + (f".{part}" if part else "")
    return f"{hours}:{minutes:02d}:{end}" if hours else f"{minutes}:{end}"


def span_words(citation: Citation) -> str:
    """Return which moment or span of a video is cited; empty for the whole of it."""
    if citation.start_s is None:
        return ""
    start = seconds_words(citation.start_s)
    if citation.end_s is None:
        return tr("at {time}", time=start)
    return tr("{start} to {end}", start=start, end=seconds_words(citation.end_s))


def read_seconds(text: str) -> float | None:
    """Return the seconds of a moment as typed, ``1:05``, ``1:02:03.5`` or ``65``; None for nothing.

    Raises:
        KnownError: it is no moment.
    """
    typed = text.strip()
    if not typed:
        return None
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise KnownError(
            tr("“{text}” is no moment of a video.", text=typed),
            means=tr("Nothing was changed."),
            do=tr("Write minutes and seconds, like 1:05."),
        )
    hours, minutes, seconds, plain = (part.replace(",", ".") if part else "0" for part in match.groups())
    return float(plain) + int(hours) * 3600 + int(minutes) * 60 + float(seconds)
