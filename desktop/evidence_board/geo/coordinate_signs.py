"""The marks, digits and letters that people write coordinates with, brought to one plain form."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LATITUDE", "LONGITUDE", "plain_characters", "plain_form"]

LATITUDE, LONGITUDE = "φ", "λ"
"""Tokens that stand for "lat:" and "lon:" in the plain form."""

_MARKS = {
    "°": "°º˚ᵒ∘⁰゜",
    "'": "′’‘‛ʹʼʻ´`‵＇׳ˊ",
    '"': "″”“„‟˝ʺ‶＂〃״ˮ",
    "-": "−–—‐‑‒―﹣－",
    "+": "＋",
    ",": "،，､、",
    ";": "؛；\n\r\t|/&",
    ".": "٫．",
    ":": "：",
}
_TRANSLATION = {ord(sign): plain for plain, signs in _MARKS.items() for sign in signs}

# Longest first, so that "с.ш." is one word and not two letters. Hemispheres are written N S E W.
_WORDS = (
    (r"северн\w*\s+широт\w*|с\.?\s?ш\.?|пн\.?\s?ш\.?|північн\w*\s+широт\w*", "N"),
    (r"южн\w*\s+широт\w*|ю\.?\s?ш\.?|пд\.?\s?ш\.?|південн\w*\s+широт\w*", "S"),
    (r"восточн\w*\s+долгот\w*|в\.?\s?д\.?|сх\.?\s?д\.?|східн\w*\s+довгот\w*", "E"),
    (r"западн\w*\s+долгот\w*|з\.?\s?д\.?|зх\.?\s?д\.?|західн\w*\s+довгот\w*", "W"),
    (r"latitude|lat\.?|широта|خط\s*العرض|دائرة\s*العرض", f"{LATITUDE}"),
    (r"longitude|long\.?|lng\.?|lon\.?|долгота|довгота|خط\s*الطول", f"{LONGITUDE}"),
    (r"north|nord|norte|kuzey|север|північ|пн\.?|شمالا|شمالي|شمالی|شمال|ش", "N"),
    (r"south|sud|süd|sur|güney|юг|південь|пд\.?|جنوبا|جنوبي|جنوبی|جنوب|ج", "S"),
    (r"east|est|este|ost|doğu|восток|схід|сх\.?|شرقا|شرقي|شرقی|شرق|ق", "E"),
    (r"west|ouest|oeste|ovest|batı|запад|захід|зх\.?|غربا|غربي|غربی|غرب|غ", "W"),
    (r"degrees?|deg\.?|градус\w*|град\.?|درجة|درجات", "°"),
    (r"minutes?|mins?\.?|минут\w*|мин\.?|хвилин\w*|хв\.?|دقيقة|دقائق", "'"),
    (r"seconds?|secs?\.?|секунд\w*|сек\.?|ثانية|ثواني|ثوان", '"'),
    (r"[nс]", "N"),
    (r"[sю]", "S"),
    (r"[eве]", "E"),
    (r"[wз]", "W"),
)
# A word ends where letters end; "34n35e" has digits right beside its letters.
_PATTERNS = tuple(
    (re.compile(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])", re.IGNORECASE), plain) for pattern, plain in _WORDS
)


def plain_form(untrusted_text: str) -> str:
    """Return the text with ASCII digits, signs and marks, and N S E W for hemispheres.

    Hemispheres are understood in English, Russian, Ukrainian and Arabic, as letters or words; ``lat`` and
    ``lon`` become `LATITUDE` and `LONGITUDE`. What is not understood stays, for the parser to refuse.
    """
    text = plain_characters(untrusted_text).translate(_TRANSLATION)
    text = text.replace("''", '"')
    for pattern, plain in _PATTERNS:
        text = pattern.sub(plain, text)
    return " ".join(text.split())


def plain_characters(untrusted_text: str) -> str:
    """Return the text with ASCII digits, plain blanks, and without marks of direction, accents and control signs."""
    return "".join(_plain_character(character) for character in untrusted_text)


def _plain_character(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() or character in "\n\r\t" else " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("Cf", "Mn"):  # marks of direction, joiners, vowel signs
        return ""
    if category in ("Zl", "Zp"):  # a field of one line makes these of new lines
        return "\n"
    return " " if category in ("Zs", "Cc") else character
