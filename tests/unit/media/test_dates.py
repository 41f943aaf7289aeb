"""Dates as files write them: nothing guessed, nothing shifted, nothing from the future."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from tests.factories import exif_bytes as eb

from evidence_board.media.dates import UnreadableDateError, captured_moment, parse_offset, parse_written
from evidence_board.media.metadata import Metadata, read_picture
from evidence_board.model.examination import ProblemCode
from evidence_board.model.file_problems import ProblemAction

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
TAKEN = "2015:09:03 17:20:17"


def read(
    *exif: eb.Entry, image: list[eb.Entry] | None = None, gps: list[eb.Entry] | None = None, more: bytes = b""
) -> Metadata:
    data = eb.jpeg_with(eb.app1(eb.tiff_block(image or [], exif=exif, gps=gps or [])), more)
    with Image.open(io.BytesIO(data)) as opened:
        return read_picture(opened, data, media_type="image/jpeg", now=NOW)


def codes(found: Metadata) -> list[ProblemCode]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("written", "local_iso", "precision"),
    [
        (TAKEN, "2015-09-03T17:20:17", "second"),
        ("2015:09:03 17:20:17\0", "2015-09-03T17:20:17", "second"),
        ("2015-09-03T17:20:17", "2015-09-03T17:20:17", "second"),
        ("2015/09/03 17:20:17", "2015-09-03T17:20:17", "second"),
        ("2015:09:03 17:20", "2015-09-03T17:20", "minute"),
        ("2015-09-03T17:20:17.5", "2015-09-03T17:20:17.500000", "second"),
        ("2015:09:03", "2015-09-03", "day"),
        ("2015:09:03   :  :  ", "2015-09-03", "day"),
        ("2015:09:     :  :  ", "2015-09", "month"),
        ("2015:09:00 00:00:00", "2015-09", "month"),
        ("2015-09", "2015-09", "month"),
        ("2015", "2015", "year"),
        ("2015:00:00 00:00:00", "2015", "year"),
        ("2015:09:03 24:05:00", "2015-09-03", "day"),
        ("2017:08:21 15:08:70", "2017-08-21", "day"),
        ("2015:09:03 25:00:00", "2015-09-03", "day"),
        ("2016:12:31 23:59:60", "2016-12-31T23:59", "minute"),
    ],
)
def test_written_forms(written, local_iso, precision):
    parsed = parse_written(written)

    assert parsed is not None
    assert (parsed.local_iso, parsed.precision, parsed.offset_min) == (local_iso, precision, None)


@pytest.mark.parametrize(
    "written", ["0000:00:00 00:00:00", "    :  :     :  :  ", "0000-00-00", ":", "--", "0000:00:00"]
)
def test_blanks_and_zeros_are_no_date_but_a_problem(written):
    assert parse_written(written) is None
    moment, problems = captured_moment(written, source="x", now=NOW)
    assert moment is None
    assert [problem.code for problem in problems] == [ProblemCode.DATE_UNSET]
    assert problems[0].message == "The date is blank or all zeros."
    assert "the time is not known" in problems[0].what_follows and problems[0].action is ProblemAction.SET_DATE


@pytest.mark.parametrize("written", ["", "    ", "\0"])
def test_an_empty_field_says_nothing(written):
    assert parse_written(written) is None
    assert captured_moment(written, source="x", now=NOW) == (None, ())


@pytest.mark.parametrize("written", ["0000:00:00 00:00:00", "    :  :     :  :  "])
def test_an_unset_clock_is_one_problem_and_stays_in_the_raw_tags(written):
    found = read(eb.text(0x9003, written), eb.text(0x9004, "0000:00:00 00:00:00"), image=[eb.text(0x0132, written)])

    assert found.moments == ()
    assert codes(found) == [ProblemCode.DATE_UNSET]
    raw = {(group, name): value for group, name, value in found.raw_tags}
    assert raw["EXIF", "DateTimeOriginal"].strip() == written.strip()


def test_an_unset_clock_is_no_problem_while_another_field_says_when():
    packet = eb.xmp_packet('exif:DateTimeOriginal="2015-09-03T17:20:17"')
    xmp = read(eb.text(0x9003, "0000:00:00 00:00:00"), more=eb.app1_xmp(packet))
    digitized = read(eb.text(0x9003, "0000:00:00 00:00:00"), eb.text(0x9004, TAKEN))
    changed = read(eb.text(0x9003, "0000:00:00 00:00:00"), image=[eb.text(0x0132, TAKEN)])

    assert [moment.source for moment in xmp.moments] == ["xmp exif:DateTimeOriginal"]
    assert [moment.source for moment in digitized.moments] == ["exif DateTimeDigitized"]
    assert [moment.source for moment in changed.moments] == ["exif DateTime (last change)"]
    assert codes(xmp) == codes(digitized) == codes(changed) == []


@pytest.mark.parametrize(
    "written",
    ["2015:13:01 10:00:00", "2015:02:30 10:00:00", "2015:02:31 10:00:00", "2015:06:31 10:00:00", "yesterday",
     "0001:01:01 00:00:00", "15:09:2015", "2015:09:03 17:20:17 in the evening"],
)  # fmt: skip
def test_what_is_no_date_is_a_problem(written):
    with pytest.raises(UnreadableDateError):
        parse_written(written)
    moment, problems = captured_moment(written, source="x", now=NOW)
    assert moment is None
    assert [problem.code for problem in problems] == [ProblemCode.DATE_UNREADABLE]
    assert problems[0].detail.startswith(written[:20])


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("+03:00", 180), ("+0300", 180), ("+3", 180), ("-03:30", -210), ("Z", 0), ("UTC", 0), ("GMT+2", 120),
     ("+14:00", 840),
     ("   :  ", None), ("", None), ("+25:00", None), ("+03:75", None), ("3", None), ("EET", None)],
)  # fmt: skip
def test_offsets(written, minutes):
    assert parse_offset(written) == minutes


def test_without_a_zone_utc_stays_unknown():
    moment = read(eb.text(0x9003, TAKEN)).moments[0]

    assert (moment.role, moment.raw, moment.source) == ("captured", TAKEN, "exif DateTimeOriginal")
    assert moment.local_iso == "2015-09-03T17:20:17"
    assert (moment.utc_iso, moment.zone, moment.zone_source) == (None, None, None)


@pytest.mark.parametrize(
    ("offset", "utc"),
    [("+03:00", "2015-09-03T14:20:17Z"), ("-09:30", "2015-09-04T02:50:17Z"), ("Z", "2015-09-03T17:20:17Z")],
)
def test_an_offset_tag_gives_zone_and_utc(offset, utc):
    moment = read(eb.text(0x9003, TAKEN), eb.text(0x9011, offset)).moments[0]

    assert moment.local_iso == "2015-09-03T17:20:17"
    assert (moment.utc_iso, moment.zone_source) == (utc, "OffsetTimeOriginal")
    assert moment.zone == ("+00:00" if offset == "Z" else offset)


def test_fractions_of_a_second_are_kept():
    moment = read(eb.text(0x9003, TAKEN), eb.text(0x9291, "047"), eb.text(0x9011, "+03:00")).moments[0]

    assert moment.local_iso == "2015-09-03T17:20:17.047000"
    assert moment.utc_iso == "2015-09-03T14:20:17.047000Z"


@pytest.mark.parametrize(
    ("changed", "zone"), [(TAKEN, "+03:00"), ("2019:01:01 10:00:00", None)], ids=["untouched", "edited later"]
)
def test_the_zone_of_the_last_change_counts_only_for_an_untouched_file(changed, zone):
    found = read(eb.text(0x9003, TAKEN), eb.text(0x9010, "+03:00"), image=[eb.text(0x0132, changed)])

    assert found.moments[0].zone == zone


def test_zone_of_old_cameras():
    found = read(eb.text(0x9003, TAKEN), (0x882A, 8, b""), image=[(0x882A, eb.SHORT, [3])])

    assert (found.moments[0].zone, found.moments[0].zone_source) == ("+03:00", "TimeZoneOffset")


def test_digitized_is_a_second_moment_only_when_it_differs():
    same = read(eb.text(0x9003, TAKEN), eb.text(0x9004, TAKEN))
    other = read(eb.text(0x9003, TAKEN), eb.text(0x9004, "2018:01:01 10:00:00"))

    assert [moment.source for moment in same.moments] == ["exif DateTimeOriginal"]
    assert [moment.source for moment in other.moments] == ["exif DateTimeOriginal", "exif DateTimeDigitized"]


def test_the_last_change_counts_when_nothing_else_is_known():
    alone = read(image=[eb.text(0x0132, TAKEN)])
    beside = read(eb.text(0x9003, "2015:09:01 08:00:00"), image=[eb.text(0x0132, TAKEN)])

    assert [moment.source for moment in alone.moments] == ["exif DateTime (last change)"]
    assert [moment.source for moment in beside.moments] == ["exif DateTimeOriginal"]
    assert ("EXIF", "DateTime", TAKEN) in beside.raw_tags


def test_a_date_in_the_future_is_no_moment_but_stays_raw():
    found = read(eb.text(0x9003, "2041:03:01 09:12:00"), image=[eb.text(0x0132, TAKEN)])

    assert found.moments == ()
    assert codes(found) == [ProblemCode.DATE_IN_FUTURE]
    assert found.problems[0].message == "The date is in the future: 2041."
    assert "“Taken” is left empty" in found.problems[0].what_follows
    assert ("EXIF", "DateTimeOriginal", "2041:03:01 09:12:00") in found.raw_tags


def test_tomorrow_in_another_zone_is_not_the_future():
    assert read(eb.text(0x9003, "2026:01:02 01:00:00")).problems == ()
    assert codes(read(eb.text(0x9003, "2026:01:04 01:00:00"))) == [ProblemCode.DATE_IN_FUTURE]
    assert codes(read(eb.text(0x9003, "9999:12:31 23:59:59"), eb.text(0x9011, "-15:00"))) == [
        ProblemCode.DATE_IN_FUTURE
    ]


@pytest.mark.parametrize(
    "written",
    ["1980:01:01 00:00:00", "1970:01:01 00:00:12", "2000:01:01 00:03:00"],
)
def test_unlikely_dates_are_moments_with_a_problem(written):
    found = read(eb.text(0x9003, written))

    assert len(found.moments) == 1
    assert codes(found) == [ProblemCode.DATE_UNLIKELY]


@pytest.mark.parametrize("written", ["2015:09:03 24:10:00", "2017:08:21 15:08:70", "2015:09:03 24:60:61"])
def test_a_time_of_day_that_no_clock_shows_leaves_the_day_and_is_said(written):
    found = read(eb.text(0x9003, written))

    assert [moment.local_iso for moment in found.moments] == [f"{written[:10].replace(':', '-')}"]
    assert codes(found) == [ProblemCode.TIME_OF_DAY_UNREADABLE]
    assert found.problems[0].message == f"No clock shows this time of day: {written}."
    assert ("EXIF", "DateTimeOriginal", written) in found.raw_tags


def test_an_unreadable_date_is_not_replaced_by_a_worse_one():
    found = read(eb.text(0x9003, "2015:13:45 10:00:00"), image=[eb.text(0x0132, TAKEN)])

    assert found.moments == ()
    assert codes(found) == [ProblemCode.DATE_UNREADABLE]


def test_xmp_date_when_exif_has_none():
    packet = eb.xmp_packet('photoshop:DateCreated="2015-09-03T17:20:17+03:00"')
    moment = read(more=eb.app1_xmp(packet)).moments[0]

    assert (moment.source, moment.zone) == ("xmp photoshop:DateCreated", "+03:00")
    assert moment.zone_source == "xmp photoshop:DateCreated"
    assert moment.utc_iso == "2015-09-03T14:20:17Z"


def test_iptc_day_stays_a_day():
    moment = read(more=eb.app13_iptc(eb.iim(2, 55, "20150903"))).moments[0]

    assert (moment.local_iso, moment.utc_iso, moment.precision) == ("2015-09-03", None, "day")
    assert moment.source == "iptc DateCreated"


def test_iptc_date_and_time_with_its_zone():
    moment = read(more=eb.app13_iptc(eb.iim(2, 55, "20150903") + eb.iim(2, 60, "172017+0300"))).moments[0]

    assert (moment.local_iso, moment.utc_iso) == ("2015-09-03T17:20:17", "2015-09-03T14:20:17Z")


def test_dates_of_camera_and_program_that_disagree():
    packet = eb.xmp_packet('photoshop:DateCreated="2014-05-05T10:00:00"')
    found = read(eb.text(0x9003, TAKEN), more=eb.app1_xmp(packet))

    assert [moment.source for moment in found.moments] == ["exif DateTimeOriginal"]
    assert codes(found) == [ProblemCode.DATES_DISAGREE]


def test_the_day_a_file_was_made_does_not_disagree_with_the_day_of_the_picture():
    packet = eb.xmp_packet('xmp:CreateDate="2019-05-05T10:00:00"')

    assert read(eb.text(0x9003, TAKEN), more=eb.app1_xmp(packet)).problems == ()


def test_an_offset_written_with_its_name():
    packet = eb.xmp_packet('photoshop:DateCreated="2024-04-22T14:38:09.526GMT+02:00"')
    moment = read(more=eb.app1_xmp(packet)).moments[0]

    assert (moment.utc_iso, moment.zone) == ("2024-04-22T12:38:09.526000Z", "+02:00")


def test_satellite_time_when_there_is_no_other():
    stamp = [eb.text(29, "2015:09:03"), eb.rationals(7, 14, 20, 17)]
    moment = read(gps=eb.gps("N", (34, 53, 20), "E", (35, 52, 7), *stamp)).moments[0]

    assert (moment.source, moment.utc_iso) == ("GPS time stamp", "2015-09-03T14:20:17Z")
