"""What is read of where a file came from: real bytes and metadata, and what is in the bin."""

import pytest
from tests.factories import photos
from tests.factories.cases import empty_session, import_into
from tests.factories.rows import add_item

from evidence_board.case.collection import read_collection_record, read_collection_records
from evidence_board.model.sources import Part
from evidence_board.operations.bin import empty_bin
from evidence_board.operations.collection_records import set_collection_record
from evidence_board.operations.entities import bin_things, create_entity
from evidence_board.operations.posts import create_post


@pytest.fixture
def session(tmp_path):
    photos.jpeg(tmp_path / "in" / "one.jpg", taken="2015:09:12 16:40:00", make="Pomegra")
    with empty_session(tmp_path) as found:
        import_into(found, tmp_path / "in")
        yield found


def only_item(session):
    return next(iter(session.index.items))


def test_bytes_hash_and_metadata_count_without_any_note(session):
    found = session.read(read_collection_record, only_item(session))
    assert found.id is None
    assert found.completeness.present == (Part.EMBEDDED_MEDIA, Part.EMBEDDED_METADATA, Part.HASH)
    assert found.completeness.words.startswith("3 of 8; missing: address of the page")


def test_a_row_without_bytes_has_no_hash(session):
    row_id = add_item(session, "M-900")
    assert session.read(read_collection_record, row_id).completeness.count == 0


def test_the_post_that_carried_it_is_context(session):
    item = only_item(session)
    post = session.run(create_post, text="Тартус", item_ids=[item]).result().result["id"]
    assert Part.CONTEXTUAL_DATA in session.read(read_collection_record, item).completeness.present
    session.run(bin_things, things=[("post", post)]).result()
    assert Part.CONTEXTUAL_DATA in session.read(read_collection_record, item).completeness.missing


def test_what_is_in_the_bin_is_not_named_and_emptying_it_lets_go(session):
    item = only_item(session)
    capture = add_item(session, "M-900", kind="screenshot", title="Screenshot of the page")
    account = session.run(create_entity, kind="account", name="a_severny").result().result["id"]
    session.run(
        set_collection_record,
        item_ids=[item],
        capture_item_id=capture,
        account_id=account,
        collected_at="2015-09-20",
    ).result()
    found = session.read(read_collection_record, item)
    assert (found.capture.label, found.account.label) == ("Screenshot of the page", "a_severny")
    assert Part.FULL_PAGE_CAPTURE in found.completeness.present
    session.run(bin_things, things=[("item", capture), ("account", account)]).result()
    found = session.read(read_collection_record, item)
    assert (found.capture, found.account) == (None, None)
    assert Part.FULL_PAGE_CAPTURE in found.completeness.missing
    session.run(empty_bin).result()
    assert session.read(read_collection_record, item).collected_at == "2015-09-20"
    session.run(bin_things, things=[("item", item)]).result()
    assert session.read(read_collection_record, item) is None
    session.run(empty_bin).result()
    count = session.read(lambda c: c.execute("SELECT count(*) FROM collection_record").fetchone())
    assert count == (0,)


def test_many_at_once_in_the_order_asked_for(session):
    item, other = only_item(session), add_item(session, "M-900")
    found = session.read(read_collection_records, [other, "no such id", item])
    assert list(found) == [other, item]
