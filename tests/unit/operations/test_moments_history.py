"""Several times of one thing: ranges and bounds, days that never shift, which counts, and that old ones stay."""

import pytest
from tests.factories import photos
from tests.factories.cases import empty_session, import_into

from evidence_board.case.details import read_entity_detail, read_item_detail
from evidence_board.case.schema import RECORDED
from evidence_board.model.errors import KnownError
from evidence_board.operations import entities, moments
from evidence_board.operations.moment_texts import typed_moment


@pytest.fixture
def session(tmp_path):
    photos.jpeg(tmp_path / "in" / "one.jpg", taken="2015:09:12 16:40:00")
    with empty_session(tmp_path) as found:
        import_into(found, tmp_path / "in")
        yield found


@pytest.fixture
def item(session):
    return "item", next(iter(session.index.items))


def rows(session):
    return session.read(
        lambda c: {table: sorted(c.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in RECORDED}
    )


def taken(session, item):
    return session.read(read_item_detail, item[1]).moment("captured")


def add(session, item, text, **values):
    keywords = {"role": "captured", **values}
    return session.run(moments.add_moment, targets=[item], text=text, **keywords).result().result["ids"][0]


def test_a_range_and_a_bound_are_kept_as_written(session, item):
    session.run(moments.set_moment, targets=[item], role="captured", text="2015-09-05", until="2015-09-12").result()
    found = taken(session, item).moment
    assert (found.precision, found.local, found.until_local) == ("range", "2015-09-05", "2015-09-12")
    assert (found.utc, found.until_utc, found.raw) == (None, None, "2015-09-05/2015-09-12")
    assert found.span_s == 8 * 86_400
    assert session.index.items[item[1]].captured == found
    bound = {"role": "captured", "text": "2015-09-12", "precision": "before"}
    done = session.run(moments.set_moment, targets=[item], **bound).result()
    assert done.label == "Set taken to before 2015-09-12"
    assert taken(session, item).moment.precision == "before"
    assert taken(session, item).moment.grain == "day"
    assert len(session.read(read_item_detail, item[1]).moments) == 3


def test_a_range_with_a_zone_knows_utc_on_both_ends(session, item):
    add(session, item, "2015-09-12 16:40 +03:00", until="2015-09-12 15:00 +00:00", preferred=True)
    found = taken(session, item).moment
    assert (found.utc, found.until_utc) == ("2015-09-12T13:40Z", "2015-09-12T15:00Z")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": "вчера"}, "not a date or time"),
        ({"text": "2015-09-12", "until": "2015-09-11"}, "lies before"),
        ({"text": "2015-09-12 16:40 +03:00", "until": "2015-09-12 13:00 +00:00"}, "lies before"),
        ({"text": "2015-09-12", "until": "2015-09-13", "precision": "before"}, "not a bound"),
        ({"text": "2015-09-12", "precision": "range"}, "end of the range is missing"),
        ({"text": "2015-09-12", "precision": "week"}, "no way to write"),
        ({"text": "2015-09-12", "role": "born"}, "no time of a thing"),
        ({"text": "2015-09-12", "source": " "}, "no source"),
    ],
)
def test_nonsense_changes_nothing(session, item, values, words):
    before = rows(session)
    with pytest.raises(KnownError, match=words):
        session.run(moments.add_moment, **{"targets": [item], "role": "captured", **values}).result()
    assert rows(session) == before


@pytest.mark.parametrize("text", ["2015", "2015-09", "2015-09-12"])
def test_a_day_never_gets_a_place_in_utc(session, item, text):
    session.run(moments.set_moment, targets=[item], role="captured", text=text).result()
    found = taken(session, item).moment
    assert (found.local, found.utc, found.zone) == (text, None, None)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2015-09-12 16:40 Europe/Moscow", "2015-09-12T13:40Z"),
        ("2015-09-12 16:40 Asia/Damascus", "2015-09-12T13:40Z"),
        ("2015-09-12 16:40:05 UTC", "2015-09-12T16:40:05Z"),
        # The clocks of Damascus showed this time twice.
        ("2015-10-29 23:30 Asia/Damascus", None),
    ],
)
def test_a_zone_can_be_named(text, utc):
    moment = typed_moment(text)
    assert moment.utc == utc and moment.raw == text


