"""A large read model made of numbers, without a database: for speed tests of the panes.

index = big_index(items=100_000, entities=2_000, links=30_000, seed=7)
"""

import random
from datetime import UTC, datetime, timedelta

from evidence_board.model.case_index import CaseIndex, EntityRow, ItemRow, LinkRow, TagRow
from evidence_board.model.kinds import ENTITY_KINDS, REF_LETTER, Kind
from evidence_board.model.levels import Level
from evidence_board.model.moments import Moment
from evidence_board.model.relations import relations_between

# Towns that the pictures gather around: name, latitude, longitude.
TOWNS = (
    ("Tartus", 34.889, 35.887),
    ("Latakia", 35.531, 35.791),
    ("Homs", 34.732, 36.714),
    ("Hama", 35.132, 36.758),
    ("Damascus", 33.513, 36.292),
    ("Aleppo", 36.202, 37.134),
    ("Palmyra", 34.560, 38.284),
    ("Deir ez-Zor", 35.336, 40.141),
)
_START = datetime(2015, 1, 1, tzinfo=UTC)
_NAMES = ("a_severny", "pavel.morskoy", "laskin.d", "أبو ليث", "n_vetrov", "latakia_today", "Андрей С.", "homs.now")
_CAPTIONS = ("", "", "«Тартус, всем привет!»", "صباح الخير من الميناء", "Road to the north", "Утро в порту")
_TAGS = ("selfie", "pier", "patch", "ship", "sea", "palms", "checkpoint", "convoy")
_LEVELS = tuple(Level)


def big_index(*, items: int = 10_000, entities: int = 1_000, links: int = 5_000, seed: int = 0) -> CaseIndex:
    """Return an index with so many rows, the same for the same seed.

    Positions scatter around towns of Syria (one in ten items has none), times fall in 2015, one in twenty
    items is a video, one in forty a plain file. One in ten entities is an account; links join whatever the
    relations allow, many of them to few hubs, as in a real case. Every entity has a board position.
    """
    dice = random.Random(seed)
    rows = _entities(entities, dice)
    accounts = [row for row in rows.values() if row.kind == "account"]
    places = [row for row in rows.values() if row.kind == "location"]
    tags = {f"t-{number}": TagRow(f"t-{number}", path, 0) for number, path in enumerate(_TAGS)}
    found = _items(items, dice, accounts, places, list(tags))
    return CaseIndex(
        title="Large case",
        items=found,
        entities=rows,
        links=_links(links, dice, found, rows),
        tags=tags,
        board={row_id: (dice.gauss(0, 4_000), dice.gauss(0, 3_000), "layout") for row_id in rows},
    )


def _moment(dice: random.Random) -> Moment:
    at = _START + timedelta(seconds=dice.randrange(365 * 86_400))
    if dice.random() < 0.2:
        return Moment(at.date().isoformat(), at.date().isoformat(), None, "day")
    local = at.isoformat()[:19]
    if dice.random() < 0.5:
        return Moment(local, local, None, "second")
    utc = (at - timedelta(hours=3)).isoformat()[:19] + "Z"
    return Moment(local, local, utc, "second", "+03:00", "written")


def _near(dice: random.Random, *, spread: float = 0.08) -> tuple[str, float, float]:
    name, latitude, longitude = TOWNS[min(int(dice.expovariate(0.5)), len(TOWNS) - 1)]
    return name, round(latitude + dice.gauss(0, spread), 5), round(longitude + dice.gauss(0, spread), 5)


def _entities(number: int, dice: random.Random) -> dict[str, EntityRow]:
    rows: dict[str, EntityRow] = {}
    for kind_number, kind in enumerate(ENTITY_KINDS):
        share = number // len(ENTITY_KINDS) + (kind_number < number % len(ENTITY_KINDS))
        for count in range(1, share + 1):
            row_id, letter = f"{kind}-{count:06d}", REF_LETTER[Kind(kind.value)]
            town, latitude, longitude = _near(dice)
            label = f"{_NAMES[count % len(_NAMES)]} {count}"
            place = kind == "location"
            rows[row_id] = EntityRow(
                id=row_id,
                ref=f"{letter}-{count:03d}",
                kind=kind.value,
                label=f"{town}, {count}" if place else label,
                detail="vk" if kind == "account" else "",
                latitude=latitude if place else None,
                longitude=longitude if place else None,
                radius_m=200.0 if place else None,
                start=_moment(dice) if kind == "event" else None,
                parent_id=f"unit-{dice.randrange(1, count):06d}" if kind == "unit" and count > 1 else None,
            )
    return rows


