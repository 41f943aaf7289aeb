"""The page of a proof plate: what stands where, what is covered, what it says of itself."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from evidence_board.model.case_index import ItemRow
from evidence_board.model.placement import Chronolocation, ItemPlacement, MatchPoint, Position
from evidence_board.model.regions import RegionRow
from evidence_board.ui.plate.plate_content import plate_content
from evidence_board.ui.plate.plate_covers import covered, hidden_now
from evidence_board.ui.plate.plate_layout import FOOT, WIDTH, plate_layout
from evidence_board.ui.plate.plate_painter import PlateImages, paint_plate
from evidence_board.ui.plate.plate_preview import PlatePreview
from evidence_board.ui.plate.plate_text import NUMBER_RADIUS
from evidence_board.ui.plate.plate_writing import pdf_bytes, plate_image


def item_row(ref, *, id, kind="photo", account=""):
    return ItemRow(id, ref, kind, "", f"{ref}.jpg", "", "image/jpeg", None, None, None, "ok", account=account)


def camera(**values):
    said = {
        "id": "g", "ref": "G-1", "role": "camera", "latitude": 34.9, "longitude": 35.87, "radius_m": 120.0,
        "precision": None, "bearing_deg": 350.0, "bearing_error_deg": 26.0, "fov_deg": 52.0, "fov_error_deg": None,
        "source": "analyst", "method": "visual_match", "level": "probable", "preferred": True,
    }  # fmt: skip
    return Position(**(said | values))


def point(number, **values):
    place = {"latitude": 34.905 + number * 1e-4, "longitude": 35.87}
    return MatchPoint(f"p{number}", "a", number, f"Точка {number}", 0.1 + 0.03 * number, 0.5, **(place | values))


def content_of(*points, position=None, items=(), **values):
    item = item_row("M-001", id="a", account="abu_layth")
    others = {one.id: one for one in (item, *items)}
    placement = ItemPlacement(item_id="a", camera=position or camera(), points=tuple(points), **values)
    return plate_content(item, placement, items=others, sha256="ab" * 32, written=lambda a, b: f"{a:.5f}, {b:.5f}")


@pytest.mark.parametrize("aspect", [0.5, 0.75, 1.0, 1.2, 1.5, 1.78, 4.0])
@pytest.mark.parametrize("reference", [False, True])
def test_nothing_covers_anything_and_all_lies_on_the_page(qapp, aspect, reference):
    twin = {"reference_item_id": "r", "reference_x": 0.4, "reference_y": 0.4} if reference else {}
    content = content_of(point(1, **twin), items=[item_row("M-002", id="r")])
    found = plate_layout(content, aspect)
    boxes = [one for one in (found.picture, found.reference, found.map, found.words) if one is not None]
    assert len(boxes) == 3 + reference
    page = QRectF(0, 0, WIDTH, FOOT)
    for at, one in enumerate(boxes):
        assert page.contains(one)
        assert not any(one.intersects(other) for other in boxes[at + 1 :])
    assert found.map.width() >= 380 and found.words.height() >= 230


def test_the_reference_is_the_picture_that_most_points_have_their_twin_in(qapp):
    twins = [("r", 0.2), ("s", 0.3), ("s", 0.4), (None, None)]
    points = [
        point(at, reference_item_id=one, reference_x=x, reference_y=x) for at, (one, x) in enumerate(twins, start=1)
    ]
    content = content_of(*points, items=[item_row("M-002", id="r"), item_row("M-003", id="s")])
    assert content.reference.ref == "M-003"
    assert [one.twin for one in content.points] == [None, (0.3, 0.3), (0.4, 0.4), None]


def test_of_a_video_only_the_points_of_its_frame_lie_in_the_picture(qapp):
    item = item_row("V-001", id="a", kind="video")
    points = (point(1, frame_s=2.0), point(2, frame_s=2.0), point(3, frame_s=7.5))
    placement = ItemPlacement(item_id="a", camera=camera(), points=points)
    content = plate_content(item, placement, items={"a": item}, sha256="", written=lambda a, b: "")
    assert content.frame_s == 2.0 and [one.spot is not None for one in content.points] == [True, True, False]
    assert ["another frame" in one.words for one in content.points] == [False, False, True]
    assert any("0:02.00" in one.value for one in content.facts)


def test_what_it_does_not_prove_is_said():
    plain = " ".join(content_of().limits)
    assert "No point" in plain and "not who took" in plain
    few = " ".join(content_of(point(1), point(2, used=False), position=camera(level="unjudged", radius_m=None)).limits)
    for words in ("Fewer than three", "1 point was left out", "Nobody has judged", "How far off"):
        assert words in few
    by_sun = Chronolocation("c", "a", "sun_azimuth", result_from="2015-09-12T15:50", level="probable")
    proved = " ".join(content_of(point(1), point(2), point(3), chronolocations=(by_sun,)).limits)
    assert "time" not in proved and "Fewer" not in proved


def test_accounts_can_be_left_out():
    item = item_row("M-001", id="a", account="abu_layth")
    placement = ItemPlacement(item_id="a", camera=camera())
    content = plate_content(
        item, placement, items={"a": item}, sha256="", written=lambda a, b: f"{a}, {b}", named=False
    )
    assert "abu_layth" not in repr(content)


def region(shape, *points, **values):
    return RegionRow("r", "a", 1, shape, tuple(points), kind=values.pop("kind", "redaction"), **values)


def test_hidden_parts_are_filled_and_keep_no_pixel(qapp):
    picture = QImage(200, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    rows = [
        region("rectangle", (0.101, 0.1), (0.2, 0.3)),
        region("ellipse", (0.4, 0.4), (0.6, 0.6)),
        region("polygon", (0.8, 0.1), (0.9, 0.1), (0.9, 0.4)),
        region("point", (0.1, 0.9)),
        region("rectangle", (0.5, 0.8), (0.6, 0.9), kind="face"),
    ]
    found = covered(picture, hidden_now(rows, at_s=None))
    for spot in ((20, 10), (39, 29), (100, 50), (178, 15), (20, 90)):
        assert found.pixelColor(*spot) != QColor("red"), spot
    for spot in ((18, 20), (110, 85), (60, 50)):
        assert found.pixelColor(*spot) == QColor("red"), spot
    assert picture.pixelColor(20, 10) == QColor("red"), "the picture itself is not changed"


def test_of_a_video_what_is_hidden_in_the_frame_is_covered(qapp):
    rows = [
        region("rectangle", (0, 0), (0.5, 0.5), start_s=1.0, end_s=3.0),
        region("rectangle", (0, 0), (0.5, 0.5), start_s=8.0, end_s=9.0),
        region("moment", start_s=0.0, end_s=4.0),
    ]
    assert hidden_now(rows, at_s=2.0) == [rows[0], rows[2]]
    frame = QImage(20, 20, QImage.Format.Format_RGB32)
    frame.fill(QColor("red"))
    assert covered(frame, [rows[2]]).pixelColor(19, 19) != QColor("red"), "a span without a place hides all of it"


def painted(content, *, picture=None):
    layout = plate_layout(content, 1.5)
    ground = QImage(round(layout.map.width()), round(layout.map.height()), QImage.Format.Format_RGB32)
    ground.fill(QColor("#35402b"))
    images = PlateImages(picture, None, ground, ["© somebody"], 2)
    return layout, lambda painter: paint_plate(painter, content, layout, images)


def test_many_points_stay_apart_and_the_page_is_painted_without_a_picture(qapp):
    row = [point(at, **{"latitude": 34.905, "longitude": 35.87 + at * 1e-5}) for at in range(1, 31)]
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    layout, paint = painted(content_of(*row), picture=picture)
    image = plate_image(paint, scale=1.0)
    accent = sum(
        image.pixelColor(x, y) == QColor("#4338CA")
        for x in range(round(layout.picture.left()), round(layout.picture.right()), 3)
        for y in range(round(layout.picture.top()), round(layout.picture.bottom()), 3)
    )
    # Thirty discs that do not cover one another show most of their face.
    assert accent * 9 > 30 * 3.14 * 13**2 * 0.5
    _, bare = painted(content_of(point(1)))
    assert not plate_image(bare, scale=0.5).isNull()


def test_a_document_holds_words_that_can_be_copied(qapp):
    _, paint = painted(content_of(point(1)))
    data = pdf_bytes(paint, title="M-001 proof plate")
    # Figures of one width have no names in a PDF: they would be copied as signs of private use.
    assert b"/Type /Page" in data and len(data) > 10_000
    assert NUMBER_RADIUS * 1.15 * 297 / WIDTH / 25.4 * 72 > 9, "numbers are larger than 9 points on A4"


def pixels(paint):
    image = plate_image(paint, scale=1.0).convertToFormat(QImage.Format.Format_RGB888)
    return np.frombuffer(image.constBits(), np.uint8).astype(int)


def test_the_window_in_arabic_changes_nothing_on_the_page(qapp):
    _, paint = painted(content_of(point(1)))
    left = pixels(paint)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        # A glyph may be rounded otherwise by shades; a word that moved would be dark on white.
        assert abs(pixels(paint) - left).max() < 60
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_preview_can_be_looked_at_closely(qtbot, theme):
    preview = PlatePreview(theme=theme)
    qtbot.addWidget(preview)
    preview.resize(400, preview.heightForWidth(400))
    preview.show_page(None, words="The plate of M-014 is being made.")
    preview.show()
    page = QImage(800, 566, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    with QPainter(page) as painter:
        painter.fillRect(600, 400, 100, 100, QColor("red"))
    preview.show_page(page)
    assert preview.grab().toImage().pixelColor(325, 225) == QColor("red")
    preview.setFocus()
    QTest.mouseDClick(preview, Qt.MouseButton.LeftButton, pos=QPointF(325, 225).toPoint())
    assert preview.zoom == 2.5
    near = preview.grab().toImage()
    assert near.pixelColor(325, 225) == QColor("red") and near.pixelColor(275, 175) != QColor("white")
    QTest.mousePress(preview, Qt.MouseButton.LeftButton, pos=QPointF(300, 200).toPoint())
    QTest.mouseMove(preview, QPointF(100, 200).toPoint())
    QTest.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=QPointF(100, 200).toPoint())
    assert preview.grab().toImage().pixelColor(325, 225) == QColor("white")
    QTest.keyClick(preview, Qt.Key.Key_0)
    assert preview.zoom == 1.0
