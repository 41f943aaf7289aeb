"""Lists of places from outside: country files of GeoNames, tables, hostile files; places of one's own."""

import zipfile
from functools import partial

import pytest

from evidence_board.geo.gazetteer_lists import ENDING, OWN_PLACES, lists_folder, open_gazetteer, own_lists, remove_list
from evidence_board.geo.gazetteer_match import Match
from evidence_board.geo.places_import import OwnPlace, add_own_place, import_places, own_places, remove_own_place
from evidence_board.model.errors import KnownError


@pytest.fixture(autouse=True)
def places_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BOARD_PLACES", str(tmp_path / "places"))
    return tmp_path / "places"


def geonames(number, name, names, latitude, longitude, *, feature=("P", "PPL"), admin1="14", population="0"):
    fields = [
        str(number),
        name,
        name,
        names,
        str(latitude),
        str(longitude),
        *feature,
        "SY",
        "",
        admin1,
        "",
        "",
        "",
        population,
    ]
    return "\t".join([*fields, "", "12", "Asia/Damascus", "2024-01-01"])


SYRIA = "\n".join(
    [
        geonames(163342, "Muhafazat Tartus", "Tartus Governorate", 35.0, 36.0, feature=("A", "ADM1")),
        geonames(163345, "Tartus", "Tartous,Тартус,طرطوس", 34.88902, 35.88659, population="458327"),
        geonames(9000001, "Al Qulay'ah", "Кулайа,القليعة", 34.95, 36.01),
        geonames(9000002, "Hmeimim Air Base", "", 35.411, 35.945, feature=("S", "AIRB")),
        "broken line",
        geonames(9000003, "Nowhere", "", 95.0, 35.0),
    ]
)
run = partial(import_places, progress=lambda done, total: True)


def search(text):
    gazetteer = open_gazetteer(say=pytest.fail)
    try:
        return gazetteer.search(text)
    finally:
        gazetteer.close()


def test_a_country_file_adds_villages_kinds_and_provinces(tmp_path):
    path = tmp_path / "SY.txt"
    path.write_text(SYRIA, encoding="utf-8")
    done = run(path)
    assert (done.title, done.count, done.left_out) == ("SY", 4, 2)
    village = search("Кулайа")[0].place
    assert (village.name, village.admin1, village.country_name) == ("Al Qulay'ah", "Muhafazat Tartus", "Syria")
    assert search("hmeimim air base")[0].place.kind == "airfield"
    assert sum(one.place.source_id == "geonames:163345" for one in search("Tartus")) == 1
    (listed,) = own_lists()
    assert (listed.title, listed.count, listed.source) == ("SY", 4, "SY.txt")
    remove_list(listed.path)
    assert own_lists() == []


def test_a_country_file_may_be_zipped(tmp_path):
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "x" * 100_000)
        archive.writestr("SY.txt", SYRIA)
    assert run(path).count == 4


@pytest.mark.parametrize(
    "text",
    [
        "name,lat,lon\nDepot 7,35.01,36.02\n",
        "Depot 7,35.01,36.02\n",
        "name;lat;lon\nDepot 7;35,01;36,02\n",
        "\ufeffLongitude\tLatitude\tName\tnames\r\n36.02\t35.01\tDepot 7\tСклад 7\r\n",
        'название,широта,долгота\n"Depot 7",35.01,36.02\n',
    ],
)
def test_a_table_of_own_places(tmp_path, text):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert run(path).count == 1
    place = search("depot 7")[0].place
    assert (place.name, round(place.latitude, 4), round(place.longitude, 4)) == ("Depot 7", 35.01, 36.02)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no columns here\n" * 3,
        b"\x89PNG\r\n\x1a\n" + bytes(5000),
        "name,lat,lon\nСклад,1,2\n".encode("cp1251"),
        "name,lat,lon\nDepot,1,2\n".encode("utf-16")[:-1],
        b"PK\x03\x04" + b"junk" * 500,
        b"a" * 500_000,
        b"name,lat,lon\nA,95,2\nB,x,y\nC,nan,1\n",
    ],
)
def test_what_is_no_list_is_refused_and_changes_nothing(tmp_path, data):
    path = tmp_path / "bad.csv"
    path.write_bytes(data)
    with pytest.raises(KnownError, match=r"bad\.csv"):
        run(path)
    assert own_lists() == []


