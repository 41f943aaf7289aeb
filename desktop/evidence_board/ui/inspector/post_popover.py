"""`PostPopover`: a new post: whose, where, when and what it said, and the files it carried."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from evidence_board.model.case_index import EntityRow
from evidence_board.model.changes import ChangeSet
from evidence_board.model.moments import moment_from_text
from evidence_board.operations.post_of_new import create_post_of_new
from evidence_board.operations.posts import create_post
from evidence_board.selection import replace
from evidence_board.text import fold
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.choice_popover import fitting
from evidence_board.ui.inspector.post_words import account_choices
from evidence_board.ui.inspector.words import moment_words, zone_words
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover

__all__ = ["PostPopover"]

_WIDTH, _ROWS, _TEXT_LINES = 360, 4, 4


class PostPopover(Popover):
    """A small form. Nothing has to be filled in but one field; Ctrl Enter saves, Enter where there is one line.

    Attributes:
        account: handle of an account of the case, or of a new one; empty where nobody knows.
        accounts: the accounts that match while one types.
        platform: where the post is.
        url: its address; never opened.
        posted: the time that the post shows.
        text: its words as written.
        save_button: makes the post.
    """

    def __init__(
        self, parent: QWidget, *, context: UiContext, item_ids: Sequence[str] = (), account_id: str = ""
    ) -> None:
        """Make the form, closed; it goes for good when it closes.

        Args:
            parent: its owner.
            context: session and services.
            item_ids: the files it carried, in order.
            account_id: the account to begin with.
        """
        theme = context.theme
        title = _title(len(item_ids))
        super().__init__(parent, name=title, theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._item_ids = context, list(item_ids)
        self._rows: list[str] = []
        heading = QLabel(title)
        heading.setProperty("role", "bodyStrong")
        self.account = _line(tr("Account"), tr("Account: choose one or type a new handle"))
        self.accounts = ChoiceList(
            name=tr("Accounts"), theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        self.accounts.hide()
        self.platform = _line(tr("Platform"), tr("Platform, like VK or Telegram"))
        self.url = _line(tr("Address"), tr("Address of the post (kept, never opened)"))
        self.url.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.posted = _line(tr("Posted"), tr("Posted, like 2015-09-18 21:07 +03:00"))
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(tr("Words of the post as written"))
        self.text.setAccessibleName(tr("Words"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.line_height("body") * _TEXT_LINES + 12)
        self._said = QLabel()
        self._said.setProperty("role", "hint")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self.save_button = Button(tr("Add post"), theme=theme, kind="primary", small=True, key="Ctrl+Enter")
        self.save_button.clicked.connect(self._save)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        for part in (heading, self.account, self.accounts, self.platform, self.url, self.posted, self.text):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        heading.setFixedWidth(_WIDTH)
        row = context.session.index.entities.get(account_id)
        if row is not None:
            self.account.setText(row.label)
        self._connect()
        self._changed()

    def _connect(self) -> None:
        for field in (self.account, self.platform):
            field.textChanged.connect(lambda text, one=field: one.setLayoutDirection(text_direction(text)))
        for part in (self.account, self.platform, self.url, self.posted, self.text):
            part.installEventFilter(self)
            part.textChanged.connect(self._changed)
        self.account.textEdited.connect(self._suggest)
        self.accounts.chosen.connect(self._choose)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a control, at what has to be typed first."""
        super().open_below(anchor)
        (self.platform if self.account.text() else self.account).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list of accounts work while one types, and Enter save."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._take(watched, event):
            return True
        if event.type() == QEvent.Type.FocusOut and watched is self.account:
            self._show_accounts(False)
        return super().eventFilter(watched, event)

    def _take(self, field: QObject, event: QKeyEvent) -> bool:
        key, listed = event.key(), field is self.account and self.accounts.isVisible()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if listed and not control:
                self._choose(self.accounts.current)
            elif control or field is not self.text:
                self._save()
            else:
                return False
        elif listed and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.accounts.step(1 if key == Qt.Key.Key_Down else -1)
        elif listed and key == Qt.Key.Key_Escape:
            self._show_accounts(False)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    # -- the account -----------------------------------------------------------------------------------

    def _suggest(self, typed: str) -> None:
        index = self._context.session.index
        found = fitting(account_choices(index), typed) if typed.strip() else []
        self._rows = [one.id for one in found[: 4 * _ROWS]]
        rows = [one.row for one in found[: 4 * _ROWS]]
        if typed.strip() and self._known() is None:
            rows.append(ChoiceRow(tr("New account {name}", name=isolate(typed.strip())), icon="plus"))
        self.accounts.show_rows(rows)
        self._show_accounts(bool(rows))

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            row = self._context.session.index.entities.get(self._rows[at])
            if row is not None:
                self.account.setText(row.label)
        self._show_accounts(False)
        self.platform.setFocus()

    def _show_accounts(self, shown: bool) -> None:
        if self.accounts.isHidden() == shown:
            self.accounts.setVisible(shown)
            self.adjustSize()

    def _known(self) -> EntityRow | None:
        name = fold(self.account.text().strip())
        rows = self._context.session.index.entities_of("account")
        return next((row for row in rows if name and fold(row.label) == name), None)

    # -- saving ----------------------------------------------------------------------------------------

    def _values(self) -> dict[str, Any]:
        return {
            "platform": self.platform.text().strip(),
            "url": self.url.text().strip() or None,
            "posted": self.posted.text().strip() or None,
            "text": self.text.toPlainText().strip(),
        }

    def _changed(self) -> None:
        """Say how the input is understood."""
        values, handle = self._values(), self.account.text().strip()
        says = bool(handle or self._item_ids or values["url"] or values["text"])
        words, wrong = "", False
        if values["posted"]:
            try:
                moment = moment_from_text(values["posted"], zone_source="written")
            except ValueError:
                words, wrong = tr("Write the time as 2015-09-12, 2015-09-12 16:40 or 2015-09-12 16:40 +03:00."), True
            else:
                words = tr("Posted {time}", time=isolate(moment_words(moment, zone=True)))
                if not moment.zone and zone_words(moment):
                    words += ". " + tr("Zone: {zone}", zone=zone_words(moment))
        elif handle and self._known() is None:
            words = tr("{name} will be a new account", name=isolate(handle))
        self._said.setText(words)
        self._said.setProperty("tone", "bad" if wrong else "")
        self._said.style().polish(self._said)
        self.save_button.setEnabled(says and not wrong)

    def _save(self) -> None:
        if not self.save_button.isEnabled():
            return
        handle, known, context = self.account.text().strip(), self._known(), self._context
        values = self._values() | {"item_ids": self._item_ids}
        # From one file one goes on with the file, whose page lists the post; any other post is shown.
        then = _stay if len(self._item_ids) == 1 else self._select
        self.close()
        if handle and known is None:
            context.perform_then(then, create_post_of_new, handle=handle, **values)
        else:
            context.perform_then(then, create_post, account_id=known.id if known is not None else None, **values)

    def _select(self, changes: ChangeSet) -> None:
        session, row_id = self._context.session, str(changes.result["id"])
        session.select(replace([row_id]), origin="new post")


def _stay(changes: ChangeSet) -> None:
    """Leave the selection as it is: the page of the file shows the new post by itself."""


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    return line


def _title(files: int) -> str:
    if not files:
        return tr("New post")
    return count(files, one="New post with this file", many="One post with these {n} files")
