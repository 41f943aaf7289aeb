"""`ItemWork`: what somebody changes about the position of one file, and its way into the case file.

It outlives its turn on the screen: what was changed just before another file was taken is saved all the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from evidence_board.events import Notice
from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.model.placement import ItemPlacement
from evidence_board.operations.levels import ReasonNeededError
from evidence_board.operations.placing import place_camera
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate.draft import Draft, draft_of_placement
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.widgets.confidence import level_name

__all__ = ["ItemWork"]


class ItemWork:
    """The draft of one file. Commits are queued at once and in order; the case makes each the better version.

    Attributes:
        item: the file as it was when it was taken.
        placement: what is saved about it, None until it was read.
        draft: the position as it stands now.
        wanted_level: a level that waits for its reason, or empty.
        frame_s: of a video: the moment that is shown.
        shown: whether it is on the screen.
    """

    def __init__(
        self, context: UiContext, item: ItemRow, *, told: Callable[[], None], reason_needed: Callable[[str], None]
    ) -> None:
        """Begin with nothing known.

        Args:
            context: session and services.
            item: the file.
            told: called when something was saved or refused.
            reason_needed: called with words when a level asks for its reason while this is shown.
        """
        self._context = context
        self._told, self._reason_needed = told, reason_needed
        self.item = item
        self.placement: ItemPlacement | None = None
        self.draft = Draft()
        self.wanted_level = ""
        self.frame_s: float | None = None
        self.shown = True
        #: What is in the case or on its way there.
        self._sent = Draft()
        self._level_in_case = self._sent.level
        self._early: dict[str, Any] = {}
        self._early_fill: dict[str, Any] = {}
        self._on_the_way = 0
        self._commit_wanted = False
        self._cites: list[Thing] = []

    @property
    def is_saved(self) -> bool:
        """Whether everything is in the case file."""
        return not self._on_the_way and self.draft == self._sent and not self._commit_wanted

    def take(self, found: ItemPlacement | None) -> None:
        """Learn what is saved; what somebody is in the middle of changing stays as it is."""
        first = self.placement is None
        self.placement = found
        if found is None or self._on_the_way:
            return
        before, self._sent = self._sent, draft_of_placement(found)
        self._level_in_case = self._sent.level
        if first:
            changed, self._early = self._early, {}
        else:
            changed = {name: value for name, value in self.draft.values().items() if value != getattr(before, name)}
        self.draft = replace(self._sent, **changed)
        if first:
            self.fill(**self._early_fill)
        if first and self._commit_wanted:
            self.commit()

    def edit(self, **values: Any) -> bool:
        """Take other values without saving them; returns whether anything is different now."""
        if self.placement is None:
            # Which values stand beside these is not known yet.
            self._early |= values
        if values.keys() & {"latitude", "longitude"} and "area" not in values and self.draft.area is not None:
            # The region was worked out for another position.
            values["area"] = None
        changed = replace(self.draft, **values)
        different = changed != self.draft
        self.draft = changed
        return different

    def fill(self, **values: Any) -> bool:
        """Take values, as `edit`, unless there are some under the first of these names already."""
        if self.placement is None:
            self._early_fill |= values
            return False
        name = next(iter(values), "")
        return bool(name) and getattr(self.draft, name) is None and self.edit(**values)

    def revert(self) -> None:
        """Show again what is saved."""
        self.draft = self._sent
        self._early, self._early_fill = {}, {}

    def commit(self, *, cites: Sequence[Thing] = ()) -> None:
        """Save what differs from the case file as one step."""
        context = self._context
        self._cites += [one for one in cites if one not in self._cites]
        if context.session.case.read_only:
            return
        if self.placement is None:
            self._commit_wanted = bool(self._early or self._cites)
            return
        self._commit_wanted = False
        if self.draft == self._sent and not self._cites:
            return
        if self.item.kind == "video" and self.frame_s is not None:
            self.draft = replace(self.draft, frame_s=self.frame_s)
        wanted, given, self._cites = self.draft, self._cites, []
        before, self._sent = self._sent, wanted
        self._on_the_way += 1

        def saved(changes: ChangeSet) -> None:
            self._on_the_way -= 1
            self._level_in_case = wanted.level
            self._told()

        def refused(error: BaseException) -> None:
            self._on_the_way -= 1
            if isinstance(error, ReasonNeededError) and wanted.level != self._level_in_case:
                self._level_refused(wanted, error, given)
            else:
                self._sent = before
                if self.draft == wanted:
                    self.draft = before
                context.show_error(error)
            self._told()

        future = context.session.run(place_camera, item_id=self.item.id, own=True, cites=given, **wanted.values())
        context.jobs.follow(future, done=saved, failed=refused)

    def _level_refused(self, wanted: Draft, error: ReasonNeededError, cites: Sequence[Thing]) -> None:
        """Save everything but the level, which waits for its reason."""
        level = self._level_in_case
        self._sent = replace(self._sent, level="")
        self.draft = replace(self.draft, level=level) if self.draft.level == wanted.level else self.draft
        if self.draft != Draft():
            self.commit(cites=cites)
        words = " ".join(error.objections)
        if self.shown:
            self.wanted_level = wanted.level
            self._reason_needed(words)
        else:
            said = tr("{level} needs a reason. {words}", level=level_name(wanted.level), words=words)
            self._context.session.hub.emit(Notice(f"{isolate(self.item.ref)}: {said}", "warn"))
