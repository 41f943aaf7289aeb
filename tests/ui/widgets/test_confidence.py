"""Confidence is drawn as bars and lines that differ without colour."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from evidence_board.model.levels import Level
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name, level_pen
from evidence_board.ui.widgets.level_badge import LevelBadge

BLACK = QColor("black")


def bars(theme, level, **options):
    image = QImage(BARS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_bars(painter, level, QRect(0, 0, BARS.width(), BARS.height()), theme, **options)
    painter.end()
    return image


def filled(image):
    """Which of the four steps are filled, seen in the middle of each near the ground."""
    return [image.pixelColor(6 * step + 2, 7).lightness() < 20 for step in range(4)]


@pytest.mark.parametrize(("level", "steps"), [("confirmed", 4), ("probable", 3), ("possible", 2), ("doubtful", 1)])
def test_each_level_fills_its_steps(theme, level, steps):
    assert filled(bars(theme, level, colour=BLACK)) == [True] * steps + [False] * (4 - steps)


def test_steps_rise(theme):
    image = bars(theme, "confirmed", colour=BLACK)
    heights = [sum(image.pixelColor(6 * step + 2, y).lightness() < 128 for y in range(10)) for step in range(4)]
    assert heights == [4, 6, 8, 10]


def test_all_levels_look_different_without_colour(theme):
    pictures = [bars(theme, level, colour=BLACK) for level in Level]
    for index, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[index + 1 :])


def test_a_geotag_takes_the_colour_of_places(theme):
    image = bars(theme, "confirmed", place=True)
    assert image.pixelColor(20, 5) == theme.color("location")


@pytest.mark.parametrize("level", Level)
def test_lines_have_the_style_of_the_tokens(theme, level):
    pen, look = level_pen(level, theme, scale=2.0), theme.tokens.level[level]
    assert pen.widthF() == look.width * 2
    assert [length * look.width for length in pen.dashPattern()] == pytest.approx(list(look.dash))


def test_lines_differ_without_colour(theme):
    pens = [level_pen(level, theme, colour=BLACK) for level in Level]
    styles = {(pen.widthF(), tuple(pen.dashPattern()), pen.capStyle()) for pen in pens}
    assert len(styles) == len(pens)


def test_an_unknown_level_is_an_error(theme):
    with pytest.raises(KeyError):
        level_pen("certain", theme)


def test_a_badge_says_its_level(qtbot, theme):
    badge = LevelBadge("probable", theme=theme)
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "Confidence: Probable"
    badge.set_level("unjudged")
    assert (badge.level, badge.accessibleName()) == ("unjudged", "Confidence: Not judged")
    with qtbot.waitSignal(badge.clicked):
        qtbot.keyClick(badge, Qt.Key.Key_Return)


def test_every_level_has_a_word(qapp):
    assert len({level_name(level) for level in Level}) == 6


def test_not_judged_is_hollow_whatever_was_painted_before(theme):
    """A brush left by another mark once filled the bars, and a guess looked confirmed."""
    pictures = []
    for brush in (Qt.BrushStyle.NoBrush, QColor("#4338CA")):
        image = QImage(40, 24, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            painter.setBrush(brush)
            draw_bars(painter, "unjudged", QRect(0, 0, 40, 24), theme, place=True)
        pictures.append(image)
    assert pictures[0] == pictures[1]
