"""The bin: back and forth, and for good."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.case.bin import binned
from evidence_board.case.check import check
from evidence_board.case.search import search
from evidence_board.operations.bin import empty_bin, restore_things
from evidence_board.operations.entities import bin_things


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


def throw_away(session, *refs):
    things = [(session.index.kind_of(session.index.by_ref[ref]), session.index.by_ref[ref]) for ref in refs]
    session.run(bin_things, things=things).result()
    return things


def test_restoring_brings_a_thing_back_with_its_links(session):
    links = len(session.index.links)
    things = throw_away(session, "A-01")
    assert len(session.index.links) < links
    assert [(one.kind, one.name) for one in session.read(binned) if one.kind == "account"] == [("account", "a_severny")]
    session.run(restore_things, things=things).result()
    assert len(session.index.links) == links
    assert session.read(binned) == []
    session.undo().result()
    assert len(session.index.links) < links


def test_emptying_removes_every_trace_but_the_log(session, tmp_path):
    path = session.case.path
    size = path.stat().st_size
    secret = session.read(lambda c: c.execute("SELECT notes FROM account WHERE ref = 'A-01'").fetchone()[0])
    throw_away(session, "A-01", "M-014", "V-002", "U-01", "L-01")
    emptied = session.run(empty_bin).result().result["emptied"]
    assert emptied.files == 2
    assert emptied.things["account"] == 1
    assert session.read(binned) == []
    assert session.undo_step() is None
    assert "M-014" not in session.index.by_ref
    assert session.index.items
    report = session.read(check)
    assert report.ok, report.damage
    assert report.files == 46
    assert "a_severny" not in {hit.title for hit in session.read(search, "a_severny")}
    assert session.read(lambda c: c.execute("SELECT action FROM custody ORDER BY seq DESC LIMIT 1").fetchone()) == (
        "bin_emptied",
    )
    session.close()
    raw = path.read_bytes()
    assert len(raw) < size
    assert secret.encode() not in raw


def test_an_empty_bin_can_be_emptied(session):
    assert session.run(empty_bin).result().result["emptied"].files == 0
    assert len(session.index.items) == 48


def test_a_file_emptied_from_the_bin_can_come_in_again(session, tmp_path):
    from tests.factories.cases import import_into

    from evidence_board.case import blobs

    blob = session.read(lambda c: c.execute("SELECT blob_id FROM item WHERE ref = 'M-014'").fetchone()[0])
    copy = tmp_path / "again.jpg"
    copy.write_bytes(b"".join(session.read(blobs.read_blob, blob)))
    throw_away(session, "M-014")
    session.run(empty_bin).result()
    report = import_into(session, copy)
    assert (report.added, report.duplicates) == (1, 0)
    assert session.read(check).ok


def test_emptying_does_not_bless_what_was_altered_outside(session):
    with session.gate.unrecorded() as connection:
        connection.execute("UPDATE link SET note = 'forged' WHERE ref = 'K-05'")
    throw_away(session, "L-02")
    session.run(empty_bin).result()
    assert any("K-05" in damage.name for damage in session.read(check).damage)
