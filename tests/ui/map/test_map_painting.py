"""What the painter thread draws: names that keep off each other, bounded memory, a damaged map file."""

import dataclasses
import shutil
import sqlite3

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from tests.factories.big import big_index

from evidence_board import resources
from evidence_board.events import IndexChanged
from evidence_board.geo.basemap import Basemap
from evidence_board.geo.mercator import Bounds, to_world, world_pixels
from evidence_board.model.case_index import CaseIndex
from evidence_board.scene import Circles, Icons, Images, Texts
from evidence_board.ui.canvas import CameraState, Frame, theme_fonts
from evidence_board.ui.canvas.label_stamps import LabelStamps
from evidence_board.ui.map import map_stage
from evidence_board.ui.map.basemap_names import Spelling
from evidence_board.ui.map.cell_paths import CellPaths
from evidence_board.ui.map.map_colors import MapColors
from evidence_board.ui.map.map_content import MapContent, distance_words, make_content
from evidence_board.ui.map.map_names import MapNames
from evidence_board.ui.map.map_scene import MapScenes, View
from evidence_board.ui.map.pin_set import PinSet

from .conftest import item, look_at, pixel_of


@pytest.fixture(scope="module")
def basemap():
    made = Basemap(resources.path("map/basemap.sqlite"))
    yield made
    made.close()


def frame_at(latitude, longitude, zoom, size=(850, 480)):
    camera = CameraState.square(*to_world(latitude, longitude), world_pixels(zoom))
    return Frame(camera, *size, 1.0, 0xFFFFFFFF, False, 1, lambda: False)


def scene_at(basemap, theme, content, *where, **options):
    frame = frame_at(*where)
    scenes = MapScenes(names=MapNames(fonts=theme_fonts(theme)), absent=lambda key: False)
    return scenes.scene(basemap, frame, View(content, MapColors.of(theme), **options)), frame


def text_boxes(scene, frame, theme):
    stamps = LabelStamps(fonts=theme_fonts(theme))
    for texts in (*scene.layer("names").items, *scene.layer("own names").items):
        if isinstance(texts, Texts):
            for text, (x, y) in zip(texts.texts, texts.points.tolist(), strict=True):
                width, height = stamps.size(text, texts.style, max_px=0)
                left, middle = frame.to_view(x, y)
                yield text, QRectF(left, middle - height / 2, width, height)


@pytest.mark.parametrize("spelling", [Spelling(), Spelling("ru", frozenset({"ARABIC", "CYRILLIC", "LATIN", "GREEK"}))])
@pytest.mark.parametrize("where", [(35.0, 36.2, 8.3), (50.0, 10.0, 5.0), (20.0, 10.0, 1.3), (51.0, 7.0, 11.0)])
def test_no_name_covers_another_or_a_pin(basemap, theme, where, spelling):
    index = big_index(items=400, entities=60)
    content = make_content(index, index.items.values())
    scene, frame = scene_at(basemap, theme, content, *where, spelling=spelling)
    names = list(text_boxes(scene, frame, theme))
    assert len(names) >= 3
    for number, (text, box) in enumerate(names):
        for other, second in names[number + 1 :]:
            # The two lines of one name share a little of their leading.
            assert not box.adjusted(0, 2, 0, -2).intersects(second.adjusted(0, 2, 0, -2)), f"{text} and {other}"
    for images in scene.layer("pins").items:
        if isinstance(images, Images):
            for x, y in images.points.tolist():
                left, top = frame.to_view(x, y)
                pin = QRectF(left - 22, top - 49, 44, 44)
                assert not [text for text, box in names if box.intersects(pin)]


@pytest.mark.parametrize(
    "where",
    [(35.0, 36.2, 8.3), (50.0, 10.0, 5.0), (20.0, 10.0, 1.3), (51.0, 7.0, 8.0), (-17.0, 179.9, 5.0), (70.0, 60.0, 3.0)],
)
def test_no_name_is_cut_by_an_edge_of_the_view(basemap, theme, where):
    index = big_index(items=60, entities=60)
    scene, frame = scene_at(basemap, theme, make_content(index, index.items.values()), *where)
    view = QRectF(*frame.view[:2], frame.view.width, frame.view.height)
    names = list(text_boxes(scene, frame, theme))
    assert [text for text, box in names if view.contains(box)]
    assert not [text for text, box in names if view.intersects(box) and not view.contains(box)]


