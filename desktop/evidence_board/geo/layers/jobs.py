"""What layer workers do on request: the handler module of `workers.Supervisor`.

Jobs (`ask` in the header; `key` says which file, `kind` its format if known, `options` those of the layer):

- `open`: what the layer is, see `facts.LayerFacts`.
- `tile` with `z`, `x`, `y`: pixels, or parts of a vector tile; no attachment where there is nothing.
- `shapes`: all shapes of a file.
- `picture` with `max_edge`: a picture as it is, for pinning it.

Each answers with `problem` and `detail` instead when the file is no layer. Readers stay open between jobs, by key.
"""

from __future__ import annotations

import importlib
import io
import zlib
from collections import OrderedDict
from typing import Any, Final, Protocol

from evidence_board.geo.layers.answers import MOST_PICTURE_PX
from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.problems import LayerError
from evidence_board.model.flat_reading import clean_text
from evidence_board.workers.contract import ReadableBytes

__all__ = ["Answer", "Reader", "close_all", "handle", "prepare"]

Answer = tuple[dict[str, Any], list[bytes]]

_MOST_OPEN: Final = 8
_READERS: Final = {
    "geojson": "evidence_board.geo.layers.geojson",
    "geotiff": "evidence_board.geo.layers.geotiff",
    "gpx": "evidence_board.geo.layers.gpx",
    "image": "evidence_board.geo.layers.pictures",
    "kml": "evidence_board.geo.layers.kml",
    "mbtiles": "evidence_board.geo.layers.mbtiles",
    "pmtiles": "evidence_board.geo.layers.pmtiles_archive",
    "xyz": "evidence_board.geo.layers.xyz_tiles",
}
_LATE_IMPORTS: Final = ("defusedxml.ElementTree", "evidence_board.geo.layers.pinning", "numpy.linalg", "tifffile")


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
    work = {"open": _open_layer, "tile": _tile, "shapes": _shapes, "picture": _picture}[header["ask"]]
    try:
        return work(header, payload)
    except LayerError as error:
        return {"problem": str(error), "detail": ""}, []
    except (ValueError, LookupError, ArithmeticError, EOFError, OSError, zlib.error, RecursionError) as error:
        # Bytes of strangers: whatever a parser stumbles over is damage of the file.
        _open.pop(str(header["key"]), None)
        return {"problem": "damaged", "detail": clean_text(type(error).__name__, limit=100)}, []


def close_all() -> None:
    """Forget every reader that is open."""
    _open.clear()


def _open_layer(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    _open.pop(_key(header), None)
    facts = _with_reader(header, payload, lambda reader: (reader.facts(), []))[0]
    return _filled(facts), []


def _tile(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    z, x, y = (int(header[name]) for name in "zxy")
    return _with_reader(header, payload, lambda reader: reader.tile(z, x, y))


def _shapes(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    return _with_reader(header, payload, lambda reader: reader.shapes())


def _picture(header: dict[str, Any], payload: bytes | ReadableBytes) -> Answer:
    def work(reader: Any) -> Answer:
        if not hasattr(reader, "picture"):
            raise LayerError("picture")
        answer: Answer = reader.picture(max(16, min(MOST_PICTURE_PX, int(header["max_edge"]))))
        return answer

    return _with_reader(header, payload, work)


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
            try:
                reader = _reader_for(file, header)
            except MemoryError:
                _open.clear()  # large pictures of other layers; they come back when they are asked for
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
    try:
        made: Reader = importlib.import_module(_READERS[kind]).READER(file, header)
    except LayerError as error:
        if kind != "geotiff" or header["kind"] or str(error) != "no_georeference":
            raise
        # A TIFF that does not say where it lies is a picture: it may have a world file, or be pinned.
        made = importlib.import_module(_READERS["image"]).READER(file, header)
    return made


def _sniffed(head: bytes) -> str:
    if head.startswith(b"SQLite format 3\0"):
        return "mbtiles"
    if head.startswith(b"PMTiles"):
        return "pmtiles"
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "geotiff"
    if head.startswith(b"PK\x03\x04"):
        return "kml"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")) or head[8:12] == b"WEBP":
        return "image"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "image"
    words = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\x1e \t\r\n").lower()
    if words.startswith((b"{", b"[")):
        return "geojson"
    if words.startswith(b"<"):
        return "gpx" if b"<gpx" in words else "kml" if b"<kml" in words else ""
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
