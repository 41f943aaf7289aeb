"""`CollectionBadge`: how much of what a court asks for was collected with a file: "5 of 8", and what is missing."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from evidence_board.model.sources import Completeness, Part
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.collection_words import part_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.popover import Popover

__all__ = ["CollectionBadge"]

_HEIGHT, _PADDING, _ICON, _WIDTH = 24, 8, 14, 300


class CollectionBadge(Clickable):
    """A badge; pressed it lists what is there and what is missing.

    Attributes:
        popover: the list, while it is open or was.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._all: tuple[Completeness, ...] = ()
        self._words = ""
        self.popover: Popover | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def text(self) -> str:
        """Return the words shown."""
        return self._words

    def show_all(self, found: Sequence[Completeness]) -> None:
        """Show how complete one or many files are."""
        self._all = tuple(found)
        counts = sorted({one.count for one in found})
        total = number(len(Part))
        if not counts:
            self._words = ""
        elif len(counts) == 1:
            self._words = tr("{n} of {total}", n=number(counts[0]), total=total)
        else:
            least, most = number(counts[0]), number(counts[-1])
            self._words = tr("{least} to {most} of {total}", least=least, most=most, total=total)
        missing = ", ".join(found[0].gaps[part] for part in found[0].missing) if len(found) == 1 else ""
        name = tr("Collected: {words}", words=self._words)
        self.describe(tr("{name}. Missing: {missing}", name=name, missing=missing) if missing else name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of icon, words and arrow."""
        words = round(self.theme.metrics("small", weight=600, tabular=True).horizontalAdvance(self._words))
        return QSize(2 * _PADDING + _ICON + 6 + words + 6 + _ICON, self.theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon, words and arrow."""
        painter = QPainter(self)
        color, height = self.theme.color, self.height()
        fill = hover_fill(self.theme) if self.underMouse() or self.isDown() else color("pane")
        draw_box(painter, self.rect(), radius=self.theme.tokens.radius["chip"], fill=fill, border=color("line2"))
        whole = bool(self._all) and all(one.count == one.total for one in self._all)
        top = (height - _ICON) // 2
        icon = QRect(_PADDING, top, _ICON, _ICON)
        draw_icon(painter, "circle-check" if whole else "list", visual(self, icon), color("ok" if whole else "text2"))
        start = _PADDING + _ICON + 6
        room = visual(self, QRect(start, 0, self.width() - start - _PADDING - _ICON, height))
        font = self.theme.font("small", weight=600, tabular=True)
        draw_text(painter, room, self._words, font=font, colour=color("text"), align=leading(self))
        arrow = QRect(self.width() - _PADDING - _ICON + 2, top, _ICON, _ICON)
        draw_icon(painter, "chevron-down", visual(self, arrow), color("text2"))
        painter.end()

    def _open(self) -> None:
        if not self._all:
            return
        popover = Popover(self, name=tr("What was collected"), theme=self.theme)
        title = QLabel(tr("{words} of paragraph 155, Berkeley Protocol", words=self._words))
        title.setProperty("role", "bodyStrong")
        title.setWordWrap(True)
        title.setFixedWidth(_WIDTH)
        popover.body.addWidget(title)
        for part in Part:
            popover.body.addWidget(self._line(part))
        met = sum(one.court_minimum for one in self._all)
        if met == len(self._all):
            icon, role, words = "circle-check", "ok", tr("The least that a court asks for is there.")
        elif len(self._all) == 1:
            icon, role, words = "circle-alert", "warn", tr("The least that a court asks for is not there: the first 3.")
        else:
            icon, role = "circle-alert", "warn"
            words = tr(
                "{n} of {total} files have the least that a court asks for: the first 3.",
                n=number(met),
                total=number(len(self._all)),
            )
        popover.body.addWidget(_IconLine(icon, role, words, theme=self.theme))
        self.popover = popover
        popover.open_below(self)

    def _line(self, part: Part) -> QWidget:
        have = sum(part in one.present for one in self._all)
        there = have == len(self._all)
        words = part_words(part)
        if len(self._all) > 1 and not there:
            words = tr("{part}: {n} of {total}", part=words, n=number(have), total=number(len(self._all)))
        elif not there:
            gap = tr(self._all[0].gaps[part])
            words = tr("Missing: {part}", part=gap)
        return _IconLine(
            "circle-check" if there else "circle-minus", "ok" if there else "text3", words, theme=self.theme
        )


class _IconLine(QWidget):
    """An icon and words that wrap."""

    def __init__(self, icon: str, role: str, words: str, *, theme: Theme) -> None:
        super().__init__()
        self._icon, self._role, self._theme = icon, role, theme
        label = QLabel(words)
        label.setWordWrap(True)
        label.setFont(theme.font("small"))
        label.setFixedWidth(_WIDTH - 22)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*((0, 0, 22, 0) if self.isRightToLeft() else (22, 0, 0, 0)))
        layout.addWidget(label)
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._icon, visual(self, QRect(0, 1, _ICON, _ICON)), self._theme.color(self._role))
        painter.end()
