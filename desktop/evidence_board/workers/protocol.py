"""Messages between supervisor and worker: one JSON header, then raw bytes. Never pickles.

Each message is one `send_bytes` of JSON with the sizes of its attachments, then every attachment in pieces of
at most `PIECE` bytes. Every size is checked before anything is allocated.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any, Final

__all__ = [
    "MAX_ATTACHMENTS",
    "MAX_ATTACHMENT_TOTAL",
    "MAX_HEADER",
    "MAX_PAYLOAD",
    "PIECE",
    "ProtocolError",
    "receive",
    "send",
]

PIECE: Final = 256 * 1024
MAX_HEADER: Final = 32 * 1024 * 1024
MAX_PAYLOAD: Final = 256 * 1024 * 1024
"""Larger files are served in ranges (`contract.RangeSource`)."""
MAX_ATTACHMENT_TOTAL: Final = 512 * 1024 * 1024
MAX_ATTACHMENTS: Final = 16


class ProtocolError(Exception):
    """The other side sent something that is no message of ours."""


def send(connection: Connection, header: dict[str, Any], attachments: Sequence[bytes | memoryview] = ()) -> None:
    """Send one message.

    Raises:
        OSError: The other side is gone.
        ValueError: The header is not JSON-able.
    """
    message = {"header": header, "sizes": [len(each) for each in attachments]}
    text = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    connection.send_bytes(text.encode("utf-8"))
    for each in attachments:
        for start in range(0, len(each), PIECE):
            connection.send_bytes(each, start, min(PIECE, len(each) - start))


def receive(connection: Connection, *, limit: int = MAX_ATTACHMENT_TOTAL) -> tuple[dict[str, Any], list[bytes]]:
    """Receive one message.

    Args:
        connection: The pipe.
        limit: Most bytes that the attachments may have in all.

    Raises:
        EOFError: The other side is gone.
        OSError: The pipe broke, or a piece is larger than it may be.
        ProtocolError: What came is not a message of ours.
    """
    header, sizes = _parse(connection.recv_bytes(MAX_HEADER), limit=limit)
    return header, [_receive_bytes(connection, size) for size in sizes]


def _parse(untrusted_text: bytes, *, limit: int) -> tuple[dict[str, Any], list[int]]:
    try:
        message = json.loads(untrusted_text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the header is not JSON") from error
    if not isinstance(message, dict) or set(message) != {"header", "sizes"}:
        raise ProtocolError("the header is not ours")
    header, sizes = message["header"], message["sizes"]
    if not isinstance(header, dict) or not isinstance(sizes, list) or len(sizes) > MAX_ATTACHMENTS:
        raise ProtocolError("the header is not ours")
    if not all(type(size) is int and 0 <= size <= limit for size in sizes) or sum(sizes) > limit:
        raise ProtocolError("an attachment is too large")
    return header, sizes


def _receive_bytes(connection: Connection, size: int) -> bytes:
    pieces: list[bytes] = []
    missing = size
    while missing:
        piece = connection.recv_bytes(PIECE)
        if not piece or len(piece) > missing:
            raise ProtocolError("an attachment has another size than announced")
        pieces.append(piece)
        missing -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
