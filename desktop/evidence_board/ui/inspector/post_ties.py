"""`PostTiesSection`: what a post passes on, quotes or answers, and what does so with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from evidence_board.model.case_index import PostRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.posts import PostRecord, PostRef
from evidence_board.operations.posts import set_quote, set_reply, set_repost
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.post_line import PostLine
from evidence_board.ui.inspector.post_tie import PostTie
from evidence_board.ui.inspector.post_words import account_words, post_choices
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

__all__ = ["PostTiesSection"]

#: More posts than these that lean on one are counted.
_SHOWN = 12
_VERBS: dict[str, tuple[Callable[..., ChangeSet], str]] = {
    "reposts": (set_repost, "original_id"),
    "quotes": (set_quote, "quoted_id"),
    "replies_to": (set_reply, "replied_id"),
}


class PostTiesSection(Section):
    """Three rows that lead on, and the posts that lead here.

    Attributes:
        ties: ``reposts``, ``quotes`` and ``replies_to`` -> its row.
        lines: the posts that lean on this one, as shown.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Other posts"), theme=context.theme, parent=parent)
        self._context, self._can_write = context, can_write
        self._record: PostRecord | None = None
        self._back: tuple[tuple[str, tuple[PostRow, ...], int], ...] = ()
        self._field_rows: list[FieldRow] = []
        self.ties: dict[str, PostTie] = {}
        self.lines: list[PostLine] = []
        self._made: list[QWidget] = []
        self._add("reposts", tr("Repost of"))
        self._original = FieldRow(tr("First post"), PostTie(theme=context.theme, can_write=False), theme=context.theme)
        self._field_rows.append(self._original)
        self.body.addWidget(self._original)
        self._author = QLabel()
        self._author.setProperty("role", "hint")
        self._author.setWordWrap(True)
        self.body.addWidget(self._author)
        self._add("quotes", tr("Quote of"))
        self._add("replies_to", tr("Reply to"))

    def show_post(self, row: PostRow, record: PostRecord) -> None:
        """Show what a post leans on, and what leans on it."""
        if record != self._record:
            for field in self._field_rows:
                field.tell_refusal("")
        self._record = record
        index = self._context.session.index
        named = {"reposts": row.reposts_id, "quotes": row.quotes_id, "replies_to": row.replies_id}
        for name, tie in self.ties.items():
            other: PostRef | None = getattr(record, name)
            tie.show_post(other, in_bin=other is None and named[name] is not None)
        first = record.original
        far = first is not None and record.reposts is not None and first.id != record.reposts.id
        self._original.setVisible(far)
        if isinstance(self._original.value, PostTie):
            self._original.value.show_post(first)
        self._author.setVisible(row.is_repost)
        self._author.setText(
            tr("Only passed on: {name} is not the author of these files.", name=isolate(account_words(row.account)))
        )
        back = tuple(
            (words, tuple(index.posts[one.id] for one in refs[:_SHOWN] if one.id in index.posts), len(refs))
            for words, refs in (
                (tr("Reposted by"), record.reposted_by),
                (tr("Quoted by"), record.quoted_by),
                (tr("Replies"), record.replies),
            )
            if refs
        )
        if back != self._back:
            self._back = back
            self._fill()

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self._field_rows:
            row.set_compact(compact)

    def _add(self, name: str, label: str) -> None:
        context = self._context
        tie = PostTie(theme=context.theme, can_write=self._can_write)
        row = FieldRow(label, tie, theme=context.theme)
        tie.setAccessibleDescription(label)

        def save(other: str | None) -> None:
            if self._record is not None:
                verb, argument = _VERBS[name]
                context.beside = tie
                context.perform(verb, row_id=self._record.id, **{argument: other})

        tie.opened.connect(lambda one: context.session.select(replace([one]), origin="inspector"))
        tie.cleared.connect(lambda: save(None))
        tie.change_wanted.connect(lambda: self._ask(label, tie, save))
        self.ties[name] = tie
        self._field_rows.append(row)
        self.body.addWidget(row)

    def _ask(self, label: str, tie: PostTie, save: Callable[[str | None], None]) -> None:
        record = self._record
        if record is None:
            return
        popover = ChoicePopover(
            self,
            post_choices(self._context.session.index, without=record.id),
            name=f"{record.ref}: {label}",
            hint=tr("Account, words or id of a post"),
            context=self._context,
            nothing=tr("There is no other post in the case yet"),
        )
        popover.chosen.connect(save)
        popover.open_below(tie)

    def _fill(self) -> None:
        theme, session = self._context.theme, self._context.session
        for made in self._made:
            made.hide()
            made.deleteLater()
        self.lines, self._made = [], []
        for words, posts, total in self._back:
            title = (
                words if total <= len(posts) else tr("{words}, {shown} of {n}", words=words, shown=len(posts), n=total)
            )
            heading = ElidedLabel(title, theme=theme, role="caption", colour="text3", weight=600)
            group = QWidget()
            rows = QVBoxLayout(group)
            rows.setContentsMargins(0, 6, 0, 0)
            rows.setSpacing(0)
            rows.addWidget(heading)
            self._made.append(group)
            self.body.addWidget(group)
            for post in posts:
                line = PostLine(post, words="", remove="", theme=theme)
                line.clicked.connect(lambda _=False, one=post.id: session.select(replace([one]), origin="inspector"))
                self.lines.append(line)
                rows.addWidget(line)
