"""KMZ (KML 2.2, OGC 07-147r2) for Google Earth and other globes: files, their other positions, and places.

A placed file is a point, with the circle in which it may lie, a wedge where its camera looked, and a small picture of
it where the caller gives one. Nothing in it is loaded from elsewhere.
"""

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence_board.exports.drawings import drawing_marks, drawing_styles
from evidence_board.exports.kml_words import described, pair, text, values_of
from evidence_board.exports.times import iso_time
from evidence_board.geo.geodesy import circle, sector
from evidence_board.model.map_objects import DrawingRow

__all__ = ["kml_text", "write_kmz"]

#: Half of the wedge of a direction, and its least and greatest length.
_WEDGE_DEG, _WEDGE_M, _WEDGE_MOST_M = 10.0, 200.0, 2_000.0
#: Where the small pictures lie in the archive.
_PICTURES = "files"
#: Level -> colour as KML writes it, aabbggrr; a circle of the same colour is drawn thinner.
_COLOURS = {
    "confirmed": "ff4d8a1e", "probable": "ffd97706", "possible": "ff0a8fd9", "doubtful": "ff3050d0",
    "refuted": "ff808080", "unjudged": "ffb0a090",
}  # fmt: skip
_STYLE = (
    '<Style id="{id}"><IconStyle><color>{colour}</color><scale>{scale}</scale></IconStyle>'
    "<LineStyle><color>{colour}</color><width>{width}</width></LineStyle>"
    "<PolyStyle><color>26{plain}</color></PolyStyle></Style>"
)


def kml_text(
    items: Sequence[Mapping[str, Any]],
    locations: Sequence[Mapping[str, Any]],
    geotags: Sequence[Mapping[str, Any]],
    *,
    title: str,
    drawings: Sequence[DrawingRow] = (),
    about: Mapping[tuple[str, str], str] | None = None,
    pictured: Collection[str] = (),
) -> str:
    """Return the document.

    Args:
        items: records of items; those without a position are left out, a globe cannot show them.
        locations: records of places.
        geotags: records of positions.
        title: of the case.
        drawings: what was drawn on the map.
        about: (kind, row id) -> ref of what drawings are about.
        pictured: refs of items whose small picture goes into the archive.
    """
    preferred = {tag["item"]: tag for tag in geotags if tag["preferred"] and tag["role"] == "camera"}
    shown = {tag["ref"] for tag in preferred.values()}
    files = [_file(one, preferred.get(one["ref"], {}), pictured) for one in items if one["latitude"] is not None]
    others = [_position(one) for one in geotags if one["ref"] not in shown and one["latitude"] is not None]
    places = [_place(one) for one in locations if one["latitude"] is not None]
    drawn = drawing_marks(drawings, about or {})
    folders = (("Files", files), ("Other positions", others), ("Places", places), ("Drawings", drawn))
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
            f"<name>{text(title)}</name>",
            *_styles(),
            *drawing_styles(drawings),
            *(
                line
                for name, marks in folders
                if marks
                for line in (f"<Folder><name>{name}</name>", *marks, "</Folder>")
            ),
            "</Document></kml>\n",
        )
    )


def write_kmz(path: Path, document: str, *, pictures: Mapping[str, bytes] | None = None) -> None:
    """Write a document into an archive, as its first file, and small pictures behind it.

    Args:
        path: the archive.
        document: what `kml_text` made.
        pictures: ref of an item -> JPEG of ours, without metadata.

    Raises:
        OSError: the file cannot be written.
    """
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_entry("doc.kml", zipfile.ZIP_DEFLATED), document.encode())
        for ref, jpeg in sorted((pictures or {}).items()):
            archive.writestr(_entry(_picture(ref), zipfile.ZIP_STORED), jpeg)


def _entry(name: str, packing: int) -> zipfile.ZipInfo:
    # One date for every archive: it says nothing about when or where it was made.
    about = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    about.compress_type = packing
    return about


def _picture(ref: str) -> str:
    return f"{_PICTURES}/{re.sub(r'[^A-Za-z0-9-]', '_', ref)}.jpg"


