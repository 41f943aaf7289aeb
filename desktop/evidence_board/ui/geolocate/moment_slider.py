"""`MomentSlider`: which moment of a video is shown and placed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from evidence_board.ui.gallery.item_words import clip_length
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["MomentSlider"]

_MS, _SECOND = 1000, 1000


class MomentSlider(QWidget):
    """Hidden while no video is shown. Arrow keys step by a second.

    Attributes:
        slider: milliseconds from the beginning.
    """

    def __init__(self, desk: PlacementDesk) -> None:
        super().__init__()
        self._desk = desk
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Moment of the video"))
        self.slider.setSingleStep(_SECOND)
        self.slider.setPageStep(5 * _SECOND)
        # Time runs from left to right in every language, as in the viewer.
        self.slider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._words = ElidedLabel(theme=desk.context.theme, role="small", colour="text2", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 8)
        row.setSpacing(10)
        row.addWidget(self.slider, 1)
        row.addWidget(self._words)
        self.slider.valueChanged.connect(lambda value: desk.show_frame(value / _MS))
        desk.item_changed.connect(self._item_changed)
        desk.frame_changed.connect(self._frame_changed)
        desk.placement_read.connect(self._begin)
        self._item_changed()

    def step(self, seconds: int) -> None:
        """Go so many seconds on, or back."""
        self.slider.setValue(self.slider.value() + seconds * _SECOND)

    def _item_changed(self) -> None:
        item = self._desk.item
        is_video = item is not None and item.kind == "video"
        self.setVisible(is_video)
        length = (item.duration_s or 0.0) if item is not None else 0.0
        self.slider.blockSignals(True)
        # The last frame begins a little before the end.
        self.slider.setRange(0, max(0, round(length * _MS) - 100))
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self._frame_changed()

    def _begin(self) -> None:
        """Begin with the moment whose position is saved."""
        if self._desk.frame_s is None and not self.isHidden() and self._desk.draft.frame_s:
            self._desk.show_frame(self._desk.draft.frame_s)

    def _frame_changed(self) -> None:
        at_s = self._desk.frame_s or 0.0
        if round(at_s * _MS) != self.slider.value():
            self.slider.blockSignals(True)
            self.slider.setValue(round(at_s * _MS))
            self.slider.blockSignals(False)
        self._words.set_text(clip_length(at_s))
