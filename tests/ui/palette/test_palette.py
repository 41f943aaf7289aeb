"""The command palette in the whole window, with real keys and a real mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_board.filters import AtPlace, HasTag, InTime, PostedBy
from evidence_board.operations.drawings import add_drawing
from evidence_board.operations.entities import bin_things
from evidence_board.selection import replace
from evidence_board.ui.palette.command_entries import NOT_LISTED

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(box, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(box.field, key, modifier)


def headings(box):
    return [line.words for line in box.results.lines if line.heading]


def titles(box, group=""):
    return [line.entry.title for line in box.results.lines if line.entry and line.group in (group or line.group)]


def open_by_key(qtbot, page):
    QTest.keyClick(page.window(), Qt.Key.Key_K, CONTROL)


@pytest.fixture
def opened(qtbot, page, box):
    open_by_key(qtbot, page)
    qtbot.waitUntil(lambda: box.is_open and box.field.hasFocus())
    return box


def test_the_key_opens_it_and_esc_gives_the_focus_back(qtbot, page, box):
    gallery = page.workspace.panes["gallery"]
    page.workspace.focus_pane("gallery")
    before = QApplication.focusWidget()
    assert gallery.isAncestorOf(before)
    open_by_key(qtbot, page)
    assert box.is_open
    assert box.field.hasFocus()
    press(box, Qt.Key.Key_Escape)
    assert not box.is_open
    assert QApplication.focusWidget() is before


def test_the_key_works_from_within_a_text_field(qtbot, page, box):
    page.commands.run("filter_list")
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "tar")
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_K, CONTROL)
    assert field.text() == "tar"
    assert box.is_open
    press(box, Qt.Key.Key_K, CONTROL)
    assert not box.is_open


def test_the_field_in_the_top_bar_opens_it(qtbot, page, box):
    QTest.mouseClick(page.top_bar.search_door, Qt.MouseButton.LeftButton)
    assert box.is_open
    QTest.mouseClick(page.workspace, Qt.MouseButton.LeftButton, pos=QPoint(20, 700))
    assert not box.is_open


def test_names_are_found_in_every_script_they_have(opened, look):
    for typed in ("тарт", "Tartus", "طرطوس", "ṬARṬŪS"):
        look(typed)
        assert "Tartus, breakwater" in titles(opened, "things"), typed
    lines = look("тарт")
    first = next(line.entry for line in lines if line.entry)
    assert first.title[slice(*first.spans[0])] == "Tart"
    assert "طرطوس" in first.detail
    assert headings(opened)[:2] == ["Places, people, accounts", "Media and captions"]
    caption = next(line.entry for line in lines if line.entry and line.entry.item)
    assert any(caption.title[start:end].lower() in ("тарт", "tart") for start, end in caption.spans)


def test_enter_opens_what_is_current(qtbot, page, opened, look):
    look("тарт")
    press(opened, Qt.Key.Key_Down)
    entry = opened.results.current.entry
    assert entry.title.startswith("Tartus, ")
    press(opened, Qt.Key.Key_Return)
    assert not opened.is_open
    assert page.context.session.selection.current == entry.id.partition(":")[2]


def test_control_enter_filters_to_it(page, opened, look):
    look("Tartus, breakwater")
    place = opened.results.current.entry.id.partition(":")[2]
    press(opened, Qt.Key.Key_Return, CONTROL)
    assert page.context.session.filter.parts == (AtPlace(place),)
    assert 0 < len(page.context.session.visible) < 48


def test_tab_lists_more_to_do_and_esc_goes_back(page, opened, look):
    look("Tartus, breakwater")
    row = page.context.session.index.entities[opened.results.current.entry.id.partition(":")[2]]
    press(opened, Qt.Key.Key_Tab)
    names = titles(opened)
    assert names == ["Open", "Open page", "Filter to it", "Show on the map", "Show on the board", f"Copy {row.ref}"]
    press(opened, Qt.Key.Key_Escape)
    assert opened.is_open
    assert opened.results.current.entry.title == "Tartus, breakwater"
    press(opened, Qt.Key.Key_Tab)
    press(opened, Qt.Key.Key_End)
    press(opened, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == row.ref


def test_arrows_pages_and_ends_move_over_headings(opened, look):
    look("тарт")
    lines = opened.results.lines
    rows = [row for row, line in enumerate(lines) if not line.heading]
    assert opened.results.currentIndex().row() == rows[0]
    press(opened, Qt.Key.Key_Up)
    assert opened.results.currentIndex().row() == rows[-1]
    press(opened, Qt.Key.Key_Down)
    assert opened.results.currentIndex().row() == rows[0]
    press(opened, Qt.Key.Key_PageDown)
    assert opened.results.currentIndex().row() > rows[2]
    press(opened, Qt.Key.Key_PageUp)
    press(opened, Qt.Key.Key_End)
    assert opened.results.currentIndex().row() == rows[-1]
    press(opened, Qt.Key.Key_Home)
    assert opened.results.currentIndex().row() == rows[0]


def test_more_opens_the_group(opened, look):
    look("тарт")
    before = len(opened.results.lines)
    more = next(line for line in opened.results.lines if line.more)
    opened.results.take(more.id)
    press(opened, Qt.Key.Key_Return)
    assert opened.is_open
    assert len(opened.results.lines) > before
    assert not any(line.more and line.group == more.group for line in opened.results.lines)


def test_a_click_opens_and_a_moving_pointer_chooses(qtbot, page, opened, look):
    look("тарт")
    rows = [row for row, line in enumerate(opened.results.lines) if line.entry]
    view = opened.results.viewport()
    spot = opened.results.visualRect(opened.results.model().index(rows[2], 0)).center()
    QTest.mouseMove(view, spot)
    QTest.mouseMove(view, spot + QPoint(3, 1))
    qtbot.waitUntil(lambda: opened.results.currentIndex().row() == rows[2])
    wanted = opened.results.line(rows[2]).entry.id.partition(":")[2]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    assert not opened.is_open
    assert page.context.session.selection.current == wanted


def test_every_command_is_there_with_its_key(page, opened, look):
    look(">")
    shown = {line.entry.id.partition(":")[2]: line.entry for line in opened.results.lines if line.entry}
    assert set(shown) == {command.id for command in page.commands} - NOT_LISTED
    assert shown["import"].key == "Ctrl+I"
    assert shown["place"].why_not == "select something first"


def test_a_command_is_found_and_done(page, opened, look):
    look(">mаximise".replace("а", "a"))
    look("keys on")
    assert opened.results.current.entry.id == "command:keys"
    press(opened, Qt.Key.Key_Return)
    assert page.keys_sheet.is_open


def test_a_command_that_cannot_be_done_does_nothing(opened, look):
    look(">move to the bin")
    assert opened.results.current.entry.why_not
    press(opened, Qt.Key.Key_Return)
    assert opened.is_open


def test_levels_are_found_by_their_heading(page, opened, look):
    page.context.session.select(replace([next(iter(page.context.session.index.links))]))
    look(">confidence prob")
    assert titles(opened)[:1] == ["Probable"]


def test_tags_filter(page, opened, look):
    look("#ligh")
    entry = opened.results.current.entry
    assert entry.title == "lighthouse"
    press(opened, Qt.Key.Key_Return)
    assert page.context.session.filter.parts == (HasTag(entry.id.partition(":")[2]),)


@pytest.mark.parametrize("typed", [":2015-09", ":sep 2015", ":сентябрь 2015", ":09.2015", ":2015/9"])
def test_dates_filter_by_time(page, opened, look, typed):
    look(typed)
    assert titles(opened) == ["1 to 30 Sep 2015"]
    press(opened, Qt.Key.Key_Return)
    (part,) = page.context.session.filter.parts
    assert isinstance(part, InTime)
    assert part.span.end - part.span.start == 30 * 86_400


def test_people_alone(page, opened, look):
    look("@a_sev")
    assert headings(opened) == ["Places, people, accounts"]
    assert titles(opened)[0] == "a_severny"
    press(opened, Qt.Key.Key_Return, CONTROL)
    assert isinstance(page.context.session.filter.parts[0], PostedBy)
    assert look("@")


@pytest.mark.parametrize("typed", ["M-014", "m14", "m 014", "М-14"])
def test_a_ref_leads_to_its_thing(page, opened, look, typed):
    look(typed)
    item = page.context.session.index.by_ref["M-014"]
    assert opened.results.current.entry.id == f"item:{item}"


def test_exact_counts_case_and_script(opened, look):
    look("тартус, всем")
    many = len(titles(opened, "media"))
    assert many
    press(opened, Qt.Key.Key_E, CONTROL)
    assert opened.exact.isChecked()
    look("тартус, всем")
    assert titles(opened, "media") == []
    look("Тартус, всем")
    assert titles(opened, "media")
    QTest.mouseClick(opened.exact, Qt.MouseButton.LeftButton)
    assert not opened.exact.isChecked()


def test_nothing_found_says_so_and_what_to_do(opened, look):
    look("zzzzqq")
    assert opened.results.lines == []
    assert opened.results.isHidden()
    words = opened.findChildren(type(opened._empty))
    assert any("Nothing in this case matches" in one.text() for one in words)


def test_what_was_opened_stands_first_the_next_time(qtbot, page, opened, look):
    look("a_severny")
    press(opened, Qt.Key.Key_Return)
    open_by_key(qtbot, page)
    assert opened.field.text() == ""
    assert headings(opened) == ["Recent", "Commands"]
    assert titles(opened)[0] == "a_severny"


def test_what_goes_to_the_bin_is_gone_from_the_list(qtbot, page, opened, look):
    look("a_severny")
    entry = opened.results.current.entry
    kind, _, row_id = entry.id.partition(":")
    page.context.perform(bin_things, things=[(kind, row_id)])
    qtbot.waitUntil(lambda: entry.id not in [line.id for line in opened.results.lines], timeout=10_000)


def test_fast_typing_shows_only_what_was_typed_last(qtbot, opened, look):
    for text in ("т", "та", "тар", "m", "m1", "zz", "levant", "laskin.d"):
        opened.field.setText(text)
    qtbot.waitUntil(lambda: not opened.content.searching, timeout=20_000)
    assert titles(opened, "things")[0] == "laskin.d"
    assert not any("Tartus" in title for title in titles(opened, "media"))


def test_other_panes_ask_it_to_open_things(qtbot, page, box):
    session = page.context.session
    link = next(iter(session.index.links))
    page.context.requests.open_thing.emit(("link", link))
    assert session.selection.ids == (link,)
    item = next(one for one in session.index.items.values() if one.geotag_id)
    page.context.requests.open_thing.emit(("geotag", item.geotag_id))
    qtbot.waitUntil(lambda: session.selection.ids == (item.id,))


def test_right_to_left(qtbot, page, opened, look):
    QApplication.instance().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look("طرطوس")
    assert opened.field.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert not opened.grab().isNull()
    look("tartus")
    assert opened.field.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_those_who_hear_it_learn_of_the_current_line(opened, look):
    look("Tartus, breakwater")
    assert "Tartus, breakwater" in opened.field.accessibleDescription()
    assert opened.results.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Places")


def test_what_is_drawn_on_the_map_is_found_by_its_name(page, opened, look):
    shape = {"type": "LineString", "coordinates": [[35.0, 34.0], [36.0, 35.0]]}
    page.context.session.run(add_drawing, kind="line", geometry=shape, name="Дорога на рынок").result()
    look("doroga na rynok")
    assert headings(opened)[0] == "Drawn on the map"
    assert opened.results.current.entry.title == "Дорога на рынок"
    went = []
    page.context.requests.go_to_place.connect(lambda *place: went.append(place))
    press(opened, Qt.Key.Key_Return)
    assert went == [("Дорога на рынок", 34.5, 35.5)]
