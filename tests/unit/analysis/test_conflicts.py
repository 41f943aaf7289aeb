"""Every conflict with a case that has it and a near miss that has not."""

from dataclasses import replace

import pytest

from evidence_board.analysis.conflicts import CODES, all_conflicts
from evidence_board.model.conflict_facts import (
    AccountFact,
    AnswerFact,
    CollectionFact,
    ConflictFacts,
    FileFact,
    PlaceFact,
    PositionFact,
    PostFact,
    TimeFact,
)

NOW = "2026-11-22T12:00:00Z"
PHONE = ("Phone", "K5", "K5-1")


def taken(local, utc=None, zone=None, *, precision="second", source="exif DateTimeOriginal", preferred=True, **more):
    return TimeFact(f"t-{local}", "captured", source, local, utc, precision, zone, preferred=preferred, **more)


def posted(local, utc=None, zone=None, *, precision="second", ref="P-1", account="a", url="", tag=None):
    time = TimeFact(f"p-{local}", "published", "post", local, utc, precision, zone)
    return PostFact(f"post-{ref}", ref, account, url, time, tag)


def gps(latitude, longitude, stamp=None, *, row="g1", radius=None, preferred=True):
    return PositionFact(row, "camera", "device_exif", latitude, longitude, radius, preferred, stamp_utc=stamp)


def tag(latitude, longitude, *, row="g2", radius=None, role="post_tag", source="platform_tag", **more):
    return PositionFact(row, role, source, latitude, longitude, radius, **more)


def photo(*times, ref="M-1", camera=PHONE, **more):
    values = {"added_at": "2020-01-01T00:00:00.000Z", "media_type": "image/jpeg", "file_name": f"{ref}.jpg", **more}
    return FileFact(ref, ref, "photo", camera=camera, times=times, **values)


def found(*files, accounts=(), **more):
    facts = ConflictFacts({one.id: one for one in files}, {one.id: one for one in accounts}, now=NOW, **more)
    return [one for row_id, rows in all_conflicts(facts).items() for one in rows if one.row_id == row_id]


def codes(*files, **more):
    return [one.code for one in found(*files, **more)]


TARTUS = (34.9012, 35.8741)
AT_SEVEN = "2015-09-18T07:05:00Z"

BUILT_ANEW = (("JPEGSegments", "JFIF, Exif, baseline"), ("JPEGTables", "the standard ones, quality 92"))

