"""`LinkPopover`: what a link leads to, how it reads, how sure it is, and a note."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence_board.model.levels import Level
from evidence_board.operations.links import create_link, link_to_new
from evidence_board.text import fold
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.board.kind_chooser import KindChooser
from evidence_board.ui.board.level_chooser import LevelChooser, level_of_alt_key
from evidence_board.ui.board.link_choices import (
    RelationChoice,
    TargetChoice,
    own_words,
    relation_choices,
    target_choices,
)
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["LinkPopover"]

Thing = tuple[str, str]
_WIDTH, _ROWS = 400, 6
_FROM_TOP = 0.16


class LinkPopover(Popover):
    """Asks step by step: first the other end, then the relation. Enter goes on, and saves at the end.

    Made once per window; `begin` and `link_to` open it.

    Attributes:
        target_field: what the link leads to is typed here.
        relation_field: how it reads is typed here.
        note_field: a note.
        choices: the rows of the present step.
        level: the level of the new link.
    """

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        theme = context.theme
        super().__init__(parent, name=tr("Link"), theme=theme)
        self._context, self._page = context, parent
        self._things: list[Thing] = []
        self._target: Thing | None = None
        self._targets: list[TargetChoice] = []
        self._relations: list[RelationChoice] = []
        self._new_kind = "person"
        self._title = QLabel()
        self._title.setProperty("role", "bodyStrong")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFixedWidth(_WIDTH)
        self.target_field = SearchField(tr("Name or id of the other end"), theme=theme)
        self.relation_field = SearchField(tr("How do they belong together?"), theme=theme, icon="link")
        self.choices = ChoiceList(
            name=tr("Choices"), theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        self.kinds = KindChooser(theme=theme, parent=self)
        self.level = LevelChooser(theme=theme, parent=self)
        self.note_field = QLineEdit()
        self.note_field.setPlaceholderText(tr("Note: what it rests on"))
        self.note_field.setAccessibleName(tr("Note"))
        self._hint = QLabel()
        self._hint.setProperty("role", "hint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self.save_button = Button(tr("Link"), theme=theme, kind="primary", small=True, key="Enter")
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.save_button)
        for part in (self._title, self.target_field, self.relation_field, self.choices, self.kinds, self.level):
            self.body.addWidget(part)
        self.body.addWidget(self.note_field)
        self.body.addLayout(foot)
        self._connect()

    def _connect(self) -> None:
        self.target_field.textChanged.connect(self._fill_targets)
        self.relation_field.textChanged.connect(self._fill_relations)
        for field in (self.target_field, self.relation_field, self.note_field):
            field.installEventFilter(self)
            field.textChanged.connect(lambda text, one=field: one.setLayoutDirection(text_direction(text)))
        self.choices.chosen.connect(self._row_clicked)
        self.choices.moved.connect(self._say)
        self.kinds.changed.connect(self._kind_chosen)
        self.save_button.clicked.connect(self._go_on)

    # -- opening ---------------------------------------------------------------------------------------

    def begin(self, things: list[Thing]) -> None:
        """Begin a link from these things: ask what it leads to, then how it reads."""
        self._start(things, None)
        if self._things:
            self._open_in_window()

    def link_to(self, things: list[Thing], target: Thing) -> None:
        """Link these to that thing: ask only how it reads. Opens where the pointer let go of them."""
        self._start(things, target)
        if not self._things:
            return
        at = QCursor.pos()
        page = self._page
        if page.rect().contains(page.mapFromGlobal(at)):
            self.adjustSize()
            self.open_at(at + QPoint(12, 12))
            self.relation_field.setFocus()
        else:
            self._open_in_window()

    def _start(self, things: list[Thing], target: Thing | None) -> None:
        index = self._context.session.index
        ends = (*index.items, *index.entities, *index.posts) if len(things) > 50 else None
        known = set(ends) if ends is not None else None
        self._things = [
            thing
            for thing in dict.fromkeys(things)
            if thing != target and (thing[1] in known if known is not None else index.kind_of(thing[1]) == thing[0])
        ]
        self._target = target
        for field in (self.target_field, self.relation_field, self.note_field):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        self.level.choose(Level.UNJUDGED.value)
        self._show_step()

    def _open_in_window(self) -> None:
        page = self._page
        self.adjustSize()
        x = (page.width() - self.width()) // 2
        self.open_at(page.mapToGlobal(QPoint(x, round(page.height() * _FROM_TOP))))
        (self.relation_field if self._target else self.target_field).setFocus()

    # -- steps -----------------------------------------------------------------------------------------

    @property
    def target(self) -> Thing | None:
        """What the link leads to, once that is chosen."""
        return self._target

    def _show_step(self) -> None:
        index, last = self._context.session.index, self._target is not None
        what = (
            isolate(index.label_of(self._things[0][1]))
            if len(self._things) == 1
            else count(len(self._things), one="{n} thing", many="{n} things")
        )
        if self._target is None:
            self._title.setText(tr("Link {what}", what=what))
        else:
            self._title.setText(tr("Link {what} to {target}", what=what, target=isolate(self._name_of(self._target))))
        self.target_field.setVisible(not last)
        self.relation_field.setVisible(last)
        self.level.setVisible(last)
        self.note_field.setVisible(last)
        self.save_button.setText(tr("Link") if last else tr("Go on"))
        if last:
            self._fill_relations(self.relation_field.text())
        else:
            self._fill_targets(self.target_field.text())
        self.adjustSize()

    def _name_of(self, thing: Thing) -> str:
        # Something that was typed has no row yet.
        return self._context.session.index.label_of(thing[1]) if thing[1] else self.target_field.text().strip()

    def _fill_targets(self, typed: str) -> None:
        if self._target is not None:
            return
        index = self._context.session.index
        self._targets = target_choices(index, typed, without=[row_id for _, row_id in self._things])
        name = typed.strip()
        exact = any(fold(one.label) == fold(name) for one in self._targets)
        if name and not exact:
            self._targets.append(TargetChoice(self._new_kind, "", name))
        self.kinds.setVisible(bool(name) and not exact)
        self.choices.show_rows([_target_row(one) for one in self._targets])
        self.adjustSize()

    def _fill_relations(self, typed: str) -> None:
        if self._target is None:
            return
        self.kinds.hide()
        self._relations = relation_choices(self._things, self._target, typed)
        self.choices.show_rows([_relation_row(one) for one in self._relations])

    def _kind_chosen(self, kind: str) -> None:
        """Make the new thing one of another kind."""
        self._new_kind = kind
        at = self.choices.current
        self._fill_targets(self.target_field.text())
        for _ in range(at if at >= 0 else 0):
            self.choices.step(1)
        self.target_field.setFocus()

    def _row_clicked(self, number: int) -> None:
        if self._target is None:
            self._choose_target(self._targets[number])
        else:
            # A click shows what the link would say; saving is one step more.
            self._say()
            self.relation_field.setFocus()

    def _go_on(self) -> None:
        """Take the current row: go on to the relation, or save."""
        at = self.choices.current
        if self._target is None:
            if 0 <= at < len(self._targets):
                self._choose_target(self._targets[at])
        elif 0 <= at < len(self._relations):
            self._save(self._relations[at])

    def _choose_target(self, choice: TargetChoice) -> None:
        self._target = (choice.kind, choice.id)
        self._show_step()
        self.relation_field.setFocus()

    def _say(self) -> None:
        """Say the link as a sentence, in the direction it will be stored."""
        at = self.choices.current
        if self._target is None:
            self._hint.setText(tr("Up and Down choose"))
            self.save_button.setEnabled(at >= 0)
            return
        self.save_button.setEnabled(at >= 0)
        if not 0 <= at < len(self._relations):
            self._hint.setText(tr("Type how they belong together"))
            return
        choice = self._relations[at]
        if choice.reverse:
            first = self._context.session.index.label_of(self._things[0][1])
            several = count(len(self._things), one="{n} thing", many="{n} things")
            end = isolate(first) if len(self._things) == 1 else several
            start = isolate(self._name_of(self._target))
            words = f"{start} {choice.relation} {end}"
        else:
            words = ""
        self._hint.setText(tr("Kept as: {sentence}", sentence=words) if words else "")

    # -- saving ----------------------------------------------------------------------------------------

    def _save(self, choice: RelationChoice) -> None:
        things, target = list(self._things), self._target
        level, note, name = self.level.level, self.note_field.text().strip(), self.target_field.text().strip()
        self.close()
        if target is None:
            return

        about: dict[str, Any] = {
            "sources": things, "relation": choice.relation, "level": level, "note": note, "reverse": choice.reverse,
        }  # fmt: skip
        if target[1]:
            self._context.perform(create_link, target=target, **about)
        else:
            self._context.perform(link_to_new, kind=target[0], name=name, **about)

    # -- keys ------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._take(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _take(self, field: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        level = level_of_alt_key(key, event.modifiers())
        if level is not None and self._target is not None:
            self.level.choose(level)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choices.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Backspace and field is self.relation_field and not self.relation_field.text():
            self._target = None
            self._show_step()
            self.target_field.setFocus()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True


def _target_row(choice: TargetChoice) -> ChoiceRow:
    if not choice.id:
        words = _new_words(choice.kind, isolate(choice.label))
        return ChoiceRow(words, kind=choice.kind)
    return ChoiceRow(choice.label, isolate(choice.detail), choice.kind, choice.id if choice.kind == "item" else "")


def _relation_row(choice: RelationChoice) -> ChoiceRow:
    return ChoiceRow(own_words(choice), icon="pencil") if choice.own else ChoiceRow(choice.words)


def _new_words(kind: str, name: str) -> str:
    return {
        "account": tr("New account {name}", name=name),
        "person": tr("New person {name}", name=name),
        "unit": tr("New unit {name}", name=name),
        "location": tr("New place {name}", name=name),
        "equipment": tr("New equipment {name}", name=name),
        "event": tr("New event {name}", name=name),
    }[kind]
