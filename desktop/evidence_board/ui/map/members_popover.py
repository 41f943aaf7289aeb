"""`MembersPopover`: the photos of a pin that no zoom can part, as a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.gallery.item_words import second_line
from evidence_board.ui.i18n import count, isolate
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.popover import Popover

__all__ = ["MembersPopover"]

_THUMB = QSize(48, 36)
_WIDTH, _MOST_ROWS, _ROW = 260, 7, 46


class MembersPopover(Popover):
    """A list of files at one spot.

    Attributes:
        chosen: (id) one of them was clicked, or Enter pressed on it.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, *, rows: Sequence[ItemRow], thumbnails: Thumbnails, theme: Theme) -> None:
        words = count(len(rows), one="{n} file at this spot", many="{n} files at this spot")
        super().__init__(parent, name=words, theme=theme, padding=6)
        self._thumbnails = thumbnails
        self._waiting: dict[str, QListWidgetItem] = {}
        self.list = QListWidget(self)
        self.list.setIconSize(_THUMB)
        self.list.setAccessibleName(words)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListWidget { background: transparent; }")
        for row in rows:
            name = isolate(row.account or row.label)
            entry = QListWidgetItem(f"{name}\n{second_line(row)}")
            entry.setData(Qt.ItemDataRole.UserRole, row.id)
            entry.setSizeHint(QSize(_WIDTH, _ROW))
            self.list.addItem(entry)
            self._picture(entry, row.id)
        self.list.setFixedSize(_WIDTH, _ROW * min(len(rows), _MOST_ROWS) + 2)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.body.addWidget(self.list)
        if rows:
            self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)
        thumbnails.ready.connect(self._arrived)

    def _picture(self, entry: QListWidgetItem, item_id: str) -> None:
        image = self._thumbnails.get(item_id)
        if image is None:
            self._waiting[item_id] = entry
            return
        entry.setIcon(QIcon(QPixmap.fromImage(_cropped(image, _THUMB * self.devicePixelRatioF()))))

    def _arrived(self, ids: set[str]) -> None:
        for item_id in ids & self._waiting.keys():
            self._picture(self._waiting.pop(item_id), item_id)

    def _choose(self, entry: QListWidgetItem) -> None:
        item_id = str(entry.data(Qt.ItemDataRole.UserRole))
        self.close()
        self.chosen.emit(item_id)


def _cropped(image: QImage, size: QSize) -> QImage:
    expanding, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(size, expanding, smooth)
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(left, top, size.width(), size.height())
