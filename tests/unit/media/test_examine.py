"""One door for every file: what it is, how it looks, what is wrong."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from evidence_board.media.examine import examine
from evidence_board.media.thumbnail_check import check_thumbnail
from evidence_board.model.examination import Examination, ProblemCode

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def examined(data, file_name="file"):
    found, thumbnail = examine(data, file_name=file_name, now=NOW)
    assert Examination.from_flat(found.to_flat()) == found
    if thumbnail is not None:
        check_thumbnail(thumbnail)
    return found, thumbnail


def codes(found):
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "media_type",
    [f"image/{name}" for name in ("jpeg", "png", "webp", "gif", "tiff", "bmp", "heic", "avif")],
)
def test_every_picture_format(encoded, quarters, corner_colours, media_type):
    found, thumbnail = examined(encoded(quarters(800, 600), media_type))
    assert (found.media_type, found.kind, found.state) == (media_type, "photo", "ok")
    assert (found.width, found.height) == (800, 600)
    assert found.problems == ()
    assert Image.open(io.BytesIO(thumbnail)).size == (504, 378)
    assert corner_colours(thumbnail) == ["red", "green", "blue", "white"]


def test_a_thumbnail_carries_no_metadata(encoded, quarters):
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    exif[0x0112] = 6
    data = encoded(quarters(800, 600), exif=exif.tobytes(), comment=b"by hand", icc_profile=b"x" * 200)
    found, thumbnail = examined(data)
    assert found.camera_make == "Canon"
    image = Image.open(io.BytesIO(thumbnail))
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "image/webp", "image/tiff", "image/heic"])
def test_size_is_upright_and_orientation_is_told(encoded, quarters, media_type):
    exif = Image.Exif()
    exif[0x0112] = 6
    found, thumbnail = examined(encoded(quarters(800, 600), media_type, exif=exif.tobytes()))
    assert (found.width, found.height) == (600, 800)
    assert found.orientation == 6
    assert Image.open(io.BytesIO(thumbnail)).size == (378, 504)


def test_png_metadata_costs_no_second_decode(encoded, quarters, monkeypatch):
    from PIL import PngImagePlugin

    loads = []
    whole_load = PngImagePlugin.PngImageFile.load_end

    def counted(self):
        loads.append(self)
        whole_load(self)

    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load_end", counted)
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    found, _ = examined(encoded(quarters(800, 600), "image/png", exif=exif.tobytes()))
    assert found.camera_make == "Canon"
    assert len(loads) == 1


def test_a_cut_photo_keeps_its_picture_and_its_metadata(encoded):
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    data = encoded(Image.effect_noise((800, 600), 60).convert("RGB"), exif=exif.tobytes())
    found, thumbnail = examined(data[: len(data) // 2], "IMG_2231.jpg")
    assert (found.kind, found.state) == ("photo", "partial")
    assert (found.width, found.height) == (800, 600)
    assert codes(found) == [ProblemCode.FILE_ENDS_EARLY]
    assert thumbnail is not None
    assert found.camera_make == "Canon"


def test_a_photo_cut_in_its_header(encoded, quarters):
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    data = encoded(quarters(800, 600), exif=exif.tobytes())
    found, thumbnail = examined(data[: data.index(b"\xff\xda")], "IMG_2231.jpg")
    assert (found.kind, found.state, thumbnail) == ("photo", "unreadable", None)
    assert codes(found)[0] == ProblemCode.PICTURE_CUT_SHORT
    assert found.problems[0].message == "The picture cannot be read."
    assert found.problems[0].what_follows.startswith("The file ends early.")


def test_a_bomb_is_kept_and_marked():
    file = io.BytesIO()
    Image.new("1", (13_000, 13_000)).save(file, "PNG")
    found, thumbnail = examined(file.getvalue())
    assert (found.kind, found.state, thumbnail) == ("photo", "unreadable", None)
    assert (found.width, found.height) == (13_000, 13_000)
    assert found.problems[0].message == "The picture is too large to open safely (169 megapixels)."


@pytest.mark.parametrize("media_type", ["image/webp", "image/bmp"])
def test_a_header_that_names_an_absurd_size_is_marked(encoded, quarters, media_type):
    """Found by mutation: 16 million pixels wide is more than any field may hold."""
    exif = Image.Exif()
    exif[0x0112] = 1
    options = {"exif": exif.tobytes()} if media_type == "image/webp" else {}
    data = bytearray(encoded(quarters(80, 60), media_type, **options))
    place = 24 if media_type == "image/webp" else 18
    data[place : place + 3] = b"\xfe\xff\xff"
    found, thumbnail = examined(bytes(data))
    assert (found.state, found.width, thumbnail) == ("unreadable", None, None)
    assert codes(found)[0] == ProblemCode.TOO_LARGE


@pytest.mark.parametrize(
    ("data", "name", "kind", "state", "code"),
    [
        (b"", "empty.jpg", "file", "unreadable", ProblemCode.FILE_EMPTY),
        (b"\0\1\2\3" * 50, "IMG_1.jpg", "file", "unreadable", ProblemCode.PICTURE_UNREADABLE),
        (b"\0\1\2\3" * 50, "clip.mp4", "file", "unreadable", ProblemCode.VIDEO_UNREADABLE),
        (b"\xff\xd8", "IMG_1.jpg", "file", "unreadable", ProblemCode.PICTURE_UNREADABLE),
        (b"%PDF-1.7", "scan.jpg", "file", "ok", ProblemCode.NAME_DIFFERS),
        (b"\0\0\0\x18ftypisom", "clip.mp4", "video", "unreadable", ProblemCode.VIDEO_CUT_SHORT),
    ],
)
def test_files_that_are_not_what_they_say(data, name, kind, state, code):
    found, thumbnail = examined(data, name)
    assert (found.kind, found.state, codes(found), thumbnail) == (kind, state, [code], None)


@pytest.mark.parametrize("name", ["notes.txt", "page.html", "data.bin", "report.pdf"])
def test_other_files_are_kept_without_complaint(name):
    found, thumbnail = examined(b"%PDF-1.7" if name.endswith("pdf") else b"\0\1text", name)
    assert (found.kind, found.state, found.problems, thumbnail) == ("file", "ok", (), None)


def test_a_messenger_s_name_is_only_a_note(encoded, quarters):
    found, thumbnail = examined(encoded(quarters(80, 60), "image/webp"), "photo.jpg")
    assert codes(found) == [ProblemCode.NAME_DIFFERS]
    assert not found.problems[0].needs_you
    assert thumbnail is not None


@pytest.mark.parametrize("name", ["IMG_1.HEIC", "IMG_1.heif"])
def test_both_names_of_heic_are_right(encoded, quarters, name):
    assert examined(encoded(quarters(80, 60), "image/heic"), name)[0].problems == ()


@pytest.mark.parametrize(
    ("container", "codec", "media_type"),
    [
        ("mp4", "h264", "video/mp4"),
        ("mov", "h264", "video/quicktime"),
        ("matroska", "h264", "video/x-matroska"),
        ("webm", "libvpx", "video/webm"),
        ("3gp", "mpeg4", "video/3gpp"),
    ],
)
def test_every_video_format(clip, container, codec, media_type):
    found, thumbnail = examined(clip(container, codec))
    assert (found.media_type, found.kind, found.state) == (media_type, "video", "ok")
    assert (found.width, found.height) == (320, 240)
    assert found.duration_s == pytest.approx(3.0, abs=0.11)
    assert Image.open(io.BytesIO(thumbnail)).size == (320, 240)


@pytest.mark.parametrize(("container", "codec"), [("matroska", "h264"), ("webm", "libvpx"), ("avi", "mpeg4")])
def test_a_cut_video_says_so(clip, container, codec):
    data = clip(container, codec)
    found, thumbnail = examined(data[: len(data) * 2 // 3])
    assert (found.kind, found.state, codes(found)) == ("video", "partial", [ProblemCode.FILE_ENDS_EARLY])
    assert thumbnail is not None


def test_a_video_without_a_decoder_is_kept_without_preview(clip):
    found, thumbnail = examined(clip("avi", "mpeg4").replace(b"FMP4", b"XXXX"), "клип_Латакия.avi")
    assert (found.kind, found.state, codes(found), thumbnail) == (
        "video",
        "unreadable",
        [ProblemCode.NO_PREVIEW],
        None,
    )
    assert found.duration_s == pytest.approx(3.0, abs=0.11)


def test_sound_alone_is_a_file():
    import av
    import numpy as np

    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as output:
        stream = output.add_stream("aac", rate=44_100)
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 4096), np.float32), format="fltp", layout="mono")
        sound.sample_rate = 44_100
        output.mux(stream.encode(sound))
        output.mux(stream.encode(None))
    found, thumbnail = examined(file.getvalue(), "note.mp4")
    assert (found.media_type, found.kind, found.state, thumbnail) == ("audio/mp4", "file", "ok", None)


def test_running_out_of_memory_is_not_hidden(encoded, quarters, monkeypatch):
    def no_memory(*args, **options):
        raise MemoryError

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", no_memory)
    with pytest.raises(MemoryError):
        examine(encoded(quarters(800, 600)), file_name="a.jpg")
