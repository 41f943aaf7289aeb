"""The card of one time."""

from evidence_board.model.details import MomentDetail
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.position_words import chosen_words, entered_words
from evidence_board.ui.inspector.time_words import time_lines, time_role_words, time_source_words
from evidence_board.ui.inspector.value_card import ValueCard
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.theme import Theme

__all__ = ["time_card"]


def time_card(
    detail: MomentDetail, *, display_zone: str | None, of: str = "", can_write: bool, theme: Theme
) -> ValueCard:
    """Return the card of a time: which one and who says so, local, UTC and the zone of the case, how exact, why.

    Args:
        detail: the time.
        display_zone: the zone that the case shows, or None.
        of: ref of the post it is of; empty for the file itself.
        can_write: whether it can be changed.
        theme: the look.
    """
    role = time_role_words(detail.role)
    which = tr("{role} ({post})", role=role, post=of) if of else role
    lines = [*time_lines(detail, display_zone=display_zone)]
    lines.append(chosen_words(detail.chosen_by, preferred=detail.preferred))
    return ValueCard(
        detail.id,
        title=tr("{role} · {source}", role=which, source=time_source_words(detail.source)),
        value=moment_words(detail.moment, approximate=detail.approximate, zone=True),
        lines=lines,
        entered=entered_words(detail.created_at, detail.created_by),
        level=detail.level,
        counts=detail.preferred,
        can_write=can_write,
        theme=theme,
        tip=tr("As written: {text}", text=detail.moment.raw),
    )
