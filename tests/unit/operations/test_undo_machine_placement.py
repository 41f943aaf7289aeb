"""The random users also place cameras, match points, mark shadows, find times, draw on the map and lay maps over it."""

import math

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from tests.unit.operations import test_undo_machine as users

from evidence_board.case.overview import read_index
from evidence_board.operations import (
    chronolocating,
    drawings,
    map_layers,
    match_points,
    picture_geometry,
    placing,
    sight_lines,
    sun_marks,
)
from evidence_board.operations.bin import restore_things

FRACTIONS = st.one_of(st.floats(-0.6, 1.6), st.just(math.nan))
ANGLES = st.one_of(st.none(), st.floats(-400, 400), st.just(math.nan))
POINTS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=4)
CLOCKS = st.sampled_from(["2015-09-12", "2015-09-12T15:50", "2015-09-12 17:10", "2016-01-01", "late"])
SHAPES = st.sampled_from(
    [
        ("point", {"type": "Point", "coordinates": [35.87, 34.9]}),
        ("line", {"type": "LineString", "coordinates": [[35.87, 34.9], [36, 35]]}),
        ("area", {"type": "Polygon", "coordinates": [[[35, 34], [36, 34], [36, 35]]]}),
        ("text", {"type": "Point", "coordinates": [500, 34.9]}),
    ]
)

#: Undo can take back the files too.
with_files = precondition(lambda self: bool(self.session.index.items))


