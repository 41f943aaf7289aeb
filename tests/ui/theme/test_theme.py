"""One theme object turns the whole application light or dark, and follows the system until told otherwise."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from evidence_board.ui.theme import Theme


def test_colours_come_from_the_tokens(theme):
    assert theme.color("accent").name() == "#4338ca"
    assert theme.kind_color("location").name() == "#9c3a78"
    theme.mode = "dark"
    assert theme.is_dark
    assert theme.color("accent").name() == "#6559ec"
    assert theme.on_kind.name() == "#14171a"


def test_an_unknown_role_is_an_error(theme):
    with pytest.raises(KeyError):
        theme.color("blue")


def test_an_unknown_mode_is_an_error(theme):
    with pytest.raises(ValueError, match="no such theme"):
        theme.mode = "sepia"


def test_a_change_is_told_once_and_reaches_palette_and_stylesheet(theme, qtbot):
    before = QApplication.instance().styleSheet()
    with qtbot.waitSignal(theme.changed):
        theme.mode = "dark"
    assert QApplication.palette().color(QPalette.ColorRole.Base).name() == "#1a1d21"
    assert QApplication.instance().styleSheet() != before
    told = []
    theme.changed.connect(lambda: told.append(1))
    theme.mode = "dark"
    assert not told


def test_the_system_is_followed_until_the_user_picks(qapp):
    theme = Theme(qapp, mode="system")
    told = []
    theme.changed.connect(lambda: told.append(theme.is_dark))
    system_is_dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.is_dark == system_is_dark
    theme.mode = "dark"
    theme.mode = "light"
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert told == [True, False]
    assert not theme.is_dark
    theme.deleteLater()


def test_text_size_reaches_fonts_and_heights(theme):
    theme.text_scale = 1.5
    assert theme.font("body").pixelSize() == round(13 * 1.5)
    assert theme.pixels(28) == 42
    assert f"font-size: {round(20 * 1.5)}px" in QApplication.instance().styleSheet()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_label_takes_the_size_and_colour_of_its_role(theme, qtbot, mode):
    theme.mode = mode
    label = QLabel("Needs a second look")
    label.setProperty("role", "title")
    label.setProperty("tone", "warn")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == 20
    assert label.font().weight() == 600
    assert label.font().families() == theme.font("body").families()
    assert label.font().isFeatureSet(label.font().featureTags()[0])
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.color("warn")


def test_a_button_of_qt_is_as_high_as_a_control(theme, qtbot):
    button = QPushButton("Try again")
    qtbot.addWidget(button)
    assert button.sizeHint().height() == theme.tokens.size["control"]


def test_reduced_motion_is_instant(qapp, theme, qtbot):
    seen, done = [], []
    assert theme.motion.normal == 0
    theme.motion.run(theme, seen.append, duration=theme.motion.normal, done=lambda: done.append(1))
    assert (seen, done) == ([1.0], [1])
    theme.motion.reduced = False
    assert (theme.motion.fast, theme.motion.normal, theme.motion.slow) == (90, 160, 240)
    animation = theme.motion.run(
        theme, seen.append, duration=theme.motion.fast, start=1.0, end=0.0, done=lambda: done.append(2)
    )
    assert animation is not None
    qtbot.waitUntil(lambda: done == [1, 2])
    assert seen[-1] == 0.0
