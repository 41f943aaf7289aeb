"""What the investigator of the practice story did by hand: the steps of casework.json through the verbs of everybody.

Each step is a step of the history, so that a newcomer finds one to read, to filter and to go back to.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from evidence_board import resources
from evidence_board.filters import AtLeast, Filter, OfUnit, PostedBy, Uncited
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.model.errors import BugError
from evidence_board.operations.account_names import note_account_name
from evidence_board.operations.albums import create_album
from evidence_board.operations.citations import cite, uncite, update_citation
from evidence_board.operations.clock_offsets import set_clock_offset
from evidence_board.operations.collection_records import set_collection_record
from evidence_board.operations.conflict_answers import answer_conflict
from evidence_board.operations.entities import update_entity
from evidence_board.operations.layer_copying import copy_layer
from evidence_board.operations.match_points import add_match_point
from evidence_board.operations.names import add_name
from evidence_board.operations.notes import set_notes
from evidence_board.operations.picture_geometry import set_picture_geometry
from evidence_board.operations.positions import add_position
from evidence_board.operations.posts import set_quote, set_reply, set_repost
from evidence_board.operations.regions import add_region, link_region, mark_moment
from evidence_board.operations.same_picture import say_same
from evidence_board.operations.saved_views import save_view
from evidence_board.operations.tags import tag_things
from evidence_board.operations.work_status import set_work_status
from evidence_board.session import Session

__all__ = ["do_casework"]

_FORMAT = "practice-casework/1"
Step = Mapping[str, Any]


def do_casework(session: Session, *, maps: bool = True) -> None:
    """Do every step of the casework, and save the views of the investigator.

    Args:
        session: the open case, with the story told.
        maps: copy the plans of the harbour and the square into the case, too.

    Raises:
        BugError: the steps are of another format, or name something that the story does not have.
    """
    document = json.loads(resources.read_text("practice/casework.json"))
    if document["format"] != _FORMAT:
        raise BugError(f"practice/casework.json is {document['format']}, this program reads {_FORMAT}")
    worker = _Caseworker(session)
    for step in document["steps"]:
        if maps or step["do"] != "map":
            worker.do(step)
    worker.save_views()


class _Caseworker:
    """Does steps; knows what the refs of the story lead to."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._regions: dict[tuple[str, int], str] = {}

    def do(self, step: Step) -> None:
        """Do one step."""
        verb: Callable[[Step], None] | None = getattr(self, f"_{step['do']}", None)
        if verb is None:
            raise BugError(f"the casework has no step {step['do']}")
        verb(step)

    def _run(self, verb: Callable[..., ChangeSet], **values: object) -> ChangeSet:
        return self._session.run(verb, **values).result()

    # -- what refs lead to -----------------------------------------------------------------------------

    def _id(self, ref: str) -> str:
        return self._thing(ref)[1]

    def _thing(self, ref: str) -> Thing:
        index = self._session.index
        what, colon, rest = ref.partition(":")
        if not colon:
            row_id = index.by_ref.get(ref)
            kind = index.kind_of(row_id) if row_id else None
            if row_id is None or kind is None:
                raise BugError(f"the practice story has no {ref}")
            return kind, row_id
        if what == "region":
            item, _, number = rest.partition("/")
            return "region", self._regions[item, int(number)]
        item_id = index.by_ref[rest]
        if what == "post":
            return "post", index.posts_of[item_id][0].id
        if what == "position":
            geotag_id = index.items[item_id].geotag_id
            assert geotag_id is not None
            return "geotag", geotag_id
        sql = "SELECT id FROM moment WHERE target_id = ? AND role = 'captured' AND preferred = 1 AND deleted_at IS NULL"
        return "moment", str(self._session.read(lambda connection: connection.execute(sql, (item_id,)).fetchone()[0]))

    def _items(self, step: Step) -> list[str]:
        return [self._id(ref) for ref in step["items"]]

    # -- entities and posts ----------------------------------------------------------------------------

    def _update_entity(self, step: Step) -> None:
        kind, row_id = self._thing(step["entity"])
        self._run(update_entity, kind=kind, row_id=row_id, **step["values"])

    def _note_account_name(self, step: Step) -> None:
        values = {name: value for name, value in step.items() if name not in ("do", "account")}
        self._run(note_account_name, account_id=self._id(step["account"]), **values)

    def _add_name(self, step: Step) -> None:
        kind, row_id = self._thing(step["entity"])
        self._run(
            add_name, kind=kind, entity_id=row_id, name=step["name"], language=step["language"], role=step["role"]
        )

    def _set_repost(self, step: Step) -> None:
        self._run(set_repost, row_id=self._id(step["post"]), original_id=self._id(step["original"]))

    def _set_quote(self, step: Step) -> None:
        self._run(set_quote, row_id=self._id(step["post"]), quoted_id=self._id(step["quoted"]))

    def _set_reply(self, step: Step) -> None:
        self._run(set_reply, row_id=self._id(step["post"]), replied_id=self._id(step["replied"]))

    # -- places and times ------------------------------------------------------------------------------

    def _add_position(self, step: Step) -> None:
        self._run(add_position, item_ids=self._items(step), **step["values"])

    def _set_clock_offset(self, step: Step) -> None:
        sql = "SELECT camera_make, camera_model, camera_serial FROM item WHERE id = ?"
        item_id = self._id(step["camera_of"])
        row = self._session.read(lambda connection: connection.execute(sql, (item_id,)).fetchone())
        camera = tuple(part or "" for part in row)
        self._run(set_clock_offset, camera=camera, seconds=step["seconds"], zone=step["zone"], reason=step["reason"])

    def _picture_geometry(self, step: Step) -> None:
        self._run(set_picture_geometry, item_id=self._id(step["item"]), **step["values"])

    def _match_point(self, step: Step) -> None:
        reference = self._id(step["reference"])
        self._run(add_match_point, item_id=self._id(step["item"]), reference_item_id=reference, **step["values"])

    def _map(self, step: Step) -> None:
        values = {name: value for name, value in step.items() if name not in ("do", "file")}
        copy_layer(self._session, kind="geojson", path=resources.path(f"practice/{step['file']}"), **values)

    # -- evidence --------------------------------------------------------------------------------------

    def _add_region(self, step: Step) -> None:
        changes = self._run(
            add_region,
            item_id=self._id(step["item"]),
            shape=step["shape"],
            points=[tuple(point) for point in step["points"]],
            kind=step["kind"],
            label=step["label"],
            note=step.get("note", ""),
        )
        row_id = str(changes.result["id"])
        self._regions[step["item"], int(str(changes.result["number"]))] = row_id
        if "entity" in step:
            # The story has its links already: the region is only said to be of the entity.
            kind, entity_id = self._thing(step["entity"])
            self._run(link_region, row_id=row_id, kind=kind, entity_id=entity_id, level=step["level"], link=False)

    def _mark_moment(self, step: Step) -> None:
        values = {name: value for name, value in step.items() if name not in ("do", "item")}
        self._run(mark_moment, item_id=self._id(step["item"]), **values)

    def _cite(self, step: Step) -> None:
        values = {name: value for name, value in step.items() if name not in ("do", "claim", "targets")}
        targets = [self._thing(ref) for ref in step["targets"]]
        self._run(cite, claim=self._thing(step["claim"]), targets=targets, **values)

    def _against(self, step: Step) -> None:
        row_id = self._citations(step["claim"], target=self._id(step["target"]))[0]
        self._run(update_citation, row_id=row_id, stance="contradicts", note=step["note"])

    def _uncite(self, step: Step) -> None:
        self._run(uncite, row_ids=self._citations(step["claim"]))

    def _citations(self, claim: str, *, target: str | None = None) -> list[str]:
        sql = "SELECT id FROM citation WHERE claim_id = ? AND deleted_at IS NULL AND (? IS NULL OR target_id = ?)"
        given = (self._id(claim), target, target)
        return [str(row[0]) for row in self._session.read(lambda connection: connection.execute(sql, given).fetchall())]

    def _set_collection_record(self, step: Step) -> None:
        values = dict(step["values"])
        for name, column in (("post", "post_id"), ("account", "account_id"), ("capture", "capture_item_id")):
            if name in step:
                values[column] = self._id(step[name])
        self._run(set_collection_record, item_ids=self._items(step), **values)

    # -- order -----------------------------------------------------------------------------------------

    def _tag(self, step: Step) -> None:
        self._run(tag_things, things=[("item", one) for one in self._items(step)], path=step["path"])

    def _album(self, step: Step) -> None:
        self._run(create_album, name=step["name"], item_ids=self._items(step))

    def _work_status(self, step: Step) -> None:
        self._run(set_work_status, item_ids=self._items(step), status=step["status"])

    def _notes(self, step: Step) -> None:
        kind, row_id = self._thing(step["thing"])
        self._run(set_notes, kind=kind, row_id=row_id, text=step["text"])

    def _same_picture(self, step: Step) -> None:
        first, second = self._items(step)
        self._run(say_same, pairs=[(first, second)], note=step["note"])

    def _answer_conflict(self, step: Step) -> None:
        found = self._session.index.observations.conflicts_of(self._id(step["item"]))
        conflict = next((one for one in found if one.code == step["code"]), None)
        if conflict is None:
            raise BugError(f"{step['item']} has no conflict {step['code']}, only {[one.code for one in found]}")
        self._run(answer_conflict, conflict=conflict, state=step["state"], note=step["note"])

    def save_views(self) -> None:
        """Save the filters that the investigator comes back to."""
        views = {
            "Unit 00917, probable at least": (OfUnit(self._id("U-01")), AtLeast("probable", of="links")),
            "Uncited": (Uncited(),),
            "Posts in Arabic": (PostedBy(tuple(self._id(ref) for ref in ("A-05", "A-06", "A-10"))),),
        }
        for name, parts in views.items():
            self._run(save_view, name=name, active=Filter(parts), layout={})
