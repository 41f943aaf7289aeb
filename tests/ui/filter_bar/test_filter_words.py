"""Every filter reads as a person would say it."""

import pytest
from tests.factories.big import big_index

from evidence_board.filters import Filter, MapBounds, TimeSpan
from evidence_board.model.moments import moment_from_text
from evidence_board.ui.filter_bar.filter_words import chips_of, span_from_text, span_words, without_chip

DAY = 86_400.0


def at(text):
    return moment_from_text(text).sort_key


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2015-09-01", "2015-09-30", "1 to 30 Sep 2015"),
        ("2015-09", "2015-09", "1 to 30 Sep 2015"),
        ("2015-09-12", "2015-09-12", "12 Sep 2015"),
        ("2015-08-30", "2015-09-02", "30 Aug to 2 Sep 2015"),
        ("2014-12-30", "2015-01-02", "30 Dec 2014 to 2 Jan 2015"),
        ("2015-08", "2015-10", "Aug 2015 to Oct 2015"),
        ("2015", "2015", "2015"),
        ("2014", "2015", "2014 to 2015"),
        ("2016-02", "2016-02", "1 to 29 Feb 2016"),
        ("2015-12", "2015-12", "1 to 31 Dec 2015"),
        ("2015-09-12 10:00", "2015-09-12 14:29", "12 Sep 2015, 10:00 to 14:30"),
        ("2015-09-12 10:00", "2015-09-13 14:29", "12 Sep, 10:00 to 13 Sep 2015, 14:30"),
    ],
)
def test_spans(qapp, first, last, words):
    span = span_from_text(first, last)
    assert span is not None
    assert span_words(span) == words


def test_a_span_of_a_brush_names_the_days_it_touches(qapp):
    span = TimeSpan(at("2015-09-03 07:12"), at("2015-09-19 22:40"))
    assert span_words(span) == "3 to 19 Sep 2015"


def test_a_day_is_included_as_a_whole():
    assert span_from_text("2015-09-12", "2015-09-12") == TimeSpan(at("2015-09-12"), at("2015-09-12") + DAY)


def test_an_open_side_takes_the_side_of_the_case():
    extent = (at("2015-06-14"), at("2015-11-03 12:00"))
    assert span_from_text("", "2015-07", extent=extent) == TimeSpan(at("2015-06-14"), at("2015-08-01"))
    assert span_from_text("2015-10", "", extent=extent) == TimeSpan(at("2015-10-01"), at("2015-11-04"))
    assert span_from_text(" ", "", extent=extent) is None


@pytest.mark.parametrize(("first", "last"), [("2015-13", ""), ("yesterday", ""), ("2015-09-30", "2015-09-01")])
def test_what_is_no_span(first, last):
    with pytest.raises(ValueError, match=r"."):
        span_from_text(first, last)


def test_chips_in_order_and_one_per_tag(qapp):
    index = big_index(items=40, entities=12, links=30)
    tags = tuple(index.tags)[:2]
    entity = next(iter(index.entities))
    account = next(row.id for row in index.entities_of("account"))
    active = Filter(
        item_kinds=frozenset({"video", "photo"}),
        time=span_from_text("2015-09", "2015-09"),
        bounds=MapBounds(30, 30, 40, 40),
        near=(entity, 2),
        accounts=(account,),
        tags=tags,
        text=" pier ",
        has_position=False,
    )
    chips = chips_of(active, index)
    assert [chip.id for chip in chips] == [
        "item_kinds",
        "time",
        "bounds",
        "near",
        "accounts",
        *[f"tags:{tag}" for tag in tags],
        "text",
        "has_position",
    ]
    words = {chip.id: chip.text.replace("\u2068", "").replace("\u2069", "") for chip in chips}
    assert words["item_kinds"] == "Photos, Videos"
    assert words["near"] == f"{index.label_of(entity)} + 2 steps"
    assert words["accounts"] == index.label_of(account)
    assert words["text"] == "“pier”"
    assert words["has_position"] == "Without a position"
    for chip in chips:
        assert chip.id not in {one.id for one in chips_of(without_chip(active, chip.id), index)}


def test_many_accounts_are_counted(qapp):
    index = big_index(items=40, entities=12, links=30)
    accounts = tuple(row.id for row in index.entities_of("account"))
    if len(accounts) < 3:
        accounts = ("one", "two", "three")
    (chip,) = chips_of(Filter(accounts=accounts[:3]), index)
    assert chip.text == "3 accounts"
