"""Hostile metadata: whatever the bytes, reading ends, raises nothing and gives what the application accepts.

The inner functions are called, not the doors that turn a leftover exception into a problem, so that a fault of
ours shows here.
"""

import io
import struct
import warnings
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.factories import exif_bytes as eb

from evidence_board.media.dates import captured_moment
from evidence_board.media.exif_blocks import find_blocks
from evidence_board.media.exif_fallback import read_with_exifread
from evidence_board.media.exif_pictures import collect_picture
from evidence_board.media.exif_read import read_exif
from evidence_board.media.gps import read_exif_position
from evidence_board.media.gps_text import parse_iso6709, read_iso6709, read_xmp_position
from evidence_board.media.iptc import find_iim, read_iim
from evidence_board.media.metadata import Metadata
from evidence_board.media.video_metadata import collect_video
from evidence_board.media.xmp import read_xmp
from evidence_board.model.examination import MAX_RAW_TOTAL, Examination

NOW = datetime(2026, 1, 1, tzinfo=UTC)
often = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

BLOCK = eb.tiff_block(
    [
        eb.text(0x010F, "Northline"),
        (0x0112, eb.SHORT, [6]),
        eb.text(0x0132, "2015:09:03 17:20:17"),
        (0x9C9B, eb.BYTE, "Берег".encode("utf-16-le") + b"\0\0"),
        (700, eb.BYTE, eb.xmp_packet('photoshop:Headline="a"').encode()),
        (33723, eb.LONG, [1, 2, 3]),
    ],
    exif=[
        eb.text(0x9003, "2015:09:03 17:20:17"),
        eb.text(0x9011, "+03:00"),
        eb.rationals(0x829A, (1, 250)),
        (0x9286, eb.UNDEFINED, b"UNICODE\0" + "причал".encode("utf-16-le")),
        (0x927C, eb.UNDEFINED, bytes(64)),
        (0xA005, eb.LONG, [8]),
    ],
    gps=eb.gps("N", (34, 53, 20.16), "E", (35, 52, 7.89), eb.text(29, "2015:09:03"), eb.rationals(7, 14, 20, 17)),
)
PACKET = eb.xmp_packet(
    'exif:GPSLatitude="34,53.3N" exif:GPSLongitude="35,52.1E" exif:DateTimeOriginal="2015-09-03T17:20:17"',
    "<dc:subject><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></dc:subject>",
)
RECORDS = eb.iim(1, 90, b"\x1b%G") + eb.iim(2, 55, "20150903") + eb.iim(2, 120, "слова")
JPEG = eb.jpeg_with(eb.app1(BLOCK), eb.app1_xmp(PACKET), eb.app13_iptc(RECORDS), eb.segment(0xFE, b"note"))
PNG = eb.png_with((b"eXIf", BLOCK), (b"iTXt", b"Title\0\0\0\0\0a"), (b"tEXt", b"Creation Time\x002015"))
WEBP = eb.encoded("WEBP", exif=b"Exif\0\0" + BLOCK, xmp=PACKET.encode())
AVIF = eb.encoded("AVIF", size=(64, 48), exif=b"Exif\0\0" + eb.tiff_block([eb.text(0x010F, "Northline")]))


@st.composite
def mutated(draw: st.DrawFn, whole: bytes) -> bytes:
    """Change some bytes, plant some wild numbers, and perhaps cut the end off."""
    data = bytearray(whole)
    for at in draw(st.lists(st.integers(0, len(data) - 1), max_size=12)):
        data[at] = draw(st.integers(0, 255))
    wild = st.sampled_from([0, 1, 2**16 - 1, 2**31 - 1, 2**31, 2**32 - 1, 8])
    for at in draw(st.lists(st.integers(0, len(data) - 4), max_size=4)):
        data[at : at + 4] = struct.pack(draw(st.sampled_from(["<L", ">L"])), draw(wild))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


