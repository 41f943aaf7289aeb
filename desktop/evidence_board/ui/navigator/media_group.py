"""`MediaGroup`: all media and what waits in it, how far the work is, and the posts."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.filters import STATUSES, StatusIs
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_words import QUEUE_ICONS, queue_names
from evidence_board.ui.i18n import tr
from evidence_board.ui.navigator.group_heading import GroupHeading
from evidence_board.ui.navigator.navigator_counts import NavigatorCounts
from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.navigator.posts_row import PostsRow
from evidence_board.ui.work_status import status_icon, status_name

__all__ = ["MediaGroup"]

#: Queues whose number is shown in the rail too: what waits there waits for a person.
_WAITING = ("not_placed", "not_linked", "uncited", "second_look", "look_alikes")
#: Queues that leave the rail while nothing waits in them.
_SELDOM = ("uncited", "look_alikes")
#: What is still to be done.
_LEFT = STATUSES[:3]
_INDENT = 14


class MediaGroup(QWidget):
    """Rows of the queues, a row that opens the states of the work, and a row of the posts.

    Attributes:
        heading: of the group.
        queues: name of a queue -> its row.
        work: opens the states of the work; its number is what is left to do.
        states: state of the work -> its row.
        posts: the posts of the case.
    """

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._compact, self._open = context, False, False
        self.heading = GroupHeading(tr("Media"), theme=theme)
        self.queues = {
            name: NavigatorRow(words, theme=theme, icon=QUEUE_ICONS[name], count=0, badge=name in _WAITING)
            for name, words in queue_names().items()
        }
        for name, row in self.queues.items():
            row.setAutoExclusive(False)
            row.clicked.connect(partial(self._choose_queue, name))
        self.work = NavigatorRow(tr("Work"), theme=theme, icon="circle-check", count=0)
        self.work.setCheckable(False)
        self.work.clicked.connect(self._toggle_work)
        self.states = {
            status: NavigatorRow(status_name(status), theme=theme, icon=status_icon(status), count=0)
            for status in STATUSES
        }
        self.posts = PostsRow(context)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(_INDENT, 0, 0, 0)
        self._list.setSpacing(0)
        for status, row in self.states.items():
            row.clicked.connect(partial(self._toggle_status, status))
            self._list.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        for row in self.queues.values():
            column.addWidget(row)
        column.addWidget(self.work)
        column.addLayout(self._list)
        column.addWidget(self.posts)

    @property
    def rows(self) -> list[QWidget]:
        """Every row in order, hidden ones too."""
        return [*self.queues.values(), self.work, *self.states.values(), self.posts]

    def set_compact(self, compact: bool) -> None:
        """Become tiles of the rail, or rows again."""
        self._compact = compact
        for row in (*self.queues.values(), self.posts):
            row.set_compact(compact)

    def show_counts(self, counts: NavigatorCounts, wanted: str) -> None:
        """Show the figures, and of the rows those that have the folded words."""
        for name, words in queue_names().items():
            row, figure = self.queues[name], counts.queues.get(name, 0)
            row.set_count(figure)
            row.set_tone("warn" if name == "second_look" and figure else "")
            # The rail of a small window has room for what was always there, and for what waits now.
            row.setVisible(wanted in fold(words) and not (self._compact and name in _SELDOM and not figure))
        self.work.set_count(sum(counts.work.get(status, 0) for status in _LEFT))
        self.work.setVisible(not self._compact and wanted in fold(self.work.text()))
        self.work.setAccessibleDescription(tr("open") if self._open else tr("closed"))
        for status, row in self.states.items():
            row.set_count(counts.work.get(status, 0))
            named = bool(wanted) and wanted in fold(row.text())
            row.setVisible(not self._compact and (named or (self._open and not wanted)))
        self.posts.show_posts(wanted)
        self.heading.setVisible(not self._compact and any(not row.isHidden() for row in self.rows))

    def show_filter(self) -> None:
        """Mark the queue and the state of the filter."""
        active = self._context.session.filter
        for name, row in self.queues.items():
            row.setChecked(name == active.queue)
        asked = active.part(StatusIs)
        for status, row in self.states.items():
            row.setChecked(asked is not None and status in asked.statuses)

    def open_work(self, opened: bool) -> None:
        """Show the states of the work, or fold them away."""
        self._open = opened
        for row in self.states.values():
            row.setVisible(opened and not self._compact)
        self.work.setAccessibleDescription(tr("open") if opened else tr("closed"))

    def _toggle_work(self) -> None:
        self.open_work(not self._open)

    def _choose_queue(self, name: str) -> None:
        session = self._context.session
        session.set_filter(session.filter.with_queue(name), origin="navigator")
        if name == "uncited":
            # Links cite nothing as well; the gallery shows only files.
            self._context.requests.show_uncited.emit()
        elif name == "look_alikes" and session.filter.queue == name:
            # They wait to be judged, pair by pair.
            self._context.requests.show_look_alikes.emit()
        self.show_filter()

    def _toggle_status(self, status: str) -> None:
        session = self._context.session
        session.set_filter(session.filter.toggled(StatusIs((status,))), origin="navigator")
        self.show_filter()
