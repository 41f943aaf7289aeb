"""Every icon of the program draws something, inside its square, in its colour, and flips where it must."""

import json

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from evidence_board import resources
from evidence_board.ui.theme.icon_paths import icon_names, icon_path, parse_path
from evidence_board.ui.theme.icons import DIRECTIONAL, draw_icon, icon_pixmap
from evidence_board.ui.theme.tokens import tokens


def drawn(name, *, size=24, colour=None, mirrored=None):
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_icon(painter, name, QRect(0, 0, size, size), colour or QColor("black"), mirrored=mirrored)
    painter.end()
    return image


def ink(image):
    """Sum of the opacity of all pixels, in whole pixels."""
    return sum(bytes(image.constBits())[3::4]) / 255


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_icon_draws_inside_its_square(qapp, name):
    assert 8 < ink(drawn(name)) < 24 * 24 / 2
    box = icon_path(name).boundingRect()
    assert box.left() >= 0.5 and box.top() >= 0.5 and box.right() <= 23.5 and box.bottom() <= 23.5


def test_the_icons_of_every_kind_are_there():
    assert {look.icon for look in tokens("light").kind.values()} <= icon_names()


def test_every_icon_that_flips_is_there():
    assert icon_names() >= DIRECTIONAL


def test_an_unknown_icon_is_an_error(qapp):
    with pytest.raises(KeyError):
        icon_path("no-such-icon")


def test_directional_icons_follow_the_language_and_others_do_not(qapp):
    left_to_right = drawn("chevron-right"), drawn("undo-2")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        right_to_left = drawn("chevron-right"), drawn("undo-2")
        kept = drawn("chevron-right", mirrored=False)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert right_to_left[0] != left_to_right[0]
    assert right_to_left[0] == drawn("chevron-right", mirrored=True)
    assert right_to_left[1] == left_to_right[1]
    assert kept == left_to_right[0]


def test_a_pixmap_has_the_pixels_of_its_screen(qapp):
    pixmap = icon_pixmap("map-pin", size=16, colour=QColor("red"), ratio=2.0)
    assert pixmap.width() == 32
    assert pixmap.devicePixelRatio() == 2.0
    assert pixmap.deviceIndependentSize().width() == 16


def test_an_icon_of_the_theme_has_colours_for_its_states(theme):
    icon = theme.icon("trash-2", size=16)
    normal = icon.pixmap(16, 16).toImage()
    disabled = icon.pixmap(16, 16, QIcon.Mode.Disabled).toImage()
    assert normal != disabled
    assert theme.icon("trash-2", size=16) is icon


def test_an_icon_of_the_theme_changes_with_the_theme(theme):
    before = theme.icon("moon").pixmap(16, 16).toImage()
    theme.mode = "dark"
    assert theme.icon("moon").pixmap(16, 16).toImage() != before


def test_the_licence_of_the_icons_travels_with_them():
    assert "ISC" in resources.read_text("licences/lucide.txt")
    assert json.loads(resources.read_text("icons/lucide.json"))["licence"] == "ISC"


@pytest.mark.parametrize(
    ("data", "box"),
    [
        ("M1 2L5 9", (1, 2, 4, 7)),
        ("m1 2 4 7", (1, 2, 4, 7)),
        ("M1 2h4v7H1z", (1, 2, 4, 7)),
        ("M2 2c0 0 0 4 4 4s4-4 4-4", (2, 2, 8, 4)),
        ("M0 0q4 0 4 4t4 4", (0, 0, 8, 8)),
        ("M2 12A10 10 0 1 1 22 12A10 10 0 1 1 2 12z", (2, 2, 20, 20)),
        ("M2 12a10 10 0 0120 0", (2, 2, 20, 10)),
        ("M2 12a10 10 0 0 0 20 0", (2, 12, 20, 10)),
        ("M.5.5 1.5 1.5", (0.5, 0.5, 1, 1)),
    ],
)
def test_path_data_covers_the_box_it_describes(data, box):
    found = parse_path(data).boundingRect()
    assert (found.x(), found.y(), found.width(), found.height()) == pytest.approx(box, abs=1e-6)


def test_path_data_without_a_command_is_an_error():
    with pytest.raises(ValueError, match="without a command"):
        parse_path("1 2 3 4")
