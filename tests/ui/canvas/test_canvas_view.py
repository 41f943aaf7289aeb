"""The canvas as a user and as a pane meet it: real events, the picture on screen."""

import gc
import threading
import time
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPalette, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication
from tests.ui.conftest import painters

from evidence_board.scene import Rect, Texts, TextStyle
from evidence_board.ui.canvas import Axes, CameraState, CanvasTool, CanvasView, HitIndex, SceneOverlay, SceneRenderer

from .conftest import BLUE, HEIGHT, RED, WIDTH, make_scene


def wheel(view, pos, notches=1, *, modifiers=Qt.KeyboardModifier.NoModifier):
    event = QWheelEvent(
        QPointF(pos),
        view.mapToGlobal(QPointF(pos)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def drag(qtbot, view, start, end, button=Qt.MouseButton.LeftButton):
    qtbot.mousePress(view, button, pos=start)
    middle = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2)
    for pos in (middle, end):
        # qtbot.mouseMove carries no pressed buttons on the offscreen screen.
        qtbot.mouseMove(view, pos)
    qtbot.mouseRelease(view, button, pos=end)


def color_at(view, x, y):
    return view.grab().toImage().pixelColor(x, y).rgba()


def test_the_scene_is_painted_where_the_camera_says(view):
    assert color_at(view, WIDTH // 2, HEIGHT // 2) == RED
    assert color_at(view, WIDTH // 2 + 50, HEIGHT // 2) == BLUE
    assert color_at(view, WIDTH // 2 + 50, HEIGHT // 2 + 20) == 0xFFFFFFFF


def test_dragging_moves_the_world_with_the_mouse(qtbot, view):
    view.camera.jump(CameraState.square(0, 0, 2.0))
    drag(qtbot, view, QPoint(100, 100), QPoint(160, 130))
    assert (view.camera.state.x, view.camera.state.y) == pytest.approx((-30, -15))
    drag(qtbot, view, QPoint(160, 130), QPoint(100, 100), Qt.MouseButton.MiddleButton)
    assert (view.camera.state.x, view.camera.state.y) == pytest.approx((0, 0))


def test_what_does_not_pan_can_be_chosen(qtbot, view):
    view.set_panning(left=False, middle=False, space=True)
    drag(qtbot, view, QPoint(100, 100), QPoint(160, 130))
    drag(qtbot, view, QPoint(100, 100), QPoint(160, 130), Qt.MouseButton.MiddleButton)
    assert view.camera.state.x == 0
    qtbot.keyPress(view, Qt.Key.Key_Space)
    drag(qtbot, view, QPoint(100, 100), QPoint(160, 130))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert view.camera.state.x == -60


def test_a_pan_shows_at_once_and_stays_in_whole_pixels(qtbot, view):
    drag(qtbot, view, QPoint(100, 100), QPoint(130, 110))
    assert color_at(view, WIDTH // 2 + 30, HEIGHT // 2 + 10) == RED
    assert view.is_sharp


@pytest.mark.parametrize("notches", [3, -2])
def test_the_wheel_keeps_the_point_under_the_mouse(view, notches):
    pos = QPointF(310, 40)
    before, scale = view.to_world(pos), view.camera.state.scale
    wheel(view, pos.toPoint(), notches)
    assert view.to_world(pos) == pytest.approx(before)
    assert view.camera.state.scale == pytest.approx(scale * 2 ** (notches / 3))


def test_zoom_stops_at_the_limits_and_the_middle_stays_inside_the_bounds(view):
    view.camera.set_limits(min_scale=0.5, max_scale=4.0, bounds=Rect(-10, -10, 10, 10))
    wheel(view, QPoint(0, 0), 60)
    assert view.camera.state.scale == 4.0
    wheel(view, QPoint(0, 0), -60)
    assert view.camera.state.scale == 0.5
    view.camera.jump(CameraState.square(999, -999, 1.0))
    assert (view.camera.state.x, view.camera.state.y) == (10, -10)


def test_keys_zoom_about_the_middle_and_move(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.state == CameraState.square(0, 0, 1.5)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.camera.state.scale == pytest.approx(1.0)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert (view.camera.state.x, view.camera.state.y) == pytest.approx((80, 80))


def test_fit_shows_the_whole_rectangle_with_its_margin(view):
    view.fit(Rect(0, 0, 100, 50), margin=50)
    top_left, bottom_right = view.to_view(0, 0), view.to_view(100, 50)
    assert (top_left.x(), bottom_right.x()) == pytest.approx((50, WIDTH - 50))
    assert top_left.y() == pytest.approx(HEIGHT - bottom_right.y())
    view.fit(Rect(7, 8, 7, 8), max_scale=2.0)
    assert view.camera.state == CameraState.square(7, 8, 2.0)


def test_an_animated_move_arrives_and_then_the_picture_is_sharp(qtbot, view):
    view.camera.reduced_motion = False
    target = CameraState.square(50, 10, 3.0)
    seen = []
    view.camera_changed.connect(lambda: seen.append(view.camera.state.scale))
    with qtbot.waitSignal(view.camera_settled):
        view.camera.move(target)
    assert view.camera.state == target
    assert seen == sorted(seen) and len(seen) > 2
    qtbot.waitUntil(lambda: view.is_sharp)


def test_the_picture_is_sharp_again_after_a_zoom(qtbot, view):
    wheel(view, QPoint(WIDTH // 2, HEIGHT // 2), 3)
    assert not view.is_sharp
    # Stretched meanwhile: the node of 20 pixels covers 40.
    assert color_at(view, WIDTH // 2 + 15, HEIGHT // 2 + 15) == RED
    qtbot.waitUntil(lambda: view.is_sharp)
    assert color_at(view, WIDTH // 2 + 15, HEIGHT // 2 + 15) == 0xFFFFFFFF
    assert color_at(view, WIDTH // 2 + 9, HEIGHT // 2 + 9) == RED


def test_hits_follow_the_zoom(qtbot, view, scene):
    hits = HitIndex(scene)
    wheel(view, QPoint(WIDTH // 2, HEIGHT // 2), 3)
    found = hits.at(view, QPointF(WIDTH / 2 + 200, HEIGHT / 2 + 8))
    assert found is not None and (found.id, found.layer) == ("A-2", "nodes")
    link = hits.at(view, QPointF(WIDTH / 2 + 100, HEIGHT / 2 + 3))
    assert link is not None and link.id == "K-1"
    assert hits.at(view, QPointF(WIDTH / 2 + 100, HEIGHT / 2 + 30)) is None
    band = QRectF(QPointF(WIDTH / 2 + 5, 0), QPointF(WIDTH / 2 - 50, HEIGHT))
    assert [hit.id for hit in hits.within(view, band)] == ["A-1"]


def test_new_content_replaces_the_picture(qtbot, view):
    renderer = SceneRenderer()
    renderer.set_scene(make_scene().with_layer("nodes", []))
    view.set_renderer(renderer)
    assert not view.is_sharp
    assert color_at(view, WIDTH // 2, HEIGHT // 2 - 8) == RED  # the old picture stays until then
    qtbot.waitUntil(lambda: view.is_sharp)
    assert color_at(view, WIDTH // 2, HEIGHT // 2 - 8) == 0xFFFFFFFF


def test_a_change_of_theme_is_painted_anew(qtbot, view):
    palette = QPalette(view.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor("black"))
    with qtbot.waitSignal(view.frame_shown):
        view.setPalette(palette)
    view.set_background(0xFF121417)
    qtbot.waitUntil(lambda: view.is_sharp)
    assert color_at(view, 5, 5) == 0xFF121417


def test_overlays_draw_on_top_and_can_be_taken_away(view):
    def overlay(painter, canvas):
        painter.fillRect(0, 0, 10, canvas.height(), QColor.fromRgba(BLUE))

    view.add_overlay(overlay)
    assert color_at(view, 5, 5) == BLUE
    view.remove_overlay(overlay)
    assert color_at(view, 5, 5) == 0xFFFFFFFF


def test_a_hidden_canvas_paints_nothing(qtbot, make_view):
    frames = []

    class Counting:
        def paint(self, painter, frame):
            frames.append(frame)

    view = make_view(Counting())
    view.hide()
    count = len(frames)
    view.invalidate()
    view.camera.pan(500, 0)
    view.show()
    qtbot.waitUntil(lambda: view.is_sharp)
    assert len(frames) == count + 1


def test_at_rest_nothing_is_painted_again(qtbot, view):
    with qtbot.assertNotEmitted(view.frame_shown, wait=300):
        view.update()


class Slow:
    """Paints a red view, and takes its time for every picture."""

    def __init__(self):
        self.frames = []

    def paint(self, painter, frame):
        self.frames.append(frame)
        until = time.thread_time() + 0.08
        while time.thread_time() < until and not frame.cancelled:
            pass
        painter.fillRect(QRectF(0, 0, frame.width, frame.height), QColor.fromRgba(RED))


def test_of_a_slow_picture_the_view_comes_first_and_then_what_lies_around_it(qtbot, make_view):
    slow = Slow()
    view = make_view(slow)
    slow.frames.clear()
    wheel(view, QPoint(200, 150), 2)
    qtbot.waitUntil(lambda: view.is_sharp)
    sharp = [frame for frame in slow.frames if not frame.draft]
    assert sharp[0].part is not None and not sharp[0].spare
    assert WIDTH <= sharp[0].painted.width <= WIDTH + 64 and sharp[0].width > 1.3 * WIDTH
    assert color_at(view, 0, 0) == color_at(view, WIDTH - 1, HEIGHT - 1) == RED
    qtbot.waitUntil(lambda: slow.frames[-1].spare and slow.frames[-1].part is None)
    with qtbot.waitSignal(view.frame_shown):
        pass
    count = len(slow.frames)
    drag(qtbot, view, QPoint(100, 100), QPoint(130, 110))
    assert view.is_sharp and len(slow.frames) == count


def test_what_lies_around_the_view_is_given_up_when_the_zoom_changes(qtbot, make_view):
    slow, given_up = Slow(), []

    class Watched:
        def paint(self, painter, frame):
            slow.paint(painter, frame)
            if frame.spare and frame.cancelled:
                given_up.append(frame)

    view = make_view(Watched())
    wheel(view, QPoint(200, 150), 2)
    qtbot.waitUntil(lambda: slow.frames[-1].spare)
    wheel(view, QPoint(200, 150), 1)
    qtbot.waitUntil(lambda: view.is_sharp)
    assert len(given_up) == 1


def test_on_its_way_the_picture_of_the_end_is_painted_and_no_other(qtbot, make_view):
    frames = []

    class Noting:
        def paint(self, painter, frame):
            frames.append(frame)

    view = make_view(Noting())
    frames.clear()
    view.camera.reduced_motion = False
    view.camera.move(CameraState.square(9000, 500, 3.0))
    assert view.camera.moving
    qtbot.waitUntil(lambda: not view.camera.moving)
    qtbot.waitUntil(lambda: view.is_sharp)
    assert [frame.camera for frame in frames] == [view.camera.state]
    assert view.camera.state == CameraState.square(9000, 500, 3.0)


def test_far_from_the_last_picture_there_is_background_not_nothing(view):
    view.set_background(BLUE)
    view.render_now()
    view.camera.jump(CameraState.square(0, 70, 500.0))
    assert color_at(view, 200, 150) == color_at(view, 3, 3) == BLUE


def test_content_that_changes_on_the_way_is_painted_for_the_end(qtbot, view):
    view.camera.reduced_motion = False
    view.camera.move(CameraState.square(300, 0, 2.0))
    assert view.camera.moving
    view.set_background(BLUE)
    qtbot.waitUntil(lambda: not view.camera.moving)
    qtbot.waitUntil(lambda: view.is_sharp)
    assert color_at(view, 3, 3) == BLUE


def test_where_edges_matter_a_moved_view_is_painted_anew_at_rest(qtbot, make_view):
    frames = []

    class Noting:
        def paint(self, painter, frame):
            frames.append(frame)

    view = make_view(Noting())
    view.edges_matter = True
    drag(qtbot, view, QPoint(100, 100), QPoint(112, 104))
    assert not view.is_sharp
    qtbot.waitUntil(lambda: view.is_sharp)
    assert frames[-1].camera == view.camera.state and not frames[-1].draft


def test_a_busy_renderer_is_cancelled_when_the_canvas_hides(qtbot, make_view):
    started, ended = threading.Event(), threading.Event()

    class Endless:
        def paint(self, painter, frame):
            started.set()
            while not frame.cancelled:
                painter.drawPoint(0, 0)
            ended.set()

    view = make_view(Endless(), wait=False)
    qtbot.waitUntil(started.is_set)
    view.hide()
    qtbot.waitUntil(ended.is_set)


def test_an_error_of_the_renderer_reaches_the_gui_thread_once(qtbot, make_view):
    class Broken:
        def paint(self, painter, frame):
            raise ValueError("no such thing")

    with qtbot.captureExceptions() as raised:
        view = make_view(Broken(), wait=False)
        qtbot.waitUntil(lambda: bool(raised))
        view.camera.pan(300, 0)
        qtbot.wait(150)
    assert [str(value) for _, value, _ in raised] == ["no such thing"]


@pytest.mark.parametrize("ending", ["delete", "collect", "shut down"])
def test_no_thread_outlives_the_canvas(qtbot, ending):
    renderer = SceneRenderer()
    renderer.set_scene(make_scene())
    view = CanvasView(renderer)
    view.resize(WIDTH, HEIGHT)
    view.show()
    qtbot.waitUntil(lambda: view.is_sharp)
    assert len(painters()) == 1
    if ending == "delete":
        view.deleteLater()
        QApplication.sendPostedEvents(view, QEvent.Type.DeferredDelete)
    elif ending == "collect":
        gone = weakref.ref(view)
        del view
        gc.collect()
        assert gone() is None
    else:
        view.shut_down()
        view.camera.pan(900, 0)
    assert not painters()


def test_a_canvas_never_shown_starts_no_thread(qtbot):
    view = CanvasView(SceneRenderer())
    qtbot.addWidget(view)
    view.invalidate()
    assert not painters()


def test_two_device_pixels_per_pixel(qtbot, make_view, monkeypatch):
    monkeypatch.setattr(CanvasView, "devicePixelRatioF", lambda self: 2.0)
    view = make_view()
    image = QImage(WIDTH * 2, HEIGHT * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    view.render(image)
    assert image.pixelColor(WIDTH, HEIGHT).rgba() == RED
    # The square is 40 device pixels wide and ends sharply.
    assert image.pixelColor(WIDTH - 18, HEIGHT - 18).rgba() == RED
    assert image.pixelColor(WIDTH - 22, HEIGHT - 22).rgba() == 0xFFFFFFFF
    # Three pixels of line are six of the device.
    column = [image.pixelColor(WIDTH + 100, y).rgba() for y in range(HEIGHT - 8, HEIGHT + 8)]
    assert column.count(BLUE) == 6


def test_on_a_timeline_only_x_moves_and_zooms(qtbot, make_view):
    view = make_view(axes=Axes.HORIZONTAL)
    assert view.to_view(0, 10).y() == 10
    wheel(view, QPoint(100, 100), 3)
    drag(qtbot, view, QPoint(100, 100), QPoint(150, 180))
    assert view.camera.state.scale == pytest.approx(2)
    assert view.to_view(0, 10).y() == 10
    view.fit(Rect(0, 0, 1000, 5000), margin=0)
    assert view.visible_world == pytest.approx((0, 0, 1000, HEIGHT))


def test_render_now_needs_no_thread(qtbot):
    renderer = SceneRenderer()
    renderer.set_scene(make_scene())
    view = CanvasView(renderer)
    qtbot.addWidget(view)
    view.resize(WIDTH, HEIGHT)
    view.render_now()
    assert view.is_sharp and not painters()
    assert color_at(view, WIDTH // 2, HEIGHT // 2) == RED


class Recorder(CanvasTool):
    """Writes down what it is told; takes presses of the left button on the right half."""

    def __init__(self):
        self.calls = []

    def press(self, pointer):
        self.calls.append("press")
        return pointer.pos.x() > WIDTH / 2

    def drag(self, pointer):
        self.calls.append(("drag", pointer.world, pointer.start_world, pointer.dragged))

    def release(self, pointer):
        self.calls.append("release")

    def cancel(self):
        self.calls.append("cancel")

    def click(self, pointer):
        self.calls.append(("click", pointer.world, pointer.modifiers))

    def double_click(self, pointer):
        self.calls.append("double")

    def hover(self, pointer):
        self.calls.append("hover" if pointer else "left")

    def key(self, event):
        self.calls.append(event.key())
        return event.key() == Qt.Key.Key_Right


def test_a_tool_takes_gestures_before_the_canvas(qtbot, view):
    tool = Recorder()
    view.set_tool(tool)
    drag(qtbot, view, QPoint(300, 150), QPoint(340, 150))
    assert view.camera.state.x == 0
    assert tool.calls[0] == "press" and tool.calls[-1] == "release"
    assert tool.calls[-2] == ("drag", (140.0, 0.0), (100.0, 0.0), True)
    tool.calls.clear()
    drag(qtbot, view, QPoint(100, 150), QPoint(60, 150))
    assert tool.calls == ["press"] and view.camera.state.x == 40


def test_a_click_that_the_tool_did_not_take_is_a_click_and_no_pan(qtbot, view):
    tool = Recorder()
    view.set_tool(tool)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, pos=QPoint(100, 150))
    assert tool.calls == ["press", ("click", (-100.0, 0.0), Qt.KeyboardModifier.ControlModifier)]


def test_escape_and_hiding_end_a_gesture_of_the_tool(qtbot, view):
    tool = Recorder()
    view.set_tool(tool)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    assert tool.calls == ["press", "cancel"]
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    view.hide()
    assert tool.calls[-1] == "cancel"


def test_keys_go_to_the_tool_first(qtbot, view):
    tool = Recorder()
    view.set_tool(tool)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.camera.state.x == 0
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.camera.state.x == -80


def test_fit_before_showing_uses_the_size_that_the_canvas_gets(qtbot):
    view = CanvasView(SceneRenderer())
    qtbot.addWidget(view)
    view.resize(50, 50)
    view.fit(Rect(0, 0, 100, 50), margin=0)
    view.resize(WIDTH, HEIGHT)
    view.show()
    assert view.camera.state == CameraState.square(50, 25, WIDTH / 100)
    view.shut_down()


def test_a_small_scene_on_top_follows_the_camera_at_once(make_view):
    view = make_view(SceneRenderer())
    overlay = SceneOverlay()
    overlay.set_scene(make_scene())
    view.add_overlay(overlay)
    view.camera.jump(CameraState.square(-40, 0, 1.0))
    assert color_at(view, WIDTH // 2 + 40, HEIGHT // 2) == RED
    image = QImage(WIDTH * 2, HEIGHT * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    view.render(image)
    assert image.pixelColor(WIDTH + 80 - 18, HEIGHT - 18).rgba() == RED
    assert image.pixelColor(WIDTH + 80 - 22, HEIGHT - 22).rgba() == 0xFFFFFFFF


def test_pinching_a_touch_pad_zooms_about_the_fingers(view):
    pos = QPointF(310, 40)
    before = view.to_world(pos)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        pos,
        pos,
        view.mapToGlobal(pos),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(view, event)
    assert view.camera.state.scale == pytest.approx(1.5)
    assert view.to_world(pos) == pytest.approx(before)


def test_the_wheel_with_shift_moves_sideways(view):
    wheel(view, QPoint(10, 10), modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert view.camera.state == CameraState.square(-120, 0, 1.0)


def test_two_threads_draw_texts_and_stamps_side_by_side(qtbot, make_view):
    style = TextStyle(RED, halo=BLUE)
    rng = np.random.default_rng(1)
    points = rng.uniform(-300, 300, (300, 2))
    names = Texts(points=points, texts=[f"Имя {number} أبو" for number in range(300)], style=style)
    renderer, overlay = SceneRenderer(), SceneOverlay()
    for holder in (renderer, overlay):
        holder.set_scene(make_scene().with_layer("names", [names]))
    view = make_view(renderer)
    view.add_overlay(overlay)
    for step in range(60):
        view.camera.zoom(1.1 if step % 20 < 10 else 1 / 1.1)
        view.invalidate()
        view.repaint()
        qtbot.wait(1)
    qtbot.waitUntil(lambda: view.is_sharp)