def accepted(found: Metadata) -> bool:
    """Tell whether the application would take this from a worker."""
    examination = Examination(
        media_type="image/jpeg",
        kind="photo",
        state="ok",
        orientation=found.orientation,
        camera_make=found.camera_make,
        camera_model=found.camera_model,
        camera_serial=found.camera_serial,
        lens=found.lens,
        focal_length_mm=found.focal_length_mm,
        focal_length_35mm=found.focal_length_35mm,
        moments=found.moments,
        geotags=found.geotags,
        title=found.title,
        caption=found.caption,
        tags=found.keywords,
        raw_tags=found.raw_tags,
        problems=found.problems,
    )
    assert sum(len(group) + len(name) + len(value) for group, name, value in found.raw_tags) <= MAX_RAW_TOTAL
    return Examination.from_flat(examination.to_flat()) == examination


@pytest.mark.parametrize("whole", [JPEG, PNG, WEBP, BLOCK], ids=["jpeg", "png", "webp", "tiff"])
@given(data=st.data())
@often
def test_mutated_files_without_a_decoder(whole, data):
    assert accepted(collect_picture(None, data.draw(mutated(whole)), media_type="image/jpeg", now=NOW))


@given(mutated(JPEG))
@often
def test_mutated_jpeg_that_pillow_opens(data):
    with warnings.catch_warnings(action="ignore"):
        try:
            image = Image.open(io.BytesIO(data), formats=("JPEG",))
        except (OSError, SyntaxError, ValueError):
            return
        with image:
            assert accepted(collect_picture(image, data, media_type="image/jpeg", now=NOW))


@given(mutated(BLOCK))
@often
def test_mutated_exif_blocks(block):
    read_exif(block)


@given(mutated(AVIF))
@often
def test_mutated_files_for_exifread(data):
    read_with_exifread(data)


@given(st.binary(max_size=400))
@often
def test_any_bytes(data):
    for head in (b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"II*\0\x08\0\0\0"):
        assert accepted(collect_picture(None, head + data, media_type="image/jpeg", now=NOW))
    find_blocks(data)
    read_iim(data)
    read_iim(find_iim(b"8BIM" + data))


@given(st.one_of(st.binary(max_size=200), mutated(PACKET.encode())))
@often
def test_any_packet(packet):
    read_xmp(packet)


number = st.one_of(st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 60, 90, 180]))
pair = st.tuples(number, number)


@given(st.lists(pair, max_size=4), st.lists(pair, max_size=4), st.text(max_size=3), st.text(max_size=3))
@often
def test_any_rationals_as_position(lat, lon, lat_ref, lon_ref):
    block = eb.tiff_block(
        gps=[
            eb.rationals(2, *lat),
            eb.rationals(4, *lon),
            eb.text(1, lat_ref.encode("utf-8", "replace")),
            eb.text(3, lon_ref.encode("utf-8", "replace")),
            eb.rationals(7, *lon),
            eb.rationals(17, *lat[:1]),
            eb.rationals(31, *lon[:1]),
        ]
    )
    geotag, problems = read_exif_position(read_exif(block).gps)
    assert geotag is None or (abs(geotag.latitude) <= 90 and abs(geotag.longitude) <= 180)
    assert geotag is not None or problems or not (lat or lon)


@given(st.text(alphabet="+-.0123456789/CRS", max_size=40))
@often
def test_any_location_text(text):
    parse_iso6709(text)
    geotag, _ = read_iso6709(text)
    assert geotag is None or (abs(geotag.latitude) <= 90 and abs(geotag.longitude) <= 180)
    read_xmp_position(text, text)


@given(st.one_of(st.text(max_size=40), st.text(alphabet="0123456789:- TZ+./", max_size=30)), st.text(max_size=8))
@often
def test_any_date_text(text, extra):
    moment, _ = captured_moment(text, source="x", now=NOW, subsec=extra, offset=extra, offset_source="y")
    if moment is not None:
        assert accepted(Metadata(moments=(moment,)))


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=8), st.text(max_size=40))
@often
def test_any_video_table(table, text):
    names = ("creation_time", "com.apple.quicktime.creationdate", "location", "title", "date")
    tags = {**table, **dict.fromkeys(names, text)}
    container = SimpleNamespace(metadata=tags, streams=[SimpleNamespace(metadata=table)])
    assert accepted(collect_video(container, media_type="video/mp4", now=NOW))
