"""The program as a whole: a picture of the real window, and the way from the command line to it."""

import hashlib
import subprocess
import sys

import pytest
from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from tests.factories.cases import practice_case

from evidence_board import app as app_module
from evidence_board.model.errors import KnownError
from evidence_board.settings import settings_path
from evidence_board.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def same_platform(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def windows():
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return [widget for widget in shown if isinstance(widget, MainWindow)]


@pytest.mark.parametrize(("theme", "size"), [("light", (1600, 1000)), ("dark", (1366, 768))])
def test_a_picture_of_the_real_window(qapp, tmp_path, theme, size):
    path = practice_case(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    remembered = {one.name: one.read_bytes() for one in settings_path().parent.iterdir()}
    out = tmp_path / "window.png"
    assert app_module.shot(path, out, size=size, theme=theme, select="M-014") == 0
    image = QImage(str(out))
    assert (image.width(), image.height()) == size
    # The selected photo is shown in the inspector in its own colours: sky above the shirt.
    sky = image.pixelColor(size[0] - 60, 112)
    assert sky.blue() > sky.red() + 20
    window = image.pixelColor(4, size[1] - 60)
    assert (window.lightness() < 60) == (theme == "dark")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert {one.name for one in tmp_path.iterdir()} == {path.name, "window.png"}
    assert windows() == []
    # Nothing of it is remembered for the user.
    assert {one.name: one.read_bytes() for one in settings_path().parent.iterdir()} == remembered


class SmallScreen(QWidget):
    def __init__(self):
        super().__init__()
        self.setMinimumSize(1180, 700)


@pytest.mark.parametrize(
    ("screen", "size", "maximised"),
    [
        (QRect(0, 0, 1366, 740), QSize(1366, 708), True),
        (QRect(0, 0, 1024, 600), QSize(1180, 700), True),
        (QRect(0, 0, 1920, 1160), QSize(1600, 1000), False),
    ],
)
def test_the_window_fits_the_screen(qtbot, screen, size, maximised):
    window = SmallScreen()
    qtbot.addWidget(window)
    app_module.fit_to_screen(window, screen)
    assert window.size() == size
    assert window.isMaximized() == maximised


def test_a_ref_that_is_not_there(qapp, tmp_path, capsys):
    path = practice_case(tmp_path)
    assert app_module.shot(path, tmp_path / "x.png", select="M-999") == 1
    assert "M-999 is not in this case" in capsys.readouterr().err
    assert not (tmp_path / "x.png").exists()


def test_a_folder_that_refuses_the_picture(qapp, tmp_path, capsys):
    path = practice_case(tmp_path)
    assert app_module.shot(path, tmp_path / "no" / "x.png", size=(1180, 700)) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_picture_of_no_case(qapp, tmp_path):
    path = tmp_path / "x.evidence"
    path.write_bytes(b"no case" * 50)
    with pytest.raises(KnownError, match="not a case"):
        app_module.shot(path, tmp_path / "x.png")


def test_run_opens_the_case_and_ends_with_its_window(qapp, qtbot, tmp_path):
    path = practice_case(tmp_path)
    seen = []

    def look():
        (window,) = windows()
        if window.page is None:
            QTimer.singleShot(50, look)
            return
        seen.append(window.page.context.session.index.title)
        window.close()

    QTimer.singleShot(50, look)
    assert app_module.run(path) == 0
    assert seen == ["Tartus 2015"]
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_run_says_what_is_wrong_with_a_case(qapp, qtbot, tmp_path):
    path = tmp_path / "x.evidence"
    path.write_bytes(b"no case" * 50)
    seen = []

    def look():
        (window,) = windows()
        boxes = window.findChildren(QMessageBox)
        if not boxes:
            QTimer.singleShot(50, look)
            return
        seen.append(boxes[0].text())
        boxes[0].close()
        window.close()

    QTimer.singleShot(50, look)
    assert app_module.run(path) == 0
    assert seen == ["x.evidence is not a case of Evidence Board."]


def test_the_heavy_libraries_wait_until_they_are_needed():
    code = (
        "import sys; import evidence_board.app;"
        "heavy = {'numpy', 'networkx', 'igraph', 'PIL', 'av', 'pillow_heif', 'typst'} & set(sys.modules);"
        "print(','.join(sorted(heavy)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
