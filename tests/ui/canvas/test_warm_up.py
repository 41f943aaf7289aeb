"""Several painter threads may begin at once; in a process of its own, because the fault ends it."""

import subprocess
import sys

SCRIPT = """
import sys, threading
sys.setswitchinterval(1e-6)
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["t", "-platform", "offscreen"])
from evidence_board.scene import Pen
from evidence_board.ui.canvas.qt_styles import qt_brush, qt_pen
from evidence_board.ui.canvas.warm_up import warm_up
warm_up()
errors, begin = [], threading.Barrier(6)
def use():
    begin.wait()
    try:
        for _ in range(50):
            qt_brush(0xFF00FF00)
            qt_pen(Pen(0xFF112233, 1.5, (4, 2)))
    except Exception as error:
        errors.append(repr(error))
threads = [threading.Thread(target=use) for _ in range(6)]
[one.start() for one in threads]
[one.join() for one in threads]
print(errors or "painted")
"""


def test_six_threads_begin_to_paint_at_once():
    # Without the call of warm_up the threads fail on half-made types, or the process ends, every time.
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "painted", (done.returncode, done.stdout, done.stderr[-2000:])
