"""What the Geolocate workspace says of angles, steps and moments."""

from datetime import UTC, datetime

from evidence_board.model.history import HistoryEntry
from evidence_board.ui.history.history_words import entry_words, when_words
from evidence_board.ui.i18n import tr

__all__ = ["ago_words", "change_words", "degrees_words", "half_view_words", "heading_words"]


def degrees_words(degrees: float) -> str:
    """Return ``348`` or ``12.5``: degrees without their sign."""
    return f"{degrees:.1f}".rstrip("0").rstrip(".") if degrees % 1 else f"{degrees:.0f}"


def half_view_words(fov_deg: float) -> str:
    """Return ``± 26``: half of what the camera sees, to either side of its direction."""
    return f"± {degrees_words(fov_deg / 2)}"


def heading_words(bearing_deg: float, fov_deg: float | None) -> str:
    """Return ``348° ± 26°``: the direction, and how far the picture reaches to either side of it."""
    words = f"{degrees_words(bearing_deg % 360)}°"
    return f"{words} {half_view_words(fov_deg)}°" if fov_deg else words


def change_words(entry: HistoryEntry, *, ref: str) -> str:
    """Return what was done to the item that is in view anyway: without its ref, where the words stand without it."""
    first, _, rest = entry_words(entry).partition(" ")
    # Only what was done to the file itself: "Matched point 4 of M-014" says nothing without its end.
    if rest == ref:
        return first
    return f"{first} {rest.removeprefix(f'{ref} ')}".rstrip()


def ago_words(at: str, *, now: datetime | None = None) -> str:
    """Return how long ago a moment of the history is, as a clock time when that is longer than an hour."""
    try:
        seconds = ((now or datetime.now(UTC)) - datetime.fromisoformat(at)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return at
    if 0 <= seconds < 60:
        return tr("just now")
    if 60 <= seconds < 3600:
        return tr("{n} min ago", n=int(seconds // 60))
    return when_words(at)
