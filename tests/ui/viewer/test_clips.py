"""Videos in the viewer: frames by key, playing, moments and spans on the strip, cards, damage in words."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from tests.factories import photos
from tests.factories.cases import empty_session, import_into
from tests.ui.conftest import services
from tests.ui.viewer.conftest import Window

from evidence_board.operations.regions import mark_moment

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
    assert clip.view.time.text() == "0:01.0 of 0:05" and clip.view.frame_words.text() == "frame 10"
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
    assert clip.player.is_playing and clip.view.play.accessibleName() == "Pause"
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
