"""`RescueBox`: a case cannot be opened because it is damaged: its last good backup, or what can still be kept."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.model.errors import KnownError
from evidence_board.operations.backups import Backup, Restored, RestoreStopped, backups_beside, restore_into
from evidence_board.operations.opening import can_be_looked_at
from evidence_board.operations.repairing import RepairReport, lost_words, repair_into
from evidence_board.settings import load_settings
from evidence_board.ui.backups.backup_words import moment_words, restored_name, restored_words
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.dialogs_case import CASE_SUFFIX
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.job_runner import JobRunner
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button, ButtonKind
from evidence_board.ui.widgets.progress_split import ProgressSplit

__all__ = ["RescueBox"]

Progress = Callable[[int, int], bool]
_NAMED = 12


class RescueBox(QDialog):
    """Says what is wrong and offers what helps; whatever is written is a new file.

    Signals:
        open_wanted: (pathlib.Path) open the case just written.
        look_wanted: (pathlib.Path) open the damaged case to be read only.

    Attributes:
        buttons: look, restore, repair, stop, open and close.
        said: what is wrong, then what was done.
    """

    open_wanted = Signal(object)
    look_wanted = Signal(object)

    def __init__(self, parent: QWidget, *, case: Path, error: KnownError, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("The case cannot be opened"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case = case
        self._written: Path | None = None
        self._jobs = JobRunner(threads=1)
        self._stop = threading.Event()
        backups = backups_beside(case)
        self._backup: Backup | None = backups[0] if backups else None
        self.said = plain_label(error.what, "bodyStrong")
        self.more = plain_label(self._first_words(error), "body")
        self.more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = ProgressSplit(theme=theme)
        self.bar.hide()
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for name, words, run in (
            ("close", tr("Close"), self.close),
            ("stop", tr("Stop"), self._stop.set),
            ("look", tr("Open to read only"), self._look),
            ("repair", tr("Repair into a new file"), self._begin_repair),
            ("restore", tr("Restore the last good backup"), self._begin_restore),
            ("open", tr("Open it"), self._open),
        ):
            kind: ButtonKind = "primary" if name in ("restore", "open") else "secondary"
            button = Button(words, theme=theme, kind=kind)
            button.clicked.connect(run)
            row.addWidget(button)
            self.buttons[name] = button
        self.buttons["stop"].hide()
        self.buttons["open"].hide()
        self.buttons["look"].hide()
        self.buttons["restore"].setVisible(self._backup is not None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(8)
        for part in (self.said, self.more, self.bar):
            layout.addWidget(part)
        layout.addSpacing(10)
        layout.addLayout(row)
        # The dialog is as high as its words need, whatever they become.
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        for part in (self.said, self.more):
            part.setFixedWidth(theme.pixels(560))
        self._jobs.run(lambda: can_be_looked_at(case), done=self._offer_look, failed=self._failed)

    def _first_words(self, error: KnownError) -> str:
        lines = [error.means]
        details = str(getattr(error, "details", "")).splitlines()
        lines += details[:_NAMED]
        if len(details) > _NAMED:
            lines.append(count(len(details) - _NAMED, one="and {n} more", many="and {n} more"))
        lines.append("")
        if self._backup is not None:
            words = tr(
                "The last good backup is of {time}. Restoring writes a new case from it, with the originals that this"
                " file still holds.",
                time=moment_words(self._backup.at),
            )
        else:
            words = tr("No backup of it was found.")
        lines.append(words)
        lines.append(tr("The repair reads everything that can still be read and writes it into a new case."))
        return "\n".join(lines)

    # -- what the buttons do -----------------------------------------------------------------------------

    def _offer_look(self, possible: bool) -> None:
        if possible and self._written is None:
            self.buttons["look"].show()

    def _look(self) -> None:
        self.look_wanted.emit(self._case)
        self.close()

    def _begin_restore(self) -> None:
        backup = self._backup
        if backup is None:
            return
        target, actor = restored_name(self._case, backup.at), load_settings().name

        def restored(found: Restored) -> None:
            self._written = found.path
            self._ended(*restored_words(found))

        self._run(lambda go_on: restore_into(backup.path, self._case, target, actor=actor, progress=go_on), restored)

    def _begin_repair(self) -> None:
        target, number = self._case.with_name(f"{self._case.stem} repaired{CASE_SUFFIX}"), 2
        while target.exists():
            target = self._case.with_name(f"{self._case.stem} repaired {number}{CASE_SUFFIX}")
            number += 1
        actor = load_settings().name

        def repaired(report: RepairReport) -> None:
            self._written = Path(report.path)
            kept = tr(
                "{rows} rows and {ok} of {all} files kept.", rows=report.rows, ok=report.files_ok, all=report.files
            )
            lines = [kept, *(lost_words(one) for one in report.lost[:_NAMED])]
            if len(report.lost) > _NAMED:
                lines.append(count(len(report.lost) - _NAMED, one="and {n} more", many="and {n} more"))
            self._ended(tr("What can be kept was written into {name}", name=isolate(target.name)), "\n".join(lines))

        self._run(lambda go_on: repair_into(self._case, target, actor=actor, progress=go_on), repaired)

    def _run(self, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        self._stop.clear()
        for name in ("restore", "repair", "look"):
            self.buttons[name].setEnabled(False)
        self.buttons["stop"].show()
        self.bar.show()
        steps = [0]

        def go_on(moved: int, of: int) -> bool:
            share = round(1000 * moved / of) if of else 0
            if share != steps[0]:
                steps[0] = share
                self._jobs.call_in_gui(lambda: self.bar.set_counts(added=share, repeats=0, need_you=0, total=1000))
            return not self._stop.is_set()

        self._jobs.run(lambda: work(go_on), done=done, failed=self._failed)

    def _ended(self, title: str, words: str) -> None:
        self._at_rest()
        self.said.setText(title)
        self.more.setText(words)
        for name in ("restore", "repair", "look"):
            self.buttons[name].hide()
        self.buttons["open"].show()
        self.buttons["open"].setFocus()

    def _failed(self, error: BaseException) -> None:
        self._at_rest()
        if isinstance(error, KnownError):
            self.said.setText(error.what)
            self.more.setText(f"{error.means}\n{error.do}")
        elif not isinstance(error, RestoreStopped):
            raise error

    def _at_rest(self) -> None:
        self.bar.hide()
        self.buttons["stop"].hide()
        for name in ("restore", "repair", "look"):
            self.buttons[name].setEnabled(True)

    def _open(self) -> None:
        if self._written is not None:
            self.open_wanted.emit(self._written)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what runs; nothing half is left behind."""
        self._stop.set()
        self._jobs.close()
        super().closeEvent(event)
