"""`NavigatorPane`: queues to work through, kinds with their entities, tags, and the check of the files."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from evidence_board import selection
from evidence_board.events import HoverChanged
from evidence_board.filters import NearTo
from evidence_board.model.case_index import CaseIndex, EntityRow
from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.text import fold
from evidence_board.text_match import matcher
from evidence_board.ui.context import UiContext
from evidence_board.ui.dialogs_entity import EntityPopover
from evidence_board.ui.dialogs_tag import TagPopover
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import tr
from evidence_board.ui.kind_words import kind_plural
from evidence_board.ui.navigator.check_foot import CheckFoot
from evidence_board.ui.navigator.collections_group import CollectionsGroup
from evidence_board.ui.navigator.entity_menu import entity_menu
from evidence_board.ui.navigator.entity_tree import EntityTree, entity_tree
from evidence_board.ui.navigator.group_heading import GroupHeading
from evidence_board.ui.navigator.kind_group import KindGroup
from evidence_board.ui.navigator.media_group import MediaGroup
from evidence_board.ui.navigator.navigator_counts import NavigatorCounts, count_for_navigator
from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.navigator.tag_cloud import TagCloud
from evidence_board.ui.navigator.tags_group import TagsGroup
from evidence_board.ui.navigator.views_group import ViewsGroup
from evidence_board.ui.pane import Pane
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["NavigatorPane"]

#: Up to this many files and links are counted at once; more are counted off the GUI thread.
_AT_ONCE = 3_000
_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}


class NavigatorPane(Pane):
    """The list at the start of the window, 224 px wide, or a rail of 52 px.

    Attributes:
        media: queues, work and posts.
        posts: the posts of the case.
        collections: the collections.
        views: the saved views.
        tag_group: the tags.

    Signals:
        full_wanted: something in the rail was pressed that needs the room of the full navigator.
    """

    name = "navigator"
    full_wanted = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Navigator"))
        self._compact = False
        self._counts = NavigatorCounts()
        self._counted: CaseIndex | None = None
        self._opened: set[str] = set()
        self._tree: tuple[CaseIndex, EntityTree] | None = None
        self._field = SearchField(tr("Filter this list"), theme=theme, icon="list-filter", key="F", small=True)
        self._field.textChanged.connect(self._renew)
        self._field.returnPressed.connect(self._choose_first)
        self.media = MediaGroup(context)
        self.posts = self.media.posts
        self._groups = {one.value: KindGroup(one.value, theme=theme) for one in ENTITY_KINDS}
        for kind, group in self._groups.items():
            group.pressed.connect(partial(self._toggle_kind, kind))
            group.chosen.connect(self._choose_entity)
            group.opened.connect(self._show_near)
            group.hovered.connect(self._tell_hover)
            group.menu_wanted.connect(self._open_menu)
        self.collections, self.views = CollectionsGroup(context), ViewsGroup(context)
        self.tag_group = TagsGroup(context)
        self._heads = {
            "media": self.media.heading,
            "kinds": GroupHeading(tr("Kinds"), theme=theme, add=tr("New account, person, unit, place ...")),
            "collections": self.collections.heading,
            "views": self.views.heading,
            "tags": self.tag_group.heading,
        }
        self._heads["kinds"].add_pressed.connect(self._new_entity)
        self.tag_group.add_pressed.connect(self._new_tag)
        self._lists = (self.collections, self.views, self.tag_group)
        self._tiles = [
            self._tile(words, icon)
            for words, icon in ((tr("Collections"), "folder"), (tr("Saved views"), "bookmark"), (tr("Tags"), "tag"))
        ]
        self._foot = CheckFoot(context)
        self._wider = IconButton("panel-left-open", name=tr("Navigator in full"), key="[", theme=theme, size=36)
        self._wider.clicked.connect(self.full_wanted)
        self._build()
        self.set_compact(False)

    def _build(self) -> None:
        content = QWidget()
        content.setProperty("surface", "window")
        self._column = QVBoxLayout(content)
        self._column.setSpacing(0)
        self._lines = [_line(self.context.theme), _line(self.context.theme)]
        self._column.addWidget(self.media)
        self._column.addWidget(self._lines[0], 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._heads["kinds"])
        for group in self._groups.values():
            self._column.addWidget(group)
        self._column.addWidget(self._lines[1], 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (*self._lists, *self._tiles):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self._scroll.installEventFilter(self)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(12, 10, 12, 0)
        self._top.addWidget(self._field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._foot)
        layout.addWidget(self._wider, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(4)

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def queues(self) -> dict[str, NavigatorRow]:
        """Name of a queue -> its row."""
        return self.media.queues

    @property
    def groups(self) -> dict[str, KindGroup]:
        """Kind -> its row and list."""
        return self._groups

    @property
    def tags(self) -> TagCloud:
        """The chips of the tags without a path."""
        return self.tag_group.cloud

    @property
    def headings(self) -> dict[str, GroupHeading]:
        """The headings of ``media``, ``kinds``, ``collections``, ``views`` and ``tags``."""
        return self._heads

    @property
    def foot(self) -> CheckFoot:
        """The check of the files."""
        return self._foot

    def set_compact(self, compact: bool) -> None:
        """Become the rail of icons, or the full list again."""
        self._compact = compact
        if compact:
            self._field.clear()
        self.media.set_compact(compact)
        for group in self._groups.values():
            group.set_compact(compact)
        for head in self._heads.values():
            head.setVisible(not compact)
        for line in self._lines:
            line.setVisible(compact)
        self._field.setVisible(not compact)
        for part in self._lists:
            part.setVisible(not compact)
        for tile in self._tiles:
            tile.setVisible(compact)
        self._wider.setVisible(compact)
        self._top.setContentsMargins(12, 0 if compact else 10, 12, 0)
        self._column.setContentsMargins(8, 10 if compact else 2, 8, 8)
        bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if compact else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(bars)
        self._renew()

    def show_index(self) -> None:
        """Count anew; the lists follow."""
        index = self.context.session.index
        if self._counted is not None and len(index.items) != len(self._counted.items):
            self._foot.forget()
        if len(index.items) + len(index.links) <= _AT_ONCE:
            self._take_counts(index, count_for_navigator(index))
        else:
            self.context.jobs.run(
                lambda: count_for_navigator(index),
                done=lambda counts: self._take_counts(index, counts),
                failed=self.context.show_error,
            )
        self.show_selection("")

    def show_filter(self) -> None:
        """Mark the queue and the tags of the filter."""
        for part in (self.media, *self._lists):
            part.show_filter()

    def show_selection(self, origin: str) -> None:
        """Mark the entities that are selected."""
        session = self.context.session
        chosen = frozenset(one for one in session.selection.ids if one in session.index.entities)
        for group in self._groups.values():
            group.show_selection(chosen)
        self._heads["tags"].set_add_enabled(bool(len(session.selection)) and not session.case.read_only)
        self._heads["kinds"].set_add_enabled(not session.case.read_only)

    def focus_field(self) -> None:
        """Put the focus into the field that narrows the list."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _take_counts(self, index: CaseIndex, counts: NavigatorCounts) -> None:
        if index is not self.context.session.index:
            return
        self._counted, self._counts = index, counts
        self._renew()

    def _renew(self) -> None:
        index = self.context.session.index
        wanted = fold(self._field.text().strip())
        self.media.show_counts(self._counts, wanted)
        for kind, group in self._groups.items():
            rows = list(index.entities_of(kind))
            fitting = [row for row in rows if _fits(row, wanted)]
            # What is searched for stands in one list; all of it stands as a tree.
            tree = self._unit_tree(index) if kind == "unit" and not wanted else None
            group.show_entities(fitting, total=len(rows), files=self._counts.files, tree=tree)
            # What is searched for is shown, whether its list was open or not.
            group.set_open(not self._compact and (bool(wanted and fitting) or (not wanted and kind in self._opened)))
            group.setVisible(not wanted or bool(fitting) or wanted in fold(kind_plural(kind)))
        shown = any(not group.isHidden() for group in self._groups.values())
        self._heads["kinds"].setVisible(not self._compact and shown)
        filled = (
            self.collections.show_albums(wanted),
            self.views.show_views(wanted, self._counts),
            self.tag_group.show_tags(wanted, self._counts),
        )
        for part, tile, has_any in zip(self._lists, self._tiles, filled, strict=True):
            part.setVisible(not self._compact and has_any)
            tile.setVisible(self._compact and has_any)
        self._foot.setVisible(not self._compact and bool(index.items))
        self._lines[1].setVisible(self._compact and any(filled))
        self.show_filter()

    def _unit_tree(self, index: CaseIndex) -> EntityTree:
        if self._tree is None or self._tree[0] is not index:
            self._tree = (index, entity_tree(index, "unit"))
        return self._tree[1]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Up and Down before the scroll area moves its content instead of the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rows with Up and Down."""
        step = _STEPS.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        rows: list[QWidget] = list(self.media.rows)
        for group in self._groups.values():
            rows += (group.head, *group.rows)
        rows += (*self.collections.list.rows, *self.views.list.rows, *(line.row for line in self.tag_group.lines))
        rows = [row for row in rows if row.isVisible()]
        focused = next((at for at, row in enumerate(rows) if row.hasFocus()), -1 if step > 0 else len(rows))
        if rows:
            target = rows[max(0, min(focused + step, len(rows) - 1))]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(target, 0, 24)

    # -- what the user does ----------------------------------------------------------------------------

    def _toggle_kind(self, kind: str) -> None:
        if self._compact:
            self._opened.add(kind)
            self.full_wanted.emit()
            return
        group = self._groups[kind]
        group.set_open(not group.is_open)
        (self._opened.add if group.is_open else self._opened.discard)(kind)

    def _choose_entity(self, row_id: str, held: Qt.KeyboardModifier) -> None:
        session = self.context.session
        present = session.selection
        if held & Qt.KeyboardModifier.ControlModifier:
            present = selection.toggle(present, row_id)
        elif held & Qt.KeyboardModifier.ShiftModifier:
            order = [row.row_id for group in self._groups.values() for row in group.rows]
            present = selection.extend(present, row_id, order)
        else:
            present = selection.replace([row_id])
        session.select(present, origin=self.name)

    def _choose_first(self) -> None:
        for group in self._groups.values():
            if group.rows:
                self._choose_entity(group.rows[0].row_id, Qt.KeyboardModifier.NoModifier)
                return

    def _show_near(self, row_id: str) -> None:
        session = self.context.session
        session.set_filter(session.filter.plus(NearTo(row_id, 2)), origin=self.name)

    def _tile(self, words: str, icon: str) -> NavigatorRow:
        tile = NavigatorRow(words, theme=self.context.theme, icon=icon)
        tile.setCheckable(False)
        tile.set_compact(True)
        tile.clicked.connect(self.full_wanted)
        return tile

    def _tell_hover(self, row_id: str) -> None:
        kind = self.context.session.index.kind_of(row_id) if row_id else None
        self.context.session.hub.emit(HoverChanged(kind, row_id or None, self.name))

    def _new_entity(self) -> None:
        EntityPopover(self, context=self.context).open_below(self._heads["kinds"].add_button)

    def _new_tag(self) -> None:
        index = self.context.session.index
        pairs = [(index.kind_of(one), one) for one in self.context.session.selection.ids]
        things = [(kind, one) for kind, one in pairs if kind is not None and kind not in ("link", "post")]
        if things:
            TagPopover(self, context=self.context, things=things).open_below(self._heads["tags"].add_button)

    def _open_menu(self, row_id: str, spot: QPoint) -> None:
        row = self.context.session.index.entities.get(row_id)
        if row is None:
            return
        if row_id not in self.context.session.selection:
            self._choose_entity(row_id, Qt.KeyboardModifier.NoModifier)
        menu = entity_menu(row, self.context, show_near=self._show_near, parent=self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def shut_down(self) -> None:
        """End work that may take long: the case is being closed."""
        self._foot.stop()


def _fits(row: EntityRow, wanted: str) -> bool:
    return matcher(wanted).rank(row.label, row.ref, row.detail, *row.other_names) is not None


def _line(theme: Theme) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 8, 0, 8)
    layout.addWidget(Hairline(theme=theme, width=28))
    return box
