"""Which fields each kind of entity has in the inspector, in order; names are columns of the case file."""

from dataclasses import dataclass
from typing import Literal

from evidence_board.ui.i18n import tr

__all__ = ["EntityField", "entity_fields", "reliability_name", "status_name"]

Editor = Literal[
    "text",
    "words",
    "digits",
    "date",
    "length",
    "position",
    "moment",
    "area",
    "taking_part",
    "reliability",
    "status",
    "unit",
    "parent_place",
    "location",
]


@dataclass(frozen=True, slots=True)
class EntityField:
    """One row.

    Attributes:
        column: column of the case file, or ``position``, ``start``, ``end``, ``taking_part``.
        label: already translated.
        editor: how it is edited; ``area`` and ``taking_part`` are only read here.
        hint: what to type.
    """

    column: str
    label: str
    editor: Editor = "text"
    hint: str = ""


def entity_fields(kind: str) -> tuple[EntityField, ...]:
    """Return the rows of a kind of entity.

    Raises:
        KeyError: there is no such kind.
    """
    add = tr("Add")
    reliability = EntityField("reliability", tr("Reliability"), "reliability")
    country = EntityField("country", tr("Country"), hint=add)
    return {
        "account": (
            EntityField("platform", tr("Platform"), hint=add),
            EntityField("display_name", tr("Shown as"), hint=add),
            EntityField("native_id", tr("Number"), "digits", hint=tr("Add, as the platform has it")),
            EntityField("url", tr("Address"), hint=add),
            EntityField("language", tr("Language"), hint=tr("Add, like ru")),
            EntityField("status", tr("Status"), "status"),
            EntityField("created_on", tr("Created on"), "date", hint=tr("Add, like 2013-05")),
            EntityField("self_place", tr("Says it is in"), hint=tr("Add the place it names")),
            reliability,
            EntityField("bio", tr("About"), "words", hint=tr("Add its own words")),
        ),
        "person": (
            EntityField("born", tr("Born"), "date", hint=tr("Add, like 1991")),
            country,
            reliability,
        ),
        "unit": (
            EntityField("number", tr("Number"), "digits", hint=add),
            EntityField("echelon", tr("Size"), hint=tr("Add, like battalion")),
            EntityField("branch", tr("Branch"), hint=add),
            country,
            EntityField("parent_id", tr("Part of"), "unit"),
        ),
        "location": (
            EntityField("kind", tr("Kind"), hint=tr("Add, like harbour")),
            EntityField("position", tr("Position"), "position", hint="34.9051, 35.8684"),
            EntityField("radius_m", tr("Radius"), "length", hint="120 m"),
            EntityField("area", tr("Area"), "area"),
            country,
            EntityField("parent_id", tr("Lies in"), "parent_place"),
            EntityField("parent_name", tr("Town"), hint=tr("Add a town or area")),
        ),
        "equipment": (
            EntityField("category", tr("Category"), hint=tr("Add, like vehicle/apc")),
            EntityField("model", tr("Model"), hint=add),
            EntityField("markings", tr("Markings"), hint=add),
            EntityField("serial", tr("Serial"), "digits", hint=add),
        ),
        "event": (
            EntityField("kind", tr("Kind"), hint=tr("Add, like arrival")),
            EntityField("location_id", tr("Place"), "location"),
            EntityField("start", tr("Start"), "moment", hint="2015-09-12 16:40 +03:00"),
            EntityField("end", tr("End"), "moment", hint="2015-09-12 18:00 +03:00"),
            EntityField("taking_part", tr("Taking part"), "taking_part"),
        ),
    }[kind]


def reliability_name(grade: str) -> str:
    """Return the words for a grade of reliability, A to F; empty stands for not graded."""
    return {
        "": tr("Not graded"),
        "A": tr("A, completely reliable"),
        "B": tr("B, usually reliable"),
        "C": tr("C, fairly reliable"),
        "D": tr("D, not usually reliable"),
        "E": tr("E, unreliable"),
        "F": tr("F, cannot be judged"),
    }[grade]


def status_name(status: str) -> str:
    """Return the words for what became of an account."""
    return {
        "unknown": tr("Not known"),
        "active": tr("Active"),
        "renamed": tr("Renamed"),
        "private": tr("Private"),
        "suspended": tr("Suspended"),
        "deleted": tr("Deleted"),
    }[status]
