"""How much a camera saw, from what the file says of its lens; only where that can be known."""

import math
from dataclasses import dataclass

from evidence_board.model.placement import Cropped, ItemPlacement
from evidence_board.ui.geolocate.placement_words import degrees_words
from evidence_board.ui.i18n import tr

__all__ = ["LensView", "lens_view", "view_of_35mm"]

#: Diagonal of a frame of 35 mm film, by which the equivalent focal length is defined (CIPA DCG-001, Exif 0xA405).
_FILM_DIAGONAL_MM = math.hypot(36.0, 24.0)


@dataclass(frozen=True, slots=True)
class LensView:
    """What the lens tells.

    Attributes:
        fov_deg: from the left to the right edge; None where it cannot be known.
        words: where that comes from, or why it cannot be known.
    """

    fov_deg: float | None
    words: str


#: What lenses there are, as on 35 mm film: a fisheye's to that of the longest zoom sold. Beyond, the number is wrong.
_SHORTEST_MM, _LONGEST_MM = 5.0, 3_000.0
#: Wider or taller than this, no lens took it in one go: the picture was joined, or cut.
_WIDEST = 2.4


def view_of_35mm(focal_mm: float, *, width: float, height: float) -> float:
    """Return the horizontal field of view in degrees of a picture, from its focal length as on 35 mm film.

    The equivalent length keeps the diagonal angle of view; the width is its share of the diagonal.
    """
    half_width = _FILM_DIAGONAL_MM / 2 * width / math.hypot(width, height)
    return 2 * math.degrees(math.atan(half_width / focal_mm))


def lens_view(placement: ItemPlacement | None, *, aspect: float | None) -> LensView:
    """Return what the file tells about the view of its camera; ``aspect`` is width by height of the upright picture."""
    if placement is None:
        return LensView(None, "")
    cropped = placement.geometry.cropped if placement.geometry is not None else Cropped.UNKNOWN
    focal = placement.focal_length_35mm
    if cropped == Cropped.YES:
        return LensView(None, tr("The picture is cropped: the lens does not tell its view."))
    if not focal or not aspect:
        if placement.focal_length_mm:
            words = tr("The file says {mm} mm, but not for which sensor.", mm=degrees_words(placement.focal_length_mm))
            return LensView(None, words)
        return LensView(None, tr("The file says nothing about the lens."))
    if not _SHORTEST_MM <= focal <= _LONGEST_MM:
        words = tr("The file says {mm} mm on 35 mm film: there is no such lens.", mm=degrees_words(focal))
        return LensView(None, words)
    if max(aspect, 1 / aspect) > _WIDEST:
        return LensView(None, tr("A panorama, or cropped: the lens does not tell the view of this shape."))
    fov = view_of_35mm(focal, width=aspect, height=1.0)
    words = tr("From the lens in the file: {mm} mm on 35 mm film", mm=degrees_words(focal))
    if cropped == Cropped.UNKNOWN:
        words = tr("{words}, if nobody cropped it", words=words)
    return LensView(round(fov, 1), f"{words}.")
