"""The history in words: what was done as something done, who and when, and what the log notes besides."""

from datetime import date, datetime, timedelta

from evidence_board.model.history import HistoryEntry
from evidence_board.settings import NO_NAME
from evidence_board.ui.i18n import clock, day_month, day_month_year, isolate, tr

__all__ = ["day_of", "day_words", "entry_icon", "entry_words", "when_words", "who_words"]

#: A step is called what it does ("Place M-014"), so that undo can be named; once done, it is told as done.
_DONE = {
    "Add": "Added",
    "Arrange": "Arranged",
    "Cannot": "Said: cannot",
    "Choose": "Chose",
    "Cite": "Cited",
    "Clear": "Cleared",
    "Colour": "Coloured",
    "Correct": "Corrected",
    "Create": "Created",
    "Date": "Dated",
    "Draw": "Drew",
    "Edit": "Edited",
    "Explain": "Explained",
    "Group": "Grouped",
    "Hide": "Hid",
    "Ignore": "Ignored",
    "Import": "Imported",
    "Join": "Joined",
    "Keep": "Kept",
    "Leave": "Left",
    "Link": "Linked",
    "Make": "Made",
    "Mark": "Marked",
    "Match": "Matched",
    "Measure": "Measured",
    "Merge": "Merged",
    "Move": "Moved",
    "Name": "Named",
    "No": "Took back: no",
    "Note": "Noted",
    "Open": "Opened",
    "Order": "Ordered",
    "Place": "Placed",
    "Put": "Put",
    "Remove": "Removed",
    "Rename": "Renamed",
    "Restore": "Restored",
    "Save": "Saved",
    "Say": "Said",
    "Set": "Set",
    "Settle": "Settled",
    "Show": "Showed",
    "Split": "Split",
    "Tag": "Tagged",
    "Take": "Took",
    "Tell": "Told",
    "Translate": "Translated",
    "Turn": "Turned",
    "Use": "Used",
    "Widen": "Widened",
    "Write": "Wrote",
}
_NOTED = {
    "case_created": "The case was made",
    "opened": "The case was opened",
    "closed": "The case was closed",
    "migrated": "The case was brought to the present form of the file",
    "verified": "The case was checked: all is as it was",
    "verify_failed": "The case was checked: damage was found",
    "exported": "Exported",
    "viewed_export": "A view was exported",
    "bin_emptied": "The bin was emptied",
    "backed_up": "A backup was made",
    "backup_failed": "No backup was made",
    "bytes_replaced": "Damaged bytes were replaced",
    "restored": "Restored from a backup",
    "repaired": "Repaired into a new file",
    "practice": "The practice case was made",
    "attested": "A time stamp was taken in",
}
_ACTION_ICONS = {
    "undone": "undo-2",
    "redone": "redo-2",
    "imported": "import",
    "linked": "link",
    "geotagged": "map-pin",
    "dated": "clock",
    "graded": "shield-check",
    "judged": "copy-check",
    "merged": "git-merge",
    "split": "unlink",
    "deleted": "trash-2",
    "bin_emptied": "trash-2",
    "restored": "undo-2",
    "verified": "shield-check",
    "verify_failed": "triangle-alert",
    "exported": "share-2",
    "opened": "folder-open",
    "closed": "folder",
    "case_created": "folder-plus",
}
_TABLE_ICONS = {
    "tagging": "tag",
    "tag": "tag",
    "citation": "quote",
    "region": "scan",
    "album": "folder",
    "album_item": "folder",
    "saved_view": "bookmark",
    "match_point": "crosshair",
    "sight_line": "ruler",
    "sun_mark": "sun",
    "chronolocation": "sun",
    "picture_geometry": "ruler",
    "map_drawing": "pencil",
    "map_layer": "layers",
    "board_node": "waypoints",
    "post": "message-square-text",
    "post_item": "message-square-text",
    "account": "at-sign",
    "person": "user-round",
    "unit": "shield",
    "location": "map-pin",
    "equipment": "truck",
    "event": "calendar-days",
    "account_name": "at-sign",
    "collection_record": "file-text",
}


def entry_words(entry: HistoryEntry) -> str:
    """Return what was done as one sentence."""
    if entry.state == "noted":
        for mark, words in (("Undo: ", tr("Undone: {step}")), ("Redo: ", tr("Done again: {step}"))):
            if entry.words.startswith(mark):
                return words.replace("{step}", _as_done(entry.words.removeprefix(mark)))
        known = _NOTED.get(entry.action)
        return tr(known) if known else entry.words or entry.action.replace("_", " ").capitalize()
    return _as_done(entry.words)


def _as_done(label: str) -> str:
    first, space, rest = label.partition(" ")
    verb = first.rstrip(":")
    return f"{tr(_DONE[verb])}{first[len(verb) :]}{space}{rest}" if verb in _DONE else label


def who_words(actor: str) -> str:
    """Return who, as people write it; nobody gave a name: unnamed."""
    return tr("unnamed") if actor in ("", NO_NAME) else isolate(actor)


def entry_icon(entry: HistoryEntry) -> str:
    """Return the name of the icon of a line."""
    known = _ACTION_ICONS.get(entry.action)
    if known and entry.action not in ("annotated", "deleted"):
        return known
    return _TABLE_ICONS.get(entry.table) or known or "pencil"


def day_of(at: str) -> date | None:
    """Return the day of a moment of the log on the clock of this computer, or None when it is no moment."""
    try:
        return datetime.fromisoformat(at).astimezone().date()
    except (ValueError, OverflowError):
        return None


def day_words(day: date | None, *, today: date) -> str:
    """Return the heading of a day: "Today, 16 Mar", "Yesterday, 15 Mar", "3 Mar 2026"."""
    if day is None:
        return tr("At an unknown time")
    if day == today:
        return tr("Today, {day}", day=day_month(day))
    if day == today - timedelta(days=1):
        return tr("Yesterday, {day}", day=day_month(day))
    return day_month_year(day)


def when_words(at: str) -> str:
    """Return the time of day of a moment of the log on the clock of this computer."""
    try:
        return clock(datetime.fromisoformat(at).astimezone())
    except (ValueError, OverflowError):
        return at
