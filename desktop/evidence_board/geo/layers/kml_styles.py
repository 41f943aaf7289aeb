"""How a KML file wants its shapes drawn: styles by name, style maps, styles in place. Runs in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.geo.layers.colours import kml_colour
from evidence_board.geo.layers.safe_xml import child, children, tag_of, text_of
from evidence_board.geo.layers.shape_list import NO_LOOK, Look

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Styles"]

_MOST = 20_000


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element) -> None:
        self._styles: dict[str, Element] = {}
        self._maps: dict[str, Element] = {}
        for element in root.iter():
            if not isinstance(element.tag, str) or element.get("id") is None or len(self._styles) > _MOST:
                continue
            if tag_of(element) == "Style":
                self._styles[str(element.get("id"))] = element
            elif tag_of(element) == "StyleMap":
                self._maps[str(element.get("id"))] = element

    def look(self, placemark: Element, kind: str) -> Look:
        """Return how a placemark is drawn: its own style before the one that it names."""
        named = self._named(text_of(placemark, "styleUrl"))
        own = child(placemark, "Style")
        if own is None and (own_map := child(placemark, "StyleMap")) is not None:
            own = self._normal(own_map)
        return _look([style for style in (own, named) if style is not None], kind)

    def _named(self, address: str) -> Element | None:
        name = address.rpartition("#")[2]
        if name in self._maps:
            return self._normal(self._maps[name])
        return self._styles.get(name)

    def _normal(self, style_map: Element) -> Element | None:
        for pair in children(style_map, "Pair"):
            if text_of(pair, "key") == "normal":
                inner = child(pair, "Style")
                return inner if inner is not None else self._styles.get(text_of(pair, "styleUrl").rpartition("#")[2])
        return None


def _look(styles: list[Element], kind: str) -> Look:
    def first(*path: str) -> str:
        return next((text for style in styles if (text := text_of(style, *path))), "")

    if kind == "point":
        return kml_colour(first("IconStyle", "color")), NO_LOOK[1], None
    stroke, width, fill = kml_colour(first("LineStyle", "color")), NO_LOOK[1], None
    try:
        width = min(20.0, max(0.0, float(first("LineStyle", "width"))))
    except ValueError:
        width = NO_LOOK[1]
    if width != width:  # a width that is no number
        width = NO_LOOK[1]
    if kind == "area":
        fill = kml_colour(first("PolyStyle", "color"))
        if first("PolyStyle", "fill") == "0":
            fill = 0
        if first("PolyStyle", "outline") == "0":
            width = 0.0
    return stroke, width, fill
