"""Exports: what other programs read."""

import csv
import json

import pytest
from tests.factories.cases import practice_session

from evidence_board.exports.geojson import feature_collection
from evidence_board.exports.tables import write_csv
from evidence_board.model.errors import KnownError
from evidence_board.operations.exporting import export_case


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    with practice_session(tmp_path_factory.mktemp("case")) as opened:
        yield opened


def test_geojson_has_longitude_first_and_every_file(session, tmp_path):
    out = tmp_path / "case.geojson"
    export_case(session, form="geojson", out=out)
    collection = json.loads(out.read_text(encoding="utf-8"))
    features = {feature["id"]: feature for feature in collection["features"]}
    assert len(features) == 48 + 7
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


def test_a_text_that_a_spreadsheet_would_run_is_tamed(tmp_path):
    rows = [{"ref": "M-1", "name": "=HYPERLINK(1)", "number": -3.5, "list": ["@x", "b"]}]
    (path,) = write_csv(tmp_path, {"items": rows, "empty": []})
    assert path.read_text(encoding="utf-8-sig").splitlines()[1] == "M-1,'=HYPERLINK(1),-3.5,'@x; b"


def test_no_rows_no_features():
    assert feature_collection([], [], []) == {"type": "FeatureCollection", "features": []}


def test_a_folder_that_refuses_is_said_in_words(session, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(KnownError, match="cannot be written"):
        export_case(session, form="csv", out=tmp_path / "file" / "below")
