"""Every filter reads as a person would say it."""

import pytest
from tests.factories.big import big_index

from evidence_board.filters import (
    AllOf,
    AnyOf,
    AtLeast,
    Disputed,
    HasGps,
    HasPosition,
    HasTag,
    InCollection,
    InQueue,
    InTime,
    InView,
    KindIs,
    LooksAlike,
    MapBounds,
    NearTo,
    Not,
    OfUnit,
    PostedBy,
    StatusIs,
    TimeSpan,
    Uncited,
    Within,
    Words,
)
from evidence_board.filters.stored import CONDITIONS
from evidence_board.model.moments import moment_from_text
from evidence_board.ui.filter_bar.filter_words import ICONS, chip_of
from evidence_board.ui.filter_bar.span_words import span_from_text, span_words

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


def words_of(part, index):
    return chip_of(part, index).text.replace("\u2068", "").replace("\u2069", "")


def test_chips_in_words(qapp):
    index = big_index(items=40, entities=12, links=30)
    entity = next(iter(index.entities))
    account, other = [row.id for row in index.entities_of("account")][:2]
    name, second = index.label_of(account), index.label_of(other)
    tag = next(iter(index.tags.values()))
    span = span_from_text("2015-09", "2015-09")
    for part, words in (
        (InQueue("not_placed"), "Not placed yet"),
        (KindIs(("video", "photo")), "Photos, Videos"),
        (InTime(span), "1 to 30 Sep 2015"),
        (InTime(span, "posted"), "Posted 1 to 30 Sep 2015"),
        (InTime(span, "either"), "Taken or posted 1 to 30 Sep 2015"),
        (InView(MapBounds(30, 30, 40, 40)), "In map view"),
        (NearTo(entity, 2), f"{index.label_of(entity)} + 2 steps"),
        (PostedBy((account,)), name),
        (PostedBy((account, other)), f"{name} or {second}"),
        (PostedBy(("one", "two", "three")), "3 accounts"),
        (HasTag(tag.id), tag.path),
        (HasTag(tag.id, below=False), f"{tag.path} alone"),
        (Words(" pier "), "“pier”"),
        (HasPosition(), "With a position"),
        (Not(HasPosition()), "Without a position"),
        (Not(KindIs(("video",))), "not Videos"),
        (AnyOf((PostedBy((account,)), HasTag(tag.id))), f"{name} or {tag.path}"),
        (Not(AnyOf((Uncited(), Disputed()))), "not (Uncited or Disputed)"),
        (AllOf((AnyOf((Uncited(), Disputed())), HasGps())), "(Uncited or Disputed) and Has GPS"),
        (AtLeast("probable"), "Position: Probable or surer"),
        (AtLeast("confirmed", "links"), "A link: Confirmed"),
        (Within(5, "", 34.9, 35.87), "Within 5 km of 34.900, 35.870"),
        (StatusIs(("new", "needs_help")), "New or Needs help"),
        (OfUnit(entity), f"{index.label_of(entity)} with all below"),
        (InCollection("gone"), "A collection of the bin"),
        (LooksAlike(), "Looks like another"),
    ):
        assert words_of(part, index) == words
        assert chip_of(part, index).icon


def test_every_condition_has_words_and_an_icon(qapp):
    for word, kind in CONDITIONS.items():
        assert kind in ICONS or kind is InQueue, word
