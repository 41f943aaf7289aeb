"""The window with its real panes: one selection everywhere, keys reach their commands from every pane."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from tests.factories import photos
from tests.factories.cases import practice_case
from tests.ui.shell.conftest import settle

from evidence_board import selection
from evidence_board.filters import Filter, InQueue, InView
from evidence_board.operations.positions import place_items
from evidence_board.ui import main_window as main_window_module
from evidence_board.ui.board.link_popover import LinkPopover
from evidence_board.ui.dialogs_tag import TagPopover
from evidence_board.ui.drop_overlay import DropOverlay
from evidence_board.ui.inspector.page_area import PageArea
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.widgets.elided_label import ElidedLabel

PANES = ["gallery", "map", "board", "timeline", "inspector", "navigator", "filter_bar"]


@pytest.fixture
def parts():
    return overview_parts


@pytest.fixture
def page(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        window.open_case(practice_case(tmp_path))
    settle(qtbot, window.page)
    return window.page


def choose(qtbot, page, ref):
    session = page.context.session
    session.select(selection.replace([session.index.by_ref[ref]]))
    settle(qtbot, page)


def press(qtbot, page, pane, key, modifiers=Qt.KeyboardModifier.NoModifier):
    page.window().activateWindow()
    page.workspace.focus_pane(pane)
    target = QApplication.focusWidget() or page.workspace.panes[pane]
    qtbot.keyClick(target, key, modifiers)


@pytest.mark.parametrize("pane", PANES)
def test_keys_reach_the_window_from_every_pane(qtbot, page, pane):
    choose(qtbot, page, "M-014")
    done = []
    page.commands.triggered.connect(done.append)
    press(qtbot, page, pane, Qt.Key.Key_F6)
    press(qtbot, page, pane, Qt.Key.Key_BracketLeft)
    press(qtbot, page, pane, Qt.Key.Key_BracketLeft)
    press(qtbot, page, pane, Qt.Key.Key_2)
    assert done[:4] == ["next_pane", "navigator", "navigator", "level_doubtful"]
    settle(qtbot, page)
    session = page.context.session
    assert session.index.items[session.selection.current].level == "doubtful"


@pytest.mark.parametrize("pane", PANES)
def test_undo_reaches_the_case_from_every_pane(qtbot, page, pane):
    session = page.context.session
    choose(qtbot, page, "M-014")
    page.commands.run("level_refuted")
    settle(qtbot, page)
    press(qtbot, page, pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, page)
    assert session.index.items[session.selection.current].level == "probable"


@pytest.mark.parametrize("pane", ["gallery", "map", "board", "timeline", "inspector"])
def test_the_sign_of_tags_tags_from_every_pane(qtbot, page, pane):
    choose(qtbot, page, "M-014")
    press(qtbot, page, pane, Qt.Key.Key_NumberSign, Qt.KeyboardModifier.ShiftModifier)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, TagPopover)
    popover.close()


def test_the_gallery_comes_back_as_it_was_left(qtbot, window, page):
    path = page.context.session.case.path
    page.workspace.panes["gallery"].set_order(sort="name", grouping="none")
    page.workspace.panes["gallery"].set_mode("list")
    window.close_case()
    qtbot.waitUntil(lambda: not window.is_busy)
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        window.open_case(path)
    settle(qtbot, window.page)
    kept = window.page.workspace.panes["gallery"].state()
    assert (kept["view"], kept["sort"], kept["grouping"]) == ("list", "name", "none")


@pytest.mark.parametrize("pane", ["gallery", "map", "board", "timeline", "navigator"])
def test_l_and_e_ask_from_every_pane(qtbot, page, pane):
    choose(qtbot, page, "M-014")
    press(qtbot, page, pane, Qt.Key.Key_L)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, LinkPopover)
    popover.close()


def test_the_preview_opens_and_closes_with_the_same_key(qtbot, page):
    choose(qtbot, page, "M-014")
    press(qtbot, page, "gallery", Qt.Key.Key_Space)
    assert page.preview.is_open
    qtbot.keyClick(page.preview, Qt.Key.Key_Escape)
    assert not page.preview.is_open
    assert len(page.context.session.selection) == 1


def test_g_opens_the_field_of_the_map(qtbot, page):
    choose(qtbot, page, "M-014")
    page.workspace.toggle_maximised("gallery")
    press(qtbot, page, "gallery", Qt.Key.Key_G)
    assert page.workspace.panes["map"].isVisible()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QApplication.activePopupWidget().close()


def test_the_map_view_as_a_filter(qtbot, page):
    bar = page.workspace.panes["filter_bar"]
    bar.map_view_wanted.emit()
    settle(qtbot, page)
    assert page.context.session.filter.part(InView) is not None
    bar.map_view_wanted.emit()
    settle(qtbot, page)
    assert page.context.session.filter.part(InView) is None


def test_photos_dropped_on_the_welcome_screen_are_in_the_case_tomorrow(qtbot, window, monkeypatch, tmp_path, theme):
    folder = tmp_path / "field photos"
    folder.mkdir()
    photos.many(folder, 3, size=(320, 240))
    monkeypatch.setattr(main_window_module, "ask_new_case", lambda parent, *, suggestion: tmp_path / suggestion.name)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    overlay = window.findChild(DropOverlay)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), copy, data, left, none))
    QApplication.sendEvent(overlay, QDragEnterEvent(QPoint(9, 9), copy, data, left, none))
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        QApplication.sendEvent(overlay, QDropEvent(QPointF(9, 9), copy, data, left, none))
    page = window.page
    qtbot.waitUntil(lambda: len(page.context.session.index.items) == 3, timeout=60_000)
    qtbot.waitUntil(lambda: page.context.session.active_import is None, timeout=60_000)
    settle(qtbot, page)
    assert page.workspace.panes["filter_bar"].count_words == "3 files"
    assert page.status_bar.counts.startswith("3 files")
    window.close()
    path = tmp_path / "field photos.evidence"
    assert {one.name for one in tmp_path.iterdir()} == {path.name, folder.name, "field photos backups"}
    again = MainWindow(theme=theme, parts=overview_parts)
    qtbot.addWidget(again)
    again.show_welcome()
    again.show()
    with qtbot.waitSignal(again.case_shown, timeout=30_000):
        again.open_case(path)
    assert len(again.page.context.session.index.items) == 3
    settle(qtbot, again.page)
    assert again.page.top_bar.button("undo").toolTip().startswith("Undo: ")
    again.close()


def test_a_queue_is_worked_through_with_keys_and_what_was_placed_stays_on_the_map(qtbot, page):
    session, gallery, world = page.context.session, page.workspace.panes["gallery"], page.workspace.panes["map"]
    session.set_filter(Filter((InQueue("not_placed"),)))
    settle(qtbot, page)
    order = gallery.order
    session.select(selection.replace([order[2]]))
    settle(qtbot, page)
    page.context.perform(place_items, item_ids=[order[2]], latitude=34.9, longitude=35.87)
    settle(qtbot, page)
    assert order[2] not in session.visible
    assert world.hits.content.where([order[2]]) is not None
    assert world.nothing.isHidden()
    qtbot.keyClick(gallery.view, Qt.Key.Key_Right)
    settle(qtbot, page)
    assert session.selection.ids == (order[3],)
    assert world.hits.content.where([order[2]]) is None


def test_large_text_chosen_while_a_case_is_open_cuts_nothing_of_the_inspector(qtbot, window, page):
    window.resize(1366, 768)
    choose(qtbot, page, "M-014")
    window.theme.text_scale = 1.5
    settle(qtbot, page)
    inspector = page.workspace.panes["inspector"]
    area = inspector.findChild(PageArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    label = next(one for one in inspector.findChildren(ElidedLabel) if one.text() == "Confidence")
    assert label.sizeHint().width() <= label.width()
    assert inspector.mapTo(window, inspector.rect().topRight()).x() < window.width()


def test_a_closed_case_is_freed(qtbot, window, tmp_path):
    left = []
    for _ in range(2):
        folder = tmp_path / str(len(left))
        folder.mkdir()
        with qtbot.waitSignal(window.case_shown, timeout=30_000):
            window.open_case(practice_case(folder))
        settle(qtbot, window.page)
        choose(qtbot, window.page, "M-014")
        left.append(weakref.ref(window.page))
        left.append(weakref.ref(window.page.context.session.index))
        window.close_case()

    def the_first_is_freed():
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return not any(one() for one in left[:2])

    # What was looked at last may be held until something else is looked at.
    qtbot.waitUntil(the_first_is_freed, timeout=20_000)
