"""Backups of the rows: made, verified, kept in number, restored with the originals of the present file."""

import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.cases import empty_session, practice_session

from evidence_board.case import backup as case_backup
from evidence_board.case import copying
from evidence_board.case.check import check
from evidence_board.case.connect import connect_reader, identify
from evidence_board.case.restore import RestoreStopped, facts_of
from evidence_board.model.errors import KnownError
from evidence_board.operations.backups import (
    backup_if_changed,
    backups_beside,
    copy_whole,
    last_failure,
    list_backups,
    make_backup,
    remove_backups,
    restore_into,
)
from evidence_board.operations.entities import create_entity, rename_entity
from evidence_board.session import open_session
from evidence_board.settings import load_settings, save_settings


def go_on(done, of):
    return True


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


def forge(path, sql, *parameters):
    connection = sqlite3.connect(path)
    connection.execute(sql, parameters)
    connection.commit()
    connection.close()


def report_of(path):
    connection = connect_reader(path)
    try:
        return check(connection)
    finally:
        connection.close()


def everything(path, table):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
    finally:
        connection.close()


def test_a_backup_holds_every_row_and_none_of_the_originals(session):
    made = make_backup(session)
    assert made.backup.sound
    assert made.backup.path.parent.name == "practice backups"
    assert made.backup.size < session.case.path.stat().st_size / 4
    for table in ("item", "link", "geotag", "moment", "raw_tag", "step", "change", "blob"):
        assert everything(made.backup.path, table) == everything(session.case.path, table)
    assert everything(made.backup.path, "chunk") == []
    facts = facts_of(made.backup.path)
    assert (facts.files, facts.title) == (48, session.index.title)


def test_a_backup_is_no_case_and_says_what_it_is(session):
    path = make_backup(session).backup.path
    with pytest.raises(KnownError, match="is a backup of a case"):
        identify(path)


def test_only_changes_are_backed_up(session):
    assert backup_if_changed(session) is None
    session.run(create_entity, kind="person", name="Первый").result()
    assert backup_if_changed(session) is not None
    assert backup_if_changed(session) is None
    session.run(create_entity, kind="person", name="Новый").result()
    assert backup_if_changed(session) is not None
    save_settings(replace(load_settings(), backups=False))
    session.run(create_entity, kind="person", name="Другой").result()
    assert backup_if_changed(session) is None


