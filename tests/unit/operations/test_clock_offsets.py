"""The clock of a camera set right: on all its photos, also later ones, and taken back; a person's time stays."""

import pytest
from tests.factories import photos
from tests.factories.cases import empty_session, import_into

from evidence_board.case.clock_offsets import read_cameras, read_clock_offsets, read_display_zone
from evidence_board.case.described import described_things
from evidence_board.case.details import read_item_detail
from evidence_board.case.schema import RECORDED
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment, moment_from_text
from evidence_board.operations import moments
from evidence_board.operations.clock_offsets import corrected, remove_clock_offset, set_clock_offset
from evidence_board.operations.display_zone import set_display_zone

POMEGRA = ("Pomegra", "P6", "77")
CAMERA = {"make": "Pomegra", "model": "P6", "serial": "77"}


@pytest.fixture
def session(tmp_path):
    folder = tmp_path / "in"
    photos.jpeg(folder / "1.jpg", taken="2015:09:12 16:40:00", seed=1, **CAMERA)
    photos.jpeg(folder / "2.jpg", taken="2015:09:12 23:30:00", offset="+03:00", seed=2, **CAMERA)
    photos.jpeg(folder / "3.jpg", taken="2015:09:12 16:40:00", seed=3, make="Pomegra", model="P6", serial="78")
    photos.jpeg(folder / "4.jpg", seed=4, **CAMERA)
    with empty_session(tmp_path) as found:
        import_into(found, folder)
        yield found