CASES = {
    # The clock of the camera.
    "3 h behind, zone written": (
        photo(taken("2015-09-18T07:05:00", "2015-09-18T04:05:00Z", "+03:00"), positions=(gps(*TARTUS, AT_SEVEN),)),
        ["clock_gps"],
    ),
    "right, zone written": (
        photo(taken("2015-09-18T10:05:00", "2015-09-18T07:05:00Z", "+03:00"), positions=(gps(*TARTUS, AT_SEVEN),)),
        [],
    ),
    "shows UTC, no zone": (photo(taken("2015-09-18T07:05:00"), positions=(gps(*TARTUS, AT_SEVEN),)), ["clock_gps"]),
    "local time, no zone": (photo(taken("2015-09-18T10:05:00"), positions=(gps(*TARTUS, AT_SEVEN),)), []),
    "local time in western China": (photo(taken("2015-09-18T15:05:00"), positions=(gps(39.5, 75.9, AT_SEVEN),)), []),
    "a day alone": (photo(taken("2015-09-18", precision="day"), positions=(gps(*TARTUS, AT_SEVEN),)), []),
    "clock drifted by 8 min": (
        photo(taken("2015-09-18T06:57:00", "2015-09-18T06:57:00Z", "+00:00"), positions=(gps(*TARTUS, AT_SEVEN),)),
        [],
    ),
    "fix 41 min older": (
        photo(taken("2015-09-18T10:46:00", "2015-09-18T07:46:00Z", "+03:00"), positions=(gps(*TARTUS, AT_SEVEN),)),
        ["fix_older"],
    ),
    "fix 12 min older": (
        photo(taken("2015-09-18T10:17:00", "2015-09-18T07:17:00Z", "+03:00"), positions=(gps(*TARTUS, AT_SEVEN),)),
        [],
    ),
    "fix 41 min older, no zone": (
        photo(taken("2015-09-18T10:46:00"), positions=(gps(*TARTUS, AT_SEVEN),)),
        ["fix_older"],
    ),
    "half an hour in India": (photo(taken("2015-09-18T12:35:00"), positions=(gps(28.6, 77.2, AT_SEVEN),)), []),
    "said at import": (
        photo(
            taken("2015-09-22T10:05:00", "2015-09-22T07:05:00Z", "+03:00"),
            positions=(gps(*TARTUS, AT_SEVEN),),
            problems=frozenset({"gps_unlikely"}),
        ),
        [],
    ),
    # Posts.
    "posted a day before": (
        photo(taken("2015-09-18T10:05:00"), posts=(posted("2015-09-17T01:00:00", "2015-09-16T22:00:00Z", "+03:00"),)),
        ["posted_before_taken"],
    ),
    "posted some hours before in another zone": (
        photo(taken("2015-09-18T10:05:00"), posts=(posted("2015-09-17T23:10:00", "2015-09-17T20:10:00Z", "+03:00"),)),
        [],
    ),
    "posted on the day, day alone": (
        photo(taken("2015-09-18", precision="day"), posts=(posted("2015-09-18T00:10:00", "2015-09-17T21:10:00Z"),)),
        [],
    ),
    "day alone, posted three days before": (
        photo(taken("2015-09-18", precision="day"), posts=(posted("2015-09-15", precision="day"),)),
        ["posted_before_taken"],
    ),
    "GPS after the post": (
        photo(positions=(gps(*TARTUS, AT_SEVEN),), posts=(posted("2015-09-17T23:00:00", "2015-09-17T20:00:00Z"),)),
        ["gps_after_post"],
    ),
    "GPS before the post": (
        photo(positions=(gps(*TARTUS, AT_SEVEN),), posts=(posted("2015-09-18T23:00:00", "2015-09-18T20:00:00Z"),)),
        [],
    ),
    "taken after it came in": (photo(taken("2020-01-03T10:00:00")), ["taken_after_added"]),
    "taken on the day it came in": (photo(taken("2020-01-01T10:00:00")), []),
    "collected before posted": (
        photo(
            posts=(posted("2015-09-18T10:00:00", "2015-09-18T07:00:00Z"),),
            collection=CollectionFact("unknown", "2015-09-16", "post-P-1", ""),
        ),
        ["collected_before_posted"],
    ),
    "collected elsewhere before it was posted here": (
        photo(
            posts=(posted("2015-09-18T10:00:00", "2015-09-18T07:00:00Z"),),
            collection=CollectionFact("unknown", "2015-09-16", None, "https://other.example"),
        ),
        [],
    ),
    # Dates of cameras.
    "clock of a memory card": (photo(taken("1980-01-01T00:03:10")), ["date_reset"]),
    "first day of 1980 at noon": (photo(taken("1980-01-01T12:03:10")), []),
    "clock said at import": (photo(taken("2000-01-01T00:03:10"), problems=frozenset({"date_unlikely"})), []),
    "before the phone was there": (
        photo(taken("2010-05-01T10:00:00"), camera=("Apple", "iPhone 6", "")),
        ["before_device"],
    ),
    "after the phone was there": (photo(taken("2014-09-30T10:00:00"), camera=("Apple", "iPhone 6", "")), []),
    # Positions.
    "tag 42 km away": (photo(positions=(gps(*TARTUS), tag(35.28, 35.87, radius=5000))), ["positions_apart"]),
    "tag within the radii": (photo(positions=(gps(*TARTUS), tag(34.94, 35.87, radius=5000))), []),
    "tag of a region": (photo(positions=(gps(*TARTUS), tag(33.5, 36.3, precision="region"))), []),
    "tag that was refuted": (photo(positions=(gps(*TARTUS), tag(35.28, 35.87, level="refuted"))), []),
    "a mountain far away": (
        photo(positions=(gps(*TARTUS), tag(35.1, 36.2, role="subject", source="analyst", radius=500))),
        [],
    ),
    "linked place far away": (
        photo(positions=(gps(*TARTUS),), place=PlaceFact("k", "l", "Homs", 34.73, 36.71, 3000)),
        ["place_apart"],
    ),
    "linked place around it": (
        photo(positions=(gps(*TARTUS),), place=PlaceFact("k", "l", "Tartus", 34.89, 35.88, 3000)),
        [],
    ),
    "west for east": (photo(positions=(gps(34.9, -35.87), tag(34.89, 35.88, radius=5000))), ["position_flipped"]),
    "swapped": (photo(positions=(gps(35.87, 34.9), tag(34.89, 35.88, radius=5000))), ["position_flipped"]),
    "zero": (photo(positions=(tag(0.0, 0.0),)), ["position_zero"]),
    "near zero at sea": (photo(positions=(tag(0.4, 0.9),)), []),
    "one number twice": (photo(positions=(tag(34.9, 34.9),)), ["position_same_numbers"]),
    "zero of the camera, said at import": (photo(positions=(gps(34.9, 34.9),)), []),
    # Traces.
    "Photoshop": (photo(software=(("Software", "Adobe Photoshop CS6 (Windows)"),)), ["edited_trace"]),
    "history of XMP": (photo(software=(("xmpMM:History/stEvt:softwareAgent", "GIMP 2.8"),)), ["edited_trace"]),
    "firmware": (photo(software=(("Software", "HDR+ 1.0.540104767z"),)), []),
    "version of a phone": (photo(software=(("Software", "13.3.1"),)), []),
    "file of a messenger": (photo(camera=("", "", ""), file_name="IMG-20150918-WA0004.jpg"), ["no_camera_data"]),
    "nothing in it": (photo(camera=("", "", ""), file_name="DSC_0412.JPG"), ["no_camera_data"]),
    "nothing but a date": (photo(taken("2015-09-18", source="iptc DateCreated"), camera=("", "", "")), []),
    "nothing but a program": (photo(camera=("", "", ""), software=(("Software", "scan 1.0"),)), []),
    "a drawing": (photo(camera=("", "", ""), media_type="image/png"), []),
    "unreadable": (photo(camera=("", "", ""), problems=frozenset({"metadata_unreadable"})), []),
    "mark of a platform": (
        photo(camera=("", "", ""), structure=(("SpecialInstructions", "FBMD01000abc"),)),
        ["no_camera_data"],
    ),
    # How a JPEG is built.
    "segment of Photoshop": (
        photo(structure=(("JPEGSegments", "JFIF, Exif, Photoshop with its quality, Adobe, baseline"),)),
        ["edited_trace"],
    ),
    "saved for the web": (photo(structure=(("JPEGSegments", "JFIF, Ducky, Adobe, baseline"),)), ["edited_trace"]),
    "captioned": (photo(structure=(("JPEGSegments", "Exif, Photoshop, baseline"),)), []),
    "comment of a program": (photo(structure=(("Comment", "Created with GIMP"),)), ["edited_trace"]),
    "comment of a person": (photo(structure=(("Comment", "Canva on the wall, photoshop next door"),)), []),
    "original built by a program": (
        photo(collection=CollectionFact("original", "", None, ""), structure=BUILT_ANEW),
        ["built_anew"],
    ),
    "copy built by a program": (
        photo(collection=CollectionFact("platform copy", "", None, ""), structure=BUILT_ANEW),
        [],
    ),
    "original with tables of its own": (
        photo(collection=CollectionFact("original", "", None, ""), structure=(BUILT_ANEW[0],)),
        [],
    ),
    "original without data": (
        photo(camera=("", "", ""), collection=CollectionFact("original", "", None, "")),
        ["original_without_data"],
    ),
    "original with data": (photo(collection=CollectionFact("original", "", None, "")), []),
}


