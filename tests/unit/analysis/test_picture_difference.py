"""Estimates from thumbnails: crops that are there are found, none is made up, and differing places are outlined."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from evidence_board import resources
from evidence_board.analysis.picture_difference import picture_difference

SCENES = sorted(resources.path("practice/scenes").glob("*.jpg"))


def scene(number=0):
    return Image.open(SCENES[number]).convert("L").resize((1200, 900))


def grey(image):
    image = image.copy()
    image.thumbnail((240, 240))
    return np.asarray(image, np.float32)


@pytest.mark.parametrize("number", [0, 4, 9])
@pytest.mark.parametrize("box", [(24, 18, 1176, 882), (0, 0, 1140, 900), (0, 45, 1200, 900), (60, 30, 1150, 860)])
def test_a_crop_is_estimated(number, box):
    image = scene(number)
    missing = 100 * (1 - (box[2] - box[0]) * (box[3] - box[1]) / (1200 * 900))
    found = picture_difference(grey(image), grey(image.crop(box)))
    assert found.crop is not None
    assert found.crop.which == 1
    assert abs(found.crop.percent - missing) <= 1.6
    back = picture_difference(grey(image.crop(box)), grey(image))
    assert back.crop is not None
    assert back.crop.which == 0


@pytest.mark.parametrize("number", range(8))
def test_no_crop_is_made_up(number):
    image = scene(number)
    for other in (image, image.resize((400, 300)), ImageEnhance.Contrast(image).enhance(0.8)):
        found = picture_difference(grey(image), grey(other))
        assert found.crop is None
        assert found.areas == ()
        assert not found.throughout


def test_a_painted_place_is_outlined_in_both():
    image = scene(2)
    changed = image.copy()
    ImageDraw.Draw(changed).rectangle((300, 450, 480, 600), fill=250)
    ((first, second),) = picture_difference(grey(image), grey(changed)).areas
    for rect in (first, second):
        assert rect[0] == pytest.approx(0.25, abs=0.06)
        assert rect[1] == pytest.approx(0.5, abs=0.08)
        assert rect[2] == pytest.approx(0.15, abs=0.09)
    mirrored = ImageOps.mirror(changed)
    ((first, second),) = picture_difference(grey(image), grey(mirrored), mirrored=True).areas
    assert first[0] == pytest.approx(0.25, abs=0.06)
    assert second[0] == pytest.approx(0.6, abs=0.08)


def test_other_pictures_differ_throughout():
    found = picture_difference(grey(scene(0)), grey(scene(5)))
    assert found.crop is None
    assert found.throughout
