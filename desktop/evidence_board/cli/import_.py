"""``evidence-board import``: files and folders into a case."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from evidence_board.cli.output import CASE, PATH, Progress, print_json, print_line, reading, say, visible_name, writing
from evidence_board.events import ImportChanged
from evidence_board.media.requests import media_supervisor
from evidence_board.model.errors import KnownError
from evidence_board.operations.import_preview import preview_import
from evidence_board.operations.import_writing import report_as_json
from evidence_board.operations.importing import ImportReport, ImportRun
from evidence_board.workers.supervisor import cores

__all__ = ["command"]


@click.command("import", short_help="Bring files and folders into a case.")
@click.argument("case", type=CASE)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
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
    """Import files and folders. Originals are read once and never changed.

    Folders come in with all that is below them. A file that is in the case already counts as a repeat. Ctrl C ends
    the import in order: what came in stays; give the same command again to bring in the rest.
    """
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
    if report.stopped:
        say("Stopped before the end. What came in stays; give the same command again to bring in the rest.")
    ctx.exit(1 if report.refused or report.stopped or failure is not None else 0)


def _import(case: Path, paths: list[Path], *, by: str | None, workers: int) -> tuple[ImportReport, KnownError | None]:
    """Return the report, and what ended the import early if something did."""
    with writing(case, by=by) as session:
        progress = Progress("Reading file")
        session.hub.add(ImportChanged, lambda event: _follow(progress, event))
        with media_supervisor(workers=workers, low_priority=False) as supervisor:
            run = ImportRun(session, paths, supervisor=supervisor, ahead=4 * workers)
            try:
                with _stopped_by_ctrl_c(run):
                    return run.run(), None
            except KnownError as error:
                # Something came in before the drive gave up: that stays, so this is no failed start.
                if not (run.report.added or run.report.duplicates):
                    raise
                return run.report, error


@contextmanager
def _stopped_by_ctrl_c(run: ImportRun) -> Iterator[None]:
    """Let the first Ctrl C end the import in order; a second one ends the program as it always does."""

    def stop(_: int, __: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        say("\nStopping. What came in stays in the case.")
        # In a thread of its own: this one may be holding what stopping needs.
        threading.Thread(target=run.stop, name="stop import").start()

    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Whoever started us (nohup, a background job) wants no interruption.
        yield
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _follow(progress: Progress, event: ImportChanged) -> None:
    if event.state == "running" and event.total:
        progress.show(event.done, event.total)


def _say(report: ImportReport, *, dry_run: bool) -> None:
    verb = "would be added" if dry_run else "added"
    # A dry run examines nothing, so it has nothing to say about positions and problems.
    read = "" if dry_run else f" {report.with_gps} with GPS, {report.need_you} to look at again,"
    print_line(
        f"{report.added} {verb}, {report.duplicates} repeats,{read} {len(report.refused)} refused"
        f" ({report.seconds:.1f} s)"
    )
    _say_mended(report, dry_run=dry_run)
    for path, ref, _, message in report.problems:
        say(f"{ref} {visible_name(Path(path).name)}: {visible_name(message)}")
    for refused in report.refused:
        say(f"Refused {visible_name(refused.path)}: {visible_name(refused.reason)}")


def _say_mended(report: ImportReport, *, dry_run: bool) -> None:
    """Say which stored bytes were found damaged; a real import names each file itself."""
    if not dry_run:
        return
    if report.mended:
        say(f"Damaged in the case: {report.mended} of the repeats. Importing makes their stored bytes whole again.")
    if report.beyond_mending:
        say(
            f"Damaged in the case: {report.beyond_mending} of the repeats. Other parts of the case are damaged, too, so"
            " they cannot be made whole in it. Repair it into a new file and import there."
        )
