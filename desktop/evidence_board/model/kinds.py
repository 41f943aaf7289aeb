"""Kinds of things a case holds, the letters of their refs, and the kinds of entities."""

from enum import StrEnum

__all__ = ["ENTITY_KINDS", "REF_LETTER", "EntityKind", "ItemKind", "Kind"]


class Kind(StrEnum):
    """Everything a person can name with a ref (ARCHITECTURE section 3)."""

    ITEM = "item"
    POST = "post"
    ACCOUNT = "account"
    PERSON = "person"
    UNIT = "unit"
    LOCATION = "location"
    EQUIPMENT = "equipment"
    EVENT = "event"
    LINK = "link"
    GEOTAG = "geotag"


class ItemKind(StrEnum):
    """What a file is. Decides the letter of its ref: M, V or D."""

    PHOTO = "photo"
    SCREENSHOT = "screenshot"
    SCAN = "scan"
    VIDEO = "video"
    FILE = "file"


class EntityKind(StrEnum):
    """The six kinds of entities, in the order of the navigator."""

    ACCOUNT = "account"
    PERSON = "person"
    UNIT = "unit"
    LOCATION = "location"
    EQUIPMENT = "equipment"
    EVENT = "event"


ENTITY_KINDS = tuple(EntityKind)

#: Letter before the number of a ref.
REF_LETTER = {
    ItemKind.PHOTO: "M",
    ItemKind.SCREENSHOT: "M",
    ItemKind.SCAN: "M",
    ItemKind.VIDEO: "V",
    ItemKind.FILE: "D",
    Kind.POST: "P",
    Kind.ACCOUNT: "A",
    Kind.PERSON: "N",
    Kind.UNIT: "U",
    Kind.LOCATION: "L",
    Kind.EQUIPMENT: "E",
    Kind.EVENT: "T",
    Kind.LINK: "K",
    Kind.GEOTAG: "G",
}
