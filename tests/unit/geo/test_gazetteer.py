"""The gazetteer that ships with the program: names in three scripts, what is only similar, and hints by position."""

import shutil
import sqlite3

import pytest

from evidence_board import resources
from evidence_board.geo.gazetteer import Gazetteer
from evidence_board.geo.gazetteer_file import GazetteerFile
from evidence_board.geo.gazetteer_format import GazetteerPlace, PlaceKind
from evidence_board.geo.gazetteer_match import Match
from evidence_board.geo.gazetteer_writing import write_gazetteer
from evidence_board.geo.geodesy import distance_m
from evidence_board.model.errors import KnownError

# Positions from general knowledge (encyclopedias), to a few kilometres; not read from the file.
TARTUS, LATAKIA, HMEIMIM, SLUNFEH = (34.89, 35.88), (35.52, 35.79), (35.41, 35.95), (35.60, 36.18)
BAKHMUT, MOLKINO, MOSCOW, HOMS = (48.59, 38.00), (44.79, 39.23), (55.75, 37.62), (34.73, 36.72)
ALEPPO, DEIR_EZ_ZOR, JABLEH, PALMYRA = (36.20, 37.16), (35.33, 40.14), (35.36, 35.92), (34.56, 38.27)
MARIUPOL, KUBINKA, BANIYAS, LVIV = (47.10, 37.55), (55.57, 36.70), (35.18, 35.94), (49.84, 24.03)
ORACLE = [
    *[(name, TARTUS) for name in ("Tartus", "Tartous", "Тартус", "طرطوس", "tartus", "TARTUS", "Ţarţūs")],
    *[(name, LATAKIA) for name in ("Latakia", "Lattakia", "Латакия", "اللاذقية", "Latakija")],
    *[(name, HMEIMIM) for name in ("Hmeimim", "Khmeimim", "Хмеймим", "حميميم", "OSLK", "khmeymim")],
    *[(name, SLUNFEH) for name in ("Slunfeh", "Slenfeh", "Слунфа", "صلنفة", "صلنفه")],
    *[(name, BAKHMUT) for name in ("Bakhmut", "Artyomovsk", "Артёмовск", "Артемовск", "Бахмут", "Bahmut")],
    *[(name, MOLKINO) for name in ("Molkino", "Молькино", "Mol'kino")],
    *[(name, MOSCOW) for name in ("Moscow", "Moskva", "Москва", "موسكو")],
    *[(name, HOMS) for name in ("Homs", "Hims", "Хомс", "حمص")],
    *[(name, ALEPPO) for name in ("Aleppo", "Халеб", "حلب", "Алеппо")],
    *[(name, DEIR_EZ_ZOR) for name in ("Deir ez-Zor", "Deir ezzor", "Дейр-эз-Зор", "دير الزور")],
    *[(name, JABLEH) for name in ("Jableh", "Jablah", "Джебла", "جبلة")],
    *[(name, PALMYRA) for name in ("Palmyra, Syria", "Tadmur", "Пальмира, Сирия", "تدمر")],
    *[(name, MARIUPOL) for name in ("Mariupol", "Мариуполь", "Маріуполь")],
    *[(name, KUBINKA) for name in ("Kubinka", "Кубинка")],
    *[(name, BANIYAS) for name in ("Baniyas, Syria", "Банияс", "بانياس")],
    *[(name, LVIV) for name in ("Lviv", "Львів", "Львов", "L'viv")],
]


@pytest.fixture(scope="module")
def gazetteer():
    found = Gazetteer([GazetteerFile(resources.path("map/gazetteer.sqlite"))])
    yield found
    found.close()


def away_m(place, position):
    return distance_m(place.latitude, place.longitude, *position)


@pytest.mark.parametrize(("name", "position"), ORACLE, ids=[name for name, _ in ORACLE])
def test_a_name_in_any_script_leads_to_its_place(gazetteer, name, position):
    first = gazetteer.search(name, limit=5)[0]
    assert first.match in (Match.SAME, Match.READING)
    assert away_m(first.place, position) < 6_000, first


@pytest.mark.parametrize(
    ("typed", "position"), [("Slunfe", SLUNFEH), ("Khmeim", HMEIMIM), ("Тарту", TARTUS), ("Latak", LATAKIA)]
)
def test_it_is_found_while_one_types(gazetteer, typed, position):
    found = gazetteer.search(typed, near=TARTUS, limit=8)
    assert any(away_m(one.place, position) < 6_000 for one in found)


@pytest.mark.parametrize("name", ["Slynfoh", "Tartuss Kebir", "Molkyna"])
def test_what_is_only_spelled_alike_is_never_said_to_be_the_same(gazetteer, name):
    assert all(one.match not in (Match.SAME, Match.READING) for one in gazetteer.search(name))


def test_similar_names_come_after_all_others(gazetteer):
    found = gazetteer.search("Tartus", limit=20)
    order = [one.match == Match.SIMILAR for one in found]
    assert order == sorted(order) and any(order) and not order[0]


def test_arabic_letters_without_vowels_are_similar_to_a_latin_name_at_most(gazetteer):
    assert all(one.matched != "كاياو" for one in gazetteer.search("Київ") if one.match != Match.SIMILAR)


def test_of_two_of_one_name_the_nearer_comes_first_and_the_larger_without_a_position(gazetteer):
    assert gazetteer.search("Tripoli")[0].place.country == "LY"
    assert gazetteer.search("Tripoli", near=(34.9, 35.9))[0].place.country == "LB"


@pytest.mark.parametrize("text", ["Tripoli, Lebanon", "Tripoli Lebanon", "Триполи, Ливан", "Tripoli, LB"])
def test_the_words_after_a_comma_say_where_it_lies(gazetteer, text):
    assert gazetteer.search(text)[0].place.country == "LB"


