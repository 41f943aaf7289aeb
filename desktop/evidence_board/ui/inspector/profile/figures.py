"""`Figures`: the whole of a profile in a few numbers, and a warning where its links are weak."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.inspector.profile.profile_data import Profile
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box, draw_text, leading, visual

__all__ = ["Figures", "WeakLinks"]

_HEIGHT, _GAP, _PAD = 46, 8, 8


class Figures(QWidget):
    """Three cells: number and noun."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_figures(self, profile: Profile) -> None:
        """Show how much is known of an entity."""
        kinds = {kind: len({row.other for row in profile.linked if row.kind == kind}) for kind in _COUNTED}
        files = len(profile.files)
        cells = [(files, count(files, one="file", many="files"))]
        for kind in ("person", "account", "location"):
            if kind != profile.detail.kind and len(cells) < 3:
                cells.append((kinds[kind], _noun(kind, kinds[kind])))
        self._cells = [(number(figure), words) for figure, words in cells]
        self.setAccessibleName(", ".join(f"{figure} {words}" for figure, words in self._cells))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of two lines with room around."""
        return QSize(240, self._theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells."""
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        total = len(self._cells)
        wide = (self.width() - (total - 1) * _GAP) // max(total, 1)
        first, second = theme.line_height("section"), theme.line_height("caption")
        top = (self.height() - first - second) // 2
        for at, (figure, words) in enumerate(self._cells):
            box = visual(self, QRect(at * (wide + _GAP), 0, wide, self.height()))
            draw_box(painter, box, radius=theme.tokens.radius["card"], fill=color("pane"), border=color("line"))
            room = QRect(box.x() + _PAD, top, box.width() - 2 * _PAD, first)
            font = theme.font("section", tabular=True, weight=600)
            draw_text(painter, room, figure, font=font, colour=color("text"), align=leading(self))
            room = QRect(box.x() + _PAD, top + first, box.width() - 2 * _PAD, second)
            draw_text(painter, room, words, font=theme.font("caption"), colour=color("text3"), align=leading(self))
        painter.end()


_COUNTED = ("person", "account", "location")


def _noun(kind: str, figure: int) -> str:
    return {
        "person": count(figure, one="person", many="people"),
        "account": count(figure, one="account", many="accounts"),
        "location": count(figure, one="place", many="places"),
    }[kind]


class WeakLinks(QWidget):
    """A warning: no link is above possible, and how many of them cite nothing."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._head, self._then = QLabel(), QLabel()
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._head, self._then):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            words.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(34, 8, 10, 8)
        layout.addLayout(words, 1)
        self.hide()

    @property
    def words(self) -> tuple[str, str]:
        """What it says: the warning and what lies behind it."""
        return self._head.text(), self._then.text()

    def show_profile(self, profile: Profile) -> None:
        """Warn where the links of an entity are weak."""
        links = [row.link for row in profile.linked]
        judged = any(link.level != "unjudged" for link in links)
        head = tr("No link here is above possible") if judged else tr("No link here is judged")
        uncited, total = sum(1 for link in links if not link.citations), number(len(links))
        one, many = "{n} of {total} cites no evidence.", "{n} of {total} cite no evidence."
        then = tr(one if uncited == 1 else many, n=number(uncited), total=total) if uncited else ""
        self._head.setText(head)
        self._head.setFont(self._theme.font("small", weight=600))
        self._then.setText(then)
        self._then.setFont(self._theme.font("small"))
        self._then.setVisible(bool(then))
        self.setAccessibleName(f"{head}. {then}".strip())
        self.setVisible(bool(links) and not any(link.level in ("confirmed", "probable") for link in links))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted ground and the icon."""
        painter = QPainter(self)
        color = self._theme.color
        draw_box(painter, self.rect(), radius=self._theme.tokens.radius["card"], fill=color("warnSoft"))
        draw_icon(painter, "triangle-alert", visual(self, QRect(10, 9, 16, 16)), color("warn"))
        painter.end()
