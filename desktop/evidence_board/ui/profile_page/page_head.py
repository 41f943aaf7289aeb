"""`PageHead`: mark, name, kind, names in other scripts and one sentence of a page, with its buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.model.case_index import EntityRow
from evidence_board.operations.entities import rename_entity
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.profile_page.page_data import PageData
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.kind_mark import KindMark, kind_name

__all__ = ["PageHead", "sentence_of"]


def sentence_of(row: EntityRow, data: PageData | None) -> str:
    """Return what the case itself says of a thing in a line: its second line, then how its notes begin."""
    notes = data.profile.detail.text("notes") or data.profile.detail.text("bio") if data is not None else ""
    first = notes.strip().partition("\n")[0].lstrip("#> -").strip()
    return " · ".join(part for part in (isolate(row.detail), isolate(first)) if part)


class PageHead(QWidget):
    """The head of a page; the name is edited where it stands.

    Attributes:
        back_wanted: go back to where one came from.
        board_wanted: show it on the board.
        title: the name.
    """

    back_wanted = Signal()
    board_wanted = Signal()

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._row: EntityRow | None = None
        self._mark = KindMark("unit", theme=theme, size=46)
        self.title = InlineText(name=tr("Name"), hint=tr("Name"), theme=theme, role="title", weight=600)
        self.title.setEnabled(can_write)
        self.title.committed.connect(self._rename)
        self._kind = Chip(" ", theme=theme)
        self._kind.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._names = ElidedLabel(theme=theme, role="body", colour="text2")
        self._names.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._sentence = ElidedLabel(theme=theme, role="body", colour="text2")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.back = IconButton("arrow-left", name=tr("Back"), key="Esc", theme=theme)
        self.back.clicked.connect(self.back_wanted)
        self.board = Button(tr("Show on board"), theme=theme, icon="waypoints")
        self.board.clicked.connect(self.board_wanted)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.title)
        first.addWidget(self._kind)
        first.addWidget(self._names, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addWidget(self._sentence)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(self.back, 0, middle)
        layout.addWidget(self._mark, 0, middle)
        layout.addLayout(words, 1)
        layout.addWidget(self.board, 0, middle)

    def show_head(self, row: EntityRow, data: PageData | None) -> None:
        """Show whom the page is about; ``data`` follows when it has been read."""
        if self._row is not None and row.id != self._row.id:
            self.title.finish(save=True)
        self._row = row
        self._mark.set_kind(row.kind)
        self.title.set_text(row.label)
        self._kind.set_text(f"{kind_name(row.kind)} {row.ref}")
        names = list(row.other_names)
        if data is not None:
            names += [one.name for one in data.profile.names if one.name not in names]
        self._names.set_text(" · ".join(isolate(name) for name in names))
        said = sentence_of(row, data)
        self._sentence.set_text(said)
        self._sentence.setVisible(bool(said))

    @property
    def words(self) -> tuple[str, str]:
        """The names in other scripts, and the sentence."""
        return self._names.text(), self._sentence.text()

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.title.renew_look()

    def _rename(self, name: str) -> None:
        row = self._row
        if row is None:
            return
        if not name:
            self.title.set_text(row.label)
            return
        self._context.perform(rename_entity, kind=row.kind, row_id=row.id, name=name)
