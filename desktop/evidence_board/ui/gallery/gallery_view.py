"""`GalleryView`: a virtual grid that lays out and paints only what is in view."""

from collections.abc import Callable, Mapping, Set
from typing import Literal

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.selection import Selection
from evidence_board.ui.gallery.arrangement import Arrangement
from evidence_board.ui.gallery.cell_painter import CellPainter, CellState
from evidence_board.ui.gallery.grid_layout import Box, CellSize, GridLayout
from evidence_board.ui.gallery.item_words import described
from evidence_board.ui.gallery.row_painter import RowPainter
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails

__all__ = ["GalleryView", "Mode"]

Mode = Literal["grid", "list", "single"]

#: Narrowest and widest thumbnail that can be asked for, and the usual one, in logical pixels.
NARROWEST, WIDEST, USUAL = 96, 320, 128
_LEFT, _RIGHT, _GAP, _FOOT, _HEADER = 12, 6, 10, 11, 34
_EXPECTED = 60
_NOTHING = Arrangement([], ())


class GalleryView(QAbstractScrollArea):
    """Files as thumbnails, as rows, or one at a time; knows the geometry and the look, not the gestures.

    Attributes:
        content_moved: the content scrolled or was laid out anew under the pointer.
    """

    content_moved = Signal()

    def __init__(self, *, theme: Theme, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = CellPainter(theme, thumbnails)
        self._rows = RowPainter(theme, self._cells)
        self._arrangement = _NOTHING
        self._items: Mapping[str, ItemRow] = {}
        self._collapsed: frozenset[str] = frozenset()
        self._expected = 0
        self._mode: Mode = "grid"
        self._wanted = USUAL
        self._selection = Selection()
        self._selected: frozenset[str] = frozenset()
        self._hovered: str | None = None
        self._outlined: str | None = None
        self._complete = False
        self._gap: int | None = None
        self._layout = GridLayout([], cell=CellSize(1, 0, 1.0, 1, 1, 1), header=0, top=0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Media"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.viewport().update)
        thumbnails.ready.connect(self._pictures_came)

    # -- content ---------------------------------------------------------------------------------------

    @property
    def arrangement(self) -> Arrangement:
        """The order that is shown."""
        return self._arrangement

    @property
    def geometry_of_cells(self) -> GridLayout:
        """Where everything lies, in coordinates of the whole content, left to right."""
        return self._layout

    @property
    def selection(self) -> Selection:
        """The selection that is shown."""
        return self._selection

    @property
    def collapsed(self) -> frozenset[str]:
        """Keys of the groups of which only the heading shows."""
        return self._collapsed

    @property
    def mode(self) -> Mode:
        """Grid, list or one at a time."""
        return self._mode

    @property
    def cell_width(self) -> int:
        """Width that thumbnails have at least, in logical pixels."""
        return self._wanted

    @property
    def current_position(self) -> int | None:
        """Position of the file the keyboard is at, or None."""
        for item_id in (self._selection.current, self._selection.anchor):
            at = self._arrangement.position.get(item_id) if item_id is not None else None
            if at is not None:
                return at
        return None

    @property
    def gap(self) -> int | None:
        """Position of the file that follows where the current file was, if that one has left the list."""
        return self._gap

    def set_content(self, arrangement: Arrangement, items: Mapping[str, ItemRow], *, expected: int = 0) -> None:
        """Show other files, or the same in another order; what was at the top stays there if it can.

        Args:
            arrangement: the order and groups.
            items: id -> row, at least of what is arranged.
            expected: how many more files are still to come.
        """
        anchor = self._anchor()
        self._gap = self._gap_in(arrangement)
        self._arrangement, self._items, self._expected = arrangement, items, min(expected, _EXPECTED)
        self._lay_out(anchor)
        self._describe()

    def set_usual_year(self, year: str, *, years_differ: bool) -> None:
        """Leave this year out of the dates; empty for none.

        Args:
            year: the year that goes without saying.
            years_differ: whether any file is of another year.
        """
        self._cells.usual_year, self._rows.years_differ = year, years_differ

    def set_copies(self, copies: Callable[[str], int]) -> None:
        """Mark files of which there are copies; ``copies`` counts those a person called the same picture."""
        self._cells.copies = copies

    def set_conflicts(self, open_conflicts: Callable[[str], int]) -> None:
        """Take how many open conflicts a file has, by its id; shown like its problems."""
        self._cells.open_conflicts = open_conflicts

    def set_collapsed(self, collapsed: Set[str]) -> None:
        """Show only the headings of these groups."""
        anchor = self._anchor()
        self._collapsed = frozenset(collapsed)
        self._lay_out(anchor)

    def set_mode(self, mode: Mode) -> None:
        """Show a grid, a list or one file at a time; the file of the keyboard stays in view."""
        self._mode = mode
        self._cells.pictures.clear()
        self._lay_out(self._anchor())
        if self.current_position is not None:
            self.bring_into_view(self.current_position)

    def set_cell_width(self, width: int) -> None:
        """Make thumbnails at least so wide, within 96 and 320 px."""
        self._wanted = max(NARROWEST, min(width, WIDEST))
        self._lay_out(self._anchor())

    def set_selection(self, selection: Selection, *, scroll: bool) -> None:
        """Show what is selected, and bring the current file into view if asked."""
        if selection.current != self._selection.current:
            self._gap = None
        self._selection, self._selected = selection, frozenset(selection.ids)
        if scroll and selection.current in self._arrangement.position:
            self.bring_into_view(self._arrangement.position[selection.current])
        self._describe()
        self.viewport().update()

    def set_hovered(self, item_id: str | None) -> None:
        """Show which file the pointer is over."""
        if item_id != self._hovered:
            for one in (self._hovered, item_id):
                self._repaint(one)
            self._hovered = item_id

    def set_outlined(self, item_id: str | None) -> None:
        """Outline a file that the pointer rests on in another pane."""
        if item_id != self._outlined:
            for one in (self._outlined, item_id):
                self._repaint(one)
            self._outlined = item_id

    def renew_look(self) -> None:
        """Colours or fonts changed."""
        self._cells.clear()
        self._lay_out(self._anchor())

    def complete_pictures(self) -> None:
        """Let the next painting leave no picture rough, however long it takes."""
        self._complete = True
        self.viewport().update()

    # -- geometry --------------------------------------------------------------------------------------

    def position_at(self, point: QPoint) -> int | None:
        """Return the file at a point of the viewport, or None."""
        content = self._to_content(point)
        found = self._layout.at(content.x(), content.y())
        return found if found is not None and found < len(self._arrangement.ids) else None

    def group_at(self, point: QPoint) -> str | None:
        """Return the key of the group whose heading is at a point of the viewport, or None."""
        section = self._layout.header_at(self._to_content(point).y())
        return None if section is None or section >= self._groups else self._arrangement.groups[section].key

    def rect_of(self, position: int) -> QRect:
        """Return where a file lies, in coordinates of the viewport; may be outside of it."""
        return self._to_view(self._layout.box(position))

    def bring_into_view(self, position: int) -> None:
        """Scroll as little as needed to show a whole file, with the heading above it if it is the first."""
        box, bar = self._layout.box(position), self.verticalScrollBar()
        section = self._layout.section_of(position)
        top = box.y - 8
        if self._layout.cell.columns > 0 and box.y - self._layout.header(section).bottom < 1:
            top = self._layout.header(section).y
        if top < bar.value():
            bar.setValue(top)
        elif box.bottom + 8 > bar.value() + self.viewport().height():
            bar.setValue(min(box.bottom + 8 - self.viewport().height(), max(top, 0)))

    def words_of(self, position: int) -> str:
        """Return the whole of a cell in words."""
        item_id = self._arrangement.ids[position]
        return self._words(self._items[item_id])

    @property
    def rows_per_page(self) -> int:
        """How many whole rows fit into the viewport."""
        return max(1, self.viewport().height() // self._layout.cell.pitch)

    @property
    def _groups(self) -> int:
        return len(self._arrangement.groups)

    def _lay_out(self, anchor: tuple[str, int] | None) -> None:
        groups = self._arrangement.groups
        counts = [group.count for group in groups]
        collapsed = [group.key in self._collapsed for group in groups]
        if self._expected:
            counts.append(self._expected)
            collapsed.append(False)
        header = 0 if self._arrangement.grouping == "none" else self._theme.pixels(_HEADER)
        top = 11 if not header else 4
        if not header:
            collapsed = [False] * len(counts)
        self._layout = GridLayout(counts, cell=self._cell(), header=header, top=top, bottom=4, collapsed=collapsed)
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(max(20, min(self._layout.cell.pitch // 3, 60)))
        bar.setRange(0, max(0, self._layout.height - self.viewport().height()))
        if anchor is not None and anchor[0] in self._arrangement.position:
            bar.setValue(self._layout.box(self._arrangement.position[anchor[0]]).y - anchor[1])
        self.viewport().update()
        self.content_moved.emit()

    def _cell(self) -> CellSize:
        # The bar counts even while it is hidden: showing it must not move every cell.
        room = self.width() - self.verticalScrollBar().sizeHint().width() - _LEFT - _RIGHT
        if self._mode == "list":
            width = room + _LEFT
            return CellSize(1, _LEFT // 2, width, width, self._theme.pixels(34), self._theme.pixels(34))
        text = self._cells.text_height
        if self._mode == "single":
            fits = self.height() - text - self._theme.pixels(_HEADER) - 2 * _LEFT
            height = max(min(room * 3 // 4, fits), 120) + text
            return CellSize(1, _LEFT, room, room, height, height + _FOOT)
        return CellSize.fitted(room, left=_LEFT, gap=_GAP, wanted=self._wanted, text=text, foot=_FOOT)

    def _gap_in(self, new: Arrangement) -> int | None:
        """Return where work goes on in a new order, when the current file is no longer in it."""
        ids = self._arrangement.ids
        at = self._arrangement.position.get(self._selection.current or "", -1)
        if at < 0 and self._gap is not None:
            at = self._gap - 1
        elif at < 0 or self._selection.current in new.position:
            return None
        following = (new.position[one] for one in ids[at + 1 :] if one in new.position)
        return next(following, max(0, len(new.ids) - 1)) if new.ids else None

    def _anchor(self) -> tuple[str, int] | None:
        """Return a file near the top and how far it is from the edge, to keep it there."""
        if not self._arrangement.ids or self.verticalScrollBar().value() == 0:
            return None
        top = self.verticalScrollBar().value()
        for run in self._layout.runs(top, top + self.viewport().height()):
            if run.first < min(run.last, len(self._arrangement.ids)):
                return self._arrangement.ids[run.first], self._layout.box(run.first).y - top
        return None

    def _to_content(self, point: QPoint) -> QPoint:
        x = self.viewport().width() - 1 - point.x() if self.isRightToLeft() else point.x()
        return QPoint(x, point.y() + self.verticalScrollBar().value())

    def _to_view(self, box: Box) -> QRect:
        x = self.viewport().width() - box.x - box.width if self.isRightToLeft() else box.x
        return QRect(x, box.y - self.verticalScrollBar().value(), box.width, box.height)

    # -- events ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew; what was at the top stays there."""
        super().resizeEvent(event)
        self._lay_out(self._anchor())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted and paint only what came into view."""
        self.viewport().scroll(0, dy)
        self.content_moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells and headings that touch what needs painting."""
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, self._theme.color("pane"))
        self._cells.pictures.begin_frame(everything=self._complete)
        self._complete = False
        offset, header = self.verticalScrollBar().value(), self._layout.header
        has_headings = self._arrangement.grouping != "none"
        # Outlines reach a little beyond their cell.
        for run in self._layout.runs(area.top() + offset - 4, area.bottom() + 1 + offset + 4):
            if has_headings:
                self._paint_heading(painter, run.section, self._to_view(header(run.section)), area)
            for position in range(run.first, run.last):
                box = self._to_view(self._layout.box(position))
                if box.adjusted(-4, -4, 4, 4).intersects(area):
                    self._paint_cell(painter, position, box)
        painter.end()
        if self._cells.pictures.is_rough and not self._again.isActive():
            self._again.start(0)

    def _paint_heading(self, painter: QPainter, section: int, box: QRect, area: QRect) -> None:
        if section >= self._groups or not box.intersects(area):
            return
        group = self._arrangement.groups[section]
        self._rows.draw_heading(
            painter,
            box,
            grouping=self._arrangement.grouping,
            key=group.key,
            count=group.count,
            collapsed=group.key in self._collapsed,
            mirrored=self.isRightToLeft(),
        )

    def _paint_cell(self, painter: QPainter, position: int, box: QRect) -> None:
        mirrored = self.isRightToLeft()
        ids = self._arrangement.ids
        item = self._items.get(ids[position]) if position < len(ids) else None
        if item is None:
            self._cells.draw_expected(painter, box, right_to_left=mirrored)
            return
        is_cursor = self.hasFocus() and len(self._selected) != 1 and position == self.current_position
        state = CellState(
            selected=item.id in self._selected,
            hovered=item.id == self._hovered,
            outlined=item.id == self._outlined,
            focused=is_cursor,
            right_to_left=mirrored,
        )
        if self._mode == "list":
            self._rows.draw(painter, item, box, state)
        else:
            self._cells.draw(painter, item, box, state, whole=self._mode == "single")

    def _repaint(self, item_id: str | None) -> None:
        at = self._arrangement.position.get(item_id) if item_id is not None else None
        if at is not None:
            self.viewport().update(self.rect_of(at).adjusted(-4, -4, 4, 4))

    def _pictures_came(self, item_ids: Set[str]) -> None:
        top = self.verticalScrollBar().value()
        for run in self._layout.runs(top, top + self.viewport().height()):
            if not item_ids.isdisjoint(self._arrangement.ids[run.first : run.last]):
                self.viewport().update()
                return

    def _describe(self) -> None:
        at = self.current_position
        item = self._items.get(self._arrangement.ids[at]) if at is not None else None
        self.setAccessibleDescription(self._words(item) if item is not None else "")

    def _words(self, item: ItemRow) -> str:
        conflicts = self._cells.open_conflicts(item.id)
        return described(item, selected=item.id in self._selected, conflicts=conflicts)
