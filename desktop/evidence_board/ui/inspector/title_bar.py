"""`TitleBar`: ref and kind of what the inspector shows, and its two commands."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.work_status import StatusButton

__all__ = ["TitleBar"]

#: Below this width there is no room for the words of the state of work.
_NARROW = 290


class TitleBar(QWidget):
    """A bar of 40 px, as high as the filter bar beside it.

    Attributes:
        status: how far the work on the file has come.
        large: shows the file large.
        page: shows the full page of the entity.
        hide_button: hides the inspector.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ref = ElidedLabel(theme=theme, role="bodyStrong", tabular=True)
        # The ref is the handle people use: it stays whole, the kind gives way.
        self._ref.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._kind = ElidedLabel(theme=theme, role="small", colour="text3")
        self._kind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.status = StatusButton(theme=theme)
        self.status.hide()
        self.large = IconButton("maximize-2", name=tr("Show large"), key=tr("Space"), theme=theme)
        self.page = IconButton("maximize-2", name=tr("Open page"), key="Ctrl+Enter", theme=theme)
        self.page.hide()
        self.hide_button = IconButton("panel-right-close", name=tr("Hide the inspector"), key="]", theme=theme)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 10, 1)
        layout.setSpacing(4)
        layout.addWidget(self._ref)
        layout.addSpacing(8)
        layout.addWidget(self._kind, 1)
        layout.addWidget(self.status)
        layout.addWidget(self.large)
        layout.addWidget(self.page)
        layout.addWidget(self.hide_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(
        self, ref: str, kind: str, *, can_enlarge: bool = False, has_page: bool = False, status: str = ""
    ) -> None:
        """Show what is selected.

        Args:
            ref: its ref, or words.
            kind: its kind, may be empty.
            can_enlarge: whether it can be shown large.
            has_page: whether it has a page of its own.
            status: how far the work on it has come; empty for what has no such state.
        """
        self.status.setVisible(bool(status))
        if status:
            self.status.show_states((status,))
        self._ref.set_text(ref)
        self._kind.set_text(kind)
        self.large.setVisible(can_enlarge)
        self.page.setVisible(has_page)
        self.setAccessibleName(f"{ref}, {kind}" if kind else ref)

    def sizeHint(self) -> QSize:
        """Return the height of the filter bar."""
        return QSize(240, self._theme.pixels(self._theme.tokens.size["filterBar"]))

    def minimumSizeHint(self) -> QSize:
        """Return the height of the filter bar."""
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the state of work by its icon alone in a narrow pane."""
        super().resizeEvent(event)
        self.status.set_bare(self.width() < self._theme.pixels(_NARROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("pane"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
        painter.end()
