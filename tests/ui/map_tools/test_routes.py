"""Routes of accounts, radii and directions on demand, and where the "go to" field leads when a text is ambiguous."""

import pytest
from PySide6.QtCore import Qt
from tests.ui.map.conftest import item, look_at

from evidence_board import selection
from evidence_board.ui.map_tools.routes_overlay import routes_of
from evidence_board.ui.places.place_finder import PlaceFinder


def choose(pane, *refs):
    pane.context.session.select(selection.replace([item(pane, ref) for ref in refs]))
    pane.flush()


def test_the_route_of_a_file_is_that_of_its_account_in_order_of_time(pane):
    session = pane.context.session
    row = session.index.items[item(pane, "M-014")]
    found = routes_of(session.index, [row.id], session.visible.values())
    assert [route.account for route in found] == [row.account]
    rows = [one for one in session.visible.values() if one.account_id == row.account_id and one.latitude is not None]
    times = sorted((one.captured or one.posted).sort_key for one in rows if one.captured or one.posted)
    assert found[0].files == len(times) >= len(found[0].stops) >= 2
    timed = [one for one in rows if one.captured or one.posted]
    first = min(timed, key=lambda one: ((one.captured or one.posted).sort_key, one.ref))
    assert found[0].stops[0] == (first.latitude, first.longitude)
    assert routes_of(session.index, [row.account_id], session.visible.values()) == found, "or of the account itself"
    assert found[0].ends[-1] == len(found[0].path) - 1


def test_a_switch_shows_the_routes_of_what_is_selected(pane):
    choose(pane, "M-014")
    before = pane.canvas.grab().toImage()
    pane.tools.toggle_routes()
    assert pane.tools.routes.routes and pane.canvas.grab().toImage() != before
    pane.context.session.select(selection.replace([]))
    pane.flush()
    assert not pane.tools.routes.routes
    state = pane.state()
    pane.tools.toggle_routes()
    pane.restore(state)
    assert pane.tools.routes.on


def test_nothing_selected_says_what_to_do(qtbot, pane):
    heard = []
    pane.context.events.notice.connect(heard.append)
    pane.tools.toggle_routes()
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert "Select an account" in heard[-1].text


def test_radii_and_directions_of_all_pins_are_shown_on_demand(pane):
    look_at(pane, 34.9051, 35.8684, 14)
    pane.flush()
    before = pane.canvas.grab().toImage()
    pane.tools.toggle_sights()
    assert pane.tools.sights.in_sight(pane.canvas)
    assert pane.canvas.grab().toImage() != before
    pane.tools.toggle_sights()
    assert pane.canvas.grab().toImage() == before


def test_going_to_a_text_with_two_readings_offers_both(qtbot, context):
    finder = PlaceFinder(None, context=context)
    qtbot.addWidget(finder)
    went = []
    finder.chosen.connect(lambda name, latitude, longitude: went.append((latitude, longitude)))
    finder.field.setText("34 54 18 N 35 52 06 O")
    assert finder.list.model().rowCount() == 2
    qtbot.keyClick(finder.field, Qt.Key.Key_Down)
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert went == [(34.905, pytest.approx(-35.868333))], "O is west in French"
