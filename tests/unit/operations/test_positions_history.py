"""Several positions of one file: which counts by rule, which by choice, and that old ones stay."""

import pytest
from tests.factories import photos
from tests.factories.cases import empty_session, import_into

from evidence_board.case.details import read_item_detail
from evidence_board.case.records import records
from evidence_board.case.schema import RECORDED
from evidence_board.exports.geojson import feature_collection
from evidence_board.model.errors import KnownError
from evidence_board.operations import positions
from evidence_board.operations.bin import restore_things


@pytest.fixture
def session(tmp_path):
    photos.jpeg(tmp_path / "in" / "one.jpg", gps=(34.9051, 35.8684), taken="2015:09:12 16:40:00")
    photos.jpeg(tmp_path / "in" / "two.jpg", seed=2)
    with empty_session(tmp_path) as found:
        import_into(found, tmp_path / "in")
        yield found


@pytest.fixture
def placed(session):
    return next(row.id for row in session.index.items.values() if row.latitude is not None)


@pytest.fixture
def bare(session):
    return next(row.id for row in session.index.items.values() if row.latitude is None)


def rows(session):
    return session.read(
        lambda c: {table: sorted(c.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in RECORDED}
    )


def detail(session, item_id):
    return session.read(read_item_detail, item_id)


def counts(session, item_id, role="camera"):
    found = detail(session, item_id).geotag(role)
    return (found.source, found.chosen_by) if found else None


def add(session, item_id, source="analyst", **values):
    point = {"latitude": 34.0, "longitude": 36.0} if "place_text" not in values else {}
    done = session.run(positions.add_position, item_ids=[item_id], source=source, **point, **values).result()
    return done.result["ids"][0]


def test_the_rule_chooses_in_its_order_as_rows_come_and_go(session, bare):
    order = ["caption_text", "platform_tag", "shared_location", "takeout_inferred", "track_match", "device_exif"]
    made = []
    for source in order:
        made.append(add(session, bare, source))
        assert counts(session, bare) == (source, "rule")
    add(session, bare, "third_party")
    add(session, bare, "analyst", level="possible")
    assert counts(session, bare) == ("device_exif", "rule")
    judged = add(session, bare, "analyst", level="probable")
    # Nobody has judged what the device says; this one a person finds probable.
    assert counts(session, bare) == ("analyst", "rule")
    session.run(positions.update_geotag, row_id=made[-1], level="probable").result()
    assert counts(session, bare) == ("device_exif", "rule")
    session.run(positions.remove_positions, row_ids=[judged]).result()
    confirmed = add(session, bare, "analyst", level="confirmed")
    assert counts(session, bare) == ("analyst", "rule")
    before = rows(session)
    session.run(positions.remove_positions, row_ids=[confirmed, made[-1]]).result()
    assert counts(session, bare) == ("track_match", "rule")
    after = rows(session)
    session.undo().result()
    assert rows(session) == before
    session.redo().result()
    assert rows(session) == after
    assert len(detail(session, bare).geotags) == 7


def test_the_rule_never_overrides_a_person(session, placed):
    caption = add(session, placed, "caption_text", place_text="порт Тартус")
    session.run(positions.prefer_geotag, row_id=caption).result()
    assert counts(session, placed) == ("caption_text", "person")
    add(session, placed, "device_exif")
    add(session, placed, "analyst", level="confirmed")
    assert counts(session, placed) == ("caption_text", "person")
    session.run(positions.remove_positions, row_ids=[caption]).result()
    assert counts(session, placed) == ("analyst", "rule")


def test_taken_off_the_map_stays_off_until_a_person_places_it(session, placed):
    session.run(positions.unplace_items, item_ids=[placed]).result()
    add(session, placed, "track_match")
    assert counts(session, placed) is None and session.index.items[placed].latitude is None
    session.run(positions.place_items, item_ids=[placed], latitude=1, longitude=2, precision="vicinity").result()
    assert counts(session, placed) == ("analyst", "person")
    assert session.index.items[placed].radius_m == 100


def test_each_role_has_its_own_position(session, placed):
    add(session, placed, "analyst", role="subject", preferred=True, level="possible")
    add(session, placed, "platform_tag", role="post_tag", place_text="طرطوس")
    assert counts(session, placed) == ("device_exif", "rule")
    assert counts(session, placed, "subject") == ("analyst", "person")
    assert counts(session, placed, "post_tag") == ("platform_tag", "rule")
    assert round(session.index.items[placed].latitude, 4) == 34.9051
    (item,) = [row for row in session.read(records, "items") if row["id"] == placed]
    assert (round(item["latitude"], 4), item["geotag_source"]) == (34.9051, "device_exif")


@pytest.mark.parametrize(
    ("precision", "radius_m", "expected"),
    [
        ("exact", None, 10),
        ("vicinity", None, 100),
        ("locality", None, 1000),
        ("settlement", None, 5000),
        ("settlement", 30, 30),
        ("country", None, None),
        (None, None, None),
    ],
)
def test_the_class_of_precision_gives_the_radius_unless_one_is_said(session, bare, precision, radius_m, expected):
    add(session, bare, "third_party", precision=precision, radius_m=radius_m)
    assert detail(session, bare).geotag().radius_m == expected


def test_that_it_cannot_be_located_is_an_answer(session, placed, bare):
    before = rows(session)
    done = session.run(positions.cannot_be_located, item_ids=[placed, bare], reason="Сравнил 40 снимков").result()
    assert done.label == "2 files cannot be located"
    for one in (placed, bare):
        answer = detail(session, one).geotag()
        assert answer.unlocatable and answer.latitude is None and answer.chosen_by == "person"
        assert answer.reason == "Сравнил 40 снимков"
        assert session.index.items[one].latitude is None
    add(session, placed, "device_exif")
    assert detail(session, placed).geotag().unlocatable
    listed = session.read(records, "geotags")
    everything = feature_collection(session.read(records, "items"), [], listed)
    counted = [one for one in everything["features"] if one["properties"].get("preferred", True)]
    assert counted and all(feature["geometry"] is None for feature in counted)
    session.undo().result()
    session.undo().result()
    assert rows(session) == before
    with pytest.raises(KnownError, match="needs a reason"):
        session.run(positions.cannot_be_located, item_ids=[placed], reason=" ").result()


def test_that_it_can_be_located_after_all_brings_back_what_a_person_chose(session, placed):
    caption = add(session, placed, "caption_text")
    session.run(positions.prefer_geotag, row_id=caption).result()
    for back in ("can", "bin"):
        session.run(positions.cannot_be_located, item_ids=[placed], reason="Nothing to compare").result()
        answer = session.run(positions.cannot_be_located, item_ids=[placed], reason="Still nothing").result()
        if back == "can":
            done = session.run(positions.can_be_located, item_ids=[placed]).result()
            assert done.label == f"{session.index.items[placed].ref} can be located after all"
        else:
            session.run(positions.remove_positions, row_ids=answer.result["ids"]).result()
        assert counts(session, placed) == ("caption_text", "person")
    session.run(positions.unplace_items, item_ids=[placed]).result()
    session.run(positions.cannot_be_located, item_ids=[placed], reason="Nothing").result()
    session.run(positions.can_be_located, item_ids=[placed]).result()
    add(session, placed, "track_match")
    assert counts(session, placed) is None
    with pytest.raises(KnownError, match="Nobody said"):
        session.run(positions.can_be_located, item_ids=[placed]).result()


def test_that_it_can_be_located_leaves_the_rest_to_the_rule(session, placed):
    session.run(positions.cannot_be_located, item_ids=[placed], reason="Nothing to compare").result()
    session.run(positions.can_be_located, item_ids=[placed]).result()
    assert counts(session, placed) == ("device_exif", "rule")


def test_what_comes_back_from_the_bin_counts_by_the_rule_or_as_it_was_chosen(session, placed):
    device = detail(session, placed).geotag().id
    session.run(positions.remove_positions, row_ids=[device]).result()
    tag = add(session, placed, "platform_tag")
    assert counts(session, placed) == ("platform_tag", "rule")
    session.run(restore_things, things=[("geotag", device)]).result()
    assert counts(session, placed) == ("device_exif", "rule")
    session.run(positions.prefer_geotag, row_id=tag).result()
    session.run(positions.remove_positions, row_ids=[tag]).result()
    session.run(restore_things, things=[("geotag", tag)]).result()
    assert counts(session, placed) == ("platform_tag", "person")
    session.run(positions.remove_positions, row_ids=[tag]).result()
    session.run(positions.prefer_geotag, row_id=device).result()
    session.run(restore_things, things=[("geotag", tag)]).result()
    assert counts(session, placed) == ("device_exif", "person")
    assert sum(one.preferred for one in detail(session, placed).geotags) == 1


def test_words_alone_count_where_nothing_else_does_and_leave_the_map_alone(session, bare):
    add(session, bare, "platform_tag", place_text="Тартус / طرطوس")
    found = detail(session, bare).geotag()
    assert (found.place_text, found.latitude) == ("Тартус / طرطوس", None)
    assert session.index.items[bare].latitude is None
    session.renew_index()
    assert session.index.guesses == {}
    add(session, bare, "caption_text")
    assert detail(session, bare).geotag().source == "platform_tag"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "coordinates or words"),
        ({"latitude": 34.0}, "latitude and longitude"),
        ({"latitude": float("nan"), "longitude": 1.0}, "not a position on Earth"),
        ({"latitude": 34.0, "longitude": 190.0}, "not a position on Earth"),
        ({"place_text": "x", "role": "viewer"}, "no role"),
        ({"place_text": "x", "source": "rumour"}, "no source"),
        ({"place_text": "x", "method": "magic"}, "no method"),
        ({"place_text": "x", "precision": "unlocatable"}, "no precision"),
        ({"place_text": "x", "radius_m": -1}, "not below zero"),
    ],
)
def test_nonsense_changes_nothing(session, bare, values, words):
    before = rows(session)
    with pytest.raises(KnownError, match=words):
        session.run(positions.add_position, item_ids=[bare], **values).result()
    assert rows(session) == before


def test_a_choice_or_removal_of_a_gone_position_is_refused(session, placed):
    gone = add(session, placed)
    session.run(positions.remove_positions, row_ids=[gone]).result()
    for verb, keywords in (
        (positions.prefer_geotag, {"row_id": gone}),
        (positions.update_geotag, {"row_id": gone, "radius_m": 1.0}),
        (positions.remove_positions, {"row_ids": [gone]}),
    ):
        with pytest.raises(KnownError, match="gone"):
            session.run(verb, **keywords).result()


def test_changing_words_of_a_position(session, placed):
    row_id = add(session, placed, preferred=True)
    session.run(positions.update_geotag, row_id=row_id, precision="locality", method="skyline").result()
    found = detail(session, placed).geotag()
    assert (found.precision, found.radius_m, found.method) == ("locality", 1000, "skyline")
    with pytest.raises(KnownError, match="cannot be changed"):
        session.run(positions.update_geotag, row_id=row_id, latitude=1.0).result()
