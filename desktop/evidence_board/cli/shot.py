"""``evidence-board shot``: a picture of the real window, rendered offscreen."""

import os
import re
from pathlib import Path

import click

from evidence_board.cli.output import CASE, say

__all__ = ["command"]


@click.command("shot")
@click.argument("case", type=CASE)
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--workspace", type=click.Choice(["overview"]), default="overview", show_default=True)
@click.option("--size", default="1600x1000", show_default=True, metavar="WxH")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--select", metavar="REF", help="What to select, e.g. M-014.")
@click.pass_context
def command(
    ctx: click.Context, case: Path, out: Path, workspace: str, size: str, theme: str, select: str | None
) -> None:
    """Render the window of a case to a PNG; the case is only read."""
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", size)
    if not match:
        raise click.BadParameter("write it as 1600x1000, each from 100 to 99999", param_hint="--size")
    if out.exists() and case.exists() and out.samefile(case):
        raise click.BadParameter("the picture would take the place of the case itself", param_hint="OUT")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from evidence_board.app import shot

    code = shot(case, out, size=(int(match[1]), int(match[2])), theme=theme, select=select, workspace=workspace)
    if code == 0:
        say(f"Wrote {out}")
    ctx.exit(code)
