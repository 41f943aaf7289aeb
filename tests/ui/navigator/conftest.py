"""A navigator over a copy of the practice case."""

import pytest
from PySide6.QtCore import QLocale, Qt
from tests.factories.cases import practice_session

from evidence_board.ui.context import UiContext
from evidence_board.ui.navigator.navigator_pane import NavigatorPane
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
def navigator(qtbot, context):
    made = NavigatorPane(context)
    qtbot.addWidget(made)
    made.resize(224, 900)
    made.show()
    qtbot.waitExposed(made)
    made.flush()
    return made
