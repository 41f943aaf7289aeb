"""Draws the plans of the practice case: landmarks of story.json, and what lies around them, all invented.

Run it after a change of the story: ``python resources/build/practice_plan.py``. Colours are half transparent, so that
the plans lie well over the light and the dark basemap.
"""

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PRACTICE = Path(__file__).resolve().parents[1] / "practice"
METRES_A_DEGREE = 111_320.0
NOTICE = "Invented for the exercise. Not a map of the real place."

Point = tuple[float, float]
Feature = dict[str, Any]

LAND = {"fill": "#8d8672", "fill-opacity": 0.34, "stroke-opacity": 0, "stroke": "#8d8672"}
WATERLINE = {"stroke": "#8d8672", "stroke-opacity": 0.9, "stroke-width": 1.5}
WORKS = {"fill": "#7d7668", "fill-opacity": 0.6, "stroke": "#6b6557", "stroke-opacity": 0.9, "stroke-width": 1}
HOUSE = {"fill": "#6f6a5e", "fill-opacity": 0.4, "stroke": "#6f6a5e", "stroke-opacity": 0.6, "stroke-width": 1}
STREET = {"stroke": "#9a937f", "stroke-opacity": 0.75, "stroke-width": 3}

#: Longitude, latitude. The shore of the harbour, and the ground behind it.
SHORE = (
    (35.8430, 34.9098), (35.8510, 34.9108), (35.8580, 34.9106), (35.8618, 34.9103),
    (35.8655, 34.9105), (35.8668, 34.9102), (35.8722, 34.9101),
    (35.8738, 34.9092), (35.8739, 34.9050), (35.8733, 34.9022), (35.8731, 34.9004), (35.8735, 34.8970),
    (35.8732, 34.8942), (35.8734, 34.8912), (35.8730, 34.8880),
)  # fmt: skip
BEHIND = ((35.8900, 34.8880), (35.8900, 34.9220), (35.8430, 34.9220))
#: The mole and its width in metres: from the shore to the lighthouse.
MOLE = ((35.8733, 34.9009), (35.8712, 34.9036), (35.86985, 34.9059), (35.86849, 34.90616))
PIER = ((35.8740, 34.9082), (35.8704, 34.9082), (35.8687, 34.9080), (35.8687, 34.9073))
QUAY = (
    (35.8673, 34.9036), (35.8681, 34.9034), (35.8690, 34.9041), (35.8709, 34.9041), (35.8706, 34.9047),
    (35.8692, 34.9047), (35.8689, 34.9051), (35.8683, 34.9053), (35.8676, 34.9051),
)  # fmt: skip
STREETS = (
    ((35.8430, 34.9121), (35.8580, 34.9124),
     (35.8655, 34.9123), (35.8725, 34.9117), (35.8757, 34.9094), (35.8757, 34.9040),
     (35.8748, 34.9004), (35.8750, 34.8940), (35.8747, 34.8880)),
    ((35.8430, 34.9142), (35.8580, 34.9139),
     (35.8690, 34.9137), (35.8768, 34.9120), (35.8786, 34.9080), (35.8782, 34.8990),
     (35.8782, 34.8880)),
    ((35.8757, 34.9060), (35.8900, 34.9064)),
    ((35.8749, 34.8985), (35.8900, 34.8994)),
    ((35.8750, 34.8934), (35.8900, 34.8938)),
    ((35.8620, 34.9124), (35.8624, 34.9220)),
    ((35.8700, 34.9120), (35.8708, 34.9220)),
)  # fmt: skip
#: Middle of each block, metres east and north.
HOUSES = (
    (35.8604, 34.9116, 70, 30), (35.8612, 34.9131, 50, 40), (35.8640, 34.9131, 80, 40), (35.8651, 34.9115, 40, 30),
    (35.8676, 34.9130, 60, 40), (35.8692, 34.9114, 70, 30), (35.8716, 34.9129, 60, 40), (35.8737, 34.9124, 50, 50),
    (35.8744, 34.9060, 50, 90), (35.8744, 34.9036, 50, 60), (35.8770, 34.9100, 60, 50), (35.8770, 34.9073, 60, 90),
    (35.8770, 34.9046, 60, 90), (35.8766, 34.9015, 60, 70), (35.8766, 34.8960, 80, 90), (35.8796, 34.9040, 70, 80),
    (35.8766, 34.8912, 80, 70), (35.8796, 34.8960, 70, 90), (35.8796, 34.8912, 60, 70),
)  # fmt: skip
SQUARE = (36.71355, 34.73262)


