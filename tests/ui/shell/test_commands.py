"""One registry feeds keys, menus and the sheet of keys."""

import pytest
from PySide6.QtWidgets import QWidget

from evidence_board.ui.commands import Command, Commands


@pytest.fixture
def done():
    return []


@pytest.fixture
def commands(done):
    made = Commands()
    made.add(
        Command(
            id="undo",
            title="Undo",
            run=lambda: done.append("undo"),
            key="Ctrl+Z",
            group="Case",
            enabled=lambda: len(done) < 2,
            words=lambda: f"Undo {len(done)}",
            icon="undo-2",
        )
    )
    made.add(Command(id="theme", title="Light or dark", run=lambda: done.append("theme")))
    return made


def test_runs_only_what_can_be_done(commands, done):
    assert commands.run("undo")
    assert commands.run("undo")
    assert not commands.run("undo")
    assert done == ["undo", "undo"]


def test_a_key_is_given_once(commands):
    with pytest.raises(ValueError, match="redo"):
        commands.add(Command(id="redo", title="Redo", run=lambda: None, more_keys=("Ctrl+Z",)))
    with pytest.raises(ValueError, match="undo"):
        commands.add(Command(id="undo", title="Undo", run=lambda: None))


def test_the_list_of_keys_holds_what_has_a_key(commands):
    assert {heading: [one.id for one in members] for heading, members in commands.groups().items()} == {
        "Case": ["undo"]
    }
    assert commands["undo"].key_shown == "Ctrl Z"


def test_a_menu_shows_titles_and_availability_of_the_moment(qtbot, commands, done, theme):
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = commands.menu(["undo", "", "theme"], theme=theme, parent=parent)
    undo, line, other = menu.actions()
    assert line.isSeparator()
    assert undo.text() == "Undo 0\tCtrl Z"
    other.trigger()
    undo.trigger()
    menu.aboutToShow.emit()
    assert done == ["theme", "undo"]
    assert undo.text() == "Undo 2\tCtrl Z"
    assert not undo.isEnabled()
