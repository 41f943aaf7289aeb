"""A map pane of the practice case, with its tools."""

import pytest
from tests.ui.map.conftest import look_at, make_pane, no_painter_left

__all__ = ["make_pane", "no_painter_left"]


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch):
    """Settings of these tests, away from those of the user."""
    monkeypatch.setenv("EVIDENCE_BOARD_CONFIG", str(tmp_path / "config"))


@pytest.fixture
def pane(make_pane, context):
    """The map near Tartus, without the strip of an earlier test."""
    made = make_pane(context)
    look_at(made, 35.1, 36.4, 9)
    return made