def _items(
    number: int, dice: random.Random, accounts: list[EntityRow], places: list[EntityRow], tags: list[str]
) -> dict[str, ItemRow]:
    counts = {"M": 0, "V": 0, "D": 0}
    rows = []
    for _ in range(number):
        chance = dice.random()
        letter, kind = ("V", "video") if chance < 0.05 else ("D", "file") if chance < 0.075 else ("M", "photo")
        counts[letter] += 1
        ref = f"{letter}-{counts[letter]:03d}"
        town, latitude, longitude = _near(dice)
        placed = kind != "file" and dice.random() < 0.9
        account = dice.choice(accounts) if accounts and dice.random() < 0.8 else None
        place = dice.choice(places) if places and placed and dice.random() < 0.7 else None
        rows.append(
            ItemRow(
                id=f"item-{ref}",
                ref=ref,
                kind=kind,
                title="",
                file_name=f"IMG_{counts[letter]:05d}.{ {'M': 'jpg', 'V': 'mp4', 'D': 'pdf'}[letter] }",
                caption=dice.choice(_CAPTIONS),
                media_type={"M": "image/jpeg", "V": "video/mp4", "D": "application/pdf"}[letter],
                width=4000 if kind != "file" else None,
                height=3000 if kind != "file" else None,
                duration_s=dice.uniform(3, 200) if kind == "video" else None,
                state="ok",
                account_id=account.id if account else None,
                account=account.label if account else "",
                captured=_moment(dice) if dice.random() < 0.85 else None,
                captured_approximate=dice.random() < 0.1,
                posted=_moment(dice) if account else None,
                geotag_id=f"geotag-{ref}" if placed else None,
                latitude=latitude if placed else None,
                longitude=longitude if placed else None,
                radius_m=dice.choice((None, 50.0, 120.0, 2_000.0)) if placed else None,
                bearing_deg=dice.uniform(0, 360) if placed and dice.random() < 0.3 else None,
                bearing_error_deg=26.0 if placed else None,
                level=dice.choice(_LEVELS).value if placed else "unjudged",
                geotag_source="device" if placed else None,
                place_id=place.id if place else None,
                place=place.label if place else "",
                place_group=town if placed else "",
                open_problems=int(dice.random() < 0.03),
                tag_ids=tuple(dice.sample(tags, dice.choice((0, 0, 1, 2)))),
                added_at=(_START + timedelta(days=400, seconds=counts[letter])).isoformat()[:19] + "Z",
            )
        )
    rows.sort(key=lambda row: ("MVD".index(row.ref[0]), len(row.ref), row.ref))
    return {row.id: row for row in rows}


def _links(
    number: int, dice: random.Random, items: dict[str, ItemRow], entities: dict[str, EntityRow]
) -> dict[str, LinkRow]:
    ends = [*((row.id, row.kind) for row in entities.values()), *((row_id, "item") for row_id in items)]
    if len(ends) < 2:
        return {}
    hubs = ends[: max(1, len(entities) // 20)] or ends
    words: dict[tuple[str, str], str] = {}
    rows: dict[str, LinkRow] = {}
    for count in range(1, number + 1):
        src, src_kind = dice.choice(ends)
        dst, dst_kind = dice.choice(hubs if dice.random() < 0.3 else ends)
        if src == dst:
            dst, dst_kind = ends[0] if ends[0][0] != src else ends[1]
        pair = (src_kind, dst_kind)
        if pair not in words:
            words[pair] = relations_between(src_kind, dst_kind)[0].name
        row_id = f"link-{count:06d}"
        level = dice.choice(_LEVELS).value
        rows[row_id] = LinkRow(row_id, f"K-{count:03d}", src_kind, src, dst_kind, dst, words[pair], level)
    return rows
