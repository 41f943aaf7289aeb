"""A window over a copy of the practice case with the real inspector and what cites; the other panes are stand-ins."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.factories.cases import practice_case
from tests.ui.shell.conftest import RecordingLink, RecordingPreview, RecordingSheet, settle, stand_in, type_text

from evidence_board.case.evidence import read_evidence
from evidence_board.selection import replace
from evidence_board.ui.case_parts import CaseParts
from evidence_board.ui.citing.citing_feature import CitingFeature
from evidence_board.ui.filter_bar.filter_bar import FilterBar
from evidence_board.ui.inspector.inspector_pane import InspectorPane
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.navigator.navigator_pane import NavigatorPane
from evidence_board.ui.workspace import WorkspaceParts


class Citing:
    """The page and short ways to what is tested."""

    def __init__(self, qtbot, page):
        self.qtbot, self.page = qtbot, page
        self.context, self.session = page.context, page.context.session
        self.inspector = page.workspace.panes["inspector"]
        (self.feature,) = page.features

    def id_of(self, ref):
        return self.session.index.by_ref[ref]

    def thing(self, ref):
        row_id = self.id_of(ref)
        return self.session.index.kind_of(row_id), row_id

    def link(self, ref):
        return self.session.index.links[self.id_of(ref)]

    def settle(self):
        settle(self.qtbot, self.page)

    def select(self, *refs):
        self.session.select(replace([self.id_of(ref) for ref in refs]), origin="test")
        self.settle()

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press a key where nothing is typed."""
        self.qtbot.keyClick(self.page.workspace.panes["gallery"], key, modifiers)

    def cited(self, claim, stance="supports"):
        """Return refs or names of what is cited."""
        found = self.session.read(read_evidence, claim)
        return [one.cited.words for one in found.of(stance)]

    def uncite_all(self, claim):
        from evidence_board.operations.citations import uncite

        found = self.session.read(read_evidence, claim)
        self.session.run(uncite, row_ids=[one.id for one in found.citations]).result()
        self.settle()

    @property
    def popup(self):
        """The popover that is open now."""
        return QApplication.activePopupWidget()

    def choose(self, popover, typed):
        """Type a name and take the first row."""
        type_text(popover.field, typed)
        self.qtbot.waitUntil(lambda: self.context.jobs.is_idle)
        self.qtbot.waitUntil(lambda: bool(popover.choices.rows))
        self.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.context.jobs.is_idle)


@pytest.fixture
def citing(qtbot, theme, tmp_path):
    panes = {name: stand_in(name) for name in ("gallery", "map", "board", "timeline")}
    workspace = WorkspaceParts(navigator=NavigatorPane, filter_bar=FilterBar, inspector=InspectorPane, **panes)
    parts = CaseParts(
        workspace=workspace,
        import_sheet=RecordingSheet,
        preview=RecordingPreview,
        link=RecordingLink,
        features=(CitingFeature,),
    )
    window = MainWindow(theme=theme, parts=parts)
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        window.open_case(practice_case(tmp_path))
    found = Citing(qtbot, window.page)
    found.settle()
    yield found
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    window.close()


@pytest.fixture
def dropped():
    """Makes a drop of files of the gallery."""
    from PySide6.QtCore import QMimeData, QPoint, QPointF
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from evidence_board.ui.gallery.item_mime import items_mime

    kept: list[QMimeData] = []

    def drop(widget, item_ids, at=None):
        mime = items_mime(item_ids)
        kept.append(mime)
        spot = at if at is not None else QPoint(4, 4)
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(spot, Qt.DropAction.CopyAction, mime, buttons, keys)
        QApplication.sendEvent(widget, enter)
        hint = widget._hint.text()
        event = QDropEvent(QPointF(spot), Qt.DropAction.CopyAction, mime, buttons, keys)
        QApplication.sendEvent(widget, event)
        return SimpleNamespace(accepted=enter.isAccepted(), hint=hint)

    return drop
