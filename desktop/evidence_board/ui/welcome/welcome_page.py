"""`WelcomePage`: the window without a case: begin one, open one, go on with a recent one, or practise."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from evidence_board.model.errors import KnownError
from evidence_board.settings import RecentCase, load_settings, places_of
from evidence_board.ui.commands import Command, Commands
from evidence_board.ui.dialogs_keys import KeysSheet
from evidence_board.ui.held_cases import HeldCases
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.job_runner import JobRunner
from evidence_board.ui.shortcuts import Shortcuts
from evidence_board.ui.theme import Theme
from evidence_board.ui.welcome.drop_zone import DropZone
from evidence_board.ui.welcome.practice_card import PracticeCard
from evidence_board.ui.welcome.practice_copy import (
    build_practice_copy,
    free_practice_path,
    latest_practice_path,
)
from evidence_board.ui.welcome.recent_previews import RecentPreview, read_preview
from evidence_board.ui.welcome.recent_row import RecentRow
from evidence_board.ui.welcome.scene_pictures import ScenePictures, SceneReader
from evidence_board.ui.welcome.three_keys import ThreeKeys
from evidence_board.ui.welcome.welcome_bar import WelcomeBar
from evidence_board.ui.welcome.welcome_foot import WelcomeFoot
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["WelcomeDoors", "WelcomePage"]

_WIDTH, _LEFT, _RIGHT, _GAP = 1120, 660, 428, 32
_TALL, _BUSY_AFTER_MS, _SHOWN = 860, 500, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeDoors:
    """What the window does for the welcome screen.

    Attributes:
        new_case: begin an empty case.
        open_case: choose a case to open.
        open_path: open this case.
        locate: (the old path) ask where a missing case is now, and open it.
        forget: (path) take a case off the list.
        leave: close the window.
        switch_theme: light to dark and back.
        show_error: tell of an error of the world.
    """

    new_case: Callable[[], None]
    open_case: Callable[[], None]
    open_path: Callable[[Path], None]
    locate: Callable[[Path], None]
    forget: Callable[[Path], None]
    leave: Callable[[], None]
    switch_theme: Callable[[], None]
    show_error: Callable[[KnownError], None]


class WelcomePage(QWidget):
    """The welcome screen; responsive from 1180x700, with large text too.

    Attributes:
        commands: what can be done here.
        shortcuts: keys to commands.
        practice: the card of the practice case.
        zone: the field for dropped files.
    """

    def __init__(
        self,
        *,
        theme: Theme,
        jobs: JobRunner,
        held: HeldCases,
        doors: WelcomeDoors,
        parent: QWidget | None = None,
    ) -> None:
        """Make the screen.

        Args:
            theme: the look.
            jobs: work off the GUI thread.
            held: the cases that must not be looked into now.
            doors: what the window does.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme, self._jobs, self._held, self._doors = theme, jobs, held, doors
        self._keys: KeysSheet | None = None
        self._guide: Sheet | None = None
        self._rows: list[RecentRow] = []
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.commands = Commands(self)
        self.shortcuts = Shortcuts(self.commands)
        self._add_commands()
        self.zone = DropZone(theme=theme)
        self.zone.new_wanted.connect(doors.new_case)
        self.zone.open_wanted.connect(doors.open_case)
        self.practice = PracticeCard(theme=theme)
        self.practice.open_wanted.connect(self._open_practice)
        self.practice.again_wanted.connect(self._practise_again)
        self._busy = QLabel()
        self._busy.setProperty("role", "small")
        self._busy.hide()
        self._late_busy = QTimer(self)
        self._late_busy.setSingleShot(True)
        self._late_busy.setInterval(_BUSY_AFTER_MS)
        self._late_busy.timeout.connect(self._busy.show)
        self._build()
        self.renew()
        SceneReader(self._show_pictures, parent=self)

    def _add_commands(self) -> None:
        doors, group = self._doors, tr("Case")
        for command in (
            Command(id="new_case", title=tr("New case"), run=doors.new_case, key="Ctrl+N", group=group),
            Command(id="open_case", title=tr("Open case"), run=doors.open_case, key="Ctrl+O", group=group),
            Command(id="quit", title=tr("Quit"), run=doors.leave, key="Ctrl+Q", group=group),
            Command(id="theme", title=tr("Light or dark"), run=doors.switch_theme, icon="moon"),
            Command(
                id="keys",
                title=tr("Keys on this screen"),
                run=self.show_keys,
                key="?",
                icon="circle-help",
                group=tr("Window"),
            ),
            Command(
                id="guide",
                title=tr("Guide"),
                run=self.show_guide,
                key="F1",
                icon="file-text",
                group=tr("Window"),
            ),
        ):
            self.commands.add(command)

    def _build(self) -> None:
        title = QLabel(tr("Open a case, or start with photos"))
        title.setProperty("role", "display")
        subtitle = QLabel(tr("Everything stays in one case file on this computer. Nothing is sent anywhere."))
        subtitle.setProperty("role", "lead")
        for label in (title, subtitle):
            label.setWordWrap(True)
        self._recent_head = QLabel(tr("Recent cases"))
        self._recent_head.setProperty("role", "section")
        self._recent_list = QVBoxLayout()
        self._recent_list.setSpacing(8)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.zone)
        left.addSpacing(28)
        left.addWidget(self._recent_head)
        left.addSpacing(15)
        left.addLayout(self._recent_list)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.practice)
        right.addSpacing(32)
        guide = Button(tr("Read the guide"), theme=self._theme, kind="link", icon="file-text", key="F1", small=True)
        guide.clicked.connect(lambda: self.commands.run("guide"))
        # The link stands in the line of the heading: the screen is full at 1366x768.
        keys = QGridLayout()
        keys.setContentsMargins(0, 0, 0, 0)
        keys.addWidget(ThreeKeys(theme=self._theme), 0, 0)
        keys.addWidget(guide, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing)
        right.addLayout(keys)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(_GAP)
        columns.addLayout(left, _LEFT)
        columns.addLayout(right, _RIGHT)
        self._content = QWidget()
        self._content.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 24)
        inner.setSpacing(0)
        inner.addWidget(title)
        inner.addSpacing(8)
        inner.addWidget(subtitle)
        inner.addWidget(self._busy)
        inner.addSpacing(30)
        inner.addLayout(columns, 1)
        self._frame = QWidget()
        self._frame.setProperty("surface", "window")
        outer = QHBoxLayout(self._frame)
        outer.setContentsMargins(32, 0, 32, 0)
        outer.addStretch(1)
        outer.addWidget(self._content, 1000)
        outer.addStretch(1)
        self._outer = outer
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(WelcomeBar(theme=self._theme, commands=self.commands))
        layout.addWidget(scroll, 1)
        layout.addWidget(WelcomeFoot(theme=self._theme, width=_WIDTH))

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def rows(self) -> list[RecentRow]:
        """The rows of recent cases."""
        return self._rows

    def renew(self) -> None:
        """Show the recent cases of the settings anew; the files are read behind the window."""
        for row in self._rows:
            self._recent_list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        known = load_settings().recent
        places = places_of(known)
        for recent in known[:_SHOWN]:
            self._add_row(recent, places.get(recent.path, ""))
        self._recent_head.setVisible(bool(self._rows))
        self.practice.set_begun(latest_practice_path() is not None)

    def _show_pictures(self, pictures: ScenePictures) -> None:
        self.zone.set_pictures(pictures.fan)
        self.practice.set_picture(pictures.card)

    def show_busy(self, words: str) -> None:
        """Say what is being done, if it takes long; empty when it is done."""
        self._busy.setText(words)
        if words:
            self._late_busy.start()
        else:
            self._late_busy.stop()
            self._busy.hide()

    def _add_row(self, recent: RecentCase, place: str) -> None:
        row = RecentRow(recent, theme=self._theme, place=place, parent=self._content)
        row.clicked.connect(lambda: self._open_row(row))
        row.menu_wanted.connect(lambda spot: self._open_menu(row, spot))
        self._rows.append(row)
        self._recent_list.addWidget(row)

        def show(preview: RecentPreview) -> None:
            if row in self._rows:
                row.show_preview(preview)

        self._jobs.run(lambda: read_preview(recent, held=self._held), done=show, failed=_raise)

    # -- what the user does ----------------------------------------------------------------------------

    def show_keys(self) -> None:
        """Open the sheet of keys, or close it."""
        if self._keys is None:
            self._keys = KeysSheet(self, commands=self.commands, theme=self._theme)
        self._toggle(self._keys)

    def show_guide(self) -> None:
        """Open the guide, or close it."""
        if self._guide is None:
            # Not needed to show the first window.
            from evidence_board.ui.guide.guide_sheet import GuideSheet

            self._guide = GuideSheet(self, theme=self._theme)
        self._toggle(self._guide)

    def _toggle(self, sheet: Sheet) -> None:
        if sheet.is_open:
            sheet.close_sheet()
            return
        for other in (self._keys, self._guide):
            if other is not None:
                other.close_sheet()
        sheet.open_sheet()

    def _open_row(self, row: RecentRow) -> None:
        path = Path(row.recent.path)
        if row.is_missing:
            self._doors.locate(path)
        else:
            self._doors.open_path(path)

    def _open_menu(self, row: RecentRow, spot: QPoint) -> None:
        menu = QMenu(self)
        forget = menu.addAction(self._theme.icon("x"), tr("Take {name} off this list", name=isolate(row.recent.title)))
        forget.triggered.connect(lambda: self._doors.forget(Path(row.recent.path)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def _open_practice(self) -> None:
        made = latest_practice_path()
        if made is not None:
            self._doors.open_path(made)
        else:
            self._practise_again()

    def _practise_again(self) -> None:
        card, path = self.practice, free_practice_path()
        card.show_progress(0, 1, tr("Making the practice photos"))

        def progress(done: int, of: int, words: str) -> None:
            self._jobs.call_in_gui(lambda: card.show_progress(done, of, words))

        def done(made: Path) -> None:
            card.end_progress()
            self._doors.open_path(made)

        self._jobs.run(lambda: build_practice_copy(path, progress=progress), done=done, failed=self._practice_failed)

    def _practice_failed(self, error: BaseException) -> None:
        self.practice.end_progress()
        self.renew()
        if not isinstance(error, KnownError):
            raise error
        self._doors.show_error(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the height there is: pictures and wide margins only where there is room."""
        super().resizeEvent(event)
        tall = self.height() >= _TALL
        self.zone.set_tight(not tall)
        self._outer.setContentsMargins(32, 98 if tall else 28, 32, 0)


def _raise(error: BaseException) -> None:
    raise error
