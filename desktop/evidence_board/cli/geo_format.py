"""``evidence-board geo format``: a position in other notations."""

import click

from evidence_board.cli.answers import print_json, print_line
from evidence_board.cli.geo_values import LATITUDE, LONGITUDE, NEGATIVE_ALLOWED, Number
from evidence_board.geo.coordinate_formats import Form, format_position
from evidence_board.model.errors import KnownError

__all__ = ["command"]


@click.command("format", short_help="Write a position in other notations.", context_settings=NEGATIVE_ALLOWED)
@click.argument("latitude", metavar="LAT", type=LATITUDE)
@click.argument("longitude", metavar="LON", type=LONGITUDE)
@click.option("--as", "forms", multiple=True, type=click.Choice(list(Form), case_sensitive=False), help="A notation.")
@click.option("--radius", type=Number(0.01, 20_000_000), help="How far off it may be, in metres.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(latitude: float, longitude: float, forms: tuple[Form, ...], radius: float | None, as_json: bool) -> None:
    """Write a position in other notations: all that there are, or those asked for.

    With a radius no finer figures than it deserves are written.
    """
    written: dict[str, str | None] = {}
    for form in forms or tuple(Form):
        try:
            written[str(form)] = format_position(latitude, longitude, form=form, radius_m=radius)
        except KnownError:
            if forms:
                raise
            written[str(form)] = None
    if as_json:
        print_json(written)
    elif len(forms) == 1:
        print_line(str(written[str(forms[0])]))
    else:
        width = max(map(len, written)) + 2
        print_line("\n".join(f"{name:<{width}}{text}" for name, text in written.items() if text is not None))
