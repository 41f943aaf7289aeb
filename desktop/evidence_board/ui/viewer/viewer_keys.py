"""Every key of the viewer and what it does, as the list of keys shows them."""

from evidence_board.ui.dialogs_keys import KeyLines
from evidence_board.ui.i18n import tr
from evidence_board.ui.viewer.region_words import KIND_KEYS, SHAPE_KEYS, kind_word, shape_word

__all__ = ["viewer_keys"]


def viewer_keys(*, video: bool, can_write: bool) -> KeyLines:
    """Return the keys of a picture or of a video, under headings; those that change nothing in a case to read."""
    lines = {tr("Video"): _video(can_write)} if video else {}
    lines[tr("Looking")] = _looking(video)
    lines[tr("Regions and moments") if video else tr("Regions")] = _chosen(video, can_write)
    if can_write:
        lines[tr("Draw")] = [(key, shape_word(shape)) for shape, key in SHAPE_KEYS.items()]
        # In a video these letters play and go on.
        taken = {"K"} if video else set()
        lines[tr("What is drawn")] = [(key, kind_word(kind)) for kind, key in KIND_KEYS.items() if key not in taken]
    lines[tr("Files")] = _files(video)
    return lines


def _video(can_write: bool) -> list[tuple[str, str]]:
    lines = [
        (tr("Space or K"), tr("Play, pause")),
        (". ,", tr("One frame on, one back")),
        (tr("Shift → ←"), tr("One frame on, one back")),
        ("L J", tr("One second on, one back")),
        (tr("Home End"), tr("First frame, last frame")),
    ]
    if can_write:
        lines += [("M", tr("Mark this moment")), (tr("Shift S"), tr("Begin a span here, then end it"))]
    return lines


def _looking(video: bool) -> list[tuple[str, str]]:
    lines = [
        ("Plus −", tr("Zoom in, zoom out")),
        ("Z", tr("Pixel for pixel, or all of it")),
        (tr("Shift R"), tr("Turn by 90°")),
        (tr("Ctrl Shift R"), tr("Turn back by 90°")),
        (tr("Shift M"), tr("Mirror")),
        (tr("Shift A"), tr("Adjust for the eye only")),
        (tr("Shift L"), tr("Loupe")),
        (tr("Ctrl 0"), tr("Show it as it stands")),
        ("F11", tr("Full screen")),
    ]
    if not video:
        lines.insert(2, (tr("Space, drag"), tr("Move an enlarged picture")))
        lines.insert(3, (tr("Shift arrows"), tr("Move an enlarged picture")))
    return lines


def _chosen(video: bool, can_write: bool) -> list[tuple[str, str]]:
    lines = [
        (tr("N, Shift N"), tr("Next moment, the one before") if video else tr("Next region, the one before")),
        ("X", tr("Show or hide regions")),
        (tr("hold H"), tr("See what is hidden in exports")),
    ]
    if not can_write:
        return lines
    lines += [("F2", tr("Label")), ("Q", tr("Cite for …"))]
    if not video:
        lines.append(("L", tr("Say what it shows")))
    return [
        *lines,
        (tr("5 to 0"), tr("Confidence of what it shows")),
        (tr("arrows"), tr("Move the region, with Shift far")),
        (tr("Ctrl arrows"), tr("Make it larger or smaller")),
        (tr("Enter"), tr("Put the shape in the middle, or end an outline")),
        (tr("Backspace"), tr("Take back the last corner")),
        (tr("Del"), tr("Move to the bin")),
    ]


def _files(video: bool) -> list[tuple[str, str]]:
    return [
        (tr("← →"), tr("File before, next file")),
        (tr("PageUp PageDown"), tr("File before, next file")),
        (tr("Esc"), tr("Step back, then close")),
        *([] if video else [(tr("Space"), tr("Close"))]),
        ("?", tr("These keys")),
    ]
