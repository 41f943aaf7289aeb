"""Sizes of pictures that are opened, and that are not."""

import pytest

from evidence_board.media.limits import DECODE_BUDGET, TooLargeError, check_size, limit_for, webp_size
from evidence_board.media.sniff import PICTURE_TYPES


@pytest.mark.parametrize(
    ("media_type", "width", "height"),
    [
        ("image/jpeg", 16_384, 12_288),
        ("image/jpeg", 30_000, 20_000),
        ("image/png", 12_032, 9_024),
        ("image/tiff", 12_032, 9_024),
        ("image/heic", 8_064, 6_048),
        ("image/avif", 8_064, 6_048),
        ("image/webp", 8_064, 6_048),
        ("video/mp4", 7_680, 4_320),
    ],
)
def test_what_cameras_make_passes(media_type, width, height):
    check_size(media_type, width, height)


@pytest.mark.parametrize("media_type", [*sorted(PICTURE_TYPES - {"image/jpeg"}), "video/mp4"])
def test_169_megapixels_pass_in_no_format_but_jpeg(media_type):
    with pytest.raises(TooLargeError):
        check_size(media_type, 13_000, 13_000)


@pytest.mark.parametrize("media_type", sorted(PICTURE_TYPES))
def test_no_picture_that_passes_needs_more_than_the_budget(media_type):
    limit = limit_for(media_type)
    assert limit.largest_area * limit.bytes_per_pixel <= DECODE_BUDGET
    with pytest.raises(TooLargeError):
        check_size(media_type, limit.largest_area + 1, 1)


@pytest.mark.parametrize("size", [(1, 1), (640, 480)])
@pytest.mark.parametrize("kind", ["lossy", "lossless", "extended"])
def test_webp_sizes_are_read_from_the_header(encoded, size, kind):
    from PIL import Image

    options = {"lossless": kind == "lossless"} | ({"exif": b"Exif\0\0II*\0"} if kind == "extended" else {})
    assert webp_size(encoded(Image.new("RGB", size), "image/webp", **options)[:64]) == size


def test_the_largest_webp_size_is_read(encoded):
    from PIL import Image

    data = bytearray(encoded(Image.new("RGB", (640, 480)), "image/webp"))
    data[26:30] = (16_383).to_bytes(2, "little") * 2
    assert webp_size(bytes(data[:64])) == (16_383, 16_383)


def test_a_side_of_millions_of_pixels_is_no_picture():
    with pytest.raises(TooLargeError):
        check_size("image/bmp", 2_000_000, 1)


def test_a_cut_webp_header_says_nothing():
    assert webp_size(b"RIFF\0\0\0\0WEBPVP8X") is None
    assert webp_size(b"") is None
