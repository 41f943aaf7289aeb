"""Menus that filter by what one sees: the same account, place, day, camera as a file, or one value."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.filters import (
    AnyOf,
    AtPlace,
    CameraIs,
    HasPosition,
    HasTag,
    InCollection,
    InTime,
    KindIs,
    LooksAlike,
    Not,
    Part,
    PostedBy,
    StatusIs,
    TimeSpan,
    Within,
)
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.model.moments import Moment
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_by import filter_by
from evidence_board.ui.filter_bar.filter_words import chip_of
from evidence_board.ui.filter_bar.span_words import span_from_text
from evidence_board.ui.i18n import tr

__all__ = ["add_filter_actions", "day_of", "group_condition", "like_conditions", "like_menu"]

#: Metres are what one sees on a map; from here a distance is edited on its chip.
_NEAR_KM = 1.0


def like_conditions(index: CaseIndex, item: ItemRow) -> Iterator[Part]:
    """Yield what is true of a file and may be asked of others."""
    if item.account_id:
        yield PostedBy((item.account_id,))
    if item.place_id:
        yield AtPlace(item.place_id)
    if item.latitude is not None:
        yield Within(_NEAR_KM, item.id)
    for moment, of in ((item.captured, "taken"), (item.posted, "posted")):
        day = day_of(moment)
        if day is not None:
            yield InTime(day, of)
    if item.camera:
        yield CameraIs((item.camera,))
    yield KindIs((item.kind,))
    yield StatusIs((item.status,))
    for tag in item.tag_ids:
        if tag in index.tags:
            yield HasTag(tag)
    for album in item.album_ids:
        if album in index.albums:
            yield InCollection(album)
    if index.observations.group_of(item.id) is not None:
        yield LooksAlike(item.id)


def day_of(moment: Moment | None) -> TimeSpan | None:
    """Return the day of a moment, or the month or year where no day is known."""
    if moment is None:
        return None
    return span_from_text(moment.local[:10], moment.local[:10])


def group_condition(index: CaseIndex, grouping: str, item_ids: Sequence[str]) -> Part | None:
    """Return the condition for the files of a group of the gallery: its account, place or day.

    Args:
        index: the read model.
        grouping: ``account``, ``place``, ``date`` or ``picture``, for which there is none.
        item_ids: the files of the group.
    """
    items = [index.items[one] for one in item_ids if one in index.items]
    if not items:
        return None
    if grouping == "account":
        accounts = tuple(dict.fromkeys(item.account_id for item in items if item.account_id))
        if accounts:
            return PostedBy(accounts)
        every = tuple(row.id for row in index.entities_of("account"))
        return Not(PostedBy(every)) if every else None
    if grouping == "picture":
        return None
    if grouping == "date":
        day = day_of(items[0].captured or items[0].posted)
        return InTime(day) if day is not None else None
    places = tuple(dict.fromkeys(AtPlace(item.place_id) for item in items if item.place_id))
    if places:
        return places[0] if len(places) == 1 else AnyOf(places)
    return Not(HasPosition()) if all(item.latitude is None for item in items) else None


def add_filter_actions(menu: QMenu, context: UiContext, part: Part | None, *, origin: str) -> None:
    """Add "only" and "not" for one condition to a menu; nothing without one.

    Args:
        menu: gets the two actions.
        context: session and services.
        part: the condition.
        origin: name of the pane that asks.
    """
    if part is None:
        return
    words = chip_of(part, context.session.index).text
    only = menu.addAction(context.theme.icon("funnel"), _line(tr("Filter by this: {what}", what=words)))
    only.setObjectName("filter_by")
    only.triggered.connect(lambda: filter_by(context, part, origin=origin))
    others = menu.addAction(context.theme.icon("contrast"), _line(tr("Not this: {what}", what=words)))
    others.setObjectName("filter_not")
    others.triggered.connect(lambda: filter_by(context, part, negate=True, origin=origin))


def like_menu(context: UiContext, item_id: str, *, origin: str, parent: QWidget) -> QMenu:
    """Return the menu "Filter by": what is true of a file, and in a second list its opposite.

    Args:
        context: session and services.
        item_id: the file.
        origin: name of the pane that asks.
        parent: owner of the menu.
    """
    index = context.session.index
    menu = QMenu(tr("Filter by"), parent)
    menu.setIcon(context.theme.icon("funnel"))
    parts = list(like_conditions(index, index.items[item_id])) if item_id in index.items else []
    others = QMenu(tr("Not"), menu)
    others.setIcon(context.theme.icon("contrast"))
    for target, negate in ((menu, False), (others, True)):
        for part in parts:
            chip = chip_of(part, index)
            action = target.addAction(context.theme.icon(chip.icon), _line(chip.text))
            action.triggered.connect(_asks(context, part, negate=negate, origin=origin))
    menu.addSeparator()
    menu.addMenu(others)
    return menu


def _asks(context: UiContext, part: Part, *, negate: bool, origin: str) -> Callable[[], None]:
    return lambda: filter_by(context, part, negate, origin=origin)


def _line(words: str) -> str:
    return words.replace("&", "&&")
