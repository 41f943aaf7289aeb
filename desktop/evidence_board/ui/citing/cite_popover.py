"""`CitePopover`: what to cite for a fact, or which facts to cite something for."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence_board.case.labels import read_label
from evidence_board.model.claims import Stance, Thing
from evidence_board.model.errors import KnownError
from evidence_board.operations.citations import cite_for
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.citing.chosen_chips import ChosenChips
from evidence_board.ui.citing.citation_form import read_span
from evidence_board.ui.citing.cite_choices import Choice, choice_of, claims_to_choose, things_to_choose
from evidence_board.ui.citing.citing_words import claim_name
from evidence_board.ui.citing.stance_chooser import StanceChooser, stance_of_alt_key
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["CitePopover"]

_WIDTH, _ROWS, _FROM_TOP = 440, 6, 0.12
_ICONS = {"link": "waypoints", "geotag": "map-pin", "moment": "clock", "post": "message-square-text", "region": "crop"}


class CitePopover(Popover):
    """Enter takes the row, or cites when nothing is typed; Ctrl Enter cites at once; Esc leaves.

    What was chosen and typed for the same fact is still there when it is opened again. Made once per window.

    Attributes:
        field: a name is typed here.
        choices: the rows.
        chosen: what was chosen.
        stance: for, against or as context.
        excerpt, note, moment: what is said to it.
        cite_button: does it.
    """

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        theme = context.theme
        super().__init__(parent, name=tr("Cite"), theme=theme)
        self._context, self._page = context, parent
        self._claim: Thing | None = None
        self._targets: list[Choice] = []
        self._near: list[Thing] = []
        self._rows: list[Choice] = []
        self._request = 0
        self._title = QLabel()
        self._title.setProperty("role", "bodyStrong")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._title.setFixedWidth(_WIDTH)
        self.field = SearchField("", theme=theme)
        self.chosen = ChosenChips(width=_WIDTH, theme=theme)
        self.chosen.changed.connect(self._chosen_changed)
        self.choices = ChoiceList(
            name=tr("Choices"), theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        self.stance = StanceChooser(theme=theme)
        self.stance.changed.connect(lambda _: self._say())
        self.excerpt, self.note, self.moment = QLineEdit(), QLineEdit(), QLineEdit()
        self._fields = QFormLayout()
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setHorizontalSpacing(12)
        self._fields.setVerticalSpacing(4)
        for line, name, hint in (
            (self.excerpt, tr("Excerpt"), tr("The words that matter")),
            (self.note, tr("Note"), tr("What does it show?")),
            (self.moment, tr("Moment"), "1:05 - 1:20"),
        ):
            line.setProperty("small", True)
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
            self._fields.addRow(name, line)
        self.moment.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._hint = QLabel()
        self._hint.setProperty("role", "hint")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self.cite_button = Button(tr("Cite"), theme=theme, kind="primary", small=True, key="Enter")
        self.cite_button.clicked.connect(self._cite)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.cite_button, 0, Qt.AlignmentFlag.AlignBottom)
        for part in (self._title, self.field, self.chosen, self.choices, self.stance):
            self.body.addWidget(part)
        self.body.addLayout(self._fields)
        self.body.addLayout(foot)
        self.field.textChanged.connect(self._search)
        self.choices.chosen.connect(self._row_clicked)
        for typed in (self.field, self.excerpt, self.note, self.moment):
            typed.installEventFilter(self)
        for words in (self.field, self.excerpt, self.note):
            words.textChanged.connect(lambda text, one=words: one.setLayoutDirection(text_direction(text)))

    # -- opening ---------------------------------------------------------------------------------------

    def begin_for(self, claim: Thing, *, stance: str, near: Sequence[Thing], things: Sequence[Thing] = ()) -> None:
        """Ask what to cite for a fact.

        Args:
            claim: kind and row id of the fact.
            stance: chosen at first.
            near: what is likely, best first.
            things: chosen already.
        """
        label = self._context.session.read(read_label, claim)
        if label is None or label.in_bin:
            return
        same = self._claim == claim
        self._claim, self._targets, self._near = claim, [], list(near)
        self._start(same=same, stance=stance)
        if things:
            self.chosen.set_choices(self._choices_of(things))
        self._title.setText(tr("Rests on what? {claim}", claim=isolate(claim_name(label))))
        self.field.setPlaceholderText(tr("Files, posts, places, regions, other facts"))
        self._open()

    def begin_with(self, things: Sequence[Thing], *, stance: str = Stance.SUPPORTS.value) -> None:
        """Ask which facts things are evidence for.

        Args:
            things: kinds and row ids of what is to be cited.
            stance: chosen at first.
        """
        targets = self._choices_of(things)
        if not targets:
            return
        same = self._claim is None and [one.thing for one in targets] == [one.thing for one in self._targets]
        self._claim, self._targets, self._near = None, targets, [one.thing for one in targets]
        self._start(same=same, stance=stance)
        what = (
            isolate(targets[0].name) if len(targets) == 1 else count(len(targets), one="{n} thing", many="{n} things")
        )
        self._title.setText(tr("Cite {what} for which fact?", what=what))
        self.field.setPlaceholderText(tr("Links, positions, times"))
        self._open()

    def _start(self, *, same: bool, stance: str) -> None:
        if not same:
            for line in (self.field, self.excerpt, self.note, self.moment):
                line.clear()
            self.chosen.set_choices([])
        self.stance.choose(stance)

    def _open(self) -> None:
        self._rows = []
        self.choices.show_rows([])
        self._search()
        self._chosen_changed()
        self.adjustSize()
        page = self._page
        x = (page.width() - self.width()) // 2
        self.open_at(page.mapToGlobal(QPoint(x, round(page.height() * _FROM_TOP))))
        self.field.setFocus()

    def _choices_of(self, things: Sequence[Thing]) -> list[Choice]:
        session, found = self._context.session, []
        for thing in dict.fromkeys(things):
            choice = choice_of(session.index, thing)
            if choice is None and (label := session.read(read_label, thing)) is not None and not label.in_bin:
                choice = Choice(thing, label.words, label.name, label.thumbnail_id or "")
            if choice is not None:
                found.append(choice)
        return found

    # -- choosing --------------------------------------------------------------------------------------

    def _search(self, _: str = "") -> None:
        self._request += 1
        request, session, typed, near = self._request, self._context.session, self.field.text(), self._near
        look = things_to_choose if self._claim is not None else claims_to_choose
        without = [*self.chosen.things, *([self._claim] if self._claim is not None else [])]

        def take(found: list[Choice]) -> None:
            if request == self._request:
                self._rows = found
                self.choices.show_rows([_row(one) for one in found])
                self._say()

        self._context.jobs.run(
            lambda: look(session, typed, first=near, without=without),
            done=take,
            failed=self._context.show_error,
            priority=4,
        )

    def _row_clicked(self, at: int) -> None:
        self._take(at)
        self.field.setFocus()

    def _take(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            choice = self._rows[at]
            self.field.clear()
            self.chosen.add(choice)

    def _chosen_changed(self) -> None:
        items = self._context.session.index.items
        cited = [one.thing[1] for one in (self.chosen.choices if self._claim is not None else self._targets)]
        videos = bool(cited) and all(one in items and items[one].kind == "video" for one in cited)
        self._fields.setRowVisible(self.moment, videos)
        self._search()
        self._say()
        self.adjustSize()

    def _say(self) -> None:
        ready = bool(self.chosen.things)
        self.cite_button.setEnabled(ready)
        against = self.stance.stance == Stance.CONTRADICTS
        self.cite_button.setText(tr("Cite against") if against else tr("Cite"))
        if not self._rows and self.field.text().strip():
            self._hint.setText(tr("Nothing in this case matches."))
        elif ready:
            self._hint.setText(tr("Type to add more"))
        else:
            self._hint.setText(tr("Up and Down choose, Enter takes"))
        self._hint.setProperty("tone", "")
        self._hint.style().polish(self._hint)

    # -- citing ----------------------------------------------------------------------------------------

    def _cite(self) -> None:
        chosen = self.chosen.things
        if not chosen:
            return
        try:
            span = read_span(self.moment.text())
        except KnownError as error:
            self._refuse(error)
            return
        values: dict[str, Any] = {
            "claims": [self._claim] if self._claim is not None else chosen,
            "targets": chosen if self._claim is not None else [one.thing for one in self._targets],
            "stance": self.stance.stance,
            "excerpt": self.excerpt.text().strip(),
            "note": self.note.text().strip(),
            "start_s": span.start,
            "end_s": span.end,
        }
        context = self._context
        context.jobs.follow(context.session.run(cite_for, **values), done=self._done, failed=self._refuse)

    def _done(self, _: object) -> None:
        self.close()
        self._claim, self._targets = None, []
        self._start(same=False, stance=Stance.SUPPORTS.value)

    def _refuse(self, error: BaseException) -> None:
        """Say what is wrong; what was chosen stays."""
        if not isinstance(error, KnownError):
            raise error
        self._hint.setText(str(error))
        self._hint.setProperty("tone", "bad")
        self._hint.style().polish(self._hint)
        self.adjustSize()

    # -- keys ------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._take_key(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _take_key(self, field: QObject, event: QKeyEvent) -> bool:
        key, stance = event.key(), stance_of_alt_key(event)
        in_search = field is self.field
        if stance is not None:
            self.stance.choose(stance)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at_once = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if in_search and not at_once and (self.field.text().strip() or not self.chosen.things):
                self._take(self.choices.current)
            else:
                self._cite()
        elif in_search and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choices.step(1 if key == Qt.Key.Key_Down else -1)
        elif in_search and key == Qt.Key.Key_Backspace and not self.field.text():
            self.chosen.remove_last()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True


def _row(choice: Choice) -> ChoiceRow:
    kind = choice.thing[0]
    if choice.picture:
        return ChoiceRow(choice.name, choice.detail, "item", choice.picture)
    return ChoiceRow(choice.name, choice.detail, "" if kind in _ICONS else kind, icon=_ICONS.get(kind, ""))
