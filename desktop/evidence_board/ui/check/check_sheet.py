"""`CheckSheet`: the check of the case, its progress, its result, and what can be done about damage."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from evidence_board.case.check import CheckReport
from evidence_board.events import Notice
from evidence_board.operations.repairing import RepairReport, lost_words, words_of
from evidence_board.ui.check.check_runner import CheckRunner, found_words, when_words
from evidence_board.ui.check.check_words import report_text
from evidence_board.ui.check.damage_list import DamageList, plain_label
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.progress_split import ProgressSplit
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["CheckSheet"]


class CheckSheet(Sheet):
    """Shows what the runner does.

    Signals:
        repair_wanted: write what can be kept into a new file.
        backups_wanted: show the backups.
        open_wanted: (pathlib.Path) open the case that the repair wrote.
    """

    repair_wanted = Signal()
    backups_wanted = Signal()
    open_wanted = Signal(object)

    def __init__(self, parent: QWidget, *, context: UiContext, runner: CheckRunner) -> None:
        super().__init__(parent, title=tr("Check case"), theme=context.theme)
        self._context, self._runner = context, runner
        self._repair: RepairReport | None = None
        theme = context.theme
        intro = tr(
            "Reads everything again and compares it with what was written down: every byte of every file, every row,"
            " the custody log, what points to what. Nothing is changed."
        )
        self.body.addWidget(plain_label(intro, "hint"))
        self.body.addSpacing(10)
        self.last = plain_label("", "secondary")
        self.body.addWidget(self.last)
        self.body.addSpacing(8)
        self.bar = ProgressSplit(theme=theme)
        self.body.addWidget(self.bar)
        self.sound = plain_label("", "body")
        self.body.addWidget(self.sound)
        self.trouble = MessageCard("bad", theme=theme)
        self.trouble.add_button("repair", tr("Repair into a new file…"))
        self.trouble.add_button("backups", tr("Backups…"))
        self.trouble.pressed.connect(self._trouble_pressed)
        self.body.addWidget(self.trouble)
        self.repaired = MessageCard("info", theme=theme)
        self.repaired.add_button("open", tr("Open it"), kind="primary")
        self.repaired.add_button("copy", tr("Copy what is not whole"))
        self.repaired.pressed.connect(self._repaired_pressed)
        self.body.addWidget(self.repaired)
        self.damage = DamageList(theme=theme)
        self.damage.show_pressed.connect(context.requests.open_thing)
        self.body.addWidget(self.damage)
        self.body.addStretch(1)
        self.start_button = Button(tr("Check now"), theme=theme, kind="primary", icon="shield-check")
        self.stop_button = Button(tr("Stop"), theme=theme)
        self.copy_button = Button(tr("Copy result"), theme=theme, kind="quiet", icon="copy")
        self.save_button = Button(tr("Save result…"), theme=theme, kind="quiet", icon="save")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.copy_button, self.save_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.stop_button)
        row.addWidget(self.start_button)
        self.foot.addLayout(row)
        self.show_foot()
        self.start_button.clicked.connect(runner.start)
        self.stop_button.clicked.connect(runner.stop)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        runner.changed.connect(self._show)
        runner.job.moved.connect(self._moved)
        self._show()

    def _moved(self, share: float) -> None:
        self.bar.set_counts(added=round(share * 1000), repeats=0, need_you=0, total=1000)
        self.bar.setAccessibleName(tr("{percent} % checked", percent=round(share * 100)))
        reading = tr("Reading rows and pages…") if not share else tr("Reading files…")
        self.last.setText(f"{reading} {round(share * 100)} %" if share else reading)

    def _show(self) -> None:
        runner, report = self._runner, self._runner.report
        running = runner.job.is_running
        self.bar.setVisible(running)
        self.stop_button.setVisible(running)
        self.start_button.setVisible(not running)
        self.start_button.setText(tr("Check again") if report else tr("Check now"))
        for part in (self.copy_button, self.save_button):
            part.setVisible(report is not None and not running)
        self.sound.setVisible(report is not None and not running)
        if running:
            self._moved(0.0)
            self.trouble.hide()
            self.damage.hide()
            return
        if report is None:
            self._show_note()
            self.trouble.hide()
            self.damage.hide()
            return
        self._show_report(report, runner.at or datetime.now().astimezone())

    def _show_note(self) -> None:
        note = self._runner.note
        if note is None:
            self.last.setText(tr("The log tells of no check yet."))
            return
        found = found_words(note.files_ok, note.files, note.damaged)
        self.last.setText(f"{when_words(note.at)}: {found}. {tr('Head of the log then')}: {note.head_hash[:16]}…")

    def _show_report(self, report: CheckReport, at: datetime) -> None:
        self.last.setText(when_words(at))
        lines = [
            _files_words(report),
            count(report.rows, one="{n} row of evidence", many="{n} rows of evidence")
            + ", "
            + count(report.log_entries, one="{n} log entry.", many="{n} log entries."),
            tr("Head of the log: {hash}", hash=_in_groups(report.head_hash))
            if report.head_hash
            else tr("The log cannot be read."),
        ]
        if report.ok:
            lines.insert(0, tr("Nothing is damaged."))
        self.sound.setText("\n".join(lines))
        self.damage.setVisible(not report.ok)
        self.damage.show_damage(report.damage)
        if report.ok:
            self.trouble.hide()
        else:
            named = count(len(report.damage), one="{n} thing is damaged", many="{n} things are damaged")
            words = tr(
                "All of it is named below. The repair writes what can be kept into a new file and leaves this one as"
                " it is; a backup brings rows back as they were."
            )
            self.trouble.say(named, words)

    @property
    def text(self) -> str:
        """The result as text; empty before there is one."""
        report = self._runner.report
        at = self._runner.at or datetime.now().astimezone()
        return report_text(report, case=self._context.session.case.path, at=at) if report else ""

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._context.session.hub.emit(Notice(tr("The result is copied."), "ok"))

    def _save(self) -> None:
        case = self._context.session.case.path
        suggestion = case.with_name(f"{case.stem} check.txt")
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the result"), str(suggestion), tr("Text") + " (*.txt)")
        if name:
            self.save_to(name)

    def save_to(self, name: str) -> None:
        """Write the result into a text file."""
        try:
            Path(name).write_text(self.text, encoding="utf-8")
        except OSError as error:
            words = tr("The result could not be saved ({why}).", why=error.strerror or str(error))
            self._context.session.hub.emit(Notice(words, "bad"))

    def show_repair(self, report: RepairReport) -> None:
        """Say what the repair kept."""
        self._repair = report
        words = tr("{rows} facts are kept, and {ok} of {all} files have every byte.")
        kept = words.format(rows=number(report.rows), ok=number(report.files_ok), all=number(report.files))
        if not any(one.fate == "lost" for one in report.lost):
            kept += " " + tr("No fact is lost.")
        lines = [kept, *(lost_words(one) for one in report.lost[:12])]
        if len(report.lost) > 12:
            lines.append(count(len(report.lost) - 12, one="and {n} more", many="and {n} more"))
        self.repaired.say(tr("Written to {name}", name=isolate(Path(report.path).name)), "\n".join(lines))

    def _repaired_pressed(self, name: str) -> None:
        if self._repair is None:
            return
        if name == "open":
            self.repaired.hide()
            self.open_wanted.emit(Path(self._repair.path))
        else:
            QGuiApplication.clipboard().setText(words_of(self._repair))

    def _trouble_pressed(self, name: str) -> None:
        if name == "repair":
            self.repair_wanted.emit()
        else:
            self.backups_wanted.emit()


def _files_words(report: CheckReport) -> str:
    if report.files_ok == report.files:
        return count(report.files, one="{n} file has", many="{n} files have") + " " + tr("every byte as stored.")
    return tr("{ok} of {all} files have every byte as stored.", ok=number(report.files_ok), all=number(report.files))


def _in_groups(text: str) -> str:
    """Return a hash in groups, so that a line can end inside it."""
    return " ".join(text[start : start + 8] for start in range(0, len(text), 8))
