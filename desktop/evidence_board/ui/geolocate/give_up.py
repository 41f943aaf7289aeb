"""`GiveUp`: says in the Geolocate workspace that a file cannot be located, and why; takes that back, too."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from evidence_board.operations.positions import can_be_located, cannot_be_located
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.reason_form import ReasonForm
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from evidence_board.ui.geolocate.workspace import GeolocateWorkspace

__all__ = ["GiveUp", "GiveUpPopover"]

_WIDTH = 360


class GiveUpPopover(Popover):
    """Asks what was tried.

    Attributes:
        form: where one types.
    """

    def __init__(self, parent: QWidget, *, ref: str, placed: bool, theme: Theme) -> None:
        title = tr("{ref} cannot be located", ref=isolate(ref))
        super().__init__(parent, name=title, theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.pixels(_WIDTH))
        head = QLabel(title)
        head.setProperty("role", "bodyStrong")
        words = tr("That is an answer, too. It can be taken back at any time.")
        if placed:
            words = tr("This counts instead of its position, which is kept beside it.")
        told = QLabel(words)
        told.setWordWrap(True)
        told.setProperty("role", "hint")
        self.form = ReasonForm(verb=tr("Cannot be located"), hint=tr("What was tried?"), theme=theme)
        self.form.left.connect(self.close)
        for widget in (head, told, self.form):
            self.body.addWidget(widget)


class GiveUp(QObject):
    """X opens the question; the answer is one step, and the next file comes up.

    Attributes:
        popover: the question while it is open.
    """

    def __init__(self, workspace: "GeolocateWorkspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._desk: PlacementDesk = workspace.desk
        self.popover: GiveUpPopover | None = None
        workspace.add_key("X", tr("Cannot be located"), self.ask)
        hint = workspace.map.hint
        hint.give_up.clicked.connect(self.ask)
        hint.again.clicked.connect(self.take_back)

    def ask(self) -> None:
        """Ask what was tried."""
        desk, item = self._desk, self._desk.item
        if item is None or not desk.can_write or desk.placement is None or item.unlocatable:
            return
        hint = self._workspace.map.hint
        placed = desk.draft.point is not None
        popover = GiveUpPopover(self._workspace, ref=item.ref, placed=placed, theme=desk.context.theme)
        popover.form.saved.connect(lambda: self._save(popover, item.id))
        self.popover = popover
        popover.open_below(hint.give_up if hint.give_up.isVisible() else self._workspace.panel.skip)
        popover.form.begin()

    def _save(self, popover: GiveUpPopover, item_id: str) -> None:
        reason = popover.form.reason.text().strip()
        if not reason:
            popover.form.say(tr("Say what was compared or searched; others will want to know."), wrong=True)
            return
        popover.close()

        def answered(_: object) -> None:
            # Somebody who went to another file meanwhile stays there.
            if self._desk.item_id == item_id:
                self._workspace.next_to_place()

        self._desk.context.perform_then(answered, cannot_be_located, item_ids=[item_id], reason=reason)

    def take_back(self) -> None:
        """Look for its place again."""
        item = self._desk.item
        if item is not None and item.unlocatable and self._desk.can_write:
            self._desk.perform(can_be_located, item_ids=[item.id])
