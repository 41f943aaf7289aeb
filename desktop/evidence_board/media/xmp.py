"""Reads XMP packets: RDF/XML into flat names and texts, without entities, within a budget."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from evidence_board.media.exif_text import decode_text

__all__ = ["XmpProperties", "read_xmp"]

MAX_PACKET: Final = 2 * 1024 * 1024
_MAX_DEPTH: Final = 40
_MAX_PROPERTIES: Final = 4_000
_MAX_ELEMENTS: Final = 20_000
_MAX_VALUE: Final = 64 * 1024
_MAX_NAME: Final = 300

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
# A packet chooses its own prefixes; names must not depend on that, nor be able to pose as another namespace.
_PREFIXES: Final = {
    "adobe:ns:meta/": "x",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef#": "stRef",
    "http://ns.adobe.com/xmp/note/": "xmpNote",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/camera-raw-settings/1.0/": "crs",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.google.com/photos/1.0/panorama/": "GPano",
    "http://ns.google.com/photos/1.0/camera/": "GCamera",
    "http://ns.google.com/photos/1.0/container/": "Container",
    "http://www.metadataworkinggroup.com/schemas/regions/": "mwg-rs",
    "http://ns.microsoft.com/photo/1.0/": "MicrosoftPhoto",
    "http://www.digikam.org/ns/1.0/": "digiKam",
    "http://ns.apple.com/faceinfo/1.0/": "apple-fi",
    "http://www.dji.com/drone-dji/1.0/": "drone-dji",
}
_CONTAINERS: Final = ("rdf:Seq", "rdf:Bag", "rdf:Alt", "rdf:li", "rdf:Description", "rdf:RDF", "x:xmpmeta", "rdf:value")
_SAFE_PREFIX: Final = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,30}")


@dataclass(frozen=True, slots=True)
class XmpProperties:
    """The properties of one packet.

    Attributes:
        values: 'prefix:name' (nested: 'prefix:name/prefix:name') to texts; list items repeat, and the default
            language of a text comes first.
        fault: What went wrong, in words; empty when the packet was read.
        packet: The packet as text when it could not be parsed, so that nothing is lost to search.
    """

    values: dict[str, list[str]] = field(default_factory=dict)
    fault: str = ""
    packet: str = ""

    def first(self, *names: str) -> str | None:
        """Return the first non-blank text among several names, or None."""
        texts = (text.strip() for name in names for text in self.values.get(name, ()))
        return next((text for text in texts if text), None)


def read_xmp(untrusted_packet: bytes) -> XmpProperties:
    """Read one XMP packet. Never raises and never resolves an entity."""
    packet = _trimmed(untrusted_packet)
    if not packet:
        return XmpProperties()
    if len(packet) > MAX_PACKET:
        return XmpProperties(fault="XMP: the packet is too long", packet=_as_text(packet))
    collector = _Collector()
    try:
        parser = DefusedXMLParser(target=collector, forbid_dtd=True, forbid_entities=True, forbid_external=True)
        parser.feed(packet)
        parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        fault = f"XMP: {str(error) or type(error).__name__}"[:200]
        return XmpProperties(collector.values, fault, _as_text(packet))
    return XmpProperties(collector.values)


def _trimmed(packet: bytes) -> bytes:
    """Drop padding around the XML; a UTF-16 packet keeps its zero bytes."""
    if packet[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return packet[: len(packet) & ~1]
    trimmed = packet.strip(b"\0 \t\r\n")
    start = trimmed.find(b"<")
    return trimmed[start:] if start > 0 else trimmed


def _as_text(packet: bytes) -> str:
    if packet[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return packet[:_MAX_VALUE].decode("utf-16", "replace")
    return decode_text(packet[:_MAX_VALUE])


class _Collector:
    """Receives parse events and keeps flat properties, so that no tree is ever built."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self._path: list[str] = []
        self._texts: list[list[str]] = []
        self._lengths: list[int] = []
        self._defaults: list[bool] = []
        self._declared: dict[str, str] = {}
        self._total = 0
        self._elements = 0

    def start_ns(self, prefix: str, uri: str) -> None:
        """Remember a prefix for namespaces that are not in the table."""
        if uri not in _PREFIXES and _SAFE_PREFIX.fullmatch(prefix) and prefix not in _PREFIXES.values():
            self._declared.setdefault(uri, prefix)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element; its attributes are properties in RDF's short form."""
        self._elements += 1
        if len(self._path) >= _MAX_DEPTH:
            raise ValueError("elements are nested too deep")
        if self._elements > _MAX_ELEMENTS:
            raise ValueError("too many elements")
        self._path.append(self._name(tag))
        self._texts.append([])
        self._lengths.append(0)
        default = False
        for name, value in attributes.items():
            if name == f"{{{_XML}}}lang":
                default = value == "x-default"
                continue
            short = self._name(name)
            if not short.startswith(("rdf:", "xml:")):
                self._add(short, value)
            elif short == "rdf:resource":
                self._add("", value)
        self._defaults.append(default)

    def data(self, text: str) -> None:
        """Collect text."""
        if self._texts and self._lengths[-1] < _MAX_VALUE:
            self._texts[-1].append(text)
            self._lengths[-1] += len(text)

    def end(self, _tag: str) -> None:
        """Leave an element; text inside it is a value."""
        text = "".join(self._texts.pop()).strip()
        self._lengths.pop()
        default = self._defaults.pop()
        if text:
            self._add("", text, first=default)
        self._path.pop()

    def close(self) -> None:
        """Nothing is left to do."""

    def _add(self, leaf: str, value: str, *, first: bool = False) -> None:
        steps = [step for step in self._path if step not in _CONTAINERS]
        name = "/".join([*steps, leaf] if leaf else steps)[:_MAX_NAME]
        if not name:
            return
        self._total += 1
        if self._total > _MAX_PROPERTIES:
            raise ValueError("too many properties")
        texts = self.values.setdefault(name, [])
        texts.insert(0 if first else len(texts), value[:_MAX_VALUE])

    def _name(self, tag: str) -> str:
        if not tag.startswith("{"):
            return tag[:100]
        uri, _, local = tag[1:].partition("}")
        if uri == _RDF:
            return f"rdf:{local}"
        prefix = _PREFIXES.get(uri) or self._declared.get(uri) or "ns"
        return f"{prefix}:{local}"[:150]
