"""Exports: what other programs read."""

import csv
import json
import os
import zipfile
from xml.etree import ElementTree

import pytest
from tests.factories.cases import empty_session, practice_session

from evidence_board.case.records import records
from evidence_board.exports.aside import file_aside, folder_aside
from evidence_board.exports.geojson import feature_collection
from evidence_board.exports.kmz import kml_text
from evidence_board.exports.tables import TABLES, write_csv
from evidence_board.model.errors import KnownError
from evidence_board.operations.exporting import export_case

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    with practice_session(tmp_path_factory.mktemp("case")) as opened:
        yield opened


def test_geojson_has_longitude_first_and_every_file(session, tmp_path):
    out = tmp_path / "case.geojson"
    export_case(session, form="geojson", out=out)
    collection = json.loads(out.read_text(encoding="utf-8"))
    features = {feature["id"]: feature for feature in collection["features"]}
    assert sum(one["properties"]["kind"] == "location" for one in features.values()) == 7
    assert sum(one["properties"]["kind"] == "position" for one in features.values()) > 0
    assert len(features) == len(collection["features"])
    assert features["M-014"]["properties"]["method"] == "visual_match"
    assert features["M-014"]["geometry"] == {"type": "Point", "coordinates": [35.8684, 34.9051]}
    assert features["M-014"]["properties"]["level"] == "probable"
    assert features["M-002"]["geometry"] is None


