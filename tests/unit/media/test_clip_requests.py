"""Frames in a row and pictures in bands through real workers, and answers that cannot be trusted."""

import pytest
from PIL import Image

from evidence_board.media.clip_requests import ClipFrames, ask_frames, ask_stills, read_clip
from evidence_board.media.requests import PixelBands, ask_bands, media_supervisor, read_bands
from evidence_board.model.examination import Problem, ProblemCode, UntrustedReplyError
from evidence_board.workers import RangeSource, Reply

GOOD = {"fps": 25.0, "duration_s": 1.0, "has_sound": 0, "frames": [[2, 1, 0.0]]}


@pytest.fixture(scope="module")
def supervisor():
    with media_supervisor(workers=1, low_priority=False) as started:
        yield started


def in_ranges(data):
    return RangeSource(len(data), lambda offset, length: data[offset : offset + length])


def frames(supervisor, data, key, at_s, count):
    return read_clip(ask_frames(supervisor, in_ranges(data), key=key, at_s=at_s, count=count, max_edge=160).result())


def test_frames_in_a_row_go_on_where_they_were_and_back(supervisor, clip):
    data = clip()
    first = frames(supervisor, data, "a", 0.0, 6)
    assert isinstance(first, ClipFrames) and first.fps > 0
    gap = 1 / first.fps
    times = [frame.at_s for frame in first.frames]
    assert times == pytest.approx([number * gap for number in range(6)], abs=1e-3)
    on = frames(supervisor, data, "a", times[-1] + 0.6 * gap, 3)
    assert on.frames[0].at_s == pytest.approx(6 * gap, abs=1e-3)
    again = frames(supervisor, data, "a", times[2], 1)
    assert again.frames[0].at_s == pytest.approx(times[2]) and again.frames[0].rgb == first.frames[2].rgb


def test_another_clip_takes_the_place_of_the_one_held(supervisor, clip):
    first = frames(supervisor, clip("mp4", "h264"), "one", 0.0, 1)
    other = frames(supervisor, clip("webm", "libvpx-vp9"), "two", 0.0, 1)
    assert isinstance(first, ClipFrames) and isinstance(other, ClipFrames)


def test_stills_between_frames_do_not_mislead_the_next_run(supervisor, clip):
    data = clip()
    known = frames(supervisor, data, "b", 0.0, 6).frames
    reply = ask_stills(supervisor, in_ranges(data), key="b", times=[0.1, 0.3], slack_s=0.02, max_edge=80).result()
    assert [frame.at_s for frame in read_clip(reply).frames] == [0.1, 0.3]
    assert frames(supervisor, data, "b", known[3].at_s, 1).frames[0].rgb == known[3].rgb


def test_what_is_no_video_is_a_problem_not_an_error(supervisor, encoded, quarters, clip):
    found = frames(supervisor, encoded(quarters(40, 30)), "c", 0.0, 1)
    assert isinstance(found, Problem) and found.code == ProblemCode.VIDEO_UNREADABLE
    cut = frames(supervisor, clip()[:600], "d", 0.0, 1)
    assert isinstance(cut, Problem)
    # The worker is none the worse for it.
    assert isinstance(frames(supervisor, clip(), "e", 0.0, 1), ClipFrames)


@pytest.mark.parametrize(
    ("change", "attachments"),
    [
        ({}, ()),
        ({}, (b"12345",)),
        ({"fps": -1.0}, (b"123456",)),
        ({"has_sound": True}, (b"123456",)),
        ({"frames": []}, ()),
        ({"frames": [[2, 1]]}, (b"123456",)),
        ({"frames": [[0, 1, 0.0]]}, (b"",)),
        ({"frames": [[2, 1, float("nan")]]}, (b"123456",)),
        ({"frames": [[2, 1, True]]}, (b"123456",)),
    ],
)
def test_frames_that_make_no_sense_are_refused(change, attachments):
    with pytest.raises(UntrustedReplyError):
        read_clip(Reply({**GOOD, **change}, attachments))


def test_a_picture_comes_in_bands_that_make_the_whole(supervisor, encoded, quarters, corner_colours):
    found = read_bands(ask_bands(supervisor, encoded(quarters(4000, 3000)), max_edge=4000, area=12_000_000).result())
    assert isinstance(found, PixelBands) and len(found.bands) > 1
    image = Image.frombytes("RGB", (found.width, found.height), b"".join(found.bands))
    assert corner_colours(image) == ["red", "green", "blue", "white"]
    assert (found.whole_width, found.whole_height) == (4000, 3000)


def test_a_picture_served_in_ranges_is_read_as_well(supervisor, encoded, quarters):
    found = read_bands(ask_bands(supervisor, in_ranges(encoded(quarters(60, 40))), max_edge=100).result())
    assert isinstance(found, PixelBands) and (found.width, found.height) == (60, 40)


@pytest.mark.parametrize("bands", [(), (b"12",), (b"123456", b"1")])
def test_bands_of_another_size_are_refused(bands):
    header = {"width": 2, "height": 1, "whole_width": 2, "whole_height": 1, "band": 1}
    with pytest.raises(UntrustedReplyError):
        read_bands(Reply(header, bands))
