"""What was drawn on the map, and small pictures, in what other programs read."""

import io
import json
import zipfile
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image
from tests.factories.cases import practice_session

from evidence_board.operations.drawings import add_drawings, update_drawing
from evidence_board.operations.exporting import export_case

KML = "{http://www.opengis.net/kml/2.2}"
SQUARE = [[35.86, 34.90], [35.86, 34.91], [35.87, 34.91], [35.87, 34.90], [35.86, 34.90]]  # with the clock
SECTOR = {"type": "Sector", "coordinates": [35.9, 34.9], "radius_m": 900.0, "bearing_deg": 45.0, "width_deg": 30.0}
DRAWN = [
    {"kind": "point", "geometry": {"type": "Point", "coordinates": [35.8684, 34.9051]}, "name": "Мол <1>"},
    {"kind": "line", "geometry": {"type": "LineString", "coordinates": [[35.8, 34.8], [35.9, 34.9]]}, "colour": "red"},
    {"kind": "area", "geometry": {"type": "Polygon", "coordinates": [SQUARE]}, "note": "ميناء\nsecond line"},
    {"kind": "sector", "geometry": SECTOR, "colour": "#123456"},
    {"kind": "sector", "geometry": {**SECTOR, "width_deg": 360.0}, "name": "circle"},
    {"kind": "text", "geometry": {"type": "Point", "coordinates": [35.7, 34.7]}, "name": "Gate ]]> & gate"},
]


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    with practice_session(tmp_path_factory.mktemp("case")) as opened:
        before = set(opened.index.drawings)
        item = next(row for row in opened.index.items.values() if row.ref == "M-014")
        opened.run(add_drawings, drawings=[{**DRAWN[0], "target": ("item", item.id)}, *DRAWN[1:]]).result()
        opened.run(_hide, names=["circle"]).result()
        assert len(set(opened.index.drawings) - before) == len(DRAWN)
        yield opened


def _hide(session, /, *, names):
    (row,) = [one for one in session.index.drawings.values() if one.name in names]
    return update_drawing(session, row_id=row.id, visible=False)


def area_of(ring):
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring))


def test_drawings_stand_in_geojson_as_shapes_that_every_program_knows(session, tmp_path):
    export_case(session, form="geojson", out=tmp_path / "a.geojson")
    features = json.loads((tmp_path / "a.geojson").read_text("utf-8"))["features"]
    drawn = [one for one in features if one["properties"]["kind"] == "drawing"][-len(DRAWN) :]
    kinds = [one["geometry"]["type"] for one in drawn]
    assert kinds == ["Point", "LineString", "Polygon", "Polygon", "Polygon", "Point"]
    assert drawn[0]["properties"]["about"] == "M-014" and drawn[0]["properties"]["name"] == "Мол <1>"
    assert drawn[1]["properties"]["colour"] == "#b91c1c"
    assert drawn[3]["properties"]["radius_m"] == 900 and drawn[3]["properties"]["width_deg"] == 30
    assert drawn[3]["geometry"]["coordinates"][0][0] == drawn[3]["geometry"]["coordinates"][0][-1]
    assert [one["properties"]["visible"] for one in drawn] == [True, True, True, True, False, True]
    for one in drawn[2:5]:
        assert area_of(one["geometry"]["coordinates"][0]) > 0, "outer rings run against the clock (RFC 7946)"
    assert len({one["id"] for one in features}) == len(features)


def test_drawings_stand_in_a_folder_of_their_own_in_kmz_with_their_words(session, tmp_path):
    export_case(session, form="kmz", out=tmp_path / "a.kmz", pictures=False)
    with zipfile.ZipFile(tmp_path / "a.kmz") as archive:
        assert archive.namelist() == ["doc.kml"], "nobody wanted pictures"
        root = ElementTree.fromstring(archive.read("doc.kml"))
    (folder,) = [one for one in root.iter(f"{KML}Folder") if one.findtext(f"{KML}name") == "Drawings"]
    marks = folder.findall(f"{KML}Placemark")[-len(DRAWN) :]
    assert [one.findtext(f"{KML}name") for one in marks] == [
        "Мол <1>",
        "line",
        "area",
        "sector",
        "circle",
        DRAWN[5]["name"],
    ]
    assert "M-014" in marks[0].findtext(f"{KML}description")
    assert marks[2].findtext(f"{KML}description") == "ميناء<br/>second line"
    assert [one.findtext(f"{KML}visibility") for one in marks] == [None, None, None, None, "0", None]
    styles = {one.get("id") for one in root.iter(f"{KML}Style")}
    assert all(one.findtext(f"{KML}styleUrl")[1:] in styles for one in marks)
    assert any("ff563412" in (one.text or "") for one in root.iter(f"{KML}color")), "blue, green, red"


def test_small_pictures_are_made_anew_without_metadata(session, tmp_path):
    export_case(session, form="kmz", out=tmp_path / "a.kmz")
    with zipfile.ZipFile(tmp_path / "a.kmz") as archive:
        root = ElementTree.fromstring(archive.read("doc.kml"))
        pictures = {name: archive.read(name) for name in archive.namelist()[1:]}
    placed = {row.ref for row in session.index.items.values() if row.latitude is not None}
    assert pictures and {name[6:-4] for name in pictures} <= placed
    told = {one.text.split('"')[1] for one in root.iter(f"{KML}description") if "<img" in (one.text or "")}
    assert told == set(pictures)
    for jpeg in pictures.values():
        with Image.open(io.BytesIO(jpeg)) as image:
            assert image.format == "JPEG" and max(image.size) <= 240
            assert not image.getexif() and "comment" not in image.info and "icc_profile" not in image.info
        assert b"Exif" not in jpeg and b"Photoshop" not in jpeg


def test_a_thumbnail_that_is_no_picture_is_left_out(session, tmp_path):
    def spoil(opened, /):
        with opened.gate.unrecorded() as connection:
            connection.execute(
                "UPDATE thumbnail SET data = ? WHERE item_id = (SELECT id FROM item WHERE ref = 'M-014')",
                (b"\xff\xd8\xff" + b"not a picture" * 40,),
            )

    session.on_writer(lambda: spoil(session)).result()
    export_case(session, form="kmz", out=tmp_path / "a.kmz")
    with zipfile.ZipFile(tmp_path / "a.kmz") as archive:
        assert "files/M-014.jpg" not in archive.namelist()
        assert "files/M-014.jpg" not in archive.read("doc.kml").decode()
