"""What the palette lists: entries in groups, each with what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Action", "Entry", "Group", "Span"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done with an entry.

    Attributes:
        id: what it is: ``open``, ``filter`` and others.
        words: verb and what it acts on, already translated.
        run: does it.
        icon: name of its icon.
        key: key that does it in the palette, portable.
    """

    id: str
    words: str
    run: Callable[[], None]
    icon: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the palette.

    Attributes:
        id: what it stands for, the same whenever it is found: ``item:...``, ``command:...``.
        title: its name, or the words around a match.
        spans: where the match stands in the title.
        detail: a few words more, in caption colour.
        detail_spans: where the match stands in them.
        kind: kind of entity whose mark is drawn.
        item: id of a file whose picture is drawn.
        icon: name of an icon drawn instead.
        level: confidence drawn as bars; empty for none.
        key: key shown at the end, portable.
        actions: what can be done, first what Enter does.
        why_not: why it cannot be done now, in words; empty when it can.
    """

    id: str
    title: str
    spans: tuple[Span, ...] = ()
    detail: str = ""
    detail_spans: tuple[Span, ...] = ()
    kind: str = ""
    item: str = ""
    icon: str = ""
    level: str = ""
    key: str = ""
    actions: tuple[Action, ...] = ()
    why_not: str = ""

    def action(self, name: str) -> Action | None:
        """Return one of its actions, or None."""
        return next((one for one in self.actions if one.id == name), None)

    @property
    def words(self) -> str:
        """All of it in words, for those who hear it."""
        return ", ".join(part for part in (self.title, self.detail) if part)


@dataclass(slots=True)
class Group:
    """Entries under a heading.

    Attributes:
        name: what it is, never shown.
        title: its heading, already translated.
        entries: what belongs to it, the best first, as far as it was made.
        shown: how many of them stand in the list.
        best: worth of its best entry, by which commands may come first.
        late: makes the entries that follow, when they are to be shown.
    """

    name: str
    title: str
    entries: list[Entry] = field(default_factory=list)
    shown: int = 4
    best: float = 0.0
    late: list[Callable[[], Entry]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.entries) + len(self.late)

    def visible(self) -> list[Entry]:
        """Return what stands in the list; one more stands there rather than a line that offers it."""
        wanted = len(self) if len(self) <= self.shown + 1 else self.shown
        missing = max(0, wanted - len(self.entries))
        self.entries += [make() for make in self.late[:missing]]
        del self.late[:missing]
        return self.entries[:wanted]