def _styles() -> Iterator[str]:
    for level, colour in _COLOURS.items():
        yield _STYLE.format(id=level, colour=colour, plain=colour[2:], scale="1.0", width="2")
        faint = f"80{colour[2:]}"
        yield _STYLE.format(id=f"{level}-other", colour=faint, plain=colour[2:], scale="0.7", width="1")
    yield _STYLE.format(id="place", colour="ff606060", plain="606060", scale="0.9", width="1")


def _file(item: Mapping[str, Any], tag: Mapping[str, Any], pictured: Collection[str]) -> str:
    label = item["title"] or item["name"] or ""
    values = {
        "ref": item["ref"],
        "kind": item["kind"],
        "captured": iso_time(item["captured"]),
        "sha256": item["sha256"],
        "source": item["geotag_source"],
        **_values(tag, ("radius_m", "bearing_deg", "method", "level")),
    }
    style = str(tag.get("level") or "unjudged")
    words = [item["caption"] or ""]
    return _placemark(
        f"{item['ref']} {label}",
        item,
        tag,
        style=style,
        values=values,
        said=described(words, picture=_picture(item["ref"]) if item["ref"] in pictured else ""),
        time=item["captured"],
    )


def _position(tag: Mapping[str, Any]) -> str:
    values = _values(tag, ("ref", "item", "role", "radius_m", "bearing_deg", "source", "method", "level", "preferred"))
    style = f"{tag['level']}-other"
    return _placemark(
        f"{tag['item']} {tag['source']}", tag, tag, style=style, values=values, said=described([tag["raw"] or ""])
    )


def _place(place: Mapping[str, Any]) -> str:
    values = _values(place, ("ref", "kind", "radius_m"))
    return _placemark(place["name"], place, place, style="place", values=values, said=described([place["notes"] or ""]))


def _values(record: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: record.get(key) for key in keys}


def _placemark(
    name: str,
    at: Mapping[str, Any],
    about: Mapping[str, Any],
    *,
    style: str,
    values: Mapping[str, Any],
    said: str,
    time: Mapping[str, Any] | None = None,
) -> str:
    latitude, longitude = at["latitude"], at["longitude"]
    parts = [f"<Placemark><name>{text(name)}</name>{said}"]
    if (when := _when(time)) is not None:
        parts.append(f"<TimeStamp><when>{when}</when></TimeStamp>")
    parts.append(f"<styleUrl>#{text(style)}</styleUrl>{values_of(values)}<MultiGeometry>")
    parts.append(f"<Point><coordinates>{pair(latitude, longitude)}</coordinates></Point>")
    radius = about.get("radius_m")
    if radius:
        ring = [tuple(one) for one in circle(latitude, longitude, radius_m=radius).tolist()]
        # The circle runs clockwise; an outer ring of KML the other way round, and closed.
        ring = [ring[0], *reversed(ring)]
        corners = " ".join(pair(*one) for one in ring)
        parts.append(
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
            f"{corners}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
        )
    bearing = about.get("bearing_deg")
    if bearing is not None:
        length = min(max(_WEDGE_M, 4 * (radius or 0.0)), _WEDGE_MOST_M)
        wedge = sector(latitude, longitude, bearing_deg=bearing, field_of_view_deg=2 * _WEDGE_DEG, radius_m=length)
        edge = [tuple(one) for one in wedge.tolist()]
        corners = " ".join(pair(*one) for one in (*edge, edge[0]))
        parts.append(f"<LineString><tessellate>1</tessellate><coordinates>{corners}</coordinates></LineString>")
    parts.append("</MultiGeometry></Placemark>")
    return "".join(parts)


def _when(moment: Mapping[str, Any] | None) -> str | None:
    """Return a time as a globe reads it: a day, or a moment whose zone is known; nothing is made up."""
    found = iso_time(moment)
    if found is None or ("T" in found and not re.search(r"[+-]\d{2}:\d{2}$|Z$", found)):
        return found[:10] if found is not None and len(found) >= 10 else None
    if "T" not in found:
        return found if re.fullmatch(r"\d{4}(-\d{2}){0,2}", found) else None
    if re.search(r"T\d{2}:\d{2}[+-]", found):
        return f"{found[:16]}:00{found[16:]}"
    return found
