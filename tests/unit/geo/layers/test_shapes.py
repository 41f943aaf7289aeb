"""GeoJSON, GPX, KML and KMZ: what is in them, where it lies, and what is refused."""

import json
import zipfile

import pytest
from tests.factories.map_files import GROUND, MARK, MARK_COLOUR, picture_bytes
from tests.factories.map_pixels import pixel_of, red_centre, rgba

from evidence_board.geo.mercator import to_world

LON, LAT = MARK[1], MARK[0]


def shapes_of(source):
    return source.shapes().result(60)


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def feature(kind, coordinates, **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


SQUARE = [[35, 34], [36, 34], [36, 35], [35, 35], [35, 34]]


def test_geojson_of_all_geometries(tmp_path, opened):
    hole = [[35.2, 34.2], [35.4, 34.2], [35.4, 34.4], [35.2, 34.2]]
    text = collection(
        feature("Point", [LON, LAT, 12], name="Причал", **{"marker-color": "#ff8800"}),
        feature("MultiPoint", [[35, 34], [36, 35]], note="two"),
        feature("LineString", [[35, 34], [36, 35]], stroke="#00f", **{"stroke-width": 5, "stroke-opacity": 0.5}),
        feature("MultiLineString", [[[35, 34], [36, 35]], [[30, 30], [31, 31]]]),
        feature("Polygon", [SQUARE, hole], fill="red", **{"fill-opacity": 0.25}),
        feature("MultiPolygon", [[SQUARE], [SQUARE, hole]]),
        {"type": "Feature", "properties": None, "geometry": {
            "type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}},
        {"type": "Feature", "properties": None, "geometry": None},
        feature("LineString", [[35, 34], ["x", 35]]),
        feature("Point", [35, 95]),
    )  # fmt: skip
    source = opened(written(tmp_path, "a.geojson", "\ufeff" + text))
    assert source.facts.kind == "geojson" and source.facts.shapes and source.facts.count == 7
    assert "some_left_out" in source.facts.notes
    found = shapes_of(source)
    assert [str(kind) for kind in found.kinds] == ["point", "point", "line", "line", "area", "area", "point"]
    assert found.names[0] == "Причал" and found.notes[1] == "note: two"
    assert tuple(found.parts(0)[0][0]) == pytest.approx(to_world(*MARK), abs=1e-12)
    assert [len(part) for part in found.parts(5)] == [5, 5, 4]
    looks = [found.looks[found.styles[at]] for at in range(len(found))]
    assert looks[0].stroke == 0xFFFF8800 and looks[2].stroke == 0x800000FF and looks[2].width == 5
    assert looks[4].fill == 0x40FF0000
    assert list(found.within(source.facts.bounds.world)) == list(range(7))


def test_geojson_in_other_coordinates(tmp_path, opened, refused):
    x, y = (LON / 360) * 40075016.68557849, 0
    named = {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}}
    source = opened(written(tmp_path, "m.geojson", collection(feature("Point", [x, y]), **named)))
    assert tuple(shapes_of(source).parts(0)[0][0]) == pytest.approx(to_world(0, LON), abs=1e-9)
    assert "longitudes" in refused(written(tmp_path, "n.geojson", collection(feature("Point", [x, 4e6]))))
    named["crs"]["properties"]["name"] = "EPSG:99999"
    assert "projection" in refused(written(tmp_path, "o.geojson", collection(feature("Point", [x, y]), **named)))


def test_lines_over_the_date_line_stay_in_one_piece(tmp_path, opened):
    source = opened(written(tmp_path, "a.json", collection(feature("LineString", [[179, 60], [-179, 61]]))))
    part = shapes_of(source).parts(0)[0]
    assert part[1][0] - part[0][0] == pytest.approx(2 / 360)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "JSON cannot be read"),
        ('{"type": "Topology", "arcs": []}', "no GeoJSON"),
        ('{"a": 1}', "no GeoJSON"),
        ("[1, 2]", "no GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "nothing that can be drawn"),
        ("[" * 200_000, "JSON cannot be read"),
        ('{"type": "Point", "coordinates": [NaN, 1]}', "JSON cannot be read"),
        ('{"type": "Point", "coordinates": {"x": 1}}', "no longitudes"),
    ],
)
def test_broken_geojson_is_refused_in_words(tmp_path, refused, text, words):
    assert words in refused(written(tmp_path, "broken.geojson", text))


def test_one_feature_a_line(tmp_path, opened):
    lines = "\n".join(json.dumps(feature("Point", [at, 1])) for at in range(5))
    assert opened(written(tmp_path, "a.geojsonl", lines)).facts.count == 5


GPX = """<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>Поход</name>
</metadata><wpt lat="34.8890" lon="35.8860"><time>2015-09-12T10:00:00Z</time><name>нагрудный знак</name></wpt>
<rte><name>R</name><rtept lat="34" lon="35"/><rtept lat="35" lon="36"/></rte>
<trk><name>T</name><trkseg><trkpt lat="34" lon="35"><time>2015-09-12T10:00:00+03:00</time></trkpt>
<trkpt lat="34.5" lon="35.5"/><trkpt lat="x" lon="1"/><trkpt lat="35" lon="36"><time>2015-09-12T08:00:00Z</time></trkpt>
</trkseg><trkseg><trkpt lat="36" lon="36"/></trkseg></trk></gpx>"""


