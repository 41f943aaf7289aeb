"""Words, names in other scripts, dates and numbers of the interface."""

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QLocale, Qt

from evidence_board.ui.i18n import (
    clock,
    count,
    day_month,
    day_month_year,
    isolate,
    month_year,
    number,
    set_language,
    tr,
)

DAY = date(2015, 9, 12)


@pytest.fixture
def speak(qapp):
    yield lambda code: set_language(qapp, code)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(QLocale.c())


def test_values_are_put_into_a_text(qapp):
    assert tr("{shown} of {total} files", shown=15, total=48) == "15 of 48 files"
    assert tr("{text}: {context}", text="a", context="b") == "a: b"


def test_a_missing_value_is_an_error(qapp):
    with pytest.raises(KeyError):
        tr("{shown} of {total}", shown=1)


def test_braces_without_values_stay(qapp):
    assert tr("a {thing}") == "a {thing}"


def test_a_foreign_name_is_isolated():
    assert isolate("أبو ليث") == "\u2068أبو ليث\u2069"
    assert isolate("") == ""


@pytest.mark.parametrize(("files", "words"), [(0, "0 files"), (1, "1 file"), (1200, "1,200 files")])
def test_a_count_has_its_noun(speak, files, words):
    speak("en")
    assert count(files, one="{n} file", many="{n} files") == words


def test_dates_are_written_in_words(speak):
    speak("en")
    assert (day_month(DAY), day_month_year(DAY), month_year(DAY)) == ("12 Sep", "12 Sep 2015", "Sep 2015")


@pytest.mark.parametrize(
    ("code", "words", "direction"),
    [
        ("ar_SY", "12 أيلول 2015", Qt.LayoutDirection.RightToLeft),
        ("fa", "12 سپتامبر 2015", Qt.LayoutDirection.RightToLeft),
        ("ru", "12 сент. 2015", Qt.LayoutDirection.LeftToRight),
    ],
)
def test_a_language_brings_months_and_direction(speak, qapp, code, words, direction):
    speak(code)
    assert day_month_year(DAY) == words
    assert qapp.layoutDirection() == direction


@pytest.mark.parametrize("code", ["ar", "ar_SY", "fa", "en", "ru"])
def test_digits_stay_in_every_language(speak, code):
    speak(code)
    assert set(number(1234567)) >= set("1234567")


def test_clock_times_are_on_24_hours():
    assert clock(time(16, 40)) == "16:40"
    assert clock(datetime(2015, 9, 18, 1, 7, 9), seconds=True) == "01:07:09"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("196 طرطوس.jpg", "\u2066\u2068196 طرطوس\u2069.jpg\u2069"),
        ("طرطوس 196.JPEG", "\u2066\u2068طرطوس 196\u2069.JPEG\u2069"),
        ("Тартус طرطوس.mp4", "\u2066\u2068Тартус طرطوس\u2069.mp4\u2069"),
        ("Тартус, причал.jpg", "\u2068Тартус, причал.jpg\u2069"),
        ("صباح الخير. من الميناء", "\u2068صباح الخير. من الميناء\u2069"),
        ("طرطوس", "\u2068طرطوس\u2069"),
        (".jpg", "\u2068.jpg\u2069"),
    ],
)
def test_the_ending_of_an_arabic_file_name_stays_behind_it(name, wanted):
    assert isolate(name) == wanted
