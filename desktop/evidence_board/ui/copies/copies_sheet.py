"""`CopiesSheet`: two copies of one picture side by side, and what a person says of them."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from evidence_board.model.changes import ChangeSet
from evidence_board.operations import same_picture
from evidence_board.ui.context import UiContext
from evidence_board.ui.copies.copies_table import CopiesTable
from evidence_board.ui.copies.copies_words import alike_words
from evidence_board.ui.copies.pair_pictures import PairPictures
from evidence_board.ui.copies.pair_queue import ComparedPair, QueuedPair, read_pair, read_queue
from evidence_board.ui.copies.pair_view import MODES, PairView
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.shortcuts import key_names
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.segmented import Segmented
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["CopiesSheet"]

_WIDTH = 700


class CopiesSheet(Sheet):
    """Judges look-alikes pair by pair, or compares two files that a person chose.

    Attributes:
        view: both pictures.
        table: line by line what differs.
        note: which pair of how many, and how alike.
        said: what a person said of this pair before.
        use: says the two are one picture and which copy to use.
        same: says the two are one picture.
        different: says they are not.
        left: how many pairs are left.
    """

    def __init__(self, parent: QWidget, *, context: UiContext) -> None:
        theme = context.theme
        super().__init__(parent, title=tr("Copies"), theme=theme, width=_WIDTH)
        self._context = context
        self._can_write = not context.session.case.read_only
        self._groups: list[tuple[str, ...]] | None = None
        self._queue: list[QueuedPair] = []
        self._at = 0
        self._swapped = False
        self._pair: ComparedPair | None = None
        self._request = 0
        self._reading = True
        self._judging = False
        self._pictures = PairPictures(context, self)
        self.note = ElidedLabel(theme=theme, role="small", colour="text2", tabular=True)
        self.said = QLabel()
        self.said.setProperty("role", "hint")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.view = PairView(theme=theme)
        self.table = CopiesTable(theme=theme)
        self._nothing = EmptyState(
            icon="copy-check",
            title=tr("No look-alikes left to judge"),
            sentence=tr("Files that look alike are proposed here as they come in. Compare any two files with C."),
            theme=theme,
        )
        self._build_body(theme)
        self._build_foot(theme)
        self.view.sharper_wanted.connect(self._pictures.sharpen)
        self._pictures.ready.connect(self.view.set_picture)
        self._pictures.compared.connect(self.view.set_difference)
        context.events.index_changed.connect(lambda event: self._renew() if self.is_open else None)
        self._show(None)

    def _build_body(self, theme: Theme) -> None:
        self.previous = IconButton("chevron-left", name=tr("Pair before"), key="Left", theme=theme)
        self.next = IconButton("chevron-right", name=tr("Next pair"), key="Right", theme=theme)
        self.swap = IconButton("git-compare", name=tr("Swap sides"), key="W", theme=theme)
        self.modes = Segmented(name=tr("How the two are shown"), theme=theme)
        self.modes.add("side", icon="panel-left", name=tr("Side by side"), key="1")
        self.modes.add("over", icon="blend", name=tr("One over the other"), key="2")
        self.modes.add("swipe", icon="flip-horizontal-2", name=tr("Wipe one over the other"), key="3")
        self.previous.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.swap.clicked.connect(self._swap)
        self.modes.changed.connect(self._set_mode)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(4)
        bar.addWidget(self.note, 1)
        for part in (self.previous, self.next, self.swap):
            bar.addWidget(part)
        bar.addSpacing(6)
        bar.addWidget(self.modes)
        self._content = QWidget()
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(bar)
        inside.addWidget(self.said)
        inside.addSpacing(8)
        inside.addWidget(self.view, 100)
        inside.addWidget(self.table)
        inside.addStretch(1)
        self.body.addWidget(self._content, 1)
        self.body.addWidget(self._nothing, 1)

    def _build_foot(self, theme: Theme) -> None:
        self.use = Button("", theme=theme, kind="primary", key="Enter")
        self.same = Button(tr("Same picture"), theme=theme, key="S")
        self.different = Button(tr("Not the same"), theme=theme, key="X")
        self.back = Button(tr("Take it back"), theme=theme, kind="quiet")
        self.group = IconButton("ellipsis", name=tr("The whole group"), theme=theme)
        self.left = ElidedLabel(theme=theme, role="small", colour="text2", tabular=True)
        self.use.clicked.connect(self._say_use)
        self.same.clicked.connect(lambda: self._say("same"))
        self.different.clicked.connect(lambda: self._say("different"))
        self.back.clicked.connect(lambda: self._say(""))
        self.group.set_menu(QMenu(self.group))
        for part in (self.use, self.same, self.different, self.back, self.group):
            self.foot.addWidget(part)
        self.foot.addStretch(1)
        self.foot.addWidget(self.left)
        self.show_foot()

    # -- what is shown ---------------------------------------------------------------------------------

    def show_queue(self) -> None:
        """Show the look-alikes of the whole case that nobody has judged."""
        self._groups, self._at = None, 0
        self._queue = []
        self._reading = True
        self._show(None)
        self._renew(first=True)

    def show_group(self, item_ids: Sequence[str], *, first: str = "") -> None:
        """Show the pairs of one group; ``first`` is a file whose pairs come first.

        A group of two that was judged is shown all the same.
        """
        self._groups, self._at = [tuple(item_ids)], 0
        pair = tuple(sorted(item_ids, key=lambda one: one != first))[:2]
        self._queue = [QueuedPair(pair[0], pair[1], tuple(item_ids))]
        self._renew(first=True, about=first)

    def compare(self, first: str, second: str) -> None:
        """Show two files, whatever was said of them and however little they look alike."""
        group = self._context.session.index.observations.group_of(first)
        inside = group.item_ids if group is not None and second in group.item_ids else (first, second)
        self._groups, self._at = [], 0
        self._queue = [QueuedPair(first, second, inside)]
        self._load()

    @property
    def pair(self) -> ComparedPair | None:
        """What is shown."""
        return self._pair

    def open_sheet(self) -> None:
        """Slide in and give the keys to the pictures."""
        super().open_sheet()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renew(self, *, first: bool = False, about: str = "") -> None:
        """Read anew which pairs are to be judged; what is shown stays if it still is one of them."""
        if self._groups == []:
            self._load()
            return
        context = self._context
        groups = self._groups
        if groups is None:
            observed = context.session.index.observations.groups.values()
            groups = [one.item_ids for one in observed if not one.accepted]
        self._request += 1
        request = self._request

        def taken(found: list[QueuedPair]) -> None:
            if request == self._request:
                self._reading = False
                self._take_queue(sorted(found, key=lambda one: about not in (one.first, one.second)), first=first)

        context.jobs.run(
            lambda: context.session.read(read_queue, groups), done=taken, failed=context.show_error, priority=3
        )

    def _take_queue(self, found: list[QueuedPair], *, first: bool) -> None:
        now = self._queue[self._at] if self._at < len(self._queue) else None
        if not found and first and self._groups:
            # All of this group is judged: it can still be looked at.
            found = self._queue
        self._queue = found
        places = {(one.first, one.second): place for place, one in enumerate(found)}
        if now is not None and (now.first, now.second) in places and not first:
            self._at = places[now.first, now.second]
        else:
            self._at = min(self._at, max(len(found) - 1, 0))
        self._load()

    def _load(self) -> None:
        if not self._queue:
            self._show(None)
            return
        queued = self._queue[self._at]
        ids = (queued.second, queued.first) if self._swapped else (queued.first, queued.second)
        context = self._context
        self._request += 1
        request = self._request

        def taken(found: ComparedPair | None) -> None:
            if request == self._request:
                self._show(found)

        context.jobs.run(
            lambda: context.session.read(read_pair, *ids), done=taken, failed=context.show_error, priority=3
        )

    def _show(self, pair: ComparedPair | None) -> None:
        known = self._ids(self._pair)
        self._pair = pair
        self._judging = False
        self._content.setVisible(pair is not None)
        # Nothing is said before everything was compared and read.
        complete = self._context.session.index.observations.pictures_complete
        self._nothing.setVisible(pair is None and complete and not self._reading)
        preferred = self._context.session.index.observations.preferred_copies
        self.table.show_pair(pair, preferred=preferred)
        if pair is not None and self._ids(pair) != known:
            mirrored = pair.likeness is not None and pair.likeness.near and pair.likeness.mirrored
            larger = max(pair.facts, key=lambda one: (one.width or 0) * (one.height or 0))
            aspect = (larger.width or 4) / (larger.height or 3)
            richer = pair.comparison.richer
            self.view.show_pair(aspect=min(max(aspect, 0.2), 5.0), mirrored=mirrored, richer=richer)
            videos = (bool(pair.facts[0].duration_s), bool(pair.facts[1].duration_s))
            self._pictures.show_pair(self._ids(pair), mirrored=mirrored, videos=videos)
        self._show_words(pair)

    @staticmethod
    def _ids(pair: ComparedPair | None) -> tuple[str, str]:
        return ("", "") if pair is None else (pair.facts[0].item_id, pair.facts[1].item_id)

    def _show_words(self, pair: ComparedPair | None) -> None:
        several = len(self._queue) > 1
        for part in (self.previous, self.next):
            part.setVisible(several)
        parts = (self.use, self.same, self.different, self.back, self.group)
        for button in parts:
            button.setVisible(pair is not None and self._can_write)
        open_pairs = len(self._queue) if self._groups != [] and pair is not None and not pair.said else 0
        self.left.set_text(count(open_pairs, one="{n} pair left", many="{n} pairs left") if open_pairs else "")
        if pair is None:
            self.note.set_text("")
            return
        alike = alike_words(pair.likeness)
        numbered = tr("pair {n} of {all}, {alike}", n=self._at + 1, all=len(self._queue), alike=alike)
        self.note.set_text(numbered if several else alike)
        use = pair.facts[pair.comparison.richer or 0]
        self.use.setText(tr("Use {ref}, keep both", ref=use.ref))
        words = {"same": tr("You said: the same picture."), "different": tr("You said: not the same picture.")}
        said = words.get(pair.said, "")
        if not self._can_write:
            said = f"{said} {tr('This case is read only here, so nothing can be said of them.')}".strip()
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.same.setVisible(self._can_write and pair.said != "same")
        self.different.setVisible(self._can_write and pair.said != "different")
        self.back.setVisible(self._can_write and bool(pair.said))
        group = self._queue[self._at].group
        self.group.setVisible(self._can_write and len(group) > 2)
        self._fill_group_menu(group)

    def _fill_group_menu(self, group: tuple[str, ...]) -> None:
        menu = QMenu(self.group)
        several = tr("All {n} files are the same picture", n=len(group))
        menu.addAction(several).triggered.connect(lambda: self._say_group(group, same=True))
        none = tr("No two of the {n} files are the same", n=len(group))
        menu.addAction(none).triggered.connect(lambda: self._say_group(group, same=False))
        self.group.set_menu(menu)

    # -- what the buttons do ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Judge, go on, or show the two in another way."""
        actions: dict[str, Callable[[], None]] = {
            "Return": self._say_use,
            "Enter": self._say_use,
            "S": lambda: self._say("same"),
            "X": lambda: self._say("different"),
            "W": self._swap,
            "Left": lambda: self._go(1 if self.isRightToLeft() else -1),
            "Right": lambda: self._go(-1 if self.isRightToLeft() else 1),
            **{str(place): partial(self._set_mode, mode) for place, mode in enumerate(MODES, 1)},
        }
        for name in key_names(event):
            if name in actions:
                if not event.isAutoRepeat() or name in ("Left", "Right"):
                    actions[name]()
                return
        super().keyPressEvent(event)

    def _set_mode(self, mode: str) -> None:
        self.modes.set_current(mode)
        self.view.set_mode(mode)
        self.table.set_outlined(mode == "side")

    def _go(self, by: int) -> None:
        if len(self._queue) > 1:
            self._at = (self._at + by) % len(self._queue)
            self._load()

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._load()

    def _say_use(self) -> None:
        pair = self._pair
        if pair is None or not self._can_write or self._judging:
            return
        which = pair.comparison.richer or 0
        item_id, other = pair.facts[which].item_id, pair.facts[1 - which].item_id
        self._perform(same_picture.use_copy, item_id=item_id, others=[other])

    def _say(self, said: str) -> None:
        if self._pair is None or not self._can_write or self._judging or (said and said == self._pair.said):
            return
        verb = {"same": same_picture.say_same, "different": same_picture.say_different}.get(said, same_picture.forget)
        self._perform(verb, pairs=[self._ids(self._pair)])

    def _say_group(self, group: tuple[str, ...], *, same: bool) -> None:
        if same:
            self._perform(same_picture.say_same, pairs=[(group[0], other) for other in group[1:]])
            return
        pairs = list(combinations(group, 2))
        self._perform(same_picture.split, item_ids=list(group), pairs=pairs)

    def _perform(self, verb: Callable[..., ChangeSet], **values: object) -> None:
        # A key pressed once too often must not judge what is still shown of the pair before.
        self._judging = True
        self._request += 1

        def failed(error: BaseException) -> None:
            self._judging = False
            self._context.show_error(error)

        future = self._context.session.run(verb, **values)
        self._context.jobs.follow(future, done=lambda changes: self._renew(), failed=failed)
