"""Pictures of every kind, made here, read through the one door."""

import io
import struct
import warnings
import zlib
from datetime import UTC, datetime

import piexif
import pillow_heif
import pytest
from PIL import Image
from tests.factories import exif_bytes as eb

from evidence_board.media.metadata import Metadata, read_picture
from evidence_board.model.examination import Examination, ProblemCode

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TAKEN = "2015:09:03 17:20:17"
# Written by piexif, so that a second implementation has a say in what is valid.
PIEXIF = {
    "0th": {
        piexif.ImageIFD.Make: "Northline",
        piexif.ImageIFD.Model: "N5 Dual",
        piexif.ImageIFD.Orientation: 6,
        piexif.ImageIFD.XPTitle: "Берег".encode("utf-16-le") + b"\0\0",
        piexif.ImageIFD.XPKeywords: "палуба;coast".encode("utf-16-le") + b"\0\0",
    },
    "Exif": {
        piexif.ExifIFD.DateTimeOriginal: TAKEN,
        piexif.ExifIFD.OffsetTimeOriginal: "+03:00",
        piexif.ExifIFD.BodySerialNumber: "NL5D-118204",
        # Pillow rewrites the block for AVIF and TIFF and would lose Cyrillic in a plain text field.
        piexif.ExifIFD.UserComment: b"UNICODE\0" + "Берег близко".encode("utf-16-be"),
        piexif.ExifIFD.LensModel: "26 mm f/1.8",
        piexif.ExifIFD.FocalLength: (4250, 1000),
        piexif.ExifIFD.FocalLengthIn35mmFilm: 26,
        piexif.ExifIFD.ExposureTime: (10, 2500),
        piexif.ExifIFD.MakerNote: b"Apple iOS\0\0\1MM" + bytes(500),
    },
    "GPS": {
        piexif.GPSIFD.GPSLatitudeRef: "N",
        piexif.GPSIFD.GPSLatitude: ((34, 1), (54, 1), (2640, 100)),
        piexif.GPSIFD.GPSLongitudeRef: "E",
        piexif.GPSIFD.GPSLongitude: ((35, 1), (52, 1), (789, 100)),
        piexif.GPSIFD.GPSAltitudeRef: 0,
        piexif.GPSIFD.GPSAltitude: (75, 10),
    },
}
BLOCK = piexif.dump(PIEXIF)


def read(data: bytes, media_type: str = "image/jpeg") -> Metadata:
    # Pillow warns about odd EXIF when it opens a picture; that is the caller's matter.
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
        return read_picture(image, data, media_type=media_type, now=NOW)


def raw(found: Metadata) -> dict[tuple[str, str], str]:
    return {(group, name): value for group, name, value in found.raw_tags}


def codes(found: Metadata) -> list[ProblemCode]:
    return [problem.code for problem in found.problems]


@pytest.fixture(scope="module", autouse=True)
def heif_plugin():
    pillow_heif.register_heif_opener()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("AVIF", "image/avif"),
        ("HEIF", "image/heic"),
    ],
)
def test_every_format_says_the_same(kind, media_type):
    found = read(eb.encoded(kind, size=(64, 48), exif=BLOCK), media_type)

    assert (found.camera_make, found.camera_model, found.camera_serial) == (
        "Northline",
        "N5 Dual",
        "NL5D-118204",
    )
    assert (found.lens, found.focal_length_mm, found.focal_length_35mm) == ("26 mm f/1.8", 4.25, 26.0)
    assert found.moments[0].utc_iso == "2015-09-03T14:20:17Z"
    assert found.geotags[0].latitude == pytest.approx(34.907333, abs=1e-6)
    assert found.geotags[0].longitude == pytest.approx(35.868858, abs=1e-6)
    assert found.geotags[0].altitude_m == 7.5
    assert (found.title, found.caption) == ("Берег", "Берег близко")
    assert found.keywords == ("палуба", "coast")
    assert found.orientation == 6
    assert found.problems == ()
    tags = raw(found)
    assert tags["EXIF", "ExposureTime"] == "1/250"
    assert tags["EXIF", "MakerNote"] == "514 bytes, begins 4170706c6520694f530000014d4d0000"
    assert tags["GPS", "GPSAltitudeRef"] == "0 (above sea level)"


