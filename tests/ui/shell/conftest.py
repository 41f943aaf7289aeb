"""A window over a copy of the practice case. Panes of others are plain stand-ins: here the frame is tested."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout
from tests.factories.cases import practice_case

from evidence_board.ui.case_parts import CaseParts
from evidence_board.ui.filter_bar.filter_bar import FilterBar
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.navigator.navigator_pane import NavigatorPane
from evidence_board.ui.pane import Pane
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.sheet import Sheet
from evidence_board.ui.workspace import WorkspaceParts


def stand_in(pane_name):
    class StandIn(Pane):
        name = pane_name

        def __init__(self, context, parent=None):
            super().__init__(context, parent)
            self.compact = None
            self.asked = []
            self.kept = {}
            self.ended = False
            self.follow = QPushButton(self)
            self.header = PaneHeader(pane_name, theme=context.theme)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self.header)
            layout.addStretch(1)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        def set_compact(self, compact):
            self.compact = compact

        def ask_position(self, item_ids):
            self.asked.append(list(item_ids))

        def state(self):
            return self.kept

        def restore(self, remembered):
            self.kept = dict(remembered)

        def shut_down(self):
            self.ended = True

    return StandIn


class RecordingSheet(Sheet):
    def __init__(self, context, parent):
        super().__init__(parent, title="Import", theme=context.theme)
        self.paths = []

    def offer_unfinished(self):
        self.offered = True

    def shut_down(self):
        self.ended = True

    def import_paths(self, paths):
        self.paths.append(list(paths))
        self.open_sheet()


class RecordingPreview:
    def __init__(self, context, parent):
        self.shown = []

    def show_item(self, item_id):
        self.shown.append(item_id)


class RecordingLink:
    def __init__(self, context, parent):
        self.begun = []
        self.joined = []

    def begin(self, things):
        self.begun.append(things)

    def link_to(self, things, target):
        self.joined.append((things, target))


@pytest.fixture
def parts():
    panes = {name: stand_in(name) for name in ("gallery", "map", "board", "timeline", "inspector")}
    workspace = WorkspaceParts(navigator=NavigatorPane, filter_bar=FilterBar, **panes)
    return CaseParts(workspace=workspace, import_sheet=RecordingSheet, preview=RecordingPreview, link=RecordingLink)


@pytest.fixture
def window(qtbot, theme, parts):
    made = MainWindow(theme=theme, parts=parts)
    qtbot.addWidget(made)
    made.resize(1600, 1000)
    made.show_welcome()
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def case_path(tmp_path):
    return practice_case(tmp_path)


@pytest.fixture
def page(qtbot, window, case_path):
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        window.open_case(case_path)
    settle(qtbot, window.page)
    return window.page


def type_text(field, text):
    """Type in any script, as an input method does; QTest knows only Latin letters."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def settle(qtbot, page):
    """Wait until what was queued on the writer, the reader and the jobs has arrived."""
    session = page.context.session
    for _ in range(2):
        session.on_writer(lambda: None).result()
        session.renew_index().result()
        qtbot.waitUntil(lambda: page.context.jobs.is_idle)
        qtbot.wait(1)
    for pane in page.workspace.panes.values():
        pane.flush()
    page.status_bar.flush()
