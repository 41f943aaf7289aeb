"""The popover of links: what can be typed, in any script, and what is saved."""

import pytest
from PySide6.QtCore import Qt
from tests.factories.big import big_index

from evidence_board.model.relations import RELATIONS
from evidence_board.ui.board.link_choices import relation_choices, target_choices


@pytest.fixture
def index(context):
    return context.session.index


def thing(index, ref):
    row_id = index.by_ref[ref]
    return index.kind_of(row_id), row_id


def newest(context):
    index = context.session.index
    link = max(index.links.values(), key=lambda row: (len(row.ref), row.ref))
    return index.label_of(link.src), link.relation, index.label_of(link.dst), link.level


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sever", "a_severny"),
        ("a_sev", "a_severny"),
        ("Андрей", "Андрей С."),
        ("andrei", "Андрей С."),
        ("U-01", "Unit 00917"),
        ("00944", "Unit 00944"),
        ("ابو ليث", "أبو ليث"),
        ("m-021", "M-021"),
    ],
)
def test_a_name_finds_what_it_may_mean_in_any_script(index, typed, first):
    assert target_choices(index, typed, without=[])[0].label == first


def test_with_nothing_typed_what_has_most_links_comes_first_and_the_sources_never(index):
    labels = [one.label for one in target_choices(index, "", without=[])]
    assert labels[0] == "Unit 00917"
    assert "Unit 00917" not in [one.label for one in target_choices(index, "unit", without=[index.by_ref["U-01"]])]


def test_a_large_case_is_searched_only_as_far_as_needed():
    index = big_index(items=20_000, entities=3_000, links=0)
    assert len(target_choices(index, "a", without=[], most=40)) == 40


def test_relations_fit_both_kinds_and_read_in_the_direction_of_the_user(index):
    photo, account = thing(index, "M-014"), thing(index, "A-01")
    words = [one.words for one in relation_choices([photo], account, "")]
    assert words[0] == "posted by"
    first = relation_choices([photo], account, "posted")[0]
    assert (first.relation, first.reverse) == ("posted", True)
    assert relation_choices([account], photo, "")[0].relation == "posted"
    assert len(words) == len(set(words))


def test_things_of_several_kinds_only_get_what_fits_all(index):
    several = [thing(index, "M-014"), thing(index, "N-01")]
    found = relation_choices(several, thing(index, "U-01"), "")
    for one in found:
        known = RELATIONS[one.relation]
        side, other = (known.targets, known.sources) if one.reverse else (known.sources, known.targets)
        assert {"item", "person"} <= side
        assert "unit" in other


def test_own_words_come_last_unless_they_are_known(index):
    person, unit = thing(index, "N-01"), thing(index, "U-01")
    found = relation_choices([person], unit, "photographed with")
    assert (found[-1].relation, found[-1].own) == ("photographed with", True)
    assert not any(one.own for one in relation_choices([person], unit, "Serves in"))


def test_free_words_are_saved_as_they_are_typed(qtbot, context, popover, index):
    popover.link_to([thing(index, "N-01")], thing(index, "N-02"))
    qtbot.keyClicks(popover.relation_field, "stands beside")
    assert popover.choices.row(popover.choices.current).text == "Use the words “stands beside”"
    qtbot.keyClick(popover.relation_field, Qt.Key.Key_Return)
    assert newest(context) == ("Андрей С.", "stands beside", "Павел М.", "unjudged")


def test_something_new_is_made_and_linked_in_one_step(qtbot, context, popover, index):
    popover.begin([thing(index, "M-021")])
    qtbot.keyClicks(popover.target_field, "Battalion 3")
    assert popover.kinds.isVisible()
    qtbot.mouseClick(popover.kinds.buttons["unit"], Qt.MouseButton.LeftButton)
    while "New unit" not in popover.choices.row(popover.choices.current).text:
        qtbot.keyClick(popover.target_field, Qt.Key.Key_Down)
    qtbot.keyClick(popover.target_field, Qt.Key.Key_Return)
    assert popover.relation_field.hasFocus()
    qtbot.keyClicks(popover.relation_field, "shows patch")
    qtbot.keyClick(popover.relation_field, Qt.Key.Key_Return)
    assert newest(context) == ("M-021", "shows patch of", "Battalion 3", "unjudged")
    context.session.undo().result()
    assert not any(row.label == "Battalion 3" for row in context.session.index.entities.values())
    assert len(context.session.index.links) == 61


def test_many_things_are_linked_in_one_step(qtbot, context, popover, index):
    popover.link_to([thing(index, ref) for ref in ("M-001", "M-002", "M-003")], thing(index, "L-02"))
    assert popover.choices.row(0).text == "taken at"
    popover.level.choose("probable")
    qtbot.mouseClick(popover.save_button, Qt.MouseButton.LeftButton)
    assert len(context.session.index.links) == 64
    assert newest(context) == ("M-003", "taken at", "Tartus, ship pier", "probable")
    context.session.undo().result()
    assert len(context.session.index.links) == 61


def test_up_and_down_go_round_and_backspace_goes_back(qtbot, popover, index):
    popover.begin([thing(index, "M-014")])
    rows = len(popover.choices.rows)
    qtbot.keyClick(popover.target_field, Qt.Key.Key_Up)
    assert popover.choices.current == rows - 1
    qtbot.keyClick(popover.target_field, Qt.Key.Key_Down)
    assert popover.choices.current == 0
    qtbot.keyClick(popover.target_field, Qt.Key.Key_Return)
    assert popover.target is not None
    qtbot.keyClick(popover.relation_field, Qt.Key.Key_Backspace)
    assert popover.target is None
    assert popover.target_field.hasFocus()


def test_a_row_is_chosen_by_the_mouse(qtbot, popover, index):
    popover.begin([thing(index, "M-014")])
    rect = popover.choices.visualRect(popover.choices.model().index(1, 0))
    qtbot.mouseClick(popover.choices.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert popover.target is not None


def test_things_that_are_gone_are_not_linked(popover, context, index):
    popover.begin([("unit", "nobody")])
    assert not popover.isVisible()


def test_a_name_in_another_direction_reads_in_its_own(qtbot, popover, index):
    popover.begin([thing(index, "M-014")])
    popover.target_field.setText("أبو")
    assert popover.target_field.layoutDirection() == Qt.LayoutDirection.RightToLeft
    popover.target_field.setText("abu")
    assert popover.target_field.layoutDirection() == Qt.LayoutDirection.LeftToRight
