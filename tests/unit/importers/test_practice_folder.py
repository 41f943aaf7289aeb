"""The folder of the practice case: the files say what the story says, and nothing else."""

import hashlib
import io
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pillow_heif
import pytest
from PIL import Image, ImageOps, ImageStat

from evidence_board import resources
from evidence_board.importers.practice import make_folder, read_story
from evidence_board.importers.practice_recipe import encoded
from evidence_board.importers.practice_story import PracticeItem
from evidence_board.model.errors import KnownError

pillow_heif.register_heif_opener()

EXIF_IFD, GPS_IFD = 0x8769, 0x8825
STORY = read_story()
ROWS = [
    row for row in json.loads(resources.read_text("practice/story.json"))["items"] if row["encode"]["format"] != "mp4"
]
STILLS = [item for item in STORY.items if item.recipe.format != "mp4"]
CLIPS = [item for item in STORY.items if item.recipe.format == "mp4"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    out = tmp_path_factory.mktemp("practice") / "фото صور"
    make_folder(out, extras=True)
    yield out


def picture_at(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


def opened(folder: Path, item: PracticeItem) -> Image.Image:
    return picture_at(folder / item.file_name)


def exif_of(folder: Path, ref: str) -> Image.Exif:
    return opened(folder, next(item for item in STORY.items if item.ref == ref)).getexif()


def degrees(parts: tuple[Any, Any, Any]) -> float:
    """Degrees, minutes and seconds as one number, to the millionth that the story writes."""
    whole, minutes, seconds = (Fraction(part.numerator, part.denominator) for part in parts)
    exact = whole + minutes / 60 + seconds / 3600
    assert (exact * 1_000_000).denominator == 1, "nothing is lost on the way through the rationals"
    return float(exact)


def test_the_folder_holds_what_the_story_names(folder: Path) -> None:
    expected = {item.file_name for item in STORY.items} | {extra.file_name for extra in STORY.extras}
    assert {path.name for path in folder.iterdir()} == expected
    assert (len(STILLS), len(CLIPS), len(STORY.extras)) == (44, 4, 4)
    assert sum(path.stat().st_size for path in folder.iterdir()) < 30_000_000


@pytest.mark.parametrize("item", STILLS, ids=lambda item: item.ref)
def test_each_picture_stands_upright_and_looks_like_its_scene(folder: Path, item: PracticeItem) -> None:
    shown = ImageOps.exif_transpose(opened(folder, item)).convert("RGB")
    with Image.open(io.BytesIO(resources.read_bytes(item.recipe.source))) as scene:
        assert shown.size == scene.size
        small = (32, 32)
        difference = ImageStat.Stat(
            Image.blend(shown.resize(small), ImageOps.invert(scene.convert("RGB").resize(small)), 0.5)
        ).extrema
    assert all(low > 110 and high < 145 for low, high in difference), "even grey when both are alike"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_picture_says_what_the_story_says(folder: Path, row: dict[str, Any]) -> None:
    """Compared with story.json itself, not with what our own reader made of it."""
    picture = picture_at(folder / row["encode"]["file_name"])
    assert picture.format == {"jpeg": "JPEG", "png": "PNG", "heic": "HEIF"}[row["encode"]["format"]]
    exif = picture.getexif()
    if row["encode"]["metadata"] == "none":
        assert dict(exif) == {}
        return
    photo, gps = exif.get_ifd(EXIF_IFD), exif.get_ifd(GPS_IFD)
    camera, taken = row["camera"], row["taken_by_camera"] or {"raw": None, "offset": None}
    assert (exif.get(0x010F), exif.get(0x0110)) == (camera["make"], camera["model"])
    assert (photo.get(0xA431), exif[0x0112]) == (camera["serial"], row["orientation"])
    assert (photo.get(0x9003), photo.get(0x9011)) == (taken["raw"], taken["offset"])
    expected = row["gps_by_camera"]
    if expected is None:
        assert gps == {}
        return
    assert (degrees(gps[2]), gps[1]) == (expected["latitude"], expected["latitude_ref"])
    assert (degrees(gps[4]), gps[3]) == (expected["longitude"], expected["longitude_ref"])
    assert gps.get(6) == expected["altitude_m"]
    assert (gps.get(17), gps.get(16)) == (expected["direction_deg"], expected["direction_ref"])


def test_turned_pictures_are_stored_lying(folder: Path) -> None:
    for ref in ("M-002", "M-012"):
        item = next(item for item in STORY.items if item.ref == ref)
        picture = opened(folder, item)
        assert picture.getexif()[0x0112] == 6
        assert picture.size == (1600, 1200)
        assert ImageOps.exif_transpose(picture).size == (1200, 1600)


def test_the_mistakes_of_the_story_are_in_the_files(folder: Path) -> None:
    mirrored = exif_of(folder, "M-018").get_ifd(GPS_IFD)
    assert (mirrored[1], mirrored[3]) == ("N", "W")
    assert degrees(mirrored[4]) == 35.878248
    no_fix = exif_of(folder, "M-009").get_ifd(GPS_IFD)
    assert [float(part) for part in (*no_fix[2], *no_fix[4])] == [0] * 6
    slow_clock = exif_of(folder, "M-020").get_ifd(EXIF_IFD)
    assert slow_clock[0x9003] == "2015:09:19 05:30:40"
    assert 0x9011 not in slow_clock
    assert 0x9003 not in exif_of(folder, "M-021").get_ifd(EXIF_IFD)
    assert exif_of(folder, "M-021")[0x010F] == "Northline"


@pytest.mark.parametrize("item", CLIPS, ids=lambda item: item.ref)
def test_each_clip_plays(folder: Path, item: PracticeItem) -> None:
    frames = {"V-001": 48, "V-002": 52, "V-003": 48, "V-004": 44}[item.ref]
    with av.open(str(folder / item.file_name)) as clip:
        assert sum(1 for _ in clip.decode(video=0)) == frames
        assert clip.duration == frames * 100_000
        assert (clip.streams.video[0].width, clip.streams.video[0].height) == (960, 540)
        written = clip.metadata.get("creation_time")
    assert written == ("2015-09-09T05:20:17Z" if item.ref == "V-001" else None)


def test_the_four_extras(folder: Path) -> None:
    def content(name: str) -> bytes:
        return (folder / name).read_bytes()

    assert content("photo_copy.jpg") == content("BqM009.jpg")
    whole = content("551200_36.heic")
    assert content("IMG_2231.heic") == whole[: len(whole) * 40 // 100]
    small = picture_at(folder / "vk_88_2.jpg")
    assert (small.size, dict(small.getexif())) == ((800, 600), {})
    future = picture_at(folder / "photo_09.jpg")
    assert future.getexif().get_ifd(EXIF_IFD)[0x9003] == "2041:09:20 12:10:14"
    assert future.tobytes() == picture_at(folder / "BqM022.jpg").tobytes()


def test_no_two_of_the_48_are_the_same_file(folder: Path) -> None:
    digests = {hashlib.sha256((folder / item.file_name).read_bytes()).digest() for item in STORY.items}
    assert len(digests) == 48


@pytest.mark.parametrize("ref", ["M-002", "M-003", "M-013", "M-032", "V-001", "V-004"])
def test_made_again_the_bytes_are_the_same(folder: Path, ref: str) -> None:
    item = next(item for item in STORY.items if item.ref == ref)
    assert encoded(item.recipe) == (folder / item.file_name).read_bytes()


def test_progress_names_every_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence_board.importers.practice.encoded", lambda recipe: recipe.source.encode())
    told: list[tuple[int, int, str]] = []
    made = make_folder(tmp_path, progress=lambda *news: told.append(news))
    assert [name for _, _, name in told] == [path.name for path in made]
    assert [(done, of) for done, of, _ in told] == [(number, 48) for number in range(1, 49)]
    assert all(STORY.item_of_file(path.name) is not None for path in made)
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("not a folder")
    with pytest.raises(KnownError, match="cannot be written"):
        make_folder(in_the_way)
    assert in_the_way.read_text() == "not a folder"
