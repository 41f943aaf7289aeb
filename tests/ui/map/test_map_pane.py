"""The map as a person meets it: pins, clicks, keys, the camera, what is said when there is nothing."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWidgets import QApplication
from tests.ui.conftest import painters

from evidence_board import selection
from evidence_board.events import HoverChanged
from evidence_board.filters import Filter, InView, KindIs, Words
from evidence_board.geo.mercator import to_world
from evidence_board.operations.map_layers import add_layer, update_layer
from evidence_board.ui.widgets.buttons import Button

from .conftest import SIZE, item, look_at, pin_pixel, pixel_of, plain, wheel

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def drag(qtbot, canvas, start, end, modifiers=NONE):
    qtbot.mousePress(canvas, LEFT, modifiers, pos=start)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(
            canvas, QPoint(*(round(a + (b - a) * part) for a, b in zip(start.toTuple(), end.toTuple(), strict=True)))
        )
    qtbot.mouseRelease(canvas, LEFT, modifiers, pos=end)


def selected(pane):
    return set(pane.context.session.selection.ids)


# -- what is shown -------------------------------------------------------------------------------------


def test_first_everything_placed_is_in_view(pane):
    view = QRect(QPoint(0, 0), pane.canvas.size())
    placed = [row for row in pane.context.session.index.items.values() if row.latitude is not None]
    assert len(placed) == 39
    assert pane.header.note == "39 placed"
    for row in placed:
        assert view.contains(pane.hits.to_view(*to_world(row.latitude, row.longitude)).toPoint())
        assert view.contains(pin_pixel(pane, row.ref) - QPoint(0, 20)), "the picture above the point, too"


def test_the_basemap_has_sea_to_the_west_and_land_to_the_east(pane):
    look_at(pane, 34.9, 35.9, 9)
    pane.flush()
    image, theme = pane.canvas.grab().toImage(), pane.context.theme
    at = pane.hits.to_view(*to_world(34.75, 35.5)).toPoint()
    assert image.pixelColor(at) == theme.color("sea")
    at = pane.hits.to_view(*to_world(34.75, 36.2)).toPoint()
    assert image.pixelColor(at) == theme.color("land")


def test_the_map_follows_the_theme(pane):
    pane.context.theme.mode = "dark"
    look_at(pane, 34.9, 35.9, 9)
    pane.flush()
    at = pane.hits.to_view(*to_world(34.75, 36.2)).toPoint()
    assert pane.canvas.grab().toImage().pixelColor(at) == QColor("#23272B")


@pytest.mark.parametrize("zoom", [0, 3, 6, 9, 13, 20])
def test_every_zoom_level_paints(pane, zoom):
    look_at(pane, 34.9051, 35.8684, zoom)
    pane.flush()
    assert pane.canvas.is_sharp


def test_past_zoom_9_the_map_says_that_it_is_coarse(pane):
    corners = pane._corners
    look_at(pane, 34.9, 35.9, 9)
    assert corners.words(pane.canvas.camera.state.scale) == ("Offline basemap · zoom 9 · Natural Earth, GeoNames", "")
    look_at(pane, 34.9, 35.9, 12)
    line, note = corners.words(pane.canvas.camera.state.scale)
    assert line.startswith("Offline basemap · zoom 12") and note == "The basemap is coarse here"


def test_zooming_out_ends_with_the_world_and_in_at_level_20(pane):
    wheel(pane.canvas, QPoint(300, 170), -200)
    assert pane.canvas.visible_world.width == pytest.approx(1.0, abs=0.2)
    wheel(pane.canvas, QPoint(300, 170), 200)
    assert pane.camera.zoom == pytest.approx(20)


# -- clusters ------------------------------------------------------------------------------------------


def test_the_wheel_splits_a_pin(pane):
    look_at(pane, 34.9, 35.87, 8)
    together = pane.hits.pin_of(item(pane, "M-014"))
    assert item(pane, "M-018") in together.ids and len(together.ids) > 20
    for _ in range(20):
        wheel(pane.canvas, pin_pixel(pane, "M-014") + QPoint(0, 26), 1)
    apart = pane.hits.pin_of(item(pane, "M-014"))
    assert item(pane, "M-018") not in apart.ids
    assert item(pane, "M-015") in apart.ids, "taken from the same spot"


def test_a_double_click_zooms_until_the_pin_splits(qtbot, pane):
    look_at(pane, 34.9, 35.87, 8)
    before = pane.hits.pin_of(item(pane, "M-014"))
    qtbot.mouseDClick(pane.canvas, LEFT, pos=pin_pixel(pane, "M-014"))
    assert pane.camera.zoom > 11
    assert len(pane.hits.pin_of(item(pane, "M-014")).ids) < len(before.ids)


def test_what_no_zoom_parts_is_fanned_out_and_listed(qtbot, pane):
    look_at(pane, 35.62018, 35.999839, 20)
    hit = pane.hits.pin_of(item(pane, "V-002"))
    assert set(hit.ids) == {item(pane, "V-002"), item(pane, "V-004")} and hit.one_spot
    qtbot.mouseDClick(pane.canvas, LEFT, pos=pin_pixel(pane, "V-002"))
    qtbot.mouseClick(pane.stage.fan.button, LEFT)
    members = pane.verbs.popover
    assert members.list.count() == 2
    row = members.list.visualItemRect(members.list.item(1)).center()
    qtbot.mouseClick(members.list.viewport(), LEFT, pos=row)
    assert selected(pane) == {item(pane, "V-004")}
    assert pane.verbs.popover is None


def test_a_double_click_on_the_bare_map_zooms_in_there(qtbot, pane):
    before, at = pane.camera.zoom, QPoint(60, 200)
    world = pane.canvas.to_world(QPointF(at))
    qtbot.mouseDClick(pane.canvas, LEFT, pos=at)
    assert pane.camera.zoom == pytest.approx(before + 1)
    assert pane.canvas.to_world(QPointF(at)) == pytest.approx(world)


# -- selecting -----------------------------------------------------------------------------------------


def test_a_click_selects_all_of_a_pin_and_a_click_beside_it_nothing(qtbot, pane):
    hit = pane.hits.pin_of(item(pane, "M-027"))
    qtbot.mouseClick(pane.canvas, LEFT, pos=pin_pixel(pane, "M-027"))
    assert selected(pane) == set(hit.ids) and len(hit.ids) > 1
    assert pane.context.session.selection.current == hit.shown
    qtbot.mouseClick(pane.canvas, LEFT, pos=QPoint(60, 200))
    assert not selected(pane)


def test_shift_adds_and_control_toggles(qtbot, pane):
    homs, latakia = pane.hits.pin_of(item(pane, "M-027")), pane.hits.pin_of(item(pane, "M-025"))
    qtbot.mouseClick(pane.canvas, LEFT, pos=pin_pixel(pane, "M-027"))
    qtbot.mouseClick(pane.canvas, LEFT, SHIFT, pos=pin_pixel(pane, "M-025"))
    assert selected(pane) == {*homs.ids, *latakia.ids}
    qtbot.mouseClick(pane.canvas, LEFT, CONTROL, pos=pin_pixel(pane, "M-027"))
    assert selected(pane) == set(latakia.ids)
    qtbot.mouseClick(pane.canvas, LEFT, CONTROL, pos=QPoint(60, 200))
    assert selected(pane) == set(latakia.ids), "a click beside it with a key held is no mistake"


def test_alt_click_selects_all_of_the_same_place(qtbot, pane):
    look_at(pane, 34.9, 35.87, 14)
    qtbot.mouseClick(pane.canvas, LEFT, ALT, pos=pin_pixel(pane, "M-018"))
    groups = {pane.context.session.index.items[one].place_group for one in selected(pane)}
    assert groups == {"Tartus"} and len(selected(pane)) > 20


def test_a_rubber_band_with_shift_selects_what_it_holds(qtbot, pane):
    start, end = pin_pixel(pane, "M-027") + QPoint(-60, -10), pin_pixel(pane, "M-027") + QPoint(60, 60)
    state = pane.canvas.camera.state
    drag(qtbot, pane.canvas, start, end, SHIFT)
    assert selected(pane) >= set(pane.hits.pin_of(item(pane, "M-027")).ids)
    assert item(pane, "M-025") not in selected(pane)
    assert pane.canvas.camera.state == state, "the map stays where it is"


def test_a_guess_is_an_area_that_can_be_selected(qtbot, pane):
    hit = pane.hits.pin_of(item(pane, "M-030"))
    assert hit.kind == "guess" and hit.ids == (item(pane, "M-030"), item(pane, "M-031"))
    assert plain(pane.hits.words(hit)) == "M-030, M-031, within 12 km, not placed"
    qtbot.mouseClick(pane.canvas, LEFT, pos=pane.hits.to_view(hit.x, hit.y).toPoint())
    assert selected(pane) == set(hit.ids)


def test_a_place_of_the_case_is_marked_from_close_by(qtbot, pane):
    place = item(pane, "L-04")
    row = pane.context.session.index.entities[place]
    look_at(pane, row.latitude, row.longitude, 20)
    at = pane.hits.to_view(*to_world(row.latitude, row.longitude)).toPoint() - QPoint(0, 10)
    qtbot.mouseClick(pane.canvas, LEFT, pos=at)
    assert selected(pane) == {place}
    assert all(one.label != "Field camp, not placed" for one in pane.hits.content.places), "an area is no point"


def test_a_selection_elsewhere_that_is_out_of_view_comes_into_view(pane):
    look_at(pane, 34.9, 35.87, 14)
    before = pane.canvas.camera.state
    session = pane.context.session
    session.select(selection.replace([item(pane, "M-014")]), origin="gallery")
    pane.flush()
    assert pane.canvas.camera.state == before, "it was in view"
    session.select(selection.replace([item(pane, "M-027")]), origin="gallery")
    pane.flush()
    assert pane.canvas.rect().contains(pixel_of(pane, "M-027"))
    assert pane.canvas.camera.state.scale == before.scale


def test_a_selection_made_here_does_not_move_the_map(qtbot, pane):
    before = pane.canvas.camera.state
    qtbot.mouseClick(pane.canvas, LEFT, pos=pin_pixel(pane, "M-027"))
    pane.flush()
    assert pane.canvas.camera.state == before


def test_the_one_selected_photo_is_drawn_in_accent_over_its_exact_position(pane):
    pane.context.session.select(selection.replace([item(pane, "M-014")]), origin="gallery")
    pane.flush()
    at = pixel_of(pane, "M-014")
    image, accent = pane.canvas.grab().toImage(), pane.context.theme.color("accent")
    assert image.pixelColor(at) == accent
    assert image.pixelColor(at + QPoint(-23, -38)) == accent, "the border of the lifted pin"


# -- hover ---------------------------------------------------------------------------------------------


def test_the_pointer_tells_the_other_panes_what_it_rests_on(qtbot, pane):
    heard = []
    pane.context.events.hover_changed.connect(heard.append)
    qtbot.mouseMove(pane.canvas, pin_pixel(pane, "M-027"))
    qtbot.mouseMove(pane.canvas, pin_pixel(pane, "M-027") + QPoint(2, 2))
    qtbot.mouseMove(pane.canvas, QPoint(60, 200))
    shown = pane.hits.pin_of(item(pane, "M-027")).shown
    assert [(event.kind, event.row_id) for event in heard] == [("item", shown), (None, None)]


def test_a_hover_elsewhere_outlines_the_pin_and_moves_nothing(pane):
    before, state = pane.canvas.grab().toImage(), pane.canvas.camera.state
    pane.context.session.hub.emit(HoverChanged("item", item(pane, "M-027"), origin="gallery"))
    assert pane.canvas.grab().toImage() != before
    pane.context.session.hub.emit(HoverChanged(None, None, origin="gallery"))
    assert pane.canvas.grab().toImage() == before
    assert pane.canvas.camera.state == state


def test_the_tooltip_says_everything(pane):
    look_at(pane, 34.893382, 35.878248, 17)
    words = pane.canvas.words_at(QPointF(pin_pixel(pane, "M-018")))
    assert plain(words) == (
        "M-018, photo, أبو ليث, Market street, fb_abl_304.jpg, 17 Sep 2015, Tartus, market street, geotag probable"
    )
    assert pane.canvas.words_at(QPointF(5, 5)) == ""


# -- keys ----------------------------------------------------------------------------------------------


def test_tab_walks_through_the_pins_in_reading_order_and_leaves(qtbot, pane):
    pane.canvas.setFocus()
    hits = pane.hits.in_view()
    tops = [pane.hits.to_view(hit.x, hit.y).y() // 44 for hit in hits]
    assert tops == sorted(tops) and len(hits) >= 4
    seen = []
    for _ in hits:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
        seen.append(pane._gestures.focused)
    assert seen == hits
    assert pane.canvas.accessibleDescription() == pane.hits.words(hits[-1])
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
    assert pane._gestures.focused is None and not pane.canvas.hasFocus()


def test_enter_selects_and_space_previews_the_pin_in_focus(qtbot, pane):
    previewed = []
    pane.context.requests.preview.connect(previewed.append)
    pane.canvas.setFocus()
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
    first = pane.hits.in_view()[0]
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert selected(pane) == set(first.ids)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Space)
    assert previewed == [first.shown]


def test_plus_minus_arrows_and_home(qtbot, pane):
    pane.canvas.setFocus()
    home = pane.canvas.camera.state
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Plus)
    assert pane.canvas.camera.state.scale > home.scale
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Left)
    assert pane.canvas.camera.state.x < home.x
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Home)
    assert pane.canvas.camera.state.scale == pytest.approx(home.scale)


# -- camera --------------------------------------------------------------------------------------------


def test_the_buttons_zoom_and_fit(qtbot, pane):
    home = pane.camera.zoom
    qtbot.mouseClick(pane.controls.buttons["in"], LEFT)
    assert pane.camera.zoom == pytest.approx(home + 1)
    qtbot.mouseClick(pane.controls.buttons["out"], LEFT)
    qtbot.mouseClick(pane.controls.buttons["out"], LEFT)
    assert pane.camera.zoom == pytest.approx(home - 1)
    qtbot.mouseClick(pane.controls.buttons["fit"], LEFT)
    assert pane.camera.zoom == pytest.approx(home)


def test_fit_shows_the_selection_when_there_is_one(pane):
    pane.context.session.select(selection.replace([item(pane, "M-027"), item(pane, "M-036")]), origin="gallery")
    pane.context.requests.fit_selection.emit()
    assert pane.camera.zoom > 12
    assert pane.canvas.rect().contains(pixel_of(pane, "M-027"))


def test_until_somebody_moves_it_the_map_follows_its_size_then_it_stays(pane, qtbot):
    pane.resize(900, 600)
    assert pane.canvas.rect().contains(pixel_of(pane, "M-025"))
    wide = pane.camera.zoom
    drag(qtbot, pane.canvas, QPoint(60, 200), QPoint(90, 220))
    state = pane.canvas.camera.state
    pane.resize(*SIZE)
    assert pane.canvas.camera.state == state and wide > 8


def test_a_zoom_that_glides_counts_as_moved_by_a_person(qtbot, pane):
    pane.canvas.camera.reduced_motion = False
    with qtbot.waitSignal(pane.canvas.camera_settled):
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Plus)
    state = pane.canvas.camera.state
    pane.resize(700, 500)
    assert pane.canvas.camera.state == state


def test_where_it_looks_is_remembered(make_pane, context, pane):
    look_at(pane, 35.1, 36.2, 10.25)
    pane.set_view("list")
    remembered = pane.state()
    other = make_pane(context)
    other.restore(remembered)
    for key in ("latitude", "longitude", "zoom"):
        assert other.state()[key] == pytest.approx(remembered[key])
    assert other.state()["view"] == "list"


@pytest.mark.parametrize("nonsense", [{}, {"latitude": "x"}, {"latitude": 99, "longitude": 0, "zoom": 3}, {"view": 7}])
def test_what_was_remembered_wrongly_is_passed_over(pane, nonsense):
    before = pane.canvas.camera.state
    pane.restore(nonsense)
    assert pane.canvas.camera.state == before and pane.views.current == "map"


def test_the_map_does_not_mirror(qtbot, pane, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: pane.follow.x() < SIZE[0] / 2)  # its header does
    west, east = (pane.hits.to_view(*to_world(34.9, lon)).x() for lon in (35.0, 36.0))
    assert west < east
    assert pane.controls.x() > SIZE[0] / 2


# -- filter --------------------------------------------------------------------------------------------


def test_filter_to_the_view_follows_the_view(qtbot, pane):
    session = pane.context.session
    look_at(pane, 34.7326, 36.7135, 13)
    qtbot.mouseClick(pane.follow, LEFT)
    pane.flush()
    assert {row.place_group for row in session.visible.values()} == {"Homs"}
    assert pane.header.note == f"{len(session.visible)} placed"
    assert len(pane.hits.content.pins) == 39, "what lies beside the view is only out of view"
    with qtbot.waitSignal(pane.canvas.camera_settled):
        look_at(pane, 34.9, 35.87, 13)
    pane.flush()
    assert {row.place_group for row in session.visible.values()} <= {"Tartus", ""}
    qtbot.mouseClick(pane.follow, LEFT)
    pane.flush()
    assert session.filter == Filter() and not pane.follow.isChecked()


def test_the_chip_taken_away_elsewhere_releases_the_button(qtbot, pane):
    qtbot.mouseClick(pane.follow, LEFT)
    pane.flush()
    pane.context.session.set_filter(Filter())
    pane.flush()
    assert not pane.follow.isChecked()


def test_only_what_passes_the_filter_is_on_the_map(pane):
    session = pane.context.session
    session.set_filter(session.filter.plus(KindIs(("video",))))
    pane.flush()
    assert pane.header.note == "4 placed" and len(pane.hits.content.pins) == 4
    assert not pane.hits.content.guesses


def test_a_filter_that_hides_all_photos_says_so_and_offers_the_way_back(qtbot, pane):
    session = pane.context.session
    session.set_filter(session.filter.plus(Words("no such word")))
    pane.flush()
    assert pane.nothing.isVisible() and not pane.nothing.covers
    button = next(one for one in pane.nothing.findChildren(Button) if one.isVisible())
    qtbot.mouseClick(button, LEFT)
    pane.flush()
    assert session.filter == Filter() and not pane.nothing.isVisible()


def test_a_case_without_places_says_how_to_fill_the_map(empty_pane):
    assert empty_pane.nothing.covers and empty_pane.nothing.isVisible()
    assert empty_pane.header.note == ""
    assert empty_pane.canvas.visible_world.width == pytest.approx(1.0, abs=0.2), "the world lies behind it"


def test_a_map_of_ones_own_is_not_veiled_before_the_first_photo_is_placed(qtbot, empty_pane):
    session = empty_pane.context.session
    laid = session.run(add_layer, kind="mbtiles", path="/maps/harbour.mbtiles").result().result["id"]
    qtbot.waitUntil(lambda: not empty_pane.nothing.isVisible())
    session.run(update_layer, row_id=laid, visible=False).result()
    qtbot.waitUntil(lambda: empty_pane.nothing.covers)


# -- list twin -----------------------------------------------------------------------------------------


def test_the_list_twin_has_the_same_selection(qtbot, pane):
    qtbot.mouseClick(pane.views.segment("list"), LEFT)
    table = pane.table
    assert table.isVisible() and len(table.ids) == 42
    texts = [table.model().index(0, column).data() for column in range(table.model().columnCount())]
    assert texts[0] == "M-001" and texts[4] == "34.87265, 35.84871" and texts[7] == "Possible"
    row = table.ids.index(item(pane, "M-030"))
    assert table.model().index(row, 3).data() == "not placed", "a guess is no position"
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(1, 0)).center())
    assert selected(pane) == {table.ids[1]}
    pane.context.session.select(selection.replace([item(pane, "M-027")]), origin="gallery")
    pane.flush()
    assert [index.row() for index in table.selectionModel().selectedRows()] == [table.ids.index(item(pane, "M-027"))]


def test_the_list_twin_sorts_by_time_not_by_letters(pane):
    pane.set_view("list")
    pane.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    items = pane.context.session.index.items
    taken = [items[one].captured.sort_key for one in pane.table.ids if items[one].captured]
    assert taken == sorted(taken)


# -- the rest ------------------------------------------------------------------------------------------


def test_the_menu_can_be_had_from_the_keyboard(qtbot, pane):
    pane.canvas.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), pane.canvas.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(pane.canvas, event)
    menu = QApplication.activePopupWidget()
    names = ["copy", "copy_as", "filter", "within", "looking", "centre", "own_place"]
    assert [action.objectName() for action in menu.actions()] == names
    qtbot.keyClick(menu, Qt.Key.Key_Escape)


def test_small_names_go_in_a_small_window(pane):
    look_at(pane, 34.2, 36.5, 7)
    pane.flush()
    roomy = pane.canvas.grab().toImage()
    pane.set_compact(True)
    pane.flush()
    assert pane.canvas.grab().toImage() != roomy


def test_a_map_at_rest_does_nothing(qtbot, pane):
    qtbot.waitUntil(lambda: pane.canvas.is_sharp)
    shown = []
    pane.canvas.frame_shown.connect(lambda: shown.append(1))

    def rests():
        shown.clear()
        qtbot.wait(300)
        return not shown

    # On a busy machine pictures of files come late; what draws on and on never rests.
    assert any(rests() for _ in range(30))


def test_no_thread_is_left(pane):
    pane.canvas.invalidate()
    assert painters()
    pane.shut_down()
    assert not painters()


# -- all over the world --------------------------------------------------------------------------------


def test_a_fit_of_the_whole_world_leaves_room_for_every_pin(qtbot, pane):
    from evidence_board.operations.positions import place_items

    far = {"M-001": (89.9, 20.0), "M-002": (-54.8, -179.2), "M-003": (61.0, 179.4), "M-004": (-33.9, 151.2)}
    for ref, (latitude, longitude) in far.items():
        pane.context.session.run(
            place_items, item_ids=[item(pane, ref)], latitude=latitude, longitude=longitude
        ).result()
    for size in (SIZE, (600, 235)):
        pane.resize(*size)
        pane.flush()
        pane.fit()
        pane.flush()
        room = QRect(QPoint(0, 0), pane.canvas.size())
        for hit in pane.hits.in_view():
            at = pane.hits.to_view(hit.x, hit.y).toPoint()
            assert room.contains(QRect(at.x() - 24, at.y() - 50, 48, 54)), (size, hit.ids)
        assert {one for hit in pane.hits.in_view() for one in hit.ids} >= {item(pane, ref) for ref in far}
    words = pane.hits.words(pane.hits.pin_of(item(pane, "M-001")))
    assert "beyond the edge of the map" in words


def test_a_condition_beside_the_view_does_not_move_the_view_that_filters(qtbot, pane):
    session = pane.context.session
    assert not pane.camera.by_user
    qtbot.mouseClick(pane.follow, LEFT)
    pane.flush()
    before, bounds = pane.canvas.camera.state, session.filter.part(InView)
    for words in ("Homs", "nothing that is there"):
        session.set_filter(session.filter.plus(Words(words)), origin="test")
        pane.flush()
        assert (pane.canvas.camera.state, session.filter.part(InView)) == (before, bounds), words
    session.set_filter(Filter(), origin="test")
    pane.flush()
    assert pane.canvas.camera.state == before
