"""Turns metadata values into clean, readable text: charsets guessed, binary values shown short."""

from __future__ import annotations

import math
import re
from typing import Final

__all__ = [
    "as_number",
    "decode_text",
    "decode_user_comment",
    "decode_xp",
    "first_text",
    "has_zero_denominator",
    "readable",
]

_MAX_TEXT: Final = 64 * 1024
_MAX_LISTED: Final = 256
_MAX_HEX: Final = 16
# Letters of Windows-1251: three in a row are Cyrillic; French or German never put three such bytes together.
_CYRILLIC_RUN: Final = re.compile(rb"[\xa8\xb8\xc0-\xff]{3}")
_NOT_CYRILLIC: Final = re.compile(rb"[\x80-\xa7\xa9-\xb7\xba-\xbf]")
_CONTROL: Final = re.compile(rb"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_USER_COMMENT_PREFIX: Final = 8


def decode_text(untrusted_bytes: bytes) -> str:
    """Decode text of unknown charset: UTF-8, else Windows-1251 when it looks Cyrillic, else Windows-1252.

    A NUL inside separates parts (EXIF's Copyright has two); they are joined by '; '. Trailing NULs and blanks
    are dropped. At most 64 KiB are read.
    """
    parts = (part.strip() for part in untrusted_bytes[:_MAX_TEXT].split(b"\0"))
    return "; ".join(_decode_part(part) for part in parts if part)


def first_text(value: object) -> str | None:
    """Return a text value up to its first NUL, or None when there is nothing to read.

    Fixed-length fields of cameras often hold old bytes after the NUL: they stay in the raw tags only.
    """
    if isinstance(value, tuple) and value:
        value = value[0]
    if isinstance(value, str):
        value = _bytes_of(value)
    if not isinstance(value, bytes):
        return None
    return _decode_part(value[:_MAX_TEXT].split(b"\0")[0].strip()).strip() or None


def decode_user_comment(untrusted_bytes: bytes, *, little_endian: bool) -> str:
    """Decode EXIF UserComment: 8 bytes name the charset (EXIF 2.32, 4.6.5), then the text.

    The byte order of 'UNICODE' is a guess that starts from the block's order: writers disagree about it.
    """
    prefix = untrusted_bytes[:_USER_COMMENT_PREFIX].upper()
    body = untrusted_bytes[_USER_COMMENT_PREFIX : _USER_COMMENT_PREFIX + _MAX_TEXT]
    if prefix.startswith(b"UNICODE"):
        return _decode_utf16(body, little_endian=little_endian)
    if prefix.startswith(b"JIS"):
        for charset in ("iso2022_jp", "shift_jis"):
            try:
                return body.rstrip(b"\0 ").decode(charset).strip()
            except UnicodeDecodeError:
                continue
    if prefix.startswith((b"ASCII", b"JIS")) or prefix == bytes(_USER_COMMENT_PREFIX):
        return decode_text(body)
    return decode_text(untrusted_bytes)


def decode_xp(untrusted_bytes: bytes) -> str:
    """Decode a Windows XP* tag: UTF-16LE by its definition, but some programs write UTF-8 or Windows-1251."""
    data = untrusted_bytes[:_MAX_TEXT]
    body = data.rstrip(b"\0")
    if b"\0" in body or data.endswith(b"\0\0"):
        return _decode_utf16(data, little_endian=True)
    # No zero byte at all: ASCII as UTF-16 is excluded, so it is Cyrillic or Chinese in UTF-16, or 8-bit text.
    # The high bytes of Cyrillic and Arabic in UTF-16 are control characters, which no 8-bit text has.
    if not _CONTROL.search(body):
        try:
            return body.decode("utf-8").strip()
        except UnicodeDecodeError:
            pass
    wide = _decode_utf16(data, little_endian=True)
    if len(data) % 2 == 0 and wide and all(_is_common_letter(letter) for letter in wide):
        return wide
    return decode_text(body)


def as_number(value: object) -> float | None:
    """Return a finite float, or None: a zero denominator is no value, neither are texts or several values."""
    if isinstance(value, tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool) or value is None or has_zero_denominator(value):
        return None
    if isinstance(value, str):
        value = value.strip("\0 ").replace(",", ".")
    elif not hasattr(value, "__float__"):
        return None
    try:
        number = float(value)
    except (ValueError, TypeError, OverflowError, ZeroDivisionError):
        return None
    return number if math.isfinite(number) else None


def has_zero_denominator(value: object) -> bool:
    """Tell whether a rational, or any of several, divides by zero."""
    if isinstance(value, tuple):
        return any(has_zero_denominator(each) for each in value)
    return not isinstance(value, int) and getattr(value, "denominator", 1) == 0


def readable(value: object, *, name: str = "") -> str:
    """Return a metadata value as text for people and for search.

    Args:
        value: What Pillow or ExifRead gave: text, number, rational, bytes, or a tuple of them.
        name: The tag's name; exposure times read better as fractions.
    """
    if isinstance(value, str):
        return decode_text(_bytes_of(value))
    if isinstance(value, bytes):
        return _readable_bytes(value)
    if isinstance(value, tuple | list):
        shown = ", ".join(readable(each, name=name) for each in value[:_MAX_LISTED])
        return shown if len(value) <= _MAX_LISTED else f"{shown} … ({len(value)} values)"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else f"{value:.6e}"
    return _readable_number(value, name=name)


def _readable_number(value: object, *, name: str) -> str:
    numerator, denominator = getattr(value, "numerator", None), getattr(value, "denominator", None)
    if isinstance(numerator, int) and isinstance(denominator, int):
        if denominator == 0:
            return f"{numerator}/0"
        if numerator % denominator == 0:
            return str(numerator // denominator)
        if name == "ExposureTime" and 0 < numerator < denominator:
            shared = math.gcd(numerator, denominator)
            return f"{numerator // shared}/{denominator // shared}"
        return format(numerator / denominator, ".12g")
    number = as_number(value)
    return str(value)[:200] if number is None else format(number, ".12g")


def _readable_bytes(value: bytes) -> str:
    body = value.rstrip(b"\0")
    if body and b"\0" not in body and not _CONTROL.search(body) and _is_text(body):
        return decode_text(body)
    if len(value) <= _MAX_HEX:
        return " ".join(str(byte) for byte in value)
    return f"{len(value)} bytes, begins {value[:_MAX_HEX].hex()}"


def _is_text(body: bytes) -> bool:
    """Tell text from binary values: valid UTF-8, or mostly letters of Windows-1251."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _looks_cyrillic(body)
    return True


def _decode_part(part: bytes) -> str:
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError as error:
        # A field that cuts its text in the middle of the last letter is still UTF-8.
        if error.start >= len(part) - 3 and error.reason == "unexpected end of data":
            return part[: error.start].decode("utf-8")
    if _looks_cyrillic(part):
        return part.decode("cp1251", "replace")
    try:
        return part.decode("cp1252")
    except UnicodeDecodeError:
        return part.decode("latin-1")


def _looks_cyrillic(part: bytes) -> bool:
    odd = len(_NOT_CYRILLIC.findall(part))
    return bool(_CYRILLIC_RUN.search(part)) and odd * 5 <= sum(byte >= 0xC0 for byte in part)


def _decode_utf16(data: bytes, *, little_endian: bool) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        order = "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be"
        data = data[2:]
    else:
        # The byte order under which most letters fall in everyday alphabets wins; a tie goes to the block's.
        likely = {False: "utf-16-be", True: "utf-16-le"}
        score = {each: _everyday(data.decode(likely[each], "replace")) for each in likely}
        other = not little_endian
        order = likely[other] if score[other] > score[little_endian] else likely[little_endian]
    text = data[: len(data) & ~1].decode(order, "replace")
    return "; ".join(part.strip() for part in text.split("\0") if part.strip())


def _everyday(text: str) -> int:
    return sum(" " <= letter < "\u0700" for letter in text)


def _is_common_letter(letter: str) -> bool:
    return letter.isprintable() and (letter < "\u0700" or letter.isalnum())


def _bytes_of(text: str) -> bytes:
    """Return the bytes behind a text: Pillow decodes as Latin-1 and libav may leave lone surrogates."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape") if _has_only_escapes(text) else _without_surrogates(text)


def _has_only_escapes(text: str) -> bool:
    return all("\udc80" <= letter <= "\udcff" for letter in text if "\ud800" <= letter <= "\udfff")


def _without_surrogates(text: str) -> bytes:
    return text.encode("utf-8", "replace")
