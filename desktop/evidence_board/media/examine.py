"""Reads everything about one file: what it is, its small picture, its metadata, what is wrong with it.

Runs in workers. Whatever the bytes are, the answer is an `Examination`; only running out of memory raises, so that
the file can be tried once more on a fresh worker.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from evidence_board.media.decode import OpenPicture, UnreadableError, decode, open_picture
from evidence_board.media.embedded_thumbnail import thumbnail_problem
from evidence_board.media.file_ends import video_ends_early
from evidence_board.media.fingerprints import fingerprint_of_jpeg
from evidence_board.media.limits import TooLargeError
from evidence_board.media.metadata import Metadata, read_picture, read_video
from evidence_board.media.sniff import HEAD, Sniffed, name_promises, same_family, sniff
from evidence_board.media.thumbnails import THUMBNAIL_EDGE, thumbnail_jpeg
from evidence_board.media.video import NoDecoderError, NoFrameError, open_video, take_frame, video_facts
from evidence_board.model.examination import MAX_SIDE, Examination, Problem, ProblemCode, clean_text
from evidence_board.workers.contract import ReadableBytes

__all__ = ["examine"]

_POSTER_SHARE: Final = 0.1
_POSTER_LATEST_S: Final = 5.0
_SHORT_CLIP_S: Final = 6.0
_MAX_DETAIL: Final = 300
_AUDIO: Final = {"video/mp4": "audio/mp4", "video/webm": "audio/webm", "video/x-matroska": "audio/x-matroska"}


def examine(
    untrusted_data: bytes | ReadableBytes, *, file_name: str, now: datetime | None = None
) -> tuple[Examination, bytes | None]:
    """Examine one file.

    Args:
        untrusted_data: Its bytes, or a file served in ranges.
        file_name: Its name, without folders; used for hints only.
        now: The present, aware, for dates in the future; the computer's clock when None.

    Returns:
        The examination, and the thumbnail as JPEG when there is one.

    Raises:
        MemoryError: The limit of the process was reached.
    """
    size = len(untrusted_data) if isinstance(untrusted_data, bytes) else untrusted_data.size
    head = untrusted_data[:HEAD] if isinstance(untrusted_data, bytes) else untrusted_data.read(HEAD)
    sniffed = sniff(head, file_name=file_name)
    match sniffed.kind:
        case "photo" if isinstance(untrusted_data, bytes):
            found, thumbnail = _photo(untrusted_data, sniffed, now=now)
        case "photo":
            found, thumbnail = _unopened(sniffed, Problem(ProblemCode.TOO_LARGE, f"{size / 1e6:.0f} MB")), None
        case "video":
            found, thumbnail = _video(untrusted_data, sniffed, size=size, now=now)
        case _:
            found, thumbnail = _file(untrusted_data, sniffed, size=size, file_name=file_name, now=now), None
    if thumbnail is not None:
        found = replace(found, fingerprint=fingerprint_of_jpeg(thumbnail))
    if (problem := _name_differs(sniffed, file_name)) is not None:
        found = replace(found, problems=(*found.problems, problem))
    return found, thumbnail


def _photo(untrusted_data: bytes, sniffed: Sniffed, *, now: datetime | None) -> tuple[Examination, bytes | None]:
    media_type = sniffed.media_type
    try:
        picture = open_picture(untrusted_data, media_type=media_type)
    except TooLargeError as error:
        unopened = _unopened(sniffed, _problem(ProblemCode.TOO_LARGE, str(error)))
        unopened = replace(unopened, width=_side(error.width), height=_side(error.height))
        return _with_metadata(unopened, read_picture(None, untrusted_data, media_type=media_type, now=now)), None
    except UnreadableError as error:
        unopened = _unopened(sniffed, _unreadable(error))
        return _with_metadata(unopened, read_picture(None, untrusted_data, media_type=media_type, now=now)), None
    # PNG may keep its EXIF behind the pixels: read after decoding, which it needs anyway. The others are read
    # first: Pillow forgets the orientation of a TIFF once it has applied it.
    late = media_type == "image/png"
    metadata = None if late else read_picture(picture.image, untrusted_data, media_type=media_type, now=now)
    found, thumbnail = _pixels(picture, sniffed)
    if metadata is None:
        usable = picture.image if found.state == "ok" else None
        metadata = read_picture(usable, untrusted_data, media_type=media_type, now=now)
    return _with_metadata(found, metadata), thumbnail


def _pixels(picture: OpenPicture, sniffed: Sniffed) -> tuple[Examination, bytes | None]:
    width, height = picture.stored_size
    try:
        decoded = decode(picture, max_edge=THUMBNAIL_EDGE)
    except TooLargeError as error:
        found = _unopened(sniffed, _problem(ProblemCode.TOO_LARGE, str(error)))
        return replace(found, width=width, height=height), None
    except UnreadableError as error:
        return replace(_unopened(sniffed, _unreadable(error)), width=width, height=height), None
    problems: tuple[Problem, ...] = ()
    unlike: tuple[Problem, ...] = ()
    if decoded.damage is not None:
        code = ProblemCode.FILE_ENDS_EARLY if decoded.cut else ProblemCode.PICTURE_DAMAGED
        problems = (_problem(code, decoded.damage),)
    else:
        unlike = thumbnail_problem(picture.image.info.get("exif"), decoded.image)
    found = Examination(
        media_type=sniffed.media_type,
        kind="photo",
        state="partial" if problems else "ok",
        width=decoded.width,
        height=decoded.height,
        orientation=decoded.orientation,
        problems=(*problems, *unlike),
    )
    return found, thumbnail_jpeg(decoded.image)


def _video(
    untrusted_data: bytes | ReadableBytes, sniffed: Sniffed, *, size: int, now: datetime | None
) -> tuple[Examination, bytes | None]:
    file = io.BytesIO(untrusted_data) if isinstance(untrusted_data, bytes) else untrusted_data
    media_type = sniffed.media_type
    cut = video_ends_early(file, size=size, media_type=media_type)
    try:
        with open_video(file, media_type=media_type) as container:
            facts = video_facts(container)
            metadata = read_video(container, media_type=media_type, now=now)
    except MemoryError:
        raise
    except Exception as error:  # demuxers raise whatever they like on hostile bytes
        code = ProblemCode.VIDEO_CUT_SHORT if cut else ProblemCode.VIDEO_UNREADABLE
        return _unopened(sniffed, _problem(code, _described(error))), None
    if not facts.has_pictures:
        audio = Sniffed(_AUDIO.get(media_type, "audio/x-unknown"), "file")
        return _with_metadata(replace(_kept(audio), duration_s=facts.duration_s), metadata), None
    found = Examination(
        media_type=media_type,
        kind="video",
        state="partial" if cut else "ok",
        width=facts.width,
        height=facts.height,
        duration_s=facts.duration_s,
        problems=(Problem(ProblemCode.FILE_ENDS_EARLY),) if cut else (),
    )
    found, thumbnail = _poster(found, file, cut=cut)
    return _with_metadata(found, metadata), thumbnail


def _poster(found: Examination, file: io.BytesIO | ReadableBytes, *, cut: bool) -> tuple[Examination, bytes | None]:
    seconds = found.duration_s or 0.0
    # The middle of a short clip says most, and costs little even where only its first frame is whole.
    short = seconds <= _SHORT_CLIP_S
    at_s = seconds / 2 if short else min(seconds * _POSTER_SHARE, _POSTER_LATEST_S)
    try:
        frame = take_frame(file, media_type=found.media_type, at_s=at_s, max_edge=THUMBNAIL_EDGE, exact=short)
    except MemoryError:
        raise
    except NoDecoderError as error:
        problem = _problem(ProblemCode.NO_PREVIEW, str(error))
    except TooLargeError as error:
        problem = _problem(ProblemCode.TOO_LARGE, str(error))
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        code = ProblemCode.VIDEO_CUT_SHORT if cut else ProblemCode.VIDEO_UNREADABLE
        problem = _problem(code, str(error) if isinstance(error, NoFrameError) else _described(error))
    else:
        turned = replace(
            found, width=frame.width, height=frame.height, orientation=frame.turned_deg or found.orientation
        )
        return turned, thumbnail_jpeg(frame.image)
    return replace(found, state="unreadable", problems=(problem,)), None


def _file(
    untrusted_data: bytes | ReadableBytes, sniffed: Sniffed, *, size: int, file_name: str, now: datetime | None
) -> Examination:
    if size == 0:
        return replace(_kept(sniffed), state="unreadable", problems=(Problem(ProblemCode.FILE_EMPTY),))
    promised = None if sniffed.known else name_promises(file_name)
    if promised is not None:
        code = ProblemCode.VIDEO_UNREADABLE if promised == "video" else ProblemCode.PICTURE_UNREADABLE
        problem = Problem(code, f"the bytes are no {promised} known here")
        return replace(_kept(sniffed), state="unreadable", problems=(problem,))
    if sniffed.media_type.startswith("image/") and isinstance(untrusted_data, bytes):
        # Camera raw and the like: no picture here, but ExifRead finds their dates and places.
        metadata = read_picture(None, untrusted_data, media_type=sniffed.media_type, now=now)
        return _with_metadata(_kept(sniffed), metadata)
    return _kept(sniffed)


def _name_differs(sniffed: Sniffed, file_name: str) -> Problem | None:
    """Note a name that says another kind of picture or video, as messengers give."""
    if not sniffed.known or name_promises(file_name) is None or same_family(sniffed.media_type, file_name):
        return None
    return _problem(ProblemCode.NAME_DIFFERS, f"{file_name[-40:]} is {sniffed.media_type}")


def _side(pixels: int) -> int | None:
    """Return a side that a header names, if it can be one."""
    return pixels if 1 <= pixels <= MAX_SIDE else None


def _with_metadata(found: Examination, metadata: Metadata) -> Examination:
    return replace(
        found,
        orientation=found.orientation if metadata.orientation is None else metadata.orientation,
        camera_make=metadata.camera_make,
        camera_model=metadata.camera_model,
        camera_serial=metadata.camera_serial,
        lens=metadata.lens,
        focal_length_mm=metadata.focal_length_mm,
        focal_length_35mm=metadata.focal_length_35mm,
        moments=metadata.moments,
        geotags=metadata.geotags,
        title=metadata.title,
        caption=metadata.caption,
        tags=metadata.keywords,
        raw_tags=metadata.raw_tags,
        problems=_each_once([*found.problems, *metadata.problems]),
    )


def _each_once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


def _kept(sniffed: Sniffed) -> Examination:
    return Examination(media_type=sniffed.media_type, kind="file", state="ok")


def _unopened(sniffed: Sniffed, problem: Problem) -> Examination:
    return Examination(media_type=sniffed.media_type, kind=sniffed.kind, state="unreadable", problems=(problem,))


def _unreadable(error: UnreadableError) -> Problem:
    code = ProblemCode.PICTURE_CUT_SHORT if error.cut else ProblemCode.PICTURE_UNREADABLE
    return _problem(code, str(error))


def _problem(code: ProblemCode, detail: str) -> Problem:
    return Problem(code, clean_text(detail, limit=_MAX_DETAIL))


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
