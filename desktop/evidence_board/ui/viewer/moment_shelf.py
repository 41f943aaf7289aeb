"""`MomentShelf`: cards of the marked moments over the strip of frames, each joined to its place."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.model.regions import RegionRow
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.frame_strip import FrameStrip
from evidence_board.ui.viewer.moment_card import MomentCard
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["MomentShelf"]

_LEAST, _GAP, _JOIN = 190, 8, 26


class MomentShelf(QWidget):
    """As many cards as fit, those around the chosen one; the others a page away.

    Attributes:
        chosen: (row id).
        opened: (row id) name it.
        menu_wanted: (row id, point of the screen).
        strip: the frames.
        cards: the cards that are shown.
        heading: "Marked moments", and how to add one.
    """

    chosen = Signal(str)
    opened = Signal(str)
    menu_wanted = Signal(str, object)

    def __init__(self, *, theme: Theme, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._can_write = can_write
        self._rows: tuple[RegionRow, ...] = ()
        self._chosen = ""
        self._first = 0
        self._images: dict[str, QImage] = {}
        self.cards: list[MomentCard] = []
        self.heading = ElidedLabel(tr("Marked moments"), theme=theme, role="small", weight=600)
        self.hint = ElidedLabel(theme=theme, role="small", colour="text3")
        self._back = IconButton("chevron-left", name=tr("Earlier moments"), theme=theme, size=24)
        self._on = IconButton("chevron-right", name=tr("Later moments"), theme=theme, size=24)
        self._back.clicked.connect(lambda: self._page(-1))
        self._on.clicked.connect(lambda: self._page(1))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.hint, 1)
        head.addWidget(self._back)
        head.addWidget(self._on)
        # Cards stand over a strip that is not mirrored, so neither are they.
        self._row = QWidget()
        self._row.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._places = QHBoxLayout(self._row)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setSpacing(_GAP)
        self.strip = FrameStrip(theme=theme)
        self.strip.can_mark = can_write
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addSpacing(6)
        layout.addWidget(self._row)
        layout.addSpacing(_JOIN)
        layout.addWidget(self.strip)
        self._say()

    @property
    def wanted_images(self) -> list[RegionRow]:
        """The moments whose frame is not known yet."""
        return [row for row in self._rows if row.id not in self._images]

    def show_rows(self, rows: Sequence[RegionRow], *, chosen: str) -> None:
        """Show the moments of a video, one of them chosen."""
        known = {row.id: row for row in self._rows}
        for row in rows:
            before = known.get(row.id)
            if before is not None and before.start_s != row.start_s:
                self._images.pop(row.id, None)
        self._rows, self._chosen = tuple(rows), chosen
        self._images = {row_id: image for row_id, image in self._images.items() if row_id in {row.id for row in rows}}
        ids = [row.id for row in rows]
        if chosen in ids:
            at = ids.index(chosen)
            if not self._first <= at < self._first + self._room():
                self._first = at
        self._fill()
        self.strip.show_moments(self._rows, chosen=chosen)

    def card(self, row_id: str) -> MomentCard | None:
        """Return the card of a moment, None while it is a page away."""
        return next((card for card in self.cards if card.row.id == row_id), None)

    def show_image(self, row_id: str, image: QImage) -> None:
        """Show the frame of a moment."""
        self._images[row_id] = image
        card = self.card(row_id)
        if card is not None:
            card.show_image(image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many cards as fit."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines from the cards to their places."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for card in self.cards:
            row = card.row
            middle = row.start_s or 0.0
            if row.end_s is not None:
                middle = (middle + row.end_s) / 2
            start = card.mapTo(self, card.rect().bottomLeft()) + card.rect().center() * 0
            begin = QPointF(start.x() + card.width() / 2, start.y() + 1)
            end = QPointF(self.strip.x() + self.strip.x_of(middle), self.strip.y() + 5)
            path = QPainterPath(begin)
            half = (begin.y() + end.y()) / 2
            path.cubicTo(QPointF(begin.x(), half), QPointF(end.x(), half), end)
            here = row.id == self._chosen
            painter.setPen(QPen(self._theme.color("accent" if here else "control"), 1.6 if here else 1.2))
            painter.drawPath(path)
        painter.end()

    def _room(self) -> int:
        return max(1, (self.width() + _GAP) // (_LEAST + _GAP))

    def _page(self, pages: int) -> None:
        room = self._room()
        self._first = min(max(0, self._first + pages * room), max(0, len(self._rows) - room))
        self._fill()

    def _fill(self) -> None:
        focused = next((card.row.id for card in self.cards if card.hasFocus()), "")
        while self._places.count():
            item = self._places.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        room = self._room()
        self._first = min(self._first, max(0, len(self._rows) - room))
        self.cards = []
        for row in self._rows[self._first : self._first + room]:
            card = MomentCard(row, theme=self._theme, chosen=row.id == self._chosen)
            card.show_image(self._images.get(row.id) or self.strip.still_at(row.start_s or 0.0))
            card.clicked.connect(lambda _=False, one=row.id: self.chosen.emit(one))
            card.opened.connect(lambda one=row.id: self.opened.emit(one))
            card.menu_wanted.connect(lambda at, one=row.id: self.menu_wanted.emit(one, at))
            card.setMaximumWidth(2 * _LEAST)
            self._places.addWidget(card)
            self.cards.append(card)
            if row.id == focused:
                card.setFocus()
        if len(self.cards) < room:
            self._places.addStretch(1)
        self._row.setFixedHeight(self.cards[0].height() if self.cards else 0)
        self._say()
        self.update()

    def _say(self) -> None:
        total, room = len(self._rows), self._room()
        self._back.setVisible(total > room)
        self._on.setVisible(total > room)
        self._back.setEnabled(self._first > 0)
        self._on.setEnabled(self._first + room < total)
        how = tr("drag on the strip for a span, M marks a moment, R a region of the frame") if self._can_write else ""
        counted = count(total, one="{n} moment", many="{n} moments") if total > room else ""
        self.hint.set_text(" · ".join(part for part in (counted, how) if part))
