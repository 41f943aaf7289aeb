"""Text, numbers and values as KML 2.2 writes them, whatever a case holds."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

__all__ = ["described", "pair", "text", "values_of"]

#: What XML 1.0 cannot hold: control characters, lone surrogates and two that are no characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: object) -> str:
    """Return a value as text between tags."""
    return escape(_clean(str(value)), {'"': "&quot;"})


def described(words: Sequence[str], *, picture: str = "") -> str:
    """Return a description of paragraphs, with a picture of the archive above them; nothing when there is none.

    Args:
        words: plain text, each a paragraph; empty ones are left out.
        picture: path inside the archive, made by us.
    """
    said = "<br/>".join(html.escape(_clean(one)).replace("\n", "<br/>") for one in words if one)
    shown = f'<img src="{picture}"/><br/>' if picture else ""
    inside = f"{shown}{said}".replace("]]>", "]]]]><![CDATA[>")
    return f"<description><![CDATA[{inside}]]></description>" if inside else ""


def values_of(values: Mapping[str, Any]) -> str:
    """Return named values; those that are unknown are left out."""
    parts = []
    for key, value in values.items():
        if value is not None:
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            parts.append(f'<Data name="{key}"><value>{text(shown)}</value></Data>')
    return f"<ExtendedData>{''.join(parts)}</ExtendedData>"


def pair(latitude: float, longitude: float) -> str:
    """Return a position, longitude first, on the usual turn of the Earth."""
    return f"{(longitude + 180.0) % 360.0 - 180.0:.7f},{latitude:.7f}"


def _clean(untrusted_text: str) -> str:
    return _NOT_XML.sub("", untrusted_text)
