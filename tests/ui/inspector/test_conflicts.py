"""The conflicts of a file: both values, one action, an alternative, answers with a note, settled lines."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtWidgets import QLabel
from tests.factories.conflicts import TARTUS, add_photo

from evidence_board.filters import QUEUES
from evidence_board.operations.conflict_answers import answer_conflict
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import said
from evidence_board.ui.inspector.inspector_pane import InspectorPane

STAMP = "2015-09-18T07:05:00Z"


@pytest.fixture
def late(inspecting):
    """A photo whose clock is three hours behind, selected."""
    add_photo(inspecting.session, "M-901", taken="2015-09-18T07:05:00+03:00", at=TARTUS, stamp=STAMP)
    inspecting.select("M-901")
    return inspecting


def box(inspecting):
    return inspecting.page.conflicts


def count_words(inspecting):
    return box(inspecting)._count.text()


def press(inspecting, button):
    inspecting.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    inspecting.refresh()


def choose(inspecting, card, words):
    """Open the menu of a card and choose from it with keys."""
    inspecting.qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    action = next(one for one in card.menu.actions() if one.text() == words)
    card.menu.setActiveAction(action)
    inspecting.qtbot.keyClick(card.menu, Qt.Key.Key_Return)


def test_both_values_stand_in_plain_words(late):
    (card,) = box(late).cards
    assert card.findChildren(QLabel)[0].text() == "Camera clock is 3 h behind GPS time"
    assert "Camera: 18 Sep 2015, 07:05 UTC+3; GPS: 18 Sep 2015, 10:05 UTC+3" in card.accessibleName()
    assert [one._text for one in card.buttons] == ["Use GPS time", "Correct camera clock", "Keep both"]
    assert count_words(late) == "1 open"


def test_a_file_without_conflicts_shows_nothing(inspecting):
    inspecting.select("M-014")
    assert not box(inspecting).isVisible()


def test_the_action_corrects_and_settles_in_one_step(late):
    press(late, box(late).cards[0].buttons[0])
    assert late.item("M-901").captured.local == "2015-09-18T10:05:00"
    assert not box(late).cards and count_words(late) == "1 settled"
    (line,) = box(late).lines
    assert line.head.accessibleName().startswith("Camera clock is 3 h behind GPS time: settled")
    late.session.undo().result()
    late.refresh()
    assert len(box(late).cards) == 1 and not box(late).lines


def test_keep_both_and_look_again(late):
    press(late, box(late).cards[0].buttons[-1])
    (line,) = box(late).lines
    assert "explained" in line.head.accessibleName()
    late.qtbot.waitUntil(line.head.isVisible)
    assert not line.again.isVisible()
    press(late, line.head)
    late.qtbot.waitUntil(line.again.isVisible)
    press(late, line.again)
    assert len(box(late).cards) == 1


def test_an_explanation_needs_words(late):
    card = box(late).cards[0]
    choose(late, card, "Explained…")
    assert card.form.isVisible() and card.form.reason.hasFocus()
    late.qtbot.keyClick(card.form.reason, Qt.Key.Key_Return)
    assert card.form.isVisible() and box(late).cards == [card]
    late.enter(card.form.reason, "Часы стояли на UTC")
    late.qtbot.keyClick(card.form.reason, Qt.Key.Key_Return)
    late.refresh()
    (line,) = box(late).lines
    assert (line.conflict.state, line.conflict.note) == ("explained", "Часы стояли на UTC")


def test_ignored_without_words_and_left_by_escape(late):
    card = box(late).cards[0]
    choose(late, card, "Ignore…")
    late.qtbot.keyClick(card.form.reason, Qt.Key.Key_Escape)
    assert not card.form.isVisible() and card.buttons[0].isVisible()
    choose(late, card, "Ignore…")
    late.qtbot.keyClick(card.form.reason, Qt.Key.Key_Return)
    late.refresh()
    assert box(late).lines[0].conflict.state == "ignored"


def test_the_clock_of_the_camera_in_one_press(late):
    add_photo(late.session, "M-902", taken="2015-09-19T08:00:00+03:00")
    late.refresh()
    press(late, box(late).cards[0].buttons[1])
    assert late.item("M-902").captured.local == "2015-09-19T11:00:00"
    assert box(late).lines[0].conflict.state == "corrected"


def test_a_date_is_set_in_the_section_of_times(inspecting):
    add_photo(inspecting.session, "M-901", taken="1980-01-01T00:03:10")
    inspecting.select("M-901")
    press(inspecting, box(inspecting).cards[0].buttons[0])
    assert inspecting.page.when.forms.isVisible()


def test_the_other_file_of_a_conflict_is_one_press_away(inspecting):
    add_photo(inspecting.session, "M-901", taken="2015-09-18T10:05:00+03:00", at=TARTUS)
    add_photo(inspecting.session, "M-902", taken="2015-09-18T10:35:00+03:00", at=(55.75, 37.62))
    inspecting.select("M-902")
    card = box(inspecting).cards[0]
    assert card.buttons[0]._text == "Show M-901"
    press(inspecting, card.buttons[0])
    assert inspecting.session.selection.ids == (inspecting.id_of("M-901"),)


def test_a_note_is_a_line_that_nobody_has_to_answer(inspecting):
    add_photo(inspecting.session, "M-901", camera=("", "", ""), file_name="IMG-20150918-WA0004.jpg")
    inspecting.select("M-901")
    assert not box(inspecting).isVisible()
    (line,) = inspecting.page.noticed.lines
    assert line.head.accessibleName() == "No camera data: usual for files from WhatsApp" and line.again is None


def test_a_case_that_can_only_be_read_offers_nothing(qtbot, late, theme):
    from evidence_board.session import open_session

    conflict = box(late).cards[0].conflict
    late.session.run(answer_conflict, conflict=conflict, state="ignored").result()
    add_photo(late.session, "M-903", taken="2015-09-18T07:05:00+03:00", at=TARTUS, stamp=STAMP)
    reader = open_session(late.session.case.path, actor="tester", read_only=True)
    context = UiContext(reader, theme)
    try:
        pane = InspectorPane(context)
        qtbot.addWidget(pane)
        for ref, cards in (("M-903", 1), ("M-901", 0)):
            from evidence_board.selection import replace

            reader.select(replace([reader.index.by_ref[ref]]), origin="test")
            pane.flush()
            assert len(pane.item_page.conflicts.cards) == cards
        assert pane.item_page.conflicts.lines[0].again is None
    finally:
        context.close()
        reader.close()


def test_from_the_right_and_in_the_dark(late, theme, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.mode = "dark"
    late.refresh()
    card = box(late).cards[0]
    # The icon stands at the side where reading begins.
    sign = card.findChildren(type(card.layout().itemAt(0).widget()))[0]
    late.qtbot.waitUntil(lambda: sign.mapTo(card, QPoint(0, 0)).x() > card.width() / 2)
    assert not card.grab().isNull()


def test_every_other_position_says_how_far_it_is(inspecting):
    add_photo(inspecting.session, "M-901", at=TARTUS, tag=(35.28, 35.87, 5_000.0), radius=50.0)
    inspecting.select("M-901")
    (card,) = inspecting.page.where.others.cards
    assert "42 km from the position that counts" in card.words
    add_photo(inspecting.session, "M-902", at=TARTUS, tag=(34.92, 35.87, 5_000.0), radius=50.0)
    inspecting.select("M-902")
    (near,) = inspecting.page.where.others.cards
    assert "2.1 km from the position that counts, within the radii" in near.words


def test_the_clock_form_counts_only_what_it_moves(inspecting):
    camera = ("Phone", "K5", "K5-1")
    add_photo(inspecting.session, "M-901", taken="2015-09-18T07:05:00", camera=camera)
    add_photo(inspecting.session, "M-902", taken="2015-09-19", camera=camera)
    inspecting.select("M-901")
    when = inspecting.page.when
    press(inspecting, when.correct)
    said = when.forms.clock_form._camera.text()
    assert "1 file in this case; 1 more has no time of day and stays as it is" in said


def test_the_page_of_an_account_shows_what_its_tags_need(inspecting):
    from evidence_board.operations.posts import create_post

    session = inspecting.session
    account = next(session.index.entities_of("account"))
    for number, (at, posted) in enumerate(
        ((TARTUS, "2016-03-01T10:00+03:00"), ((55.75, 37.62), "2016-03-01T10:40+03:00"))
    ):
        item = add_photo(session, f"M-91{number}", camera=("", "", ""), tag=(*at, 1_000.0))
        session.run(create_post, account_id=account.id, posted=posted, item_ids=[item]).result()
    inspecting.select(account.ref)
    (card,) = inspecting.pane.entity_page.conflicts.cards
    assert "in 40 min with one account" in card.conflict.title
    # Its two posts and their files show it, too, and each leads to the other post.
    first, second = session.index.posts_of.get(account.id, ())[-2:]
    for here, there in ((first, second), (second, first)):
        inspecting.select(here.ref)
        (card,) = inspecting.pane.post_page.conflicts.cards
        assert card.buttons[0]._text == f"Show {there.ref}"
    press(inspecting, card.buttons[0])
    assert session.selection.ids == (first.id,)
    inspecting.select("M-910")
    assert [one.conflict.code for one in box(inspecting).cards] == ["speed_account"]
    assert {"M-910", "M-911"} <= {item.ref for item in session.index.items.values() if in_queue(session)(item)}


def in_queue(session):
    return QUEUES["second_look"](session.index)


def test_the_clock_form_opens_with_what_is_known(late):
    when = late.page.when
    press(late, when.correct)
    form = when.forms.clock_form
    assert (form.way.currentData(), form.off.text(), form.zone.text()) == (1, "3 h", "+03:00")
    assert form.reason.text() == "Camera clock is 3 h behind GPS time (M-901)"


def test_both_positions_are_one_press_away_on_the_map(inspecting):
    add_photo(inspecting.session, "M-901", at=TARTUS, tag=(35.28, 35.87, 5_000.0), radius=50.0)
    inspecting.select("M-901")
    (card,) = box(inspecting).cards
    with inspecting.qtbot.waitSignal(inspecting.pane.context.requests.fit_selection):
        press(inspecting, card.show_both)
    assert card.conflict.points == (TARTUS, (35.28, 35.87)) and card.conflict.apart == "42 km"


def test_words_are_said_in_the_language_of_the_interface(late, qapp):
    class Mirror(QTranslator):
        def translate(self, context, text, *_more):
            return {"{h} h": "{h} ч", "Camera clock is {span} behind GPS time": "Часы камеры отстают на {span}"}.get(
                text, text
            )

    translator = Mirror()
    qapp.installTranslator(translator)
    try:
        title = box(late).cards[0].conflict.title
        assert said(title) == "Часы камеры отстают на 3 ч" and title == "Camera clock is 3 h behind GPS time"
        assert said("a text of the case") == "a text of the case"
    finally:
        qapp.removeTranslator(translator)
