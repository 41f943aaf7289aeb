"""`WhenSection`: when a picture was taken and posted, in which zone, and how anyone knows."""

from functools import partial

from PySide6.QtWidgets import QWidget

from evidence_board.filters import InTime, Part
from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import ItemDetail, MomentDetail
from evidence_board.operations.clock_offsets import remove_clock_offset
from evidence_board.operations.levels import set_levels
from evidence_board.operations.moments import prefer_moment, remove_moments
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.like_menu import day_of
from evidence_board.ui.filter_bar.value_filter import offer_filter
from evidence_board.ui.geolocate.sun_found import FoundTimes
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.level_button import LevelButton
from evidence_board.ui.inspector.position_words import decided_words
from evidence_board.ui.inspector.time_card import time_card
from evidence_board.ui.inspector.time_rows import TimeRows
from evidence_board.ui.inspector.time_words import camera_time, clock_words, zone_label
from evidence_board.ui.inspector.value_card import ValueCard
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.values_section import ValuesSection
from evidence_board.ui.inspector.when_form import WhenForm
from evidence_board.ui.inspector.when_forms import WhenForms
from evidence_board.ui.inspector.words import moment_source_words, moment_words, zone_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["WhenSection"]


class WhenSection(ValuesSection):
    """The times that count, the others below; forms to change, add, correct the camera's clock and choose a zone.

    Attributes:
        forms: what opens in place.
        found: how the time was found out.
        level: confidence of when it was taken.
        add, correct, take_back, show_in, remove: the commands.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        others, theme = tr("Other times"), context.theme
        super().__init__(tr("When"), context, kind="moment", others=others, can_write=can_write, parent=parent)
        self._item: ItemRow | None = None
        self._detail: ItemDetail | None = None
        self._listed: object = None
        self._taken = TimeRows(tr("Taken"), zone=False, theme=theme)
        self._zone = FieldRow(tr("Zone"), ValueText(theme=theme, lines=3), theme=theme)
        self._wrote = FieldRow(tr("Camera wrote"), ValueText(theme=theme, lines=3), theme=theme)
        self._clock = FieldRow(tr("Camera clock"), ValueText(theme=theme, lines=3), theme=theme)
        self.level = LevelButton("unjudged", theme=theme)
        self.level.chosen.connect(self._set_level)
        self._confidence = FieldRow(tr("Confidence"), self.level, theme=theme)
        self._basis = FieldRow(tr("Basis"), ValueText(theme=theme, lines=3), theme=theme)
        self._chosen = FieldRow(tr("Chosen"), ValueText(theme=theme, lines=3), theme=theme)
        self._posted = TimeRows(tr("Posted"), zone=True, theme=theme)
        self._other = FieldRow(tr("Also written"), theme=theme)
        for row, of in ((self._taken.written, "taken"), (self._posted.written, "posted")):
            offer_filter(row, context, partial(self._day, of))
        known = (self._taken, self._zone, self._wrote, self._clock, self._confidence, self._basis, self._chosen)
        self.add_rows((*known, self.evidence, self._posted, self._other), commands=self._make_commands())
        self.forms = WhenForms(context)
        self.forms.opened.connect(self.shown.hide)
        self.forms.closed.connect(self.shown.show)
        self.forms.left.connect(self.add.setFocus)
        self.add_forms(self.forms)
        self.found = FoundTimes(context, can_write=can_write)
        self.add_forms(self.found)
        if can_write:
            self.add_command("pencil", name=tr("Change when it was taken")).clicked.connect(self.edit)
            for row in (self._taken.written, self._posted.written, self._zone, self._basis):
                if isinstance(row.value, ValueText):
                    row.value.edit_wanted.connect(self.edit)
        self.end_heading()

    def _day(self, of: str) -> Part | None:
        moment = None if self._item is None else self._item.captured if of == "taken" else self._item.posted
        span = day_of(moment)
        return InTime(span, of) if span is not None else None

    def show_item(self, item: ItemRow, detail: ItemDetail | None) -> None:
        """Show one file; ``detail`` follows when it has been read."""
        if self._item is None or item.id != self._item.id:
            self.forms.close_all()
        self._item, self._detail = item, detail
        self.forms.set_item(item, detail)
        display = detail.display_zone if detail is not None else None
        self._taken.show_moment(
            item.captured,
            approximate=item.captured_approximate,
            display_zone=display,
            missing=tr("Not known"),
        )
        self._posted.show_moment(item.posted, display_zone=display)
        self._zone.set_text(zone_words(item.captured) if item.captured is not None else "", colour="text2")
        taken = detail.moment("captured") if detail is not None else None
        # The reason of a corrected clock stands with the correction.
        corrected = taken is not None and taken.clock_offset_id is not None
        basis = moment_source_words(taken) if taken is not None and not corrected else ""
        self._basis.set_text(basis, colour="text2")
        self._chosen.set_text(_decided(taken), colour="text2")
        self._show_written(detail, taken)
        self._show_clock(detail)
        self.remove.setVisible(taken is not None)
        by_person = taken is not None and taken.source == "analyst"
        self._show_level(taken, by_person=by_person)
        self.evidence.set_claim(("moment", taken.id) if taken is not None else None, by_person=by_person)
        self._show_cards(detail)
        moments = detail.moments if detail is not None else ()
        of_posts = (one for post in detail.posts for one in post.moments) if detail is not None else ()
        self.reader.want(("moment", one.id) for one in (*moments, *of_posts))
        self.found.show_item(item.id)

    def edit(self) -> None:
        """Open the form with what stands now."""
        if self._can_write:
            self.forms.edit()

    @property
    def form(self) -> WhenForm:
        """The form of taken and posted."""
        return self.forms.form

    # -- what is shown ---------------------------------------------------------------------------------

    def _make_commands(self) -> tuple[QWidget, ...]:
        theme = self._context.theme
        self.add = Button(tr("Add a time"), theme=theme, kind="link", small=True)
        self.correct = Button(tr("Camera clock off by …"), theme=theme, kind="quiet", small=True)
        self.take_back = Button(tr("Take the correction back"), theme=theme, kind="quiet", small=True)
        self.show_in = Button(tr("Show in a zone"), theme=theme, kind="quiet", small=True)
        name = tr("Move the time it was taken to the bin")
        self.remove = IconButton("trash-2", name=name, theme=theme, icon_size=14)
        self.add.clicked.connect(lambda: self.forms.begin_add())
        self.correct.clicked.connect(lambda: self.forms.begin_clock())
        self.take_back.clicked.connect(self._take_back)
        self.show_in.clicked.connect(lambda: self.forms.begin_zone())
        self.remove.clicked.connect(self._remove_taken)
        return self.add, self.correct, self.take_back, self.show_in, self.remove

    def _show_written(self, detail: ItemDetail | None, taken: MomentDetail | None) -> None:
        """Say what the camera wrote where its clock was corrected or a person chose something else."""
        corrected = taken is not None and taken.clock_offset_id is not None
        written = camera_time(detail)
        wrote = ""
        if corrected and written is not None:
            wrote = tr("{time}, as the camera wrote it", time=moment_words(written.moment, zone=True))
        self._wrote.set_text(wrote, colour="text2")
        others = [one for one in detail.moments if one.role == "captured"] if detail is not None else []
        # What the camera wrote is worth a line when a person chose something else.
        kept = next((one for one in others if one is not taken and one.source.startswith(("exif ", "video "))), None)
        if corrected:
            kept = None
        self._other.set_text(moment_words(kept.moment) if kept is not None else "", colour="text2")
        if kept is not None:
            self._other.set_tip(f"{moment_source_words(kept)}: {kept.moment.raw}")

    def _show_level(self, taken: MomentDetail | None, *, by_person: bool) -> None:
        """Show how sure a person is of the time; what only the file says is not judged until somebody does."""
        is_judged = taken is not None and (by_person or taken.level != "unjudged")
        self._confidence.setVisible(is_judged)
        if taken is not None and is_judged:
            self.level.set_level(taken.level)
            self.level.set_claim(self._context, ("moment", taken.id))

    def _set_level(self, level: str) -> None:
        taken = self._detail.moment("captured") if self._detail is not None else None
        if taken is not None:
            self._context.perform(set_levels, level=level, moments=[taken.id])

    def _show_clock(self, detail: ItemDetail | None) -> None:
        clock = detail.clock if detail is not None else None
        words = ""
        if clock is not None and clock.offset_id is not None:
            off = clock_words(clock.seconds)
            files = count(clock.files, one="corrected on {n} file", many="corrected on {n} files")
            words = tr("{off}, {files}: {reason}", off=off, files=files, reason=isolate(clock.reason))
        self._clock.set_text(words, colour="text2")
        self.correct.setVisible(clock is not None)
        self.correct.setText(tr("Change the correction") if words else tr("Camera clock off by …"))
        self.take_back.setVisible(bool(words))
        zone = detail.display_zone if detail is not None else None
        self.show_in.setText(tr("Also shown in {zone}", zone=zone_label(zone)) if zone else tr("Show in a zone"))

    def _show_cards(self, detail: ItemDetail | None) -> None:
        found = (detail.moments, detail.posts, detail.display_zone) if detail is not None else None
        if found == self._listed:
            return
        self._listed = found
        moments = detail.moments if detail is not None else ()
        counted = [self._card(one) for one in moments if one.preferred and one.role != "captured"]
        others = [self._card(one) for one in moments if not one.preferred]
        for post in detail.posts if detail is not None else ():
            others += [self._card(one, of=post.ref) for one in post.moments if not one.preferred]
        self.show_cards(counted, others)

    def _card(self, moment: MomentDetail, *, of: str = "") -> ValueCard:
        zone = self._detail.display_zone if self._detail is not None else None
        theme = self._context.theme
        return self.take_up(
            time_card(moment, display_zone=zone, of=of, can_write=self._can_write, theme=theme),
            prefer=prefer_moment,
            remove=remove_moments,
            edit=lambda: self.forms.begin_edit(moment),
            by_person=moment.source == "analyst" and moment.preferred,
        )

    def _take_back(self) -> None:
        clock = self._detail.clock if self._detail is not None else None
        if clock is not None and clock.offset_id is not None:
            self._context.perform(remove_clock_offset, row_id=clock.offset_id)

    def _remove_taken(self) -> None:
        taken = self._detail.moment("captured") if self._detail is not None else None
        if taken is not None:
            self._context.perform(remove_moments, row_ids=[taken.id])


def _decided(taken: MomentDetail | None) -> str:
    if taken is None:
        return ""
    return decided_words(taken.chosen_by, taken.created_at, taken.created_by)
