"""``evidence-board geo shadow``: what a shadow says about time and place."""

import re
from datetime import date, datetime

import click

from evidence_board.cli.answers import print_json, print_line
from evidence_board.cli.geo_time import iso, local_words, moment_of
from evidence_board.cli.geo_values import LATITUDE, LONGITUDE, NEGATIVE_ALLOWED, Number
from evidence_board.geo.coordinate_text import format_decimal
from evidence_board.geo.shadows import MeasuredShadow, ShadowMap, days_that_fit, hours_that_fit, shadow_map
from evidence_board.geo.zones import zone_named, zones_of
from evidence_board.model.errors import KnownError

__all__ = ["command"]

_STEPS = ("0.25", "0.5", "1", "2", "5")
_DAY_ALONE = re.compile(r"\s*(\d{4}-\d{2}-\d{2})\s*")


@click.command("shadow", short_help="What a shadow says about time and place.", context_settings=NEGATIVE_ALLOWED)
@click.option("--azimuth", type=Number(-360, 360), help="Where the shadow points, degrees from true north.")
@click.option("--azimuth-error", type=Number(0.01, 180), default=3.0, show_default=True, help="Plus or minus, degrees.")
@click.option("--ratio", type=Number(0.001, 100), help="Length of the shadow by the height of what throws it.")
@click.option("--ratio-error", type=Number(0.1, 90), default=10.0, show_default=True, help="Plus or minus, percent.")
@click.option("--time", "when", required=True, help="When, ISO 8601 with an offset or a zone behind it.")
@click.option("--time-error", type=Number(0, 720), default=0.0, show_default=True, help="Plus or minus, minutes.")
@click.option("--at", "place", nargs=2, type=Number(-180, 180), metavar="LAT LON", help="A place that is known.")
@click.option("--step", type=click.Choice(_STEPS), default="1", show_default=True, help="Size of cells, degrees.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    azimuth: float | None,
    azimuth_error: float,
    ratio: float | None,
    ratio_error: float,
    when: str,
    time_error: float,
    place: tuple[float, float] | None,
    step: str,
    as_json: bool,
) -> None:
    """Tell where on Earth a shadow could be at a time, or when it fits at a place.

    Without --at: the regions where it could be. With --at: the hours of that day, and the days of that year at that
    hour; a day alone is one of the clocks there, and asks for its hours only. Answers are bands with the errors given;
    with the sun lower than 3 degrees nothing fits.
    """
    if azimuth is None and ratio is None:
        raise KnownError("There is no shadow to go by.", do="Give --azimuth, --ratio, or both.")
    shadow = MeasuredShadow(
        direction_deg=None if azimuth is None else azimuth % 360.0,
        direction_error_deg=azimuth_error,
        ratio=ratio,
        ratio_error=ratio_error / 100.0,
    )
    alone = _DAY_ALONE.fullmatch(when) if place is not None else None
    moment = moment_of(f"{alone[1]} UTC" if alone else when)
    day = moment.date() if alone else None
    head: dict[str, object] = {"time": iso(moment), "azimuth": azimuth, "ratio": ratio}
    if place is None:
        found = shadow_map(shadow, moment=moment, step_deg=float(step), time_error_s=time_error * 60.0)
        _tell_regions(found, head, float(step), as_json=as_json)
    else:
        _tell_times(shadow, head, place, moment, time_error * 60.0, day=day, as_json=as_json)


def _tell_regions(found: ShadowMap, head: dict[str, object], step: float, *, as_json: bool) -> None:
    bands: list[tuple[float, list[list[float]]]] = []
    for latitude, row in zip(found.latitudes, found.inside, strict=True):
        columns = [float(longitude) for longitude, fits in zip(found.longitudes, row, strict=True) if fits]
        if columns:
            bands.append((float(latitude), _spans(columns, step)))
    best = found.best
    if as_json:
        where = None if best is None else {"latitude": best[0], "longitude": best[1]}
        rows = [{"latitude": latitude, "longitudes": spans} for latitude, spans in bands]
        print_json({**head, "step": step, "share": round(found.share, 6), "best": where, "bands": rows})
        return
    if best is None:
        print_line("Nowhere on Earth: at that time no place with the sun high enough has such a shadow.")
        return
    print_line(f"{found.share:.2%} of the Earth fits. Best near {format_decimal(*best, decimals=2)}.")
    print_line("latitude   longitudes")
    every = max(1, round(5 / step))
    for latitude, spans in bands[::every] if len(bands) > 3 * every else bands:
        words = ", ".join(f"{west:g} to {east:g}" for west, east in spans)
        print_line(f"{latitude:>8g}   {words}")


def _spans(columns: list[float], step: float) -> list[list[float]]:
    """Join neighbouring cells to [west, east] edges."""
    spans: list[list[float]] = []
    for middle in columns:
        west, east = middle - step / 2, middle + step / 2
        if spans and abs(spans[-1][1] - west) < 1e-9:
            spans[-1][1] = east
        else:
            spans.append([west, east])
    return spans


def _tell_times(
    shadow: MeasuredShadow,
    head: dict[str, object],
    place: tuple[float, float],
    moment: datetime,
    clock_error_s: float,
    *,
    day: date | None,
    as_json: bool,
) -> None:
    latitude, longitude = LATITUDE.convert(place[0], None, None), LONGITUDE.convert(place[1], None, None)
    name = zones_of(latitude, longitude)[0]
    zone = zone_named(name)
    there = moment.astimezone(zone)
    asked = day or there.date()
    hours = hours_that_fit(shadow, latitude=latitude, longitude=longitude, day=asked, zone=zone)
    days = []
    if day is None:
        days = days_that_fit(
            shadow,
            latitude=latitude,
            longitude=longitude,
            year=there.year,
            clock=there.time(),
            zone=zone,
            clock_error_s=clock_error_s,
        )
    if as_json:
        spans = [{"start": iso(one.start), "end": iso(one.end), "best": iso(one.best)} for one in hours]
        dates = [{"start": str(one.start), "end": str(one.end), "best": str(one.best)} for one in days]
        if day is not None:
            head["time"] = str(day)
        print_json({**head, "zone": name, "hours": spans, "days": dates})
        return
    print_line(f"On {asked}, clocks of {name}:")
    for span in hours:
        start, end, best = (local_words(at, zone=name) for at in span[:3])
        print_line(f"  {start} to {end}, best {best}")
    if not hours:
        print_line("  no hour fits")
    if day is not None:
        return
    print_line(f"In {there.year} at {there:%H:%M}:")
    for run in days:
        print_line(f"  {run.start} to {run.end}, best {run.best}")
    if not days:
        print_line("  no day fits")
