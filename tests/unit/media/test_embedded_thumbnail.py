"""The small picture inside a JPEG beside the picture itself."""

import io

import piexif
import pytest
from PIL import Image, ImageEnhance
from tests.factories.photos import picture

from evidence_board.media.examine import examine


def jpeg(shown, small=None, *, orientation=None, damage=0):
    """A JPEG with a small picture of its own inside."""
    exif = {"0th": {}, "1st": {}, "Exif": {}, "GPS": {}}
    if orientation:
        exif["0th"][piexif.ImageIFD.Orientation] = orientation
    if small is not None:
        file = io.BytesIO()
        small.save(file, "JPEG", quality=80)
        exif["thumbnail"] = file.getvalue()[: len(file.getvalue()) - damage]
        exif["1st"][piexif.ImageIFD.Compression] = 6
    file = io.BytesIO()
    shown.save(file, "JPEG", quality=90, exif=piexif.dump(exif))
    return file.getvalue()


def codes(data):
    return [str(one.code) for one in examine(data, file_name="a.jpg")[0].problems]


BIG = picture((640, 480), seed=3)


def letterboxed():
    small = Image.new("RGB", (160, 120))
    small.paste(BIG.resize((160, 90)), (0, 15))
    return small


@pytest.mark.parametrize(
    ("small", "orientation"),
    [
        (BIG.resize((160, 120)), None),
        (ImageEnhance.Brightness(BIG.resize((160, 120))).enhance(1.4), None),
        (BIG.resize((160, 120)).rotate(90, expand=True), None),
        (BIG.resize((160, 120)), 6),
        (letterboxed(), None),
        (BIG.crop((80, 0, 560, 480)).resize((120, 120)), None),
        (Image.new("RGB", (160, 120), (90, 90, 90)), None),
        (None, None),
    ],
    ids=["same", "brighter", "turned", "upright by tag", "bars", "square", "even", "none"],
)
def test_the_same_picture(small, orientation):
    assert codes(jpeg(BIG, small, orientation=orientation)) == []


def test_another_picture():
    assert codes(jpeg(BIG, picture((160, 120), seed=8))) == ["thumbnail_differs"]


def test_a_small_picture_that_cannot_be_read_shows_nothing():
    assert codes(jpeg(BIG, picture((160, 120), seed=8), damage=2_000)) == []
