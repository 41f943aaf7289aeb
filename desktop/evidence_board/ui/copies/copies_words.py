"""Words of the comparison of two copies: names of its lines and values as people write them."""

from evidence_board.model.copies import CopyFacts, Crop
from evidence_board.model.fingerprints import Likeness
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.position_words import source_words
from evidence_board.ui.inspector.words import coordinates_words, moment_words, pixels_words, short_hash, size_words

__all__ = ["alike_words", "crop_words", "format_words", "line_name", "value_words"]

_NAMES = {
    "pixels": "Pixels",
    "duration": "Length",
    "size": "File",
    "name": "Name",
    "format": "Format",
    "camera": "Camera",
    "lens": "Lens",
    "gps": "GPS",
    "taken": "Taken",
    "posted": "Posted",
    "account": "Account",
    "caption": "Caption",
    "software": "Software",
    "metadata": "Metadata",
    "generation": "Copy",
    "sha256": "SHA-256",
    "uses": "Used in",
}
_GENERATIONS = {
    "original": "original",
    "platform_copy": "copy of a platform",
    "repost": "repost",
    "screenshot": "screenshot",
    "unknown": "not noted",
}


def line_name(code: str) -> str:
    """Return the name of a line of the comparison."""
    tag = _tag_of(code)
    return isolate(tag) if tag else tr(_NAMES[code])


def _tag_of(code: str) -> str:
    """Return the name of the metadata tag of a line, empty for the other lines."""
    return code.removeprefix("tag:") if code.startswith("tag:") else ""


def format_words(media_type: str) -> str:
    """Return ``JPEG`` for ``image/jpeg``."""
    return media_type.rpartition("/")[2].removeprefix("x-").upper()


def value_words(code: str, facts: CopyFacts) -> str:
    """Return a value as the table shows it; ``none`` where there is nothing."""
    return _value(code, facts) or tr("none")


def _value(code: str, facts: CopyFacts) -> str:
    tag = _tag_of(code)
    if tag:
        # Control characters of a hostile file do not belong into a line of a table.
        return " ".join(dict(facts.tags).get(tag, "").split())
    match code:
        case "name":
            return isolate(facts.file_name)
        case "pixels":
            # Width stands first in any script.
            words = pixels_words(facts.width, facts.height)
            return f"\u2066{words}\u2069" if words else ""
        case "duration":
            return tr("{n} s", n=f"{facts.duration_s:.1f}") if facts.duration_s else ""
        case "size":
            return size_words(facts.size) if facts.size is not None else ""
        case "format":
            return format_words(facts.media_type)
        case "gps":
            return _position(facts)
        case "taken":
            return moment_words(facts.taken) if facts.taken is not None else ""
        case "posted":
            return moment_words(facts.posted) if facts.posted is not None else ""
        case "account":
            return ", ".join(isolate(one) for one in facts.accounts)
        case "metadata":
            return count(facts.raw_tags, one="{n} tag", many="{n} tags") if facts.raw_tags else ""
        case "generation":
            return tr(_GENERATIONS.get(facts.generation, facts.generation))
        case "sha256":
            return short_hash(facts.sha256) if facts.sha256 else ""
        case "uses":
            return ", ".join(facts.uses) if facts.uses else tr("nothing yet")
        case "caption":
            return " ".join(facts.caption.split())
        case "software":
            return ", ".join(facts.software)
        case "camera":
            return facts.camera
        case _:
            return facts.lens


def _position(facts: CopyFacts) -> str:
    if facts.position is None:
        return ""
    words = coordinates_words(*facts.position)
    return words if facts.position_source.startswith("device") else f"{words}, {source_words(facts.position_source)}"


def alike_words(likeness: Likeness | None) -> str:
    """Return how alike two pictures are, and whether one is mirrored; empty when they were never compared."""
    if likeness is None:
        return tr("too plain to compare")
    words = tr("{n} % alike", n=likeness.percent)
    return tr("{words}, mirrored", words=words) if likeness.mirrored and likeness.near else words


def crop_words(crop: Crop) -> str:
    """Return ``cropped by about 4 %``."""
    return tr("cropped by about {n} %", n=crop.percent)
