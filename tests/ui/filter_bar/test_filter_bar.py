"""The bar and its popover write into the one filter, and read from it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from tests.factories.cases import empty_session

from evidence_board.filters import (
    AnyOf,
    Filter,
    HasPosition,
    InQueue,
    InTime,
    InView,
    KindIs,
    MapBounds,
    NearTo,
    Not,
    PostedBy,
    Uncited,
    Within,
    Words,
    visible_items,
)
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_bar import FilterBar
from evidence_board.ui.filter_bar.filter_by import filter_by
from evidence_board.ui.filter_bar.span_words import span_from_text
from evidence_board.ui.widgets.buttons import Button

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


def offered(bar, words):
    return next(one for one in bar.popover.offers if words in plain_text(one.text))


def plain_text(text):
    return text.replace("\u2068", "").replace("\u2069", "")


def add(qtbot, bar, *typed, modifier=Qt.KeyboardModifier.NoModifier):
    """Add a filter with keys alone: each text is typed and its first hit taken."""
    bar.open_popover()
    popover = bar.popover
    for words in typed:
        popover.field.setText(words)
        qtbot.keyClick(popover.field, Qt.Key.Key_Return, modifier)
    bar.flush()


def test_a_filter_is_added_with_keys_alone(qtbot, bar):
    session = bar.context.session
    add(qtbot, bar, "laskin")
    assert [session.index.label_of(one) for one in session.filter.part(PostedBy).accounts] == ["laskin.d"]
    assert not bar.popover.isVisible()
    assert [plain(chip) for chip in bar.chips] == ["laskin.d"]
    add(qtbot, bar, "kind", "video")
    assert session.filter.part(KindIs) == KindIs(("video",))


def test_shift_enter_adds_the_opposite(qtbot, bar):
    add(qtbot, bar, "videos", modifier=Qt.KeyboardModifier.ShiftModifier)
    assert bar.context.session.filter.parts == (Not(KindIs(("video",))),)
    assert bar.count_words == "44 of 48 files"


def test_every_offer_tells_how_many_files_it_would_leave(qtbot, bar):
    session = bar.context.session
    bar.open_popover()
    qtbot.keyClicks(bar.popover.field, "tartus")
    qtbot.waitUntil(lambda: len(bar.popover.offers) > 3 and all(row.end for row in bar.popover.choices.rows))
    for offer, row in zip(bar.popover.offers, bar.popover.choices.rows, strict=True):
        if offer.part is not None:
            assert row.end == str(len(visible_items(session.index, Filter((offer.part,)))))
    bar.popover.close()


def test_names_are_found_in_any_script(qtbot, bar):
    bar.open_popover()
    qtbot.keyClicks(bar.popover.field, "andrey")
    qtbot.waitUntil(lambda: any("Андрей" in one.text for one in bar.popover.offers))
    bar.popover.close()


def test_words_that_are_typed_can_be_asked_for(qtbot, bar):
    session = bar.context.session
    add(qtbot, bar, "всем привет")
    assert session.filter.parts == (Words("всем привет"),)
    assert 0 < len(session.visible) < 48


def test_a_topic_is_found_by_other_words_for_it(qtbot, bar):
    for typed, topic in (("status", "work"), ("duplicate", "alike"), ("date", "time"), ("radius", "within")):
        bar.open_popover()
        bar.popover.field.setText(typed)
        qtbot.waitUntil(lambda topic=topic: bar.popover.offers[0].topic == topic)
        bar.popover.close()


def test_backspace_leads_back_from_a_topic(qtbot, bar):
    bar.open_popover()
    popover = bar.popover
    row = [one.topic for one in popover.offers].index("account")
    for _ in range(row):
        qtbot.keyClick(popover.field, Qt.Key.Key_Down)
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    assert popover.topic == "account" and len(popover.offers) == 11
    qtbot.keyClick(popover.field, Qt.Key.Key_Backspace)
    assert popover.topic == ""
    qtbot.keyClick(popover.field, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_a_chip_is_edited_in_place(qtbot, bar):
    session = bar.context.session
    session.set_filter(Filter((KindIs(("video",)), Words("x"))))
    bar.flush()
    qtbot.mouseClick(bar.chips[0], LEFT, pos=QPoint(12, 10))
    form = bar.editor.form
    qtbot.keyClicks(form.field, "photo")
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert session.filter.parts == (KindIs(("video", "photo")), Words("x"))
    form.field.clear()
    qtbot.keyClicks(form.field, "video")
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert session.filter.parts == (KindIs(("photo",)), Words("x"))
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert session.filter.parts == (KindIs(("photo", "video")), Words("x"))
    qtbot.mouseClick(bar.editor.opposite, LEFT)
    assert session.filter.parts == (Not(KindIs(("photo", "video"))), Words("x"))
    bar.editor.close()
    bar.flush()
    assert [plain(chip) for chip in bar.chips] == ["not Photos, Videos", "“x”"]


def test_dates_count_once_they_are_dates(qtbot, bar):
    session = bar.context.session
    session.set_filter(Filter((InTime(span_from_text("2015-09", "2015-09")),)))
    bar.flush()
    qtbot.mouseClick(bar.chips[0], LEFT, pos=QPoint(12, 10))
    form = bar.editor.form
    assert (form.first.text(), form.last.text()) == ("2015-09-01", "2015-09-30")
    form.first.clear()
    form.last.clear()
    qtbot.keyClicks(form.first, "2015-09-1")
    assert form.first.property("invalid")
    qtbot.keyClicks(form.first, "2")
    assert not form.first.property("invalid")
    qtbot.keyClicks(form.last, "2015-09-12")
    assert session.filter.part(InTime) == InTime(span_from_text("2015-09-12", "2015-09-12"))
    assert all((item.captured or item.posted).local.startswith("2015-09-12") for item in session.visible.values())
    form.of.setCurrentIndex(form.of.findData("posted"))
    form.of.activated.emit(form.of.currentIndex())
    bar.flush()
    assert [plain(chip) for chip in bar.chips] == ["Posted 12 Sep 2015"]
    bar.editor.close()


def test_a_distance_is_asked_for_from_the_list(qtbot, bar):
    session = bar.context.session
    add(qtbot, bar, "within a dist")
    form = bar.editor.form
    qtbot.waitUntil(lambda: session.filter.part(Within) is not None)
    form.of.setCurrentIndex(0)
    form.of.activated.emit(0)
    qtbot.keyClicks(form.point, "34.889, 35.887")
    form.km.setValue(3)
    qtbot.waitUntil(lambda: session.filter.parts == (Within(3.0, "", 34.889, 35.887),))
    bar.flush()
    assert [plain(chip) for chip in bar.chips] == ["Within 3 km of 34.889, 35.887"]
    assert 0 < len(session.visible) < 48
    bar.editor.close()


def choose(bar, words):
    menu = QApplication.activePopupWidget()
    action = next(one for one in menu.actions() if words in one.text())
    action.trigger()
    menu.close()


def test_the_menu_of_a_chip_turns_joins_and_removes_it(qtbot, bar):
    session = bar.context.session
    session.set_filter(Filter((KindIs(("video",)), HasPosition())))
    bar.flush()
    bar.open_menu(KindIs(("video",)))
    choose(bar, "Not these")
    assert session.filter.parts == (Not(KindIs(("video",))), HasPosition())
    bar.flush()
    bar.open_menu(HasPosition())
    choose(bar, "Or")
    qtbot.keyClicks(bar.popover.field, "uncited")
    qtbot.keyClick(bar.popover.field, Qt.Key.Key_Return)
    bar.flush()
    either = AnyOf((HasPosition(), Uncited()))
    assert session.filter.parts == (Not(KindIs(("video",))), either)
    assert plain(bar.chips[1]) == "With a position or Uncited"
    bar.open_menu(either)
    choose(bar, "Only Uncited")
    assert session.filter.parts == (Not(KindIs(("video",))), Uncited())
    bar.flush()
    bar.open_menu(Uncited())
    choose(bar, "Remove")
    assert session.filter.parts == (Not(KindIs(("video",))),)


def test_the_map_view_is_asked_of_the_map(qtbot, bar):
    with qtbot.waitSignal(bar.map_view_wanted):
        add(qtbot, bar, "in map view")


def test_one_door_for_every_pane(bar):
    session = bar.context.session
    filter_by(bar.context, KindIs(("video",)))
    filter_by(bar.context, HasPosition(), negate=True)
    assert session.filter.parts == (KindIs(("video",)), Not(HasPosition()))
    filter_by(bar.context, HasPosition())
    assert session.filter.parts == (KindIs(("video",)), HasPosition())


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
