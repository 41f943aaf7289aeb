"""Runs a verb whose refusal is said beside the field instead of in a notice."""

from collections.abc import Callable
from typing import Any

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.ui.context import UiContext

__all__ = ["ask"]


def ask(
    context: UiContext,
    saved: Callable[[], None],
    refused: Callable[[str], None],
    verb: Callable[..., ChangeSet],
    **values: Any,
) -> None:
    """Queue a user verb.

    Args:
        context: session and services.
        saved: called in the GUI thread when it is saved.
        refused: called there with plain words when the verb refuses.
        verb: the verb.
        values: what it is given.
    """

    def failed(error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        refused(str(error))

    context.jobs.follow(context.session.run(verb, **values), done=lambda _: saved(), failed=failed)
