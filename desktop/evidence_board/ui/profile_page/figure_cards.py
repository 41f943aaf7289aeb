"""`FigureCards`: the whole of a page in four cards: who is linked, files, places, seen from when to when."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.i18n import count, day_month, isolate, month_year, number, tr
from evidence_board.ui.inspector.profile.linked_groups import level_counts
from evidence_board.ui.profile_page.page_data import PageData
from evidence_board.ui.profile_page.time_axis import axis_over
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.fonts import Role
from evidence_board.ui.widgets.painting import draw_box, draw_text, leading, visual

__all__ = ["FigureCards", "cards_of"]

_HEIGHT, _GAP, _PAD = 62, 12, 14


def cards_of(data: PageData, labels: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return figure, noun and second line of each card.

    Args:
        data: of the page.
        labels: id of a place -> its name.
    """
    people = [one for one in data.people if one.kind == "person"]
    accounts = [one for one in data.people if one.kind == "account"]
    if people or not accounts:
        noun = count(len(people), one="person linked", many="people linked")
    else:
        noun = count(len(accounts), one="account linked", many="accounts linked")
    said = level_counts([one.level for one in people or accounts]) or tr("nobody yet")
    cards = [(number(len(people or accounts)), noun, said)]
    files = len(data.files)
    brought = files - data.own
    if not files:
        said = tr("no media yet")
    elif not data.accounts:
        said = tr("of no known account")
    elif brought > 0 and data.own:
        said = tr("{own} its own, {more} through links", own=number(data.own), more=number(brought))
    elif brought > 0:
        said = tr("through what is linked")
    else:
        said = count(data.accounts, one="from {n} account", many="from {n} accounts")
    cards.append((number(files), count(files, one="file", many="files"), said))
    places = [lane for lane in data.lanes if lane.id]
    unplaced = sum(lane.files for lane in data.lanes if not lane.id)
    if places:
        said = tr("{name} most", name=isolate(labels.get(places[0].id, "")))
    else:
        said = count(unplaced, one="{n} file without a place", many="{n} files without a place") if unplaced else ""
    cards.append((number(len(places)), count(len(places), one="place", many="places"), said or tr("none known")))
    cards.append(_seen(data))
    return cards


def _seen(data: PageData) -> tuple[str, str, str]:
    axis = axis_over(mark for mark in data.profile.seen if mark.role == "event") if not data.marks else None
    axis = axis or axis_over(data.marks)
    if axis is None:
        return "–", tr("seen"), tr("no date known")
    first, last = axis.days
    days = (last - first).days + 1
    noun = tr("seen")
    said = count(days, one="{n} day", many="{n} days")
    if first == last:
        return day_month(first), noun, str(first.year)
    if first.year != last.year:
        return tr("{first} to {last}", first=month_year(first), last=month_year(last)), "", said
    start = str(first.day) if first.month == last.month else day_month(first)
    return tr("{first} to {last}", first=start, last=day_month(last)), noun, f"{said}, {first.year}"


class FigureCards(QWidget):
    """Cards side by side; two under each other where there is no room for four."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards: list[tuple[str, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_cards(self, cards: list[tuple[str, str, str]]) -> None:
        """Show these figures."""
        self.cards = cards
        self.setAccessibleName(". ".join(" ".join(part for part in card if part) for card in cards))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of two lines with room around."""
        return QSize(600, self._theme.pixels(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards."""
        painter = QPainter(self)
        theme, color = self._theme, self._theme.color
        total = max(len(self.cards), 1)
        wide = (self.width() - (total - 1) * _GAP) // total
        first, second = theme.line_height("title"), theme.line_height("small")
        top = (self.height() - first - second) // 2
        for at, (figure, noun, said) in enumerate(self.cards):
            box = QRect(at * (wide + _GAP), 0, wide, self.height())
            draw_box(
                painter, visual(self, box), radius=theme.tokens.radius["card"], fill=color("pane"), border=color("line")
            )
            x, room = box.x() + _PAD, box.width() - 2 * _PAD
            role: Role = "title" if len(figure) < 5 else "section"
            font = theme.font(role, tabular=True, weight=600)
            taken = min(int(theme.metrics(role, tabular=True, weight=600).horizontalAdvance(figure)) + 2, room)
            place = visual(self, QRect(x, top, taken, first))
            draw_text(painter, place, figure, font=font, colour=color("text"), align=leading(self))
            place = visual(self, QRect(x + taken + 7, top + 1, room - taken - 7, first))
            draw_text(
                painter, place, noun, font=theme.font("body", weight=500), colour=color("text"), align=leading(self)
            )
            place = visual(self, QRect(x, top + first, room, second))
            draw_text(
                painter, place, said, font=theme.font("small", tabular=True), colour=color("text2"), align=leading(self)
            )
        painter.end()
