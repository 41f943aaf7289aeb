"""``evidence-board import``: files and folders into a case."""

from pathlib import Path

import click

from evidence_board.cli.output import CASE, Progress, print_json, reading, say, writing
from evidence_board.events import ImportChanged
from evidence_board.media.requests import media_supervisor
from evidence_board.model.errors import KnownError
from evidence_board.operations.import_preview import preview_import
from evidence_board.operations.import_writing import report_as_json
from evidence_board.operations.importing import ImportReport, ImportRun
from evidence_board.workers.supervisor import cores

__all__ = ["command"]


@click.command("import")
@click.argument("case", type=CASE)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--by", "by", metavar="NAME", help="Who imports, for the custody log.")
@click.option("--dry-run", is_flag=True, help="Say what would come in; change nothing.")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; all cores by default.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    case: Path,
    paths: tuple[Path, ...],
    by: str | None,
    dry_run: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Import files and folders. Originals are read once and never changed."""
    failure: KnownError | None = None
    if dry_run:
        with reading(case) as session:
            report = preview_import(session, list(paths))
    else:
        report, failure = _import(case, list(paths), by=by, workers=workers or cores())
    if as_json:
        print_json(report_as_json(report))
    else:
        _say(report, dry_run=dry_run)
    if failure is not None:
        say(str(failure))
    ctx.exit(1 if report.refused or failure is not None else 0)


def _import(case: Path, paths: list[Path], *, by: str | None, workers: int) -> tuple[ImportReport, KnownError | None]:
    """Return the report, and what ended the import early if something did."""
    with writing(case, by=by) as session:
        progress = Progress("Reading file")
        session.hub.add(ImportChanged, lambda event: _follow(progress, event))
        with media_supervisor(workers=workers, low_priority=False) as supervisor:
            run = ImportRun(session, paths, supervisor=supervisor, ahead=4 * workers)
            try:
                return run.run(), None
            except KnownError as error:
                # Something came in before the drive gave up: that stays, so this is no failed start.
                if not (run.report.added or run.report.duplicates):
                    raise
                return run.report, error


def _follow(progress: Progress, event: ImportChanged) -> None:
    if event.state == "running" and event.total:
        progress.show(event.done, event.total)


def _say(report: ImportReport, *, dry_run: bool) -> None:
    verb = "would be added" if dry_run else "added"
    # A dry run examines nothing, so it has nothing to say about positions and problems.
    read = "" if dry_run else f" {report.with_gps} with GPS, {report.need_you} to look at again,"
    click.echo(
        f"{report.added} {verb}, {report.duplicates} repeats,{read} {len(report.refused)} refused"
        f" ({report.seconds:.1f} s)"
    )
    for path, ref, _, message in report.problems:
        say(f"{ref} {Path(path).name}: {message}")
    for refused in report.refused:
        say(f"Refused {refused.path}: {refused.reason}")
