"""`HistoryList`: the lines of the history, with the way back on the chosen one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QListView, QWidget

from evidence_board.ui.history.history_delegate import HistoryDelegate
from evidence_board.ui.history.history_model import HistoryModel
from evidence_board.ui.history.history_rows import HistoryRow
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["HistoryList"]

_Index = QModelIndex | QPersistentModelIndex


class HistoryList(QListView):
    """A list along a rail. A click or the arrow keys choose a step; Enter shows it; its button goes back to it.

    Attributes:
        chosen: (step id or None) a step was chosen.
        opened: (step id) show what a step was about.
        rewind_wanted: (step id) undo or redo up to here.
        older_wanted: the way to older steps was pressed.
        button: on the chosen step, "Undo to here" or "Redo to here".
        steps: how many steps that would be.
    """

    chosen = Signal(object)
    opened = Signal(int)
    rewind_wanted = Signal(int)
    older_wanted = Signal()

    def __init__(self, *, theme: Theme, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._can_write = can_write
        self._rows = HistoryModel(self)
        self._painter = HistoryDelegate(self, self._rows, theme=theme)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(tr("History"))
        self._foot = QWidget(self.viewport())
        line = QHBoxLayout(self._foot)
        line.setContentsMargins(0, 2, 0, 6)
        line.setSpacing(8)
        self.button = Button(tr("Undo to here"), theme=theme, icon="undo-2", small=True)
        self.button.clicked.connect(self._rewind)
        self.steps = QLabel()
        self.steps.setProperty("role", "small")
        line.addWidget(self.button)
        line.addWidget(self.steps)
        line.addStretch(1)
        self._foot.hide()
        self.verticalScrollBar().valueChanged.connect(self._place_foot)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._open)

    @property
    def current_step(self) -> int | None:
        """The chosen step, or None."""
        return self._painter.current

    def show_rows(self, rows: list[HistoryRow]) -> None:
        """Show other rows; the chosen step stays chosen, and the list where it was."""
        bar = self.verticalScrollBar()
        before = bar.value()
        self._rows.set_rows(rows)
        place = self._rows.place_of(self._painter.current)
        if place < 0:
            self._choose(None)
        else:
            self.setCurrentIndex(self._rows.index(place))
        self.doItemsLayout()
        bar.setValue(before)
        self._place_foot()

    def show_steps(self, how_many: int) -> None:
        """Say how many steps the button would take back or do again."""
        self.steps.setText(count(how_many, one="{n} step", many="{n} steps"))
        self.steps.setToolTip(tr("This one included"))
        self.steps.setVisible(how_many > 0)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.doItemsLayout()
        self._place_foot()

    def _clicked(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None and row.kind == "more":
            self.older_wanted.emit()
        else:
            self._choose(row)

    def _choose(self, row: HistoryRow | None) -> None:
        step = row.entry.step_id if row is not None and row.entry is not None else None
        changed = step != self._painter.current
        self._painter.current = step
        if row is not None and row.entry is not None:
            again = row.entry.state == "undone"
            self.button.setText(tr("Redo to here") if again else tr("Undo to here"))
            self.button.set_icon("redo-2" if again else "undo-2")
        if changed:
            self.steps.hide()
            self.doItemsLayout()
            self.chosen.emit(step)
        self._place_foot()

    def _place_foot(self) -> None:
        place = self._rows.place_of(self._painter.current)
        row = self._rows.row(place)
        shown = row is not None and row.can_rewind and self._can_write
        if shown:
            self._foot.setGeometry(self._painter.foot(self._rows.index(place)))
        self._foot.setVisible(shown)

    def _rewind(self) -> None:
        if self._painter.current is not None:
            self.rewind_wanted.emit(self._painter.current)

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None and row.entry is not None and row.entry.step_id is not None:
            self.opened.emit(row.entry.step_id)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Choose with the arrow keys what a click would choose."""
        super().currentChanged(current, previous)
        row = self._rows.row(current.row())
        if row is not None and row.kind == "entry":
            self._choose(row)
            self.scrollTo(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the step of Enter; go back to it with Ctrl Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self._rows.row(self.currentIndex().row())
            if row is not None and row.kind == "more":
                self.older_wanted.emit()
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if self._foot.isVisible():
                    self._rewind()
            else:
                self._open(self.currentIndex())
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave the chosen step when the click meets nothing."""
        super().mouseReleaseEvent(event)
        if not self.indexAt(event.position().toPoint()).isValid():
            self._choose(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        self._painter.width = event.size().width()
        super().resizeEvent(event)
        self.doItemsLayout()
        self._place_foot()
