"""``evidence-board geo sun``: where the sun stood."""

from datetime import datetime

import click

from evidence_board.cli.answers import print_json, print_line
from evidence_board.cli.geo_time import iso, local_words, moment_of
from evidence_board.cli.geo_values import LATITUDE, LONGITUDE, NEGATIVE_ALLOWED
from evidence_board.geo.coordinate_text import format_bearing, format_decimal
from evidence_board.geo.moon import moon_at
from evidence_board.geo.sun import SunAt, sun_at, sun_day
from evidence_board.geo.zones import rule_words, zone_named, zones_of

__all__ = ["command"]


@click.command("sun", short_help="Where the sun stood.", context_settings=NEGATIVE_ALLOWED)
@click.argument("latitude", metavar="LAT", type=LATITUDE)
@click.argument("longitude", metavar="LON", type=LONGITUDE)
@click.argument("time", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(latitude: float, longitude: float, time: tuple[str, ...], as_json: bool) -> None:
    """Tell where the sun stood at a place and time, and how long shadows were on level ground.

    TIME is ISO 8601 with an offset, or with the name of a zone behind it: 2015-09-12 16:40 Europe/Moscow. Azimuths
    count from true north. The refracted elevation is what one sees (1010 hPa, 10 degrees C).
    """
    moment = moment_of(" ".join(time))
    sun = sun_at(latitude, longitude, moment)
    if as_json:
        print_json(
            {
                "azimuth": round(sun.azimuth, 4),
                "elevation": round(sun.elevation, 4),
                "elevation_refracted": round(sun.elevation_refracted, 4),
                "shadow_ratio": None if sun.shadow_ratio is None else round(sun.shadow_ratio, 4),
            }
        )
        return
    zone = zones_of(latitude, longitude)[0]
    rows = [
        ("place", format_decimal(latitude, longitude)),
        ("time", iso(moment)),
        ("clocks there", f"{local_words(moment, zone=zone)}, {zone} ({rule_words(zone, moment)})"),
        ("sun", f"{format_bearing(sun.azimuth)}, azimuth {sun.azimuth:.2f}°"),
        ("elevation", f"{sun.elevation_refracted:.2f}° as seen, {sun.elevation:.2f}° true"),
        ("shadows", _shadow_words(sun)),
        ("day there", _day_words(latitude, longitude, moment, zone)),
        ("moon", _moon_words(latitude, longitude, moment)),
    ]
    print_line("\n".join(f"{name:<14}{words}" for name, words in rows))


def _shadow_words(sun: SunAt) -> str:
    if sun.shadow_ratio is None or sun.shadow_azimuth is None:
        return "none, the sun is down"
    words = f"{sun.shadow_ratio:.2f} times as long as what throws them is high, towards {sun.shadow_azimuth:.1f}°"
    return words if sun.is_useful else words + "; too low to measure by"


def _day_words(latitude: float, longitude: float, moment: datetime, zone: str) -> str:
    there = zone_named(zone)
    day = sun_day(latitude, longitude, moment.astimezone(there).date(), zone=there)
    noon = f"noon {local_words(day.noon, zone=zone)} at {day.noon_elevation:.1f}°"
    if day.rise is None and day.set is None:
        return f"{noon}, the sun is {'up' if day.noon_elevation > -0.8333 else 'down'} all day"
    rise = f"sunrise {local_words(day.rise, zone=zone)}, " if day.rise else ""
    sets = f", sunset {local_words(day.set, zone=zone)}" if day.set else ""
    return f"{rise}{noon}{sets}"


def _moon_words(latitude: float, longitude: float, moment: datetime) -> str:
    moon = moon_at(latitude, longitude, moment)
    where = f"{format_bearing(moon.azimuth)}, elevation {moon.elevation:.1f}°" if moon.elevation > 0 else "down"
    return f"{where}; {moon.phase}, {moon.lit:.0%} lit"
