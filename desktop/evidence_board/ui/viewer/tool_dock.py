"""`ToolDock`: the tools that draw regions, and what is drawn, at the foot of the picture."""

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from evidence_board.model.regions import ENTITY_OF_REGION, RegionKind
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.viewer.floating import Floating
from evidence_board.ui.viewer.region_words import KIND_KEYS, SHAPE_KEYS, kind_icon, kind_word, shape_icon, shape_word
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill

__all__ = ["ToolDock"]

_WIDE, _NARROW, _HEIGHT, _ICON = 56, 40, 34, 16
#: The kinds that stand in the dock by themselves; the others are in its menu.
_SHOWN = (RegionKind.PERSON, RegionKind.INSIGNIA, RegionKind.REDACTION)


class ToolDock(Floating):
    """Shapes, kinds, and their keys.

    Attributes:
        tool_wanted: (``select`` or a shape).
        kind_wanted: (kind of region).
        tools: buttons by tool.
        kinds: buttons of the kinds that stand here by themselves.
        kind_button: the kind that is drawn; opens the menu of all.
        taken_keys: letters that mean something else here, so that the menu does not promise them.
    """

    tool_wanted = Signal(str)
    kind_wanted = Signal(str)

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        super().__init__(parent, theme=theme)
        layout = QHBoxLayout(self)
        room = self.margin + 4
        layout.setContentsMargins(room, room, room, room)
        layout.setSpacing(2)
        self.taken_keys: frozenset[str] = frozenset()
        self.tools: dict[str, _ToolButton] = {}
        for tool, key in SHAPE_KEYS.items():
            button = _ToolButton(shape_icon(tool), name=shape_word(tool), key=key, theme=theme)
            button.clicked.connect(lambda _=False, one=tool: self.tool_wanted.emit(one))
            layout.addWidget(button)
            self.tools[tool] = button
        line = QFrame()
        line.setProperty("line", "v")
        layout.addSpacing(4)
        layout.addWidget(line)
        layout.addSpacing(4)
        self.kinds: dict[str, _ToolButton] = {}
        for kind in _SHOWN:
            button = _ToolButton(kind_icon(kind), name=kind_word(kind), key=KIND_KEYS[kind], theme=theme)
            button.clicked.connect(lambda _=False, one=kind.value: self.kind_wanted.emit(one))
            layout.addWidget(button)
            self.kinds[kind.value] = button
        self.kind_button = _KindButton(theme=theme)
        self.kind_button.clicked.connect(self._open_kinds)
        layout.addWidget(self.kind_button)
        parent.installEventFilter(self)

    def show_state(self, *, tool: str, kind: str) -> None:
        """Show which tool is taken and what it draws."""
        for name, button in self.tools.items():
            button.setChecked(name == tool)
        for name, button in self.kinds.items():
            button.setChecked(name == kind and tool != "select")
        self.kind_button.show_kind(kind)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the keys out where there is little room; tooltips have them."""
        for button in (*self.tools.values(), *self.kinds.values()):
            button.set_narrow(narrow)
        self.adjustSize()

    def place(self) -> None:
        """Stand at the middle of the foot of the picture."""
        under = self._under
        wide = sum(_WIDE for _ in (*self.tools, *self.kinds)) + 260
        self.set_narrow(under.width() < wide)
        self.move((under.width() - self.width()) // 2, under.height() - self.height() - 4)

    def kind_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of all kinds with their keys."""
        menu = QMenu(parent)
        for kind, key in KIND_KEYS.items():
            words = kind_word(kind) if key in self.taken_keys else f"{kind_word(kind)}\t{key}"
            entry = menu.addAction(self._theme.icon(kind_icon(kind)), words)
            entry.triggered.connect(lambda _=False, one=kind: self.kind_wanted.emit(one))
        return menu

    def _open_kinds(self) -> None:
        menu = self.kind_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.kind_button.rect().topLeft() - QPoint(0, menu.sizeHint().height() + 4)
        menu.popup(self.kind_button.mapToGlobal(corner))


class _ToolButton(Clickable):
    """An icon and its key."""

    def __init__(self, icon: str, *, name: str, key: str, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._icon, self._key, self._narrow = icon, key, False
        self.setCheckable(True)
        self.describe(name, key=key)
        self.setFixedSize(self.sizeHint())

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(_NARROW if self._narrow else _WIDE, _HEIGHT)

    def nextCheckState(self) -> None:
        """Leave the look to `show_state`: the owner decides which tool is taken."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, on = self.theme.color, self.isChecked()
        radius = self.theme.tokens.radius["control"]
        if on:
            draw_box(painter, self.rect(), radius=radius, fill=color("accentSoft"))
        elif self.underMouse():
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        ink = color("accentText" if on else "text2")
        x = (self.width() - _ICON) // 2 if self._narrow else 10
        draw_icon(painter, self._icon, QRect(x, (self.height() - _ICON) // 2, _ICON, _ICON), ink)
        if not self._narrow:
            font = self.theme.font("small", weight=600 if on else 500)
            room = QRect(x + _ICON + 8, 0, self.width() - x - _ICON - 12, self.height())
            draw_text(painter, room, self._key, font=font, colour=ink)
        painter.end()


class _KindButton(Clickable):
    """The kind that is drawn next, with its mark and word."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._kind = RegionKind.PERSON.value
        self.show_kind(self._kind)

    def show_kind(self, kind: str) -> None:
        self._kind = kind
        self.describe(tr("What is drawn: {kind}", kind=kind_word(kind)), key=KIND_KEYS.get(kind, ""))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        words = self.theme.metrics("small", weight=500).horizontalAdvance(kind_word(self._kind))
        return QSize(round(words) + 10 + _ICON + 8 + 6 + 14 + 8, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.theme.color
        if self.underMouse():
            draw_box(painter, self.rect(), radius=self.theme.tokens.radius["control"], fill=hover_fill(self.theme))
        mark = QRect(10, (self.height() - _ICON) // 2, _ICON, _ICON)
        entity = ENTITY_OF_REGION.get(RegionKind(self._kind))
        if entity:
            draw_kind(painter, entity, mark, self.theme)
        else:
            draw_icon(painter, kind_icon(self._kind), mark, color("text2"))
        room = QRect(mark.right() + 8, 0, self.width() - mark.right() - 8 - 24, self.height())
        words = kind_word(self._kind)
        draw_text(painter, room, words, font=self.theme.font("small", weight=500), colour=color("text"))
        draw_icon(painter, "chevron-up", QRect(self.width() - 22, (self.height() - 14) // 2, 14, 14), color("text3"))
        painter.end()
