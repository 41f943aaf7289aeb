"""Fingerprints are those of ImageHash, of pictures that show something; plain ones match nothing."""

import io

import pytest
from PIL import Image, ImageEnhance, ImageOps

from evidence_board import resources
from evidence_board.media.examine import examine
from evidence_board.media.fingerprints import fingerprint, fingerprint_of_jpeg
from evidence_board.media.jobs import handle
from evidence_board.media.requests import read_fingerprint_reply
from evidence_board.model.fingerprints import PLAIN, compared, read_fingerprint
from evidence_board.model.flat_reading import UntrustedReplyError
from evidence_board.workers import Reply

#: Made with ImageHash 4.3.2: phash and dhash of `drawn`, then of its mirror image.
EXPECTED = ["b6042144d7633def", "d4bd545d2cb4a95a", "e5555555d65650b2", "d4429545cbd26aa5"]
SCENES = sorted(path for path in resources.path("practice/scenes").glob("*.jpg"))[:12]


def scene(number=0, width=640):
    image = Image.open(SCENES[number]).convert("RGB")
    return image.resize((width, round(image.height * width / image.width)))


def jpeg(image, quality=90):
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return file.getvalue()


def thumbnail(image, quality=90):
    found, small = examine(jpeg(image, quality), file_name="a.jpg")
    assert small is not None
    return found, small


def drawn():
    """A picture that any machine draws alike: blocks of the bits of a product, no resampling needed at 32 x 32."""
    image = Image.new("L", (32, 32))
    image.putdata([(x * x * 7 + y * 13 + x * y * 5) % 251 for y in range(32) for x in range(32)])
    return image


def unsigned(prints):
    return [f"{one % 2**64:016x}" for one in prints]


def test_the_values_are_those_that_imagehash_gives():
    assert unsigned(fingerprint(drawn())) == EXPECTED


def test_every_scene_has_the_hashes_of_imagehash():
    imagehash = pytest.importorskip("imagehash")
    for path in SCENES:
        _, small = thumbnail(Image.open(path).convert("RGB"))
        image = Image.open(io.BytesIO(small))
        mirrored = ImageOps.mirror(image)
        expected = [str(hashed(one)) for one in (image, mirrored) for hashed in (imagehash.phash, imagehash.dhash)]
        assert unsigned(fingerprint_of_jpeg(small)) == expected


def test_an_examined_picture_brings_the_fingerprint_of_its_thumbnail():
    found, small = thumbnail(scene())
    assert found.fingerprint == fingerprint_of_jpeg(small) != PLAIN
    assert type(found).from_flat(found.to_flat()) == found


@pytest.mark.parametrize(
    "change",
    [
        lambda image: image.resize((320, 240)),
        lambda image: ImageEnhance.Contrast(image).enhance(0.8),
        lambda image: image.crop((6, 4, image.width - 6, image.height - 4)),
        lambda image: image.convert("L"),
    ],
    ids=["smaller", "paler", "cropped by 2 %", "grey"],
)
def test_a_changed_copy_is_near(change):
    for number in (0, 3, 7):
        first = thumbnail(scene(number))[0].fingerprint
        copy = thumbnail(change(scene(number)), 40)[0].fingerprint
        assert compared(first, copy).near
        assert not compared(first, copy).mirrored


def test_a_mirrored_copy_is_near_and_called_mirrored():
    first = thumbnail(scene())[0].fingerprint
    likeness = compared(first, thumbnail(ImageOps.mirror(scene()), 60)[0].fingerprint)
    assert likeness.near
    assert likeness.mirrored


def test_different_scenes_are_not_near():
    found = [thumbnail(scene(number))[0].fingerprint for number in range(len(SCENES))]
    assert not any(compared(one, other).near for place, one in enumerate(found) for other in found[:place])


def slope(size):
    return Image.linear_gradient("L").resize(size)


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (640, 480), "black"),
        Image.new("RGB", (640, 480), "white"),
        Image.new("RGB", (640, 480), (200, 30, 60)),
        slope((640, 480)),
        Image.effect_noise((640, 480), 20),
        ImageOps.expand(Image.new("RGB", (320, 480), "black"), (320, 0, 0, 0), "white"),
        scene().resize((31, 200)),
        scene().resize((24, 18)),
        Image.new("RGB", (1, 1)),
    ],
    ids=["black", "white", "red", "slope", "noise", "two halves", "narrow", "tiny", "one pixel"],
)
def test_plain_pictures_are_not_compared(image):
    assert thumbnail(image.convert("RGB"))[0].fingerprint == PLAIN
    assert fingerprint(image) == PLAIN


def test_a_worker_answers_for_a_thumbnail_and_for_rubbish():
    _, small = thumbnail(scene())
    header, attachments = handle({"kind": "fingerprint"}, small)
    assert not attachments
    assert read_fingerprint_reply(Reply(header, [])) == fingerprint_of_jpeg(small)
    header, _ = handle({"kind": "fingerprint"}, b"\xff\xd8\xff rubbish")
    assert read_fingerprint_reply(Reply(header, [])) == PLAIN


@pytest.mark.parametrize("flat", [[1, 2, 3], [1, 2, 3, 2**63], [1, 2, 3, "4"], [1, 2, 3, True], [1, 2, 3, 4, 5]])
def test_four_whole_numbers_of_64_bits_or_nothing(flat):
    with pytest.raises(UntrustedReplyError):
        read_fingerprint(flat)
    with pytest.raises(UntrustedReplyError):
        read_fingerprint_reply(Reply({"fingerprint": flat}, []))
