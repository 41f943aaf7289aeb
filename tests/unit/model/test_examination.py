"""What a worker may say, and everything it must not."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.model import examination as model
from evidence_board.model.examination import (
    PROBLEM_WORDS,
    Examination,
    ExaminedGeotag,
    ExaminedMoment,
    Problem,
    ProblemCode,
    UntrustedReplyError,
    clean_text,
    fit_raw_tags,
)

MOMENT = ExaminedMoment(
    "captured",
    "2015:09:12 16:40:05",
    "2015-09-12T16:40:05",
    "2015-09-12T13:40:05Z",
    "second",
    "+03:00",
    "OffsetTimeOriginal",
    "exif DateTimeOriginal",
)
GEOTAG = ExaminedGeotag(34.889, 35.8866, 12.5, 270.0, 2.1, None, "2015-09-12T13:40:03Z", "device_exif", "34/1 53/1")
WHOLE = Examination(
    media_type="image/jpeg",
    kind="photo",
    state="partial",
    width=4032,
    height=3024,
    orientation=6,
    camera_make="Canon",
    focal_length_mm=4.2,
    moments=(MOMENT,),
    geotags=(GEOTAG,),
    title="Тартус",
    caption="طرطوس\nport",
    tags=("port", "ship"),
    raw_tags=(("EXIF", "Make", "Canon"),),
    problems=(Problem(ProblemCode.FILE_ENDS_EARLY, "at byte 3"),),
)


def changed(**values):
    return {**WHOLE.to_flat(), **values}


def with_row(name, **values):
    flat = WHOLE.to_flat()
    flat[name] = [{**flat[name][0], **values}]
    return flat


def test_it_crosses_the_pipe_unchanged():
    assert Examination.from_flat(json.loads(json.dumps(WHOLE.to_flat()))) == WHOLE


@pytest.mark.parametrize(
    "untrusted",
    [
        None,
        [],
        {},
        changed(extra=1),
        {name: value for name, value in WHOLE.to_flat().items() if name != "title"},
        changed(media_type="../../etc"),
        changed(media_type="image/jpeg\n"),
        changed(kind="program"),
        changed(kind=["photo"]),
        changed(state=None),
        changed(width=0),
        changed(width=True),
        changed(width=4032.0),
        changed(width=10**12),
        changed(duration_s=-1),
        changed(duration_s=float("inf")),
        changed(duration_s=float("nan")),
        changed(duration_s=10**400),
        changed(camera_make="x" * 1001),
        changed(camera_make=b"Canon"),
        changed(title="a\0b"),
        changed(title="\ud800"),
        changed(caption="x" * 70_000),
        changed(tags="port"),
        changed(tags=[1]),
        changed(tags=["x"] * 501),
        changed(moments=[MOMENT] * 65),
        changed(raw_tags=[["a", "b"]]),
        changed(raw_tags=[["a", "b", 3]]),
        changed(raw_tags=[["a", "b", "c"]] * 5001),
        changed(raw_tags=[["a", "b", "x" * 65_537]]),
        changed(raw_tags=[["a", "b", "x" * 65_000]] * 70),
        changed(problems=[{"code": "rm", "detail": ""}]),
        changed(problems=[{"code": "gps_zero", "detail": "", "message": "Send money."}]),
        with_row("moments", role="posted"),
        with_row("moments", local_iso="yesterday"),
        with_row("moments", local_iso="2015-02-30"),
        with_row("moments", utc_iso="2015-09-12T13:40:05"),
        with_row("moments", utc_iso="2015-09-12T25:40:05Z"),
        with_row("moments", precision="moon"),
        with_row("moments", zone="+03:00; DROP"),
        with_row("geotags", latitude=90.01),
        with_row("geotags", longitude=-181),
        with_row("geotags", latitude=None),
        with_row("geotags", bearing_deg=361),
        with_row("geotags", source="analyst"),
    ],
    ids=lambda value: repr(value)[-60:],
)
def test_what_it_must_not_say_is_refused(untrusted):
    with pytest.raises(UntrustedReplyError):
        Examination.from_flat(untrusted)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


@given(st.sampled_from(sorted(WHOLE.to_flat())), JSON)
def test_any_value_in_any_place_is_taken_or_refused_but_never_breaks(name, value):
    try:
        taken = Examination.from_flat(changed(**{name: value}))
    except UntrustedReplyError:
        return
    json.dumps(taken.to_flat()).encode("utf-8")


@pytest.mark.parametrize("iso", ["2015", "2015-09", "2015-09-12", "2015-09-12T16", "2015-09-12T16:40"])
def test_coarse_clock_times_stay_as_coarse_as_written(iso):
    untrusted = with_row("moments", local_iso=iso, utc_iso=None)
    assert Examination.from_flat(untrusted).moments[0].local_iso == iso


@given(st.text())
def test_cleaned_text_is_always_accepted(text):
    cleaned = clean_text(text, limit=50)
    assert Examination.from_flat(changed(title=cleaned)).title == cleaned


def test_what_cannot_be_stored_is_replaced_visibly():
    assert clean_text("a\0b\ud800\tc\n", limit=100) == "a\ufffdb\ufffd\tc\n"


@pytest.mark.parametrize(
    ("tags", "shortened"),
    [
        ([("EXIF", "Make", "Canon")], False),
        ([("EXIF", "MakerNote", "x" * 100_000)], True),
        ([("EXIF", f"Tag{number}", "1") for number in range(6000)], True),
        ([("XMP", f"Tag{number}", "x" * 60_000) for number in range(100)], True),
        ([("EXIF", "Make", "bad\0")], False),
    ],
    ids=["plain", "long", "many", "much", "control"],
)
def test_tags_cut_to_fit_are_accepted(tags, shortened):
    fitted, said = fit_raw_tags(tags)
    assert said is shortened
    assert fitted
    assert Examination.from_flat(replace(WHOLE, raw_tags=fitted).to_flat()).raw_tags == fitted


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_plain_words(code):
    words = PROBLEM_WORDS[code]
    for sentence in (words.message, words.what_follows, words.with_detail or words.message):
        assert sentence.endswith("." if "{detail}" not in sentence else (".", ").")), sentence
        assert "!" not in sentence
        assert "error" not in sentence.lower()
    assert Problem(code).message == words.message
    assert "{" not in Problem(code, "2041").message


def test_a_detail_with_braces_stays_text():
    problem = Problem(ProblemCode.DATE_IN_FUTURE, "{0.__class__}")
    assert problem.message == "The date is in the future: {0.__class__}."


def test_a_long_detail_stays_out_of_the_sentence():
    assert Problem(ProblemCode.DATE_IN_FUTURE, "x" * 200).message == "The date is in the future."


def test_the_module_gives_out_what_it_names():
    assert all(hasattr(model, name) for name in model.__all__)
