"""The supervisor's side of media jobs: asks workers, and believes no answer before it is checked.

Imports neither Pillow nor PyAV.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from evidence_board.media.jobs import HANDLER
from evidence_board.media.sniff import HEAD, sniff
from evidence_board.media.thumbnail_check import check_thumbnail
from evidence_board.model.examination import Examination, Problem, ProblemCode, UntrustedReplyError, clean_text
from evidence_board.model.file_problems import MAX_DETAIL
from evidence_board.model.fingerprints import PLAIN, Fingerprint, read_fingerprint
from evidence_board.model.flat_reading import FlatReader
from evidence_board.workers import RangeSource, Reply, Supervisor, WorkerDied

__all__ = [
    "PixelBands",
    "Pixels",
    "ask_bands",
    "ask_examination",
    "ask_fingerprint",
    "ask_frame",
    "ask_pixels",
    "examination_after_death",
    "media_supervisor",
    "read_examination",
    "read_fingerprint_reply",
    "read_pixels",
]

MAX_EDGE: Final = 16_384
_EXAMINE_S: Final = 60.0
_PIXELS_S: Final = 30.0
_ROOM: Final = 480 << 20


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as bytes, ready for `QImage(rgb, width, height, stride, Format_RGB888)`.

    Attributes:
        rgb: `height` rows of `stride` bytes, three bytes for each pixel.
        width: Pixels.
        height: Pixels.
        stride: Bytes from row to row.
        whole_width: Pixels of the whole picture, upright.
        whole_height: Pixels of the whole picture, upright.
        at_s: For a frame: its time in the video, in seconds.
    """

    rgb: bytes
    width: int
    height: int
    stride: int
    whole_width: int
    whole_height: int
    at_s: float


@dataclass(frozen=True, slots=True)
class PixelBands:
    """A large picture in bands of whole rows, three bytes for each pixel and no gap between rows.

    Attributes:
        bands: From the top; each `band` rows high, the last as high as what is left.
        band: Rows of a band.
        width: Pixels.
        height: Pixels.
        whole_width: Pixels of the whole picture, upright.
        whole_height: Pixels of the whole picture, upright.
    """

    bands: tuple[bytes, ...]
    band: int
    width: int
    height: int
    whole_width: int
    whole_height: int


def media_supervisor(*, workers: int, low_priority: bool) -> Supervisor:
    """Return a supervisor whose workers read pictures and videos."""
    return Supervisor(HANDLER, workers=workers, low_priority=low_priority, timeout_s=_EXAMINE_S)


def ask_examination(supervisor: Supervisor, untrusted_data: bytes | RangeSource, *, file_name: str) -> Future[Reply]:
    """Ask for the examination of one file; give the reply to `read_examination`."""
    # File systems allow names that are no text (lone surrogates); JSON does not.
    name = clean_text(file_name[-255:], limit=255)
    return supervisor.submit({"kind": "examine", "file_name": name}, untrusted_data)


def ask_fingerprint(supervisor: Supervisor, untrusted_thumbnail: bytes) -> Future[Reply]:
    """Ask for the fingerprint of a thumbnail; give the reply to `read_fingerprint_reply`."""
    return supervisor.submit({"kind": "fingerprint"}, untrusted_thumbnail, timeout_s=_PIXELS_S)


def ask_pixels(supervisor: Supervisor, untrusted_data: bytes | RangeSource, *, max_edge: int) -> Future[Reply]:
    """Ask for a still picture at most `max_edge` pixels long; give the reply to `read_pixels`."""
    header = {"kind": "pixels", "max_edge": max_edge}
    room = 3 * max_edge * max_edge
    return supervisor.submit(header, untrusted_data, timeout_s=_PIXELS_S, urgent=True, reply_room=room)


def ask_bands(
    supervisor: Supervisor, untrusted_data: bytes | RangeSource, *, max_edge: int, area: int | None = None
) -> Future[Reply]:
    """Ask for a still picture in bands; give the reply to `read_bands`.

    Args:
        supervisor: Has the workers.
        untrusted_data: The file.
        max_edge: Longest edge wanted, in pixels.
        area: Pixels of the whole picture, if known: so much room is lent, and no more.
    """
    room = 3 * max_edge * max_edge
    if area is not None:
        room = min(room, 3 * area + 3 * MAX_EDGE)
    header = {"kind": "bands", "max_edge": max_edge}
    return supervisor.submit(header, untrusted_data, timeout_s=_PIXELS_S, urgent=True, reply_room=min(room, _ROOM))


