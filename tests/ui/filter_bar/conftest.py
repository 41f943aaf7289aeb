"""A filter bar over a copy of the practice case."""

import pytest

from evidence_board.ui.filter_bar.filter_bar import FilterBar


@pytest.fixture
def bar(qtbot, context):
    made = FilterBar(context)
    qtbot.addWidget(made)
    made.resize(1060, 40)
    made.show()
    qtbot.waitExposed(made)
    made.flush()
    return made
