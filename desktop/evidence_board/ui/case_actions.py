"""`CaseActions`: what the keys and menus of an open case do to what is selected."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from evidence_board import selection
from evidence_board.case.replay import Step
from evidence_board.events import Notice
from evidence_board.filters import Part
from evidence_board.model.changes import ChangeSet
from evidence_board.model.levels import Level
from evidence_board.operations.case_title import rename_case
from evidence_board.operations.entities import bin_things, rename_entity
from evidence_board.operations.items import update_item
from evidence_board.operations.levels import set_levels
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_entity import EntityPopover
from evidence_board.ui.dialogs_name import NamePopover
from evidence_board.ui.dialogs_tag import TagPopover
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.replay_sight import ReplaySight
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.popover import Popover

__all__ = ["CaseActions"]

#: How far below the top of the window a popover opens that no control asked for.
_FROM_TOP = 0.18


class CaseActions(QObject):
    """Acts on the selection of a case; every change goes through a verb and can be undone.

    Attributes:
        undo_step: the step that undo would take back, as far as known; None for none.
        redo_step: the step that redo would do again.
    """

    def __init__(self, context: UiContext, *, over: QWidget, changed: Callable[[], None]) -> None:
        """Make the actions.

        Args:
            context: session and services.
            over: the page that popovers open over.
            changed: called when titles or availability of commands may have changed.
        """
        super().__init__(over)
        self._context = context
        self._over = over
        self._changed = changed
        self._sight = ReplaySight(context, self)
        self.undo_step: Step | None = None
        self.redo_step: Step | None = None
        context.events.case_changed.connect(self._read_steps)
        context.events.import_changed.connect(lambda event: self._changed())
        self._read_steps()

    # -- what there is ---------------------------------------------------------------------------------

    @property
    def can_write(self) -> bool:
        """Whether anything can be changed here."""
        return not self._context.session.case.read_only

    def selected_things(self, *kinds: str) -> list[tuple[str, str]]:
        """Return what is selected as pairs of kind and row id, perhaps only of some kinds."""
        session = self._context.session
        pairs = [(session.index.kind_of(one), one) for one in session.selection.ids]
        return [(kind, one) for kind, one in pairs if kind is not None and (not kinds or kind in kinds)]

    def selected_items(self) -> list[str]:
        """Return the ids of the selected files."""
        return [row_id for _, row_id in self.selected_things("item")]

    # -- history ---------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last step."""
        context, step = self._context, self.undo_step

        def done(changes: ChangeSet | None) -> None:
            # Both directions are open at once, also to a person who is quicker than the reading of the steps.
            self.redo_step = self.redo_step or (step if changes is not None else None)
            self._changed()
            self._sight.show(changes)

        context.jobs.follow(context.session.undo(), done=done, failed=context.show_error)

    def redo(self) -> None:
        """Do the step again that was undone last."""
        context, step = self._context, self.redo_step

        def done(changes: ChangeSet | None) -> None:
            self.undo_step = self.undo_step or (step if changes is not None else None)
            self._changed()
            self._sight.show(changes)

        context.jobs.follow(context.session.redo(), done=done, failed=context.show_error)

    def undo_words(self) -> str:
        """Return what undo would take back, for the tooltip."""
        return tr("Undo: {step}", step=_lower_first(self.undo_step.label)) if self.undo_step else tr("Undo")

    def redo_words(self) -> str:
        """Return what redo would do again, for the tooltip."""
        return tr("Redo: {step}", step=_lower_first(self.redo_step.label)) if self.redo_step else tr("Redo")

    def can_undo(self) -> bool:
        """Tell whether there is a step to take back; a running import is stopped, not undone."""
        step = self.undo_step
        return self.can_write and step is not None and step.id != self._context.session.active_import

    def can_redo(self) -> bool:
        """Tell whether there is a step to do again."""
        return self.can_write and self.redo_step is not None

    def _read_steps(self, event: object = None) -> None:
        session = self._context.session
        self._context.jobs.run(
            lambda: (session.undo_step(), session.redo_step()), done=self._show_steps, failed=self._context.show_error
        )

    def _show_steps(self, steps: tuple[Step | None, Step | None]) -> None:
        self.undo_step, self.redo_step = steps
        self._changed()

    # -- changes ---------------------------------------------------------------------------------------

    def set_level(self, level: Level) -> None:
        """Set the confidence of the selected links, or of the positions of the selected files."""
        links = [row_id for _, row_id in self.selected_things("link")]
        index = self._context.session.index
        found = (index.items[row_id].geotag_id for row_id in self.selected_items())
        geotags = [geotag for geotag in found if geotag is not None]
        asked = len(links) + len(geotags)
        links = [one for one in links if index.links[one].level != level.value]
        graded = {row.geotag_id: row.level for row in map(index.items.__getitem__, self.selected_items())}
        geotags = [one for one in geotags if graded[one] != level.value]
        if asked and not (links or geotags):
            words = tr("It is {level} already. Nothing changed.", level=level_name(level.value).lower())
            self._context.session.hub.emit(Notice(words))
        elif asked:
            words = count(len(links) + len(geotags), one="{n} thing", many="{n} things")
            said = Notice(tr("{things} set to {level}", things=words, level=level_name(level.value).lower()), undo=True)
            hub = self._context.session.hub
            self._context.perform_then(
                lambda changes: hub.emit(said), set_levels, level=level.value, links=links, geotags=geotags
            )

    def can_grade(self) -> bool:
        """Tell whether a link, or a file with a position, is selected."""
        if not self.can_write:
            return False
        index = self._context.session.index
        return bool(self.selected_things("link")) or any(
            index.items[row_id].geotag_id is not None for row_id in self.selected_items()
        )

    def delete(self) -> None:
        """Move what is selected to the bin."""
        things = self.selected_things()
        if things:
            self._context.perform(bin_things, things=things)

    def tag(self) -> None:
        """Ask for a tag and put it on what is selected."""
        things = [pair for pair in self.selected_things() if pair[0] != "link"]
        if things:
            self._open(TagPopover(self._over, context=self._context, things=things))

    def tag_items(self, item_ids: list[str]) -> None:
        """Ask for a tag and put it on these files."""
        if self.can_write and item_ids:
            things = [("item", one) for one in item_ids]
            self._open(TagPopover(self._over, context=self._context, things=things))

    def link(self) -> None:
        """Begin a link from what is selected."""
        things = [pair for pair in self.selected_things() if pair[0] != "link"]
        if things:
            self._context.requests.link.emit(things)

    def place(self) -> None:
        """Ask where the selected files were taken."""
        items = self.selected_items()
        if items:
            self._context.requests.place.emit(items)

    def preview(self) -> None:
        """Show the current file large."""
        session = self._context.session
        items = self.selected_items()
        current = session.selection.current
        if items:
            self._context.requests.preview.emit(current if current in items else items[-1])

    def rename_current(self) -> None:
        """Ask for another name of what is selected."""
        session = self._context.session
        current = session.selection.current
        kind = session.index.kind_of(current) if current else None
        if current and kind and kind != "link":
            self.rename(kind, current)

    def rename(self, kind: str, row_id: str) -> None:
        """Ask for another name of one thing: the title of a file, the name of an entity."""
        context, index = self._context, self._context.session.index
        if not self.can_write:
            return
        item, row = index.items.get(row_id), index.entities.get(row_id)
        if item is not None:
            words, text, hint = tr("Title of {ref}", ref=item.ref), item.title, item.file_name
        elif row is not None:
            words, text, hint = tr("Rename {name}", name=isolate(row.label)), row.label, ""
        else:
            return

        def done(name: str) -> None:
            if item is not None:
                context.perform(update_item, row_id=row_id, title=name)
            else:
                context.perform(rename_entity, kind=kind, row_id=row_id, name=name)

        self._open(NamePopover(self._over, title=words, theme=context.theme, done=done, text=text, hint=hint))

    def rename_case(self, *, below: QWidget | None = None) -> None:
        """Ask for another name of the case."""
        context = self._context
        popover = NamePopover(
            self._over,
            title=tr("Name of the case"),
            theme=context.theme,
            done=lambda text: context.perform(rename_case, title=text),
            text=context.session.index.title,
        )
        if below is not None:
            popover.open_below(below)
        else:
            self._open(popover)

    def create_entity(self, kind: str = "") -> None:
        """Ask for kind and name of something new."""
        if self.can_write:
            self._open(EntityPopover(self._over, context=self._context, kind=kind))

    # -- selection and filter --------------------------------------------------------------------------

    def select_all(self) -> None:
        """Select every file that is shown."""
        session = self._context.session
        session.select(selection.replace(session.visible), origin="keys")

    def step_back(self, last_chip: Part | None) -> bool:
        """Take back one thing for Esc: the selection, else the last filter; tells whether there was one.

        Args:
            last_chip: the part of the filter that came last.
        """
        session = self._context.session
        if len(session.selection):
            session.select(selection.Selection(), origin="keys")
            return True
        parts = session.filter.parts
        if parts:
            last = last_chip if last_chip is not None and last_chip in parts else parts[-1]
            session.set_filter(session.filter.minus(last), origin="keys")
            return True
        return False

    def _open(self, popover: Popover) -> None:
        popover.adjustSize()
        x = (self._over.width() - popover.width()) // 2
        popover.open_at(self._over.mapToGlobal(QPoint(x, round(self._over.height() * _FROM_TOP))))


def _lower_first(label: str) -> str:
    """Return a step as it reads inside a sentence; a ref or an abbreviation at its start stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
