"""A window's services over the practice case or over a large index, and a gallery on them."""

import pytest

from evidence_board.ui.gallery.gallery_pane import GalleryPane


def shown_pane(qtbot, context, size=(456, 760)):
    pane = GalleryPane(context)
    qtbot.addWidget(pane)
    pane.resize(*size)
    pane.show()
    qtbot.waitExposed(pane)
    pane.flush()
    return pane


@pytest.fixture
def pane(qtbot, context):
    return shown_pane(qtbot, context)
