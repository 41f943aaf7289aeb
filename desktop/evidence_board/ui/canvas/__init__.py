"""The canvas shared by map, board and timeline.

A pane describes what it shows as a :class:`~evidence_board.scene.Scene`, hands it to a renderer and
lets :class:`CanvasView` do the rest: a thread of its own paints an image 1.4 times the view, and the
GUI thread only moves and scales that image, so 10,000 things pan and zoom at the cost of one copy::

    from evidence_board.scene import Layer, Lines, Markers, Pen, Scene, Shape, Size, TextStyle, Texts
    from evidence_board.scene import Placement, as_boxes, as_points
    from evidence_board.ui.canvas import CanvasTool, CanvasView, HitIndex, ScenePainter, SceneRenderer
    from evidence_board.ui.canvas import icon_image, theme_fonts

    points = as_points([(0, 0), (120, 40)])
    scene = Scene((
        Layer("links", (Lines(segments=as_boxes([(0, 0, 120, 40)]), pen=Pen(0xFF5B6472, 1.6),
                              gap=Size(11), gaps=as_points([(1, 1)]), head_px=8, ids=["K-1"]),)),
        Layer("nodes", (
            Markers(points=points, shape=Shape.HEXAGON, size=Size(22, world=True, min_px=5, max_px=40),
                    fill=0xFF00734F, ids=["U-1", "U-2"], obstacle=True),
            Texts(points=points, texts=["Unit 1", "Часть 2"], gap=Size(13), min_scale=0.4,
                  placements=(Placement.BELOW,), style=TextStyle(0xFF161A20, halo=0xFFFFFFFF)),
        )),
    ))
    renderer = SceneRenderer(ScenePainter(images=thumbnail_of, icons=icon_image, fonts=theme_fonts(theme)))
    view = CanvasView(renderer)
    view.set_background(0xFFF7F8FA)
    renderer.set_scene(scene)          # whenever the content changes ...
    view.invalidate()                  # ... the old picture stays until the new one is painted
    view.fit(scene.bounds())

    hits = HitIndex(scene)             # per scene, again when the scene changes
    hit = hits.at(view, pos)           # topmost thing at a pixel: hit.id, or None
    ids = hits.within(view, QRectF(...))

* **Renderer.** Anything with ``paint(painter, frame)``; a map paints its cached basemap paths first
  and calls ``ScenePainter.paint(painter, scene, frame)`` after. It runs in the painter thread: only
  data that nobody changes, no QPixmap, no static text; ask ``frame.cancelled`` between chunks.
* **Selection, hover, rubber band, drag ghost** are overlays: ``view.add_overlay(fn)`` with
  ``fn(painter, view)`` in view pixels in the GUI thread, then ``view.update()``. A ``SceneOverlay``
  draws a small scene there with the same marks.
* **Mouse and keys** are a :class:`CanvasTool`: ``view.set_tool(tool)``. What the tool does not take
  pans (left or middle drag, see ``set_panning``), zooms (wheel, pinch, + and -) or moves (arrows).
* **Camera.** ``view.camera.state`` (x, y, scale), ``jump``, ``move`` (240 ms), ``zoom``, ``fit``,
  ``set_limits``; ``view.to_world(pos)``, ``view.to_view(x, y)``, ``view.visible_world``. Signals of the
  view: ``camera_changed`` (every step), ``camera_settled`` (at rest), ``frame_shown``.
* **Level of detail.** Give the same data twice: ``Lines(..., pen=Pen(0x40848C99, 1.0), max_scale=0.3)``
  for the whole board, where thousands of opaque links are a blot, and the styled ones with
  ``min_scale=0.3``; names and icons from the scale on at which they have room. ``obstacle=True`` on
  marks keeps names off them.
* **Theme.** After a change of theme build the scene with the new colours, call ``ScenePainter.reset()``
  (fonts) and ``view.set_background(...)`` or ``view.invalidate()``.
* **Timeline.** ``CanvasView(renderer, axes=Axes.HORIZONTAL)``: world y is pixels from the top and
  only x moves and zooms.
* ``view.is_sharp`` says that the screen is final; ``view.render_now()`` paints at once (screenshots).
"""

from evidence_board.ui.canvas.axes import Axes
from evidence_board.ui.canvas.camera import Camera
from evidence_board.ui.canvas.camera_state import CameraState
from evidence_board.ui.canvas.canvas_tool import CanvasTool
from evidence_board.ui.canvas.canvas_view import CanvasView
from evidence_board.ui.canvas.frame import Frame
from evidence_board.ui.canvas.hit_index import Hit, HitIndex
from evidence_board.ui.canvas.paint_scene import ScenePainter
from evidence_board.ui.canvas.pointer import Pointer
from evidence_board.ui.canvas.renderer import Renderer
from evidence_board.ui.canvas.scene_overlay import SceneOverlay
from evidence_board.ui.canvas.scene_renderer import SceneRenderer
from evidence_board.ui.canvas.segment_index import SegmentIndex
from evidence_board.ui.canvas.spatial_index import PointIndex
from evidence_board.ui.canvas.theme_sources import icon_image, theme_fonts

__all__ = [
    "Axes",
    "Camera",
    "CameraState",
    "CanvasTool",
    "CanvasView",
    "Frame",
    "Hit",
    "HitIndex",
    "PointIndex",
    "Pointer",
    "Renderer",
    "SceneOverlay",
    "ScenePainter",
    "SceneRenderer",
    "SegmentIndex",
    "icon_image",
    "theme_fonts",
]
