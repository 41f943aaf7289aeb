"""Which of GeoNames' alternate names is the one of a language: they come without their language, by script only.

A name counts for a language when it is written in the letters of that language alone; of several, the one that
reads most like the main name wins. What that gets wrong stands in our own table ``spellings.tsv``.
"""

import difflib
import re
import sys
import unicodedata
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from evidence_board.geo.gazetteer_format import clean_name
from evidence_board.geo.gazetteer_match import is_code, reading_key

#: The language in whose script places of a country are written there. Countries of Latin script are absent.
LOCAL = {
    country: language
    for language, countries in {
        "ar": "SY IQ JO LB EG LY SD SA YE OM AE QA BH KW PS DZ MA TN MR EH",
        "fa": "IR AF",
        "he": "IL",
        "ru": "RU KZ KG",
        "be": "BY",
        "uk": "UA",
        "bg": "BG",
        "mk": "MK",
        "sr": "RS",
        "mn": "MN",
        "tg": "TJ",
        "el": "GR CY",
        "ka": "GE",
        "hy": "AM",
        "zh": "CN",
        "zht": "TW HK MO",
        "ja": "JP",
        "ko": "KR KP",
        "th": "TH",
    }.items()
    for country in countries.split()
}
#: Languages that the window may speak: every place gets its name in these, if it has one.
SPOKEN = ("ar", "fa", "he", "ru", "uk")

_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LETTERS = {
    "ar": _ARABIC,
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیي\u200c",
    "he": "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "ru": _RUSSIAN,
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mn": _RUSSIAN + "өү",
    "tg": _RUSSIAN.replace("ы", "") + "ғӣқӯҳҷ",
    "el": "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
}
_ENCODED = {"zh": "gb2312", "zht": "big5", "ja": "shift_jis"}
_BLOCKS = {"zh": "CJK", "zht": "CJK", "ja": "CJK", "ko": "HANGUL", "th": "THAI"}
_LEAST = 0.45
#: Words by which other languages end the name of a town.
_SUFFIXES = re.compile(r"\s(?:шаары|ош|ошсь|хот|балһсн|қаласы|город|г\.|市)$")
#: What looks right by its letters and belongs to a neighbour.
_FOREIGN = {
    "ru": re.compile(r"жы|шы|чы|[сцз]ьк|ъ$|[бвдгзклмнпрст]йо|ь[аоуэ]|(?<!\w)ес-|(?<!\w)ель-"),
    "uk": re.compile("[бвгґджзклмнпрстфхцчшщ]ї|[цс]к(?:$|ий)|ь[ауэ]"),
}
_LATIN = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
    "ю": "yu", "я": "ya", "'": "", "’": "",
}  # fmt: skip
_LATIN_UK = {"г": "h", "и": "y", "і": "i", "ї": "i", "є": "ie", "й": "i", "ґ": "g", "ю": "iu", "я": "ia"}
_MARKS = re.compile("[\u064b-\u0652\u0591-\u05c7]")


def writes(language: str, name: str) -> bool:
    """Tell whether a name is written in the letters of a language alone."""
    body = re.sub(r"[\s\-.'’()]", "", name.lower())
    if not body:
        return False
    if letters := LETTERS.get(language):
        return all(char in letters for char in body)
    if language in _ENCODED:
        try:
            name.encode(_ENCODED[language])
        except UnicodeEncodeError:
            return False
        kana = language == "ja" and all(unicodedata.name(char, "")[:8] in ("KATAKANA", "HIRAGANA") for char in body)
        return kana or all(unicodedata.name(char, "").startswith(("CJK UNIFIED",)) for char in body)
    return all(unicodedata.name(char, "").startswith(_BLOCKS[language]) for char in body)


def spelled(language: str, main: list[str], names: list[str], *, country: str = "") -> str:
    """Return the name of a place in a language, or nothing.

    Args:
        language: a key of `LETTERS`, `_ENCODED` or `_BLOCKS`.
        main: names in Latin letters that it should read like, the best first.
        names: all names of the place.
        country: code of its country.
    """
    found = []
    for name in names:
        name = clean_name(_MARKS.sub("", name))
        shouted = name.isupper() and len(name) > 1 and name.lower() != name
        if is_code(name) or not writes(language, name) or _SUFFIXES.search(name) or shouted:
            continue
        if not (wrong := _FOREIGN.get(language)) or not wrong.search(name.lower()):
            found.append(name)
    if not found:
        return ""
    if language in _BLOCKS and language != "zh":
        return min(found, key=lambda name: (len(name) < 2, len(name), name))
    wanted = [*(one.replace("h", "g") for one in main if country == "UA" and "h" in one), *main]
    others = [name for name in names if name.isascii() and name != name.lower()]
    rated = [(_alike(language, wanted, others, name), *_habits(language, country, main, name), name) for name in found]
    best = max(rated)
    known = len(found) == 1 and LOCAL.get(country) == language
    if best[0] < _LEAST and not known:
        return ""
    name = str(best[-1])
    if language in ("ar", "fa"):
        # The fullest writing of the same name: with its article, its last letter, its hamza.
        same = [one for one in found if _plain_arabic(one) == _plain_arabic(name)]
        if LOCAL.get(country) != "ar":
            same = [one for one in same if one.startswith("ال") == name.startswith("ال")]
        name = max(same, key=lambda one: (one.startswith("ال"), one.endswith("ة"), sum(c in "أإآ" for c in one), one))
    return name


def _romanised(language: str, name: str) -> str:
    letters = _LATIN | (_LATIN_UK if language == "uk" else {})
    return "".join(letters.get(char, char) for char in name.lower())


def _habits(language: str, country: str, main: list[str], name: str) -> tuple[float, float]:
    """What tells two names apart that read the same; larger is better."""
    low = name.lower()
    if (language == "ru" and country in ("RU", "KZ", "KG")) or (language == "uk" and country == "UA"):
        # Here the Latin name was made from the one looked for, letter by letter.
        plain = re.sub("['’`]", "", main[0].lower())
        soft = low.count("ь") + low.count("ё") - low.count("э")
        return _ratio(_romanised(language, name), plain), soft - len(name) / 100
    if language == "he":
        return -sum(char in "אע" for char in low[1:]), len(name)
    if language == "ru" and country == "CN":
        return len(re.findall("чж|ань|эн|цз|ий|ь|у[эа]", low)), len(name)
    if language in ("ru", "uk"):
        return -sum(char in "ыэґ" for char in low), 20 * low.count("ь") - len(name)
    return -low.count(" "), -len(name)


def _plain_arabic(name: str) -> str:
    return re.sub("[أإآ]", "ا", name.removeprefix("ال")).replace("ة", "ه")


def _alike(language: str, main: list[str], others: list[str], name: str) -> float:
    key = _key(name)
    bare = language in ("ar", "fa", "he")  # vowels are not written: compare what is
    key = _bare(key) if bare else key
    ratios = [0.0]
    for at, one in enumerate(main):
        ratios.append(_ratio(key, _bare(_key(one)) if bare else _key(one)) - 0.02 * at)
    for one in others:
        ratios.append(0.85 * _ratio(key, _bare(_key(one)) if bare else _key(one)))
    return round(max(ratios), 2)


def alike(one: str, other: str) -> float:
    """Return how much two names in Latin letters read alike, 0 to 1."""
    return _ratio(_key(one), _key(other))


@lru_cache(maxsize=1 << 18)
def _key(name: str) -> str:
    return reading_key(name)


def _bare(key: str) -> str:
    return re.sub("[aeiou]", "", key) or key


@lru_cache(maxsize=1 << 18)
def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
