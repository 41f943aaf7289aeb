"""The card of one position."""

from evidence_board.model.details import GeotagDetail
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.position_words import (
    chosen_words,
    distance_words,
    entered_words,
    method_words,
    near_words,
    position_value,
    role_words,
    source_words,
)
from evidence_board.ui.inspector.value_card import ValueCard
from evidence_board.ui.theme import Theme

__all__ = ["position_card"]


def position_card(
    geotag: GeotagDetail, *, can_write: bool, theme: Theme, beside: GeotagDetail | None = None
) -> ValueCard:
    """Return the card of a position: what stands there and who says so, where, how near, how it is known.

    Args:
        geotag: the position.
        can_write: whether anything can be done with it.
        theme: the look.
        beside: the position of the camera that counts, to say how far from it this one is.
    """
    near = near_words(geotag.precision) if geotag.precision and not geotag.unlocatable else ""
    method = method_words(geotag.method) if geotag.method else ""
    chosen = chosen_words(geotag.chosen_by, preferred=geotag.preferred)
    return ValueCard(
        geotag.id,
        title=tr("{role} · {source}", role=role_words(geotag.role), source=source_words(geotag.source)),
        value=position_value(geotag),
        lines=(
            distance_words(geotag, beside),
            geotag.place,
            ", ".join(part for part in (near, method) if part),
            geotag.reason,
            chosen,
        ),
        entered=entered_words(geotag.created_at, geotag.created_by),
        level=geotag.level,
        counts=geotag.preferred,
        can_write=can_write,
        theme=theme,
        place=True,
        tip=tr("As written: {text}", text=geotag.raw) if geotag.raw and not geotag.unlocatable else "",
    )
