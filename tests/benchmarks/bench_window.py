"""How the window breathes while photos come in: delay of its event loop, and the cost of starting it.

Run as a script, or ``make bench``. A heartbeat timer of 5 ms in the GUI thread says how late it is; the aim is
p99 under 50 ms while 1,000 photos are imported.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.factories import photos

BEAT_MS = 5


def heartbeat_during_import(count: int, folder: Path) -> dict[str, float]:
    """Import photos into a case shown in the real window; returns delays of the event loop in ms."""
    from evidence_board.media.requests import media_supervisor
    from evidence_board.operations.importing import ImportRun
    from evidence_board.session import create_session
    from evidence_board.ui.garbage import GuiThreadGarbage
    from evidence_board.ui.main_window import MainWindow
    from evidence_board.ui.overview_parts import overview_parts
    from evidence_board.ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    garbage = GuiThreadGarbage()
    theme = Theme(app, mode="light", reduced_motion=True)
    source = folder / "photos"
    photos.many(source, count, size=(1600, 1200))
    session = create_session(folder / "heartbeat.evidence", title="Heartbeat", actor="bench", threaded=True)
    window = MainWindow(theme=theme, parts=overview_parts())
    window.resize(1600, 1000)
    page = window.show_case(session)
    window.show()
    late: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        late.append((now - last[0]) * 1000 - BEAT_MS)
        last[0] = now

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
    timer.timeout.connect(beat)
    loop = QEventLoop()

    def work() -> None:
        with media_supervisor(workers=1, low_priority=True) as supervisor:
            ImportRun(session, [source], supervisor=supervisor).run()
        page.context.jobs.call_in_gui(loop.quit)

    thread = threading.Thread(target=work, name="case import")
    thread.start()
    last[0] = time.perf_counter()
    timer.start()
    started = time.perf_counter()
    loop.exec()
    timer.stop()
    thread.join()
    seconds = time.perf_counter() - started
    session.renew_index().result()
    assert len(session.index.items) == count
    window.close()
    window.deleteLater()
    app.processEvents()
    garbage.stop()
    values = np.array(late)
    return {
        "seconds": seconds,
        "p50": float(np.percentile(values, 50)),
        "p95": float(np.percentile(values, 95)),
        "p99": float(np.percentile(values, 99)),
        "worst": float(values.max()),
    }


def start_ratio(runs: int = 5) -> tuple[float, float]:
    """Return best wall seconds until the first window of the program, and of a bare PySide6 window."""
    shown = "import os; os.environ['QT_QPA_PLATFORM']='offscreen';"
    bare = shown + (
        "from PySide6.QtWidgets import QApplication, QWidget; from PySide6.QtCore import QTimer;"
        "a = QApplication([]); w = QWidget(); w.show(); QTimer.singleShot(0, a.quit); a.exec()"
    )
    ours = shown + (
        "from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication; a = QApplication([]);"
        "QTimer.singleShot(0, a.quit); from evidence_board.app import run; run(None)"
    )

    def best(code: str) -> float:
        times = []
        for _ in range(runs):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            times.append(time.perf_counter() - begun)
        return min(times)

    return best(ours), best(bare)


def report(count: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        figures = heartbeat_during_import(count, Path(folder))
    print(
        f"{count} photos in {figures['seconds']:.1f} s; event loop late by p50 {figures['p50']:.1f},"
        f" p95 {figures['p95']:.1f}, p99 {figures['p99']:.1f}, worst {figures['worst']:.0f} ms (aim: p99 under 50)"
    )
    ours, bare = start_ratio()
    print(f"first window {ours:.2f} s, bare PySide6 window {bare:.2f} s: ratio {ours / bare:.2f} (aim: 1.5)")


@pytest.mark.benchmark
@pytest.mark.timeout(900)
def test_the_window_breathes_while_photos_come_in(qapp):
    report(1000)


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
