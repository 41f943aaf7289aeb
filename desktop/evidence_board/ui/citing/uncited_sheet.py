"""`UncitedSheet`: the queue of facts that cite nothing, each cited with one key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from evidence_board.case.citable import read_owner
from evidence_board.case.evidence import uncited_claims
from evidence_board.model.claims import Stance, Thing, UncitedClaim
from evidence_board.selection import replace
from evidence_board.ui.citing.uncited_list import UncitedList
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["UncitedSheet"]

_WIDTH = 460


class UncitedSheet(Sheet):
    """Links, positions and times of people that cite nothing, with what to do about each.

    Attributes:
        list: the facts.
        said: how many there are, or that there are none.
        cite: asks what to cite for the current one.
        show_button: shows it in the panes.
    """

    def __init__(self, parent: QWidget, *, context: UiContext) -> None:
        theme = context.theme
        super().__init__(parent, title=tr("Facts that cite nothing"), theme=theme, width=_WIDTH)
        self._context = context
        can_write = not context.session.case.read_only
        self._request = 0
        self.said = QLabel()
        self.said.setProperty("role", "hint")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.list = UncitedList(theme=theme, thumbnails=context.thumbnails)
        self.list.cite_wanted.connect(self._cite)
        self.list.show_wanted.connect(self._show)
        self.list.chosen.connect(self._select)
        self.body.addWidget(self.said)
        self.body.addSpacing(8)
        self.body.addWidget(self.list, 1)
        self.cite = Button(tr("Cite …"), theme=theme, kind="primary", icon="quote", key="Enter")
        self.show_button = Button(tr("Show it"), theme=theme, key="Space")
        if not can_write:
            self.cite.hide()
        self.cite.clicked.connect(lambda: self._cite(self.list.current))
        self.show_button.clicked.connect(lambda: self._show(self.list.current))
        self.foot.addWidget(self.cite)
        self.foot.addWidget(self.show_button)
        self.foot.addStretch(1)
        self.show_foot()
        context.events.index_changed.connect(lambda event: self._read() if self.is_open else None)

    def open_sheet(self) -> None:
        """Read anew, slide in, and give the keys to the list."""
        self._read()
        super().open_sheet()
        self.list.setFocus()

    def _read(self) -> None:
        self._request += 1
        request, context = self._request, self._context
        context.jobs.run(
            lambda: context.session.read(uncited_claims),
            done=lambda found: self._take(request, found),
            failed=context.show_error,
            priority=3,
        )

    def _take(self, request: int, found: tuple[UncitedClaim, ...]) -> None:
        if request != self._request:
            return
        self.list.show_claims(found)
        if found:
            several = "{n} facts of people cite nothing."
            what = count(len(found), one="{n} fact of a person cites nothing.", many=several)
            self.said.setText(what + " " + tr("What a file says of itself has the file as its source."))
        else:
            self.said.setText(tr("Every fact of a person cites something."))
        for button in (self.cite, self.show_button):
            button.setEnabled(bool(found))

    def _cite(self, claim: Thing | None) -> None:
        if claim is not None and not self._context.session.case.read_only:
            self._context.requests.cite_for.emit(claim, Stance.SUPPORTS.value)

    def _show(self, claim: Thing | None) -> None:
        if claim is not None:
            # It lies over the inspector.
            self.close_sheet()
            self._context.requests.show_evidence.emit(claim)

    def _select(self, claim: Thing) -> None:
        """Let the panes show what a fact is about, without leaving the list."""
        session = self._context.session
        owner = session.read(read_owner, claim)
        if owner is not None and session.index.kind_of(owner[1]) is not None:
            session.select(replace([owner[1]]), origin="citing")
            self._context.requests.reveal.emit(owner[1])
