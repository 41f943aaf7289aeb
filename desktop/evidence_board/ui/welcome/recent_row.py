"""`RecentRow`: one recent case: three small pictures, its name, how much it holds, when it was open."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.settings import RecentCase
from evidence_board.ui.i18n import clock, count, day_month_year, isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.welcome.recent_previews import RecentPreview
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, trailing, visual

__all__ = ["RecentRow", "when_words"]

_HEIGHT, _PADDING, _GAP = 64, 10, 4
_PICTURE = QSize(46, 44)


def when_words(opened: str, *, now: datetime | None = None) -> str:
    """Return when a case was open, in words: ``today, 14:02``, ``yesterday, 9:10``, ``12 Mar 2026``."""
    try:
        moment = datetime.fromisoformat(opened).astimezone()
    except ValueError:
        return ""
    today = (now or datetime.now().astimezone()).date()
    if moment.date() == today:
        return tr("today, {time}", time=clock(moment))
    if moment.date() == today - timedelta(days=1):
        return tr("yesterday, {time}", time=clock(moment))
    return day_month_year(moment.date())


class RecentRow(Clickable):
    """A card that opens a case, or says why it cannot and asks where the file is now.

    Signals:
        menu_wanted: (point of the screen).
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, recent: RecentCase, *, theme: Theme, place: str = "", parent: QWidget | None = None) -> None:
        """Make a row.

        Args:
            recent: the case.
            theme: the look.
            place: where it lies, if another case has the same title; empty says nothing.
            parent: parent widget.
        """
        super().__init__(theme=theme, parent=parent)
        self._recent = recent
        self._place = place
        self._preview: RecentPreview | None = None
        self._pictures: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def recent(self) -> RecentCase:
        """The case of this row."""
        return self._recent

    @property
    def is_missing(self) -> bool:
        """Whether the file is not where it was."""
        return self._preview is not None and self._preview.missing

    @property
    def second_line(self) -> str:
        """What stands below the name."""
        preview = self._preview
        if preview is not None and preview.missing:
            return tr("The file is not where it was. Press to say where it is now.")
        if preview is not None and preview.problem:
            return preview.problem
        files = preview.files if preview is not None else self._recent.files
        words = count(files, one="{n} file", many="{n} files")
        return tr("{files} in {folder}", files=words, folder=isolate(self._place)) if self._place else words

    def show_preview(self, preview: RecentPreview) -> None:
        """Show what was read from the file."""
        self._preview = preview
        self._pictures = preview.pictures
        self._name()

    def sizeHint(self) -> QSize:
        """Return the height of a card."""
        return QSize(420, self.theme.pixels(_HEIGHT))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the context menu."""
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        theme, color = self.theme, self.theme.color
        radius = theme.tokens.radius["card"]
        draw_box(painter, self.rect(), radius=radius, fill=color("pane"), border=color("line"))
        if self.underMouse() or self.isDown():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(theme))
        trouble = self._preview is not None and bool(self._preview.missing or self._preview.problem)
        x = self._draw_pictures(painter, faded=trouble)
        end = self.width() - 16 - 16
        icon = "crosshair" if self.is_missing else "chevron-right"
        draw_icon(painter, icon, visual(self, QRect(end, (self.height() - 16) // 2, 16, 16)), color("text2"))
        when = when_words(self._recent.opened)
        wide = round(theme.metrics("small", tabular=True).horizontalAdvance(when)) + 2
        end -= 12 + wide
        font = theme.font("small", tabular=True)
        room = visual(self, QRect(end, 0, wide, self.height()))
        draw_text(painter, room, when, font=font, colour=color("text2"), align=trailing(self))
        self._draw_words(painter, x, end - 12, trouble)
        painter.end()

    def _draw_words(self, painter: QPainter, x: int, end: int, trouble: bool) -> None:
        theme, color = self.theme, self.theme.color
        first, second = theme.line_height("bodyStrong"), theme.line_height("small")
        top = (self.height() - first - second - 3) // 2
        title = self._preview.title if self._preview is not None else self._recent.title
        room = visual(self, QRect(x, top, end - x, first))
        font = theme.font("bodyStrong")
        draw_text(painter, room, title, font=font, colour=color("text2" if trouble else "text"), align=leading(self))
        top += first + 3
        if trouble:
            draw_icon(painter, "unplug", visual(self, QRect(x, top + (second - 14) // 2, 14, 14)), color("warn"))
            x += 20
        room = visual(self, QRect(x, top, end - x, second))
        font = theme.font("small", tabular=True)
        ink = color("warn" if trouble else "text2")
        draw_text(painter, room, self.second_line, font=font, colour=ink, align=leading(self))

    def _draw_pictures(self, painter: QPainter, *, faded: bool) -> int:
        """Draw three places for pictures and return where the words begin."""
        x, top = _PADDING, (self.height() - _PICTURE.height()) // 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in range(3):
            box = QRectF(visual(self, QRect(x, top, _PICTURE.width(), _PICTURE.height())))
            if place < len(self._pictures):
                clip = QPainterPath()
                clip.addRoundedRect(box, 4, 4)
                painter.save()
                painter.setClipPath(clip)
                painter.setOpacity(0.4 if faded else 1.0)
                painter.drawImage(box, self._pictures[place], _middle(self._pictures[place]))
                painter.restore()
            else:
                draw_box(painter, box, radius=4, fill=self.theme.color("sunken"))
            x += _PICTURE.width() + _GAP
        return x + 12

    def _name(self) -> None:
        title = self._preview.title if self._preview is not None else self._recent.title
        self.setAccessibleName(f"{isolate(title)}, {self.second_line}, {when_words(self._recent.opened)}")
        self.setToolTip(self._recent.path)
        self.update()


def _middle(image: QImage) -> QRectF:
    """Return the part of an image that fills the place without being stretched."""
    wanted = _PICTURE.width() / _PICTURE.height()
    width, height = image.width(), image.height()
    if width / height > wanted:
        return QRectF((width - height * wanted) / 2, 0, height * wanted, height)
    return QRectF(0, (height - width / wanted) / 2, width, width / wanted)
