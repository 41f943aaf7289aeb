"""Merging in the window: two selected ones, one and a search for the other, only a link, and splitting again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evidence_board import selection
from evidence_board.operations.entities import create_entity
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.merging.merge_popover import MergePopover


@pytest.fixture
def page(case_page):
    """The page of the practice case in its window."""
    return case_page


def _new(page, name, kind="person"):
    return page.context.session.run(create_entity, kind=kind, name=name).result().result["id"]


def _select(page, *ids):
    page.context.session.select(selection.replace(list(ids)), origin="test")


def _popover(page, qtbot, kind=MergePopover):
    def shown():
        return next((one for one in page.findChildren(kind) if one.isVisible()), None)

    qtbot.waitUntil(lambda: shown() is not None)
    return shown()


def test_two_selected_ones_become_one_and_undo_makes_them_two(page, qtbot):
    session = page.context.session
    first, second = _new(page, "Dmitry Leviev"), _new(page, "Дмитрий Левиев")
    _select(page, first, second)
    assert page.commands["merge"].title_now == "Merge these two"
    page.commands.run("merge")
    popover = _popover(page, qtbot)
    # Wherever the pointer rests, the name of the case and the commands stay in sight.
    assert page.mapFromGlobal(popover.pos()).y() > page.top_bar.height()
    popover.reason.setPlainText("Одно лицо на двух снимках")
    QTest.keyClick(popover.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second not in session.index.entities)
    assert list(session.selection.ids) == [first]
    assert "Дмитрий Левиев" in session.index.entities[first].other_names
    session.undo().result()
    assert second in session.index.entities


def test_the_other_one_can_be_searched_in_any_script_and_be_the_one_that_stays(page, qtbot):
    session = page.context.session
    first, second = _new(page, "Dmitry Leviev"), _new(page, "Дмитрий Левиев")
    _select(page, first)
    page.commands.run("merge")
    chooser = _popover(page, qtbot, ChoicePopover)
    chooser.field.setText("leviev")
    assert second in [one.id for one in chooser._shown]
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    popover = _popover(page, qtbot)
    QTest.mouseClick(popover.keep[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(popover.merge_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len({first, second} & session.index.entities.keys()) == 1)


def test_they_can_stay_two_with_a_link_that_says_so(page, qtbot):
    session = page.context.session
    first, second = _new(page, "Dmitry Leviev"), _new(page, "Дмитрий Левиев")
    _select(page, first, second)
    page.commands.run("merge")
    popover = _popover(page, qtbot)
    popover.reason.setPlainText("the same ear")
    QTest.mouseClick(popover.link_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.index.is_linked(first))
    (link,) = session.index.links_of[first]
    assert (link.relation, link.note, link.level) == ("same as", "the same ear", "unjudged")
    assert second in session.index.entities


def test_what_was_merged_is_listed_and_can_be_split_off_again(page, qtbot):
    session = page.context.session
    first, second = _new(page, "Unit 1", "unit"), _new(page, "в/ч 1", "unit")
    _select(page, first, second)
    page.commands.run("merge")
    popover = _popover(page, qtbot)
    popover.reason.setPlainText("One number")
    QTest.mouseClick(popover.merge_button, Qt.MouseButton.LeftButton)
    section = page.workspace.panes["inspector"].entity_page.merged
    qtbot.waitUntil(lambda: section.isVisible() and len(section.buttons) == 1)
    QTest.mouseClick(section.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: {first, second} <= session.index.entities.keys())
    qtbot.waitUntil(lambda: not section.isVisible())


def test_things_of_two_kinds_are_not_offered(page):
    _select(page, _new(page, "Unit 1", "unit"), _new(page, "Dmitry"))
    assert not page.commands["merge"].enabled()
    _select(page)
    assert not page.commands["merge"].enabled()


def test_the_inspector_of_two_merges_them_by_mouse(page, qtbot):
    session = page.context.session
    first, second = _new(page, "Левиев"), _new(page, "Leviev")
    pane = page.workspace.panes["inspector"]
    _select(page, first, second)
    qtbot.waitUntil(pane.many_page.merge.isVisible)
    QTest.mouseClick(pane.many_page.merge, Qt.MouseButton.LeftButton)
    popover = _popover(page, qtbot)
    QTest.keyClick(popover.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second not in session.index.entities)
    _select(page, first, _new(page, "Unit 7", kind="unit"))
    qtbot.waitUntil(lambda: not pane.many_page.merge.isVisible())