def test_a_place_says_what_is_known_of_it(gazetteer):
    place = gazetteer.search("Tartus")[0].place
    assert (place.kind, place.country, place.country_name, place.admin1) == ("settlement", "SY", "Syria", "Tartus")
    assert place.population > 50_000 and place.zone == "Asia/Damascus" and place.source_id == "geonames:163345"
    assert {"طرطوس", "Тартус"} <= set(place.names)


@pytest.mark.parametrize("text", ["", " ", ",", "...", "'", "\0", "a" * 10_000, "٠٠٠", "\u200f", "1"])
def test_text_that_is_no_name_finds_nothing_or_something_but_never_fails(gazetteer, text):
    gazetteer.search(text, near=(0, 0))


@pytest.mark.parametrize(
    ("position", "words"),
    [((34.92, 35.86), "4.2 km NW of Tartus"), ((0.0, 0.0), ""), ((90.0, 0.0), ""), ((34.889, 35.8866), "at Tartus")],
)
def test_a_position_is_described_by_a_place_people_know(gazetteer, position, words):
    assert gazetteer.describe(*position) == words


def test_the_nearest_is_found_across_the_date_line(gazetteer):
    nearby = gazetteer.nearest(-16.8, 179.999)
    assert nearby is not None and nearby.distance_m < 100_000


def test_a_position_in_the_open_desert_is_far_from_the_next_place(gazetteer):
    nearby = gazetteer.nearest(34.0, 39.5)
    assert nearby is not None and nearby.distance_m > 20_000


# -- files -----------------------------------------------------------------------------------------------------------


def place(name, latitude, longitude, **values):
    return GazetteerPlace(
        name=name, kind=values.pop("kind", PlaceKind.OWN), latitude=latitude, longitude=longitude, **values
    )


def test_own_places_come_before_those_of_the_program(tmp_path, gazetteer):
    path = tmp_path / "own.places"
    write_gazetteer(
        path,
        [place("Depot 7", 35.0, 36.0), place("Tartus", 34.9, 35.9, source_id="geonames:163345")],
        about={"title": "Mine"},
    )
    both = Gazetteer([GazetteerFile(path), *gazetteer.files])
    assert both.search("depot")[0].place.name == "Depot 7"
    found = [one for one in both.search("Tartus") if one.place.source_id == "geonames:163345"]
    assert [one.list_title for one in found] == ["Mine"]
    both.files[0].close()


def test_an_empty_list_finds_nothing(tmp_path):
    path = tmp_path / "none.places"
    assert write_gazetteer(path, [], about={"title": "None"}) == 0
    empty = Gazetteer([GazetteerFile(path)])
    assert empty.search("a") == [] and empty.nearest(1, 1) is None
    empty.close()


def test_writing_stops_when_it_is_told_to(tmp_path):
    with pytest.raises(InterruptedError):
        write_gazetteer(tmp_path / "x.places", [place("A b", 1, 1)], about={}, progress=lambda done, total: False)


@pytest.mark.parametrize("damage", ["empty", "text", "cut", "other", "blob"])
def test_a_damaged_file_is_refused_in_plain_words(tmp_path, damage):
    path = tmp_path / "mine.places"
    write_gazetteer(path, [place(f"Place {n}", n % 80, n % 170) for n in range(300)], about={"title": "x"})
    if damage == "empty":
        path.write_bytes(b"")
    elif damage == "text":
        path.write_text("no database " * 2000)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:20_000])
    elif damage == "other":
        shutil.copy(resources.path("map/basemap.sqlite"), path)
    else:
        with sqlite3.connect(path) as database:
            database.execute("UPDATE places SET data = x'00'")
            database.execute("UPDATE name_key SET data = x'00'")
    with pytest.raises(KnownError, match=r"mine\.places"):
        file = GazetteerFile(path)
        try:
            Gazetteer([file]).search("Place 7")
        finally:
            file.close()


def test_the_file_of_the_program_is_sound():
    with sqlite3.connect(f"file:{resources.path('map/gazetteer.sqlite')}?mode=ro&immutable=1", uri=True) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    file = GazetteerFile(resources.path("map/gazetteer.sqlite"))
    assert (
        sum(-90 <= one.latitude <= 90 and -180 <= one.longitude <= 180 and bool(one.name) for one in file.everything())
        == file.count
    )
    assert "GeoNames (CC BY 4.0)" in file.about["attribution"]
    file.close()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("صنعاء", "Sanaa"),
        ("تعز", "Taiz"),
        ("UUEE", "Sheremetyevo International Airport"),
        ("egll", "London Heathrow Airport"),
        ("SVO", "Sheremetyevo International Airport"),
        ("Sheremetyevo airport", "Sheremetyevo International Airport"),
        ("аэропорт Хмеймим", "Bassel Al-Assad International Airport"),
        ("База Хмеймим", "Bassel Al-Assad International Airport"),
        ("Flughafen Aleppo", "Aleppo International Airport"),
        ("Bassel al-Assad airport", "Bassel Al-Assad International Airport"),
        ("Chmeimim", "Bassel Al-Assad International Airport"),
        ("Hmaimim", "Bassel Al-Assad International Airport"),
    ],
)
def test_codes_kinds_of_airfields_and_other_spellings(gazetteer, typed, name):
    assert gazetteer.search(typed, near=(35, 37), limit=3)[0].place.name == name


def test_what_another_spelling_found_is_only_similar(gazetteer):
    assert gazetteer.search("Chmeimim")[0].match == Match.SIMILAR
    assert gazetteer.search("Sheremetyevo airport")[0].match != Match.SIMILAR
