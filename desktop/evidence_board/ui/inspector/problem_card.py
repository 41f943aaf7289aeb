"""`ProblemCard`: what is wrong with a file, what follows, one thing to do about it, and a way to leave it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.model.details import ItemDetail, ProblemDetail
from evidence_board.model.file_problems import PROBLEM_WORDS, Problem, ProblemAction, ProblemCode
from evidence_board.ui.i18n import said, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.painting import draw_box
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["ProblemCard", "is_done", "problem_words"]

_TILE, _ICON = 28, 16


def is_done(problem: ProblemDetail, detail: ItemDetail) -> bool:
    """Tell whether the file has by now another position or date than the one that is wrong."""
    if problem.code not in set(ProblemCode):
        return False
    match PROBLEM_WORDS[ProblemCode(problem.code)].action:
        case ProblemAction.PLACE_ON_MAP:
            geotag = detail.geotag()
            if problem.code == ProblemCode.GPS_UNLIKELY:
                return geotag is None or not geotag.source.startswith("device")
            return geotag is not None
        case ProblemAction.SET_DATE:
            taken = detail.moment("captured")
            kept = problem.code in (ProblemCode.DATE_UNLIKELY, ProblemCode.TIME_OF_DAY_UNREADABLE)
            return taken is not None and (taken.source == "analyst" or not kept)
    return False


def problem_words(problem: ProblemDetail, *, done: bool = False) -> tuple[str, str, ProblemAction]:
    """Return what happened, what follows, and the action to offer.

    A code that this version does not know keeps the words stored with it.

    Args:
        problem: what was found at import.
        done: the file has another position or date by now.
    """
    if problem.code in set(ProblemCode):
        known = Problem(ProblemCode(problem.code), problem.detail)
        return said(known.message), said(known.follows_now(done=done)), PROBLEM_WORDS[known.code].action
    return problem.message, "", ProblemAction.SHOW_FILE


def _action_name(problem: ProblemDetail, action: ProblemAction, *, done: bool) -> str:
    placed = done or problem.code == ProblemCode.GPS_UNLIKELY
    return {
        ProblemAction.TRY_AGAIN: tr("Import again"),
        ProblemAction.SET_DATE: tr("Change date") if done else tr("Set date"),
        ProblemAction.PLACE_ON_MAP: tr("Place elsewhere") if placed else tr("Place on the map"),
        ProblemAction.SHOW_FILE: tr("Show file"),
    }[action]


def _leave_name(problem: ProblemDetail, action: ProblemAction, *, done: bool) -> str:
    unplaced = not done and problem.code != ProblemCode.GPS_UNLIKELY
    return {
        ProblemAction.TRY_AGAIN: tr("Keep as file"),
        ProblemAction.SET_DATE: tr("Leave as it is"),
        ProblemAction.PLACE_ON_MAP: tr("Leave unplaced") if unplaced else tr("Leave as it is"),
        ProblemAction.SHOW_FILE: tr("Noted"),
    }[action]


class ProblemCard(QWidget):
    """One open problem as a card.

    Args:
        problem: what was found.
        done: the file has another position or date by now.
        can_write: offer the action and the way to leave it.
        theme: the look.
        parent: parent widget.

    Attributes:
        acted: (ProblemAction) the user pressed the action.
        settled: (words) the user leaves it; carries the answer to keep.
    """

    acted = Signal(object)
    settled = Signal(str)

    def __init__(
        self,
        problem: ProblemDetail,
        *,
        can_write: bool,
        theme: Theme,
        done: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        what, follows, action = problem_words(problem, done=done)
        head = QLabel(what)
        head.setProperty("role", "bodyStrong")
        then = QLabel(follows)
        then.setProperty("role", "small")
        for label in (head, then):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        if problem.detail:
            then.setToolTip(plain_tip(problem.detail))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(head)
        if follows:
            words.addWidget(then)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(_Tile(theme), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        layout.addLayout(top)
        if can_write:
            self.action = Button(_action_name(problem, action, done=done), theme=theme, small=True)
            self.action.clicked.connect(lambda: self.acted.emit(action))
            leave = _leave_name(problem, action, done=done)
            self.leave = Button(leave, theme=theme, kind="quiet", small=True)
            self.leave.clicked.connect(lambda: self.settled.emit(leave))
            buttons = FlowLayout(gap=4)
            buttons.addWidget(self.action)
            buttons.addWidget(self.leave)
            layout.addLayout(buttons)
        self.setAccessibleName(f"{what} {follows}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        color = self._theme.color
        radius = self._theme.tokens.radius["card"]
        draw_box(painter, self.rect(), radius=radius, fill=color("pane"), border=color("line2"))
        painter.end()


class _Tile(QWidget):
    """The warning in its tile."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(_TILE, _TILE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(painter, self.rect(), radius=6, fill=self._theme.color("warnSoft"))
        inset = (_TILE - _ICON) // 2
        draw_icon(painter, "triangle-alert", QRect(inset, inset, _ICON, _ICON), self._theme.color("warn"))
        painter.end()