def test_the_log_tells_of_backups_and_of_failures(session, monkeypatch):
    make_backup(session)
    words = session.read(lambda c: c.execute("SELECT words FROM v_log ORDER BY seq DESC LIMIT 1").fetchone()[0])
    assert words.startswith("Backed up ")
    session.run(create_entity, kind="person", name="Новый").result()
    monkeypatch.setattr(copying.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(KnownError, match="not enough room"):
        backup_if_changed(session)
    assert "not enough room" in session.read(last_failure)
    monkeypatch.undo()
    make_backup(session)
    assert session.read(last_failure) == ""


def test_a_case_that_can_only_be_read_is_not_backed_up(tmp_path):
    with practice_session(tmp_path) as session:
        path = session.case.path
    reader = open_session(path, actor="x", read_only=True)
    assert backup_if_changed(reader) is None
    with pytest.raises(KnownError, match="read only"):
        make_backup(reader)
    reader.close()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_made_is_told(session, tmp_path):
    (tmp_path / "file").write_text("x")
    save_settings(replace(load_settings(), backup_folder=str(tmp_path / "file")))
    with pytest.raises(KnownError, match="was not made"):
        make_backup(session)


def test_the_last_ten_and_one_a_day_are_kept(tmp_path):
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    times = [now - timedelta(minutes=10 * n) for n in range(30)] + [now - timedelta(days=n) for n in range(1, 40)]
    backups = [case_backup.Backup(tmp_path / str(n), at, 1, True) for n, at in enumerate(sorted(times, reverse=True))]
    gone = case_backup.to_remove(backups)
    kept = [one for one in backups if one not in gone]
    assert kept[:10] == backups[:10]
    assert len({one.at.astimezone().date() for one in kept}) == 14
    assert len(kept) == 10 + 13


def test_older_ones_go_only_when_the_new_one_is_sound(session, tmp_path):
    folder = make_backup(session).backup.path.parent
    for n in range(14):
        case_backup.make(session.case.path, folder, at=datetime(2020, 1, 1, 0, n, tzinfo=UTC))
    assert len(case_backup.listed(folder)) == 10
    with session.gate.unrecorded() as connection:
        connection.execute("UPDATE link SET note = 'forged' WHERE ref = 'K-05'")
    made = make_backup(session)
    assert not made.backup.sound
    assert made.removed == ()
    assert made.backup.path.name.endswith("-damaged.evidence-backup")
    assert all(one.sound for one in backups_beside(session.case.path))


def test_restoring_gives_the_case_as_it_was_with_every_original(session, tmp_path):
    backup = make_backup(session).backup.path
    before = {
        table: everything(session.case.path, table) for table in ("item", "link", "chunk", "thumbnail", "raw_tag")
    }
    session.run(create_entity, kind="person", name="Later").result()
    [listed] = list_backups(session)
    assert listed.steps_since == 1
    target = tmp_path / "back.evidence"
    restored = restore_into(backup, session.case.path, target, actor="me", progress=go_on)
    assert (restored.files, restored.files_ok, restored.missing) == (48, 48, ())
    assert {table: everything(target, table) for table in before} == before
    assert report_of(target).ok
    again = open_session(target, actor="me")
    assert again.index.items
    assert "Later" not in {row.label for row in again.index.entities.values()}
    assert again.read(lambda c: c.execute("SELECT words FROM v_log ORDER BY seq DESC LIMIT 2").fetchall())[1][
        0
    ].startswith("Restored from the backup")
    again.undo().result()
    again.close()


def test_restoring_without_some_originals_names_them(session, tmp_path):
    backup = make_backup(session).backup.path
    path = session.case.path
    session.close()
    forge(path, "DELETE FROM chunk WHERE blob_id = (SELECT blob_id FROM item WHERE ref = 'M-014')")
    forge(
        path,
        "UPDATE chunk SET data = zeroblob(length(data)) WHERE blob_id = (SELECT blob_id FROM item WHERE ref = 'M-015')",
    )
    target = tmp_path / "back.evidence"
    restored = restore_into(backup, path, target, actor="me", progress=go_on)
    assert [one.name for one in restored.missing] == ["M-014", "M-015"]
    assert restored.files_ok == 46
    assert [one.name for one in report_of(target).damage] == ["M-014", "M-015"]


def test_restoring_without_the_case_names_every_file(session, tmp_path):
    backup = make_backup(session).backup.path
    restored = restore_into(backup, None, tmp_path / "back.evidence", actor="me", progress=go_on)
    assert len(restored.missing) == 48
    opened = open_session(tmp_path / "back.evidence", actor="me")
    assert len(opened.index.items) == 48
    opened.close()


def test_restoring_never_overwrites_and_leaves_nothing_when_stopped(session, tmp_path):
    backup = make_backup(session).backup.path
    with pytest.raises(KnownError, match="already a file"):
        restore_into(backup, session.case.path, session.case.path, actor="me", progress=go_on)
    with pytest.raises(RestoreStopped):
        restore_into(
            backup, session.case.path, tmp_path / "new.evidence", actor="me", progress=lambda done, of: done < 9_000_000
        )
    assert sorted(one.name for one in tmp_path.iterdir() if not one.name.startswith(session.case.path.name)) == [
        "practice backups"
    ]


def test_a_backup_of_somebody_else_with_a_trigger_is_refused(session, tmp_path):
    backup = make_backup(session).backup.path
    forge(backup, "CREATE TRIGGER evil AFTER INSERT ON link BEGIN DELETE FROM item; END")
    with pytest.raises(KnownError, match="must not have"):
        restore_into(backup, session.case.path, tmp_path / "new.evidence", actor="me", progress=go_on)


def test_a_whole_copy_is_the_case_of_one_moment(tmp_path):
    with practice_session(tmp_path, threaded=True) as session:
        made = session.run(create_entity, kind="person", name="Before").result().result["id"]
        names = iter(range(10**9))

        def busy(done, of):
            session.run(rename_entity, kind="person", row_id=str(made), name=f"Now {next(names)}").result()
            return True

        copy = copy_whole(session, tmp_path / "copy.evidence", progress=busy)
        assert report_of(copy).ok
        opened = open_session(copy, actor="me")
        assert len(opened.index.items) == 48
        opened.close()
        with pytest.raises(KnownError, match="already a file"):
            copy_whole(session, copy, progress=go_on)
        with pytest.raises(RestoreStopped):
            copy_whole(session, tmp_path / "other.evidence", progress=lambda done, of: False)
        assert not (tmp_path / "other.evidence").exists()


def test_removing_backups_touches_nothing_else(session, tmp_path):
    path = make_backup(session).backup.path
    other = tmp_path / "precious.txt"
    other.write_text("x")
    assert remove_backups(session, [path, other]) == 1
    assert other.exists()
    assert not path.exists()


def test_backups_of_two_cases_of_one_name_lie_apart_in_a_picked_folder(tmp_path):
    save_settings(replace(load_settings(), backup_folder=str(tmp_path / "all")))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with empty_session(tmp_path / name, name="case.evidence") as session:
            session.run(create_entity, kind="person", name=name).result()
            make_backup(session)
            assert len(list_backups(session)) == 1
    assert len(list((tmp_path / "all").iterdir())) == 2
