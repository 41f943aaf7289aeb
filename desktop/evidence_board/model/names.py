"""Names in several scripts: which script a name is written in, and what kind of name it is."""

import unicodedata
from dataclasses import dataclass

__all__ = ["NAME_ROLES", "SCRIPTS", "AccountName", "OtherName", "script_of"]

#: ISO 15924 code -> words on screen, and the first words of its letters' names in Unicode.
SCRIPTS: dict[str, str] = {
    "Latn": "Latin",
    "Cyrl": "Cyrillic",
    "Arab": "Arabic",
    "Hebr": "Hebrew",
    "Grek": "Greek",
    "Armn": "Armenian",
    "Geor": "Georgian",
    "Syrc": "Syriac",
    "Ethi": "Ethiopic",
    "Deva": "Devanagari",
    "Beng": "Bengali",
    "Guru": "Gurmukhi",
    "Gujr": "Gujarati",
    "Taml": "Tamil",
    "Telu": "Telugu",
    "Thai": "Thai",
    "Mymr": "Myanmar",
    "Khmr": "Khmer",
    "Tibt": "Tibetan",
    "Hang": "Hangul",
    "Hira": "Hiragana",
    "Kana": "Katakana",
    "Hani": "Chinese",
    "Jpan": "Japanese",
}

_BY_FIRST_WORD = {words.upper(): code for code, words in SCRIPTS.items()} | {"CJK": "Hani"}
_JAPANESE = {"Hira", "Kana"}

#: What kind of name it may be; other words are welcome.
NAME_ROLES = ("alias", "transliteration", "official", "short", "former", "call sign", "nickname")


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of a thing. ``script`` is an ISO 15924 code; empty where nobody said."""

    id: str
    name: str
    script: str
    language: str
    role: str


@dataclass(frozen=True, slots=True)
class AccountName:
    """What an account was called, and from when to when it was seen so (ISO 8601 as typed, or None)."""

    id: str
    handle: str
    display_name: str
    seen_from: str | None
    seen_to: str | None
    note: str


def script_of(text: str) -> str | None:
    """Return the ISO 15924 code of the script that most letters of a name are written in.

    None where it has no letters of a script known here, or as many of one as of another.
    """
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            code = _BY_FIRST_WORD.get(unicodedata.name(char, "").partition(" ")[0])
            if code:
                counts[code] = counts.get(code, 0) + 1
    if counts.keys() & _JAPANESE and counts.keys() <= _JAPANESE | {"Hani"} and len(counts) > 1:
        # Only Japanese mixes its own letters with Chinese ones.
        return "Jpan"
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
