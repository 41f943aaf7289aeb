"""The richer value of each line, and the richer copy: what is kept counts, not looks."""

from dataclasses import replace

from evidence_board.analysis.copy_differences import compare_copies
from evidence_board.model.copies import CopyFacts
from evidence_board.model.moments import Moment


def moment(local, utc=None, precision="day"):
    return Moment(local, local, utc, precision, None, None)


FIRST = CopyFacts(
    item_id="1",
    ref="M-003",
    width=1280,
    height=960,
    size=184_000,
    media_type="image/jpeg",
    taken=moment("2015-09-05"),
    taken_source="caption",
    posted=moment("2015-09-05"),
    accounts=("a_severny",),
    caption="«Порт, утро»",
    sha256="5d10",
    uses=("K-001",),
)
SECOND = CopyFacts(
    item_id="2",
    ref="M-041",
    width=2048,
    height=1536,
    size=1_600_000,
    media_type="image/jpeg",
    camera="Phone K5",
    position=(34.8983, 35.8612),
    position_source="device_exif",
    taken=moment("2015-09-04T09:10:00", precision="second"),
    taken_source="exif DateTimeOriginal",
    posted=moment("2015-09-11"),
    accounts=("second",),
    raw_tags=40,
    sha256="f3a9",
)


def checks(first, second):
    found = compare_copies(first, second)
    return {row.code: row.richer for row in found.rows}, found.richer


def test_each_line_says_which_copy_keeps_more():
    found, richer = checks(FIRST, SECOND)
    assert found == {
        "pixels": 1,
        "size": 1,
        "format": None,
        "camera": 1,
        "gps": 1,
        "taken": 1,
        "posted": 0,
        "account": None,
        "caption": 0,
        "metadata": 1,
        "sha256": None,
        "uses": 0,
    }
    assert richer == 1
    turned, richer = checks(SECOND, FIRST)
    assert richer == 0
    assert turned == {code: None if which is None else 1 - which for code, which in found.items()}


def test_equal_lines_are_marked_and_equal_copies_have_no_richer_one():
    found = compare_copies(FIRST, replace(FIRST, ref="M-009"))
    assert all(row.same and row.richer is None for row in found.rows)
    assert found.richer is None


def test_pixels_decide_when_lines_are_even():
    found = compare_copies(replace(FIRST, caption=""), replace(FIRST, width=640, height=480))
    assert {row.code: row.richer for row in found.rows if row.richer is not None} == {"pixels": 0, "caption": 1}
    assert found.richer == 0


def test_which_was_posted_first_is_only_said_where_it_can_be_told():
    same_day = replace(FIRST, posted=moment("2015-09-05T10:00:00", precision="minute"))
    assert checks(FIRST, same_day)[0]["posted"] is None
    early = replace(FIRST, posted=moment("2015-09-05T23:00:00", "2015-09-05T20:00:00Z", "second"))
    late = replace(FIRST, posted=moment("2015-09-05T21:30:00", "2015-09-05T21:30:00Z", "second"))
    assert checks(late, early)[0]["posted"] == 1
    assert checks(FIRST, replace(FIRST, posted=None))[0]["posted"] == 0


def test_generation_counts_only_where_both_are_noted():
    original, repost = replace(FIRST, generation="original"), replace(FIRST, generation="repost")
    assert checks(repost, original)[0]["generation"] == 1
    assert checks(FIRST, original)[0]["generation"] is None


def test_every_tag_that_differs_has_a_line_and_they_count_once():
    first = CopyFacts(item_id="1", ref="M-001", raw_tags=3, tags=(("Make", "P"), ("Model", "6"), ("Software", "x")))
    second = CopyFacts(item_id="2", ref="M-002", raw_tags=2, tags=(("Model", "7"), ("Software", "x")))
    found = compare_copies(first, second)
    rows = {row.code: row.richer for row in found.rows if row.code.startswith("tag:")}
    assert rows == {"tag:Make": 0, "tag:Model": None}
    assert found.richer == 0


def test_a_few_bytes_more_make_no_copy_richer():
    first, second = CopyFacts(item_id="1", ref="M-001", size=100_000), CopyFacts(item_id="2", ref="M-002", size=100_001)
    found = compare_copies(first, second)
    assert next(row for row in found.rows if row.code == "size").richer is None
    assert found.richer is None


def test_names_of_files_are_compared_and_neither_is_richer():
    first = CopyFacts(item_id="1", ref="M-001", file_name="причал.jpg")
    second = CopyFacts(item_id="2", ref="M-002", file_name="IMG_1.jpg")
    assert next(row for row in compare_copies(first, second).rows if row.code == "name").richer is None