@pytest.mark.parametrize("name", CASES)
def test_one_file(name):
    file, expected = CASES[name]
    assert codes(file) == expected


def test_every_code_has_a_case():
    here = {code for _, expected in CASES.values() for code in expected}
    elsewhere = {"copies_dates", "before_account", "date_future", "speed_camera", "speed_account"}
    assert here | elsewhere == set(CODES)


def test_the_clock_is_told_in_hours_with_both_values():
    file = photo(
        taken("2015-09-18T07:05:00"),
        positions=(gps(*TARTUS, AT_SEVEN),),
        posts=(posted("2015-09-19T10:00:00", "2015-09-19T07:00:00Z", "+03:00"),),
    )
    (one,) = found(file)
    assert one.title == "Camera clock is 3 h behind GPS time"
    assert one.values == (("Camera", "18 Sep 2015, 07:05"), ("GPS", "18 Sep 2015, 10:05 UTC+3"))
    assert [remedy.words for remedy in one.remedies] == [
        "Use GPS time",
        "Correct camera clock",
        "Keep both",
    ]
    correct = next(remedy for remedy in one.remedies if remedy.verb == "correct_clock")
    assert (correct.value, correct.zone) == (3 * 3600, "+03:00")
    # Without a zone anywhere the hours are only about.
    (unsure,) = found(file._replace(posts=()))
    assert unsure.title == "Camera clock is about 2 h behind GPS time" and unsure.values[1][1].endswith("UTC")
    (shown,) = found(file._replace(posts=()), display_zone="Asia/Damascus")
    assert shown.title == "Camera clock is 3 h behind GPS time"


