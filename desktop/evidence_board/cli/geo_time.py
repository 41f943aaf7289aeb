"""Times on the command line: ISO 8601 with an offset, or with the name of a zone behind them."""

import re
from datetime import UTC, datetime, timedelta

from evidence_board.cli.answers import say
from evidence_board.geo.zones import zone_named
from evidence_board.model.errors import KnownError

__all__ = ["iso", "local_words", "moment_of"]

_ZONE = re.compile(r"(?P<time>.*\d)\s*(?:\s|\[)(?P<zone>[A-Za-z][A-Za-z0-9_+/-]{1,40})\]?")
_DO = "Write it like 2015-09-12T16:40:00+03:00, or 2015-09-12 16:40 Europe/Moscow."
_EARLIEST, _LATEST = 1800, 2200


def moment_of(text: str) -> datetime:
    """Read a time; without a zone it is taken as UTC, and that is said.

    Raises:
        KnownError: it is no time, or there is no such zone.
    """
    named = _ZONE.fullmatch(text.strip())
    plain = named["time"] if named else text.strip()
    try:
        moment = datetime.fromisoformat(plain.replace(" +", "+").replace(" -", "-"))
    except ValueError:
        raise KnownError(f"This is no time: {text[:60]}.", do=_DO) from None
    if not _EARLIEST <= moment.year <= _LATEST:
        raise KnownError(f"The year {moment.year} is too far away for the sun to be worked out well.", do=_DO)
    if named:
        moment = moment.replace(tzinfo=UTC if named["zone"].upper() in ("UTC", "GMT") else zone_named(named["zone"]))
    elif moment.tzinfo is None:
        say(f"The time has no zone: taken as UTC. {_DO}")
        moment = moment.replace(tzinfo=UTC)
    return moment


def iso(moment: datetime) -> str:
    """Return a time in UTC to the second."""
    rounded = (moment.astimezone(UTC) + timedelta(microseconds=500_000)).replace(microsecond=0, tzinfo=None)
    return rounded.isoformat() + "Z"


def local_words(moment: datetime, *, zone: str) -> str:
    """Return the clock of a zone to the minute."""
    return f"{moment.astimezone(zone_named(zone)) + timedelta(seconds=30):%H:%M}"
