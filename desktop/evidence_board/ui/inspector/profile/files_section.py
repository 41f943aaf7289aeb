"""`FilesSection`: the media of an entity as a strip of small pictures, and the filter that shows them all."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_board import selection
from evidence_board.filters import NearTo, PostedBy
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.inspector.profile.file_strip import FileStrip
from evidence_board.ui.inspector.profile.profile_data import Profile
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

__all__ = ["FilesSection"]


class FilesSection(Section):
    """The strip with its count.

    Attributes:
        strip: the pictures.
        show_all: filters every pane to the files of the entity.
    """

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("Media"), theme=theme, parent=parent)
        self._context = context
        self._profile: Profile | None = None
        self.strip = FileStrip(theme=theme, thumbnails=context.thumbnails)
        self.strip.chosen.connect(
            lambda item_id: context.session.select(selection.replace([item_id]), origin="inspector")
        )
        self.strip.enlarged.connect(context.requests.preview.emit)
        self._words = ElidedLabel(theme=theme, role="small", colour="text2")
        self.show_all = Button(tr("Show all"), theme=theme, kind="link", small=True)
        self.show_all.clicked.connect(self._filter)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._words, 1)
        line.addWidget(self.show_all)
        self.body.addWidget(self.strip)
        self.body.addLayout(line)

    @property
    def reachable(self) -> tuple[str, ...]:
        """The files that `show_all` leaves in every pane: posted by an account, else one link away."""
        profile = self._profile
        return max(profile.own_files, profile.near_files, key=len) if profile is not None else ()

    def show_files(self, profile: Profile) -> None:
        """Show the media of an entity."""
        self._profile = profile
        index = self._context.session.index
        self.strip.show_items(profile.id, [index.items[one] for one in profile.files if one in index.items])
        total = len(profile.files)
        self.set_count(number(total) if total else "")
        words = count(total, one="{n} file", many="{n} files") if total else tr("No media yet")
        if profile.accounts and profile.detail.kind != "account":
            words += ", " + count(profile.accounts, one="from {n} account", many="from {n} accounts")
        self._words.set_text(words)
        most = len(self.reachable)
        self.show_all.setVisible(most > 0)
        # Files that merely lie at a place are not one link away: the button says what the filter will show.
        self.show_all.setText(tr("Show all") if most == total else tr("Show {n} of them", n=number(most)))

    def _filter(self) -> None:
        profile, session = self._profile, self._context.session
        if profile is None:
            return
        active = session.filter.cleared()
        if profile.own_files and self.reachable == profile.own_files:
            session.set_filter(active.plus(PostedBy((profile.id,))), origin="inspector")
        else:
            session.set_filter(active.plus(NearTo(profile.id, 1)), origin="inspector")
