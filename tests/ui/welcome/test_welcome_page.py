"""The first screen: recent cases, the practice case, keys; in any window and at any text size."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel
from tests.factories.cases import practice_case

from evidence_board.model.errors import KnownError
from evidence_board.operations import practice
from evidence_board.settings import RecentCase, load_settings, save_settings
from evidence_board.ui.held_cases import HeldCases
from evidence_board.ui.job_runner import JobRunner
from evidence_board.ui.welcome import welcome_page
from evidence_board.ui.welcome.practice_copy import build_practice_copy, free_practice_path, latest_practice_path
from evidence_board.ui.welcome.recent_row import when_words
from evidence_board.ui.welcome.welcome_page import WelcomeDoors, WelcomePage

LEFT = Qt.MouseButton.LeftButton


class Doors:
    def __init__(self):
        self.calls = []

    def door(self, name):
        return lambda *values: self.calls.append((name, *values))

    def made(self):
        names = ("new_case", "open_case", "open_path", "locate", "forget", "leave", "switch_theme", "show_error")
        return WelcomeDoors(**{name: self.door(name) for name in names})


@pytest.fixture
def doors():
    return Doors()


@pytest.fixture
def jobs():
    made = JobRunner()
    yield made
    made.close()


@pytest.fixture
def show(qtbot, theme, jobs, doors):
    def make(width=1600, height=1000):
        page = WelcomePage(theme=theme, jobs=jobs, held=HeldCases(), doors=doors.made())
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitExposed(page)
        qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)
        return page

    return make


def remember(*rows):
    settings = load_settings()
    for path, title in reversed(rows):
        settings = settings.with_recent(RecentCase(str(path), title, datetime.now(UTC).isoformat(), 3))
    save_settings(settings)


def labels(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_without_recent_cases_there_is_no_heading(show):
    page = show()
    assert page.rows == []
    assert "Recent cases" not in labels(page)
    assert "Open a case, or start with photos" in labels(page)


def test_recent_cases_open_with_a_click(qtbot, show, doors, tmp_path):
    path = practice_case(tmp_path)
    remember((path, "Old name"))
    page = show()
    (row,) = page.rows
    assert row.second_line == "48 files"
    assert "Tartus 2015" in row.accessibleName()
    assert "today, " in row.accessibleName()
    qtbot.mouseClick(row, LEFT)
    assert doors.calls == [("open_path", path)]


def test_a_missing_case_says_so_and_asks_where_it_is(qtbot, show, doors, tmp_path):
    gone = tmp_path / "usb" / "Береговые фото.evidence"
    remember((gone, "Береговые фото"))
    page = show()
    (row,) = page.rows
    assert row.is_missing
    assert row.second_line == "The file is not where it was. Press to say where it is now."
    qtbot.mouseClick(row, LEFT)
    assert doors.calls == [("locate", gone)]


def test_a_case_can_be_taken_off_the_list(qtbot, show, doors, tmp_path):
    gone = tmp_path / "gone.evidence"
    remember((gone, "Gone"))
    row = show().rows[0]
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), row.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(row, event)
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    menu.close()
    assert doors.calls == [("forget", gone)]


def test_buttons_begin_and_open(qtbot, show, doors):
    page = show()
    qtbot.mouseClick(page.zone.new_button, LEFT)
    qtbot.mouseClick(page.zone.open_button, LEFT)
    assert doors.calls == [("new_case",), ("open_case",)]


def test_practice_is_made_once_and_gone_on_with(qtbot, show, doors, monkeypatch):
    built = []

    def build(path, *, actor, progress):
        built.append(path)
        for step in (1, 2, 3):
            progress(step, 3, f"photo {step}")
        path.write_bytes(b"case")

    monkeypatch.setattr(practice, "build_practice_case", build)
    page = show()
    assert page.practice.open_button.text() == "Open practice"
    assert page.practice.again_button.isHidden()
    qtbot.mouseClick(page.practice.open_button, LEFT)
    assert not page.practice.open_button.isEnabled()
    qtbot.waitUntil(lambda: bool(doors.calls))
    first = latest_practice_path()
    assert doors.calls == [("open_path", first)]
    assert page.practice.open_button.isEnabled()
    page.renew()
    assert page.practice.open_button.text() == "Go on with practice"
    qtbot.mouseClick(page.practice.open_button, LEFT)
    assert doors.calls[-1] == ("open_path", first)
    assert len(built) == 1
    qtbot.mouseClick(page.practice.again_button, LEFT)
    qtbot.waitUntil(lambda: len(doors.calls) == 3)
    assert doors.calls[-1] == ("open_path", first.with_name("practice-2.evidence"))


def test_a_practice_case_that_fails_says_why(qtbot, show, doors, monkeypatch):
    def build(path, *, progress):
        raise KnownError("The disk is full.")

    monkeypatch.setattr(welcome_page, "build_practice_copy", build)
    page = show()
    qtbot.mouseClick(page.practice.open_button, LEFT)
    qtbot.waitUntil(lambda: bool(doors.calls))
    ((name, error),) = doors.calls
    assert (name, str(error)) == ("show_error", "The disk is full.")
    assert page.practice.open_button.isEnabled()


def test_the_practice_case_is_real(qapp):
    path = build_practice_copy(free_practice_path(), progress=lambda done, of, words: None)
    assert latest_practice_path() == path
    assert [one.suffix for one in path.parent.iterdir() if one.name.startswith("practice")] == [".evidence"]


@pytest.mark.parametrize(("width", "height"), [(1180, 700), (1366, 768), (1600, 1000), (2560, 1440)])
def test_fits_every_window(qtbot, show, width, height):
    remember(*((Path(f"/nowhere/{number}.evidence"), f"Case {number}") for number in range(3)))
    page = show(width, height)
    for widget in (page.zone.new_button, page.practice.open_button, *page.rows[:2]):
        place = widget.mapTo(page, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + widget.width() <= width
        assert place.y() + widget.height() <= height


def test_large_text_keeps_its_words(qtbot, show, theme):
    theme.text_scale = 1.5
    page = show(1180, 700)
    for button in (page.zone.new_button, page.zone.open_button, page.practice.open_button):
        assert button.width() >= button.sizeHint().width()
    theme.text_scale = 1.0


def test_the_keys_that_are_named_exist(qtbot, show):
    page = show()
    page.show_keys()
    assert page.commands.for_key("?") is not None
    assert {command.key for members in page.commands.groups().values() for command in members} == {
        "Ctrl+N",
        "Ctrl+O",
        "Ctrl+Q",
        "?",
        "F1",
    }


def test_when(qapp):
    now = datetime(2026, 3, 12, 15, 0, tzinfo=UTC).astimezone()
    assert when_words("2026-03-12T09:05:00Z", now=now).startswith("today, ")
    assert when_words((now - timedelta(days=1)).isoformat(), now=now).startswith("yesterday, ")
    assert when_words("2026-02-18T09:05:00Z", now=now) == "18 Feb 2026"
    assert when_words("nonsense", now=now) == ""


def test_a_slow_opening_is_said(qtbot, show):
    page = show()
    page.show_busy("Opening big.evidence")
    assert "Opening big.evidence" not in labels(page)
    qtbot.waitUntil(lambda: "Opening big.evidence" in labels(page), timeout=3_000)
    page.show_busy("")
    assert "Opening big.evidence" not in labels(page)


def test_cases_of_one_title_are_told_apart_by_their_folder(show, tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    one, other = practice_case(tmp_path / "first"), practice_case(tmp_path / "second")
    remember((one, "Tartus"), (other, "Tartus"))
    first, second = show().rows
    assert "/first" in first.second_line and "/second" in second.second_line
    assert first.second_line.startswith("48 files in ")
