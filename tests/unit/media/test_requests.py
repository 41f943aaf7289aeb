"""Media jobs through real workers, and answers of workers that cannot be trusted."""

import io

import pytest
from PIL import Image

from evidence_board.media.jobs import handle
from evidence_board.media.requests import (
    Pixels,
    ask_examination,
    ask_frame,
    ask_pixels,
    examination_after_death,
    media_supervisor,
    read_examination,
    read_pixels,
)
from evidence_board.media.thumbnail_check import check_thumbnail
from evidence_board.media.thumbnails import thumbnail_jpeg
from evidence_board.model.examination import Examination, Problem, ProblemCode, UntrustedReplyError
from evidence_board.workers import Death, RangeSource, Reply, WorkerDied


@pytest.fixture(scope="module")
def supervisor():
    with media_supervisor(workers=1, low_priority=False) as started:
        yield started


@pytest.mark.parametrize(
    "media_type",
    [f"image/{name}" for name in ("jpeg", "png", "webp", "gif", "tiff", "bmp", "heic", "avif")],
)
def test_every_format_is_read_in_a_confined_worker(supervisor, encoded, quarters, corner_colours, media_type):
    reply = ask_examination(supervisor, encoded(quarters(800, 600), media_type), file_name="a").result()
    found, thumbnail = read_examination(reply)
    assert (found.media_type, found.state, found.problems) == (media_type, "ok", ())
    assert corner_colours(thumbnail) == ["red", "green", "blue", "white"]


@pytest.mark.parametrize(
    ("container", "codec"),
    [("mp4", "h264"), ("mov", "h264"), ("matroska", "h264"), ("webm", "libvpx-vp9"), ("3gp", "mpeg4")],
)
def test_every_video_is_read_in_a_confined_worker(supervisor, clip, container, codec):
    found, thumbnail = read_examination(ask_examination(supervisor, clip(container, codec), file_name="a").result())
    assert (found.kind, found.state, found.problems) == ("video", "ok", ())
    assert thumbnail is not None


def test_a_file_name_that_is_no_text_costs_nothing(supervisor, encoded, quarters):
    reply = ask_examination(supervisor, encoded(quarters(9, 9)), file_name="\udcff\0.jpg").result()
    assert read_examination(reply)[0].problems == ()


@pytest.mark.parametrize("max_edge", [100, 1600])
def test_pixels_at_a_size(supervisor, encoded, quarters, corner_colours, max_edge):
    pixels = read_pixels(ask_pixels(supervisor, encoded(quarters(2000, 1000)), max_edge=max_edge).result())
    assert isinstance(pixels, Pixels)
    assert pixels.width == pytest.approx(max_edge, rel=0.02)
    assert (pixels.whole_width, pixels.whole_height) == (2000, 1000)
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    assert corner_colours(image) == ["red", "green", "blue", "white"]


def test_a_frame_at_a_time_from_a_file_in_ranges(supervisor, clip):
    data = clip()
    source = RangeSource(len(data), lambda offset, length: data[offset : offset + length])
    frame = read_pixels(ask_frame(supervisor, source, at_s=2.0, max_edge=160).result())
    assert isinstance(frame, Pixels)
    assert (frame.width, frame.height, frame.whole_width) == (160, 120, 320)
    assert frame.at_s == pytest.approx(2.0, abs=0.01)


def test_a_large_video_is_examined_in_ranges(supervisor, clip):
    data = clip("mov")
    source = RangeSource(len(data), lambda offset, length: data[offset : offset + length])
    found, thumbnail = read_examination(ask_examination(supervisor, source, file_name="a.mov").result())
    assert (found.media_type, found.kind, found.state) == ("video/quicktime", "video", "ok")
    assert thumbnail is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no picture", ProblemCode.PICTURE_UNREADABLE),
        (b"\xff\xd8\xff\xe0", ProblemCode.PICTURE_UNREADABLE),
    ],
)
def test_no_pixels_is_a_problem_not_an_error(supervisor, data, code):
    problem = read_pixels(ask_pixels(supervisor, data, max_edge=100).result())
    assert isinstance(problem, Problem)
    assert problem.code is code


def test_no_frame_is_a_problem_not_an_error(supervisor, encoded, quarters):
    for data in (encoded(quarters(10, 10)), b"\0\0\0\x18ftypisom" + b"\0" * 100):
        problem = read_pixels(ask_frame(supervisor, data, at_s=1.0, max_edge=100).result())
        assert isinstance(problem, Problem)
        assert problem.code is ProblemCode.VIDEO_UNREADABLE


def test_a_sample_of_prefixes_through_a_worker(supervisor, encoded):
    data = encoded(Image.effect_noise((64, 48), 60).convert("RGB"))
    jobs = [ask_examination(supervisor, data[:length], file_name="a.jpg") for length in range(0, len(data), 97)]
    states = [read_examination(job.result())[0].state for job in jobs]
    assert set(states) == {"unreadable", "partial"}


PIXELS = {"width": 2, "height": 2, "stride": 6, "whole_width": 4, "whole_height": 4, "at_s": 0.0}


@pytest.mark.parametrize(
    ("header", "attachments"),
    [
        ({}, ()),
        (PIXELS, ()),
        (PIXELS, (b"x" * 11,)),
        (PIXELS, (b"x" * 12, b"")),
        ({**PIXELS, "width": 0}, (b"",)),
        ({**PIXELS, "width": 20_000}, (b"x" * 12,)),
        ({**PIXELS, "stride": 5}, (b"x" * 10,)),
        ({**PIXELS, "at_s": "now"}, (b"x" * 12,)),
        ({"problem": "x"}, ()),
        ({"problem": {"code": "none", "detail": ""}}, ()),
        ({"problem": {"code": "too_large", "detail": "x" * 5000}}, ()),
    ],
)
def test_pixels_that_make_no_sense_are_refused(header, attachments):
    with pytest.raises(UntrustedReplyError):
        read_pixels(Reply(header, attachments))


def jpeg(size=(40, 30), **options):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, "JPEG", **options)
    return file.getvalue()


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        jpeg()[:-1],
        jpeg((505, 10)),
        jpeg(progressive=True),
        jpeg(exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"),
        jpeg(comment=b"hello"),
        jpeg() + b"\xff\xd9" * 300_000,
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xc0\0\0\xff\xd9",
        b"\xff\xd8\xff\xda\0\x02\xff\xd9",
    ],
)
def test_only_thumbnails_of_our_own_making_pass(untrusted):
    with pytest.raises(UntrustedReplyError):
        check_thumbnail(untrusted)
    whole = Examination(media_type="image/jpeg", kind="photo", state="ok").to_flat()
    with pytest.raises(UntrustedReplyError):
        read_examination(Reply(whole, (untrusted,)))


@pytest.mark.parametrize("size", [(1, 1), (504, 504), (504, 3)])
def test_our_own_thumbnails_pass(size):
    check_thumbnail(thumbnail_jpeg(Image.effect_noise(size, 90).convert("RGB")))


@pytest.mark.parametrize("reason", list(Death))
def test_a_file_that_killed_its_worker_is_kept_and_marked(encoded, quarters, reason):
    found = examination_after_death(WorkerDied(reason, detail="code -11"), untrusted_head=encoded(quarters(9, 9)))
    assert (found.media_type, found.kind, found.state) == ("image/jpeg", "photo", "unreadable")
    assert found.problems == (Problem(reason.problem_code, "code -11"),)
    assert Examination.from_flat(found.to_flat()) == found


def test_an_unknown_job_is_our_bug():
    with pytest.raises(KeyError):
        handle({"kind": "sing"}, b"")
