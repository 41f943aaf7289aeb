"""The gazetteer: CPU time of a search at every key, and of a hint by position; ratios in one run."""

import random
import statistics
import time

import pytest

from evidence_board import resources
from evidence_board.geo.gazetteer import Gazetteer
from evidence_board.geo.gazetteer_file import GazetteerFile

NAMES = (
    "Tartus", "San Francisco", "Петербург", "دمشق", "Santa Maria", "New York", "Al Bab", "Deir ez-Zor", "Хмеймим",
    "Новосибирск", "Las Vegas", "Saint Denis", "Mar del Plata", "شارع", "Belgorod", "Katowice",
)  # fmt: skip
NEAR = (None, (35.2, 35.9), (50.8, 4.4))


@pytest.fixture(scope="module")
def gazetteer():
    found = Gazetteer([GazetteerFile(resources.path("map/gazetteer.sqlite"))])
    yield found
    found.close()


def cpu_ms(work):
    began = time.process_time()
    work()
    return 1e3 * (time.process_time() - began)


@pytest.mark.benchmark
def test_every_key(gazetteer):
    gazetteer.search("warm")
    gazetteer.search("тепло")
    taken = {
        (name[:letters], near): cpu_ms(
            lambda name=name, letters=letters, near=near: gazetteer.search(name[:letters], near=near, limit=12)
        )
        for name in NAMES
        for letters in range(1, len(name) + 1)
        for near in NEAR
    }
    by_time = sorted(taken.values())
    worst = max(taken, key=taken.get)
    short = sorted(value for (typed, _), value in taken.items() if len(typed) <= 2)
    print(
        f"\n{len(taken)} searches, first time each: median {statistics.median(by_time):.2f} ms,"
        f" p95 {by_time[int(len(by_time) * 0.95)]:.2f} ms, worst {by_time[-1]:.2f} ms {worst}"
        f"\none and two letters: median {statistics.median(short):.2f} ms, worst {short[-1]:.2f} ms"
        f"\nworst against the 10 ms of one key: {by_time[-1] / 10:.2f}"
    )


@pytest.mark.benchmark
def test_hints(gazetteer):
    spots = [(random.Random(n).uniform(25, 60), random.Random(-n).uniform(-10, 60)) for n in range(300)]
    taken = sorted(cpu_ms(lambda spot=spot: gazetteer.nearest(*spot)) for spot in spots)
    print(f"\nhints: median {statistics.median(taken):.2f} ms, p95 {taken[285]:.2f} ms, worst {taken[-1]:.2f} ms")


@pytest.mark.benchmark
def test_opening():
    def opened():
        GazetteerFile(resources.path("map/gazetteer.sqlite")).close()

    plain = cpu_ms(lambda: resources.read_bytes("map/gazetteer.sqlite"))
    took = min(cpu_ms(opened) for _ in range(5))
    print(f"\nopening: {took:.1f} ms, {took / plain:.2f} of reading the file once")
