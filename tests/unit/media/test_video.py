"""Frames out of real videos, from memory and in ranges."""

import io

import pytest

from evidence_board.media.encode_video import mp4_bytes
from evidence_board.media.limits import TooLargeError
from evidence_board.media.video import NoDecoderError, NoFrameError, open_video, take_frame, video_facts
from evidence_board.workers.ranges import RangeFile

CONTAINERS = [
    ("mp4", "h264", "video/mp4"),
    ("mov", "h264", "video/quicktime"),
    ("matroska", "h264", "video/x-matroska"),
    ("webm", "libvpx-vp9", "video/webm"),
    ("3gp", "mpeg4", "video/3gpp"),
    ("avi", "mpeg4", "video/x-msvideo"),
]


def frame_of(data, media_type="video/mp4", **options):
    options = {"at_s": 0.0, "max_edge": 504, "exact": True} | options
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    return take_frame(file, media_type=media_type, **options)


@pytest.mark.parametrize(("container", "codec", "media_type"), CONTAINERS)
def test_size_and_duration(clip, container, codec, media_type):
    with open_video(io.BytesIO(clip(container, codec)), media_type=media_type) as opened:
        facts = video_facts(opened)
    assert (facts.has_pictures, facts.width, facts.height) == (True, 320, 240)
    assert facts.duration_s == pytest.approx(3.0, abs=0.11)


@pytest.mark.parametrize(("container", "codec", "media_type"), CONTAINERS)
@pytest.mark.parametrize("at_s", [0.0, 1.5, 2.9, 100.0])
def test_the_frame_on_screen_at_a_time(clip, container, codec, media_type, at_s):
    frame = frame_of(clip(container, codec), media_type, at_s=at_s)
    number = min(29, int(at_s * 10 + 1e-6))
    assert frame.image.size == (320, 240)
    assert frame.image.getpixel((300, 200))[0] == pytest.approx(number * 255 // 30, abs=14)
    assert frame.at_s == pytest.approx(number / 10, abs=0.01)


def test_a_frame_is_made_small_on_the_way(clip):
    frame = frame_of(clip(size=(640, 360)), max_edge=100)
    assert frame.image.size == (100, 56)
    assert (frame.width, frame.height) == (640, 360)


@pytest.mark.parametrize(("turned", "blue_corner"), [(0, (4, 4)), (90, (-5, 4)), (180, (-5, -5)), (270, (4, -5))])
def test_rotation_is_applied(quarters, turned, blue_corner):
    from PIL import Image

    picture = Image.new("RGB", (160, 96))
    picture.paste((0, 0, 255), (0, 0, 80, 48))
    frame = frame_of(mp4_bytes([picture] * 3, fps=10, turned_deg=turned))
    assert frame.image.size == ((160, 96) if turned % 180 == 0 else (96, 160))
    assert (frame.width, frame.height) == frame.image.size
    assert frame.turned_deg == turned
    place = (blue_corner[0] % frame.image.width, blue_corner[1] % frame.image.height)
    assert frame.image.getpixel(place)[2] > 200


def test_a_video_served_in_ranges_is_not_read_whole(clip):
    data = clip("matroska", frames=300, size=(640, 480))
    asked = []

    def fetch(offset, length):
        asked.append(length)
        return data[offset : offset + length]

    frame = frame_of(RangeFile(size=len(data), fetch=fetch), "video/x-matroska", at_s=20.0)
    assert frame.at_s == pytest.approx(20.0, abs=0.01)


def test_a_seek_that_fails_falls_back_to_the_start(clip):
    """Without its index a Matroska file cannot be sought in; the first frame is still there."""
    data = clip("matroska")
    cut = data[: len(data) // 2]
    assert frame_of(cut, "video/x-matroska", at_s=2.5).image.size == (320, 240)


def test_no_picture_track(clip):
    import av

    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as output:
        stream = output.add_stream("aac", rate=44_100)
        output.mux(stream.encode(None))
    with pytest.raises((NoDecoderError, av.FFmpegError)):
        frame_of(file.getvalue())


def test_an_unknown_codec_has_no_preview(clip):
    data = clip("avi", "mpeg4").replace(b"FMP4", b"XXXX")
    with pytest.raises(NoDecoderError):
        frame_of(data, "video/x-msvideo")


def test_damaged_frames_give_no_frame_but_an_answer(clip):
    data = clip("mp4", "h264")
    start = data.index(b"mdat") + 4
    end = data.index(b"moov") - 4
    with pytest.raises(NoFrameError):
        frame_of(data[:start] + b"\xff" * (end - start) + data[end:])


def test_frames_too_large_are_refused_before_decoding(clip, monkeypatch):
    from evidence_board.media import limits

    monkeypatch.setattr(limits, "_VIDEO", limits.PixelLimit(320 * 240 - 1, 12))
    with pytest.raises(TooLargeError):
        frame_of(clip())


@pytest.mark.parametrize(
    "playlist",
    [
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile '/etc/hostname'\n",
        b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"></MPD>',
    ],
)
@pytest.mark.parametrize("media_type", [media_type for _, _, media_type in CONTAINERS])
def test_playlists_that_open_other_things_are_no_videos(playlist, media_type):
    import av

    with pytest.raises(av.FFmpegError):
        frame_of(playlist, media_type)
