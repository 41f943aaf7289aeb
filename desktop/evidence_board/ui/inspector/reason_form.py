"""`ReasonForm`: one reason, for an answer that needs one."""

from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.edit_form import EditForm
from evidence_board.ui.theme import Theme

__all__ = ["ReasonForm"]


class ReasonForm(EditForm):
    """A line for a reason.

    Attributes:
        reason: what was typed.
    """

    def __init__(self, *, verb: str, hint: str, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty form.

        Args:
            verb: what the button says, already translated.
            hint: what to type.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(save=verb, theme=theme, parent=parent)
        self.reason = self.add_line(tr("Reason"), hint=hint)

    def begin(self) -> None:
        """Ask anew."""
        self.reason.clear()
        self.say("")
        self.reason.setFocus()
