"""`MergeFeature`: merging joins in with the page of a case: one command for one or two entities."""

from PySide6.QtCore import QObject, QPoint

from evidence_board.model.case_index import EntityRow
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.links import create_link
from evidence_board.operations.merging import merge_entities
from evidence_board.selection import replace
from evidence_board.ui.board.choice_list import ChoiceRow
from evidence_board.ui.case_page import CasePage
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.choice_popover import Choice, ChoicePopover
from evidence_board.ui.merging.merge_popover import MergePopover
from evidence_board.ui.widgets.popover import Popover

__all__ = ["MergeFeature"]

#: How far below the top of the page it asks, as everything does that no control asked for.
_FROM_TOP = 0.18


class MergeFeature(QObject):
    """Asks with what, then which of the two stays."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        page.context.requests.merge.connect(self._begin_with)
        page.commands.add(
            Command(
                id="merge",
                title=tr("Merge with another"),
                run=self.begin,
                icon="merge",
                enabled=lambda: bool(self._chosen()),
                words=lambda: tr("Merge these two") if len(self._chosen()) == 2 else tr("Merge with another"),
            )
        )

    def _begin_with(self, kind: str, row_id: str) -> None:
        row, chosen = self._page.context.session.index.entities.get(row_id), self._chosen()
        if len(chosen) == 2 and row in chosen:
            self._ask(*chosen)
        elif row is not None and not self._page.context.session.case.read_only:
            self._choose_other(row)

    def begin(self) -> None:
        """Ask for the other one, or at once which of the two selected ones stays."""
        rows = self._chosen()
        if len(rows) == 2:
            self._ask(rows[0], rows[1])
        elif rows:
            self._choose_other(rows[0])

    def _chosen(self) -> list[EntityRow]:
        """Return the one or two selected entities of one kind, else nothing."""
        session = self._page.context.session
        index = session.index
        rows = [index.entities[one] for one in session.selection.ids if one in index.entities]
        fits = 1 <= len(rows) == len(session.selection.ids) <= 2 and len({row.kind for row in rows}) == 1
        return rows if fits and not session.case.read_only else []

    def _choose_other(self, row: EntityRow) -> None:
        context = self._page.context
        index = context.session.index
        others = [one for one in index.entities_of(row.kind) if one.id != row.id]
        choices = [
            Choice(
                one.id,
                ChoiceRow(
                    one.label,
                    detail=" · ".join(part for part in (one.ref, *one.other_names[:2]) if part),
                    kind=one.kind,
                ),
                " ".join((one.ref, one.label, *one.other_names, one.detail)),
            )
            for one in others
        ]
        popover = ChoicePopover(
            self._page,
            choices,
            name=tr("Which one is the same as {name}?", name=isolate(row.label)),
            hint=tr("Name or ref, in any script"),
            context=context,
            nothing=tr("There is no other one of this kind"),
        )
        popover.chosen.connect(lambda other: self._ask(row, context.session.index.entities[other]))
        self._open(popover)
        popover.field.setFocus()

    def _ask(self, first: EntityRow, second: EntityRow) -> None:
        context = self._page.context
        popover = MergePopover(self._page, (first, second), index=context.session.index, theme=context.theme)
        popover.merged.connect(lambda kept, gone, reason: self._merge(first.kind, kept, gone, reason))
        popover.linked.connect(lambda one, other, reason: self._link(first.kind, one, other, reason))
        self._open(popover)
        popover.begin()

    def _open(self, popover: Popover) -> None:
        # Asked for by a key as often as by a menu: the pointer may rest anywhere.
        popover.adjustSize()
        page = self._page
        x = (page.width() - popover.width()) // 2
        popover.open_at(page.mapToGlobal(QPoint(x, round(page.height() * _FROM_TOP))))

    def _merge(self, kind: str, kept: str, gone: str, reason: str) -> None:
        self._page.context.perform_then(
            lambda changes: self._show(kept, changes),
            merge_entities,
            kind=kind,
            kept_id=kept,
            gone_id=gone,
            reason=reason,
        )

    def _link(self, kind: str, one: str, other: str, reason: str) -> None:
        self._page.context.perform(
            create_link, sources=[(kind, one)], target=(kind, other), relation="same as", note=reason
        )

    def _show(self, kept: str, changes: ChangeSet) -> None:
        self._page.context.session.select(replace([kept]), origin="merge")
