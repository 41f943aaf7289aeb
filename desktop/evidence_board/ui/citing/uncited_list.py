"""`UncitedList`: facts that cite nothing, as rows under the headings of their kinds."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evidence_board.model.claims import Thing, UncitedClaim
from evidence_board.ui.citing.cited_head import draw_cited
from evidence_board.ui.citing.citing_words import claim_name
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading

__all__ = ["UncitedList"]

_NO_PARENT = QModelIndex()
_WIDE, _HIGH = 40, 30
Index = QModelIndex | QPersistentModelIndex
#: A heading (words, count), or a fact.
_Row = tuple[str, int] | UncitedClaim


class UncitedList(QListView):
    """Enter asks what to cite for the current row, Space shows it in the panes. Holds any number of rows.

    Attributes:
        cite_wanted: ((kind, id) of the fact) cite something for it.
        show_wanted: ((kind, id) of the fact) show what it rests on.
        chosen: ((kind, id) of the fact) it was clicked: the panes may show what it is about.
    """

    cite_wanted = Signal(object)
    show_wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self, *, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self, theme, thumbnails))
        self.setAccessibleName(tr("Facts that cite nothing"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; border: 0; } QListView::item { border: 0; }")
        self.clicked.connect(lambda index: self._choose(index.row()))
        self.doubleClicked.connect(lambda index: self._cite(index.row()))
        thumbnails.ready.connect(lambda _: self.viewport().update())

    @property
    def claims(self) -> list[UncitedClaim]:
        """The facts in view, in order."""
        return [row for row in self._rows.rows if isinstance(row, UncitedClaim)]

    @property
    def current(self) -> Thing | None:
        """The fact of the current row."""
        row = self._rows.row(self.currentIndex().row())
        return (row.claim.kind, row.claim.id) if isinstance(row, UncitedClaim) else None

    def show_claims(self, claims: Sequence[UncitedClaim]) -> None:
        """Show other facts; where the current one is gone, the one that came after it is current."""
        at, known = self.currentIndex().row(), self.current
        names = {"link": tr("Links"), "geotag": tr("Positions"), "moment": tr("Times")}
        rows: list[_Row] = []
        for kind, name in names.items():
            of_kind = [one for one in claims if one.claim.kind == kind]
            if of_kind:
                rows += [(name, len(of_kind)), *of_kind]
        self._rows.fill(rows)
        same = (n for n, row in enumerate(rows) if isinstance(row, UncitedClaim) and _thing(row) == known)
        self._go_to(next(same, max(at, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cite with Enter, show with Space; headings are stepped over."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._cite(self.currentIndex().row())
        elif key == Qt.Key.Key_Space:
            self._show(self.currentIndex().row())
        elif key == Qt.Key.Key_Escape or (len(event.text()) == 1 and event.text().isprintable()):
            # Letters are commands of the window, Esc closes what is around.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def row(self, at: int) -> _Row | None:
        """One row, None past the end."""
        return self._rows.row(at)

    def _cite(self, at: int) -> None:
        row = self._rows.row(at)
        if isinstance(row, UncitedClaim):
            self.cite_wanted.emit(_thing(row))

    def _choose(self, at: int) -> None:
        row = self._rows.row(at)
        if isinstance(row, UncitedClaim):
            self.chosen.emit(_thing(row))

    def _show(self, at: int) -> None:
        row = self._rows.row(at)
        if isinstance(row, UncitedClaim):
            self.show_wanted.emit(_thing(row))

    def _go_to(self, at: int) -> None:
        rows = self._rows.rows
        near = [*range(at, len(rows)), *range(min(at, len(rows)) - 1, -1, -1)]
        found = next((one for one in near if isinstance(rows[one], UncitedClaim)), None)
        if found is not None:
            self.setCurrentIndex(self._rows.index(found))


def _thing(row: UncitedClaim) -> Thing:
    return row.claim.kind, row.claim.id


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []

    def fill(self, rows: list[_Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row(self, at: int) -> _Row | None:
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.row(index.row()), UncitedClaim):
            return super().flags(index)
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or row is None:
            return None
        if isinstance(row, UncitedClaim):
            return f"{claim_name(row.claim)}, {level_name(row.level)}, {tr('uncited')}"
        return f"{row[0]} {row[1]}"


class _Painter(QStyledItemDelegate):
    def __init__(self, owner: UncitedList, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__(owner)
        self._owner, self._theme, self._thumbnails = owner, theme, thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = not isinstance(self._owner.row(index.row()), UncitedClaim)
        return QSize(200, self._theme.pixels(34 if heading else 44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._owner.row(index.row())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        color = self._theme.color
        painter.save()
        if not isinstance(row, UncitedClaim):
            if row is not None:
                words = f"{row[0]}  {number(row[1])}"
                room = rect.adjusted(4, 8, -4, 0)
                font = self._theme.font("small", weight=600)
                draw_text(painter, room, words, font=font, colour=color("text2"), align=leading(self._owner))
            painter.restore()
            return
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current:
            draw_box(painter, rect, radius=6, fill=color("accentSoft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, rect, radius=6, fill=hover_fill(self._theme))
        claim = row.claim
        place = self._place(rect, 6, _WIDE, _HIGH)
        picture = claim.thumbnail_id or ""
        draw_cited(
            painter, place, "item" if picture else claim.kind, picture, theme=self._theme, thumbnails=self._thumbnails
        )
        start, end = 6 + _WIDE + 10, rect.width() - BARS.width() - 12
        first, second = self._theme.line_height("body"), self._theme.line_height("caption")
        top = (rect.height() - first - second) // 2
        room = QRect(rect.left() + start, rect.top() + top, end - start - 8, first)
        ink = color("accentText" if current else "text")
        font = self._theme.font("body", weight=500)
        mirrored = QStyle.visualRect(self._owner.layoutDirection(), rect, room)
        draw_text(painter, mirrored, claim_name(claim), font=font, colour=ink, align=leading(self._owner))
        below = claim.name if claim.kind == "geotag" else claim.ref
        words = " · ".join(part for part in (below, level_name(row.level), tr("uncited")) if part)
        room = QRect(rect.left() + start, rect.top() + top + first, end - start - 8, second)
        mirrored = QStyle.visualRect(self._owner.layoutDirection(), rect, room)
        caption = self._theme.font("caption")
        draw_text(painter, mirrored, words, font=caption, colour=color("text3"), align=leading(self._owner))
        bars = self._place(rect, end, BARS.width(), BARS.height())
        draw_bars(painter, row.level, bars, self._theme, place=claim.kind == "geotag")
        painter.restore()

    def _place(self, rect: QRect, start: int, width: int, height: int) -> QRect:
        box = QRect(rect.left() + start, rect.top() + (rect.height() - height) // 2, width, height)
        return QStyle.visualRect(self._owner.layoutDirection(), rect, box)
