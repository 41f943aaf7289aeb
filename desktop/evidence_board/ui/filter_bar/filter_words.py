"""The filter in words: what each chip says, and the name of every condition."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence_board.filters import (
    AllOf,
    AnyOf,
    AtLeast,
    AtPlace,
    CameraIs,
    Condition,
    Conflicting,
    Disputed,
    HasGps,
    HasPosition,
    HasPost,
    HasTag,
    InCollection,
    InDrawing,
    InQueue,
    InTime,
    InView,
    KindIs,
    LinkedTo,
    LooksAlike,
    LooksAt,
    NearTo,
    NeedsLook,
    Not,
    OfUnit,
    Part,
    PostedBy,
    StatusIs,
    TagUnder,
    Uncited,
    Unlocatable,
    Within,
    Words,
)
from evidence_board.geo.coordinate_text import format_decimal
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.kinds import ItemKind
from evidence_board.ui.filter_bar.span_words import span_words
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.work_status import status_name

__all__ = ["ICONS", "QUEUE_ICONS", "ChipWords", "chip_of", "file_kind_name", "queue_names"]

#: Name of a queue -> its icon.
QUEUE_ICONS = {
    "all": "images",
    "not_placed": "map-pin-off",
    "not_linked": "unlink",
    "uncited": "quote",
    "second_look": "triangle-alert",
    "look_alikes": "copy",
    "videos": "clapperboard",
}
#: Kind of condition -> its icon.
ICONS: dict[type[Condition], str] = {
    KindIs: "images",
    HasPost: "message-square-text",
    PostedBy: "at-sign",
    OfUnit: "shield",
    LinkedTo: "link",
    NearTo: "waypoints",
    AtPlace: "map-pin",
    Within: "crosshair",
    InView: "map",
    InDrawing: "pentagon",
    LooksAt: "eye",
    InTime: "calendar-days",
    AtLeast: "badge-check",
    Uncited: "quote",
    Disputed: "git-compare",
    HasTag: "tag",
    TagUnder: "tag",
    InCollection: "folder",
    StatusIs: "check",
    CameraIs: "camera",
    HasGps: "locate",
    HasPosition: "map-pin",
    Unlocatable: "map-pin-off",
    LooksAlike: "copy",
    NeedsLook: "triangle-alert",
    Conflicting: "triangle-alert",
    Words: "search",
}


@dataclass(frozen=True, slots=True)
class ChipWords:
    """One chip.

    Attributes:
        part: the part of the filter it stands for.
        icon: name of its icon.
        text: what it says.
    """

    part: Part
    icon: str
    text: str


def chip_of(part: Part, index: CaseIndex) -> ChipWords:
    """Return the chip of one part of a filter."""
    return ChipWords(part, _icon(part), _words(part, index))


def _icon(part: Part) -> str:
    match part:
        case Not(HasPosition()):
            return "map-pin-off"
        case Not(inner):
            return _icon(inner)
        case AnyOf(parts) | AllOf(parts):
            icons = {_icon(one) for one in parts}
            return icons.pop() if len(icons) == 1 else "funnel"
        case InQueue(name):
            return QUEUE_ICONS[name]
    return ICONS[type(part)]


def _words(part: Part, index: CaseIndex) -> str:
    match part:
        case Not(HasPosition()):
            return tr("Without a position")
        case Not(HasGps()):
            return tr("Without GPS")
        case Not(inner):
            return tr("not {what}", what=_inside(inner, index))
        case AnyOf(()):
            return tr("Nothing")
        case AnyOf(parts):
            return tr(" or ").join(_inside(one, index) for one in parts)
        case AllOf(()):
            return tr("Everything")
        case AllOf(parts):
            return tr(" and ").join(_inside(one, index) for one in parts)
    return _CONDITION_WORDS[type(part)](part, index)


def _inside(part: Part, index: CaseIndex) -> str:
    """Return the words of a part inside another one; in brackets where "and" and "or" would run together."""
    words = _words(part, index)
    return f"({words})" if isinstance(part, AllOf | AnyOf) and len(part.parts) > 1 else words


def _name(index: CaseIndex, row_id: str) -> str:
    return isolate(index.label_of(row_id)) or tr("something in the bin")


def _some(names: list[str], *, one: str, many: str) -> str:
    return count(len(names), one=one, many=many) if len(names) > 2 else tr(" or ").join(names)


def _kinds(part: KindIs, index: CaseIndex) -> str:
    return ", ".join(file_kind_name(kind.value) for kind in ItemKind if kind.value in part.kinds)


def _accounts(part: PostedBy, index: CaseIndex) -> str:
    names = [_name(index, one) for one in part.accounts]
    return _some(names, one="{n} account", many="{n} accounts")


def _cameras(part: CameraIs, index: CaseIndex) -> str:
    return _some([isolate(one) for one in part.cameras], one="{n} camera", many="{n} cameras")


def _near(part: NearTo, index: CaseIndex) -> str:
    words = count(part.steps, one="{n} step", many="{n} steps")
    return tr("{name} + {steps}", name=_name(index, part.id), steps=words)


def _unit(part: OfUnit, index: CaseIndex) -> str:
    name = _name(index, part.unit)
    return tr("{name} with all below", name=name) if part.below else tr("{name} alone", name=name)


def _centre(part: Within, index: CaseIndex) -> str:
    if part.target:
        return _name(index, part.target)
    return isolate(format_decimal(part.latitude or 0.0, part.longitude or 0.0, decimals=3))


def _within(part: Within, index: CaseIndex) -> str:
    return tr("Within {km} km of {where}", km=isolate(f"{part.km:g}"), where=_centre(part, index))


def _looks(part: LooksAt, index: CaseIndex) -> str:
    km = isolate(f"{part.km:g}")
    return tr("Looking at {where} from up to {km} km", where=_centre(part, index), km=km)


def _drawing(part: InDrawing, index: CaseIndex) -> str:
    row = index.drawings.get(part.id)
    if row is None:
        return tr("Inside a drawing that is gone")
    return tr("Inside {name}", name=isolate(row.name) if row.name else tr("a drawn area"))


def _time(part: InTime, index: CaseIndex) -> str:
    words = span_words(part.span)
    match part.of:
        case "taken":
            return tr("Taken {span}", span=words)
        case "posted":
            return tr("Posted {span}", span=words)
        case "either":
            return tr("Taken or posted {span}", span=words)
    return words


def _level(part: AtLeast, index: CaseIndex) -> str:
    level = level_name(part.level)
    if part.of == "position":
        if part.level == "confirmed":
            return tr("Position: {level}", level=level)
        return tr("Position: {level} or surer", level=level)
    if part.level == "confirmed":
        return tr("A link: {level}", level=level)
    return tr("A link: {level} or surer", level=level)


def _tag(part: HasTag, index: CaseIndex) -> str:
    row = index.tags.get(part.tag)
    if row is None:
        return tr("A tag of the bin")
    return isolate(row.path) if part.below else tr("{name} alone", name=isolate(row.path))


def _collection(part: InCollection, index: CaseIndex) -> str:
    row = index.albums.get(part.id)
    return isolate(row.name) if row is not None else tr("A collection of the bin")


def _alike(part: LooksAlike, index: CaseIndex) -> str:
    return tr("Looks like {name}", name=_name(index, part.group)) if part.group else tr("Looks like another")


_CONDITION_WORDS: dict[type, Callable[[Any, CaseIndex], str]] = {
    InQueue: lambda part, index: queue_names()[part.name],
    KindIs: _kinds,
    HasPost: lambda part, index: tr("In a post"),
    PostedBy: _accounts,
    OfUnit: _unit,
    LinkedTo: lambda part, index: tr("Linked to {name}", name=_name(index, part.id)),
    NearTo: _near,
    AtPlace: lambda part, index: tr("At {name}", name=_name(index, part.place)),
    Within: _within,
    InView: lambda part, index: tr("In map view"),
    InDrawing: _drawing,
    LooksAt: _looks,
    InTime: _time,
    AtLeast: _level,
    Uncited: lambda part, index: tr("Uncited"),
    Disputed: lambda part, index: tr("Disputed"),
    HasTag: _tag,
    TagUnder: lambda part, index: isolate(f"{part.path}/…"),
    InCollection: _collection,
    StatusIs: lambda part, index: tr(" or ").join(status_name(one) for one in part.statuses),
    CameraIs: _cameras,
    HasGps: lambda part, index: tr("Has GPS"),
    HasPosition: lambda part, index: tr("With a position"),
    Unlocatable: lambda part, index: tr("Cannot be located"),
    LooksAlike: _alike,
    NeedsLook: lambda part, index: tr("Open problems or conflicts"),
    Conflicting: lambda part, index: tr("Conflicting"),
    Words: lambda part, index: f"“{isolate(part.text.strip())}”",
}


def queue_names() -> dict[str, str]:
    """Return what each queue is called, in the order they are listed."""
    return {
        "all": tr("All media"),
        "not_placed": tr("Not placed yet"),
        "not_linked": tr("Not linked yet"),
        "uncited": tr("Uncited"),
        "second_look": tr("Needs a second look"),
        "look_alikes": tr("Look-alikes"),
        "videos": tr("Videos"),
    }


def file_kind_name(kind: str) -> str:
    """Return the plural word of a kind of file.

    Raises:
        KeyError: there is no such kind.
    """
    return {
        "photo": tr("Photos"),
        "screenshot": tr("Screenshots"),
        "scan": tr("Scans"),
        "video": tr("Videos"),
        "file": tr("Other files"),
    }[kind]
