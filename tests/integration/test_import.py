"""Import, end to end: real files, real workers, a real case."""

import hashlib
import os
import threading

import pytest
from tests.factories import photos
from tests.factories.cases import empty_session, import_into

from evidence_board.case import blobs
from evidence_board.case.check import check
from evidence_board.case.imports import unfinished
from evidence_board.case.records import records
from evidence_board.case.search import search
from evidence_board.events import ImportChanged
from evidence_board.media.requests import media_supervisor
from evidence_board.operations import import_writing
from evidence_board.operations.entities import create_entity
from evidence_board.operations.import_preview import preview_import
from evidence_board.operations.importing import ImportRun
from evidence_board.session import create_session, open_session


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    where = tmp_path / "снимки صور"
    where.mkdir()
    return where


def fingerprint(folder):
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def original(session, ref):
    def read(connection):
        blob_id = connection.execute("SELECT blob_id FROM item WHERE ref = ?", (ref,)).fetchone()[0]
        return b"".join(blobs.read_blob(connection, blob_id))

    return session.read(read)


def test_every_kind_of_file_comes_in_byte_for_byte_and_originals_stay(session, folder):
    files = photos.mixed(folder)
    when = {"taken": "2015:09:12 16:40:00", "offset": "+03:00"}
    photos.jpeg(folder / f"б{photos.CYRILLIC_NAME}", seed=7, gps=(34.9, 35.87), **when)
    photos.jpeg(folder / photos.ARABIC_NAME, seed=8)
    before = fingerprint(folder)
    report = import_into(session, folder)
    assert fingerprint(folder) == before
    rows = {row["name"]: row for row in session.read(records, "items")}
    assert report.added == len(rows) == len(before) - 1
    assert report.duplicates == 1
    for name, row in rows.items():
        data = before[name][0] if name in before else next(d for n, (d, _) in before.items() if n.endswith(name))
        assert row["sha256"] == hashlib.sha256(data).hexdigest()
        assert original(session, row["ref"]) == data
        assert row["size"] == len(data)
    placed = rows[f"б{photos.CYRILLIC_NAME}"]
    assert (round(placed["latitude"], 4), round(placed["longitude"], 4)) == (34.9, 35.87)
    assert placed["captured"]["utc"].startswith("2015-09-12T13:40:00")
    assert rows[files["cut"].name]["state"] in ("partial", "unreadable")
    assert rows[files["cut"].name]["problems"]
    assert rows[files["other"].name]["kind"] == "file"
    assert session.read(check).ok


def test_an_exact_repeat_is_another_occurrence(session, folder):
    first = photos.jpeg(folder / "a.jpg")
    photos.copies(first, folder / "again", 3)
    report = import_into(session, folder)
    assert (report.added, report.duplicates) == (1, 3)
    paths = session.read(lambda c: [row[0] for row in c.execute("SELECT path FROM occurrence ORDER BY path")])
    assert len(paths) == 4
    assert str(first) in paths
    report = import_into(session, first)
    assert (report.added, report.duplicates) == (0, 1)
    assert session.read(lambda c: c.execute("SELECT count(*) FROM blob").fetchone()) == (1,)


def test_the_name_of_a_repeat_leads_to_the_item_that_holds_its_bytes(session, folder):
    first = photos.jpeg(folder / "sea.jpg")
    again = folder / "Фото у моря.jpg"
    again.write_bytes(first.read_bytes())
    import_into(session, folder)
    assert [hit.ref for hit in session.read(search, "фото у моря")] == ["M-001"]
    assert "Import" in session.undo_step().label
    assert import_into(session, folder).duplicates == 2
    assert session.undo_step().label == "Note 2 repeats"


def test_links_pipes_and_missing_paths_are_refused_by_name(session, folder):
    real = photos.jpeg(folder / "real.jpg")
    (folder / "link.jpg").symlink_to(real)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.jpg")
    report = import_into(session, folder, folder / "missing.jpg")
    assert report.added == 1
    reasons = {refused.path.rsplit("/", 1)[-1]: refused.reason for refused in report.refused}
    assert set(reasons) == {"link.jpg", "loop", "pipe.jpg", "missing.jpg"}
    assert "a link" in reasons["link.jpg"]
    assert "a pipe" in reasons["pipe.jpg"]


def test_the_open_case_is_never_its_own_evidence(session):
    report = import_into(session, session.case.path.parent)
    assert report.added == 0
    assert any("open case" in refused.reason for refused in report.refused)


def test_one_undo_takes_an_import_out_and_redo_brings_it_back(session, folder):
    photos.many(folder, 12)
    import_into(session, folder)
    session.run(create_entity, kind="unit", name="later").result()
    session.undo().result()
    undone = session.undo().result()
    assert "Import 12 files" in undone.label
    assert not session.index.items
    assert session.read(check).ok
    session.redo().result()
    assert len(session.index.items) == 12
    assert session.read(check).ok


def test_files_taken_out_can_be_imported_again(session, folder):
    photos.many(folder, 3)
    import_into(session, folder)
    session.undo().result()
    report = import_into(session, folder)
    assert report.added == 3
    assert len(session.index.items) == 3
    assert session.read(lambda c: c.execute("SELECT count(*) FROM blob").fetchone()) == (3,)


def test_raw_metadata_is_kept_and_found(session, folder):
    photos.jpeg(folder / "a.jpg", make="Zenit", model="Gorizont 202", taken="2015:09:12 16:40:00")
    import_into(session, folder)
    assert session.read(search, "zenit")[0].where == "metadata"
    assert session.read(search, "горизонт")[0].ref == "M-001"
    assert session.read(search, "GORIZ")[0].ref == "M-001"
    assert session.read(search, "nothing of the kind") == []
    assert session.read(lambda c: c.execute("SELECT count(*) FROM raw_tag").fetchone())[0] > 3


