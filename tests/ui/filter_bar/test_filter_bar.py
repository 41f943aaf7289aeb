"""The bar and its popover write into the one filter, and read from it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from tests.factories.cases import empty_session

from evidence_board.filters import (
    Filter,
    HasPosition,
    HasTag,
    InQueue,
    InTime,
    InView,
    KindIs,
    MapBounds,
    NearTo,
    Not,
    PostedBy,
    Words,
)
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_bar import FilterBar
from evidence_board.ui.filter_bar.span_words import span_from_text
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.search_field import SearchField

LEFT = Qt.MouseButton.LeftButton


def near_unit(session):
    return NearTo(next(session.index.entities_of("unit")).id, 2)


def plain(chip):
    return chip.text().replace("\u2068", "").replace("\u2069", "")


def set_three(bar):
    session = bar.context.session
    session.set_filter(
        Filter(
            (InTime(span_from_text("2015-09", "2015-09")), InView(MapBounds(30, 30, 40, 40)), near_unit(session)),
        )
    )
    bar.flush()


def child(bar, kind, name):
    found = [one for one in bar.popover.findChildren(kind) if one.accessibleName() == name]
    assert len(found) == 1, name
    return found[0]


def test_counts_the_whole(bar):
    assert bar.count_words == "48 files"
    bar.context.session.set_filter(Filter((InQueue("videos"),)))
    bar.flush()
    assert bar.count_words == "4 of 48 files"
    assert [plain(chip) for chip in bar.chips] == ["Videos"]


def test_an_empty_case_has_no_files(qtbot, tmp_path, theme):
    with empty_session(tmp_path) as session:
        context = UiContext(session, theme)
        bar = FilterBar(context)
        qtbot.addWidget(bar)
        bar.show()
        bar.flush()
        assert bar.count_words == "0 files"
        context.close()


def test_a_chip_for_every_filter(bar):
    set_three(bar)
    assert [plain(chip) for chip in bar.chips] == ["1 to 30 Sep 2015", "In map view", "Unit 00917 + 2 steps"]
    assert bar.count_words == f"{len(bar.context.session.visible)} of 48 files"


def test_the_x_and_backspace_take_a_chip_away(qtbot, bar):
    set_three(bar)
    first = bar.chips[0]
    qtbot.mouseClick(first, LEFT, pos=QPoint(first.width() - 8, first.height() // 2))
    bar.flush()
    assert bar.context.session.filter.part(InTime) is None
    assert len(bar.chips) == 2
    bar.chips[1].setFocus()
    qtbot.keyClick(bar.chips[1], Qt.Key.Key_Backspace)
    bar.flush()
    assert bar.context.session.filter.parts == (InView(MapBounds(30, 30, 40, 40)),)


def test_clear_all_takes_the_queue_too(qtbot, bar):
    set_three(bar)
    session = bar.context.session
    session.set_filter(session.filter.with_queue("not_placed"))
    bar.flush()
    clear = next(one for one in bar.findChildren(Button) if one.accessibleName() == "Clear all")
    qtbot.mouseClick(clear, LEFT)
    bar.flush()
    assert session.filter == Filter()
    assert clear.isHidden()


def test_what_has_no_room_folds_into_a_number(qtbot, bar):
    set_three(bar)
    bar.set_compact(True)
    assert [plain(chip) for chip in bar.chips] == ["1 to 30 Sep 2015", "In map view"]
    assert bar.more_chip.accessibleName() == "1 more filter"
    bar.set_compact(False)
    assert len(bar.chips) == 3
    assert bar.more_chip.isHidden()
    bar.resize(520, 40)
    assert len(bar.chips) < 3
    qtbot.mouseClick(bar.more_chip, LEFT)
    menu = QApplication.activePopupWidget()
    menu.actions()[-1].trigger()
    menu.close()
    assert bar.context.session.filter.part(NearTo) is None


def test_remembers_which_filter_came_last(bar):
    session = bar.context.session
    session.set_filter(Filter((Words("pier"),)))
    bar.flush()
    session.set_filter(Filter((Words("pier"), HasPosition())))
    bar.flush()
    assert bar.last_chip == HasPosition()
    session.set_filter(Filter((Words("ship"), HasPosition())))
    bar.flush()
    assert bar.last_chip == Words("ship")
    session.set_filter(Filter((HasPosition(),)))
    bar.flush()
    assert bar.last_chip == HasPosition()
    session.set_filter(Filter())
    bar.flush()
    assert bar.last_chip is None


def test_the_popover_filters_as_one_types(qtbot, bar):
    session = bar.context.session
    bar.open_popover()
    field = bar.popover.findChild(SearchField)
    qtbot.keyClicks(field, "pier")
    qtbot.waitUntil(lambda: session.filter.parts == (Words("pier"),))
    assert 0 < len(session.visible) < 48
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not bar.popover.isVisible()


def test_the_popover_sets_kind_position_account_and_tag(qtbot, bar):
    session = bar.context.session
    bar.open_popover()
    qtbot.mouseClick(child(bar, CheckBox, "Videos"), LEFT)
    assert session.filter.parts == (KindIs(("video",)),)
    qtbot.mouseClick(child(bar, CheckBox, "Videos"), LEFT)
    assert session.filter == Filter()
    position = child(bar, ComboBox, "Position")
    position.setFocus()
    qtbot.keyClick(position, Qt.Key.Key_Down)
    assert session.filter.parts == (HasPosition(),)
    qtbot.keyClick(position, Qt.Key.Key_Down)
    assert session.filter.parts == (Not(HasPosition()),)
    qtbot.keyClick(position, Qt.Key.Key_Up)
    account = child(bar, ComboBox, "Account")
    account.setCurrentIndex(account.findText("laskin.d", Qt.MatchFlag.MatchContains))
    account.activated.emit(account.currentIndex())
    assert [session.index.label_of(one) for one in session.filter.part(PostedBy).accounts] == ["laskin.d"]
    tag = child(bar, ComboBox, "Tag")
    before = tag.count()
    tag.setCurrentIndex(tag.findText("ship", Qt.MatchFlag.MatchContains))
    tag.activated.emit(tag.currentIndex())
    bar.flush()
    assert len(session.filter.every(HasTag)) == 1
    assert tag.count() == before - 1
    bar.popover.close()


def test_dates_count_once_they_are_dates(qtbot, bar):
    session = bar.context.session
    bar.open_popover()
    first, last = child(bar, QLineEdit, "First day"), child(bar, QLineEdit, "Last day")
    qtbot.keyClicks(first, "2015-09-1")
    assert first.property("invalid")
    qtbot.keyClicks(first, "2")
    assert not first.property("invalid")
    qtbot.keyClicks(last, "2015-09-12")
    assert session.filter.part(InTime) == InTime(span_from_text("2015-09-12", "2015-09-12"))
    assert all((item.captured or item.posted).local.startswith("2015-09-12") for item in session.visible.values())
    bar.popover.close()


def test_an_open_end_reaches_to_the_last_file(qtbot, bar):
    session = bar.context.session
    bar.open_popover()
    first = child(bar, QLineEdit, "First day")
    qtbot.keyClicks(first, "2015-09-20")
    bar.flush()
    assert plain(bar.chips[0]) == "20 to 29 Sep 2015"
    assert all((item.captured or item.posted).local >= "2015-09-20" for item in session.visible.values())
    first.clear()
    qtbot.keyClicks(first, "2017-01-01")
    bar.flush()
    assert plain(bar.chips[0]) == "1 Jan 2017"
    assert bar.count_words == "0 of 48 files"
    bar.popover.close()


def test_the_map_view_is_asked_of_the_map(qtbot, bar):
    bar.open_popover()
    with qtbot.waitSignal(bar.map_view_wanted):
        qtbot.mouseClick(child(bar, CheckBox, "Only what the map shows now"), LEFT)
    bar.popover.close()


def test_the_popover_shows_the_filter_that_others_set(bar):
    set_three(bar)
    bar.context.session.set_filter(bar.context.session.filter.plus(KindIs(("photo",))))
    bar.open_popover()
    assert child(bar, CheckBox, "Photos").isChecked()
    assert child(bar, CheckBox, "Only what the map shows now").isChecked()
    assert not bar.popover.findChildren(QCheckBox)
    bar.popover.close()


def test_mirrors(qtbot, bar):
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    set_three(bar)
    QApplication.processEvents()
    centres = [chip.geometry().center().x() for chip in bar.chips]
    assert centres == sorted(centres, reverse=True)


def test_the_queue_is_a_chip_and_its_x_shows_all(qtbot, bar):
    session = bar.context.session
    session.set_filter(Filter((InQueue("not_placed"),)))
    bar.flush()
    (chip,) = bar.chips
    assert plain(chip) == "Not placed yet" and bar.last_chip == InQueue("not_placed")
    qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 8, chip.height() // 2))
    bar.flush()
    assert session.filter == Filter() and bar.chips == []


def test_escape_closes_the_popover_and_keeps_the_words(qtbot, bar):
    bar.open_popover()
    field = bar.popover.findChild(SearchField)
    qtbot.keyClicks(field, "pier")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not bar.popover.isVisible()
    assert bar.context.session.filter.parts == (Words("pier"),)