def test_what_was_read_passes_the_check_of_worker_replies():
    found = read(eb.encoded("JPEG", exif=BLOCK))
    examination = Examination(
        media_type="image/jpeg",
        kind="photo",
        state="ok",
        moments=found.moments,
        geotags=found.geotags,
        camera_make=found.camera_make,
        tags=found.keywords,
        raw_tags=found.raw_tags,
        problems=found.problems,
    )

    assert Examination.from_flat(examination.to_flat()) == examination


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_metadata_is_read_without_an_open_picture(kind):
    data = eb.encoded(kind, exif=BLOCK)

    found = read_picture(None, data, media_type="application/octet-stream", now=NOW)

    assert found.camera_model == "N5 Dual"
    assert found.geotags[0].latitude == pytest.approx(34.907333, abs=1e-6)


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_exifread_helps_where_pillow_cannot_open(kind):
    data = eb.encoded(kind, size=(64, 48), exif=BLOCK)

    found = read_picture(None, data, media_type="image/heic", now=NOW)

    assert found.camera_model == "N5 Dual"
    assert found.moments[0].utc_iso == "2015-09-03T14:20:17Z"
    assert found.geotags[0].longitude == pytest.approx(35.868858, abs=1e-6)


@pytest.mark.parametrize("opened", [True, False])
def test_big_tiff(opened):
    data = eb.encoded("TIFF", exif=BLOCK, big_tiff=True)
    found = read(data, "image/tiff") if opened else read_picture(None, data, media_type="image/tiff", now=NOW)

    assert found.camera_model == "N5 Dual"
    assert found.moments[0].utc_iso == "2015-09-03T14:20:17Z"


def test_png_pixels_are_not_decoded_for_metadata():
    data = eb.encoded("PNG", exif=BLOCK)
    image = Image.open(io.BytesIO(data))
    loads = []
    image.load = lambda: loads.append(1)  # type: ignore[method-assign]

    assert read_picture(image, data, media_type="image/png", now=NOW).camera_make == "Northline"
    assert loads == []


@pytest.mark.parametrize("order", ["<", ">"])
def test_both_byte_orders_and_charsets_of_user_comments(order):
    wide = "utf-16-le" if order == "<" else "utf-16-be"
    for comment, expected in (
        (b"ASCII\0\0\0near the pier\0\0", "near the pier"),
        (b"UNICODE\0" + "у причала".encode(wide), "у причала"),
        (b"UNICODE\0" + "у причала".encode("utf-16-be"), "у причала"),
        (b"UNICODE\0" + "صباح الخير".encode(wide), "صباح الخير"),
        (b"JIS\0\0\0\0\0" + "港".encode("iso2022_jp"), "港"),
        (bytes(8) + "у причала".encode("cp1251"), "у причала"),
        ("без метки".encode(), "без метки"),
    ):
        block = eb.tiff_block(exif=[(0x9286, eb.UNDEFINED, comment)], order=order)
        found = read(eb.jpeg_with(eb.app1(block)))
        assert found.caption == expected
        assert raw(found)["EXIF", "UserComment"] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Берег".encode(), "Берег"),
        ("Берег близко, Тартус".encode("cp1251"), "Берег близко, Тартус"),
        ("Café à Genève".encode("cp1252"), "Café à Genève"),
        ("ميناء طرطوس".encode(), "ميناء طرطوس"),
        ("Берег".encode()[:-1], "Бере"),
        (b"first\0left over bytes", "first"),
    ],
)
def test_charsets_of_plain_texts(written, expected):
    found = read(eb.jpeg_with(eb.app1(eb.tiff_block([eb.text(0x010E, written)]))))

    assert found.caption == expected


@pytest.mark.parametrize(
    "written",
    [
        "Берег".encode("utf-16-le") + b"\0\0",
        "Берег".encode("utf-16-le"),
        "Берег".encode() + b"\0",
        "Берег".encode("cp1251"),
    ],
    ids=["as defined", "without end", "utf-8", "cp1251"],
)
def test_windows_tags_in_the_charsets_found_in_the_wild(written):
    found = read(eb.jpeg_with(eb.app1(eb.tiff_block([(0x9C9B, eb.BYTE, written)]))))

    assert found.title == "Берег"


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA", "   ", "SONY DSC"])
def test_words_that_cameras_write_by_themselves_are_no_caption(words):
    found = read(eb.jpeg_with(eb.app1(eb.tiff_block([eb.text(0x010E, words)]))))

    assert found.caption is None


def test_a_maker_is_a_maker_whatever_its_name():
    block = eb.tiff_block([eb.text(0x010E, "SAMSUNG"), eb.text(0x010F, "SAMSUNG")])
    found = read(eb.jpeg_with(eb.app1(block)))

    assert (found.camera_make, found.caption) == ("SAMSUNG", None)


@pytest.mark.parametrize(("value", "expected", "wrong"), [(8, 8, False), (0, None, False), (9, None, True)])
def test_orientation(value, expected, wrong):
    found = read(eb.jpeg_with(eb.app1(eb.tiff_block([(0x0112, eb.SHORT, [value])]))))

    assert found.orientation == expected
    assert codes(found) == ([ProblemCode.ORIENTATION_UNREADABLE] if wrong else [])


