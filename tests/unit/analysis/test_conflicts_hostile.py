"""Facts from anywhere: what is no time and no place is passed over, and nothing of it ever raises."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_board.analysis.conflict_time import seconds, span
from evidence_board.analysis.conflicts import CODES, all_conflicts
from evidence_board.model.conflict_facts import (
    AccountFact,
    CollectionFact,
    ConflictFacts,
    FileFact,
    PlaceFact,
    PositionFact,
    PostFact,
    TimeFact,
)

TEXTS = st.one_of(
    st.sampled_from(
        [
            *(
                "0001-01-01T00:00:00",
                "9999-12-31T23:59:59",
                "9999-12-31T23:59:59.999999",
                "2015-02-30",
                "2015",
                "",
                "x",
            ),
            *(
                "2015-09",
                "2015-09-18",
                "2015-09-18T10",
                "2015-09-18T10:05",
                "2015-09-18T10:05:06",
                "1970-01-01T00:00:00",
            ),
            *("2015-09-18T10:05:06Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"),
        ]
    ),
    st.datetimes().map(lambda when: when.isoformat()),
    st.text(max_size=12),
)
NUMBERS = st.one_of(st.floats(), st.sampled_from([0.0, 90.0, -90.0, 180.0, -180.0, 34.9, 35.8]), st.floats(-180, 180))
ZONES = st.one_of(
    st.none(), st.sampled_from(["+03:00", "-99:99", "Asia/Damascus", "../etc/passwd", "+aa:00"]), st.text(max_size=8)
)
TIMES = st.builds(
    TimeFact,
    id=st.text(max_size=3),
    role=st.sampled_from(["captured", "published"]),
    source=st.sampled_from(["exif DateTimeOriginal", "analyst", "clock_offset", "video creation_time"]),
    local=TEXTS,
    utc=st.none() | TEXTS,
    precision=st.sampled_from(["second", "minute", "hour", "day", "range", "before", "after", "year", "odd"]),
    zone=ZONES,
    until_local=st.none() | TEXTS,
    preferred=st.booleans(),
    approximate=st.booleans(),
)
POSITIONS = st.builds(
    PositionFact,
    id=st.text(max_size=3),
    role=st.sampled_from(["camera", "subject", "post_tag"]),
    source=st.sampled_from(["device_exif", "platform_tag", "analyst", "made up"]),
    latitude=NUMBERS,
    longitude=NUMBERS,
    radius_m=st.none() | st.floats(),
    preferred=st.booleans(),
    stamp_utc=st.none() | TEXTS,
    precision=st.sampled_from(["", "exact", "country"]),
)
POSTS = st.builds(
    PostFact,
    id=st.text(max_size=3),
    ref=st.just("P-1"),
    account_id=st.just("a"),
    url=st.text(max_size=4),
    posted=st.none() | TIMES,
    tag=st.none() | POSITIONS,
)
FILES = st.builds(
    FileFact,
    id=st.sampled_from(["M-1", "M-2", "M-3"]),
    ref=st.just("M-1"),
    kind=st.sampled_from(["photo", "video", "file"]),
    file_name=st.text(max_size=20),
    media_type=st.sampled_from(["image/jpeg", "image/png", ""]),
    camera=st.tuples(st.text(max_size=3), st.sampled_from(["", "iPhone 6", "K5"]), st.sampled_from(["", "1"])),
    added_at=TEXTS,
    times=st.lists(TIMES, max_size=3).map(tuple),
    positions=st.lists(POSITIONS, max_size=3).map(tuple),
    posts=st.lists(POSTS, max_size=2).map(tuple),
    software=st.lists(st.tuples(st.just("Software"), st.text(max_size=20)), max_size=2).map(tuple),
    edited_at=st.text(max_size=10),
    collection=st.none() | st.builds(CollectionFact, st.just("original"), TEXTS, st.none(), st.text(max_size=3)),
    place=st.none()
    | st.builds(PlaceFact, st.just("k"), st.just("l"), st.text(max_size=3), NUMBERS, NUMBERS, st.none() | st.floats()),
)
ACCOUNTS = st.builds(
    AccountFact,
    id=st.just("a"),
    ref=st.just("A-1"),
    handle=st.text(max_size=5),
    created_on=TEXTS,
    posts=st.lists(POSTS, max_size=3).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(files=st.lists(FILES, max_size=3), account=ACCOUNTS, now=TEXTS, zone=ZONES)
def test_nothing_raises_and_everything_has_words(files, account, now, zone):
    facts = ConflictFacts(
        {one.id: one for one in files}, {"a": account}, same=(("M-1", "M-2"),), display_zone=zone, now=now
    )
    for rows in all_conflicts(facts).values():
        assert all(one.row_id in facts.files or one.row_id == "a" for one in rows)
        for one in rows:
            assert one.code in CODES and one.title and one.meaning and one.values
            assert one.state in ("open", "note", "corrected")
            assert len({(each.code, each.subject) for each in rows}) == len(rows)


@given(TEXTS)
def test_a_text_is_a_time_or_it_is_none(text):
    found = seconds(text)
    assert found is None or math.isfinite(found)


@given(TIMES)
def test_the_earliest_is_before_the_latest(time):
    found = span(time)
    assert found is None or found[0] <= found[1]
