"""Copies in the window: opened by key, judged by key and mouse, looked at closely, taken back."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_board.case.fingerprints import count_without_fingerprint, read_decisions, read_fingerprints
from evidence_board.operations import same_picture
from evidence_board.selection import replace
from evidence_board.session import open_session
from evidence_board.ui.copies.copies_feature import CopiesFeature
from evidence_board.ui.copies.copies_section import CopiesSection

_SHIFT = Qt.KeyboardModifier.ShiftModifier


def ids(page, names):
    items = page.context.session.index.items.values()
    by_name = {item.file_name.removesuffix(".jpg"): item.id for item in items}
    return [by_name[name] for name in names]


def select(page, names):
    page.context.session.select(replace(ids(page, names)))
    QApplication.processEvents()


def open_queue(page, feature, qtbot):
    QTest.keyClick(page.window(), Qt.Key.Key_C, _SHIFT)
    qtbot.waitUntil(lambda: feature.sheet.is_open and feature.sheet.pair is not None)
    return feature.sheet


def open_pair(page, feature, qtbot, names):
    select(page, names)
    QTest.keyClick(page.window(), Qt.Key.Key_C)
    qtbot.waitUntil(lambda: feature.sheet.is_open and feature.sheet.pair is not None)
    wanted = set(ids(page, names))
    qtbot.waitUntil(lambda: {one.item_id for one in feature.sheet.pair.facts} <= wanted | set(ids(page, "abcd")))
    return feature.sheet


def press(sheet, key, *, until, qtbot):
    sheet.view.setFocus()
    QTest.keyClick(sheet.view, key)
    qtbot.waitUntil(until)


def decisions(page):
    return page.context.session.read(read_decisions)


def groups(page):
    return list(page.context.session.index.observations.groups.values())


def test_a_group_is_judged_with_keys_until_nothing_is_left(page, feature, qtbot):
    sheet = open_queue(page, feature, qtbot)
    assert sheet.view.hasFocus()
    assert sheet.note.text().startswith("pair 1 of ")
    assert "pairs left" in sheet.left.text()
    for judged in (1, 2, 3):
        shown = sheet.pair
        press(sheet, Qt.Key.Key_S, until=lambda shown=shown: sheet.pair is not shown, qtbot=qtbot)
        assert len(decisions(page)) == judged
    qtbot.waitUntil(lambda: sheet.pair is None)
    assert not sheet.use.isVisible()
    assert [group.accepted for group in groups(page)] == [True]
    assert len(page.context.session.index.items) == 7
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_enter_uses_the_richer_copy_and_keeps_both(page, feature, qtbot):
    sheet = open_pair(page, feature, qtbot, ["b", "a"])
    assert sheet.table.checked["pixels"] == 1
    ref = page.context.session.index.items[ids(page, "a")[0]].ref
    assert sheet.use.text().replace("&&", "&") == f"Use {ref}, keep both"
    press(sheet, Qt.Key.Key_Return, until=lambda: sheet.pair.said == "same", qtbot=qtbot)
    observations = page.context.session.index.observations
    assert observations.preferred_copies == set(ids(page, "a"))
    assert "same picture" in sheet.said.text()
    assert not sheet.same.isVisible()
    QTest.mouseClick(sheet.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.pair.said == "")
    assert decisions(page) == []
    assert page.context.session.index.observations.preferred_copies == set()


def test_not_the_same_is_remembered_and_undo_asks_again(page, feature, qtbot):
    sheet = open_queue(page, feature, qtbot)
    before = len(sheet.left.text())
    shown = {one.item_id for one in sheet.pair.facts}
    press(sheet, Qt.Key.Key_X, until=lambda: len(decisions(page)) == 1, qtbot=qtbot)
    qtbot.waitUntil(lambda: {one.item_id for one in sheet.pair.facts} != shown)
    assert not decisions(page)[0].same
    assert before
    page.context.session.undo().result()
    qtbot.waitUntil(lambda: "pair" in sheet.note.text() and decisions(page) == [])


def test_two_files_that_have_nothing_in_common_can_be_compared(page, feature, qtbot):
    sheet = open_pair(page, feature, qtbot, ["other", "black"])
    qtbot.waitUntil(lambda: {one.item_id for one in sheet.pair.facts} == set(ids(page, ["other", "black"])))
    assert sheet.note.text() == "too plain to compare"
    assert sheet.left.text() == ""
    press(sheet, Qt.Key.Key_S, until=lambda: sheet.pair.said == "same", qtbot=qtbot)
    assert any(group.accepted for group in groups(page))


def test_a_contradiction_is_told_and_nothing_is_written(page, feature, qtbot):
    a, b, c = ids(page, "abc")
    page.context.session.run(same_picture.say_same, pairs=[(a, b), (b, c)]).result()
    sheet = open_pair(page, feature, qtbot, ["a", "c"])
    qtbot.waitUntil(lambda: {one.item_id for one in sheet.pair.facts} == {a, c})
    press(sheet, Qt.Key.Key_X, until=lambda: bool(page.banners), qtbot=qtbot)
    assert "cannot be both" in page.banners[0].text
    assert len(decisions(page)) == 2


def test_the_whole_group_is_accepted_and_split_from_the_menu(page, feature, qtbot):
    sheet = open_queue(page, feature, qtbot)
    assert sheet.group.isVisible()
    sheet.group._menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: [group.accepted for group in groups(page)] == [True])
    page.context.session.undo().result()
    qtbot.waitUntil(lambda: sheet.pair is not None)
    sheet.group._menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: groups(page) == [])


def test_zoom_moves_both_pictures_and_asks_for_sharper_ones(page, feature, qtbot):
    sheet = open_pair(page, feature, qtbot, ["a", "b"])
    view = sheet.view
    qtbot.waitUntil(lambda: view.picture(0) is not None and view.picture(1) is not None)
    assert view.picture(0).width() == 504 or view.picture(1).width() == 504
    middle = QPointF(view.width() * 0.35, view.height() / 2)
    wheel = QWheelEvent(
        middle,
        view.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    assert view.frame.zoom > 1.5
    qtbot.waitUntil(lambda: max(view.picture(0).width(), view.picture(1).width()) == 800, timeout=20_000)
    centre = view.frame.centre
    QTest.keyClick(view, Qt.Key.Key_Right, _SHIFT)
    assert view.frame.centre != centre
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.frame.zoom == 1.0
    QTest.mouseClick(sheet.modes.segment("swipe"), Qt.MouseButton.LeftButton)
    assert view.mode == "swipe"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    QTest.keyClick(view, Qt.Key.Key_2)
    assert view.mode == "over"
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.mode == "side"


def test_swapping_sides_turns_the_table_round(page, feature, qtbot):
    sheet = open_pair(page, feature, qtbot, ["a", "b"])
    first = sheet.pair.facts[0].item_id
    press(sheet, Qt.Key.Key_W, until=lambda: sheet.pair.facts[1].item_id == first, qtbot=qtbot)


def test_a_crop_is_estimated_and_a_mirror_image_is_shown_turned(page, feature, qtbot):
    sheet = open_pair(page, feature, qtbot, ["a", "c"])
    qtbot.waitUntil(lambda: sheet.view.frame.difference is not None)
    crop = sheet.view.frame.difference.crop
    assert crop is not None
    assert crop.percent in range(2, 7)
    sheet.compare(*ids(page, ["a", "d"]))
    qtbot.waitUntil(lambda: sheet.view.frame.mirrored)
    assert sheet.note.text().endswith("mirrored")
    qtbot.waitUntil(lambda: sheet.view.frame.difference is not None)
    assert sheet.view.frame.difference.areas == ()
    assert not sheet.view.grab().isNull()


def test_the_inspector_names_the_copies_and_opens_them(page, feature, qtbot):
    select(page, "a")
    section = page.findChild(CopiesSection)
    qtbot.waitUntil(section.isVisible)
    assert len(section.lines) == 3
    QTest.mouseClick(section.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: feature.sheet.is_open and feature.sheet.pair is not None)
    assert ids(page, "a")[0] in {one.item_id for one in feature.sheet.pair.facts}
    feature.sheet.close_sheet()
    QTest.mouseClick(section.lines[0], Qt.MouseButton.LeftButton)
    assert page.context.session.selection.ids != tuple(ids(page, "a"))
    select(page, ["other"])
    qtbot.waitUntil(lambda: not section.isVisible())


def test_a_case_that_is_read_only_can_be_looked_at(opened, qtbot):
    page = opened(read_only=True)
    feature = next(one for one in page.features if isinstance(one, CopiesFeature))
    sheet = open_queue(page, feature, qtbot)
    assert not sheet.use.isVisible()
    assert not sheet.different.isVisible()
    assert "read only" in sheet.said.text()
    QTest.keyClick(sheet.view, Qt.Key.Key_X)
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    assert decisions(page) == []


def test_fingerprints_of_an_older_case_are_filled_in_behind_the_window(path, opened, qtbot):
    session = open_session(path, actor="tester", with_index=False)
    before = session.read(read_fingerprints)
    with session.gate.unrecorded() as connection:
        connection.execute("DELETE FROM fingerprint")
    session.close()
    page = opened(threaded=True)
    session = page.context.session
    qtbot.waitUntil(lambda: session.read(count_without_fingerprint) == 0, timeout=30_000)
    assert session.read(read_fingerprints) == before
    qtbot.waitUntil(lambda: len(groups(page)) == 1)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_is_drawn_in_both_directions(page, feature, qtbot, direction):
    QApplication.setLayoutDirection(direction)
    sheet = open_queue(page, feature, qtbot)
    image = sheet.grab().toImage()
    assert image.width() > 400
    assert sheet.table.lines[0][0] == "Pixels"
