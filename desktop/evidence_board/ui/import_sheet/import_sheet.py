"""`ImportSheet`: brings files into the case in a sheet beside the panes, which stay in use meanwhile."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from evidence_board.case import imports
from evidence_board.case.import_problems import ImportProblem, open_problems, refused_files
from evidence_board.case.imports import UnfinishedImport
from evidence_board.case.replay import Step, steps
from evidence_board.events import CaseChanged, ImportChanged, Notice
from evidence_board.importers.folder import shown
from evidence_board.model.errors import KnownError
from evidence_board.operations.import_files import path_listed
from evidence_board.operations.importing import give_up_unfinished
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, number, tr
from evidence_board.ui.import_sheet.choose_page import ChoosePage
from evidence_board.ui.import_sheet.import_driver import ImportDriver
from evidence_board.ui.import_sheet.import_foot import ImportFoot
from evidence_board.ui.import_sheet.import_words import ended_words, running_title
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.import_sheet.problem_actions import ProblemActions
from evidence_board.ui.import_sheet.problem_list import ProblemList
from evidence_board.ui.import_sheet.progress_head import ProgressHead
from evidence_board.ui.import_sheet.refused_list import RefusedList
from evidence_board.ui.import_sheet.take_out import TakeOut
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["ImportSheet"]

_SHOW_EVERY_MS, _READ_EVERY_MS = 120, 600
_LATER_SHOWN = 3


class ImportSheet(Sheet):
    """The sheet of an open case; one import runs at a time, further ones wait for their turn.

    Attributes:
        driver: runs the imports.
        choose: what to import, while nothing was chosen.
        head: progress and counts.
        unfinished: an import that a crash stopped.
        trouble: why an import failed.
        later: steps that go when an import is taken out.
        problems: files that need a person.
        refused: paths that were not taken.
        bar: the bar at the bottom.
    """

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        """Make the sheet, closed.

        Args:
            context: session and services.
            parent: the page of the case; the sheet lies over its panes (attribute ``workspace``), or over all of
                it when it has none.
        """
        panes = getattr(parent, "workspace", None)
        super().__init__(panes if isinstance(panes, QWidget) else parent, title=tr("Import"), theme=context.theme)
        theme = context.theme
        self._context = context
        self._left_behind: UnfinishedImport | None = None
        self._step_id = 0
        self._ended: ImportChanged | None = None
        self._reading = False
        self.driver = ImportDriver(context, self)
        self.choose = ChoosePage(theme=theme)
        self.head = ProgressHead(theme=theme)
        self.unfinished = MessageCard("info", theme=theme)
        self.trouble = MessageCard("bad", theme=theme)
        self.later = MessageCard("warn", theme=theme)
        actions = ProblemActions(context, import_paths=self.import_paths, step_aside=self.close_sheet, parent=self)
        self.problems = ProblemList(theme=theme, actions=actions)
        self.refused = RefusedList(theme=theme)
        self.bar = ImportFoot(theme=theme)
        self._take_out = TakeOut(context, self)
        self._late_show = self._timer(_SHOW_EVERY_MS, self._show_progress)
        self._late_read = self._timer(_READ_EVERY_MS, self._read_lists)
        self._fill()
        self._connect()
        self._show_choice()

    def _timer(self, milliseconds: int, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    def _fill(self) -> None:
        self.unfinished.add_button("go_on", tr("Go on"), kind="primary")
        self.unfinished.add_button("take_out", tr("Take out"))
        self.unfinished.add_button("leave", tr("Leave as it is"), kind="quiet")
        self.later.add_button("undo", tr("Undo all"))
        self.later.add_button("keep", tr("Keep everything"), kind="quiet")
        for part in (self.head, self.trouble, self.unfinished, self.later, self.problems, self.refused, self.choose):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._leave_room_for_bar)
        self.foot.addWidget(self.bar)

    def _leave_room_for_bar(self, low: int, high: int) -> None:
        """Keep the width of the content when the scroll bar comes."""
        margins, bar = self.body.contentsMargins(), self._scroll.verticalScrollBar().sizeHint().width()
        margins.setRight(margins.left() - (bar if high > low else 0))
        self.body.setContentsMargins(margins)

    def _connect(self) -> None:
        self.driver.started.connect(self._started)
        self.driver.moved.connect(self._moved)
        self.driver.ended.connect(self._import_ended)
        self.choose.files_wanted.connect(self._choose_files)
        self.choose.folder_wanted.connect(self._choose_folder)
        self.head.pause_pressed.connect(self._pause)
        self.head.stop_pressed.connect(self.driver.stop)
        self.unfinished.pressed.connect(self._unfinished_pressed)
        self.later.pressed.connect(self._later_pressed)
        self.bar.hide_pressed.connect(self.close_sheet)
        self.bar.done_pressed.connect(self.close_sheet)
        self.bar.go_on_pressed.connect(self._go_on)
        self.bar.undo_pressed.connect(self._undo_import)
        self._take_out.later_found.connect(self._say_later)
        self._take_out.taken_out.connect(self._taken_out)
        self._context.events.index_changed.connect(self._index_changed)
        self._context.events.case_changed.connect(self._case_changed)

    # -- the door --------------------------------------------------------------------------------------

    def import_paths(self, paths: list[Path]) -> None:
        """Show the sheet and import files and folders; behind an import that runs they wait."""
        if paths:
            self.driver.import_paths(paths)
            self._show_progress()
            self.open_sheet()

    def offer_unfinished(self) -> None:
        """If a crash stopped an import, say so and offer to go on; called once the case is open."""
        session = self._context.session
        if not session.case.read_only:
            self._context.jobs.run(
                lambda: session.read(imports.unfinished), done=self._found_unfinished, failed=self._context.show_error
            )

    def close_sheet(self) -> None:
        """Hide the sheet; an import goes on. A result that was seen is put away."""
        was_open = self.is_open
        super().close_sheet()
        if was_open and not self.driver.is_running and self._ended is not None:
            self._show_choice()

    def shut_down(self) -> None:
        """End a running import before the case is closed; it can be taken up when the case is opened again."""
        self.driver.shut_down()

    # -- choosing --------------------------------------------------------------------------------------

    def _show_choice(self) -> None:
        self._ended = None
        self.choose.folder_button.set_kind("secondary" if not self.unfinished.isHidden() else "primary")
        self.driver.forget()
        self.set_title(tr("Import"))
        self.choose.show()
        for part in (self.head, self.trouble, self.later):
            part.hide()
        self.problems.clear()
        self.refused.show_paths([])
        self._set_foot(shown=False)

    def _set_foot(self, *, shown: bool) -> None:
        for part in self._foot_parts:
            part.setVisible(shown)

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self.window(), tr("Import files"))
        self.import_paths([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self.window(), tr("Import a folder"))
        self.import_paths([Path(name)] if name else [])

    # -- while it runs ---------------------------------------------------------------------------------

    def _started(self) -> None:
        self._ended = None
        self._late_show.stop()
        for part in (self.choose, self.trouble, self.unfinished, self.later):
            part.hide()
        self.head.show()
        self.bar.show_running()
        self._set_foot(shown=True)
        self._show_progress()

    def _moved(self, event: ImportChanged) -> None:
        if not self._late_show.isActive():
            self._late_show.start()
        if (event.need_you or event.refused) and self.is_open and not self._late_read.isActive():
            self._late_read.start()

    def _show_progress(self) -> None:
        event = self.driver.progress
        if self.driver.is_running:
            self.set_title(running_title(event))
            self.head.show_progress(event, running=True, waiting=self.driver.waiting)
            self.bar.show_running(paused=event.state == "paused")

    def _pause(self) -> None:
        if self.driver.progress.state == "paused":
            self.driver.go_on()
        else:
            self.driver.pause()

    # -- what came of it -------------------------------------------------------------------------------

    def _import_ended(self, error: BaseException | None) -> None:
        event = self.driver.progress
        self._ended, self._step_id = event, self.driver.step_id
        self._late_show.stop()
        self._show_result()
        self._read_lists()
        if error is not None:
            self._show_failure(error)
        elif not self.is_open and not self.driver.waiting:
            self._context.session.hub.emit(Notice(f"{tr('Import finished')}: {ended_words(event)}", "ok"))

    def _show_result(self) -> None:
        """Show what came of the import that ended last."""
        event = self._ended
        if event is None:
            return
        cut_short = event.state == "stopped" and event.done < event.total
        stopped = tr("Stopped at {done} of {total}", done=number(event.done), total=number(event.total))
        titles = {"stopped": stopped if cut_short else tr("Import stopped"), "failed": tr("Import failed")}
        self.set_title(titles.get(event.state, tr("Import finished")))
        self.head.show_progress(event, running=False, waiting=0)
        came_in = bool(event.added or event.repeats)
        self.bar.show_ended(undoable=came_in, resumable=cut_short and came_in)

    def _go_on(self) -> None:
        """Take up the import that was stopped."""
        batches, session = self.driver.batches, self._context.session
        if not batches or self.driver.is_running:
            return

        def done(left: UnfinishedImport | None) -> None:
            if left is not None and not self.driver.is_running:
                self.driver.resume(left)

        self._context.jobs.run(
            lambda: session.read(imports.left_of, batches[-1]), done=done, failed=self._context.show_error
        )

    def _case_changed(self, event: CaseChanged) -> None:
        """After an undo or redo elsewhere, say whether the import that is shown still stands."""
        if not event.undo or event.changes.step_id != self._step_id or self._ended is None:
            return
        session, step_id = self._context.session, self._step_id

        def done(found: list[Step]) -> None:
            if self._ended is None or step_id != self._step_id:
                return
            if any(step.id == step_id and step.state == "done" for step in found):
                self._show_result()
            else:
                self.set_title(tr("Import undone"))
                self.head.show_undone(self._ended)
                self.bar.show_ended(undoable=False)
                self.later.hide()

        self._context.jobs.run(lambda: session.read(steps), done=done, failed=self._context.show_error)

    def _show_failure(self, error: BaseException) -> None:
        stays = tr("What came in stays in the case.")
        if isinstance(error, KnownError):
            self.trouble.say(tr("The import could not go on."), f"{error} {stays}")
            if not self.is_open:
                self._context.show_error(error)
        else:
            self.trouble.say(tr("The import ended by a fault of the program."), stays)
        self.offer_unfinished()
        if not isinstance(error, KnownError):
            raise error

    def _read_lists(self) -> None:
        """Read what needs a person, off the GUI thread; one reading at a time."""
        batches, session, ended = self.driver.batches, self._context.session, not self.driver.is_running
        if not batches:
            return
        if self._reading:
            self._late_read.start()
            return

        def job() -> tuple[list[ImportProblem], list[tuple[str, str]]]:
            refused = session.read(refused_files, batches)
            return session.read(open_problems, batches), [(shown(path_listed(one)), why) for one, why in refused]

        def done(found: tuple[list[ImportProblem], list[tuple[str, str]]]) -> None:
            self._reading = False
            if batches == self.driver.batches:
                self.problems.show_problems(found[0], ranked=ended)
                self.refused.show_paths(found[1])

        def failed(error: BaseException) -> None:
            self._reading = False
            self._context.show_error(error)

        self._reading = True
        self._context.jobs.run(job, done=done, failed=failed, priority=2)

    def _index_changed(self, event: object) -> None:
        # A problem was settled here or in the inspector, or an undo took files out.
        if self.is_open and not self.problems.isHidden() and not self._late_read.isActive():
            self._late_read.start(0)

    # -- taking it out ---------------------------------------------------------------------------------

    def _undo_import(self) -> None:
        self._take_out.ask(self._step_id)

    def _say_later(self, labels: list[str]) -> None:
        named = ", ".join(f"“{isolate(label)}”" for label in labels[:_LATER_SHOWN])
        if len(labels) > _LATER_SHOWN:
            named = tr("{names} and {n} more", names=named, n=number(len(labels) - _LATER_SHOWN))
        title = tr("Later steps are undone first: {names}.", names=named)
        self.later.button("undo").setText(tr("Undo all {n}", n=number(len(labels) + 1)))
        self.later.say(title, tr("All of it can be done again from the history."))

    def _later_pressed(self, name: str) -> None:
        self.later.hide()
        if name == "undo":
            self._take_out.undo(self._step_id)

    def _taken_out(self) -> None:
        self.unfinished.hide()
        self._show_choice()
        self.close_sheet()

    # -- after a crash ---------------------------------------------------------------------------------

    def _found_unfinished(self, found: UnfinishedImport | None) -> None:
        if found is None or self.driver.is_running:
            return
        self._left_behind, self._step_id = found, found.step_id
        title = tr("An import stopped at {done} of {total}.", done=number(found.done), total=number(found.total))
        words = tr("From {source}. What came in is safe.", source=isolate(found.source))
        self.unfinished.say(title, words)
        # One button is the likely next step: to go on.
        self.choose.folder_button.set_kind("secondary")
        self.bar.done_button.set_kind("secondary")
        self.open_sheet()

    def _unfinished_pressed(self, name: str) -> None:
        found = self._left_behind
        if found is None:
            return
        if name == "take_out":
            self._take_out.ask(found.step_id)
            return
        self._left_behind = None
        self.unfinished.hide()
        self.choose.folder_button.set_kind("primary")
        self.bar.done_button.set_kind("primary")
        if name == "go_on":
            self.driver.resume(found)
        else:
            self._context.perform(give_up_unfinished, unfinished=found)
            if self._ended is None:
                self.close_sheet()
