"""Lines, words and places of a drawing, worked out without a window."""

import numpy as np
import pytest
from tests.factories.big import big_index

from evidence_board.analysis.graph import board_things
from evidence_board.model.case_index import CaseIndex, EntityRow, LinkRow
from evidence_board.model.moments import moment_from_text
from evidence_board.scene import Icons, Lines, Markers, Texts
from evidence_board.ui.board.board_content import make_content
from evidence_board.ui.board.board_drawing import make_drawing, measure
from evidence_board.ui.board.board_fit import fitting
from evidence_board.ui.board.board_look import LABELS_BELOW, BoardLook, Detail
from evidence_board.ui.board.board_positions import BoardPositions
from evidence_board.ui.board.board_scene import build_scene
from evidence_board.ui.board.scene_links import FAR_LINKS, FAR_SCALE


def case(*links, board=None, start=None):
    """A case of units named by letters."""
    names = sorted({end for one in links for end in one[:2]})
    rows = {
        f"k{number}": LinkRow(f"k{number}", f"K-{number}", "unit", one[0], "unit", one[1], *one[2:])
        for number, one in enumerate(links)
    }
    entities = {one: EntityRow(one, one, "unit", f"Unit {one}", start=start) for one in names}
    return CaseIndex(entities=entities, links=rows, board=board or {})


def drawing(index, points):
    content = make_content(index, index.entities)
    extents = measure(content, label=lambda text: 7.0 * len(text), words=lambda text: 6.0 * len(text))
    return make_drawing(content, extents, np.array(points, dtype=float))


@pytest.fixture
def look(theme):
    return BoardLook.of(theme)


def primitives(scene, layer, kind):
    return [item for item in scene.layer(layer).items if isinstance(item, kind)]


def test_links_between_the_same_two_lie_beside_each_other():
    index = case(("a", "b", "part of", "possible"), ("b", "a", "seen with", "doubtful"), ("a", "b", "x", "refuted"))
    found = drawing(index, [(0, 0), (200, 0)])
    heights = sorted(segment[1] for segment in found.segments)
    assert np.diff(heights) == pytest.approx([13, 13])
    assert {edge.directed for edge in found.content.edges} == {True}


def test_on_a_large_board_long_links_keep_what_their_level_says(look):
    levels = ("confirmed", "probable", "possible", "doubtful", "refuted")
    names = [f"n{number}" for number in range(1_000)]
    links = [(names[one % 999], names[one % 999 + 1], f"r{one}", levels[one % 5]) for one in range(3_000)]
    found = drawing(case(*links), [(one * 900.0, 0.0) for one in range(1_000)])
    near = [one for one in primitives(build_scene(found, look), "links", Lines) if one.max_scale > 1 >= one.min_scale]
    drawn = {row_id: one.pen for one in near for row_id in one.ids}
    level_of = {f"k{number}": link[3] for number, link in enumerate(links)}
    by_level = {level: [drawn[one] for one in drawn if level_of[one] == level] for level in levels}
    for level in ("confirmed", "probable"):
        assert set(by_level[level]) == {look.pens[level]}
    # The surest of those with dashes have them; the rest look like no level above their own.
    assert by_level["possible"].count(look.pens["possible"]) == 120
    assert {pen.width for pen in by_level["doubtful"]} == {1.0}


def test_a_symmetric_relation_has_no_arrow(look):
    found = drawing(case(("a", "b", "same garrison as", "possible")), [(0, 0), (200, 0)])
    (line,) = (one for one in primitives(build_scene(found, look), "links", Lines) if one.visible_at(1.0))
    assert line.head_px == 0
    assert line.pen.dash == (5, 3)


def test_lines_stop_clear_of_marks_and_labels():
    index = case(("a", "b", "part of", "possible"), ("a", "c", "part of", "possible"))
    found = drawing(index, [(0, 0), (0, 200), (200, 0)])
    down, across = found.gaps[0], found.gaps[1]
    # Down through the own label, across beside it.
    assert down[0] > found.extents.boxes[0, 3]
    assert 16 < across[0] < 26
    assert (found.gaps > 16).all()


@pytest.mark.parametrize("scale", [0.25, 0.45, 0.7, 1.0, 1.6])
def test_lines_reach_the_nodes_as_they_are_drawn_at_any_zoom(look, scale):
    index = case(("a", "b", "part of", "possible"), ("a", "c", "part of", "possible"))
    found = drawing(index, [(0, 0), (0, 300), (300, 0)])
    scene = build_scene(found, look)
    (line,) = (one for one in primitives(scene, "links", Lines) if one.visible_at(scale))
    (mark,) = primitives(scene, "nodes", Markers)
    (name,) = primitives(scene, "labels", Texts)
    free = line.gaps * line.gap.px(scale) - mark.size.px(scale) / 2
    assert (free > 1).all()
    # Only where the name is sure to stand below its node, a line down makes way for it.
    beyond_the_name = name.gap.px(scale) + 30 if scale >= LABELS_BELOW else 0
    assert (free < max(10.0, beyond_the_name)).all()


def test_words_stand_on_their_line_and_off_the_nodes():
    index = case(("a", "b", "stationed at", "possible"), ("c", "d", "part of", "possible"))
    # Something stands in the middle of the first line.
    found = drawing(index, [(0, 0), (500, 0), (250, 0), (250, 300)])
    x, y = found.places[0]
    assert y == pytest.approx(0, abs=1)
    assert abs(x - 250) > 40
    assert 60 < x < 440


