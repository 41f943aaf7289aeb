"""A whole page over the practice case, with its palette."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from evidence_board.ui.palette.palette_feature import PaletteFeature


@pytest.fixture
def page(case_page):
    """The page of the practice case in its window."""
    return case_page


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
