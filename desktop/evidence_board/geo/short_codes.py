"""Short Plus Codes with the name of a place, the way Google Maps copies them: ``WV49+29 Tartus, Syria``."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence_board.geo.gazetteer import Gazetteer
from evidence_board.geo.gazetteer_match import Match
from evidence_board.geo.grid_readings import read_plus_code
from evidence_board.geo.readings import Coordinates, Detail, unite

__all__ = ["read_near_name", "split_short_code"]

_SHORT = re.compile(r"\s*([23456789CFGHJMPQRVWX]{2,6}\+[23456789CFGHJMPQRVWX]{2,3})[\s,]+(\S.{1,120})", re.IGNORECASE)


def split_short_code(untrusted_text: str) -> tuple[str, str] | None:
    """Return the code and the name behind it; None when the text is not of that form."""
    match = _SHORT.fullmatch(" ".join(untrusted_text.split()))
    return (match[1].upper(), match[2]) if match and any(char.isalpha() for char in match[2]) else None


def read_near_name(untrusted_text: str, gazetteer: Gazetteer) -> tuple[Coordinates, str] | None:
    """Return the position of a short code and the listed place that it was counted from; None when none is known.

    A code counts from the nearest place that fits it, so a name that two places share gives each as an alternative.

    Raises:
        KnownError: a list of places is damaged, or the code is wrong.
    """
    parts = split_short_code(untrusted_text)
    if parts is None:
        return None
    code, name = parts
    named = [one for one in gazetteer.search(name, limit=3) if one.match in (Match.SAME, Match.READING)]
    if not named:
        return None
    ways = [
        replace(read, detail=Detail.NONE)  # what it counts from is said by its name
        for one in named
        for read in read_plus_code(code, near=(one.place.latitude, one.place.longitude))
    ]
    return (unite(ways), named[0].place.name) if ways else None
