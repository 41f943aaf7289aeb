"""The import sheet over an empty case with a writer thread of its own, as in the window."""

from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QWidget
from tests.factories.cases import empty_session

from evidence_board.ui.context import UiContext
from evidence_board.ui.import_sheet.import_sheet import ImportSheet


@contextmanager
def sheet_over(qtbot, theme, session):
    """A window with the sheet; everything is ended in the order of the program."""
    context = UiContext(session, theme)
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1366, 694)
    sheet = ImportSheet(context, page)
    page.show()
    qtbot.waitExposed(page)
    try:
        yield sheet
    finally:
        sheet.shut_down()
        context.close()


@pytest.fixture
def session(tmp_path, theme):
    with empty_session(tmp_path, threaded=True) as opened:
        yield opened


@pytest.fixture
def sheet(qtbot, theme, session):
    with sheet_over(qtbot, theme, session) as made:
        yield made


@pytest.fixture
def folder(tmp_path):
    where = tmp_path / "field" / "2015-09"
    where.mkdir(parents=True)
    return where


def wait_until_ended(qtbot, sheet):
    qtbot.waitUntil(lambda: not sheet.driver.is_running and sheet._ended is not None, timeout=60_000)
