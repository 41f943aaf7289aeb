"""``evidence-board search``: names, captions, posts, notes, tags, sources, evidence and raw metadata."""

from pathlib import Path

import click

from evidence_board.case.search import search
from evidence_board.cli.output import CASE, print_json, print_line, print_table, reading

__all__ = ["command"]


@click.command("search", short_help="Find things by words, in any script.")
@click.argument("case", type=CASE)
@click.argument("query")
@click.option("--exact", is_flag=True, help="To the letter: case, accents and script count.")
@click.option("--json", "as_json", is_flag=True, help="Print the hits as one JSON list.")
def command(case: Path, query: str, exact: bool, as_json: bool) -> None:
    """Find things by words in names, captions, posts, notes, tags, sources, evidence and raw metadata.

    In any script, without regard to case or accents, also by parts of words and by what a name sounds like; a ref
    (M-014, m14) and the beginning of a SHA-256 lead to their thing. Last comes what is placed at or linked to a
    thing found by name. Parts in quotation marks are meant to the letter. The case is only read.
    """
    with reading(case) as session:
        hits = session.read(search, query, exact=exact, limit=1000)
    rows = [{"ref": h.ref, "kind": h.kind, "title": h.title, "where": h.where, "score": h.score} for h in hits]
    if as_json:
        print_json(rows)
    elif rows:
        print_table(rows, ("ref", "kind", "title", "where"))
    else:
        print_line("Nothing found.")