def test_zero_lengths_are_unknown_lengths():
    block = eb.tiff_block(exif=[eb.rationals(0x920A, (0, 1)), (0xA405, eb.SHORT, [0])])
    found = read(eb.jpeg_with(eb.app1(block)))

    assert (found.focal_length_mm, found.focal_length_35mm) == (None, None)


def test_a_zero_denominator_is_shown_as_written():
    block = eb.tiff_block(exif=[eb.rationals(0x920A, (35, 0)), eb.rationals(0xA404, (0, 0))])
    tags = raw(read(eb.jpeg_with(eb.app1(block))))

    assert (tags["EXIF", "FocalLength"], tags["EXIF", "DigitalZoomRatio"]) == ("35/0", "0/0")


def test_reading_goes_on_after_a_segment_with_a_wrong_length():
    short = eb.segment(0xED, b"Photoshop 3.0\0")
    broken = short[:2] + b"\0\x0c" + short[4:] + bytes(9)
    found = read(eb.jpeg_with(broken, eb.app1(eb.tiff_block([eb.text(0x010F, "Northline")]))))

    assert found.camera_make == "Northline"
    assert codes(found) == [ProblemCode.METADATA_UNREADABLE]


def test_a_second_exif_block_is_kept_apart():
    first = eb.app1(eb.tiff_block([eb.text(0x010F, "Northline")]))
    second = eb.app1(eb.tiff_block([eb.text(0x010F, "Lumeo")]))
    found = read(eb.jpeg_with(first, second))

    assert found.camera_make == "Northline"
    assert raw(found)["EXIF 2", "Make"] == "Lumeo"


def test_more_comments_than_anyone_reads_are_cut():
    comments = [eb.segment(0xFE, b"again")] * 200
    found = read(eb.jpeg_with(*comments, eb.app1(eb.tiff_block([eb.text(0x010F, "Northline")]))))

    assert found.camera_make == "Northline"
    assert len(found.raw_tags) < 100
    assert codes(found) == [ProblemCode.METADATA_SHORTENED]


def test_filling_between_segments_is_skipped():
    fill = b"\xff" * 100_000
    found = read(eb.jpeg_with(fill + eb.app1(eb.tiff_block([eb.text(0x010F, "Northline")]))))

    assert (found.camera_make, found.problems) == ("Northline", ())


def test_comment_and_jfif_of_jpeg():
    found = read(eb.jpeg_with(eb.segment(0xFE, "Снято у причала".encode("cp1251"))))

    assert raw(found)["File", "Comment"] == "Снято у причала"
    assert raw(found)["JFIF", "JFIFVersion"] == "1.01"


def test_texts_of_png():
    packed = zlib.compress("Порт Тартус".encode())
    data = eb.png_with(
        (b"tEXt", b"Software\0Shot 1.2"),
        (b"tEXt", b"Creation Time\0002015-09-03T17:20:17+03:00"),
        (b"iTXt", "Title\0\0\0ru\0Заголовок\0Порт".encode()),
        (b"iTXt", b"Description\0\1\0\0\0" + packed),
        (b"zTXt", b"Notes\0\0" + zlib.compress(b"seen twice")),
        (b"tIME", struct.pack(">HBBBBB", 2015, 9, 4, 8, 0, 1)),
    )
    found = read(data, "image/png")

    assert (found.title, found.caption) == ("Порт", "Порт Тартус")
    assert found.moments[0].utc_iso == "2015-09-03T14:20:17Z"
    tags = raw(found)
    assert tags["PNG", "Software"] == "Shot 1.2"
    assert tags["PNG", "Notes"] == "seen twice"
    assert tags["PNG", "ModifyDate"] == "2015-09-04T08:00:01Z"


@pytest.mark.parametrize("keyword", [b"Raw profile type exif", b"Raw profile type APP1"])
def test_exif_that_imagemagick_hid_in_a_png_text(keyword):
    block = b"Exif\0\0" + eb.tiff_block([eb.text(0x010F, "Northline")])
    text = b"\nexif\n%8d\n%s\n" % (len(block), block.hex().encode())
    found = read(eb.png_with((b"zTXt", keyword + b"\0\0" + zlib.compress(text))), "image/png")

    assert found.camera_make == "Northline"


def test_a_text_that_unpacks_to_gigabytes_is_cut():
    bomb = zlib.compress(bytes(64 * 1024 * 1024), 9)
    chunks = [(b"zTXt", b"Comment\0\0" + bomb)] * 20
    found = read_picture(None, eb.png_with(*chunks), media_type="image/png", now=NOW)

    assert ProblemCode.METADATA_SHORTENED in codes(found)


def test_comment_of_gif():
    found = read(eb.encoded("GIF", comment="у причала".encode("cp1251")), "image/gif")

    assert raw(found)["File", "Comment"] == "у причала"


