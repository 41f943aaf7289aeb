"""Traces of programs in a file, and the absence of what cameras write. Both are usual, and neither is a verdict."""

import re
from collections.abc import Iterator

from evidence_board.model.conflict_facts import FileFact
from evidence_board.model.observations import Conflict, Remedy

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
_JPEGS = ("image/jpeg", "image/heic", "image/heif")


def editor_in(text: str) -> str:
    """Return the name of an editing program in a text as it stands there, or an empty text."""
    match = _EDITORS.search(text[:500])
    return match[0] if match else ""


def platform_of_name(file_name: str) -> str:
    """Return the platform whose copies have names like this, or an empty text."""
    name = file_name.strip()
    return next((platform for pattern, platform in _PLATFORMS if pattern.fullmatch(name)), "")


def trace_conflicts(file: FileFact) -> list[Conflict]:
    """Look for editing programs, and for camera data that is not there."""
    return [*_edited(file), *_stripped(file)]


def _edited(file: FileFact) -> Iterator[Conflict]:
    named = [(tag, value.strip()) for tag, value in file.software if editor_in(value)]
    if not named:
        return
    programs = list(dict.fromkeys(value for _, value in named))
    values = [("Program", program[:80]) for program in programs[:2]]
    if len(programs) > 2:
        values.append(("More", f"{len(programs) - 2} further entries of its history"))
    if file.edited_at:
        values.append(("Saved", file.edited_at))
    yield Conflict(
        code="edited_trace",
        subject=f"{file.id} {' | '.join(programs)[:300]}",
        kind="item",
        row_id=file.id,
        title=f"Saved by {editor_in(programs[0])}",
        values=tuple(values),
        meaning="Turning, cropping, light or a caption leave the same trace as more. It does not say what was changed.",
        remedies=(Remedy("show_file", "Show file", target=file.id), Remedy("keep", "Noted")),
    )


def _stripped(file: FileFact) -> Iterator[Conflict]:
    told = any(file.camera) or any(one.source.startswith(("exif ", "video ")) for one in file.times)
    if file.kind != "photo" or file.media_type not in _JPEGS or told or file.software or file.problems & _UNREAD:
        return
    platform = platform_of_name(file.file_name)
    original = file.collection is not None and file.collection.generation == "original"
    if original:
        values = [("Said to be", "the original"), ("In the file", "no camera, no date, no program")]
        if platform:
            values.append(("Name", f"like files from {platform}"))
        yield Conflict(
            code="original_without_data",
            subject=f"{file.id} original",
            kind="item",
            row_id=file.id,
            title="Said to be the original, but there is no camera data",
            values=tuple(values),
            meaning="Platforms, messengers and privacy tools leave it out; some cameras and scanners never write it.",
            remedies=(Remedy("show_file", "Show file", target=file.id), Remedy("keep", "Keep both")),
        )
    elif platform:
        yield Conflict(
            code="no_camera_data",
            subject=f"{file.id} {platform}",
            kind="item",
            row_id=file.id,
            title=f"No camera data: usual for files from {platform}"
            if platform != "screenshots"
            else "No camera data: usual for screenshots",
            values=(("Name", file.file_name),),
            meaning="Platforms and messengers leave it out of the copies that they hand out.",
            state="note",
            severity="note",
        )


#: Where the metadata could not be read, nobody knows that there is none.
_UNREAD = frozenset({"metadata_unreadable", "picture_unreadable", "picture_cut_short", "file_ends_early", "file_empty"})
