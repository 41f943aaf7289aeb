"""A whole page over the practice case; the lists of places lie in a folder of the test."""

import pytest
from PySide6.QtWidgets import QApplication
from tests.factories.cases import practice_session

from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.places.places_feature import PlacesFeature
from evidence_board.ui.window_picture import settle


@pytest.fixture(autouse=True)
def places_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BOARD_PLACES", str(tmp_path / "places"))
    return tmp_path / "places"


@pytest.fixture
def page(tmp_path, theme, qtbot):
    """The page of a case in its window; the window closes the session."""
    with practice_session(tmp_path) as session:
        window = MainWindow(theme=theme, parts=overview_parts())
        qtbot.addWidget(window)
        window.resize(1600, 1000)
        shown = window.show_case(session)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        settle(shown)
        yield shown
        window.close()
        QApplication.processEvents()


@pytest.fixture
def feature(page):
    """The part of the page that goes to places."""
    (found,) = [one for one in page.features if isinstance(one, PlacesFeature)]
    return found