def test_an_old_fix_is_told_as_a_distance():
    file = CASES["fix 41 min older"][0]
    (one,) = found(file)
    assert one.values == (("Fix made", "10:05, 41 min before"), ("So it is", "perhaps 20 km off, at 30 km/h"))
    assert one.remedies[0].words == "Widen to 20 km"
    (settled,) = found(file._replace(positions=(gps(*TARTUS, AT_SEVEN, radius=20_000),)))
    assert settled.state == "corrected"


def test_a_clock_that_is_corrected_is_settled():
    wrote = taken("2015-09-18T07:05:00", preferred=False)
    right = taken("2015-09-18T10:05:00", AT_SEVEN, "+03:00", source="clock_offset")
    (one,) = found(photo(wrote, right, positions=(gps(*TARTUS, AT_SEVEN),)))
    assert one.code == "clock_gps" and one.state == "corrected" and one.answer_id is None


def shot(ref, local, utc=None, *, at=TARTUS, camera=PHONE, stamp=None):
    return photo(taken(local, utc), ref=ref, camera=camera, positions=(gps(*at, stamp, row=f"g-{ref}"),))


MOSCOW = (55.75, 37.62)
HOMS = (34.73, 36.71)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (shot("M-2", "2015-09-18T10:35:00", at=MOSCOW), ["speed_camera"]),
        (shot("M-2", "2015-09-18T13:35:00", at=MOSCOW), []),
        (shot("M-2", "2015-09-18T10:35:00", at=HOMS), []),
        (shot("M-2", "2015-09-18T10:35:00", at=MOSCOW, camera=("Phone", "K5", "K5-2")), []),
        # A plane to the west lands at the hour it left: the clock of the phone follows the zone.
        (shot("M-2", "2015-09-18T10:35:00", at=(48.8, 2.3)), []),
    ],
)
def test_speed_of_a_camera(second, expected):
    assert codes(shot("M-1", "2015-09-18T10:05:00"), second) == expected


def test_without_a_serial_number_the_words_are_weaker():
    bare = ("Phone", "K5", "")
    first, second = (
        shot("M-1", "2015-09-18T10:05:00", camera=bare),
        shot("M-2", "2015-09-18T10:35:00", at=MOSCOW, camera=bare),
    )
    (one,) = found(first, second)
    assert "one model of camera" in one.title and "two cameras" in one.meaning
    # Posted by two accounts they are two cameras.
    assert codes(first._replace(account_id="a"), second._replace(account_id="b")) == []


def test_many_phones_of_one_model_are_not_one_phone():
    bare = ("Apple", "iPhone 6", "")
    files = [
        shot(f"M-{n}", f"2015-09-18T10:{n:02}:00", at=MOSCOW if n % 2 else TARTUS, camera=bare) for n in range(1, 20)
    ]
    assert codes(*files) == []


def test_satellite_time_counts_for_the_speed():
    first = shot("M-1", "2015-09-18T10:05:00", stamp="2015-09-18T07:05:00Z")
    second = shot("M-2", "2015-09-18T10:10:00", at=(48.8, 2.3), stamp="2015-09-18T08:10:00Z")
    assert "speed_camera" in codes(first, second)
    later = shot("M-2", "2015-09-18T10:10:00", at=(48.8, 2.3), stamp="2015-09-18T12:10:00Z")
    assert "speed_camera" not in codes(first, later)


def test_a_shot_on_the_wrong_side_of_greenwich():
    (one,) = found(shot("M-1", "2015-09-18T10:05:00"), shot("M-2", "2015-09-18T10:35:00", at=(34.91, -35.87)))
    assert (one.code, one.row_id) == ("position_flipped", "M-2")


def test_speed_of_an_account():
    def at(ref, utc, point):
        return posted(utc[:19], utc, ref=ref, tag=tag(*point, row=ref))

    early, late = at("P-1", "2015-09-18T10:00:00Z", TARTUS), at("P-2", "2015-09-18T10:40:00Z", MOSCOW)
    (one,) = found(accounts=[AccountFact("a", "A-1", "a_severny", posts=(early, late))])
    assert (one.code, one.kind, one.row_id) == ("speed_account", "account", "a")
    assert one.title.startswith("2,3") and "km in 40 min with one account" in one.title
    slow = at("P-2", "2015-09-18T14:40:00Z", MOSCOW)
    assert codes(accounts=[AccountFact("a", "A-1", "a_severny", posts=(early, slow))]) == []


