"""What belongs to a unit and lies in a place, through claims above refuted; areas with holes and circles."""

import json

from evidence_board.filters import AtLeast, AtPlace, Disputed, Filter, LinkedTo, OfUnit, Uncited, Within, visible_items
from evidence_board.model.case_index import CaseIndex, EntityRow, ItemRow, LinkRow


def item(row_id, **values):
    return ItemRow(row_id, row_id, "photo", "", "a.jpg", "", "image/jpeg", None, None, None, "ok", **values)


def link(number, src, dst, relation, level="possible", **values):
    kinds = {"m": "item", "u": "unit", "n": "person", "a": "account", "e": "equipment", "l": "location"}
    return LinkRow(f"k{number}", f"K-{number}", kinds[src[0]], src, kinds[dst[0]], dst, relation, level, **values)


def index_of(items, entities, links=()):
    kinds = {"u": "unit", "n": "person", "a": "account", "e": "equipment", "l": "location"}
    rows = {one: EntityRow(one, one, kinds[one[0]], one, **values) for one, values in entities.items()}
    return CaseIndex(items={one.id: one for one in items}, entities=rows, links={one.id: one for one in links})


def found(index, part):
    return "".join(one.id for one in visible_items(index, Filter((part,))))


def test_a_unit_brings_its_people_their_accounts_equipment_and_sub_units():
    index = index_of(
        [item("m1"), item("m2"), item("m3", account_id="a1"), item("m4"), item("m5"), item("m6"), item("m7")],
        {"u1": {}, "u2": {"parent_id": "u1"}, "u3": {}, "n1": {}, "n2": {}, "a1": {}, "e1": {}},
        [
            link(1, "m1", "u1", "shows patch of"),
            link(2, "n1", "u2", "serves in"),
            link(3, "m2", "n1", "shows"),
            link(4, "a1", "n1", "runs"),
            link(5, "u3", "u2", "attached to"),
            link(6, "m4", "u3", "shows"),
            link(7, "n2", "u1", "serves in", "refuted"),
            link(8, "m5", "n2", "shows"),
            link(9, "e1", "u2", "belongs to"),
            link(10, "m6", "e1", "shows"),
            link(11, "m7", "u1", "shows", "refuted"),
        ],
    )
    assert found(index, OfUnit("u1")) == "m1m2m3m4m6"
    assert found(index, OfUnit("u1", below=False)) == "m1"
    assert found(index, OfUnit("u3")) == "m4"
    assert found(index, LinkedTo("n2")) == "m5" and found(index, LinkedTo("a1")) == "m3"


def test_a_place_brings_its_area_its_circle_and_what_lies_in_it():
    square = [[35.0, 34.0], [36.0, 34.0], [36.0, 35.0], [35.0, 35.0], [35.0, 34.0]]
    hole = [[35.4, 34.4], [35.6, 34.4], [35.6, 34.6], [35.4, 34.6], [35.4, 34.4]]
    area = json.dumps({"type": "Polygon", "coordinates": [square, hole]})
    index = index_of(
        [
            item("m1", latitude=34.1, longitude=35.1),
            item("m2", latitude=34.5, longitude=35.5),
            item("m3", latitude=34.1, longitude=36.1),
            item("m4", place_id="l2"),
            item("m5"),
            item("m6", latitude=10.0, longitude=179.999),
            item("m7"),
        ],
        {
            "l1": {"area": area},
            "l2": {"parent_id": "l1"},
            "l3": {},
            "l4": {"latitude": 10.0, "longitude": -179.999, "radius_m": 500.0},
        },
        [
            link(1, "l3", "l2", "located at"),
            link(2, "m5", "l3", "taken at"),
            link(3, "m7", "l1", "taken at", "refuted"),
        ],
    )
    assert found(index, AtPlace("l1")) == "m1m4m5"
    assert found(index, AtPlace("l3")) == "m5"
    assert found(index, AtPlace("l4")) == "m6"
    assert found(index, Within(0.5, "l4")) == "m6" and found(index, Within(0.1, "l4")) == ""
    assert found(index, Within(5.0, "gone")) == "" and found(index, AtPlace("gone")) == ""


def test_evidence_of_a_file_is_that_of_its_links_too():
    index = index_of(
        [item("m1"), item("m2", uncited=1), item("m3", latitude=1.0, longitude=1.0, level="probable"), item("m4")],
        {"u1": {}},
        [link(1, "m1", "u1", "shows", "confirmed", citations=2, against=1), link(2, "m4", "u1", "shows", "doubtful")],
    )
    assert found(index, Uncited()) == "m2m4"
    assert found(index, Disputed()) == "m1"
    assert found(index, AtLeast("probable")) == "m3" and found(index, AtLeast("confirmed")) == ""
    assert found(index, AtLeast("possible", "links")) == "m1"
    assert found(index, AtLeast("doubtful", "links")) == "m1m4"
