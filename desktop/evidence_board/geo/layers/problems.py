"""Why a layer cannot be shown, in words: a worker sends a code, never a sentence of its own."""

from __future__ import annotations

from typing import Final

from evidence_board.model.errors import KnownError

__all__ = ["NOTE_WORDS", "PROBLEM_CODES", "LayerError", "layer_error"]

_WHOLE: Final = "Get the file again, or make it anew with the program that wrote it."
_FORMATS: Final = (
    "Maps can be MBTiles, PMTiles, folders of tiles, GeoTIFF, pictures with a world file or pinned by hand, "
    "KML, KMZ, GeoJSON and GPX."
)
#: code -> (what is wrong, what to do)
_WORDS: Final = {
    "unknown": ("It is none of the formats that can be a layer.", _FORMATS),
    "damaged": ("It is damaged or not complete.", _WHOLE),
    "not_sqlite": ("It is no SQLite file, as an MBTiles file must be.", _WHOLE),
    "no_tiles_table": ("It has no table or view “tiles” with the columns of an MBTiles file.", _WHOLE),
    "no_tiles": ("It holds no tiles.", _WHOLE),
    "tile_type": ("Its tiles are in a format that cannot be drawn here.",
                  "Convert them to PNG, JPEG, WebP or Mapbox vector tiles."),
    "tile_too_large": ("A tile of it is larger than a tile can be.", _WHOLE),
    "tile_damaged": ("A tile of it is damaged.", _WHOLE),
    "not_pmtiles": ("It is no PMTiles file.", _WHOLE),
    "pmtiles_version": ("It is a PMTiles file of a version that cannot be read here; version 3 can.",
                        "Convert it with the program “pmtiles convert”."),
    "compression": ("It is packed in a way that cannot be read here.", "Pack its tiles with gzip or not at all."),
    "no_georeference": ("It does not say where on Earth it lies.",
                        "Add it as a picture and pin it at three or more points."),
    "projection": ("It is in a map projection that needs the extra “projections” (pyproj).",
                   "Convert it to EPSG:4326, EPSG:3857 or UTM, for instance with “gdalwarp -t_srs EPSG:3857”."),
    "tiff_packing": ("Its pixels are packed in a way that cannot be read here.",
                     "Convert it with “gdal_translate -co COMPRESS=DEFLATE”."),
    "too_large": ("It is larger than can be shown.", "Make a smaller part of it."),
    "too_many": ("It holds more shapes than can be shown.", "Make a smaller part of it."),
    "picture": ("It holds no picture that can be read.", "Save it as PNG, JPEG or TIFF."),
    "world_file": ("Its world file does not hold six numbers that make sense.", "Get the world file again."),
    "points": ("It is not pinned at three points that lie apart from each other.", "Pin it at three or more points."),
    "xml": ("Its XML cannot be read.", _WHOLE),
    "xml_entities": ("It contains instructions that a map must not have (a document type or entities).",
                     "Save it anew with a program you trust."),
    "json": ("Its JSON cannot be read.", _WHOLE),
    "not_geojson": ("It is JSON, but no GeoJSON.", "Export it as GeoJSON with longitude and latitude."),
    "crs": ("Its coordinates are no longitudes and latitudes.", "Export it in EPSG:4326."),
    "no_shapes": ("It holds nothing that can be drawn.", ""),
    "zip": ("Its archive is damaged or locked with a password.", _WHOLE),
    "zip_bomb": ("Unpacked it would be many times larger than a map is.", "Get the file from somebody you trust."),
    "no_kml": ("Its archive holds no KML document.", _WHOLE),
    "unreadable": ("Reading it failed; the file may be damaged.", _WHOLE),
    "changed": ("It changed while it was open.", "Add it again."),
}  # fmt: skip

PROBLEM_CODES: Final = tuple(_WORDS)

#: Things to know about a layer that is shown all the same.
NOTE_WORDS: Final = {
    "some_left_out": "Some of its shapes cannot be drawn and were left out.",
    "no_bounds": "It does not say what it covers; that was worked out from its tiles.",
    "control_points": "It is laid down by control points of its own: compare it with the basemap.",
    "crs_guessed": "Its coordinate system was guessed.",
    "schema_unknown": "Its kind of vector tiles is not known; everything is drawn in one style.",
    "network_links": "It points to more data on the network, which is not loaded.",
    "no_overviews": "It has no overviews, so it is drawn from close by only. GDAL adds them: gdaladdo -r average FILE "
    "2 4 8 16 32.",
    "overlay_missing": "A picture that it lays over the map is not inside the file and is not shown.",
}


class LayerError(ValueError):
    """A file is no layer; its text is a code of `PROBLEM_CODES`. Raised and caught inside the worker."""


def layer_error(name: str, code: str, *, detail: str = "") -> KnownError:
    """Return the error to show for a code.

    Args:
        name: of the file.
        code: of `PROBLEM_CODES`; any other counts as ``unreadable``.
        detail: more about it, in brackets.
    """
    why, do = _WORDS.get(code, _WORDS["unreadable"])
    more = f" ({detail})" if detail else ""
    return KnownError(f"{name} cannot be shown on the map. {why}{more}", means="The layer stays empty.", do=do)
