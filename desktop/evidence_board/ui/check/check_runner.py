"""`CheckRunner`: checks the case behind the window; foot and sheet show the same run."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from evidence_board.case.check import CheckReport
from evidence_board.operations.checking import CheckNote, check_case, last_check, note_check
from evidence_board.ui.check.long_job import LongJob, Progress
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import clock, count, day_month_year, number, tr

__all__ = ["CheckRunner", "found_words", "when_words"]


class CheckRunner(QObject):
    """One check at a time, with the last result.

    Signals:
        changed: a check began, ended, failed, or the result is no longer of today's files.

    Attributes:
        job: the work under way.
        report: the last result of this window, or None.
        at: when it was found.
        note: the last check that the log tells of, once it was read.
    """

    changed = Signal()

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.job = LongJob(context, name="check", title=tr("Checking the case"), parent=self)
        self.job.running_changed.connect(self.changed)
        self.report: CheckReport | None = None
        self.at: datetime | None = None
        self.note: CheckNote | None = None

    def read_note(self) -> None:
        """Look up in the log when the case was checked last."""
        context = self._context
        context.jobs.run(lambda: context.session.read(last_check), done=self._show_note, failed=context.show_error)

    def start(self) -> None:
        """Begin to check, unless a check runs."""
        session = self._context.session

        def work(progress: Progress) -> CheckReport:
            return check_case(session, progress=progress)

        self.job.start(work, done=self._done)

    def stop(self) -> None:
        """End a running check; its half result is not shown."""
        self.job.stop()

    def forget(self) -> None:
        """Files came or went: the old result no longer speaks of all."""
        if self.report is not None and not self.job.is_running:
            self.report = self.note = None
            self.changed.emit()

    def _show_note(self, note: CheckNote | None) -> None:
        if self.report is None:
            self.note = note
            self.changed.emit()

    def _done(self, report: CheckReport) -> None:
        if report.finished:
            self.report, self.at = report, datetime.now().astimezone()
            noted = note_check(self._context.session, report)
            if noted is not None:
                self._context.jobs.follow(noted, done=lambda _: None, failed=self._context.show_error)
        self.changed.emit()


def found_words(files_ok: int, files: int, damaged: int) -> str:
    """Return the result in one line."""
    if damaged:
        return count(damaged, one="{n} thing is damaged", many="{n} things are damaged")
    return tr("{ok} of {all} files verified", ok=number(files_ok), all=number(files))


def when_words(at: str | datetime) -> str:
    """Return when a check was, as people say it."""
    try:
        moment = at if isinstance(at, datetime) else datetime.fromisoformat(at).astimezone()
    except ValueError:
        return ""
    if moment.date() == datetime.now(moment.tzinfo).date():
        return tr("Checked today at {time}", time=clock(moment))
    return tr("Checked {day}", day=day_month_year(moment.date()))
