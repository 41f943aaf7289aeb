"""Metadata blocks byte by byte, so that tests can write what no camera should: 0/0, missing letters, wild offsets.

jpeg_with(app1(tiff_block(gps=gps("N", (34, 53, 20), "E", (35, 52, 7)))))
"""

import io
import struct
import zlib
from collections.abc import Iterable, Sequence

from PIL import Image

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, SRATIONAL = 1, 2, 3, 4, 5, 7, 10
Entry = tuple[int, int, object]
Ratio = tuple[int, int]


def text(tag: int, value: str | bytes) -> Entry:
    """Return an ASCII entry that ends in a NUL."""
    data = value.encode() if isinstance(value, str) else value
    return (tag, ASCII, data + b"\0")


def rationals(tag: int, *values: float | Ratio, kind: int = RATIONAL) -> Entry:
    """Return a rational entry; plain numbers become n/1000000."""
    pairs = [each if isinstance(each, tuple) else _ratio(each) for each in values]
    return (tag, kind, pairs)


def gps(
    lat_ref: str | None,
    lat: Sequence[float | Ratio],
    lon_ref: str | None,
    lon: Sequence[float | Ratio],
    *more: Entry,
) -> list[Entry]:
    """Return the entries of a GPS directory; None leaves a letter out."""
    entries = [rationals(2, *lat), rationals(4, *lon), *more]
    entries += [text(1, lat_ref)] if lat_ref is not None else []
    entries += [text(3, lon_ref)] if lon_ref is not None else []
    return entries


def tiff_block(
    image: Iterable[Entry] = (),
    *,
    exif: Iterable[Entry] = (),
    gps: Iterable[Entry] = (),
    order: str = "<",
) -> bytes:
    """Return a TIFF block with the directories given, each only if it has entries."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "L", 8)
    entries = {entry[0]: entry for entry in image}
    inner = {0x8769: sorted(exif), 0x8825: sorted(gps)}
    inner = {tag: listed for tag, listed in inner.items() if listed}
    # Sizes do not depend on the pointers' values, so a first pass with zeros finds the places.
    where = dict.fromkeys(inner, 0)
    for _ in range(2):
        pointers = [(tag, LONG, [at]) for tag, at in where.items()]
        blocks = [_directory(sorted([*entries.values(), *pointers]), at=8, order=order)]
        for tag, listed in inner.items():
            where[tag] = 8 + sum(map(len, blocks))
            blocks.append(_directory(listed, at=where[tag], order=order))
    return head + b"".join(blocks)


def app1(block: bytes) -> bytes:
    """Return a JPEG APP1 segment with an EXIF block."""
    return segment(0xE1, b"Exif\0\0" + block)


def app1_xmp(packet: str | bytes) -> bytes:
    """Return a JPEG APP1 segment with an XMP packet."""
    data = packet.encode() if isinstance(packet, str) else packet
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + data)


def app13_iptc(records: bytes) -> bytes:
    """Return a JPEG APP13 segment with IPTC records in a Photoshop resource."""
    padding = b"\0" if len(records) % 2 else b""
    resource = b"8BIM" + struct.pack(">HBBL", 0x0404, 0, 0, len(records)) + records + padding
    return segment(0xED, b"Photoshop 3.0\0" + resource)


def iim(record: int, dataset: int, value: str | bytes) -> bytes:
    """Return one IPTC dataset."""
    data = value.encode() if isinstance(value, str) else value
    return struct.pack(">BBBH", 0x1C, record, dataset, len(data)) + data


def xmp_packet(attributes: str = "", inner: str = "") -> str:
    """Return an XMP packet with the attributes and elements given, with the usual namespaces."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
        ' xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        f' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" {attributes}>{inner}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )


def segment(marker: int, body: bytes) -> bytes:
    """Return one JPEG segment."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg_with(*segments: bytes, size: tuple[int, int] = (16, 12)) -> bytes:
    """Return a real JPEG with the segments right after its start."""
    plain = encoded("JPEG", size=size)
    return plain[:2] + b"".join(segments) + plain[2:]


def png_with(*chunks: tuple[bytes, bytes], size: tuple[int, int] = (16, 12)) -> bytes:
    """Return a real PNG with the chunks (name, body) right after its header."""
    plain = encoded("PNG", size=size)
    end_of_header = 8 + 25
    made = b"".join(_chunk(name, body) for name, body in chunks)
    return plain[:end_of_header] + made + plain[end_of_header:]


def encoded(kind: str, *, size: tuple[int, int] = (16, 12), **options: object) -> bytes:
    """Return a small picture as Pillow saves it."""
    out = io.BytesIO()
    Image.new("RGB", size, (70, 90, 120)).save(out, kind, **options)
    return out.getvalue()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))


def _ratio(value: float) -> Ratio:
    return (int(value), 1) if value == int(value) else (round(value * 1_000_000), 1_000_000)


def _directory(entries: list[Entry], *, at: int, order: str) -> bytes:
    table, heap = struct.pack(order + "H", len(entries)), b""
    heap_at = at + 2 + 12 * len(entries) + 4
    for tag, kind, values in entries:
        count, data = _packed(kind, values, order)
        if len(data) <= 4:
            field = data.ljust(4, b"\0")
        else:
            field = struct.pack(order + "L", heap_at + len(heap))
            heap += data + b"\0" * (len(data) % 2)
        table += struct.pack(order + "HHL", tag, kind, count) + field
    return table + bytes(4) + heap


def _packed(kind: int, values: object, order: str) -> tuple[int, bytes]:
    if isinstance(values, bytes):
        return len(values), values
    assert isinstance(values, list)
    if kind in (RATIONAL, SRATIONAL):
        letter = "LL" if kind == RATIONAL else "ll"
        return len(values), b"".join(struct.pack(order + letter, *pair) for pair in values)
    return len(values), struct.pack(f"{order}{len(values)}{'H' if kind == SHORT else 'L'}", *values)
