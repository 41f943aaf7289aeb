"""`ItemHead`: picture, title, caption in its own script, and the translation under it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import ItemDetail
from evidence_board.operations.items import update_item
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.picture_panel import PicturePanel
from evidence_board.ui.inspector.words import language_name

__all__ = ["ItemHead"]


class ItemHead(QWidget):
    """What a file shows and says; title, caption and translation are edited in place.

    Attributes:
        picture: pressed, it asks for the preview.
        title: what a person calls it.
        caption: what its author wrote.
        translation: what that means.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._item: ItemRow | None = None
        self.picture = PicturePanel(theme=theme, thumbnails=context.thumbnails)
        self.picture.clicked.connect(self._preview)
        self.title = InlineText(name=tr("Title"), hint=tr("Add a title"), theme=theme, role="section")
        self.caption = InlineText(
            name=tr("Caption"),
            hint=tr("Add the caption as it was written"),
            theme=theme,
            role="body",
            colour="text2",
            many_lines=True,
        )
        self.translation = InlineText(
            name=tr("Translation"),
            hint=tr("Add a translation"),
            theme=theme,
            role="caption",
            colour="text3",
            many_lines=True,
        )
        for text, column in (
            (self.title, "title"),
            (self.caption, "caption"),
            (self.translation, "caption_translation"),
        ):
            text.setEnabled(can_write)
            text.committed.connect(lambda words, one=column: self._save(one, words))
        self.title.set_frame(isolate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 9)
        layout.setSpacing(0)
        layout.addWidget(self.picture)
        layout.addSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.caption)
        layout.addWidget(self.translation)

    def show_item(self, item: ItemRow, detail: ItemDetail | None, *, place: tuple[int, int] | None) -> None:
        """Show one file; ``detail`` follows when it has been read.

        Args:
            item: the file.
            detail: the rest of it.
            place: (number, of how many) among the files that pass the filter.
        """
        if self._item is not None and item.id != self._item.id:
            for text in (self.title, self.caption, self.translation):
                text.finish(save=True)
        self._item = item
        self.picture.set_item(item, place)
        self.title.set_hint(isolate(item.file_name) or tr("Add a title"))
        self.title.set_text(item.title)
        self.caption.set_text(item.caption)
        translated = detail.caption_translation if detail is not None else ""
        prefix = tr("your translation")
        if detail is not None and detail.caption_language:
            prefix = tr("{language} · your translation", language=language_name(detail.caption_language))
        self.translation.set_frame(lambda text: f"{prefix}: “{isolate(text)}”")
        self.translation.set_text(translated)
        self.translation.setVisible(bool(item.caption or translated))

    def set_compact(self, compact: bool) -> None:
        """Show a lower picture in a small window."""
        self.picture.set_compact(compact)

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        for text in (self.title, self.caption, self.translation):
            text.renew_look()

    def _save(self, column: str, words: str) -> None:
        if self._item is not None:
            value = words or None if column == "caption_translation" else words
            self._context.perform(update_item, row_id=self._item.id, **{column: value})

    def _preview(self) -> None:
        if self._item is not None:
            self._context.requests.preview.emit(self._item.id)