class _Stopping:
    """Stops (or pauses) a run after so many files."""

    def __init__(self, run, after, action):
        self.run, self.after, self.action = run, after, action

    def __call__(self, event):
        if event.done >= self.after and event.state == "running":
            self.after = 1 << 30
            getattr(self.run, self.action)()


def test_stop_keeps_what_came_in_as_one_step(session, folder):
    photos.many(folder, 30)
    with media_supervisor(workers=1, low_priority=False) as supervisor:
        run = ImportRun(session, [folder], supervisor=supervisor)
        session.hub.add(ImportChanged, _Stopping(run, 5, "stop"))
        report = run.run()
    assert report.stopped
    assert 5 <= report.added < 30
    assert len(session.index.items) == report.added
    session.undo().result()
    assert not session.index.items


def test_pause_and_go_on(session, folder):
    photos.many(folder, 12)
    states = []
    paused = threading.Event()
    with media_supervisor(workers=1, low_priority=False) as supervisor:
        run = ImportRun(session, [folder], supervisor=supervisor)

        def follow(event):
            states.append(event.state)
            if event.state == "paused":
                paused.set()

        session.hub.add(ImportChanged, follow)
        session.hub.add(ImportChanged, _Stopping(run, 3, "pause"))
        waker = threading.Thread(target=lambda: (paused.wait(30), run.go_on()))
        waker.start()
        report = run.run()
        waker.join()
    assert report.added == 12
    assert "paused" in states


def test_dry_run_changes_nothing(session, folder):
    photos.mixed(folder)
    (folder / "link").symlink_to(folder / "nowhere")
    before = session.read(records, "items")
    report = preview_import(session, [folder])
    assert report.added > 4
    assert report.duplicates == 1
    assert len(report.refused) == 1
    assert session.read(records, "items") == before


def test_a_large_file_is_stored_in_pieces_and_examined_in_ranges(session, folder, monkeypatch):
    monkeypatch.setattr("evidence_board.operations.import_files.LARGE", 20_000)
    clip = photos.mp4(folder / "clip.mp4")
    text = folder / "big.bin"
    text.write_bytes(os.urandom(300_000))
    again = folder / "z-again.bin"
    again.write_bytes(text.read_bytes())
    report = import_into(session, folder)
    assert (report.added, report.duplicates) == (2, 1)
    rows = {row["name"]: row for row in session.read(records, "items")}
    assert rows["clip.mp4"]["kind"] == "video"
    assert rows["clip.mp4"]["duration_s"] > 0
    assert rows["clip.mp4"]["sha256"] == hashlib.sha256(clip.read_bytes()).hexdigest()
    assert original(session, rows["big.bin"]["ref"]) == text.read_bytes()
    assert session.read(check).ok


def test_an_import_that_died_is_taken_up_where_it_stopped(tmp_path, folder, monkeypatch):
    photos.many(folder, 20)
    path = tmp_path / "case.evidence"
    session = create_session(path, title="T", actor="me")
    writes = iter(range(100))
    write = import_writing.ImportWriter.write

    def dying(self, prepared):
        if next(writes) >= 3:
            raise OSError("the power went")
        return write(self, prepared)

    monkeypatch.setattr(import_writing.ImportWriter, "write", dying)
    with pytest.raises(OSError, match="power"):
        import_into(session, folder)
    monkeypatch.undo()
    session.close()
    session = open_session(path, actor="me")
    left = session.read(unfinished)
    assert left is not None
    assert 0 < left.done < left.total == 20
    report = import_into(session, resume=left)
    assert report.added + left.done == 20
    assert len(session.index.items) == 20
    assert session.read(unfinished) is None
    assert session.read(check).ok
    session.undo().result()
    assert not session.index.items
    session.close()


def test_a_user_edit_overtakes_a_running_import(tmp_path, folder):
    photos.many(folder, 60)
    with empty_session(tmp_path, threaded=True) as session:
        began = threading.Event()
        session.hub.add(ImportChanged, lambda event: began.set() if event.done >= 2 else None)
        with media_supervisor(workers=1, low_priority=False) as supervisor:
            run = ImportRun(session, [folder], supervisor=supervisor)
            thread = threading.Thread(target=run.run)
            thread.start()
            assert began.wait(60)
            made = session.run(create_entity, kind="unit", name="meanwhile").result(30)
            assert made.result["id"]
            # Undo takes the edit back, and leaves the running import alone.
            assert "meanwhile" in session.undo().result(30).label
            assert session.undo().result(30) is None or not thread.is_alive()
            thread.join(120)
        assert run.report.added == 60


def test_a_worker_that_dies_costs_one_file(session, folder, monkeypatch):
    photos.many(folder, 5)
    poison = folder / "IMG_poison.jpg"
    poison.write_bytes(b"\xff\xd8\xff\xe0POISON" + bytes(100))
    from evidence_board.workers.supervisor import Supervisor

    with Supervisor("tests.integration.poisoned_handler", workers=2, timeout_s=20) as supervisor:
        report = ImportRun(session, [folder], supervisor=supervisor).run()
    assert report.added == 6
    rows = {row["name"]: row for row in session.read(records, "items")}
    assert rows["IMG_poison.jpg"]["state"] == "unreadable"
    assert rows["IMG_poison.jpg"]["problems"][0]["code"] == "decoder_crashed"
    assert sum(row["state"] == "ok" for row in rows.values()) == 5
    assert original(session, rows["IMG_poison.jpg"]["ref"]) == poison.read_bytes()
