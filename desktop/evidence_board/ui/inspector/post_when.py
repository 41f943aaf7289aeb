"""`PostWhenSection`: when a post was published: as written, in UTC, the zone and who says so."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.claims import Thing
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment, moment_from_text
from evidence_board.model.posts import PostRecord, PostTime
from evidence_board.operations.moment_texts import typed_moment
from evidence_board.operations.moments import clear_moment, set_moment
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.citing.evidence_reader import EvidenceReader
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.evidence_fold import EvidenceFold
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.post_words import post_time_words
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.when_form import typed_text
from evidence_board.ui.inspector.words import moment_words, zone_words
from evidence_board.ui.widgets.section import Section

__all__ = ["PostWhenSection"]

#: Earlier values beyond these are in the history of the post.
_OTHERS = 4


class PostWhenSection(Section):
    """Posted, as written, UTC, zone and basis; the other times that are kept. A form changes it in place.

    Attributes:
        evidence: what the time rests on.
        form: opens to change it.
        typed: the time as typed; empty leaves it unknown.
        reason: how anyone knows.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("When"), theme=theme, parent=parent)
        self._context, self._can_write = context, can_write
        self._record: PostRecord | None = None
        self._posted = FieldRow(tr("Posted"), ValueText(theme=theme, lines=2), theme=theme)
        self._raw = FieldRow(tr("As written"), ValueText(theme=theme, lines=2), theme=theme)
        self._utc = FieldRow(tr("UTC"), ValueText(theme=theme, lines=2), theme=theme)
        self._zone = FieldRow(tr("Zone"), ValueText(theme=theme, lines=3), theme=theme)
        self._basis = FieldRow(tr("Basis"), ValueText(theme=theme, lines=3), theme=theme)
        self.evidence = EvidenceFold(context, can_write=can_write)
        self._reader = EvidenceReader(context, self)
        self._reader.ready.connect(self._show_evidence)
        self._others = FieldRow(tr("Also kept"), ValueText(theme=theme, lines=_OTHERS), theme=theme)
        self._field_rows = (self._posted, self._raw, self._utc, self._zone, self._basis, self._others)
        self._shown = QWidget()
        lines = QVBoxLayout(self._shown)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for row in (*self._field_rows[:-1], self.evidence, self._others):
            lines.addWidget(row)
        self.form = EditForm(save=tr("Save"), theme=theme)
        self.typed = self.form.add_line(tr("Posted"), hint="2015-09-18 21:07 +03:00", digits=True)
        self.reason = self.form.add_line(tr("Basis"), hint=tr("How do you know?"))
        self.typed.textChanged.connect(self._read_again)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._close_form)
        self.form.hide()
        self.body.addWidget(self._shown)
        self.body.addWidget(self.form)
        if can_write:
            self.add_command("pencil", name=tr("Change when it was posted")).clicked.connect(self.edit)
            for row in self._field_rows[:5]:
                if isinstance(row.value, ValueText):
                    row.value.edit_wanted.connect(self.edit)

    def show_post(self, record: PostRecord) -> None:
        """Show the times of a post."""
        if self._record is None or record.id != self._record.id:
            self._close_form()
        self._record = record
        time = _published(record)
        if time is None:
            self._posted.set_text(tr("Not known"), colour="text3")
        else:
            self._posted.set_text(moment_words(time.moment, approximate=time.approximate))
        moment = time.moment if time is not None else None
        self._raw.set_text(moment.raw if moment is not None else "", colour="text2")
        self._utc.set_text(_utc_words(moment) if moment is not None else "", colour="text2")
        self._zone.set_text(zone_words(moment) if moment is not None else "", colour="text2")
        self._basis.set_text(post_time_words(time) if time is not None else "", colour="text2")
        self.evidence.set_claim(
            ("moment", time.id) if time is not None else None, by_person=time is not None and time.source == "analyst"
        )
        self._reader.want([("moment", time.id)] if time is not None else [])
        others = [one for one in record.times if one is not time]
        self._others.set_text("\n".join(_other_words(one) for one in others[:_OTHERS]), colour="text2")
        self._others.set_tip("\n".join(f"{_other_words(one)}: {post_time_words(one)}" for one in others))

    def reveal_evidence(self, claim: Thing) -> QWidget | None:
        """Open what the time rests on; returns where it stands, or None when it is another time."""
        if self.evidence.claim != claim:
            return None
        self.evidence.set_open(True)
        return self.evidence

    def _show_evidence(self, found: dict[Thing, Weighed]) -> None:
        if self.evidence.claim is not None:
            self.evidence.show_weighed(found.get(self.evidence.claim))

    def edit(self) -> None:
        """Open the form with what stands now."""
        if self._record is None or not self._can_write:
            return
        time = _published(self._record)
        self.typed.setText(typed_text(time.moment) if time is not None else "")
        self.reason.setText(time.reason if time is not None else "")
        self._shown.hide()
        self.form.show()
        self.typed.setFocus()
        self.typed.selectAll()

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self.findChildren(FieldRow):
            row.set_compact(compact)

    def _close_form(self) -> None:
        self.form.hide()
        self._shown.show()

    def _read_again(self, text: str) -> None:
        moment = _moment(text)
        if moment is not None:
            said = tr("Read as {time}", time=isolate(moment_words(moment, zone=True)))
            zone = zone_words(moment)
            self.form.say(f"{said}. " + tr("Zone: {zone}", zone=zone) if zone and not moment.zone else said)
        elif text.strip():
            self.form.say(_problem_words(text, short=True))
        else:
            self.form.say("")

    def _save(self) -> None:
        record = self._record
        if record is None:
            return
        typed, reason = self.typed.text().strip(), self.reason.text().strip()
        if typed and _moment(typed) is None:
            self.form.say(_problem_words(typed), wrong=True)
            return
        self._close_form()
        time, target = _published(record), ("post", record.id)
        if not typed:
            if time is not None:
                self._context.perform(clear_moment, targets=[target], role="published")
        elif time is None or (typed, reason) != (typed_text(time.moment), time.reason):
            self._context.perform(set_moment, targets=[target], role="published", text=typed, reason=reason)


def _published(record: PostRecord) -> PostTime | None:
    return next((one for one in record.times if one.role == "published" and one.preferred), None)


def _moment(text: str) -> Moment | None:
    try:
        return typed_moment(text)
    except KnownError:
        return None


def _problem_words(text: str, *, short: bool = False) -> str:
    try:
        typed_moment(text)
    except KnownError as error:
        return error.do if short and error.do else str(error)
    return ""


def _utc_words(moment: Moment) -> str:
    """Return the time in UTC; empty where no zone is known or the zone is UTC itself."""
    if moment.utc is None or moment.zone in ("Z", "+00:00", "UTC"):
        return ""
    utc = moment_from_text(moment.utc)
    return moment_words(Moment(utc.raw, utc.local, utc.utc, moment.precision))


def _other_words(time: PostTime) -> str:
    role = {
        "published": tr("posted"),
        "edited": tr("edited"),
        "first_seen": tr("first seen"),
        "collected": tr("collected"),
    }.get(time.role, time.role)
    return f"{role} {moment_words(time.moment, approximate=time.approximate, zone=True)}"
