"""``evidence-board export``: the case in foreign formats."""

from pathlib import Path

import click

from evidence_board.cli.output import CASE, PATH, reading, say
from evidence_board.operations.exporting import FORMATS, export_case

__all__ = ["command"]


@click.command("export", short_help="Write a case as csv, geojson, kmz or a list of hashes.")
@click.argument("case", type=CASE)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("out", type=PATH)
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier export; other files stay.")
@click.option("--no-pictures", is_flag=True, help="Leave the small pictures out of a kmz.")
def command(case: Path, form: str, out: Path, overwrite: bool, no_pictures: bool) -> None:
    r"""Write the case in a foreign format; the case is only read.

    \b
    FORMAT  OUT
    csv     a folder: one table per kind, always all of them, and tables.json that explains them
    geojson a file: placed files, their other positions, and places as points; what was drawn on the map
    kmz     a file for Google Earth: the same, with circles of what may be off, wedges of where cameras looked
            and a small picture of each placed file, made anew without metadata
    hashes  a file: the SHA-256 of every original, as sha256sum has it, and the head of the log

    What is in OUT already is not replaced unless --overwrite says so. An export shows every position and name
    of the case as it is: look through it before you hand it on.
    """
    with reading(case) as session:
        for path in export_case(session, form=form, out=out, overwrite=overwrite, pictures=not no_pictures):
            say(f"Wrote {path}")
