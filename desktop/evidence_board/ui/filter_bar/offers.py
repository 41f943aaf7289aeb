"""Everything a filter can ask, as rows to choose from: by topic, or found by the words of a value."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence_board.filters import (
    AREA_DRAWINGS,
    STATUSES,
    AtLeast,
    AtPlace,
    CameraIs,
    Conflicting,
    Disputed,
    HasGps,
    HasPosition,
    HasPost,
    HasTag,
    InCollection,
    InDrawing,
    KindIs,
    LinkedTo,
    LooksAlike,
    NearTo,
    NeedsLook,
    Not,
    OfUnit,
    Part,
    PostedBy,
    StatusIs,
    Uncited,
    Unlocatable,
    Words,
)
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.kinds import ItemKind
from evidence_board.model.levels import Level
from evidence_board.text import fold_for_search
from evidence_board.ui.filter_bar.filter_words import chip_of
from evidence_board.ui.filter_bar.typed_places import typed_places
from evidence_board.ui.i18n import tr

__all__ = ["FORMS", "Offer", "found_offers", "offers_of", "top_offers", "topic_name"]

#: Topics that ask for numbers or dates: each opens a small form.
FORMS = ("time", "within", "looking", "map_view")
_MOST = 80
#: A number, with its unit or without: what is typed of a distance before it is from anywhere.
_IS_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:km|m)?")


@dataclass(frozen=True, slots=True)
class Offer:
    """One row to choose from.

    Attributes:
        text: what it says.
        icon: name of its icon.
        part: the condition it stands for; None for one that leads on.
        topic: what it leads to: a list of values, or one of `FORMS`.
        detail: a few words more.
    """

    text: str
    icon: str
    part: Part | None = None
    topic: str = ""
    detail: str = ""


def topic_name(topic: str) -> str:
    """Return what a topic is called.

    Raises:
        KeyError: there is no such topic.
    """
    return {
        "kind": tr("Kind of file"),
        "account": tr("Account"),
        "unit": tr("Unit and its sub-units"),
        "linked": tr("Linked to"),
        "near": tr("Near, over two links"),
        "place": tr("Place"),
        "within": tr("Within a distance"),
        "drawing": tr("Inside what is drawn"),
        "looking": tr("Looking at a point"),
        "map_view": tr("In map view"),
        "time": tr("Time taken or posted"),
        "level": tr("Level at least"),
        "tag": tr("Tag"),
        "collection": tr("Collection"),
        "work": tr("Work on it"),
        "camera": tr("Camera"),
        "alike": tr("Looks like"),
    }[topic]


_TOPIC_ICONS = {
    "kind": "images", "account": "at-sign", "unit": "shield", "linked": "link", "near": "waypoints",
    "place": "map-pin", "within": "crosshair", "drawing": "pentagon", "looking": "eye", "map_view": "map",
    "time": "calendar-days", "level": "badge-check", "tag": "tag", "collection": "folder", "work": "circle-check",
    "camera": "camera", "alike": "copy",
}  # fmt: skip


def _also(topic: str) -> str:
    """Return other words that people look for a topic by."""
    return {
        "kind": tr("type"),
        "unit": tr("sub-units regiment"),
        "within": tr("radius near km of"),
        "drawing": tr("area sector polygon circle"),
        "looking": tr("cone direction camera view sees"),
        "map_view": tr("area"),
        "time": tr("date day month span"),
        "level": tr("confidence sure"),
        "collection": tr("album"),
        "work": tr("status state"),
        "camera": tr("device model"),
        "alike": tr("duplicate group copies same picture"),
    }.get(topic, "")


def top_offers(index: CaseIndex) -> list[Offer]:
    """Return what is offered before anything is typed: topics that the case has values of, and plain questions."""
    topics = [
        Offer(topic_name(topic), icon, topic=topic)
        for topic, icon in _TOPIC_ICONS.items()
        if topic in FORMS or next(_parts(topic, index), None) is not None
    ]
    return topics + [_offer(part, index) for part in _plain()]


def offers_of(topic: str, index: CaseIndex) -> list[Offer]:
    """Return the values of one topic."""
    return [_offer(part, index) for part in _parts(topic, index)]


def found_offers(typed: str, index: CaseIndex, *, topic: str = "") -> list[Offer]:
    """Return what fits the words typed, in any script; outside a topic the words themselves can be asked for too.

    Args:
        typed: words, as a person types them.
        index: the read model.
        topic: only values of this topic; empty for everything.
    """
    wanted = fold_for_search(typed).split()
    everything = _parts(topic, index) if topic else _everything(index)
    found = [Offer(tr("Words: {text}", text=chip_of(Words(typed.strip()), index).text), "search", Words(typed.strip()))]
    if topic:
        found = []
    else:
        # What is read as a whole comes first: nobody types a distance by chance.
        read = [_offer(part, index) for part in typed_places(typed, index)]
        found = [*found, *read]
        for name in _TOPIC_ICONS:
            words = topic_name(name)
            known_by = fold_for_search(f"{words} {_also(name)}")
            # The number of a distance is no word of the topic, but alone it says nothing of it.
            said = [one for one in wanted if not _IS_NUMBER.fullmatch(one)] if name == "within" else wanted
            if said and all(word in known_by for word in said):
                found.append(Offer(words, _TOPIC_ICONS[name], topic=name))
    for part in everything:
        offer = _offer(part, index)
        words = fold_for_search(f"{offer.text} {offer.detail} {_more_words(part, index)}")
        if all(word in words for word in wanted):
            found.append(offer)
            if len(found) >= _MOST:
                break
    # What is said in so many words comes last: a name that the case knows is meant more often.
    return found if topic else found[1:] + found[:1]


def _offer(part: Part, index: CaseIndex) -> Offer:
    chip = chip_of(part, index)
    return Offer(chip.text, chip.icon, part, detail=_detail(part, index))


def _detail(part: Part, index: CaseIndex) -> str:
    match part:
        case PostedBy((account,)):
            return index.entities[account].detail if account in index.entities else ""
        case AtPlace(place):
            return index.entities[place].detail if place in index.entities else ""
        case KindIs() | HasTag() | InCollection() | StatusIs() | CameraIs():
            return _topic_words(part)
    return ""


def _topic_words(part: Part) -> str:
    names: dict[type, str] = {
        KindIs: "kind",
        HasTag: "tag",
        InCollection: "collection",
        StatusIs: "work",
        CameraIs: "camera",
    }
    return topic_name(names[type(part)])


def _more_words(part: Part, index: CaseIndex) -> str:
    """Return other names that the thing of a condition is known by."""
    match part:
        case PostedBy((row_id,)) | OfUnit(row_id, _) | LinkedTo(row_id) | NearTo(row_id, _) | AtPlace(row_id):
            row = index.entities.get(row_id)
            return " ".join((row.ref, *row.other_names)) if row is not None else ""
        case Not(HasPosition()):
            return tr("no position not placed unplaced")
        case HasPosition():
            return tr("placed located")
        case Conflicting():
            return tr("conflicts disagree contradict")
    return ""


def _plain() -> tuple[Part, ...]:
    return (
        HasPost(),
        HasGps(),
        HasPosition(),
        Not(HasPosition()),
        Unlocatable(),
        Uncited(),
        Disputed(),
        NeedsLook(),
        Conflicting(),
        LooksAlike(),
    )


def _everything(index: CaseIndex) -> Iterator[Part]:
    for topic in _VALUES:
        if topic not in ("linked", "near"):
            yield from _parts(topic, index)
    yield from _plain()
    for topic in ("linked", "near"):
        yield from _parts(topic, index)


def _parts(topic: str, index: CaseIndex) -> Iterator[Part]:
    values = _VALUES.get(topic)
    return values(index) if values is not None else iter(())


def _kinds(index: CaseIndex) -> Iterator[Part]:
    present = {item.kind for item in index.items.values()}
    return (KindIs((kind.value,)) for kind in ItemKind if kind.value in present)


def _entities(kind: str, make: Callable[[str], Part]) -> Callable[[CaseIndex], Iterator[Part]]:
    return lambda index: (make(row.id) for row in index.entities_of(kind))


def _linked(index: CaseIndex) -> Iterator[Part]:
    return (LinkedTo(row.id) for row in index.entities.values() if row.id in index.links_of)


def _near(index: CaseIndex) -> Iterator[Part]:
    return (NearTo(row.id, 2) for row in index.entities.values() if row.id in index.links_of)


def _levels(index: CaseIndex) -> Iterator[Part]:
    ladder = (Level.CONFIRMED, Level.PROBABLE, Level.POSSIBLE, Level.DOUBTFUL)
    return (AtLeast(level.value, of) for of in ("position", "links") for level in ladder)


def _tags(index: CaseIndex) -> Iterator[Part]:
    return (HasTag(row.id) for row in sorted(index.tags.values(), key=lambda row: row.path) if row.count)


def _cameras(index: CaseIndex) -> Iterator[Part]:
    return (CameraIs((one,)) for one in sorted({item.camera for item in index.items.values() if item.camera}))


def _drawings(index: CaseIndex) -> Iterator[Part]:
    return (InDrawing(row.id) for row in index.drawings.values() if row.kind in AREA_DRAWINGS)


def _alike(index: CaseIndex) -> Iterator[Part]:
    return (LooksAlike(group.item_ids[0]) for group in index.observations.groups.values() if group.item_ids)


_VALUES: dict[str, Callable[[CaseIndex], Iterator[Part]]] = {
    "kind": _kinds,
    "account": _entities("account", lambda row_id: PostedBy((row_id,))),
    "unit": _entities("unit", OfUnit),
    "place": _entities("location", AtPlace),
    "drawing": _drawings,
    "tag": _tags,
    "collection": lambda index: (InCollection(row.id) for row in index.albums.values()),
    "work": lambda index: (StatusIs((status,)) for status in STATUSES),
    "camera": _cameras,
    "level": _levels,
    "alike": _alike,
    "linked": _linked,
    "near": _near,
}
