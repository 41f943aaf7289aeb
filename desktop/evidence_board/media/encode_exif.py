"""Writes EXIF as a camera would, wrong values included.

Through Pillow, not piexif: piexif 1.1.3 leaves out the four bytes that end the camera and position tables,
so values overlap them, and strict readers warn. A stamp is written exactly as given: a wrong hemisphere
letter or a position of 0, 0 is the exercise, not a mistake to repair.
"""

from decimal import Decimal

from PIL.ExifTags import GPS, IFD, Base
from PIL.Image import Exif
from PIL.TiffImagePlugin import IFDRational as Rational

from evidence_board.media.encode_stamp import CameraStamp, GpsStamp

__all__ = ["exif_bytes"]


def exif_bytes(stamp: CameraStamp, *, stored_size: tuple[int, int] | None = None) -> bytes:
    """Return an EXIF block, from its ``Exif`` marker on, that holds what the stamp says.

    Beside it stand only the fields that EXIF 2.31 asks of every file and that say nothing of the scene.

    Args:
        stamp: what the camera wrote.
        stored_size: width and height of the pixels as stored.

    Raises:
        ValueError: the orientation is not 1 to 8, or a position is negative.
    """
    if stamp.orientation is not None and stamp.orientation not in range(1, 9):
        raise ValueError(f"EXIF knows the orientations 1 to 8, not {stamp.orientation}")
    block = Exif()
    block.endian = ">"
    block.update(_present(_first_tags(stamp)))
    block.get_ifd(IFD.Exif).update(_present(_camera_tags(stamp, stored_size)))
    if stamp.gps is not None:
        block.get_ifd(IFD.GPSInfo).update(_present(_gps_tags(stamp.gps)))
    return block.tobytes()


def _first_tags(stamp: CameraStamp) -> dict[int, object]:
    return {
        Base.Make: stamp.make,
        Base.Model: stamp.model,
        Base.Orientation: stamp.orientation,
        Base.XResolution: 72.0,
        Base.YResolution: 72.0,
        Base.ResolutionUnit: 2,
        Base.DateTime: stamp.taken,
        Base.YCbCrPositioning: 1,
    }


def _camera_tags(stamp: CameraStamp, stored_size: tuple[int, int] | None) -> dict[int, object]:
    width, height = stored_size or (None, None)
    return {
        Base.ExifVersion: b"0231",
        Base.DateTimeOriginal: stamp.taken,
        Base.DateTimeDigitized: stamp.taken,
        Base.OffsetTime: stamp.offset,
        Base.OffsetTimeOriginal: stamp.offset,
        Base.OffsetTimeDigitized: stamp.offset,
        Base.FlashPixVersion: b"0100",
        Base.ColorSpace: 1,
        Base.ExifImageWidth: width,
        Base.ExifImageHeight: height,
        Base.FocalLengthIn35mmFilm: stamp.focal_length_35mm,
        Base.BodySerialNumber: stamp.serial,
    }


def _gps_tags(gps: GpsStamp) -> dict[int, object]:
    if gps.latitude < 0 or gps.longitude < 0:
        raise ValueError("EXIF positions are never negative: the letter carries the sign")
    tags: dict[int, object] = {
        GPS.GPSVersionID: b"\x02\x03\x00\x00",
        GPS.GPSLatitudeRef: gps.latitude_ref,
        GPS.GPSLatitude: _degrees_minutes_seconds(gps.latitude),
        GPS.GPSLongitudeRef: gps.longitude_ref,
        GPS.GPSLongitude: _degrees_minutes_seconds(gps.longitude),
    }
    if gps.altitude_m is not None:
        tags[GPS.GPSAltitudeRef] = b"\x01" if gps.altitude_m < 0 else b"\x00"
        tags[GPS.GPSAltitude] = _rational(abs(gps.altitude_m))
    if gps.direction_deg is not None:
        tags[GPS.GPSImgDirectionRef] = gps.direction_ref or "T"
        tags[GPS.GPSImgDirection] = _rational(gps.direction_deg)
    return tags


def _degrees_minutes_seconds(value: float) -> tuple[Rational, Rational, Rational]:
    """Return three rationals that give `value` back exactly to six decimals of a degree.

    A millionth of a degree is 0.0036 seconds, so seconds in ten-thousandths lose nothing.
    """
    ten_thousandths = round(Decimal(str(value)) * 3600 * 10_000)
    minutes, seconds = divmod(ten_thousandths, 60 * 10_000)
    degrees, minutes = divmod(minutes, 60)
    return Rational(degrees, 1), Rational(minutes, 1), Rational(seconds, 10_000)


def _rational(value: float) -> Rational:
    return Rational(*Decimal(str(value)).as_integer_ratio())


def _present(tags: dict[int, object]) -> dict[int, object]:
    return {tag: value for tag, value in tags.items() if value is not None}
