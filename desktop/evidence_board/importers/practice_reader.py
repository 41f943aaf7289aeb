"""Reads story.json and worked.json of the practice case into `PracticeStory`."""

import json
from collections.abc import Mapping
from typing import Any

from evidence_board import resources
from evidence_board.importers.practice_recipe import recipe_of
from evidence_board.importers.practice_story import (
    PracticeAccount,
    PracticeEquipment,
    PracticeEvent,
    PracticeExtra,
    PracticeItem,
    PracticeLink,
    PracticeLocation,
    PracticePerson,
    PracticePost,
    PracticeStory,
    PracticeUnit,
)
from evidence_board.importers.practice_worked import geotag_of, moment_of
from evidence_board.model.errors import BugError
from evidence_board.model.kinds import ItemKind
from evidence_board.model.levels import Level, Reliability

__all__ = ["read_practice_story"]

Row = Mapping[str, Any]

_KINDS = {
    "photo": ItemKind.PHOTO,
    "reference": ItemKind.PHOTO,
    "capture": ItemKind.SCREENSHOT,
    "document": ItemKind.SCAN,
    "video": ItemKind.VIDEO,
}
_SCRIPTS = {"name_latin": "Latn", "name_cyrillic": "Cyrl", "name_arabic": "Arab"}


def read_practice_story() -> PracticeStory:
    """Read the story that comes with the program.

    Raises:
        BugError: the resources are of another format than this program was built for.
    """
    story = _document("story.json", "practice-case/1")
    worked = _document("worked.json", "practice-worked/1")
    taken = {row["item"]: row for row in worked["taken"]}
    private = frozenset(worked["private"])
    entities = story["entities"]
    return PracticeStory(
        titles={"en": story["title"], **story["title_translations"]},
        notice=story["notice"],
        zone=story["zone_of_story"]["name"],
        counts=story["counts"],
        items=tuple(_item(row, taken.get(row["id"])) for row in story["items"]),
        accounts=tuple(_account(row, private) for row in entities["accounts"]),
        people=tuple(_person(row, private) for row in entities["people"]),
        units=tuple(_unit(row) for row in entities["units"]),
        locations=tuple(_location(row) for row in entities["places"]),
        equipment=tuple(
            PracticeEquipment(ref=row["id"], name=row["name"], note=row["note"]) for row in entities["equipment"]
        ),
        events=tuple(_event(row) for row in entities["events"]),
        links=tuple(_link(row) for row in story["links"]),
        extras=tuple(PracticeExtra(**row) for row in story["import_extras"]),
    )


def _document(name: str, expected: str) -> Any:
    document = json.loads(resources.read_text(f"practice/{name}"))
    if document["format"] != expected:
        raise BugError(f"practice/{name} is {document['format']}, this program reads {expected}")
    return document


def _item(row: Row, worked: Row | None) -> PracticeItem:
    copy = row["copy_of"] or {"item": None, "change": None}
    post = row["post"]
    return PracticeItem(
        ref=row["id"],
        kind=_KINDS[row["kind"]],
        file_name=row["encode"]["file_name"],
        title=row["title"],
        caption=row["caption"],
        caption_language=row["caption_language"] if row["caption"] else None,
        caption_translation=row["caption_translation"],
        post=None if row["account"] is None else _post(row),
        archive=(post["id"], post["posted"]) if row["account"] is None else None,
        tags=tuple(row["tags"]),
        copy_of=copy["item"],
        copy_change=copy["change"],
        geotag=geotag_of(row["true"]),
        moment=None if worked is None else moment_of(row, worked),
        recipe=recipe_of(row),
    )


def _post(row: Row) -> PracticePost:
    return PracticePost(
        account=row["account"],
        platform=row["platform"],
        native_id=row["post"]["id"],
        url=row["post"]["url"],
        posted=row["post"]["posted"],
        text=row["caption"],
        language=row["caption_language"] if row["caption"] else None,
        translation=row["caption_translation"],
        captured=row["kind"] == "capture",
    )


def _account(row: Row, private: frozenset[str]) -> PracticeAccount:
    return PracticeAccount(
        ref=row["id"],
        platform=row["platform"],
        native_id=row["native_id"],
        handle=row["handle"],
        display_name=row["display_name"],
        language=row["language"],
        url=row["url"],
        reliability=Reliability(row["reliability"]),
        note=row["note"],
        private=row["id"] in private,
    )


def _other_names(row: Row) -> dict[str, str]:
    return {script: row[field] for field, script in _SCRIPTS.items() if row.get(field)}


def _person(row: Row, private: frozenset[str]) -> PracticePerson:
    return PracticePerson(
        ref=row["id"],
        name=row["name"],
        other_names=_other_names(row),
        note=row["note"],
        private=row["id"] in private,
    )


def _unit(row: Row) -> PracticeUnit:
    return PracticeUnit(
        ref=row["id"],
        name=row["name"],
        other_names=_other_names(row),
        parent=row["parent"],
        note=row["note"],
    )


def _location(row: Row) -> PracticeLocation:
    return PracticeLocation(
        ref=row["id"],
        name=row["name"],
        other_names=_other_names(row),
        latitude=row["latitude"],
        longitude=row["longitude"],
        radius_m=float(row["radius_m"]),
        town=row["parent"],
    )


def _event(row: Row) -> PracticeEvent:
    return PracticeEvent(
        ref=row["id"],
        name=row["name"],
        start=row["start"],
        end=row["end"],
        location=row["place"],
        note=row["note"],
    )


def _link(row: Row) -> PracticeLink:
    return PracticeLink(
        ref=row["id"],
        source=row["from"],
        target=row["to"],
        relation=row["relation"],
        level=Level(row["level"]),
        start=row["start"],
        end=row["end"],
        note=row["note"],
        cites=tuple(row["cites"]),
    )
