"""What can be done with a tag itself: another name, another place among the paths, merged, removed."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.filters import HasTag, TagUnder
from evidence_board.operations.tags import bin_tag, merge_tags, rename_tag
from evidence_board.text import fold_for_search
from evidence_board.ui.board.choice_list import ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.filter_bar.filter_by import filter_by
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.choice_popover import Choice, ChoicePopover
from evidence_board.ui.tags.tag_colours import add_colours

__all__ = ["tag_menu"]


def tag_menu(path: str, *, context: UiContext, parent: QWidget, at: QPoint) -> QMenu:
    """Return the menu of a path and everything below it.

    Args:
        path: of the tag; it need not be one itself if one lies below it.
        context: session and services.
        parent: owner of the menu and of what it opens.
        at: where on the screen a popover opens.
    """
    menu = QMenu(parent)
    icon, tags = context.theme.icon, context.session.index.tags
    row = next((one for one in tags.values() if one.path == path), None)
    part = HasTag(row.id) if row is not None else TagUnder(path)
    only = menu.addAction(icon("funnel"), tr("Only this"))
    only.triggered.connect(lambda: filter_by(context, part, origin="navigator"))
    others = menu.addAction(icon("contrast"), tr("Not this"))
    others.triggered.connect(lambda: filter_by(context, part, negate=True, origin="navigator"))
    if context.session.case.read_only:
        return menu
    below = sum(one.path.startswith(f"{path}/") for one in tags.values())
    menu.addSeparator()
    rename = menu.addAction(icon("pencil"), tr("Rename, with all below") if below else tr("Rename"))
    rename.setObjectName("rename")
    rename.triggered.connect(lambda: _ask_name(path, context, parent, at))
    if row is not None:
        add_colours(menu, path, context=context, parent=parent, at=at)
    merge = menu.addAction(icon("merge"), tr("Merge into another tag"))
    merge.setObjectName("merge")
    merge.triggered.connect(lambda: _ask_other(path, context, parent, at))
    away = menu.addAction(icon("trash-2"), tr("Remove, with all below") if below else tr("Remove the tag"))
    away.setObjectName("remove")
    away.triggered.connect(lambda: context.perform(bin_tag, path=path))
    return menu


def _ask_name(path: str, context: UiContext, parent: QWidget, at: QPoint) -> None:
    popover = NamePopover(
        parent,
        title=tr("Name of the tag {name}", name=isolate(path)),
        theme=context.theme,
        done=lambda text: context.perform(rename_tag, path=path, to=text),
        text=path,
        hint=tr("a/b lies below a"),
    )
    popover.open_at(at)


def _ask_other(path: str, context: UiContext, parent: QWidget, at: QPoint) -> None:
    others = sorted(
        (
            row
            for row in context.session.index.tags.values()
            if row.path != path and not row.path.startswith(f"{path}/")
        ),
        key=lambda row: (-row.count, row.path),
    )
    choices = [
        Choice(row.path, ChoiceRow(isolate(row.path), icon="tag"), fold_for_search(row.path.replace("/", " ")))
        for row in others
    ]
    popover = ChoicePopover(
        parent,
        choices,
        name=tr("Merge {name} into", name=isolate(path)),
        hint=tr("Tag that stays"),
        context=context,
        nothing=tr("There is no other tag"),
    )
    popover.chosen.connect(lambda into: context.perform(merge_tags, path=path, into=into))
    popover.open_at(at)
    popover.field.setFocus()
