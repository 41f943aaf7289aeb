"""Queues, kinds, entities, tags and the check of the files, by mouse and key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from tests.factories.cases import empty_session, practice_case

from evidence_board import selection
from evidence_board.filters import QUEUES, Filter, HasTag, NearTo, visible_items
from evidence_board.operations.entities import create_entity
from evidence_board.session import open_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_entity import EntityPopover
from evidence_board.ui.dialogs_tag import TagPopover
from evidence_board.ui.navigator.navigator_pane import NavigatorPane
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.search_field import SearchField

LEFT = Qt.MouseButton.LeftButton


def open_kind(qtbot, navigator, kind):
    qtbot.mouseClick(navigator.groups[kind].head, LEFT)
    QApplication.processEvents()
    return navigator.groups[kind]


def row_of(group, name):
    return next(row for row in group.rows if row.text() == name)


def test_counts_of_the_practice_case(navigator):
    index = navigator.context.session.index
    counts = {name: row.count for name, row in navigator.queues.items()}
    assert counts == {name: len(visible_items(index, Filter().with_queue(name))) for name in ("all", *QUEUES)}
    assert (counts["all"], counts["not_placed"], counts["not_linked"], counts["videos"]) == (48, 9, 4, 4)
    assert {kind: group.head.count for kind, group in navigator.groups.items()} == {
        "account": 11,
        "person": 8,
        "unit": 3,
        "location": 7,
        "equipment": 4,
        "event": 5,
    }


def test_a_queue_is_the_filter_of_every_pane(qtbot, navigator):
    session = navigator.context.session
    qtbot.mouseClick(navigator.queues["not_placed"], LEFT)
    assert session.filter.queue == "not_placed"
    assert [name for name, row in navigator.queues.items() if row.isChecked()] == ["not_placed"]
    qtbot.mouseClick(navigator.queues["not_placed"], LEFT)
    assert navigator.queues["not_placed"].isChecked()
    session.set_filter(Filter())
    navigator.flush()
    assert navigator.queues["all"].isChecked()


def test_a_kind_opens_its_entities_with_their_files(qtbot, navigator):
    group = open_kind(qtbot, navigator, "account")
    assert [row.text() for row in group.rows][:3] == ["a_severny", "pavel.morskoy", "laskin.d"]
    assert row_of(group, "a_severny").count >= 6
    assert len(group.rows) == 11
    assert row_of(group, "أبو ليث").isVisible()
    open_kind(qtbot, navigator, "account")
    assert group.rows == []


def test_an_entity_is_selected_everywhere(qtbot, navigator):
    session = navigator.context.session
    group = open_kind(qtbot, navigator, "account")
    first, second, third = group.rows[:3]
    qtbot.mouseClick(first, LEFT)
    navigator.flush()
    assert session.selection.ids == (first.row_id,)
    assert first.isChecked()
    qtbot.mouseClick(third, LEFT, Qt.KeyboardModifier.ControlModifier)
    assert set(session.selection.ids) == {first.row_id, third.row_id}
    qtbot.mouseClick(first, LEFT)
    qtbot.mouseClick(third, LEFT, Qt.KeyboardModifier.ShiftModifier)
    assert session.selection.ids == (first.row_id, second.row_id, third.row_id)
    session.select(selection.replace([second.row_id]))
    navigator.flush()
    assert [row.isChecked() for row in (first, second, third)] == [False, True, False]


def test_a_double_click_shows_its_surroundings(qtbot, navigator):
    session = navigator.context.session
    row = open_kind(qtbot, navigator, "unit").rows[0]
    qtbot.mouseDClick(row, LEFT)
    assert session.filter.parts == (NearTo(row.row_id, 2),)


def test_the_field_narrows_every_list(qtbot, navigator):
    field = navigator.findChild(SearchField)
    qtbot.keyClicks(field, "severn")
    assert [row.text() for row in navigator.groups["account"].rows] == ["a_severny"]
    assert navigator.groups["event"].isHidden()
    assert navigator.queues["videos"].isHidden()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert navigator.context.session.index.label_of(navigator.context.session.selection.current) == "a_severny"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert navigator.queues["videos"].isVisible()
    assert not navigator.groups["account"].is_open


def test_the_field_finds_tags_and_other_scripts(navigator):
    field = navigator.findChild(SearchField)
    field.setText("ابو ليث")
    assert [row.text() for row in navigator.groups["account"].rows] == ["أبو ليث"]
    field.setText("pier")
    assert [chip.text() for chip in navigator.tags.chips.values()] == ["pier"]
    field.setText("no such thing")
    assert all(group.isHidden() for group in navigator.groups.values())
    field.clear()


def test_a_tag_is_a_filter_and_back(qtbot, navigator):
    session = navigator.context.session
    tag_id, chip = next(iter(navigator.tags.chips.items()))
    assert chip.text() == "selfie"
    qtbot.mouseClick(chip, LEFT)
    navigator.flush()
    assert session.filter.parts == (HasTag(tag_id),)
    assert navigator.tags.chips[tag_id].look == "filter"
    qtbot.mouseClick(navigator.tags.chips[tag_id], LEFT)
    assert session.filter.parts == ()


def test_many_tags_fold_into_a_number(qtbot, navigator):
    assert len(navigator.tags.chips) == 12
    qtbot.mouseClick(navigator.tags.more, LEFT)
    index = navigator.context.session.index
    tree = {line.path for line in navigator.tag_group.lines}
    assert len(navigator.tags.chips) == sum(row.path not in tree for row in index.tags.values())


def test_a_tag_that_filters_is_always_shown(navigator):
    session = navigator.context.session
    rare = min(session.index.tags.values(), key=lambda row: (row.count, row.path))
    assert rare.id not in navigator.tags.chips
    session.set_filter(session.filter.plus(HasTag(rare.id)))
    navigator.flush()
    assert navigator.tags.chips[rare.id].look == "filter"


def test_the_pluses_make_new_things(qtbot, navigator):
    heads = navigator.headings
    qtbot.mouseClick(heads["kinds"].add_button, LEFT)
    assert isinstance(QApplication.activePopupWidget(), EntityPopover)
    QApplication.activePopupWidget().close()
    assert not heads["tags"].add_button.isEnabled()
    session = navigator.context.session
    session.select(selection.replace([session.index.by_ref["M-014"]]))
    navigator.flush()
    qtbot.mouseClick(heads["tags"].add_button, LEFT)
    assert isinstance(QApplication.activePopupWidget(), TagPopover)
    QApplication.activePopupWidget().close()


def test_new_entities_and_new_names_appear(qtbot, navigator):
    session = navigator.context.session
    group = open_kind(qtbot, navigator, "unit")
    session.run(create_entity, kind="unit", name="Unit 12").result()
    navigator.flush()
    assert "Unit 12" in [row.text() for row in group.rows]
    assert group.head.count == 4
    session.undo().result()
    navigator.flush()
    assert "Unit 12" not in [row.text() for row in group.rows]


def test_arrow_keys_walk_the_rows(qtbot, navigator):
    navigator.activateWindow()
    navigator.queues["videos"].setFocus()
    for row in (navigator.media.work, navigator.posts, navigator.groups["account"].head):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert row.hasFocus()
    qtbot.keyClick(navigator.groups["account"].head, Qt.Key.Key_Return)
    QApplication.processEvents()
    qtbot.keyClick(navigator.groups["account"].head, Qt.Key.Key_Down)
    row = navigator.groups["account"].rows[0]
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert navigator.context.session.selection.ids == (row.row_id,)


def test_the_menu_of_an_entity(qtbot, navigator):
    row = open_kind(qtbot, navigator, "unit").rows[0]
    asked = []
    navigator.context.requests.link.connect(asked.append)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, row.rect().center(), row.mapToGlobal(row.rect().center()))
    QApplication.sendEvent(row, event)
    menu = QApplication.activePopupWidget()
    words = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert words[:3] == ["Unit with all below", "Only this unit", "Not this"]
    assert (words[4:7], words[-1]) == (["Open page", "Link", "Rename"], "Move to the bin")
    next(action for action in menu.actions() if action.text().startswith("Link")).trigger()
    menu.close()
    assert asked == [[("unit", row.row_id)]]
    assert navigator.context.session.selection.ids == (row.row_id,)


def test_the_rail_keeps_queues_and_kinds(qtbot, navigator):
    navigator.set_compact(True)
    navigator.resize(52, 700)
    QApplication.processEvents()
    waiting = [row for name, row in navigator.queues.items() if row.count or name not in ("uncited", "look_alikes")]
    for row in (*waiting, *(group.head for group in navigator.groups.values())):
        assert row.isVisible()
        assert row.width() == 36
        assert row.toolTip() == row.accessibleName()
    assert navigator.findChild(SearchField).isHidden()
    with qtbot.waitSignal(navigator.full_wanted):
        qtbot.mouseClick(navigator.groups["unit"].head, LEFT)
    navigator.set_compact(False)
    assert navigator.groups["unit"].is_open


def check_button(navigator):
    return next(one for one in navigator.foot.findChildren(Button) if one.accessibleName() == "Check files")


def test_the_check_says_what_it_found(qtbot, navigator):
    assert navigator.foot.words == ("", "")
    qtbot.mouseClick(check_button(navigator), LEFT)
    qtbot.waitUntil(lambda: navigator.foot.words[0] != "", timeout=20_000)
    first, second = navigator.foot.words
    assert first == "48 of 48 files verified"
    assert second.startswith("Checked today at ")
    assert check_button(navigator).isHidden()


def test_the_check_names_damage(qtbot, tmp_path, theme):
    path = practice_case(tmp_path, "damaged.evidence")
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("UPDATE chunk SET data = zeroblob(length(data)) WHERE blob_id = 1")
    connection.commit()
    connection.close()
    session = open_session(path, actor="tester")
    context = UiContext(session, theme)
    navigator = NavigatorPane(context)
    qtbot.addWidget(navigator)
    navigator.resize(224, 900)
    navigator.show()
    navigator.flush()
    qtbot.mouseClick(check_button(navigator), LEFT)
    qtbot.waitUntil(lambda: navigator.foot.words[0] != "", timeout=20_000)
    assert "damaged" in navigator.foot.words[0]
    with qtbot.waitSignal(navigator.foot.opened):
        qtbot.mouseClick(navigator.foot.result, LEFT)
    assert [one.name for one in navigator.foot.runner.report.damage] == ["M-001"]
    context.close()
    session.close()


def test_an_empty_case_counts_zero(qtbot, tmp_path, theme):
    with empty_session(tmp_path) as session:
        context = UiContext(session, theme)
        navigator = NavigatorPane(context)
        qtbot.addWidget(navigator)
        navigator.resize(224, 900)
        navigator.show()
        navigator.flush()
        assert {row.count for row in navigator.queues.values()} == {0}
        assert navigator.tags.chips == {}
        context.close()


def test_units_stand_as_a_tree_that_folds(qtbot, navigator):
    session = navigator.context.session
    top = session.index.by_ref["U-01"]
    made = session.run(create_entity, kind="unit", name="أول سرية", parent_id=session.index.by_ref["U-02"]).result()
    navigator.flush()
    group = open_kind(qtbot, navigator, "unit")
    names = ["Unit 00917", "2nd Battalion, Unit 00917", "أول سرية", "Unit 00944"]
    assert [row.text() for row in group.rows] == names
    edges = [line.mapTo(group, line.row.pos()).x() for line in group.lines]
    assert edges[0] < edges[1] < edges[2] and edges[3] == edges[0]
    assert "Probable" in group.rows[1].accessibleDescription()
    qtbot.mouseClick(group.lines[1].arrow, LEFT)
    assert [row.text() for row in group.rows] == [names[0], names[1], names[3]]
    navigator.activateWindow()
    row = row_of(group, names[1])
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Right)
    QApplication.processEvents()
    qtbot.keyClick(row, Qt.Key.Key_Right)
    assert row_of(group, names[2]).hasFocus()
    qtbot.keyClick(row_of(group, names[2]), Qt.Key.Key_Left)
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Left)
    qtbot.keyClick(row, Qt.Key.Key_Left)
    assert row_of(group, names[0]).hasFocus()
    assert names[2] not in [one.text() for one in group.rows]
    session.select(selection.replace([str(made.result["id"])]))
    navigator.flush()
    assert row_of(group, names[2]).isChecked() and group.rows[0].row_id == top
    field = navigator.findChild(SearchField)
    field.setText("battalion")
    assert [one.text() for one in group.rows] == [names[1]]
    assert not group.lines[0].arrow.isVisible()
    field.clear()
    session.undo().result()
    navigator.flush()
    assert len(group.rows) == 3
