"""`MergePopover`: which of two entities stays, and how one knows that they are one."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from evidence_board.model.case_index import CaseIndex, EntityRow
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.radio_button import RadioButton

__all__ = ["MergePopover"]

_WIDTH, _LINES = 388, 3


class MergePopover(Popover):
    """Both names, one of which stays; a reason; merge them, or only link them as the same.

    Attributes:
        merged: (row id that stays, row id that goes, reason).
        linked: (row id, other row id, reason) they stay two, with a link that says they are the same.
        keep: the choice of which stays, in the order of the two.
        reason: how one knows.
        merge_button, link_button: the ways on.
    """

    merged = Signal(str, str, str)
    linked = Signal(str, str, str)

    def __init__(self, parent: QWidget, rows: tuple[EntityRow, EntityRow], *, index: CaseIndex, theme: Theme) -> None:
        """Make a closed popover.

        Args:
            parent: its owner.
            rows: the two; the one that has more links is chosen to stay.
            index: the read model, for what is known of each.
            theme: the look.
        """
        title = tr("Are these one?")
        super().__init__(parent, name=title, theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows = rows
        self._text(title, "bodyStrong")
        self._text(tr("Nothing is lost: the other name stays as another name, its ref leads here."), "hint")
        fuller = max((0, 1), key=lambda at: (len(index.links_of.get(rows[at].id, ())), -at))
        self.keep = []
        for at, row in enumerate(rows):
            links = count(len(index.links_of.get(row.id, ())), one="{n} link", many="{n} links")
            words = tr("{ref} {name} stays, {links}", ref=row.ref, name=isolate(row.label), links=links)
            button = RadioButton(words, theme=theme, checked=at == fuller)
            self.keep.append(button)
            self.body.addWidget(button)
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText(tr("How do you know? It is kept with the merge."))
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedSize(_WIDTH, theme.line_height("body") * _LINES + 14)
        self.reason.textChanged.connect(self._typed)
        self.reason.installEventFilter(self)
        self.body.addWidget(self.reason)
        self.merge_button = Button(tr("Merge"), theme=theme, kind="primary", small=True, icon="merge", key="Enter")
        self.link_button = Button(tr("Keep both, link as the same"), theme=theme, small=True, icon="link")
        leave = Button(tr("Leave them"), theme=theme, kind="quiet", small=True, key="Esc")
        self.merge_button.clicked.connect(lambda: self._end(self.merged))
        self.link_button.clicked.connect(lambda: self._end(self.linked))
        leave.clicked.connect(self.close)
        box = QWidget()
        box.setFixedWidth(_WIDTH)
        flow = FlowLayout(box, gap=6)
        for one in (self.merge_button, self.link_button, leave):
            flow.addWidget(one)
        box.setFixedHeight(flow.heightForWidth(_WIDTH))
        self.body.addWidget(box)

    def begin(self) -> None:
        """Type at once."""
        self.reason.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Esc from the field; Shift Enter begins a line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._end(self.merged)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _text(self, words: str, role: str) -> None:
        label = QLabel(words)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFixedWidth(_WIDTH)
        self.body.addWidget(label)

    def _typed(self) -> None:
        option = self.reason.document().defaultTextOption()
        direction = text_direction(self.reason.toPlainText())
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            self.reason.document().setDefaultTextOption(option)

    def _end(self, signal: SignalInstance) -> None:
        stays = 0 if self.keep[0].isChecked() else 1
        reason = self.reason.toPlainText().strip()
        kept, gone = self._rows[stays].id, self._rows[1 - stays].id
        self.close()
        signal.emit(kept, gone, reason)
