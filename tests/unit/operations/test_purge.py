"""Emptying the bin: no byte of a removed text or picture remains in the file, and what remains is said."""

import pytest
from tests.factories.cases import empty_session, import_into
from tests.factories.photos import jpeg

from evidence_board.case.check import check
from evidence_board.operations.backups import make_backup, remove_backups
from evidence_board.operations.bin import empty_bin
from evidence_board.operations.collection_records import set_collection_record
from evidence_board.operations.entities import bin_things, create_entity, update_entity
from evidence_board.operations.items import update_item
from evidence_board.operations.links import create_link
from evidence_board.operations.names import add_name
from evidence_board.operations.posts import create_post
from evidence_board.operations.purging import look_ahead, what_remains
from evidence_board.session import open_session
from evidence_board.text import fold

SECRETS = {
    "caption": "zqcaptionsecret tells too much",
    "notes": "zqnotessecret about the harbour",
    "post": "zqpostsecret Привет из Тартуса",
    "bio": "zqbiosecret of an account",
    "source": "https://zqsourcesecret.example/page",
    "other": "zqothername",
    "linknote": "zqlinknotesecret",
}


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        folder = tmp_path / "in"
        folder.mkdir()
        for n in range(6):
            jpeg(folder / f"zqfile{n}secret.jpg", seed=n, size=(640, 480), noise=20, make=f"zqmake{n}secret", model="M")
        import_into(opened, folder)
        yield opened


def fill(session):
    """Put secrets everywhere a person can type them; returns the things to throw away."""
    first = min(session.index.items)

    def run(verb, **values):
        return session.run(verb, **values).result()

    run(update_item, row_id=first, caption=SECRETS["caption"])
    run(update_item, row_id=first, notes=SECRETS["notes"])
    account = str(run(create_entity, kind="account", name="zqhandlesecret").result["id"])
    run(update_entity, kind="account", row_id=account, bio=SECRETS["bio"])
    run(add_name, kind="account", entity_id=account, name=SECRETS["other"])
    post = str(run(create_post, account_id=account, text=SECRETS["post"]).result["id"])
    run(set_collection_record, item_ids=[first], page_url=SECRETS["source"])
    run(create_link, sources=[("item", first)], target=("account", account), relation="shows", note=SECRETS["linknote"])
    return [("item", first), ("account", account), ("post", post)]


def test_no_byte_of_what_was_purged_remains(session, tmp_path):
    things = fill(session)
    first = things[0][1]
    sql = "SELECT c.data, t.data FROM item i JOIN chunk c ON c.blob_id = i.blob_id JOIN thumbnail t ON t.item_id = i.id"
    original, thumbnail = session.read(lambda c: c.execute(f"{sql} WHERE i.id = ?", (first,)).fetchone())
    name = session.read(lambda c: c.execute("SELECT file_name FROM item WHERE id = ?", (first,)).fetchone()[0])
    path = session.case.path
    session.close()
    raw = path.read_bytes()
    for secret in SECRETS.values():
        assert secret.encode() in raw
    session = open_session(path, actor="tester")
    session.run(bin_things, things=things).result()
    plan = look_ahead(session)
    assert {one.kind for one in plan.things} >= {"item", "account", "post"}
    assert plan.files == 1
    assert plan.steps > 5
    session.run(empty_bin).result()
    assert session.read(check).ok, session.read(check).damage
    session.close()
    raw = path.read_bytes()
    # The log is never rewritten: its words may name what went, and that is said.
    session = open_session(path, actor="tester", read_only=True)
    log = "".join(session.read(lambda c: [row[0] for row in c.execute("SELECT detail FROM custody")]))
    session.close()
    for what, secret in SECRETS.items():
        assert raw.count(secret.encode()) == log.count(secret), what
        if what == "other":
            continue
        assert secret not in log
        word = fold(secret.split()[0].removeprefix("https://").split(".")[0])
        assert word.encode() not in raw, what
    number = name.removeprefix("zqfile")[0]
    assert f"zqmake{number}secret".encode() not in raw
    for start in range(2000, len(original) - 64, 1024):
        assert original[start : start + 64] not in raw
    assert thumbnail[len(thumbnail) // 2 :][:64] not in raw
    assert b"zqfile" in raw


def test_what_remains_is_said(session):
    things = fill(session)
    backup = make_backup(session)
    session.run(bin_things, things=things).result()
    plan = look_ahead(session)
    assert plan.backups == (backup.backup.path,)
    session.run(empty_bin).result()
    left = what_remains(session, plan)
    assert left.log_entries > 0
    assert left.backups == 1
    remove_backups(session, list(plan.backups))
    assert what_remains(session, plan).backups == 0
    assert session.undo_step() is None
    words = session.read(lambda c: c.execute("SELECT words FROM v_log WHERE action = 'bin_emptied'").fetchone()[0])
    assert words.startswith("Emptied the bin:") and "1 files" not in words and "1 things" not in words
    labels = session.read(lambda c: [row[0] for row in c.execute("SELECT label FROM step")])
    assert not any("zqhandlesecret" in label for label in labels)
