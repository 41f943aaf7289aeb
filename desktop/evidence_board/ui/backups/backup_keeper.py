"""`BackupKeeper`: backs the case up by itself, some minutes after a change."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from evidence_board.events import CaseChanged, Notice
from evidence_board.operations.backups import MadeBackup, backup_if_changed, last_failure, make_backup
from evidence_board.settings import load_settings
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr

__all__ = ["BackupKeeper"]

_MINUTE_MS = 60_000


class BackupKeeper(QObject):
    """Makes backups behind the window; a failure is said once until one works again.

    Signals:
        made: a backup was made.
    """

    made = Signal()

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._told = ""
        self.job = LongJob(context, name="backup", title=tr("Backing up the rows"), parent=self)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.make_if_changed)
        context.events.case_changed.connect(self._changed)
        context.at_close(self.timer.stop)
        if not context.session.case.read_only:
            context.jobs.run(
                lambda: context.session.read(last_failure), done=self._tell_before, failed=context.show_error
            )

    def _tell_before(self, words: str) -> None:
        if words and load_settings().backups:
            self._context.session.hub.emit(Notice(words, "warn"))
            self._told = words

    def _changed(self, event: CaseChanged) -> None:
        settings = load_settings()
        if settings.backups and not self.timer.isActive() and not self._context.session.case.read_only:
            self.timer.start(max(1, settings.backup_minutes) * _MINUTE_MS)

    def make_if_changed(self) -> None:
        """Make a backup now if the case changed since the last."""
        session = self._context.session
        self._start(lambda: backup_if_changed(session), asked=False)

    def make_now(self) -> None:
        """Make a backup now, because a person asks for it."""
        session = self._context.session
        self._start(lambda: make_backup(session), asked=True)

    def _start(self, make: Callable[[], MadeBackup | None], *, asked: bool) -> None:
        self.job.start(
            lambda progress: make(),
            done=lambda made: self._done(made, asked=asked),
            failed=lambda error: self._failed(error, asked=asked),
        )

    def _done(self, made: MadeBackup | None, *, asked: bool) -> None:
        if made is None:
            return
        self._told = ""
        self.made.emit()
        hub = self._context.session.hub
        if not made.backup.sound:
            words = tr(
                "The case was backed up, but some of its rows were altered outside the program. Older backups are"
                " kept; check the case."
            )
            hub.emit(Notice(words, "warn"))
        elif asked:
            hub.emit(Notice(tr("Backed up and verified: {n} rows.", n=number(made.rows)), "ok"))

    def _failed(self, error: BaseException, *, asked: bool) -> None:
        if asked or str(error) != self._told:
            self._told = str(error)
            self._context.show_error(error)
