"""Wires the window: one application, one theme, one main window. The only module besides ui/ with Qt."""

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from evidence_board import __version__
from evidence_board.settings import apart, load_settings
from evidence_board.ui.fault_notice import FaultNotice
from evidence_board.ui.garbage import GuiThreadGarbage
from evidence_board.ui.i18n import set_language
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from evidence_board.ui.case_parts import CaseParts

__all__ = ["fit_to_screen", "run", "shot"]

#: When the panes are imported behind the welcome screen.
_AFTER_FIRST_MS = 150
#: The usual size of the window, and how much more room a screen must have for it to stand free.
_USUAL, _AROUND = QSize(1600, 1000), 60
_TITLE_BAR = 32


def run(case_path: Path | None, *, arguments: list[str] | None = None) -> int:
    """Open the window and return when it is closed.

    Args:
        case_path: the case to open; None shows the welcome screen.
        arguments: of Qt; those of the process by default.

    Returns:
        The exit code of the process.
    """
    app = _application(arguments)
    settings = load_settings()
    set_language(app, settings.language)
    mode = settings.theme if settings.theme in ("system", "light", "dark") else "system"
    theme = Theme(
        app,
        mode=cast(Literal["system", "light", "dark"], mode),
        text_scale=settings.text_scale / 100,
        reduced_motion=settings.reduced_motion,
    )
    ring = FocusRing(app, theme=theme)
    garbage = GuiThreadGarbage()
    window = MainWindow(theme=theme, parts=_parts)
    faults = FaultNotice(window.show_fault)
    opener = _FileOpener(window)
    app.installEventFilter(opener)
    fit_to_screen(window, QGuiApplication.primaryScreen().availableGeometry())
    window.show()
    QTimer.singleShot(0, window, lambda: _fill(window, case_path))
    # Ctrl C in the terminal closes the window, and with it the case, in order.
    signal.signal(signal.SIGINT, lambda *_: window.close())
    awake = QTimer()
    awake.timeout.connect(_let_signals_in)
    awake.start(400)
    code = app.exec()
    # However the loop ended, the case is closed in order.
    window.close()
    app.removeEventFilter(opener)
    faults.stop()
    garbage.stop()
    del ring
    return code


def fit_to_screen(window: QWidget, available: QRect) -> None:
    """Give a window its usual size; where the screen has less room, what there is, and maximise it.

    Args:
        window: not shown yet. It is never made smaller than its least size.
        available: the room of the screen, without bars and docks.
    """
    # Kept for when the window is no longer maximised; frame and title bar need some of the room too.
    wide, high = min(_USUAL.width(), available.width()), min(_USUAL.height(), available.height() - _TITLE_BAR)
    window.resize(max(window.minimumWidth(), wide), max(window.minimumHeight(), high))
    if available.width() < _USUAL.width() + _AROUND or available.height() < _USUAL.height() + _AROUND:
        window.move(available.topLeft())
        window.setWindowState(Qt.WindowState.WindowMaximized)


def shot(
    case: Path,
    out: Path,
    *,
    size: tuple[int, int] = (1600, 1000),
    theme: str = "light",
    select: str | None = None,
    workspace: str = "overview",
) -> int:
    """Render the real window to a PNG; the case is only read.

    Args:
        case: the case file.
        out: the picture to write.
        size: width and height of the window in pixels.
        theme: ``light`` or ``dark``.
        select: ref of what is selected, like ``M-014``.
        workspace: ``overview`` or ``geolocate``.

    Returns:
        0, or 1 when the ref is not in the case or the picture cannot be written; the reason is on stderr.

    Raises:
        KnownError: the case cannot be opened.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from evidence_board.ui.window_picture import take_picture

    qInstallMessageHandler(_say_what_matters)
    app = _application(None)
    garbage = GuiThreadGarbage()
    try:
        # A picture is no visit of the user: it stands in no list of recent cases.
        with apart():
            return take_picture(
                app, case, out, size=size, theme=theme, select=select, workspace=workspace, parts=_parts()
            )
    finally:
        garbage.stop()


def _fill(window: MainWindow, case_path: Path | None) -> None:
    """Put the welcome screen into the window that is on the screen already, and begin to open the case."""
    window.show_welcome()
    if case_path is not None:
        window.open_case(case_path)
    QTimer.singleShot(_AFTER_FIRST_MS, window, window.get_ready)


def _parts() -> "CaseParts":
    # The panes are imported behind the welcome screen, or with the first case.
    from evidence_board.ui.overview_parts import overview_parts

    return overview_parts()


def _application(arguments: list[str] | None) -> QApplication:
    present = QCoreApplication.instance()
    if isinstance(present, QApplication):
        return present
    app = QApplication(arguments if arguments is not None else sys.argv[:1])
    app.setApplicationName("evidence-board")
    app.setApplicationDisplayName("Evidence Board")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("evidence-board")
    return app


def _say_what_matters(kind: QtMsgType, where: QMessageLogContext, words: str | None) -> None:
    """Pass messages of Qt on, but for what the offscreen platform says of itself."""
    if words and not words.startswith("This plugin does not support"):
        sys.stderr.write(words + "\n")


def _let_signals_in() -> None:
    """Python handles a signal only when it runs; Qt alone would keep it waiting."""


class _FileOpener(QObject):
    """Opens the case that the system hands over (a double click on a file, macOS)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self._window.open_case(Path(event.file()))
            return True
        return False
