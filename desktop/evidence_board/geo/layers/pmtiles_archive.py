"""PMTiles version 3: one file of tiles with directories of its own, which are kept once read. Runs in a worker."""

from __future__ import annotations

import bisect
import json
from array import array
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

from pmtiles.tile import (
    Compression,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_header,
    tileid_to_zxy,
    zxy_to_tileid,
)

from evidence_board.geo.layers.facts import MOST_ZOOM
from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.tile_answers import tile_answer, tile_facts
from evidence_board.geo.layers.tile_pictures import MOST_TILE_BYTES, unpacked
from evidence_board.geo.layers.tile_words import box_of, plain_words

__all__ = ["READER", "PMTiles"]

_HEADER: Final = 127
_DEEPEST: Final = 4
_MOST_DIRECTORY: Final = 16 << 20
_MOST_ENTRIES: Final = 1_000_000
_MOST_METADATA: Final = 8 << 20
_KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class _Directory:
    """Entries as columns; a run length of 0 leads to another directory."""

    ids: array[int]
    runs: array[int]
    lengths: array[int]
    offsets: array[int]


class PMTiles:
    """Reads one PMTiles file."""

    def __init__(self, file: HeldFile, header: dict[str, Any]) -> None:
        self._file = file
        self._kept: OrderedDict[tuple[int, int], _Directory] = OrderedDict()
        try:
            self._header = deserialize_header(file.read_at(0, _HEADER))
        except MagicNumberNotFound as error:
            raise LayerError("not_pmtiles") from error
        except SpecVersionUnsupported as error:
            raise LayerError("pmtiles_version") from error
        except (ValueError, IndexError) as error:
            raise LayerError("damaged") from error
        if self._header["internal_compression"] not in (Compression.NONE, Compression.GZIP):
            raise LayerError("compression")
        if self._header["tile_compression"] not in (Compression.UNKNOWN, Compression.NONE, Compression.GZIP):
            raise LayerError("compression")
        if self._header["tile_type"] == TileType.MLT:
            raise LayerError("tile_type")
        if not 0 <= self._header["min_zoom"] <= self._header["max_zoom"] <= MOST_ZOOM:
            raise LayerError("damaged")
        self._metadata = self._read_metadata()
        self._language = str(header["options"].get("language", "en"))
        self._about = self._read_facts()

    def facts(self) -> dict[str, Any]:
        """Return what header, metadata and a tile tell."""
        return self._about

    def tile(self, z: int, x: int, y: int) -> tuple[dict[str, Any], list[bytes]]:
        """Return a tile."""
        untrusted = self._tile_bytes(zxy_to_tileid(z, x, y))
        if untrusted is None:
            return {}, []
        return tile_answer(untrusted, z=z, x=x, y=y, schema=self._about["schema"], language=self._language)

    def shapes(self) -> tuple[dict[str, Any], list[bytes]]:
        """Tiles have no shapes."""
        raise LayerError("no_shapes")

    def _read_metadata(self) -> dict[str, Any]:
        header = self._header
        untrusted = self._packed(header["metadata_offset"], header["metadata_length"], most=_MOST_METADATA)
        try:
            found = json.loads(untrusted or b"{}")
        except (ValueError, RecursionError):
            return {}  # tiles without a word about them are a map, too
        return found if isinstance(found, dict) else {}

    def _read_facts(self) -> dict[str, Any]:
        header = self._header
        sample = self._first_tile()
        told = tile_facts(sample, layer_names=self._layer_names())
        corners = (header["min_lon_e7"], header["min_lat_e7"], header["max_lon_e7"], header["max_lat_e7"])
        return {
            "kind": "pmtiles",
            "name": plain_words(str(self._metadata.get("name", ""))),
            "attribution": plain_words(str(self._metadata.get("attribution", ""))),
            "bounds": box_of(",".join(str(one / 1e7) for one in corners)),
            "min_zoom": header["min_zoom"],
            "max_zoom": header["max_zoom"],
            "schema": "",
            **told,
        }

    def _layer_names(self) -> list[str]:
        layers = self._metadata.get("vector_layers")
        if not isinstance(layers, list):
            return []
        return [str(one["id"]) for one in layers[:200] if isinstance(one, dict) and "id" in one]

    def _first_tile(self) -> bytes:
        """Return the bytes of a tile, of the middle of the root directory: the first ones are often empty sea."""
        offset, length = self._header["root_offset"], self._header["root_length"]
        for _ in range(_DEEPEST):
            directory = self._directory(offset, length)
            if not directory.ids:
                raise LayerError("no_tiles")
            at = len(directory.ids) // 2
            if directory.runs[at]:
                tileid_to_zxy(directory.ids[at])
                return self._tile_at(directory.offsets[at], directory.lengths[at])
            offset, length = self._header["leaf_directory_offset"] + directory.offsets[at], directory.lengths[at]
        raise LayerError("damaged")

    def _tile_bytes(self, tile_id: int) -> bytes | None:
        offset, length = self._header["root_offset"], self._header["root_length"]
        for _ in range(_DEEPEST):
            directory = self._directory(offset, length)
            at = bisect.bisect_right(directory.ids, tile_id) - 1
            if at < 0:
                return None
            if directory.runs[at]:
                if tile_id - directory.ids[at] >= directory.runs[at]:
                    return None
                return self._tile_at(directory.offsets[at], directory.lengths[at])
            offset, length = self._header["leaf_directory_offset"] + directory.offsets[at], directory.lengths[at]
        raise LayerError("damaged")

    def _tile_at(self, offset: int, length: int) -> bytes:
        if length > MOST_TILE_BYTES:
            raise LayerError("tile_too_large")
        return self._bytes(self._header["tile_data_offset"] + offset, length)

    def _directory(self, offset: int, length: int) -> _Directory:
        found = self._kept.get((offset, length))
        if found is None:
            found = _parsed(self._packed(offset, length, most=_MOST_DIRECTORY))
            self._kept[offset, length] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end((offset, length))
        return found

    def _packed(self, offset: int, length: int, *, most: int) -> bytes:
        if length > most:
            raise LayerError("damaged")
        untrusted = self._bytes(offset, length)
        if self._header["internal_compression"] == Compression.GZIP and untrusted:
            return unpacked(untrusted, most=most)
        return untrusted

    def _bytes(self, offset: int, length: int) -> bytes:
        if offset < 0 or offset + length > self._file.size:
            raise LayerError("damaged")
        return self._file.read_at(offset, length)


def _parsed(untrusted: bytes) -> _Directory:
    """Return a directory: four columns of numbers, one after the other.

    Raises:
        LayerError: it ends too early, or its numbers cannot be.
    """
    at = 0

    def number() -> int:
        nonlocal at
        found = shift = 0
        while True:
            if at >= len(untrusted) or shift > 63:
                raise LayerError("damaged")
            byte = untrusted[at]
            at += 1
            found |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return found

    count = number()
    if count > min(_MOST_ENTRIES, len(untrusted)):
        raise LayerError("damaged")
    ids, runs, lengths, offsets = (array("Q") for _ in range(4))
    try:
        last = 0
        for _ in range(count):
            last += number()
            ids.append(last)
        runs.extend(number() for _ in range(count))
        lengths.extend(number() for _ in range(count))
        for place in range(count):
            told = number()
            if told == 0 and place == 0:
                raise LayerError("damaged")
            offsets.append(told - 1 if told else offsets[place - 1] + lengths[place - 1])
    except OverflowError as error:
        raise LayerError("damaged") from error
    return _Directory(ids, runs, lengths, offsets)


READER = PMTiles
