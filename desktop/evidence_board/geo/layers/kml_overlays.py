"""Ground overlays of KML: pictures in a box that may be turned, or in a quadrilateral. Runs in a worker."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.colours import kml_colour
from evidence_board.geo.layers.kml_archive import Archive
from evidence_board.geo.layers.pictures import decoded
from evidence_board.geo.layers.pinning import Pin, fit_pins
from evidence_board.geo.layers.placements import AffinePlacement
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.projections import Projection
from evidence_board.geo.layers.safe_xml import child, text_of
from evidence_board.geo.layers.warping import PlacedPicture, Placement, Pyramid, tile_of_pixels

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Overlays"]

_MOST_OVERLAYS: Final = 500
_MOST_PIXELS: Final = 80_000_000


class Overlays:
    """The pictures of one document, the lowest first.

    Attributes:
        missing: how many are not inside the file, or cannot be placed or read.
    """

    def __init__(self, archive: Archive) -> None:
        self.missing = 0
        self._archive = archive
        self._placed: list[tuple[float, PlacedPicture]] = []
        self._pixels = 0

    def __len__(self) -> int:
        return len(self._placed)

    def add(self, element: Element) -> None:
        """Take a ground overlay; one that cannot be shown is counted."""
        try:
            untrusted = self._archive.picture(text_of(element, "Icon", "href"))
            if untrusted is None or len(self._placed) >= _MOST_OVERLAYS:
                self.missing += 1
                return
            rgba = decoded(untrusted, upright=False)
            high, wide = rgba.shape[:2]
            self._pixels += wide * high
            if self._pixels > _MOST_PIXELS:
                raise LayerError("too_large")
            colour = kml_colour(text_of(element, "color"))
            opacity = 1.0 if colour is None else (colour >> 24) / 255
            order = _number(text_of(element, "drawOrder") or "0")
            placed = PlacedPicture(Pyramid(rgba), _placement(element, wide, high), opacity=opacity)
        except (LayerError, ValueError):
            self.missing += 1
            return
        self._placed.append((order, placed))
        self._placed.sort(key=lambda one: one[0])

    def facts(self, around: dict[str, float] | None) -> dict[str, Any]:
        """Return levels and bounds, those of the shapes taken in."""
        boxes = [placed.bounds for _, placed in self._placed]
        if around is not None:
            boxes.append((around["south"], around["west"], around["north"], around["east"]))
        return {
            "pixels": True,
            "min_zoom": 0,
            "max_zoom": max(placed.max_zoom for _, placed in self._placed),
            "bounds": {
                "south": min(box[0] for box in boxes),
                "west": min(box[1] for box in boxes),
                "north": max(box[2] for box in boxes),
                "east": min(max(box[3] for box in boxes), min(box[1] for box in boxes) + 360.0),
            },
        }

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return the pictures of a tile, one over the other."""
        whole = None
        for _, placed in self._placed:
            tile = placed.tile(z, x, y)
            if tile is not None:
                whole = tile if whole is None else tile + whole * (1 - tile[..., 3:] / 255.0)
        return tile_of_pixels(whole)


def _placement(element: Element, wide: int, high: int) -> Placement:
    quad = child(element, "LatLonQuad")
    if quad is not None:
        fields = [one.split(",") for one in text_of(quad, "coordinates").split()]
        corners = [(float(one[0]), float(one[1])) for one in fields[:4] if len(one) >= 2]
        # Lower left, lower right, upper right, upper left.
        pixels = ((0, high), (wide, high), (wide, 0), (0, 0))
        pins = [Pin(*pixel, lat, lon) for pixel, (lon, lat) in zip(pixels, corners, strict=True)]
        return fit_pins(pins, warp="projective", degrees=True).placement
    box = child(element, "LatLonBox")
    north, south, east, west = (_number(text_of(box, name)) for name in ("north", "south", "east", "west"))
    turn = math.radians(_number(text_of(box, "rotation") or "0"))
    if east < west:
        east += 360.0
    if not (-90 <= south < north <= 90 and west < east):
        raise LayerError("no_georeference")
    # Turned about its middle on the ground, counter-clockwise: a degree of longitude is shorter there.
    squeeze = math.cos(math.radians((north + south) / 2))
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    across, down = (east - west) / wide, (south - north) / high
    a, b = across * math.cos(turn), -down * math.sin(turn) / squeeze
    d, e = across * squeeze * math.sin(turn), down * math.cos(turn)
    c, f = middle_x - (a * wide + b * high) / 2, middle_y - (d * wide + e * high) / 2
    return AffinePlacement(Projection(4326), (a, b, c, d, e, f))


def _number(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):
        raise ValueError("no number")
    return found
