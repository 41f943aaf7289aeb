"""What layer workers do on request: the handler module of `workers.Supervisor`.

Jobs (`ask` in the header; `key` says which file, `kind` its format if known, `options` those of the layer):

- `open`: what the layer is, see `facts.LayerFacts`.
- `tile` with `z`, `x`, `y`: pixels, or parts of a vector tile; no attachment where there is nothing.
- `shapes`: all shapes of a file.

Each answers with `problem` and `detail` instead when the file is no layer. Readers stay open between jobs, by key.
"""

from __future__ import annotations

import importlib
import io
import zlib
from collections import OrderedDict
from typing import Any, Final, Protocol

from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.problems import LayerError
from evidence_board.model.flat_reading import clean_text
from evidence_board.workers.contract import ReadableBytes

__all__ = ["Answer", "Reader", "handle", "prepare"]

Answer = tuple[dict[str, Any], list[bytes]]

_MOST_OPEN: Final = 12
_READERS: Final = {
    "mbtiles": "evidence_board.geo.layers.mbtiles",
    "xyz": "evidence_board.geo.layers.xyz_tiles",
}
_LATE_IMPORTS: Final = ("apsw", "evidence_board.geo.layers.tile_pictures")


class Reader(Protocol):
    """Reads one layer. Made with the file, its name and the header of the job that opened it."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None: ...

    def facts(self) -> dict[str, Any]:
        """Return what it is, see `facts.LayerFacts`; what is left out has its usual value."""

    def tile(self, z: int, x: int, y: int) -> Answer:
        """Return a tile."""

    def shapes(self) -> Answer:
        """Return all shapes."""


_open: OrderedDict[str, tuple[HeldFile, Reader]] = OrderedDict()


def prepare() -> None:
    """Load every decoder while files can still be opened."""
    from evidence_board.geo.layers.tile_pictures import register_decoders

    register_decoders()
    for name in (*_LATE_IMPORTS, *_READERS.values()):
        importlib.import_module(name)


def handle(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    """Do one job.

    Raises:
        KeyError: no such kind of job.
        MemoryError: the limit of the process was reached.
    """
    work = {"open": _open_layer, "tile": _tile, "shapes": _shapes}[header["ask"]]
    try:
        return work(header, payload)
    except LayerError as error:
        return {"problem": str(error), "detail": ""}, []
    except (ValueError, LookupError, ArithmeticError, EOFError, OSError, zlib.error, RecursionError) as error:
        # Bytes of strangers: whatever a parser stumbles over is damage of the file.
        _open.pop(str(header["key"]), None)
        return {"problem": "damaged", "detail": clean_text(type(error).__name__, limit=100)}, []


def _open_layer(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    _open.pop(_key(header), None)
    facts = _with_reader(header, payload, lambda reader: (reader.facts(), []))[0]
    return _filled(facts), []


def _tile(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    z, x, y = (int(header[name]) for name in "zxy")
    return _with_reader(header, payload, lambda reader: reader.tile(z, x, y))


def _shapes(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    return _with_reader(header, payload, lambda reader: reader.shapes())


def _with_reader(header: dict[str, Any], payload: bytes | ReadableBytes, work: Any) -> Answer:
    """Let the reader of a file work while the job lends its bytes."""
    stream = io.BytesIO(payload) if isinstance(payload, bytes) else payload
    size = len(payload) if isinstance(payload, bytes) else payload.size
    key = _key(header)
    file, reader = _open.get(key, (None, None))
    if file is None or file.size != size or header["kind"] == "xyz":
        file, reader = HeldFile(size), None
    file.lend(stream)  # type: ignore[arg-type]  # BytesIO has no size, which is not asked for here
    try:
        if reader is None:
            reader = _reader_for(file, header)
            _open[key] = file, reader
            while len(_open) > _MOST_OPEN:
                _open.popitem(last=False)
        else:
            _open.move_to_end(key)
        answer: Answer = work(reader)
    finally:
        file.lend(None)
    return answer


def _reader_for(file: HeldFile, header: dict[str, Any]) -> Reader:
    kind = header["kind"] or _sniffed(file.read_at(0, 4096))
    if kind not in _READERS:
        raise LayerError("unknown")
    made: Reader = importlib.import_module(_READERS[kind]).READER(file, header)
    return made


def _sniffed(head: bytes) -> str:
    if head.startswith(b"SQLite format 3\0"):
        return "mbtiles"
    return ""


def _key(header: dict[str, Any]) -> str:
    return f"{header['key']}|{header['kind']}|{sorted(header['options'].items())!r}"


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "name": "", "attribution": "", "bounds": None, "min_zoom": 0, "max_zoom": 24, "tile_px": 256, "pixels": False,
        "vector": False, "shapes": False, "schema": "", "count": 0, "options": {}, "notes": [], "questions": [],
        "width": 0, "height": 0, "residuals_m": [],
    }  # fmt: skip
    filled = {**usual, **facts}
    filled["name"] = clean_text(" ".join(str(filled["name"]).split()), limit=200)
    filled["attribution"] = clean_text(" ".join(str(filled["attribution"]).split()), limit=400)
    return filled
