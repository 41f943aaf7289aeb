"""`TracksFeature`: placing many files at once: on a recorded track, or where another file stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from evidence_board.events import Notice
from evidence_board.geo.coordinates import parse
from evidence_board.model.errors import KnownError
from evidence_board.operations.track_placing import CopiedPosition, copy_position, position_to_copy
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.map.map_pane import MapPane
from evidence_board.ui.map.position_popover import PositionPopover
from evidence_board.ui.map_layers.layers_feature import LayersFeature
from evidence_board.ui.map_tools.position_forms import chosen_form, written
from evidence_board.ui.tracks.other_positions import OtherPositions

if TYPE_CHECKING:
    from evidence_board.model.changes import ChangeSet
    from evidence_board.ui.case_page import CasePage
    from evidence_board.ui.tracks.track_sheet import TrackSheet

__all__ = ["TracksFeature"]

#: Characters of a text that are looked at for coordinates.
_LONGEST = 2_000


class TracksFeature(QObject):
    """Adds "Place photos on a track", "Copy the position" and "Paste the position".

    Attributes:
        copied: the position that was copied last, of this case.
        others: the other positions on the map; None without a map.
    """

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self._sheet: TrackSheet | None = None
        self.copied: CopiedPosition | None = None
        self._ours = ""
        #: Another program has put something on the clipboard since.
        self._newer = False
        QGuiApplication.clipboard().dataChanged.connect(self._clipboard_changed)
        pane = page.workspace.panes.get("map")
        self.others = OtherPositions(page.context, pane.canvas) if isinstance(pane, MapPane) else None
        selected = tr("Selected")
        for command in (
            Command(
                id="other_positions",
                title=tr("Show other positions on the map"),
                run=self.switch_others,
                icon="map-pinned",
                enabled=lambda: self.others is not None,
                words=self._others_words,
            ),
            Command(
                id="place_on_track",
                title=tr("Place photos on a track"),
                run=self.show_sheet,
                icon="route",
                group=selected,
            ),
            Command(
                id="copy_position",
                title=tr("Copy the position"),
                run=self.copy,
                key="Ctrl+Alt+C",
                icon="copy",
                group=selected,
                enabled=lambda: self._current() is not None,
            ),
            Command(
                id="paste_position",
                title=tr("Paste the position"),
                run=self.paste,
                key="Ctrl+Alt+V",
                icon="map-pin-plus",
                group=selected,
                enabled=self._can_paste,
                words=self._paste_words,
            ),
        ):
            page.commands.add(command)
        page.add_to_case_menu("place_on_track")

    @property
    def sheet(self) -> TrackSheet:
        """The sheet; made when it is first wanted."""
        if self._sheet is None:
            from evidence_board.ui.tracks.track_sheet import TrackSheet

            layers = next((one for one in self._page.features if isinstance(one, LayersFeature)), None)
            stack = layers.stack if layers is not None else None
            self._sheet = TrackSheet(self._page, context=self._page.context, stack=stack)
        return self._sheet

    def switch_others(self) -> None:
        """Show every position of the selected file on the map, or hide them again."""
        if self.others is not None:
            self.others.switch()
            self._page.commands.changed.emit()

    def _others_words(self) -> str:
        if self.others is not None and self.others.is_on:
            return tr("Hide other positions on the map")
        return tr("Show other positions on the map")

    def show_sheet(self) -> None:
        """Open the sheet, or close it."""
        self._page.show_sheet(self.sheet)
        if self.sheet.is_open:
            self.sheet.begin()

    def copy(self) -> None:
        """Take up where the selected file stands."""
        copied = self._current()
        if copied is None:
            return
        self.copied = copied
        self._page.commands.changed.emit()
        # For other programs as well: the notation that a person chose.
        self._ours = written(copied.latitude, copied.longitude, chosen_form())
        QGuiApplication.clipboard().setText(self._ours)
        self._newer = False
        words = tr("The position of {ref} is copied. Select other files and paste it.", ref=isolate(copied.ref))
        self._page.context.session.hub.emit(Notice(words))

    def paste(self) -> None:
        """Place the selected files where the copied position is; text from elsewhere is shown as it is read first."""
        items, copied = self._chosen(), self.copied
        if not items:
            return
        if text := self._text_of_others():
            self._page.context.requests.place.emit(items)
            pane = self._page.workspace.panes.get("map")
            popover = pane.verbs.popover if isinstance(pane, MapPane) else None
            if isinstance(popover, PositionPopover):
                popover.coordinates.setText(text)
            return
        if copied is None:
            words = tr("Copy the position of a file first, or coordinates from anywhere.")
            self._page.context.session.hub.emit(Notice(words))
            return

        def done(changes: ChangeSet) -> None:
            number = sum(one != copied.item_id for one in items)
            files = count(number, one="{n} file", many="{n} files")
            words = tr("{files} placed where {ref} stands.", files=files, ref=isolate(copied.ref))
            self._page.context.session.hub.emit(Notice(words, "ok", undo=True))

        words = count(len(items), one="Placing {n} file", many="Placing {n} files")
        bulk = bulk_edits(self._page.context)
        bulk.perform_then(done, words, len(items), copy_position, copied=copied, item_ids=items)

    def _current(self) -> CopiedPosition | None:
        session = self._page.context.session
        current = session.selection.current
        return position_to_copy(session, item_id=current) if current is not None else None

    def _chosen(self) -> list[str]:
        session = self._page.context.session
        return [one for one in session.selection.ids if one in session.index.items]

    def _can_paste(self) -> bool:
        copied, chosen = self.copied, self._chosen()
        if self._page.context.session.case.read_only or not chosen:
            return False
        return copied is None or self._newer or any(one != copied.item_id for one in chosen)

    def _clipboard_changed(self) -> None:
        self._newer = True

    def _text_of_others(self) -> str:
        """Return coordinates that another program put on the clipboard; empty while ours are the newest.

        Only asked for when they are wanted: the clipboard may be slow.
        """
        if self.copied is not None and not self._newer:
            return ""
        text = QGuiApplication.clipboard().text()[:_LONGEST].strip()
        if not text or text == self._ours:
            return ""
        try:
            parse(text)
        except KnownError:
            return ""
        return text

    def _paste_words(self) -> str:
        if self.copied is None or self._newer:
            return tr("Paste the position")
        return tr("Paste the position of {ref}", ref=isolate(self.copied.ref))
