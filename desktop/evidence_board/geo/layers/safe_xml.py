"""XML of strangers: no document type, no entities, nothing from outside. Runs in a worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from evidence_board.geo.layers.problems import LayerError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["child", "children", "parsed_xml", "seconds_of", "tag_of", "text_of"]

_DEEPEST = 200


def parsed_xml(untrusted: bytes) -> Element:
    """Return the root of a document.

    Raises:
        LayerError: it is no XML, or has instructions that a map must not have.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(untrusted, forbid_dtd=True)
    except DefusedXmlException as error:
        raise LayerError("xml_entities") from error
    except (ParseError, ExpatError, ValueError, LookupError) as error:
        raise LayerError("xml") from error
    return root


def tag_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the elements right below one, of these names, whatever their namespace."""
    for one in () if element is None else element:
        if isinstance(one.tag, str) and tag_of(one) in names:
            yield one


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element on a path of names, None when there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def text_of(element: Element | None, *path: str) -> str:
    """Return the text of the first element on a path of names, "" when there is none."""
    found = child(element, *path)
    return (found.text or "").strip() if found is not None else ""


def seconds_of(text: str) -> float | None:
    """Return seconds since 1970 of an XML time; one without a zone counts as UTC. None when it is no time."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    try:
        return found.timestamp()
    except (OverflowError, ValueError):
        return None
