"""How times of a video are written: ``0:19.4 of 0:42``, ``0:17 to 0:21``."""

from evidence_board.model.regions import RegionRow
from evidence_board.ui.gallery.item_words import clip_length
from evidence_board.ui.i18n import tr

__all__ = ["moment_words", "short_time", "time_words"]


def short_time(seconds: float) -> str:
    """Return ``0:19`` or ``0:19.4``: tenths only where there are any."""
    tenths = round(max(0.0, seconds) * 10)
    whole = clip_length(tenths // 10)
    return f"{whole}.{tenths % 10}" if tenths % 10 else whole


def time_words(at_s: float, duration_s: float) -> str:
    """Return where in a video one is, with tenths: ``0:19.4 of 0:42``."""
    tenths = round(max(0.0, at_s) * 10)
    at = f"{clip_length(tenths // 10)}.{tenths % 10}"
    return tr("{at} of {whole}", at=at, whole=clip_length(duration_s)) if duration_s else at


def moment_words(row: RegionRow) -> str:
    """Return the time of a moment, or of a span from start to end."""
    start = short_time(row.start_s or 0.0)
    return start if row.end_s is None else tr("{start} to {end}", start=start, end=short_time(row.end_s))
