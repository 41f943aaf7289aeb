"""Which fields each kind of entity has in the inspector, in order; names are columns of the case file."""

from dataclasses import dataclass
from typing import Literal

from evidence_board.ui.i18n import tr

__all__ = ["EntityField", "entity_fields", "reliability_name"]

Editor = Literal["text", "length", "position", "moment", "reliability", "unit", "location"]


@dataclass(frozen=True, slots=True)
class EntityField:
    """One row.

    Attributes:
        column: column of the case file, or ``position``, ``start``, ``end``.
        label: already translated.
        editor: how it is edited.
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
    reliability = EntityField("reliability", tr("Reliability"), "reliability")
    return {
        "account": (
            EntityField("platform", tr("Platform"), hint=tr("Add")),
            EntityField("display_name", tr("Shown name"), hint=tr("Add")),
            EntityField("native_id", tr("Number"), hint=tr("Add")),
            EntityField("url", tr("Address"), hint=tr("Add")),
            EntityField("language", tr("Language"), hint=tr("Add")),
            reliability,
            EntityField("bio", tr("About"), hint=tr("Add")),
        ),
        "person": (reliability,),
        "unit": (
            EntityField("number", tr("Number"), hint=tr("Add")),
            EntityField("echelon", tr("Size"), hint=tr("Add, like battalion")),
            EntityField("branch", tr("Branch"), hint=tr("Add")),
            EntityField("country", tr("Country"), hint=tr("Add")),
            EntityField("parent_id", tr("Part of"), "unit"),
        ),
        "location": (
            EntityField("position", tr("Position"), "position", hint="34.9051, 35.8684"),
            EntityField("radius_m", tr("Radius"), "length", hint="120 m"),
            EntityField("kind", tr("Kind"), hint=tr("Add, like harbour")),
            EntityField("parent_name", tr("Lies in"), hint=tr("Add a town or area")),
        ),
        "equipment": (
            EntityField("category", tr("Category"), hint=tr("Add")),
            EntityField("model", tr("Model"), hint=tr("Add")),
            EntityField("markings", tr("Markings"), hint=tr("Add")),
            EntityField("serial", tr("Serial"), hint=tr("Add")),
        ),
        "event": (
            EntityField("start", tr("Start"), "moment", hint="2015-09-12 16:40 +03:00"),
            EntityField("end", tr("End"), "moment", hint="2015-09-12 18:00 +03:00"),
            EntityField("location_id", tr("Place"), "location"),
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
