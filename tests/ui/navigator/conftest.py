"""A navigator over a copy of the practice case."""

import pytest

from evidence_board.ui.navigator.navigator_pane import NavigatorPane


@pytest.fixture
def navigator(qtbot, context):
    made = NavigatorPane(context)
    qtbot.addWidget(made)
    made.resize(224, 900)
    made.show()
    qtbot.waitExposed(made)
    made.flush()
    return made