@pytest.mark.parametrize("text", ["2015-09-12 16:40 MSK", "2015-09-12 16:40 EST", "2015-09-12 16:40 МСК"])
def test_letters_that_stand_for_several_zones_are_refused_with_a_word(text):
    with pytest.raises(KnownError, match="without doubt") as caught:
        typed_moment(text)
    assert "Europe/Moscow" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015-09-12 Europe/Moscow", "no use for a zone"),
        ("2015-09-12 16:40 Europe/Atlantis", "no time zone"),
    ],
)
def test_a_zone_that_makes_no_sense_is_refused(text, words):
    with pytest.raises(KnownError, match=words):
        typed_moment(text)


def test_the_rule_chooses_until_a_person_does(session, item):
    camera = taken(session, item)
    assert (camera.source, camera.chosen_by) == ("exif DateTimeOriginal", "rule")
    add(session, item, "2015-09-01", source="caption")
    guess = add(session, item, "2015-09-02", level="possible")
    assert taken(session, item).id == camera.id
    judged = add(session, item, "2015-09-02", level="probable")
    assert taken(session, item).id == judged
    session.run(moments.remove_moments, row_ids=[judged]).result()
    sure = add(session, item, "2015-09-03", level="confirmed")
    assert (taken(session, item).id, taken(session, item).chosen_by) == (sure, "rule")
    session.run(moments.prefer_moment, row_id=guess).result()
    add(session, item, "2015-09-04", level="confirmed")
    assert (taken(session, item).id, taken(session, item).chosen_by) == (guess, "person")
    before = rows(session)
    session.run(moments.remove_moments, row_ids=[guess]).result()
    assert taken(session, item).id == sure
    after = rows(session)
    session.undo().result()
    assert rows(session) == before
    session.redo().result()
    assert rows(session) == after
    with pytest.raises(KnownError, match="gone"):
        session.run(moments.prefer_moment, row_id=guess).result()


def test_left_empty_stays_empty_and_nothing_is_lost(session, item):
    session.run(moments.clear_moment, targets=[item], role="captured").result()
    assert taken(session, item) is None and session.index.items[item[1]].captured is None
    add(session, item, "2015-09-01", source="caption")
    assert taken(session, item) is None
    assert {one.source for one in session.read(read_item_detail, item[1]).moments} == {
        "caption",
        "exif DateTimeOriginal",
    }


def test_words_of_a_time_change_and_the_time_does_not(session, item):
    row_id = add(session, item, "2015-09-01", level="probable")
    session.run(moments.update_moment, row_id=row_id, level="confirmed", reason="Газета", approximate=True).result()
    found = taken(session, item)
    assert (found.id, found.reason, found.approximate, found.level) == (row_id, "Газета", True, "confirmed")
    with pytest.raises(KnownError, match="cannot be changed"):
        session.run(moments.update_moment, row_id=row_id, local="2016").result()


def test_other_roles_stand_beside_one_another(session, item):
    event = session.run(entities.create_entity, kind="event", name="وصول").result().result["id"]
    for role in ("start", "end"):
        session.run(moments.set_moment, targets=[("event", event)], role=role, text="2015-09-12").result()
    for role in ("edited", "event", "first_seen", "collected"):
        add(session, item, "2016-01-01 10:00 +02:00", role=role, source="archive")
    assert taken(session, item).source == "exif DateTimeOriginal"
    assert session.read(read_item_detail, item[1]).moment("first_seen").moment.utc == "2016-01-01T08:00Z"
    assert session.read(read_entity_detail, "event", event).moment("end").moment.local == "2015-09-12"


def test_an_event_never_ends_before_it_starts(session):
    event = ("event", session.run(entities.create_entity, kind="event", name="Прибытие").result().result["id"])

    def put(role, text, **values):
        session.run(moments.set_moment, targets=[event], role=role, text=text, **values).result()

    put("start", "2016-02-10")
    with pytest.raises(KnownError, match="before it starts"):
        put("end", "2016-02-09 23:00 +03:00")
    assert session.read(read_entity_detail, "event", event[1]).moment("end") is None
    # A day has no hour: an end on the same day is not refused, whatever its zone.
    put("end", "2016-02-10 00:10 +03:00")
    with pytest.raises(KnownError, match="before it starts"):
        put("start", "2016-03")
    # "About" and bounds say too little to be refused.
    put("start", "2016-02-11", approximate=True)
