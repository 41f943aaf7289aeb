"""``evidence-board list``: what a case holds."""

from pathlib import Path

import click

from evidence_board.case.records import KINDS, records
from evidence_board.cli.output import CASE, print_json, print_table, reading

__all__ = ["command"]

_COLUMNS = {
    "items": ("ref", "kind", "name", "captured", "latitude", "longitude", "title", "state", "problems"),
    "posts": ("ref", "account", "posted", "items", "text"),
    "events": ("ref", "name", "start", "end", "location"),
    "links": ("ref", "from", "relation", "to", "level", "note"),
    "geotags": ("ref", "item", "latitude", "longitude", "radius_m", "source", "level", "preferred"),
    "log": ("seq", "at", "actor", "action"),
}


#: Kept out of the JSON, whose keys are a contract.
_ONLY_IN_TABLES = {"links": ("note",)}


@click.command("list")
@click.argument("case", type=CASE)
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--json", "as_json", is_flag=True, help="Print the records as one JSON list.")
def command(case: Path, kind: str, as_json: bool) -> None:
    """List items, accounts, links and so on."""
    with reading(case) as session:
        rows = session.read(records, kind)
    if as_json:
        hidden = _ONLY_IN_TABLES.get(kind, ())
        print_json([{key: value for key, value in row.items() if key not in hidden} for row in rows])
    elif rows:
        print_table(rows, _COLUMNS.get(kind) or tuple(rows[0]))
    else:
        click.echo(f"No {kind} in this case.")
