"""`EvidenceList`: what one fact rests on, for, against and as context, changed where it stands."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.model.claims import Citation, Stance, Thing
from evidence_board.operations.citations import cite, reorder, uncite, update_citation
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.board.thing_mime import dragged_things
from evidence_board.ui.citing.citation_row import CitationRow
from evidence_board.ui.citing.citing_words import stance_name
from evidence_board.ui.citing.state_line import StateLine
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.painting import draw_box, faded

__all__ = ["EvidenceList"]


class EvidenceList(QWidget):
    """Groups of citations. Files and things dropped here are cited, for it or as the group they fall on.

    Attributes:
        shown: it shows another state of the evidence.
        state: says in words that nothing is cited, or that it is disputed.
        rows: the citations in view, group by group.
        cite: asks what to cite.
        against: asks what speaks against it.
    """

    shown = Signal()

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._can_write = context, can_write
        self._claim: Thing | None = None
        self._weighed: Weighed | None = None
        self._drop: str | None = None
        self._insert: int | None = None
        self.rows: list[CitationRow] = []
        self._groups: dict[str, QWidget] = {}
        self.state = StateLine(theme=theme)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._hint = QLabel(tr("Let go to cite it for this."))
        self._hint.setProperty("role", "label")
        self._hint.setProperty("tone", "accent")
        self._hint.hide()
        self.cite = Button(tr("Cite …"), theme=theme, kind="link", small=True, icon="quote")
        self.against = Button(tr("Add evidence against"), theme=theme, kind="quiet", small=True)
        self.cite.clicked.connect(lambda: self._ask(Stance.SUPPORTS))
        self.against.clicked.connect(lambda: self._ask(Stance.CONTRADICTS))
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, gap=2)
        for button in (self.cite, self.against):
            flow.addWidget(button)
        if not can_write:
            self._buttons.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.state)
        layout.addLayout(self._list)
        layout.addWidget(self._hint)
        layout.addWidget(self._buttons)
        self.setAcceptDrops(can_write)

    @property
    def claim(self) -> Thing | None:
        """The fact."""
        return self._claim

    @property
    def weighed(self) -> Weighed | None:
        """What is shown of it, once it was read."""
        return self._weighed

    def show_weighed(self, claim: Thing, weighed: Weighed | None) -> None:
        """Show what a fact rests on; None while it is read, which leaves the same fact as it stood."""
        if weighed is None and claim == self._claim:
            return
        if claim == self._claim and weighed == self._weighed:
            return
        editing = next((row for row in self.rows if row.form is not None), None)
        if editing is not None and claim == self._claim:
            # What is being typed stays; the rest follows when it is saved or left.
            self._weighed = weighed
            return
        holds = self.window().focusWidget()
        focused = next((row.citation.id for row in self.rows if row is holds), None)
        self._claim, self._weighed = claim, weighed
        self._fill(focused)
        self.shown.emit()

    def _fill(self, focused: str | None) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows, self._groups = [], {}
        weighed = self._weighed
        self.state.show_weighed(weighed)
        if weighed is None:
            return
        groups = [(stance.value, weighed.evidence.of(stance)) for stance in Stance]
        several = sum(bool(found) for _, found in groups) > 1 or bool(groups[1][1] or groups[2][1])
        place = 0
        for stance, found in groups:
            if not found:
                continue
            group = self._group(stance, len(found), named=several)
            column = group.layout()
            assert column is not None
            for citation in found:
                place += 1
                row = self._row(citation, place, weighed)
                self.rows.append(row)
                column.addWidget(row)
            self._groups[stance] = group
            self._list.addWidget(group)
            group.show()
        for row in self.rows:
            if row.citation.id == focused:
                row.setFocus()

    def _group(self, stance: str, many: int, *, named: bool) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        if named:
            theme = self._context.theme
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(ElidedLabel(stance_name(stance), theme=theme, role="caption", weight=600, colour="text2"))
            line.addWidget(ElidedLabel(number(many), theme=theme, role="caption", colour="text3"))
            line.addStretch(1)
            column.addLayout(line)
        group.setAccessibleName(stance_name(stance))
        return group

    def _row(self, citation: Citation, place: int, weighed: Weighed) -> CitationRow:
        context, cited = self._context, citation.cited
        item = context.session.index.items.get(cited.id)
        row = CitationRow(
            citation,
            number=place,
            level=weighed.levels.get((cited.kind, cited.id), ""),
            video=item is not None and item.kind == "video",
            can_write=self._can_write,
            theme=context.theme,
            thumbnails=context.thumbnails,
        )
        row.opened.connect(lambda: self._open(citation))
        row.changed.connect(lambda values: self._change(citation, values))
        row.removed.connect(lambda: context.perform(uncite, row_ids=[citation.id]))
        row.moved.connect(lambda step: self._move(citation, step))
        row.dragged.connect(lambda at, done: self._drag(citation, at, done=done))
        return row

    # -- what the user does ----------------------------------------------------------------------------

    def _ask(self, stance: Stance) -> None:
        if self._claim is not None:
            self._context.requests.cite_for.emit(self._claim, stance.value)

    def _open(self, citation: Citation) -> None:
        requests, cited = self._context.requests, citation.cited
        if citation.start_s is not None:
            requests.open_moment.emit(cited.id, citation.start_s)
        else:
            requests.open_thing.emit((cited.kind, cited.id))

    def _change(self, citation: Citation, values: dict[str, Any]) -> None:
        self._context.perform(update_citation, row_id=citation.id, **values)

    def _move(self, citation: Citation, step: int) -> None:
        """Move a citation among those of its stance."""
        same = [row.citation.id for row in self.rows if row.citation.stance == citation.stance]
        at = same.index(citation.id)
        self._put(citation, at + step if 0 <= at + step < len(same) else at)

    def _put(self, citation: Citation, at: int) -> None:
        """Put a citation at a place among those of its stance, by numbers of that group."""
        same = [row.citation.id for row in self.rows if row.citation.stance == citation.stance]
        if self._claim is None or same.index(citation.id) == at:
            return
        same.remove(citation.id)
        same.insert(at, citation.id)
        others = [row.citation.id for row in self.rows if row.citation.stance != citation.stance]
        self._context.perform(reorder, claim=self._claim, row_ids=[*same, *others])

    def _drag(self, citation: Citation, at: QPoint, *, done: bool) -> None:
        same = [row for row in self.rows if row.citation.stance == citation.stance]
        above = sum(row.mapToGlobal(row.rect().center()).y() < at.y() for row in same)
        place = next((row for row in same[above:]), None)
        last = same[-1]
        top = place.mapTo(self, QPoint(0, 0)).y() if place else last.mapTo(self, QPoint(0, last.height())).y()
        self._insert = None if done else top
        self.update()
        if done:
            was = next(number for number, row in enumerate(same) if row.citation.id == citation.id)
            self._put(citation, above - 1 if above > was else above)

    # -- what is dropped here --------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of the gallery and things of the board."""
        if self._claim is not None and dragged_things(event.mimeData(), self._context.session.index):
            event.acceptProposedAction()
            self._show_drop(event.position().toPoint())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Say what letting go would do."""
        self._show_drop(event.position().toPoint())
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the drag."""
        self._end_drop()

    def dropEvent(self, event: QDropEvent) -> None:
        """Cite what was let go of, in one step."""
        things = dragged_things(event.mimeData(), self._context.session.index)
        stance = self._drop or Stance.SUPPORTS.value
        self._end_drop()
        if things and self._claim is not None:
            event.acceptProposedAction()
            self._context.perform(cite, claim=self._claim, targets=things, stance=stance)

    def _show_drop(self, at: QPoint) -> None:
        found = (stance for stance, group in self._groups.items() if group.geometry().contains(at))
        self._drop = next(found, Stance.SUPPORTS.value)
        words = {
            Stance.SUPPORTS: tr("Let go to cite it for this."),
            Stance.CONTRADICTS: tr("Let go to cite it against this."),
            Stance.CONTEXT: tr("Let go to cite it as context."),
        }
        self._hint.setText(words[Stance(self._drop)])
        self._hint.show()
        self.update()

    def _end_drop(self) -> None:
        self._drop = None
        self._hint.hide()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw where a drag would go."""
        if self._drop is None and self._insert is None:
            return
        painter = QPainter(self)
        accent = self._context.theme.color("accent")
        if self._drop is not None:
            draw_box(painter, self.rect(), radius=6, fill=faded(accent, 0.08), border=accent, width=2)
        if self._insert is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(0, max(self._insert - 1, 0), self.width(), 2, accent)
        painter.end()