def test_signs_that_turn_text_round_do_not_come_in(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("name,lat,lon\nDepot\u202e 8\x07|x,1,2\n", encoding="utf-8")
    run(path)
    assert search("depot 8")[0].place.name == "Depot 8 x"


def test_an_import_that_is_stopped_leaves_the_old_list(tmp_path):
    path = tmp_path / "SY.txt"
    path.write_text(SYRIA, encoding="utf-8")
    run(path)
    assert import_places(path, progress=lambda done, total: False) is None
    assert [one.count for one in own_lists()] == [4]
    assert [one.name for one in lists_folder().iterdir()] == [f"sy{ENDING}"]


def test_places_from_the_map_gather_in_one_list():
    assert add_own_place("Gate A", 35.0, 36.0, title="My places") == 1
    assert add_own_place("Ворота Б", 35.1, 36.1, title="My places") == 2
    assert search("vorota b")[0].place.name == "Ворота Б"
    assert [(one.title, one.count) for one in own_lists()] == [("My places", 2)]
    with pytest.raises(KnownError, match="name"):
        add_own_place("  ", 1, 1, title="My places")


def test_a_place_of_ones_own_is_taken_away_and_a_list_put_back():
    add_own_place("Gate A", 35.012345678, 36.0, title="My places")
    add_own_place("Gate A", 35.2, 36.0, title="My places")
    assert [one.latitude for one in own_places()] == pytest.approx([35.01234, 35.2], abs=1e-5)
    assert remove_own_place(OwnPlace("Gate A", 35.012345678, 36.0)) == 1
    assert [one.latitude for one in own_places()] == pytest.approx([35.2])
    assert remove_own_place(OwnPlace("Gate A", 35.2, 36.0)) == 0 and own_lists() == []
    assert own_places() == []
    add_own_place("Gate B", 35.0, 36.0, title="Мои места")
    removed = remove_list(lists_folder() / OWN_PLACES)
    assert own_lists() == [] and removed.put_back() == 1
    assert [(one.title, one.count) for one in own_lists()] == [("Мои места", 1)]


def test_a_damaged_list_of_the_user_is_named_and_the_others_are_searched(places_folder):
    add_own_place("Gate A", 35.0, 36.0, title="My places")
    (places_folder / f"broken{ENDING}").write_bytes(b"SQLite format 3\0" + bytes(500))
    told = []
    gazetteer = open_gazetteer(say=told.append)
    assert gazetteer.search("Gate A") and gazetteer.search("Tartus")
    gazetteer.close()
    assert len(told) == 1 and "broken" in str(told[0])
    assert [bool(one.problem) for one in own_lists()] == [True, False]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("arabic.csv", "الاسم,خط العرض,خط الطول\nDepot,٣٤٫٩٠٥١,٣٥٫٨٦٨٤\n"),
        ("marks.tsv", "name\tlat\tlon\nDepot\t34°54'18.36\"N\t35°52'6.24\"E\n"),
        ("together.csv", 'name,coordinates\nDepot,"34.9051, 35.8684"\n'),
        ("link.csv", "Название;Координаты\nDepot;https://yandex.ru/maps/?ll=35.8684%2C34.9051\n"),
        ("bare.tsv", "Depot\t34°54'18.36\"N\t35°52'6.24\"E\n"),
    ],
)
def test_positions_of_a_table_are_read_in_any_notation(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert run(path).count == 1
    (found,) = [one for one in search("Depot") if one.list_title == path.stem]
    assert (found.place.latitude, found.place.longitude) == pytest.approx((34.9051, 35.8684), abs=2e-5)


def test_a_table_in_the_wide_encoding_of_spreadsheets_is_read(tmp_path):
    path = tmp_path / "wide.txt"
    path.write_bytes("name\tlat\tlon\nСклад 11\t34,9\t35,8\nСклад 1\t34,8\t35,8\n".encode("utf-16"))
    assert run(path).count == 2
    found = [one for one in search("Склад 11") if one.list_title == "wide" and one.match != Match.SIMILAR]
    assert [one.place.name for one in found] == ["Склад 11"]
    assert [one.place.name for one in search("sklad 1") if one.list_title == "wide"] == ["Склад 1", "Склад 11"]
