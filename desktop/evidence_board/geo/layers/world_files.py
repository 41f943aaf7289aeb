"""What says beside a picture where it is: world file, .prj, .aux.xml, or what was stored of them. Runs in a worker."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from evidence_board.geo.layers.placements import AffinePlacement
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.projections import Projection, projection_named, projection_of_words
from evidence_board.geo.layers.safe_xml import parsed_xml, text_of

__all__ = ["AUX_ENDING", "BESIDE_ENDINGS", "Beside", "read_beside"]

AUX_ENDING: Final = ".aux.xml"
_WORLD_FILES: Final = (
    ".jgw", ".pgw", ".tfw", ".wld", ".jpgw", ".jpegw", ".pngw", ".tifw", ".tiffw", ".bpw", ".gfw", ".wpw", ".webpw",
)  # fmt: skip
BESIDE_ENDINGS: Final = (*_WORLD_FILES, ".prj", AUX_ENDING)


@dataclass(slots=True)
class Beside:
    """Where a picture lies.

    Attributes:
        placement: None while something must be asked.
        options: what to store with the layer.
        questions: codes of what must be asked.
        notes: codes of what a person should know.
    """

    placement: AffinePlacement | None = None
    options: dict[str, Any] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_beside(options: Mapping[str, Any], beside: Mapping[str, str], *, width: int, height: int) -> Beside | None:
    """Return where a picture lies, None when nothing says it.

    Args:
        options: stored with the layer: they count before what lies beside.
        beside: texts of the files beside it, by their endings.
        width: pixels of the picture.
        height: pixels of the picture.

    Raises:
        LayerError: there is a world file that makes no sense.
    """
    system, aux_numbers = _aux_facts(beside.get(AUX_ENDING, ""))
    numbers = _world_numbers(options, beside) or aux_numbers
    if numbers is None:
        return None
    found = Beside(options={"world": numbers})
    projection = _projection(numbers, options, beside.get(".prj", ""), system, width=width, height=height, found=found)
    if projection is not None:
        found.options["crs"] = projection.name
        column_x, column_y, row_x, row_y, middle_x, middle_y = numbers
        # A world file tells the middle of the first pixel, pixels are counted from the corner.
        corner_x, corner_y = middle_x - (column_x + row_x) / 2, middle_y - (column_y + row_y) / 2
        found.placement = AffinePlacement(projection, (column_x, row_x, corner_x, column_y, row_y, corner_y))
    return found


def _projection(
    numbers: Sequence[float],
    options: Mapping[str, Any],
    prj: str,
    system: str,
    *,
    width: int,
    height: int,
    found: Beside,
) -> Projection | None:
    """Return the coordinate system: told, or read beside the picture, or degrees by their size; else ask."""
    if isinstance(options.get("crs"), str):
        return projection_named(options["crs"])
    for words in (prj, system):
        told = projection_of_words(words) if words else None
        if told is not None:
            return told
    columns_x, columns_y, rows_x, rows_y, x, y = numbers
    far_x, far_y = x + columns_x * width + rows_x * height, y + columns_y * width + rows_y * height
    if all(abs(one) <= 180.001 for one in (x, far_x)) and all(abs(one) <= 90.001 for one in (y, far_y)):
        found.notes.append("crs_guessed")
        return Projection(4326)
    found.questions.append("crs")
    return None


def _world_numbers(options: Mapping[str, Any], beside: Mapping[str, str]) -> list[float] | None:
    """Return the six numbers of a world file, those stored with the layer first.

    Raises:
        LayerError: they are no six numbers that make sense.
    """
    told: Any = options.get("world")
    if told is None:
        text = next((beside[ending] for ending in _WORLD_FILES if ending in beside), None)
        told = None if text is None else text.replace(",", ".").split()
    return None if told is None else _sensible(told)


def _sensible(told: Any) -> list[float]:
    try:
        numbers = [float(one) for one in told]
    except (TypeError, ValueError) as error:
        raise LayerError("world_file") from error
    if len(numbers) != 6 or not all(math.isfinite(one) and abs(one) < 1e9 for one in numbers):
        raise LayerError("world_file")
    if numbers[0] * numbers[3] == numbers[1] * numbers[2]:
        raise LayerError("world_file")
    return numbers


def _aux_facts(text: str) -> tuple[str, list[float] | None]:
    """Return coordinate system and numbers of an .aux.xml file of GDAL, as far as it tells them."""
    if not text.strip():
        return "", None
    try:
        root = parsed_xml(text.encode("latin-1", "replace"))
        told = text_of(root, "GeoTransform").replace(",", " ").split()
        if len(told) != 6:
            return text_of(root, "SRS"), None
        c, a, b, f, d, e = (float(one) for one in told)
        return text_of(root, "SRS"), _sensible([a, d, b, e, c + (a + b) / 2, f + (d + e) / 2])
    except (LayerError, ValueError):
        return "", None  # the picture may still be pinned by hand
