"""Folding and transliteration for search: what a person types finds what a page wrote, in any script."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

__all__ = ["fold", "fold_for_search", "is_by_ear", "latin_reading", "query_words", "skeletons", "spaced", "word_forms"]

#: Letters that people write for one another; NFKD alone leaves them apart.
_SAME = {
    "ё": "е",
    "ґ": "г",
    "ѐ": "е",
    "ѝ": "и",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
    # A hamza by itself is left out as often as it is written.
    "ء": "",
    # Persian, Urdu and Kurdish keyboards have keys of their own for the same letters.
    "ی": "ي",
    "ې": "ي",
    "ک": "ك",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ۀ": "ه",
    "ـ": "",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "’": "'",
}
#: No more letters than this are remembered, whatever a hostile text holds.
_MOST_REMEMBERED = 20_000
_WORD = re.compile(r"\w+")
#: Scripts written without spaces, in which every sign is a word of its own for the index.
_SIGN = "[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
#: Signs that stand for words: their reading differs by language, so none of them is meant by its sound.
_WORD_SIGN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
#: A reading of such signs in fewer letters is no name: "dama" begins "damage".
_LEAST_READ = 6
_APART = re.compile(rf"(?<={_SIGN})(?=\S)|(?<=\S)(?={_SIGN})")
#: Spellings of one sound in Latin letters; the longest first.
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("sh", "s"), ("ch", "s"),
    ("zh", "z"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("j", "g"), ("w", "v"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy']+|(?<=.)w|j$")
_DOUBLE = re.compile(r"(.)\1+")


class _Letters(dict[int, str]):
    """What becomes of each letter, worked out when it is first met; for `str.translate`."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        folded = self._work_out(chr(code))
        if len(self) < _MOST_REMEMBERED:
            self[code] = folded
        return folded


def _folded(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter).casefold()
    plain = unicodedata.normalize("NFKD", "".join(_SAME.get(char, char) for char in plain))
    return "".join(_SAME.get(char, _bare(char)) for char in plain)


def _read(letter: str) -> str:
    from anyascii import anyascii  # heavy tables, needed only for other scripts

    # Syllables of Korean come apart in folding, into letters that are read one by one.
    return anyascii(letter).lower()


def _bare(char: str) -> str:
    """Return a letter without what only decorates, joins or turns it."""
    if unicodedata.combining(char) or "\ufe00" <= char <= "\ufe0f":
        return ""
    match unicodedata.category(char):
        # Zero-width joiners, marks of direction, soft hyphens, half of a pair.
        case "Cf" | "Cs":
            return ""
        case "Cc":
            return char if char in "\n\t" else " "
        case "Nd":
            return str(unicodedata.decimal(char))
    return char


_FOLDED = _Letters(_folded)
_READ = _Letters(_read)


def fold(text: str) -> str:
    """Return text without case, diacritics, tatweel and forms of one letter; the script stays.

    Every letter is folded by itself, so that a match can be led back to the letters as written.
    """
    return text.lower().replace("\0", " ") if text.isascii() else text.translate(_FOLDED)


def latin_reading(folded: str) -> str:
    """Return the plain Latin reading of folded text, letter by letter."""
    return folded if folded.isascii() else folded.translate(_READ)


def spaced(folded: str) -> str:
    """Return folded text with the signs of scripts without spaces set apart, as the index holds them."""
    return folded if folded.isascii() else _APART.sub(" ", folded)


def fold_for_search(text: str) -> str:
    """Return what goes into the search index: the folded text and, for other scripts, its Latin reading."""
    folded = fold(text)
    return folded if folded.isascii() else f"{spaced(folded)}\n{latin_reading(folded)}"


def is_by_ear(typed: str) -> bool:
    """Tell whether what was typed can be meant by its sound; signs that stand for words cannot."""
    return typed.isascii() or not _WORD_SIGN.search(typed)


def word_forms(word: str) -> list[str]:
    """Return a folded word and, for other scripts, its Latin reading, as they may stand in the index.

    The reading of a few signs that stand for words is left out: it would begin any Latin word.
    """
    if word.isascii():
        return [word]
    read = _WORD.findall(latin_reading(word))[:1]
    if not is_by_ear(word):
        read = [one for one in read if len(one) >= _LEAST_READ]
    return list(dict.fromkeys([word, *read]))


def query_words(query: str) -> list[str]:
    """Return the folded words of a query, without punctuation."""
    return _WORD.findall(fold(query))


@lru_cache(maxsize=8192)
def _skeleton(word: str) -> str:
    # Vowels go first: the w of "Nowr" is one of them, the one of "Walid" is none.
    spare = _VOWELS.sub(lambda part: "|" if part[0] != "w" else "", word)
    for spelling, sound in _SOUNDS:
        spare = spare.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", spare.replace("|", ""))


def skeletons(text: str) -> list[str]:
    """Return the consonants of each word in its Latin reading, spellings of one sound made one.

    Scripts that write no vowels, and people who spell a name by ear, agree in these: ``layth``, ``laith`` and
    the Latin reading of the Arabic name are all ``lt``. A word of vowels alone has none.
    """
    words = _WORD.findall(latin_reading(fold(text)))
    # A word of hundreds of letters is no name.
    return [bare for word in words if len(word) < 64 and (bare := _skeleton(word))]
