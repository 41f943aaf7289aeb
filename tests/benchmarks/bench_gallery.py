"""What it costs the GUI thread to open and scroll the gallery at 100,000 files; beside Qt's own list view.

All in one run, offscreen, the pane 456x760 as in the Overview. Milliseconds are CPU time of the main thread
(``time.thread_time``). "Open" is from having the read model, in a window that stands, to the end of the first
paint; "settled" everything until the last layout; the gallery sorts in another thread meanwhile. "Scroll" is
one wheel step of 120 px with pictures, texts, badges: the event and its paint. The list view shows icon mode
over a model with the same pictures and two words; "uniform" has uniform sizes, batched layout and a fixed
grid.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from PySide6.QtCore import QAbstractListModel, QEventLoop, QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QListView, QWidget
from tests.factories.big import big_index

from evidence_board.session import create_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.gallery_pane import GalleryPane
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails

FILES = 100_000
SIZE = QSize(456, 760)
FRAMES = 240
STEP = 120


def pictures():
    """40 different thumbnails of 504 px, as the cache holds them."""
    found = []
    for seed in range(40):
        small = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
        image = QImage(small.tobytes(), 8, 6, 24, QImage.Format.Format_RGB888)
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(504, 378, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        found.append(image.convertToFormat(QImage.Format.Format_RGB32))
    return found


class ReadyThumbnails(Thumbnails):
    """Every thumbnail is there at once: what is measured is drawing, not the disk."""

    def __init__(self, session, jobs):
        super().__init__(session, jobs)
        self._pictures = pictures()

    def get(self, item_id):
        return self._pictures[hash(item_id) % 40]

    peek = get


def spin(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition):
    for _ in range(2_000):
        if condition():
            return
        spin(5)
    raise RuntimeError("it never came")


def measure_scroll(view):
    """CPU milliseconds of each frame while scrolling on through the files."""
    bar, times = view.verticalScrollBar(), []
    for frame in range(FRAMES):
        began = time.thread_time()
        bar.setValue(bar.value() + STEP if frame % 60 else bar.value() + 40_000)
        QApplication.processEvents()
        times.append(1000 * (time.thread_time() - began))
    return np.array(times)


def measure_gallery(app):
    """Open the pane on a large index and scroll it; the same with half of the files selected."""
    theme = Theme(app, mode="light", reduced_motion=True)
    index = big_index(items=FILES, entities=2_000, links=0, seed=5)
    with TemporaryDirectory() as folder:
        session = create_session(Path(folder) / "big.evidence", title="Big", actor="tester")
        context = UiContext(session, theme)
        context.thumbnails = ReadyThumbnails(session, context.jobs)
        pane = GalleryPane(context)
        pane.resize(SIZE)
        pane.show()
        spin(50)
        session.index = index
        began = time.thread_time()
        pane.show_index()
        pane.view.viewport().repaint()
        first = 1000 * (time.thread_time() - began)
        wait_until(lambda: pane.view.arrangement.ids)
        pane.view.viewport().repaint()
        ready = 1000 * (time.thread_time() - began)
        spin(50)
        scroll = measure_scroll(pane.view)
        press = []
        for position in (3, 50_000, 99_000):
            began = time.thread_time()
            pane.view.bring_into_view(position)
            session.select(type(session.selection)(tuple(pane.order[:position]), pane.order[position]))
            pane.flush()
            pane.view.viewport().repaint()
            press.append(1000 * (time.thread_time() - began))
        pane.close()
        context.close()
        session.close()
        theme.deleteLater()
    app.setStyleSheet("")
    return first, ready, scroll, max(press)


class PictureModel(QAbstractListModel):
    """The rows of the same case for Qt's own view."""

    def __init__(self):
        super().__init__()
        scaled = [QPixmap.fromImage(image.scaled(135, 101)) for image in pictures()]
        self._icons = [QIcon(one) for one in scaled]

    def rowCount(self, parent=None):
        return FILES

    def data(self, index: QModelIndex, role: int):
        if role == Qt.ItemDataRole.DisplayRole:
            return f"a_severny\n12 Sep · M-{index.row():05d}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons[index.row() % 40]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor("#161A20")
        return None


def measure_list_view(*, uniform):
    """Qt's list view with the same number of rows."""
    window = QWidget()
    window.resize(SIZE)
    view = QListView(window)
    view.resize(SIZE)
    model = PictureModel()
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setIconSize(QSize(135, 101))
    view.setResizeMode(QListView.ResizeMode.Adjust)
    if uniform:
        view.setUniformItemSizes(True)
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setGridSize(QSize(145, 147))
    window.show()
    spin(50)
    began = time.thread_time()
    view.setModel(model)
    view.viewport().repaint()
    opened = 1000 * (time.thread_time() - began)
    wait_until(lambda: view.verticalScrollBar().maximum() > FILES * 20)
    spin(50)
    settled = 1000 * (time.thread_time() - began)
    scroll = measure_scroll(view)
    window.close()
    return opened, settled, scroll


def run(app):
    """Measure everything and print the table."""
    first, ready, scroll, press = measure_gallery(app)
    rows = [("gallery", first, ready, scroll)]
    rows.append(("QListView, uniform and batched", *measure_list_view(uniform=True)))
    rows.append(("QListView, as it comes", *measure_list_view(uniform=False)))
    print(f"\n{FILES:,} files, CPU ms of the GUI thread")
    print(f"{'':34}{'open':>9}{'settled':>9}{'scroll p50':>12}{'p95':>8}{'max':>8}")
    for name, opened, settled, frames in rows:
        p50, p95 = np.percentile(frames, (50, 95))
        print(f"{name:34}{opened:9.1f}{settled:9.1f}{p50:12.2f}{p95:8.2f}{frames.max():8.2f}")
    print(f"gallery: a selection of up to 99,000 files shows in {press:.1f} ms at most")
    print(f"opening: QListView as it comes costs {rows[2][1] / first:.0f} times the gallery")
    print(
        f"scrolling, p95: QListView as it comes costs {np.percentile(rows[2][3], 95) / np.percentile(scroll, 95):.1f}"
    )
    return rows


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_gallery_frames(qapp, capsys):
    with capsys.disabled():
        rows = run(qapp)
    assert len(rows) == 3


if __name__ == "__main__":
    run(QApplication(sys.argv))
