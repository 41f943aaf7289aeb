"""`FilesSection`: the media of an entity as a strip of small pictures, and the filter that shows them all."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_board import selection
from evidence_board.filters import AtPlace, Condition, Filter, LinkedTo, PostedBy, visible_items
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
        self._condition: Condition | None = None
        self._reachable: tuple[str, ...] = ()
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
        """The files that `show_all` leaves in every pane: posted by an account, at a place, else linked."""
        return self._reachable

    def show_files(self, profile: Profile) -> None:
        """Show the media of an entity."""
        index = self._context.session.index
        self.strip.show_items(profile.id, [index.items[one] for one in profile.files if one in index.items])
        total = len(profile.files)
        self.set_count(number(total) if total else "")
        words = count(total, one="{n} file", many="{n} files") if total else tr("No media yet")
        if profile.accounts and profile.detail.kind != "account":
            words += ", " + count(profile.accounts, one="from {n} account", many="from {n} accounts")
        self._words.set_text(words)
        self._condition = _condition(profile)
        found = visible_items(index, Filter((self._condition,)))
        self._reachable = tuple(item.id for item in found)
        most, own = len(found), set(profile.files)
        self.show_all.setVisible(most > 0)
        # What only a refuted link joins is not shown, and a place brings what lies in it: the button says so.
        if own == set(self._reachable):
            self.show_all.setText(tr("Show all"))
        elif own < set(self._reachable):
            self.show_all.setText(tr("Show {n}, with what lies in it", n=number(most)))
        else:
            self.show_all.setText(tr("Show {n} of them", n=number(most)))

    def _filter(self) -> None:
        if self._condition is not None:
            self._context.session.set_filter(Filter((self._condition,)), origin="inspector")


def _condition(profile: Profile) -> Condition:
    """Return the condition that leaves the files of an entity."""
    if profile.detail.kind == "location":
        return AtPlace(profile.id)
    if profile.own_files and set(profile.own_files) == set(profile.files):
        return PostedBy((profile.id,))
    return LinkedTo(profile.id)