class Geolocators(users.Users):
    def some(self, data, table):
        ids = self.ids(table)
        return data.draw(st.sampled_from(ids)) if ids else None

    def file(self, data):
        return data.draw(st.sampled_from(self.item_ids()))

    @with_files
    @rule(data=st.data(), x=FRACTIONS, name=users.NAMES, twin=st.booleans())
    def match(self, data, x, name, twin):
        values = {"reference_item_id": self.file(data), "reference_x": x, "reference_y": 0.5} if twin else {}
        self.try_to(match_points.add_match_point, item_id=self.file(data), x=x, y=0.4, name=name, **values)

    @rule(data=st.data(), verb=st.sampled_from(["place", "move", "leave out", "remove", "number"]), x=FRACTIONS)
    def change_a_point(self, data, verb, x):
        point = self.some(data, "match_point")
        if point is None:
            return
        if verb == "remove":
            self.try_to(match_points.remove_match_points, row_ids=[point])
        elif verb == "number":
            if self.item_ids():
                self.try_to(match_points.number_match_points, item_id=self.file(data), row_ids=[point])
        else:
            values = {"place": {"latitude": 34 + x, "longitude": 35.0}, "move": {"x": x}, "leave out": {"used": False}}
            self.try_to(match_points.update_match_point, row_id=point, **values[verb])

    @with_files
    @rule(data=st.data(), free=st.booleans(), bearing=ANGLES, latitude=users.DEGREES)
    def see(self, data, free, bearing, latitude):
        item = None if free else self.file(data)
        point = {"latitude": latitude, "longitude": 35.0}
        self.try_to(sight_lines.add_sight_line, item_id=item, kind="bearing", bearing_deg=bearing, **point)

    @rule(data=st.data(), error=ANGLES, remove=st.booleans())
    def change_a_line(self, data, error, remove):
        line = self.some(data, "sight_line")
        if line is not None and remove:
            self.try_to(sight_lines.remove_sight_lines, row_ids=[line])
        elif line is not None:
            self.try_to(sight_lines.update_sight_line, row_id=line, error_deg=error)

    @with_files
    @rule(data=st.data(), points=POINTS, bearing=ANGLES, kind=st.sampled_from(["map_shadow", "object_shadow", "light"]))
    def mark_sun(self, data, points, bearing, kind):
        item = self.file(data)
        self.try_to(sun_marks.add_sun_mark, item_id=item, kind=kind, points=points, bearing_deg=bearing)

    @rule(data=st.data(), lengths=st.tuples(st.floats(-1, 9), st.floats(-1, 9)), remove=st.booleans())
    def change_a_mark(self, data, lengths, remove):
        mark = self.some(data, "sun_mark")
        if mark is not None and remove:
            self.try_to(sun_marks.remove_sun_marks, row_ids=[mark])
        elif mark is not None:
            values = {"object_length": lengths[0], "shadow_length": lengths[1]}
            self.try_to(sun_marks.update_sun_mark, row_id=mark, **values)

    @with_files
    @rule(data=st.data(), tilt=ANGLES, clear=st.booleans())
    def measure(self, data, tilt, clear):
        item = self.file(data)
        if clear:
            self.try_to(picture_geometry.clear_picture_geometry, item_id=item)
        else:
            self.try_to(picture_geometry.set_picture_geometry, item_id=item, tilt_deg=tilt, fov_deg=tilt)

    @with_files
    @rule(data=st.data(), first=CLOCKS, last=CLOCKS, reason=st.sampled_from(["", "тень"]), level=users.LEVELS)
    def find_a_time(self, data, first, last, reason, level):
        values = {"result_from": first, "result_to": last, "reason": reason, "level": level, "zone": "+03:00"}
        cites = [("item", self.file(data))] if data.draw(st.booleans()) else []
        values |= {"make_time": data.draw(st.booleans()), "cites": cites}
        self.try_to(chronolocating.add_chronolocation, item_id=self.file(data), method="sun_both", **values)

    @rule(data=st.data(), verb=st.sampled_from(["time", "reason", "remove"]))
    def change_a_finding(self, data, verb):
        found = self.some(data, "chronolocation")
        if found is None:
            return
        if verb == "time":
            self.try_to(chronolocating.time_from_chronolocation, row_id=found)
        elif verb == "reason":
            self.try_to(chronolocating.update_chronolocation, row_id=found, reason="часы")
        else:
            self.try_to(chronolocating.remove_chronolocations, row_ids=[found])

    @with_files
    @rule(data=st.data(), latitude=users.DEGREES, bearing=ANGLES, level=users.LEVELS, better=st.booleans())
    def place_camera(self, data, latitude, bearing, level, better):
        item = self.file(data)
        values = {"latitude": latitude, "longitude": 35.0, "bearing_deg": bearing, "level": level}
        if better:
            values["row_id"] = self.some(data, "geotag")
        if data.draw(st.booleans()):
            values["cites"] = [("item", self.file(data))]
        self.try_to(placing.place_camera, item_id=item, **values)

    @rule(data=st.data(), shape=SHAPES, name=users.NAMES)
    def draw(self, data, shape, name):
        target = ("item", self.file(data)) if self.item_ids() and data.draw(st.booleans()) else None
        self.try_to(drawings.add_drawing, kind=shape[0], geometry=shape[1], name=name, target=target)

    @rule(data=st.data(), verb=st.sampled_from(["colour", "hide", "order", "remove"]))
    def change_a_drawing(self, data, verb):
        drawing = self.some(data, "map_drawing")
        if drawing is None:
            return
        if verb == "remove":
            self.try_to(drawings.remove_drawings, row_ids=[drawing])
        elif verb == "order":
            self.try_to(drawings.order_drawings, row_ids=[drawing])
        else:
            values = {"colour": {"colour": "#AA00ff"}, "hide": {"visible": False}}
            self.try_to(drawings.update_drawing, row_id=drawing, **values[verb])

    @rule(name=users.NAMES, opacity=st.floats(-1, 2))
    def lay_over(self, name, opacity):
        self.try_to(map_layers.add_layer, kind="gpx", path="/maps/a.gpx", name=name, opacity=opacity)

    @rule(data=st.data(), verb=st.sampled_from(["fade", "order", "remove"]))
    def change_a_layer(self, data, verb):
        layer = self.some(data, "map_layer")
        if layer is None:
            return
        if verb == "remove":
            self.try_to(map_layers.remove_layers, row_ids=[layer])
        elif verb == "order":
            self.try_to(map_layers.order_layers, row_ids=[layer])
        else:
            self.try_to(map_layers.update_layer, row_id=layer, opacity=0.25)

    @rule(data=st.data(), table=st.sampled_from(["map_drawing", "map_layer"]))
    def put_back(self, data, table):
        sql = f"SELECT id FROM {table} WHERE deleted_at IS NOT NULL ORDER BY id"
        gone = self.session.read(lambda c: [row[0] for row in c.execute(sql)])
        if gone:
            self.do(restore_things, things=[(table, data.draw(st.sampled_from(gone)))])

    @invariant()
    def the_map_is_what_a_fresh_reading_gives(self):
        fresh = self.session.read(read_index)
        assert dict(self.session.index.drawings) == dict(fresh.drawings)
        assert dict(self.session.index.layers) == dict(fresh.layers)

    @invariant()
    def a_number_stands_once_in_a_picture(self):
        for table in ("match_point", "sun_mark"):
            sql = f"SELECT 1 FROM {table} WHERE deleted_at IS NULL GROUP BY item_id, number HAVING count(*) > 1"
            assert self.session.read(lambda c, sql=sql: c.execute(sql).fetchall()) == []


Geolocators.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestGeolocators = Geolocators.TestCase
