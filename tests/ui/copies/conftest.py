"""A window over a case with four copies of one picture, one other and two plain ones."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication
from tests.factories.cases import empty_session, import_into
from tests.factories.copies import copies_of

from evidence_board.case import known_cases
from evidence_board.session import open_session
from evidence_board.ui.copies.copies_feature import CopiesFeature
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.window_picture import settle


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The case, made once."""
    folder = tmp_path_factory.mktemp("copies")
    with empty_session(folder) as session:
        import_into(session, copies_of(folder / "in"))
        return session.case.path


@pytest.fixture
def path(made, tmp_path):
    """A copy of the case."""
    copied = tmp_path / "copies.evidence"
    shutil.copy(made, copied)
    known_cases.remember(copied)
    return copied


@pytest.fixture
def opened(path, theme, qtbot):
    """Opens the case in a window; the window closes it."""
    windows = []

    def open_page(*, read_only=False, threaded=False):
        session = open_session(path, actor="tester", read_only=read_only, threaded=threaded)
        window = MainWindow(theme=theme, parts=overview_parts())
        qtbot.addWidget(window)
        window.resize(1600, 1000)
        page = window.show_case(session)
        window.show()
        settle(page)
        windows.append(window)
        return page

    yield open_page
    for window in windows:
        window.close()
    QApplication.processEvents()


@pytest.fixture
def page(opened):
    """The page of the case."""
    return opened()


@pytest.fixture
def feature(page):
    """What joins in with the page."""
    return feature_of(page)


def feature_of(page):
    """Return the copies feature of a page."""
    return next(one for one in page.features if isinstance(one, CopiesFeature))
