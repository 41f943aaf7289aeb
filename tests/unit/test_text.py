"""Folding and matching in memory: scripts, spellings, hostile and huge texts."""

import time

import pytest

from evidence_board.text import fold, fold_for_search, latin_reading, query_words, skeletons, spaced
from evidence_board.text_match import matcher, quoted_parts, sounds_alike

#: What a person types, and what a page wrote.
SAME = [
    ("leviev", "Левиев"),
    ("Левиев", "Leviev"),
    ("ЛЕВИЕВ", "левиев"),
    ("елка", "Ёлка"),
    ("hmeimim", "Khmeimim"),
    ("حميميم", "حُمَيْمِيم"),
    ("ابو ليث", "أبو ليث"),
    ("احمد", "آحمد"),
    ("طرطوس", "طـــرطوس"),
    ("مدينه", "مدينة"),
    ("علي", "على"),
    ("سما", "سماء"),
    ("مسوول", "مسؤول"),
    ("ايراني", "ایرانی"),
    ("كتاب", "کتاب"),
    ("417", "٤١٧"),
    ("417", "۴۱۷"),
    ("417", "४१७"),
    ("jose muller", "José Müller"),
    ("tartus", "Ṭarṭūs"),
    ("istanbul", "İSTANBUL"),
    ("strasse", "Straße"),
    ("fin", "ﬁn"),
    ("abc", "ａｂｃ"),
    ("tartus", "Tar\u00adtus"),
    ("tartus", "Tar\u200btus"),
    ("tartus", "\u202eTartus\u202c"),
    ("tartus", "\u2067Tartus\u2069"),
    ("zalgo", "z\u0335\u0321\u0322a\u0336l\u0337\u0301\u0302\u0303go"),
    ("天安", "北京天安门广场"),
    ("beijing", "北京"),
    ("北京", "Beijing"),
    ("カ", "カメラ"),
    ("か", "が"),
    ("서울", "서울시"),
    ("seoul", "서울"),
    ("αθηνα", "Αθήνα"),
    ("athina", "Αθήνα"),
    ("שלום", "שָׁלוֹם"),
    ("thhouse", "lighthhouse"),
]


@pytest.mark.parametrize(("typed", "written"), SAME)
def test_what_is_typed_finds_what_is_written(typed, written):
    wanted = matcher(typed)
    assert wanted.found_in(written)
    assert wanted.rank(written) is not None
    assert wanted.rank(written) < 4
    assert wanted.spans(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Hmeimim", "Хмеймим"),
        ("Khmeimim", "حميميم"),
        ("طرطوس", "Tartus"),
        ("Tartus", "طرطوس"),
        ("abou leith", "أبو ليث"),
        ("al-Assad", "الأسد"),
        ("Mohammed Khaled", "محمد خالد"),
        ("Yevgeny", "Евгений"),
        ("Alexander Sergeyev", "Александр Сергеев"),
    ],
)
def test_names_are_found_by_ear(typed, written):
    assert matcher(typed).rank(written) is not None
    assert matcher(typed).spans(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tartus", "tortoise"),
        ("leviev", "левый"),
        ("ли", "Иван"),
        ("417", "418"),
        ("北海", "北京"),
        ("homs", "Hama"),
        ("大马", "Damaged"),
        ("大马", "Дима"),
    ],
)
def test_what_is_another_word_is_not_found(typed, written):
    assert matcher(typed).rank(written) is None


@pytest.mark.parametrize(
    ("typed", "written", "shown"),
    [
        ("тарт", "Tartus, breakwater", ["Tart"]),
        ("tart", "Тартаковский П.", ["Тарт"]),
        ("straße", "alte STRASSE", ["STRASSE"]),
        ("strasse", "alte Straße 4", ["Straße"]),
        ("fi", "ﬁn", ["ﬁ"]),
        ("layth", "«أبو ليث»", ["ليث"]),
        ("sep", "12 Sept 2015, 13 Sept", ["Sep", "Sep"]),
        ("a b", "a-b", ["a", "b"]),
        ("🚢 ship", "🚢🚢 ship", ["ship"]),
        ("안", "天안", ["안"]),
    ],
)
def test_the_match_is_shown_in_the_script_in_which_it_stands(typed, written, shown):
    assert [written[start:end] for start, end in matcher(typed).spans(written)] == shown


