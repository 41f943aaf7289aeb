"""The context menu of an entity in the navigator."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.filters import OfUnit
from evidence_board.model.case_index import EntityRow
from evidence_board.operations.entities import bin_things
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_by import condition_for, filter_by
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.key_hint import key_words

__all__ = ["entity_menu"]


def entity_menu(row: EntityRow, context: UiContext, *, show_near: Callable[[str], None], parent: QWidget) -> QMenu:
    """Return the menu.

    Args:
        row: the entity.
        context: session and services.
        show_near: shows what lies within two links of an entity.
        parent: owner of the menu.
    """
    menu = QMenu(parent)
    icon, requests = context.theme.icon, context.requests
    part = condition_for(row.kind, row.id)
    only = menu.addAction(icon("funnel"), tr("Only this") if row.kind != "unit" else tr("Unit with all below"))
    only.triggered.connect(lambda: filter_by(context, part, origin="navigator"))
    if isinstance(part, OfUnit):
        alone = menu.addAction(icon("funnel"), tr("Only this unit"))
        alone.triggered.connect(lambda: filter_by(context, replace(part, below=False), origin="navigator"))
    others = menu.addAction(icon("contrast"), tr("Not this"))
    others.triggered.connect(lambda: filter_by(context, part, negate=True, origin="navigator"))
    near = menu.addAction(icon("waypoints"), tr("Show {name} + 2 steps", name=isolate(row.label)).replace("&", "&&"))
    near.triggered.connect(lambda: show_near(row.id))
    page = menu.addAction(icon("maximize-2"), tr("Open page") + "\t" + key_words("Ctrl+Enter"))
    page.triggered.connect(lambda: requests.open_page.emit(row.kind, row.id))
    if not context.session.case.read_only:
        menu.addSeparator()
        link = menu.addAction(icon("link"), tr("Link") + "\tL")
        link.triggered.connect(lambda: requests.link.emit([(row.kind, row.id)]))
        rename = menu.addAction(icon("pencil"), tr("Rename") + "\tF2")
        rename.triggered.connect(lambda: requests.rename.emit(row.kind, row.id))
        merge = menu.addAction(icon("merge"), tr("Merge with another ..."))
        merge.triggered.connect(lambda: requests.merge.emit(row.kind, row.id))
        away = menu.addAction(icon("trash-2"), tr("Move to the bin") + "\tDel")
        away.triggered.connect(lambda: context.perform(bin_things, things=[(row.kind, row.id)]))
    return menu
