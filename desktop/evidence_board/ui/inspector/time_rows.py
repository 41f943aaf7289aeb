"""`TimeRows`: one time: as it is written, in UTC, and in the zone that the case shows."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.moments import Moment
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.time_words import in_zone_words, utc_words, zone_label
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.theme import Theme

__all__ = ["TimeRows"]


class TimeRows(QWidget):
    """Up to three rows; those that would say nothing new are hidden.

    Attributes:
        written: the time itself.
        utc: in UTC.
        shown_in: in the zone of the case.
    """

    def __init__(self, label: str, *, zone: bool, theme: Theme, parent: QWidget | None = None) -> None:
        """Make empty rows.

        Args:
            label: which time it is.
            zone: write the zone behind the time.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(parent)
        self._zone = zone
        self.written = FieldRow(label, ValueText(theme=theme, lines=3), theme=theme)
        self.utc = FieldRow(tr("UTC"), ValueText(theme=theme, lines=3), theme=theme)
        self.shown_in = FieldRow("", ValueText(theme=theme, lines=3), theme=theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for row in (self.written, self.utc, self.shown_in):
            layout.addWidget(row)

    def show_moment(
        self, moment: Moment | None, *, approximate: bool = False, display_zone: str | None, missing: str = ""
    ) -> None:
        """Show a time.

        Args:
            moment: None where it is not known.
            approximate: only about then.
            display_zone: the zone that the case shows, or None.
            missing: what to say where it is not known; empty hides the row.
        """
        if moment is None:
            self.written.set_text(missing, colour="text3")
            self.written.set_tip("")
            self.utc.set_text("")
            self.shown_in.set_text("")
            return
        self.written.set_text(moment_words(moment, approximate=approximate, zone=self._zone))
        self.written.set_tip(tr("As written: {text}", text=moment.raw))
        utc, there = utc_words(moment), in_zone_words(moment, display_zone)
        about = tr("about {time}", time="{}") if approximate else "{}"
        self.utc.set_text(about.format(utc) if utc else "", colour="text2")
        self.shown_in.set_label(zone_label(display_zone or ""))
        self.shown_in.set_text(about.format(there) if there else "", colour="text2")
