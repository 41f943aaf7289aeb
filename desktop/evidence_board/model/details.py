"""Everything the inspector says about one thing, as it stands in the case; `evidence_board.case.details` reads it.

The light rows of all things are in `evidence_board.model.case_index`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_board.model.collection import CollectionRecord
from evidence_board.model.moments import Moment

__all__ = [
    "CameraClock",
    "EntityDetail",
    "GeotagDetail",
    "ItemDetail",
    "MomentDetail",
    "Occurrence",
    "Original",
    "PostDetail",
    "ProblemDetail",
    "RawTag",
]


@dataclass(frozen=True, slots=True)
class Original:
    """The stored bytes of a file: number of the blob, SHA-256 in hex, size in bytes, name at import."""

    blob_id: int
    sha256: str
    size: int
    file_name: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the same bytes were seen: path as it was then, and when (ISO 8601, UTC)."""

    path: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class GeotagDetail:
    """One position of a file, preferred or kept beside it.

    Degrees are WGS84, bearings from true north, lengths in metres. ``source`` says who gave it (``device``,
    ``analyst`` ...), ``raw`` the value as the file wrote it, ``place_text`` the place in words. Without a point
    it is words alone, or with the precision ``unlocatable`` the answer that it cannot be found. ``chosen_by``
    is ``person`` or ``rule``. ``created_at`` (ISO 8601, UTC) and ``created_by`` tell when it came into the case.
    """

    id: str
    ref: str
    role: str
    latitude: float | None
    longitude: float | None
    altitude_m: float | None
    radius_m: float | None
    bearing_deg: float | None
    bearing_error_deg: float | None
    place: str
    source: str
    method: str
    level: str
    preferred: bool
    raw: str
    reason: str
    precision: str = ""
    place_text: str = ""
    chosen_by: str = "rule"
    location_id: str | None = None
    created_at: str = ""
    created_by: str = ""

    @property
    def unlocatable(self) -> bool:
        """Tell whether it says that the place cannot be found."""
        return self.precision == "unlocatable"


@dataclass(frozen=True, slots=True)
class MomentDetail:
    """One time of a thing, preferred or kept beside it.

    ``role`` is captured, published, edited, event, first_seen, collected, start or end; ``chosen_by`` is
    ``person`` or ``rule``; ``clock_offset_id`` names the correction of the camera's clock that made it.
    ``created_at`` (ISO 8601, UTC) and ``created_by`` tell when it came into the case.
    """

    id: str
    role: str
    moment: Moment
    source: str
    method: str
    level: str
    approximate: bool
    preferred: bool
    reason: str
    chosen_by: str = "rule"
    clock_offset_id: str | None = None
    created_at: str = ""
    created_by: str = ""


@dataclass(frozen=True, slots=True)
class PostDetail:
    """A post that carries the file, with every time it was published, as sources say.

    ``account`` is the handle, empty when nobody knows who posted.
    """

    id: str
    ref: str
    account: str
    url: str
    text: str
    translation: str
    posted: Moment | None
    moments: tuple[MomentDetail, ...] = ()


@dataclass(frozen=True, slots=True)
class CameraClock:
    """The camera that took a file, and how its clock is corrected.

    Attributes:
        camera: make, model, serial number as the files write them; empty for what they do not say.
        files: how many files of the case are from it.
        offset_id: the correction, None where there is none.
        seconds: what is added to its clock.
        zone: zone of the corrected clock, None where nobody said.
        reason: how the analyst knows.
        timed: how many of the files have a time of day that a correction moves; the others stay as they are.
    """

    camera: tuple[str, str, str]
    files: int
    offset_id: str | None = None
    seconds: float = 0.0
    zone: str | None = None
    reason: str = ""
    timed: int = 0

    @property
    def name(self) -> str:
        """Make, model and serial number in words; many models carry the name of their maker already."""
        make, model, serial = self.camera
        name = model if make and model.lower().startswith(make.lower()) else f"{make} {model}".strip()
        return f"{name} {serial}".strip()


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """One problem of a file; ``state`` is open or answered."""

    id: str
    code: str
    message: str
    detail: str
    state: str
    answer: str


@dataclass(frozen=True, slots=True)
class RawTag:
    """One tag of the file's own metadata, as written."""

    family: str
    tag: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """Everything about one file but its bytes, its raw tags and what the index has.

    Attributes:
        collected_at: when it came into the case, ISO 8601 in UTC.
        collected_by: who brought it in, as the custody log names them.
        original: its stored bytes.
        raw_tags: how many raw tags there are.
        record: where it came from, as somebody noted it.
        clock: the camera it names, None where it names none.
        display_zone: the zone in which the case shows times, None for each in its own.
    """

    id: str
    ref: str
    caption: str
    caption_language: str
    caption_translation: str
    notes: str
    camera: str
    lens: str
    orientation: int | None
    collected_at: str
    collected_by: str
    original: Original | None
    occurrences: tuple[Occurrence, ...] = ()
    posts: tuple[PostDetail, ...] = ()
    geotags: tuple[GeotagDetail, ...] = ()
    moments: tuple[MomentDetail, ...] = ()
    problems: tuple[ProblemDetail, ...] = ()
    raw_tags: int = 0
    record: CollectionRecord | None = None
    clock: CameraClock | None = None
    display_zone: str | None = None

    def geotag(self, role: str = "camera") -> GeotagDetail | None:
        """Return the preferred position of a role, or None."""
        return next((one for one in self.geotags if one.preferred and one.role == role), None)

    def moment(self, role: str) -> MomentDetail | None:
        """Return the preferred time of a role, or None."""
        return next((one for one in self.moments if one.role == role and one.preferred), None)


@dataclass(frozen=True, slots=True)
class EntityDetail:
    """Every field of one entity by the name of its column, its times and other names."""

    id: str
    kind: str
    ref: str
    values: Mapping[str, str | float | None]
    created_at: str
    created_by: str
    names: tuple[str, ...] = ()
    moments: tuple[MomentDetail, ...] = field(default=())

    def text(self, column: str) -> str:
        """Return a field as text, empty when it is unknown."""
        value = self.values.get(column)
        return "" if value is None else str(value)

    def moment(self, role: str) -> MomentDetail | None:
        """Return the preferred time of a role, or None."""
        return next((one for one in self.moments if one.role == role and one.preferred), None)
