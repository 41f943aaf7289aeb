"""Going to places of the world, their lists, and proposals, with real keys."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from evidence_board.geo.geodesy import distance_m
from evidence_board.geo.mercator import to_geographic
from evidence_board.geo.places_import import OwnPlace
from evidence_board.operations.positions import add_position
from evidence_board.selection import replace
from evidence_board.ui.inspector.where_section import WhereSection
from evidence_board.ui.palette.palette_feature import PaletteFeature
from evidence_board.ui.window_picture import settle

HMEIMIM, TARTUS = (35.41, 35.95), (34.89, 35.88)


def middle(page):
    target = page.workspace.panes["map"].canvas.camera.target
    return to_geographic(target.x, target.y)


def test_a_name_in_cyrillic_leads_the_map_to_its_place(qtbot, page, feature):
    QTest.keyClick(page.window(), Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    finder = feature.finder
    qtbot.waitUntil(finder.isVisible)
    finder.field.insert("Хмеймим")
    qtbot.waitUntil(lambda: len(finder.list.rows) == 1)
    assert "Хмеймим" in finder.list.rows[0].detail and "airfield" in finder.list.rows[0].detail
    before = page.context.session.index
    QTest.keyClick(finder.field, Qt.Key.Key_Return)
    assert not finder.isVisible()
    assert distance_m(*middle(page), *HMEIMIM) < 3_000
    assert feature.mark.name.startswith("Хмеймим")
    assert page.context.session.index is before
    page.commands.run("forget_place")
    assert feature.mark.name == ""


def test_the_arrows_choose_among_places_and_a_click_goes_there(qtbot, page, feature):
    page.commands.run("go_to_place")
    finder = feature.finder
    qtbot.keyClicks(finder.field, "Tripoli")
    qtbot.waitUntil(lambda: len(finder.list.rows) > 1)
    QTest.keyClick(finder.field, Qt.Key.Key_Down)
    assert finder.list.current == 1
    index = finder.list.model().index(0, 0)
    qtbot.mouseClick(finder.list.viewport(), Qt.MouseButton.LeftButton, pos=finder.list.visualRect(index).center())
    assert not finder.isVisible() and feature.mark.name == "Tripoli"


def test_coordinates_are_read_in_the_same_field(qtbot, page, feature):
    page.commands.run("go_to_place")
    finder = feature.finder
    finder.field.setText("34.9051, 35.8684")
    assert [row.text for row in finder.list.rows][:1] == ["34.90510, 35.86840"]
    assert "Tartus" in finder.list.rows[0].detail
    QTest.keyClick(finder.field, Qt.Key.Key_Return)
    assert distance_m(*middle(page), 34.9051, 35.8684) < 50


def test_a_name_that_nothing_has_is_said_in_words(qtbot, page, feature):
    page.commands.run("go_to_place")
    finder = feature.finder
    qtbot.keyClicks(finder.field, "qqxqxqx")
    qtbot.waitUntil(lambda: "No such place" in finder.words.text())
    QTest.keyClick(finder.field, Qt.Key.Key_Return)
    assert finder.isVisible()
    QTest.keyClick(finder.field, Qt.Key.Key_Escape)
    assert not finder.isVisible()


def test_a_long_link_is_kept_whole_and_one_that_says_nothing_is_told(qtbot, page, feature):
    page.commands.run("go_to_place")
    finder = feature.finder
    finder.field.setText(
        "https://www.google.com/maps/place/X/@34.8,35.7,15z/data=" + "!1s0" * 120 + "!3d34.9051!4d35.8684"
    )
    assert finder.list.rows[0].text == "34.90510, 35.86840" and "the pin" in finder.list.rows[0].detail
    finder.field.setText("https://maps.app.goo.gl/aBcD1234?g_st=ic")
    assert finder.list.rows == [] and "short link" in finder.words.text() and "browser" in finder.words.text()
    qtbot.waitUntil(lambda: finder.words.height() >= finder.words.heightForWidth(finder.words.width()))
    assert finder.field.height() >= finder.field.sizeHint().height(), "long words leave the field its room"
    finder.field.setText("34.9051, 35.8684; 33.5102, 36.3005")
    qtbot.waitUntil(lambda: "names 2 positions" in finder.words.text())


def test_a_short_plus_code_counts_from_the_place_behind_it(qtbot, page, feature):
    page.commands.run("go_to_place")
    finder = feature.finder
    finder.field.setText("WV49+29 Tartus, Syria")
    qtbot.waitUntil(lambda: [row.text for row in finder.list.rows][:1] == ["34.90506, 35.86844"])
    assert "Counted from" in finder.words.text() and "Tartus" in finder.words.text()
    assert "middle of the map" not in finder.list.rows[0].detail
    finder.field.setText("WV49+29 Qqxqxqx")
    qtbot.waitUntil(lambda: "short Plus Code" in finder.words.text() and not finder.list.rows)


def test_the_palette_lists_places_of_the_world_after_those_of_the_case(qtbot, page, feature):
    (palette,) = [one for one in page.features if isinstance(one, PaletteFeature)]
    palette.box.open_with("صلنفة")
    box = palette.box

    def world():
        return [line.entry for line in box.results.lines if line.entry and line.group == "world"]

    qtbot.waitUntil(lambda: bool(world()))
    assert world()[0].title == "Slinfah"
    qtbot.waitUntil(lambda: not box.content.searching)
    entry = world()[0]
    box.results.take(entry.id)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert distance_m(*middle(page), 35.60, 36.19) < 3_000


def test_a_list_is_imported_found_and_removed(qtbot, page, feature, tmp_path):
    path = tmp_path / "depots.csv"
    path.write_text("name,lat,lon\nСклад 7,35.01,36.02\n", encoding="utf-8")
    page.commands.run("place_lists")
    sheet = feature.sheet
    sheet.import_file(path)
    qtbot.waitUntil(lambda: "1 place came in" in sheet.result.words)
    page.commands.run("go_to_place")
    feature.finder.field.setText("sklad 7")
    qtbot.waitUntil(lambda: [row.text for row in feature.finder.list.rows][:1] == ["Склад 7"])
    feature.finder.close()
    qtbot.mouseClick(sheet.rows["depots"], Qt.MouseButton.LeftButton)
    assert sheet.rows == {}


def test_a_spot_of_the_map_becomes_a_place_of_ones_own_and_undo_takes_it_away(qtbot, page, feature):
    pane = page.workspace.panes["map"]
    before = page.context.session.index
    menu = pane.verbs.menu(QPointF(200, 150))
    next(one for one in menu.actions() if one.objectName() == "own_place").trigger()
    menu.deleteLater()
    popover = feature.own.popover
    qtbot.waitUntil(popover.isVisible)
    qtbot.keyClicks(popover.field, "Gate 7")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Gate 7" in page.toast.message)
    assert feature.mark.name == "Gate 7" and page.context.session.index is before, "nothing goes into the case"
    page.commands.run("go_to_place")
    feature.finder.field.setText("gate 7")
    qtbot.waitUntil(lambda: [row.text for row in feature.finder.list.rows][:1] == ["Gate 7"])
    feature.finder.close()
    page.commands.run("place_lists")
    assert list(feature.sheet.own_rows) == ["Gate 7"]
    page.toast.action_button.click()  # it hides by itself after a while, and tests may be slow
    qtbot.waitUntil(lambda: feature.sheet.own_rows == {} and feature.sheet.rows == {})
    assert feature.mark.name == ""


def test_places_and_lists_that_were_removed_come_back_by_undo(qtbot, page, feature):
    for at, name in enumerate(("Мост", "Gate 7")):
        feature.own.add(OwnPlace(name, 35.0 + at, 36.0))
        qtbot.waitUntil(lambda name=name: name in page.toast.message)
    page.commands.run("place_lists")
    sheet = feature.sheet
    assert list(sheet.own_rows) == ["Gate 7", "Мост"]
    qtbot.mouseClick(sheet.own_rows["Мост"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: list(sheet.own_rows) == ["Gate 7"] and "Мост" in page.toast.message)
    page.toast.action_button.click()  # it hides by itself after a while, and tests may be slow
    qtbot.waitUntil(lambda: len(sheet.own_rows) == 2)
    qtbot.mouseClick(sheet.rows["My places"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.own_rows == {} and "My places" in page.toast.message)
    page.toast.action_button.click()  # it hides by itself after a while, and tests may be slow
    qtbot.waitUntil(lambda: len(sheet.own_rows) == 2)


def test_a_file_that_is_no_list_is_refused_in_words(qtbot, page, feature, tmp_path):
    path = tmp_path / "photo.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(4000))
    page.commands.run("place_lists")
    feature.sheet.import_file(path)
    qtbot.waitUntil(lambda: "no list of places" in feature.sheet.result.words)
    assert feature.sheet.rows == {}


def named_in_words(qtbot, page, words):
    """Give a file without a position a place in words, as a platform does, and show it in the inspector."""
    session = page.context.session
    item = next(row for row in session.index.items.values() if row.latitude is None and row.geotag_id is None)
    page.context.perform(add_position, item_ids=[item.id], place_text=words, role="post_tag", source="platform_tag")
    qtbot.waitUntil(lambda: session.index.items[item.id].geotag_id is not None or settle(page) is None)
    session.select(replace([item.id]), origin="test")
    settle(page)
    return item.id, page.workspace.panes["inspector"].findChild(WhereSection)


def test_a_place_that_a_platform_names_is_proposed_and_never_placed_by_itself(qtbot, page):
    item, where = named_in_words(qtbot, page, "Тартус, Сирия")
    session = page.context.session
    qtbot.waitUntil(lambda: not where.proposal.isHidden())
    assert "Tartus, Syria: place here?" in where.proposal.words.replace("\u2068", "").replace("\u2069", "")
    assert session.index.items[item].latitude is None
    rows = session.read(_points, item)
    assert rows == []
    where.proposal.button("place").click()
    qtbot.waitUntil(lambda: bool(session.read(_points, item)))
    ((latitude, longitude, level, source, reason),) = session.read(_points, item)
    assert distance_m(latitude, longitude, *TARTUS) < 3_000
    assert (level, source) == ("possible", "platform_tag") and "gazetteer" in reason


def test_words_that_name_no_place_propose_nothing(qtbot, page):
    _, where = named_in_words(qtbot, page, "somewhere near the front line qqx")
    qtbot.waitUntil(lambda: page.context.places.is_idle)
    assert where.proposal.isHidden()


def _points(connection, item):
    return connection.execute(
        "SELECT latitude, longitude, level, source, reason FROM geotag WHERE item_id = ? AND latitude IS NOT NULL",
        (item,),
    ).fetchall()
