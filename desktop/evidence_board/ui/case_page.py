"""`CasePage`: an open case in the window: top bar, banners, workspace, status bar, and what lies over them."""

from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from evidence_board.case.lock import Owner
from evidence_board.events import CaseChanged
from evidence_board.filters import Filter
from evidence_board.settings import NO_NAME
from evidence_board.ui.banner import Banner, Tone
from evidence_board.ui.case_actions import CaseActions
from evidence_board.ui.case_commands import CaseDoors, add_case_commands
from evidence_board.ui.case_parts import CaseParts, PlaceDoor
from evidence_board.ui.commands import Commands
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_bin import BinSheet
from evidence_board.ui.dialogs_keys import KeysSheet
from evidence_board.ui.dialogs_settings import SettingsSheet
from evidence_board.ui.filter_bar.filter_bar import FilterBar
from evidence_board.ui.guide.guide_sheet import GuideSheet
from evidence_board.ui.i18n import clock, day_month_year, isolate, tr
from evidence_board.ui.inspector.inspector_pane import InspectorPane
from evidence_board.ui.layout_memory import LayoutMemory
from evidence_board.ui.navigator.navigator_pane import NavigatorPane
from evidence_board.ui.notices import Notices
from evidence_board.ui.shortcuts import Shortcuts
from evidence_board.ui.status_bar import StatusBar
from evidence_board.ui.top_bar import TopBar
from evidence_board.ui.widgets.sheet import Sheet
from evidence_board.ui.widgets.toast import Toast
from evidence_board.ui.window_doors import WindowDoors
from evidence_board.ui.workspace import Workspace
from evidence_board.ui.workspaces import Workspaces

__all__ = ["CasePage"]


