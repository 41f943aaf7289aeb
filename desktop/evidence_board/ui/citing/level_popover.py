"""`LevelPopover`: the six levels to choose from, the one that the evidence carries and why, and the reason kept."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from evidence_board.model.levels import Level
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.citing.proposal_view import ProposalView
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.key_hint import draw_key, key_size
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.popover import Popover

__all__ = ["LevelPopover"]

_WIDTH, _ROW = 288, 28
_BY_KEY = {level.key: level.value for level in Level}


class LevelPopover(Popover):
    """Levels above, what speaks for which of them below. The program proposes; nothing is set by itself.

    The keys 5 to 0 choose, Up, Down and Enter as well.

    Attributes:
        chosen: (level) the user chose one.
        cite_wanted: the user wants to cite something.
        reason_changed: (text) the user wrote another reason.
        rows: the levels.
        proposal: what the evidence carries.
        reason: the reason that is kept.
    """

    chosen = Signal(str)
    cite_wanted = Signal()
    reason_changed = Signal(str)

    def __init__(self, parent: QWidget, *, level: str, can_write: bool, theme: Theme, place: bool = False) -> None:
        """Make a closed popover.

        Args:
            parent: its owner.
            level: the present level, marked.
            can_write: whether it can be changed.
            theme: the look.
            place: bars in the colour of places.
        """
        super().__init__(parent, name=tr("Confidence"), theme=theme, padding=8)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.setSpacing(2)
        self.rows = [_Row(one.value, marked=one.value == level, theme=theme, place=place) for one in Level]
        for row in self.rows:
            row.clicked.connect(lambda _=False, one=row.level: self._choose(one))
            row.setEnabled(can_write)
            self.body.addWidget(row)
        line = QFrame()
        line.setProperty("line", "h")
        self.body.addSpacing(4)
        self.body.addWidget(line)
        self.body.addSpacing(4)
        self.proposal = ProposalView(theme=theme, width=_WIDTH - 16)
        self.proposal.setContentsMargins(8, 0, 8, 0)
        self.body.addWidget(self.proposal)
        self.proposal.hide()
        self._reason_label = QLabel(tr("Reason"))
        self._reason_label.setProperty("role", "label")
        self._reason_label.setContentsMargins(8, 6, 8, 0)
        self.reason = InlineText(name=tr("Reason"), hint=tr("Why is it this level?"), theme=theme, many_lines=True)
        self.reason.setContentsMargins(8, 0, 8, 0)
        self.reason.setFixedWidth(_WIDTH)
        self.reason.setEnabled(can_write)
        self.reason.committed.connect(self.reason_changed)
        for part in (self._reason_label, self.reason):
            self.body.addWidget(part)
            part.hide()
        self.cite = Button(tr("Cite …"), theme=theme, kind="link", small=True, icon="quote")
        self.cite.clicked.connect(self._cite)
        if not can_write:
            self.cite.hide()
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._can_write = can_write
        foot = QHBoxLayout()
        foot.addWidget(self.cite)
        if not can_write:
            why = QLabel(tr("The case is read only: levels cannot be changed."))
            why.setProperty("role", "hint")
            why.setContentsMargins(8, 4, 8, 4)
            foot.addWidget(why)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_weighed(self, weighed: Weighed | None) -> None:
        """Say what the evidence carries, once it has been read; None when the fact is gone."""
        if weighed is None:
            return
        self.proposal.show_proposal(weighed.proposal, more=(tr("Uncited: nothing is cited."),) * weighed.uncited)
        self.proposal.show()
        reason = weighed.evidence.reason
        self.reason.set_text(reason)
        for part in (self._reason_label, self.reason):
            part.setVisible(bool(reason) or self._can_write)
        self.adjustSize()

    def begin(self) -> None:
        """Take the keys, at the present level."""
        marked = next((row for row in self.rows if row.marked), self.rows[0])
        (marked if self._can_write else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with a digit, walk with the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        enabled = self.rows[0].isEnabled()
        if enabled and event.text() in _BY_KEY:
            self._choose(_BY_KEY[event.text()])
        elif step is not None:
            at = next((number for number, row in enumerate(self.rows) if row.hasFocus()), 0)
            self.rows[(at + step) % len(self.rows)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = next((row for row in self.rows if row.hasFocus()), None)
            if focused is not None and enabled:
                self._choose(focused.level)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _choose(self, level: str) -> None:
        self.reason.finish(save=False)
        self.close()
        self.chosen.emit(level)

    def _cite(self) -> None:
        self.close()
        self.cite_wanted.emit()


class _Row(Clickable):
    """One level: bars, word, key."""

    def __init__(self, level: str, *, marked: bool, theme: Theme, place: bool) -> None:
        super().__init__(theme=theme)
        self.level, self.marked, self._place = level, marked, place
        self._key = Level(level).key
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(_WIDTH)
        self.setObjectName(level)
        self.setAccessibleName(f"{level_name(level)}, {self._key}" + (f", {tr('present')}" if marked else ""))

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.theme.pixels(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Digits, arrows and Enter belong to the whole list.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.theme.color
        radius = self.theme.tokens.radius["control"]
        if self.marked:
            draw_box(painter, self.rect(), radius=radius, fill=color("accentSoft"))
        elif self.underMouse() or self.hasFocus():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        bars = visual(self, QRect(8, 0, BARS.width(), self.height()))
        draw_bars(painter, self.level, bars, self.theme, place=self._place)
        cap = key_size(self._key, self.theme)
        spot = QRect(self.width() - 8 - cap.width(), (self.height() - cap.height()) // 2, cap.width(), cap.height())
        draw_key(painter, visual(self, spot), self._key, self.theme)
        room = visual(self, QRect(8 + BARS.width() + 10, 0, spot.left() - BARS.width() - 26, self.height()))
        ink = color("accentText" if self.marked else "text" if self.isEnabled() else "disabled")
        font = self.theme.font("body", weight=600 if self.marked else 400)
        draw_text(painter, room, level_name(self.level), font=font, colour=ink, align=leading(self))
        painter.end()
