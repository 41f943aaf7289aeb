"""`LinkLine`: one link of the selected thing: what is at the other end, how, and how sure."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from evidence_board.model.case_index import LinkRow
from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.model.relations import relations_between
from evidence_board.ui.citing.level_door import open_levels
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_by import condition_for
from evidence_board.ui.filter_bar.like_menu import add_filter_actions
from evidence_board.ui.gallery.cell_pictures import cover_part
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.inspector.level_button import level_menu, level_of_key
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["LinkLine"]

_HEIGHT, _OUT, _MARK, _TEXT, _RELATION, _RELATION_COMPACT, _X = 27, 0, 16, 26, 150, 126, 14
_STATE = 11


class LinkLine(Clickable):
    """A row: click selects the other end, the bars change the level, the x takes the link away.

    With the keyboard: Enter selects, 5 to 0 set the level, Del takes away, the menu key opens the rest.

    Attributes:
        level_chosen: (level) the user graded the link.
        relation_chosen: (words) the user chose another relation.
        removed: the user takes the link away.
        opened: the user wants to see the link itself.
    """

    level_chosen = Signal(str)
    relation_chosen = Signal(str)
    removed = Signal()
    opened = Signal()

    def __init__(
        self,
        link: LinkRow,
        *,
        kind: str,
        other: str,
        name: str,
        words: str,
        can_write: bool,
        theme: Theme,
        thumbnails: Thumbnails | None = None,
        context: UiContext | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            link: the link.
            kind: kind of the thing at the other end; ``media`` for a file.
            other: row id of that thing.
            name: what to call it.
            words: the relation as it reads from this side.
            can_write: whether it may be changed.
            theme: the look.
            thumbnails: for a file, whose own picture is its mark.
            context: opens its levels with what the evidence carries; without it they are a menu.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self.link = link
        self._other = other
        self._context = context
        self._thumbnails = thumbnails
        if thumbnails is not None:
            thumbnails.ready.connect(self._picture_came)
        self._kind, self._name, self._words = kind, name, words
        self._can_write = can_write
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said = _evidence_words(link)
        self.setAccessibleName(f"{words}: {name}, {level_name(link.level)}, {said}")
        told = f"{name}: {words}, {level_name(link.level).lower()}, {said}"
        self.setToolTip(plain_tip("\n".join(part for part in (told, link.note) if part)))
        if can_write:
            self.setAccessibleDescription(tr("Enter selects it, 5 to 0 grade the link, Del takes it away"))

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(200, self.theme.pixels(_HEIGHT))

    def set_compact(self, compact: bool) -> None:
        """Leave less room to the name in a small window."""
        self._compact = compact
        self.update()

    def menu(self) -> QMenu:
        """Return the menu of everything that can be done with the link."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Select {name}", name=self._name)).triggered.connect(lambda: self.click())
        menu.addAction(tr("Show the link")).triggered.connect(lambda: self.opened.emit())
        if self._context is not None and self._kind in tuple(ENTITY_KINDS):
            add_filter_actions(menu, self._context, condition_for(self._kind, self._other), origin="inspector")
        if self._can_write:
            levels = level_menu(self.theme, current=self.link.level, choose=self.level_chosen.emit, parent=menu)
            levels.setTitle(tr("Confidence"))
            menu.addMenu(levels)
            relations = menu.addMenu(tr("Relation"))
            for relation in relations_between(self.link.src_kind, self.link.dst_kind):
                action = relations.addAction(relation.name)
                action.setCheckable(True)
                action.setChecked(relation.name == self.link.relation)
                action.triggered.connect(lambda _=False, one=relation.name: self.relation_chosen.emit(one))
            menu.addSeparator()
            away = menu.addAction(self.theme.icon("unlink"), tr("Take the link away") + "\t" + tr("Del"))
            away.triggered.connect(lambda: self.removed.emit())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grade or take away with the keyboard."""
        level = level_of_key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._can_write and plain and level is not None:
            self.level_chosen.emit(level)
        elif self._can_write and plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on the x or the bars, else be a button."""
        at = event.position().toPoint()
        if self.isDown() and self._can_write and event.button() == Qt.MouseButton.LeftButton:
            if self._x_place().contains(at):
                self.setDown(False)
                self.removed.emit()
                return
            if self._bars_place().contains(at):
                self.setDown(False)
                if self._context is not None:
                    claim, level = ("link", self.link.id), self.link.level
                    open_levels(self._context, claim, level=level, beside=self, choose=self.level_chosen.emit)
                    return
                menu = level_menu(self.theme, current=self.link.level, choose=self.level_chosen.emit, parent=self)
                menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                menu.popup(self.mapToGlobal(self._bars_place().bottomLeft() + QPoint(0, 2)))
                return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, name, relation and bars; the x while the pointer or the keyboard is here."""
        painter = QPainter(self)
        color, height = self.theme.color, self.height()
        active = self.underMouse() or self.hasFocus()
        if active:
            draw_box(painter, self.rect().adjusted(0, 1, 0, -1), radius=4, fill=hover_fill(self.theme))
        mark = QRect(_OUT + 1, (height - _MARK) // 2, _MARK, _MARK)
        self._draw_mark(painter, visual(self, mark))
        x = _OUT + (_RELATION_COMPACT if self._compact else _RELATION)
        room = visual(self, QRect(_OUT + _TEXT, 0, x - _OUT - _TEXT - 6, height))
        font = self.theme.font("small", weight=500)
        draw_text(painter, room, self._name, font=font, colour=color("text"), align=leading(self))
        end = self.width() - _OUT - BARS.width() - 8
        if self.link.disputed or not self.link.citations:
            end -= _STATE + 2
            spot = visual(self, QRect(end, (height - _STATE) // 2, _STATE, _STATE))
            icon, ink = ("triangle-alert", "warn") if self.link.disputed else ("circle", "text3")
            draw_icon(painter, icon, spot, color(ink))
            end -= 4
        if active and self._can_write:
            end -= _X + 6
            draw_icon(painter, "x", self._x_mark(), color("text3"))
        room = visual(self, QRect(x, 0, end - x, height))
        draw_text(painter, room, self._words, font=self.theme.font("small"), colour=color("text3"), align=leading(self))
        bars = visual(self, QRect(self.width() - _OUT - BARS.width() - 1, 0, BARS.width(), height))
        draw_bars(painter, self.link.level, bars, self.theme)
        painter.end()

    def _draw_mark(self, painter: QPainter, place: QRect) -> None:
        image = self._thumbnails.get(self._other) if self._thumbnails is not None else None
        if image is None:
            draw_kind(painter, self._kind, place, self.theme)
            return
        box = place.adjusted(-1, -1, 3, 1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        small = image.scaledToWidth(4 * box.width(), Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(box, small, cover_part(small.size(), box.width(), box.height()))

    def _picture_came(self, item_ids: set[str]) -> None:
        if self._other in item_ids:
            self.update()

    def _x_mark(self) -> QRect:
        state = _STATE + 6 if self.link.disputed or not self.link.citations else 0
        x = self.width() - _OUT - BARS.width() - 10 - state - _X
        return visual(self, QRect(x, (self.height() - _X) // 2, _X, _X))

    def _x_place(self) -> QRect:
        return self._x_mark().adjusted(-4, -8, 4, 8)

    def _bars_place(self) -> QRect:
        width = _OUT + BARS.width() + 4
        return visual(self, QRect(self.width() - width, 0, width, self.height()))


def _evidence_words(link: LinkRow) -> str:
    if link.disputed:
        return count(link.against, one="disputed: {n} against", many="disputed: {n} against")
    return count(link.citations, one="rests on {n}", many="rests on {n}") if link.citations else tr("uncited")
