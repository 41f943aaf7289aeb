"""``evidence-board export``: the case in foreign formats."""

from pathlib import Path

import click

from evidence_board.cli.output import CASE, reading, say
from evidence_board.operations.exporting import FORMATS, export_case

__all__ = ["command"]


@click.command("export")
@click.argument("case", type=CASE)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("out", type=click.Path(path_type=Path))
def command(case: Path, form: str, out: Path) -> None:
    """Write the case as csv (a folder of tables) or geojson (one file)."""
    with reading(case) as session:
        for path in export_case(session, form=form, out=out):
            say(f"Wrote {path}")
