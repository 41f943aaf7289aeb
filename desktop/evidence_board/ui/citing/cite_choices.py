"""What can be cited, and for what: the lists that the popover of citing filters while one types."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from evidence_board.case.citable import Part, find_regions, read_parts
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.claims import Thing, ThingLabel
from evidence_board.session import Session
from evidence_board.text import fold, fold_for_search, skeletons, word_forms
from evidence_board.ui.citing.citing_words import cited_name, claim_name
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.position_words import role_words, source_words
from evidence_board.ui.inspector.time_words import time_role_words, time_source_words

__all__ = ["Choice", "choice_of", "claims_to_choose", "things_to_choose"]

_MOST, _OWNERS = 40, 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: a thing to cite, or a fact to cite it for.

    Attributes:
        thing: kind and row id.
        name: what it is called.
        detail: a few words more.
        picture: id of the file whose picture stands for it, or empty.
    """

    thing: Thing
    name: str
    detail: str = ""
    picture: str = ""


def things_to_choose(session: Session, typed: str, *, first: Sequence[Thing], without: Iterable[Thing]) -> list[Choice]:
    """Return what can be cited, the likeliest first: files, posts, entities, regions, other facts.

    May be called off the GUI thread.

    Args:
        session: the open case.
        typed: what was typed; nothing lists what is near.
        first: what is near to the fact, best first.
        without: what makes no sense, or is chosen already.
    """
    index, left_out = session.index, set(without)
    fits = _fitting(typed)
    if fits is None:
        near = [choice for thing in first if thing not in left_out and (choice := choice_of(index, thing))]
        owners = [thing[1] for thing in first if thing[0] in ("item", "post")][:_OWNERS]
        parts = [_part_choice(one) for one in session.read(read_parts, owners) if one.thing not in left_out]
        return [*near[: _MOST - 8], *parts[:_MOST]]
    found = [
        choice for thing in _matching(index, fits) if thing not in left_out and (choice := choice_of(index, thing))
    ]
    owners = [choice.thing[1] for choice in found if choice.thing[0] in ("item", "post")][:_OWNERS]
    regions = session.read(lambda connection: find_regions(connection, fits, most=8))
    more = [_label_choice(one, tr("Region")) for one in regions]
    more += [_part_choice(one) for one in session.read(read_parts, owners)]
    known: dict[Thing, Choice] = {}
    for choice in (*found, *more):
        if choice.thing not in left_out:
            known.setdefault(choice.thing, choice)
    return list(known.values())[: 2 * _MOST]


def claims_to_choose(session: Session, typed: str, *, first: Sequence[Thing], without: Iterable[Thing]) -> list[Choice]:
    """Return the facts that something can be cited for: links, positions, times; first those of what is near.

    May be called off the GUI thread.

    Args:
        session: the open case.
        typed: what was typed; nothing lists what is near.
        first: what is to be cited.
        without: facts that are chosen already.
    """
    index, left_out = session.index, set(without)
    fits = _fitting(typed)
    if fits is None:
        owners = [thing[1] for thing in first]
        links = [link.id for owner in owners for link in index.links_of.get(owner, ())]
        near = [link.dst if link.src in owners else link.src for link in map(index.links.__getitem__, links)]
        links += [link.id for one in near[:_OWNERS] for link in index.links_of.get(one, ())]
    else:
        matching = _matching(index, fits)
        links = [row_id for kind, row_id in matching if kind == "link"]
        owners = [row_id for kind, row_id in matching if kind in ("item", "post", "event")][:_OWNERS]
    known: dict[Thing, Choice] = {}
    parts = [_part_choice(one) for one in session.read(read_parts, owners, kinds=("geotag", "moment"))]
    of_links = [choice for one in dict.fromkeys(links) if (choice := choice_of(index, ("link", one)))]
    for choice in (*of_links[:_MOST], *parts[:_MOST]) if fits is None or of_links else parts:
        if choice.thing not in left_out and choice.thing not in first:
            known.setdefault(choice.thing, choice)
    return list(known.values())[: 2 * _MOST]


def choice_of(index: CaseIndex, thing: Thing) -> Choice | None:
    """Return the row of something in the read model, or None when it is not there."""
    kind, row_id = thing
    if kind == "item" and row_id in index.items:
        item = index.items[row_id]
        return Choice(thing, item.ref, isolate(item.label), row_id)
    if kind == "post" and row_id in index.posts:
        post = index.posts[row_id]
        said = " ".join(part for part in (post.account, post.text.replace("\n", " ")[:80]) if part)
        return Choice(thing, post.ref, isolate(said), post.item_ids[0] if post.item_ids else "")
    if kind == "link" and row_id in index.links:
        link = index.links[row_id]
        words = f"{isolate(index.label_of(link.src))} {link.relation} {isolate(index.label_of(link.dst))}"
        cited = count(link.citations, one="rests on {n}", many="rests on {n}") if link.citations else tr("uncited")
        return Choice(thing, words, f"{link.ref} · {cited}")
    if row_id in index.entities:
        row = index.entities[row_id]
        return Choice((row.kind, row_id), row.label, isolate(row.detail))
    return None


def _part_choice(part: Part) -> Choice:
    label = part.label
    if label.kind == "region":
        return _label_choice(label, tr("Region"))
    position = label.kind == "geotag"
    role = role_words(part.role) if position else time_role_words(part.role)
    source = source_words(part.source) if position else time_source_words(part.source)
    cited = count(part.cited, one="rests on {n}", many="rests on {n}") if part.cited else ""
    name = tr("{claim}: {role}", claim=claim_name(label), role=role) if position else claim_name(label)
    where = label.name if position else role
    return Choice((label.kind, label.id), name, " · ".join(word for word in (where, source, cited) if word))


def _label_choice(label: ThingLabel, detail: str) -> Choice:
    return Choice((label.kind, label.id), cited_name(label), detail, label.thumbnail_id or "")


def _matching(index: CaseIndex, fits: Callable[[str], bool]) -> list[Thing]:
    """Return what fits in the read model, so many of each kind at most."""
    found: list[Thing] = []
    for row in index.entities.values():
        if fits(" ".join((row.label, *row.other_names, row.ref, row.detail))):
            found.append((row.kind, row.id))
            if len(found) >= _MOST // 2:
                break
    groups: tuple[Iterable[tuple[Thing, str]], ...] = (
        (
            (("item", one.id), f"{one.ref} {one.title} {one.file_name} {one.caption} {one.account}")
            for one in index.items.values()
        ),
        ((("post", one.id), f"{one.ref} {one.account} {one.text}") for one in index.posts.values()),
        (
            (("link", one.id), f"{one.ref} {index.label_of(one.src)} {one.relation} {index.label_of(one.dst)}")
            for one in index.links.values()
        ),
    )
    for group in groups:
        fitting = (thing for thing, text in group if fits(text))
        found += islice(fitting, _MOST // 2)
    return found


def _fitting(typed: str) -> Callable[[str], bool] | None:
    """Return what tells whether a text has every typed word, in any script; None where nothing was typed."""
    words = [(word, word_forms(word), skeletons(word)) for word in fold(typed).split()]
    if not words:
        return None

    def fits(text: str) -> bool:
        folded = fold_for_search(text)
        bare: list[str] | None = None
        for word, forms, bones in words:
            if any(form in folded for form in forms):
                continue
            # Names that people spell by ear, or that their script writes without vowels.
            if len(word) < 4 or not bones or len(bones[0]) < 2:
                return False
            bare = skeletons(text) if bare is None else bare
            if bones[0] not in bare:
                return False
        return True

    return fits
