"""`NamedGroup`: what the lists of collections and of saved views have in common: heading, rows, new names, the bin."""

from abc import abstractmethod
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.i18n import tr
from evidence_board.ui.navigator.group_heading import GroupHeading
from evidence_board.ui.navigator.list_row import ListRow
from evidence_board.ui.navigator.row_list import RowList

__all__ = ["Named", "NamedGroup"]


class Named(Protocol):
    """A row of the read model that has a name of its own."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def name(self) -> str:
        """Its name."""
        ...


class NamedGroup(QWidget):
    """Heading with a plus, and a row for each thing that a person named.

    Attributes:
        heading: its plus makes another one.
        list: the rows.
    """

    #: Icon of a row, and whether files can be dropped on it.
    icon = "folder"
    takes_files = False

    def __init__(self, context: UiContext, *, title: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.heading = GroupHeading(title, theme=context.theme, add=add)
        self.list = RowList(self._make_row, theme=context.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.list)

    # -- what each group says of itself ----------------------------------------------------------------

    @abstractmethod
    def _named(self, row_id: str) -> Named | None:
        """Return the row of the read model, None when it is gone."""

    @abstractmethod
    def _choose(self, row_id: str) -> None:
        """Do what a click does."""

    @abstractmethod
    def _rename_as(self, row_id: str, name: str) -> None:
        """Give it another name."""

    @abstractmethod
    def _bin(self, row_id: str) -> None:
        """Move it to the bin."""

    @abstractmethod
    def _fill_menu(self, menu: QMenu, row_id: str) -> None:
        """Add what can be done with it apart from another name and the bin."""

    # -- what all do -----------------------------------------------------------------------------------

    @property
    def can_write(self) -> bool:
        """Whether anything can be changed."""
        return not self._context.session.case.read_only

    @property
    def is_in_sight(self) -> bool:
        """Whether a person sees a change of the list."""
        return self.isVisible() and not self.list.visibleRegion().isEmpty()

    def _show_heading(self) -> None:
        self.heading.set_add_enabled(self.can_write)
        self.heading.add_button.setVisible(self.can_write)

    def _make_row(self, row_id: str, name: str) -> ListRow:
        theme = self._context.theme
        row = ListRow(row_id, name, theme=theme, icon=self.icon, takes_files=self.takes_files and self.can_write)
        row.clicked.connect(lambda: self._choose(row_id))
        row.menu_wanted.connect(lambda spot: self._open_menu(row_id, spot))
        if self.can_write:
            row.rename_wanted.connect(lambda: self._ask_name(row_id))
            row.removed.connect(lambda: self._bin(row_id))
        return row

    def _anchor(self, row_id: str) -> ListRow | None:
        return next((one for one in self.list.rows if one.row_id == row_id), None)

    def _ask_name(self, row_id: str) -> None:
        row, anchor = self._named(row_id), self._anchor(row_id)
        if row is None or anchor is None:
            return
        NamePopover(
            self,
            title=self._rename_title(),
            theme=self._context.theme,
            text=row.name,
            done=lambda name: self._rename_as(row_id, name),
        ).open_below(anchor)

    @abstractmethod
    def _rename_title(self) -> str:
        """Return what is asked when one is renamed."""

    def _open_menu(self, row_id: str, spot: QPoint) -> None:
        if self._named(row_id) is None:
            return
        icon = self._context.theme.icon
        menu = QMenu(self)
        self._fill_menu(menu, row_id)
        if self.can_write:
            menu.addAction(icon("pencil"), tr("Rename") + "\tF2").triggered.connect(lambda: self._ask_name(row_id))
            menu.addAction(icon("trash-2"), tr("Move to the bin") + "\tDel").triggered.connect(
                lambda: self._bin(row_id)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)
