"""Check, custody and backups in the real page of a case, with real mouse events."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from tests.factories.cases import practice_case

from evidence_board.case import backup as case_backup
from evidence_board.operations.backups import last_failure
from evidence_board.operations.entities import create_entity
from evidence_board.session import open_session
from evidence_board.ui.backups.backups_feature import BackupsFeature
from evidence_board.ui.backups.rescue_box import RescueBox
from evidence_board.ui.check.check_feature import CheckFeature
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.widgets.buttons import Button

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def path(tmp_path):
    return practice_case(tmp_path)


@pytest.fixture
def window(qtbot, theme):
    made = MainWindow(theme=theme, parts=overview_parts)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def opened(qtbot, window, path):
    with qtbot.waitSignal(window.case_shown):
        window.open_case(path)
    return window.page


def feature(page, kind):
    return next(one for one in page.features if isinstance(one, kind))


def press(qtbot, button):
    qtbot.mouseClick(button, LEFT)


def forge(path, sql):
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def texts(widget):
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def restore_buttons(sheet):
    return [one for one in sheet.findChildren(Button) if one.accessibleName().startswith("Restore ")]


def test_the_check_names_what_is_damaged_and_the_log_keeps_that_it_ran(qtbot, window, path):
    forge(path, "UPDATE link SET note = 'forged' WHERE ref = 'K-05'")
    page = opened(qtbot, window, path)
    check = feature(page, CheckFeature)
    page.commands.run("check")
    press(qtbot, check.sheet.start_button)
    qtbot.waitUntil(lambda: check.runner.report is not None)
    assert "K-05 (link)" in texts(check.sheet)
    assert "changed outside" in texts(check.sheet)
    assert "1 thing is damaged" in check.sheet.trouble.words
    press(qtbot, check.sheet.copy_button)
    assert "K-05" in QGuiApplication.clipboard().text()
    session = page.context.session
    last = "SELECT words FROM v_log WHERE action = 'verified'"
    qtbot.waitUntil(lambda: session.read(lambda c: c.execute(last).fetchone()) is not None)
    words = session.read(lambda c: c.execute(last).fetchone()[0])
    assert words == "Checked: 48 of 48 files verified, 1 things damaged"


def test_the_last_check_stands_at_the_foot_after_a_restart(qtbot, window, path):
    page = opened(qtbot, window, path)
    foot = page.workspace.panes["navigator"].foot
    assert foot.words == ("", "")
    foot.start()
    qtbot.waitUntil(lambda: foot.words[0] == "48 of 48 files verified")
    window.close_case()
    qtbot.waitUntil(lambda: not window.is_busy)
    page = opened(qtbot, window, path)
    foot = page.workspace.panes["navigator"].foot
    qtbot.waitUntil(lambda: foot.words[0] == "48 of 48 files verified")
    assert foot.words[1].startswith("Checked today at")


def test_a_check_can_be_stopped(qtbot, window, path):
    page = opened(qtbot, window, path)
    check = feature(page, CheckFeature)
    check.show_check()
    press(qtbot, check.sheet.start_button)
    press(qtbot, check.sheet.stop_button)
    qtbot.waitUntil(lambda: not check.runner.job.is_running)
    assert check.sheet.start_button.isVisible()


def test_the_head_hash_is_shown_and_copied(qtbot, window, path):
    page = opened(qtbot, window, path)
    check = feature(page, CheckFeature)
    page.commands.run("custody")
    qtbot.waitUntil(lambda: check.custody.head.text() != "")
    press(qtbot, check.custody.buttons["copy"])
    copied = QGuiApplication.clipboard().text()
    assert copied == "".join(check.custody.head.text().split())
    assert "entries since" in check.custody.since.text()


def test_a_backup_is_restored_in_three_clicks(qtbot, window, path, tmp_path):
    page = opened(qtbot, window, path)
    backups = feature(page, BackupsFeature)
    page.commands.run("backups")
    with qtbot.waitSignal(backups.keeper.made):
        press(qtbot, backups.sheet.now_button)
    page.context.session.run(create_entity, kind="person", name="Later").result()
    backups.sheet.read()
    qtbot.waitUntil(lambda: len(restore_buttons(backups.sheet)) == 1 and "1 step since" in texts(backups.sheet))
    press(qtbot, restore_buttons(backups.sheet)[0])
    press(qtbot, backups.sheet.ask.button("restore"))
    qtbot.waitUntil(lambda: not backups.sheet.result.isHidden())
    assert "48 of 48 files restored" in backups.sheet.result.words
    with qtbot.waitSignal(window.case_shown):
        press(qtbot, backups.sheet.result.button("open"))
    assert "restored" in window.page.context.session.case.path.name
    assert "Later" not in {row.label for row in window.page.context.session.index.entities.values()}


def test_closing_backs_up_what_changed(qtbot, window, path):
    page = opened(qtbot, window, path)
    page.context.session.run(create_entity, kind="person", name="New").result()
    window.close_case()
    qtbot.waitUntil(lambda: not window.is_busy)
    assert len(case_backup.listed(case_backup.folder_of(path))) == 1


def test_a_damaged_case_offers_its_last_good_backup_and_the_repair(qtbot, window, path):
    session = open_session(path, actor="me")
    case_backup.make(path, case_backup.folder_of(path))
    session.close()
    whole = path.read_bytes()
    raw = bytearray(whole)
    raw[100:16384] = bytes(16284)
    path.write_bytes(raw)
    window.open_case(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(RescueBox)))
    [box] = window.findChildren(RescueBox)
    assert "last good backup" in box.more.text()
    press(qtbot, box.buttons["repair"])
    qtbot.waitUntil(lambda: box.buttons["open"].isVisible())
    assert path.read_bytes() == bytes(raw)
    with qtbot.waitSignal(window.case_shown):
        press(qtbot, box.buttons["open"])
    assert len(window.page.context.session.index.items) == 48


def test_a_backup_that_failed_at_closing_is_told_at_the_next_opening(qtbot, window, path):
    folder = case_backup.folder_of(path)
    folder.write_text("a file where the folder of backups should be")
    page = opened(qtbot, window, path)
    page.context.session.run(create_entity, kind="person", name="New").result()
    window.close_case()
    qtbot.waitUntil(lambda: not window.is_busy)
    page = opened(qtbot, window, path)
    qtbot.waitUntil(lambda: any("No backup was made" in banner.text for banner in page.banners))
    # Nothing is told any more once one works.
    folder.unlink()
    with qtbot.waitSignal(feature(page, BackupsFeature).keeper.made):
        page.commands.run("backups")
        press(qtbot, feature(page, BackupsFeature).sheet.now_button)
    assert page.context.session.read(last_failure) == ""


def test_a_case_with_a_damaged_log_can_be_looked_at(qtbot, window, path):
    case_backup.make(path, case_backup.folder_of(path))
    connection = sqlite3.connect(path)
    [(root, size)] = connection.execute(
        "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = 'custody'"
    )
    connection.close()
    raw = bytearray(path.read_bytes())
    raw[(root - 1) * size : root * size] = b"\x07" * size
    path.write_bytes(raw)
    window.open_case(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(RescueBox)))
    [box] = window.findChildren(RescueBox)
    qtbot.waitUntil(box.buttons["look"].isVisible)
    before = path.read_bytes()
    with qtbot.waitSignal(window.case_shown):
        press(qtbot, box.buttons["look"])
    session = window.page.context.session
    assert session.case.read_only
    assert len(session.index.items) == 48
    assert "is damaged and can only be read" in window.page.banners[0].text
    check, backups = feature(window.page, CheckFeature), feature(window.page, BackupsFeature)
    check.show_check()
    press(qtbot, check.sheet.start_button)
    qtbot.waitUntil(lambda: check.runner.report is not None)
    assert "The log cannot be read." in check.sheet.sound.text()
    backups.show_backups()
    qtbot.waitUntil(lambda: bool(restore_buttons(backups.sheet)))
    window.close_case()
    qtbot.waitUntil(lambda: not window.is_busy)
    assert path.read_bytes() == before


def test_a_case_that_cannot_even_be_read_offers_no_look(qtbot, window, path):
    raw = bytearray(path.read_bytes())
    raw[100:16384] = bytes(16284)
    path.write_bytes(raw)
    window.open_case(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(RescueBox)))
    [box] = window.findChildren(RescueBox)
    press(qtbot, box.buttons["repair"])
    qtbot.waitUntil(box.buttons["open"].isVisible)
    assert not box.buttons["look"].isVisible()
    box.close()
