"""Says what a file is by its first bytes. Names and extensions are never believed.

The name serves only to guess the type of files that are neither picture nor video, and to notice a name that
promises a picture where there is none.
"""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from typing import Final

__all__ = ["HEAD", "PICTURE_TYPES", "Sniffed", "name_promises", "same_family", "sniff"]

HEAD: Final = 4096
"""How many bytes from the start of a file `sniff` looks at, at most."""

PICTURE_TYPES: Final = frozenset(
    f"image/{name}" for name in ("jpeg", "png", "webp", "gif", "tiff", "bmp", "heic", "avif")
)

_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
_STILL_BRANDS: Final = frozenset({b"mif1", b"msf1", b"mif2"}) | _HEIC_BRANDS | _AVIF_BRANDS
_BARE_QUICKTIME: Final = frozenset({b"moov", b"mdat", b"wide", b"pnot"})
_BMP_HEADERS: Final = frozenset({12, 16, 40, 52, 56, 64, 108, 124})

_OTHER_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
    (b"fLaC", "audio/flac"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "image/jxl"),
    (b"\xff\x0a", "image/jxl"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"{\\rtf", "application/rtf"),
)
_HTML: Final = re.compile(rb"\s*(<!doctype html|<html)", re.IGNORECASE)
_CONTROL: Final = frozenset(range(32)) - {7, 8, 9, 10, 12, 13, 27}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is.

    Attributes:
        media_type: MIME type.
        kind: 'photo' and 'video' are decoded; 'file' is only kept.
        known: Whether the bytes themselves say it; False for a guess from the name.
    """

    media_type: str
    kind: str
    known: bool = True


def sniff(untrusted_head: bytes, *, file_name: str = "") -> Sniffed:
    """Recognise a file by its first bytes (`HEAD` of them are enough)."""
    head = untrusted_head[:HEAD]
    found = _picture(head) or _video(head) or _other(head)
    if found is not None:
        return found
    if head and _is_text(head):
        guess = _guess(file_name)
        return Sniffed(guess if guess.startswith("text/") or guess in _TEXT_TYPES else "text/plain", "file")
    guess = _guess(file_name)
    # A name must not make a picture of bytes that are none.
    if guess.startswith(("image/", "video/")):
        guess = "application/octet-stream"
    return Sniffed(guess, "file", known=False)


def name_promises(file_name: str) -> str | None:
    """Return 'photo' or 'video' when the name says that the file is one we read, else None."""
    guess = _guess(file_name)
    if guess in PICTURE_TYPES or guess in {"image/x-ms-bmp", "image/heif"}:
        return "photo"
    return "video" if guess.startswith("video/") else None


def same_family(media_type: str, file_name: str) -> bool:
    """Say whether a name and the bytes agree; MP4, MOV and 3GP are one family, as are HEIC and HEIF."""
    return _family(media_type) == _family(_guess(file_name))


_FAMILIES: Final = {
    "video/quicktime": "video/mp4",
    "video/3gpp": "video/mp4",
    "video/3gpp2": "video/mp4",
    "video/webm": "video/x-matroska",
    "image/heif": "image/heic",
    "image/x-ms-bmp": "image/bmp",
}


def _family(media_type: str) -> str:
    return _FAMILIES.get(media_type, media_type)


_TEXT_TYPES: Final = frozenset({"application/json", "application/xml", "application/javascript"})
_MORE_NAMES: Final = {
    ".heic": "image/heic",
    ".heif": "image/heic",
    ".hif": "image/heic",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".mkv": "video/x-matroska",
    ".webm": "video/webm",
    ".3gp": "video/3gpp",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".json": "application/json",
    ".csv": "text/csv",
    ".md": "text/markdown",
}


def _guess(file_name: str) -> str:
    name = file_name.lower()
    dot = name.rfind(".")
    if dot >= 0 and (known := _MORE_NAMES.get(name[dot:])):
        return known
    # An instance of our own: the module's tables are read from files of the system.
    guess, encoding = _TYPES.guess_type(name.replace("%", "_"), strict=True)
    return "application/octet-stream" if guess is None or encoding else guess


_TYPES: Final = mimetypes.MimeTypes()


def _picture(head: bytes) -> Sniffed | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Sniffed("image/jpeg", "photo")
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Sniffed("image/png", "photo")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Sniffed("image/webp", "photo")
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Sniffed("image/gif", "photo")
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        if head[8:10] == b"CR":
            return Sniffed("image/x-canon-cr2", "file")
        return Sniffed("image/tiff", "photo")
    if head.startswith(b"BM") and len(head) >= 18 and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return Sniffed("image/bmp", "photo")
    return None


def _video(head: bytes) -> Sniffed | None:
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[4:8] in _BARE_QUICKTIME:
        return Sniffed("video/quicktime", "video")
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return Sniffed("video/webm" if b"webm" in head[:64] else "video/x-matroska", "video")
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return Sniffed("video/x-msvideo", "video")
    return None


def _by_brand(head: bytes) -> Sniffed:
    """Tell the many kinds of ISO base media files apart by their brands (ISO/IEC 14496-12, 4.3)."""
    length = min(int.from_bytes(head[:4], "big"), len(head), 512)
    major = head[8:12]
    brands = {major} | {head[at : at + 4] for at in range(16, length - 3, 4)}
    if major in _STILL_BRANDS:
        if major in _AVIF_BRANDS or (brands & _AVIF_BRANDS and not brands & _HEIC_BRANDS):
            return Sniffed("image/avif", "photo")
        return Sniffed("image/heic", "photo")
    if major == b"qt  ":
        return Sniffed("video/quicktime", "video")
    if major == b"crx ":
        return Sniffed("image/x-canon-cr3", "file")
    if major.startswith(b"3g2"):
        return Sniffed("video/3gpp2", "video")
    if major.startswith((b"3gp", b"3ge", b"3gg", b"3gr", b"3gs")):
        return Sniffed("video/3gpp", "video")
    if major in {b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B "}:
        return Sniffed("audio/mp4", "file")
    return Sniffed("video/mp4", "video")


def _other(head: bytes) -> Sniffed | None:
    for magic, media_type in _OTHER_MAGIC:
        if head.startswith(magic):
            return Sniffed(media_type, "file")
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return Sniffed("audio/wav", "file")
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return Sniffed("text/html", "file")
    return None


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(byte in _CONTROL for byte in head):
        return False
    for cut in range(4 if len(head) == HEAD else 1):  # the end of the head may lie inside a character
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False
