"""Going through files with keys alone: state of work, confidence, tag, account, place; what is left; undo."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from tests.factories.cases import practice_case

from evidence_board.filters import Filter, Words
from evidence_board.operations.work_status import set_work_status
from evidence_board.session import open_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_tag import TagPopover
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.pane import Pane
from evidence_board.ui.replay_sight import ReplaySight
from evidence_board.ui.triage.triage_keys import key_lines
from evidence_board.ui.triage.triage_view import TriageView

NONE = Qt.KeyboardModifier.NoModifier


class Triage:
    """The view over a plain workspace, and short ways to it."""

    def __init__(self, qtbot, context):
        self.qtbot, self.context, self.session = qtbot, context, context.session
        self.window = QWidget()
        qtbot.addWidget(self.window)
        navigator = QWidget()
        navigator.setFixedWidth(224)
        layout = QHBoxLayout(self.window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(navigator)
        layout.addStretch(1)
        self.window.resize(1300, 800)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.view = TriageView(context, self.window, navigator=navigator)
        self.view.open_view()

    @property
    def ref(self):
        return self.view.item.ref if self.view.item is not None else None

    def press(self, *keys):
        for key in keys:
            self.qtbot.keyClick(self.view, key)
            self.qtbot.wait(1)

    def press_place(self, code, letter):
        """Press the key at a place of the keyboard that sends another letter there (X11 codes)."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.view, QKeyEvent(kind, ord(letter.upper()), NONE, code + 8, 0, 0, letter))
        self.qtbot.wait(1)

    def popover(self, kind):
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        return found[-1]

    def type(self, field, text):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)


@pytest.fixture
def triage(qtbot, context):
    made = Triage(qtbot, context)
    yield made
    made.view.leave()


def test_states_go_on_and_what_is_left_shrinks(triage):
    session, view = triage.session, triage.view
    total = view.queue.left(session.index.items)
    first, second = view.queue.ids[:2]
    assert view.head.words.startswith(f"1 of {total}") and view.head.words.endswith(f"{total} left")
    assert session.selection.current == first
    triage.press(Qt.Key.Key_R, Qt.Key.Key_H)
    assert session.index.items[first].status == "reviewed"
    assert session.index.items[second].status == "needs_help"
    assert view.head.words == f"3 of {total}, {total - 2} left"
    triage.press(Qt.Key.Key_X, Qt.Key.Key_Left)
    assert view.item.status == "set_aside"
    triage.press(Qt.Key.Key_S)
    assert view.item.status == "new" and view.facts.status.text() == "New"
    triage.press(Qt.Key.Key_S, Qt.Key.Key_Right)
    assert view.head.words == f"4 of {total}, {total - 3} left"
    assert session.undo_step().label.endswith("as in progress")


def test_confidence_tag_account_and_place_by_keys(triage):
    session, view, qtbot = triage.session, triage.view, triage.qtbot
    while view.item.geotag_id is None or view.item.account_id is not None:
        triage.press(Qt.Key.Key_Right)
    item_id = view.item.id
    triage.press(Qt.Key.Key_2)
    assert session.index.items[item_id].level == "doubtful"
    triage.press(Qt.Key.Key_T)
    tag = triage.popover(TagPopover)
    triage.type(tag.field, "мол/север")
    qtbot.keyClick(tag.field, Qt.Key.Key_Return)
    paths = {session.index.tags[one].path for one in session.index.items[item_id].tag_ids}
    assert "мол/север" in paths
    triage.press(Qt.Key.Key_U)
    account = triage.popover(ChoicePopover)
    triage.type(account.field, "совсем_новый")
    qtbot.keyClick(account.field, Qt.Key.Key_Return)
    assert session.index.items[item_id].account == "совсем_новый"
    triage.press(Qt.Key.Key_G)
    place = triage.popover(ChoicePopover)
    triage.type(place.field, "34.5, 35.5")
    assert place.choices.rows[-1].text.startswith("Place at")
    qtbot.keyClick(place.field, Qt.Key.Key_Return)
    assert (session.index.items[item_id].latitude, session.index.items[item_id].longitude) == (34.5, 35.5)
    assert view.item.id == item_id


def test_keys_lie_where_they_lie_on_a_cyrillic_and_an_arabic_keyboard(triage):
    first, second = triage.view.queue.ids[:2]
    triage.press_place(19, "к")
    triage.press_place(19, "ق")
    items = triage.session.index.items
    assert items[first].status == items[second].status == "reviewed"