def test_heic_says_what_the_file_says_about_its_orientation():
    found = read(eb.encoded("HEIF", size=(64, 48), exif=BLOCK), "image/heic")

    assert found.orientation == 6
    assert raw(found)["EXIF", "Orientation"].startswith("6 ")


def test_tiff_with_xmp_and_iptc_inside():
    tags = [
        (700, eb.BYTE, eb.xmp_packet('photoshop:Headline="Порт"').encode()),
        (33723, eb.LONG, list(struct.unpack("<4L", eb.iim(2, 120, "Порт-1")[:16].ljust(16, b"\0")))),
        (0x0110, eb.ASCII, b"N5 Dual\0"),
    ]
    found = read_picture(None, eb.tiff_block(tags), media_type="image/tiff", now=NOW)

    assert (found.title, found.caption, found.camera_model) == ("Порт", "Порт-1", "N5 Dual")


def test_values_outside_the_block_are_named_and_the_rest_is_read():
    block = bytearray(eb.tiff_block([eb.text(0x010F, "Northline"), eb.text(0x0110, "N5 Dual")]))
    block[8 + 2 + 8 : 8 + 2 + 12] = struct.pack("<L", 70_000)
    found = read(eb.jpeg_with(eb.app1(bytes(block))))

    assert (found.camera_make, found.camera_model) == (None, "N5 Dual")
    assert codes(found) == [ProblemCode.METADATA_UNREADABLE]
    assert "Make" in found.problems[0].detail


def test_a_block_that_is_no_exif_is_a_problem():
    found = read(eb.jpeg_with(eb.app1(b"not a TIFF header at all")))

    assert codes(found) == [ProblemCode.METADATA_UNREADABLE]


def test_thousands_of_long_arrays_that_share_their_bytes_cost_little():
    shared, heap = 60_000, 8 + 2 + 12 * 3_000 + 4
    entries = b"".join(struct.pack("<HHLL", 0x5000 + n, eb.SHORT, shared // 2, heap) for n in range(3_000))
    block = b"II*\0" + struct.pack("<LH", 8, 3_000) + entries + bytes(4) + bytes(shared)
    found = read_picture(None, eb.png_with((b"eXIf", block)), media_type="image/png", now=NOW)

    assert sum(len(value) for _, _, value in found.raw_tags) < 200_000
    assert ProblemCode.METADATA_UNREADABLE in codes(found)


def test_a_stray_pointer_into_another_directory_harms_nothing():
    block = eb.tiff_block(
        [eb.text(0x010F, "Northline")],
        exif=[eb.text(0x9003, TAKEN), (0xA005, eb.LONG, [0x1234])],
        gps=eb.gps("N", (34, 53, 20), "E", (35, 52, 7)),
    )
    gps_directory = struct.unpack_from("<L", block, 8 + 2 + 2 * 12 + 8)[0]
    block = block.replace(struct.pack("<L", 0x1234), struct.pack("<L", gps_directory + 5))
    found = read(eb.jpeg_with(eb.app1(block)))

    assert found.geotags[0].longitude == pytest.approx(35 + 52 / 60 + 7 / 3600)
    assert found.moments[0].raw == TAKEN


def test_interoperability_is_read_too():
    interop = {piexif.InteropIFD.InteroperabilityIndex: "R98"}
    data = piexif.dump({"Exif": {piexif.ExifIFD.DateTimeOriginal: TAKEN}, "Interop": interop})

    assert raw(read(eb.encoded("JPEG", exif=data)))["Interop", "InteropIndex"] == "R98"


def test_a_directory_that_points_at_itself_ends():
    block = eb.tiff_block([(0x8769, eb.LONG, [8]), (0x8825, eb.LONG, [8]), eb.text(0x010F, "Northline")])

    assert read(eb.jpeg_with(eb.app1(block))).camera_make == "Northline"


def test_long_maker_notes_are_told_by_length():
    block = eb.tiff_block(exif=[(0x927C, eb.UNDEFINED, b"Nikon" + bytes(200_000))])
    found = read_picture(None, eb.png_with((b"eXIf", block)), media_type="image/png", now=NOW)

    assert raw(found)["EXIF", "MakerNote"].startswith("200005 values, 200005 bytes, begins 4e696b6f6e")
    assert found.problems == ()


def test_nothing_in_nothing_out():
    for data in (b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"II*\0", b"plain text"):
        found = read_picture(None, data, media_type="image/jpeg", now=NOW)
        assert (found.moments, found.geotags, found.raw_tags) == ((), (), ())


def test_texts_hold_nothing_a_database_refuses():
    words = b"a\1b\x1b[31m\r\nc"
    found = read(eb.jpeg_with(eb.app1(eb.tiff_block([eb.text(0x010E, words)]))))

    assert found.caption == "a\ufffdb\ufffd[31m\r\nc"
