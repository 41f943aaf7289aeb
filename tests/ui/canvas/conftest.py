"""A canvas on the offscreen screen, with a scene whose geometry the tests know."""

import pytest

from evidence_board.scene import Layer, Lines, Markers, Pen, Scene, Shape, Size, as_boxes, as_points
from evidence_board.ui.canvas import CanvasView, SceneRenderer

WIDTH, HEIGHT = 400, 300
RED, BLUE = 0xFFCC0000, 0xFF0000CC


def make_scene():
    """A link from (0, 0) to (100, 0) under two square nodes of 20 pixels."""
    return Scene(
        (
            Layer("links", (Lines(segments=as_boxes([(0, 0, 100, 0)]), pen=Pen(BLUE, 3.0), ids=["K-1"]),)),
            Layer(
                "nodes",
                (
                    Markers(
                        points=as_points([(0, 0), (100, 0)]),
                        shape=Shape.SQUARE,
                        size=Size(20),
                        fill=RED,
                        ids=["A-1", "A-2"],
                    ),
                ),
            ),
        )
    )


@pytest.fixture(autouse=True)
def no_painter_left(no_painter_left):
    """As in `tests/ui/conftest.py`, for every test here."""


@pytest.fixture
def make_view(qtbot):
    """A function that shows a canvas of a renderer (default: the scene above) and waits until it is sharp."""
    views = []

    def make(renderer=None, *, wait=True, **options):
        if renderer is None:
            renderer = SceneRenderer()
            renderer.set_scene(make_scene())
        view = CanvasView(renderer, **options)
        views.append(view)
        view.resize(WIDTH, HEIGHT)
        view.camera.reduced_motion = True
        view.show()
        qtbot.waitExposed(view)
        if wait:
            qtbot.waitUntil(lambda: view.is_sharp)
        return view

    yield make
    for view in views:
        view.shut_down()
        view.close()


@pytest.fixture
def view(make_view):
    return make_view()


@pytest.fixture
def scene():
    return make_scene()
