"""How long filters take over 100,000 files, as a ratio to one plain pass over the same index in the same run."""

import time

import pytest
from tests.factories.big import big_index

from evidence_board.filters import (
    AnyOf,
    AtLeast,
    AtPlace,
    Filter,
    HasTag,
    InQueue,
    InTime,
    InView,
    KindIs,
    MapBounds,
    NearTo,
    Not,
    OfUnit,
    PostedBy,
    TimeSpan,
    Uncited,
    Within,
    Words,
    visible_items,
)
from evidence_board.filters.counting import counts_of
from evidence_board.ui.filter_bar.offers import found_offers
from evidence_board.ui.navigator.navigator_counts import count_for_navigator

pytestmark = pytest.mark.benchmark


def quickest(work, *, runs=5):
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def test_filters_of_100_000_files(capsys):
    index = big_index(items=100_000, entities=2_000, links=30_000, seed=7)
    accounts = [row.id for row in index.entities_of("account")]
    unit, place = next(index.entities_of("unit")).id, next(index.entities_of("location")).id
    tag = next(iter(index.tags))
    june = InTime(TimeSpan(1_433_116_800.0, 1_435_708_800.0))
    coast = InView(MapBounds(34.0, 35.5, 36.0, 36.2))
    cases = {
        "kind": (KindIs(("photo",)),),
        "account": (PostedBy(tuple(accounts[:3])),),
        "tag": (HasTag(tag),),
        "time": (june,),
        "map view": (coast,),
        "not placed": (InQueue("not_placed"),),
        "uncited": (Uncited(),),
        "level of links": (AtLeast("probable", "links"),),
        "within 25 km": (Within(25.0, place),),
        "place": (AtPlace(place),),
        "unit and below": (OfUnit(unit),),
        "near, 2 steps": (NearTo(unit, 2),),
        "words, first time": (Words("порт"),),
        "words": (Words("порт"),),
        "words, Latin": (Words("tartus vsem"),),
        "typical: kind, time, view, tag": (KindIs(("photo",)), june, coast, HasTag(tag)),
        "or, not": (AnyOf((PostedBy((accounts[0],)), HasTag(tag))), Not(KindIs(("video",)))),
    }
    _ = index.links_of  # worked out once for every pane, not for the filter

    def plain():
        return [item for item in index.items.values() if item.kind]

    base = quickest(plain)
    lines = [f"one plain pass over 100,000 files: {base * 1000:.1f} ms"]
    for name, parts in cases.items():
        runs = 1 if name == "words, first time" else 5
        taken = quickest(lambda parts=parts: visible_items(index, Filter(parts)), runs=runs)
        lines.append(f"{name:32} {taken * 1000:7.1f} ms  {taken / base:6.1f} plain passes")
    taken = quickest(lambda: count_for_navigator(index), runs=2)
    lines.append(f"{'all figures of the navigator':32} {taken * 1000:7.1f} ms  {taken / base:6.1f} plain passes")
    parts = [one.part for one in found_offers("a", index) if one.part is not None]
    taken = quickest(lambda: counts_of(parts, index, Filter((june,))), runs=2)
    lines.append(f"{f'live counts of {len(parts)} offers':32} {taken * 1000:7.1f} ms  {taken / base:6.1f} plain passes")
    with capsys.disabled():
        print("\n" + "\n".join(lines))
