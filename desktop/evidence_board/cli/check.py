"""``evidence-board check``: integrity, hashes, custody chain."""

from dataclasses import asdict
from pathlib import Path

import click

from evidence_board.cli.output import CASE, Progress, print_json, print_line, reading, visible_name
from evidence_board.operations.checking import check_case

__all__ = ["command"]


@click.command("check", short_help="Verify every row and byte of a case, and its log.")
@click.argument("case", type=CASE)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def command(ctx: click.Context, case: Path, as_json: bool) -> None:
    """Verify a case: every row, every byte of every file, the custody log. Names what is damaged.

    Exit code 1 says that there is damage. The case is only read.
    """
    with reading(case) as session:
        report = check_case(session, progress=Progress("Checking file").show)
    if as_json:
        print_json({"ok": report.ok, **asdict(report)})
    else:
        print_line(f"{report.files_ok} of {report.files} files verified")
        print_line(f"{report.rows} rows and {report.log_entries} log entries examined")
        print_line(f"Head of the custody log: {report.head_hash}")
        for one in report.damage:
            print_line(f"Damaged: {visible_name(one.name)} ({one.part}). {visible_name(one.message)}")
    ctx.exit(0 if report.ok else 1)