def ask_frame(
    supervisor: Supervisor, untrusted_data: bytes | RangeSource, *, at_s: float, max_edge: int
) -> Future[Reply]:
    """Ask for the frame of a video at `at_s` seconds; give the reply to `read_pixels`."""
    header = {"kind": "frame", "at_s": at_s, "max_edge": max_edge}
    room = 3 * max_edge * max_edge
    return supervisor.submit(header, untrusted_data, timeout_s=_PIXELS_S, urgent=True, reply_room=room)


def read_examination(untrusted_reply: Reply) -> tuple[Examination, bytes | None]:
    """Check the answer to `ask_examination`.

    Returns:
        The examination, and the thumbnail as JPEG when there is one.

    Raises:
        UntrustedReplyError: The worker sent something it must not send; treat the file as after a death with
            reason `Death.REPLY`.
    """
    examination = Examination.from_flat(untrusted_reply.header)
    if not untrusted_reply.attachments:
        return examination, None
    if len(untrusted_reply.attachments) > 1:
        raise UntrustedReplyError("more than one thumbnail")
    thumbnail = untrusted_reply.attachments[0]
    check_thumbnail(thumbnail)
    return examination, thumbnail


def read_fingerprint_reply(untrusted_reply: Reply) -> Fingerprint:
    """Check the answer to `ask_fingerprint`; a thumbnail that is no picture is too plain to compare.

    Raises:
        UntrustedReplyError: The worker sent something it must not send.
    """
    if "problem" in untrusted_reply.header:
        return PLAIN
    return read_fingerprint(FlatReader(untrusted_reply.header, names=["fingerprint"]).rows("fingerprint", limit=4))


def read_bands(untrusted_reply: Reply) -> PixelBands | Problem:
    """Check the answer to `ask_bands`: a picture in bands, or why there is none.

    Raises:
        UntrustedReplyError: The worker sent something it must not send.
    """
    problem = read_problem(untrusted_reply)
    if problem is not None:
        return problem
    read = FlatReader(untrusted_reply.header)
    found = PixelBands(
        bands=untrusted_reply.attachments,
        band=read.whole("band", low=1, high=MAX_EDGE),
        width=read.whole("width", low=1, high=MAX_EDGE),
        height=read.whole("height", low=1, high=MAX_EDGE),
        whole_width=read.whole("whole_width", low=1, high=1_000_000),
        whole_height=read.whole("whole_height", low=1, high=1_000_000),
    )
    tops = range(0, found.height, found.band)
    sizes = [3 * found.width * min(found.band, found.height - top) for top in tops]
    if [len(one) for one in found.bands] != sizes:
        raise UntrustedReplyError("bands of another size than said")
    return found


def read_problem(untrusted_reply: Reply) -> Problem | None:
    """Return why a worker has no pixels, checked; None when it says nothing of the kind.

    Raises:
        UntrustedReplyError: The worker sent something it must not send.
    """
    if "problem" not in untrusted_reply.header:
        return None
    problem = FlatReader(untrusted_reply.header["problem"], names=("code", "detail"))
    code = ProblemCode(problem.choice("code", tuple(ProblemCode)))
    return Problem(code, problem.text("detail", limit=MAX_DETAIL))


def read_pixels(untrusted_reply: Reply) -> Pixels | Problem:
    """Check the answer to `ask_pixels` or `ask_frame`: pixels, or why there are none.

    Raises:
        UntrustedReplyError: The worker sent something it must not send.
    """
    problem = read_problem(untrusted_reply)
    if problem is not None:
        return problem
    read = FlatReader(untrusted_reply.header)
    pixels = Pixels(
        rgb=untrusted_reply.attachments[0] if len(untrusted_reply.attachments) == 1 else b"",
        width=read.whole("width", low=1, high=MAX_EDGE),
        height=read.whole("height", low=1, high=MAX_EDGE),
        stride=read.whole("stride", low=3, high=3 * MAX_EDGE),
        whole_width=read.whole("whole_width", low=1, high=1_000_000),
        whole_height=read.whole("whole_height", low=1, high=1_000_000),
        at_s=read.number("at_s", low=-1e9, high=1e9),
    )
    if pixels.stride != 3 * pixels.width or len(pixels.rgb) != pixels.stride * pixels.height:
        raise UntrustedReplyError("pixels of another size than said")
    return pixels


def examination_after_death(death: WorkerDied, *, untrusted_head: bytes, file_name: str = "") -> Examination:
    """Return the examination of a file that killed its worker: kept, marked, nothing read."""
    sniffed = sniff(untrusted_head[:HEAD], file_name=file_name)
    return Examination(media_type=sniffed.media_type, kind=sniffed.kind, state="unreadable", problems=(death.problem,))
