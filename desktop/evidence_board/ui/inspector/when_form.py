"""`WhenForm`: the times of a file by typing, as far as they are known."""

from PySide6.QtWidgets import QWidget

from evidence_board.model.details import MomentDetail, PostDetail
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment
from evidence_board.operations.moment_texts import typed_moment
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.inspector.words import moment_words, zone_words
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.check_box import CheckBox

__all__ = ["WhenForm", "typed_text"]


def typed_text(moment: Moment) -> str:
    """Return a time as it would be typed: ``2015-09-12 16:40 +03:00``."""
    text = moment.local.replace("T", " ")
    return f"{text} {moment.zone}" if moment.zone and moment.utc else text


class WhenForm(EditForm):
    """Taken, about or exactly, why; and posted, where there is a post.

    Attributes:
        taken: when the picture was taken; empty leaves it unknown.
        about: whether that is only about so.
        reason: how the analyst knows.
        posted: when it was posted.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(save=tr("Save"), theme=theme, parent=parent)
        self.taken = self.add_line(tr("Taken"), hint="2015-09-12 16:40 +03:00", digits=True)
        self.about = CheckBox(tr("About then"), theme=theme)
        self.add_row("", self.about)
        self.reason = self.add_line(tr("Basis"), hint=tr("How do you know?"))
        self.posted = self.add_line(tr("Posted"), hint="2015-09-18 21:07 +03:00", digits=True)
        self.taken.textChanged.connect(lambda text: self._read_again(text))
        self.posted.textChanged.connect(lambda text: self._read_again(text))

    def fill(self, taken: MomentDetail | None, post: PostDetail | None) -> None:
        """Show what stands now."""
        self.taken.setText(typed_text(taken.moment) if taken is not None else "")
        self.about.setChecked(taken is not None and taken.approximate)
        self.reason.setText(taken.reason if taken is not None else "")
        self.posted.setText(typed_text(post.posted) if post is not None and post.posted is not None else "")
        row = self.posted.parentWidget()
        if row is not None:
            row.setVisible(post is not None)
        self.say("")

    def _read_again(self, text: str) -> None:
        if not text.strip():
            self.say("")
            return
        try:
            moment = typed_moment(text)
        except KnownError as error:
            self.say(error.do or str(error))
            return
        words = moment_words(moment, approximate=self.about.isChecked(), zone=True)
        zone = zone_words(moment)
        said = tr("Read as {time}", time=isolate(words))
        if zone and not moment.zone:
            said += ". " + tr("Zone: {zone}", zone=zone)
        self.say(said)
