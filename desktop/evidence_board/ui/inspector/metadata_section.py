"""`MetadataSection`: every tag the file itself carries, as written; folded until it is asked for."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from evidence_board.case.details import read_raw_tags
from evidence_board.model.details import ItemDetail, RawTag
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.plain_tip import plain_tip
from evidence_board.ui.widgets.search_field import SearchField
from evidence_board.ui.widgets.section import Section

__all__ = ["MetadataSection"]

_HEIGHT = 260


class MetadataSection(Section):
    """A folded list with a field that filters it.

    Attributes:
        field: filters names and values.
        table: the tags.
    """

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("All metadata"), theme=theme, parent=parent)
        self._context = context
        self._detail: ItemDetail | None = None
        self._loaded: str | None = None
        self._is_open = False
        self._chevron = self.add_command("chevron-right", name=tr("Show all metadata"))
        self._chevron.clicked.connect(self.toggle)
        self.field = SearchField(tr("Filter metadata"), theme=theme, icon="list-filter", small=True)
        self.table = _TagTable()
        self._tags = _TagModel(self)
        self.table.setModel(self._tags)
        self.table.setFixedHeight(_HEIGHT)
        self._nothing = ElidedLabel(tr("No tag matches"), theme=theme, role="small", colour="text3")
        self.field.textChanged.connect(self._filter)
        for part in (self.field, self.table, self._nothing):
            part.hide()
            self.body.addWidget(part)
        self.body.setSpacing(6)

    @property
    def is_open(self) -> bool:
        """Whether the list shows."""
        return self._is_open

    @property
    def shown(self) -> list[RawTag]:
        """The tags that pass the field."""
        return self._tags.shown

    def show_detail(self, detail: ItemDetail | None) -> None:
        """Show the count of a file's tags; the tags themselves are read when the list is open."""
        self._detail = detail
        if detail is None:
            return
        self.setVisible(detail.raw_tags > 0)
        self.set_count(number(detail.raw_tags))
        if self._is_open:
            self._load()

    def toggle(self) -> None:
        """Open or fold the list."""
        self._is_open = not self._is_open
        self._chevron.set_icon("chevron-down" if self._is_open else "chevron-right")
        self._chevron.set_name(tr("Hide all metadata") if self._is_open else tr("Show all metadata"))
        self.field.setVisible(self._is_open)
        self.table.setVisible(self._is_open)
        self._nothing.hide()
        if self._is_open:
            self._load()
            self.field.setFocus()

    def _load(self) -> None:
        detail = self._detail
        if detail is None or detail.id == self._loaded:
            return
        self._tags.set_tags(())
        session = self._context.session

        def show(tags: tuple[RawTag, ...]) -> None:
            if self._detail is not None and self._detail.id == detail.id:
                self._loaded = detail.id
                self._tags.set_tags(tags)
                self._filter(self.field.text())

        self._context.jobs.run(
            lambda: session.read(read_raw_tags, detail.id), done=show, failed=self._context.show_error
        )

    def _filter(self, text: str) -> None:
        self._tags.set_filter(text)
        if self._is_open:
            self._nothing.setVisible(not self._tags.shown and bool(text))
            self.table.setVisible(bool(self._tags.shown) or not text)


class _TagModel(QAbstractTableModel):
    """Tags that pass a filter: name and value."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: tuple[RawTag, ...] = ()
        self._words = ""
        self.shown: list[RawTag] = []

    def set_tags(self, tags: tuple[RawTag, ...]) -> None:
        self._all = tags
        self.set_filter(self._words)

    def set_filter(self, words: str) -> None:
        self._words = words
        parts = fold(words).split()
        self.beginResetModel()
        self.shown = [
            tag for tag in self._all if all(part in fold(f"{tag.family} {tag.tag} {tag.value}") for part in parts)
        ]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(self.shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 2

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tag = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tag.tag if index.column() == 0 else tag.value.replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{tag.family}: {tag.tag}\n{tag.value[:2_000]}")
        return None


class _TagTable(QTableView):
    """A table without lines whose row can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("All metadata"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().resizeSection(0, 116)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows as lines of name and value."""
        if event.matches(QKeySequence.StandardKey.Copy):
            model = self.model()
            rows = sorted(index.row() for index in self.selectionModel().selectedRows())
            lines = [f"{model.index(row, 0).data()}\t{model.index(row, 1).data()}" for row in rows]
            QGuiApplication.clipboard().setText("\n".join(lines))
            return
        super().keyPressEvent(event)
