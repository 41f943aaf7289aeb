"""The import sheet with real files, real workers, and real clicks and keys."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from tests.factories import photos
from tests.factories.cases import empty_session, import_into
from tests.ui.import_sheet.conftest import sheet_over, wait_until_ended

from evidence_board.case.imports import unfinished
from evidence_board.case.replay import last_done
from evidence_board.events import ImportChanged, Notice
from evidence_board.model.errors import KnownError
from evidence_board.operations import import_writing
from evidence_board.operations.entities import create_entity
from evidence_board.operations.positions import place_items
from evidence_board.session import create_session, open_session

LEFT = Qt.MouseButton.LeftButton


def click(qtbot, button):
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def troubles(folder):
    """A folder with one file of each sort of trouble, and good ones."""
    photos.many(folder, 4)
    photos.truncated(folder / "IMG_2231.heic")
    photos.jpeg(folder / "photo_09.jpg", taken="2041:05:01 10:00:00", seed=50)
    photos.jpeg(folder / "zero.jpg", gps=(0.0, 0.0), seed=51)
    photos.copies(folder / "photo_00001.jpg", folder / "again", 2)
    (folder / "link.jpg").symlink_to(folder / "photo_09.jpg")
    return folder


def import_all(qtbot, sheet, *paths):
    sheet.import_paths(list(paths))
    wait_until_ended(qtbot, sheet)


def cards(qtbot, sheet, number):
    qtbot.waitUntil(lambda: len(sheet.problems.cards) == number, timeout=10_000)
    return {card.problem.file_name: card for card in sheet.problems.cards}


def item_of(session, name):
    return next(item for item in session.index.items.values() if item.file_name == name)


# -- an import -------------------------------------------------------------------------------------------


def test_a_folder_comes_in_and_the_sheet_says_what_came_of_it(qtbot, sheet, session, folder):
    import_all(qtbot, sheet, troubles(folder))
    assert sheet.is_open
    assert sheet.head.words == "7 added, 2 repeats, 3 need you, 1 not taken"
    assert "field/2015-09" in sheet.head.source and "never changed" in sheet.head.source
    assert sheet.head.added.words == "7 added, 4 with GPS"
    assert sheet.head.repeats.words == "2 repeats, same SHA-256"
    assert sheet.head.need_you.words == "3 need you, nothing is lost"
    qtbot.waitUntil(lambda: len(session.index.items) == 7)
    found = cards(qtbot, sheet, 3)
    assert set(found) == {"IMG_2231.heic", "photo_09.jpg", "zero.jpg"}
    assert "future" in found["photo_09.jpg"].accessibleName()
    # What cannot be read at all stands first.
    assert sheet.problems.cards[0].problem.file_name == "IMG_2231.heic"
    qtbot.waitUntil(lambda: bool(sheet.refused.lines))
    assert any("link.jpg" in line for line in sheet.refused.lines)
    assert any("a link" in line for line in sheet.refused.lines)


def test_progress_is_told_while_it_runs(qtbot, sheet, session, folder):
    photos.many(folder, 40)
    heard = []
    sheet.driver.moved.connect(heard.append)
    sheet.import_paths([folder])
    qtbot.waitUntil(lambda: " of 40 read" in sheet.head.words, timeout=30_000)
    assert sheet.head.pause_button.isVisible() and sheet.bar.hide_button.isVisible()
    wait_until_ended(qtbot, sheet)
    assert [event.done for event in heard] == sorted(event.done for event in heard)
    assert sheet.bar.done_button.isVisible() and not sheet.head.pause_button.isVisible()


def test_words_of_a_long_import(qtbot, sheet):
    event = ImportChanged(
        "running", "D:\\field\\2015-09", 48, 44, 41, 3, 4, 6, 0, "V-004.mp4", (61_000_000, 212_000_000), 10.0
    )
    sheet.head.show_progress(event, running=True, waiting=2)
    assert sheet.head.words == "44 of 48 read, about 10 seconds left"
    assert sheet.head.current.replace("\u2068", "").replace("\u2069", "") == "Copying V-004.mp4, 61 of 212 MB"
    assert sheet.head.bar.accessibleName() == "37 added, 3 repeats, 4 need you, 4 left"
    sheet.head.show_progress(replace(event, state="paused"), running=True, waiting=0)
    assert sheet.head.words == "44 of 48 read" and sheet.head.pause_button.text() == "Go on"


def test_pause_and_go_on(qtbot, sheet, session, folder):
    photos.many(folder, 60)
    sheet.import_paths([folder])
    qtbot.waitUntil(lambda: sheet.driver.progress.state == "running" and sheet.head.pause_button.isEnabled())
    click(qtbot, sheet.head.pause_button)
    qtbot.waitUntil(lambda: sheet.head.pause_button.text() == "Go on")
    assert sheet.driver.is_running
    # What came in so far is shown, and nothing says that it goes on.
    qtbot.waitUntil(lambda: len(session.index.items) == sheet.driver.progress.added)
    qtbot.waitUntil(lambda: sheet.head.current == "" and sheet.bar.note.startswith("Paused"))
    click(qtbot, sheet.head.pause_button)
    wait_until_ended(qtbot, sheet)
    assert sheet.driver.progress.added == 60


def test_stop_keeps_what_came_in_and_undo_takes_it_out(qtbot, sheet, session, folder):
    photos.many(folder, 80)
    sheet.import_paths([folder])
    qtbot.waitUntil(lambda: sheet.driver.progress.done >= 2, timeout=30_000)
    click(qtbot, sheet.head.stop_button)
    wait_until_ended(qtbot, sheet)
    assert sheet.driver.progress.state == "stopped"
    came_in = sheet.driver.progress.added
    assert 2 <= came_in < 80
    qtbot.waitUntil(lambda: len(session.index.items) == came_in)
    assert sheet.accessibleName() == f"Stopped at {came_in} of 80"
    assert session.undo_step().label == f"Import {came_in} of 80 files"
    click(qtbot, sheet.bar.undo_button)
    qtbot.waitUntil(lambda: not session.index.items and not sheet.is_open)


def test_a_stopped_import_goes_on_where_it_was(qtbot, sheet, session, folder):
    photos.many(folder, 60)
    sheet.import_paths([folder])
    qtbot.waitUntil(lambda: sheet.driver.progress.done >= 2, timeout=30_000)
    click(qtbot, sheet.head.stop_button)
    wait_until_ended(qtbot, sheet)
    assert sheet.driver.progress.added < 60
    assert [one.kind for one in (sheet.bar.go_on_button, sheet.bar.done_button)] == ["primary", "secondary"]
    click(qtbot, sheet.bar.go_on_button)
    qtbot.waitUntil(lambda: sheet._ended is None)
    wait_until_ended(qtbot, sheet)
    assert sheet.head.words == "60 added, 0 repeats, 0 need you"
    assert session.undo_step().label == "Import 60 files"
    assert not sheet.bar.go_on_button.isVisible()


def test_an_import_that_was_undone_says_so(qtbot, sheet, session, folder):
    photos.many(folder, 4)
    import_all(qtbot, sheet, folder)
    session.undo().result()
    qtbot.waitUntil(lambda: sheet.accessibleName() == "Import undone")
    assert sheet.head.words == "Undone: 4 files are in the bin"
    assert sheet.head.added.words.startswith("0 added")
    assert not sheet.bar.undo_button.isVisible()
    session.redo().result()
    qtbot.waitUntil(lambda: sheet.bar.undo_button.isVisible())
    assert sheet.head.words == "4 added, 0 repeats, 0 need you"


def test_it_can_be_hidden_and_goes_on(qtbot, sheet, session, folder):
    photos.many(folder, 30)
    heard = []
    scope = session.hub.scope()
    scope.on(Notice, heard.append)
    sheet.import_paths([folder])
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open
    wait_until_ended(qtbot, sheet)
    assert any("30 added" in notice.text for notice in heard)
    sheet.open_sheet()
    assert sheet.head.words.startswith("30 added")
    click(qtbot, sheet.bar.done_button)
    sheet.open_sheet()
    # A result that was put away is gone; now something else can be chosen.
    assert sheet.choose.isVisible() and not sheet.head.isVisible()
    scope.close()


def test_a_second_import_waits_for_the_first(qtbot, sheet, session, folder, tmp_path):
    photos.many(folder, 30)
    photos.many(tmp_path / "other", 5, first_seed=500)
    sheet.import_paths([folder])
    sheet.import_paths([tmp_path / "other"])
    assert sheet.driver.waiting == 1
    qtbot.waitUntil(lambda: sheet.driver.waiting == 0 and not sheet.driver.is_running, timeout=60_000)
    qtbot.waitUntil(lambda: len(session.index.items) == 35)
    assert sheet.driver.progress.added == 5


def test_files_and_folders_are_chosen_by_dialog(qtbot, sheet, session, folder, monkeypatch):
    first, second = photos.many(folder, 2)
    sheet.open_sheet()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(first), str(second)], ""))
    click(qtbot, sheet.choose.files_button)
    wait_until_ended(qtbot, sheet)
    assert sheet.driver.progress.added == 2
    click(qtbot, sheet.bar.done_button)
    sheet.open_sheet()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    click(qtbot, sheet.choose.folder_button)
    assert not sheet.driver.is_running
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    click(qtbot, sheet.choose.folder_button)
    wait_until_ended(qtbot, sheet)
    assert sheet.driver.progress.repeats == 2


# -- problems --------------------------------------------------------------------------------------------


def test_a_date_is_set_on_the_card(qtbot, sheet, session, folder):
    import_all(qtbot, sheet, troubles(folder))
    card = cards(qtbot, sheet, 3)["photo_09.jpg"]
    click(qtbot, card.action)
    qtbot.keyClicks(card.field, "2015-09-12 16:40 +03:00")
    qtbot.keyClick(card.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: item_of(session, "photo_09.jpg").captured is not None)
    assert item_of(session, "photo_09.jpg").captured.utc == "2015-09-12T13:40Z"
    cards(qtbot, sheet, 2)
    assert sheet.problems.count == "2"


def test_setting_a_date_is_one_step_of_undo(qtbot, sheet, session, folder):
    import_all(qtbot, sheet, troubles(folder))
    card = cards(qtbot, sheet, 3)["photo_09.jpg"]
    before = item_of(session, "photo_09.jpg")
    click(qtbot, card.action)
    qtbot.keyClicks(card.field, "2015-09-12")
    click(qtbot, card.date_button)
    cards(qtbot, sheet, 2)
    qtbot.waitUntil(lambda: item_of(session, "photo_09.jpg").captured is not None)
    session.undo().result(30)
    cards(qtbot, sheet, 3)
    qtbot.waitUntil(lambda: item_of(session, "photo_09.jpg").captured == before.captured)


def test_a_wrong_date_is_said_and_the_card_stays(qtbot, sheet, session, folder):
    import_all(qtbot, sheet, troubles(folder))
    card = cards(qtbot, sheet, 3)["photo_09.jpg"]
    heard = []
    scope = session.hub.scope()
    scope.on(Notice, heard.append)
    click(qtbot, card.action)
    qtbot.keyClicks(card.field, "yesterday")
    click(qtbot, card.date_button)
    qtbot.waitUntil(lambda: bool(heard))
    assert "not a date" in heard[0].text
    # Esc leaves the field, and the sheet stays open.
    qtbot.keyClick(card.field, Qt.Key.Key_Escape)
    assert card.action.isVisible() and sheet.is_open
    scope.close()


def test_leaving_a_problem_settles_it_and_undo_brings_it_back(qtbot, sheet, session, folder):
    import_all(qtbot, sheet, troubles(folder))
    card = cards(qtbot, sheet, 3)["IMG_2231.heic"]
    assert card.leave.text() == "Keep as file"
    click(qtbot, card.leave)
    cards(qtbot, sheet, 2)
    qtbot.waitUntil(lambda: item_of(session, "IMG_2231.heic").open_problems == 0)
    session.undo().result(30)
    cards(qtbot, sheet, 3)


def test_placing_is_asked_of_the_map_and_then_settled(qtbot, sheet, session, folder):
    import_all(qtbot, sheet, troubles(folder))
    card = cards(qtbot, sheet, 3)["zero.jpg"]
    item_id = item_of(session, "zero.jpg").id
    with qtbot.waitSignal(sheet._context.requests.place) as asked:
        click(qtbot, card.action)
    assert asked.args == [[item_id]] and session.selection.ids == (item_id,)
    # The map can be seen.
    assert not sheet.is_open
    session.run(place_items, item_ids=[item_id], latitude=34.9, longitude=35.87).result(30)
    qtbot.waitUntil(lambda: item_of(session, "zero.jpg").open_problems == 0)


def test_try_again_reads_the_same_path_once_more(qtbot, sheet, session, folder):
    import_all(qtbot, sheet, troubles(folder))
    path = folder / "IMG_2231.heic"
    card = cards(qtbot, sheet, 3)["IMG_2231.heic"]
    click(qtbot, card.action)
    qtbot.waitUntil(lambda: "still the same" in card.words)
    path.unlink()
    click(qtbot, card.action)
    qtbot.waitUntil(lambda: "no longer where it was" in card.words)
    photos.heic(path, taken="2015:09:13 09:00:00", seed=3)
    click(qtbot, card.action)
    qtbot.waitUntil(lambda: sheet.driver.is_running)
    wait_until_ended(qtbot, sheet)
    assert sheet.driver.progress.added == 1
    found = cards(qtbot, sheet, 2)
    assert "IMG_2231.heic" not in found
    qtbot.waitUntil(lambda: len(session.index.items) == 8)


def test_show_file_selects_it_even_when_it_was_filtered_out(qtbot, sheet, session, folder):
    photos.jpeg(folder / "bomb.jpg", seed=9)
    import_all(qtbot, sheet, folder)
    from evidence_board.case.import_problems import ImportProblem
    from evidence_board.filters import Filter, Words

    qtbot.waitUntil(lambda: len(session.index.items) == 1)
    item = item_of(session, "bomb.jpg")
    problem = ImportProblem("p", item.id, item.ref, "bomb.jpg", "too_large", "", "", str(folder / "bomb.jpg"), "")
    sheet.problems.show_problems([problem], ranked=True)
    session.set_filter(Filter((Words("nothing of the kind"),)))
    with qtbot.waitSignal(sheet._context.requests.reveal):
        click(qtbot, sheet.problems.cards[0].action)
    assert session.selection.ids == (item.id,) and item.id in session.visible


def test_many_problems_come_in_portions(qtbot, sheet, folder):
    from evidence_board.case.import_problems import ImportProblem

    problems = [
        ImportProblem(f"p{n}", f"i{n}", f"M-{n:03d}", f"{n}.jpg", "picture_cut_short", "", "", f"/x/{n}.jpg", "")
        for n in range(252)
    ]
    sheet.open_sheet()
    sheet.problems.show_problems(problems, ranked=True)
    assert len(sheet.problems.cards) == 12
    assert sheet.problems.more_button.text() == "and 240 more" and sheet.problems.count == "252"
    sheet.problems.more_button.click()
    assert len(sheet.problems.cards) == 36 and sheet.problems.more_button.text() == "and 216 more"


# -- taking it out, crashes, errors ----------------------------------------------------------------------


def test_later_steps_are_named_before_they_go(qtbot, sheet, session, folder):
    photos.many(folder, 5)
    import_all(qtbot, sheet, folder)
    session.run(create_entity, kind="unit", name="Unit 00917").result(30)
    click(qtbot, sheet.bar.undo_button)
    qtbot.waitUntil(sheet.later.isVisible)
    assert "Unit 00917" in sheet.later.words and sheet.later.button("undo").text() == "Undo all 2"
    click(qtbot, sheet.later.button("keep"))
    assert len(session.index.items) == 5
    click(qtbot, sheet.bar.undo_button)
    qtbot.waitUntil(sheet.later.isVisible)
    click(qtbot, sheet.later.button("undo"))
    qtbot.waitUntil(lambda: not session.index.items and not session.index.entities)
    assert session.read(last_done) is None


@pytest.fixture
def crashed(tmp_path, folder, monkeypatch):
    """A case whose import of 20 files ended in the middle."""
    photos.many(folder, 20)
    path = tmp_path / "crashed.evidence"
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
    opened = open_session(path, actor="me", threaded=True)
    yield opened
    opened.close()


def test_what_a_crash_stopped_is_taken_up(qtbot, theme, crashed):
    left = crashed.read(unfinished)
    with sheet_over(qtbot, theme, crashed) as sheet:
        sheet.offer_unfinished()
        qtbot.waitUntil(sheet.unfinished.isVisible)
        assert f"stopped at {left.done} of 20" in sheet.unfinished.words
        click(qtbot, sheet.unfinished.button("go_on"))
        wait_until_ended(qtbot, sheet)
        qtbot.waitUntil(lambda: len(crashed.index.items) == 20)
        # What came in before is counted too.
        assert sheet.head.words == "20 added, 0 repeats, 0 need you"
        assert crashed.read(unfinished) is None


def test_what_a_crash_stopped_is_taken_out(qtbot, theme, crashed):
    with sheet_over(qtbot, theme, crashed) as sheet:
        crashed.run(create_entity, kind="unit", name="later").result(30)
        sheet.offer_unfinished()
        qtbot.waitUntil(sheet.unfinished.isVisible)
        click(qtbot, sheet.unfinished.button("take_out"))
        qtbot.waitUntil(sheet.later.isVisible)
        click(qtbot, sheet.later.button("undo"))
        qtbot.waitUntil(lambda: not crashed.index.items and not sheet.is_open)
        assert crashed.read(unfinished) is None


def test_what_a_crash_stopped_is_left_as_it_is(qtbot, theme, crashed):
    with sheet_over(qtbot, theme, crashed) as sheet:
        qtbot.waitUntil(lambda: bool(crashed.index.items))
        sheet.offer_unfinished()
        qtbot.waitUntil(sheet.unfinished.isVisible)
        before = len(crashed.index.items)
        click(qtbot, sheet.unfinished.button("leave"))
        qtbot.waitUntil(lambda: crashed.read(unfinished) is None)
        assert not sheet.is_open and len(crashed.index.items) == before


def test_a_case_without_a_stopped_import_offers_nothing(qtbot, sheet):
    sheet.offer_unfinished()
    qtbot.wait(200)
    assert not sheet.is_open


def test_closing_the_case_leaves_the_rest_for_later(qtbot, theme, tmp_path, folder):
    photos.many(folder, 80)
    path = tmp_path / "closed.evidence"
    session = create_session(path, title="T", actor="me", threaded=True)
    with sheet_over(qtbot, theme, session) as sheet:
        sheet.import_paths([folder])
        qtbot.waitUntil(lambda: sheet.driver.progress.done >= 2, timeout=30_000)
    session.close()
    session = open_session(path, actor="me")
    left = session.read(unfinished)
    assert left is not None and 2 <= left.done < left.total == 80
    assert import_into(session, resume=left).added == 80 - left.done
    session.close()


def test_a_full_disk_is_said_in_plain_words_and_can_be_taken_up(qtbot, sheet, session, folder, monkeypatch):
    photos.many(folder, 10)
    writes = iter(range(100))
    write = import_writing.ImportWriter.write

    def full(self, prepared):
        if next(writes) >= 2:
            raise KnownError("The disk is full.", means="Nothing was lost.", do="Make room, then go on.")
        return write(self, prepared)

    monkeypatch.setattr(import_writing.ImportWriter, "write", full)
    sheet.import_paths([folder])
    wait_until_ended(qtbot, sheet)
    assert "The disk is full." in sheet.trouble.words and "Make room" in sheet.trouble.words
    assert "What came in stays" in sheet.trouble.words
    qtbot.waitUntil(sheet.unfinished.isVisible)
    monkeypatch.undo()
    click(qtbot, sheet.unfinished.button("go_on"))
    wait_until_ended(qtbot, sheet)
    qtbot.waitUntil(lambda: len(session.index.items) == 10)
    assert not sheet.trouble.isVisible()


def test_originals_are_only_read(qtbot, sheet, folder):
    troubles(folder)
    before = {path: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")}
    import_all(qtbot, sheet, folder)
    assert {path: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")} == before


def test_names_in_any_script_and_the_other_direction(qapp, qtbot, theme, tmp_path):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    folder = tmp_path / "снимки صور"
    photos.truncated(folder / photos.CYRILLIC_NAME)
    shutil.copy(folder / photos.CYRILLIC_NAME, folder / photos.ARABIC_NAME)
    with empty_session(tmp_path, threaded=True) as session, sheet_over(qtbot, theme, session) as sheet:
        import_all(qtbot, sheet, folder)
        assert sheet.driver.progress.repeats == 1
        card = cards(qtbot, sheet, 1).popitem()[1]
        assert sheet.x() == 0
        # The picture of the problem stands on the side where lines begin.
        assert card.action.mapTo(card, card.action.rect().center()).x() > card.width() / 2
