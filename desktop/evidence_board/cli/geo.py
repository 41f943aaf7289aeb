"""``evidence-board geo``: coordinates, places, the sun and shadows, without a case and without a network."""

from importlib import import_module
from importlib.util import find_spec

import click

__all__ = ["command"]

#: Command -> its module; loaded only when it is called.
_COMMANDS = {
    "format": "geo_format",
    "parse": "geo_parse",
    "search": "geo_search",
    "shadow": "geo_shadow",
    "sun": "geo_sun",
}


def _module(name: str) -> str:
    return f"evidence_board.cli.{_COMMANDS[name]}"


class _GeoCommands(click.Group):
    """Loads commands on demand; one that is not part of this program is absent."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in _COMMANDS if find_spec(_module(name))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS or not find_spec(_module(cmd_name)):
            return None
        found: click.Command = import_module(_module(cmd_name)).command
        return found


@click.group("geo", cls=_GeoCommands, short_help="Coordinates, places, sun and shadows.")
def command() -> None:
    """Read and write coordinates, find places, and tell where the sun stood. Needs no case and no network."""
