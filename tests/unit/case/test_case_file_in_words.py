"""The page about the case file names every table and view that a case has."""

import re
from pathlib import Path

import pytest
from tests.factories.cases import empty_session

PAGE = Path(__file__).resolve().parents[3] / "desktop/docs/case-file.md"


@pytest.fixture
def names(tmp_path):
    with empty_session(tmp_path) as session:
        sql = "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"
        rows = session.read(lambda connection: connection.execute(sql).fetchall())
    return {kind: {name for one, name in rows if one == kind} for kind in ("table", "view")}


def test_every_table_and_view_is_named(names):
    words = set(re.findall(r"`([\w.]+)`", PAGE.read_text(encoding="utf-8")))
    families = tuple(word.removesuffix("...") for word in words if word.endswith("..."))
    own = {one for one in names["table"] if not one.startswith(("sqlite_", "_"))}
    assert {one for one in own - words if not one.startswith(families)} == set()
    assert names["view"] - words == set()
    # What is named is there, too.
    assert {word for word in words if word.startswith("v_")} - names["view"] == {"v_..."}
