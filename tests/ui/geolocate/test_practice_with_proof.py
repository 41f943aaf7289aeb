"""The workshop, done with mouse and keys alone: what waits is placed or answered, with proof, as near as it says.

Landmarks are pressed where the plan of the practice case has them, and where the photos show them; the truth of the
story is only looked at afterwards.
"""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_board import resources
from evidence_board.case.details import read_item_detail
from evidence_board.case.placement import placement_of
from evidence_board.geo.geodesy import distance_m
from evidence_board.geo.mercator import to_world
from evidence_board.operations.match_points import remove_match_points
from evidence_board.ui.geolocate.give_up import GiveUpPopover
from evidence_board.ui.geolocate.points_part import PointsPart
from evidence_board.ui.geolocate.solver_question import Find
from evidence_board.ui.geolocate.sun_record_form import SunRecordForm
from evidence_board.ui.geolocate.sun_strip import SunStrip
from evidence_board.ui.geolocate.to_place import queue_of
from evidence_board.ui.geolocate.workspace import GeolocateWorkspace
from evidence_board.ui.places.place_finder import PlaceFinder
from evidence_board.ui.widgets.icon_button import IconButton

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WAIT = 30_000
WIDTH, HEIGHT = 1600, 1200
TRUTH = {one["id"]: one["true"] for one in json.loads(resources.read_text("practice/story.json"))["items"]}
TASKS = {one["task"]: one for one in json.loads(resources.read_text("practice/answers.json"))["tasks"]}

#: Where a person sees them in the photo, in pixels.
SEEN_IN_M_014 = {
    "Mosque dome": (742, 578),
    "Crane": (933, 540),
    "Lighthouse": (1267, 434),
    "Striped mast": (120, 534),
}
FOOT, TOP, TIP, HORIZON = (1321, 1025), (1319, 562), (326, 1039), (800, 408)

#: What waits in the practice case: those that show no place, and those of which no more than a town can be said.
NO_PLACE = {
    "M-002": "Inside a cabin; nothing outside can be seen",
    "M-006": "A table and a newspaper: a date, no place",
    "M-021": "Cloth only; a patch can be anywhere",
    "M-032": "A page of a network, not a place",
    "M-033": "A poster without a place",
    "M-041": "Sea and railing only, no coast",
}
ONLY_A_REGION = {
    "M-023": ("Tartus", "Arabic sign, dry ground; the same phone was at the quay three days before"),
    "M-030": ("Homs", "An open plain; same truck as M-031, whose caption says near Homs"),
    "M-031": ("Homs", "Same truck and plain as M-030; the caption says near Homs"),
}


def on_the_plan():
    features = json.loads(resources.read_text("practice/harbour.geojson"))["features"]
    points = [one for one in features if one["geometry"]["type"] == "Point"]
    return {one["properties"]["name"]: tuple(reversed(one["geometry"]["coordinates"])) for one in points}


