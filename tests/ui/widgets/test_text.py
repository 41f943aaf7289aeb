"""Text in any script: direction, shortening, tooltips; rows, headers and flow of tags."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import isolate
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.kind_row import KindRow
from evidence_board.ui.widgets.level_badge import LevelBadge
from evidence_board.ui.widgets.painting import draw_text, text_direction
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.progress_split import ProgressSplit
from evidence_board.ui.widgets.section import Section

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("a_severny", LTR),
        ("أبو ليث", RTL),
        ("«Тартус, всем привет!»", LTR),
        ("12 أيلول", RTL),
        (isolate("أبو ليث") + ", 17 Sep", LTR),
        (isolate("Tartus") + " في أيلول", RTL),
        ("", LTR),
        ("12:40", LTR),
    ],
)
def test_direction_comes_from_the_first_strong_letter_outside_isolates(qapp, text, direction):
    assert text_direction(text) == direction


def test_numbers_alone_keep_their_order_in_a_window_from_right_to_left(qapp):
    qapp.setLayoutDirection(RTL)
    try:
        assert text_direction("34.90733, 35.86886") == text_direction("2015-09-12") == LTR
        assert text_direction("…") == text_direction("") == RTL
    finally:
        qapp.setLayoutDirection(LTR)


def ink_columns(theme, text, *, align, width=200):
    image = QImage(width, 24, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_text(painter, QRect(0, 0, width, 24), text, font=theme.font("body"), colour=theme.color("text"), align=align)
    painter.end()
    return [x for x in range(width) if any(image.pixelColor(x, y).lightness() < 160 for y in range(24))]


@pytest.mark.parametrize("text", ["a_severny", "أبو ليث", "Андрей С."])
def test_alignment_is_that_of_the_screen_in_every_script(theme, text):
    left = ink_columns(theme, text, align=Qt.AlignmentFlag.AlignLeft)
    right = ink_columns(theme, text, align=Qt.AlignmentFlag.AlignRight)
    assert left[0] < 8
    assert right[-1] > 190


@pytest.mark.parametrize("text", ["Road near Latakia " * 5, "قضية تدريبية: الساحل " * 5])
def test_long_text_is_cut_to_its_room(theme, text):
    columns = ink_columns(theme, text, align=Qt.AlignmentFlag.AlignLeft)
    assert columns[-1] < 200


def test_a_cut_label_tells_the_whole_as_tooltip(qtbot, theme):
    label = ElidedLabel("Tartus, breakwater", theme=theme)
    qtbot.addWidget(label)
    label.resize(300, 18)
    label.grab()
    assert label.toolTip() == ""
    label.resize(60, 18)
    label.grab()
    assert label.toolTip() == "Tartus, breakwater"
    assert label.accessibleName() == "Tartus, breakwater"


def test_a_row_says_name_and_count_and_is_chosen(qtbot, theme):
    row = KindRow("Places", theme=theme, kind="location", count=7)
    qtbot.addWidget(row)
    assert row.accessibleName() == "Places, 7"
    row.set_count(8)
    assert (row.count, row.accessibleName()) == (8, "Places, 8")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()
    assert row.sizeHint().height() == 28


def test_a_row_becomes_a_tile_of_the_rail(qtbot, theme):
    row = KindRow("Places", theme=theme, kind="location", count=7)
    qtbot.addWidget(row)
    assert row.toolTip() == ""
    row.set_compact(True)
    assert (row.sizeHint().width(), row.sizeHint().height()) == (36, 36)
    assert row.toolTip() == "Places, 7"


def test_a_header_is_double_clicked(qtbot, theme):
    header = PaneHeader("Media", theme=theme, icon="images", note="15 of 48")
    qtbot.addWidget(header)
    header.resize(400, header.sizeHint().height())
    assert (header.height(), header.accessibleName()) == (36, "Media, 15 of 48")
    spy = QSignalSpy(header.double_clicked)
    qtbot.mouseDClick(header, Qt.MouseButton.LeftButton, pos=QPoint(40, 18))
    qtbot.mouseDClick(header, Qt.MouseButton.RightButton, pos=QPoint(40, 18))
    assert spy.count() == 1


@pytest.mark.parametrize("direction", [LTR, RTL])
def test_tags_flow_into_lines(qtbot, theme, direction):
    box = QWidget()
    box.setLayoutDirection(direction)
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    chips = [Chip(text, theme=theme) for text in ["selfie", "pier", "patch", "ship", "sea", "palms", "checkpoint"]]
    for chip in chips:
        flow.addWidget(chip)
    box.resize(190, 200)
    box.show()
    qtbot.waitExposed(box)
    assert all(box.rect().contains(chip.geometry()) for chip in chips)
    lines = sorted({chip.y() for chip in chips})
    assert len(lines) > 1
    assert lines[1] - lines[0] == 28
    first, second = chips[0].geometry(), chips[1].geometry()
    assert (first.x() < second.x()) == (direction == LTR)
    assert flow.heightForWidth(10_000) == 22
    assert flow.heightForWidth(190) > 22
    flow.clear()
    assert flow.count() == 0


def test_progress_says_its_parts(qtbot, theme):
    bar = ProgressSplit(theme=theme)
    qtbot.addWidget(bar)
    bar.set_counts(added=37, repeats=3, need_you=4, total=48)
    assert bar.accessibleName() == "37 added, 3 repeats, 4 need you, 4 left"
    bar.resize(480, 8)
    image = bar.grab().toImage()
    assert image.pixelColor(100, 4) == theme.color("accent")
    assert image.pixelColor(390, 4) == theme.color("control")
    assert image.pixelColor(420, 4) == theme.color("warn")
    assert image.pixelColor(460, 4) == theme.color("sunken")


def test_a_section_holds_fields_and_a_command(qtbot, theme):
    section = Section("Where", theme=theme)
    qtbot.addWidget(section)
    command = section.add_command("pencil", name="Edit")
    value = ElidedLabel("34.9051, 35.8684", theme=theme, role="small", tabular=True)
    section.add_field("Camera", value)
    section.add_field("Confidence", LevelBadge("probable", theme=theme))
    section.set_count("6")
    section.resize(280, section.sizeHint().height())
    section.show()
    qtbot.waitExposed(section)
    assert (value.x(), value.width()) == (88, 192)
    assert command.geometry().right() == 279
    with qtbot.waitSignal(command.clicked):
        qtbot.mouseClick(command, Qt.MouseButton.LeftButton)
    empty = Section("Where", theme=theme).sizeHint().height()
    section.clear_fields()
    assert not value.isVisible()
    assert section.sizeHint().height() == empty
    section.add_field("Place", ElidedLabel("Tartus", theme=theme, role="small"))
    qtbot.waitUntil(lambda: section.sizeHint().height() == empty + 22)
    theme.text_scale = 1.5
    assert section.sizeHint().height() > empty + 33


def test_a_badge_of_the_rail_never_grows_over_its_icon(theme):
    row = KindRow("Not placed yet", theme=theme, icon="map-pin-off", count=42, badge=True)
    row.set_compact(True)
    assert row.badge_text == "42"
    row.set_count(1234)
    assert row.badge_text == "99+"
    assert row.toolTip() == "Not placed yet, 1,234"
    row.set_count(0)
    assert row.badge_text == ""
