"""What the investigator of the practice story had worked out: places, times, and who is private.

`true` in the story is the truth behind the exercise. Only what the case may show when it is opened is taken
from it: a place wherever the story says how it can be shown and within which radius, and the times listed
in ``worked.json``. The rest is left to the person at the desk.
"""

from collections.abc import Mapping
from typing import Any

from evidence_board.importers.practice_story import PracticeGeotag, PracticeMoment
from evidence_board.model.levels import Level

__all__ = ["GUESS_RADIUS_M", "geotag_of", "moment_of"]

GUESS_RADIUS_M = 10_000
"""From this radius on, a circle is a guess that leaves the file unplaced ("within 12 km")."""

_METHODS = {
    "landmarks": "visual_match",
    "object": "visual_match",
    "reference": "visual_match",
    "copy": "visual_match",
    "weak": "visual_match",
    "sign": "sign_text",
    "shadow": "sun_shadow",
    "sun": "sun_shadow",
    # The picture itself speaks against the place; only the caption names it.
    "refuted": "gazetteer",
}

_LENGTH = {"day": len("2015-09-12"), "minute": len("2015-09-12T16:40"), "second": len("2015-09-12T16:40:00")}


def geotag_of(true: Mapping[str, Any]) -> PracticeGeotag | None:
    """Return the investigator's place, or None where no place can be shown.

    A position without a radius is truth that no evidence in the case reaches: it is not shown.
    """
    if true["radius_m"] is None or true["latitude"] is None:
        return None
    return PracticeGeotag(
        latitude=true["latitude"],
        longitude=true["longitude"],
        radius_m=float(true["radius_m"]),
        bearing_deg=None if true["heading_deg"] is None else true["heading_deg"] % 360,
        field_of_view_deg=true["field_of_view_deg"],
        level=Level(true["place_level"]),
        method=_METHODS[true["how"]],
        source="caption_text" if true["how"] == "refuted" else "analyst",
        note=true["why"],
        preferred=true["radius_m"] < GUESS_RADIUS_M,
    )


def moment_of(item: Mapping[str, Any], worked: Mapping[str, Any]) -> PracticeMoment:
    """Return the time that the investigator worked out for an item, no more exact than was written down."""
    clock, offset = item["true"]["time"][:-6], item["true"]["time"][-6:]
    if worked["precision"] == "second":
        # The camera's own seconds, on a clock that is set right.
        clock = clock[:-2] + item["taken_by_camera"]["raw"][-2:]
    text = clock[: _LENGTH[worked["precision"]]]
    return PracticeMoment(
        text=text if worked["precision"] == "day" else text + offset,
        about=worked["about"],
        level=Level(worked["level"]),
        basis=worked["basis"],
    )
