"""`TriageView`: goes through files one after the other, by keys alone, beside the navigator whose counts shrink."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence_board.events import Notice
from evidence_board.model.case_index import ItemRow
from evidence_board.model.levels import Level
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_tag import TagPopover
from evidence_board.ui.gallery.gallery_pane import GalleryPane
from evidence_board.ui.gallery.item_words import described
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.many_edits import ManyEdits
from evidence_board.ui.pane import Pane
from evidence_board.ui.triage.pictures_ahead import PicturesAhead
from evidence_board.ui.triage.triage_end import TriageEnd
from evidence_board.ui.triage.triage_facts import TriageFacts
from evidence_board.ui.triage.triage_head import TriageHead
from evidence_board.ui.triage.triage_keys import command_of
from evidence_board.ui.triage.triage_picture import TriagePicture
from evidence_board.ui.triage.triage_queue import TriageQueue, begin_queue
from evidence_board.ui.work_status import next_status

__all__ = ["TriageView"]

_NAME = "triage"
#: Longest edge of the pictures decoded, device pixels; more than a screen shows nobody needs here.
_LARGEST_EDGE = 4_096
#: Keys with these mean what they mean in the whole window.
_ELSEWHERE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_GOES_ON = ("reviewed", "needs_help", "set_aside", "in_progress")


class TriageView(QWidget):
    """Covers the workspace but its navigator while open.

    Attributes:
        closed: it was left.
        head: title, progress, and what is gone through.
        picture: the file.
        facts: what is known of it, and the keys.
        end: what is said when nothing is left.
        queue: what is gone through.
    """

    closed = Signal()

    def __init__(self, context: UiContext, workspace: QWidget, *, navigator: QWidget) -> None:
        """Make a closed view.

        Args:
            context: session and services.
            workspace: what it covers.
            navigator: the part of it that stays in sight.
        """
        super().__init__(workspace)
        theme = context.theme
        self._context, self._under, self._navigator = context, workspace, navigator
        self._focus_before: QWidget | None = None
        self._can_write = not context.session.case.read_only
        self._edits = ManyEdits(context, self)
        self._ahead = PicturesAhead(context, self)
        self._ahead.came.connect(self._picture_came)
        self.queue = TriageQueue()
        self.head = TriageHead(theme=theme)
        self.head.close_wanted.connect(self.leave)
        self.head.switch_wanted.connect(self._switch)
        self.picture = TriagePicture(theme=theme)
        self.facts = TriageFacts(context, self._edits)
        self.end = TriageEnd(theme=theme)
        self.end.again.connect(self._go_to_new)
        self.end.all_wanted.connect(self._switch)
        self.end.leave_wanted.connect(self.leave)
        ground = QWidget()
        room = QHBoxLayout(ground)
        room.setContentsMargins(16, 16, 16, 16)
        room.addWidget(self.picture)
        self._file = QWidget()
        row = QHBoxLayout(self._file)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(ground, 1)
        row.addWidget(self.facts)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._file)
        self._pages.addWidget(self.end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Nothing of the panes below is painted again with every picture.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty("focusRing", "none")
        self.setAccessibleName(tr("Go through files"))
        context.thumbnails.ready.connect(self._thumbnails_came)
        context.events.index_changed.connect(lambda event: self._index_changed())
        context.events.filter_changed.connect(lambda event: self._begin_again())
        context.events.selection_changed.connect(lambda event: self._selected(event.origin))
        for widget in (workspace, navigator):
            widget.installEventFilter(self)
        self.hide()

    # -- open and closed -------------------------------------------------------------------------------

    @property
    def item(self) -> ItemRow | None:
        """The file that is shown, None when nothing is left."""
        return self._context.session.index.items.get(self.queue.current or "")

    def open_view(self) -> None:
        """Begin with the new files that pass the filter, at the selected one if it is among them."""
        if not self.isVisible():
            self._focus_before = QApplication.focusWidget()
        self._begin(only_new=True, first=self._context.session.selection.current)
        self._cover()
        self._rest_below(True)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def leave(self) -> None:
        """Close and give the focus back; the file that was shown stays selected."""
        if not self.isVisible():
            return
        self.hide()
        self._rest_below(False)
        self._ahead.rest()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _rest_below(self, covered: bool) -> None:
        """Let the panes below do nothing while nobody sees them: each step is then as quick as its picture."""
        for pane in self._under.findChildren(Pane):
            if pane is not self._navigator:
                pane.set_covered(covered)

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        self.facts.set_compact(compact)

    # -- keys ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means here; keys with Ctrl, and those that ask for help, mean what they mean everywhere."""
        command = command_of(event, mirrored=self.isRightToLeft())
        if command:
            self.do(command)
        elif event.modifiers() & _ELSEWHERE or event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Delete):
            super().keyPressEvent(event)

    def do(self, command: str) -> None:
        """Do one thing by its name, as `triage_keys` gives it."""
        item = self.item
        if command == "leave":
            self.leave()
        elif command in ("on", "back", "first"):
            self._step({"on": 1, "back": -1, "first": -len(self.queue.ids)}[command])
        elif command == "only_new":
            self._switch()
        elif item is None:
            return
        elif command == "large":
            self._context.requests.preview.emit(item.id)
        elif not self._can_write:
            self._say(tr("This case can only be read here."))
        elif command.startswith("level "):
            self._grade(item, command[-1])
        elif command == "tag":
            self._ask_tag(item)
        elif command == "account":
            self.facts.account.ask()
        elif command == "place":
            self.facts.place.ask()
        elif command == "next_status":
            self._edits.set_status(next_status(item.status))
        elif command in _GOES_ON:
            self._edits.set_status(command)
            self._step(1)

    def _grade(self, item: ItemRow, key: str) -> None:
        if item.geotag_id is None:
            self._say(tr("It has no position yet. Press P to place it."))
            return
        self._context.beside = self.facts.level
        self._edits.set_position_level(next(level.value for level in Level if level.key == key))

    def _ask_tag(self, item: ItemRow) -> None:
        popover = TagPopover(self, context=self._context, things=[("item", item.id)])
        popover.open_below(self.facts.tags)

    def _say(self, words: str) -> None:
        self._context.session.hub.emit(Notice(words))

    # -- the queue -------------------------------------------------------------------------------------

    def _begin(self, *, only_new: bool, first: str | None = None) -> None:
        session = self._context.session
        gallery = self.window().findChild(GalleryPane, GalleryPane.name)
        if gallery is not None and self.isVisible():
            # It rests below this view, but its order is gone through.
            gallery.flush()
        order = gallery.order if gallery is not None and gallery.order else list(session.visible)
        visible = session.visible
        ids = [one for one in order if one in visible]
        ids += [one for one in visible if one not in set(ids)] if len(ids) < len(visible) else []
        self.queue = begin_queue(ids, session.index.items, only_new=only_new, first=first)

    def _begin_again(self) -> None:
        if self.isVisible():
            self._begin(only_new=self.queue.only_new, first=self.queue.current)
            self._show()

    def _switch(self) -> None:
        self._begin(only_new=not self.queue.only_new, first=self.queue.current)
        self._show()

    def _go_to_new(self) -> None:
        following = self.queue.next_new(self._context.session.index.items)
        if following is not None:
            self.queue = self.queue.go_to(following)
            self._show()

    def _step(self, step: int) -> None:
        self.queue = self.queue.step(step)
        self._show()

    def _selected(self, origin: str) -> None:
        """Follow what undo or the history bring into sight."""
        current = self._context.session.selection.current
        if self.isVisible() and origin != _NAME and current in self.queue.ids and current != self.queue.current:
            self.queue = self.queue.go_to(current)
            self._show()

    def _index_changed(self) -> None:
        if self.isVisible():
            self.queue = self.queue.without(self._context.session.index.items)
            self._show()

    # -- what is shown ---------------------------------------------------------------------------------

    def _show(self) -> None:
        items, item = self._context.session.index.items, self.item
        total, left = len(self.queue.ids), self.queue.left(items)
        self.head.show_progress(at=min(self.queue.at + 1, total), total=total, left=left, only_new=self.queue.only_new)
        if item is None:
            self._edits.items = []
            self.end.show_end(
                total=total, left=left, only_new=self.queue.only_new, files=len(self._context.session.visible)
            )
            self._pages.setCurrentWidget(self.end)
            self.setAccessibleDescription(tr("Nothing is left"))
            return
        self._pages.setCurrentWidget(self._file)
        self._edits.items = [item]
        self.facts.show_item(item, can_write=self._can_write)
        self.setAccessibleDescription(described(item, selected=True))
        self._context.session.select(replace([item.id]), origin=_NAME)
        ahead = [items[one] for one in self.queue.following if one in items]
        edge = round(max(self.picture.width(), self.picture.height(), 512) * self.devicePixelRatioF())
        self._ahead.want([item, *ahead], edge=min(edge, _LARGEST_EDGE))
        self._show_picture(item)

    def _show_picture(self, item: ItemRow) -> None:
        whole = QSize(item.width or 0, item.height or 0)
        image = self._ahead.image(item.id)
        refusal = self._ahead.refusal(item.id)
        small = self._context.thumbnails.get(item.id) if image is None else None
        if image is not None or small is not None:
            found = image if image is not None else small
            if found is not None and found is not self.picture.image:
                self.picture.show_image(found, whole=whole)
        elif item.kind == "file":
            self.picture.say("file-text", tr("This file has no picture. Its bytes are kept as they came."))
        elif refusal:
            self.picture.say("image-off", refusal)
        else:
            self.picture.say("", "")

    def _picture_came(self, item_id: str) -> None:
        item = self.item
        if self.isVisible() and item is not None and item.id == item_id:
            self._show_picture(item)

    def _thumbnails_came(self, item_ids: set[str]) -> None:
        item = self.item
        if self.isVisible() and item is not None and item.id in item_ids and self._ahead.image(item.id) is None:
            self._show_picture(item)

    # -- its place -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the workspace but the navigator, whatever their sizes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide) and not self.isHidden():
            self._cover()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for pictures that fill the room there is now."""
        super().resizeEvent(event)
        if self.isVisible():
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.color("sunken"))
        painter.end()

    def _cover(self) -> None:
        whole = self._under.rect()
        beside = self._navigator
        if beside.isVisible():
            corner = beside.mapTo(self._under, QPoint(0, 0))
            # One pixel more for the line between them.
            edge = corner.x() - 1 if self.isRightToLeft() else corner.x() + beside.width() + 1
            if self.isRightToLeft():
                whole = QRect(0, 0, edge, whole.height())
            else:
                whole = QRect(edge, 0, whole.width() - edge, whole.height())
        self.setGeometry(whole)
