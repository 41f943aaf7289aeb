"""``evidence-board new``: an empty case."""

from pathlib import Path

import click

from evidence_board.cli.output import CASE, actor_name, say
from evidence_board.session import create_session

__all__ = ["command"]


@click.command("new")
@click.argument("case", type=CASE)
@click.option("--title", help="What the case is called; the file name by default.")
def command(case: Path, title: str | None) -> None:
    """Make an empty case file."""
    session = create_session(case, title=(title or case.stem).strip(), actor=actor_name())
    session.close()
    say(f"Made {case}.")
