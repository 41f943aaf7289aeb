"""`TriageFacts`: what is known of the file that is looked at, each with the key that changes it, and all keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.gallery.item_words import item_kind_name
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.many_choice import ManyChoice
from evidence_board.ui.inspector.many_edits import ManyEdits
from evidence_board.ui.inspector.many_words import position_words
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.triage.triage_keys import key_lines
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.key_hint import KeyHint
from evidence_board.ui.work_status import StatusButton

__all__ = ["TriageFacts"]

_WIDTH, _CAPTION_LINES, _TAGS = 312, 5, 10


class TriageFacts(QWidget):
    """A pane beside the picture; nothing in it takes the focus, so that the keys keep their meaning.

    Attributes:
        status: how far the work on the file has come.
        place: where it was taken, by name.
        level: confidence of its position.
        account: who published it.
        tags: the tags, as chips.
    """

    def __init__(self, context: UiContext, edits: ManyEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._ref = ElidedLabel(theme=theme, role="section", tabular=True)
        self._kind = ElidedLabel(theme=theme, role="small", colour="text3")
        self._name = ElidedLabel(theme=theme, role="small", colour="text2", elide=Qt.TextElideMode.ElideMiddle)
        self._caption = QLabel()
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._caption.setWordWrap(True)
        self._caption.setProperty("role", "secondary")
        self._caption.setMaximumHeight(theme.line_height("body") * _CAPTION_LINES)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.status = StatusButton(theme=theme, flush=True)
        self.place = ManyChoice("location", context=context, name=tr("Place"))
        self.account = ManyChoice("account", context=context, name=tr("Account"))
        self.level = LevelButton("unjudged", theme=theme, place=True)
        self._position = FieldRow(tr("Position"), ValueText(theme=theme, lines=2), theme=theme)
        self._taken = FieldRow(tr("Taken"), ValueText(theme=theme, lines=2), theme=theme)
        self._posted = FieldRow(tr("Posted"), ValueText(theme=theme, lines=2), theme=theme)
        self._problems = FieldRow(tr("Look at"), ValueText(theme=theme, lines=2, colour="warn"), theme=theme)
        self.tags = QWidget()
        self._tag_flow = FlowLayout(self.tags)
        self._level_box = QWidget()
        FlowLayout(self._level_box).addWidget(self.level)
        self._level = FieldRow(tr("Confidence"), self._level_box, theme=theme)
        state = QWidget()
        FlowLayout(state).addWidget(self.status)
        rows = (
            (FieldRow(tr("State"), state, theme=theme), "S"),
            (FieldRow(tr("Place"), self.place, theme=theme), "P"),
            (self._position, ""),
            (self._level, "5"),
            (self._taken, ""),
            (self._posted, ""),
            (FieldRow(tr("Account"), self.account, theme=theme), "U"),
            (FieldRow(tr("Tags"), self.tags, theme=theme), "T"),
            (self._problems, ""),
        )
        self._rows = [row for row, _ in rows]
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._ref)
        head.addWidget(self._kind, 1)
        column.addLayout(head)
        column.addWidget(self._name)
        column.addWidget(self._caption)
        column.addSpacing(8)
        for row, key in rows:
            if key:
                row.add_tail(KeyHint(key, theme=theme))
            column.addWidget(row)
        column.addStretch(1)
        inner.setProperty("surface", "pane")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        line = QFrame()
        line.setProperty("line", "h")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(line)
        layout.addWidget(self._keys(not context.session.case.read_only))
        self.setFixedWidth(theme.pixels(_WIDTH))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "pane")
        self._connect(edits)

    def show_item(self, item: ItemRow, *, can_write: bool) -> None:
        """Show what is known of a file."""
        self._ref.set_text(item.ref)
        self._kind.set_text(item_kind_name(item.kind))
        names = [isolate(name) for name in dict.fromkeys((item.title, item.file_name)) if name]
        self._name.set_text(" · ".join(names))
        self._caption.setText(item.caption)
        self._caption.setVisible(bool(item.caption))
        self.status.show_states((item.status,))
        self.place.show_values([item.place], nothing=tr("not named"))
        self.account.show_values([item.account], nothing=tr("nobody known"))
        self._position.set_text(position_words([item]))
        self.level.set_level(item.level)
        self._level.setVisible(item.geotag_id is not None)
        taken = item.captured
        self._taken.set_text(
            moment_words(taken, approximate=item.captured_approximate, zone=True) if taken else tr("Not known")
        )
        self._posted.set_text(moment_words(item.posted, zone=True) if item.posted else "")
        problems = item.open_problems
        self._problems.set_text(count(problems, one="{n} problem", many="{n} problems") if problems else "")
        self._show_tags(item)
        for part in (self.status, self.place, self.account, self.level):
            part.setEnabled(can_write)

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        for row in self._rows:
            row.set_compact(compact)
        self.setFixedWidth(self._context.theme.pixels(_WIDTH - 40 if compact else _WIDTH))

    def _connect(self, edits: ManyEdits) -> None:
        self.status.chosen.connect(edits.set_status)
        self.level.chosen.connect(edits.set_position_level)
        self.place.chosen.connect(edits.set_place)
        self.place.made.connect(edits.set_typed_place)
        self.place.cleared.connect(lambda: edits.set_place())
        self.account.chosen.connect(edits.set_account)
        self.account.made.connect(lambda name: edits.set_account(new_handle=name))
        self.account.cleared.connect(lambda: edits.set_account())
        for part in self.findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _show_tags(self, item: ItemRow) -> None:
        known = self._context.session.index.tags
        rows = sorted((known[one] for one in item.tag_ids if one in known), key=lambda row: row.path)
        self._tag_flow.clear()
        for row in rows[:_TAGS]:
            chip = Chip(row.path, theme=self._context.theme, dot=row.colour)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._tag_flow.addWidget(chip)
            chip.show()
        if not rows:
            self._tag_flow.addWidget(nothing := ElidedLabel(tr("none"), theme=self._context.theme, role="small"))
            nothing.set_colour("text3")
            nothing.setFixedHeight(self._context.theme.pixels(22))
            nothing.show()
        self.tags.updateGeometry()

    def _keys(self, can_write: bool) -> QWidget:
        """Return the list of all keys."""
        theme = self._context.theme
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for at, (keys, words) in enumerate(key_lines(can_write=can_write)):
            caps = QHBoxLayout()
            caps.setSpacing(3)
            for number, key in enumerate(keys):
                if number:
                    caps.addWidget(ElidedLabel("…", theme=theme, role="small", colour="text3"))
                caps.addWidget(KeyHint(key, theme=theme))
            caps.addStretch(1)
            grid.addLayout(caps, at, 0)
            grid.addWidget(ElidedLabel(words, theme=theme, role="small", colour="text2"), at, 1)
        grid.setColumnStretch(1, 1)
        return box
