"""What goes wrong around an import: odd names, hands on the case meanwhile, gaps of our own."""

import os
import sys
import threading

import pytest
from tests.factories import photos
from tests.factories.cases import empty_session, import_into

from evidence_board.case.check import check
from evidence_board.case.imports import unfinished
from evidence_board.case.records import records
from evidence_board.events import ImportChanged
from evidence_board.media.requests import media_supervisor
from evidence_board.model.errors import KnownError
from evidence_board.operations.bin import empty_bin
from evidence_board.operations.entities import bin_things
from evidence_board.operations.import_preview import preview_import
from evidence_board.operations.import_writing import ImportWriter
from evidence_board.operations.importing import ImportRun
from evidence_board.workers import Supervisor


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    where = tmp_path / "photos"
    where.mkdir()
    return where


def number_of(session, table):
    return session.read(lambda connection: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_half_of_a_large_file_never_passes_for_the_whole(session, folder, monkeypatch):
    monkeypatch.setattr("evidence_board.operations.import_files.LARGE", 20_000)
    (folder / "big.bin").write_bytes(os.urandom(9 << 20))
    with media_supervisor(workers=1, low_priority=False) as supervisor:
        run = ImportRun(session, [folder], supervisor=supervisor)

        def stop_in_the_middle(event):
            if event.current_bytes[0] > 0:
                run.stop()

        session.hub.add(ImportChanged, stop_in_the_middle)
        report = run.run()
        session.hub.remove(ImportChanged, stop_in_the_middle)
    assert report.stopped
    assert report.added == 0
    assert number_of(session, "item") == number_of(session, "blob") == number_of(session, "chunk") == 0
    assert session.undo_step() is None
    assert import_into(session, folder).added == 1
    assert session.read(records, "items")[0]["size"] == 9 << 20
    assert session.read(check).ok


@pytest.mark.skipif(sys.platform != "linux", reason="only here a file name may be no text at all")
def test_names_that_are_no_text_find_their_file_again(session, folder):
    photos.jpeg(folder / "plain.jpg", seed=1)
    odd = folder / os.fsdecode(b"\xcf\xf0\xe8\xe2\xe5\xf2.jpg")
    photos.jpeg(odd, seed=2)
    (folder / os.fsdecode(b"\xff\xfe")).symlink_to("nowhere")
    (folder / os.fsdecode(b"\xe0\xe1")).mkdir()
    report = import_into(session, folder)
    assert report.added == 2
    assert [refused.reason for refused in report.refused] == ["It is a link, not a file."]
    assert {row["name"] for row in session.read(records, "items")} == {"plain.jpg", f"{chr(0xFFFD) * 6}.jpg"}
    again = import_into(session, odd)
    assert (again.added, again.duplicates) == (0, 1)
    assert session.read(check).ok


def test_a_repeat_whose_item_went_to_the_bin_meanwhile_is_examined_after_all(session, folder, monkeypatch):
    first = photos.jpeg(folder / "a.jpg", gps=(34.9, 35.9))
    import_into(session, first)
    item_id = next(iter(session.index.items))
    write = ImportWriter.write

    def binned_before(self, prepared):
        monkeypatch.setattr(ImportWriter, "write", write)
        session.run(bin_things, things=[("item", item_id)]).result()
        return write(self, prepared)

    monkeypatch.setattr(ImportWriter, "write", binned_before)
    report = import_into(session, first)
    assert (report.added, report.duplicates, report.with_gps) == (1, 0, 1)
    assert [row.id for row in session.index.items.values()] != [item_id]
    assert number_of(session, "blob") == 1
    assert session.read(check).ok


def stop_after(session, folder, files):
    """Import until so many files are in, then fail as a pulled drive would; returns what is left to do."""
    write = ImportWriter.write
    with media_supervisor(workers=1, low_priority=False) as supervisor, pytest.MonkeyPatch.context() as patched:
        run = ImportRun(session, [folder], supervisor=supervisor, ahead=2)

        def fail(self, prepared):
            if run.progress.done >= files:
                raise OSError("the drive is gone")
            return write(self, prepared)

        patched.setattr(ImportWriter, "write", fail)
        with pytest.raises(OSError, match="drive"):
            run.run()
    return session.read(unfinished)


def test_an_import_taken_back_is_not_taken_up_again(session, folder):
    photos.many(folder, 12)
    left = stop_after(session, folder, 3)
    assert left is not None
    session.undo().result()
    assert session.read(unfinished) is None
    with pytest.raises(KnownError, match="taken up"):
        import_into(session, resume=left)
    assert not session.index.items
    assert session.active_import is None
    session.redo().result()
    assert import_into(session, resume=left).added == 12 - left.done
    assert len(session.index.items) == 12
    with pytest.raises(KnownError, match="taken up"):
        import_into(session, resume=left)


def test_what_is_left_counts_refused_files_as_done(session, folder):
    made = photos.many(folder, 12)
    made[0].chmod(0o600)
    left = None

    def vanish(event):
        if event.state == "running" and event.total and made[1].exists():
            made[1].unlink()

    session.hub.add(ImportChanged, vanish)
    left = stop_after(session, folder, 6)
    session.hub.remove(ImportChanged, vanish)
    assert left.total == 12
    assert left.done >= 6
    report = import_into(session, resume=left)
    assert len(session.index.items) == 11
    assert report.added + left.done == 12
    counts = session.read(lambda c: c.execute("SELECT counts FROM import_batch").fetchone()[0])
    assert counts == '{"added": 11, "refused": 1, "repeats": 0}'


def test_one_import_at_a_time(session, folder):
    photos.many(folder, 3)
    session.active_import = 7
    with pytest.raises(KnownError, match="still running"):
        import_into(session, folder)
    session.active_import = None
    assert import_into(session, folder).added == 3


def test_the_bin_is_not_emptied_under_an_import(session, folder):
    photos.many(folder, 6)
    refused = []

    def empty(event):
        if event.state == "running" and event.done and not refused:
            refused.append(session.run(empty_bin).exception())

    session.hub.add(ImportChanged, empty)
    import_into(session, folder)
    session.hub.remove(ImportChanged, empty)
    assert [type(error) for error in refused] == [KnownError]
    assert session.run(empty_bin).result().result["emptied"].files == 0
    assert len(session.index.items) == 6
    assert session.read(check).ok


def test_the_open_case_is_known_by_any_name(session, folder):
    case = session.case.path
    os.link(case, folder / "second name.jpg")
    (folder.parent / "door").symlink_to(case.parent)
    for path in (folder, folder.parent / "door" / case.name):
        report = import_into(session, path)
        assert report.added == 0
        assert any("open case" in refused.reason for refused in report.refused)
        assert any("open case" in refused.reason for refused in preview_import(session, [path]).refused)


def test_a_very_deep_folder(session, folder):
    levels = [folder]
    for _ in range(1200):
        levels.append(levels[-1] / "d")
        levels[-1].mkdir()
    photo = photos.jpeg(levels[-1] / "a.jpg")
    assert import_into(session, folder).added == 1
    # What clears up after the tests goes down by recursion and would not come this far.
    photo.unlink()
    for level in reversed(levels):
        level.rmdir()


@pytest.mark.parametrize("when", [10**11, -(10**11), 2**33])
def test_a_file_from_a_year_that_no_calendar_has(session, folder, when):
    path = photos.jpeg(folder / "a.jpg")
    os.utime(path, (when, when))
    assert import_into(session, folder).added == 1


def test_a_gap_in_our_own_reader_costs_one_file(session, folder):
    photos.many(folder, 4)
    (folder / "zz.jpg").write_bytes(b"\xff\xd8\xff\xe0GAP" + bytes(100))
    with Supervisor("tests.integration.poisoned_handler", workers=1, timeout_s=20) as supervisor:
        report = ImportRun(session, [folder], supervisor=supervisor).run()
    assert report.added == 5
    rows = {row["name"]: row for row in session.read(records, "items")}
    assert rows["zz.jpg"]["state"] == "unreadable"
    assert [problem["code"] for problem in rows["zz.jpg"]["problems"]] == ["decoder_crashed"]


def test_a_pane_that_fails_with_the_news_keeps_no_file_out(session, folder, monkeypatch):
    photos.many(folder, 5)
    reported = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_value))

    def broken(event):
        raise ZeroDivisionError

    session.hub.add(ImportChanged, broken)
    assert import_into(session, folder).added == 5
    assert {type(error) for error in reported} == {ZeroDivisionError}


def test_states_are_told_as_they_are(session, folder):
    photos.many(folder, 10)
    seen = []
    with media_supervisor(workers=1, low_priority=False) as supervisor:
        run = ImportRun(session, [folder], supervisor=supervisor)

        def follow(event):
            seen.append(event.state)
            if event.done >= 2 and event.state == "running":
                run.stop()

        session.hub.add(ImportChanged, follow)
        run.run()
        run.pause()
        run.go_on()
        session.hub.remove(ImportChanged, follow)
    order = list(dict.fromkeys(seen))
    assert order == ["planning", "running", "stopping", "stopped"]
    assert seen[-1] == "stopped"
