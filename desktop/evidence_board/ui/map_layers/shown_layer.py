"""What the painter of the map is told about the user's layers; never changed, only replaced as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evidence_board.geo.layers import LayerFacts, LayerSource
from evidence_board.geo.mercator import Bounds

if TYPE_CHECKING:
    from evidence_board.ui.map_layers.shape_paths import ShapePaths

__all__ = ["Look", "ShownLayer"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a person wants a layer shown.

    Attributes:
        opacity: 0 to 1.
        over_names: drawn over the names of the basemap instead of under them.
        swiped: shown only on one side of the handle across the map.
        from_zoom: shown from this zoom level of the map on.
    """

    opacity: float = 1.0
    over_names: bool = False
    swiped: bool = False
    from_zoom: float = 0.0

    def at(self, zoom: float) -> bool:
        """Whether there is something to see at a zoom level."""
        return self.opacity > 0 and zoom >= self.from_zoom


@dataclass(frozen=True, slots=True, eq=False)
class ShownLayer:
    """One layer that can be drawn.

    Attributes:
        id: row id.
        number: of this opening; part of the key of its tiles.
        facts: what it is.
        source: where its tiles come from.
        shapes: points, lines and areas, once they have been read.
        look: how it is shown.
    """

    id: str
    number: int
    facts: LayerFacts
    source: LayerSource
    shapes: ShapePaths | None = None
    look: Look = field(default_factory=Look)

    @property
    def bounds(self) -> Bounds:
        """What it covers, in the normalised world; all of it when nobody knows."""
        box = self.facts.bounds
        return box.world if box is not None else Bounds(0.0, 0.0, 1.0, 1.0)
