"""Writes EXIF as a camera would, wrong values included.

piexif is used for writing only, on values we made ourselves: it is unsafe on bytes of others
(`decisions/002-dependencies.md`). A stamp is written exactly as given: a wrong hemisphere letter or a
position of 0, 0 is the exercise, not a mistake to repair.
"""

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["CameraStamp", "GpsStamp", "exif_bytes"]

Rational = tuple[int, int]


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


def exif_bytes(stamp: CameraStamp) -> bytes:
    """Return an EXIF block, from its ``Exif`` marker on, that holds exactly what the stamp says.

    Raises:
        ValueError: the orientation is not 1 to 8, or a position is negative.
    """
    import piexif

    image, photo = piexif.ImageIFD, piexif.ExifIFD
    if stamp.orientation is not None and stamp.orientation not in range(1, 9):
        raise ValueError(f"EXIF knows the orientations 1 to 8, not {stamp.orientation}")
    first: dict[int, object] = {
        image.Make: _text(stamp.make),
        image.Model: _text(stamp.model),
        image.Orientation: stamp.orientation,
        image.DateTime: _text(stamp.taken),
    }
    second: dict[int, object] = {
        photo.ExifVersion: b"0231",
        photo.DateTimeOriginal: _text(stamp.taken),
        photo.DateTimeDigitized: _text(stamp.taken),
        photo.OffsetTime: _text(stamp.offset),
        photo.OffsetTimeOriginal: _text(stamp.offset),
        photo.OffsetTimeDigitized: _text(stamp.offset),
        photo.BodySerialNumber: _text(stamp.serial),
        photo.FocalLengthIn35mmFilm: stamp.focal_length_35mm,
    }
    gps = {} if stamp.gps is None else _gps_tags(stamp.gps)
    block: bytes = piexif.dump({"0th": _present(first), "Exif": _present(second), "GPS": gps})
    return block


def _gps_tags(gps: GpsStamp) -> dict[int, object]:
    import piexif

    if gps.latitude < 0 or gps.longitude < 0:
        raise ValueError("EXIF positions are never negative: the letter carries the sign")
    tag = piexif.GPSIFD
    tags: dict[int, object] = {
        tag.GPSVersionID: (2, 3, 0, 0),
        tag.GPSLatitudeRef: gps.latitude_ref,
        tag.GPSLatitude: _degrees_minutes_seconds(gps.latitude),
        tag.GPSLongitudeRef: gps.longitude_ref,
        tag.GPSLongitude: _degrees_minutes_seconds(gps.longitude),
    }
    if gps.altitude_m is not None:
        tags[tag.GPSAltitudeRef] = 1 if gps.altitude_m < 0 else 0
        tags[tag.GPSAltitude] = _rational(abs(gps.altitude_m))
    if gps.direction_deg is not None:
        tags[tag.GPSImgDirectionRef] = gps.direction_ref or "T"
        tags[tag.GPSImgDirection] = _rational(gps.direction_deg)
    return tags


def _degrees_minutes_seconds(value: float) -> tuple[Rational, Rational, Rational]:
    """Return three rationals that give `value` back exactly to six decimals of a degree.

    A millionth of a degree is 0.0036 seconds, so seconds in ten-thousandths lose nothing.
    """
    ten_thousandths = round(Decimal(str(value)) * 3600 * 10_000)
    minutes, seconds = divmod(ten_thousandths, 60 * 10_000)
    degrees, minutes = divmod(minutes, 60)
    return (degrees, 1), (minutes, 1), (seconds, 10_000)


def _rational(value: float) -> Rational:
    return Decimal(str(value)).as_integer_ratio()


def _text(value: str | None) -> bytes | None:
    return None if value is None else value.encode("utf-8")


def _present(tags: dict[int, object]) -> dict[int, object]:
    return {tag: value for tag, value in tags.items() if value is not None}
