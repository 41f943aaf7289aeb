"""Labels find room and never cover one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.geo.labels import ABOVE, BELOW, CENTRE, LEFT, RIGHT, LabelPlacer, LabelWish, Rect


def test_sides_are_tried_in_order():
    placer = LabelPlacer(bounds=Rect(0, 0, 400, 300), gap=0)
    wish = LabelWish(200, 150, 60, 12, offset=6)
    taken = [placer.place(wish) for _ in range(5)]
    assert [found[1] for found in taken if found] == [RIGHT, LEFT, ABOVE, BELOW]
    assert taken[4] is None
    assert taken[0] is not None and taken[0][0] == Rect(206, 144, 60, 12)


def test_labels_stay_in_bounds():
    placer = LabelPlacer(bounds=Rect(0, 0, 100, 100))
    found = placer.place(LabelWish(95, 50, 40, 10))
    assert found is not None and found[1] == LEFT
    assert placer.place(LabelWish(50, 50, 101, 10)) is None


def test_obstacles_are_kept_free():
    placer = LabelPlacer(gap=3)
    placer.add_obstacle(Rect(10, -50, 500, 100))
    found = placer.place(LabelWish(0, 0, 50, 10, offset=5))
    assert found is not None and found[1] == LEFT
    assert not placer.is_free(Rect(8, 0, 1, 1)), "the gap belongs to the obstacle"
    assert placer.is_free(Rect(0, 0, 6, 1))


def test_the_most_important_is_placed_first_and_the_limit_holds():
    placer = LabelPlacer()
    wishes = [LabelWish(0, 0, 50, 10, priority=rank, sides=(CENTRE,)) for rank in (3, 1, 2)]
    (placed,) = placer.place_all(wishes)
    assert placed.index == 1 and placed.side == CENTRE and placed.rect == Rect(-25, -5, 50, 10)
    spread = [LabelWish(0, 100 + 50 * at, 50, 10) for at in range(10)]
    assert len(placer.place_all(spread, limit=3)) == 3


def test_equal_labels_keep_the_order_given():
    wishes = [LabelWish(100 * at, 0, 20, 10) for at in range(5)]
    assert [placed.index for placed in LabelPlacer().place_all(wishes)] == [0, 1, 2, 3, 4]


def test_an_unknown_side_is_our_mistake():
    with pytest.raises(ValueError):
        LabelPlacer().place(LabelWish(0, 0, 5, 5, sides=("north",)))


pixels = st.floats(-500, 500)
wishes = st.builds(LabelWish, pixels, pixels, st.floats(1, 300), st.floats(1, 40), st.integers(0, 3))


@given(st.lists(wishes, max_size=40), st.lists(st.builds(Rect, pixels, pixels, st.floats(1, 200), st.floats(1, 200))))
def test_nothing_overlaps(labels, obstacles):
    placer = LabelPlacer(bounds=Rect(-500, -500, 1000, 1000))
    for obstacle in obstacles:
        placer.add_obstacle(obstacle)
    placed = placer.place_all(labels)
    taken = [label.rect for label in placed]
    assert len({label.index for label in placed}) == len(placed)
    for at, rect in enumerate(taken):
        assert rect.inside(Rect(-500, -500, 1000, 1000))
        assert not any(rect.overlaps(other) for other in (*taken[at + 1 :], *obstacles))
