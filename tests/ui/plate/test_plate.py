"""The proof plate: made with one press, saved, kept in the case."""

import struct

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from tests.factories.cases import practice_session
from tests.ui.conftest import whole_page

from evidence_board.case.details import read_item_detail
from evidence_board.filters import Filter, InQueue, visible_items
from evidence_board.geo.geodesy import destination
from evidence_board.geo.mercator import to_world
from evidence_board.operations.match_points import add_match_point, update_match_point
from evidence_board.operations.regions import add_region
from evidence_board.selection import replace
from evidence_board.ui.inspector.where_section import WhereSection
from evidence_board.ui.plate.paper_look import paper_look
from evidence_board.ui.plate.plate_feature import PlateFeature
from evidence_board.ui.plate.plate_writing import pdf_bytes, plate_image, png_bytes

SLOW = 30_000


@pytest.fixture
def case_page(tmp_path, theme, qtbot):
    """The page of the practice case, written by a thread of its own as in the program: files come in through it."""
    with practice_session(tmp_path, threaded=True) as session, whole_page(session, theme, qtbot) as shown:
        yield shown


@pytest.fixture
def feature(case_page):
    (found,) = [one for one in case_page.features if isinstance(one, PlateFeature)]
    return found


@pytest.fixture
def plate(qtbot, case_page, feature):
    """The sheet with the plate of M-014, which has two points; a third one is left out of the reckoning."""
    session = case_page.context.session
    item_id = session.index.by_ref["M-014"]
    item = session.index.items[item_id]
    for name, x, turned in (("Минарет", 0.3, -10.0), ("رافعة", 0.6, 10.0), ("Left out", 0.9, 20.0)):
        latitude, longitude = destination(
            item.latitude, item.longitude, bearing_deg=item.bearing_deg + turned, distance_m=700.0
        )
        done = session.run(
            add_match_point, item_id=item_id, x=x, y=0.4, name=name, latitude=latitude, longitude=longitude
        ).result()
    session.run(update_match_point, row_id=done.result["id"], used=False).result()
    hidden = ((0.02, 0.8), (0.2, 0.98))
    session.run(add_region, item_id=item_id, shape="rectangle", points=hidden, kind="redaction").result()
    session.select(replace([item_id]))
    case_page.commands.run("proof_plate")
    qtbot.waitUntil(lambda: feature.sheet.is_ready and feature.sheet.preview.has_page, timeout=SLOW)
    return feature.sheet


def chunks(data):
    at, found = 8, []
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        found.append(name.decode())
        at += 12 + length
    return found


def test_a_plate_says_all_and_nothing_of_the_computer(qtbot, case_page, plate, tmp_path):
    """One window for all of it: opening one takes longer than everything else."""
    says_where_when_how_near_and_how_sure(plate)
    has_the_same_numbers_in_the_picture_and_on_the_map(plate)
    shows_the_reference_beside_it_and_nothing_that_is_hidden(plate)
    leaves_out_the_names_of_accounts_on_demand(plate)
    tells_nothing_of_the_computer(plate, tmp_path)
    tells_in_words_that_a_folder_is_not_there(qtbot, case_page, plate, tmp_path)


def says_where_when_how_near_and_how_sure(plate):
    said = {one.name: one.value for one in plate.maker.content.facts}
    assert "34.90510" in said["Position"] and said["Within"] == "120 m"
    assert said["Looking"].startswith("348°") and "12 Sep 2015" in said["Taken"]
    assert (plate.maker.content.level_words, plate.maker.content.title) == ("Probable", "Tartus, breakwater")
    assert [one.name for one in plate.maker.content.points][-2:] == ["Минарет", "رافعة"]
    assert "a_severny" in plate.maker.content.credits and len(plate.maker.content.file_words) < 30


def has_the_same_numbers_in_the_picture_and_on_the_map(plate):
    image = plate_image(plate.maker.paint, scale=1.0)
    accent = paper_look().color("accent")
    layout = plate.maker.layout
    for point in plate.maker.content.points[-2:]:
        x, y = to_world(point.latitude, point.longitude)
        px, py = layout.camera.to_view(x, y, width=layout.map.width(), height=layout.map.height())
        on_map = layout.map.topLeft() + QPointF(px, py)
        assert layout.map.contains(on_map)
        # Beside the digit the disc has the accent, whatever lies under it.
        assert image.pixelColor((on_map + QPointF(-13, 0)).toPoint()) == accent
    assert image.pixelColor(5, 5) == accent and image.pixelColor(5, 700).name() == "#ffffff"


