"""Clips made here play, carry what they were told, and come out the same twice."""

import io

import av
import pytest
from PIL import Image
from tests.factories import photos

from evidence_board.media.encode_stamp import ClipStamp, GpsStamp
from evidence_board.media.encode_video import mp4_bytes


def clip(**options: object) -> bytes:
    shown = (photos.picture((96, 64), seed=number) for number in range(6))
    return mp4_bytes(shown, fps=10, **options)


def test_the_clip_plays() -> None:
    with av.open(io.BytesIO(clip())) as opened:
        shown = [frame.to_image() for frame in opened.decode(video=0)]
        stream = opened.streams.video[0]
        assert (len(shown), stream.average_rate, opened.duration) == (6, 10, 600_000)
        assert (stream.width, stream.height) == (96, 64)
    expected = photos.picture((96, 64), seed=0).getpixel((48, 32))
    assert all(abs(a - b) < 40 for a, b in zip(shown[0].getpixel((48, 32)), expected, strict=True))


def test_what_the_camera_wrote() -> None:
    stamp = ClipStamp(
        created_utc="2015-09-09T05:20:17Z",
        created_local="2015-09-09T08:20:17+0300",
        make="Lumeo",
        model="DX-70",
        serial="7003318",
        gps=GpsStamp(latitude=34.903748, longitude=35.867743),
    )
    with av.open(io.BytesIO(clip(stamp=stamp))) as opened:
        written = opened.metadata
        on_track = opened.streams.video[0].metadata
    assert written["creation_time"].startswith("2015-09-09T05:20:17")
    assert on_track["creation_time"].startswith("2015-09-09T05:20:17")
    assert written["com.apple.quicktime.creationdate"] == "2015-09-09T08:20:17+0300"
    assert written["com.apple.quicktime.location.ISO6709"] == "+34.903748+035.867743/"
    assert (written["com.apple.quicktime.make"], written["com.apple.quicktime.model"]) == ("Lumeo", "DX-70")
    assert written["com.apple.proapps.serialno"] == "7003318"


def test_a_stripped_clip_says_nothing() -> None:
    with av.open(io.BytesIO(clip())) as opened:
        assert set(opened.metadata) == {"major_brand", "minor_version", "compatible_brands"}
        assert "creation_time" not in opened.streams.video[0].metadata


@pytest.mark.parametrize(("turned", "reported"), [(0, 0), (90, -90), (180, -180), (270, 90)])
def test_the_turn_a_player_must_make(turned: int, reported: int) -> None:
    with av.open(io.BytesIO(clip(turned_deg=turned))) as opened:
        assert next(opened.decode(video=0)).rotation == reported


def test_two_runs_give_the_same_bytes() -> None:
    stamp = ClipStamp(created_utc="2015-09-09T05:20:17Z")
    assert len({clip(stamp=stamp) for _ in range(4)}) == 1


def test_impossible_clips_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one frame"):
        mp4_bytes([], fps=10)
    with pytest.raises(ValueError, match="the first is"):
        mp4_bytes([Image.new("RGB", (64, 48)), Image.new("RGB", (64, 64))], fps=10)
    with pytest.raises(ValueError, match="quarter turns"):
        clip(turned_deg=45)
