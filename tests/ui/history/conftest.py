"""A whole page over the practice case, with its history."""

import pytest

from evidence_board.ui.history.history_feature import HistoryFeature


@pytest.fixture
def page(case_page):
    """The page of the practice case in its window."""
    return case_page


@pytest.fixture
def feature(page):
    """The history of the page."""
    return next(one for one in page.features if isinstance(one, HistoryFeature))
