"""The fonts that travel with the program are the ones that paint, in every script of the interface."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont

from evidence_board import resources
from evidence_board.ui.theme.fonts import Fonts, load_fonts
from evidence_board.ui.theme.tokens import tokens


def test_every_family_of_the_design_is_loaded(qapp):
    assert {"Inter", "Noto Sans Arabic UI", "Noto Sans", "JetBrains Mono"} <= set(load_fonts())


@pytest.mark.parametrize(
    ("role", "px", "weight"),
    [("caption", 11, 400), ("label", 11, 600), ("body", 13, 400), ("title", 20, 600), ("display", 28, 600)],
)
def test_a_role_has_its_size_and_weight(theme, role, px, weight):
    font = theme.font(role)
    found = QFontInfo(font)
    assert (found.family(), found.pixelSize(), found.weight()) == ("Inter", px, weight)
    assert font.hintingPreference() == QFont.HintingPreference.PreferNoHinting


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_each_weight_is_a_font_of_its_own(theme, weight):
    assert QRawFont.fromFont(theme.font("body", weight=weight)).weight() == weight


def test_tabular_figures_have_one_width(theme):
    metrics = theme.metrics("body", tabular=True)
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    metrics = theme.metrics("body")
    assert metrics.horizontalAdvance("1111") < metrics.horizontalAdvance("8888")


@pytest.mark.parametrize("mono", [False, True])
def test_text_is_shown_as_written(theme, mono):
    # Inter would draw a multiplication sign in "2x3" and an arrow for "->".
    metrics = theme.metrics("body", mono=mono)
    for text, parts in (("2x3", "2|x|3"), ("->", "-|>"), ("!=", "!|=")):
        alone = sum(metrics.horizontalAdvance(part) for part in parts.split("|"))
        assert metrics.horizontalAdvance(text) == pytest.approx(alone, abs=1.0)


@pytest.mark.parametrize("script", [QFontDatabase.WritingSystem.Cyrillic, QFontDatabase.WritingSystem.Greek])
def test_inter_has_cyrillic_and_greek(theme, script):
    assert script in QFontDatabase.writingSystems("Inter")


def test_arabic_letters_come_from_our_own_font(theme):
    font = QRawFont.fromFont(QFont("Noto Sans Arabic UI", 13), QFontDatabase.WritingSystem.Arabic)
    assert font.familyName() == "Noto Sans Arabic UI"
    assert all(font.supportsCharacter(ord(letter)) for letter in "أبوليثپچژگیک")
    assert "Noto Sans Arabic UI" in theme.font("body").families()


@pytest.mark.parametrize(("asked", "scale"), [(1.0, 1.0), (1.3, 1.3), (0.5, 0.85), (3.0, 1.5)])
def test_text_grows_with_the_size_the_user_chose(qapp, asked, scale):
    fonts = Fonts(tokens("light"), scale=asked)
    assert fonts.scale == scale
    assert fonts.font("title").pixelSize() == round(20 * scale)
    assert fonts.line_height("body") == round(18 * scale)


@pytest.mark.parametrize("name", ["inter", "noto", "jetbrains-mono"])
def test_the_licences_of_the_fonts_travel_with_them(name):
    assert "SIL OPEN FONT LICENSE" in resources.read_text(f"licences/{name}.txt")