def test_refuted_links_carry_an_x_in_the_colour_of_what_is_bad(look):
    found = drawing(case(("a", "b", "part of", "refuted")), [(0, 0), (300, 0)])
    scene = build_scene(found, look)
    (cross,) = primitives(scene, "crosses", Icons)
    assert cross.color == look.bad
    assert tuple(cross.points[0]) == pytest.approx((150, 0))
    assert abs(found.places[0][0] - 150) > 10


def test_words_appear_only_where_they_fit(look):
    near = drawing(case(("a", "b", "stationed at", "possible")), [(0, 0), (110, 0)])
    wide = drawing(case(("a", "b", "stationed at", "possible")), [(0, 0), (320, 0)])
    (tight,) = primitives(build_scene(near, look), "words", Texts)
    (roomy,) = primitives(build_scene(wide, look), "words", Texts)
    assert tight.min_scale > 1.0 >= roomy.min_scale
    assert not build_scene(wide, look, compact=True).layer("words").items


def test_an_event_is_written_with_its_date():
    for text, written in (("2015-09-09", "Unit a, 9 Sep"), ("2015-09", "Unit a, Sep 2015"), ("2015", "Unit a, 2015")):
        content = make_content(case(("a", "b", "x", "possible"), start=moment_from_text(text)), ["a"])
        assert content.nodes[0].label == written


def test_a_large_board_thins_its_links_far_out_and_dots_few_long_lines(look):
    index = big_index(items=3_000, entities=1_500, links=20_000, seed=2)
    ids = board_things(index)
    content = make_content(index, ids)
    extents = measure(content, label=lambda text: 60.0, words=lambda text: 40.0)
    points = np.random.default_rng(0).uniform(-6000, 6000, (len(ids), 2))
    scene = build_scene(make_drawing(content, extents, points), look)
    lines = primitives(scene, "links", Lines)
    drawn = {
        scale: sum(len(item.ids) for item in lines if item.visible_at(scale)) for scale in (FAR_SCALE / 2, 0.45, 1.0)
    }
    assert drawn == {FAR_SCALE / 2: FAR_LINKS, 0.45: len(content.edges), 1.0: len(content.edges)}
    dashed = [item for item in lines if item.pen.dash and item.visible_at(1.0)]
    dotted = [item.segments[:, 2:] - item.segments[:, :2] for item in dashed]
    assert sum(int((np.hypot(*step.T) > 500).sum()) for step in dotted) <= 120


def test_the_fit_counts_labels_that_do_not_shrink():
    index = case(*((one, "z", "x", "possible") for one in "abcdefgh"))
    found = drawing(index, [(number * 250, number % 3 * 300) for number in range(9)])
    detail = Detail.of(9)
    state = fitting(found.points, found.extents.boxes, width=600, height=360, detail=detail)
    assert 0.2 < state.scale < 0.4
    edges = found.points[:, 0] * state.scale - state.x * state.scale + 300
    assert (edges + found.extents.boxes[:, 0]).min() >= 9
    assert (edges + found.extents.boxes[:, 2]).max() <= 591
    assert fitting(found.points[:1], found.extents.boxes[:1], width=600, height=360, detail=detail).scale == 1.0


# -- positions -----------------------------------------------------------------------------------------


def test_a_move_shows_at_once_and_the_case_decides_when_it_was_saved():
    positions = BoardPositions()
    positions.take_index(case(("a", "b", "x", "possible"), board={"a": (1.0, 2.0, "layout")}))
    positions.expect({"a": (9.0, 9.0)})
    assert positions.of("a") == positions.pinned("a") == (9.0, 9.0)
    positions.saved(["a"])
    positions.take_index(case(("a", "b", "x", "possible"), board={"a": (1.0, 2.0, "layout")}))
    assert positions.of("a") == (1.0, 2.0)
    assert positions.pinned("a") is None
    positions.expect({"a": (9.0, 9.0)})
    positions.failed(["a"])
    assert positions.of("a") == (1.0, 2.0)


def test_only_what_is_not_saved_yet_is_kept_beside_a_move():
    positions = BoardPositions()
    positions.take_index(case(("a", "b", "x", "possible"), board={"a": (1.0, 2.0, "layout")}))
    positions.remember({"a": (5.0, 5.0), "b": (6.0, 6.0), "gone": (7.0, 7.0)})
    assert positions.unsaved() == {"b": ("unit", 6.0, 6.0)}
    positions.forget()
    assert positions.of("b") is None


def test_the_origin_does_not_follow_what_is_dragged():
    links = (("a", "b", "x", "possible"), ("b", "c", "x", "possible"))
    loose = {"a": (0.0, 0.0, "layout"), "b": (100.0, 0.0, "layout"), "c": (200.0, 0.0, "layout")}
    positions = BoardPositions()
    positions.take_index(case(*links, board=loose))
    moving = positions.origin("abc", moving={"b"})
    positions.take_index(case(*links, board={**loose, "b": (9_000.0, 9_000.0, "person")}))
    assert positions.origin("abc") == moving == (100.0, 0.0)
    assert BoardPositions().origin("abc") is None
