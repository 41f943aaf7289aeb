"""`CitationForm`: how a cited thing stands to the fact, the words that matter, a note, and the moment of a video."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_board.model.claims import Citation, Stance
from evidence_board.model.errors import KnownError
from evidence_board.ui.citing.citing_words import read_seconds, seconds_words, stance_name
from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.painting import text_direction

__all__ = ["CitationForm", "read_span"]


class CitationForm(EditForm):
    """The fields of a citation, filled with what stands.

    Attributes:
        stance, excerpt, note, moment: the fields.
    """

    def __init__(self, citation: Citation, *, video: bool, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the form.

        Args:
            citation: what stands now.
            video: whether it has moments.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(save=tr("Save"), theme=theme, parent=parent)
        self._citation = citation
        self.stance = ComboBox(name=tr("It is cited"), theme=theme, small=True)
        for stance in Stance:
            self.stance.addItem(stance_name(stance), stance.value)
        self.stance.setCurrentIndex(self.stance.findData(citation.stance))
        self.add_row(tr("It is cited"), self.stance)
        self.excerpt = self._text(tr("Excerpt"), tr("The words that matter"), citation.excerpt)
        self.note = self._text(tr("Note"), tr("What does it show?"), citation.note)
        self.moment = self.add_line(tr("Moment"), hint="1:05 - 1:20", digits=True)
        self.moment.setText(_typed_span(citation))
        row = self.moment.parentWidget()
        if row is not None:
            row.setVisible(video)
        self._video = video

    def changed(self) -> dict[str, object]:
        """Return what differs from what stands.

        Raises:
            KnownError: the moment cannot be read.
        """
        old = self._citation
        values: dict[str, object] = {
            "stance": self.stance.currentData(),
            "excerpt": self.excerpt.text().strip(),
            "note": self.note.text().strip(),
        }
        found = {name: value for name, value in values.items() if value != getattr(old, name)}
        if self._video and self.moment.text().strip() != _typed_span(old):
            span = read_span(self.moment.text())
            found.update(start_s=span.start, end_s=span.end)
        return found

    def _text(self, label: str, hint: str, text: str) -> QLineEdit:
        line = self.add_line(label, hint=hint)
        line.textChanged.connect(lambda typed: line.setLayoutDirection(text_direction(typed)))
        line.setText(text)
        return line


@dataclass(frozen=True, slots=True)
class _Span:
    start: float | None
    end: float | None


def read_span(text: str) -> _Span:
    """Return the moment or span that was typed, ``1:05`` or ``1:05 - 1:20``.

    Raises:
        KnownError: it is neither.
    """
    for dash in ("–", "—", " to "):
        text = text.replace(dash, "-")
    start, _, end = text.partition("-")
    span = _Span(read_seconds(start), read_seconds(end))
    if span.start is None and span.end is not None:
        raise KnownError(tr("The span has no start."), do=tr("Write it like 1:05 - 1:20."))
    return span


def _typed_span(citation: Citation) -> str:
    times = [one for one in (citation.start_s, citation.end_s) if one is not None]
    return " - ".join(seconds_words(one) for one in times)
