"""Writes Mapbox Vector Tiles, for tests: an encoder of its own, from the specification."""

import struct

from evidence_board.geo.mercator import to_world

POINT, LINE, AREA = 1, 2, 3


def varint(number: int) -> bytes:
    made = b""
    while True:
        number, low = number >> 7, number & 0x7F
        made += bytes([low | (0x80 if number else 0)])
        if not number:
            return made


def field(number: int, form: int, body) -> bytes:
    key = varint(number << 3 | form)
    return key + (varint(body) if form == 0 else varint(len(body)) + body if form == 2 else body)


def zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def value(one) -> bytes:
    if isinstance(one, bool):
        return field(7, 0, int(one))
    if isinstance(one, int):
        return field(4, 0, one) if one >= 0 else field(6, 0, zigzag(one))
    if isinstance(one, float):
        return field(3, 1, struct.pack("<d", one))
    return field(1, 2, one.encode())


def geometry(kind: int, parts) -> bytes:
    numbers, x, y = [], 0, 0

    def to(across, down):
        nonlocal x, y
        numbers.extend((zigzag(across - x), zigzag(down - y)))
        x, y = across, down

    for part in parts:
        numbers.append(1 | 1 << 3)
        to(*part[0])
        if kind != POINT:
            numbers.append(2 | (len(part) - 1) << 3)
            for one in part[1:]:
                to(*one)
            if kind == AREA:
                numbers.append(7 | 1 << 3)
    return b"".join(map(varint, numbers))


def layer(name: str, features, *, extent: int = 4096) -> bytes:
    """Features are (kind, parts in units of the tile, properties)."""
    keys, values, bodies = [], [], []
    for kind, parts, properties in features:
        tags = b""
        for key, one in properties.items():
            if key not in keys:
                keys.append(key)
            at = next((i for i, v in enumerate(values) if v == one and type(v) is type(one)), None)
            if at is None:
                values.append(one)
                at = len(values) - 1
            tags += varint(keys.index(key)) + varint(at)
        bodies.append(field(2, 2, tags) + field(3, 0, kind) + field(4, 2, geometry(kind, parts)))
    made = field(15, 0, 2) + field(1, 2, name.encode())
    made += b"".join(field(2, 2, body) for body in bodies)
    made += b"".join(field(3, 2, key.encode()) for key in keys)
    made += b"".join(field(4, 2, value(one)) for one in values)
    return field(3, 2, made + field(5, 0, extent))


def tile(layers: dict, *, extent: int = 4096) -> bytes:
    return b"".join(layer(name, features, extent=extent) for name, features in layers.items())


def in_tile(z: int, x: int, y: int, place, *, extent: int = 4096) -> tuple[int, int]:
    across, down = to_world(*place)
    return round((across * 2**z - x) * extent), round((down * 2**z - y) * extent)
