"""The history in the window: opened by key, a step chosen, shown and gone back to, by mouse and keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evidence_board import selection
from evidence_board.operations.items import update_item
from evidence_board.operations.levels import set_levels

_CTRL = Qt.KeyboardModifier.ControlModifier


def _open(page, feature, qtbot, *, rows):
    QTest.keyClick(page.window(), Qt.Key.Key_H, _CTRL)
    qtbot.waitUntil(lambda: feature.is_open and len(_entries(feature)) >= rows)
    return feature.pane


def _entries(feature):
    model = feature.pane.list.model()
    rows = (model.row(at) for at in range(model.rowCount()))
    return [one.entry for one in rows if one.entry is not None]


def _title(session):
    return next(iter(session.index.items.values())).title


def _rename(session, *titles):
    item = next(iter(session.index.items))
    for title in titles:
        session.run(update_item, row_id=item, title=title).result()
    return item


def _click(pane, step):
    view = pane.list
    index = view.model().index(view.model().place_of(step))
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_the_key_opens_the_history_and_closes_it_again(page, feature, qtbot):
    inspector = page.workspace.panes["inspector"]
    pane = _open(page, feature, qtbot, rows=3)
    assert inspector.covered is pane
    assert not inspector.bar.isVisible()
    QTest.keyClick(page.window(), Qt.Key.Key_H, _CTRL)
    assert not feature.is_open
    assert inspector.bar.isVisible()


def test_it_opens_also_when_the_inspector_is_hidden(page, feature, qtbot):
    page.workspace.toggle_inspector()
    _open(page, feature, qtbot, rows=3)
    assert feature.pane.isVisible()


def test_undo_to_here_by_mouse_takes_every_step_back_down_to_it(page, feature, qtbot):
    session = page.context.session
    before = _title(session)
    _rename(session, "Причал", "المرفأ", "Mole")
    pane = _open(page, feature, qtbot, rows=6)
    steps = [one.step_id for one in _entries(feature) if one.step_id]
    _click(pane, steps[2])
    qtbot.waitUntil(lambda: pane.list.steps.text() == "3 steps")
    QTest.mouseClick(pane.list.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _title(session) == before)
    qtbot.waitUntil(lambda: [one.state for one in _entries(feature)][:3] == ["undone"] * 3)


def test_redo_to_here_by_keys(page, feature, qtbot):
    session = page.context.session
    _rename(session, "Причал", "المرفأ")
    session.undo().result()
    session.undo().result()
    pane = _open(page, feature, qtbot, rows=6)
    top = next(one.step_id for one in _entries(feature) if one.state == "undone")
    _click(pane, top)
    assert pane.list.button.text() == "Redo to here"
    QTest.keyClick(pane.list, Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: _title(session) == "المرفأ")


def test_enter_shows_what_a_step_was_about(page, feature, qtbot):
    session = page.context.session
    item = _rename(session, "Причал")
    session.select(selection.Selection(), origin="test")
    pane = _open(page, feature, qtbot, rows=4)
    _click(pane, _entries(feature)[0].step_id)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list(session.selection.ids) == [item])


def test_only_the_steps_on_what_is_selected(page, feature, qtbot):
    session = page.context.session
    item = _rename(session, "Причал")
    other = list(session.index.items)[1]
    session.run(update_item, row_id=other, title="Другой").result()
    session.select(selection.replace([item]), origin="test")
    page.commands.run("history_of_this")
    qtbot.waitUntil(lambda: feature.is_open and bool(_entries(feature)))
    words = [one.words for one in _entries(feature)]
    assert any("Причал" in one or session.index.items[item].ref in one for one in words)
    assert not any(session.index.items[other].ref in one for one in words)
    # The selection moves on: so does what is shown.
    session.select(selection.replace([other]), origin="test")
    qtbot.waitUntil(lambda: any(session.index.items[other].ref in one.words for one in _entries(feature)))


def test_a_reason_and_a_change_of_level_are_read_out(page, feature, qtbot):
    session = page.context.session
    link = next(iter(session.index.links.values()))
    session.run(set_levels, level="doubtful", links=[link.id], reason="Слухи").result()
    pane = _open(page, feature, qtbot, rows=4)
    place = pane.list.model().place_of(_entries(feature)[0].step_id)
    words = pane.list.model().index(place).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Слухи" in words
    assert "tester" in words


def test_a_case_that_is_only_read_offers_no_way_back(tmp_path, theme, qtbot):
    from tests.factories.cases import practice_case

    from evidence_board.session import open_session
    from evidence_board.ui.context import UiContext
    from evidence_board.ui.history.history_pane import HistoryPane

    session = open_session(practice_case(tmp_path), actor="tester", read_only=True)
    context = UiContext(session, theme)
    pane = HistoryPane(context)
    qtbot.addWidget(pane)
    pane.resize(312, 700)
    pane.show()
    pane.flush()
    step = next(one for one in range(pane.list.model().rowCount()) if pane.list.model().row(one).can_rewind)
    pane.list.setCurrentIndex(pane.list.model().index(step))
    assert not pane.list.button.isVisible()
    pane.hide()
    context.close()
    session.close()
