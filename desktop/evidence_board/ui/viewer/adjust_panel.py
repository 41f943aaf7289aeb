"""`AdjustPanel`: sliders for how a picture is shown to the eye."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.adjustment import Adjustment
from evidence_board.ui.viewer.floating import Floating
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["AdjustPanel"]

_SLIDER, _ROW = 150, 24


class AdjustPanel(Floating):
    """Brightness, contrast, gamma, colour, sharpness, negative, and a fine turn.

    Attributes:
        changed: (Adjustment) another look is wanted.
        turned: (degrees) the fine turn, -45 to 45.
        reset_wanted: everything as the original stands.
        sliders: by name: ``brightness``, ``contrast``, ``gamma``, ``colour``, ``sharpness``, ``turn``.
        inverted: as a negative.
        grey: without colour.
    """

    changed = Signal(object)
    turned = Signal(float)
    reset_wanted = Signal()

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        super().__init__(parent, theme=theme)
        outer = QVBoxLayout(self)
        room = self.margin + 12
        outer.setContentsMargins(room, room, room, room)
        outer.setSpacing(8)
        title = QLabel(tr("For the eye only"))
        title.setProperty("role", "bodyStrong")
        outer.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        self.sliders: dict[str, QSlider] = {}
        self._values: dict[str, ElidedLabel] = {}
        for row, (name, words, low, high) in enumerate(
            (
                ("brightness", tr("Brightness"), -100, 100),
                ("contrast", tr("Contrast"), -100, 100),
                ("gamma", tr("Shadows"), -100, 100),
                ("colour", tr("Colour"), -100, 100),
                ("sharpness", tr("Sharpness"), 0, 100),
                ("turn", tr("Fine turn"), -450, 450),
            )
        ):
            label = ElidedLabel(words, theme=theme, role="small", colour="text2")
            slider = QSlider(Qt.Orientation.Horizontal)
            slider.setRange(low, high)
            slider.setFixedSize(_SLIDER, _ROW)
            slider.setPageStep(10)
            slider.setAccessibleName(words)
            # Values rise to the right in every language, as on a ruler.
            slider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            value = ElidedLabel("0", theme=theme, role="small", colour="text3", tabular=True)
            value.setFixedWidth(theme.pixels(44))
            value.set_align(Qt.AlignmentFlag.AlignRight)
            slider.valueChanged.connect(lambda _, one=name: self._moved(one))
            grid.addWidget(label, row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(value, row, 2)
            self.sliders[name], self._values[name] = slider, value
        outer.addLayout(grid)
        self.grey = CheckBox(tr("Grey"), theme=theme)
        self.inverted = CheckBox(tr("Negative"), theme=theme)
        reset = Button(tr("Reset"), theme=theme, kind="quiet", small=True)
        self.grey.toggled.connect(lambda _: self._emit())
        self.inverted.toggled.connect(lambda _: self._emit())
        reset.clicked.connect(self.reset_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.grey)
        foot.addWidget(self.inverted)
        foot.addStretch(1)
        foot.addWidget(reset)
        outer.addLayout(foot)
        parent.installEventFilter(self)
        self.hide()

    @property
    def adjustment(self) -> Adjustment:
        """What the sliders say."""
        value = {name: slider.value() / 100 for name, slider in self.sliders.items()}
        return Adjustment(
            brightness=value["brightness"] * 0.6,
            contrast=value["contrast"],
            gamma=4.0 ** value["gamma"],
            colour=0.0 if self.grey.isChecked() else 1.0 + value["colour"],
            sharpness=2.0 * value["sharpness"],
            inverted=self.inverted.isChecked(),
        )

    def set_plain(self) -> None:
        """Put everything back, telling nobody."""
        for slider in self.sliders.values():
            with QSignalBlocker(slider):
                slider.setValue(0)
        for box in (self.grey, self.inverted):
            with QSignalBlocker(box):
                box.setChecked(False)
            box.update()
        for name in self.sliders:
            self._say(name)

    def place(self) -> None:
        """Stand in the upper corner at the end."""
        under = self._under
        self.move(8 if self.isRightToLeft() else under.width() - self.width() - 8, 8)

    def _moved(self, name: str) -> None:
        self._say(name)
        if name == "turn":
            self.turned.emit(self.sliders["turn"].value() / 10)
        else:
            self._emit()

    def _say(self, name: str) -> None:
        value = self.sliders[name].value()
        words = tr("{n}°", n=f"{value / 10:+.1f}") if name == "turn" else f"{value:+d}"
        self._values[name].set_text(words if value else "0")

    def _emit(self) -> None:
        self.changed.emit(self.adjustment)
