"""`ValueCard`: one of several values of a file: what it says, who says so, how sure, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.evidence_fold import EvidenceFold
from evidence_board.ui.inspector.level_bars import LevelBars
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["ValueCard"]


class ValueCard(QWidget):
    """A card in the list of values. Enter prefers it, F2 edits it, Delete moves it to the bin.

    Attributes:
        preferred: the user wants it to count.
        edited: the user wants to edit it.
        removed: the user wants it in the bin.
        graded: the user chose a level; carries its word.
        use, edit, remove: the buttons; None in a case that can only be read.
        evidence: what it rests on, once that is held.
        words: everything the card says, line by line.
    """

    preferred = Signal()
    edited = Signal()
    removed = Signal()
    graded = Signal(str)

    def __init__(
        self,
        row_id: str,
        *,
        title: str,
        value: str,
        lines: Sequence[str],
        entered: str,
        level: str,
        counts: bool,
        can_write: bool,
        theme: Theme,
        place: bool = False,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a card.

        Args:
            row_id: the row that is shown.
            title: role and source.
            value: what it says.
            lines: what is known of it, each a paragraph; empty ones are left out.
            entered: when it came into the case and by whom.
            level: a word of the ladder.
            counts: whether it is the preferred one of its role.
            can_write: whether anything can be done with it.
            theme: the look.
            place: bars in the colour of places.
            tip: says more under the pointer.
            parent: parent widget.
        """
        super().__init__(parent)
        self.row_id, self._theme = row_id, theme
        self.words = [part for part in (title, value, *lines, entered) if part]
        self.setAccessibleName("\n".join(self.words))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if can_write else Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 8, 6)
        layout.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(ElidedLabel(title, theme=theme, role="small", weight=600), 1)
        self.bars = LevelBars(level, theme=theme, place=place)
        self.bars.setEnabled(can_write)
        self.bars.chosen.connect(self.graded)
        head.addWidget(self.bars)
        layout.addLayout(head)
        main = ValueText(value, theme=theme, lines=4)
        main.set_tip(tip)
        layout.addWidget(main)
        for line in lines:
            if line:
                layout.addWidget(ValueText(line, theme=theme, colour="text2", lines=5))
        layout.addWidget(ValueText(entered, theme=theme, colour="text3", lines=2))
        self.use: Button | None = None
        self.edit: Button | None = None
        self.remove: IconButton | None = None
        self.evidence: EvidenceFold | None = None
        self._column = layout
        if can_write:
            layout.addWidget(self._commands(value, counts=counts))

    def hold_evidence(self, evidence: EvidenceFold) -> None:
        """Show above the buttons what the value rests on."""
        self.evidence = evidence
        self._column.insertWidget(self._column.count() - (1 if self.edit is not None else 0), evidence)

    def _commands(self, value: str, *, counts: bool) -> QWidget:
        theme, box = self._theme, QWidget()
        flow = FlowLayout(box, gap=2)
        if not counts:
            self.use = Button(tr("Use this"), theme=theme, kind="link", small=True)
            self.use.setAccessibleName(tr("Use this: {value}", value=value))
            self.use.clicked.connect(self.preferred)
            flow.addWidget(self.use)
        self.edit = Button(tr("Edit"), theme=theme, kind="quiet", small=True)
        self.edit.setAccessibleName(tr("Edit: {value}", value=value))
        self.edit.clicked.connect(self.edited)
        self.remove = IconButton("trash-2", name=tr("Move to bin: {value}", value=value), theme=theme, icon_size=14)
        self.remove.clicked.connect(self.removed)
        flow.addWidget(self.edit)
        flow.addWidget(self.remove)
        return box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Prefer with Enter, edit with F2, remove with Delete."""
        done: dict[int, Callable[[], None]] = {
            Qt.Key.Key_F2: self.edited.emit,
            Qt.Key.Key_Delete: self.removed.emit,
        }
        if self.use is not None:
            done |= {Qt.Key.Key_Return: self.preferred.emit, Qt.Key.Key_Enter: self.preferred.emit}
        if self.edit is not None and event.key() in done:
            done[event.key()]()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same by a menu."""
        if self.edit is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.use is not None:
            menu.addAction(tr("Use this")).triggered.connect(lambda: self.preferred.emit())
        menu.addAction(tr("Edit")).triggered.connect(lambda: self.edited.emit())
        menu.addAction(tr("Move to bin")).triggered.connect(lambda: self.removed.emit())
        menu.popup(event.globalPos() if not event.globalPos().isNull() else self.mapToGlobal(QPoint(0, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        color, radius = self._theme.color, self._theme.tokens.radius["control"]
        draw_box(painter, self.rect(), radius=radius, fill=color("window"), border=color("line"))
        painter.end()
