"""What a camera writes into its files, as plain values; the encoders beside this module write them."""

from dataclasses import dataclass

__all__ = ["CameraStamp", "ClipStamp", "GpsStamp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GpsStamp:
    """A position as the camera wrote it, WGS 84.

    Attributes:
        latitude: degrees, never negative: the sign is in the letter.
        longitude: degrees, never negative.
        latitude_ref: ``N`` or ``S``, as written.
        longitude_ref: ``E`` or ``W``, as written.
        altitude_m: metres above sea level (below when negative); None writes none.
        direction_deg: where the camera looked, degrees clockwise; None writes none.
        direction_ref: ``T`` true north or ``M`` magnetic north.
    """

    latitude: float
    longitude: float
    latitude_ref: str = "N"
    longitude_ref: str = "E"
    altitude_m: float | None = None
    direction_deg: float | None = None
    direction_ref: str | None = None

    @property
    def iso6709(self) -> str:
        """The position as videos write it, ISO 6709 annex H: ``+34.9051+035.8684+007.500/``."""
        south = -1 if self.latitude_ref == "S" else 1
        west = -1 if self.longitude_ref == "W" else 1
        height = "" if self.altitude_m is None else f"{self.altitude_m:+08.3f}"
        return f"{south * self.latitude:+010.6f}{west * self.longitude:+011.6f}{height}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraStamp:
    """What a camera writes into its files; None leaves a field out.

    Attributes:
        taken: time exactly as the camera writes it, ``2015:09:04 10:15:51``.
        offset: zone of `taken`, ``+03:00``.
        make: maker of the camera.
        model: name of the camera.
        serial: serial number of the body.
        orientation: EXIF orientation 1 to 8.
        focal_length_35mm: focal length in 35 mm terms, whole millimetres.
        gps: position, if the camera knew one.
    """

    taken: str | None = None
    offset: str | None = None
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    orientation: int | None = None
    focal_length_35mm: int | None = None
    gps: GpsStamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipStamp:
    """What a camera writes into a clip; None leaves a field out.

    Attributes:
        created_utc: start of the recording, ISO 8601 in UTC ending in ``Z``.
        created_local: the same on the camera's clock with its zone, ``2015-09-09T08:20:17+0300``.
        make: maker of the camera.
        model: name of the camera.
        serial: serial number of the body.
        gps: position, if the camera knew one.
    """

    created_utc: str | None = None
    created_local: str | None = None
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    gps: GpsStamp | None = None

    @property
    def container_metadata(self) -> dict[str, str]:
        """The keys of the container, in the order written."""
        fields = {
            "creation_time": self.created_utc,
            "com.apple.quicktime.creationdate": self.created_local,
            "com.apple.quicktime.make": self.make,
            "com.apple.quicktime.model": self.model,
            "com.apple.proapps.serialno": self.serial,
            "com.apple.quicktime.location.ISO6709": None if self.gps is None else self.gps.iso6709,
        }
        return {key: value for key, value in fields.items() if value is not None}