def test_the_names_of_a_moved_map_are_whole_again_when_it_rests(qtbot, pane):
    look_at(pane, 34.9, 36.2, 8.0)
    qtbot.waitUntil(lambda: pane.canvas.is_sharp)
    for step in range(3):
        pane.canvas.camera.pan(17, -11 * step)
        assert not pane.canvas.is_sharp
        qtbot.waitUntil(lambda: pane.canvas.is_sharp)
        # The picture on screen is one whose middle is the middle of the view, for which names were placed.
        shown, before = pane.canvas.grab().toImage(), pane.canvas.camera.state
        pane.canvas.render_now()
        assert pane.canvas.grab().toImage() == shown and pane.canvas.camera.state == before


def test_towns_seas_and_countries_are_named(basemap, theme):
    scene, frame = scene_at(basemap, theme, MapContent(), 35.0, 36.2, 7.0)
    names = {text for text, _ in text_boxes(scene, frame, theme)}
    assert {"Aleppo", "Homs", "Mediterranean Sea", "Syria"} <= names


def test_names_stand_in_the_language_of_the_window_with_the_local_script_under_them(basemap, theme):
    spelling = Spelling("ru", frozenset({"ARABIC", "LATIN"}))
    scene, frame = scene_at(basemap, theme, MapContent(), 35.3, 36.4, 7.4, spelling=spelling)
    boxes = dict(text_boxes(scene, frame, theme))
    assert {"Алеппо", "حلب", "Хама", "حماة"} <= boxes.keys() and "Aleppo" not in boxes
    above, below = boxes["Хама"], boxes["حماة"]
    assert above.center().y() < below.top() < above.bottom()
    assert min(abs(below.left() - above.left()), abs(below.right() - above.right())) < 1
    # What no font here can write is left out: a row of boxes is no name.
    assert Spelling("en", frozenset({"LATIN"})).under("თბილისი") == ""


def test_airfields_are_marked_from_close_by(basemap, theme):
    far, frame = scene_at(basemap, theme, MapContent(), 34.5, 37.0, 7.0)
    assert not any("OSLK" in text or "Air Base" in text for text, _ in text_boxes(far, frame, theme))
    near, frame = scene_at(basemap, theme, MapContent(), 34.5, 37.0, 9.0)
    assert any("Shayrat Air Base" in text for text, _ in text_boxes(near, frame, theme))
    assert [mark.name for mark in near.layer("names").items if isinstance(mark, Icons)] == ["plane"]


def test_the_local_script_is_switched_in_the_menu_of_the_map_and_remembered(qtbot, pane, make_pane, context):
    menu = pane.header.tools._menu
    menu.aboutToShow.emit()
    switch = next(action for action in menu.actions() if action.objectName() == "local_names")
    assert not switch.isChecked()
    switch.trigger()
    assert pane.stage.renderer.view.spelling.scripts >= {"ARABIC", "CYRILLIC", "LATIN"}
    other = make_pane(context)
    other.restore(pane.state())
    assert other.stage.renderer.view.spelling == pane.stage.renderer.view.spelling
    other.restore({})
    assert not other.stage.local_names


def test_a_small_window_drops_small_towns_and_never_shrinks_a_name(basemap, theme):
    roomy, frame = scene_at(basemap, theme, MapContent(), 35.0, 38.0, 7.0)
    small, _ = scene_at(basemap, theme, MapContent(), 35.0, 38.0, 7.0, compact=True)
    many, few = dict(text_boxes(roomy, frame, theme)), dict(text_boxes(small, frame, theme))
    assert 0 < len(few) < len(many)
    assert all(many[text].size() == box.size() for text, box in few.items() if text in many)


def test_decoded_cells_are_kept_within_a_bound(basemap):
    paths = CellPaths(basemap, limit_bytes=2 << 20)
    level = basemap.level_for_zoom(5)
    keys = basemap.cells(level, Bounds(0.0, 0.0, 1.0, 1.0))
    for key in keys:
        layers = paths.get(key)
        assert paths.get(key) is layers, "the newest is never dropped"
        assert paths.held_bytes <= 2 << 20 or paths.held_bytes == sum(layer.cost for layer in layers.values())
    assert len(keys) > 50


def test_levels_of_pins_are_the_same_for_every_reader_and_bounded():
    index = big_index(items=2_000)
    pins = PinSet(index.items.values())
    first = pins.at(9.0)
    assert pins.at(9.2) is first
    for step in range(0, 41):
        level = pins.at(step / 2)
        assert int(level.clusters.counts.sum()) == len(pins)
    assert np.array_equal(pins.at(9.0).clusters.labels, first.clusters.labels)


