"""``evidence-board self-test``: what the installed program checks of itself."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from evidence_board.settings import apart

__all__ = ["command"]


@click.command("self-test", short_help="Let the program test itself.")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Import a few practice files with real workers, undo, reopen, check, and open the window offscreen."""
    failed = 0
    with apart(), tempfile.TemporaryDirectory(prefix="evidence-board-") as folder:
        for name, test in _TESTS.items():
            started = time.monotonic()
            try:
                test(Path(folder))
            except Exception as error:
                failed += 1
                click.echo(f"FAILED  {name}: {type(error).__name__}: {error}")
            else:
                click.echo(f"ok      {name} ({time.monotonic() - started:.1f} s)")
    click.echo(f"{len(_TESTS) - failed} passed, {failed} failed")
    ctx.exit(1 if failed else 0)


def _resources(folder: Path) -> None:
    from evidence_board import resources

    names = (
        "styles/tokens.json",
        "icons/lucide.json",
        "map/basemap.sqlite",
        "map/gazetteer.sqlite",
        "practice/story.json",
        "guide/contents.json",
        "guide/en/getting-started.md",
        "licences/README.md",
    )
    for name in names:
        if not resources.read_bytes(name):
            raise RuntimeError(f"{name} is empty")


def _practice(folder: Path) -> None:
    from evidence_board.operations.practice import build_practice_case

    report = build_practice_case(folder / "self-test.evidence")
    if report.added != 48:
        raise RuntimeError(f"{report.added} of 48 files came in")


def _history(folder: Path) -> None:
    from evidence_board.operations.entities import create_entity
    from evidence_board.session import open_session

    path = folder / "self-test.evidence"
    session = open_session(path, actor="self-test")
    session.run(create_entity, kind="unit", name="Часть 1").result()
    session.close()
    session = open_session(path, actor="self-test")
    try:
        undone = session.undo().result()
        if undone is None or len(list(session.index.entities_of("unit"))) != 3:
            raise RuntimeError("a step could not be undone after a restart")
    finally:
        session.close()


def _check(folder: Path) -> None:
    from evidence_board.operations.checking import check_case
    from evidence_board.session import open_session

    session = open_session(folder / "self-test.evidence", actor="self-test", read_only=True)
    try:
        report = check_case(session)
    finally:
        session.close()
    if not report.ok or report.files_ok < 48:
        raise RuntimeError(f"the check found {report.damage}")


def _window(folder: Path) -> None:
    # In a process of its own: the window wants the main thread and a Qt of its own platform.
    import subprocess

    out = folder / "window.png"
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "evidence_board"]
    done = subprocess.run(
        [*start, "shot", str(folder / "self-test.evidence"), str(out)], capture_output=True, text=True, check=False
    )
    if done.returncode or not out.exists():
        raise RuntimeError(done.stderr.strip()[-500:])


_TESTS: dict[str, Callable[[Path], None]] = {
    "data files": _resources,
    "practice case": _practice,
    "undo after a restart": _history,
    "check": _check,
    "window": _window,
}
