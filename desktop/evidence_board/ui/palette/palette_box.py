"""`PaletteBox`: the field, the results and the hints of the command palette, in a raised box over the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from evidence_board.ui.case_page import CasePage
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.palette.content import PREFIXES, Content
from evidence_board.ui.palette.entries import Action, Entry, Group
from evidence_board.ui.palette.exact_switch import ExactSwitch
from evidence_board.ui.palette.hint_bar import HintBar
from evidence_board.ui.palette.opening import Opening
from evidence_board.ui.palette.result_list import ResultList
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.key_hint import KeyHint
from evidence_board.ui.widgets.painting import draw_box, text_direction, visual
from evidence_board.ui.widgets.shadow import draw_shadow

__all__ = ["PaletteBox"]

#: As in the picture: 700 wide, below the top bar's upper edge, no higher than leaves the window in sight.
_WIDTH, _TOP, _LIST, _HEAD = 700, 55, 508, 56
_REACH = 20
#: How many more entries a group shows at a time.
_MORE = 100


class PaletteBox(QWidget):
    """Lies over the page without dimming it; Esc, a click elsewhere and a choice close it.

    Signals:
        closed: it went away.

    Attributes:
        field: where one types.
        results: what is listed.
        content: what belongs to the text.
        exact: the switch for matches to the letter.
    """

    closed = Signal()

    def __init__(self, page: CasePage, opening: Opening) -> None:
        super().__init__(page)
        self._page, self._theme = page, page.context.theme
        self._actions_of: Entry | None = None
        self._ground: tuple[QSize, float, bool, QPixmap] | None = None
        self._chosen_by_hand = False
        self._before: QWidget | None = None
        self.setAccessibleName(tr("Search or run a command"))
        self.content = Content(page, opening)
        self.field = QLineEdit(self)
        self.results = ResultList(theme=self._theme, thumbnails=page.context.thumbnails, parent=self)
        self.exact = ExactSwitch(theme=self._theme, parent=self)
        self._count = QLabel(self)
        self._empty = QLabel(self)
        self._hints = HintBar(theme=self._theme, parent=self)
        self._build()
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.exact.toggled.connect(lambda _: self._typed(self.field.text()))
        self.results.chosen.connect(self._chosen)
        self.results.moved.connect(self._moved)
        self.content.changed.connect(self._show)
        page.installEventFilter(self)
        self._hints.prefix_pressed.connect(self._take_prefix)
        page.context.events.index_changed.connect(self._index_changed)
        self.hide()

    def _build(self) -> None:
        self.field.setFrame(False)
        self.field.setProperty("field", "plain")
        self.field.setStyleSheet("QLineEdit { background: transparent; border: 0; padding: 0; }")
        self.field.setFont(self._theme.font("section", weight=400))
        self.field.setPlaceholderText(tr("Search or run a command"))
        self.field.setAccessibleName(tr("Search or run a command"))
        self._count.setProperty("role", "caption")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setProperty("role", "hint")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(24, 28, 24, 28)
        head = QHBoxLayout()
        # The room of the lens is a part of the row, for margins do not change sides with the language.
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(10)
        head.addSpacing(22)
        head.addWidget(self.field, 1)
        head.addWidget(self._count)
        head.addWidget(self.exact)
        head.addWidget(KeyHint("Esc", theme=self._theme, parent=self))
        self._head = QWidget(self)
        self._head.setLayout(head)
        self._head.setFixedHeight(self._theme.pixels(_HEAD))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_REACH, _REACH, _REACH, _REACH)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(Hairline(theme=self._theme))
        layout.addSpacing(4)
        layout.addWidget(self.results, 1)
        layout.addWidget(self._empty)
        layout.addSpacing(6)
        layout.addWidget(Hairline(theme=self._theme))
        layout.addWidget(self._hints)

    @property
    def is_open(self) -> bool:
        """Whether the palette is shown."""
        return not self.isHidden()

    def open_with(self, text: str = "") -> None:
        """Open, ready to type; what was typed the last time is gone."""
        self._before = QApplication.focusWidget()
        self.exact.setChecked(False)
        self._actions_of = None
        self.field.blockSignals(True)
        self.field.setText(text)
        self.field.blockSignals(False)
        self.show()
        self.raise_()
        self._typed(text)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self)

    def close_palette(self) -> None:
        """Close without doing anything."""
        if not self.is_open:
            return
        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self)
        self.content.forget_search()
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self._page)
        self.hide()
        before, self._before = self._before, None
        # What had the focus acts on: "this pane large" means the pane from which the palette was opened.
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    # -- keys and mouse --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list while one types; a press elsewhere closes; the window's size is followed."""
        kind = event.type()
        if watched is self._page and kind == QEvent.Type.Resize and self.is_open:
            self._arrange()
        elif watched is self.field and kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif watched is self.field and kind == QEvent.Type.ShortcutOverride and self._is_ours(event):
            event.accept()
            return True
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched)
            if self.is_open and not inside and watched.window() is self.window():
                self.close_palette()
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

    def _key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._by_hand(lambda: self.results.step(1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._by_hand(lambda: self.results.leap(1 if key == Qt.Key.Key_PageDown else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held & Qt.KeyboardModifier.ShiftModifier:
            self._by_hand(lambda: self.results.to_end(last=key == Qt.Key.Key_End))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter("filter" if control else "")
        elif key == Qt.Key.Key_Tab:
            self._show_actions()
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Backspace and self._actions_of is not None):
            self._leave_actions()
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        elif key == Qt.Key.Key_E and control:
            self.exact.toggle()
        elif key == Qt.Key.Key_K and control:
            self.close_palette()
        else:
            return False
        return True

    def _by_hand(self, move: Callable[[], None]) -> None:
        self._chosen_by_hand = True
        move()

    def _step_back(self) -> None:
        if self._actions_of is not None:
            self._leave_actions()
        else:
            self.close_palette()

    def _chosen(self) -> None:
        held = QApplication.keyboardModifiers()
        self._enter("filter" if held & Qt.KeyboardModifier.ControlModifier else "")

    def _enter(self, name: str) -> None:
        line = self.results.current
        if line is None:
            return
        if line.more:
            for group in self.content.groups:
                if group.name == line.group:
                    group.shown += _MORE
            first = self.results.currentIndex().row()
            self._show(True)
            self.results.take(self.results.line(min(first, len(self.results.lines) - 1)).id)
            return
        entry = line.entry
        if entry is None or not entry.actions:
            return
        action = entry.action(name) if name else entry.actions[0]
        if action is None:
            return
        noted = self._actions_of or entry
        self.close_palette()
        self.content.note(noted)
        action.run()

    # -- more to do ------------------------------------------------------------------------------------

    def _show_actions(self) -> None:
        line = self.results.current
        if line is None or line.entry is None or not line.entry.actions or self._actions_of is not None:
            return
        self._actions_of = line.entry
        self._show(False)

    def _leave_actions(self) -> None:
        entry, self._actions_of = self._actions_of, None
        if entry is not None:
            self._show(False)
            self.results.take(entry.id)

    def _action_group(self, entry: Entry) -> Group:
        group = Group("actions", tr("More to do with {name}", name=isolate(entry.title)), shown=99)
        group.entries = [_action_entry(one) for one in entry.actions]
        return group

    # -- what is shown ---------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._actions_of, self._chosen_by_hand = None, False
        self.field.setLayoutDirection(text_direction(text) if text else self._page.layoutDirection())
        self.content.show_for(text, exact=self.exact.isChecked())

    def _take_prefix(self, sign: str) -> None:
        self.field.setText(f"{sign}{self.field.text().strip().lstrip(''.join(PREFIXES))}")
        self.field.setFocus()

    def _index_changed(self, event: object) -> None:
        # What lies in the bin now must not be chosen.
        if self.is_open and self._actions_of is None:
            self.content.show_for(self.field.text(), exact=self.exact.isChecked())

    def _show(self, grew: bool) -> None:
        if not self.is_open:
            return
        if self._actions_of is not None:
            if not grew:
                self.results.show_groups([self._action_group(self._actions_of)], keep=False)
        else:
            # While hits come in, the first line is the best, until a person moved away from it.
            keep = grew and self._chosen_by_hand
            self.results.show_groups(self.content.groups, keep=keep)
        self._say()
        self._arrange()

    def _say(self) -> None:
        typed, content = self.field.text().strip(), self.content
        words = ""
        if typed and not typed.startswith(">"):
            if content.found or not content.searching:
                words = count(content.found, one="{n} result in this case", many="{n} results in this case")
            if content.searching and content.found:
                words = tr("{n} results so far", n=number(content.found))
        self._count.setText(words)
        nothing = not self.results.lines and not content.searching
        self._empty.setVisible(nothing)
        self.results.setVisible(not nothing)
        if nothing:
            self._empty.setText(self._nothing_words(typed))

    def _nothing_words(self, typed: str) -> str:
        if typed.startswith(":"):
            return tr("No such date. Type a year, a month like 2015-09 or Sep 2015, or a day.")
        if typed == "#":
            return tr("This case has no tags, collections or saved views yet.")
        nothing = tr("Nothing in this case matches {words}.", words=isolate(typed.lstrip("@#> ")))
        if self.exact.isChecked():
            return f"{nothing}\n{tr('Exact is on: case and accents count. Switch it off to find more.')}"
        return f"{nothing}\n{tr('Try fewer letters, another spelling, or a part of the word.')}"

    def _moved(self) -> None:
        line = self.results.current
        entry = line.entry if line is not None else None
        self.field.setAccessibleDescription(entry.words if entry is not None else line.words if line else "")
        self._hints.show_for(entry, in_actions=self._actions_of is not None)

    def _arrange(self) -> None:
        theme, page = self._theme, self._page
        rest = self._head.height() + self._hints.sizeHint().height() + 2 + 10
        low = theme.pixels(_TOP)
        most = min(theme.pixels(_LIST), page.height() - low - rest - 16)
        high = self.results.content_height + 2 if self.results.lines else self._empty.heightForWidth(_WIDTH)
        wide = min(theme.pixels(_WIDTH), page.width() - 32)
        box = QRect((page.width() - wide) // 2, low, wide, rest + max(60, min(high, most)))
        self.setGeometry(box.adjusted(-_REACH, -_REACH, _REACH, _REACH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shadow, the box and the lens before the field."""
        painter = QPainter(self)
        theme = self._theme
        painter.drawPixmap(0, 0, self._drawn_ground())
        lens = QRect(_REACH + 18, _REACH + (self._head.height() - 18) // 2, 18, 18)
        draw_icon(painter, "search", visual(self, lens), theme.color("text2"))
        painter.end()

    def _drawn_ground(self) -> QPixmap:
        """Return shadow and box, drawn once for each size: a soft shadow costs more than all lines together."""
        theme, ratio = self._theme, self.devicePixelRatioF()
        known = self._ground
        if known is None or known[:3] != (self.size(), ratio, theme.is_dark):
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            box = self.rect().adjusted(_REACH, _REACH, -_REACH, -_REACH)
            radius = theme.tokens.radius["sheet"]
            draw_shadow(painter, box, radius=radius, reach=_REACH)
            draw_box(painter, box, radius=radius, fill=theme.color("raised"), border=theme.color("line2"))
            painter.end()
            known = self._ground = (self.size(), ratio, theme.is_dark, picture)
        return known[3]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take presses on the box itself, and let those on its shadow through as a click elsewhere."""
        inside = self.rect().adjusted(_REACH, _REACH, -_REACH, -_REACH)
        if not inside.contains(event.position().toPoint()):
            self.close_palette()
        event.accept()


def _action_entry(action: Action) -> Entry:
    return Entry(id=f"action:{action.id}", title=action.words, icon=action.icon, key=action.key, actions=(action,))
