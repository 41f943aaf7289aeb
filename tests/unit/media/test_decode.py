"""Pictures come out small, upright and in the right colours, whatever they were stored as."""

import io

import pytest
from PIL import Image, ImageCms

from evidence_board.media.decode import UnreadableError, decode, open_picture
from evidence_board.media.limits import TooLargeError
from evidence_board.media.shrink import upright

UPRIGHT = ["red", "green", "blue", "white"]
# From what is stored to upright, and back: EXIF orientation o, and the one that undoes it.
UNDONE_BY = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}


def decoded(data, media_type, *, max_edge=504):
    return decode(open_picture(data, media_type=media_type), max_edge=max_edge)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("media_type", [f"image/{name}" for name in ("jpeg", "png", "webp", "tiff", "heic", "avif")])
def test_orientation_is_applied_exactly_once(encoded, quarters, corner_colours, media_type, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright(quarters(160, 96), UNDONE_BY[orientation])
    found = decoded(encoded(stored, media_type, exif=exif.tobytes()), media_type)
    assert corner_colours(found.image) == UPRIGHT
    assert (found.width, found.height) == found.image.size == (160, 96)


def test_a_wrong_orientation_is_left_alone(encoded, quarters, corner_colours):
    exif = Image.Exif()
    exif[0x0112] = 9
    found = decoded(encoded(quarters(160, 96), exif=exif.tobytes()), "image/jpeg")
    assert corner_colours(found.image) == UPRIGHT


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((4032, 3024), (504, 378)),
        ((4000, 3000), (500, 375)),
        ((3000, 4000), (375, 500)),
        ((1000, 10), (500, 5)),
        ((504, 504), (504, 504)),
        ((20, 30), (20, 30)),
        ((1, 1), (1, 1)),
        ((6000, 1), (504, 1)),
    ],
)
def test_sizes(encoded, quarters, size, small):
    found = decoded(encoded(quarters(*size)), "image/jpeg")
    assert found.image.size == small
    assert (found.width, found.height) == size


@pytest.mark.parametrize("max_edge", [1, 100, 504, 1600, 4096])
def test_any_size_can_be_asked_for(encoded, quarters, corner_colours, max_edge):
    data = encoded(quarters(2000, 1000))
    image = decoded(data, "image/jpeg", max_edge=max_edge).image
    assert max(image.size) <= max_edge
    assert max(image.size) >= min(2000, max_edge) * 0.98
    if max_edge > 1:
        assert corner_colours(image) == UPRIGHT


def test_cmyk(encoded, quarters, corner_colours):
    found = decoded(encoded(quarters(900, 600).convert("CMYK")), "image/jpeg")
    assert corner_colours(found.image) == UPRIGHT


@pytest.mark.parametrize("mode", ["P", "1", "L", "LA", "RGBA"])
@pytest.mark.parametrize("size", [(90, 60), (3000, 2000)])
def test_modes_of_png(encoded, quarters, mode, size):
    source = quarters(*size).convert(mode)
    found = decoded(encoded(source, "image/png"), "image/png")
    assert found.image.mode == "RGB"
    expected = source.convert("RGB").getpixel((5, 5))
    assert all(abs(a - b) < 90 for a, b in zip(found.image.getpixel((2, 2)), expected, strict=True))