def test_csv_reads_back_with_cyrillic_and_arabic(session, tmp_path):
    written = export_case(session, form="csv", out=tmp_path / "tables")
    assert {path.name for path in written} >= {"items.csv", "accounts.csv", "links.csv", "geotags.csv"}
    with (tmp_path / "tables" / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["ref"]: row for row in csv.DictReader(file)}
    assert rows["M-014"]["caption"] == "Тартус, всем привет!"
    assert float(rows["M-014"]["latitude"]) == 34.9051
    with (tmp_path / "tables" / "accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "أبو ليث" in {row["handle"] for row in csv.DictReader(file)}


def test_every_position_stands_in_geojson_and_kmz_with_radius_direction_method_and_level(session, tmp_path):
    export_case(session, form="geojson", out=tmp_path / "case.geojson")
    export_case(session, form="kmz", out=tmp_path / "case.kmz")
    tags = session.read(records, "geotags")
    features = json.loads((tmp_path / "case.geojson").read_text(encoding="utf-8"))["features"]
    here = {one["id"]: one for one in features}
    with zipfile.ZipFile(tmp_path / "case.kmz") as archive:
        assert archive.namelist()[0] == "doc.kml"
        root = ElementTree.fromstring(archive.read("doc.kml"))
    kml = {}
    for mark in root.iter(f"{KML}Placemark"):
        values = {one.get("name"): one.findtext(f"{KML}value") for one in mark.iter(f"{KML}Data")}
        kml[values["ref"]] = mark, values
    assert any(tag["bearing_deg"] is not None for tag in tags) and any(tag["radius_m"] for tag in tags)
    for tag in tags:
        counts = tag["preferred"] and tag["role"] == "camera"
        said = here[tag["item"] if counts else tag["ref"]]
        for key in ("radius_m", "bearing_deg", "method", "level"):
            assert said["properties"][key] == tag[key]
        if tag["latitude"] is None:
            continue
        assert said["geometry"]["coordinates"] == [tag["longitude"], tag["latitude"]]
        mark, values = kml[tag["item"] if counts else tag["ref"]]
        assert (values["level"], values.get("method")) == (tag["level"], tag["method"])
        assert values.get("radius_m") == (str(tag["radius_m"]) if tag["radius_m"] is not None else None)
        point = mark.find(f".//{KML}Point/{KML}coordinates").text.split(",")
        assert [float(one) for one in point] == pytest.approx([tag["longitude"], tag["latitude"]], abs=1e-6)
        rings = [one.text.split() for one in mark.iter(f"{KML}coordinates")]
        assert (mark.find(f".//{KML}LinearRing") is not None) == bool(tag["radius_m"])
        assert (mark.find(f".//{KML}LineString") is not None) == (tag["bearing_deg"] is not None)
        assert all(ring[0] == ring[-1] for ring in rings)


def test_kmz_is_well_formed_whatever_names_hold():
    place = {"ref": "L-01", "name": "a\x0b<b> & \ud800", "kind": "]]>", "latitude": 0.0, "longitude": 180.0}
    text = kml_text([], [{**place, "radius_m": 5e4, "notes": "]]> & <script> \ufffe حميميم"}], [], title="\x00 Хмеймим")
    root = ElementTree.fromstring(text.encode())
    assert root.findtext(f".//{KML}Placemark/{KML}name") == "a<b> & "
    assert root.findtext(f".//{KML}description") == "]]&gt; &amp; &lt;script&gt;  حميميم"
    assert root.findtext(f".//{KML}Document/{KML}name") == " Хмеймим"
    numbers = root.find(f".//{KML}LinearRing/{KML}coordinates").text.split()
    assert all(abs(float(one.split(",")[0])) <= 180 for one in numbers)


def read_table(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", '"=', "\u200b=", "\u200e@", "＝", "＠"])
def test_a_text_that_a_spreadsheet_would_run_is_tamed(tmp_path, start):
    rows = [{"ref": "U-01", "name": f"{start}HYPERLINK(1)", "number": -3.5, "parent": None, "notes": "a = b"}]
    write_csv(tmp_path, {"units": rows})
    (row,) = read_table(tmp_path, "units")
    assert row["name"] == f"'{start}HYPERLINK(1)"
    assert (row["number"], row["parent"], row["notes"]) == ("-3.5", "", "a = b")
    assert json.loads((tmp_path / "tables.json").read_text(encoding="utf-8"))["formulas_escaped"] is True


def test_every_table_is_written_also_without_rows(tmp_path):
    with empty_session(tmp_path) as empty:
        written = export_case(empty, form="csv", out=tmp_path / "tables")
    assert {path.name for path in written} == {f"{name}.csv" for name in TABLES} | {"tables.json"}
    for name, columns in TABLES.items():
        text = (tmp_path / "tables" / f"{name}.csv").read_text(encoding="utf-8-sig")
        assert text.splitlines() == [",".join(f'"{column}"' for column in columns)]
    told = json.loads((tmp_path / "tables" / "tables.json").read_text(encoding="utf-8"))
    assert {table["name"]: table["columns"] for table in told["tables"]} == {k: list(v) for k, v in TABLES.items()}


@pytest.mark.parametrize(
    ("ref", "iso", "raw"),
    [
        ("M-001", "2015-09-03T17:20:17+03:00", "2015:09:03 17:20:17"),
        ("M-005", "2015-09-05T07:40:25", "2015:09:05 07:40:25"),
        ("M-007", "2015-09-06", "2015-09-06"),
        ("M-014", "2015-09-12T16:40+03:00", "2015-09-12T16:40+03:00"),
        ("M-041", None, None),
    ],
)
def test_times_say_as_much_as_is_known(session, tmp_path, ref, iso, raw):
    export_case(session, form="geojson", out=tmp_path / "case.geojson")
    features = json.loads((tmp_path / "case.geojson").read_text(encoding="utf-8"))["features"]
    properties = next(one["properties"] for one in features if one["id"] == ref)
    assert (properties["captured"], properties["captured_raw"]) == (iso, raw)
    export_case(session, form="csv", out=tmp_path / "tables")
    row = next(one for one in read_table(tmp_path / "tables", "items") if one["ref"] == ref)
    assert (row["captured"], row["captured_raw"]) == (iso or "", raw or "")


def test_nothing_is_replaced_unasked(session, tmp_path):
    table, file = tmp_path / "tables", tmp_path / "case.geojson"
    table.mkdir()
    (table / "items.csv").write_text("mine")
    (table / "other.txt").write_text("mine too")
    file.write_text("mine")
    for form, out in (("csv", table), ("geojson", file)):
        with pytest.raises(KnownError, match="already a"):
            export_case(session, form=form, out=out)
    assert (table / "items.csv").read_text() == file.read_text() == "mine"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["case.geojson", "tables"]
    for form, out in (("csv", table), ("geojson", file)):
        export_case(session, form=form, out=out, overwrite=True)
    assert len(read_table(table, "items")) == 48
    assert (table / "other.txt").read_text() == "mine too"
    assert json.loads(file.read_text(encoding="utf-8"))["features"]


def test_an_empty_place_is_taken(session, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "case.geojson").touch()
    assert export_case(session, form="csv", out=tmp_path / "tables")
    assert export_case(session, form="geojson", out=tmp_path / "case.geojson")


def test_a_file_where_a_folder_should_be_and_the_reverse(session, tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError, match="is a file"):
        export_case(session, form="csv", out=tmp_path / "file", overwrite=True)
    with pytest.raises(KnownError, match="is a folder"):
        export_case(session, form="geojson", out=tmp_path / "folder", overwrite=True)
    (tmp_path / "tables" / "items.csv").mkdir(parents=True)
    with pytest.raises(KnownError, match="is a folder"):
        export_case(session, form="csv", out=tmp_path / "tables", overwrite=True)
    assert [one.name for one in (tmp_path / "tables").iterdir()] == ["items.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_is_never_replaced(session, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(KnownError, match="not a file"):
        export_case(session, form="geojson", out=tmp_path / "pipe", overwrite=True)
    assert (tmp_path / "pipe").is_fifo()


def test_what_breaks_in_the_middle_leaves_the_old_file_and_no_half(tmp_path):
    old = tmp_path / "case.geojson"
    old.write_text("old")

    def broken(place):
        place.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"), file_aside(old, overwrite=True) as place:
        broken(place)
    with pytest.raises(OSError, match="No space"), folder_aside(tmp_path / "tables", overwrite=False) as folder:
        broken(folder / "items.csv")
    assert old.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["case.geojson"]


def test_no_rows_no_features():
    assert feature_collection([], [], []) == {"type": "FeatureCollection", "features": []}


def test_a_folder_that_refuses_is_said_in_words(session, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(KnownError, match="cannot be written"):
        export_case(session, form="csv", out=tmp_path / "file" / "below")
