"""Makes a TIFF file of one strip around bytes that are already packed, for Pillow's libtiff to read. In a worker."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["single_tiff", "single_tiff_of"]

_SIZES: Final = {3: 2, 4: 4, 7: 1}
_YCBCR, _CCITT = 6, (2, 3, 4)

Value = tuple[int, int, tuple[int, ...] | bytes]


def single_tiff(
    packed: bytes,
    *,
    wide: int,
    high: int,
    packing: int,
    samples: int = 1,
    bits: int = 8,
    photometric: int = 1,
    more: Mapping[int, tuple[int, tuple[int, ...] | bytes]] | None = None,
    order: str = "<",
) -> bytes:
    """Return a TIFF file of one strip.

    Args:
        packed: the bytes of the strip.
        wide: columns.
        high: rows.
        packing: number of the compression.
        samples: values of a pixel.
        bits: of a value.
        photometric: what the values mean.
        more: other tags: number -> (type, values).
        order: ``<`` or ``>``.
    """
    tags: list[Value] = [
        (256, 4, (wide,)), (257, 4, (high,)), (258, 3, (bits,) * samples), (259, 3, (packing,)),
        (262, 3, (photometric,)), (273, 4, (0,)), (277, 3, (samples,)), (278, 4, (high,)), (279, 4, (len(packed),)),
        (284, 3, (1,)),
    ]  # fmt: skip
    if samples in (2, 4):
        tags.append((338, 3, (2,)))
    tags += [(code, form, values) for code, (form, values) in (more or {}).items()]
    tags.sort(key=lambda one: one[0])
    at = 8 + 2 + 12 * len(tags) + 4
    entries: list[tuple[int, int, int, bytes]] = []
    extra = b""
    place_of_data = 0
    for code, form, values in tags:
        count = len(values)
        raw = (
            values if isinstance(values, bytes) else struct.pack(f"{order}{count}{'H' if form == 3 else 'I'}", *values)
        )
        if code == 273:
            place_of_data = len(entries)
        if count * _SIZES[form] <= 4:
            entries.append((code, form, count, raw.ljust(4, b"\0")))
        else:
            entries.append((code, form, count, struct.pack(f"{order}I", at + len(extra))))
            extra += raw + b"\0" * (len(raw) % 2)
    entries[place_of_data] = (*entries[place_of_data][:3], struct.pack(f"{order}I", at + len(extra)))
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, len(entries))
    body = b"".join(struct.pack(f"{order}HHI", code, form, count) + raw for code, form, count, raw in entries)
    return head + body + struct.pack(f"{order}I", 0) + extra + packed


def single_tiff_of(page: Any, packed: bytes, *, wide: int, high: int) -> bytes:
    """Return a TIFF file that holds one piece of a page as a picture: JPEG, or the codes of fax machines."""
    packing, photometric = int(page.compression), int(page.photometric)
    more: dict[int, tuple[int, tuple[int, ...] | bytes]] = {}
    if page.jpegtables:
        more[347] = 7, bytes(page.jpegtables)
    if photometric == _YCBCR:
        more[530] = 3, tuple(int(one) for one in (page.tags[530].value if 530 in page.tags else (2, 2)))
    if packing in _CCITT:
        more |= {code: (4, (int(page.tags[code].value),)) for code in (292, 293) if code in page.tags}
        more |= {266: (3, (int(page.fillorder),))}
    return single_tiff(
        packed,
        wide=wide,
        high=high,
        packing=packing,
        samples=int(page.samplesperpixel),
        bits=int(page.bitspersample),
        photometric=photometric if photometric in (2, _YCBCR) else 1,
        more=more,
        order=page.parent.byteorder,
    )
