"""The practice story holds together: counts, references, places, times, and what the mock-ups count."""

import json
from collections import Counter

import pytest

from evidence_board import resources
from evidence_board.importers.practice import read_story
from evidence_board.importers.practice_story import PracticeItem
from evidence_board.model.ids import parse_ref
from evidence_board.model.kinds import REF_LETTER, ItemKind
from evidence_board.model.levels import Level
from evidence_board.model.moments import moment_from_text

STORY = read_story()


def item(ref: str) -> PracticeItem:
    return next(item for item in STORY.items if item.ref == ref)


def test_counts_are_those_the_story_promises() -> None:
    kinds = Counter(REF_LETTER[each.kind] for each in STORY.items)
    found = {
        "stills": kinds["M"],
        "clips": kinds["V"],
        "accounts": len(STORY.accounts),
        "people": len(STORY.people),
        "units": len(STORY.units),
        "places": len(STORY.locations),
        "equipment": len(STORY.equipment),
        "events": len(STORY.events),
        "links": len(STORY.links),
    }
    assert found == {noun: STORY.counts[noun] for noun in found}
    assert (found["stills"], found["clips"], found["links"]) == (44, 4, 61)


def test_every_reference_leads_somewhere() -> None:
    files = {each.ref for each in STORY.items}
    entities = {
        each.ref
        for kind in (
            STORY.accounts, STORY.people, STORY.units, STORY.locations, STORY.equipment, STORY.events,
        )
        for each in kind
    }  # fmt: skip
    assert all(parse_ref(ref) for ref in files | entities)
    for link in STORY.links:
        assert {link.source, link.target} <= files | entities
        assert link.cites and set(link.cites) <= files
    assert {each.post.account for each in STORY.items if each.post} <= entities
    assert {each.copy_of for each in STORY.items if each.copy_of} <= files
    assert {each.parent for each in STORY.units if each.parent} <= entities
    assert {each.location for each in STORY.events if each.location} <= entities
    assert {extra.of for extra in STORY.extras} <= files


def test_every_file_has_its_own_name() -> None:
    assert len({each.file_name for each in STORY.items}) == 48
    assert STORY.item_of_file("417088_88.jpg") is item("M-014")
    assert STORY.item_of_file("holiday.jpg") is None


def test_the_breakwater_photo_as_the_inspector_shows_it() -> None:
    breakwater = item("M-014")
    assert (breakwater.title, breakwater.caption) == (
        "Man in striped shirt by the breakwater",
        "Тартус, всем привет!",
    )
    assert (breakwater.caption_language, breakwater.caption_translation) == ("ru", "Tartus, hello all!")
    place, time, post = breakwater.geotag, breakwater.moment, breakwater.post
    assert place and time and post
    assert (place.latitude, place.longitude, place.radius_m) == (34.9051, 35.8684, 120)
    assert (place.bearing_deg, place.field_of_view_deg, place.level) == (348, 52, Level.PROBABLE)
    assert (time.text, time.about, time.basis) == ("2015-09-12T16:40+03:00", True, "Shadow and post order")
    assert (post.account, post.posted) == ("A-01", "2015-09-18T21:07:00+03:00")
    assert breakwater.recipe.stamp is None


def test_nine_files_are_not_placed_yet() -> None:
    placed = [each for each in STORY.items if each.geotag and each.geotag.preferred]
    guesses = {each.ref for each in STORY.items if each.geotag and not each.geotag.preferred}
    nowhere = {each.ref for each in STORY.items if each.geotag is None}
    assert len(placed) == 39
    assert guesses == {"M-023", "M-030", "M-031"}
    assert nowhere == {"M-002", "M-006", "M-021", "M-032", "M-033", "M-041"}


def test_a_wrong_position_has_a_right_one_beside_it() -> None:
    for ref, longitude in (("M-009", 35.873346), ("M-018", 35.878248)):
        place = item(ref).geotag
        assert place and place.preferred and place.longitude == longitude


def test_a_refuted_place_stays_refuted() -> None:
    place = item("M-037").geotag
    assert place and (place.level, place.source) == (Level.REFUTED, "caption_text")


def test_times_are_only_as_exact_as_was_worked_out() -> None:
    worked = {each.ref: moment_from_text(each.moment.text) for each in STORY.items if each.moment}
    assert len(worked) == 13
    assert (worked["M-020"].utc, worked["M-020"].precision) == ("2015-09-19T05:30:40Z", "second")
    assert (worked["M-021"].local, worked["M-021"].utc, worked["M-021"].precision) == ("2015-09-20", None, "day")
    # What the workshop asks for is not given away.
    assert not {"M-006", "M-013", "M-023", "M-026", "M-037", "M-040"} & set(worked)


def test_a_copy_is_no_older_than_its_source() -> None:
    for each in STORY.items:
        if each.copy_of and each.moment:
            source = item(each.copy_of)
            assert source.moment and each.moment.text == source.moment.text


def test_no_time_is_later_than_its_post() -> None:
    for each in STORY.items:
        if each.moment and each.post:
            assert moment_from_text(each.moment.text).sort_key <= moment_from_text(each.post.posted).sort_key


def test_names_in_three_scripts() -> None:
    breakwater = next(each for each in STORY.locations if each.ref == "L-01")
    assert breakwater.other_names == {"Cyrl": "Тартус, мол", "Arab": "طرطوس، كاسر الأمواج"}
    assert STORY.titles == {"en": "Tartus 2015", "ru": "Тартус 2015", "ar": "طرطوس 2015"}


def test_private_people_are_marked() -> None:
    marked = {each.ref for each in (*STORY.accounts, *STORY.people) if each.private}
    assert marked == {"A-06", "A-11", "N-08"}


def test_references_of_the_own_archive_were_posted_nowhere() -> None:
    own = [each for each in STORY.items if each.post is None]
    assert [each.ref for each in own] == ["M-042", "M-043", "M-044"]
    assert own[0].archive == ("own-archive-R-01", "2013-07-01T12:00:00+03:00")
    capture = item("M-032")
    assert capture.kind is ItemKind.SCREENSHOT
    assert capture.post and capture.post.captured and capture.post.text is None


def test_every_address_is_an_example() -> None:
    addresses = [each.url for each in STORY.accounts] + [each.post.url for each in STORY.items if each.post]
    assert all(address.split("/")[2].endswith(".example") for address in addresses)


def test_dates_of_links_and_events_can_be_read() -> None:
    for text in [link.start for link in STORY.links] + [event.start for event in STORY.events]:
        if text is not None:
            moment_from_text(text)


@pytest.mark.parametrize("name", ["tasks.md", "answers.json", "story.md"])
def test_the_workshop_travels_with_the_program(name: str) -> None:
    text = resources.read_text(f"practice/{name}")
    assert text
    if name.endswith(".json"):
        assert len(json.loads(text)["tasks"]) == 6