class CasePage(QWidget):
    """Everything of one open case.

    Signals:
        title_changed: (title of the window).

    Attributes:
        context: session and services; closed by `leave`.
        commands: every command here.
        shortcuts: keys to commands; the window hands its unused key presses to it.
        workspace: the panes.
        workspaces: the Overview and those beside it.
        status_bar: the line at the foot.
        top_bar: the bar at the top.
        toast: what was just done, with a way back.
        features: what joined in with the page.
    """

    title_changed = Signal(str)

    def __init__(
        self, context: UiContext, *, parts: CaseParts, doors: WindowDoors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._doors = doors
        self._guide: GuideSheet | None = None
        self._keys: KeysSheet | None = None
        self._bin: BinSheet | None = None
        self._settings: SettingsSheet | None = None
        self._sheets: list[Sheet] = []
        self._case_entries: list[str] = []
        self._trouble: Banner | None = None
        self.commands = Commands(self)
        self.shortcuts = Shortcuts(self.commands)
        memory = LayoutMemory(context.session.case.path)
        self.actions_of_case = CaseActions(context, over=self, changed=self.commands.changed.emit)
        self.workspace = Workspace(context, parts=parts.workspace, memory=memory)
        self._add_commands()
        self.top_bar = TopBar(theme=context.theme, commands=self.commands, case_menu=self._case_menu)
        self.workspaces = Workspaces(self)
        self.status_bar = StatusBar(context)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        for part in (self.top_bar, self.workspace, self.status_bar):
            self._layout.addWidget(part, 1 if part is self.workspace else 0)
        # Sheets lie over the panes; top bar and status bar stay in sight.
        self.import_sheet = parts.import_sheet(context, self.workspace)
        self.preview = parts.preview(context, self)
        self.link_door = parts.link(context, self)
        self.toast = Toast(self, theme=context.theme)
        self._notices = Notices(context, self.toast)
        self._connect()
        self._show_state_of_case()
        self.features = [make(self) for make in parts.features]

    def begin(self) -> None:
        """Say the name of the case and give the gallery the focus; called when the page is in the window."""
        self._index_changed()
        self.workspace.restore_panes()
        self.workspace.focus_pane("gallery")
        if not self.context.session.case.read_only:
            self.import_sheet.offer_unfinished()

    def _add_commands(self) -> None:
        doors = CaseDoors(
            new_case=self._doors.new_case,
            open_case=self._doors.open_case,
            close_case=self._doors.close_case,
            leave=self._doors.leave,
            choose_import=self.choose_import,
            switch_theme=self._doors.switch_theme,
            show_guide=self.show_guide,
            show_keys=self.show_keys,
            show_bin=self.show_bin,
            show_settings=self.show_settings,
            filter_list=self._filter_list,
            add_filter=self._add_filter,
            clear_filters=self._clear_filters,
            step_back=self.step_back,
            rename_case=lambda: self.actions_of_case.rename_case(below=self.top_bar.case_button),
        )
        add_case_commands(self.commands, actions=self.actions_of_case, workspace=self.workspace, doors=doors)

    def _connect(self) -> None:
        requests, events, actions = self.context.requests, self.context.events, self.actions_of_case
        requests.preview.connect(self.preview.show_item)
        requests.link.connect(self.link_door.begin)
        requests.link_to.connect(self.link_door.link_to)
        requests.place.connect(self._ask_position)
        requests.create_entity.connect(actions.create_entity)
        requests.rename.connect(actions.rename)
        requests.tag.connect(actions.tag_items)
        requests.import_paths.connect(self._import_paths)
        requests.choose_import.connect(self.choose_import)
        events.index_changed.connect(self._index_changed)
        events.case_changed.connect(self._case_changed)
        events.selection_changed.connect(lambda event: self.commands.changed.emit())
        self._notices.trouble.connect(self._show_trouble)
        self._notices.undo_pressed.connect(actions.undo)
        self.status_bar.progress_pressed.connect(self.import_sheet.open_sheet)
        inspector = self.workspace.panes["inspector"]
        if isinstance(inspector, InspectorPane):
            inspector.hide_wanted.connect(self.workspace.toggle_inspector)
        navigator = self.workspace.panes["navigator"]
        if isinstance(navigator, NavigatorPane):
            navigator.full_wanted.connect(lambda: self.workspace.show_navigator(full=True))
        bar = self.workspace.panes["filter_bar"]
        if isinstance(bar, FilterBar):
            bar.inspector_wanted.connect(self.workspace.toggle_inspector)
            self.workspace.inspector_toggled.connect(lambda shown: bar.show_inspector_button(not shown))
            bar.map_view_wanted.connect(lambda: cast(PlaceDoor, self.workspace.panes["map"]).follow.click())

    @property
    def keys_sheet(self) -> KeysSheet | None:
        """The sheet of keys, once it was opened."""
        return self._keys

    @property
    def banners(self) -> list[Banner]:
        """The banners that stand now, from above."""
        items = (self._layout.itemAt(place) for place in range(self._layout.count()))
        found = [item.widget() for item in items if item is not None]
        return [one for one in found if isinstance(one, Banner) and not one.isHidden()]

    # -- banners ---------------------------------------------------------------------------------------

    def _show_state_of_case(self) -> None:
        case = self.context.session.case
        if case.owner is not None:
            self._show_owner(case.owner)
        for warning in case.warnings:
            self._add_banner(warning, "warn")

    def _show_owner(self, owner: Owner) -> None:
        """Say who has the case open for writing, as far as they gave a name, and where a name is given."""
        since, name = _clock_of(owner.since), isolate(owner.name)
        advice = tr("You can read everything, not change it: close it there and open it again to change something.")
        if owner.name not in ("", "somebody", NO_NAME):
            held = (
                tr("{name} has had this case open since {time}.", name=name, time=since)
                if since
                else tr("{name} has this case open.", name=name)
            )
            self._add_banner(f"{held} {advice}", "info", closable=False)
            return
        held = tr("Open in another window since {time}.", time=since) if since else tr("Open in another window.")
        where = tr("Who gives a name in Settings is named here.")
        banner = self._add_banner(f"{held} {advice} {where}", "info", closable=False, action=tr("Settings"))
        banner.pressed.connect(self.show_settings)

    def _add_banner(self, text: str, tone: Tone, *, closable: bool = True, action: str = "") -> Banner:
        banner = Banner(text, theme=self.context.theme, tone=tone, closable=closable, action=action)
        banner.closed.connect(banner.deleteLater)
        self._layout.insertWidget(self._layout.indexOf(self.workspace), banner)
        # A layout shows what is added to it a moment later; words about trouble do not wait.
        banner.show()
        return banner

    def _show_trouble(self, text: str, tone: str) -> None:
        self._forget_trouble()
        self._trouble = self._add_banner(text, cast(Tone, tone))
        self._trouble.closed.connect(self._trouble_closed)

    def show_fault(self, details: str) -> None:
        """Tell of a mistake of the program itself, with the details ready to copy."""
        self._forget_trouble()
        text = tr("The program made a mistake. All changes so far are saved. Please send the details to its makers.")
        self._trouble = self._add_banner(text, "bad", action=tr("Copy details"))
        self._trouble.closed.connect(self._trouble_closed)
        self._trouble.pressed.connect(lambda: QGuiApplication.clipboard().setText(details))

    def _trouble_closed(self) -> None:
        self._trouble = None

    def _forget_trouble(self) -> None:
        if self._trouble is not None:
            self._trouble.hide()
            self._trouble.deleteLater()
            self._trouble = None

    def _case_changed(self, event: CaseChanged) -> None:
        # Something was saved after the trouble: it is over.
        self._forget_trouble()

    # -- what the keys and buttons do ------------------------------------------------------------------

    def choose_import(self) -> None:
        """Open the import sheet."""
        if self.actions_of_case.can_write:
            self.import_sheet.open_sheet()

    def _import_paths(self, paths: list[Path]) -> None:
        if self.actions_of_case.can_write and paths:
            self.import_sheet.import_paths(paths)

    def show_keys(self) -> None:
        """Open the sheet of keys, or close it."""
        if self._keys is None:
            self._keys = KeysSheet(self.workspace, commands=self.commands, theme=self.context.theme)
        self._toggle(self._keys)

    def show_guide(self) -> None:
        """Open the guide, or close it."""
        if self._guide is None:
            self._guide = GuideSheet(self.workspace, theme=self.context.theme)
        self._toggle(self._guide)

    def show_bin(self) -> None:
        """Open the bin, or close it."""
        if self._bin is None:
            self._bin = BinSheet(self.workspace, context=self.context)
        self._toggle(self._bin)

    def show_settings(self) -> None:
        """Open the settings of the user, or close them."""
        if self._settings is None:
            self._settings = SettingsSheet(self.workspace, theme=self.context.theme, name_changed=self._take_name)
            self._settings.form_changed.connect(self.context.requests.coordinates_as)
        self._toggle(self._settings)

    def add_to_case_menu(self, *command_ids: str) -> None:
        """Put commands into the menu of the case, above the bin; for features."""
        self._case_entries += command_ids

    def open_case(self, path: Path) -> None:
        """Open another case in place of this one; for features that wrote one."""
        self._doors.open_path(path)

    def show_sheet(self, sheet: Sheet) -> None:
        """Open a sheet of a feature in place of any other, or close it; Esc closes it too."""
        if sheet not in self._sheets:
            self._sheets.append(sheet)
            sheet.destroyed.connect(lambda _=None, one=sheet: self._sheets.remove(one))
        self._toggle(sheet)

    def _toggle(self, sheet: Sheet) -> None:
        if sheet.is_open:
            sheet.close_sheet()
            return
        for other in self._open_sheets():
            other.close_sheet()
        sheet.open_sheet()

    def _open_sheets(self) -> list[Sheet]:
        own = (self._guide, self._keys, self._bin, self._settings, *self._sheets)
        return [one for one in own if one is not None and one.is_open]

    def _take_name(self, name: str) -> None:
        session = self.context.session
        if not session.case.read_only:
            session.on_writer(lambda: session.case.take_name(name))

    def step_back(self) -> None:
        """Take back one thing for Esc: what lies over the panes, the selection, the last filter."""
        over = self._open_sheets()
        if over:
            over[-1].close_sheet()
        elif self.import_sheet.is_open:
            self.import_sheet.close_sheet()
        else:
            bar = self.workspace.panes["filter_bar"]
            self.actions_of_case.step_back(bar.last_chip if isinstance(bar, FilterBar) else None)

    def _ask_position(self, item_ids: list[str]) -> None:
        pane = self.workspace.panes["map"]
        # A map that can be seen answers by itself.
        if not pane.isVisible():
            self.workspace.restore_maximised()
            cast(PlaceDoor, pane).ask_position(item_ids)

    def _filter_list(self) -> None:
        self.workspace.show_navigator(full=True)
        navigator = self.workspace.panes["navigator"]
        if isinstance(navigator, NavigatorPane):
            navigator.focus_field()

    def _add_filter(self) -> None:
        bar = self.workspace.panes["filter_bar"]
        if isinstance(bar, FilterBar):
            bar.open_popover()

    def _clear_filters(self) -> None:
        session = self.context.session
        session.set_filter(Filter(), origin="keys")

    def _case_menu(self) -> QMenu:
        ids = ("rename_case", "", "new_case", "open_case")
        menu = self.commands.menu(ids, theme=self.context.theme, parent=self)
        recent = self._doors.recent()[:6]
        if recent:
            below = menu.addMenu(self.context.theme.icon("history"), tr("Recent cases"))
            for path, title in recent:
                action = below.addAction(isolate(title).replace("&", "&&"))
                action.setToolTip(str(path))
                action.triggered.connect(lambda _=False, one=path: self._doors.open_path(one))
        menu.addSeparator()
        for command_id in (*self._case_entries, "bin", "settings", "guide", "about", "", "close_case", "quit"):
            if command_id and command_id not in self.commands:
                continue  # a page without the feature that adds it
            if not command_id:
                menu.addSeparator()
                continue
            command = self.commands[command_id]
            words = f"{command.title}\t{command.key_shown}" if command.key else command.title
            entry = menu.addAction(self.context.theme.icon(command.icon), words)
            entry.triggered.connect(lambda _=False, one=command_id: self.commands.run(one))
        return menu

    # -- the window ------------------------------------------------------------------------------------

    def _index_changed(self, event: object = None) -> None:
        title = self.context.session.index.title
        self.top_bar.set_case(title)
        self.title_changed.emit(f"{title} · {tr('Evidence Board')}" if title else tr("Evidence Board"))
        self.commands.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change to the compact arrangement where the window is small."""
        super().resizeEvent(event)
        theme = self.context.theme
        # Large text makes a window small.
        scale = max(1.0, theme.text_scale)
        wide, high = theme.tokens.compact_width * scale, theme.tokens.compact_height * scale
        self.workspace.set_compact(self.width() < wide or self.height() < high)
        self.workspaces.set_compact(self.workspace.is_compact)

    def leave(self) -> None:
        """Remember the layout and stop every service; the session is closed by its owner."""
        self.import_sheet.shut_down()
        self.workspaces.leave()
        self.workspace.leave()
        self.context.close()


def _clock_of(since: str) -> str:
    """Return the time of a moment, with its day when that is not today; nothing when it is no moment."""
    try:
        moment = datetime.fromisoformat(since).astimezone()
    except (ValueError, OverflowError):
        return ""
    if moment.date() == datetime.now(moment.tzinfo).date():
        return clock(moment)
    return tr("{day}, {time}", day=day_month_year(moment.date()), time=clock(moment))
