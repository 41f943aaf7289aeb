"""`TimeZoneForm`: the zone in which the case shows times beside those that are written."""

from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from evidence_board.case.clock_offsets import read_zone
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.theme import Theme

__all__ = ["TimeZoneForm"]


class TimeZoneForm(EditForm):
    """A line for a zone, completed from the list of all; empty for none.

    Attributes:
        zone: what was typed.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(save=tr("Show times so"), theme=theme, parent=parent)
        self.zone = self.add_line(tr("Zone"), hint="Asia/Damascus, +03:00", digits=True)
        self._completer: QCompleter | None = None

    def begin(self, zone: str | None) -> None:
        """Ask, with the zone that stands."""
        if self._completer is None:
            self._completer = QCompleter(sorted(available_timezones()), self)
            self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.zone.setCompleter(self._completer)
        self.zone.setText(zone or "")
        self.say(tr("For the whole case. Stored times stay as they are. Leave it empty for none."))
        self.zone.setFocus()
        self.zone.selectAll()

    def read(self) -> str | None:
        """Return the zone that was typed, None for none.

        Raises:
            KnownError: there is no such zone.
        """
        zone = _named(self.zone.text().strip())
        if zone:
            read_zone(zone)
        return zone or None


def _named(typed: str) -> str:
    """Return the zone that a town alone, or a name in small letters, can only mean; else what was typed."""
    wanted = typed.lower().replace(" ", "_")
    meant = [name for name in available_timezones() if wanted in (name.lower(), name.lower().rpartition("/")[2])]
    return meant[0] if len(meant) == 1 else typed
