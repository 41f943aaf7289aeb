"""How the inspector writes of where files came from: fields, fixed words, what is there and what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from evidence_board.model.collection import CollectionRecord, Named
from evidence_board.model.sources import Consent, Edited, Generation, Part, Restriction
from evidence_board.operations.typed_values import bare_text, typed_address, typed_date
from evidence_board.ui.i18n import isolate, tr

__all__ = [
    "CollectionField",
    "collection_fields",
    "collection_marks",
    "distinct_values",
    "field_value",
    "named_words",
    "part_words",
]

Editor = Literal["line", "text", "words", "post", "account", "item"]


@dataclass(frozen=True, slots=True)
class CollectionField:
    """One row of the record.

    Attributes:
        name: column of the record; of a thing that is named, with ``_id``.
        label: already translated.
        editor: how it is edited.
        hint: what to type.
        choices: (word of the case, words on screen), the first for not known.
        check: what a typed text must pass; raises `KnownError`.
    """

    name: str
    label: str
    editor: Editor = "line"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    check: Callable[[object], object] = bare_text


def collection_fields() -> tuple[CollectionField, ...]:
    """Return the rows of the record, in order."""
    field = CollectionField
    return (
        field("page_url", tr("Page"), "text", tr("Add the address"), check=typed_address),
        field("archive_url", tr("Archived at"), "text", tr("Add the address"), check=typed_address),
        field("post_id", tr("Post"), "post"),
        field("account_id", tr("Account"), "account"),
        field("platform", tr("Platform"), hint=tr("Add")),
        field("collected_at", tr("Saved on"), hint=tr("Add the day or time"), check=typed_date),
        field("collected_by", tr("Saved by"), hint=tr("Add the name")),
        field("method", tr("How"), "text", tr("Add the way")),
        field("tool", tr("With"), hint=tr("Add the program")),
        field("acquired_from", tr("From whom"), hint=tr("Add who gave it")),
        field("generation", tr("Copy"), "words", choices=_words(Generation)),
        field("edited", tr("Edited"), "words", choices=_words(Edited)),
        field("page_item_id", tr("HTML"), "item"),
        field("capture_item_id", tr("Capture"), "item"),
        field("context", tr("Context"), "text", tr("Add what stood around it")),
        field("rights", tr("Rights"), "text", tr("Add whose they are")),
        field("consent", tr("Consent"), "words", choices=_words(Consent)),
        field("restriction", tr("Restriction"), "words", choices=_words(Restriction)),
        field("graphic", tr("Graphic"), "words", choices=(("", tr("no")), ("yes", tr("graphic content")))),
        field("notes", tr("Notes"), "text", tr("Add a note")),
    )


def field_value(record: CollectionRecord, name: str) -> str:
    """Return a field as text: what was typed, the word of the case, the row id of what is named; empty for none."""
    named = _named(record, name)
    if name.endswith("_id"):
        return named.id if named is not None else ""
    if name == "graphic":
        return "yes" if record.graphic else ""
    return str(getattr(record, name))


def distinct_values(records: Sequence[CollectionRecord]) -> dict[str, list[str]]:
    """Return the different values of every field; for many records to be called off the GUI thread."""
    names = [field.name for field in collection_fields()]
    return {name: list(dict.fromkeys(field_value(record, name) for record in records)) for name in names}


def named_words(record: CollectionRecord, name: str) -> str:
    """Return what a thing that the record names is called."""
    named = _named(record, name)
    if named is None:
        return ""
    return named.ref if named.label in ("", named.ref) else f"{named.ref} {isolate(named.label)}"


def part_words(part: Part) -> str:
    """Return a thing to collect, beginning a line."""
    words = tr(part.words)
    return words[:1].upper() + words[1:]


def collection_marks(records: Sequence[CollectionRecord]) -> list[tuple[str, str]]:
    """Return (icon, words) of what whoever shows these files must know."""
    marks = [("eye-off", tr("Graphic content"))] if any(record.graphic for record in records) else []
    words = {
        Restriction.INTERNAL: tr("Internal only"),
        Restriction.SENSITIVE_PERSON: tr("Shows a person at risk"),
        Restriction.DO_NOT_PUBLISH: tr("Do not publish"),
    }
    found = {record.restriction for record in records}
    return marks + [("lock", text) for one, text in words.items() if one in found]


def _words(kind: type[Generation] | type[Edited] | type[Consent] | type[Restriction]) -> tuple[tuple[str, str], ...]:
    return tuple((one.value, tr(one.words)) for one in kind)


def _named(record: CollectionRecord, name: str) -> Named | None:
    return {
        "post_id": record.post,
        "account_id": record.account,
        "page_item_id": record.page,
        "capture_item_id": record.capture,
    }.get(name)
