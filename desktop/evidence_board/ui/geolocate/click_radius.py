"""How far off a point may be that somebody set with the mouse, unless they say it themselves."""

import math

from evidence_board.model.positions import PRECISION_RADIUS_M, Precision

__all__ = ["click_radius", "radius_values"]

#: A hand does not hit a spot of the map better than so many pixels.
_HAND_PX = 8.0


def click_radius(pixels_per_metre: float) -> float:
    """Return the metres that a click on a map of this scale may be off, two digits, rounded up."""
    metres = _HAND_PX / max(pixels_per_metre, 1e-9)
    digits = 10 ** max(math.floor(math.log10(max(metres, 1.0))) - 1, 0)
    return float(math.ceil(metres / digits) * digits)


def radius_values(metres: float) -> dict[str, float | str | None]:
    """Return radius and class of a position that may be so far off: the nearest class that is not too good for it.

    A hand on the map is never exact to 10 m: that is for whoever measured it to say.
    """
    for near in (Precision.VICINITY, Precision.LOCALITY, Precision.SETTLEMENT):
        if metres <= PRECISION_RADIUS_M[near]:
            return {"radius_m": PRECISION_RADIUS_M[near], "precision": near.value}
    return {"radius_m": metres, "precision": Precision.REGION.value}