class Participant:
    """Somebody at the workspace."""

    def __init__(self, qtbot, context):
        self.qtbot, self.session = qtbot, context.session
        self.workspace = GeolocateWorkspace(context)
        qtbot.addWidget(self.workspace)
        self.workspace.resize(1600, 930)
        self.workspace.show()
        qtbot.waitExposed(self.workspace)
        self.workspace.enter()
        self.desk, self.panel = self.workspace.desk, self.workspace.panel
        self.part = self.workspace.findChild(PointsPart)

    @property
    def photo(self):
        return self.workspace.photo.view.canvas

    @property
    def saved(self):
        return self.session.read(placement_of, self.desk.item_id)

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def settle(self):
        self.session.on_writer(lambda: None).result()
        jobs, desk = self.desk.context.jobs, self.desk
        self.until(lambda: desk.is_saved and jobs.is_idle and desk.placement == self.saved)
        self.until(lambda: self.part.solver.is_settled)

    def take(self, ref):
        self.desk.show_item(self.session.index.by_ref[ref])
        self.until(lambda: self.desk.placement is not None and self.desk.placement.item_id == self.desk.item_id)
        self.until(lambda: self.photo.has_picture)
        self.settle()

    def press_photo(self, at, size=(WIDTH, HEIGHT)):
        spot = self.photo.sight.to_widget((at[0] / size[0], at[1] / size[1])).toPoint()
        QTest.mouseClick(self.photo, LEFT, PLAIN, spot)

    def press_map(self, place):
        QTest.mouseClick(
            self.workspace.map.pane.canvas, LEFT, PLAIN, self.workspace.map.projection.project(*place).toPoint()
        )

    def look_at(self, place, zoom):
        self.workspace.map.pane.camera.centre(*to_world(*place), least_zoom=zoom, animate=False)
        self.workspace.grab()

    def type_into(self, field, text):
        field.line.setFocus()
        field.line.selectAll()
        field.line.insert(text)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        self.settle()

    def say_why(self, reason):
        self.panel.why.text.setFocus()
        self.panel.why.text.setPlainText(reason)
        QTest.keyClick(self.panel.why.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def match(self, seen, size=(WIDTH, HEIGHT)):
        plan = on_the_plan()
        for number, (name, at) in enumerate(seen.items(), start=1):
            QTest.keyClick(self.workspace, Qt.Key.Key_M)
            self.press_photo(at, size)
            self.until(lambda number=number: len(self.saved.points) == number)
            self.settle()
            self.press_map(plan[name])
            self.until(lambda: all(one.latitude is not None for one in self.saved.points))
            self.settle()

    def popover(self, kind):
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        return found[0] if found else None


@pytest.fixture
def participant(qtbot, context):
    made = Participant(qtbot, context)
    yield made
    made.workspace.leave()


def test_task_2_the_breakwater_photo_is_placed_by_its_landmarks(participant):
    at = participant
    at.take("M-014")
    # The investigator of the story has worked on it: begin anew, knowing only which harbour it is.
    at.session.run(remove_match_points, row_ids=[one.id for one in at.saved.points]).result()
    at.settle()
    at.type_into(at.panel.position.latitude, "34.9070, 35.8660")
    at.type_into(at.panel.position.within, "1500")
    at.type_into(at.panel.position.looking, "")
    at.look_at((34.9085, 35.8676), 15.3)
    at.match(SEEN_IN_M_014)
    box = at.part.section.card.choice
    box.setFocus()
    box.setCurrentIndex(box.findData(Find.POSITION))
    box.activated.emit(box.currentIndex())
    at.settle()
    QTest.mouseClick(at.part.section.card.use, LEFT)
    at.settle()
    found, wanted = at.saved.camera, TASKS[2]["accept"]
    off = distance_m(found.latitude, found.longitude, wanted["latitude"], wanted["longitude"])
    assert off <= min(found.radius_m, wanted["radius_m"])
    assert abs(found.bearing_deg - wanted["heading_deg"]) <= min(found.bearing_error_deg, wanted["tolerance_deg"])
    assert found.fov_deg == pytest.approx(TRUTH["M-014"]["field_of_view_deg"], abs=found.fov_error_deg or 1.0)
    # What proves it stands with it: how, which points, where it may have been, how sure.
    at.photo.setFocus()
    QTest.keyClick(at.photo, Qt.Key.Key_4)
    at.settle()
    found = at.saved.camera
    assert (found.method, found.level, found.source) == ("triangulation", "probable", "analyst")
    assert found.area is not None and "4 matching points" in found.reason
    assert len(at.saved.points) == 4


def test_task_3_the_shadow_of_the_flagpole_says_the_hour(participant):
    at, strip = participant, participant.workspace.findChild(SunStrip)
    at.take("M-020")
    QTest.keyClick(at.workspace, Qt.Key.Key_H)
    at.press_photo(HORIZON)
    at.until(lambda: at.saved.geometry is not None)
    QTest.keyClick(at.workspace, Qt.Key.Key_U)
    for spot in (FOOT, TOP, TIP):
        at.press_photo(spot)
    at.until(lambda: len(at.saved.marks) == 1)
    at.settle()
    at.until(lambda: strip.state.is_ready and bool(strip.state.path.bands))
    wanted = TASKS[3]["accept"]
    shadow = strip.state.measured.shadow
    assert abs(shadow.direction_deg - wanted["shadow_bearing"]) <= wanted["tolerance_deg"]
    hour, minute = map(int, wanted["time"].split(":"))
    truth_s = hour * 3600 + minute * 60

    QTest.keyClick(at.workspace, Qt.Key.Key_D)
    form = at.popover(SunRecordForm)
    first, last = form.first.text(), form.last.text()
    assert first <= f"2015-09-19 {wanted['time']}" <= last
    assert _seconds(last) - _seconds(first) < 2 * 60 * wanted["tolerance_minutes"]
    assert abs((_seconds(first) + _seconds(last)) / 2 - truth_s) < 60 * wanted["tolerance_minutes"]
    form.levels.choose("probable")
    form.reason.setPlainText("Shadow of the flagpole; the phone wrote 05:30, three hours less")
    QTest.mouseClick(form.save, LEFT)
    at.until(lambda: len(at.saved.chronolocations) == 1)
    record = at.saved.chronolocations[0]
    assert record.mark_ids == tuple(one.id for one in at.saved.marks)
    assert record.level == "probable" and record.moment_id is not None
    moments = at.session.read(read_item_detail, at.desk.item_id).moments
    # It counts, and stands beside what the camera wrote.
    assert len(moments) >= 2 and any(one.source != "analyst" for one in moments)
    assert [one.id for one in moments if one.preferred and one.role == "captured"] == [record.moment_id]


def test_every_file_that_waits_is_answered_and_nothing_is_claimed_too_near(participant):
    at = participant
    waiting = {row.ref for row in queue_of(at.session.visible).waiting}
    assert waiting == NO_PLACE.keys() | ONLY_A_REGION.keys()
    for ref, tried in NO_PLACE.items():
        at.take(ref)
        QTest.keyClick(at.workspace, Qt.Key.Key_X)
        asked = at.popover(GiveUpPopover)
        QTest.keyClicks(asked.form.reason, tried)
        QTest.keyClick(asked.form.reason, Qt.Key.Key_Return)
        row_id = at.session.index.by_ref[ref]
        at.until(lambda row_id=row_id: at.session.index.items[row_id].unlocatable)
        # The next that waits comes up by itself.
        at.until(lambda row_id=row_id: at.desk.item_id != row_id)
        # The story agrees: nobody can say more than "somewhere at sea" of them.
        assert TRUTH[ref]["how"] in ("none", "capture", "document", "weak")
    for ref, (town, why) in ONLY_A_REGION.items():
        at.take(ref)
        position = at.panel.position
        position.place.line.insert(town)
        QTest.mouseClick(named_button(position, "Find the place by name"), LEFT)
        at.until(lambda: at.popover(PlaceFinder) is not None and len(at.popover(PlaceFinder).list.rows) > 0)
        QTest.keyClick(at.popover(PlaceFinder).field, Qt.Key.Key_Return)
        at.until(lambda: at.desk.draft.point is not None)
        at.settle()
        # A town is what the list of places knows, not what the picture shows.
        position.near.setCurrentIndex(position.near.findData("region"))
        position.near.activated.emit(position.near.currentIndex())
        at.settle()
        at.photo.setFocus()
        QTest.keyClick(at.photo, Qt.Key.Key_3)
        at.settle()
        at.say_why(why)
        at.until(lambda: at.saved.camera.level == "possible")
        found, truth = at.saved.camera, TRUTH[ref]
        assert (found.precision, found.radius_m) == ("region", None)
        assert (found.level, found.method, found.reason) == ("possible", "gazetteer", why)
        assert found.level == truth["place_level"]
        assert distance_m(found.latitude, found.longitude, truth["latitude"], truth["longitude"]) < 50_000
    left = queue_of(at.session.visible)
    assert not left.waiting and left.given_up == len(NO_PLACE)
    assert len(left.placed) + left.given_up == 48


def named_button(parent, name):
    (found,) = [one for one in parent.findChildren(IconButton) if one.accessibleName() == name]
    return found


def _seconds(words):
    hour, minute = map(int, words[-5:].split(":"))
    return hour * 3600 + minute * 60
