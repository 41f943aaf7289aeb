"""`AlbumOrder`: the files of a collection in their order, moved with the keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.operations.albums import move_in_album
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.popover import Popover

__all__ = ["AlbumOrder"]

_WIDTH, _ROWS = 330, 10


class AlbumOrder(Popover):
    """A list; Alt with Up and Down, or the two buttons, move the current file. Each move is one step of undo.

    Attributes:
        choices: the files in order.
    """

    def __init__(self, parent: QWidget, *, context: UiContext, album_id: str) -> None:
        theme = context.theme
        super().__init__(parent, name=tr("Order of the collection"), theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._album_id = context, album_id
        title = QLabel(tr("Order of the collection"))
        title.setProperty("role", "bodyStrong")
        self.choices = ChoiceList(
            name=tr("Files in order"), theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        self.choices.setMinimumWidth(_WIDTH)
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        up = IconButton("arrow-up", name=tr("Earlier"), key="Alt+Up", theme=theme)
        down = IconButton("arrow-down", name=tr("Later"), key="Alt+Down", theme=theme)
        up.clicked.connect(lambda: self.move_current(-1))
        down.clicked.connect(lambda: self.move_current(1))
        hint = QLabel(tr("Alt with Up and Down moves the file"))
        hint.setProperty("role", "hint")
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(up)
        foot.addWidget(down)
        self.body.addWidget(title)
        self.body.addWidget(self.choices)
        self.body.addLayout(foot)
        self._ids: list[str] = []
        self._show(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        context.events.index_changed.connect(self._index_changed)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a control, ready for the keys."""
        super().open_below(anchor)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Up and Down, move with Alt, leave with Enter or Esc."""
        step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key())
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        elif step is not None:
            self.choices.step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close()
        else:
            super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """Move the current file by one place."""
        at = self.choices.current
        to = at + step
        if not (0 <= at < len(self._ids) and 0 <= to < len(self._ids)):
            return
        moved = self._ids[at]
        rest = [one for one in self._ids if one != moved]
        before = rest[to] if to < len(rest) else None
        self._ids = [*rest[:to], moved, *rest[to:]]
        self._fill(to)
        self._context.perform(move_in_album, album_id=self._album_id, item_ids=[moved], before=before)

    def _index_changed(self, event: object) -> None:
        row = self._context.session.index.albums.get(self._album_id)
        if row is None:
            self.close()
        elif list(row.item_ids) != self._ids:
            self._show(self.choices.current)

    def _show(self, current: int) -> None:
        row = self._context.session.index.albums.get(self._album_id)
        self._ids = list(row.item_ids) if row is not None else []
        self._fill(current)

    def _fill(self, current: int) -> None:
        items = self._context.session.index.items
        rows = [
            ChoiceRow(isolate(items[one].ref), isolate(items[one].label), kind="item", item=one)
            for one in self._ids
            if one in items
        ]
        self.choices.show_rows(rows)
        if 0 < current < len(rows):
            self.choices.step(current)
