"""`PanelScroll`: sections under each other whose edges stay in line with what stands above and below them."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

__all__ = ["PanelScroll"]


class PanelScroll(QScrollArea):
    """A scroll area whose bar stands in the padding of its sections, so that they keep their width.

    Attributes:
        moved: other sections are in view.
        sections: what scrolls.
    """

    moved = Signal()

    def __init__(self, *, padding: int, above: int) -> None:
        super().__init__()
        self._padding, self._above = padding, above
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("surface", "pane")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sections = QVBoxLayout(inner)
        self.setWidget(inner)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: self._fit())
        bar.valueChanged.connect(lambda value: self.moved.emit())
        self._fit()

    def end_of(self, part: QWidget) -> int:
        """Return where a section ends, in pixels below the upper edge of the first."""
        inner = self.widget()
        return part.mapTo(inner, QPoint(0, part.height())).y() if inner is not None else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is more room, or less."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The bar changes sides with the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._fit()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        beside = max(self._padding - taken, 0)
        left, right = (beside, self._padding) if self.isRightToLeft() else (self._padding, beside)
        self.sections.setContentsMargins(left, self._above, right, self._above)
        self.moved.emit()
