"""Two copies of one picture side by side: what the case holds of each, and where they differ."""

from dataclasses import dataclass, field

from evidence_board.model.moments import Moment

__all__ = ["CopyComparison", "CopyFacts", "CopyRow", "Crop", "PictureDifference", "Rect"]

#: Left, top, width, height as fractions of a picture.
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFacts:
    """What the case holds of one file, as far as copies are compared by it.

    Attributes:
        position: latitude and longitude in degrees WGS84 of the preferred position of the camera, else None.
        position_source: who gave it (``device_exif``, ``analyst`` ...).
        taken: when it was taken, None when nobody says.
        taken_source: where that comes from (a metadata field, ``analyst`` ...).
        posted: the earliest known time of publication.
        accounts: handles that published or passed it on.
        software: programs that its metadata name.
        raw_tags: how many metadata tags it carries.
        tags: names and values of these tags, by name; long values are cut.
        generation: original, platform_copy, repost, screenshot or unknown, as somebody noted it.
        uses: refs or words of the facts it is cited for.
    """

    item_id: str
    ref: str
    file_name: str = ""
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    size: int | None = None
    media_type: str = ""
    camera: str = ""
    lens: str = ""
    position: tuple[float, float] | None = None
    position_source: str = ""
    taken: Moment | None = None
    taken_source: str = ""
    posted: Moment | None = None
    accounts: tuple[str, ...] = ()
    caption: str = ""
    software: tuple[str, ...] = ()
    raw_tags: int = 0
    tags: tuple[tuple[str, str], ...] = ()
    generation: str = "unknown"
    sha256: str = ""
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One line of the comparison.

    Attributes:
        code: which fact (``pixels``, ``size``, ``format`` ...), or ``tag:`` and the name of a metadata tag.
        same: both copies say the same.
        richer: 0 or 1 for the copy of which more is kept here, None when neither can be called richer.
    """

    code: str
    same: bool
    richer: int | None = None


@dataclass(frozen=True, slots=True)
class CopyComparison:
    """All lines, and which copy is the richer one as a whole: 0, 1, or None when they are equal."""

    rows: tuple[CopyRow, ...]
    richer: int | None


@dataclass(frozen=True, slots=True)
class Crop:
    """One copy shows only a part of the other.

    Attributes:
        which: 0 or 1, the copy that was cropped.
        part: what it shows, in fractions of the other copy.
    """

    which: int
    part: Rect

    @property
    def percent(self) -> int:
        """How much of the picture is missing, in percent of its area."""
        return round(100 * (1 - self.part[2] * self.part[3]))


@dataclass(frozen=True, slots=True)
class PictureDifference:
    """Where two copies differ to the eye.

    Attributes:
        crop: None when neither is a part of the other, as far as can be told.
        areas: places that differ: in fractions of the first, and of the second picture.
        throughout: they differ nearly everywhere, so that outlines would say nothing.
    """

    crop: Crop | None = None
    areas: tuple[tuple[Rect, Rect], ...] = field(default=())
    throughout: bool = False
