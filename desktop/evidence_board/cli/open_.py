"""Opens a case in the window; reached by naming the case without a command."""

from pathlib import Path

import click

from evidence_board.case.connect import identify
from evidence_board.cli.display import require_display
from evidence_board.cli.output import CASE

__all__ = ["command"]


@click.command("open", hidden=True)
@click.argument("case", type=CASE)
@click.pass_context
def command(ctx: click.Context, case: Path) -> None:
    """Open a case in the window."""
    # Said here, before the window: what is no case, and a missing screen.
    identify(case)
    require_display()
    from evidence_board.app import run

    ctx.exit(run(case))
