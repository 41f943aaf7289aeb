"""`PostsSection`: the posts that carry a file, or those of an account."""

from PySide6.QtWidgets import QLabel, QWidget

from evidence_board.model.case_index import PostRow
from evidence_board.operations.post_files import attach_items, detach_items
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.inspector.post_line import PostLine
from evidence_board.ui.inspector.post_popover import PostPopover
from evidence_board.ui.inspector.post_words import post_choices, share_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.section import Section

__all__ = ["PostsSection"]

#: More posts than this fold behind a button: an account may have thousands.
_SHOWN = 12


class PostsSection(Section):
    """Each post with its account, whether it is the original or passes one on, and when.

    Attributes:
        lines: the rows that are shown, in order.
        add: opens the form of a new post.
        put: chooses a post that is there already, for a file.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Posts"), theme=context.theme, parent=parent)
        theme = context.theme
        self._context = context
        self._can_write = can_write
        self._owner: tuple[str, str] = ("", "")
        self._posts: tuple[tuple[PostRow, str], ...] = ()
        self._limit = _SHOWN
        self.lines: list[PostLine] = []
        self._nothing = QLabel()
        self._nothing.setProperty("role", "hint")
        self._nothing.setWordWrap(True)
        self._more = Button("", theme=theme, kind="link", small=True)
        self._more.clicked.connect(self._show_all)
        self.add = Button(tr("Add a post"), theme=theme, kind="link", small=True)
        self.put = Button(tr("Put on a post"), theme=theme, kind="link", small=True)
        self.add.clicked.connect(self._ask_new)
        self.put.clicked.connect(self._ask_known)
        commands = QWidget()
        flow = FlowLayout(commands, gap=2)
        flow.addWidget(self.add)
        flow.addWidget(self.put)
        if not can_write:
            commands.hide()
        for part in (self._nothing, self._more, commands):
            self.body.addWidget(part)

    def show_owner(self, kind: str, row_id: str) -> None:
        """Show the posts of a thing; ``kind`` is ``item`` or ``account``."""
        if self._owner != (kind, row_id):
            self._limit = _SHOWN
        changed = self._owner[0] != kind
        self._owner = (kind, row_id)
        index = self._context.session.index
        posts = sorted(index.posts_of.get(row_id, ()), key=_by_time)
        found = tuple((post, share_words(post, index)) for post in posts)
        self.put.setVisible(kind == "item" and len(index.posts) > len(found))
        if found == self._posts and not changed:
            return
        self._posts = found
        self._nothing.setText(tr("In no post yet") if kind == "item" else tr("No post yet"))
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Rows fit any width."""

    def _fill(self) -> None:
        focused = next((line.post.id for line in self.lines if line.hasFocus()), None)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        total = len(self._posts)
        for at, (post, words) in enumerate(self._posts[: self._limit]):
            line = self._line(post, words)
            self.body.insertWidget(at, line)
            self.lines.append(line)
            line.show()
            if post.id == focused:
                line.setFocus()
        self.set_count(number(total) if total else "")
        self._nothing.setVisible(not total)
        self._more.setVisible(total > self._limit)
        self._more.setText(tr("Show all {n}", n=number(total)))

    def _line(self, post: PostRow, words: str) -> PostLine:
        context, (kind, row_id) = self._context, self._owner
        remove = tr("Take the file off this post") if kind == "item" and self._can_write else ""
        line = PostLine(post, words=words, remove=remove, theme=context.theme)
        line.clicked.connect(lambda: context.session.select(replace([post.id]), origin="inspector"))
        line.removed.connect(lambda: context.perform(detach_items, post_id=post.id, item_ids=[row_id]))
        return line

    def _ask_new(self) -> None:
        kind, row_id = self._owner
        files, account = ([row_id], "") if kind == "item" else ([], row_id)
        PostPopover(self, context=self._context, item_ids=files, account_id=account).open_below(self.add)

    def _ask_known(self) -> None:
        context, row_id = self._context, self._owner[1]
        there = {post.id for post, _ in self._posts}
        choices = [one for one in post_choices(context.session.index) if one.id not in there]
        popover = ChoicePopover(
            self, choices, name=tr("Put on a post"), hint=tr("Account, words or id of a post"), context=context
        )
        popover.chosen.connect(lambda post_id: context.perform(attach_items, post_id=post_id, item_ids=[row_id]))
        popover.open_below(self.put)

    def _show_all(self) -> None:
        self._limit = len(self._posts)
        self._fill()


def _by_time(post: PostRow) -> tuple[bool, float]:
    """Order posts as they were published, those without a time last; those of one time stay by ref."""
    return post.posted is None, post.posted.sort_key if post.posted is not None else 0.0
