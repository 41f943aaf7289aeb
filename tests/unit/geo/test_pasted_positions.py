"""Over five hundred ways in which people paste positions, and texts that look like some and are none."""

import json
from pathlib import Path

import pytest

from evidence_board.geo.coordinates import Detail, Reading, parse
from evidence_board.model.errors import KnownError

TABLE = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "pasted_positions.jsonl").read_text("utf-8").splitlines()
]
LINKS = [row for row in TABLE if "://" in row[0]]
OTHERS = [row for row in TABLE if "://" not in row[0]]


def wrong(rows):
    """The rows that read as another place than the table says, or as one where it says none."""
    found = []
    for text, place in rows:
        try:
            read = parse(text)
        except KnownError as told:
            assert told.what and told.do, text
            if place is not None:
                found.append((text, told.what))
            continue
        if place is None or (read.latitude, read.longitude) != pytest.approx(place, abs=2e-5):
            found.append((text, read))
    return found


def test_links_of_map_services_as_they_are_pasted():
    assert len(LINKS) > 130
    assert wrong(LINKS) == []


def test_other_texts_as_they_are_pasted():
    assert len(OTHERS) > 240
    assert wrong(OTHERS) == []


@pytest.mark.parametrize(
    ("text", "reading", "detail"),
    [
        ("Geolocated to 34.9051, 35.8684 by hand", Reading.DECIMAL, Detail.IN_TEXT),
        ("34.9051,35.8684,17z", Reading.LINK, Detail.CENTRE),
        ('{"lat":34.9051,"lng":35.8684}', Reading.WRITTEN, Detail.NONE),
        ("3454.306N,03552.104E", Reading.MINUTES, Detail.NONE),
        ("34.9051, 35.8684 https://goo.gl/maps/x", Reading.DECIMAL, Detail.IN_TEXT),
        ("https://www.google.com/maps?layer=c&cbll=34.9051,35.8684", Reading.GOOGLE, Detail.STANDPOINT),
        ("https://plus.codes/8G7QCW2X+8G", Reading.LINK, Detail.PIN),
    ],
)
def test_the_reading_is_said(text, reading, detail):
    read = parse(text)
    assert (read.reading, read.detail) == (reading, detail)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at first 34.9051, 35.8684 then 33.5102, 36.3005", "names 2 positions"),
        ('[{"lat":1,"lng":2},{"lat":3,"lng":4}]', "names 2 positions"),
        ("https://maps.app.goo.gl/x1Y", "short link"),
        ("///filled.count.soap", "what3words"),
        ("https://what3words.com/filled.count.soap", "short link"),
        ("https://map.baidu.com/@12950000,4820000,15z", "system of its own"),
        ("+34.9051+035.8684+12CRSPulkovo_42/", "another system"),
        ("EPSG:28407 5385738 7425620", "another system"),
        ("<coordinates>35.1,34.1 35.2,34.2</coordinates>", "more than one point"),
        ("MULTIPOINT((35.8684 34.9051))", "more than one point"),
        ('{"coordinates": [[35.8684, 34.9051]]}', "more than one point"),
        ("Lat: 34.9051 Lng: 35.8684; Lat: 33.5102 Lng: 36.3005", "names 2 positions"),
    ],
)
def test_what_cannot_be_read_says_why(text, words):
    with pytest.raises(KnownError, match=words) as told:
        parse(text)
    assert told.value.do


def test_what_somebody_wrote_beside_a_link_counts_before_the_middle_of_the_map():
    read = parse("34.9051, 35.8684 see https://www.google.com/maps/@34.8,35.7,12z")
    assert (read.latitude, read.longitude) == (34.9051, 35.8684)
    assert (34.8, 35.7) in [(one.latitude, one.longitude) for one in read.alternatives]


def test_the_end_of_a_route_comes_first():
    read = parse("https://yandex.ru/maps/?rtext=34.8,35.9~34.9051,35.8684&rtt=auto")
    assert (read.latitude, read.longitude) == (34.9051, 35.8684)
    assert [(one.latitude, one.longitude) for one in read.alternatives] == [(34.8, 35.9)]


def test_a_number_between_two_others_is_no_pair_of_a_list():
    with pytest.raises(KnownError):
        parse("35.81234,34.81234,35.91234,35.01234")
