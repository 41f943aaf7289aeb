"""Hostile files: whatever the bytes are, the answer is an examination that passes every check."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from evidence_board.media.examine import examine
from evidence_board.media.requests import (
    ask_examination,
    examination_after_death,
    media_supervisor,
    read_examination,
)
from evidence_board.media.thumbnail_check import check_thumbnail
from evidence_board.model.examination import Examination
from evidence_board.workers import WorkerDied

MUTATIONS = st.lists(
    st.tuples(
        st.floats(0, 1), st.sampled_from(["set", "cut", "drop", "double", "zero", "ones"]), st.binary(max_size=8)
    ),
    min_size=1,
    max_size=6,
)
FUZZ = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
DEEP = settings(FUZZ, max_examples=5_000)


class Samples(dict):
    """Files by name; shown by their names, or a failing example would print them whole."""

    def __repr__(self):
        return f"Samples({sorted(self)})"


def saved(name, **options):
    image = Image.effect_noise((96, 64), 70).convert("RGB")
    image.paste((200, 30, 30), (0, 0, 40, 30))
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (34.0, 53.0, 20.5), 3: "E", 4: (35.0, 53.0, 11.0)})
    if name not in {"GIF", "BMP", "TIFF"}:
        options["exif"] = exif.tobytes()
    file = io.BytesIO()
    image.save(file, name, **options)
    return file.getvalue()


@pytest.fixture(scope="module")
def samples():
    """One small real file for each format."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    return Samples(
        {
            "jpeg": saved("JPEG", quality=60),
            "progressive": saved("JPEG", quality=60, progressive=True),
            "png": saved("PNG"),
            "webp": saved("WEBP"),
            "gif": saved("GIF"),
            "tiff": saved("TIFF", compression="tiff_lzw"),
            "bmp": saved("BMP"),
            "heic": saved("HEIF"),
            "avif": saved("AVIF"),
            "mp4": _clip("mp4"),
            "mkv": _clip("matroska"),
            "avi": _clip("avi"),
        }
    )


@pytest.fixture(scope="module")
def supervisor():
    with media_supervisor(workers=1, low_priority=False) as started:
        yield started


def _clip(container):
    import av
    import numpy as np

    file = io.BytesIO()
    with av.open(
        file, "w", format=container, options={"movflags": "use_metadata_tags"} if container == "mp4" else {}
    ) as output:
        output.metadata.update({"creation_time": "2015-09-12T13:40:05Z", "title": "Тартус"})
        stream = output.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for number in range(8):
            picture = np.full((64, 96, 3), number * 20, np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(picture)))
        output.mux(stream.encode())
    return file.getvalue()


def mutated(data, mutations):
    data = bytearray(data)
    for share, how, some in mutations:
        place = int(share * len(data))
        match how:
            case "set":
                data[place : place + len(some)] = some
            case "cut":
                del data[place:]
            case "drop":
                del data[place : place + 1 + len(some) * 4]
            case "double":
                data[place:place] = data[place : place + 64]
            case "zero":
                data[place : place + 16] = bytes(16)
            case "ones":
                data[place : place + 4] = b"\xff" * 4
    return bytes(data)


def accept(found, thumbnail):
    assert Examination.from_flat(found.to_flat()) == found
    assert (thumbnail is None) == (found.state == "unreadable" or found.kind == "file")
    if thumbnail is not None:
        check_thumbnail(thumbnail)


@pytest.mark.parametrize("name", ["jpeg", "progressive"])
def test_every_prefix_of_a_jpeg_is_examined(samples, name):
    data = samples[name]
    states = set()
    for length in range(len(data)):
        found, thumbnail = examine(data[:length], file_name="IMG_2231.jpg")
        accept(found, thumbnail)
        assert found.state != "ok" or length >= len(data) - 4
        assert found.problems or length >= len(data) - 4
        states.add(found.state)
    assert {"unreadable", "partial"} <= states


@pytest.mark.parametrize("name", ["png", "webp", "gif", "tiff", "bmp"])
def test_prefixes_of_other_pictures_are_examined(samples, name):
    data = samples[name]
    for length in range(0, len(data), max(1, len(data) // 300)):
        accept(*examine(data[:length], file_name=f"a.{name}"))


@pytest.mark.parametrize("name", ["jpeg", "progressive", "png", "webp", "gif", "tiff", "bmp"])
@given(mutations=MUTATIONS)
@FUZZ
def test_mutated_pictures_are_examined(samples, name, mutations):
    accept(*examine(mutated(samples[name], mutations), file_name="a.jpg"))


def _through_a_worker(supervisor, data):
    """A decoder may crash here: then the file is marked, and the next one is read."""
    try:
        found, thumbnail = read_examination(ask_examination(supervisor, data, file_name="a.jpg").result())
    except WorkerDied as death:
        found, thumbnail = examination_after_death(death, untrusted_head=data), None
    accept(found, thumbnail)


@pytest.mark.parametrize("name", ["heic", "avif", "mp4", "mkv", "avi"])
@given(mutations=MUTATIONS)
@FUZZ
def test_mutated_files_of_riskier_decoders_are_examined_in_a_worker(samples, supervisor, name, mutations):
    _through_a_worker(supervisor, mutated(samples[name], mutations))


@pytest.mark.parametrize("name", ["jpeg", "heic", "mp4"])
def test_prefixes_through_a_worker(samples, supervisor, name):
    data = samples[name]
    for length in range(0, len(data), max(1, len(data) // 60)):
        _through_a_worker(supervisor, data[:length])


@given(data=st.binary(max_size=400), name=st.sampled_from(["a.jpg", "b.mp4", "c", "d.heic"]))
@FUZZ
def test_noise_is_examined(data, name):
    accept(*examine(data, file_name=name))


@pytest.mark.deep
@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    "name", ["jpeg", "progressive", "png", "webp", "gif", "tiff", "bmp", "heic", "avif", "mp4", "mkv", "avi"]
)
@given(mutations=MUTATIONS)
@DEEP
def test_many_mutations_through_a_worker(samples, supervisor, name, mutations):
    _through_a_worker(supervisor, mutated(samples[name], mutations))
