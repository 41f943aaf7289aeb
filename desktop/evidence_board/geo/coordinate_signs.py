"""The marks, digits and letters that people write coordinates with, brought to one plain form."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["HEMISPHERES", "LATITUDE", "LONGITUDE", "plain_characters", "plain_form"]

LATITUDE, LONGITUDE = "φ", "λ"
"""Tokens that stand for "lat:" and "lon:" in the plain form."""

_MARKS = {
    "°": "°º˚ᵒ∘⁰゜",
    "'": "′’‘‛ʹʼʻ´`‵＇׳ˊ",
    '"': "″”“„‟˝ʺ‶＂〃״ˮ",
    "-": "−–—‐‑‒―﹣－",
    "+": "＋",
    ",": "،，､、~≈",
    ";": "؛；\n\r\t|/&",
    ".": "٫．·",
    ":": "：",
}
_TRANSLATION = {ord(sign): plain for plain, signs in _MARKS.items() for sign in signs}

# Longest first, so that "с.ш." is one word and not two letters. Hemispheres are written N S E W.
_WORDS = (
    (r"сев(?:\.|ерн\w*)?\s*шир(?:\.|от\w*)?|с\.?\s?ш\.?|пн\.?\s?ш\.?|північн\w*\s+широт\w*", "N"),
    (r"южн\w*\.?\s*шир(?:\.|от\w*)?|ю\.?\s?ш\.?|пд\.?\s?ш\.?|південн\w*\s+широт\w*", "S"),
    (r"вост(?:\.|очн\w*)?\s*долг(?:\.|от\w*)?|в\.?\s?д\.?|сх\.?\s?д\.?|східн\w*\s+довгот\w*", "E"),
    (r"зап(?:\.|адн\w*)?\s*долг(?:\.|от\w*)?|з\.?\s?д\.?|зх\.?\s?д\.?|західн\w*\s+довгот\w*", "W"),
    (r"n(?:ö|o)rdliche\w*\s+breite|n\.?\s?br\.?|north(?:ern)?\s+latitude", "N"),
    (r"s(?:ü|u)dliche\w*\s+breite|s\.?\s?br\.?|south(?:ern)?\s+latitude", "S"),
    (r"(?:ö|o)stliche\w*\s+l(?:ä|a)nge|(?:ö|o)\.?\s?l\.?|east(?:ern)?\s+longitude", "E"),
    (r"westliche\w*\s+l(?:ä|a)nge|w\.?\s?l\.?|west(?:ern)?\s+longitude", "W"),
    (
        r"(?:gps\s*)?latitud(?:e|ine)?|lat\.?|breite(?:ngrad)?|enlem|широта|ш(?=\s*[:=])|y(?=\s*[:=])"
        r"|و?\s?(?:خط|دائرة)\s*(?:ال)?عرض|عرض(?:\s+جغرافیایی)?|(?:קו\s+)?רוחב",
        f"{LATITUDE}",
    ),
    (
        r"(?:gps\s*)?longitud(?:e|ine)?|long\.?|lng\.?|lon\.?|l(?:ä|a)nge(?:ngrad)?|boylam|долгота|довгота"
        r"|д(?=\s*[:=])|x(?=\s*[:=])|و?\s?خط\s*(?:ال)?طول|طول(?:\s+جغرافیایی)?|(?:קו\s+)?אורך",
        f"{LONGITUDE}",
    ),
    (r"north|nord|norte|kuzey|север|північ|пн\.?|شمالا|شمالي|شمالی|شمال|ش|צפון", "N"),
    (r"south|sud|süd|sur|güney|юг|південь|пд\.?|جنوبا|جنوبي|جنوبی|جنوب|ج|דרום", "S"),
    (r"east|est|este|ost|doğu|восток|схід|сх\.?|شرقا|شرقي|شرقی|شرق|ق|מזרח", "E"),
    (r"west|ouest|oeste|ovest|batı|запад|захід|зх\.?|غربا|غربي|غربی|غرب|غ|מערב", "W"),
    (r"degrees?|deg\.?|градус\w*|град\.?|гр\.?|grad|درجة|درجات|מעלות", "°"),
    (r"minutes?|minuten|mins?\.?|минут\w*|мин\.?|хвилин\w*|хв\.?|دقيقة|دقائق|דקות", "'"),
    (r"seconds?|sekunden|secs?\.?|секунд\w*|сек\.?|ثانية|ثواني|ثوان|שניות", '"'),
    (r"and|und|et|и|та|و", ","),
    (r"[nс]\.?", "N"),
    (r"[sю]\.?", "S"),
    (r"[eвеö]\.?", "E"),
    (r"[wз]\.?", "W"),
)
HEMISPHERES = "|".join(pattern for pattern, plain in _WORDS if plain in tuple("NSEW"))
"""A pattern of every word and letter for a hemisphere."""

# A word ends where letters end; "34n35e" has digits right beside its letters.
_PATTERNS = tuple(
    (re.compile(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])", re.IGNORECASE), plain) for pattern, plain in _WORDS
)
# 34d54m18s and 34*54'18": letters and stars in place of marks; an "s" is a second only behind an "m".
_SPELT = re.compile(
    r"(?P<degrees>\d{1,3})\s?[d*]\s?(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s?"
    r"(?:m(?:\s?(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s?s)?|'(?=\s?[\dNSEW]))",
    re.IGNORECASE,
)
# 34,54.306N: the way of XMP.
_XMP = re.compile(r"\b(\d{1,3}),(\d{1,2}\.\d{1,12})\s?([NSEW])\b")
# [34, 54, 18.36]: the way programs print what a camera wrote.
_TRIPLE = re.compile(r"[\[(]\s*(\d{1,3}(?:\.0)?),\s*(\d{1,2}(?:\.0)?),\s*(\d{1,2}(?:\.\d+)?)\s*[\])]")
_VALUE = r"""[\d.,°'"\s]+"""
_TURKISH = re.compile(rf"\s*(?:{_VALUE}[KG]{_VALUE}[DB]|[KG]{_VALUE}[DB]{_VALUE})\s*", re.IGNORECASE)
_TURKISH_LETTERS = str.maketrans("KGDBkgdb", "NSEWNSEW")


def plain_form(untrusted_text: str) -> str:
    """Return the text with ASCII digits, signs and marks, and N S E W for hemispheres.

    Hemispheres are understood in English, Russian, Ukrainian and Arabic, as letters or words; ``lat`` and
    ``lon`` become `LATITUDE` and `LONGITUDE`. What is not understood stays, for the parser to refuse.
    """
    text = plain_characters(untrusted_text).translate(_TRANSLATION)
    text = text.replace("''", '"').replace("_", " ")
    text = _TRIPLE.sub(r"\1 \2 \3", text)
    text = _XMP.sub(r"\1 \2 \3", text)
    text = _SPELT.sub(_with_marks, text)
    if _TURKISH.fullmatch(text):  # Kuzey, Güney, Doğu, Batı: letters that mean nothing elsewhere
        text = text.translate(_TURKISH_LETTERS)
    for pattern, plain in _PATTERNS:
        text = pattern.sub(plain, text)
    return " ".join(text.split())


def _with_marks(match: re.Match[str]) -> str:
    seconds = f'{match["seconds"]}"' if match["seconds"] else ""
    return f"{match['degrees']}°{match['minutes']}'{seconds}"


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
