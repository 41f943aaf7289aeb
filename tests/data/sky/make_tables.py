"""Makes sun.csv and moon.csv, the answers our sun and moon are tested against.

Run it by hand in an environment of its own with pvlib (NREL's SPA) and ephem; they are too large to install for
every test run: ``python make_tables.py``.
"""

import csv
import math
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ephem
import pandas as pd
from pvlib import solarposition

HERE = Path(__file__).parent
START = datetime(1990, 1, 1, tzinfo=UTC)
SPAN_S = (datetime(2050, 12, 31, tzinfo=UTC) - START).total_seconds()


def samples(count: int, seed: int) -> list[tuple[datetime, float, float]]:
    """Return times and places, spread evenly."""
    dice = random.Random(seed)
    rows = []
    for _ in range(count):
        moment = START + timedelta(seconds=int(dice.uniform(0, SPAN_S)))
        latitude = round(math.degrees(math.asin(dice.uniform(-1, 1))), 4)
        rows.append((moment, latitude, round(dice.uniform(-180, 180), 4)))
    return rows


def write(name: str, head: list[str], rows: list[list[object]]) -> None:
    """Write a table."""
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def sun() -> None:
    """Write the sun by NREL's SPA; the refraction for 1010 hPa and 10 C."""
    rows: list[list[object]] = []
    for moment, latitude, longitude in samples(1500, seed=1):
        seen = solarposition.spa_python(
            pd.DatetimeIndex([moment]), latitude, longitude, pressure=101_000, temperature=10, delta_t=None
        ).iloc[0]
        numbers = (seen["azimuth"], seen["elevation"], seen["apparent_elevation"])
        rows.append([moment.isoformat(), latitude, longitude, *(f"{value:.6f}" for value in numbers)])
    write("sun.csv", ["time", "latitude", "longitude", "azimuth", "elevation", "elevation_refracted"], rows)


def days() -> None:
    """Write rise, transit and set by NREL's SPA, as seconds since 1970."""
    rows: list[list[object]] = []
    for moment, latitude, longitude in samples(120, seed=2):
        if abs(latitude) > 60:
            continue
        midnight = pd.DatetimeIndex([moment.date()]).tz_localize("UTC")
        found = solarposition.sun_rise_set_transit_spa(midnight, latitude, longitude).iloc[0]
        numbers = [int(found[name].timestamp()) for name in ("sunrise", "transit", "sunset")]
        rows.append([moment.date().isoformat(), latitude, longitude, *numbers])
    write("days.csv", ["day", "latitude", "longitude", "rise", "noon", "set"], rows)


def moon() -> None:
    """Write the moon as seen from the surface, without air."""
    rows: list[list[object]] = []
    for moment, latitude, longitude in samples(300, seed=3):
        place = ephem.Observer()
        place.lat, place.lon, place.pressure = str(latitude), str(longitude), 0
        place.date = ephem.Date(moment.replace(tzinfo=None))
        seen = ephem.Moon(place)
        numbers = (math.degrees(seen.az), math.degrees(seen.alt), seen.phase / 100)
        rows.append([moment.isoformat(), latitude, longitude, *(f"{value:.5f}" for value in numbers)])
    write("moon.csv", ["time", "latitude", "longitude", "azimuth", "elevation", "lit"], rows)


if __name__ == "__main__":
    sun()
    days()
    moon()
