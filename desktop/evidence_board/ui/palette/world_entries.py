"""Places of the gazetteer as entries of the palette: they lead to the map and are no things of the case."""

from collections.abc import Sequence
from functools import partial

from evidence_board.geo.gazetteer import Found
from evidence_board.text_match import Matcher
from evidence_board.ui.context import Requests
from evidence_board.ui.i18n import tr
from evidence_board.ui.palette.entries import Action, Entry, Group
from evidence_board.ui.places.place_words import found_detail, kind_icon, mark_name

__all__ = ["world_group"]


def world_group(found: Sequence[Found], wanted: Matcher, requests: Requests) -> Group:
    """Return the places that a text names; Enter shows one on the map."""
    group = Group("world", tr("Places of the world"), shown=3)
    for number, one in enumerate(found):
        place = one.place
        go = partial(requests.go_to_place.emit, mark_name(one), place.latitude, place.longitude)
        group.entries.append(
            Entry(
                id=f"world:{place.source_id or number}",
                title=place.name,
                spans=tuple(wanted.spans(place.name, by_ear=False)),
                detail=found_detail(one),
                icon=kind_icon(place.kind),
                actions=(Action("map", tr("Show on the map"), go, "map-pinned", "Enter"),),
            )
        )
    return group
