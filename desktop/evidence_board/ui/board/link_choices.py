"""What a link can lead to and how it can read: the lists that the link popover filters while one types."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_board.model.case_index import CaseIndex
from evidence_board.model.relations import Relation, relations_between
from evidence_board.text import fold
from evidence_board.text_match import matcher
from evidence_board.ui.i18n import tr

__all__ = ["RelationChoice", "TargetChoice", "own_words", "relation_choices", "target_choices"]

Thing = tuple[str, str]
_MOST = 40
#: Order of how well a name matches: by its beginning or that of its words, inside of them, by ear.
_WORTH = (0, 0, 0, 1, 2)
_BEGINS = 2


@dataclass(frozen=True, slots=True)
class TargetChoice:
    """A thing that a link can lead to; without an id it is one that would be made.

    Attributes:
        kind: ``item`` or a kind of entity.
        id: row id, or empty for something new.
        label: its name.
        detail: a few words more.
    """

    kind: str
    id: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RelationChoice:
    """A way to read a link from what it was begun with to what it leads to.

    Attributes:
        words: how it reads in this direction.
        relation: the words that are stored.
        reverse: the stored link leads the other way.
        own: the user's own words.
    """

    words: str
    relation: str
    reverse: bool = False
    own: bool = False


def target_choices(index: CaseIndex, typed: str, *, without: Iterable[str], most: int = _MOST) -> list[TargetChoice]:
    """Return what a typed name may mean, the likeliest first: entities, then files.

    Every typed word must stand in the name, a further name, the ref or the second line, or the name must sound like
    it; scripts and diacritics do not matter. With nothing typed, the things with the most links come first.

    Args:
        index: the read model.
        typed: what was typed.
        without: row ids that make no sense as a target.
        most: how many to return.
    """
    left_out = set(without)
    wanted = matcher(typed)
    ranked: list[tuple[tuple[int, int, int], TargetChoice]] = []
    for number, row in enumerate(index.entities.values()):
        if row.id in left_out:
            continue
        rank = wanted.rank(row.label)
        if rank is None or rank > _BEGINS:
            # What only another name begins with comes after what is called so.
            other = wanted.rank(row.label, *row.other_names, row.ref, row.detail)
            rank = None if other is None else max(other, _BEGINS + 1)
        if rank is not None:
            choice = TargetChoice(row.kind, row.id, row.label, row.detail)
            ranked.append(((_WORTH[rank], -len(index.links_of.get(row.id, ())), number), choice))
    found = [choice for _, choice in heapq.nsmallest(most, ranked, key=lambda one: one[0])]
    if len(found) >= most or wanted.is_empty:
        return found
    for item in index.items.values():
        if item.id not in left_out and wanted.found_in(f"{item.ref} {item.label} {item.caption}"):
            found.append(TargetChoice("item", item.id, item.ref, item.label))
            if len(found) >= most:
                break
    return found


def relation_choices(sources: Sequence[Thing], target: Thing, typed: str) -> list[RelationChoice]:
    """Return how links from some things to one may read, the most fitting first, the user's own words last.

    Args:
        sources: kind and row id of what the link was begun with.
        target: kind and row id of what it leads to.
        typed: what was typed.
    """
    kinds = list(dict.fromkeys(kind for kind, _ in sources))
    choices = _fitting(kinds, target[0])
    words = fold(typed).split()
    found = [one for one in choices if all(_begins(word, one.words) for word in words)]
    found.sort(key=lambda one: not fold(one.words).startswith(fold(typed).strip()))
    own = " ".join(typed.split())
    if own and all(fold(one.words) != fold(own) for one in choices):
        found.append(RelationChoice(own, own, own=True))
    return found


def _begins(word: str, text: str) -> bool:
    return any(part.startswith(word) for part in fold(text).split())


def _fitting(kinds: Sequence[str], target: str) -> list[RelationChoice]:
    """Relations that fit every kind, most specific first; those that lead the other way read backwards."""
    ranked: dict[str, tuple[tuple[int, int], RelationChoice]] = {}
    for reverse in (False, True):
        fitting: list[Relation] | None = None
        for kind in kinds:
            these = relations_between(target, kind) if reverse else relations_between(kind, target)
            fitting = these if fitting is None else [one for one in fitting if one in these]
        for relation in fitting or ():
            if reverse and relation.symmetric:
                continue
            words = relation.inverse if reverse else relation.name
            price = (len(relation.sources) * len(relation.targets), int(reverse))
            choice = RelationChoice(words, relation.name, reverse)
            if words not in ranked or price < ranked[words][0]:
                ranked[words] = (price, choice)
    return [choice for _, choice in sorted(ranked.values(), key=lambda one: one[0])]


def own_words(choice: RelationChoice) -> str:
    """Return how the row of the user's own words reads in the list."""
    return tr("Use the words “{words}”", words=choice.words)
