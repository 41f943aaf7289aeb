"""What the program noticed by itself: facts that do not fit together, pictures that look alike. Never verdicts.

Worked out from the case again and again, off the GUI thread; nothing here is written down. What a person says of it
is: `conflict_answer` and `same_picture` in the case file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Conflict", "Observations", "PictureGroup", "Remedy"]


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that can be done about a conflict; `evidence_board.operations.conflict_answers` does it.

    Its words, and all words of a conflict, may be a `evidence_board.model.phrases.Phrase`.

    Attributes:
        verb: ``use_gps_time``, ``correct_clock``, ``widen``, ``prefer_position``, ``turn_sign``, ``show_time``,
            ``show_place``, ``show_file`` or ``keep`` (both values stand).
        words: what the button says.
        target: row id of what it changes or shows.
        value: metres of a radius, or seconds to add to a clock.
        zone: zone of the time that it sets.
        point: latitude and longitude that it sets, in degrees.
        subject: what the answer is kept under once the values have changed; empty where they do not.
    """

    verb: str
    words: str
    target: str = ""
    value: float = 0.0
    zone: str | None = None
    point: tuple[float, float] | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two things the case says that do not fit together.

    Attributes:
        code: which kind of conflict, for answers and the command line.
        subject: what the answer of a person is kept under: the things and values it is about.
        kind: ``item``, ``account`` or another kind of thing it is shown at.
        row_id: the thing it is shown at.
        others: row ids of what else it is about.
        also: row ids of the posts and files on whose pages it is shown, too.
        points: the positions that are in conflict, as latitude and longitude in degrees; two, or none.
        apart: how far these are from each other, in words.
        title: what was noticed, one plain sentence.
        values: pairs of a name and the value as people write it.
        meaning: what it may mean, innocent reasons first.
        state: ``open``, ``note`` (only worth a line, nothing to answer), ``explained``, ``corrected`` or ``ignored``.
        note: what the person said with the answer.
        answer_id: row id of the answer, None while open, and where what stands settles it without one.
        severity: ``look`` or ``note``: only what wants a look is ever open, and in the queue "Needs a second look".
        remedies: what can be done about it, the best first; ``keep`` leaves both values.
    """

    code: str
    subject: str
    kind: str
    row_id: str
    title: str
    others: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    apart: str = ""
    values: tuple[tuple[str, str], ...] = ()
    meaning: str = ""
    state: str = "open"
    note: str = ""
    answer_id: str | None = None
    severity: str = "look"
    remedies: tuple[Remedy, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a person should look at it, and nobody has answered."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class PictureGroup:
    """Files that look like one picture.

    Attributes:
        id: the smallest id of its files, so that it stays while the group does.
        item_ids: the files, by id.
        accepted: a person said that they are the same; else it is only a proposal.
        mirrored: ids of files that fit only as a mirror image.
        distance: largest number of differing bits of 64 between neighbours in the group.
    """

    id: str
    item_ids: tuple[str, ...]
    accepted: bool = False
    mirrored: frozenset[str] = frozenset()
    distance: int = 0


@dataclass(frozen=True)
class Observations:
    """Everything noticed at one moment.

    Attributes:
        conflicts: row id of what they are shown at -> conflicts, open ones first.
        groups: id of a group -> the group.
        group_by_item: id of a file -> id of its group.
        preferred_copies: ids of files that a person chose as the copy to use.
        complete: whether everything was looked at; False while the first pass is not done.
        pictures_complete: whether all pictures were compared.
    """

    conflicts: Mapping[str, tuple[Conflict, ...]] = field(default_factory=dict)
    groups: Mapping[str, PictureGroup] = field(default_factory=dict)
    group_by_item: Mapping[str, str] = field(default_factory=dict)
    preferred_copies: frozenset[str] = frozenset()
    complete: bool = False
    pictures_complete: bool = False

    def conflicts_of(self, row_id: str) -> tuple[Conflict, ...]:
        """Return the conflicts shown at a thing, open ones first."""
        return self.conflicts.get(row_id, ())

    def open_conflicts(self, row_id: str) -> int:
        """Return how many conflicts of a thing wait for an answer; notes do not."""
        return sum(one.is_open for one in self.conflicts.get(row_id, ()))

    def copies_of(self, item_id: str) -> int:
        """Return how many files a person called one picture with this one, itself included; 0 when none."""
        group = self.group_of(item_id)
        return len(group.item_ids) if group is not None and group.accepted else 0

    def group_of(self, item_id: str) -> PictureGroup | None:
        """Return the group of a file, or None."""
        group_id = self.group_by_item.get(item_id)
        return self.groups.get(group_id) if group_id is not None else None
