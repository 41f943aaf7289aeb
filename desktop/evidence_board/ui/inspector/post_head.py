"""`PostHead`: whose post it is, and its words in their own script with the translation under them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.model.case_index import PostRow
from evidence_board.model.posts import PostRecord
from evidence_board.operations.post_of_new import set_new_account
from evidence_board.operations.posts import set_translation, update_post
from evidence_board.selection import replace
from evidence_board.ui.board.choice_list import ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.choice_popover import Choice, ChoicePopover
from evidence_board.ui.inspector.inline_text import InlineText
from evidence_board.ui.inspector.post_translation import TranslationForm
from evidence_board.ui.inspector.post_words import account_choices, account_words, share_words
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["PostHead"]

_MARK, _TEXT = 24, 34
_NOBODY, _TRANSLATION_LINES = "", 12


class PostHead(QWidget):
    """Account, words and translation; all edited in place.

    Attributes:
        account: pressed, it selects the account.
        change: chooses another account.
        text: the words as written; never the translation.
        translation: what they mean, and who says so.
        translate: opens the form of the translation.
        form: the translation and who made it.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._can_write = context, can_write
        self._row: PostRow | None = None
        self._record: PostRecord | None = None
        self.account = _AccountLine(theme=theme)
        self.account.clicked.connect(self._select)
        self.change = IconButton("pencil", name=tr("Change the account"), theme=theme, size=24, flush=True)
        self.change.clicked.connect(self._ask_account)
        if not can_write:
            self.change.hide()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 6)
        head.setSpacing(4)
        head.addWidget(self.account, 1)
        head.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter)
        self.text = InlineText(
            name=tr("Words as written"),
            hint=tr("Add the words as they were written"),
            theme=theme,
            role="body",
            many_lines=True,
        )
        self.text.setEnabled(can_write)
        self.text.committed.connect(self._save_text)
        self.translation = ValueText(theme=theme, colour="text2", lines=_TRANSLATION_LINES)
        self.translation.edit_wanted.connect(self._open_form)
        self.translate = Button("", theme=theme, kind="link", small=True)
        self.translate.clicked.connect(self._open_form)
        self.form = TranslationForm(theme=theme)
        self.form.hide()
        self.form.saved.connect(self._save_translation)
        self.form.left.connect(self._close_form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 9)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self.translation)
        layout.addWidget(self.translate, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.form)

    def show_post(self, row: PostRow, record: PostRecord | None) -> None:
        """Show one post; ``record`` follows when it has been read."""
        if self._row is not None and row.id != self._row.id:
            self.text.finish(save=True)
            self._close_form()
        self._row, self._record = row, record
        index = self._context.session.index
        self.account.show_account(row, share_words(row, index))
        self.text.set_text(record.text if record is not None else row.text)
        if record is not None and record.translation:
            maker = isolate(record.translated_by)
            prefix = tr("Translated by {name}", name=maker) if maker else tr("Translation, nobody is named for it")
            self.translation.set_text(f"{prefix}: “{isolate(record.translation)}”")
            self.translation.set_whole(record.translation)
        self._show_translation()

    def renew_look(self) -> None:
        """Take the colours and fonts of the theme."""
        self.text.renew_look()

    def _show_translation(self) -> None:
        record, closed = self._record, self.form.isHidden()
        known = record is not None and bool(record.translation)
        self.translation.setVisible(known and closed)
        can_add = self._can_write and record is not None and bool(record.text or record.translation)
        self.translate.setText(tr("Change the translation") if known else tr("Add a translation"))
        self.translate.setVisible(can_add and closed)

    # -- changes ---------------------------------------------------------------------------------------

    def _select(self) -> None:
        row = self._row
        if row is not None and row.account_id is not None:
            self._context.session.select(replace([row.account_id]), origin="inspector")
        elif self._can_write:
            self._ask_account()

    def _ask_account(self) -> None:
        row, context = self._row, self._context
        if row is None:
            return
        choices = account_choices(context.session.index)
        if row.account_id is not None:
            choices.append(Choice(_NOBODY, ChoiceRow(tr("Account not known"), icon="x"), ""))
        popover = ChoicePopover(
            self,
            choices,
            name=tr("Account of {post}", post=row.ref),
            hint=tr("Handle of an account, or a new one"),
            context=context,
            make=lambda name: tr("New account {name}", name=name),
        )
        popover.chosen.connect(lambda one: context.perform(update_post, row_id=row.id, account_id=one or None))
        popover.made.connect(lambda name: context.perform(set_new_account, row_id=row.id, handle=name))
        popover.open_below(self.account)

    def _save_text(self, words: str) -> None:
        if self._row is not None:
            self._context.perform(update_post, row_id=self._row.id, text=words)

    def _open_form(self) -> None:
        if self._record is None or not self._can_write:
            return
        self.form.fill(self._record.translation, self._record.translated_by)
        self.form.show()
        self._show_translation()
        self.form.words.setFocus()

    def _close_form(self) -> None:
        self.form.hide()
        self._show_translation()

    def _save_translation(self) -> None:
        record = self._record
        if record is None:
            return
        words, maker = self.form.words.toPlainText().strip(), self.form.maker.text().strip()
        if words and not maker:
            self.form.say(tr("Say who made it: a person or a program."), wrong=True)
            self.form.maker.setFocus()
            return
        self._close_form()
        if (words, maker) != (record.translation, record.translated_by):
            self._context.perform(set_translation, row_id=record.id, translation=words, translated_by=maker)


class _AccountLine(Clickable):
    """The account, and under it the platform and whether the post is an original."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._known, self._name, self._detail = False, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_account(self, row: PostRow, words: str) -> None:
        """Show whose a post is; ``words`` say whether it only passes on another one."""
        self._known = row.account_id is not None
        self._name = account_words(row.account)
        self._detail = " · ".join(part for part in (isolate(row.platform), words) if part)
        self.setAccessibleName(tr("Account: {name}, {detail}", name=isolate(self._name), detail=self._detail))
        self.setToolTip(plain_tip(tr("Select {name}", name=self._name)) if self._known else "")
        self.update()

    def sizeHint(self) -> QSize:
        first, second = self.theme.line_height("section"), self.theme.line_height("caption")
        return QSize(160, max(_MARK + 4, first + second + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.theme.color
        if self.underMouse() or self.hasFocus():
            draw_box(painter, self.rect(), radius=4, fill=hover_fill(self.theme))
        mark = visual(self, QRect(1, (self.height() - _MARK) // 2, _MARK, _MARK))
        if self._known:
            draw_kind(painter, "account", mark, self.theme)
        else:
            draw_icon(painter, "circle-help", mark.adjusted(2, 2, -2, -2), color("text3"))
        first, second = self.theme.line_height("section"), self.theme.line_height("caption")
        top = (self.height() - first - second) // 2
        room = visual(self, QRect(_TEXT, top, self.width() - _TEXT, first))
        font = self.theme.font("section")
        ink = color("text" if self._known else "text3")
        draw_text(painter, room, self._name, font=font, colour=ink, align=leading(self))
        room = visual(self, QRect(_TEXT, top + first, self.width() - _TEXT, second))
        small = self.theme.font("caption", tabular=True)
        draw_text(painter, room, self._detail, font=small, colour=color("text3"), align=leading(self))
        painter.end()
