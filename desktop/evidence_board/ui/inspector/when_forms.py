"""`WhenForms`: what opens in place of the times of a file: change, add, correct the camera's clock, choose a zone."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.details import ItemDetail, MomentDetail, PostDetail
from evidence_board.model.errors import KnownError
from evidence_board.operations.clock_offsets import set_clock_offset
from evidence_board.operations.display_zone import set_display_zone
from evidence_board.operations.moment_texts import typed_moment
from evidence_board.operations.moments import add_moment, clear_moment, set_moment, update_moment
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import said, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.time_clock_form import TimeClockForm, TypedClock
from evidence_board.ui.inspector.time_form import TimeForm
from evidence_board.ui.inspector.time_words import camera_time
from evidence_board.ui.inspector.time_zone_form import TimeZoneForm
from evidence_board.ui.inspector.when_form import WhenForm, typed_text

__all__ = ["WhenForms"]


class WhenForms(QWidget):
    """At most one form at a time; each saves in one step.

    Attributes:
        opened: a form opened.
        closed: no form is open any more.
        left: the user left a form.
        form: taken and posted.
        time_form: another time.
        clock_form: the clock of the camera.
        zone_form: the zone that the case shows.
    """

    opened = Signal()
    closed = Signal()
    left = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._item: ItemRow | None = None
        self._detail: ItemDetail | None = None
        self._editing: MomentDetail | None = None
        self.form = WhenForm(theme=theme)
        self.time_form = TimeForm(theme=theme)
        self.clock_form = TimeClockForm(theme=theme)
        self.zone_form = TimeZoneForm(theme=theme)
        self._forms: tuple[EditForm, ...] = (self.form, self.time_form, self.clock_form, self.zone_form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        saves = (self._save, self._save_time, self._save_clock, self._save_zone)
        for form, save in zip(self._forms, saves, strict=True):
            form.hide()
            form.saved.connect(save)
            form.left.connect(self._leave_form)
            layout.addWidget(form)

    def set_item(self, item: ItemRow, detail: ItemDetail | None) -> None:
        """Say which file the forms are about."""
        self._item, self._detail = item, detail

    def edit(self) -> None:
        """Ask when it was taken and posted, from what stands now."""
        if self._detail is None:
            return
        self.form.fill(self._detail.moment("captured"), self._post())
        self._open(self.form)
        self.form.taken.setFocus()
        self.form.taken.selectAll()

    def _open(self, form: EditForm) -> None:
        self._editing = None
        self.opened.emit()
        form.show()

    def close_all(self) -> None:
        """Leave everything as it was."""
        for form in self._forms:
            form.hide()
        self.closed.emit()

    def _leave_form(self) -> None:
        self.close_all()
        self.left.emit()

    def begin_add(self) -> None:
        """Ask for another time; it counts at once where there is none of its kind."""
        detail = self._detail
        if detail is not None:
            known = [one.role for one in detail.moments if one.preferred]
            self._open(self.time_form)
            self.time_form.begin_add(known=[*known, *(["published"] if _is_posted(detail) else [])])

    def begin_edit(self, moment: MomentDetail) -> None:
        """Ask what to change of a time."""
        self._open(self.time_form)
        self._editing = moment
        self.time_form.begin_edit(moment)

    def begin_clock(self) -> None:
        """Ask how far the clock of the camera was off."""
        detail = self._detail
        if detail is not None and detail.clock is not None:
            written = camera_time(detail)
            self._open(self.clock_form)
            moment = written.moment if written is not None else None
            self.clock_form.begin(detail.clock, moment, proposed=self._known_of_clock())

    def _known_of_clock(self) -> TypedClock | None:
        """Return how far the clock is off by what the program has noticed of this file, for a person to judge."""
        item = self._item
        if item is None:
            return None
        for conflict in self._context.session.index.observations.conflicts_of(item.id):
            for remedy in conflict.remedies if conflict.is_open else ():
                if remedy.verb == "correct_clock":
                    reason = tr("{what} ({ref})", what=said(conflict.title), ref=item.ref)
                    return TypedClock(remedy.value, remedy.zone, reason)
        return None

    def begin_zone(self) -> None:
        """Ask for the zone in which the case shows times."""
        if self._detail is not None:
            self._open(self.zone_form)
            self.zone_form.begin(self._detail.display_zone)

    def _save(self) -> None:
        item, detail = self._item, self._detail
        if item is None or detail is None:
            return
        typed, posted = self.form.taken.text().strip(), self.form.posted.text().strip()
        for text in (typed, posted):
            if text and (problem := _problem_of(text)) is not None:
                self.form.say(str(problem), wrong=True)
                return
        self.close_all()
        taken, target = detail.moment("captured"), ("item", item.id)
        about, reason = self.form.about.isChecked(), self.form.reason.text().strip()
        if not typed:
            if taken is not None:
                self._context.perform(clear_moment, targets=[target], role="captured")
        elif taken is None or (typed, about, reason) != (typed_text(taken.moment), taken.approximate, taken.reason):
            level = taken.level if taken is not None and taken.source == "analyst" else "unjudged"
            self._context.perform(
                set_moment,
                targets=[target],
                role="captured",
                text=typed,
                approximate=about,
                level=level,
                reason=reason,
            )
        self._save_posted(posted)

    def _save_posted(self, posted: str) -> None:
        post = self._post()
        if post is None:
            return
        known = typed_text(post.posted) if post.posted is not None else ""
        if posted and posted != known:
            self._context.perform(set_moment, targets=[("post", post.id)], role="published", text=posted)
        elif known and not posted:
            self._context.perform(clear_moment, targets=[("post", post.id)], role="published")

    def _save_time(self) -> None:
        item, moment, form = self._item, self._editing, self.time_form
        if item is None:
            return
        try:
            typed = form.read()
        except KnownError as error:
            form.say(str(error), wrong=True)
            return
        if form.task == "edit" and moment is not None:
            self._context.beside = self.parentWidget()
            values = {"level": typed.level, "reason": typed.reason, "approximate": typed.approximate}
            changed = {name: value for name, value in values.items() if value != getattr(moment, name)}
            self._send(update_moment, **changed, row_id=moment.id) if changed else self.close_all()
            return
        post = self._post() if typed.role == "published" else None
        self._send(
            add_moment,
            targets=[("post", post.id) if post is not None else ("item", item.id)],
            role=typed.role,
            text=typed.text,
            until=typed.until,
            precision=typed.precision,
            source=typed.source,
            approximate=typed.approximate,
            level=typed.level,
            reason=typed.reason,
            preferred=True if typed.counts else None,
        )

    def _save_clock(self) -> None:
        clock = self._detail.clock if self._detail is not None else None
        if clock is None:
            return
        try:
            typed = self.clock_form.read()
        except KnownError as error:
            self.clock_form.say(str(error), wrong=True)
            return
        if not typed.seconds and typed.zone is None:
            self.clock_form.say(tr("Say how far the clock was off."), wrong=True)
            return
        self._send(set_clock_offset, camera=clock.camera, seconds=typed.seconds, zone=typed.zone, reason=typed.reason)

    def _save_zone(self) -> None:
        try:
            zone = self.zone_form.read()
        except KnownError as error:
            self.zone_form.say(str(error), wrong=True)
            return
        self.close_all()
        if self._detail is not None and zone != self._detail.display_zone:
            self._context.perform(set_display_zone, zone)

    def _send(self, verb: Callable[..., ChangeSet], **values: object) -> None:
        self.close_all()
        self._context.perform(verb, **values)

    def _post(self) -> PostDetail | None:
        return self._detail.posts[0] if self._detail is not None and self._detail.posts else None


def _is_posted(detail: ItemDetail) -> bool:
    return any(post.posted is not None for post in detail.posts)


def _problem_of(text: str) -> KnownError | None:
    try:
        typed_moment(text)
    except KnownError as error:
        return error
    return None
