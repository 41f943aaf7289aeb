"""Takes a picture of the real window, after everything in it has settled."""

import sys
import time
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication

from evidence_board import selection
from evidence_board.case.casefile import CaseFile
from evidence_board.session import open_session
from evidence_board.ui.canvas.canvas_view import CanvasView
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.case_parts import CaseParts
from evidence_board.ui.i18n import tr
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.pane import Pane
from evidence_board.ui.theme import Theme

__all__ = ["settle", "take_picture"]

_QUIET_S, _LONGEST_S = 0.1, 60.0


def take_picture(
    app: QApplication,
    case: Path,
    out: Path,
    *,
    size: tuple[int, int],
    theme: str,
    select: str | None,
    workspace: str = "overview",
    parts: CaseParts,
) -> int:
    """Open a case read only, show its window, and write what it looks like.

    Args:
        app: the application, on the offscreen platform.
        case: the case file; its bytes stay as they are.
        out: the PNG to write.
        size: of the window, in pixels.
        theme: ``light`` or ``dark``.
        select: ref of what to select, or None.
        workspace: which one is shown.
        parts: what makes the panes.

    Returns:
        0; or 1 with the reason on stderr.

    Raises:
        KnownError: the case cannot be opened.
    """
    session = open_session(case, actor="unnamed", read_only=True)
    session.case = _PosedCase(case)
    mode: Literal["light", "dark"] = "dark" if theme == "dark" else "light"
    look = Theme(app, mode=mode, reduced_motion=True)
    window = MainWindow(theme=look, parts=parts)
    try:
        if select is not None:
            row_id = session.index.by_ref.get(select)
            if row_id is None:
                sys.stderr.write(tr("{ref} is not in this case.", ref=select) + "\n")
                session.close()
                return 1
            session.select(selection.replace([row_id]))
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=True)
        window.resize(*size)
        page = window.show_case(session)
        window.show()
        page.workspaces.show(workspace)
        settle(page)
        if not window.grab().save(str(out), "PNG"):
            sys.stderr.write(tr("The picture cannot be written to {path}.", path=out) + "\n")
            return 1
        return 0
    finally:
        window.close()
        window.deleteLater()


class _PosedCase(CaseFile):
    """A case that is only read, but stands in the picture as it stands before the user who opens it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, gate=None, lock=None, owner=None, warnings=[])

    @property
    def read_only(self) -> bool:
        """Shown as if it could be written; nobody can press anything in a picture."""
        return False


def settle(page: CasePage) -> None:
    """Wait until every pane is up to date, every thumbnail is there and every canvas is sharp."""
    app = QApplication.instance()
    if app is None:
        return
    loaded: list[object] = []
    page.context.thumbnails.ready.connect(loaded.append)
    begun = time.monotonic()
    while time.monotonic() - begun < _LONGEST_S:
        loaded.clear()
        for pane in page.findChildren(Pane):
            if pane.isVisible():
                pane.flush()
        # Painting asks for the thumbnails; they come in batches.
        page.grab()
        quiet = time.monotonic()
        while time.monotonic() - quiet < _QUIET_S:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if not page.context.jobs.is_idle:
                quiet = time.monotonic()
        if not loaded:
            break
    for canvas in page.findChildren(CanvasView):
        if canvas.isVisible():
            canvas.render_now()
