"""What regions are called, which mark and colour stands for them, and which keys lead there."""

from collections.abc import Sequence

from PySide6.QtGui import QColor

from evidence_board.model.regions import ENTITY_OF_REGION, RegionKind, RegionRow, RegionShape
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import level_name

__all__ = [
    "KIND_KEYS",
    "SHAPE_KEYS",
    "entity_kind_of",
    "kind_icon",
    "kind_word",
    "marked_words",
    "region_colour",
    "region_described",
    "region_name",
    "relation_for",
    "shape_icon",
    "shape_word",
]

#: Shape -> its key in the dock; ``select`` is the tool that draws nothing.
SHAPE_KEYS = {
    "select": "V",
    RegionShape.RECTANGLE.value: "R",
    RegionShape.POLYGON.value: "O",
    RegionShape.ELLIPSE.value: "E",
    RegionShape.ARROW.value: "A",
    RegionShape.LINE.value: "S",
    RegionShape.POINT.value: "D",
}

#: Kind -> its key.
KIND_KEYS = {
    RegionKind.PERSON.value: "P",
    RegionKind.FACE.value: "F",
    RegionKind.VEHICLE.value: "C",
    RegionKind.INSIGNIA.value: "I",
    RegionKind.MARKING.value: "K",
    RegionKind.TEXT.value: "T",
    RegionKind.LANDMARK.value: "B",
    RegionKind.WEAPON.value: "W",
    RegionKind.NOTE.value: "Y",
    RegionKind.REDACTION.value: "H",
}

_KIND_ICONS = {
    "person": "user-round",
    "face": "scan-face",
    "vehicle": "truck",
    "insignia": "shield",
    "marking": "hash",
    "text": "type",
    "landmark": "landmark",
    "weapon": "target",
    "note": "sticky-note",
    "redaction": "eye-off",
}
_SHAPE_ICONS = {
    "select": "mouse-pointer-2",
    "rectangle": "scan",
    "polygon": "pentagon",
    "ellipse": "circle",
    "arrow": "arrow-up-right",
    "line": "slash",
    "point": "circle-dot",
    "moment": "clock",
}


def kind_word(kind: str) -> str:
    """Return the word of a kind of region in the language of the interface; a strange one as it is written."""
    return {
        "person": tr("Person"),
        "face": tr("Face"),
        "vehicle": tr("Vehicle"),
        "insignia": tr("Insignia"),
        "marking": tr("Marking"),
        "text": tr("Text"),
        "landmark": tr("Landmark"),
        "weapon": tr("Weapon"),
        "note": tr("Note"),
        "redaction": tr("Hidden in exports"),
    }.get(kind, kind)


def shape_word(shape: str) -> str:
    """Return the word of a shape, or of a tool, in the language of the interface."""
    return {
        "select": tr("Select and move"),
        "rectangle": tr("Box"),
        "polygon": tr("Outline"),
        "ellipse": tr("Ellipse"),
        "arrow": tr("Arrow"),
        "line": tr("Line"),
        "point": tr("Point"),
        "moment": tr("Moment"),
    }.get(shape, shape)


def kind_icon(kind: str) -> str:
    """Return the icon of a kind of region."""
    return _KIND_ICONS.get(kind, "sticky-note")


def shape_icon(shape: str) -> str:
    """Return the icon of a shape, or of the tool that draws nothing."""
    return _SHAPE_ICONS.get(shape, "scan")


def entity_kind_of(region: RegionRow) -> str:
    """Return the kind whose mark stands for a region: of what it shows, or of what its kind most likely shows.

    Empty for text, notes and what is hidden.
    """
    if region.entity_kind:
        return region.entity_kind
    try:
        return ENTITY_OF_REGION.get(RegionKind(region.kind), "")
    except ValueError:
        return ""


def region_colour(region: RegionRow, theme: Theme) -> QColor:
    """Return the colour of a region."""
    return theme.kind_color(entity_kind_of(region) or "media")


def region_name(region: RegionRow) -> str:
    """Return what to call a region: its label, what it shows, or its kind and number."""
    if region.kind == RegionKind.REDACTION and not region.label:
        return tr("Hidden in exports")
    return region.name or tr("{kind} {number}", kind=kind_word(region.kind), number=region.number)


def region_described(region: RegionRow) -> str:
    """Return the whole of a region in words, for those who hear it."""
    parts = [isolate(region_name(region)), shape_word(region.shape).lower()]
    if region.name:
        parts.append(kind_word(region.kind).lower())
    if region.label and region.entity and region.entity != region.label:
        parts.append(tr("shows {name}", name=isolate(region.entity)))
    if region.link_id is not None:
        parts.append(level_name(region.level).lower())
    if region.cited:
        parts.append(tr("cited for {facts}", facts=", ".join(region.cited)))
    return ", ".join(parts)


def marked_words(regions: Sequence[RegionRow]) -> str:
    """Return how many moments and regions a file has; empty for none."""
    moments = sum(1 for row in regions if row.is_moment)
    parts = [
        count(moments, one="{n} moment", many="{n} moments") if moments else "",
        count(len(regions) - moments, one="{n} region", many="{n} regions") if len(regions) > moments else "",
    ]
    return " · ".join(part for part in parts if part)


def relation_for(region: RegionRow, kind: str) -> str:
    """Return how a link from the file to what a region shows reads best."""
    return "shows patch of" if region.kind == RegionKind.INSIGNIA and kind == "unit" else "shows"
