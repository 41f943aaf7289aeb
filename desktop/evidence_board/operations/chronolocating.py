"""When a picture was taken, found out from sun, shadow or other signs: the record, and the time that it becomes."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from evidence_board.case.clock_offsets import read_zone
from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import one_of, optional_point, refused, text_of
from evidence_board.model.claims import Thing
from evidence_board.model.levels import Level
from evidence_board.model.placement import ChronolocationMethod
from evidence_board.operations.citations import insert_citations
from evidence_board.operations.levels import check_level
from evidence_board.operations.moment_texts import typed_moment
from evidence_board.operations.moments import insert_moment
from evidence_board.operations.placement_rows import check_fields, live_row, named, note_of, picture_ref
from evidence_board.session import Session

__all__ = ["add_chronolocation", "remove_chronolocations", "time_from_chronolocation", "update_chronolocation"]

_WORD = "finding of a time"
_EDITABLE = frozenset({"level", "reason", "place_text"})
_COLUMNS = (
    *("item_id", "method", "zone", "result_from", "result_to", "level", "reason", "moment_id"),
    *("latitude", "longitude", "place_text"),
)
#: Spans that fit, one a day for three years.
_MOST_FITS = 1_100
_MOST_MARKS = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?")
_METHOD_WORDS = {
    ChronolocationMethod.SUN_AZIMUTH: "the direction of the sun",
    ChronolocationMethod.SHADOW_RATIO: "the length of a shadow",
    ChronolocationMethod.SUN_BOTH: "the sun",
    ChronolocationMethod.MOON: "the moon",
    ChronolocationMethod.CLOCK: "a clock",
    ChronolocationMethod.WEATHER: "the weather",
    ChronolocationMethod.VEGETATION: "plants",
    ChronolocationMethod.SATELLITE: "satellite pictures",
    ChronolocationMethod.EVENT: "a known event",
    ChronolocationMethod.OTHER: "other signs",
}


def add_chronolocation(
    session: Session,
    /,
    *,
    item_id: str,
    method: str,
    result_from: str,
    result_to: str,
    latitude: float | None = None,
    longitude: float | None = None,
    place_text: str = "",
    mark_ids: Sequence[str] = (),
    zone: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    fits: Sequence[tuple[str, str]] = (),
    level: str = "unjudged",
    reason: str = "",
    cites: Sequence[Thing] = (),
    make_time: bool = True,
) -> ChangeSet:
    """Write down when a picture was taken and how that is known; ``result["id"]`` is the record.

    With ``make_time`` the result becomes a time of the file at once, in the same step, and counts instead of the
    others, which stay: ``result["moment_id"]``. What was said of the camera's own time is not touched.

    Args:
        session: the open case.
        item_id: the picture.
        method: a word of `ChronolocationMethod`.
        result_from: earliest clock time of the zone, ``2015-09-12T15:50``, or a day.
        result_to: latest, written alike.
        latitude: of the place it was reckoned for, WGS84 degrees; with ``longitude`` or not at all.
        longitude: of that place.
        place_text: that place in words.
        mark_ids: row ids of the sun marks it rests on.
        zone: ``Asia/Damascus`` or ``+03:00``; None when not known.
        date_from: first day that was looked at.
        date_to: last day that was looked at.
        fits: every span that fits, from and to, written like the result.
        level: a word of the ladder.
        reason: how it is known; a time needs one.
        cites: kind and row id of what the time rests on.
        make_time: whether it becomes a time of the file.

    Raises:
        KnownError: no such picture, method, mark or zone, a time that is none, a span that is turned round, no reason
            for a time, or a level above what is cited.
    """
    word = one_of(method, ChronolocationMethod, "way to find a time")
    place = optional_point(latitude, longitude, what="place")
    if zone is not None:
        read_zone(zone)
    _check_span(result_from, result_to)
    stored = {
        "method": word.value,
        "latitude": place[0],
        "longitude": place[1],
        "place_text": named(place_text, what="The place"),
        "zone": zone,
        "date_from": _day(date_from),
        "date_to": _day(date_to),
        "result_from": _written(result_from),
        "result_to": _written(result_to),
        "fits": _fits_text(fits),
        "reason": note_of(reason, what="The reason"),
    }
    if stored["date_from"] and stored["date_to"] and str(stored["date_to"]) < str(stored["date_from"]):
        raise refused("The last day lies before the first.", "Turn them round.")
    judged = Level(level).value
    with session.gate.transaction("Find a time", action="dated") as finished:
        tx = finished.tx
        ref = picture_ref(tx, item_id, any_file=True)
        stored["marks"] = _marks_text(tx, item_id, mark_ids)
        row_id = tx.insert("chronolocation", item_id=item_id, level=judged, **stored)
        tx.result["id"] = row_id
        tx.label = f"Date {ref} by {_METHOD_WORDS[word]}: {_span_words(stored)}"
        if make_time:
            _become(tx, row_id, {"item_id": item_id, "level": judged, **stored}, cites=cites)
        elif cites:
            raise refused("Only a time of the file can cite something.", "Make a time of it.")
    return finished.changes


def time_from_chronolocation(
    session: Session, /, *, row_id: str, level: str | None = None, cites: Sequence[Thing] = ()
) -> ChangeSet:
    """Let a record become a time of its file that counts; ``result["moment_id"]``. An earlier one of it stays beside.

    Args:
        session: the open case.
        row_id: the record.
        level: a word of the ladder; None for that of the record.
        cites: kind and row id of what the time rests on.

    Raises:
        KnownError: the record is gone, has no reason, or the level is above what is cited.
    """
    with session.gate.transaction("Make a time of a finding", action="dated") as finished:
        tx = finished.tx
        row = live_row(tx, "chronolocation", row_id, _COLUMNS, word=_WORD)
        ref = picture_ref(tx, str(row["item_id"]), any_file=True)
        if level is not None:
            row["level"] = Level(level).value
            tx.update("chronolocation", row_id, level=row["level"])
        tx.label = f"Date {ref}: {_span_words(row)}"
        _become(tx, row_id, row, cites=cites)
    return finished.changes


def update_chronolocation(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change level, reason or place in words of a record; another result is another record.

    The time that it became is judged by itself, see `evidence_board.operations.moments.update_moment`.

    Raises:
        KnownError: an unknown field, a wrong value, or the record is gone.
    """
    check_fields(values, _EDITABLE, word=_WORD)
    with session.gate.transaction("Edit a finding of a time", action="dated") as finished:
        tx = finished.tx
        row = live_row(tx, "chronolocation", row_id, _COLUMNS, word=_WORD)
        tx.label = f"Edit how {picture_ref(tx, str(row['item_id']), any_file=True)} was dated"
        stored: dict[str, object] = {}
        if "level" in values:
            stored["level"] = one_of(values["level"], Level, "level").value
        if "reason" in values:
            stored["reason"] = note_of(values["reason"], what="The reason")
        if "place_text" in values:
            stored["place_text"] = named(values["place_text"], what="The place")
        tx.update("chronolocation", row_id, **stored)
    return finished.changes


