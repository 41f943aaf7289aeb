"""The search index of a case of an older program is made while its window is used."""

import sqlite3
from contextlib import closing

from tests.factories.cases import practice_case

from evidence_board.case import known_cases
from evidence_board.case.search import is_unfinished, search
from evidence_board.events import JobChanged
from evidence_board.session import open_session
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts


def test_an_older_case_gets_its_index_behind_the_window_with_progress(qtbot, tmp_path, theme):
    path = practice_case(tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE search_trigram")
    known_cases.remember(path)
    session = open_session(path, actor="tester", threaded=True)
    told = []
    session.hub.add(JobChanged, told.append)
    window = MainWindow(theme=theme, parts=overview_parts())
    qtbot.addWidget(window)
    window.show_case(session)
    window.show()
    qtbot.waitUntil(lambda: not session.read(is_unfinished), timeout=60_000)
    qtbot.waitUntil(lambda: any(one.job_id == "search index" and one.state == "done" for one in told))
    assert [hit.title for hit in session.read(search, "latakia_today")]
    window.close()
