"""How late the window answers during check, backup and import: p50, p95 and p99 of a heartbeat of 10 ms."""

import time

import pytest
from PySide6.QtCore import QTimer
from tests.factories import photos
from tests.factories.cases import practice_case

from evidence_board.ui.backups.backups_feature import BackupsFeature
from evidence_board.ui.check.check_feature import CheckFeature
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.theme import Theme

pytestmark = pytest.mark.benchmark

EVERY_MS = 10


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, mode="light", reduced_motion=True)
    yield made
    made.deleteLater()
    qapp.setStyleSheet("")


class Heartbeat:
    """Notes by how much each beat of a timer comes late."""

    def __init__(self, parent):
        self.late = []
        self._last = time.perf_counter()
        self._timer = QTimer(parent)
        self._timer.timeout.connect(self._beat)
        self._timer.start(EVERY_MS)

    def _beat(self):
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - EVERY_MS))
        self._last = now

    def take(self, words):
        late, self.late = sorted(self.late), []
        at = [late[min(len(late) - 1, int(len(late) * share))] for share in (0.5, 0.95, 0.99)]
        print(f"\n{words}: {len(late)} beats late by p50 {at[0]:.1f} ms, p95 {at[1]:.1f} ms, p99 {at[2]:.1f} ms")


def test_heartbeat(qtbot, theme, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    photos.many(folder, 200)
    window = MainWindow(theme=theme, parts=overview_parts)
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show()
    with qtbot.waitSignal(window.case_shown):
        window.open_case(practice_case(tmp_path))
    page = window.page
    check = next(one for one in page.features if isinstance(one, CheckFeature))
    backups = next(one for one in page.features if isinstance(one, BackupsFeature))
    beat = Heartbeat(window)
    done = []
    QTimer.singleShot(2000, window, lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done))
    beat.take("at rest")
    check.runner.start()
    qtbot.waitUntil(lambda: check.runner.report is not None, timeout=120_000)
    beat.take("check")
    with qtbot.waitSignal(backups.keeper.made, timeout=120_000):
        backups.keeper.make_now()
    beat.take("backup")
    before = len(page.context.session.index.items)
    page.context.requests.import_paths.emit([folder])
    qtbot.waitUntil(lambda: len(page.context.session.index.items) >= before + 200, timeout=300_000)
    beat.take("import of 200 photos")
    window.close()
