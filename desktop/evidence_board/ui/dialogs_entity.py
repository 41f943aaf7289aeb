"""`EntityPopover`: a new account, person, unit, place, piece of equipment or event: kind and name."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from evidence_board import selection
from evidence_board.model.case_index import EntityRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.operations.entities import create_entity
from evidence_board.text import fold
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.kind_mark import draw_kind, kind_name
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, text_direction
from evidence_board.ui.widgets.popover import Popover

__all__ = ["EntityPopover"]

_MARK = 20


class EntityPopover(Popover):
    """Asks for kind and name, makes the entity, and selects it. Deletes itself when it closes."""

    def __init__(
        self,
        parent: QWidget,
        *,
        context: UiContext,
        kind: str = "",
        make: Callable[[str, str], None] | None = None,
    ) -> None:
        """Make the popover, closed.

        Args:
            parent: its owner.
            context: session and services.
            kind: the kind that is chosen first; an account by default.
            make: called with kind and name instead of making the entity here, e.g. to give it a place as well.
        """
        theme = context.theme
        super().__init__(parent, name=tr("New entity"), theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._make = make
        self._same: EntityRow | None = None
        self._title = QLabel()
        self._title.setProperty("role", "bodyStrong")
        self.field = QLineEdit()
        self.field.setMinimumWidth(360)
        self._hint = QLabel()
        self._hint.setProperty("role", "hint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._add = Button(tr("Add"), theme=theme, kind="primary", small=True, key="Enter")
        self._group = QButtonGroup(self)
        self._kinds: dict[str, _KindButton] = {}
        chooser = QHBoxLayout()
        chooser.setSpacing(2)
        for one in ENTITY_KINDS:
            button = _KindButton(one.value, theme=theme, parent=self)
            button.clicked.connect(lambda _=False, chosen=one.value: self.choose(chosen))
            self._group.addButton(button)
            self._kinds[one.value] = button
            chooser.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._add)
        self.body.addWidget(self._title)
        self.body.addLayout(chooser)
        self.body.addWidget(self.field)
        self.body.addLayout(foot)
        self._add.clicked.connect(self._accept)
        self.field.returnPressed.connect(self._accept)
        self.field.textChanged.connect(self._changed)
        self.choose(kind or "account")

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return self._kind

    def choose(self, kind: str) -> None:
        """Choose a kind; the name stays."""
        self._kind = kind
        self._kinds[kind].setChecked(True)
        self._title.setText(_new_words(kind))
        self.field.setPlaceholderText(tr("Handle") if kind == "account" else tr("Name"))
        self.field.setAccessibleName(tr("Handle") if kind == "account" else tr("Name"))
        self.field.setFocus()
        self._changed(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next or previous kind with Up and Down, from within the field."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            kinds = list(self._kinds)
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.choose(kinds[(kinds.index(self._kind) + step) % len(kinds)])
            return
        super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        self.field.setLayoutDirection(text_direction(text))
        wanted = fold(text.strip())
        rows = self._context.session.index.entities_of(self._kind)
        self._same = next((row for row in rows if wanted and fold(row.label) == wanted), None)
        self._add.setEnabled(bool(wanted))
        self._add.setText(tr("Select it") if self._same else tr("Add"))
        if self._same:
            self._hint.setText(tr("{name} is there already", name=isolate(self._same.label)))
        else:
            self._hint.setText(tr("Up and Down choose the kind"))

    def _accept(self) -> None:
        name = self.field.text().strip()
        if not name:
            return
        self.close()
        if self._same is not None:
            self._select(self._same.id)
            return
        if self._make is not None:
            self._make(self._kind, name)
            return
        self._context.perform_then(self._made, create_entity, kind=self._kind, name=name)

    def _made(self, changes: ChangeSet) -> None:
        self._select(str(changes.result["id"]))

    def _select(self, row_id: str) -> None:
        self._context.session.select(selection.replace([row_id]), origin="new entity")
        self._context.requests.reveal.emit(row_id)


def _new_words(kind: str) -> str:
    return {
        "account": tr("New account"),
        "person": tr("New person"),
        "unit": tr("New unit"),
        "location": tr("New place"),
        "equipment": tr("New equipment"),
        "event": tr("New event"),
    }[kind]


class _KindButton(Clickable):
    """One kind: its mark and its word below."""

    def __init__(self, kind: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._mark = kind
        self._word = kind_name(kind)
        self.setCheckable(True)
        self.setAccessibleName(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        word = round(self.theme.metrics("caption", weight=500).horizontalAdvance(self._word))
        return QSize(max(56, word + 12), 8 + _MARK + 8 + self.theme.line_height("caption") + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.theme.color
        radius = self.theme.tokens.radius["control"]
        role = "text2"
        if self.isChecked():
            draw_box(painter, self.rect(), radius=radius, fill=color("accentSoft"))
            role = "accentText"
        elif self.underMouse():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        draw_kind(painter, self._mark, QRect((self.width() - _MARK) // 2, 8, _MARK, _MARK), self.theme)
        room = QRect(2, 8 + _MARK + 6, self.width() - 4, self.theme.line_height("caption"))
        font = self.theme.font("caption", weight=500)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, room, self._word, font=font, colour=color(role), align=centre)
        painter.end()
