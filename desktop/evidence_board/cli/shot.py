"""``evidence-board shot``: a picture of the real window, rendered offscreen."""

import os
import re
from pathlib import Path

import click

from evidence_board.cli.output import CASE, PATH, say
from evidence_board.model.errors import KnownError

__all__ = ["command"]


@click.command("shot", short_help="Draw the window of a case into a PNG.")
@click.argument("case", type=CASE)
@click.argument("out", metavar="OUT.png", type=PATH)
@click.option("--workspace", type=click.Choice(["overview", "geolocate"]), default="overview", show_default=True)
@click.option("--size", default="1600x1000", show_default=True, metavar="WxH")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--select", metavar="REF", help="What to select, e.g. M-014.")
@click.pass_context
def command(
    ctx: click.Context, case: Path, out: Path, workspace: str, size: str, theme: str, select: str | None
) -> None:
    """Draw the window of a case into a PNG, without a screen; the case is only read.

    An older picture at OUT.png is replaced; any other file is left alone.
    """
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", size)
    if not match:
        raise click.BadParameter("write it as 1600x1000, each from 100 to 99999", param_hint="--size")
    if out.exists() and case.exists() and out.samefile(case):
        raise click.BadParameter("the picture would take the place of the case itself", param_hint="OUT")
    _require_place(out)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from evidence_board.app import shot

    code = shot(case, out, size=(int(match[1]), int(match[2])), theme=theme, select=select, workspace=workspace)
    if code == 0:
        say(f"Wrote {out}")
    # No picture was made: by the contract the command did not start.
    ctx.exit(2 if code else 0)


def _require_place(out: Path) -> None:
    """Make sure that the picture takes the place of nothing but an older picture, before the window is drawn.

    Raises:
        KnownError: there is no folder, or something else is there.
    """
    untouched = "Nothing was written."
    if not out.absolute().parent.is_dir():
        raise KnownError(
            f"There is no folder {out.absolute().parent}.", means=untouched, do="Make it, or choose another."
        )
    if out.is_dir():
        raise KnownError(f"{out} is a folder.", means=untouched, do="Name a file in it, like window.png.")
    if out.exists() and not _is_png(out):
        raise KnownError(f"{out} is not a PNG picture.", means="It was not replaced.", do="Choose another name.")


def _is_png(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError:
        return False
    return start in (b"", b"\x89PNG\r\n\x1a\n")
