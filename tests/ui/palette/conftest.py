"""A whole page over the practice case, with its palette."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from tests.factories.cases import practice_session

from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.palette.palette_feature import PaletteFeature
from evidence_board.ui.window_picture import settle


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
def box(page):
    """The palette of the page, closed."""
    return next(one for one in page.features if isinstance(one, PaletteFeature)).box


@pytest.fixture
def look(qtbot, box):
    """Type into the open palette in any script, and wait until everything is found."""

    def type_and_wait(text):
        box.field.clear()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(box.field, event)
        qtbot.waitUntil(lambda: not box.content.searching, timeout=20_000)
        return box.results.lines

    return type_and_wait
