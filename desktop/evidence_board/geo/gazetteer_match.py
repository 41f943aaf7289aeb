"""How names of places are compared: as written, as read in Latin letters, and by their consonants.

Two names *read the same* when they differ only in ways in which one name is romanised: kh and h, y and i and j, zh
and z, doubled letters, spaces, hyphens, accents, an article before it. Names that share no more than their consonants
are *similar*, which is never the same: Arabic script leaves the vowels out, so nothing better can be known.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from evidence_board.text import fold, latin_reading, skeletons

__all__ = [
    "Match",
    "Wanted",
    "code_key",
    "has_vowels",
    "is_code",
    "likeness",
    "name_keys",
    "reading_key",
    "respelled",
    "sound_key",
    "without_airfield_words",
]

#: Letters of a key that count; no name is told apart later than that.
LONGEST_KEY = 40
#: Words that stand before a name without being the name.
_ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ad", "an", "at", "az", "ash", "adh", "ath", "il", "the", "la", "le", "los", "las", "les")
)
_LONGEST_CODE = 4
_WORDS = re.compile(r"[^\W_]+")
_SILENT = re.compile("[\\u0027\\u2018\\u2019\\u02bb\\u02bc\\u02be\\u02bf`\\u00b4\\u2032\\u02b9\\u02ba\\u02cc]")
_SPELLINGS = (
    ("shch", "sc"), ("sch", "s"), ("sh", "s"), ("kh", "h"), ("zh", "z"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"),
)  # fmt: skip
_AIRFIELD = re.compile(
    r"\b(?:(?:inter)?national|military|air\s?(?:port|base|field|strip)|ab|flughafen|fliegerhorst|aeroport\w*|aero?drome"
    r"|aeropuerto|base aerienne|havalimani|аэропорт\w*|аэродром\w*|авиабаз\w*|баз\w|летовище|аеропорт\w*|аеродром\w*)\b"
    r"|(?:^|\s)(?:مطار|قاعدة|الجوية|الدولي|العسكري)(?=\s|$)"
)
_OTHER_SPELLINGS = (
    (("ch", "kh"),),
    (("ai", "ei"),),
    (("ch", "kh"), ("ai", "ei")),
    (("ou", "u"), ("ee", "i"), ("oo", "u")),
    (("tsch", "ch"), ("dsch", "j"), ("w", "v")),
    (("j", "y"), ("cz", "ch"), ("sz", "sh"), ("w", "v")),
)
_ABJAD = re.compile("[\u0590-\u08ff]")
_ONE_SOUND = str.maketrans("yj", "ii")
_AGAIN = re.compile(r"(.)\1+")
#: Fewest consonants by which names are compared: two agree in every tenth name.
LEAST_SOUND = 3


class Match(IntEnum):
    """How a name meets what was typed, the best first."""

    SAME = 0
    READING = 1
    BEGINNING = 2
    WORD = 3
    SIMILAR = 4


def _spelled(words: str) -> str:
    for spelling, letter in _SPELLINGS:
        if spelling in words:
            words = words.replace(spelling, letter)
    return _AGAIN.sub(r"\1", words.translate(_ONE_SOUND))


def _words(text: str) -> list[str]:
    """Return the words of a name in their Latin reading."""
    plain = _SILENT.sub("", fold(text))
    if not plain.isascii():
        plain = _SILENT.sub("", latin_reading(plain))
    return _WORDS.findall(plain.lower())


@lru_cache(maxsize=16_384)
def reading_key(text: str) -> str:
    """Return the letters by which a name is looked up; names that read the same have the same.

    Arabic and Hebrew leave the vowels out: their keys stand apart, or كاياو would read like Київ.
    """
    return _apart(text) + _spelled("".join(_words(text)))[:LONGEST_KEY]


def _apart(text: str) -> str:
    return "~" if _ABJAD.search(text) else ""


def is_code(name: str) -> bool:
    """Tell whether a name is a code like ``LTK`` or ``OSLK``, which has no beginning, reading or sound."""
    return len(name) <= _LONGEST_CODE and name.isascii() and name.isalnum() and name == name.upper()


def code_key(code: str) -> str:
    """Return the key of a code, apart from those of names."""
    return f"={code.lower()}"


@lru_cache(maxsize=16_384)
def name_keys(text: str) -> dict[str, bool]:
    """Return every key under which a name stands in the index, and whether it begins at a later word."""
    if is_code(text):
        return {code_key(text): False}
    words, apart = _words(text), _apart(text)
    found: dict[str, bool] = {}
    only_articles = True
    for at in range(len(words)):
        if at and not only_articles and len(words[at]) < 3:
            continue
        key = _spelled("".join(words[at:]))[:LONGEST_KEY]
        if key and (at == 0 or len(key) > 1):
            found.setdefault(apart + key, not only_articles)
        only_articles = only_articles and words[at] in _ARTICLES
    return found


@lru_cache(maxsize=16_384)
def sound_key(text: str) -> str:
    """Return the consonants of a name without its articles; empty when there are too few to compare by."""
    words = _words(text)
    while len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    bare = _AGAIN.sub(r"\1", "".join(skeletons("".join(words))))
    # A name in -a is written with or without the h of its Arabic ending.
    if len(bare) > LEAST_SOUND and bare.endswith("h"):
        bare = bare[:-1]
    return bare[:LONGEST_KEY] if len(bare) >= LEAST_SOUND else ""


def has_vowels(text: str) -> bool:
    """Tell whether a name is written in letters that keep its vowels."""
    return not _ABJAD.search(text)


def likeness(first: str, second: str) -> float:
    """Return how alike two keys are, from 0 to 1: one minus the share of letters to change (Levenshtein)."""
    first, second = first.lstrip("~"), second.lstrip("~")
    if first == second:
        return 1.0
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        line = [row]
        for column, other in enumerate(second, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other)))
        above = line
    return 1.0 - above[-1] / max(len(first), len(second), 1)


def without_airfield_words(text: str) -> str:
    """Return a name without what it says of an airfield: "Sheremetyevo airport"; empty when it says nothing so."""
    bare = _AIRFIELD.sub(" ", fold(text)).strip(" -,.")
    return bare if bare and bare != fold(text).strip(" -,.") else ""


def respelled(text: str) -> list[str]:
    """Return how other languages write the sounds of a name: ch for kh, ai for ei; none when that changes nothing."""
    plain = fold(text)
    if not plain.isascii():
        return []
    found: dict[str, None] = {}
    for change in _OTHER_SPELLINGS:
        other = plain
        for spelling, letters in change:
            other = other.replace(spelling, letters)
        if other != plain:
            found[other] = None
    return list(found)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


class Wanted:
    """What was typed, ready to be compared.

    Attributes:
        text: as typed.
        folded: without case and accents, in its own script.
        key: the letters that are looked up.
        sound: its consonants; empty when too few.
        digits: its digits in one row.
        has_vowels: whether its script writes them.
    """

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.folded = fold(self.text)
        key = reading_key(self.text)
        # A row of one letter is no name: "zzzzqq" must not begin whatever begins with zq.
        # Arabic and Hebrew names lose more letters: those that Latin readings write as nothing.
        letters = min(LONGEST_KEY, sum(char.isalnum() for char in self.folded))
        self.key = key if (3 if _apart(self.text) else 2) * len(key.lstrip("~")) >= letters else ""
        self.sound = sound_key(self.text)
        self.digits = _digits(self.text)
        #: Arabic and Hebrew leave the vowels out: names in them are compared less strictly.
        self.has_vowels = has_vowels(self.text)

    def match(self, name: str) -> Match | None:
        """Return how one name meets it, or None."""
        if not self.key.strip("~"):
            return None
        if fold(name) == self.folded:
            return Match.SAME
        best: Match | None = None
        for key, later in name_keys(name).items():
            if not key.startswith(self.key):
                continue
            digits = _digits(name) if self.digits else ""
            if not digits.startswith(self.digits):
                continue  # "Depot 11" is not "Depot 1", though letters said twice count once
            same = key == self.key and digits == self.digits
            found = Match.WORD if later else Match.READING if same else Match.BEGINNING
            best = found if best is None else min(best, found)
        if best is None and self.sound and not is_code(name) and sound_key(name) == self.sound:
            return Match.SIMILAR
        return best
