"""GeoTIFF and COG: only the pieces that a tile needs are read, from the overview that is fine enough. In a worker."""

from __future__ import annotations

import math
from typing import Any, Final

from evidence_board.geo.layers.geokeys import affine_of, has_place, pins_of, projection_of
from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.kml_archive import HeldStream
from evidence_board.geo.layers.pinning import fit_pins
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.projections import projection_named
from evidence_board.geo.layers.tiff_raster import TiffRaster
from evidence_board.geo.layers.warping import PlacedPicture, tile_of_pixels
from evidence_board.geo.layers.world_files import read_beside

__all__ = ["READER", "GeoTiff"]

#: So many levels above that of its pixels a tile is still drawn from them: eight to one, across and down.
_REACH: Final = 3
_TAGS: Final = (33550, 33922, 34264, 34735, 34736, 34737)


class GeoTiff:
    """Reads one GeoTIFF, or a TIFF with a world file beside it."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        import tifffile

        try:
            tiff = tifffile.TiffFile(HeldStream(file))  # type: ignore[arg-type]  # it asks for read, seek and tell only
            raster = TiffRaster(tiff)
            first = raster.pages[0]
            tags = {code: first.tags[code].value for code in _TAGS if code in first.tags}
        except LayerError:
            raise
        except Exception as error:  # its parser raises whatever it likes on hostile bytes
            raise LayerError("damaged") from error
        self._raster = raster
        self._placed: PlacedPicture | None = None
        self._facts: dict[str, Any] = {"kind": "geotiff"}
        if has_place(tags):
            self._place_by_tags(raster, tags, header)
        else:
            self._place_by_files_beside(raster, header)

    def facts(self) -> dict[str, Any]:
        """Return bounds and levels."""
        if self._placed is None:
            return self._facts
        facts = {**self._facts, **self._placed.facts()}
        if self._raster.shallow:
            # From further away a tile would take more of the picture than can be read for it.
            coarsest = math.log2(min(self._raster.scales[-1]))
            facts["min_zoom"] = min(facts["max_zoom"], max(0, math.ceil(facts["max_zoom"] + coarsest - _REACH)))
            facts["notes"] = [*facts.get("notes", ()), "no_overviews"]
        return facts

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return a tile."""
        return tile_of_pixels(None if self._placed is None else self._placed.tile(z, x, y))

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """A picture has no shapes."""
        raise LayerError("no_shapes")

    def _place_by_tags(self, raster: TiffRaster, tags: dict[int, Any], header: dict[str, Any]) -> None:
        told = header["options"].get("crs")
        if isinstance(told, str):
            projection = projection_named(told)
        else:
            projection = projection_of(tags, header.get("beside", {}).get(".prj", ""))
        pins = pins_of(tags, projection)
        if pins:
            fit = fit_pins(pins, warp="projective" if len(pins) > 3 else "affine")
            self._placed = PlacedPicture(raster, fit.placement)
            self._facts["notes"] = ["control_points"]
            self._facts["residuals_m"] = [round(one, 3) for one in fit.residuals_m]
        else:
            self._placed = PlacedPicture(raster, affine_of(tags, projection))
        self._facts["options"] = {"crs": projection.name}

    def _place_by_files_beside(self, raster: TiffRaster, header: dict[str, Any]) -> None:
        wide, high = raster.sizes[0]
        found = read_beside(header["options"], header.get("beside", {}), width=wide, height=high)
        if found is None:
            raise LayerError("no_georeference")
        self._facts |= {"options": found.options, "questions": found.questions, "notes": found.notes}
        self._facts |= {"width": wide, "height": high}
        if found.placement is not None:
            self._placed = PlacedPicture(raster, found.placement)


READER = GeoTiff
