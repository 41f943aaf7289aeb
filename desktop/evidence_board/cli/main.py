"""The command line: a contract whose names, JSON keys and exit codes stay stable.

Exit 0: done. 1: done, but paths were refused or damage was found, each named. 2: could not start, nothing
changed. With ``--json`` exactly one JSON document goes to stdout; progress and messages go to stderr.
"""

from importlib import import_module
from typing import Any

import click

from evidence_board import __version__
from evidence_board.cli.answers import OutputError, say
from evidence_board.cli.display import require_display
from evidence_board.model.errors import KnownError

__all__ = ["cli"]

#: Command -> its module; loaded only when it is called, so that the window starts fast.
_COMMANDS = {
    "check": "check",
    "export": "export",
    "geo": "geo",
    "import": "import_",
    "list": "list_",
    "new": "new",
    "open": "open_",
    "sample": "sample",
    "search": "search",
    "self-test": "self_test",
    "shot": "shot",
}


class _Commands(click.Group):
    """Loads commands on demand; a first word that is no command is a case to open in the window."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in _COMMANDS if name != "open"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"evidence_board.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-") and _looks_like_case(args):
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OutputError as error:
            say(str(error))
            ctx.exit(1)
        except KnownError as error:
            say(str(error))
            ctx.exit(2)
        except OSError as error:
            # Something of the world that no command had words for, like a name that is too long for the drive.
            where = f"{error.filename}: " if error.filename else ""
            say(f"{where}The system refused it ({error.strerror or error}). Choose another file or folder.")
            ctx.exit(2)


def _looks_like_case(args: list[str]) -> bool:
    return len(args) == 1 and ("." in args[0] or "/" in args[0] or "\\" in args[0])


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    subcommand_metavar="[CASE | COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 done, with paths refused or damage found, each named; 2 could not start, nothing"
    " changed. With --json one JSON document goes to stdout, messages to stderr.",
)
@click.version_option(__version__, prog_name="evidence-board")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Photos, a map and a link graph in one local case file, fully offline.

    Without a command the window opens: the welcome screen, or the CASE that is named.
    """
    if ctx.invoked_subcommand is None:
        try:
            require_display()
        except KnownError as error:
            say(str(error))
            ctx.exit(2)
        from evidence_board.app import run

        ctx.exit(run(None))
