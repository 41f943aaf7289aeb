"""A window's services over the practice case or over a large index, and a gallery on them."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import QLocale, Qt
from tests.factories.cases import empty_session, practice_session

from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.gallery_pane import GalleryPane
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


@contextmanager
def services(session, theme):
    context = UiContext(session, theme)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def context(tmp_path, theme):
    with practice_session(tmp_path) as session, services(session, theme) as found:
        yield found


@pytest.fixture
def empty_context(tmp_path, theme):
    with empty_session(tmp_path) as session, services(session, theme) as found:
        yield found


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
