"""The look of the application, put back to what it was after each test."""

import pytest
from PySide6.QtCore import QLocale, Qt

from evidence_board.ui.theme import Theme


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, mode="light", reduced_motion=True)
    yield made
    made.deleteLater()
    qapp.setStyleSheet("")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(QLocale.c())
    qapp.styleHints().unsetColorScheme()
