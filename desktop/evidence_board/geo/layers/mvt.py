"""Mapbox Vector Tiles, version 2.1 of the specification: protobuf read by hand, nothing of it believed. In a worker."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from evidence_board.geo.layers.problems import LayerError

__all__ = ["AREA", "LINE", "POINT", "MvtFeature", "MvtLayer", "decode_geometry", "layer_names", "layers_of"]

POINT, LINE, AREA = 1, 2, 3
_VARINT, _FIXED_64, _LENGTH, _FIXED_32 = 0, 1, 2, 5
_MOST_FEATURES: Final = 200_000
_MOST_NUMBERS: Final = 4_000_000
_FAR: Final = 1 << 20
_MOVE, _LINE_TO, _CLOSE = 1, 2, 7


@dataclass(frozen=True, slots=True)
class MvtFeature:
    """A feature before its geometry is read.

    Attributes:
        kind: `POINT`, `LINE` or `AREA`.
        properties: by name.
        geometry: the commands, packed.
    """

    kind: int
    properties: dict[str, Any]
    geometry: bytes


@dataclass(frozen=True, slots=True)
class MvtLayer:
    """A layer of a tile.

    Attributes:
        name: of the layer.
        extent: units along a side of the tile.
        features: in the order of the tile.
    """

    name: str
    extent: int
    features: tuple[MvtFeature, ...]


def layer_names(untrusted: bytes) -> list[str]:
    """Return the names of the layers of a tile.

    Raises:
        LayerError: it is no vector tile.
    """
    names = []
    for number, body in _fields(untrusted):
        if number == 3 and isinstance(body, bytes):
            names += [_text(name) for field, name in _fields(body) if field == 1]
    return names


def layers_of(untrusted: bytes, wanted: frozenset[str] | None = None) -> Iterator[MvtLayer]:
    """Yield the layers of a tile.

    Args:
        untrusted: the tile, not packed.
        wanted: names of layers to read; the others are passed over; None for all.

    Raises:
        LayerError: it is damaged.
    """
    for number, body in _fields(untrusted):
        if number == 3 and isinstance(body, bytes):
            layer = _layer(body, wanted)
            if layer is not None:
                yield layer


def decode_geometry(feature: MvtFeature) -> list[list[tuple[int, int]]]:
    """Return the points, lines or rings of a feature, in units of the tile.

    Raises:
        LayerError: the commands make no sense.
    """
    numbers = _packed(feature.geometry)
    parts: list[list[tuple[int, int]]] = []
    x = y = at = 0
    while at < len(numbers):
        command, count = numbers[at] & 7, numbers[at] >> 3
        at += 1
        if command == _CLOSE:
            continue
        if command not in (_MOVE, _LINE_TO) or at + 2 * count > len(numbers):
            raise LayerError("tile_damaged")
        if command == _LINE_TO and not parts:
            raise LayerError("tile_damaged")
        for _ in range(count):
            across, down = numbers[at], numbers[at + 1]
            at += 2
            x += (across >> 1) ^ -(across & 1)
            y += (down >> 1) ^ -(down & 1)
            if not (-_FAR < x < _FAR and -_FAR < y < _FAR):
                raise LayerError("tile_damaged")
            if command == _MOVE:
                parts.append([(x, y)])
            else:
                parts[-1].append((x, y))
    least = {POINT: 1, LINE: 2, AREA: 3}[feature.kind]
    return [part for part in parts if len(part) >= least]


def _layer(body: bytes, wanted: frozenset[str] | None) -> MvtLayer | None:
    name, extent = "", 4096
    keys: list[str] = []
    values: list[Any] = []
    features: list[bytes] = []
    for number, value in _fields(body):
        match number, value:
            case 1, bytes():
                name = _text(value)
                if wanted is not None and name not in wanted:
                    return None
            case 2, bytes():
                features.append(value)
            case 3, bytes():
                keys.append(_text(value))
            case 4, bytes():
                values.append(_value(value))
            case 5, int():
                extent = value
    if not 16 <= extent <= 1 << 16 or len(features) > _MOST_FEATURES:
        raise LayerError("tile_damaged")
    if wanted is not None and name not in wanted:
        return None
    found = (_feature(one, keys, values) for one in features)
    return MvtLayer(name, extent, tuple(one for one in found if one is not None))


def _feature(body: bytes, keys: list[str], values: list[Any]) -> MvtFeature | None:
    kind, tags, geometry = 0, b"", b""
    for number, value in _fields(body):
        match number, value:
            case 2, bytes():
                tags = value
            case 3, int():
                kind = value
            case 4, bytes():
                geometry = value
    if kind not in (POINT, LINE, AREA):
        return None
    pairs = _packed(tags)
    try:
        properties = {keys[pairs[at]]: values[pairs[at + 1]] for at in range(0, len(pairs) - 1, 2)}
    except IndexError as error:
        raise LayerError("tile_damaged") from error
    return MvtFeature(kind, properties, geometry)


def _value(body: bytes) -> Any:
    for number, value in _fields(body):
        match number, value:
            case 1, bytes():
                return _text(value)
            case 2, bytes() if len(value) == 4:
                return struct.unpack("<f", value)[0]
            case 3, bytes() if len(value) == 8:
                return struct.unpack("<d", value)[0]
            case 4, int():
                return value - (1 << 64) if value >> 63 else value
            case 5, int():
                return value
            case 6, int():
                return (value >> 1) ^ -(value & 1)
            case 7, int():
                return bool(value)
    return None


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield number and value of each field of a protobuf message; fixed widths come as bytes."""
    at, end = 0, len(data)
    while at < end:
        key, at = _varint(data, at)
        form = key & 7
        if form == _VARINT:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        if form == _LENGTH:
            length, at = _varint(data, at)
        elif form in (_FIXED_64, _FIXED_32):
            length = 8 if form == _FIXED_64 else 4
        else:
            raise LayerError("tile_damaged")
        if at + length > end:
            raise LayerError("tile_damaged")
        yield key >> 3, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    found = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise LayerError("tile_damaged")
        byte = data[at]
        at += 1
        found |= (byte & 0x7F) << shift
        if byte < 0x80:
            return found & 0xFFFFFFFFFFFFFFFF, at
        shift += 7


def _packed(data: bytes) -> list[int]:
    """Return a list of packed numbers."""
    if len(data) > _MOST_NUMBERS:
        raise LayerError("tile_too_large")
    numbers, found, shift = [], 0, 0
    for byte in data:
        if byte < 0x80:
            numbers.append(found | byte << shift)
            found = shift = 0
        else:
            found |= (byte & 0x7F) << shift
            shift += 7
            if shift > 63:
                raise LayerError("tile_damaged")
    if shift:
        raise LayerError("tile_damaged")
    return numbers


def _text(data: object) -> str:
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
