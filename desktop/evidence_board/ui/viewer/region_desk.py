"""`RegionDesk`: the regions of the file in view: read, drawn, named, linked, cited, judged, taken away."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.case.regions import read_regions
from evidence_board.events import CaseChanged, Notice
from evidence_board.model.changes import ChangeSet
from evidence_board.model.regions import RegionRow
from evidence_board.operations.levels import set_levels
from evidence_board.operations.regions import add_region, bin_regions, mark_moment, unlink_region, update_region
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.level_button import level_menu
from evidence_board.ui.viewer.entity_popover import EntityPopover
from evidence_board.ui.viewer.region_words import KIND_KEYS, kind_icon, kind_word, region_name

__all__ = ["RegionDesk"]

_TABLES = frozenset({"region", "link", "citation", "person", "account", "unit", "location", "equipment", "event"})


class RegionDesk(QObject):
    """Knows the regions of one file and does what is asked of them.

    Attributes:
        renewed: the rows are others.
        made: (row id) a region was drawn and saved.
        rows: regions and moments of the file.
        chosen: row id of the chosen one, or empty.
        chosen_changed: another one is chosen, or none.
    """

    renewed = Signal()
    made = Signal(str)
    chosen_changed = Signal()

    def __init__(self, context: UiContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner
        self._item_id = ""
        self._wanted = ""
        self.rows: tuple[RegionRow, ...] = ()
        self.chosen = ""
        context.events.case_changed.connect(self._case_changed)

    @property
    def can_write(self) -> bool:
        """Whether anything may be changed."""
        return not self._context.session.case.read_only

    @property
    def row(self) -> RegionRow | None:
        """The chosen region."""
        return self.find(self.chosen)

    def find(self, region_id: str) -> RegionRow | None:
        """Return a region of this file."""
        return next((row for row in self.rows if row.id == region_id), None)

    def show_item(self, item_id: str, *, then: str = "") -> None:
        """Read the regions of another file, and choose one of them when they are there."""
        if item_id != self._item_id:
            self._item_id, self.rows, self.chosen = item_id, (), ""
            self.renewed.emit()
            self.chosen_changed.emit()
        self._wanted = then or self._wanted
        if item_id:
            self._read()

    def choose(self, region_id: str) -> None:
        """Choose a region, or none."""
        if region_id != self.chosen:
            self.chosen = region_id
            self.chosen_changed.emit()

    # -- verbs -----------------------------------------------------------------------------------------

    def add(self, shape: str, points: object, kind: str, *, start_s: float | None = None) -> None:
        """Save a region that was drawn; of a video with the time of its frame."""
        self._context.perform_then(
            self._added,
            add_region,
            item_id=self._item_id,
            shape=shape,
            points=_pairs(points),
            kind=kind,
            start_s=start_s,
        )

    def mark(self, start_s: float, end_s: float | None) -> None:
        """Mark a moment of the video, or a span."""
        self._context.perform_then(self._added, mark_moment, item_id=self._item_id, start_s=start_s, end_s=end_s)

    def move(self, region_id: str, points: object) -> None:
        """Save other points of a region."""
        self._context.jobs.follow(
            self._context.session.run(update_region, row_id=region_id, points=_pairs(points)),
            done=lambda _: None,
            failed=self._not_moved,
        )

    def set_span(self, region_id: str, start_s: float, end_s: float | None) -> None:
        """Save other times of a moment."""
        self._context.perform(update_region, row_id=region_id, start_s=start_s, end_s=end_s)

    def rename(self, region_id: str, label: str) -> None:
        """Save another label."""
        self._context.perform(update_region, row_id=region_id, label=label)

    def set_kind(self, kind: str) -> bool:
        """Make the chosen region one of another kind; False when none is chosen."""
        row = self.row
        if row is None or not self.can_write:
            return False
        if row.kind != kind:
            self._context.perform(update_region, row_id=row.id, kind=kind)
        return True

    def set_level(self, level: str) -> bool:
        """Set how sure it is that the chosen region shows what it is linked to; False when none is chosen."""
        row = self.row
        if row is None or not self.can_write:
            return False
        if row.link_id is None:
            said = tr("Say first what {region} shows: L links it.", region=isolate(region_name(row)))
            self._context.session.hub.emit(Notice(said, "info"))
        elif row.level != level:
            self._context.perform(set_levels, level=level, links=[row.link_id])
        return True

    def cite(self) -> bool:
        """Ask what the chosen region is evidence for; False when none is chosen."""
        if self.row is None:
            return False
        self._context.requests.cite.emit([("region", self.chosen)])
        return True

    def ask_entity(self, at: QPoint) -> bool:
        """Ask what the chosen region shows; False when none is chosen."""
        row = self.row
        if row is None or not self.can_write:
            return False
        EntityPopover(self._context, self._owner, row).open_near(at)
        return True

    def remove(self) -> bool:
        """Move the chosen region to the bin; False when none is chosen."""
        row = self.row
        if row is None or not self.can_write:
            return False
        name = isolate(region_name(row))

        def tell(changes: ChangeSet) -> None:
            cited = changes.result.get("cited")
            words = tr("{region} is in the bin.", region=name)
            if isinstance(cited, tuple) and cited:
                facts = ", ".join(str(one) for one in cited)
                words = tr("{region} is in the bin. {facts} cited it.", region=name, facts=facts)
            self._context.session.hub.emit(Notice(words, "info", undo=True))

        self._context.perform_then(tell, bin_regions, row_ids=[row.id])
        return True

    def open_menu(self, spot: QPoint, *, rename: Callable[[], object], link: Callable[[], object]) -> None:
        """Open the menu of the chosen region at a point of the screen."""
        menu = self.menu(rename=rename, link=link)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def menu(self, *, rename: Callable[[], object], link: Callable[[], object]) -> QMenu:
        """Return the menu of the chosen region."""
        theme, menu, row = self._context.theme, QMenu(self._owner), self.row
        if row is None:
            return menu

        def add(icon: str, words: str, key: str, run: Callable[[], object]) -> None:
            entry = menu.addAction(theme.icon(icon), f"{words}\t{key}" if key else words)
            entry.triggered.connect(lambda _=False: run())

        if self.can_write:
            add("pencil", tr("Label"), "F2", rename)
            add("link", tr("Say what it shows"), "L", link)
        if row.entity_id is not None:
            shown = row.entity_id
            words = tr("Go to {name}", name=isolate(row.entity).replace("&", "&&"))
            add("arrow-right", words, "", lambda: self._open(shown))
            if self.can_write:
                add("unlink", tr("Leave open what it shows"), "", self._unlink)
        if self.can_write:
            add("quote", tr("Cite for …"), "Q", self.cite)
            kinds = menu.addMenu(theme.icon(kind_icon(row.kind)), tr("Kind"))
            for kind, key in KIND_KEYS.items():
                entry = kinds.addAction(theme.icon(kind_icon(kind)), f"{kind_word(kind)}\t{key}")
                entry.triggered.connect(lambda _=False, one=kind: self.set_kind(one))
            if row.link_id is not None:
                levels = level_menu(theme, current=row.level, choose=self._take_level, parent=menu)
                levels.setTitle(tr("Confidence"))
                menu.addMenu(levels)
            menu.addSeparator()
            add("trash-2", tr("Move to the bin"), tr("Del"), self.remove)
        return menu

    # -- parts -----------------------------------------------------------------------------------------

    def _open(self, row_id: str) -> None:
        self._context.session.select(replace([row_id]), origin="viewer")

    def _take_level(self, level: str) -> None:
        self.set_level(level)

    def _unlink(self) -> None:
        self._context.perform(unlink_region, row_id=self.chosen)

    def _not_moved(self, error: BaseException) -> None:
        # What was dragged goes back to where it is saved.
        self.renewed.emit()
        self._context.show_error(error)

    def _added(self, changes: ChangeSet) -> None:
        self._wanted = str(changes.result["id"])
        self._read(made=self._wanted)

    def _case_changed(self, event: CaseChanged) -> None:
        if self._item_id and (event.changes.whole or event.changes.tables & _TABLES):
            self._read()

    def _read(self, *, made: str = "") -> None:
        item_id = self._item_id

        def show(rows: tuple[RegionRow, ...]) -> None:
            if item_id != self._item_id:
                return
            self.rows = rows
            wanted, ids = self._wanted, {row.id for row in rows}
            if wanted in ids:
                self._wanted = ""
                self.chosen = wanted
            elif self.chosen not in ids:
                self.chosen = ""
            self.renewed.emit()
            self.chosen_changed.emit()
            if made in ids:
                self.made.emit(made)

        session = self._context.session
        self._context.jobs.run(
            lambda: session.read(read_regions, item_id), done=show, failed=self._context.show_error, priority=3
        )


def _pairs(points: object) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in points] if isinstance(points, tuple | list) else []
