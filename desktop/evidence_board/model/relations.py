"""Typed, directed links: which relation may join which kinds, and how it reads.

The words themselves are stored, so that the file explains itself; a person may also type words of their own.
"""

from dataclasses import dataclass

__all__ = ["RELATIONS", "Relation", "inverse_words", "relations_between"]

_ANY = frozenset({"item", "post", "account", "person", "unit", "location", "equipment", "event"})


@dataclass(frozen=True, slots=True)
class Relation:
    """A type of link.

    Attributes:
        name: the words stored in the case file; how it reads from source to target.
        inverse: how it reads from target to source.
        sources: kinds it may start from.
        targets: kinds it may lead to.
        symmetric: the direction means nothing.
    """

    name: str
    inverse: str
    sources: frozenset[str]
    targets: frozenset[str]
    symmetric: bool = False


def _kinds(words: str) -> frozenset[str]:
    return _ANY if words == "*" else frozenset(words.split())


def _relation(name: str, inverse: str, sources: str, targets: str, *, symmetric: bool = False) -> Relation:
    return Relation(name, inverse, _kinds(sources), _kinds(targets), symmetric)


_ALL = (
    _relation("posted", "posted by", "account", "item post"),
    _relation("runs", "run by", "account person", "person account"),
    _relation("same as", "same as", "*", "*", symmetric=True),
    _relation("shows", "seen in", "item", "account person unit location equipment event"),
    _relation("appears in", "shows", "person account equipment unit", "item"),
    _relation("shows patch of", "patch seen in", "item", "unit"),
    _relation("taken at", "place of", "item", "location"),
    _relation("reshared from", "reshared as", "item post account", "item post account"),
    _relation("names", "named by", "item post account", "account person unit location"),
    _relation("copy of", "copied as", "item", "item"),
    _relation("part of", "includes", "item unit", "event unit"),
    _relation("mentions", "mentioned by", "item post account", "*"),
    _relation("follows", "followed by", "account", "account"),
    _relation("friend of", "friend of", "account person", "account person", symmetric=True),
    _relation("family of", "family of", "person", "person", symmetric=True),
    _relation("serves in", "includes", "person account", "unit"),
    _relation("commanded by", "commands", "unit person", "person"),
    _relation("attached to", "has attached", "unit equipment", "unit"),
    _relation("stationed at", "station of", "unit person", "location"),
    _relation("seen at", "saw", "unit person account equipment", "location"),
    _relation("arrived in", "arrival of", "person unit equipment", "event"),
    _relation("involves", "involved in", "event", "person unit account equipment"),
    _relation("appears with", "appears with", "person", "person", symmetric=True),
    _relation("seen with", "seen with", "person unit", "equipment person unit"),
    _relation("same person as", "same person as", "account", "person account", symmetric=True),
    _relation("knows", "known by", "account person", "person account"),
    _relation("same garrison as", "same garrison as", "unit", "unit", symmetric=True),
    _relation("belongs to", "has", "equipment", "unit"),
    _relation("moved to", "reached by", "unit person equipment", "location"),
    _relation("took part in", "had part in it", "person unit account equipment", "event"),
    _relation("happened at", "site of", "event", "location"),
    _relation("equipped with", "belongs to", "unit", "equipment"),
    _relation("located at", "holds", "equipment location unit event", "location"),
    _relation("looks like", "looks like", "item", "item", symmetric=True),
    _relation("made from", "source of", "item", "item"),
    _relation("contradicts", "contradicted by", "*", "*"),
    _relation("supports", "supported by", "*", "*"),
    _relation("related to", "related to", "*", "*", symmetric=True),
)

RELATIONS: dict[str, Relation] = {relation.name: relation for relation in _ALL}


def inverse_words(name: str) -> str:
    """Return how a relation reads from its target, e.g. ``posted by`` for ``posted``."""
    known = RELATIONS.get(name)
    return known.inverse if known else name


def relations_between(source: str, target: str) -> list[Relation]:
    """Return the relations that may lead from one kind to another, most specific first.

    Args:
        source: kind word of the start, e.g. ``account``.
        target: kind word of the end, e.g. ``unit``.
    """
    fitting = [r for r in _ALL if source in r.sources and target in r.targets]
    return sorted(fitting, key=lambda r: len(r.sources) * len(r.targets))
