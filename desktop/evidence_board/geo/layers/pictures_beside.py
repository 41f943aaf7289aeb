"""Pictures that lie beside a KML file and are named in it: handed to the worker behind the file, as one stream."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from evidence_board.geo.layers.origins import FileOrigin, read_small
from evidence_board.workers import RangeSource, Reply

__all__ = ["wanted_beside", "with_pictures"]

_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp")
_MOST: Final = 100
_MOST_BYTES: Final = 48 << 20
_MOST_TOTAL: Final = 128 << 20


def wanted_beside(reply: Reply) -> list[str]:
    """Return the names of pictures that a worker found in a KML file; only such as lie at it or below."""
    untrusted = reply.header.get("wanted")
    if not isinstance(untrusted, list):
        return []
    names = [one for one in untrusted[:_MOST] if isinstance(one, str) and len(one) < 500 and _is_below(one)]
    return list(dict.fromkeys(names))


def with_pictures(origin: FileOrigin, names: Sequence[str]) -> tuple[RangeSource, dict[str, Any]] | None:
    """Return the bytes of the file and of the pictures behind it, and where each lies; None when there is none.

    Raises:
        OSError: the file itself cannot be read.
    """
    size = start = origin.size
    pictures, places = [], []
    for name in names:
        with contextlib.suppress(OSError, ValueError):
            data = read_small(origin.path.parent.joinpath(*PurePosixPath(name).parts), most=_MOST_BYTES)
            if start - size + len(data) > _MOST_TOTAL:
                break
            pictures.append(data)
            places.append([name, start, len(data)])
            start += len(data)
    if not pictures:
        return None
    behind = b"".join(pictures)

    def read(offset: int, length: int) -> bytes:
        own = max(0, min(length, size - offset))
        first = origin.read(offset, own) if own else b""
        return first + behind[max(0, offset - size) :][: length - own]

    return RangeSource(start, read), {"own_size": size, "attached": places}


def _is_below(name: str) -> bool:
    """Tell whether a name leads to a picture in the folder of the file or below it."""
    path = PurePosixPath(name)
    odd = path.is_absolute() or ":" in name or "\\" in name or "\0" in name or ".." in path.parts
    return not odd and Path(name).suffix.casefold() in _ENDINGS