def shows_the_reference_beside_it_and_nothing_that_is_hidden(plate):
    layout, content = plate.maker.layout, plate.maker.content
    assert content.reference.ref == "M-042" and layout.reference is not None
    image = plate_image(plate.maker.paint, scale=1.0)
    box = layout.picture
    covered = {
        image.pixelColor(round(box.left() + x * box.width()), round(box.top() + y * box.height())).name()
        for x in (0.03, 0.1, 0.19)
        for y in (0.82, 0.9, 0.97)
    }
    assert len(covered) == 1
    other = layout.reference
    assert len({image.pixelColor(round(other.left()) + x, round(other.center().y())).name() for x in range(200)}) > 20
    assert any("left out" in one for one in content.limits)


def leaves_out_the_names_of_accounts_on_demand(plate):
    QTest.mouseClick(plate.names, Qt.MouseButton.LeftButton)
    assert "a_severny" not in repr(plate.maker.content)
    QTest.mouseClick(plate.names, Qt.MouseButton.LeftButton)
    assert "a_severny" in plate.maker.content.credits


def tells_nothing_of_the_computer(plate, tmp_path):
    png = png_bytes(plate.maker.paint)
    assert set(chunks(png)) <= {"IHDR", "pHYs", "IDAT", "IEND", "sRGB", "gAMA", "cHRM"}
    pdf = pdf_bytes(plate.maker.paint, title="M-014")
    assert pdf.startswith(b"%PDF") and b"2000-01-01T00:00:00" in pdf
    for word in (b"CreationDate (D:2000", b"ModDate (D:2000"):
        assert word in pdf
    plate.save(tmp_path / "plate.png")
    plate.save(tmp_path / "plate.PDF")
    assert QImage(str(tmp_path / "plate.png")).width() == 3200
    assert (tmp_path / "plate.PDF").read_bytes().startswith(b"%PDF")


def tells_in_words_that_a_folder_is_not_there(qtbot, case_page, plate, tmp_path):
    told = []
    case_page.context.events.notice.connect(lambda notice: told.append(notice.text))
    plate.save(tmp_path / "none" / "plate.png")
    qtbot.waitUntil(lambda: any("cannot be written" in one for one in told))


def test_it_is_kept_as_a_file_that_waits_for_no_position_and_one_undo_takes_it_back(qtbot, case_page, plate):
    session = case_page.context.session
    waiting = len(visible_items(session.index, Filter((InQueue("not_placed"),))))
    before, digest = set(session.index.items), session.read(read_item_detail, session.index.by_ref["M-014"]).original
    QTest.mouseClick(plate.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not plate.job.is_running and len(session.index.items) == len(before) + 1, timeout=SLOW)
    (made,) = set(session.index.items) - before
    qtbot.waitUntil(lambda: session.index.items[made].unlocatable, timeout=SLOW)
    assert session.index.items[made].file_name == "M-014 proof plate.png"
    assert len(visible_items(session.index, Filter((InQueue("not_placed"),)))) == waiting
    assert session.read(read_item_detail, session.index.by_ref["M-014"]).original == digest
    session.undo().result()
    qtbot.waitUntil(lambda: set(session.index.items) == before)


def test_a_file_without_a_position_has_no_plate_and_the_inspector_makes_one(qtbot, case_page, feature):
    session = case_page.context.session
    free = next(one.id for one in session.index.items.values() if one.latitude is None)
    session.select(replace([free]))
    assert not case_page.commands["proof_plate"].enabled()
    feature.show_plate_of(free)
    qtbot.waitUntil(lambda: "no position" in feature.sheet.hint.text(), timeout=SLOW)
    assert not feature.sheet.png_button.isEnabled()
    feature.sheet.close_sheet()
    session.select(replace([session.index.by_ref["M-014"]]))
    section = case_page.findChild(WhereSection)
    qtbot.waitUntil(lambda: section.plate.isVisible(), timeout=SLOW)
    QTest.mouseClick(section.plate, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: feature.sheet.is_open and feature.sheet.is_ready, timeout=SLOW)
