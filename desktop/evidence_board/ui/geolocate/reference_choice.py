"""`ReferenceChoice`: asks with which picture of the case to compare; those near the position come first."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from evidence_board.geo.geodesy import distance_m
from evidence_board.model.case_index import ItemRow
from evidence_board.text import fold
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.item_words import when_words
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["ReferenceChoice"]

_WIDTH, _ROWS, _MOST = 420, 9, 300


class ReferenceChoice(Popover):
    """A field and the pictures that it finds by ref, title, account and place.

    Attributes:
        chosen: (item id) this one.
        file_wanted: a picture that is not in the case yet.
        field: where one types.
        list: what was found.
        from_file: adds a picture to the case and compares with it.
    """

    chosen = Signal(str)
    file_wanted = Signal()

    def __init__(self, parent: QWidget, *, context: UiContext, without: str) -> None:
        super().__init__(parent, name=tr("Reference picture"), theme=context.theme)
        items = context.session.index.items
        here = items.get(without)
        self._rows = [row for row in items.values() if row.id != without and row.kind != "file"]
        if here is not None and here.latitude is not None and here.longitude is not None:
            point = (here.latitude, here.longitude)
            self._rows.sort(key=lambda row: _far(row, point))
        self._shown: list[ItemRow] = []
        self.field = SearchField(tr("Ref, title, account or place"), theme=context.theme, parent=self)
        self.field.setMinimumWidth(context.theme.pixels(_WIDTH))
        self.list = ChoiceList(
            name=tr("Pictures"), theme=context.theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.from_file = Button(
            tr("Add a picture from a file"),
            theme=context.theme,
            kind="link",
            icon="image-plus",
            key="Ctrl+O",
            small=True,
        )
        self.from_file.clicked.connect(self._ask_for_file)
        self.from_file.setVisible(not context.session.case.read_only)
        self.body.addWidget(self.from_file, 0, Qt.AlignmentFlag.AlignLeading)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.chosen.connect(self._take)
        self._typed("")

    def begin(self) -> None:
        """Be ready to type."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and choose while one types."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key == Qt.Key.Key_O and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._ask_for_file()
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.current)
                return True
        return super().eventFilter(watched, event)

    def _ask_for_file(self) -> None:
        if not self.from_file.isHidden():
            self.close()
            self.file_wanted.emit()

    def _typed(self, text: str) -> None:
        words = fold(text).split()
        found = [row for row in self._rows if all(word in _words(row) for word in words)]
        self._shown = found[:_MOST]
        self.list.show_rows(
            [
                ChoiceRow(
                    isolate(row.ref),
                    detail=" · ".join(one for one in (isolate(row.label), isolate(row.place), when_words(row)) if one),
                    kind="item",
                    item=row.id,
                )
                for row in self._shown
            ]
        )

    def _take(self, number: int) -> None:
        if 0 <= number < len(self._shown):
            row = self._shown[number]
            self.close()
            self.chosen.emit(row.id)


def _words(row: ItemRow) -> str:
    return fold(f"{row.ref} {row.title} {row.file_name} {row.account} {row.place}")


def _far(row: ItemRow, point: tuple[float, float]) -> float:
    if row.latitude is None or row.longitude is None:
        return float("inf")
    return distance_m(*point, row.latitude, row.longitude)