def test_posts_older_than_the_account_and_from_the_future():
    old, later = posted("2015-09-18T10:00:00", "2015-09-18T07:00:00Z"), posted("2027-01-01", precision="day", ref="P-2")
    account = AccountFact("a", "A-1", "a_severny", created_on="2015-10-01", posts=(old, later))
    assert codes(accounts=[account]) == ["before_account", "date_future"]
    assert codes(accounts=[replace(account, created_on="2015-09-18", posts=(old,))]) == []


def test_copies_with_two_dates():
    first, second = photo(taken("2015-09-18T10:00:00")), photo(taken("2015-09-24T10:00:00"), ref="M-2")
    (one,) = found(first, second, same=(("M-1", "M-2"),))
    assert (one.code, one.row_id, one.others) == ("copies_dates", "M-2", ("M-1",))
    assert codes(first, second) == []
    near = photo(taken("2015-09-18T13:00:00"), ref="M-2")
    assert codes(first, near, same=(("M-1", "M-2"),)) == []


def test_an_answer_stays_while_the_values_stand():
    file = CASES["tag 42 km away"][0]
    (one,) = found(file)
    answers = {(one.code, one.subject): AnswerFact("c", "explained", "Tagged at home")}
    (answered,) = found(file, answers=answers)
    assert (answered.state, answered.note, answered.is_open) == ("explained", "Tagged at home", False)
    moved = file._replace(positions=(file.positions[0], tag(35.30, 35.87, row="g3", radius=5000)))
    (again,) = found(moved, answers=answers)
    assert again.is_open


def test_what_a_person_made_wide_enough_is_a_settled_line():
    file = CASES["tag 42 km away"][0]
    (one,) = found(file)
    widen = next(remedy for remedy in one.remedies if remedy.verb == "widen")
    wide = file._replace(positions=(file.positions[0], tag(35.28, 35.87, radius=widen.value)))
    assert codes(wide) == []
    (settled,) = found(wide, answers={(one.code, widen.subject): AnswerFact("c", "corrected", widen.words)})
    assert settled.state == "corrected"


def test_ordinary_holiday_photos_have_none():
    phone, camera = ("Apple", "iPhone 6", ""), ("Canon", "Canon EOS 70D", "0123")
    files = []
    # Three weeks: home, a flight to the west without a zone on the clock, a drive, a flight back.
    for day, (latitude, longitude, ahead) in enumerate(
        [(52.5, 13.4, 2), (38.7, -9.1, 1), (37.0, -7.9, 1), (37.4, -6.0, 2), (52.5, 13.4, 2)] * 4
    ):
        for number in range(6):
            local, utc = (
                f"2015-07-{day + 1:02}T{9 + number:02}:15:00",
                f"2015-07-{day + 1:02}T{9 + number - ahead:02}:13:30Z",
            )
            where = (latitude + number / 100, longitude + number / 100)
            files.append(shot(f"M-{day}{number}", local, at=where, camera=phone, stamp=utc))
            files.append(photo(taken(local), ref=f"M-9{day}{number}", camera=camera))
    files = [one._replace(software=(("Software", "8.4"),)) for one in files]
    assert codes(*files) == []


def test_the_odd_one_among_many_shots_is_named_once():
    row = [shot(f"M-{n}", f"2015-09-18T10:{n:02}:00") for n in range(1, 6)]
    (one,) = found(*row, shot("M-9", "2015-09-18T10:03:30", at=(34.91, -35.87)))
    assert (one.code, one.row_id) == ("position_flipped", "M-9")
    far = found(*row, shot("M-9", "2015-09-18T10:03:30", at=MOSCOW))
    assert {(one.code, one.row_id) for one in far} == {("speed_camera", "M-9")}


def test_of_two_shots_the_one_whose_clock_does_not_fit_is_turned():
    west = shot("M-1", "2017-09-19T10:05:00", at=(34.9, -35.88), stamp="2017-09-19T07:05:00Z")
    east = shot("M-2", "2017-09-19T10:15:00", at=(34.91, 35.88), stamp="2017-09-19T07:15:00Z")
    turned = [one for one in found(west, east) if one.code == "position_flipped"]
    assert [one.row_id for one in turned] == ["M-1"]
    clock = next(one for one in found(west) if one.code == "clock_gps")
    assert clock.meaning.startswith("Perhaps the longitude has the wrong sign")
    # Once a person has turned it, the clock fits where it was taken.
    east = PositionFact("g-9", "camera", "analyst", 34.9, 35.88, None, True, chosen_by="person")
    (wrote,) = west.positions
    assert "clock_gps" not in codes(west._replace(positions=(wrote._replace(preferred=False), east)))
