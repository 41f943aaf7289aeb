"""What the header of the photo says beside its ref: who posted it, when it was taken, whether it was cropped."""

from evidence_board.model.case_index import ItemRow
from evidence_board.model.placement import Cropped, ItemPlacement
from evidence_board.ui.gallery.item_words import when_words
from evidence_board.ui.i18n import isolate, tr

__all__ = ["item_note"]


def item_note(item: ItemRow, placement: ItemPlacement | None) -> str:
    """Return it, separated by middle dots."""
    words = [isolate(item.account)] if item.account else []
    when = when_words(item)
    if when:
        words.append(when)
    geometry = placement.geometry if placement is not None else None
    if geometry is not None and geometry.cropped != Cropped.UNKNOWN:
        words.append(tr("cropped") if geometry.cropped == Cropped.YES else tr("not cropped"))
    return " · ".join(words)
