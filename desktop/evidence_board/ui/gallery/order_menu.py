"""The menu in the header of the gallery: what it is sorted and grouped by."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from evidence_board.ui.i18n import tr

__all__ = ["COLLECTION", "fill_order_menu", "grouping_name", "sort_name"]

#: The order of the one collection that is shown; a sort only while one is.
COLLECTION = "collection"


def sort_name(sort: str) -> str:
    """Return the word for a way to sort, in the language of the interface."""
    return {
        "taken": tr("Taken"),
        "posted": tr("Posted"),
        "added": tr("Added"),
        "ref": tr("Number"),
        "name": tr("Name"),
        COLLECTION: tr("Collection order"),
    }[sort]


def grouping_name(grouping: str) -> str:
    """Return the words for a way to group, in the language of the interface."""
    return {
        "place": tr("Group by place"),
        "date": tr("Group by date"),
        "account": tr("Group by account"),
        "picture": tr("Group by picture"),
        "none": tr("No groups"),
    }[grouping]


def fill_order_menu(
    menu: QMenu,
    *,
    sort: str,
    grouping: str,
    descending: bool | None,
    sorts: Iterable[str],
    groupings: Iterable[str],
    choose: Callable[[str, str], None],
) -> None:
    """Fill the menu with the choices, the present ones checked.

    Args:
        menu: emptied first.
        sort: the present sort.
        grouping: the present grouping.
        descending: whether the order is turned round; None where it cannot be.
        sorts: all ways to sort.
        groupings: all ways to group.
        choose: called with ``sort``, ``grouping`` or ``order`` and the value chosen.
    """
    menu.clear()

    def section(what: str, present: str, choices: Iterable[tuple[str, str]]) -> None:
        together = QActionGroup(menu)
        for value, words in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == present)
            action.setObjectName(f"{what}:{value}")
            together.addAction(action)
            action.triggered.connect(lambda _=False, one=value: choose(what, one))

    section("sort", sort, [(value, tr("Sort: {name}", name=sort_name(value))) for value in sorts])
    menu.addSeparator()
    if descending is not None:
        order = "descending" if descending else "ascending"
        section("order", order, (("ascending", tr("First to last")), ("descending", tr("Last to first"))))
        menu.addSeparator()
    section("grouping", grouping, [(value, grouping_name(value)) for value in groupings])
