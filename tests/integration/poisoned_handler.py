"""The media handler, but one mark in the bytes crashes the process, as a hole in a decoder would,
and another raises what nobody expects."""

import ctypes

from evidence_board.media.jobs import handle as media_handle
from evidence_board.media.jobs import prepare

__all__ = ["handle", "prepare"]


def handle(header, payload):
    if isinstance(payload, bytes) and b"POISON" in payload:
        ctypes.string_at(0)
    if isinstance(payload, bytes) and b"GAP" in payload:
        raise LookupError("a case that nobody thought of")
    return media_handle(header, payload)
