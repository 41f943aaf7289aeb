"""Videos in the viewer: frames by key, playing, moments and spans on the strip, cards, damage in words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from tests.factories import photos
from tests.factories.cases import empty_session, import_into
from tests.ui.conftest import services
from tests.ui.viewer.conftest import Window

from evidence_board.operations.regions import add_region, mark_moment

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Clip:
    def __init__(self, window, ref="V-002"):
        self.window, self.view, self.player = window, window.viewer.clip, window.viewer.clip.player
        self.ref = ref

    def open(self, at_s=1.0):
        item_id = self.window.session.index.by_ref[self.ref]
        self.window.context.requests.open_moment.emit(item_id, at_s)
        self.wait_at(at_s)
        return item_id

    def wait_at(self, at_s):
        self.window.qtbot.waitUntil(
            lambda: (
                self.player.frame is not None and abs(self.player.at_s - at_s) < 0.001 and not self.player.is_waiting
            )
        )

    def x(self, at_s):
        strip = self.view.shelf.strip
        return QPoint(round(strip.x_of(at_s)), strip.height() // 2)

    def moments(self):
        return [row for row in self.window.rows() if row.is_moment]


@pytest.fixture
def clip(window):
    return Clip(window)


def test_a_moment_of_a_video_is_opened(clip):
    clip.open(1.0)
    viewer = clip.window.viewer
    assert viewer.is_open and clip.view.isVisible() and not viewer.still.isVisible()
    assert clip.view.controls.time.text() == "0:01.0 of 0:05" and clip.view.controls.frame_words.text() == "frame 10"
    clip.window.qtbot.waitUntil(lambda: clip.view.canvas.store.overview is not None)
    assert clip.window.session.selection.current == viewer.item_id


def test_frames_are_stepped_and_seconds_jumped(clip):
    clip.open(1.0)
    key = clip.window.key
    key(Qt.Key.Key_Period)
    clip.wait_at(1.1)
    key(Qt.Key.Key_Comma)
    clip.wait_at(1.0)
    for number in range(1, 4):
        key(Qt.Key.Key_Comma)
        clip.wait_at(1.0 - number / 10)
    key(Qt.Key.Key_L)
    clip.wait_at(1.7)
    key(Qt.Key.Key_J)
    clip.wait_at(0.7)
    key(Qt.Key.Key_Home)
    clip.wait_at(0.0)
    key(Qt.Key.Key_Comma)
    assert clip.player.at_s == 0.0
    key(Qt.Key.Key_End)
    clip.wait_at(5.1)
    key(Qt.Key.Key_Period)
    clip.window.qtbot.waitUntil(lambda: not clip.player.is_waiting)
    assert clip.player.at_s == pytest.approx(5.1)
    assert clip.player.frame_number == 51


def test_space_plays_to_the_end_without_leaving_a_frame_out(clip):
    clip.open(4.5)
    seen = []
    clip.player.shown.connect(lambda frame: seen.append(round(frame.at_s, 1)))
    clip.window.key(Qt.Key.Key_Space)
    assert clip.player.is_playing and clip.view.controls.play.accessibleName() == "Pause"
    clip.window.qtbot.waitUntil(lambda: not clip.player.is_playing)
    assert seen == [4.6, 4.7, 4.8, 4.9, 5.0, 5.1]
    assert clip.window.viewer.is_open


def test_esc_stops_playing_before_it_closes(clip):
    clip.open(0.0)
    clip.window.key(Qt.Key.Key_K)
    assert clip.player.is_playing
    clip.window.key(Qt.Key.Key_Escape)
    assert not clip.player.is_playing and clip.window.viewer.is_open
    clip.window.key(Qt.Key.Key_Escape)
    assert not clip.window.viewer.is_open


def test_m_marks_the_moment_and_its_card_is_named(clip):
    clip.open(1.0)
    known = len(clip.moments())
    clip.window.key(Qt.Key.Key_M)
    field = clip.view.field
    clip.window.qtbot.waitUntil(field.isVisible)
    clip.window.qtbot.keyClicks(field, "Number readable")
    clip.window.qtbot.keyClick(field, Qt.Key.Key_Return)
    clip.window.qtbot.waitUntil(lambda: "Number readable" in [row.label for row in clip.moments()])
    clip.window.qtbot.waitUntil(lambda: len(clip.view.shelf.cards) == min(known + 1, clip.view.shelf._room()))
    row = next(row for row in clip.moments() if row.label == "Number readable")
    assert (row.start_s, row.end_s) == (1.0, None) and clip.window.desk.chosen == row.id
    assert clip.window.viewer.hasFocus()
    clip.window.session.undo().result()
    clip.window.session.undo().result()
    assert len(clip.moments()) == known


def test_m_pressed_while_a_frame_is_on_its_way_marks_that_frame(clip):
    clip.open(1.0)
    known = {row.id for row in clip.moments()}
    clip.view.player.seek(4.0)
    assert clip.view.player.is_waiting
    clip.window.key(Qt.Key.Key_M)
    clip.window.qtbot.waitUntil(lambda: {row.id for row in clip.moments()} > known)
    (made,) = [row for row in clip.moments() if row.id not in known]
    assert made.start_s == clip.view.player.at_s == 4.0
    clip.window.session.undo().result()


def test_a_drag_on_the_strip_marks_a_span_and_its_edge_is_pulled(clip):
    clip.open(0.0)
    strip, qtbot = clip.view.shelf.strip, clip.window.qtbot
    known = {row.id for row in clip.moments()}

    def drag(start, end):
        qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=clip.x(start))
        qtbot.mouseMove(strip, clip.x((start + end) / 2))
        qtbot.mouseMove(strip, clip.x(end))
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=clip.x(end))

    def span():
        return next((row for row in clip.moments() if row.id not in known), None)

    drag(2.9, 3.5)
    qtbot.waitUntil(clip.view.field.isVisible)
    qtbot.keyClick(clip.view.field, Qt.Key.Key_Escape)
    row = span()
    assert (row.start_s, row.end_s) == (pytest.approx(2.9, abs=0.02), pytest.approx(3.5, abs=0.02))
    drag(row.end_s, 3.9)
    qtbot.waitUntil(lambda: span().end_s == pytest.approx(3.9, abs=0.02))
    assert span().start_s == row.start_s


def test_shift_s_marks_a_span_with_keys_alone(clip):
    clip.open(1.0)
    known = {row.id for row in clip.moments()}
    clip.window.key(Qt.Key.Key_S, SHIFT)
    clip.window.key(Qt.Key.Key_L)
    clip.wait_at(2.0)
    clip.window.key(Qt.Key.Key_S, SHIFT)
    clip.window.qtbot.waitUntil(clip.view.field.isVisible)
    row = next(row for row in clip.moments() if row.id not in known)
    assert (row.start_s, row.end_s) == (1.0, 2.0)


def test_a_card_leads_to_its_moment_and_is_cited(clip):
    item_id = clip.window.session.index.by_ref["V-002"]
    made = clip.window.session.run(mark_moment, item_id=item_id, start_s=4.0, label="Голос").result()
    clip.open(0.0)
    clip.window.qtbot.waitUntil(lambda: made.result["id"] in [card.row.id for card in clip.view.shelf.cards])
    card = next(one for one in clip.view.shelf.cards if one.row.id == made.result["id"])
    asked = []
    clip.window.context.requests.cite.connect(asked.append)
    clip.window.qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    clip.wait_at(4.0)
    clip.window.viewer.setFocus()
    clip.window.key(Qt.Key.Key_Q)
    assert asked == [[("region", made.result["id"])]]
    clip.window.key(Qt.Key.Key_Delete)
    clip.window.qtbot.waitUntil(lambda: made.result["id"] not in [row.id for row in clip.moments()])


def test_a_marked_moment_is_opened_from_elsewhere(clip):
    item_id = clip.window.session.index.by_ref["V-002"]
    made = clip.window.session.run(mark_moment, item_id=item_id, start_s=3.0).result()
    clip.window.context.requests.open_thing.emit(("region", made.result["id"]))
    clip.wait_at(3.0)
    clip.window.qtbot.waitUntil(lambda: clip.window.desk.chosen == made.result["id"])


def test_the_strip_fills_with_small_frames_and_arrows_step_there(clip):
    clip.open(1.0)
    strip = clip.view.shelf.strip
    clip.window.qtbot.waitUntil(lambda: len(strip._stills) == len(strip.slots))
    clip.window.qtbot.keyClick(strip, Qt.Key.Key_Right)
    clip.wait_at(1.1)


def test_the_strip_is_not_mirrored(qtbot, context):
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    clip = Clip(Window(qtbot, context))
    clip.open(1.0)
    strip = clip.view.shelf.strip
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=clip.x(0.5))
    clip.wait_at(0.5)


def test_a_damaged_video_says_so_and_the_strip_stays_empty(qtbot, tmp_path, theme):
    folder = tmp_path / "in"
    whole = photos.mp4(folder / "whole.mp4")
    data = whole.read_bytes()
    (folder / "cut.mp4").write_bytes(data[: len(data) // 3])
    with empty_session(tmp_path) as session:
        import_into(session, folder)
        with services(session, theme) as context:
            window = Window(qtbot, context)
            by_name = {item.file_name: item.id for item in session.index.items.values()}
            context.requests.preview.emit(by_name["cut.mp4"])
            words = window.viewer.clip.words
            qtbot.waitUntil(lambda: words.isVisible() and "video" in words.text())
            assert window.viewer.clip.player.frame is None
            window.key(Qt.Key.Key_M)
            assert window.rows() == ()


# -- regions on a frame --------------------------------------------------------------------------------


def frame_regions(clip):
    return [row for row in clip.window.rows() if not row.is_moment]


def draw_on_frame(clip, start=(0.2, 0.2), end=(0.5, 0.6), *, shape=Qt.Key.Key_R):
    """Draw on the frame in view, and leave the label empty."""
    window, canvas = clip.window, clip.view.canvas
    known = len(frame_regions(clip))
    window.qtbot.waitUntil(lambda: canvas.has_picture and window.desk.rows == window.rows())
    window.key(shape)
    first, last = (canvas.sight.to_widget(point).toPoint() for point in (start, end))
    window.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=first)
    for step in range(1, 5):
        window.qtbot.mouseMove(canvas, first + (last - first) * step / 4)
    window.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=last)
    window.qtbot.waitUntil(clip.view.tools.field.isVisible)
    window.qtbot.keyClick(clip.view.tools.field, Qt.Key.Key_Escape)
    window.qtbot.waitUntil(lambda: len(frame_regions(clip)) == known + 1 and window.desk.rows == window.rows())
    return next(row for row in frame_regions(clip) if row.id == window.desk.chosen)


def test_a_region_is_drawn_on_a_frame_seen_there_alone_and_undone(clip):
    clip.open(1.0)
    row = draw_on_frame(clip)
    assert (row.shape, row.kind, row.end_s) == ("rectangle", "person", None)
    assert row.start_s == pytest.approx(clip.player.at_s, abs=1e-5)
    layer = clip.view.canvas.layer
    assert [one.id for one in layer.rows] == [row.id] and layer.chosen == row.id
    clip.window.key(Qt.Key.Key_Period)
    clip.wait_at(1.1)
    assert layer.rows == ()
    assert clip.view.shelf.card(row.id) is not None
    clip.window.qtbot.mouseClick(clip.view.shelf.card(row.id), Qt.MouseButton.LeftButton)
    clip.wait_at(1.0)
    assert layer.chosen == row.id
    clip.window.session.undo().result()
    clip.window.qtbot.waitUntil(lambda: layer.rows == ())


@pytest.mark.parametrize(("key", "shape"), [(Qt.Key.Key_E, "ellipse"), (Qt.Key.Key_A, "arrow"), (Qt.Key.Key_S, "line")])
def test_other_shapes_on_a_frame(clip, key, shape):
    clip.open(1.0)
    assert draw_on_frame(clip, shape=key).shape == shape


def test_a_region_on_a_frame_is_moved_by_keys_made_of_another_kind_and_deleted(clip):
    clip.open(1.0)
    row = draw_on_frame(clip)
    window = clip.window
    window.key(Qt.Key.Key_Right)
    window.key(Qt.Key.Key_Right, SHIFT)
    clip.view.canvas.hand.save_nudges()
    window.qtbot.waitUntil(lambda: frame_regions(clip)[0].points != row.points)
    assert clip.player.at_s == pytest.approx(1.0)
    window.key(Qt.Key.Key_C)
    window.qtbot.waitUntil(lambda: frame_regions(clip)[0].kind == "vehicle")
    window.settle()
    window.key(Qt.Key.Key_Delete)
    window.qtbot.waitUntil(lambda: frame_regions(clip) == [])
    window.settle()
    assert window.desk.row is None and window.viewer.is_open


def test_a_region_on_a_frame_is_opened_from_elsewhere(clip):
    item_id = clip.window.session.index.by_ref[clip.ref]
    box = ((0.1, 0.1), (0.4, 0.5))
    changes = clip.window.session.run(add_region, item_id=item_id, shape="rectangle", points=box, start_s=2.0).result()
    clip.window.context.requests.open_thing.emit(("region", changes.result["id"]))
    clip.wait_at(2.0)
    assert clip.window.viewer.is_open
    clip.window.qtbot.waitUntil(lambda: clip.view.canvas.layer.chosen == changes.result["id"])


def test_while_it_plays_nothing_is_drawn_and_a_tool_stops_it(clip):
    clip.open(1.0)
    clip.window.key(Qt.Key.Key_Space)
    assert clip.player.is_playing and clip.view.tools.dock.isHidden()
    clip.window.key(Qt.Key.Key_R)
    assert not clip.player.is_playing and clip.view.tools.dock.isVisible()
    assert clip.view.canvas.hand.tool == "rectangle"
    clip.window.key(Qt.Key.Key_Escape)
    assert clip.view.canvas.hand.tool == "select" and clip.window.viewer.is_open


def test_the_time_of_a_frame_leads_back_to_it_at_an_odd_rate(qtbot, tmp_path, theme):
    folder = tmp_path / "in"
    photos.mp4(folder / "odd.mp4", fps=30)
    with empty_session(tmp_path) as session:
        import_into(session, folder)
        with services(session, theme) as context:
            clip = Clip(Window(qtbot, context), ref="V-001")
            clip.open(0.0)
            for _ in range(2):
                known = clip.player.at_s
                clip.window.key(Qt.Key.Key_Period)
                qtbot.waitUntil(lambda at=known: clip.player.at_s > at and not clip.player.is_waiting)
                at_s = clip.player.at_s
                row = draw_on_frame(clip)
                clip.window.key(Qt.Key.Key_Home)
                clip.wait_at(0.0)
                clip.window.context.requests.open_thing.emit(("region", row.id))
                clip.wait_at(at_s)
