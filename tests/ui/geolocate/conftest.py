"""The Geolocate workspace over the practice case, at the size that it has in the window."""

import pytest
from PySide6.QtWidgets import QApplication

from evidence_board.ui.geolocate.workspace import GeolocateWorkspace


@pytest.fixture
def workspace(qtbot, context):
    """The workspace with M-014, known and on the map."""
    made = GeolocateWorkspace(context)
    qtbot.addWidget(made)
    made.resize(1600, 930)
    made.show()
    qtbot.waitExposed(made)
    made.enter()
    show_item(qtbot, made, "M-014")
    yield made
    made.leave()


def show_item(qtbot, workspace, ref):
    """Place a file and wait until it is known what is saved about it."""
    desk = workspace.desk
    desk.show_item(desk.context.session.index.by_ref[ref])
    qtbot.waitUntil(lambda: desk.placement is not None and desk.placement.item_id == desk.item_id, timeout=10_000)
    # What stands below the map has taken its room, and the map has come to rest.
    qtbot.waitUntil(lambda: desk.context.jobs.is_idle and not workspace.map.pane.canvas.camera.moving, timeout=15_000)
    QApplication.processEvents()
