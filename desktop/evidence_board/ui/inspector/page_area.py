"""`PageArea`: scrolls a page of the inspector; its bar lies in the margin, so that nothing moves when it shows."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

__all__ = ["PageArea"]

_MARGIN = 16


class PageArea(QScrollArea):
    """A vertical scroll area around a page with margins of 16 px at both sides."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setProperty("surface", "pane")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(page)
        self.verticalScrollBar().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the room of the bar back to the page."""
        if watched is self.verticalScrollBar() and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._fit(bar=event.type() == QEvent.Type.Show)
        return super().eventFilter(watched, event)

    def _fit(self, *, bar: bool) -> None:
        layout = self._page.layout()
        if isinstance(layout, QVBoxLayout):
            margins = layout.contentsMargins()
            narrow = _MARGIN - (self.verticalScrollBar().sizeHint().width() if bar else 0)
            left, right = (narrow, _MARGIN) if self.isRightToLeft() else (_MARGIN, narrow)
            layout.setContentsMargins(left, margins.top(), right, margins.bottom())
            # At once: the page must not be drawn wider for one frame.
            layout.activate()