@pytest.mark.parametrize("media_type", ["image/png", "image/tiff"])
@pytest.mark.parametrize("size", [(40, 40), (3000, 2000)])
def test_sixteen_bit_greys_keep_their_brightness(encoded, media_type, size):
    source = Image.new("I;16", size, 40_000)
    grey = decoded(encoded(source, media_type), media_type).image.getpixel((3, 3))
    assert all(abs(value - 40_000 // 256) <= 1 for value in grey)


def test_floats_are_stretched(encoded):
    source = Image.linear_gradient("L").convert("F").point(lambda value: value * 3.5 + -100)
    low, high = decoded(encoded(source, "image/tiff"), "image/tiff").image.getextrema()[0]
    assert (low, high) == (0, 255)


@pytest.mark.parametrize("media_type", ["image/png", "image/webp", "image/tiff", "image/avif"])
@pytest.mark.parametrize("size", [(64, 64), (3000, 2000)])
def test_transparency_lies_over_neutral_grey(encoded, media_type, size):
    source = Image.new("RGBA", size, (255, 0, 0, 0))
    source.paste((255, 255, 255, 255), (0, 0, size[0] // 2, size[1]))
    image = decoded(encoded(source, media_type), media_type).image
    assert all(abs(value - 128) < 4 for value in image.getpixel((image.width - 3, 5)))
    assert min(image.getpixel((3, 5))) > 250


@pytest.mark.parametrize("size", [(64, 64), (3000, 2000)])
def test_a_transparent_palette_colour(encoded, size):
    source = Image.new("P", size, 0)
    source.putpalette([255, 0, 0, 0, 255, 0])
    image = decoded(encoded(source, "image/png", transparency=0), "image/png").image
    assert image.getpixel((3, 3)) == (128, 128, 128)


def test_the_first_frame_of_an_animation(encoded, quarters, corner_colours):
    other = Image.new("RGB", (160, 96), (0, 0, 0))
    for media_type in ("image/gif", "image/webp", "image/png"):
        data = encoded(quarters(160, 96), media_type, save_all=True, append_images=[other, other])
        assert corner_colours(decoded(data, media_type).image) == UPRIGHT


def adobe_rgb():
    """Build a small wide-gamut profile (ICC.1:2001, matrix and one curve for all channels)."""

    def xyz(*values):
        return b"XYZ \0\0\0\0" + b"".join(round(value * 65536).to_bytes(4, "big") for value in values)

    curve = b"curv\0\0\0\0\0\0\0\1" + round(2.2 * 256).to_bytes(2, "big") + b"\0\0"
    name = b"Wide"
    described = b"desc\0\0\0\0" + (len(name) + 1).to_bytes(4, "big") + name + b"\0" * 81
    tags = {
        b"desc": described + b"\0" * (-len(described) % 4),
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + (start + len(body)).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        body += data
    head = bytearray(128)
    head[:4] = (start + len(body)).to_bytes(4, "big")
    head[8:12] = b"\2\x10\0\0"
    head[12:24] = b"mntrRGB XYZ "
    head[36:40] = b"acsp"
    head[68:80] = b"".join(round(value * 65536).to_bytes(4, "big") for value in (0.9642, 1.0, 0.8249))
    return bytes(head) + len(tags).to_bytes(4, "big") + table + body


def test_wide_gamut_is_shown_in_srgb(encoded):
    """The same numbers mean a stronger green in Adobe RGB than in sRGB."""
    plain = Image.new("RGB", (64, 64), (90, 160, 90))
    wide = decoded(encoded(plain, icc_profile=adobe_rgb()), "image/jpeg").image.getpixel((9, 9))
    assert wide[0] < 60
    assert abs(wide[1] - 160) < 6
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = decoded(encoded(plain, icc_profile=srgb), "image/jpeg").image.getpixel((9, 9))
    assert all(abs(a - b) < 4 for a, b in zip(same, (90, 160, 90), strict=True))


@pytest.mark.parametrize("profile", [b"", b"x" * 200, b"\0" * 5_000_000], ids=["none", "noise", "huge"])
def test_a_bad_colour_profile_costs_nothing(encoded, quarters, corner_colours, profile):
    data = encoded(quarters(64, 64), "image/png", icc_profile=profile)
    assert corner_colours(decoded(data, "image/png").image) == UPRIGHT


@pytest.mark.parametrize("media_type", [f"image/{name}" for name in ("jpeg", "png", "gif", "bmp", "tiff")])
def test_a_cut_file_keeps_what_is_there(encoded, media_type):
    source = Image.effect_noise((400, 300), 60).convert("RGB")
    data = encoded(source, media_type)
    found = decoded(data[: len(data) * 2 // 3], media_type)
    assert found.damage
    assert found.cut
    assert (found.width, found.height) == (400, 300)


def test_damage_in_the_middle_is_not_called_cut(encoded):
    data = bytearray(encoded(Image.effect_noise((400, 300), 60).convert("RGB"), "image/png"))
    middle = len(data) // 2
    data[middle : middle + 50] = bytes(50)
    found = decoded(bytes(data), "image/png")
    assert found.damage
    assert not found.cut


def test_a_header_alone_is_unreadable_and_cut(encoded, quarters):
    data = encoded(quarters(400, 300))
    for length in (4, 100, data.index(b"\xff\xda") + 12):
        with pytest.raises(UnreadableError) as failure:
            decoded(data[:length], "image/jpeg")
        assert failure.value.cut


def bomb(mode, side=13_000):
    file = io.BytesIO()
    Image.new(mode, (side, side)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_a_bomb_is_refused_before_it_is_decoded(mode):
    with pytest.raises(TooLargeError) as failure:
        open_picture(bomb(mode), media_type="image/png")
    assert (failure.value.width, failure.value.height) == (13_000, 13_000)
    assert str(failure.value) == "169 megapixels"


def test_a_real_photo_of_200_megapixels_passes(encoded):
    data = encoded(Image.new("L", (16_384, 12_288), 90))
    found = decoded(data, "image/jpeg")
    assert (found.width, found.height) == (16_384, 12_288)
    assert found.image.size == (504, 378)


def test_a_progressive_photo_counts_what_its_decoder_keeps(encoded, monkeypatch):
    from evidence_board.media import limits

    data = encoded(Image.new("RGB", (2000, 1000)), progressive=True)
    monkeypatch.setattr(limits, "DECODE_BUDGET", 2000 * 1000 * 3 + 2000 * 1000 // 16 - 1)
    with pytest.raises(TooLargeError):
        open_picture(data, media_type="image/jpeg")
    monkeypatch.setattr(limits, "DECODE_BUDGET", 2000 * 1000 * 4)
    assert open_picture(data, media_type="image/jpeg").stored_size == (2000, 1000)


def test_pillow_settings_are_left_as_they_were(encoded, quarters):
    from PIL import ImageFile

    before = (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES)
    decoded(encoded(quarters(40, 40)), "image/jpeg")
    with pytest.raises(UnreadableError):
        decoded(b"\xff\xd8\xff", "image/jpeg")
    assert before == (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES)


@pytest.mark.parametrize("data", [b"\xff\xd8\xff", b"\xff\xd8\xff\xe0" + bytes(16)])
def test_a_scrap_of_a_photo_is_refused_in_words(data):
    with pytest.raises(UnreadableError) as refused:
        decoded(data, "image/jpeg")
    assert "Error" not in str(refused.value)
