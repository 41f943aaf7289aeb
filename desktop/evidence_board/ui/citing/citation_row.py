"""`CitationRow`: one cited thing with its excerpt and note, edited, moved and taken away where it stands."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from evidence_board.model.claims import Citation, Stance
from evidence_board.model.errors import KnownError
from evidence_board.ui.citing.citation_form import CitationForm
from evidence_board.ui.citing.cited_head import CitedHead
from evidence_board.ui.citing.citing_words import cited_name, span_words, stance_name
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.theme import Theme
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["CitationRow"]

_TEXT = 16 + 46 + 8


class CitationRow(QWidget):
    """A click or Enter opens the thing, F2 edits, Del takes away, Alt Up and Alt Down move it.

    Attributes:
        opened: the user wants to see the thing.
        changed: (values) the user saved other words or another stance.
        removed: the user takes it away.
        moved: (steps) the user moves it in the order.
        dragged: (point of the screen, done) it is dragged, and let go of when done.
        citation: what is shown.
        head: the line that is pressed.
        form: the fields while it is edited, else None.
    """

    opened = Signal()
    changed = Signal(object)
    removed = Signal()
    moved = Signal(int)
    dragged = Signal(QPoint, bool)

    def __init__(
        self,
        citation: Citation,
        *,
        number: int,
        level: str,
        video: bool,
        can_write: bool,
        theme: Theme,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            citation: what is shown.
            number: its place among all citations of the fact.
            level: of a cited fact, else empty.
            video: whether it has moments.
            can_write: whether it may be changed.
            theme: the look.
            thumbnails: small pictures.
            parent: parent widget.
        """
        super().__init__(parent)
        self.citation = citation
        self._theme, self._video, self._can_write = theme, video, can_write
        self.form: CitationForm | None = None
        self._pressed: QPoint | None = None
        cited = citation.cited
        below = [span_words(citation), tr("in the bin, counts no longer") if cited.in_bin else ""]
        if cited.kind == "post" and cited.about:
            below.insert(0, cited.about)
        self.head = CitedHead(
            number=number,
            kind=cited.kind,
            picture=cited.thumbnail_id or "",
            name=cited_name(cited),
            below=" · ".join(part for part in below if part),
            level=level,
            gone=cited.in_bin,
            theme=theme,
            thumbnails=thumbnails,
        )
        self.head.clicked.connect(self.opened)
        self.head.installEventFilter(self)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.head, 1)
        self.more: IconButton | None = None
        if can_write:
            name = tr("More: {name}", name=cited_name(cited))
            self.more = IconButton("ellipsis", name=name, theme=theme, size=24, flush=True)
            self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.more.clicked.connect(self._open_menu)
            line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(1)
        self._column.addLayout(line)
        self.texts: list[ValueText] = []
        for words, colour in ((_quoted(citation.excerpt), "text"), (citation.note, "text2")):
            if words:
                text = ValueText(words, theme=theme, colour=colour, lines=5)
                text.edit_wanted.connect(self.begin_edit)
                text.setContentsMargins(0, 0, 0, 0)
                self.texts.append(text)
                self._column.addLayout(_indented(text, rtl=self.isRightToLeft()))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        graded = level_name(level) if level else ""
        spoken = (cited_name(cited), stance_name(citation.stance), graded, *below, citation.excerpt, citation.note)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        if can_write:
            self.setAccessibleDescription(tr("Enter opens it, F2 edits, Del takes it away, Alt Up and Down move it"))

    # -- editing ---------------------------------------------------------------------------------------

    def begin_edit(self) -> None:
        """Open the fields below the line."""
        if not self._can_write or self.form is not None:
            return
        self.form = CitationForm(self.citation, video=self._video, theme=self._theme)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._leave)
        for text in self.texts:
            text.hide()
        self._column.addWidget(self.form)
        self.form.excerpt.setFocus()

    def _save(self) -> None:
        if self.form is None:
            return
        try:
            values = self.form.changed()
        except KnownError as error:
            self.form.say(str(error), wrong=True)
            return
        self._leave()
        if values:
            self.changed.emit(values)

    def _leave(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
            for text in self.texts:
                text.show()
            self.setFocus()

    # -- menu and keys ---------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Return everything that can be done with the citation."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open")).triggered.connect(lambda: self.opened.emit())
        if self._can_write:
            menu.addAction(self._theme.icon("pencil"), tr("Edit") + "\tF2").triggered.connect(self.begin_edit)
            stances = menu.addMenu(tr("It is cited"))
            for stance in Stance:
                action = stances.addAction(stance_name(stance))
                action.setCheckable(True)
                action.setChecked(stance == self.citation.stance)
                action.triggered.connect(lambda _=False, one=stance.value: self.changed.emit({"stance": one}))
            up = menu.addAction(self._theme.icon("arrow-up"), tr("Move up") + "\t" + tr("Alt Up"))
            up.triggered.connect(lambda: self.moved.emit(-1))
            down = menu.addAction(self._theme.icon("arrow-down"), tr("Move down") + "\t" + tr("Alt Down"))
            down.triggered.connect(lambda: self.moved.emit(1))
            menu.addSeparator()
            away = menu.addAction(self._theme.icon("x"), tr("No longer cite it") + "\t" + tr("Del"))
            away.triggered.connect(lambda: self.removed.emit())
        return menu

    def _open_menu(self) -> None:
        if self.more is not None:
            self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        at = event.globalPos()
        self.menu().popup(at if not at.isNull() else self.mapToGlobal(QPoint(0, self.head.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, edit, take away or move with the keyboard."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif self._can_write and key == Qt.Key.Key_F2:
            self.begin_edit()
        elif self._can_write and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif self._can_write and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    # -- dragging --------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn a drag of the line into a move; a press without one stays a press."""
        if not self._can_write or not isinstance(event, QMouseEvent):
            return False
        at = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = at
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far or not self.head.isDown():
                self.head.setDown(False)
                self.dragged.emit(at, False)
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            held, self._pressed = self._pressed, None
            if not self.head.isDown() and (at - held).manhattanLength() >= QApplication.startDragDistance():
                self.dragged.emit(at, True)
                return True
        return False


def _quoted(excerpt: str) -> str:
    # Words that bring their own marks are not marked twice.
    return f"“{excerpt}”" if excerpt and excerpt[0] not in "«\"“„‘'" else excerpt


def _indented(widget: QWidget, *, rtl: bool) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(*((0, 0, _TEXT, 0) if rtl else (_TEXT, 0, 0, 0)))
    line.addWidget(widget)
    return line
