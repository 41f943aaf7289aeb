"""`BackupsSheet`: the backups of the case with what is in them; one is restored into a new file."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.events import Notice
from evidence_board.operations.backups import (
    ListedBackup,
    Restored,
    RestoreStopped,
    backup_folder,
    copy_whole,
    list_backups,
    restore_into,
)
from evidence_board.settings import Settings, load_settings, save_settings
from evidence_board.ui.backups.backup_keeper import BackupKeeper
from evidence_board.ui.backups.backup_words import backup_line, facts_words, restored_name, restored_words
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_case import CASE_SUFFIX
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.progress_split import ProgressSplit
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["BackupsSheet"]

_MINUTES = (5, 10, 20, 30, 60)


class BackupsSheet(Sheet):
    """Lists backups, newest first; three clicks restore one: Backups, Restore, Write the new case.

    Signals:
        open_wanted: (pathlib.Path) open the case just written.
    """

    open_wanted = Signal(object)

    def __init__(self, parent: QWidget, *, context: UiContext, keeper: BackupKeeper) -> None:
        super().__init__(parent, title=tr("Backups"), theme=context.theme)
        self._context, self._keeper = context, keeper
        self._chosen: ListedBackup | None = None
        self._written: Path | None = None
        theme = context.theme
        words = tr(
            "A backup holds every row of the case, without the originals: those come back from this file. Each is read"
            " back and verified before an older one goes."
        )
        self.body.addWidget(plain_label(words, "hint"))
        self.ask = MessageCard("info", theme=theme)
        self.ask.add_button("restore", tr("Write the new case"), kind="primary")
        self.ask.add_button("elsewhere", tr("Choose where…"))
        self.ask.add_button("cancel", tr("Not now"), kind="quiet")
        self.ask.pressed.connect(self._ask_pressed)
        self.body.addWidget(self.ask)
        self.bar = ProgressSplit(theme=theme)
        self.stop_button = Button(tr("Stop"), theme=theme, small=True)
        self.body.addSpacing(8)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.stop_button)
        self.result = MessageCard("info", theme=theme)
        self.result.add_button("open", tr("Open it"), kind="primary")
        self.result.add_button("close", tr("Close"), kind="quiet")
        self.result.pressed.connect(self._result_pressed)
        self.body.addWidget(self.result)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.addWidget(plain_label(tr("Looking at the backups…"), "secondary"))
        self.body.addSpacing(8)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self._add_settings()
        self.copy_button = Button(tr("Copy the whole case…"), theme=theme, icon="files")
        self.now_button = Button(tr("Back up now"), theme=theme, kind="primary", icon="save")
        self.foot.addWidget(self.copy_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.now_button)
        self.show_foot()
        self.job = LongJob(context, name="restore", title=tr("Writing a new case"), parent=self)
        self.job.moved.connect(self._moved)
        self.job.running_changed.connect(self._show_running)
        self.stop_button.clicked.connect(self.job.stop)
        self.copy_button.clicked.connect(self.choose_copy)
        self.now_button.clicked.connect(keeper.make_now)
        self.now_button.setEnabled(not context.session.case.read_only)
        keeper.made.connect(self.read)
        keeper.job.running_changed.connect(self._show_running)
        self._show_running()

    def _add_settings(self) -> None:
        theme, settings = self._context.theme, load_settings()
        self.body.addWidget(plain_label(tr("Back up by itself"), "section"))
        self.body.addSpacing(6)
        self.by_itself = CheckBox(tr("After changes and when closing"), theme=theme, checked=settings.backups)
        self.by_itself.toggled.connect(lambda on: _change(backups=on))
        self.minutes = ComboBox(name=tr("How long after a change"), theme=theme)
        for minutes in _MINUTES:
            self.minutes.addItem(tr("After {n} minutes", n=minutes), minutes)
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(settings.backup_minutes)))
        self.minutes.activated.connect(lambda: _change(backup_minutes=int(self.minutes.currentData())))
        row = QHBoxLayout()
        row.addWidget(self.by_itself)
        row.addStretch(1)
        row.addWidget(self.minutes)
        self.body.addLayout(row)
        self.folder = ElidedLabel(theme=theme, role="small", colour="text2")
        choose = Button(tr("Choose folder…"), theme=theme, kind="quiet", small=True)
        choose.clicked.connect(self._choose_folder)
        beside = Button(tr("Beside the case"), theme=theme, kind="quiet", small=True)
        beside.clicked.connect(lambda: self._take_folder(""))
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        row.addWidget(beside)
        self.body.addLayout(row)

    # -- the list ------------------------------------------------------------------------------------------

    def read(self) -> None:
        """List the backups as they lie now."""
        context = self._context

        def look() -> tuple[Path, list[ListedBackup]]:
            return backup_folder(context.session), list_backups(context.session)

        context.jobs.run(look, done=lambda found: self._show(*found), failed=context.show_error)

    def _show(self, folder: Path, backups: list[ListedBackup]) -> None:
        self.folder.set_text(str(folder))
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not backups:
            self._list.addWidget(plain_label(tr("There is no backup yet."), "secondary"))
        for one in backups:
            self._list.addWidget(self._row(one))

    def _row(self, one: ListedBackup) -> QWidget:
        row = QFrame()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 8, 0, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(backup_line(one), "bodyStrong"))
        words.addWidget(plain_label(facts_words(one), "small"))
        layout.addLayout(words, 1)
        button = Button(tr("Restore…"), theme=self._context.theme, small=True)
        button.setAccessibleName(tr("Restore {backup}", backup=backup_line(one)))
        button.setEnabled(one.facts is not None)
        button.clicked.connect(lambda: self._choose(one))
        layout.addWidget(button)
        return row

    # -- restoring -----------------------------------------------------------------------------------------

    def _choose(self, one: ListedBackup) -> None:
        self._chosen = one
        target = restored_name(self._context.session.case.path, one.backup.at)
        words = tr(
            "The case as it was then is written into {name}, beside this one, with the originals of this file. What is"
            " open now stays as it is.",
            name=isolate(target.name),
        )
        self.result.hide()
        self.ask.say(tr("Restore the backup of {time}?", time=backup_line(one)), words)
        self.ask.button("restore").setFocus()

    def _ask_pressed(self, name: str) -> None:
        one, case = self._chosen, self._context.session.case.path
        self.ask.hide()
        if one is None or name == "cancel":
            return
        target = restored_name(case, one.backup.at)
        if name == "elsewhere":
            kinds = tr("Evidence Board case") + f" (*{CASE_SUFFIX})"
            chosen, _ = QFileDialog.getSaveFileName(self, tr("Write the new case as"), str(target), kinds)
            if not chosen:
                return
            target = Path(chosen)
        self.restore(one.backup.path, target)

    def restore(self, backup: Path, target: Path) -> None:
        """Write a new case out of a backup and the originals of the open one."""
        case, actor = self._context.session.case.path, load_settings().name
        self.job.start(
            lambda progress: restore_into(backup, case, target, actor=actor, progress=progress),
            done=self._restored,
            failed=self._failed,
        )

    def _restored(self, restored: Restored) -> None:
        self._written = restored.path
        self.result.say(*restored_words(restored))

    # -- a whole copy --------------------------------------------------------------------------------------

    def choose_copy(self) -> None:
        """Ask where to, and copy the whole case."""
        case = self._context.session.case.path
        kinds = tr("Evidence Board case") + f" (*{CASE_SUFFIX})"
        suggestion = case.with_name(f"{case.stem} copy{CASE_SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._under, tr("Copy the whole case to"), str(suggestion), kinds)
        if name:
            path = Path(name)
            self.copy_to(path if path.suffix == CASE_SUFFIX else path.with_name(path.name + CASE_SUFFIX))

    def copy_to(self, target: Path) -> None:
        """Copy the whole case into a new file, verified."""
        session = self._context.session
        self.job.start(
            lambda progress: copy_whole(session, target, progress=progress), done=self._copied, failed=self._failed
        )

    def _copied(self, target: Path) -> None:
        self._written = target
        words = tr("Every byte was read back and compared. It is {name}.", name=isolate(str(target)))
        self.result.say(tr("The whole case was copied."), words)
        self._context.session.hub.emit(Notice(tr("The whole case was copied."), "ok"))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, RestoreStopped):
            self._context.show_error(error)

    def _result_pressed(self, name: str) -> None:
        self.result.hide()
        if name == "open" and self._written is not None:
            self.open_wanted.emit(self._written)

    def _moved(self, share: float) -> None:
        self.bar.set_counts(added=round(share * 1000), repeats=0, need_you=0, total=1000)
        self.bar.setAccessibleName(tr("{percent} % written", percent=round(share * 100)))

    def _show_running(self) -> None:
        running = self.job.is_running
        self.bar.setVisible(running)
        self.stop_button.setVisible(running)
        self.copy_button.setEnabled(not running)
        can_write = not self._context.session.case.read_only
        self.now_button.setEnabled(can_write and not self._keeper.job.is_running)

    # -- settings ------------------------------------------------------------------------------------------

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder for backups"), str(Path.home()))
        if name:
            self._take_folder(name)

    def _take_folder(self, name: str) -> None:
        _change(backup_folder=name)
        self.read()


def _change(**values: object) -> None:
    try:
        settings: Settings = replace(load_settings(), **values)  # type: ignore[arg-type]
        save_settings(settings)
    except OSError:
        # A settings folder that cannot be written costs the memory of this choice, nothing of a case.
        return
