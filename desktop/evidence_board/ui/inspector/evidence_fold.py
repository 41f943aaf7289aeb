"""`EvidenceFold`: one line that says what a value rests on, and opens the list of it."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.model.claims import Stance, Thing
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.board.thing_mime import dragged_things
from evidence_board.ui.citing.evidence_list import EvidenceList
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["EvidenceFold"]

_HEIGHT, _ICON, _GAP = 24, 14, 6


class EvidenceFold(QWidget):
    """A value that a person gave says that it is uncited; one of a file is its own source and only can be cited for.

    Attributes:
        opened: it was opened or folded.
        line: what is pressed.
        list: the citations, while it is open.
        cite: asks what to cite.
    """

    opened = Signal()

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        """Make a folded line; hidden until it has a claim.

        Args:
            context: session and services.
            can_write: whether it may be changed.
            parent: parent widget.
        """
        super().__init__(parent)
        theme = context.theme
        self._context, self._by_person = context, False
        self.claim: Thing | None = None
        self._can_write = can_write
        self.line = _Line(theme)
        self.line.clicked.connect(lambda: self.set_open(not self.is_open))
        self.cite = Button(tr("Cite …"), theme=theme, kind="link", small=True)
        self.cite.clicked.connect(self._ask)
        self.list = EvidenceList(context, can_write=can_write)
        self.list.hide()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self.line)
        head.addWidget(self.cite)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list)
        self.setAcceptDrops(can_write)
        self._open = False
        self.hide()

    def set_claim(self, claim: Thing | None, *, by_person: bool = False) -> None:
        """Be about a value, or about none.

        Args:
            claim: kind and row id.
            by_person: whether it wants a citation.
        """
        if claim != self.claim:
            self._open = False
        self.claim, self._by_person = claim, by_person
        self.show_weighed(None)

    @property
    def is_open(self) -> bool:
        """Whether the list shows."""
        return self._open

    def set_open(self, is_open: bool) -> None:
        """Open or fold."""
        self._open = is_open
        self._show()
        self.opened.emit()

    def show_weighed(self, weighed: Weighed | None) -> None:
        """Say what the value rests on; None while it is read, which leaves the same value as it stood."""
        if self.claim is None:
            self.hide()
            return
        self.list.show_weighed(self.claim, weighed)
        words, icon, tone = _said(self.list.weighed, by_person=self._by_person)
        self.line.say(words, icon, tone)
        self._show()

    def _ask(self) -> None:
        if self.claim is not None:
            self._context.requests.cite_for.emit(self.claim, Stance.SUPPORTS.value)

    def _show(self) -> None:
        weighed = self.list.weighed
        cited = weighed is not None and not weighed.uncited
        self.line.set_open(self._open and cited, can_open=cited)
        self.list.setVisible(self._open and cited)
        self.cite.setVisible(self._can_write and weighed is not None and not cited)
        self.setVisible(bool(self.line.words) or not self.cite.isHidden())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Open for what is dragged here, so that it can be let go of."""
        if dragged_things(event.mimeData(), self._context.session.index):
            self._open = True
            self.list.show()
            event.ignore()


def _said(weighed: Weighed | None, *, by_person: bool) -> tuple[str, str, str]:
    """Return (words, icon, tone) of the line."""
    if weighed is None:
        return "", "", "text2"
    if weighed.uncited:
        return (tr("Uncited"), "circle", "text3") if by_person else ("", "", "text2")
    against = len(weighed.evidence.of(Stance.CONTRADICTS))
    words = count(len(weighed.evidence.citations) - against, one="Rests on {n}", many="Rests on {n}")
    if weighed.evidence.disputed:
        return (
            f"{words}, {count(against, one='{n} against', many='{n} against')}: {tr('disputed')}",
            ("triangle-alert"),
            "warn",
        )
    return words, "quote", "text2"


class _Line(Clickable):
    """Icon and words, and an arrow while there is a list below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme=theme)
        self.words, self._icon, self._tone = "", "", "text2"
        self._is_open, self._can_open = False, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: str, icon: str, tone: str) -> None:
        self.words, self._icon, self._tone = words, icon, tone
        self.setVisible(bool(words))
        self._tell()

    def set_open(self, is_open: bool, *, can_open: bool) -> None:
        self._is_open, self._can_open = is_open, can_open
        self.setEnabled(can_open)
        self._tell()

    def sizeHint(self) -> QSize:
        wide = round(self.theme.metrics("small", weight=500).horizontalAdvance(self.words)) + 2
        return QSize(_ICON + _GAP + wide + (_ICON + 4 if self._can_open else 0), self.theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, height = self.theme.color, self.height()
        if self._can_open and (self.underMouse() or self.isDown()):
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self.theme))
        place = QRect(0, (height - _ICON) // 2, _ICON, _ICON)
        draw_icon(painter, self._icon, visual(self, place), color(self._tone))
        room = visual(self, QRect(_ICON + _GAP, 0, self.width() - _ICON - _GAP, height))
        font = self.theme.font("small", weight=500)
        draw_text(painter, room, self.words, font=font, colour=color(self._tone), align=leading(self))
        if self._can_open:
            arrow = QRect(self.width() - _ICON, (height - _ICON) // 2, _ICON, _ICON)
            icon = "chevron-down" if self._is_open else "chevron-right"
            draw_icon(painter, icon, visual(self, arrow), color("text3"))
        painter.end()

    def _tell(self) -> None:
        self.setAccessibleName(self.words)
        self.updateGeometry()
        self.update()