def remove_chronolocations(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Take records away, in one step. The times that they became stay: they are facts of their own.

    Raises:
        KnownError: one of them is gone already.
    """
    ids = list(dict.fromkeys(row_ids))
    with session.gate.transaction(f"Remove {len(ids)} findings of a time", action="dated") as finished:
        tx = finished.tx
        for row_id in ids:
            row = live_row(tx, "chronolocation", row_id, _COLUMNS, word=_WORD)
            if len(ids) == 1:
                tx.label = f"Remove how {picture_ref(tx, str(row['item_id']), any_file=True)} was dated"
            tx.bin("chronolocation", row_id)
    return finished.changes


def _become(tx: Transaction, row_id: str, row: Mapping[str, object], *, cites: Sequence[Thing]) -> None:
    reason, level = str(row["reason"]), str(row["level"])
    if not reason:
        raise refused("A time found out this way needs a reason.", "Say what fits and what was measured.")
    zone = f" {row['zone']}" if row["zone"] else ""
    ends = [str(row[name]) for name in ("result_from", "result_to")]
    # A day alone never shifts.
    texts = [f"{end}{zone}" if len(end) > len("2015-09-12") else end for end in ends]
    moment = typed_moment(texts[0], until="" if texts[0] == texts[1] else texts[1])
    moment_id = insert_moment(
        tx,
        target=("item", str(row["item_id"])),
        role="captured",
        moment=moment,
        source="analyst",
        method=str(row["method"]),
        reason=reason,
    )
    if cites:
        insert_citations(tx, claims=[("moment", moment_id)], targets=cites)
    check_level(tx, ("moment", moment_id), level=level, reason=reason)
    if level != Level.UNJUDGED:
        tx.update("moment", moment_id, level=level)
    tx.update("chronolocation", row_id, moment_id=moment_id)
    tx.result["moment_id"] = moment_id


def _written(text: object) -> str:
    """Return a day or a clock time in one form: ``2015-09-12`` or ``2015-09-12T15:50``."""
    words = text_of(text, "The time", most=40)
    try:
        if _DAY.fullmatch(words):
            return date.fromisoformat(words).isoformat()
        if _CLOCK.fullmatch(words):
            datetime.fromisoformat(words)
            return words.replace(" ", "T")
    except ValueError:
        pass
    raise refused(f"“{words}” is not a day or a clock time.", "Write it as 2015-09-12 or 2015-09-12T15:50.")


def _day(text: object) -> str | None:
    if text is None:
        return None
    words = _written(text)
    if len(words) != len("2015-09-12"):
        raise refused(f"“{words}” is no day.", "Write it as 2015-09-12.")
    return words


def _check_span(first: object, last: object) -> None:
    ends = [_written(first), _written(last)]
    if (len(ends[0]) > len("2015-09-12")) != (len(ends[1]) > len("2015-09-12")):
        raise refused("A span goes from day to day, or from clock time to clock time.", "Write both alike.")
    if ends[1] < ends[0]:
        raise refused(f"{ends[1]} lies before {ends[0]}.", "A span goes from the earlier to the later time.")


def _fits_text(fits: Sequence[tuple[str, str]]) -> str:
    if len(fits) > _MOST_FITS:
        raise refused(f"{len(fits):,} spans that fit are too many.", f"Keep {_MOST_FITS:,} of them.")
    for pair in fits:
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise refused("A span that fits has a start and an end.", "Give both.")
        _check_span(*pair)
    return json.dumps([[_written(one) for one in pair] for pair in fits], separators=(",", ":"))


def _marks_text(tx: Transaction, item_id: str, mark_ids: Sequence[str]) -> str:
    ids = list(dict.fromkeys(str(one) for one in mark_ids))
    if len(ids) > _MOST_MARKS:
        raise refused("These are too many marks.", f"Choose up to {_MOST_MARKS}.")
    sql = "SELECT 1 FROM sun_mark WHERE id = ? AND item_id = ? AND deleted_at IS NULL"
    if any(tx.one(sql, (one, item_id)) is None for one in ids):
        raise refused("One of the marks is gone, or of another picture.", "Choose marks of this picture.")
    return json.dumps(ids, separators=(",", ":"))


def _span_words(row: Mapping[str, object]) -> str:
    first, last = (str(row[name]).replace("T", " ") for name in ("result_from", "result_to"))
    if first == last:
        return first
    same_day = first[:10] == last[:10] and len(first) > len("2015-09-12")
    return f"{first} to {last[11:] if same_day else last}"
