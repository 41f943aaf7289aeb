"""What is drawn on the map as entries of the palette: they lead to where it is drawn."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from evidence_board.model.map_objects import DrawingRow
from evidence_board.text_match import Matcher
from evidence_board.ui.context import Requests
from evidence_board.ui.i18n import tr
from evidence_board.ui.palette.entries import Action, Entry, Group

__all__ = ["drawn_group"]


def drawn_group(drawings: Iterable[DrawingRow], wanted: Matcher, requests: Requests) -> list[Group]:
    """Return the drawings whose names hold what was typed, as one group or none; Enter shows one on the map."""
    group = Group("drawn", tr("Drawn on the map"), shown=3)
    ranked = [
        (rank, one.ordinal, one.id, one) for one in drawings if one.name and (rank := wanted.rank(one.name)) is not None
    ]
    for *_, one in sorted(ranked, key=lambda found: found[:3]):
        longitude, latitude = _middle(one.geometry["coordinates"])
        go = partial(requests.go_to_place.emit, one.name, latitude, longitude)
        group.entries.append(
            Entry(
                id=f"map_drawing:{one.id}",
                title=one.name,
                spans=() if wanted.is_empty else tuple(wanted.spans(one.name)),
                detail=one.note.replace("\n", " ")[:120],
                icon="pencil",
                actions=(Action("map", tr("Show on the map"), go, "map-pinned", "Enter"),),
            )
        )
    return [group] if group.entries else []


def _middle(coordinates: Any) -> tuple[float, float]:
    """Return longitude and latitude of the middle of what a geometry spans."""
    points = list(_points(coordinates))
    east, north = [one[0] for one in points], [one[1] for one in points]
    return (min(east) + max(east)) / 2, (min(north) + max(north)) / 2


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _points(part)
