"""``evidence-board geo search``: places by name, in any script, from the lists inside the program and one's own."""

import click

from evidence_board.cli.answers import print_json, print_line
from evidence_board.cli.output import print_table

__all__ = ["command"]


class _Position(click.ParamType[tuple[float, float]]):
    name = "LAT,LON"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        latitude, _, longitude = str(value).partition(",")
        try:
            found = float(latitude), float(longitude)
        except ValueError:
            self.fail("type two numbers, like 35.2,35.9", param, ctx)
        if not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):
            self.fail("no such position on Earth", param, ctx)
        return found


@click.command("search", short_help="Find places by name, in any script.")
@click.argument("name")
@click.option("--near", type=_Position(), help="Of places of one name, the nearer come first.")
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="Places listed at most.")
@click.option("--json", "as_json", is_flag=True, help="Print the places as one JSON list.")
def command(name: str, near: tuple[float, float] | None, limit: int, as_json: bool) -> None:
    """Find places by name in any script, in the gazetteer of the program and in imported lists; no network.

    After a comma a province or a country may follow ("Tartus, Syria"). Names that are only spelled alike come last,
    marked "similar".
    """
    from evidence_board.geo.gazetteer_lists import open_gazetteer

    gazetteer = open_gazetteer(say=lambda error: click.echo(str(error), err=True))
    try:
        found = gazetteer.search(name, near=near, limit=limit)
    finally:
        gazetteer.close()
    rows = [
        {
            "name": one.place.name,
            "match": one.match.name.lower(),
            "matched": one.matched,
            "names": list(one.place.names),
            "kind": one.place.kind,
            "country": one.place.country or None,
            "country_name": one.place.country_name or None,
            "admin1": one.place.admin1 or None,
            "population": one.place.population or None,
            "latitude": one.place.latitude,
            "longitude": one.place.longitude,
            "radius_m": one.place.radius_m or None,
            "zone": one.place.zone or None,
            "source_id": one.place.source_id or None,
            "list": one.list_title,
            "distance_m": None if one.distance_m is None else round(one.distance_m),
            "score": round(one.score, 1),
        }
        for one in found
    ]
    if as_json:
        print_json(rows)
    elif rows:
        shown = [{**row, "meets": "similar" if row["match"] == "similar" else row["matched"]} for row in rows]
        print_table(shown, ("name", "kind", "admin1", "country", "population", "latitude", "longitude", "meets"))
    else:
        print_line("No such place in the lists.")
