"""Where files come from: the words, and the list of the Berkeley Protocol."""

import pytest

from evidence_board.model.areas import area_text
from evidence_board.model.errors import KnownError
from evidence_board.model.names import SCRIPTS, script_of
from evidence_board.model.sources import (
    AccountStatus,
    Consent,
    Edited,
    Generation,
    Part,
    Restriction,
    WorkStatus,
    completeness,
)

RING = "[[35,34],[36,34],[36,35],[35,34]]"


@pytest.mark.parametrize("words", [AccountStatus, Consent, Edited, Generation, Part, Restriction, WorkStatus])
def test_every_word_has_plain_words_on_screen(words):
    told = [one.words for one in words]
    assert all(told) and len(set(told)) == len(told)
    assert not any("_" in one for one in told)


def test_nothing_known_names_all_eight():
    found = completeness()
    assert (found.count, found.total, found.court_minimum) == (0, 8, False)
    assert found.missing == tuple(Part)
    assert found.words.startswith("0 of 8; missing: address of the page, HTML source, capture")
    assert "who collected it and when and how or with what" in found.words


def test_everything_there_names_nothing():
    found = completeness(
        page_url="https://example.org/1",
        has_page=True,
        has_capture=True,
        has_media=True,
        has_metadata=True,
        has_hash=True,
        context="Reply to a post on the convoy",
        collected_at="2015-09-20",
        collected_by="tester",
        tool="browser",
    )
    assert (found.count, found.missing, found.court_minimum, found.words) == (8, (), True, "8 of 8")


def test_a_capture_without_its_date_is_not_the_minimum():
    found = completeness(page_url="https://example.org/1", has_page=True, has_capture=True)
    assert not found.court_minimum
    assert found.gaps[Part.FULL_PAGE_CAPTURE] == "date of the capture of the full page"
    assert completeness(page_url="x.org", has_page=True, has_capture=True, collected_at="2015").court_minimum


def test_collection_data_names_what_of_it_is_missing():
    found = completeness(collected_by="tester", collected_at="2015-09-20")
    assert found.gaps[Part.COLLECTION_DATA] == "how or with what"
    assert Part.CONTEXTUAL_DATA in completeness(has_post=True).present
    assert Part.TARGET_URL in completeness(page_url="  ").missing


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Tartus", "Latn"),
        ("Тартус, мол", "Cyrl"),
        ("طرطوس", "Arab"),
        ("חיפה", "Hebr"),
        ("Αθήνα", "Grek"),
        ("北京", "Hani"),
        ("東京タワー", "Jpan"),
        ("サクラ", "Kana"),
        ("서울", "Hang"),
        ("Երևան", "Armn"),
        ("თბილისი", "Geor"),
        ("Café №5 Москва", "Cyrl"),
        ("Unit «Вихрь-1» из Пскова", "Cyrl"),
        ("00917", None),
        ("", None),
    ],
)
def test_the_script_is_read_off_the_letters(name, script):
    assert script_of(name) == script
    assert script is None or script in SCRIPTS


def test_as_many_letters_of_two_scripts_tell_nothing():
    assert script_of("АБ AB") is None


def test_an_area_is_kept_as_compact_geojson():
    text = f'{{ "type": "Polygon",  "coordinates": [{RING}] }}'
    assert area_text(text) == f'{{"type":"Polygon","coordinates":[{RING}]}}'
    many = f'{{"type":"MultiPolygon","coordinates":[[{RING}]]}}'
    assert area_text(many) == many


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nonsense", "not JSON"),
        ("[1, 2]", "no geometry"),
        ('{"type": "Point", "coordinates": [1, 2]}', "it is a Point"),
        ('{"type": "Polygon"}', "no points"),
        ('{"type": "MultiPolygon", "coordinates": []}', "no points"),
        ('{"type": "Polygon", "coordinates": [[[1,2],[3,4],[1,2]]]}', "four points"),
        ('{"type": "Polygon", "coordinates": [[[1,2],[3,4],[5,6],[7,8]]]}', "not closed"),
        ('{"type": "Polygon", "coordinates": [[[200,2],[3,4],[5,6],[200,2]]]}', "longitude comes first"),
        ('{"type": "Polygon", "coordinates": [[[1,91],[3,4],[5,6],[1,91]]]}', "not a position on Earth"),
        ('{"type": "Polygon", "coordinates": [[[NaN,2],[3,4],[5,6],[NaN,2]]]}', "not longitude and latitude"),
        ('{"type": "Polygon", "coordinates": [[["1",2],[3,4],[5,6],["1",2]]]}', "not longitude and latitude"),
        ('{"type": "Polygon", "coordinates": [[[true,2],[3,4],[5,6],[true,2]]]}', "not longitude and latitude"),
        ("[" * 100_000, "not JSON"),
        ('{"type": "Polygon", "coordinates": [[[1e999,2],[3,4],[5,6],[1e999,2]]]}', "not longitude and latitude"),
    ],
)
def test_what_is_no_area_is_refused_in_words(text, why):
    with pytest.raises(KnownError, match=why):
        area_text(text)
