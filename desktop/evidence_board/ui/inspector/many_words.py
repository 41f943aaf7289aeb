"""How the inspector counts and sums up several things."""

from collections import Counter
from collections.abc import Sequence

from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.ui.gallery.item_words import counted_files
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.inspector.words import coordinates_words, span_words

__all__ = ["counted", "position_words", "taken_words"]


def counted(index: CaseIndex, things: Sequence[tuple[str, str]]) -> str:
    """Return how many of which kind, ``3 photos, 1 unit``."""
    files = Counter(index.items[row_id].kind for kind, row_id in things if kind == "item")
    others = Counter(kind for kind, _ in things if kind not in ("item", "link"))
    links = sum(kind == "link" for kind, _ in things)
    parts = [counted_files(kind, number_of) for kind, number_of in files.items()]
    parts += [_counted(kind, number_of) for kind, number_of in others.items()]
    if links:
        parts.append(count(links, one="{n} link", many="{n} links"))
    return ", ".join(parts)


def position_words(items: Sequence[ItemRow]) -> str:
    """Return where files were taken: one point, how many are placed, or how many points there are."""
    spots = {
        (item.latitude, item.longitude) for item in items if item.latitude is not None and item.longitude is not None
    }
    placed = sum(item.latitude is not None for item in items)
    if not placed:
        return tr("Not placed yet")
    if placed < len(items):
        return tr("{placed} of {total} placed", placed=number(placed), total=number(len(items)))
    if len(spots) == 1:
        return isolate(coordinates_words(*next(iter(spots))))
    return tr("mixed ({n} values)", n=number(len(spots)))


def taken_words(items: Sequence[ItemRow]) -> str:
    """Return from when to when files were taken, and how many have no time."""
    moments = [item.captured for item in items if item.captured is not None]
    if not moments:
        return tr("Not known")
    # ISO texts sort like the times they say.
    first, last = min(moments, key=lambda one: one.local), max(moments, key=lambda one: one.local)
    words = span_words(first, last)
    missing = len(items) - len(moments)
    return tr("{span}, {n} not known", span=words, n=number(missing)) if missing else words


def _counted(kind: str, number_of: int) -> str:
    one, many = {
        "account": ("{n} account", "{n} accounts"),
        "person": ("{n} person", "{n} people"),
        "unit": ("{n} unit", "{n} units"),
        "location": ("{n} place", "{n} places"),
        "equipment": ("{n} piece of equipment", "{n} pieces of equipment"),
        "event": ("{n} event", "{n} events"),
        "post": ("{n} post", "{n} posts"),
    }[kind]
    return count(number_of, one=one, many=many)
