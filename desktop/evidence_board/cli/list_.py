"""``evidence-board list``: what a case holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from evidence_board.case.records import BEYOND_THE_CONTRACT, BEYOND_THE_CONTRACT_OF_TIMES, KINDS, records
from evidence_board.cli.output import CASE, print_json, print_line, print_table, reading
from evidence_board.operations.noticed import conflict_records

__all__ = ["command"]

_COLUMNS = {
    "items": ("ref", "kind", "name", "captured", "latitude", "longitude", "title", "state", "problems"),
    "posts": ("ref", "account", "posted", "items", "reposts", "text"),
    "accounts": ("ref", "platform", "handle", "display_name", "status", "reliability", "other_names", "url"),
    "people": ("ref", "name", "other_names", "country", "reliability", "notes"),
    "units": ("ref", "name", "number", "echelon", "parent", "other_names", "notes"),
    "locations": ("ref", "name", "kind", "latitude", "longitude", "radius_m", "lies_in", "other_names"),
    "events": ("ref", "name", "kind", "start", "end", "location"),
    "links": ("ref", "from", "relation", "to", "level", "note"),
    "geotags": (
        *("ref", "item", "role", "latitude", "longitude", "radius_m", "bearing_deg", "source", "method", "level"),
        "preferred",
    ),
    "log": ("seq", "at", "actor", "action", "words"),
}
#: What the contract names with keys of its own has them also where nothing is known.
_ALWAYS = {"items": {"captured": dict.fromkeys(("raw", "utc", "precision", "zone", "zone_source"))}}


@click.command("list", short_help="List what a case holds.", epilog="KIND is one of: " + ", ".join(KINDS) + ".")
@click.argument("case", type=CASE)
@click.argument("kind", metavar="KIND", type=click.Choice(list(KINDS)))
@click.option("--json", "as_json", is_flag=True, help="Print the records as one JSON list.")
def command(case: Path, kind: str, as_json: bool) -> None:
    """List what a case holds: items (files), accounts, links and so on.

    The case is only read. Times are written as 2015-09-03 17:20:17 +03:00, as much of it as is known: a day stays
    a day, and a time without a zone says "zone unknown".
    """
    with reading(case) as session:
        rows = session.read(records, kind)
        if kind == "problems":
            rows += session.read(conflict_records)
    if as_json:
        always = _ALWAYS.get(kind, {})
        rows = [{key: always.get(key) if value is None else value for key, value in row.items()} for row in rows]
        print_json([_of_the_contract(row, hidden=BEYOND_THE_CONTRACT.get(kind, frozenset())) for row in rows])
    elif rows:
        print_table(rows, _COLUMNS.get(kind) or tuple(rows[0]))
    else:
        print_line(f"No {kind} in this case.")


def _of_the_contract(row: Mapping[str, Any], *, hidden: frozenset[str]) -> dict[str, Any]:
    """Return a record, and the times in it, with the keys of the contract alone."""
    return {
        key: _of_the_contract(value, hidden=BEYOND_THE_CONTRACT_OF_TIMES) if isinstance(value, dict) else value
        for key, value in row.items()
        if key not in hidden
    }