def test_a_pin_of_many_shows_its_weakest_position(context):
    index = context.session.index
    rows = list(index.items.values())
    homs = [row for row in rows if row.place_group == "Homs" and row.latitude is not None]
    weak = dataclasses.replace(homs[0], level="doubtful")
    pins = PinSet([weak, *homs[1:]])
    level = pins.at(5)
    assert len(level) == 1 and pins.level_rank(0) == int(level.weakest[0])
    refuted = PinSet([dataclasses.replace(homs[0], level="refuted"), *homs[1:]]).at(5)
    assert int(refuted.weakest[0]) != int(level.weakest[0]), "what is refuted claims nothing any more"


def test_words_for_distances():
    assert [distance_words(metres) for metres in (20, 999, 1_000, 1_500, 12_000, 1_234_000)] == [
        "20 m", "999 m", "1 km", "1.5 km", "12 km", "1,234 km"
    ]  # fmt: skip


def test_more_photos_than_fit_one_turn_are_laid_out_behind_the_window(qtbot, pane):
    session = pane.context.session
    session.index = big_index(items=3_000)
    session.hub.emit(IndexChanged())
    qtbot.waitUntil(lambda: len(pane.hits.content.pins) > 2_000)
    qtbot.waitUntil(lambda: pane.canvas.is_sharp)
    session.index = CaseIndex(title="Empty")
    session.hub.emit(IndexChanged())
    qtbot.waitUntil(lambda: pane.nothing.covers)


def test_both_sides_of_the_date_line_are_neighbours(pane):
    session = pane.context.session
    row = session.index.items[item(pane, "M-014")]
    fiji = dataclasses.replace(row, latitude=-17.0, longitude=179.95)
    session.index = CaseIndex(title="Fiji", items={fiji.id: fiji})
    session.hub.emit(IndexChanged())
    pane.flush()
    look_at(pane, -17.0, -179.9, 9)
    at = pane.hits.to_view(*to_world(-17.0, 179.95))
    assert pane.canvas.rect().contains(at.toPoint()) and at.x() < pane.canvas.width() / 2
    assert pane.hits.at(at).ids == (fiji.id,)
    assert pane.camera.bounds_in_view().contains(-17.0, 179.95)
    pane.flush()
    image, colors = pane.canvas.grab().toImage(), MapColors.of(pane.context.theme)
    assert image.pixelColor(at.toPoint().x() - 21, at.toPoint().y() - 26).rgba() == colors.place


def test_a_damaged_map_file_is_told_and_the_photos_stay(make_pane, context, tmp_path, monkeypatch, qtbot):
    broken = tmp_path / "basemap.sqlite"
    shutil.copy(resources.path("map/basemap.sqlite"), broken)
    with sqlite3.connect(broken) as database:
        database.execute("UPDATE shape SET data = x'00'")
    database.close()
    monkeypatch.setattr(map_stage.resources, "path", lambda name: broken)
    heard = []
    context.events.notice.connect(heard.append)
    pane = make_pane(context)
    assert heard and "world map of the program is damaged" in heard[0].text
    pane.flush()
    assert len(heard) == 1, "said once"
    colors = MapColors.of(context.theme)
    at = pixel_of(pane, "M-027")
    image = pane.canvas.grab().toImage()
    assert image.pixelColor(20, 200).rgba() == colors.sea
    assert colors.place in {image.pixelColor(at.x() + dx, at.y() - 26).rgba() for dx in range(-30, 31)}
    assert pane._corners.words(pane.canvas.camera.state.scale)[0].startswith("No basemap")


def test_a_map_file_that_is_not_one_is_told_and_the_photos_stay(make_pane, context, tmp_path, monkeypatch):
    broken = tmp_path / "basemap.sqlite"
    broken.write_bytes(b"not a map")
    monkeypatch.setattr(map_stage.resources, "path", lambda name: broken)
    heard = []
    context.events.notice.connect(heard.append)
    pane = make_pane(context)
    assert "damaged" in heard[0].text
    assert len(pane.hits.content.pins) == 39


def test_circles_that_belong_to_nothing_selected_step_back(basemap, theme, context):
    index = context.session.index
    content = make_content(index, list(index.items.values()))
    here = (34.9, 36.0, 8.0)

    def strengths(lifted):
        scene, _ = scene_at(basemap, theme, content, *here, lifted=frozenset(lifted))
        return [one.pen.color >> 24 for one in scene.layer("guesses").items if isinstance(one, Circles)]

    guess = content.guesses[0]
    alone, other, own = strengths([]), strengths([index.by_ref["M-001"]]), strengths(guess.ids)
    assert len(alone) == len(other) == len(own) > 1
    assert all(faint < full for faint, full in zip(other, alone, strict=True))
    assert own[0] == alone[0] and own[1] < alone[1]
