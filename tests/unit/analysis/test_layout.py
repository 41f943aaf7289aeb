"""The automatic layout: the same every time, nothing over anything, what a person placed stays."""

import numpy as np
import pytest
from tests.factories.big import big_index

from evidence_board.analysis.graph import board_things, components, make_graph
from evidence_board.analysis.layout import arrange, lay_out, settle_in
from evidence_board.analysis.layout_refine import blemishes
from evidence_board.analysis.layout_space import bounds, pack, push_apart, spread
from evidence_board.analysis.layout_worker import handle, reply_points, request
from evidence_board.scene_style import Rect

BOX = (-40.0, -20.0, 40.0, 38.0)


def boxes(number):
    return np.tile(BOX, (number, 1))


def tree(number):
    """A tree of hubs with leaves, and a cycle of three at its root."""
    ids = [f"n{one}" for one in range(number)]
    joined = [(ids[one], ids[(one - 1) // 3]) for one in range(1, number)]
    return make_graph(ids, [*joined, (ids[1], ids[2])])


def overlaps(points, of=None):
    of = boxes(len(points)) if of is None else of
    low, high = points + of[:, :2], points + of[:, 2:]
    deep = np.minimum(high[:, None], high) - np.maximum(low[:, None], low)
    pairs = (deep > 0.5).all(axis=2)
    return int(pairs.sum() - len(points)) // 2


def crossings(points, edges):
    found = 0
    for number, (a, b) in enumerate(edges):
        for c, d in edges[:number]:
            if len({a, b, c, d}) == 4:
                p, q, r, s = (points[one] for one in (a, b, c, d))
                side = [np.cross(np.append(q - p, 0), np.append(t - p, 0))[2] for t in (r, s)]
                other = [np.cross(np.append(s - r, 0), np.append(t - r, 0))[2] for t in (p, q)]
                found += side[0] * side[1] < 0 and other[0] * other[1] < 0
    return found


@pytest.mark.parametrize("number", [1, 2, 3, 12, 60, 120, 400])
def test_nothing_lies_over_anything_and_two_runs_agree(number):
    graph = tree(number) if number > 2 else make_graph(["a", "b"][:number], [("a", "b")])
    points = lay_out(graph, boxes=boxes(number))
    assert points.shape == (number, 2)
    assert np.isfinite(points).all()
    assert overlaps(points) == 0
    assert np.array_equal(points, lay_out(graph, boxes=boxes(number)))


def test_another_seed_is_another_drawing():
    graph = tree(30)
    assert not np.allclose(lay_out(graph, boxes=boxes(30)), lay_out(graph, boxes=boxes(30), seed=1))


def test_parts_and_single_things_stand_apart():
    index = big_index(items=0, entities=80, links=30, seed=5)
    ids = board_things(index)
    graph = make_graph(ids, [(link.src, link.dst) for link in index.links.values()])
    parts = components(graph)
    assert any(len(part) == 1 for part in parts)
    assert len(parts[0]) > 1
    points = lay_out(graph, boxes=boxes(len(ids)))
    frames = [bounds(points[part], boxes(len(part))) for part in parts]
    for number, frame in enumerate(frames):
        assert not any(frame.expanded(-1).intersects(other.expanded(-1)) for other in frames[:number])


def test_the_whole_has_the_shape_that_is_asked_for():
    graph = tree(40)
    for aspect in (0.7, 1.8):
        box = bounds(lay_out(graph, boxes=boxes(40), aspect=aspect), boxes(40))
        assert box.width / box.height == pytest.approx(aspect, rel=0.35)


@pytest.mark.parametrize("number", [20, 200])
def test_what_a_person_placed_does_not_move_and_the_rest_gathers_around_it(number):
    graph = tree(number)
    pinned = {0: (5_000.0, -3_000.0), 1: (5_300.0, -3_000.0), 7: (5_000.0, -2_600.0)}
    points = lay_out(graph, boxes=boxes(number), pinned=pinned)
    for node, place in pinned.items():
        assert tuple(points[node]) == place
    assert overlaps(points) == 0
    away = np.hypot(*(points - (5_000, -3_000)).T)
    assert away.max() < 5_000


def test_a_part_without_pins_keeps_off_the_pinned_one():
    graph = make_graph("abcd", [("a", "b"), ("c", "d")])
    points = lay_out(graph, boxes=boxes(4), pinned={0: (0.0, 0.0), 1: (200.0, 0.0)})
    assert not bounds(points[:2], boxes(2)).intersects(bounds(points[2:], boxes(2)))


def test_a_neighbourhood_fills_its_room_without_a_crossing():
    graph, room = tree(13), Rect(-320, -180, 320, 180)
    points = arrange(graph, boxes=boxes(13), room=room, words=np.full(len(graph.edges), 40.0))
    box = bounds(points, boxes(13))
    assert (box.x0, box.x1) == pytest.approx((room.x0, room.x1), abs=6)
    assert (box.y0, box.y1) == pytest.approx((room.y0, room.y1), abs=6)
    assert overlaps(points) == 0
    assert crossings(points, graph.edges) == 0
    assert np.array_equal(points, arrange(graph, boxes=boxes(13), room=room, words=np.full(len(graph.edges), 40.0)))


def test_the_search_leaves_fewer_blemishes_than_it_found():
    graph, room = tree(16), Rect(-320, -180, 320, 180)
    edges = np.array(graph.edges)
    begin = np.random.default_rng(0).uniform((-280, -160), (280, 140), size=(16, 2))
    tidy = arrange(graph, boxes=boxes(16), room=room)
    assert blemishes(tidy, edges, boxes(16), room=room) < blemishes(begin, edges, boxes(16), room=room) / 3


def test_pinned_nodes_of_a_neighbourhood_stay_even_outside_its_room():
    graph, room = tree(9), Rect(-200, -120, 200, 120)
    points = arrange(graph, boxes=boxes(9), room=room, pinned={3: (700.0, 10.0)})
    assert tuple(points[3]) == (700.0, 10.0)
    assert overlaps(points) == 0


def test_an_empty_board_has_no_positions():
    empty = make_graph([], [])
    assert lay_out(empty, boxes=boxes(0)).shape == (0, 2)
    assert arrange(empty, boxes=boxes(0), room=Rect(0, 0, 9, 9)).shape == (0, 2)


def test_newcomers_stand_beside_their_own_and_nobody_else_moves():
    graph = make_graph("abcx", [("a", "b"), ("b", "c"), ("c", "x")])
    known = np.array([True, True, True, False])
    points = np.array([(0, 0), (300, 0), (600, 0), (0, 0)], dtype=float)
    settled = settle_in(graph, points, known=known, boxes=boxes(4))
    assert np.array_equal(settled[:3], points[:3])
    assert np.hypot(*(settled[3] - points[2])) < 250
    assert overlaps(settled) == 0


def test_a_newcomer_without_a_link_stands_below():
    graph = make_graph("abx", [("a", "b")])
    points = np.array([(0, 0), (300, 0), (0, 0)], dtype=float)
    settled = settle_in(graph, points, known=np.array([True, True, False]), boxes=boxes(3))
    assert settled[2, 1] > 40


def test_pushing_apart_moves_only_what_overlaps():
    points = np.array([(0, 0), (10, 0), (500, 500)], dtype=float)
    apart = push_apart(points, boxes(3), fixed=np.array([True, False, False]))
    assert tuple(apart[0]) == (0, 0)
    assert tuple(apart[2]) == (500, 500)
    assert overlaps(apart) == 0


def test_spreading_counts_what_boxes_need():
    points = np.array([(0, 0), (1, 1)], dtype=float)
    done = spread(points, boxes(2), Rect(0, 0, 400, 300))
    assert bounds(done, boxes(2)) == pytest.approx((0, 0, 400, 300))


def test_shelves_keep_rectangles_apart():
    sizes = [(900.0, 500.0), (120.0, 80.0), (120.0, 80.0), (60.0, 60.0), (60.0, 60.0)]
    corners = pack(sizes, aspect=1.6, gap=20)
    frames = [Rect(x, y, x + width, y + height) for (x, y), (width, height) in zip(corners, sizes, strict=True)]
    for number, frame in enumerate(frames):
        assert not any(frame.intersects(other) for other in frames[:number])
    assert pack([], aspect=1.6, gap=20) == []


def test_the_worker_answers_as_the_function():
    graph = tree(25)
    header, payload = request(graph, boxes=boxes(25), aspect=1.4, pinned={2: (7.0, 8.0)}, seed=3)
    _, attachments = handle(header, payload)
    expected = lay_out(graph, boxes=boxes(25), aspect=1.4, pinned={2: (7.0, 8.0)}, seed=3)
    assert np.allclose(reply_points(attachments, count=25), expected)


@pytest.mark.parametrize(("joined", "loose"), [(0, 1), (0, 2), (0, 7), (5, 3), (12, 1), (9, 14)])
def test_what_is_joined_to_nothing_stands_in_rows_beside_the_rest(joined, loose):
    ids = [f"n{one}" for one in range(joined + loose)]
    graph = make_graph(ids, [(ids[one], ids[(one - 1) // 2]) for one in range(1, joined)])
    room = Rect(-420, -200, 420, 200)
    points = arrange(graph, boxes=boxes(len(ids)), room=room)
    assert overlaps(points) == 0
    alone = points[joined:]
    # Rows and columns: few different heights, and each next to another, not in far corners.
    across, down = np.unique(alone[:, 0].round(3)), np.unique(alone[:, 1].round(3))
    assert len(across) * len(down) >= loose
    assert (np.diff(across) < 120).all()
    assert (np.diff(down) < 100).all()
    if joined:
        rest = bounds(points[:joined], boxes(joined))
        beside = bounds(alone, boxes(loose))
        assert beside.y0 >= rest.y1 or beside.x0 >= rest.x1


def test_newcomers_that_are_joined_to_nothing_stand_in_rows_below():
    graph = make_graph([f"n{one}" for one in range(9)], [("n0", "n1"), ("n1", "n2"), ("n2", "n3")])
    before = np.array([(0, 0), (200, 0), (400, 0), (600, 0)], dtype=float)
    known = np.arange(9) < 4
    points = settle_in(graph, np.vstack([before, np.zeros((5, 2))]), known=known, boxes=boxes(9))
    assert np.array_equal(points[:4], before)
    assert overlaps(points) == 0
    assert len(np.unique(points[4:, 1])) == 1
    assert points[4:, 1].min() > 38
