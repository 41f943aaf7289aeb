"""The foot of the window counts, names and shows progress."""

import pytest
from tests.ui.shell.conftest import settle

from evidence_board import selection
from evidence_board.events import ImportChanged, JobChanged


def test_counts_and_selection(qtbot, page):
    session, bar = page.context.session, page.status_bar
    assert bar.counts == "48 files · 38 entities · 61 links"
    assert bar.selected == ""
    session.select(selection.replace([session.index.by_ref["M-014"]]))
    bar.flush()
    assert bar.selected == "M-014 selected"
    session.select(selection.replace(list(session.index.items)[:3]))
    bar.flush()
    assert bar.selected == "3 selected"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (ImportChanged("running", total=48, done=44), "Importing 44 of 48"),
        (ImportChanged("paused", total=48, done=12), "Import paused at 12 of 48"),
        (JobChanged("check", "Checking files", 3, 48, "running"), "Checking files, 3 of 48"),
    ],
)
def test_progress_comes_late_and_goes_at_the_end(qtbot, page, event, words):
    bar = page.status_bar
    page.context.session.hub.emit(event)
    assert bar.progress == ""
    qtbot.waitUntil(lambda: bar.progress == words, timeout=5_000)
    ended = (
        ImportChanged("done", total=48, done=48)
        if isinstance(event, ImportChanged)
        else JobChanged("check", "Checking files", 48, 48, "done")
    )
    page.context.session.hub.emit(ended)
    assert bar.progress == ""
    settle(qtbot, page)


def test_an_import_is_not_hidden_by_a_check(qtbot, page):
    bar = page.status_bar
    page.context.session.hub.emit(ImportChanged("running", total=48, done=44))
    qtbot.waitUntil(lambda: bar.progress == "Importing 44 of 48", timeout=5_000)
    page.context.session.hub.emit(JobChanged("check", "Checking files", 48, 48, "done"))
    assert bar.progress == "Importing 44 of 48"
    page.context.session.hub.emit(ImportChanged("stopped", total=48, done=44))
    assert bar.progress == ""
