"""`HistoryPane`: every step of the case in words, and the way back to each; it lies over the inspector."""

from datetime import date, datetime
from functools import partial
from threading import Event

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from evidence_board.case.history import read_history
from evidence_board.case.replay import step_rows
from evidence_board.model.changes import ChangeSet
from evidence_board.model.history import History
from evidence_board.operations.rewinding import rewind_to, steps_until
from evidence_board.ui.context import UiContext
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.history.history_list import HistoryList
from evidence_board.ui.history.history_rows import rows_of
from evidence_board.ui.history.history_words import day_of
from evidence_board.ui.i18n import count, day_month_year, number, tr
from evidence_board.ui.pane import Pane
from evidence_board.ui.replay_sight import ReplaySight
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.pane_header import PaneHeader

__all__ = ["HistoryPane"]

_PAGE = 300
#: A way back of more steps shows how far it is, and can be stopped.
_SHOW_PROGRESS = 20


class HistoryPane(Pane):
    """The history, as a pane at the end of the window.

    Attributes:
        close_wanted: the user wants the inspector back.
        list: the steps.
        everyone: shows what everybody did.
        mine: shows only what the person of the settings did.
        this_only: shows only the steps on the selected thing.
        stop: ends a way back of many steps after the present one.
    """

    name = "history"
    close_wanted = Signal()
    _progress = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._limit = _PAGE
        self._request = 0
        self._running: Event | None = None
        self._sight = ReplaySight(context, self)
        self.setProperty("surface", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("History"))
        self._header = PaneHeader(tr("History"), theme=theme, icon="history")
        self.close_button = IconButton("panel-right-close", name=tr("Back to the inspector"), key="Esc", theme=theme)
        self.close_button.clicked.connect(self.close_wanted)
        self._header.add_control(self.close_button)
        self.everyone = Button(tr("Everyone"), theme=theme, kind="quiet", small=True)
        self.mine = Button(tr("Mine"), theme=theme, kind="quiet", small=True)
        self.this_only = Button(tr("This one only"), theme=theme, kind="quiet", small=True)
        for one in (self.everyone, self.mine, self.this_only):
            one.setCheckable(True)
            one.toggled.connect(lambda on, button=one: button.set_kind("secondary" if on else "quiet"))
        self.everyone.setChecked(True)
        self.everyone.clicked.connect(partial(self._choose_who, mine=False))
        self.mine.clicked.connect(partial(self._choose_who, mine=True))
        self.this_only.clicked.connect(lambda: self._begin_again())
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 8, 12, 4)
        tools.setSpacing(4)
        tools.addWidget(self.everyone)
        tools.addWidget(self.mine)
        tools.addStretch(1)
        tools.addWidget(self.this_only)
        self.list = HistoryList(theme=theme, can_write=not context.session.case.read_only)
        self.list.chosen.connect(self._count_steps)
        self.list.opened.connect(self._show_step)
        self.list.rewind_wanted.connect(self._rewind)
        self.list.older_wanted.connect(self._read_older)
        self._nothing = EmptyState(
            icon="history",
            title=tr("Nothing was done yet"),
            sentence=tr("Every step stands here in words, with who and when, and can be taken back."),
            theme=theme,
        )
        self._nothing.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self.stop = Button(tr("Stop here"), theme=theme, kind="link", small=True)
        self.stop.clicked.connect(self._stop)
        self._going = QWidget()
        going = QHBoxLayout(self._going)
        going.setContentsMargins(16, 6, 16, 6)
        going.addWidget(self._bar, 1)
        going.addWidget(self.stop)
        self._going.hide()
        self._since = QLabel()
        self._since.setProperty("role", "smallStrong")
        self._kept = QLabel(tr("Undo adds a step. Nothing is erased."))
        self._kept.setProperty("role", "small")
        for label in (self._since, self._kept):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._shield = QLabel()
        self._shield.setPixmap(theme.icon("shield-check", role="ok").pixmap(16, 16))
        foot = QGridLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setHorizontalSpacing(10)
        foot.setVerticalSpacing(2)
        foot.setColumnStretch(1, 1)
        foot.addWidget(self._shield, 0, 0)
        foot.addWidget(self._since, 0, 1)
        foot.addWidget(self._kept, 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addLayout(tools)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self._going)
        layout.addWidget(Hairline(theme=theme))
        layout.addLayout(foot)
        self._progress.connect(self._bar.setValue)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_index(self) -> None:
        """Something was done: read again."""
        self._read()

    def show_selection(self, origin: str) -> None:
        """Follow the selection while only one thing is shown."""
        ids = self.context.session.selection.ids
        self.this_only.setEnabled(len(ids) == 1 or self.this_only.isChecked())
        if self.this_only.isChecked():
            if len(ids) != 1:
                self.this_only.setChecked(False)
                self.this_only.setEnabled(False)
            self._begin_again()

    def show_theme(self) -> None:
        """Take the new colours and fonts."""
        super().show_theme()
        self.list.renew_look()
        self._shield.setPixmap(self.context.theme.icon("shield-check", role="ok").pixmap(16, 16))

    def flush(self) -> None:
        """Bring the pane up to date now."""
        super().flush()
        self._request += 1
        self._take(self._request, self._query())

    def show_only_this(self) -> None:
        """Show the steps on the selected thing."""
        self.this_only.setEnabled(True)
        self.this_only.setChecked(True)
        self._begin_again()

    def sizeHint(self) -> QSize:
        """Return the width of the inspector."""
        return QSize(self.context.theme.pixels(self.context.theme.tokens.size["inspector"]), 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the inspector back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
            return
        super().keyPressEvent(event)

    def _begin_again(self) -> None:
        self._limit = _PAGE
        self._read()

    def _read_older(self) -> None:
        self._limit += _PAGE
        self._read()

    def _choose_who(self, *, mine: bool) -> None:
        self.everyone.setChecked(not mine)
        self.mine.setChecked(mine)
        self._begin_again()

    def _query(self) -> History:
        session = self.context.session
        ids = session.selection.ids
        about = next(iter(ids)) if self.this_only.isChecked() and len(ids) == 1 else None
        actor = session.gate.actor if self.mine.isChecked() and not session.case.read_only else None
        return session.read(read_history, about=about, actor=actor, limit=self._limit)

    def _read(self) -> None:
        self._request += 1
        request = self._request
        self.context.jobs.run(
            self._query, done=lambda found: self._take(request, found), failed=self.context.show_error, priority=2
        )

    def _take(self, request: int, history: History) -> None:
        if request != self._request:
            return
        rows = rows_of(history, today=_today())
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._header.set_note(count(history.total, one="{n} step", many="{n} steps"))
        since = day_of(history.since)
        kept = tr("Kept in the case file since {day}", day=day_month_year(since)) if since else ""
        self._since.setText(kept)
        self._count_steps(self.list.current_step)

    # -- what the user does ----------------------------------------------------------------------------

    def _count_steps(self, step_id: int | None) -> None:
        if step_id is None:
            return
        session = self.context.session
        self.context.jobs.run(
            lambda: steps_until(session, step_id),
            done=lambda found: self.list.show_steps(found) if self.list.current_step == step_id else None,
            failed=self.context.show_error,
        )

    def _show_step(self, step_id: int) -> None:
        """Select what a step was about, in every pane."""
        session = self.context.session
        self.context.jobs.run(
            lambda: session.read(step_rows, step_id), done=self._sight.reveal, failed=self.context.show_error
        )

    def _rewind(self, step_id: int) -> None:
        if self._running is not None:
            return
        session, context = self.context.session, self.context
        stop = self._running = Event()
        many = steps_until(session, step_id)
        self._bar.setRange(0, max(1, many))
        self._bar.setValue(0)
        self._going.setVisible(many > _SHOW_PROGRESS)
        self.stop.setText(tr("Stop, {n} steps in all", n=number(many)))
        future = session.on_writer(partial(rewind_to, session, step_id=step_id, stop=stop, told=self._progress.emit))
        context.jobs.follow(future, done=self._rewound, failed=self._failed)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.set()

    def _rewound(self, changes: ChangeSet | None) -> None:
        self._running = None
        self._going.hide()
        self._sight.show(changes)

    def _failed(self, error: BaseException) -> None:
        self._running = None
        self._going.hide()
        self.context.show_error(error)


def _today() -> date:
    return datetime.now().astimezone().date()