def rows(session):
    return session.read(
        lambda c: {table: sorted(c.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in RECORDED}
    )


def item(session, name):
    return next(row for row in session.index.items.values() if row.file_name == name)


def local(session, name):
    found = item(session, name).captured
    return found.local if found else None


def set_right(session, seconds=3600, **keywords):
    values = {"camera": POMEGRA, "seconds": seconds, "reason": "Часы на вокзале", **keywords}
    return session.run(set_clock_offset, **values).result()


def test_all_photos_of_the_camera_and_no_others(session):
    before = rows(session)
    done = set_right(session)
    assert done.label == "Correct the clock of Pomegra P6 77 by +1:00:00"
    assert done.result["moments"] == 2
    assert [local(session, f"{n}.jpg") for n in (1, 2, 3, 4)] == [
        "2015-09-12T17:40:00",
        "2015-09-13T00:30:00",
        "2015-09-12T16:40:00",
        None,
    ]
    found = session.read(read_item_detail, item(session, "1.jpg").id).moments
    assert [(one.source, one.preferred, one.moment.local) for one in found] == [
        ("clock_offset", True, "2015-09-12T17:40:00"),
        ("exif DateTimeOriginal", False, "2015-09-12T16:40:00"),
    ]
    assert found[0].clock_offset_id == done.result["id"] and found[0].reason == "Часы на вокзале"
    assert item(session, "2.jpg").captured.utc == "2015-09-12T21:30:00Z"
    assert item(session, "1.jpg").captured.utc is None
    after = rows(session)
    session.undo().result()
    assert rows(session) == before
    session.redo().result()
    assert rows(session) == after


def test_undoing_leads_to_the_photos_whose_time_changed_and_to_no_others(session):
    one, two = item(session, "1.jpg"), item(session, "2.jpg")
    session.run(moments.set_moment, targets=[("item", one.id)], role="captured", text="2015-09-01").result()
    set_right(session)
    changes = session.undo().result()
    assert session.read(described_things, changes, most=400) == [two.id]
    changes = session.redo().result()
    assert session.read(described_things, changes, most=400) == [two.id]
    # What a step did beside what counts leads to its file as well, when it did nothing else.
    session.run(moments.add_moment, targets=[("item", one.id)], role="captured", text="2014", source="caption").result()
    assert session.read(described_things, session.undo().result(), most=400) == [one.id]


def test_taken_back_the_camera_counts_again(session):
    done = set_right(session)
    session.run(remove_clock_offset, row_id=done.result["id"]).result()
    assert local(session, "1.jpg") == "2015-09-12T16:40:00"
    assert session.read(read_clock_offsets) == ()
    with pytest.raises(KnownError, match="gone already"):
        session.run(remove_clock_offset, row_id=done.result["id"]).result()
    session.undo().result()
    assert local(session, "1.jpg") == "2015-09-12T17:40:00"


def test_a_second_correction_takes_the_place_of_the_first(session):
    set_right(session)
    set_right(session, seconds=-90)
    assert local(session, "1.jpg") == "2015-09-12T16:38:30"
    (offset,) = session.read(read_clock_offsets)
    assert (offset.camera, offset.seconds) == (POMEGRA, -90)
    cameras = session.read(read_cameras)
    assert [(one.camera[2], one.files, one.offset is not None) for one in cameras] == [
        ("77", 3, True),
        ("78", 1, False),
    ]


def test_a_time_that_a_person_chose_stands(session):
    one, two = item(session, "1.jpg"), item(session, "2.jpg")
    session.run(moments.set_moment, targets=[("item", one.id)], role="captured", text="2015-09-01").result()
    session.run(moments.clear_moment, targets=[("item", two.id)], role="captured").result()
    done = set_right(session)
    assert (local(session, "1.jpg"), local(session, "2.jpg")) == ("2015-09-01", None)
    assert {found.source for found in session.read(read_item_detail, one.id).moments} == {
        "analyst",
        "clock_offset",
        "exif DateTimeOriginal",
    }
    session.run(remove_clock_offset, row_id=done.result["id"]).result()
    assert (local(session, "1.jpg"), local(session, "2.jpg")) == ("2015-09-01", None)


def test_photos_that_come_later_are_corrected_too(session, tmp_path):
    set_right(session)
    photos.jpeg(tmp_path / "more" / "5.jpg", taken="2015:09:14 10:00:00", seed=5, **CAMERA)
    before = rows(session)
    import_into(session, tmp_path / "more")
    assert local(session, "5.jpg") == "2015-09-14T11:00:00"
    assert [one.preferred for one in session.read(read_item_detail, item(session, "5.jpg").id).moments] == [True, False]
    session.undo().result()
    assert all(row.file_name != "5.jpg" for row in session.index.items.values())
    session.redo().result()
    assert local(session, "5.jpg") == "2015-09-14T11:00:00"
    session.undo().result()
    live = {table: [row for row in found if row in before[table]] for table, found in rows(session).items()}
    assert live == before


def test_a_zone_gives_utc_and_never_a_guess(session):
    set_right(session, zone="Asia/Damascus")
    found = item(session, "1.jpg").captured
    assert (found.utc, found.zone, found.zone_source) == ("2015-09-12T14:40:00Z", "Asia/Damascus", "clock offset")
    twice = moment_from_text("2015-10-25 02:30:00")
    assert corrected(twice, seconds=0, zone="Europe/Berlin").utc is None
    assert corrected(moment_from_text("2015-10-25 04:30"), seconds=0, zone="Europe/Berlin").utc == "2015-10-25T03:30Z"
    never = corrected(moment_from_text("2015-03-29 02:30:00"), seconds=0, zone="Europe/Berlin")
    assert (never.local, never.utc) == ("2015-03-29T02:30:00", None)


@pytest.mark.parametrize("text", ["2015", "2015-09", "2015-09-12"])
def test_a_day_never_shifts(text):
    assert corrected(moment_from_text(text), seconds=3600, zone="+03:00") is None


def test_the_precision_stays():
    found = corrected(Moment("x", "2015-09-12T16:40", None, "minute"), seconds=45, zone="+03:00")
    assert (found.local, found.utc) == ("2015-09-12T16:40", "2015-09-12T13:40Z")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"reason": " "}, "needs a reason"),
        ({"seconds": 0}, "corrects nothing"),
        ({"seconds": float("nan")}, "corrects nothing"),
        ({"seconds": 1e12}, "corrects nothing"),
        ({"zone": "Asia/Atlantis"}, "no time zone"),
        ({"zone": "/etc/passwd"}, "no time zone"),
        ({"camera": ("Pomegra", "P7", "")}, "No photo"),
        ({"camera": ("", "", "")}, "No photo"),
    ],
)
def test_nonsense_changes_nothing(session, values, words):
    before = rows(session)
    with pytest.raises(KnownError, match=words):
        set_right(session, **values)
    assert rows(session) == before


def test_the_case_shows_times_in_a_zone(session):
    assert session.read(read_display_zone) is None
    for zone in ("Asia/Damascus", "+03:00"):
        session.run(set_display_zone, zone).result()
        assert session.read(read_display_zone) == zone
    with pytest.raises(KnownError, match="no time zone"):
        session.run(set_display_zone, "دمشق").result()
    session.run(set_display_zone, None).result()
    assert session.read(read_display_zone) is None
    session.undo().result()
    assert session.read(read_display_zone) == "+03:00"
