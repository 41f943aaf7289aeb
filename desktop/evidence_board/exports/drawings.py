"""What was drawn on the map, as features of GeoJSON (RFC 7946) and as a folder of KML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from evidence_board.exports.kml_words import described, pair, text, values_of
from evidence_board.geo.geodesy import circle, sector
from evidence_board.model.map_objects import DrawingKind, DrawingRow

__all__ = ["drawing_features", "drawing_marks", "drawing_styles"]

_Ring = list[list[float]]
#: Colours of the light theme; what a person mixed is ``#rrggbb`` already.
_COLOURS = {
    "accent": "#4338ca", "green": "#2f7d4f", "amber": "#b45309", "red": "#b91c1c", "blue": "#1d6fa8",
    "violet": "#7c3aed", "grey": "#5f6673",
}  # fmt: skip


def drawing_features(drawings: Sequence[DrawingRow], refs: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
    """Return a feature for each drawing, of the kind ``drawing``, the lowest first.

    A sector or circle, which GeoJSON does not know, becomes an area; its measures stand beside it.

    Args:
        drawings: as the case has them.
        refs: (kind, row id) -> ref of the things that they are about.
    """
    features = []
    for row in drawings:
        properties = {"ref": None, "kind": "drawing", **_properties(row, refs)}
        features.append({"type": "Feature", "id": row.id, "geometry": _geometry(row), "properties": properties})
    return features


def drawing_styles(drawings: Sequence[DrawingRow]) -> list[str]:
    """Return a style of KML for each colour that is used."""
    styles = []
    for hexed in sorted({_hex(row) for row in drawings}):
        turned = f"{hexed[5:7]}{hexed[3:5]}{hexed[1:3]}"  # KML counts blue, green, red
        styles.append(
            f'<Style id="drawing-{hexed[1:]}"><IconStyle><color>ff{turned}</color></IconStyle>'
            f"<LineStyle><color>ff{turned}</color><width>2.5</width></LineStyle>"
            f"<PolyStyle><color>30{turned}</color></PolyStyle></Style>"
            f'<Style id="words-{hexed[1:]}"><IconStyle><scale>0</scale></IconStyle>'
            f"<LabelStyle><color>ff{turned}</color></LabelStyle></Style>"
        )
    return styles


def drawing_marks(drawings: Sequence[DrawingRow], refs: Mapping[tuple[str, str], str]) -> list[str]:
    """Return a placemark for each drawing; what is hidden on the map is there and not ticked.

    Args:
        drawings: as the case has them.
        refs: (kind, row id) -> ref of the things that they are about.
    """
    marks = []
    for row in drawings:
        about = refs.get((row.target_kind or "", row.target_id or ""), "")
        style = f"{'words' if row.kind == DrawingKind.TEXT else 'drawing'}-{_hex(row)[1:]}"
        values = {key: value for key, value in _properties(row, refs).items() if key not in ("name", "note", "visible")}
        marks.append(
            f"<Placemark><name>{text(row.name or row.kind)}</name>"
            f"{'' if row.visible else '<visibility>0</visibility>'}"
            f"{described([row.note, about])}<styleUrl>#{style}</styleUrl>"
            f"{values_of(values)}{_kml(_geometry(row))}</Placemark>"
        )
    return marks


def _properties(row: DrawingRow, refs: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    return {
        "shape": row.kind,
        "name": row.name,
        "note": row.note,
        "colour": _hex(row),
        "visible": row.visible,
        "about": refs.get((row.target_kind or "", row.target_id or "")),
        "radius_m": row.geometry.get("radius_m"),
        "bearing_deg": row.geometry.get("bearing_deg"),
        "width_deg": row.geometry.get("width_deg"),
    }


def _hex(row: DrawingRow) -> str:
    return _COLOURS.get(row.colour, row.colour if row.colour.startswith("#") else _COLOURS["accent"])


def _geometry(row: DrawingRow) -> dict[str, Any]:
    geometry = row.geometry
    if geometry["type"] == "Polygon":
        rings = [_turned(ring, left=at == 0) for at, ring in enumerate(geometry["coordinates"])]
        return {"type": "Polygon", "coordinates": rings}
    if geometry["type"] != "Sector":
        return {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    longitude, latitude = geometry["coordinates"][:2]
    radius, width = geometry["radius_m"], geometry["width_deg"]
    if width >= 360:
        outline = circle(latitude, longitude, radius_m=radius)
    else:
        bearing = geometry["bearing_deg"]
        outline = sector(latitude, longitude, bearing_deg=bearing, field_of_view_deg=width, radius_m=radius)
    ring = [[round(one[1], 7), round(one[0], 7)] for one in outline.tolist()]
    return {"type": "Polygon", "coordinates": [_turned([*ring, ring[0]], left=True)]}


def _turned(ring: _Ring, *, left: bool) -> _Ring:
    """Return a ring that runs against the clock when `left`, as the outer one must, and with it when not."""
    x, y = ring[0][:2]  # counted from a corner: small areas far from the zero would drown in rounding
    doubled = sum((one[0] - x) * (other[1] - y) - (other[0] - x) * (one[1] - y) for one, other in pairwise(ring))
    return list(ring) if (doubled > 0) == left else list(reversed(ring))


def _kml(geometry: Mapping[str, Any]) -> str:
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Point":
        return f"<Point><coordinates>{pair(coordinates[1], coordinates[0])}</coordinates></Point>"
    if geometry["type"] == "LineString":
        return f"<LineString><tessellate>1</tessellate><coordinates>{_run(coordinates)}</coordinates></LineString>"
    rings = [f"<LinearRing><coordinates>{_run(ring)}</coordinates></LinearRing>" for ring in coordinates]
    inner = "".join(f"<innerBoundaryIs>{ring}</innerBoundaryIs>" for ring in rings[1:])
    return f"<Polygon><tessellate>1</tessellate><outerBoundaryIs>{rings[0]}</outerBoundaryIs>{inner}</Polygon>"


def _run(points: Sequence[Sequence[float]]) -> str:
    return " ".join(pair(one[1], one[0]) for one in points)
