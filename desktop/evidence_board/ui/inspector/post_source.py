"""`PostSourceSection`: where a post stands: platform, its id there, its address and an archived copy."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from evidence_board.model.errors import KnownError
from evidence_board.model.posts import PostRecord
from evidence_board.operations.posts import update_post
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.words import language_name
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.section import Section

__all__ = ["PostSourceSection"]


class PostSourceSection(Section):
    """Texts that are edited where they stand. Addresses are copied, never opened.

    Attributes:
        texts: field of the post -> its text.
        copies: ``url`` and ``archive_url`` -> the button that copies it.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Source"), theme=context.theme, parent=parent)
        self._context = context
        self._record: PostRecord | None = None
        self._field_rows: list[FieldRow] = []
        self.texts: dict[str, InlineText] = {}
        self.copies: dict[str, IconButton] = {}
        for field, label, hint in (
            ("platform", tr("Platform"), tr("VK, Telegram")),
            ("native_id", tr("Id there"), tr("As the platform writes it")),
            ("url", tr("Address"), tr("Address of the post")),
            ("archive_url", tr("Archived"), tr("Address of a kept copy")),
            ("language", tr("Language"), tr("Code, like ru or ar")),
        ):
            self._add(field, label, hint, can_write=can_write)
        self.texts["language"].set_frame(lambda code: language_name(code))

    def show_post(self, record: PostRecord) -> None:
        """Show where a post stands."""
        if self._record is not None and record.id != self._record.id:
            for text in self.texts.values():
                text.finish(save=True)
        self._record = record
        for field, text in self.texts.items():
            value = str(getattr(record, field))
            text.set_text(value)
            if field in self.copies:
                text.setToolTip(value)
                self.copies[field].setVisible(bool(value))

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self._field_rows:
            row.set_compact(compact)

    def _add(self, field: str, label: str, hint: str, *, can_write: bool) -> None:
        theme = self._context.theme
        text = InlineText(name=label, hint=hint, theme=theme)
        text.setEnabled(can_write)
        text.committed.connect(lambda words: self._save(field, words))
        row = FieldRow(label, text, theme=theme)
        if field in ("url", "archive_url"):
            copy = IconButton("copy", name=tr("Copy the address"), theme=theme, size=24, icon_size=14)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text.text()))
            row.add_tail(copy)
            self.copies[field] = copy
        self.texts[field] = text
        self._field_rows.append(row)
        self.body.addWidget(row)

    def _save(self, field: str, words: str) -> None:
        record = self._record
        if record is None:
            return

        def failed(error: BaseException) -> None:
            # What was typed is no such value: the field shows again what stands.
            if isinstance(error, KnownError):
                self.show_post(self._record or record)
            self._context.show_error(error)

        context = self._context
        saving = context.session.run(update_post, row_id=record.id, **{field: words})
        context.jobs.follow(saving, done=lambda changes: None, failed=failed)
