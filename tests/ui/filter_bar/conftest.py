"""A filter bar over a copy of the practice case."""

import pytest
from PySide6.QtCore import QLocale, Qt
from tests.factories.cases import practice_session

from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_bar import FilterBar
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


@pytest.fixture
def context(tmp_path, theme):
    with practice_session(tmp_path) as session:
        made = UiContext(session, theme)
        yield made
        made.close()


@pytest.fixture
def bar(qtbot, context):
    made = FilterBar(context)
    qtbot.addWidget(made)
    made.resize(1060, 40)
    made.show()
    qtbot.waitExposed(made)
    made.flush()
    return made
