"""Times of records as ISO 8601: only as much as is known, with a zone only where one is known."""

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["iso_time"]

_OFFSET = re.compile(r"[+-]\d{2}:\d{2}")


def iso_time(moment: Mapping[str, Any] | None) -> str | None:
    """Return a time as ISO 8601 with the precision it has.

    ``2015-09-03T17:20:17+03:00``; ``2015-09-05T07:40:25`` when no zone is known; ``2015-09-06`` for a day.
    Nothing is converted and nothing is made up: a day stays a day.

    Args:
        moment: a time of `evidence_board.case.records.records`, or None.
    """
    if moment is None:
        return None
    local, zone = str(moment["local"]), moment["zone"]
    # A day has no zone to write, even where the source wrote one.
    known = "T" in local and isinstance(zone, str) and _OFFSET.fullmatch(zone)
    return f"{local}{zone}" if known else local
