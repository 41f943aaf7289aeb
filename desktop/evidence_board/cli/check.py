"""``evidence-board check``: integrity, hashes, custody chain."""

from dataclasses import asdict
from pathlib import Path

import click

from evidence_board.cli.output import CASE, Progress, print_json, reading
from evidence_board.operations.checking import check_case

__all__ = ["command"]


@click.command("check")
@click.argument("case", type=CASE)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def command(ctx: click.Context, case: Path, as_json: bool) -> None:
    """Examine every row, every byte of every file, and the custody log; name what is damaged."""
    with reading(case) as session:
        report = check_case(session, progress=Progress("Checking file").show)
    if as_json:
        print_json({"ok": report.ok, **asdict(report)})
    else:
        click.echo(f"{report.files_ok} of {report.files} files verified")
        click.echo(f"{report.rows} rows and {report.log_entries} log entries examined")
        click.echo(f"Head of the custody log: {report.head_hash}")
        for one in report.damage:
            click.echo(f"Damaged: {one.name} ({one.part}). {one.message}")
    ctx.exit(0 if report.ok else 1)
