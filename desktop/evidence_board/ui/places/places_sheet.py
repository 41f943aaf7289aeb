"""`PlacesSheet`: the lists of places: the one of the program, and those that a person imported or made."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.geo.gazetteer_lists import OWN_PLACES, PlaceList, own_lists, remove_list
from evidence_board.geo.places_import import ImportedPlaces, import_places, own_places
from evidence_board.model.errors import KnownError
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.check.long_job import LongJob
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.progress_split import ProgressSplit
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["PlacesSheet"]

_MOST_SHOWN = 200


class PlacesSheet(Sheet):
    """Lists what places are found in; imports and removes lists. They lie beside the settings, in no case.

    Attributes:
        import_button: asks for a file.
        stop_button: ends an import.
        job: the import.
        result: what came of it.
        rows: title of a list -> its button that removes it.
        own_rows: name of a place of one's own -> its button that removes it.

    Signals:
        gone_to: (OwnPlace) show it on the map.
        place_removed: (OwnPlace) take it away.
        list_removed: (RemovedList) a list was removed.
    """

    gone_to = Signal(object)
    place_removed = Signal(object)
    list_removed = Signal(object)

    def __init__(self, parent: QWidget, *, context: UiContext) -> None:
        super().__init__(parent, title=tr("Lists of places"), theme=context.theme)
        self._context = context
        theme = context.theme
        words = tr(
            "Places are found by name in these lists, without a network. A country file of GeoNames (SY.txt, also"
            " zipped) adds villages; a table of name, latitude and longitude adds your own places, and so does a right"
            " click on the map. Lists belong to you, not to the case."
        )
        self.body.addWidget(plain_label(words, "hint"))
        self.body.addSpacing(10)
        self.result = MessageCard("info", theme=theme)
        self.result.hide()
        self.body.addWidget(self.result)
        self.bar = ProgressSplit(theme=theme)
        self.stop_button = Button(tr("Stop"), theme=theme, small=True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.stop_button)
        self.rows: dict[str, IconButton] = {}
        self.own_rows: dict[str, IconButton] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addSpacing(8)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.import_button = Button(tr("Import a list…"), theme=theme, kind="primary", icon="import")
        self.foot.addStretch(1)
        self.foot.addWidget(self.import_button)
        self.show_foot()
        self.job = LongJob(context, name="places", title=tr("Importing places"), parent=self)
        self.job.moved.connect(self._moved)
        self.job.running_changed.connect(self._show_running)
        self.stop_button.clicked.connect(self.job.stop)
        self.import_button.clicked.connect(self.choose_file)
        context.places.lists_changed.connect(self.read)
        self._show_running()

    def choose_file(self) -> None:
        """Ask which file to import."""
        words = tr("Lists of places (*.txt *.zip *.csv *.tsv);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, tr("Import a list of places"), "", words)
        if path:
            self.import_file(Path(path))

    def import_file(self, path: Path) -> None:
        """Import a file; what was found before stays until the new list is whole."""
        self.result.hide()
        self._context.places.let_go()
        self.job.start(lambda progress: import_places(path, progress=progress), done=self._done, failed=self._failed)

    def read(self) -> None:
        """Show the lists as they are now."""
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows.clear()
        self.own_rows.clear()
        for one in own_lists():
            self._list.addWidget(self._row(one))
            if one.path.name == OWN_PLACES and not one.problem:
                self._add_own()
        for file in self._context.places.gazetteer.files[-1:]:
            if file.path.suffix == ".sqlite":
                words = tr("{n} places, inside the program", n=number(file.count))
                self._list.addWidget(
                    self._line(tr("Gazetteer of the program"), words, file.about.get("attribution", ""))
                )

    def _add_own(self) -> None:
        """List the places of one's own below their list."""
        theme = self._context.theme
        try:
            places = own_places()
        except KnownError as error:
            self._list.addWidget(plain_label(str(error), "small"))
            return
        for place in places[:_MOST_SHOWN]:
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(14, 0, 0, 0)
            name = Button(place.name, theme=theme, kind="link", small=True)
            name.clicked.connect(lambda _=False, one=place: self.gone_to.emit(one))
            across.addWidget(name)
            across.addStretch(1)
            remove = IconButton("x", name=tr("Remove {name}", name=isolate(place.name)), theme=theme, size=24)
            remove.clicked.connect(lambda _=False, one=place: self.place_removed.emit(one))
            remove.setEnabled(not self.job.is_running)
            across.addWidget(remove)
            self.own_rows[place.name] = remove
            self._list.addWidget(row)
        if len(places) > _MOST_SHOWN:
            words = count(len(places) - _MOST_SHOWN, one="and {n} more", many="and {n} more")
            self._list.addWidget(plain_label(words, "small"))

    def _row(self, one: PlaceList) -> QWidget:
        words = count(one.count, one="{n} place", many="{n} places")
        if one.source:
            words = tr("{places}, from {file}, {day}", places=words, file=isolate(one.source), day=one.made)
        row = self._line(one.title, one.problem or words, "")
        remove = IconButton("trash-2", name=tr("Remove {name}", name=isolate(one.title)), theme=self._context.theme)
        remove.clicked.connect(lambda: self._remove(one))
        remove.setEnabled(not self.job.is_running)
        layout = row.layout()
        if layout is not None:
            layout.addWidget(remove)
        self.rows[one.title] = remove
        return row

    def _line(self, title: str, words: str, more: str) -> QWidget:
        theme = self._context.theme
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(ElidedLabel(title, theme=theme, role="bodyStrong"))
        for text in (words, more):
            if text:
                column.addWidget(plain_label(text, "small"))
        across.addLayout(column, 1)
        return row

    def _remove(self, one: PlaceList) -> None:
        self._context.places.let_go()
        try:
            removed = remove_list(one.path)
        except KnownError as error:
            self._context.places.renew()
            self._context.show_error(error)
            return
        self._context.places.renew()
        self.list_removed.emit(replace(removed, title=one.title))

    def _moved(self, share: float) -> None:
        self.bar.set_counts(added=round(share * 1000), repeats=0, need_you=0, total=1000)

    def _show_running(self) -> None:
        running = self.job.is_running
        self.bar.setVisible(running)
        self.stop_button.setVisible(running)
        self.import_button.setEnabled(not running)
        for button in (*self.rows.values(), *self.own_rows.values()):
            button.setEnabled(not running)
        if running:
            self._moved(0.0)

    def _done(self, came: ImportedPlaces | None) -> None:
        if came is None:
            self._say(tr("Stopped"), tr("Nothing was imported."))
            return
        words = count(came.count, one="{n} place came in.", many="{n} places came in.")
        if came.left_out:
            words += " " + count(came.left_out, one="{n} line is no place.", many="{n} lines are no places.")
        self._context.places.renew()
        self._say(tr("Imported {name}", name=isolate(came.title)), words)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._say(tr("Nothing was imported"), str(error))

    def _say(self, title: str, words: str) -> None:
        self.result.say(title, words)
        self.result.show()
