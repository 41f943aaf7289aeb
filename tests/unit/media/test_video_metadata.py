"""Videos made here with PyAV, and what their containers say."""

import io
from datetime import UTC, datetime
from types import SimpleNamespace

import av
import pytest

from evidence_board.media.metadata import Metadata, read_video
from evidence_board.model.examination import ProblemCode

NOW = datetime(2026, 1, 1, tzinfo=UTC)
APPLE = {
    "com.apple.quicktime.creationdate": "2015-09-09T08:20:17+0300",
    "com.apple.quicktime.location.ISO6709": "+34.9037+035.8677+004.000/",
    "com.apple.quicktime.location.accuracy.horizontal": "14.2",
    "com.apple.quicktime.make": "Lumeo",
    "com.apple.quicktime.model": "DX-70",
    "com.apple.proapps.serialno": "7003318",
}
MEDIA_TYPES = {"mp4": "video/mp4", "mov": "video/quicktime", "matroska": "video/x-matroska"}


def video(kind: str, tags: dict[str, str], *, keys: bool = True) -> bytes:
    """Return a clip of two frames; `keys` writes any name, else only those the container knows."""
    out = io.BytesIO()
    options = {"movflags": "+use_metadata_tags"} if keys and kind != "matroska" else {}
    with av.open(out, "w", format=kind, options=options) as container:
        container.metadata.update(tags)
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(2):
            for packet in stream.encode(av.VideoFrame(64, 48, "yuv420p")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return out.getvalue()


def read(data: bytes, *, kind: str = "mp4") -> Metadata:
    with av.open(io.BytesIO(data), metadata_errors="surrogateescape") as container:
        return read_video(container, media_type=MEDIA_TYPES[kind], now=NOW)


def tables(container: dict[str, str], *streams: dict[str, str]) -> Metadata:
    """Read tables that no encoder here would write."""
    fake = SimpleNamespace(metadata=container, streams=[SimpleNamespace(metadata=each) for each in streams])
    return read_video(fake, media_type="video/mp4", now=NOW)


def codes(found: Metadata) -> list[ProblemCode]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize("kind", ["mp4", "mov"])
def test_apple_keys(kind):
    found = read(video(kind, {**APPLE, "creation_time": "2015-09-09T05:20:30Z"}), kind=kind)

    local, container = found.moments
    assert (local.local_iso, local.utc_iso, local.zone) == (
        "2015-09-09T08:20:17",
        "2015-09-09T05:20:17Z",
        "+03:00",
    )
    assert local.source == "video com.apple.quicktime.creationdate"
    assert (container.local_iso, container.utc_iso, container.zone) == (None, "2015-09-09T05:20:30Z", "UTC")
    assert (container.source, container.zone_source) == ("video creation_time", "the container is UTC")
    geotag = found.geotags[0]
    assert (geotag.latitude, geotag.longitude, geotag.altitude_m, geotag.radius_m) == (34.9037, 35.8677, 4.0, 14.2)
    assert (geotag.source, geotag.raw) == ("device_video", "+34.9037+035.8677+004.000/")
    assert (found.camera_make, found.camera_model, found.camera_serial) == ("Lumeo", "DX-70", "7003318")
    assert ("QuickTime", "com.apple.quicktime.make", "Lumeo") in found.raw_tags
    assert found.problems == ()


def test_location_of_android():
    found = read(video("mp4", {"location": "+34.9037+035.8677/"}, keys=False))

    assert (found.geotags[0].latitude, found.geotags[0].longitude) == (34.9037, 35.8677)


def test_matroska_names_in_capitals():
    tags = {"DATE_RECORDED": "2015-09-09 08:20:17", "title": "Причал", "LOCATION": "+34.9037+035.8677/"}
    found = read(video("matroska", tags), kind="matroska")

    assert (found.moments[0].local_iso, found.moments[0].utc_iso) == ("2015-09-09T08:20:17", None)
    assert found.title == "Причал"
    assert found.geotags[0].source == "device_video"
    assert any(group == "Matroska track 1" for group, _, _ in found.raw_tags)


@pytest.mark.parametrize("unset", ["1904-01-01T00:00:00.000000Z", "1970-01-01T00:00:00.000000Z", "", "0000-00-00"])
def test_an_unset_clock_is_no_date_and_no_complaint(unset):
    found = tables({"creation_time": unset})

    assert (found.moments, found.problems) == ((), ())


def test_a_container_from_the_future():
    found = tables({"creation_time": "2040-02-06T06:28:15.000000Z"})

    assert found.moments == ()
    assert codes(found) == [ProblemCode.DATE_IN_FUTURE]
    assert ("QuickTime", "creation_time", "2040-02-06T06:28:15.000000Z") in found.raw_tags


def test_the_two_clocks_of_one_video_may_disagree():
    found = tables({**APPLE, "creation_time": "2015-09-09T09:20:17Z"})

    assert len(found.moments) == 2
    assert codes(found) == [ProblemCode.DATES_DISAGREE]


def test_dates_of_tracks_count_when_the_container_has_none():
    track = {"creation_time": "2015-09-09T05:20:30.000000Z"}

    assert tables({}, {}, track).moments[0].utc_iso == "2015-09-09T05:20:30Z"
    assert len(tables(dict(track), track).moments) == 1


def test_a_year_alone_is_a_year():
    moment = tables({"date": "2015"}).moments[0]

    assert (moment.local_iso, moment.utc_iso, moment.precision) == ("2015", None, "year")


def test_free_text_as_date_is_no_complaint():
    found = tables({"date": "last summer"})

    assert (found.moments, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("location", "code"),
    [("+00.0000+000.0000/", ProblemCode.GPS_ZERO), ("somewhere", ProblemCode.METADATA_UNREADABLE)],
)
def test_a_location_that_is_none(location, code):
    found = tables({"location": location})

    assert found.geotags == ()
    assert codes(found) == [code]
    assert ("QuickTime", "location", location) in found.raw_tags


def test_a_title_in_an_old_charset_is_repaired():
    title = "Причал номер два".encode("cp1251").decode("utf-8", "surrogateescape")

    assert tables({"title": title}).title == "Причал номер два"


def test_a_table_of_any_size_is_cut():
    found = tables({f"key{n}": "v" * 1_000 for n in range(20_000)})

    assert len(found.raw_tags) <= 5_000
    assert ProblemCode.METADATA_SHORTENED in codes(found)


def test_a_container_that_breaks_is_a_problem():
    found = read_video(SimpleNamespace(), media_type="video/mp4", now=NOW)

    assert codes(found) == [ProblemCode.METADATA_UNREADABLE]
