"""`TopBar`: the case and its menu, the workspaces, undo and redo, theme, help, and Import."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.app_mark import AppMark
from evidence_board.ui.commands import Command, Commands
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.key_hint import draw_key, key_size
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual

__all__ = ["TopBar"]

_PADDING, _GAP, _START = 12, 8, 220


class TopBar(QWidget):
    """The bar of 48 px above a case.

    Attributes:
        case_button: the name of the case; opens its menu.
        search_door: what looks like a field and opens the palette, once it was added.
        tabs: of the workspaces, by the id of the command that shows each.
    """

    search_door: QAbstractButton | None = None

    def __init__(
        self,
        *,
        theme: Theme,
        commands: Commands,
        case_menu: Callable[[], QMenu],
        parent: QWidget | None = None,
    ) -> None:
        """Make the bar.

        Args:
            theme: the look.
            commands: of the case; ``undo``, ``redo``, ``theme``, ``keys`` and ``import`` stand in the bar.
            case_menu: makes the menu of the case name, anew each time it opens.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._commands = commands
        self._case_menu = case_menu
        self.tabs: dict[str, QAbstractButton] = {}
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.case_button = _CaseName(theme=theme, parent=self)
        self.case_button.clicked.connect(self._open_menu)
        self._buttons = {
            name: IconButton(
                commands[name].icon,
                name=tr("Help") if name == "keys" else commands[name].title,
                key="" if name == "keys" else commands[name].key,
                theme=theme,
                icon_size=14,
                parent=self,
            )
            for name in ("undo", "redo", "theme", "keys")
        }
        for name, button in self._buttons.items():
            if name == "keys":
                button.clicked.connect(self._open_help)
                continue
            button.clicked.connect(lambda _=False, one=name: commands.run(one))
        self._import = Button(commands["import"].title, theme=theme, kind="primary", icon="plus", parent=self)
        self._import.setToolTip(f"{tr('Import files or a folder')}   {commands['import'].key_shown}")
        self._import.clicked.connect(lambda: commands.run("import"))
        self._build()
        commands.changed.connect(self.renew)
        theme.changed.connect(self._theme_changed)
        self._theme_changed()

    def _build(self) -> None:
        lead = QWidget()
        lead.setMinimumWidth(_START - _PADDING - _GAP)
        name = QHBoxLayout(lead)
        name.setContentsMargins(0, 0, 0, 0)
        name.setSpacing(4)
        name.addWidget(AppMark(theme=self._theme))
        name.addWidget(self.case_button)
        name.addStretch(1)
        # A widget, since a layout of fixed controls would leave its own height to the hairline.
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(_PADDING, 0, _PADDING, 0)
        row.setSpacing(_GAP)
        row.addWidget(lead)
        self._tabs_place = QHBoxLayout()
        self._tabs_place.setSpacing(4)
        row.addLayout(self._tabs_place)
        row.addStretch(1)
        self._search_place = QHBoxLayout()
        row.addLayout(self._search_place)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in self._buttons.values():
            buttons.addWidget(button)
        row.addLayout(buttons)
        row.addSpacing(2)
        row.addWidget(self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(content, 1)
        layout.addWidget(Hairline(theme=self._theme))

    def add_search(self, command: Command) -> None:
        """Put the field that opens the palette into the bar."""
        field = _SearchDoor(command, theme=self._theme, parent=self)
        field.clicked.connect(lambda: self._commands.run(command.id))
        self._search_place.addWidget(field)
        self._search_place.addSpacing(6)
        self.search_door = field

    def add_workspace(self, command: Command) -> QAbstractButton:
        """Put the tab of a workspace behind those before; the first one is the one that is shown."""
        tab = _WorkspaceTab(command.icon, command.title, theme=self._theme, parent=self)
        tab.setToolTip(f"{command.title}   {command.key_shown}" if command.key else "")
        tab.setChecked(not self.tabs)
        tab.clicked.connect(lambda: self._commands.run(command.id))
        self.tabs[command.id] = tab
        self._tabs_place.addWidget(tab)
        return tab

    def show_workspace(self, command_id: str) -> None:
        """Mark the tab of the workspace that is shown."""
        self.tabs[command_id].setChecked(True)

    def set_case(self, title: str) -> None:
        """Show the name of the case."""
        self.case_button.set_name(title)

    def renew(self) -> None:
        """Ask the commands for titles and availability again."""
        for name, button in self._buttons.items():
            command = self._commands[name]
            button.set_name(tr("Help") if name == "keys" else command.title_now)
            button.setEnabled(command.enabled())
        self._import.setEnabled(self._commands["import"].enabled())

    def button(self, name: str) -> IconButton:
        """Return the button of ``undo``, ``redo``, ``theme``, or of the help menu (``keys``)."""
        return self._buttons[name]

    @property
    def import_button(self) -> Button:
        """The one primary button."""
        return self._import

    def _open_menu(self) -> None:
        menu = self._case_menu()
        corner = self.case_button.rect().bottomLeft()
        if self.isRightToLeft():
            corner.setX(self.case_button.width() - menu.sizeHint().width())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.case_button.mapToGlobal(corner))

    def _open_help(self) -> None:
        ids = [one for one in ("guide", "keys", "about") if one in self._commands]
        menu = self._commands.menu(ids, theme=self._theme, parent=self)
        menu.setObjectName("help_menu")
        button = self._buttons["keys"]
        corner = button.rect().bottomRight()
        corner.setX(0 if self.isRightToLeft() else button.width() - menu.sizeHint().width())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(corner))

    def _theme_changed(self) -> None:
        self._buttons["theme"].set_icon("sun" if self._theme.is_dark else "moon")
        self.setFixedHeight(self._theme.pixels(self._theme.tokens.size["topBar"]))
        self.renew()


