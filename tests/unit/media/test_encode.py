"""Pictures made here say exactly what they were told to say, and stand upright for readers that obey."""

import io

import pillow_heif
import pytest
from PIL import Image, ImageOps
from PIL.TiffImagePlugin import IFDRational

from evidence_board.media.encode import bare_picture, heic_bytes, jpeg_bytes, png_bytes
from evidence_board.media.encode_exif import exif_bytes
from evidence_board.media.encode_stamp import CameraStamp, GpsStamp

pillow_heif.register_heif_opener()

EXIF_IFD, GPS_IFD = 0x8769, 0x8825


def two_tone(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Blue, with a red upper left quarter: no turn or mirror of it looks the same."""
    made = Image.new("RGB", size, "blue")
    made.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return made


def is_red(colour: tuple[int, int, int]) -> bool:
    return colour[0] > 200 and colour[2] < 60


ENCODERS = {
    "jpeg": lambda picture, stamp: jpeg_bytes(picture, quality=90, stamp=stamp),
    "png": lambda picture, stamp: png_bytes(picture, stamp=stamp),
    "heic": lambda picture, stamp: heic_bytes(picture, quality=90, stamp=stamp),
}


@pytest.mark.parametrize("form", ENCODERS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_reads_upright(form: str, orientation: int) -> None:
    made = ENCODERS[form](two_tone(), CameraStamp(orientation=orientation))
    shown = ImageOps.exif_transpose(Image.open(io.BytesIO(made))).convert("RGB")
    assert shown.size == (64, 48)
    corners = [shown.getpixel((x, y)) for x in (4, 59) for y in (4, 43)]
    assert [is_red(corner) for corner in corners] == [True, False, False, False]


@pytest.mark.parametrize("form", ENCODERS)
def test_without_a_stamp_nothing_is_written(form: str) -> None:
    opened = Image.open(io.BytesIO(ENCODERS[form](two_tone(), None)))
    assert dict(opened.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & {k for k, v in opened.info.items() if v}


def test_nothing_of_the_source_survives() -> None:
    out = io.BytesIO()
    two_tone().save(out, "JPEG", comment=b"secret", exif=exif_bytes(CameraStamp(make="Secret")))
    again = jpeg_bytes(bare_picture(out.getvalue()), quality=80)
    assert b"ecret" in out.getvalue()
    assert b"ecret" not in again


@pytest.mark.parametrize("form", ENCODERS)
def test_stamp_comes_back_exactly(form: str) -> None:
    stamp = CameraStamp(
        taken="2015:09:04 10:15:51",
        offset="+03:00",
        make="Northline",
        model="N5 Dual",
        serial="NL5D-118204",
        orientation=1,
        focal_length_35mm=32,
        gps=GpsStamp(latitude=34.907333, longitude=35.868858, altitude_m=7.5, direction_deg=26, direction_ref="M"),
    )
    exif = Image.open(io.BytesIO(ENCODERS[form](two_tone(), stamp))).getexif()
    photo, gps = exif.get_ifd(EXIF_IFD), exif.get_ifd(GPS_IFD)
    assert (exif[0x010F], exif[0x0110], exif[0x0112]) == ("Northline", "N5 Dual", 1)
    assert exif[0x0132] == photo[0x9003] == photo[0x9004] == "2015:09:04 10:15:51"
    assert photo[0x9010] == photo[0x9011] == photo[0x9012] == "+03:00"
    assert (photo[0xA431], photo[0xA405]) == ("NL5D-118204", 32)
    assert (gps[1], gps[3]) == ("N", "E")
    assert (gps[5], gps[6], gps[16], gps[17]) == (b"\x00", 7.5, "M", 26)
    for tag, expected in ((2, 34.907333), (4, 35.868858)):
        degrees, minutes, seconds = gps[tag]
        assert float(degrees + minutes / 60 + seconds / 3600) == pytest.approx(expected, abs=1e-9)


def test_wrong_values_are_written_as_told() -> None:
    """A wrong letter and a position of 0, 0 are what the exercise is about."""
    stamp = CameraStamp(gps=GpsStamp(latitude=0.0, longitude=0.0, longitude_ref="W"))
    gps = Image.open(io.BytesIO(jpeg_bytes(two_tone(), quality=80, stamp=stamp))).getexif().get_ifd(GPS_IFD)
    assert gps[2] == gps[4] == (IFDRational(0), IFDRational(0), IFDRational(0))
    assert (gps[1], gps[3]) == ("N", "W")
    assert 6 not in gps and 17 not in gps


def test_a_field_left_out_is_not_in_the_file() -> None:
    exif = Image.open(io.BytesIO(jpeg_bytes(two_tone(), quality=80, stamp=CameraStamp(make="Taiga")))).getexif()
    assert not {0x0110, 0x0112, 0x0132, GPS_IFD} & set(exif)
    assert not {0x9003, 0x9010, 0x9011, 0xA405, 0xA431} & set(exif.get_ifd(EXIF_IFD))


@pytest.mark.parametrize("form", ENCODERS)
def test_two_runs_give_the_same_bytes(form: str) -> None:
    stamp = CameraStamp(taken="2015:09:04 10:15:51", orientation=6)
    first, second = (ENCODERS[form](two_tone((320, 240)), stamp) for _ in range(2))
    assert first == second


def test_half_the_size() -> None:
    assert bare_picture(png_bytes(two_tone()), scale=0.5).size == (32, 24)


@pytest.mark.parametrize("scale", [0, -1, 1.5])
def test_a_picture_is_never_made_larger(scale: float) -> None:
    with pytest.raises(ValueError, match="smaller"):
        bare_picture(png_bytes(two_tone()), scale=scale)


def test_impossible_stamps_are_refused() -> None:
    with pytest.raises(ValueError, match="orientations 1 to 8"):
        exif_bytes(CameraStamp(orientation=9))
    with pytest.raises(ValueError, match="never negative"):
        exif_bytes(CameraStamp(gps=GpsStamp(latitude=-1.0, longitude=2.0)))


@pytest.mark.parametrize(
    ("gps", "expected"),
    [
        (GpsStamp(latitude=34.9051, longitude=35.8684, altitude_m=7.5), "+34.905100+035.868400+007.500/"),
        (GpsStamp(latitude=4.5, longitude=0.25, latitude_ref="S", longitude_ref="W"), "-04.500000-000.250000/"),
    ],
)
def test_iso_6709(gps: GpsStamp, expected: str) -> None:
    assert gps.iso6709 == expected
