"""`PaletteFeature`: Ctrl K and the field in the top bar open the command palette of a case."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from evidence_board.operations.indexing import fill_search_index
from evidence_board.ui.behind_work import BehindWork
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr
from evidence_board.ui.palette.opening import Opening
from evidence_board.ui.palette.palette_box import PaletteBox
from evidence_board.ui.shortcuts import key_names, types_text

__all__ = ["PaletteFeature"]

_KEY = "Ctrl+K"


class PaletteFeature(QObject):
    """Adds the command, answers what other panes ask to open, and makes the box when it is first wanted.

    Attributes:
        opening: acts on things.
    """

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self._box: PaletteBox | None = None
        self._watched: QWidget | None = None
        self.opening = Opening(page)
        group = tr("Window")
        page.commands.add(
            Command(
                id="palette",
                title=tr("Search or run a command"),
                run=self.open_palette,
                key=_KEY,
                icon="search",
                group=group,
            )
        )
        page.top_bar.add_search(page.commands["palette"])
        context = page.context
        self._indexing = BehindWork(context, job_id="search index", title=tr("Making the search index"))
        if not context.session.case.read_only:
            self._indexing.start(lambda: fill_search_index(context.session, progress=self._indexing.moved))
        context.at_close(self._indexing.stop)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    @property
    def box(self) -> PaletteBox:
        """The palette."""
        if self._box is None:
            self._box = PaletteBox(self._page, self.opening)
        return self._box

    def open_palette(self) -> None:
        """Open the palette, or close it."""
        if self.box.is_open:
            self.box.close_palette()
        else:
            self.box.open_with()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Watch the text field one types in: it would take the key for "delete to the end of the line"."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        if new is not None and types_text(new) and self._page.isAncestorOf(new):
            self._watched = new
            new.installEventFilter(self)
            new.destroyed.connect(self._forget)

    def _forget(self, gone: QObject) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the palette from within a text field."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if event.type() in kinds and isinstance(event, QKeyEvent) and _KEY in key_names(event):
            if event.type() == QEvent.Type.KeyPress:
                self.open_palette()
            event.accept()
            return True
        return super().eventFilter(watched, event)
