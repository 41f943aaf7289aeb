"""``evidence-board geo parse``: what a text means as a position."""

import click

from evidence_board.cli.answers import print_json, print_line
from evidence_board.cli.geo_values import NEGATIVE_ALLOWED
from evidence_board.geo.coordinate_text import format_decimal
from evidence_board.geo.coordinates import Coordinates, parse
from evidence_board.geo.gazetteer_lists import open_gazetteer
from evidence_board.geo.short_codes import read_near_name, split_short_code
from evidence_board.model.errors import KnownError

__all__ = ["command"]

_WIDTH = 26


@click.command("parse", short_help="Read coordinates in any notation.", context_settings=NEGATIVE_ALLOWED)
@click.argument("text", nargs=-1, required=True)
@click.option("--near", metavar="TEXT", help="A place that a short Plus Code counts from, in any notation.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(text: tuple[str, ...], near: str | None, as_json: bool) -> None:
    """Read coordinates in any notation, and say how they were read.

    Degrees with all marks and in three scripts, UTM, UPS, MGRS, SK-42, Plus Codes, geohashes, geo links, and links of
    map services, which are not opened. Where a text can mean more than one place, the others are listed as well.
    """
    try:
        middle = parse(near) if near else None
    except KnownError as error:
        raise KnownError(
            f"What stands behind --near is no position: {near}.",
            means=error.what,
            do="Give coordinates; the name of a place leads to them with: geo search NAME",
        ) from error
    read = _read(" ".join(text), near=(middle.latitude, middle.longitude) if middle else None)
    if as_json:
        print_json({**_record(read), "alternatives": [_record(other) for other in read.alternatives]})
        return
    print_line(_line(read))
    if read.alternatives:
        print_line("It could also mean:")
        for other in read.alternatives:
            print_line(_line(other))


def _read(text: str, *, near: tuple[float, float] | None) -> Coordinates:
    """Read a text; a short Plus Code with the name of a place counts from that place in the gazetteer."""
    try:
        return parse(text, near=near)
    except KnownError:
        if split_short_code(text) is None:
            raise
        gazetteer = open_gazetteer(say=lambda error: click.echo(str(error), err=True))
        try:
            found = read_near_name(text, gazetteer)
        finally:
            gazetteer.close()
        if found is None:
            raise
        click.echo(f"Counted from {found[1]}.", err=True)
        return found[0]


def _record(read: Coordinates) -> dict[str, object]:
    return {"latitude": round(read.latitude, 9), "longitude": round(read.longitude, 9), "reading": read.words}


def _line(read: Coordinates) -> str:
    radius = f", within {read.uncertainty_m:g} m" if read.uncertainty_m else ""
    return f"{format_decimal(read.latitude, read.longitude, decimals=6):<{_WIDTH}}{read.words}{radius}"
