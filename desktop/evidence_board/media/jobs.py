"""What media workers do on request: the handler module of `workers.Supervisor`.

Jobs (`kind` in the header):

- `ping`: nothing.
- `examine` with `file_name`: the flat `Examination`; attachment: the thumbnail, if any.
- `pixels` with `max_edge`: a still picture as RGB.
- `fingerprint`: of a thumbnail of ours: `fingerprint`, four integers, or `problem`.
- `bands` with `max_edge`: the same in up to `MAX_BANDS` attachments of whole rows, for pictures so large that
  one piece would hold up whoever takes it.
- `frame` with `at_s`, `max_edge`: the frame of a video at a time as RGB.
- `frames` with `at_s`, `count`, `max_edge`: frames of a video in a row; `media.clip_jobs` answers.
- `stills` with `times`, `slack_s`, `max_edge`: frames near some times; `media.clip_jobs` answers.

`pixels` and `frame` answer with `width`, `height`, `stride`, `whole_width`, `whole_height`, `at_s` and one
attachment, or with `problem` (code and detail). `media.requests` makes these jobs and checks the answers.
"""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any, Final

from evidence_board.workers.contract import ReadableBytes
from evidence_board.workers.protocol import MAX_PAYLOAD

if TYPE_CHECKING:
    from PIL.Image import Image

    from evidence_board.media.decode import Decoded

__all__ = ["HANDLER", "MAX_BANDS", "handle", "prepare"]

HANDLER: Final = "evidence_board.media.jobs"

MAX_BANDS: Final = 12
_BAND_BYTES: Final = 24 << 20

_LATE_IMPORTS: Final = (
    "PIL.ImageCms",
    "PIL.ImageFile",
    "evidence_board.media.clip_jobs",
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
    decoded = _still(header, payload)
    if isinstance(decoded, tuple):
        return decoded
    return _rgb(decoded.image, whole=(decoded.width, decoded.height), at_s=0.0)


def _bands(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    decoded = _still(header, payload)
    if isinstance(decoded, tuple):
        return decoded
    image, stride = decoded.image, decoded.image.width * 3
    count = min(MAX_BANDS, max(1, -(-stride * image.height // _BAND_BYTES)))
    rows = -(-image.height // count)
    bands = [
        image.crop((0, top, image.width, min(top + rows, image.height))).tobytes()
        for top in range(0, image.height, rows)
    ]
    return _facts(image, whole=(decoded.width, decoded.height), at_s=0.0) | {"band": rows}, bands


def _still(header: dict[str, Any], payload: bytes | ReadableBytes) -> Decoded | Answer:
    """Decode a still picture, or answer why it cannot be."""
    from evidence_board.media.decode import UnreadableError, decode, open_picture
    from evidence_board.media.limits import TooLargeError
    from evidence_board.media.sniff import sniff
    from evidence_board.model.file_problems import ProblemCode

    if not isinstance(payload, bytes):
        if payload.size > MAX_PAYLOAD:
            return _failed(ProblemCode.TOO_LARGE, f"{payload.size / 1e6:.0f} MB")
        payload = payload.read()
    sniffed = sniff(payload)
    if sniffed.kind != "photo":
        return _failed(ProblemCode.PICTURE_UNREADABLE, sniffed.media_type)
    try:
        return decode(open_picture(payload, media_type=sniffed.media_type), max_edge=int(header["max_edge"]))
    except TooLargeError as error:
        return _failed(ProblemCode.TOO_LARGE, str(error))
    except UnreadableError as error:
        return _failed(ProblemCode.PICTURE_UNREADABLE, str(error))


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


def _clip(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    from evidence_board.media.clip_jobs import clip_job

    return clip_job(header, payload)


def _rgb(image: Image, *, whole: tuple[int, int], at_s: float) -> Answer:
    return _facts(image, whole=whole, at_s=at_s), [image.tobytes()]


def _facts(image: Image, *, whole: tuple[int, int], at_s: float) -> dict[str, Any]:
    return {
        "width": image.width,
        "height": image.height,
        "stride": image.width * 3,
        "whole_width": whole[0],
        "whole_height": whole[1],
        "at_s": at_s,
    }


def _failed(code: str, detail: str) -> Answer:
    from evidence_board.model.examination import clean_text

    return {"problem": {"code": str(code), "detail": clean_text(detail, limit=300)}}, []


_JOBS: Final = {
    "ping": _ping,
    "examine": _examine,
    "fingerprint": _fingerprint,
    "pixels": _pixels,
    "bands": _bands,
    "frame": _frame,
    "frames": _clip,
    "stills": _clip,
}