def test_undo_brings_the_file_back(triage, qtbot):
    view, session = triage.view, triage.session
    first = view.queue.ids[0]
    triage.press(Qt.Key.Key_R)
    assert view.queue.at == 1
    triage.context.jobs.follow(
        session.undo(), done=ReplaySight(triage.context, view).show, failed=triage.context.show_error
    )
    qtbot.waitUntil(lambda: view.item.id == first)
    assert view.item.status == "new"


def test_the_end_says_what_was_passed_by_and_goes_back_to_it(triage):
    view, session = triage.view, triage.session
    total = len(view.queue.ids)
    rest = list(view.queue.ids[1:])
    session.run(set_work_status, item_ids=rest, status="reviewed").result()
    triage.qtbot.wait(1)
    triage.press(*[Qt.Key.Key_Right] * total)
    assert view.item is None and view.end.words.startswith("1 file is still new")
    triage.qtbot.mouseClick(view.end.to_new, Qt.MouseButton.LeftButton)
    assert view.item.id == view.queue.ids[0]
    triage.press(Qt.Key.Key_R)
    triage.press(*[Qt.Key.Key_Right] * total)
    assert view.end.words.startswith("All done") and view.end.to_all.isVisible()
    triage.press(Qt.Key.Key_N)
    assert len(view.queue.ids) == len(session.visible) and view.item is not None
    triage.press(Qt.Key.Key_Escape)
    assert not view.isVisible()


def test_another_filter_is_another_queue(triage):
    view, session = triage.view, triage.session
    video = next(item for item in session.index.items.values() if item.kind == "video")
    session.set_filter(Filter((Words(video.ref),)), origin="test")
    triage.qtbot.wait(1)
    assert set(view.queue.ids) <= set(session.visible)
    session.set_filter(Filter((Words("no file says this"),)), origin="test")
    triage.qtbot.wait(1)
    assert view.item is None and view.end.words.startswith("No file passes")


def test_pictures_come_large_and_the_next_ones_ahead(triage, qtbot):
    view = triage.view
    qtbot.waitUntil(lambda: view.picture.image is not None and view.picture.image.width() > 320)
    photos = [one for one in view.queue.ids[:3] if view._ahead.refusal(one) == ""]
    qtbot.waitUntil(lambda: all(view._ahead.image(one) is not None for one in photos))
    triage.press(Qt.Key.Key_Right)
    assert view.picture.image is view._ahead.image(view.item.id)


def test_a_case_that_can_only_be_read_is_looked_through_but_not_changed(qtbot, tmp_path, theme):
    session = open_session(practice_case(tmp_path), actor="reader", read_only=True)
    context = UiContext(session, theme)
    try:
        triage = Triage(qtbot, context)
        told = []
        context.events.notice.connect(lambda event: told.append(event.text))
        first = triage.view.item.id
        triage.press(Qt.Key.Key_R)
        assert triage.view.item.id == first and told == ["This case can only be read here."]
        assert not triage.view.facts.status.isEnabled()
        triage.press(Qt.Key.Key_Right)
        assert triage.view.item.id != first
        triage.view.leave()
    finally:
        context.close()
        session.close()


class Counted(Pane):
    """A pane that counts what it is made to show."""

    name = "counted"

    def __init__(self, context, parent):
        super().__init__(context, parent)
        self.shown = []

    def show_selection(self, origin):
        self.shown.append(self.context.session.selection.current)


def test_panes_below_rest_while_nobody_sees_them_and_make_up_for_it(triage, qtbot):
    triage.view.leave()
    below = Counted(triage.context, triage.window)
    below.resize(300, 300)
    below.show()
    qtbot.waitUntil(lambda: bool(below.shown))
    triage.view.open_view()
    qtbot.waitUntil(lambda: triage.view.item is not None)
    below.shown.clear()
    triage.press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_R)
    assert below.shown == []
    here = triage.session.selection.current
    triage.view.leave()
    qtbot.waitUntil(lambda: below.shown == [here])


def test_only_keys_that_do_something_are_listed():
    edits = {words for _, words in key_lines(can_write=True)} - {words for _, words in key_lines(can_write=False)}
    assert {"Place", "Reviewed, go on", "Undo"} <= edits
    assert [keys for keys, _ in key_lines(can_write=False)] == [("Right",), ("Left",), ("N",), ("Esc",)]
