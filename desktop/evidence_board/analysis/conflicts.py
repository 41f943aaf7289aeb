"""Everything that does not fit together in a case, as plain observations with innocent reasons; never verdicts.

Pure: facts in, conflicts out. What a person answered is joined by code and subject: an answer stays while the values
it was given for stand, and the conflict is open again when they change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence_board.analysis.conflict_clock import clock_conflicts
from evidence_board.analysis.conflict_dates import account_dates, copy_dates, date_conflicts
from evidence_board.analysis.conflict_places import place_conflicts
from evidence_board.analysis.conflict_speed import Shot, account_speed, camera_speed, shots_by_camera
from evidence_board.analysis.conflict_traces import trace_conflicts
from evidence_board.model.conflict_facts import AccountFact, AnswerFact, Camera, ConflictFacts, FileFact
from evidence_board.model.observations import Conflict

__all__ = [
    "CODES",
    "Shot",
    "Shots",
    "all_conflicts",
    "by_thing",
    "conflicts_of_account",
    "conflicts_of_cameras",
    "conflicts_of_copies",
    "conflicts_of_file",
    "shots_by_camera",
]

#: Shots by camera and, without a serial number, by who posted them.
Shots = Mapping[tuple[Camera, str], list[Shot]]

#: Every code there is; they are stored with answers, so none is ever renamed.
CODES = (
    "clock_gps",
    "fix_older",
    "posted_before_taken",
    "gps_after_post",
    "taken_after_added",
    "date_reset",
    "before_device",
    "collected_before_posted",
    "before_account",
    "date_future",
    "copies_dates",
    "positions_apart",
    "place_apart",
    "position_flipped",
    "position_zero",
    "position_same_numbers",
    "speed_camera",
    "speed_account",
    "edited_trace",
    "original_without_data",
    "no_camera_data",
    "built_anew",
)


def conflicts_of_file(file: FileFact, facts: ConflictFacts) -> tuple[Conflict, ...]:
    """Return what does not fit together in one file and its posts."""
    found: list[Conflict] = []
    if file.times or file.posts or file.collection is not None:
        found += clock_conflicts(file, facts)
        found += date_conflicts(file, facts)
    if file.positions:
        found += place_conflicts(file, facts)
    found += trace_conflicts(file)
    return tuple(found)


def conflicts_of_cameras(shots: Shots) -> dict[tuple[Camera, str], tuple[Conflict, ...]]:
    """Return the conflicts between the shots of each camera."""
    found = {}
    for key, some in shots.items():
        if len(some) > 1 and (rows := camera_speed(key[0], some)):
            found[key] = tuple(rows)
    return found


def conflicts_of_account(account: AccountFact, *, now: str) -> tuple[Conflict, ...]:
    """Return the conflicts between the posts of one account; ``now`` is the present, ISO 8601 in UTC."""
    return (*account_dates(account, now=now), *account_speed(account))


def conflicts_of_copies(facts: ConflictFacts) -> tuple[Conflict, ...]:
    """Return the conflicts between files that a person called the same picture."""
    found = []
    for first, second in facts.same:
        one, other = facts.files.get(first), facts.files.get(second)
        if one is not None and other is not None and (noticed := copy_dates(one, other)) is not None:
            found.append(noticed)
    return tuple(found)


def all_conflicts(facts: ConflictFacts) -> Mapping[str, tuple[Conflict, ...]]:
    """Look at everything at once; as `by_thing`."""
    found = [one for file in facts.files.values() for one in conflicts_of_file(file, facts)]
    for rows in conflicts_of_cameras(shots_by_camera(facts.files.values())).values():
        found += rows
    for account in facts.accounts.values():
        found += conflicts_of_account(account, now=facts.now)
    found += conflicts_of_copies(facts)
    return by_thing(found, facts.answers)


def by_thing(
    conflicts: Iterable[Conflict], answers: Mapping[tuple[str, str], AnswerFact]
) -> Mapping[str, tuple[Conflict, ...]]:
    """Return row id of what they are shown at -> conflicts with their answers, open ones first, notes last.

    One that is shown at a file or account is there for the posts that it is about, too.
    """
    found: dict[str, dict[tuple[str, str], Conflict]] = {}
    for one in conflicts:
        answer = answers.get((one.code, one.subject))
        if answer is not None:
            one = replace(one, state=answer.state, note=answer.note, answer_id=answer.id)
        for row_id in (one.row_id, *one.also):
            found.setdefault(row_id, {}).setdefault((one.code, one.subject), one)
    return {row_id: tuple(sorted(rows.values(), key=_order)) for row_id, rows in found.items()}


def _order(conflict: Conflict) -> tuple[int, int, str]:
    rank = 0 if conflict.state == "open" else 2 if conflict.state == "note" else 1
    return rank, CODES.index(conflict.code), conflict.subject
