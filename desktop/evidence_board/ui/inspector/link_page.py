"""`LinkPage`: one link: both ends, the relation, how sure, from when to when, and why."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evidence_board.model.case_index import CaseIndex, LinkRow
from evidence_board.model.claims import Thing
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import moment_from_text
from evidence_board.operations.entities import bin_things
from evidence_board.operations.levels import set_levels
from evidence_board.operations.links import update_link
from evidence_board.operations.weighing import Weighed
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.evidence_section import EvidenceSection
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.notes_section import NotesSection
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.section import Section

__all__ = ["LinkPage"]


class LinkPage(QWidget):
    """A link, edited in place.

    Attributes:
        source: row of the end it starts from; a click selects it.
        target: row of the end it leads to.
        relation: the words between them.
        level: how sure.
        start: first date, as written.
        end: last date.
        note: free text in Markdown.
        reason: why it has this level.
        evidence: what it rests on.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._link: LinkRow | None = None
        self.source, self.target = _End(theme), _End(theme)
        for end in (self.source, self.target):
            end.clicked.connect(lambda _=False, one=end: self._select(one))
        self.relation = InlineText(name=tr("Relation"), hint=tr("Relation"), theme=theme, role="section")
        self.level = LevelButton("unjudged", theme=theme)
        self.level.chosen.connect(self._set_level)
        self.evidence = EvidenceSection(context, can_write=can_write)
        self.reason = InlineText(name=tr("Reason"), hint=tr("Why is it this level?"), theme=theme, many_lines=True)
        self.reason.committed.connect(lambda words: self._change(reason=words))
        self.evidence.reader.ready.connect(self._show_reason)
        hint = tr("Add, like 2015-09-12")
        self.start = InlineText(name=tr("From"), hint=hint, theme=theme)
        self.end = InlineText(name=tr("Until"), hint=hint, theme=theme)
        self.note = NotesSection(context, can_write=can_write)
        self.relation.committed.connect(self._rename)
        self.start.committed.connect(lambda words: self._set_date("start", words))
        self.end.committed.connect(lambda words: self._set_date("end", words))
        for part in (self.relation, self.start, self.end, self.reason):
            part.setEnabled(can_write)
        ends = QVBoxLayout()
        ends.setContentsMargins(0, 0, 0, 10)
        ends.setSpacing(2)
        ends.addWidget(self.source)
        ends.addWidget(self.relation)
        ends.addWidget(self.target)
        section = Section(tr("Link"), theme=theme)
        level = FieldRow(tr("Confidence"), _left(self.level), theme=theme)
        self._reason = FieldRow(tr("Reason"), self.reason, theme=theme)
        self._rows = [
            level,
            self._reason,
            FieldRow(tr("From"), self.start, theme=theme),
            FieldRow(tr("Until"), self.end, theme=theme),
        ]
        for row in self._rows[:2]:
            section.body.addWidget(row)
        when = self._when = Section(tr("When"), theme=theme)
        for row in self._rows[2:]:
            when.body.addWidget(row)
        self.remove = Button(tr("Take the link away"), theme=theme, icon="unlink", small=True)
        if not can_write:
            self.remove.hide()
        self.remove.clicked.connect(self._take_away)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        layout.addLayout(ends)
        for group in (section, self.evidence, when, self.note):
            layout.addWidget(group)
        layout.addSpacing(8)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addStretch(1)

    def show_link(self, link: LinkRow) -> None:
        """Show one link."""
        if self._link is not None and self._link.id != link.id:
            for text in (self.relation, self.start, self.end, self.reason):
                text.finish(save=True)
            self.reason.set_text("")
            self._reason.hide()
        if link != self._link:
            for row in self._rows:
                row.tell_refusal("")
        self._link = link
        self.level.set_claim(self._context, ("link", link.id))
        self.evidence.show_claim(("link", link.id))
        index = self._context.session.index
        self.source.show_thing(index, link.src_kind, link.src)
        self.target.show_thing(index, link.dst_kind, link.dst)
        self.relation.set_text(link.relation)
        self.level.set_level(link.level)
        for text, value in ((self.start, link.start or ""), (self.end, link.end or "")):
            text.set_frame(_date_words)
            text.set_text(value)
        if not self.start.isEnabled():
            for row, known in zip(self._rows[2:], (link.start, link.end), strict=True):
                row.setVisible(bool(known))
            self._when.setVisible(bool(link.start or link.end))
        self.note.show_thing("link", link.id, link.note)

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for row in self._rows:
            row.set_compact(compact)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.note.renew_look()
        self.reason.renew_look()

    def _show_reason(self, found: dict[Thing, Weighed]) -> None:
        weighed = found.get(("link", self._link.id)) if self._link is not None else None
        if weighed is not None:
            self.reason.set_text(weighed.evidence.reason)
            self._reason.setVisible(bool(weighed.evidence.reason) or self.reason.field is not None)

    def _set_level(self, level: str) -> None:
        if self._link is not None:
            self._context.perform(set_levels, level=level, links=[self._link.id])

    def _select(self, end: "_End") -> None:
        self._context.session.select(replace([end.row_id]), origin="inspector")

    def _rename(self, words: str) -> None:
        if words:
            self._change(relation=words)
        elif self._link is not None:
            self.relation.set_text(self._link.relation)

    def _set_date(self, column: str, words: str) -> None:
        field = self.start if column == "start" else self.end
        if words:
            try:
                moment_from_text(words)
            except ValueError:
                field.set_text((self._link.start if column == "start" else self._link.end) or "" if self._link else "")
                self._context.show_error(_not_a_date(words), field)
                field.begin_again(words)
                return
        self._context.beside = field
        self._change(**{column: words or None})

    def _change(self, **values: object) -> None:
        if self._link is not None:
            self._context.perform(update_link, row_id=self._link.id, **values)

    def _take_away(self) -> None:
        if self._link is not None:
            self._context.perform(bin_things, things=[("link", self._link.id)])


def _date_words(text: str) -> str:
    try:
        return moment_words(moment_from_text(text), zone=True)
    except ValueError:
        return text


def _not_a_date(words: str) -> KnownError:
    return KnownError(
        tr("“{text}” is not a date.", text=words),
        means=tr("The old value stays."),
        do=tr("Write it as 2015-09-12, 2015-09 or 2015."),
    )


def _left(widget: QWidget) -> QWidget:
    box = QWidget()
    line = QVBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
    return box


class _End(Clickable):
    """One end of the link: mark and name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._kind, self._name = "media", ""
        self.row_id = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_thing(self, index: CaseIndex, kind: str, row_id: str) -> None:
        self._kind = "media" if kind in ("item", "post") else kind
        self._name = index.label_of(row_id)
        item = index.items.get(row_id)
        if item is not None and item.title:
            self._name = f"{item.ref}  {item.title}"
        self.row_id = row_id
        self.describe(tr("Select {name}", name=self._name))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.theme.pixels(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self.theme))
        mark = visual(self, QRect(2, (self.height() - 18) // 2, 18, 18))
        draw_kind(painter, self._kind, mark, self.theme)
        room = visual(self, QRect(30, 0, self.width() - 34, self.height()))
        font = self.theme.font("body", weight=500)
        draw_text(painter, room, self._name, font=font, colour=self.theme.color("text"), align=leading(self))
        painter.end()
