"""Folding and transliteration for search: what a person types finds what a page wrote, in any script."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_for_search", "query_words", "skeletons", "word_forms"]

#: Letters that people write for one another; NFKD alone leaves them apart.
_SAME = str.maketrans(
    {
        "ё": "е",
        "ґ": "г",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ـ": None,
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "’": "'",
    }
)
_WORD = re.compile(r"\w+")
#: Spellings of one sound in Latin letters; the longest first.
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("sh", "s"), ("ch", "s"),
    ("zh", "z"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("j", "g"), ("w", "v"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy']+|(?<=.)w|j$")
_DOUBLE = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """Return text without case, diacritics, tatweel and forms of one letter; the script stays."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_SAME)


@lru_cache(maxsize=4096)
def _latin(folded: str) -> str:
    from anyascii import anyascii  # heavy tables, needed only for other scripts

    return anyascii(folded).lower()


def fold_for_search(text: str) -> str:
    """Return what goes into the search index: the folded text and, for other scripts, its Latin reading."""
    folded = fold(text)
    return folded if folded.isascii() else f"{folded} {_latin(folded)}"


def word_forms(word: str) -> list[str]:
    """Return a folded word and, for other scripts, its Latin reading, as they may stand in the index."""
    if word.isascii():
        return [word]
    return list(dict.fromkeys([word, *_WORD.findall(_latin(word))[:1]]))


def query_words(query: str) -> list[str]:
    """Return the folded words of a query, without punctuation."""
    return _WORD.findall(fold(query))


def skeletons(text: str) -> list[str]:
    """Return the consonants of each word in its Latin reading, spellings of one sound made one.

    Scripts that write no vowels, and people who spell a name by ear, agree in these: ``layth``, ``laith`` and
    the Latin reading of the Arabic name are all ``lt``. A word of vowels alone has none.
    """
    folded = fold(text)
    found = []
    for word in _WORD.findall(folded if folded.isascii() else _latin(folded)):
        # Vowels go first: the w of "Nowr" is one of them, the one of "Walid" is none.
        spare = _VOWELS.sub(lambda part: "|" if part[0] != "w" else "", word)
        for spelling, sound in _SOUNDS:
            spare = spare.replace(spelling, sound)
        bare = _DOUBLE.sub(r"\1", spare.replace("|", ""))
        if bare:
            found.append(bare)
    return found
