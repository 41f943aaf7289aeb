"""`TakeOut`: takes an import out of the case, and says first which later steps go with it."""

from PySide6.QtCore import QObject, Signal

from evidence_board.case.replay import Step, steps
from evidence_board.model.changes import ChangeSet
from evidence_board.ui.context import UiContext

__all__ = ["TakeOut"]


class TakeOut(QObject):
    """Undoes one step and every later one, newest first.

    Signals:
        later_found: (labels) steps that would be undone first, the newest first; nothing was done yet.
        taken_out: the step is undone.
    """

    later_found = Signal(object)
    taken_out = Signal()

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def ask(self, step_id: int) -> None:
        """Undo a step at once if it is the last one; else only tell which come later."""

        def done(found: list[Step]) -> None:
            later = [step.label for step in found if step.state == "done" and step.id > step_id]
            if later:
                self.later_found.emit(later)
            else:
                self.undo(step_id)

        session = self._context.session
        self._context.jobs.run(lambda: session.read(steps), done=done, failed=self._context.show_error)

    def undo(self, step_id: int) -> None:
        """Undo the last step, and go on until this one is undone."""
        future = self._context.session.undo()
        self._context.jobs.follow(
            future, done=lambda changes: self._undone(changes, step_id), failed=self._context.show_error
        )

    def _undone(self, changes: ChangeSet | None, step_id: int) -> None:
        if changes is None:
            return
        if changes.step_id > step_id:
            self.undo(step_id)
        else:
            self.taken_out.emit()
