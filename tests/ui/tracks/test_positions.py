"""A position copied from one file to others, and all positions of a file on the map."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from evidence_board.case.placement import placement_of
from evidence_board.selection import replace
from evidence_board.ui.tracks.tracks_feature import TracksFeature

SLOW = 30_000


@pytest.fixture
def feature(case_page):
    (found,) = [one for one in case_page.features if isinstance(one, TracksFeature)]
    return found


def pasted_from_elsewhere_is_shown_as_it_is_read_before_anything_is_placed(qtbot, case_page, *ids):
    session = case_page.context.session
    session.select(replace(ids))
    QGuiApplication.clipboard().setText("34\u00b054'18.4\"N 35\u00b052'6.2\"E")
    assert "M-014" not in case_page.commands["paste_position"].title_now
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(case_page, Qt.Key.Key_V, both)
    popover = case_page.workspace.panes["map"].verbs.popover
    assert "34.90511, 35.86839" in popover.reading.text()
    assert session.index.items[ids[0]].latitude is None
    QTest.keyClick(popover.coordinates, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: all(session.index.items[one].latitude is not None for one in ids), timeout=SLOW)
    session.undo().result()
    qtbot.waitUntil(lambda: all(session.index.items[one].latitude is None for one in ids), timeout=SLOW)


def test_a_position_is_copied_by_keys_and_every_position_is_shown_on_demand(qtbot, case_page, feature):
    session, commands = case_page.context.session, case_page.commands
    source, first, second = (session.index.by_ref[one] for one in ("M-014", "M-002", "M-041"))
    QGuiApplication.clipboard().setText("no coordinates")
    told = []
    case_page.context.events.notice.connect(lambda notice: told.append(notice.text))
    assert not commands["paste_position"].enabled()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    session.select(replace([source]))
    QTest.keyClick(case_page, Qt.Key.Key_V, both)
    qtbot.waitUntil(lambda: any("Copy the position of a file first" in one for one in told), timeout=SLOW)
    QTest.keyClick(case_page, Qt.Key.Key_C, both)
    assert feature.copied.ref == "M-014" and QGuiApplication.clipboard().text() == "34.90510, 35.86840"
    assert not commands["paste_position"].enabled()
    session.select(replace([first, second]))
    assert "M-014" in commands["paste_position"].title_now
    QTest.keyClick(case_page, Qt.Key.Key_V, both)
    qtbot.waitUntil(lambda: session.index.items[second].latitude is not None, timeout=SLOW)
    assert session.index.items[first].latitude == session.index.items[source].latitude
    session.undo().result()
    qtbot.waitUntil(lambda: session.index.items[first].latitude is None, timeout=SLOW)

    pasted_from_elsewhere_is_shown_as_it_is_read_before_anything_is_placed(qtbot, case_page, first, second)

    several = session.index.by_ref["M-003"]
    session.select(replace([several]))
    assert feature.others.shown == ()
    commands.run("other_positions")
    qtbot.waitUntil(lambda: bool(feature.others.shown), timeout=SLOW)
    placed = [one for one in session.read(placement_of, several).positions if one.latitude is not None]
    assert len(feature.others.shown) == len(placed) - 1
    assert any("km" in one.words for one in feature.others.shown)
    case_page.workspace.panes["map"].grab()
    session.select(replace([source]))
    qtbot.waitUntil(lambda: not any("69.8" in one.words for one in feature.others.shown), timeout=SLOW)
    commands.run("other_positions")
    assert feature.others.shown == ()
