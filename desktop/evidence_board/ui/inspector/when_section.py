"""`WhenSection`: when a picture was taken and posted, in which zone, and how anyone knows."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import ItemDetail, MomentDetail, PostDetail
from evidence_board.model.moments import moment_from_text
from evidence_board.operations.moments import clear_moment, set_moment
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.when_form import WhenForm, typed_text
from evidence_board.ui.inspector.words import moment_source_words, moment_words, zone_words
from evidence_board.ui.widgets.section import Section

__all__ = ["WhenSection"]


class WhenSection(Section):
    """Taken, posted, zone and basis of one file; a form to change them in place."""

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        theme = context.theme
        super().__init__(tr("When"), theme=theme, parent=parent)
        self._context = context
        self._can_write = can_write
        self._item: ItemRow | None = None
        self._detail: ItemDetail | None = None
        self._taken = FieldRow(tr("Taken"), ValueText(theme=theme, lines=2), theme=theme)
        self._posted = FieldRow(tr("Posted"), ValueText(theme=theme, lines=2), theme=theme)
        self._zone = FieldRow(tr("Zone"), ValueText(theme=theme, lines=3), theme=theme)
        self._basis = FieldRow(tr("Basis"), ValueText(theme=theme, lines=3), theme=theme)
        self._other = FieldRow(tr("Also written"), theme=theme)
        self._shown = QWidget()
        rows = QVBoxLayout(self._shown)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for row in (self._taken, self._posted, self._zone, self._basis, self._other):
            rows.addWidget(row)
        self.form = WhenForm(theme=theme)
        self.form.hide()
        self.form.saved.connect(self._save)
        self.form.left.connect(self._close_form)
        self.body.addWidget(self._shown)
        self.body.addWidget(self.form)
        if can_write:
            self.add_command("pencil", name=tr("Change when it was taken")).clicked.connect(self.edit)
            for row in (self._taken, self._posted, self._zone, self._basis):
                if isinstance(row.value, ValueText):
                    row.value.edit_wanted.connect(self.edit)

    def show_item(self, item: ItemRow, detail: ItemDetail | None) -> None:
        """Show one file; ``detail`` follows when it has been read."""
        if self._item is None or item.id != self._item.id:
            self._close_form()
        self._item, self._detail = item, detail
        if item.captured is not None:
            self._taken.set_text(moment_words(item.captured, approximate=item.captured_approximate))
            self._taken.set_tip(tr("As written: {text}", text=item.captured.raw))
        else:
            self._taken.set_text(tr("Not known"), colour="text3")
        self._posted.set_text(moment_words(item.posted, zone=True) if item.posted is not None else "")
        self._zone.set_text(zone_words(item.captured) if item.captured is not None else "", colour="text2")
        taken = detail.moment("captured") if detail is not None else None
        self._basis.set_text(moment_source_words(taken) if taken is not None else "", colour="text2")
        self._show_other(detail, taken)

    def edit(self) -> None:
        """Open the form with what stands now."""
        if self._detail is None or not self._can_write:
            return
        self.form.fill(self._detail.moment("captured"), self._post())
        self._shown.hide()
        self.form.show()
        self.form.taken.setFocus()
        self.form.taken.selectAll()

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self.findChildren(FieldRow):
            row.set_compact(compact)

    def _show_other(self, detail: ItemDetail | None, taken: MomentDetail | None) -> None:
        others = (
            [] if detail is None else [one for one in detail.moments if one.role == "captured" and one is not taken]
        )
        # What the camera wrote is worth a line when a person chose something else.
        kept = next((one for one in others if one.source != "analyst"), None)
        self._other.set_text(moment_words(kept.moment) if kept is not None else "", colour="text2")
        if kept is not None:
            self._other.set_tip(f"{moment_source_words(kept)}: {kept.moment.raw}")

    def _post(self) -> PostDetail | None:
        return self._detail.posts[0] if self._detail is not None and self._detail.posts else None

    def _close_form(self) -> None:
        self.form.hide()
        self._shown.show()

    def _save(self) -> None:
        item, detail = self._item, self._detail
        if item is None or detail is None:
            return
        typed, posted = self.form.taken.text().strip(), self.form.posted.text().strip()
        for text in (typed, posted):
            if text and not _is_time(text):
                self.form.say(
                    tr("“{text}” is not a date or time. Write it as 2015-09-12 16:40 +03:00.", text=text), wrong=True
                )
                return
        self._close_form()
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


def _is_time(text: str) -> bool:
    try:
        moment_from_text(text)
    except ValueError:
        return False
    return True
