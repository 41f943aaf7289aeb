"""What the program noticed by itself: facts that do not fit together, pictures that look alike. Never verdicts.

Worked out from the case again and again, off the GUI thread; nothing here is written down. What a person says of it
is: `conflict_answer` and `same_picture` in the case file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Conflict", "Observations", "PictureGroup"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two things the case says that do not fit together.

    Attributes:
        code: which kind of conflict, for answers and the command line.
        subject: what the answer of a person is kept under: the things and values it is about.
        kind: ``item``, ``account`` or another kind of thing it is shown at.
        row_id: the thing it is shown at.
        others: row ids of what else it is about.
        title: what was noticed, one plain sentence.
        values: pairs of a name and the value as people write it.
        meaning: what it may mean, innocent reasons first.
        state: ``open``, ``explained``, ``corrected`` or ``ignored``.
        note: what the person said with the answer.
        answer_id: row id of the answer, None while open.
    """

    code: str
    subject: str
    kind: str
    row_id: str
    title: str
    others: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    meaning: str = ""
    state: str = "open"
    note: str = ""
    answer_id: str | None = None


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
        complete: whether everything was looked at; False while the first pass is not done.
    """

    conflicts: Mapping[str, tuple[Conflict, ...]] = field(default_factory=dict)
    groups: Mapping[str, PictureGroup] = field(default_factory=dict)
    group_by_item: Mapping[str, str] = field(default_factory=dict)
    complete: bool = False

    def conflicts_of(self, row_id: str) -> tuple[Conflict, ...]:
        """Return the conflicts shown at a thing, open ones first."""
        return self.conflicts.get(row_id, ())

    def open_conflicts(self, row_id: str) -> int:
        """Return how many conflicts of a thing nobody answered."""
        return sum(one.state == "open" for one in self.conflicts.get(row_id, ()))

    def group_of(self, item_id: str) -> PictureGroup | None:
        """Return the group of a file, or None."""
        group_id = self.group_by_item.get(item_id)
        return self.groups.get(group_id) if group_id is not None else None
