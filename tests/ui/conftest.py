"""What the tests of all panes share: a look put back afterwards, cases, a window's services, painters that end."""

import threading
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from tests.factories.cases import empty_session, practice_session

from evidence_board.ui.context import UiContext
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.theme import Theme
from evidence_board.ui.window_picture import settle


@pytest.fixture
def theme(qapp):
    """The light look; what it changed in the application is put back after the test."""
    made = Theme(qapp, mode="light", reduced_motion=True)
    yield made
    made.deleteLater()
    qapp.setStyleSheet("")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(QLocale.c())
    qapp.styleHints().unsetColorScheme()


@contextmanager
def services(session, theme):
    """The services of a window over a case."""
    context = UiContext(session, theme)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def context(tmp_path, theme):
    """Services over a copy of the practice case."""
    with practice_session(tmp_path) as session, services(session, theme) as found:
        yield found


@pytest.fixture
def empty_context(tmp_path, theme):
    """Services over a new case."""
    with empty_session(tmp_path) as session, services(session, theme) as found:
        yield found


@contextmanager
def whole_page(session, theme, qtbot):
    """The page of a case in a real window of 1600x1000; leaving closes the window and with it the session."""
    window = MainWindow(theme=theme, parts=overview_parts())
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    shown = window.show_case(session)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    settle(shown)
    try:
        yield shown
    finally:
        window.close()
        QApplication.processEvents()


@pytest.fixture
def case_page(tmp_path, theme, qtbot):
    """The page of the practice case in its window."""
    with practice_session(tmp_path) as session, whole_page(session, theme, qtbot) as shown:
        yield shown


def painters():
    """The painter threads that run now."""
    return [thread for thread in threading.enumerate() if thread.name == "canvas painter"]


@pytest.fixture
def no_painter_left():
    """Fail a test that leaves a painter running; used by every test of the panes with a canvas."""
    yield
    assert not painters()
