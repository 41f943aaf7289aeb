"""XMP: flat names, lists, languages; hostile XML; the raw packet when it cannot be parsed."""

import io
import struct
from datetime import UTC, datetime

import pytest
from PIL import Image
from tests.factories import exif_bytes as eb

from evidence_board.media.metadata import Metadata, read_picture
from evidence_board.media.xmp import read_xmp
from evidence_board.model.examination import ProblemCode

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = """
<dc:title><rdf:Alt><rdf:li xml:lang="ru">Порт</rdf:li>
<rdf:li xml:lang="x-default">The port</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Морской порт Тартус</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>ship</rdf:li><rdf:li>корабль</rdf:li><rdf:li>ship</rdf:li></rdf:Bag></dc:subject>
"""
ATTRIBUTES = (
    'tiff:Make="Northline" tiff:Model="N5 Dual" aux:SerialNumber="77" aux:Lens="24-70" '
    'exif:DateTimeOriginal="2015-09-03T17:20:17+03:00" '
    'exif:GPSLatitude="34,53.336N" exif:GPSLongitude="35,52.1315E" exif:GPSAltitude="5034/10"'
)


def read(data: bytes, media_type: str = "image/jpeg") -> Metadata:
    with Image.open(io.BytesIO(data)) as image:
        return read_picture(image, data, media_type=media_type, now=NOW)


def raw(found: Metadata) -> dict[tuple[str, str], str]:
    return {(group, name): value for group, name, value in found.raw_tags}


def packed(kind: str, packet: str) -> bytes:
    if kind == "JPEG":
        return eb.jpeg_with(eb.app1_xmp(packet))
    if kind == "PNG":
        return eb.png_with((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet.encode()))
    return eb.encoded(kind, size=(64, 48), xmp=packet.encode())


@pytest.fixture(scope="module", autouse=True)
def heif_plugin():
    import pillow_heif

    pillow_heif.register_heif_opener()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_every_format_gives_its_xmp(kind):
    found = read(packed(kind, eb.xmp_packet(ATTRIBUTES, WORDS)))

    assert (found.title, found.caption) == ("The port", "Морской порт Тартус")
    assert found.keywords == ("ship", "корабль")
    assert (found.camera_make, found.camera_serial, found.lens) == ("Northline", "77", "24-70")
    assert found.moments[0].utc_iso == "2015-09-03T14:20:17Z"
    assert found.geotags[0].latitude == pytest.approx(34.888933, abs=1e-6)
    assert found.geotags[0].altitude_m == 503.4
    assert raw(found)["XMP", "dc:subject"] == "ship; корабль; ship"
    assert raw(found)["XMP", "dc:title"] == "The port; Порт"
    assert found.problems == ()


def test_a_gif_gives_its_xmp():
    plain = eb.encoded("GIF")
    ramp = bytes((1, *range(255, -1, -1), 0))
    packet = b"\x21\xff\x0bXMP DataXMP" + eb.xmp_packet("", WORDS).encode() + ramp

    assert read(plain[:-1] + packet + plain[-1:]).title == "The port"


def test_a_heic_that_nobody_opens_still_gives_its_xmp():
    data = packed("HEIF", eb.xmp_packet(ATTRIBUTES, WORDS))
    found = read_picture(None, data, media_type="image/heic", now=NOW)

    assert (found.title, found.camera_make) == ("The port", "Northline")


def test_nested_values_keep_their_path():
    inner = (
        '<xmpMM:History xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
        'xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"><rdf:Seq>'
        '<rdf:li stEvt:action="saved" stEvt:when="2015-09-04T10:00:00Z"/>'
        '<rdf:li rdf:parseType="Resource"><stEvt:action>derived</stEvt:action></rdf:li>'
        "</rdf:Seq></xmpMM:History>"
    )
    values = read_xmp(eb.xmp_packet("", inner).encode()).values

    assert values["xmpMM:History/stEvt:action"] == ["saved", "derived"]
    assert values["xmpMM:History/stEvt:when"] == ["2015-09-04T10:00:00Z"]


def test_a_packet_cannot_pose_as_another_namespace():
    packet = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="urn:mine" '
        'xmlns:q="http://purl.org/dc/elements/1.1/"><rdf:Description dc:title="false" q:title="true"/></rdf:RDF>'
    )
    values = read_xmp(packet.encode()).values

    assert values["dc:title"] == ["true"]
    assert values["ns:title"] == ["false"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le", "utf-16-be"])
def test_charsets_of_packets(charset):
    mark = {"utf-8": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[charset]
    packet = mark + eb.xmp_packet('photoshop:Headline="Порт"').lstrip("\ufeff").encode(charset)

    assert read_xmp(packet).values["photoshop:Headline"] == ["Порт"]


def test_padding_and_junk_around_a_packet():
    packet = b"\0\0 junk " + eb.xmp_packet('photoshop:Headline="Порт"').encode() + b" \n" * 2_000 + b"\0"

    assert read_xmp(packet).first("photoshop:Headline") == "Порт"


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<rdf:Description><dc:title>&b;</dc:title></rdf:Description></rdf:RDF>"
)
FOREIGN = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize("packet", [BOMB, FOREIGN, "<x:xmpmeta", "<a><b></a>", "<a>&unknown;</a>", "<a/><b/>"])
def test_what_cannot_be_parsed_is_a_problem_and_stays_searchable(packet):
    found = read(eb.jpeg_with(eb.app1_xmp(packet)))

    assert [problem.code for problem in found.problems] == [ProblemCode.METADATA_UNREADABLE]
    assert raw(found)["XMP", "packet"] == packet
    assert found.title is None


def test_elements_nested_too_deep():
    found = read_xmp(b"<a>" * 100_000)

    assert "deep" in found.fault


def test_more_properties_than_anyone_searches():
    inner = "".join(f"<dc:x{n}>v</dc:x{n}>" for n in range(20_000))
    found = read_xmp(eb.xmp_packet("", inner).encode())

    assert "too many" in found.fault
    assert len(found.values) == 4_000


def extension(digest: bytes, total: int, offset: int, part: bytes) -> bytes:
    return eb.segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + digest + struct.pack(">LL", total, offset) + part)


def test_extended_xmp_is_put_together():
    packet = eb.xmp_packet('photoshop:Instructions="Ночью"').encode()
    digest, middle = b"A" * 32, len(packet) // 2
    parts = [
        extension(digest, len(packet), middle, packet[middle:]),
        extension(digest, len(packet), 0, packet[:middle]),
    ]
    found = read(eb.jpeg_with(eb.app1_xmp(eb.xmp_packet('photoshop:Headline="Порт"')), *parts))

    assert raw(found)["XMP", "photoshop:Instructions"] == "Ночью"
    assert found.title == "Порт"


def test_extended_xmp_with_a_hole_is_named():
    found = read(eb.jpeg_with(extension(b"B" * 32, 500, 200, b"<rest/>")))

    assert [problem.code for problem in found.problems] == [ProblemCode.METADATA_UNREADABLE]
