"""A whole page over the practice case; the lists of places lie in a folder of the test."""

import pytest

from evidence_board.ui.places.places_feature import PlacesFeature


@pytest.fixture(autouse=True)
def places_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BOARD_PLACES", str(tmp_path / "places"))
    return tmp_path / "places"


@pytest.fixture
def page(case_page):
    """The page of the practice case in its window."""
    return case_page


@pytest.fixture
def feature(page):
    """The part of the page that goes to places."""
    (found,) = [one for one in page.features if isinstance(one, PlacesFeature)]
    return found
