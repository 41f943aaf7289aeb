"""`SeenSection`: when an entity was seen: the dates of its media and its events on a small line of time."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.profile.profile_data import Profile, SeenMark
from evidence_board.ui.inspector.profile.seen_strip import SeenStrip, draw_seen_mark
from evidence_board.ui.inspector.words import span_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.painting import draw_text, leading, visual
from evidence_board.ui.widgets.section import Section

__all__ = ["SeenSection", "seen_span"]


class SeenSection(Section):
    """The strip, what its marks mean, and what it does not show.

    Attributes:
        strip: the line of time.
        legend: name of a mark -> what says its meaning.
    """

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("Timeline"), theme=theme, parent=parent)
        self.strip = SeenStrip(theme=theme)
        self.strip.chosen.connect(lambda ids: context.session.select(replace(ids), origin="inspector"))
        self._meanings = QWidget()
        flow = FlowLayout(self._meanings, gap=6)
        self.legend = {
            "sure": _Meaning("taken", "confirmed", tr("Probable or better"), theme),
            "weak": _Meaning("taken", "possible", tr("Possible or doubtful"), theme),
            "open": _Meaning("taken", "unjudged", tr("Not judged"), theme),
            "posted": _Meaning("posted", "confirmed", tr("Posted"), theme),
            "event": _Meaning("event", "confirmed", tr("Event"), theme),
        }
        for meaning in self.legend.values():
            flow.addWidget(meaning)
        self._nothing = ElidedLabel(tr("No file or event with a date"), theme=theme, role="small", colour="text3")
        self._left_out = ElidedLabel(theme=theme, role="caption", colour="text3")
        for part in (self.strip, self._meanings, self._nothing, self._left_out):
            self.body.addWidget(part)

    def show_seen(self, profile: Profile) -> None:
        """Show when an entity was seen."""
        place = profile.detail.kind == "location"
        self.strip.show_marks(profile.seen, place=place)
        meanings = {_meaning_of(mark) for mark in profile.seen}
        for name, meaning in self.legend.items():
            meaning.set_place(place)
            meaning.setVisible(name in meanings)
        self._meanings.setVisible(bool(meanings))
        self._meanings.updateGeometry()
        self._nothing.setVisible(not profile.seen)
        left, total = number(profile.undated), number(len(profile.files))
        self._left_out.set_text(tr("{n} of {total} files have no date", n=left, total=total))
        self._left_out.setVisible(bool(profile.undated and profile.seen))
        self.set_count(seen_span(profile))


def seen_span(profile: Profile) -> str:
    """Return the days from the first to the last date of the files, empty when none has one."""
    ends = [mark.moment for mark in profile.seen if mark.role != "event"]
    return span_words(ends[0], ends[-1]) if ends else ""


def _meaning_of(mark: SeenMark) -> str:
    if mark.role in ("posted", "event"):
        return mark.role
    if mark.level == "unjudged":
        return "open"
    return "sure" if mark.level in ("confirmed", "probable") else "weak"


class _Meaning(QWidget):
    """A mark and what it means."""

    def __init__(self, role: str, level: str, words: str, theme: Theme) -> None:
        super().__init__()
        self._role, self._level, self._words, self._theme = role, level, words, theme
        self._ink = "text2"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def set_place(self, place: bool) -> None:
        self._ink = "location" if place else "text2"
        self.update()

    def sizeHint(self) -> QSize:
        wide = self._theme.metrics("caption").horizontalAdvance(self._words)
        return QSize(round(wide) + 16, self._theme.line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        box = QRectF(visual(self, QRect(1, (self.height() - 8) // 2, 8, 8)))
        draw_seen_mark(painter, box, role=self._role, level=self._level, theme=theme, colour=theme.color(self._ink))
        room = visual(self, QRect(14, 0, self.width() - 14, self.height()))
        font = theme.font("caption")
        draw_text(painter, room, self._words, font=font, colour=theme.color("text3"), align=leading(self))
        painter.end()