class _CaseName(Clickable):
    """The name of the case with a small arrow."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        self._words = name
        self.setAccessibleName(tr("Case {name}: open its menu", name=name))
        self.setToolTip(name if self.sizeHint().width() >= 380 else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = round(self.theme.metrics("section").horizontalAdvance(self._words)) + 1
        return QSize(min(6 + words + 6 + 16 + 6, 380), self.theme.pixels(32))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            radius = self.theme.tokens.radius["control"]
            draw_box(painter, self.rect(), radius=radius, fill=hover_fill(self.theme))
        room = QRect(6, 0, self.width() - 6 - 6 - 16 - 6, self.height())
        font, ink = self.theme.font("section"), self.theme.color("text")
        draw_text(painter, visual(self, room), self._words, font=font, colour=ink, align=leading(self))
        arrow = QRect(room.right() + 7, (self.height() - 16) // 2, 16, 16)
        draw_icon(painter, "chevron-down", visual(self, arrow), self.theme.color("text2"))
        painter.end()


class _WorkspaceTab(Clickable):
    """A workspace, in the accent colour while it is shown."""

    def __init__(self, icon: str, name: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._icon, self._words = icon, name
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(tr("Workspace {name}", name=name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = round(self.theme.metrics("body", weight=500).horizontalAdvance(self._words)) + 1
        return QSize(10 + 16 + 6 + words + 16, self.theme.pixels(32))

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
        draw_icon(painter, self._icon, visual(self, QRect(10, (self.height() - 16) // 2, 16, 16)), color(role))
        room = visual(self, QRect(10 + 16 + 6, 0, self.width() - 32, self.height()))
        font = self.theme.font("body", weight=500)
        draw_text(painter, room, self._words, font=font, colour=color(role), align=leading(self))
        painter.end()


class _SearchDoor(Clickable):
    """Looks like a search field, and opens the palette in which one types."""

    def __init__(self, command: Command, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self._command = command
        self.setAccessibleName(command.title)
        self.setToolTip(f"{command.title}   {command.key_shown}")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)

    def sizeHint(self) -> QSize:
        return QSize(275, self.theme.pixels(self.theme.tokens.size["control"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color, radius = self.theme.color, self.theme.tokens.radius["control"]
        edge = color("control" if self.underMouse() else "line2")
        draw_box(painter, self.rect(), radius=radius, fill=color("pane"), border=edge)
        draw_icon(painter, "search", visual(self, QRect(10, (self.height() - 16) // 2, 16, 16)), color("text2"))
        cap = key_size(self._command.key_shown, self.theme)
        end = self.width() - 8 - cap.width()
        place = QRect(end, (self.height() - cap.height()) // 2, cap.width(), cap.height())
        draw_key(painter, visual(self, place), self._command.key_shown, self.theme)
        room = visual(self, QRect(33, 0, end - 33 - 6, self.height()))
        font = self.theme.font("body")
        draw_text(painter, room, self._command.title, font=font, colour=color("text3"), align=leading(self))
        painter.end()