def test_ranks_go_from_the_whole_name_to_a_part_of_it():
    names = ["Tartus", "Tartus, breakwater", "Port of Tartus", "Antartus"]
    assert [matcher("тартус").rank(name) for name in names] == [0, 1, 2, 3] or [
        matcher("tartus").rank(name) for name in names
    ] == [0, 1, 2, 3]
    assert matcher("breakwater tart").rank("Tartus, breakwater") == 2
    assert matcher("طرطوس").rank("Tartus", "طرطوس") == 0
    assert matcher("").rank("anything") == 2


def test_quotation_marks_and_the_switch_mean_it_to_the_letter():
    assert matcher('"Tartus"').found_in("Tartus")
    assert not matcher('"Tartus"').found_in("TARTUS")
    assert not matcher("«Ёлка»").found_in("Елка")
    assert not matcher("Leviev", exact=True).found_in("Левиев")
    assert matcher("rtus, b", exact=True).found_in("Tartus, breakwater")
    assert matcher('"Tartus" мол').found_in("Tartus, Мол")
    assert matcher('"Tartus" мол').rank("tartus, Мол") is None
    assert matcher("“Tartus”").spans("a Tartus") == [(2, 8)]
    assert quoted_parts('a "b c" «d» “e” "" f') == ["b c", "d", "e"]


@pytest.mark.parametrize("text", ["ЁЖИК", "ﷺ", "İstanbul", "ﬁn", "ό", "서울", "が", "٤", "a\ud800b", "\x00", "Ⅷ", "ǅ"])
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_letter_by_letter_is_the_same_as_the_whole():
    text = "Ёлка, е\u0308лка; شَيْء ﻻ 서울 e\u0301 が ᾳ"
    assert "".join(fold(letter) for letter in text) == fold(text)


def test_signs_stand_apart_and_nothing_else_does():
    assert spaced(fold("T-72北京路")) == "t-72 北 京 路"
    assert spaced("plain text") == "plain text"
    assert fold_for_search("北京") == "北 京\nbeijing"
    assert latin_reading("abc") == "abc"


def test_words_of_a_query_are_free_of_punctuation_and_hidden_signs():
    assert query_words("\u202e(Tar\u200btus)!?* AND\x00ё\ud83d") == ["tartus", "and", "е"]
    assert query_words("  \u200b\u202e ") == []
    assert skeletons("aeiou") == []


@pytest.mark.parametrize(
    "untrusted",
    [
        "a" + "\u0301" * 200_000,
        "\u202e" * 200_000,
        "Хм" * 200_000,
        "ليث " * 100_000,
        "".join(chr(code) for code in range(0x10FFFF) if not 0xD800 <= code < 0xE000),
        "\ud800" * 1000,
        "🏴" + "\U000e0067" * 50_000,
        "((((((((((" * 20_000,
    ],
    ids=["marks", "bidi", "one word", "words", "all of Unicode", "surrogates", "flags", "brackets"],
)
def test_huge_and_hostile_texts_end_soon(untrusted):
    started = time.process_time()
    fold_for_search(untrusted)
    wanted = matcher("leviev Тартус")
    wanted.spans(untrusted)
    wanted.rank(untrusted[:100_000])
    sounds_alike("Hmeimim", untrusted[:20_000])
    matcher(untrusted[:2_000]).spans("Tartus")
    # Hours for what grows with the square of the length.
    assert time.process_time() - started < 30


def test_sounding_alike_takes_more_than_a_letter():
    assert not sounds_alike("a", "и")
    assert not sounds_alike("ну", "نور")
    assert sounds_alike("Hmeimim", "Хмеймим")
