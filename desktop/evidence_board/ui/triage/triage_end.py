"""`TriageEnd`: nothing is left to go through: what was done, and where to go from here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.ui.i18n import count, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.empty_state import EmptyState

__all__ = ["TriageEnd"]


class TriageEnd(QWidget):
    """Words and up to three ways on.

    Attributes:
        again: go to the files that are still new.
        all_wanted: go through all that pass the filter.
        leave_wanted: back to the panes.
        words: title and sentence.
        to_new: button of `again`.
        to_all: button of `all_wanted`.
    """

    again = Signal()
    all_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = EmptyState(icon="circle-check", title=" ", sentence=" ", theme=theme)
        self.words = ""
        self.to_new = Button("", theme=theme, kind="primary")
        self.to_all = Button(tr("Go through all of them"), theme=theme, key="N")
        back = Button(tr("Back to the panes"), theme=theme, key="Esc")
        self.to_new.clicked.connect(self.again)
        self.to_all.clicked.connect(self.all_wanted)
        back.clicked.connect(self.leave_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.to_new, self.to_all, back):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._state)
        layout.addLayout(row)
        layout.addStretch(2)

    def show_end(self, *, total: int, left: int, only_new: bool, files: int) -> None:
        """Say what is left.

        Args:
            total: of the files gone through.
            left: how many of them are still new.
            only_new: whether the new ones alone were gone through.
            files: how many pass the filter.
        """
        if not total:
            title = tr("Nothing new here") if only_new and files else tr("No file passes the filter")
            sentence = tr("Every file that passes the filter has been looked at.")
            if not files:
                sentence = tr("Clear the filter or import files; the files of the case are all still there.")
        elif left:
            title = count(left, one="{n} file is still new", many="{n} files are still new")
            sentence = tr("You passed them by. Nothing is lost: they wait in the queue of new files.")
        else:
            title = tr("All done")
            sentence = count(total, one="{n} file has been looked at.", many="{n} files have been looked at.")
        self.words = f"{title}. {sentence}"
        self._state.set_words(title=title, sentence=sentence)
        self.to_new.setText(count(left, one="Go to it", many="Go to the first of them"))
        self.to_new.setVisible(left > 0)
        self.to_all.setVisible(only_new and files > 0 and not left)
