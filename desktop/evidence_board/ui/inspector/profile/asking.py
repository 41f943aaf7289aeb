"""Runs a verb whose refusal is said beside the field instead of in a notice."""

from collections.abc import Callable
from typing import Any, Protocol

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.ui.context import UiContext

__all__ = ["AskingForm", "ask"]


class AskingForm(Protocol):
    """A form that is told what became of what it asked for."""

    @property
    def question(self) -> int:
        """Counts what was asked: another number means that the form was opened for something else."""

    def saved(self) -> None:
        """The verb is done."""

    def refused(self, words: str) -> None:
        """The verb refused, in plain words."""


def ask(
    context: UiContext,
    form: AskingForm,
    verb: Callable[..., ChangeSet],
    **values: Any,
) -> None:
    """Queue a user verb.

    Args:
        context: session and services.
        form: what asked; it is told in the GUI thread how it ended, unless it asks something else by then.
        verb: the verb.
        values: what it is given.
    """
    asked = form.question

    def done(_: ChangeSet) -> None:
        if form.question == asked:
            form.saved()

    def failed(error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        if form.question == asked:
            form.refused(str(error))
        else:
            context.show_error(error)

    context.jobs.follow(context.session.run(verb, **values), done=done, failed=failed)
