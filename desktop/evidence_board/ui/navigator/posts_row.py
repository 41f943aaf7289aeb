"""`PostsRow`: how many posts the case has; a click lists them, to find one by account, words or id."""

from PySide6.QtWidgets import QWidget

from evidence_board import selection
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.inspector.post_popover import PostPopover
from evidence_board.ui.inspector.post_words import post_choices
from evidence_board.ui.navigator.navigator_row import NavigatorRow

__all__ = ["PostsRow"]


class PostsRow(NavigatorRow):
    """A row of the navigator. Posts are no files: it filters nothing, it leads to one post."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(tr("Posts"), theme=context.theme, icon="message-square-text", count=0, parent=parent)
        self._context = context
        self.setCheckable(False)
        self.clicked.connect(self._list)

    def show_posts(self, wanted: str) -> None:
        """Show how many there are, unless the list is narrowed to something else.

        Args:
            wanted: folded text that the list is narrowed to; empty for none.
        """
        self.set_count(len(self._context.session.index.posts))
        self.setVisible(not wanted or wanted in fold(self.text()))

    def _list(self) -> None:
        context = self._context
        session = context.session
        if not session.index.posts and not session.case.read_only:
            PostPopover(self, context=context).open_below(self)
            return
        popover = ChoicePopover(
            self,
            post_choices(session.index),
            name=tr("Posts"),
            hint=tr("Account, words or id of a post"),
            context=context,
            nothing=tr("There is no post in the case"),
        )
        popover.chosen.connect(lambda one: session.select(selection.replace([one]), origin="navigator"))
        popover.open_below(self)
