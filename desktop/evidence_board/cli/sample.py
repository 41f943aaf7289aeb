"""``evidence-board sample``: the practice case."""

from pathlib import Path

import click

from evidence_board.cli.output import CASE, Progress, actor_name, say
from evidence_board.operations.practice import build_practice_case

__all__ = ["command"]


@click.command("sample", short_help="Make the practice case.")
@click.argument("out", metavar="OUT.evidence", type=CASE)
def command(out: Path) -> None:
    """Make the practice case: 44 photos and 4 clips of an invented story, imported like anyone's."""
    progress = Progress("Making practice files")
    report = build_practice_case(out, actor=actor_name(), progress=lambda done, of, _: _ignore(progress.show(done, of)))
    counts = f"{report.added} files, {report.with_gps} with GPS of the camera, {report.need_you} to look at again"
    say(f"Made {out}: {counts}.")


def _ignore(_: object) -> None:
    """A progress callback returns nothing."""
