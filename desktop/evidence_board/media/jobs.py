"""What media workers do on request: the handler module of `workers.Supervisor`.

Jobs (`kind` in the header):

- `ping`: nothing.
- `examine` with `file_name`: the flat `Examination`; attachment: the thumbnail, if any.
- `pixels` with `max_edge`: a still picture as RGB.
- `fingerprint`: of a thumbnail of ours: `fingerprint`, four integers, or `problem`.
- `frame` with `at_s`, `max_edge`: the frame of a video at a time as RGB.

`pixels` and `frame` answer with `width`, `height`, `stride`, `whole_width`, `whole_height`, `at_s` and one
attachment, or with `problem` (code and detail). `media.requests` makes these jobs and checks the answers.
"""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any, Final

from evidence_board.workers.contract import ReadableBytes

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["HANDLER", "handle", "prepare"]

HANDLER: Final = "evidence_board.media.jobs"

_LATE_IMPORTS: Final = (
    "PIL.ImageCms",
    "PIL.ImageFile",
    "evidence_board.media.examine",
    "evidence_board.media.exif_pictures",
    "evidence_board.media.fingerprints",
    "evidence_board.media.video_metadata",
)

Answer = tuple[dict[str, Any], list[bytes]]


def prepare() -> None:
    """Load every decoder while files can still be opened."""
    import av

    from evidence_board.media.decode import register_decoders

    register_decoders()
    av.logging.set_level(av.logging.PANIC)
    for name in _LATE_IMPORTS:
        importlib.import_module(name)


def handle(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    """Do one job.

    Raises:
        KeyError: No such kind of job.
        MemoryError: The limit of the process was reached.
    """
    return _JOBS[header["kind"]](header, payload)


def _ping(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    return {}, []


def _examine(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    from evidence_board.media.examine import examine

    found, thumbnail = examine(payload, file_name=str(header["file_name"]))
    return found.to_flat(), [] if thumbnail is None else [thumbnail]


def _fingerprint(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    from evidence_board.media.fingerprints import fingerprint_of_jpeg
    from evidence_board.model.file_problems import ProblemCode

    try:
        found = fingerprint_of_jpeg(payload if isinstance(payload, bytes) else b"")
    except MemoryError:
        raise
    except Exception as error:  # a thumbnail in a case that somebody else made may be anything
        return _failed(ProblemCode.PICTURE_UNREADABLE, f"{type(error).__name__}: {error}")
    return {"fingerprint": list(found)}, []


def _pixels(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    from evidence_board.media.decode import UnreadableError, decode, open_picture
    from evidence_board.media.limits import TooLargeError
    from evidence_board.media.sniff import sniff
    from evidence_board.model.file_problems import ProblemCode

    if not isinstance(payload, bytes):
        return _failed(ProblemCode.TOO_LARGE, f"{payload.size / 1e6:.0f} MB")
    sniffed = sniff(payload)
    if sniffed.kind != "photo":
        return _failed(ProblemCode.PICTURE_UNREADABLE, sniffed.media_type)
    try:
        decoded = decode(open_picture(payload, media_type=sniffed.media_type), max_edge=int(header["max_edge"]))
    except TooLargeError as error:
        return _failed(ProblemCode.TOO_LARGE, str(error))
    except UnreadableError as error:
        return _failed(ProblemCode.PICTURE_UNREADABLE, str(error))
    return _rgb(decoded.image, whole=(decoded.width, decoded.height), at_s=0.0)


def _frame(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    from evidence_board.media.limits import TooLargeError
    from evidence_board.media.sniff import HEAD, sniff
    from evidence_board.media.video import NoDecoderError, take_frame
    from evidence_board.model.file_problems import ProblemCode

    file = io.BytesIO(payload) if isinstance(payload, bytes) else payload
    sniffed = sniff(file.read(HEAD))
    if sniffed.kind != "video":
        return _failed(ProblemCode.VIDEO_UNREADABLE, sniffed.media_type)
    try:
        frame = take_frame(
            file,
            media_type=sniffed.media_type,
            at_s=float(header["at_s"]),
            max_edge=int(header["max_edge"]),
            exact=True,
        )
    except MemoryError:
        raise
    except TooLargeError as error:
        return _failed(ProblemCode.TOO_LARGE, str(error))
    except NoDecoderError as error:
        return _failed(ProblemCode.NO_PREVIEW, str(error))
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        return _failed(ProblemCode.VIDEO_UNREADABLE, f"{type(error).__name__}: {error}")
    return _rgb(frame.image, whole=(frame.width, frame.height), at_s=frame.at_s)


def _rgb(image: Image, *, whole: tuple[int, int], at_s: float) -> Answer:
    header = {
        "width": image.width,
        "height": image.height,
        "stride": image.width * 3,
        "whole_width": whole[0],
        "whole_height": whole[1],
        "at_s": at_s,
    }
    return header, [image.tobytes()]


def _failed(code: str, detail: str) -> Answer:
    from evidence_board.model.examination import clean_text

    return {"problem": {"code": str(code), "detail": clean_text(detail, limit=300)}}, []


_JOBS: Final = {
    "ping": _ping,
    "examine": _examine,
    "fingerprint": _fingerprint,
    "pixels": _pixels,
    "frame": _frame,
}
