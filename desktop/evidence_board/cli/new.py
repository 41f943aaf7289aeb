"""``evidence-board new``: an empty case."""

from pathlib import Path

import click

from evidence_board.cli.output import CASE, actor_name, say
from evidence_board.model.errors import KnownError
from evidence_board.session import create_session

__all__ = ["command"]


@click.command("new", short_help="Make an empty case.")
@click.argument("case", type=CASE)
@click.option("--title", metavar="T", help="What the case is called; the file name by default.")
def command(case: Path, title: str | None) -> None:
    """Make an empty case: one new file, by custom NAME.evidence. A file that is there is never replaced."""
    if case.name in ("", "..") or case.is_dir():
        raise KnownError(
            f"{case} is a folder.", means="Nothing was made.", do="Name the case file, like name.evidence."
        )
    session = create_session(case, title=(title or case.stem).strip(), actor=actor_name())
    session.close()
    say(f"Made {case}.")
