"""Reads what a video container says about itself, through PyAV's metadata tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from evidence_board.media.dates import captured_moment
from evidence_board.media.exif_text import as_number, readable
from evidence_board.media.gps_text import read_iso6709
from evidence_board.media.metadata_record import Metadata, fitted
from evidence_board.model.examination import ExaminedGeotag, ExaminedMoment, Problem, ProblemCode, RawTag

if TYPE_CHECKING:
    import av.container

__all__ = ["collect_video", "video_moments"]

_MAX_STREAMS: Final = 64
_MAX_TAGS: Final = 2_000
_GROUPS: Final = {
    "video/mp4": "QuickTime",
    "video/quicktime": "QuickTime",
    "video/3gpp": "QuickTime",
    "video/3gpp2": "QuickTime",
    "video/x-m4v": "QuickTime",
    "video/x-matroska": "Matroska",
    "video/webm": "Matroska",
    "video/x-msvideo": "RIFF",
}
# QuickTime counts from 1904 and Unix from 1970: a zero stands for "not set".
_UNSET: Final = ("1904-01-01T00:00:00", "1970-01-01T00:00:00")
_LOCAL_DATES: Final = ("com.apple.quicktime.creationdate", "date_recorded", "date")
_LOCATIONS: Final = ("com.apple.quicktime.location.iso6709", "location", "location-eng", "xyz", "\u00a9xyz")
_ACCURACY: Final = "com.apple.quicktime.location.accuracy.horizontal"
_MAKES: Final = ("com.apple.quicktime.make", "make", "com.android.manufacturer")
_MODELS: Final = ("com.apple.quicktime.model", "model", "com.android.model")
_SERIALS: Final = ("com.apple.proapps.serialno", "com.apple.quicktime.camera.serial_number")
_TITLES: Final = ("com.apple.quicktime.title", "com.apple.quicktime.displayname", "title")
_CAPTIONS: Final = ("com.apple.quicktime.description", "description", "synopsis", "comment")
_KEYWORDS: Final = ("com.apple.quicktime.keywords", "keywords")
_LENS: Final = ("com.apple.quicktime.camera.lens_model",)
_FOCAL_35MM: Final = ("com.apple.quicktime.camera.focal_length.35mm_equivalent",)
_FAR_APART: Final = timedelta(hours=1)


def collect_video(container: av.container.InputContainer, *, media_type: str, now: datetime) -> Metadata:
    """Read all metadata of a container; see `metadata.read_video`, which also catches what slips through."""
    group = _GROUPS.get(media_type, "Container")
    own = _texts(container.metadata)
    streams = [_texts(stream.metadata) for stream in list(container.streams)[:_MAX_STREAMS]]
    moments, problems = video_moments(own, now=now)
    if not moments and not problems:
        # Some recorders set the date of the tracks only.
        dates = [{"creation_time": tags["creation_time"]} for tags in streams if "creation_time" in tags]
        for tags in dates[:1]:
            moments, problems = video_moments(tags, now=now)
    geotags, wrong = _geotags(own)
    draft = Metadata(
        moments=tuple(moments),
        geotags=tuple(geotags),
        camera_make=_first(own, _MAKES),
        camera_model=_first(own, _MODELS),
        camera_serial=_first(own, _SERIALS),
        lens=_first(own, _LENS) or next((lens for tags in streams if (lens := _first(tags, _LENS))), None),
        focal_length_35mm=next(
            (length for tags in (own, *streams) if (length := as_number(_first(tags, _FOCAL_35MM)))), None
        ),
        title=_first(own, _TITLES),
        caption=_first(own, _CAPTIONS),
        keywords=tuple((_first(own, _KEYWORDS) or "").split(",")),
        problems=(*problems, *wrong),
    )
    tracks = [stream.metadata for stream in list(container.streams)[:_MAX_STREAMS]]
    return fitted(draft, raw_tags=_raw_tags(group, container.metadata, tracks))


def video_moments(tags: Mapping[str, str], *, now: datetime) -> tuple[list[ExaminedMoment], list[Problem]]:
    """Read the dates of a container: Apple's creation date (local, with offset) and creation_time (UTC).

    They are two facts and stay two moments: the first is when recording began by the phone's clock, the
    second is when the container was made. The local one comes first.
    """
    moments: list[ExaminedMoment] = []
    problems: list[Problem] = []
    local = next(((tags[name], name) for name in _LOCAL_DATES if tags.get(name)), None)
    if local is not None:
        moment, wrong = captured_moment(local[0], source=f"video {local[1]}", now=now)
        # 'date' is often the year of a film or free text: worth a moment, not worth a complaint.
        problems += wrong if local[1].startswith("com.apple") else ()
        if moment is not None:
            moments.append(moment)
    moment, wrong = _container_time(tags.get("creation_time", ""), now=now)
    problems += [each for each in wrong if each not in problems]
    if moment is not None:
        moments.append(moment)
    if moments:
        problems = [each for each in problems if each.code is not ProblemCode.DATE_UNSET]
    problems += _disagreement(moments)
    return moments, problems


def _container_time(text: str, *, now: datetime) -> tuple[ExaminedMoment | None, tuple[Problem, ...]]:
    """Read creation_time. The formats define it as UTC, so only the instant is known, not the local clock."""
    raw = text.strip()
    if not raw or raw.replace(" ", "T").startswith(_UNSET):
        return None, ()
    moment, problems = captured_moment(
        raw, source="video creation_time", now=now, offset="Z", offset_source="the container is UTC"
    )
    # Most containers leave this field unset, phones and editors alike: nothing to ask a person about.
    problems = tuple(each for each in problems if each.code is not ProblemCode.DATE_UNSET)
    if moment is None or moment.utc_iso is None:
        return moment, problems
    utc_only = ExaminedMoment(
        role=moment.role,
        raw=moment.raw,
        local_iso=None,
        utc_iso=moment.utc_iso,
        precision=moment.precision,
        zone="UTC",
        zone_source="the container is UTC",
        source=moment.source,
    )
    return utc_only, problems


def _disagreement(moments: list[ExaminedMoment]) -> list[Problem]:
    instants = [datetime.fromisoformat(each.utc_iso.removesuffix("Z")) for each in moments if each.utc_iso]
    if len(instants) == 2 and abs(instants[0] - instants[1]) > _FAR_APART:
        detail = f"{instants[0]:%Y-%m-%d %H:%M} and {instants[1]:%Y-%m-%d %H:%M} UTC"
        return [Problem(ProblemCode.DATES_DISAGREE, detail)]
    return []


def _geotags(tags: Mapping[str, str]) -> tuple[list[ExaminedGeotag], list[Problem]]:
    text = _first(tags, _LOCATIONS)
    if text is None:
        return [], []
    geotag, problems = read_iso6709(text, radius_m=as_number(tags.get(_ACCURACY)))
    return ([geotag] if geotag is not None else []), list(problems)


def _texts(untrusted_tags: Mapping[str, str]) -> dict[str, str]:
    """Return tags by lower-case name with repaired texts; Matroska writes names in capitals."""
    return {str(name).lower(): readable(str(text)) for name, text in list(untrusted_tags.items())[:_MAX_TAGS]}


def _first(tags: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((tags[name].strip() for name in names if tags.get(name, "").strip()), None)


def _raw_tags(group: str, container: Mapping[str, str], streams: Sequence[Mapping[str, str]]) -> Iterator[RawTag]:
    for name, text in container.items():
        yield group, str(name), readable(str(text))
    for index, tags in enumerate(streams):
        for name, text in tags.items():
            yield f"{group} track {index + 1}", str(name), readable(str(text))
