"""`WhenSection`: when a picture was taken and posted, in which zone, and how anyone knows."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.filters import InTime, Part
from evidence_board.model.case_index import ItemRow
from evidence_board.model.claims import Thing
from evidence_board.model.details import ItemDetail, MomentDetail
from evidence_board.operations.clock_offsets import remove_clock_offset
from evidence_board.operations.levels import set_levels
from evidence_board.operations.moments import prefer_moment, remove_moments
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.citing.evidence_reader import EvidenceReader
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.like_menu import day_of
from evidence_board.ui.filter_bar.value_filter import offer_filter
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.evidence_fold import EvidenceFold
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.position_words import decided_words
from evidence_board.ui.inspector.time_card import time_card
from evidence_board.ui.inspector.time_rows import TimeRows
from evidence_board.ui.inspector.time_words import camera_time, clock_words, zone_label
from evidence_board.ui.inspector.value_card import ValueCard
from evidence_board.ui.inspector.value_list import ValueList
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.when_form import WhenForm
from evidence_board.ui.inspector.when_forms import WhenForms
from evidence_board.ui.inspector.words import moment_source_words, moment_words, zone_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.fold_section import FoldSection
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["WhenSection"]


class WhenSection(FoldSection):
    """The times that count, the others below; forms to change, add, correct the camera's clock and choose a zone.

    Attributes:
        evidence: what the time it was taken rests on.
        counted: cards of times that count beside taken and posted.
        others: the times that do not count.
        forms: what opens in place.
        add, correct, take_back, show_in, remove: the commands.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("When"), theme=theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._item: ItemRow | None = None
        self._detail: ItemDetail | None = None
        self._listed: object = None
        self._taken = TimeRows(tr("Taken"), zone=False, theme=theme)
        self._zone = FieldRow(tr("Zone"), ValueText(theme=theme, lines=3), theme=theme)
        self._wrote = FieldRow(tr("Camera wrote"), ValueText(theme=theme, lines=3), theme=theme)
        self._clock = FieldRow(tr("Camera clock"), ValueText(theme=theme, lines=3), theme=theme)
        self._basis = FieldRow(tr("Basis"), ValueText(theme=theme, lines=3), theme=theme)
        self._chosen = FieldRow(tr("Chosen"), ValueText(theme=theme, lines=3), theme=theme)
        self._posted = TimeRows(tr("Posted"), zone=True, theme=theme)
        self._other = FieldRow(tr("Also written"), theme=theme)
        for row, of in ((self._taken.written, "taken"), (self._posted.written, "posted")):
            offer_filter(row, context, partial(self._day, of))
        self.evidence = EvidenceFold(context, can_write=can_write)
        self._reader = EvidenceReader(context, self)
        self._reader.ready.connect(self._show_evidence)
        self._counted = QWidget()
        self._counted_column = QVBoxLayout(self._counted)
        self._counted_column.setContentsMargins(0, 4, 0, 4)
        self._counted_column.setSpacing(6)
        self.counted: list[ValueCard] = []
        self.others = ValueList(tr("Other times"), theme=theme)
        self.others.folded.connect(self.folded)
        self._shown = QWidget()
        rows = QVBoxLayout(self._shown)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        parts = (
            self._taken,
            self._zone,
            self._wrote,
            self._clock,
            self._basis,
            self._chosen,
            self.evidence,
            self._posted,
            self._other,
        )
        for part in (*parts, self._counted, self.others):
            rows.addWidget(part)
        rows.addWidget(self._make_commands())
        self.forms = WhenForms(context)
        self.forms.opened.connect(self._shown.hide)
        self.forms.closed.connect(self._shown.show)
        self.forms.left.connect(self.add.setFocus)
        self.inside.addWidget(self._shown)
        self.inside.addWidget(self.forms)
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
        self.evidence.set_claim(("moment", taken.id) if taken is not None else None, by_person=by_person)
        self._show_cards(detail)
        moments = detail.moments if detail is not None else ()
        of_posts = (one for post in detail.posts for one in post.moments) if detail is not None else ()
        self._reader.want(("moment", one.id) for one in (*moments, *of_posts))

    def reveal_evidence(self, claim: Thing) -> QWidget | None:
        """Open what a time of this file rests on; returns where it stands, or None when it is not here."""
        for card in self.others.cards:
            if card.evidence is not None and card.evidence.claim == claim:
                self.others.fold.set_open(True)
        for fold in self._folds():
            if fold.claim == claim:
                self.set_open(True)
                fold.set_open(True)
                return fold
        return None

    def _folds(self) -> list[EvidenceFold]:
        cards = [card.evidence for card in (*self.counted, *self.others.cards)]
        return [self.evidence, *(fold for fold in cards if fold is not None)]

    def _show_evidence(self, found: dict[Thing, Weighed]) -> None:
        for fold in self._folds():
            if fold.claim is not None:
                fold.show_weighed(found.get(fold.claim))

    def edit(self) -> None:
        """Open the form with what stands now."""
        if self._can_write:
            self.forms.edit()

    @property
    def form(self) -> WhenForm:
        """The form of taken and posted."""
        return self.forms.form

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self.findChildren(FieldRow):
            row.set_compact(compact)

    # -- what is shown ---------------------------------------------------------------------------------

    def _make_commands(self) -> QWidget:
        theme, box = self._context.theme, QWidget()
        flow = FlowLayout(box, gap=2)
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
        for button in (self.add, self.correct, self.take_back, self.show_in, self.remove):
            flow.addWidget(button)
        box.setVisible(self._can_write)
        return box

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
        for card in self.counted:
            card.hide()
            card.deleteLater()
        moments = detail.moments if detail is not None else ()
        self.counted = [self._card(one) for one in moments if one.preferred and one.role != "captured"]
        for card in self.counted:
            self._counted_column.addWidget(card)
        self._counted.setVisible(bool(self.counted))
        cards = [self._card(one) for one in moments if not one.preferred]
        for post in detail.posts if detail is not None else ():
            cards += [self._card(one, of=post.ref) for one in post.moments if not one.preferred]
        self.others.show_cards(cards)

    def _card(self, moment: MomentDetail, *, of: str = "") -> ValueCard:
        context = self._context
        zone = self._detail.display_zone if self._detail is not None else None
        card = time_card(moment, display_zone=zone, of=of, can_write=self._can_write, theme=context.theme)
        card.preferred.connect(lambda: context.perform(prefer_moment, row_id=moment.id))
        card.removed.connect(lambda: context.perform(remove_moments, row_ids=[moment.id]))
        card.graded.connect(lambda level: context.perform(set_levels, level=level, moments=[moment.id]))
        card.bars.set_claim(context, ("moment", moment.id))
        fold = EvidenceFold(context, can_write=self._can_write)
        fold.set_claim(("moment", moment.id), by_person=moment.source == "analyst" and moment.preferred)
        card.hold_evidence(fold)
        card.edited.connect(lambda: self.forms.begin_edit(moment))
        return card

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
