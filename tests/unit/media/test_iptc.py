"""IPTC records: names, charsets, damage."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from tests.factories import exif_bytes as eb

from evidence_board.media.iptc import find_iim, read_iim
from evidence_board.media.metadata import Metadata, read_picture
from evidence_board.model.examination import ProblemCode

NOW = datetime(2026, 1, 1, tzinfo=UTC)
UTF8 = eb.iim(1, 90, b"\x1b%G")


def read(records: bytes) -> Metadata:
    data = eb.jpeg_with(eb.app13_iptc(records))
    with Image.open(io.BytesIO(data)) as image:
        return read_picture(image, data, media_type="image/jpeg", now=NOW)


def raw(found: Metadata) -> dict[str, str]:
    return {name: value for group, name, value in found.raw_tags if group == "IPTC"}


def test_the_words_of_a_press_photo():
    found = read(
        UTF8
        + eb.iim(2, 0, b"\0\4")
        + eb.iim(2, 5, "Порт")
        + eb.iim(2, 120, "Корабль входит в порт")
        + eb.iim(2, 25, "корабль")
        + eb.iim(2, 25, "порт")
        + eb.iim(2, 80, "П. Морской")
        + eb.iim(2, 90, "Tartus")
        + eb.iim(2, 101, "Syria")
        + eb.iim(2, 200, "own")
    )

    assert (found.title, found.caption, found.keywords) == (
        "Порт",
        "Корабль входит в порт",
        ("корабль", "порт"),
    )
    assert raw(found) == {
        "CodedCharacterSet": "UTF8",
        "ApplicationRecordVersion": "4",
        "ObjectName": "Порт",
        "Caption-Abstract": "Корабль входит в порт",
        "Keywords": "корабль; порт",
        "By-line": "П. Морской",
        "City": "Tartus",
        "Country-PrimaryLocationName": "Syria",
        "2:200": "own",
    }
    assert found.problems == ()


@pytest.mark.parametrize(("charset", "words"), [("cp1251", "Корабль"), ("utf-8", "Корабль"), ("cp1252", "Genève")])
def test_without_a_charset_mark_it_is_guessed(charset, words):
    assert read(eb.iim(2, 120, words.encode(charset))).caption == words


def test_a_long_record():
    words = "слово " * 6_000
    data = words.encode()
    extended = b"\x1c\2\x78" + (0x8004).to_bytes(2, "big") + len(data).to_bytes(4, "big") + data
    records = read_iim(UTF8 + extended)

    assert records.first("Caption-Abstract") == words.encode()[: 64 * 1024].decode("utf-8", "ignore").strip()


@pytest.mark.parametrize(
    "records",
    [
        b"\x1c\2\x78\0\xff too short",
        b"\x1c\2\x78\x80\x08" + bytes(20),
        eb.iim(2, 5, "Порт") + b"junk that is no record",
    ],
)
def test_damage_is_named_and_what_came_before_is_kept(records):
    found = read(UTF8 + eb.iim(2, 90, "Tartus") + records)

    assert [problem.code for problem in found.problems] == [ProblemCode.METADATA_UNREADABLE]
    assert raw(found)["City"] == "Tartus"


@pytest.mark.parametrize("resources", [b"", b"8BIM", b"8BIM\4\4\0\0\0\0", b"8BIM\4\5" + bytes(6) * 3, b"x" * 100])
def test_resources_without_records(resources):
    assert find_iim(resources) == b""
