"""Kinds are told apart by shape alone, and stay so in both themes."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.ui.widgets.kind_mark import KindMark, draw_kind, kind_name, kind_shape


def mark(kind, theme, **options):
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_kind(painter, kind, QRectF(5, 5, 30, 30), theme, **options)
    painter.end()
    return image


def test_every_kind_has_a_shape_of_its_own(theme):
    shapes = [kind_shape(kind) for kind in ENTITY_KINDS]
    for index, shape in enumerate(shapes):
        for other in shapes[index + 1 :]:
            rest = shape.subtracted(other).united(other.subtracted(shape)).boundingRect()
            assert rest.width() > 0.05


@pytest.mark.parametrize("kind", ENTITY_KINDS)
def test_a_shape_stays_near_its_square(kind):
    box = kind_shape(kind).boundingRect()
    assert box.left() >= -0.62 and box.right() <= 0.62
    assert box.top() >= -0.62 and box.bottom() <= 0.65


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", ENTITY_KINDS)
def test_a_mark_has_the_colour_of_its_kind_and_an_icon_on_it(theme, mode, kind):
    theme.mode = mode
    image = mark(kind, theme)
    found = {image.pixelColor(x, y).rgb() for x in range(40) for y in range(40)}
    assert theme.kind_color(kind).rgb() in found
    on = theme.on_kind
    near = min(
        abs(QColor(rgb).red() - on.red()) + abs(QColor(rgb).blue() - on.blue())
        for rgb in (image.pixelColor(x, y).rgb() for x in range(12, 28) for y in range(10, 28))
    )
    assert near < 60


def test_a_mark_can_take_another_colour(theme):
    assert mark("person", theme, colour=QColor("gray")) != mark("person", theme)


def test_media_is_its_icon(theme):
    image = mark("media", theme)
    found = {image.pixelColor(x, y).rgb() for x in range(40) for y in range(40)}
    assert theme.kind_color("media").rgb() in found


def test_an_unknown_kind_is_an_error(theme):
    with pytest.raises(KeyError):
        kind_name("ship")


def test_a_mark_in_a_layout_says_its_kind(qtbot, theme):
    widget = KindMark("unit", theme=theme)
    qtbot.addWidget(widget)
    assert widget.accessibleName() == "Unit"
    widget.set_kind("location")
    assert (widget.kind, widget.accessibleName()) == ("location", "Place")
