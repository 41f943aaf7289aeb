"""Where a GeoTIFF lies: its tags of scale, tie points, transformation and coordinate system. Runs in a worker."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from evidence_board.geo.layers.pinning import Pin
from evidence_board.geo.layers.placements import AffinePlacement
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.projections import Projection, projection_of_code, projection_of_words

__all__ = ["affine_of", "has_place", "pins_of", "projection_of"]

_MODEL, _RASTER, _GEOGRAPHIC, _PROJECTED = 1024, 1025, 2048, 3072
_POINT, _USER_DEFINED = 2, 32767
_SCALE_TAG, _TIE_TAG, _TRANSFORMATION_TAG = 33550, 33922, 34264
_KEYS_TAG, _TEXT_TAG = 34735, 34737
_MOST_KEYS: Final = 500
_MOST_TIES: Final = 400
#: ESRI writes the words of its coordinate system into the texts of the keys.
_ESRI_WORDS: Final = "ESRI PE String = "


def projection_of(tags: Mapping[int, Any], prj: str = "") -> Projection:
    """Return the coordinate system of a GeoTIFF.

    Args:
        tags: values of TIFF tags by number.
        prj: text of a .prj file beside it, for one without keys.

    Raises:
        LayerError: it has none, or one that cannot be read here.
    """
    keys = _keys(tags)
    projected, geographic = keys.get(_PROJECTED, 0), keys.get(_GEOGRAPHIC, 0)
    if projected and projected != _USER_DEFINED:
        return projection_of_code(projected)
    if projected == _USER_DEFINED or keys.get(_MODEL) == 1:
        text = str(tags.get(_TEXT_TAG, "")).upper().replace("_", " ")
        if "PSEUDO-MERCATOR" in text or "WEB MERCATOR" in text or "MERCATOR AUXILIARY" in text:
            return Projection(3857)
        _, found, words = str(tags.get(_TEXT_TAG, "")).partition(_ESRI_WORDS)
        told = projection_of_words(words.split("|")[0] if found else prj)
        if told is not None:
            return told
        raise LayerError("projection")
    if geographic and geographic != _USER_DEFINED:
        return projection_of_code(geographic)
    told = projection_of_words(prj)
    if told is not None:
        return told
    raise LayerError("projection" if geographic else "no_georeference")


def has_place(tags: Mapping[int, Any]) -> bool:
    """Tell whether a file says itself where its pixels lie, in a coordinate system of its keys or beside it."""
    return any(code in tags for code in (_TIE_TAG, _TRANSFORMATION_TAG))


def pins_of(tags: Mapping[int, Any], projection: Projection) -> list[Pin]:
    """Return the control points of a picture that is only tied down at some pixels; none for others."""
    ties = _numbers(tags.get(_TIE_TAG))
    if _SCALE_TAG in tags or _TRANSFORMATION_TAG in tags or len(ties) < 18:
        return []
    rows = [ties[at : at + 6] for at in range(0, len(ties) - 5, 6)]
    try:
        return [Pin(column, row, *projection.geographic(x, y)) for column, row, _, x, y, _ in rows]
    except ValueError as error:
        raise LayerError("no_georeference") from error


def affine_of(tags: Mapping[int, Any], projection: Projection) -> AffinePlacement:
    """Return where the pixels lie.

    Raises:
        LayerError: the tags do not say it.
    """
    half = 0.5 if _keys(tags).get(_RASTER) == _POINT else 0.0
    matrix = _numbers(tags.get(_TRANSFORMATION_TAG))
    if len(matrix) >= 8:
        a, b, _, c, d, e, _, f = matrix[:8]
    else:
        scale, ties = _numbers(tags.get(_SCALE_TAG)), _numbers(tags.get(_TIE_TAG))
        if len(scale) < 2 or len(ties) < 6:
            raise LayerError("no_georeference")
        column, row, _, x, y, _ = ties[:6]
        a, b, d, e = scale[0], 0.0, 0.0, -scale[1]
        c, f = x - a * column, y - e * row
    # PixelIsPoint: the numbers tell middles of pixels, we count from their corners.
    return AffinePlacement(projection, (a, b, c - half * (a + b), d, e, f - half * (d + e)))


def _keys(tags: Mapping[int, Any]) -> dict[int, int]:
    """Return the keys that hold a short number in place."""
    directory = tags.get(_KEYS_TAG)
    if not isinstance(directory, Sequence) or isinstance(directory, str | bytes) or len(directory) < 4:
        return {}
    rows = [directory[at : at + 4] for at in range(4, min(len(directory), 4 * _MOST_KEYS), 4)]
    return {int(row[0]): int(row[3]) for row in rows if len(row) == 4 and int(row[1]) == 0}


def _numbers(value: Any) -> list[float]:
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        return []
    found = [float(one) for one in value[: 6 * _MOST_TIES]]
    if not all(map(math.isfinite, found)):
        raise LayerError("no_georeference")
    return found
