"""How the history tells that somebody said where a camera stood."""

import math
from collections.abc import Mapping
from typing import Any

from evidence_board.geo.geodesy import bearing_deg as bearing_between
from evidence_board.geo.geodesy import distance_m

__all__ = ["better_words", "noted_words"]

_QUARTERS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def better_words(ref: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what changed of a position: ``Move M-014 40 m north``.

    Args:
        ref: of the file.
        before: columns of the position as it was.
        after: the same columns as they are now, with the level.
    """
    old, new = ((one["latitude"], one["longitude"]) for one in (before, after))
    changed = {name for name, value in after.items() if name in before and before[name] != value}
    if changed & {"latitude", "longitude"}:
        if old[0] is None:
            return f"Place {ref}"
        metres = distance_m(*old, *new)
        quarter = _QUARTERS[round(bearing_between(*old, *new) / 45) % 8]
        return f"Move {ref} {_length(metres)} {quarter}"
    if "bearing_deg" in changed and changed <= {"bearing_deg", "bearing_error_deg"}:
        return f"Turn {ref} from {_degrees(before['bearing_deg'])} to {_degrees(after['bearing_deg'])}"
    if changed and changed <= {"fov_deg", "fov_error_deg"}:
        return f"Set the view of {ref} to {_degrees(after['fov_deg'])}"
    if changed and changed <= {"radius_m", "precision"} and after["radius_m"] is not None:
        return f"Place {ref} within {_length(after['radius_m'])}"
    if changed == {"level"}:
        return f"Mark the position of {ref} {after['level']}"
    if changed == {"reason"}:
        return f"Say why {ref} is placed there"
    return f"Edit position of {ref}"


def noted_words(ref: str) -> str:
    """Return the words for what is known of a file before anybody knows where it was taken."""
    return f"Note what is known of {ref}"


def _length(metres: float) -> str:
    if metres >= 10_000:
        return f"{metres / 1000:.0f} km"
    if metres >= 1_000:
        return f"{metres / 1000:.1f} km"
    return f"{metres:.0f} m" if metres >= 1 or metres == 0 else f"{math.ceil(metres * 100)} cm"


def _degrees(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.1f}".rstrip("0").rstrip(".") + "°"