def test_gpx_points_routes_and_tracks_with_times(tmp_path, opened):
    source = opened(written(tmp_path, "a.gpx", GPX))
    assert (source.facts.kind, source.facts.name, source.facts.count) == ("gpx", "Поход", 3)
    found = shapes_of(source)
    assert [str(kind) for kind in found.kinds] == ["point", "line", "line"]
    assert found.names == ("нагрудный знак", "R", "T")
    assert tuple(found.parts(0)[0][0]) == pytest.approx(to_world(*MARK), abs=1e-12)
    times = found.part_times(2)[0]
    assert list(times[[0, 2]]) == [1442041200.0, 1442044800.0] and times[1] != times[1]


def kml(body, head=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"'
        f' xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Doc</name>{head}{body}</Document></kml>'
    )


STYLES = """<Style id="a"><LineStyle><color>7f0000ff</color><width>4</width></LineStyle><PolyStyle><color>
4000ff00</color></PolyStyle><IconStyle><color>ffff0000</color></IconStyle></Style><StyleMap id="m"><Pair>
<key>normal</key><styleUrl>#a</styleUrl></Pair></StyleMap>"""
MARKS = f"""<Folder><Placemark><name>P</name><description><![CDATA[<b>two</b><br>lines &amp; more]]></description>
<styleUrl>#m</styleUrl><Point><coordinates> {LON},{LAT},0 </coordinates></Point></Placemark>
<Placemark><name>L</name><styleUrl>#a</styleUrl><LineString><coordinates>35,34 36 , 35,0</coordinates></LineString>
</Placemark><Placemark><name>A</name><styleUrl>#a</styleUrl><Polygon><outerBoundaryIs><LinearRing><coordinates>
35,34 36,34 36,35 35,34</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>
35.5,34.2 35.6,34.2 35.6,34.3 35.5,34.2</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>
<Placemark><gx:Track><when>2015-09-12T10:00:00Z</when><when>2015-09-12T10:01:00Z</when><gx:coord>35 34 0</gx:coord>
<gx:coord>35.1 34.1 0</gx:coord></gx:Track></Placemark></Folder>"""


def test_kml_shapes_and_styles(tmp_path, opened):
    source = opened(written(tmp_path, "a.kml", kml(MARKS + "<NetworkLink/>", STYLES)))
    assert (source.facts.kind, source.facts.name, source.facts.count) == ("kml", "Doc", 4)
    assert "network_links" in source.facts.notes and not source.facts.pixels
    found = shapes_of(source)
    assert [str(kind) for kind in found.kinds] == ["point", "line", "area", "line"]
    assert found.notes[0] == "two\nlines & more"
    assert tuple(found.parts(0)[0][0]) == pytest.approx(to_world(*MARK), abs=1e-12)
    assert tuple(found.parts(1)[0][1]) == pytest.approx(to_world(35, 36), abs=1e-12)
    assert [len(part) for part in found.parts(2)] == [4, 4]
    looks = [found.looks[found.styles[at]] for at in range(4)]
    assert looks[0].stroke == 0xFF0000FF and looks[1].stroke == 0x7FFF0000 and looks[1].width == 4
    assert looks[2].fill == 0x4000FF00
    assert list(found.part_times(3)[0]) == [1442052000.0, 1442052060.0]


def overlay_picture(mark_at=(150, 40), size=(200, 100)):
    from PIL import Image

    image = Image.new("RGBA", size, GROUND)
    for across in range(-1, 2):
        for down in range(-1, 2):
            image.putpixel((mark_at[0] + across, mark_at[1] + down), MARK_COLOUR)
    return picture_bytes(image)


def kmz(path, body, pictures=(), name="doc.kml"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, kml(body))
        for inside, data in pictures:
            archive.writestr(inside, data)
    return path


def overlay(box, href="files/p.png", more=""):
    return f"<GroundOverlay>{more}<Icon><href>{href}</href></Icon>{box}</GroundOverlay>"


def red_place(source, place):
    """How far the red mark is from where a place should be drawn, in pixels of the deepest level."""
    z = source.facts.max_zoom
    across, down = to_world(*place)
    x, y = int(across * 2**z), int(down * 2**z)
    found, wanted = red_centre(source.tile(z, x, y).result(60)), pixel_of(z, x, y, place)
    return max(abs(found[0] - wanted[0]), abs(found[1] - wanted[1]))


def test_ground_overlay_lies_where_it_should(tmp_path, opened):
    box = "<LatLonBox><north>35.0</north><south>34.9</south><east>36.0</east><west>35.8</west></LatLonBox>"
    path = kmz(tmp_path / "a.kmz", MARKS + overlay(box), [("files/p.png", overlay_picture())])
    source = opened(path)
    assert source.facts.pixels and source.facts.shapes and source.facts.count == 4
    assert red_place(source, (35.0 - 40.5 / 100 * 0.1, 35.8 + 150.5 / 200 * 0.2)) <= 1.0


