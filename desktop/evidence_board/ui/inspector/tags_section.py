"""`TagsSection`: the tags of what is selected, as chips; another one is typed in place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QWidget

from evidence_board.filters import HasTag
from evidence_board.operations.tags import tag_things, untag_things
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.like_menu import add_filter_actions
from evidence_board.ui.i18n import tr
from evidence_board.ui.tags.tag_choices import fitting_tags
from evidence_board.ui.tags.tag_menu import tag_menu
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.section import Section

__all__ = ["TagsSection"]

_FIELD = 132


class TagsSection(Section):
    """Chips of tags; the x takes one off everything selected.

    Attributes:
        chips: tag id -> chip, in the order of their paths.
    """

    def __init__(
        self,
        context: UiContext,
        *,
        can_write: bool,
        perform: Callable[..., None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a section without tags.

        Args:
            context: session and services.
            can_write: whether anything can be changed here.
            perform: runs a verb with its keywords; by default as `UiContext.perform` does.
            parent: parent widget.
        """
        super().__init__(tr("Tags"), theme=context.theme, parent=parent)
        self._context = context
        self._perform = perform or context.perform
        self._can_write = can_write
        self._things: list[tuple[str, str]] = []
        self._shown: tuple[tuple[str, str, str], ...] | None = None
        self.chips: dict[str, Chip] = {}
        self._nothing = ElidedLabel(tr("Nothing yet"), theme=context.theme, role="small", colour="text3")
        self._flow_box = QWidget()
        self._flow = FlowLayout(self._flow_box)
        # A tag longer than the pane is cut instead of widening it.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._flow_box.setSizePolicy(policy)
        self.field: QLineEdit | None = None
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._flow_box)
        self.body.setContentsMargins(0, 0, 0, 4)
        if can_write:
            self.add_command("plus", name=tr("Add a tag"), key="#").clicked.connect(self.begin)

    def show_things(self, things: list[tuple[str, str]], tags: dict[str, int]) -> None:
        """Show the tags of things.

        Args:
            things: pairs of kind and row id.
            tags: tag id -> how many of the things carry it.
        """
        if things != self._things:
            self._close_field()
        self._things = things
        known = self._context.session.index.tags
        rows = []
        for tag_id, carried in tags.items():
            if tag_id in known:
                path = known[tag_id].path
                partly = carried < len(things)
                rows.append((path, tag_id, tr("{tag} (some)", tag=path) if partly else path))
        rows.sort()
        shown = tuple((tag_id, words, known[tag_id].colour) for _, tag_id, words in rows)
        if shown != self._shown:
            self._shown = shown
            self._fill()

    def begin(self) -> None:
        """Open the field for another tag."""
        if self.field is not None or not self._things:
            return
        field = QLineEdit(self._flow_box)
        field.setProperty("small", True)
        field.setPlaceholderText(tr("Tag"))
        field.setAccessibleName(tr("Add a tag"))
        field.setFixedWidth(_FIELD)
        field.setCompleter(self._completer(field))
        field.installEventFilter(self)
        self.field = field
        self._flow.addWidget(field)
        field.show()
        self._flow_box.show()
        self._nothing.hide()
        self._flow_box.updateGeometry()
        field.setFocus()

    def _completer(self, field: QLineEdit) -> QCompleter:
        """Return what offers the tags that fit what is typed, in whatever script."""
        known = QStringListModel(field)
        completer = QCompleter(known, field)
        # They are chosen and ordered here: Qt would compare letter by letter.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)

        def fill(typed: str) -> None:
            field.setLayoutDirection(text_direction(typed))
            known.setStringList(fitting_tags(self._context.session.index.tags.values(), typed, most=12).paths)

        field.textEdited.connect(fill)
        fill("")
        return completer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Esc and the loss of focus from the field."""
        field = self.field
        if field is None or watched is not field:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._add(field.text())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close_field()
                return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            stays = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if event.reason() not in stays:
                self._close_field()
        return False

    def _add(self, text: str) -> None:
        if not text.strip(" #/"):
            self._close_field()
            return
        self._perform(tag_things, things=self._things, path=text)
        if self.field is not None:
            # Ready for the next one.
            self.field.clear()

    def _close_field(self) -> None:
        field = self.field
        if field is None:
            return
        self.field = None
        field.removeEventFilter(self)
        field.hide()
        self._flow.removeWidget(field)
        field.deleteLater()
        self._flow_box.setVisible(bool(self.chips))
        self._nothing.setVisible(not self.chips)
        self._flow_box.updateGeometry()

    def _fill(self) -> None:
        open_field = self.field
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        if open_field is not None:
            self._flow.removeWidget(open_field)
        self.chips = {}
        for tag_id, words, colour in self._shown or ():
            chip = Chip(words, theme=self._context.theme, removable=self._can_write, dot=colour)
            chip.removed.connect(lambda one=tag_id: self._remove(one))
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            chip.customContextMenuRequested.connect(lambda spot, one=tag_id, at=chip: self._open_menu(one, at, spot))
            self._flow.addWidget(chip)
            chip.show()
            self.chips[tag_id] = chip
        if open_field is not None:
            self._flow.addWidget(open_field)
        self._flow_box.setVisible(bool(self.chips) or open_field is not None)
        self._nothing.setVisible(not self.chips and open_field is None)
        self._flow_box.updateGeometry()

    def _open_menu(self, tag_id: str, chip: Chip, spot: QPoint) -> None:
        row = self._context.session.index.tags.get(tag_id)
        if row is not None:
            at = chip.mapToGlobal(spot)
            menu = tag_menu(row.path, context=self._context, parent=self, at=at)
            menu.addSeparator()
            add_filter_actions(menu, self._context, HasTag(tag_id), origin="inspector")
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)

    def _remove(self, tag_id: str) -> None:
        self._perform(untag_things, things=[row_id for _, row_id in self._things], tag_id=tag_id)
