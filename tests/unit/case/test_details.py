"""What the inspector reads of one thing, from a real case."""

import pytest
from tests.factories import photos
from tests.factories.cases import empty_session, import_into

from evidence_board.case.details import (
    hash_stored,
    read_entity_detail,
    read_item_detail,
    read_original,
    read_raw_tags,
)
from evidence_board.operations.entities import bin_things, create_entity
from evidence_board.operations.items import update_item
from evidence_board.operations.moments import set_moment
from evidence_board.operations.positions import place_items


@pytest.fixture
def session(tmp_path):
    photos.jpeg(
        tmp_path / "in" / "one.jpg",
        gps=(34.9051, 35.8684),
        taken="2015:09:12 16:40:00",
        offset="+03:00",
        make="Pomegra",
        model="Pomegra P6",
    )
    (tmp_path / "in" / "again.jpg").write_bytes((tmp_path / "in" / "one.jpg").read_bytes())
    with empty_session(tmp_path) as found:
        import_into(found, tmp_path / "in")
        yield found


def item_id(session):
    return next(iter(session.index.items))


def test_a_file_tells_where_it_was_seen_and_what_its_camera_wrote(session, tmp_path):
    detail = session.read(read_item_detail, item_id(session))
    assert [one.path for one in detail.occurrences] == [str(tmp_path / "in" / n) for n in ("again.jpg", "one.jpg")]
    assert detail.camera == "Pomegra P6" and detail.collected_by == "tester"
    assert detail.original.size == (tmp_path / "in" / "one.jpg").stat().st_size
    geotag = detail.geotag()
    assert (round(geotag.latitude, 4), geotag.source) == (34.9051, "device_exif")
    taken = detail.moment("captured")
    assert taken.moment.local == "2015-09-12T16:40:00" and taken.moment.utc == "2015-09-12T13:40:00Z"
    tags = session.read(read_raw_tags, item_id(session))
    assert len(tags) == detail.raw_tags and any("Pomegra" in tag.value for tag in tags)


def test_corrections_come_first_and_the_old_values_stay(session):
    row_id = item_id(session)
    session.run(place_items, item_ids=[row_id], latitude=1.0, longitude=2.0).result()
    session.run(set_moment, targets=[("item", row_id)], role="captured", text="2015-09-13", reason="Newspaper").result()
    session.run(update_item, row_id=row_id, caption="Тартус", caption_language="ru").result()
    detail = session.read(read_item_detail, row_id)
    assert [one.preferred for one in detail.geotags] == [True, False]
    assert detail.geotag().latitude == 1.0 and detail.geotags[1].source == "device_exif"
    assert [one.source for one in detail.moments] == ["analyst", "exif DateTimeOriginal"]
    assert detail.moment("captured").reason == "Newspaper"
    assert (detail.caption, detail.caption_language, detail.caption_translation) == ("Тартус", "ru", "")


def test_stored_bytes_are_hashed_anew_and_can_be_given_up(session):
    original = session.read(read_original, item_id(session))
    assert session.read(hash_stored, original) == original.sha256
    assert session.read(hash_stored, original, go_on=lambda: False) is None


def test_an_entity_has_every_field_of_its_kind(session):
    row_id = session.run(create_entity, kind="unit", name="Unit 00917", country="SY").result().result["id"]
    detail = session.read(read_entity_detail, "unit", row_id)
    assert (detail.ref, detail.text("name"), detail.text("country"), detail.text("number")) == (
        "U-01",
        "Unit 00917",
        "SY",
        "",
    )
    assert detail.created_by == "tester" and "id" not in detail.values
    with pytest.raises(ValueError, match="item"):
        session.read(read_entity_detail, "item", row_id)


def test_what_is_in_the_bin_has_no_detail(session):
    row_id = item_id(session)
    session.run(bin_things, things=[("item", row_id)]).result()
    assert session.read(read_item_detail, row_id) is None
    assert session.read(read_item_detail, "no such id") is None