def test_ground_overlay_turned_a_quarter(tmp_path, opened):
    # A square on the ground at the equator: turned by 90 degrees counter-clockwise, right becomes up.
    box = (
        "<LatLonBox><north>0.1</north><south>-0.1</south><east>0.1</east><west>-0.1</west><rotation>90</rotation>"
        "</LatLonBox>"
    )
    path = kmz(tmp_path / "a.kmz", overlay(box), [("files/p.png", overlay_picture((150, 100), (200, 200)))])
    source = opened(path)
    across, down = (150.5 - 100) / 1000, (100.5 - 100) / 1000
    assert red_place(source, (across, down)) <= 1.0


def test_overlay_in_a_quadrilateral(tmp_path, opened):
    quad = "<gx:LatLonQuad><coordinates>35,34 35.2,34 35.2,34.1 35,34.1</coordinates></gx:LatLonQuad>"
    path = kmz(tmp_path / "a.kmz", overlay(quad, more="<color>80ffffff</color>"), [("files/p.png", overlay_picture())])
    source = opened(path)
    z = source.facts.max_zoom
    across, down = to_world(34.05, 35.1)
    tile = rgba(source.tile(z, int(across * 2**z), int(down * 2**z)).result(60))
    assert tile[..., 3].max() == 128


def test_a_wide_quadrilateral_counts_in_degrees(tmp_path, opened):
    """Ten degrees high: fitted in Web Mercator its middle would lie kilometres off."""
    quad = "<gx:LatLonQuad><coordinates>30,50 50,50 50,60 30,60</coordinates></gx:LatLonQuad>"
    path = kmz(tmp_path / "a.kmz", overlay(quad), [("files/p.png", overlay_picture())])
    assert red_place(opened(path), (60 - 40.5 / 100 * 10, 30 + 150.5 / 200 * 20)) <= 1.0


def test_pictures_beside_a_bare_kml_file_are_shown(tmp_path, opened):
    box = "<LatLonBox><north>35.0</north><south>34.9</south><east>36.0</east><west>35.8</west></LatLonBox>"
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "sat picture.png").write_bytes(overlay_picture())
    source = opened(written(tmp_path, "a.kml", kml(overlay(box, "files/sat%20picture.png"))))
    assert source.facts.pixels and "overlay_missing" not in source.facts.notes
    assert red_place(source, (35.0 - 40.5 / 100 * 0.1, 35.8 + 150.5 / 200 * 0.2)) <= 1.0


@pytest.mark.parametrize("href", ["../p.png", "/etc/passwd", "p.txt", "c:\\p.png", "gone.png", "//host/p.png"])
def test_pictures_elsewhere_are_not_opened(tmp_path, refused, href):
    box = "<LatLonBox><north>35.0</north><south>34.9</south><east>36.0</east><west>35.8</west></LatLonBox>"
    (tmp_path / "p.png").write_bytes(overlay_picture())
    (tmp_path / "p.txt").write_bytes(overlay_picture())
    (tmp_path / "in").mkdir()
    assert "nothing that can be drawn" in refused(written(tmp_path / "in", "a.kml", kml(overlay(box, href))))


def test_what_is_not_inside_is_told_and_not_loaded(tmp_path, opened):
    box = "<LatLonBox><north>1</north><south>0</south><east>1</east><west>0</west></LatLonBox>"
    body = MARKS + overlay(box, "http://example.invalid/p.png") + overlay(box, "../../etc/passwd")
    source = opened(kmz(tmp_path / "a.kmz", body))
    assert "overlay_missing" in source.facts.notes and not source.facts.pixels


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>', "must not have"),
        ('<?xml version="1.0"?><!DOCTYPE kml SYSTEM "file:///etc/passwd"><kml/>', "must not have"),
        ("<kml><Document>", "XML cannot be read"),
        ("<kml><Document/></kml>", "nothing that can be drawn"),
        ("<gpx><trk/></gpx>", "nothing that can be drawn"),
        ("<kml>" + "<Folder>" * 5000 + "</Folder>" * 5000 + "</kml>", "XML cannot be read"),
    ],
)
def test_broken_xml_is_refused_in_words(tmp_path, refused, text, words):
    assert words in refused(written(tmp_path, "broken.kml", text))


def test_an_archive_that_grows_without_end_is_refused(tmp_path, refused):
    with zipfile.ZipFile(tmp_path / "bomb.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", "<kml>" + " " * (60 << 20) + "</kml>")
    assert "many times larger" in refused(tmp_path / "bomb.kmz")
    with zipfile.ZipFile(tmp_path / "none.kmz", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert "no KML document" in refused(tmp_path / "none.kmz")
    data = (tmp_path / "bomb.kmz").read_bytes()
    assert "archive is damaged" in refused(written(tmp_path, "cut.kmz", data[: len(data) // 2]))
