"""A reference picture from outside comes into the case, and is compared with at once."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from tests.factories.cases import empty_session

from evidence_board.events import Notice
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate.compare_pane import ComparePane
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.reference_choice import ReferenceChoice
from evidence_board.ui.geolocate.reference_file import ReferenceFile
from evidence_board.ui.import_sheet.import_driver import ImportDriver


def picture(path, colour):
    Image.new("RGB", (120, 80), colour).save(path)
    return path


@pytest.fixture
def pane(qtbot, theme, tmp_path):
    """The compare pane of a case with one photo, which is being placed."""
    with empty_session(tmp_path, threaded=True) as session:
        context = UiContext(session, theme)
        desk = PlacementDesk(context)
        made = ComparePane(desk)
        driver = ImportDriver(context, made)
        made.reference_file = ReferenceFile(desk, made, driver)
        qtbot.addWidget(made)
        made.resize(700, 300)
        made.show()
        qtbot.waitExposed(made)
        driver.import_paths([picture(tmp_path / "first.png", "grey")])
        qtbot.waitUntil(lambda: len(session.index.items) == 1 and not driver.is_running, timeout=60_000)
        desk.show_item(next(iter(session.index.items)))
        yield made, desk, driver
        driver.shut_down()
        context.close()


def choose(pane, monkeypatch, path):
    """Open the choice, then Ctrl O, and take a file."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args, **kwargs: (str(path), ""))
    pane.choose_reference()
    asked = [one for one in pane.findChildren(ReferenceChoice) if one.isVisible()][-1]
    QTest.keyClick(asked.field, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def test_a_file_is_added_and_compared_with(qtbot, pane, monkeypatch, tmp_path):
    compare, desk, driver = pane
    items = desk.context.session.index.items
    path = picture(tmp_path / "Тартус маяк.png", "navy")
    choose(compare, monkeypatch, path)
    qtbot.waitUntil(lambda: compare.reference_id != "", timeout=60_000)
    items = desk.context.session.index.items
    assert items[compare.reference_id].file_name == "Тартус маяк.png"
    assert compare.view.isVisible()
    qtbot.waitUntil(lambda: not driver.is_running, timeout=60_000)
    # The case holds it: another file with the same bytes is only shown.
    first, known = desk.item_id, compare.reference_id
    desk.show_item(known)
    choose(compare, monkeypatch, tmp_path / "first.png")
    qtbot.waitUntil(lambda: compare.reference_id == first, timeout=60_000)
    assert len(desk.context.session.index.items) == 2
    qtbot.waitUntil(lambda: not driver.is_running, timeout=60_000)


def test_what_cannot_be_compared_with_is_told(qtbot, pane, monkeypatch, tmp_path):
    compare, desk, driver = pane
    said = []
    scope = desk.context.session.hub.scope()
    scope.on(Notice, lambda notice: said.append(notice.text))
    path = tmp_path / "notes.txt"
    path.write_text("a list")
    for one, words in (
        (path, "no picture or video"),
        (tmp_path / "gone.jpg", "cannot be read"),
        (tmp_path / "first.png", "could not be added"),
    ):
        choose(compare, monkeypatch, one)
        qtbot.waitUntil(lambda words=words: any(words in text for text in said), timeout=60_000)
        qtbot.waitUntil(lambda: not driver.is_running, timeout=60_000)
    assert compare.reference_id == ""
    scope.close()
