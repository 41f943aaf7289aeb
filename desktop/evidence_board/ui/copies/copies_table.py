"""`CopiesTable`: line by line what the case holds of two copies, with a check at the richer value."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evidence_board.ui.copies.columns import PAD, column, labels
from evidence_board.ui.copies.copies_words import line_name, value_words
from evidence_board.ui.copies.pair_queue import ComparedPair
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, leading, trailing
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["CopiesTable"]

_HEAD, _LINE, _CHECK = 34, 27, 14


class CopiesTable(QWidget):
    """Names of the lines, and the values of both copies; the richer copy is outlined."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pair: ComparedPair | None = None
        self._preferred: frozenset[str] = frozenset()
        self._outlined = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """The lines as shown: name, value of the first, value of the second."""
        if self._pair is None:
            return []
        first, second = self._pair.facts
        codes = [row.code for row in self._pair.comparison.rows]
        return [(line_name(code), value_words(code, first), value_words(code, second)) for code in codes]

    @property
    def checked(self) -> dict[str, int]:
        """Code of a line -> which copy has the check."""
        rows = self._pair.comparison.rows if self._pair is not None else ()
        return {row.code: row.richer for row in rows if row.richer is not None}

    def show_pair(self, pair: ComparedPair | None, *, preferred: frozenset[str] = frozenset()) -> None:
        """Show another pair.

        Args:
            pair: what to compare.
            preferred: ids of files that a person chose as the copy to use.
        """
        self._pair, self._preferred = pair, preferred
        self.updateGeometry()
        spoken = [f"{name}: {first} / {second}" for name, first, second in self.lines]
        self.setAccessibleName(tr("What the two copies differ in"))
        self.setAccessibleDescription("\n".join(spoken))
        self.update()

    def set_outlined(self, outlined: bool) -> None:
        """Join the outline of the richer copy with that around its picture, or close it above."""
        self._outlined = outlined
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all lines."""
        rows = len(self._pair.comparison.rows) if self._pair is not None else 0
        return QSize(560, self._theme.pixels(_HEAD) + rows * self._theme.pixels(_LINE) + PAD)

    def minimumSizeHint(self) -> QSize:
        """Return the height of all lines."""
        return QSize(300, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say a whole value that was cut."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = (event.pos().y() - self._theme.pixels(_HEAD)) // self._theme.pixels(_LINE)
            lines = self.lines
            if 0 <= place < len(lines):
                which = 1 if column(self, self._theme, 1, 0, self.height()).contains(event.pos()) else 0
                QToolTip.showText(event.globalPos(), plain_tip(self._whole(place, which)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all lines."""
        if self._pair is None:
            return
        painter = QPainter(self)
        richer = self._pair.comparison.richer
        if richer is not None:
            self._paint_richer(painter, richer)
        top = self._theme.pixels(_HEAD)
        for which in (0, 1):
            self._paint_head(painter, which, top, richer=richer == which)
        height = self._theme.pixels(_LINE)
        for number, (row, words) in enumerate(zip(self._pair.comparison.rows, self.lines, strict=True)):
            y = top + number * height
            painter.fillRect(0, y, self.width(), 1, self._theme.color("line"))
            name = labels(self, self._theme, y, height)
            font = self._theme.font("small")
            ink = self._theme.color("text2")
            # Tags of one family begin alike and differ at their end.
            cut = Qt.TextElideMode.ElideMiddle
            draw_text(painter, name, words[0], font=font, colour=ink, align=leading(self), elide=cut)
            for which in (0, 1):
                self._paint_value(painter, which, y, words[1 + which], checked=row.richer == which, code=row.code)
        painter.end()

    def _paint_richer(self, painter: QPainter, which: int) -> None:
        above = -12 if self._outlined else 0
        room = column(self, self._theme, which, above, self.height() - above - 1)
        painter.save()
        painter.setClipRect(self.rect())
        color = self._theme.color
        fill, border = faded(color("okSoft"), 0.5), faded(color("ok"), 0.7)
        draw_box(painter, room, radius=8, fill=fill, border=border, width=1.5)
        painter.restore()

    def _paint_head(self, painter: QPainter, which: int, height: int, *, richer: bool) -> None:
        assert self._pair is not None
        facts = self._pair.facts[which]
        room = column(self, self._theme, which, 0, height).adjusted(PAD, 0, -PAD, 0)
        color = self._theme.color
        font = self._theme.font("bodyStrong")
        draw_text(painter, room, facts.ref, font=font, colour=color("text"), align=leading(self))
        words = ""
        if facts.item_id in self._preferred:
            words = tr("The copy to use")
        elif richer:
            words = tr("Richer copy")
        if not words:
            return
        font = self._theme.font("small", weight=500)
        width = int(self._theme.metrics("small", weight=500).horizontalAdvance(words)) + 38
        tag = QRect(room.right() - width + 1, (height - 22) // 2, width, 22)
        if self.isRightToLeft():
            tag.moveLeft(room.left())
        draw_box(painter, tag, radius=5, fill=color("okSoft"))
        mark = QRect(tag.left() + 8, tag.center().y() - 7, 14, 14)
        if self.isRightToLeft():
            mark.moveRight(tag.right() - 8)
        draw_icon(painter, "circle-check", mark, color("ok"))
        inside = tag.adjusted(8, 0, -26, 0) if self.isRightToLeft() else tag.adjusted(26, 0, -8, 0)
        draw_text(painter, inside, words, font=font, colour=color("ok"), align=trailing(self))

    def _paint_value(self, painter: QPainter, which: int, top: int, words: str, *, checked: bool, code: str) -> None:
        room = column(self, self._theme, which, top, self._theme.pixels(_LINE)).adjusted(PAD, 0, -PAD, 0)
        color = self._theme.color
        mark = QRect(room.left(), room.center().y() - _CHECK // 2, _CHECK, _CHECK)
        if self.isRightToLeft():
            mark.moveRight(room.right())
        if checked:
            draw_icon(painter, "check", mark, color("ok"))
        shift = _CHECK + 6
        inside = room.adjusted(0, 0, -shift, 0) if self.isRightToLeft() else room.adjusted(shift, 0, 0, 0)
        mono = code == "sha256"
        font = self._theme.font("small", weight=600 if checked else 0, mono=mono, tabular=not mono)
        colour = color("text") if checked else color("text2")
        draw_text(painter, inside, words, font=font, colour=colour, align=leading(self))

    def _whole(self, place: int, which: int) -> str:
        assert self._pair is not None
        row = self._pair.comparison.rows[place]
        facts = self._pair.facts[which]
        if row.code == "sha256":
            return facts.sha256
        if row.code == "caption":
            return facts.caption
        return self.lines[place][1 + which]
