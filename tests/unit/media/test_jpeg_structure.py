"""How a JPEG is built: segments in order, tables, and hostile bytes in their place."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from evidence_board.media.exif_blocks import find_blocks
from evidence_board.media.jpeg_structure import SEGMENTS, TABLES, structure_tags

SAVE_QUALITY = b"Photoshop 3.0\0" + b"8BIM\x04\x06\0\0\0\0\0\x07\0\x08\0\0\0\x01\x01\0"
CAPTION = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\0\0\0\x02ab"


def jpeg(**how):
    file = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(file, "JPEG", **how)
    return file.getvalue()


def with_segment(data, marker, body):
    """Put a segment before the tables."""
    at = data.index(b"\xff\xdb")
    return data[:at] + bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body + data[at:]


def built(data):
    return {tag: value for group, tag, value in find_blocks(data).tags if group == "JPEG"}


@pytest.mark.parametrize("quality", [1, 25, 50, 75, 92, 100])
def test_the_tables_of_libjpeg_are_known_by_their_quality(quality):
    assert built(jpeg(quality=quality))[TABLES] == f"the standard ones, quality {quality}"


def test_other_tables_are_told_apart():
    first, second = (built(jpeg(qtables=[[n] * 64, [n + 1] * 64]))[TABLES] for n in (3, 7))
    assert first.startswith("own ones, ") and second.startswith("own ones, ") and first != second


def test_segments_in_their_order():
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    assert built(jpeg(exif=exif))[SEGMENTS] == "JFIF, Exif, baseline"
    assert built(jpeg(progressive=True, comment=b"hello"))[SEGMENTS] == "JFIF, comment, progressive"
    assert built(with_segment(jpeg(), 0xEC, b"Ducky\0\1"))[SEGMENTS] == "JFIF, Ducky, baseline"


def test_a_caption_is_no_saving_with_photoshop():
    assert "Photoshop with its quality" in built(with_segment(jpeg(), 0xED, SAVE_QUALITY))[SEGMENTS]
    assert built(with_segment(jpeg(), 0xED, CAPTION))[SEGMENTS] == "JFIF, Photoshop, baseline"
    assert "Photoshop with its quality" in built(with_segment(jpeg(), 0xED, CAPTION + SAVE_QUALITY[14:]))[SEGMENTS]


@given(st.lists(st.tuples(st.integers(0, 255), st.one_of(st.binary(max_size=200), st.just(SAVE_QUALITY[:20])))))
def test_any_bytes_give_tags(segments):
    for group, tag, value in structure_tags(segments):
        assert group == "JPEG" and tag in (SEGMENTS, TABLES) and value


def test_many_segments_are_cut():
    names = structure_tags([(0xE0 + n % 2, b"?") for n in range(4_000)])
    assert len(names) == 1 and len(names[0][2]) < 1_000
