"""Tags: found in any script while one types, made, renamed with all below them, merged, removed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from evidence_board.model.case_index import TagRow
from evidence_board.operations.tags import tag_things
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.dialogs_tag import TagPopover
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.tags.tag_choices import fitting_tags
from evidence_board.ui.tags.tag_menu import tag_menu
from evidence_board.ui.widgets.chip import Chip

ROWS = [
    TagRow(str(at), path, count)
    for at, (path, count) in enumerate(
        (("ship", 9), ("море/мол", 2), ("море/маяк", 5), ("vehicle/BTR", 1), ("vehicle/truck", 4), ("نقطة تفتيش", 3))
    )
]


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("", ("ship", "море/маяк", "vehicle/truck", "نقطة تفتيش", "море/мол", "vehicle/BTR")),
        ("more", ("море/маяк", "море/мол")),
        ("btr", ("vehicle/BTR",)),
        ("mayak", ("море/маяк",)),
        ("#SHIP", ("ship",)),
        ("zzzz", ()),
    ],
)
def test_tags_are_found_in_any_script(typed, paths):
    assert fitting_tags(ROWS, typed).paths == paths


def test_a_new_tag_is_offered_unless_it_is_there():
    assert fitting_tags(ROWS, "Ship").new == ""
    found = fitting_tags(ROWS, "vehicle/t")
    assert (found.new, found.paths[0]) == ("vehicle/t", "vehicle/truck") and found.new_at == 1
    assert fitting_tags(ROWS, " / ").new == ""


def enter(field, text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


@pytest.fixture
def over(qtbot, context):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    return widget


def popover(kind):
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def paths(session):
    return {row.path for row in session.index.tags.values()}


def test_enter_takes_the_first_and_tab_completes_a_path(qtbot, context, over):
    session = context.session
    things = [("item", session.index.by_ref["M-014"])]
    session.run(tag_things, things=[("item", session.index.by_ref["M-003"])], path="Техника/БТР").result()
    asked = TagPopover(over, context=context, things=things)
    asked.open_below(over)
    enter(asked.field, "tekhnika")
    qtbot.keyClick(asked.field, Qt.Key.Key_Tab)
    assert asked.field.text() == "Техника/БТР"
    enter(asked.field, "/80")
    assert asked.choices.rows[0].text.startswith("New tag")
    qtbot.keyClick(asked.field, Qt.Key.Key_Return)
    carried = {session.index.tags[one].path for one in session.index.items[things[0][1]].tag_ids}
    assert "Техника/БТР/80" in carried


def test_rename_merge_and_remove_from_the_menu(qtbot, context, over):
    session = context.session
    one, two = (("item", session.index.by_ref[ref]) for ref in ("M-014", "M-003"))
    session.run(tag_things, things=[one], path="pier2/north").result()
    session.run(tag_things, things=[two], path="пирс").result()

    def chosen(path, name):
        menu = tag_menu(path, context=context, parent=over, at=over.mapToGlobal(QPoint(5, 5)))
        next(action for action in menu.actions() if action.objectName() == name).trigger()
        menu.deleteLater()

    chosen("pier2", "rename")
    named = popover(NamePopover)
    named.field.clear()
    enter(named.field, "мол")
    qtbot.keyClick(named.field, Qt.Key.Key_Return)
    assert "мол/north" in paths(session) and "pier2/north" not in paths(session)
    chosen("пирс", "merge")
    other = popover(ChoicePopover)
    enter(other.field, "north")
    qtbot.keyClick(other.field, Qt.Key.Key_Return)
    assert "пирс" not in paths(session)
    carried = {session.index.tags[tag].path for tag in session.index.items[two[1]].tag_ids}
    assert "мол/north" in carried
    chosen("мол", "remove")
    assert "мол/north" not in paths(session)
    assert session.undo_step().label == "Remove the tag #мол"
    for _ in range(3):
        session.undo().result()
    assert {"pier2/north", "пирс"} <= paths(session)


def colours(over, context, path):
    menu = tag_menu(path, context=context, parent=over, at=over.mapToGlobal(QPoint(20, 20)))
    inner = next(one for one in menu.findChildren(QMenu) if one.objectName() == "colour")
    return menu, {action.objectName(): action for action in inner.actions()}


def test_a_tag_gets_a_colour_from_its_menu_and_loses_it_again(qtbot, context, over):
    session = context.session
    session.run(tag_things, things=[("item", session.index.by_ref["M-014"])], path="море/мол").result()
    row = next(one for one in session.index.tags.values() if one.path == "море/мол")
    _, choices = colours(over, context, row.path)
    assert choices["colour:"].isChecked()
    choices["colour:#1a7fc1"].trigger()
    qtbot.waitUntil(lambda: session.index.tags[row.id].colour == "#1a7fc1")
    assert session.undo_step().label == "Colour the tag #море/мол"
    _, choices = colours(over, context, row.path)
    assert choices["colour:#1a7fc1"].isChecked()
    choices["colour:"].trigger()
    qtbot.waitUntil(lambda: session.index.tags[row.id].colour == "")
    session.undo().result()
    qtbot.waitUntil(lambda: session.index.tags[row.id].colour == "#1a7fc1")


def test_any_other_colour_is_typed_and_nonsense_is_refused(qtbot, context, over):
    session = context.session
    row = next(one for one in session.index.tags.values() if one.count)
    for typed, colour in (("#ABCDEF", "#abcdef"), ("red; x", "#abcdef")):
        _, choices = colours(over, context, row.path)
        choices["other"].trigger()
        asked = popover(NamePopover)
        asked.field.selectAll()
        enter(asked.field, typed)
        qtbot.keyClick(asked.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda colour=colour: session.index.tags[row.id].colour == colour)


def test_the_colour_is_seen_on_chips(qtbot, theme):
    plain, coloured = (Chip("мол", theme=theme, dot=dot) for dot in ("", "#1a7fc1"))
    for one in (plain, coloured):
        qtbot.addWidget(one)
        one.resize(one.sizeHint())
    assert coloured.width() > plain.width()
    picture = coloured.grab().toImage()
    assert any(picture.pixelColor(x, picture.height() // 2).name() == "#1a7fc1" for x in range(picture.width() // 2))
