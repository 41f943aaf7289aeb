"""`SourceSection`: where a file came from, who collected it, and whether its bytes are what they were."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.filters import CameraIs, KindIs, Part
from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import ItemDetail, Original
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.value_filter import offer_filter
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.collection_badge import CollectionBadge
from evidence_board.ui.inspector.collection_fields import CollectionFields
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.found_rows import FoundRows
from evidence_board.ui.inspector.integrity import Integrity
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import day_of, pixels_words, short_hash, size_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.fold_section import FoldSection
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import visual

__all__ = ["SourceSection"]


class SourceSection(FoldSection):
    """The collection record and how complete it is; collected, SHA-256 and its state, places, camera, size.

    Addresses are text, never opened.

    Attributes:
        badge: how much of what a court asks for is there.
        fields: where it came from, edited in place.
        found: where the same bytes were found.
        hash: the SHA-256.
        verdict: whether the bytes are what they were.
    """

    def __init__(
        self, context: UiContext, integrity: Integrity, *, can_write: bool = True, parent: QWidget | None = None
    ) -> None:
        theme = context.theme
        super().__init__(tr("Source and integrity"), theme=theme, parent=parent)
        self._theme = theme
        self._integrity = integrity
        self._original: Original | None = None
        self._item: ItemRow | None = None
        self.badge = CollectionBadge(theme=theme)
        badge = QWidget()
        line = QHBoxLayout(badge)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.badge)
        line.addStretch(1)
        self._complete = FieldRow(tr("Complete"), badge, theme=theme)
        self.fields = CollectionFields(context, can_write=can_write)
        self.fields.folded.connect(self.folded)
        self._posts = FieldRow(tr("Original"), ValueText(theme=theme, middle=True), theme=theme)
        self._posts.add_lead(_Icon("link", theme))
        self._file = FieldRow(tr("File"), ValueText(theme=theme, middle=True, lines=3), theme=theme)
        self.found = FoundRows(theme=theme)
        self._collected = FieldRow(tr("Collected"), ValueText(theme=theme, lines=2), theme=theme)
        self.hash = ValueText(theme=theme, mono=True)
        self.hash.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._copy = IconButton("copy", name=tr("Copy the SHA-256"), theme=theme, size=24, icon_size=14)
        self._copy.clicked.connect(self._copy_hash)
        self.verdict = _Verdict(theme)
        self._check = Button(tr("Check"), theme=theme, kind="link", small=True)
        self._check.clicked.connect(self._check_now)
        hashed = QWidget()
        parts = QHBoxLayout(hashed)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(4)
        for part in (self.hash, self._copy, self.verdict, self._check):
            parts.addWidget(part)
        parts.addStretch(1)
        self._hash = FieldRow(tr("SHA-256"), hashed, theme=theme)
        self._camera = FieldRow(tr("Camera"), ValueText(theme=theme, lines=3), theme=theme)
        self._kind = FieldRow(tr("Type"), ValueText(theme=theme, lines=2), theme=theme)
        self._size = FieldRow(tr("Size"), theme=theme)
        for row in (
            self._complete,
            self._posts,
            self._collected,
            self._hash,
            self._file,
            self.found,
            self._camera,
            self._kind,
            self._size,
            self.fields,
        ):
            self.inside.addWidget(row)
        self.end_heading()
        offer_filter(self._camera, context, self._camera_of)
        offer_filter(self._kind, context, self._kind_of)
        integrity.changed.connect(lambda sha256: self._show_state())

    def _camera_of(self) -> Part | None:
        return CameraIs((self._item.camera,)) if self._item is not None and self._item.camera else None

    def _kind_of(self) -> Part | None:
        return KindIs((self._item.kind,)) if self._item is not None else None

    def show_item(self, item: ItemRow, detail: ItemDetail | None) -> None:
        """Show one file; ``detail`` follows when it has been read."""
        self._item = item
        urls = [post.url for post in detail.posts if post.url] if detail is not None else []
        self._posts.set_text(urls[0].split("://", 1)[-1] if urls else "")
        self._posts.set_tip("\n".join(urls))
        self._file.set_text(isolate(item.file_name))
        if detail is None:
            return
        self._complete.setVisible(detail.record is not None)
        if detail.record is not None:
            self.badge.show_all([detail.record.completeness])
            self.fields.show_records([detail.record])
        self.found.show_places(detail.occurrences)
        words = tr("{day} by {name}", day=day_of(detail.collected_at), name=isolate(detail.collected_by))
        self._collected.set_text(words)
        self._collected.set_tip(detail.collected_at)
        self._camera.set_text(", ".join(part for part in (detail.camera, detail.lens) if part), colour="text2")
        pixels = pixels_words(item.width, item.height)
        self._kind.set_text(f"{item.media_type}, {pixels}" if pixels else item.media_type, colour="text2")
        self._original = detail.original
        size = detail.original.size if detail.original is not None else None
        self._size.set_text(size_words(size) if size is not None else "", colour="text2")
        if size is not None:
            self._size.set_tip(tr("{n} bytes", n=f"{size:,}"))
        self._hash.setVisible(detail.original is not None)
        if detail.original is not None:
            self.hash.set_text(short_hash(detail.original.sha256))
            self.hash.set_tip(detail.original.sha256)
            self.hash.set_whole(detail.original.sha256)
        self._show_state()

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self.findChildren(FieldRow):
            row.set_compact(compact)
        # There is room for the word or the button; the menu of the hash copies too.
        self._copy.setVisible(not compact)

    def _show_state(self) -> None:
        if self._original is None:
            return
        state = self._integrity.state(self._original)
        self.verdict.set_state(state)
        self._check.setVisible(not state)

    def _copy_hash(self) -> None:
        if self._original is not None:
            QGuiApplication.clipboard().setText(self._original.sha256)

    def _check_now(self) -> None:
        if self._original is not None:
            self._integrity.check(self._original)


class _Icon(QWidget):
    """A small icon before a value."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._theme = name, theme
        self.setFixedSize(20, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._name, visual(self, QRect(0, 0, 14, 14)), self._theme.color("text2"))
        painter.end()


class _Verdict(QWidget):
    """The outcome of a check: icon and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = ""
        self._role = "ok"
        self._label = ElidedLabel(theme=theme, role="small", weight=500, parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addSpacing(18)
        layout.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state("")

    def text(self) -> str:
        """Return the word shown."""
        return self._label.text()

    def set_state(self, state: str) -> None:
        """Show ``unchanged``, ``changed``, ``checking``, or nothing."""
        look = {
            "unchanged": ("circle-check", "ok", tr("unchanged"), tr("Just hashed: the same as when it was collected.")),
            "changed": (
                "triangle-alert",
                "bad",
                tr("changed"),
                tr("The stored bytes differ from what was collected. Restore the file from a backup."),
            ),
            "checking": ("clock", "text3", tr("checking"), ""),
        }
        self.setVisible(state in look)
        if state in look:
            self._icon, self._role, words, tip = look[state]
            self._label.set_text(words)
            self._label.set_colour(self._role)
            self.setToolTip(tip)
            self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon:
            painter = QPainter(self)
            place = visual(self, QRect(0, (self.height() - 14) // 2, 14, 14))
            draw_icon(painter, self._icon, place, self._theme.color(self._role), stroke=2.0)
            painter.end()