def feature(kind: str, coordinates: object, look: dict[str, Any], *, name: str = "", note: str = "") -> Feature:
    words = {"name": name} if name else {}
    properties = {**words, **({"description": note} if note else {}), **look}
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def rounded(points: Iterable[Point]) -> list[list[float]]:
    return [[round(longitude, 6), round(latitude, 6)] for longitude, latitude in points]


def area(points: Iterable[Point], look: dict[str, Any], *, name: str = "") -> Feature:
    ring = rounded(points)
    return feature("Polygon", [[*ring, ring[0]]], look, name=name)


def box(longitude: float, latitude: float, east: float, north: float) -> list[Point]:
    x = east / 2 / (METRES_A_DEGREE * math.cos(math.radians(latitude)))
    y = north / 2 / METRES_A_DEGREE
    return [(longitude + i * x, latitude + j * y) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]


def band(line: tuple[Point, ...], width: float) -> list[Point]:
    """Widen a line to an area: each corner moved along the mean of its two normals, in metres on the ground."""
    squeeze = math.cos(math.radians(line[0][1]))
    flat = [(x * squeeze, y) for x, y in line]
    left, right = [], []
    for i, (x, y) in enumerate(flat):
        (x0, y0), (x1, y1) = flat[max(i - 1, 0)], flat[min(i + 1, len(flat) - 1)]
        long = math.hypot(x1 - x0, y1 - y0)
        nx, ny = -(y1 - y0) / long * width / 2 / METRES_A_DEGREE, (x1 - x0) / long * width / 2 / METRES_A_DEGREE
        left.append(((x + nx) / squeeze, y + ny))
        right.append(((x - nx) / squeeze, y - ny))
    return left + right[::-1]


def landmark(name: str) -> Feature:
    story = json.loads((PRACTICE / "story.json").read_text(encoding="utf-8"))
    one = next(one for one in story["landmarks"] if one["name"] == name)
    note = f"{one['height_m']} m high. {NOTICE}"
    at = [one["longitude"], one["latitude"]]
    return feature("Point", at, {"marker-color": "#7a3b2e"}, name=name[0].upper() + name[1:], note=note)


def harbour() -> list[Feature]:
    shown = ("lighthouse", "crane", "mosque dome", "minaret", "blue gantry", "grain silo", "water tower")
    return [
        area((*SHORE, *BEHIND), LAND),
        feature("LineString", rounded(SHORE), WATERLINE),
        area(QUAY, WORKS, name="South quay"),
        area(band(MOLE, 16), WORKS, name="Mole"),
        area(band(PIER, 34), WORKS, name="Ship pier"),
        *(feature("LineString", rounded(line), STREET) for line in STREETS),
        *(area(box(*one), HOUSE) for one in HOUSES),
        *(landmark(name) for name in (*shown, "striped mast")),
    ]


def clock_square() -> list[Feature]:
    x, y = SQUARE
    ways = [((x - 0.0022, y), (x + 0.0022, y)), ((x, y - 0.0018), (x, y + 0.0018))]
    corners = [(x + i * 0.00125, y + j * 0.001, 120, 100) for i in (-1, 1) for j in (-1, 1)]
    return [
        *(feature("LineString", rounded(line), {**STREET, "stroke-width": 6}) for line in ways),
        area(box(x, y, 90, 90), {**LAND, "fill-opacity": 0.5}, name="Clock square"),
        *(area(box(*one), HOUSE) for one in corners),
        landmark("clock tower"),
    ]


def write(name: str, title: str, features: list[Feature]) -> None:
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    text = f'{{"type":"FeatureCollection","name":{json.dumps(title)},"features":[\n{lines}\n]}}\n'
    (PRACTICE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write("harbour.geojson", "Harbour plan", harbour())
    write("clock-square.geojson", "Clock square plan", clock_square())
