"""``evidence-board check``: integrity, hashes, custody chain."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from evidence_board.cli.output import (
    CASE,
    PATH,
    Progress,
    actor_name,
    print_json,
    print_line,
    reading,
    visible_name,
)
from evidence_board.operations.checking import check_case
from evidence_board.operations.repairing import repair_into

__all__ = ["command"]


@click.command("check", short_help="Verify every row and byte of a case, and its log.")
@click.argument("case", type=CASE)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--repair-to", "repair_to", type=PATH, metavar="NEW", help="Write all that can be kept into a new case.")
@click.pass_context
def command(ctx: click.Context, case: Path, as_json: bool, repair_to: Path | None) -> None:
    """Verify a case: every row, every byte of every file, the custody log. Names what is damaged.

    Exit code 1 says that there is damage. The case is only read; --repair-to never changes it either.
    """
    if repair_to is not None:
        _repair(ctx, case, repair_to, as_json=as_json)
        return
    with reading(case) as session:
        report = check_case(session, progress=_in_megabytes(Progress("Checking files, MB")))
    if as_json:
        print_json({"ok": report.ok, **asdict(report)})
    else:
        print_line(f"{report.files_ok} of {report.files} files verified")
        print_line(f"{report.rows} rows and {report.log_entries} log entries examined")
        print_line(f"Head of the custody log: {report.head_hash}")
        for one in report.damage:
            title = f" {visible_name(one.title)}" if one.title else ""
            print_line(f"Damaged: {visible_name(one.name)}{title} ({one.part}). {visible_name(one.message)}")
            if one.means or one.do:
                print_line(f"         {visible_name(' '.join(part for part in (one.means, one.do) if part))}")
    ctx.exit(0 if report.ok else 1)


def _in_megabytes(shown: Progress) -> Callable[[int, int], bool]:
    def show(done: int, of: int) -> bool:
        return shown.show(done // 1_000_000, of // 1_000_000) if of >= 1_000_000 else True

    return show


def _repair(ctx: click.Context, case: Path, target: Path, *, as_json: bool) -> None:
    report = repair_into(case, target, actor=actor_name(), progress=_in_megabytes(Progress("Copying files, MB")))
    if as_json:
        print_json({"ok": report.whole, **asdict(report)})
    else:
        print_line(f"{report.rows} rows and {report.files} files written to {visible_name(target)}")
        for lost in report.lost:
            print_line(
                f"{lost.fate.capitalize()}: {visible_name(lost.name)} ({lost.table}). {visible_name(lost.message)}"
            )
    ctx.exit(0 if report.whole else 1)
