"""`Matcher`: tells whether a text holds what a person typed, in any script, and where; for every list that is typed in.

The same rules as the search of a case, for texts that are in memory already.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from evidence_board.text import (
    fold,
    fold_for_search,
    is_by_ear,
    latin_reading,
    query_words,
    skeletons,
    spaced,
    word_forms,
)

__all__ = ["Matcher", "matcher", "quoted_parts", "sounds_alike"]

Span = tuple[int, int]

#: Marks that people put around what is meant to the letter.
_QUOTED = re.compile(r'"([^"]+)"|«([^»]+)»|“([^”]+)”|„([^“”]+)[“”]')
#: A hostile text is looked through no further than this.
_FAR = 50_000
#: How alike two readings with vowels must be, and fewer consonants than these are no name.
_ALIKE, _ALIKE_WITHOUT_VOWELS, _LEAST_HEARD = 0.8, 0.65, 2
#: Letters that spellings of one name exchange.
_EXCHANGED = str.maketrans({"y": "i", "j": "i", "w": "v", "x": "ks"})
_WORD = re.compile(r"\w+")


def quoted_parts(query: str) -> list[str]:
    """Return the parts of a query that stand in quotation marks, which are meant to the letter."""
    return [part for groups in _QUOTED.findall(query) if (part := "".join(groups).strip())]


@dataclass(frozen=True, slots=True)
class Matcher:
    """What was typed, ready to be looked for. Made by `matcher`.

    Attributes:
        query: as typed, without the quotation marks.
        words: its folded words, each with its reading in Latin letters where that is another one.
        literals: what must stand in the text letter by letter.
    """

    query: str
    words: tuple[tuple[str, ...], ...]
    literals: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing to look for was typed; everything matches."""
        return not self.words and not self.literals

    def found_in(self, text: str) -> bool:
        """Tell whether a text as written holds every word, anywhere, in any script."""
        if not all(literal in text for literal in self.literals):
            return False
        return self.found_in_folded(fold_for_search(text))

    def found_in_folded(self, folded: str) -> bool:
        """Tell the same of a text that went through `fold_for_search` before; quotation marks do not count."""
        return all(any(form in folded for form in forms) for forms in self.words)

    def rank(self, *texts: str, by_ear: bool = True) -> int | None:
        """Return how well names of one thing match, 0 for the best, or None.

        0: a name is what was typed, 1: begins with it, 2: words of the names begin with each word, 3: they
        hold each word, 4: a name sounds like it (where ``by_ear`` allows it).
        """
        if self.is_empty:
            return 2
        if not all(any(literal in text for text in texts) for literal in self.literals):
            return None
        names = [_searched(text) for text in texts if text]
        typed = fold(self.query).strip()
        readings = {typed, latin_reading(typed)}
        if any(fold(text) in readings or latin_reading(fold(text)) in readings for text in texts):
            return 0
        if any(fold(text).startswith(typed) for text in texts) and typed:
            return 1
        whole = "\n".join(names)
        starts = f" {' '.join(_WORD.findall(whole))}"
        if all(any(f" {form}" in starts for form in forms) for forms in self.words):
            return 2
        if self.found_in_folded(whole):
            return 3
        if self.literals or not by_ear:
            return None
        return 4 if any(sounds_alike(self.query, text) for text in texts) else None

    def spans(self, text: str, *, by_ear: bool = True) -> list[Span]:
        """Return where the words stand in a text, as positions in it (start, end), in order, without overlaps.

        Words are looked for as written first, then in the Latin reading, then by ear, where that is allowed.
        """
        text = text[:_FAR]
        if self.literals:
            return _merged([(at, at + len(one)) for one in self.literals for at in _places(text, one)])
        folded, origins = _led_back(text)
        found: list[Span] = []
        for forms in self.words:
            found += _first_found(forms, folded, origins) or (_heard(forms[0], text) if by_ear else [])
        return _merged(found or (_heard(self.query, text) if by_ear else []))


@lru_cache(maxsize=64)
def matcher(query: str, *, exact: bool = False) -> Matcher:
    """Return what finds a query in texts.

    Args:
        query: as typed; parts in quotation marks are meant to the letter.
        exact: all of it is meant to the letter, with case and accents.
    """
    literals = quoted_parts(query)
    if exact and not literals:
        literals = [query.strip()] if query.strip() else []
    bare = _QUOTED.sub(lambda part: f" {''.join(group or '' for group in part.groups())} ", query)
    # Words, for the signs of scripts without spaces are compared as the index holds them.
    words = tuple(tuple(spaced(form) for form in word_forms(word)) for word in query_words(bare))
    return Matcher(" ".join(bare.split()), words, tuple(literals))


def sounds_alike(typed: str, name: str) -> bool:
    """Tell whether words of a name sound like what was typed, although they are spelled otherwise."""
    wanted = skeletons(typed)
    joined = "".join(wanted)
    if len(joined) < _LEAST_HEARD or not is_by_ear(typed):
        return False
    words = _WORD.findall(latin_reading(fold(name)))
    heard = [(bare[0], word) for word in words if (bare := skeletons(word))]
    has_vowels = _has_vowels(name)
    least = _ALIKE if _has_vowels(typed) else _ALIKE_WITHOUT_VOWELS
    for length in (len(wanted), 1, 2, 3):
        for first in range(len(heard) - length + 1):
            part = heard[first : first + length]
            # "al Assad" is one word in Arabic, and two in some passports.
            if "".join(bare for bare, _ in part) == joined:
                reading = "".join(word for _, word in part)
                if not has_vowels or _alike("".join(_WORD.findall(latin_reading(fold(typed)))), reading, least):
                    return True
    return False


def _has_vowels(name: str) -> bool:
    """Tell whether a name is in a script that writes its vowels."""
    return not any("\u0590" <= letter <= "\u08ff" for letter in name)


def _alike(first: str, second: str, least: float) -> bool:
    if len(first) > 64 or len(second) > 64:
        return False
    one, other = first.translate(_EXCHANGED), second.translate(_EXCHANGED)
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least


@lru_cache(maxsize=4096)
def _searched(text: str) -> str:
    return fold_for_search(text[:_FAR])


def _led_back(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its letters, the place of the letter it comes from."""
    if text.isascii():
        return fold(text), list(range(len(text)))
    pieces = [fold(letter) for letter in text]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]


def _first_found(forms: tuple[str, ...], folded: str, origins: list[int]) -> list[Span]:
    for form in forms:
        bare = form.replace(" ", "")
        if found := _traced(bare, folded, origins):
            return found
    if folded.isascii():
        return []
    pieces = [latin_reading(letter) for letter in folded]
    latin = "".join(pieces)
    back = [origins[at] for at, piece in enumerate(pieces) for _ in piece]
    return next((found for form in forms if form.isascii() and (found := _traced(form, latin, back))), [])


def _traced(form: str, folded: str, origins: list[int]) -> list[Span]:
    places = _places(folded, form)
    # Where words begin with it, those inside of others are not meant.
    begins = [at for at in places if at == 0 or not folded[at - 1].isalnum()]
    return [(origins[at], origins[at + len(form) - 1] + 1) for at in begins or places]


def _places(text: str, part: str) -> list[int]:
    found: list[int] = []
    at = text.find(part)
    while part and at >= 0 and len(found) < 50:
        found.append(at)
        at = text.find(part, at + len(part))
    return found


def _heard(word: str, text: str) -> list[Span]:
    return [part.span() for part in _WORD.finditer(text) if len(part[0]) < 64 and sounds_alike(word, part[0])][:5]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
