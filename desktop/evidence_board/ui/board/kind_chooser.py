"""`KindChooser`: which kind of thing a new one is."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.kind_mark import draw_kind, kind_name
from evidence_board.ui.widgets.painting import draw_box, hover_fill

__all__ = ["KindChooser"]


class KindChooser(QWidget):
    """The marks of the six kinds side by side.

    Attributes:
        changed: (kind) another kind was chosen.
        buttons: by kind.
    """

    changed = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 0, 0)
        layout.setSpacing(4)
        words = QLabel(tr("New as"), self)
        words.setProperty("role", "hint")
        layout.addWidget(words)
        layout.addSpacing(4)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, _KindButton] = {}
        for kind in ENTITY_KINDS:
            button = _KindButton(kind.value, theme=theme, parent=self)
            button.setChecked(kind.value == "person")
            button.clicked.connect(lambda _=False, one=kind.value: self.changed.emit(one))
            self._group.addButton(button)
            self.buttons[kind.value] = button
            layout.addWidget(button)
        layout.addStretch(1)


class _KindButton(Clickable):
    """The mark of one kind."""

    def __init__(self, kind: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._kind = kind
        self.setCheckable(True)
        self.describe(kind_name(kind))

    def sizeHint(self) -> QSize:
        return QSize(30, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = self.theme.tokens.radius["control"]
        if self.isChecked():
            draw_box(painter, self.rect(), radius=radius, fill=self.theme.color("accentSoft"))
        elif self.underMouse():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        draw_kind(painter, self._kind, QRect(7, 6, 16, 16), self.theme)
        painter.end()
