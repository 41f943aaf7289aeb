"""The commands of an open case: one list, from which menus, tooltips and the sheet of keys are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence_board.model.levels import Level
from evidence_board.ui.case_actions import CaseActions
from evidence_board.ui.commands import Command, Commands
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.workspace import Workspace

__all__ = ["CaseDoors", "add_case_commands"]

Do = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDoors:
    """What the window around a case does for it.

    Attributes:
        new_case: begin another case.
        open_case: open another case.
        close_case: back to the welcome screen.
        leave: close the window.
        choose_import: ask what to import.
        switch_theme: light to dark and back.
        show_guide: open the guide.
        show_keys: open the sheet of keys.
        show_bin: open the bin of the case.
        show_settings: open the settings of the user.
        filter_list: put the focus into the field of the navigator.
        add_filter: open the popover of filters.
        clear_filters: take every chip away.
        step_back: Esc.
        rename_case: ask for another name of the case.
    """

    new_case: Do
    open_case: Do
    close_case: Do
    leave: Do
    choose_import: Do
    switch_theme: Do
    show_guide: Do
    show_keys: Do
    show_bin: Do
    show_settings: Do
    filter_list: Do
    add_filter: Do
    clear_filters: Do
    step_back: Do
    rename_case: Do


def add_case_commands(commands: Commands, *, actions: CaseActions, workspace: Workspace, doors: CaseDoors) -> None:
    """Add every command of an open case."""

    def add(command_id: str, title: str, run: Do, key: str = "", **more: Any) -> None:
        commands.add(Command(id=command_id, title=title, run=run, key=key, **more))

    _add_things(add, actions)
    group = tr("Case")
    may: dict[str, Any] = {"enabled": lambda: actions.can_write}
    add(
        "undo",
        tr("Undo"),
        actions.undo,
        "Ctrl+Z",
        icon="undo-2",
        group=group,
        enabled=actions.can_undo,
        words=actions.undo_words,
    )
    add(
        "redo",
        tr("Redo"),
        actions.redo,
        "Ctrl+Shift+Z",
        icon="redo-2",
        group=group,
        enabled=actions.can_redo,
        words=actions.redo_words,
        more_keys=("Ctrl+Y",),
    )
    add("import", tr("Import"), doors.choose_import, "Ctrl+I", icon="import", group=group, **may)
    add("new_case", tr("New case"), doors.new_case, "Ctrl+N", icon="folder-plus", group=group)
    add("open_case", tr("Open case"), doors.open_case, "Ctrl+O", icon="folder-open", group=group)
    add("rename_case", tr("Rename case"), doors.rename_case, icon="pencil", **may)
    add("bin", tr("Bin"), doors.show_bin, icon="trash-2")
    add("settings", tr("Settings"), doors.show_settings, "Ctrl+,", icon="settings", group=group)
    add("close_case", tr("Close case"), doors.close_case, icon="log-out")
    add("quit", tr("Quit"), doors.leave, "Ctrl+Q", icon="x", group=group)
    add("theme", tr("Light or dark"), doors.switch_theme, icon="moon")
    group = tr("Window")
    add("next_pane", tr("Next pane"), lambda: workspace.cycle_focus(1), "F6", group=group)
    add("previous_pane", tr("Previous pane"), lambda: workspace.cycle_focus(-1), "Shift+F6", group=group)
    add("navigator", tr("Navigator, in full or as a rail"), workspace.toggle_navigator, "[", group=group)
    add("inspector", tr("Show or hide the inspector"), workspace.toggle_inspector, "]", group=group)
    add("maximise", tr("This pane large, and back"), workspace.toggle_maximised, "`", group=group)
    add("filter_list", tr("Filter the navigator"), doors.filter_list, "F", group=group)
    add("add_filter", tr("Add filter"), doors.add_filter, "Ctrl+F", icon="funnel", group=group)
    add("clear_filters", tr("Clear all filters"), doors.clear_filters)
    add("step_back", tr("Step back: selection, then the last filter"), doors.step_back, "Esc", group=group)
    add("keys", tr("Keys on this screen"), doors.show_keys, "?", icon="circle-help", group=group)
    add("guide", tr("Guide"), doors.show_guide, "F1", icon="file-text", group=group)


def _add_things(add: Callable[..., None], actions: CaseActions) -> None:
    group = tr("Selected")

    def any_thing() -> bool:
        return actions.can_write and bool(actions.selected_things())

    def any_end() -> bool:
        return actions.can_write and any(kind != "link" for kind, _ in actions.selected_things())

    def any_named() -> bool:
        return actions.can_write and any(kind not in ("link", "post") for kind, _ in actions.selected_things())

    def any_item() -> bool:
        return actions.can_write and bool(actions.selected_items())

    add(
        "preview",
        tr("Show large"),
        actions.preview,
        "Space",
        icon="eye",
        group=group,
        enabled=lambda: bool(actions.selected_items()),
    )
    add("place", tr("Place on the map"), actions.place, "G", icon="map-pin-plus", group=group, enabled=any_item)
    add("link", tr("Link"), actions.link, "L", icon="link", group=group, enabled=any_end)
    add("tag", tr("Tag"), actions.tag, "#", icon="tag", group=group, enabled=any_end)
    add("rename", tr("Rename"), actions.rename_current, "F2", icon="pencil", group=group, enabled=any_named)
    add("delete", tr("Move to the bin"), actions.delete, "Del", icon="trash-2", group=group, enabled=any_thing)
    add("select_all", tr("Select all that is shown"), actions.select_all, "Ctrl+A", group=group)
    add(
        "new_entity",
        tr("New entity"),
        lambda: actions.create_entity(),
        "E",
        icon="plus",
        group=group,
        enabled=lambda: actions.can_write,
    )
    group = tr("Confidence of a link or position")
    for level in Level:
        add(
            f"level_{level.value}",
            level_name(level.value),
            lambda one=level: actions.set_level(one),
            level.key,
            group=group,
            enabled=actions.can_grade,
        )
