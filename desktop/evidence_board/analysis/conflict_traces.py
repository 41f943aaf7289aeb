"""Traces of programs in a file, and the absence of what cameras write. Both are usual, and neither is a verdict.

A program names itself in the metadata, or leaves a segment that only it writes. How the rest of a JPEG is built
(order of its segments, its tables) tells less: phones, platforms and programs that only copy build files alike, so it
is a note that nobody has to answer.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from evidence_board.model.conflict_facts import FileFact
from evidence_board.model.observations import Conflict, Remedy
from evidence_board.model.phrases import Phrase

__all__ = ["editor_in", "platform_of_name", "trace_conflicts"]

#: Programs that change pictures, as they write their names. Firmware of cameras and phones ("HDR+ 1.0", "13.3.1",
#: "Ver.1.00") and programs that only copy (iOS Photos, Windows import) are left out on purpose.
_EDITORS = re.compile(
    r"\b(adobe photoshop|photoshop|adobe lightroom|lightroom|adobe premiere|after effects|gimp|snapseed|picsart"
    r"|pixelmator|affinity photo|paint\.net|paintshop|paint shop pro|vsco|faceapp|facetune|airbrush|beautyplus|meitu"
    r"|capture one|darktable|rawtherapee|acdsee|canva|inshot|capcut|luminar|photoscape|imagemagick|fotor|polarr"
    r"|photopea|krita|corel|dxo|on1 photo|zoner|xnview|irfanview|faststone|picasa|photodirector|lensa|remini"
    r"|stable diffusion|midjourney|dall-e|firefly)\b",
    re.IGNORECASE,
)
#: Names that platforms and messengers give to the copies they hand out; they strip what the camera wrote.
_PLATFORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(img|vid)-\d{8}-wa\d{4}.*", re.IGNORECASE), "WhatsApp"),
    (re.compile(r"whatsapp (image|video) .*", re.IGNORECASE), "WhatsApp"),
    (re.compile(r"(photo|video)_\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}.*", re.IGNORECASE), "Telegram"),
    (re.compile(r"\d{3}_\d{15,20}.*"), "Telegram"),
    (re.compile(r"fb_img_\d+.*", re.IGNORECASE), "Facebook"),
    (re.compile(r"\d{6,}_\d{6,}_\d{6,}_[nob]\..*"), "Facebook or Instagram"),
    (re.compile(r"received_\d{10,}.*", re.IGNORECASE), "Messenger"),
    (re.compile(r"signal-\d{4}-\d{2}-\d{2}-.*", re.IGNORECASE), "Signal"),
    (re.compile(r"snapchat-\d+.*", re.IGNORECASE), "Snapchat"),
    (re.compile(r"viber_image.*|img-[0-9a-f]{32}-v\..*", re.IGNORECASE), "Viber"),
    (re.compile(r"[A-Za-z0-9_-]{15}\.(jpg|png)(\.|_|:).*|[A-Za-z0-9_-]{15}\.jpg"), "Twitter"),
    (re.compile(r"screenshot.*|screen shot .*|снимок экрана.*", re.IGNORECASE), "screenshots"),
)
#: How a comment begins in which a program names itself; other comments are words of people.
_MADE_BY = re.compile(
    r"\s*(created (with|by|using)|file written by|processed (with|by)|edited (with|by|in)|creator)\b", re.I
)
#: Segments that no camera writes -> what is seen. Photoshop keeps the quality of "Save as" in a resource of its own
#: (0x0406), "Save for Web" of Adobe's programs a segment that it calls Ducky.
_ADOBE = {
    "Photoshop with its quality": Phrase("a segment of Photoshop with the quality it was saved at"),
    "Ducky": Phrase("a segment that Adobe's “Save for Web” writes"),
}
_SEGMENTS, _TABLES, _COMMENT, _INSTRUCTIONS = "JPEGSegments", "JPEGTables", "Comment", "SpecialInstructions"
_JPEGS = ("image/jpeg", "image/heic", "image/heif")


@lru_cache(maxsize=1_024)
def editor_in(text: str) -> str:
    """Return the name of an editing program in a text as it stands there, or an empty text."""
    match = _EDITORS.search(text[:500])
    return match[0] if match else ""


def platform_of_name(file_name: str) -> str:
    """Return the platform whose copies have names like this, or an empty text."""
    name = file_name.strip()
    return next((platform for pattern, platform in _PLATFORMS if pattern.fullmatch(name)), "")


#: Where the metadata could not be read, nobody knows that there is none.
_UNREAD = frozenset({"metadata_unreadable", "picture_unreadable", "picture_cut_short", "file_ends_early", "file_empty"})


def trace_conflicts(file: FileFact) -> list[Conflict]:
    """Look for editing programs, for a build that cameras rarely have, and for camera data that is not there."""
    found = list(_edited(file)) if file.software or file.structure else []
    return [*found, *(() if found else _built(file)), *_stripped(file)]


def _edited(file: FileFact) -> Iterator[Conflict]:
    comments = [value for tag, value in file.structure if tag == _COMMENT and _MADE_BY.match(value)]
    named = [value.strip() for value in (*(value for _, value in file.software), *comments) if editor_in(value)]
    segments = _segments(file)
    left = [words for name, words in _ADOBE.items() if name in segments]
    if not named and not left:
        return
    programs = list(dict.fromkeys(named))
    values: list[tuple[str, str]] = [(Phrase("Program"), program[:80]) for program in programs[:2]]
    if len(programs) > 2:
        values.append((Phrase("More"), Phrase("{n} further entries of its history", n=str(len(programs) - 2))))
    values += [(Phrase("In the file"), words) for words in left]
    if file.edited_at:
        values.append((Phrase("Saved"), file.edited_at))
    by = (
        Phrase("Saved by {program}", program=editor_in(programs[0]))
        if programs
        else Phrase("Saved by an Adobe program")
    )
    yield Conflict(
        code="edited_trace",
        subject=f"{file.id} {' | '.join(programs or [one for one in _ADOBE if one in segments])[:300]}",
        kind="item",
        row_id=file.id,
        title=by,
        values=tuple(values),
        meaning=Phrase(
            "Turning, cropping, light or a caption leave the same trace as more. It does not say what was changed."
        ),
        remedies=(Remedy("show_file", Phrase("Show file"), target=file.id), Remedy("keep", Phrase("Noted"))),
    )


def _segments(file: FileFact) -> list[str]:
    return next((value.split(", ") for tag, value in file.structure if tag == _SEGMENTS), [])


def _built(file: FileFact) -> Iterator[Conflict]:
    """Notice a file that is said to be the original of a camera, but is built as programs build theirs.

    Exif 2.3 (4.5.4) wants the Exif segment first, as cameras write it. Programs that save with libjpeg write JFIF
    first and keep Exif behind it, with libjpeg's own tables. Of copies that is usual, so nothing is said of them.
    """
    if file.collection is None or file.collection.generation != "original" or not file.camera[1]:
        return
    segments = _segments(file)
    if "JFIF" not in segments or "Exif" not in segments:
        return
    tables = next((value for tag, value in file.structure if tag == _TABLES), "")
    if segments.index("JFIF") > segments.index("Exif") or not tables.startswith("the standard"):
        return
    yield Conflict(
        code="built_anew",
        subject=f"{file.id} built",
        kind="item",
        row_id=file.id,
        title=Phrase("Said to be the original, but built as programs build files"),
        values=(
            (Phrase("Order"), ", ".join(segments)),
            (Phrase("Tables"), Phrase("those of libjpeg, quality {n}", n=tables.rpartition(" ")[2])),
        ),
        meaning=Phrase(
            "Turning or sending it may do that, and some phones write files like this. It does not say that anything"
            " was changed."
        ),
        state="note",
        severity="note",
    )


def _stripped(file: FileFact) -> Iterator[Conflict]:
    if file.kind != "photo" or file.media_type not in _JPEGS or _tells(file):
        return
    platform = platform_of_name(file.file_name) or _platform_inside(file)
    if file.collection is not None and file.collection.generation == "original":
        values: list[tuple[str, str]] = [
            (Phrase("Said to be"), Phrase("the original")),
            (Phrase("In the file"), Phrase("no camera, no date, no program")),
        ]
        if platform:
            values.append((Phrase("Name"), Phrase("like files from {platform}", platform=platform)))
        yield Conflict(
            code="original_without_data",
            subject=f"{file.id} original",
            kind="item",
            row_id=file.id,
            title=Phrase("Said to be the original, but there is no camera data"),
            values=tuple(values),
            meaning=Phrase(
                "Platforms, messengers and privacy tools leave it out; some cameras and scanners never write it."
            ),
            remedies=(Remedy("show_file", Phrase("Show file"), target=file.id), Remedy("keep", Phrase("Keep both"))),
        )
        return
    title, meaning = (
        Phrase("No camera data in this file"),
        Phrase(
            "It was left out or never written: platforms and messengers leave it out of their copies, privacy tools"
            " take it out, scanners and many programs write none."
        ),
    )
    if platform == "screenshots":
        title = Phrase("No camera data: usual for screenshots")
    elif platform:
        title = Phrase("No camera data: usual for files from {platform}", platform=platform)
    if platform:
        meaning = Phrase("Platforms and messengers leave it out of the copies that they hand out.")
    yield Conflict(
        code="no_camera_data",
        subject=f"{file.id} {platform}".rstrip(),
        kind="item",
        row_id=file.id,
        title=title,
        values=((Phrase("Name"), file.file_name),)
        if platform
        else ((Phrase("In the file"), Phrase("no camera, no date, no program")),),
        meaning=meaning,
        state="note",
        severity="note",
    )


def _tells(file: FileFact) -> bool:
    """Tell whether the file says anything of a camera, a time, a position or a program, or could not be read."""
    return (
        any(file.camera)
        or bool(file.software)
        or not _UNREAD.isdisjoint(file.problems)
        or any(one.source.startswith(("exif ", "video ", "xmp ", "iptc ")) for one in file.times)
        or any(one.source.startswith("device") for one in file.positions)
    )


def _platform_inside(file: FileFact) -> str:
    """Return the platform that left a mark of its own: Facebook writes FBMD into the IPTC instructions."""
    mark = next((value for tag, value in file.structure if tag == _INSTRUCTIONS), "")
    return "Facebook or Instagram" if mark.startswith("FBMD") else ""
