"""`MainWindow`: the one window: the welcome screen, or the page of the case that is open."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from evidence_board.model.errors import KnownError
from evidence_board.model.moments import now_utc
from evidence_board.settings import RecentCase, Settings, load_settings, places_of, save_settings
from evidence_board.ui.app_mark import window_icon
from evidence_board.ui.case_switch import CaseSwitch
from evidence_board.ui.dialogs_case import (
    CASE_SUFFIX,
    ask_new_case,
    ask_open_case,
    is_damage,
    show_cannot_open,
)
from evidence_board.ui.drop_overlay import DropOverlay
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.job_runner import JobRunner
from evidence_board.ui.theme import Theme
from evidence_board.ui.window_doors import WindowDoors

if TYPE_CHECKING:
    from evidence_board.session import Session
    from evidence_board.ui.case_page import CasePage
    from evidence_board.ui.case_parts import CaseParts
    from evidence_board.ui.welcome.welcome_page import WelcomePage

__all__ = ["MainWindow"]


class MainWindow(QWidget):
    """Holds one page at a time, opens and closes cases, and takes dropped files.

    Signals:
        case_shown: the page of a case is there.
        welcome_shown: the welcome screen is there.
    """

    case_shown = Signal()
    welcome_shown = Signal()

    def __init__(
        self, *, theme: Theme, parts: "CaseParts | Callable[[], CaseParts]", parent: QWidget | None = None
    ) -> None:
        """Make the window, without a page.

        Args:
            theme: the look.
            parts: what makes the panes of a case, or what gives it when the first case is shown: the panes
                take several times longer to import than the welcome screen takes to show.
            parent: parent widget.
        """
        super().__init__(parent)
        self.theme = theme
        self._parts = parts
        self._page: CasePage | None = None
        self._session: Session | None = None
        self._opening: Path | None = None
        self._then_import: list[Path] = []
        self._jobs = JobRunner()
        self._switch = CaseSwitch(self)
        self._switch.opened.connect(self._opened)
        self._switch.failed.connect(self._failed)
        self._switch.busy_changed.connect(self._busy_changed)
        self._stack = QStackedLayout(self)
        self._welcome: WelcomePage | None = None
        self._overlay = DropOverlay(self, theme=theme, words=self._drop_words)
        self._overlay.dropped.connect(self.take_paths)
        self.setAcceptDrops(True)
        self.setMinimumSize(*theme.tokens.minimum)
        self.setWindowTitle(tr("Evidence Board"))
        self.setWindowIcon(window_icon(theme))

    # -- pages -----------------------------------------------------------------------------------------

    @property
    def page(self) -> "CasePage | None":
        """The page of the open case, or None on the welcome screen."""
        return self._page

    @property
    def welcome(self) -> "WelcomePage | None":
        """The welcome screen, once it was shown."""
        return self._welcome

    @property
    def is_busy(self) -> bool:
        """Whether a case is being opened or closed."""
        return self._switch.is_busy

    def show_welcome(self) -> None:
        """Show the welcome screen."""
        if self._welcome is None:
            # The window itself is on the screen before this is imported.
            from evidence_board.ui.welcome.welcome_page import WelcomeDoors, WelcomePage

            doors = WelcomeDoors(
                new_case=self.new_case,
                open_case=self.choose_case,
                open_path=self.open_case,
                locate=self._locate,
                forget=self._forget,
                leave=self._close_soon,
                switch_theme=self.switch_theme,
                show_error=self._show_error,
            )
            self._welcome = WelcomePage(theme=self.theme, jobs=self._jobs, held=self._switch.held, doors=doors)
            self._stack.addWidget(self._welcome)
        else:
            self._welcome.renew()
        self._stack.setCurrentWidget(self._welcome)
        self.setWindowTitle(tr("Evidence Board"))
        self.welcome_shown.emit()

    def show_case(self, session: "Session") -> "CasePage":
        """Show the page of an open case, in place of what was shown; the window closes the session."""
        from evidence_board.ui.case_page import CasePage
        from evidence_board.ui.context import UiContext

        self._leave_page()
        self._session = session
        if callable(self._parts):
            self._parts = self._parts()
        doors = WindowDoors(
            new_case=self.new_case,
            open_case=self.choose_case,
            open_path=self.open_case,
            close_case=self.close_case,
            leave=self._close_soon,
            switch_theme=self.switch_theme,
            recent=self._other_recent,
        )
        page = CasePage(UiContext(session, self.theme), parts=self._parts, doors=doors)
        page.title_changed.connect(self.setWindowTitle)
        self._page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.begin()
        self.case_shown.emit()
        return page

    def _leave_page(self) -> None:
        page, session = self._page, self._session
        self._page = self._session = None
        if page is None or session is None:
            return
        self._note_recent(session)
        page.leave()
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._switch.close(session)

    def get_ready(self) -> None:
        """Import behind the welcome screen what the first case will need."""

        def load() -> None:
            import_module("evidence_board.session")
            import_module("evidence_board.ui.case_page")
            if callable(self._parts):
                self._parts()

        self._jobs.run(load, done=lambda _: None, failed=_raise, priority=-1)

    # -- cases -----------------------------------------------------------------------------------------

    def open_case(self, path: Path) -> None:
        """Open a case behind the window; what is shown now stays until it is there."""
        if self._session is not None and _same_file(self._session.case.path, path):
            return
        if self._switch.is_busy and self._opening is not None:
            return
        self._opening = path
        self._say_busy(tr("Opening {name}", name=isolate(path.name)))
        self._switch.open(path)

    def _look_at(self, path: Path) -> None:
        """Open a damaged case to be read only."""
        if self._opening is None:
            self._opening = path
            self._say_busy(tr("Opening {name}", name=isolate(path.name)))
            self._switch.look(path)

    def choose_case(self) -> None:
        """Ask which case to open."""
        path = ask_open_case(self, folder=self._cases_folder())
        if path is not None:
            self.open_case(path)

    def new_case(self) -> None:
        """Ask where to save a new, empty case, and open it."""
        self._new_case(tr("New case"), [])

    def close_case(self) -> None:
        """Close the case and show the welcome screen."""
        self._leave_page()
        self.show_welcome()

    def _close_soon(self) -> None:
        """Close once the key press or menu that asked for it is over."""
        QTimer.singleShot(0, self, self.close)

    def take_paths(self, paths: list[Path]) -> None:
        """Do what dropping these files does: import them, or open the case that they are."""
        if len(paths) == 1 and paths[0].suffix == CASE_SUFFIX and paths[0].is_file():
            self.open_case(paths[0])
        elif self._page is not None:
            self._page.context.requests.import_paths.emit(paths)
        elif paths:
            folder = paths[0] if paths[0].is_dir() else paths[0].parent
            self._new_case(folder.name or tr("New case"), paths)

    def _new_case(self, name: str, then_import: list[Path]) -> None:
        path = ask_new_case(self, suggestion=self._cases_folder() / f"{name}{CASE_SUFFIX}")
        if path is None or self._opening is not None:
            return
        self._opening = path
        self._then_import = then_import
        self._say_busy(tr("Making {name}", name=isolate(path.name)))
        self._switch.create(path, title=path.stem)

    def _opened(self, session: "Session") -> None:
        self._opening = None
        self._say_busy("")
        then_import, self._then_import = self._then_import, []
        page = self.show_case(session)
        self._note_recent(session)
        if then_import:
            page.context.requests.import_paths.emit(then_import)

    def _failed(self, error: KnownError) -> None:
        opening, self._opening = self._opening, None
        self._then_import = []
        self._say_busy("")
        if self._page is None:
            self.show_welcome()
        if opening is not None and is_damage(error):
            # Imported when it is needed: sound cases never are.
            from evidence_board.ui.backups.rescue_box import RescueBox

            box = RescueBox(self, case=opening, error=error, theme=self.theme)
            box.open_wanted.connect(self.open_case)
            box.look_wanted.connect(self._look_at)
            box.open()
            return
        self._show_error(error)

    def show_fault(self, details: str) -> None:
        """Tell of a mistake of the program itself; the case, saved at every step, is not in danger."""
        if self._page is not None:
            self._page.show_fault(details)

    def _show_error(self, error: KnownError) -> None:
        show_cannot_open(self, error)

    def _busy_changed(self) -> None:
        # A case that was just closed can be looked into from now on.
        if not self._switch.is_busy and self._page is None and self._welcome is not None:
            self._welcome.renew()

    def _say_busy(self, words: str) -> None:
        if self._welcome is not None:
            self._welcome.show_busy(words)

    def _locate(self, path: Path) -> None:
        found = ask_open_case(self, folder=path.parent if path.parent.is_dir() else self._cases_folder())
        if found is not None:
            self._forget(path)
            self.open_case(found)

    # -- settings --------------------------------------------------------------------------------------

    def _note_recent(self, session: "Session") -> None:
        index, path = session.index, session.case.path.absolute()
        row = RecentCase(str(path), index.title or path.stem, now_utc(), len(index.items))
        _change_settings(lambda settings: settings.with_recent(row))

    def _forget(self, path: Path) -> None:
        _change_settings(lambda settings: settings.without_recent(str(path)))
        if self._welcome is not None:
            self._welcome.renew()

    def _other_recent(self) -> list[tuple[Path, str]]:
        open_now = str(self._session.case.path.absolute()) if self._session is not None else ""
        known = load_settings().recent
        places = places_of(known)
        titles = {one.path: f"{one.title} ({places[one.path]})" if one.path in places else one.title for one in known}
        return [(Path(one.path), titles[one.path]) for one in known if one.path != open_now]

    def _cases_folder(self) -> Path:
        recent = load_settings().recent
        folders = [Path(one.path).parent for one in recent]
        documents = Path.home() / "Documents"
        return next((one for one in (*folders, documents) if one.is_dir()), Path.home())

    def switch_theme(self) -> None:
        """Change between light and dark, and remember it."""
        mode: Literal["light", "dark"] = "light" if self.theme.is_dark else "dark"
        self.theme.mode = mode
        _change_settings(lambda settings: replace(settings, theme=mode))

    # -- events ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the command of a key that no widget wanted."""
        shown = self._page or self._welcome
        if shown is not None and shown.shortcuts.handle(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say over the window what dropping these files will do."""
        can_import = self._page is None or self._page.actions_of_case.can_write
        if not (can_import and self._overlay.begin(event)):
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went on to the overlay, or away."""
        self._overlay.left()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the case; when this returns it is one file again."""
        self._leave_page()
        self._switch.finish()
        self._jobs.close()
        super().closeEvent(event)

    def _drop_words(self, paths: list[Path]) -> tuple[str, str]:
        kept = tr("Originals are copied and never changed.")
        if len(paths) == 1 and paths[0].suffix == CASE_SUFFIX:
            return tr("Open the case {name}", name=isolate(paths[0].stem)), ""
        what = _what_words(paths)
        if self._page is None:
            return tr("Begin a new case with {what}", what=what), kept
        title = isolate(self._page.context.session.index.title)
        return tr("Import {what} into {case}", what=what, case=title), kept


def _what_words(paths: list[Path]) -> str:
    if len(paths) == 1:
        return isolate(paths[0].name)
    folders = sum(1 for path in paths if path.is_dir())
    files = len(paths) - folders
    parts = []
    if folders:
        parts.append(count(folders, one="{n} folder", many="{n} folders"))
    if files:
        parts.append(count(files, one="{n} file", many="{n} files"))
    return tr(" and ").join(parts)


def _raise(error: BaseException) -> None:
    raise error


def _same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False


def _change_settings(change: Callable[[Settings], Settings]) -> None:
    try:
        save_settings(change(load_settings()))
    except OSError:
        # A settings folder that cannot be written costs the list of recent cases, nothing of a case.
        return
