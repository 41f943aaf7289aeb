"""`ConflictLine`: a settled conflict, or a note, folded to one line; opened it says everything."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evidence_board.model.observations import Conflict
from evidence_board.ui.i18n import isolate, said, tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["ConflictLine", "settled_words"]

_HEIGHT, _ICON, _GAP = 26, 16, 8


def settled_words(conflict: Conflict) -> str:
    """Return the line of a conflict that somebody settled, or of a note."""
    title = said(conflict.title)
    if conflict.state == "note":
        return title
    how = {"explained": tr("explained"), "ignored": tr("ignored")}.get(conflict.state, tr("settled"))
    words = tr("{what}: {how}", what=title, how=how)
    return tr("{words}, {note}", words=words, note=isolate(said(conflict.note))) if conflict.note else words


class ConflictLine(QWidget):
    """A line that opens.

    Attributes:
        head: the line itself.
        again: the button that opens the conflict again; None where nobody answered or nothing can be written.
        reopened: the user wants to look at it again.
    """

    reopened = Signal()

    def __init__(self, conflict: Conflict, *, can_write: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conflict = conflict
        self.again: Button | None = None
        self.head = _Line(conflict, theme=theme)
        self._body = QWidget()
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(_ICON + _GAP, 0, 0, 6)
        inside.setSpacing(2)
        for name, value in conflict.values:
            row = FieldRow(said(name), ValueText(theme=theme, lines=3), theme=theme)
            row.set_text(isolate(said(value)))
            inside.addWidget(row)
        for words in (conflict.meaning, conflict.note):
            if words:
                inside.addWidget(ValueText(said(words), theme=theme, lines=6, colour="text2"))
        if can_write and conflict.answer_id is not None:
            self.again = Button(tr("Look again"), theme=theme, kind="link", small=True)
            self.again.clicked.connect(self.reopened)
            inside.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeading)
        self._body.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._body)
        self.head.clicked.connect(lambda: self._body.setVisible(self._body.isHidden()))


class _Line(Clickable):
    def __init__(self, conflict: Conflict, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._words = settled_words(conflict)
        self._icon = "info" if conflict.state == "note" else "circle-check"
        self._tone = "text3" if conflict.state == "note" else "ok"
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._words)
        self.setToolTip(self._words)

    def sizeHint(self) -> QSize:
        return QSize(0, self.theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, height = self.theme.color, self.height()
        if self.underMouse() or self.isDown():
            draw_box(painter, self.rect(), radius=self.theme.tokens.radius["chip"], fill=hover_fill(self.theme))
        mark = QRect(0, (height - _ICON) // 2, _ICON, _ICON)
        draw_icon(painter, self._icon, visual(self, mark), color(self._tone))
        start = _ICON + _GAP
        room = visual(self, QRect(start, 0, max(self.width() - start, 0), height))
        metrics = self.theme.metrics("small")
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        draw_text(painter, room, words, font=self.theme.font("small"), colour=color("text2"), align=leading(self))
        painter.end()
