"""`ChosenBar`: what can be done with the chosen region, above the tool dock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_board.model.regions import RegionRow
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.floating import Floating
from evidence_board.ui.viewer.region_words import region_name
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["ChosenBar"]

_NAME = 180


class ChosenBar(Floating):
    """The name of the chosen region and its verbs.

    Attributes:
        wanted: (verb) one of ``label``, ``link``, ``cite``, ``bin``.
        buttons: by verb.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget, *, theme: Theme, above: Floating) -> None:
        super().__init__(parent, theme=theme)
        self._above = above
        layout = QHBoxLayout(self)
        room = self.margin + 4
        layout.setContentsMargins(room + 6, room, room + 6, room)
        layout.setSpacing(2)
        self.name = ElidedLabel(theme=theme, role="small", weight=600)
        self.name.setMaximumWidth(_NAME)
        self.detail = ElidedLabel(theme=theme, role="small", colour="text3")
        self.detail.setMaximumWidth(_NAME)
        layout.addWidget(self.name)
        layout.addSpacing(6)
        layout.addWidget(self.detail)
        layout.addSpacing(10)
        self.buttons: dict[str, QWidget] = {}
        for verb, icon, words, key in (
            ("label", "pencil", tr("Label"), "F2"),
            ("link", "link", tr("Say what it shows"), "L"),
            ("cite", "quote", tr("Cite for …"), "Q"),
        ):
            button = Button(words, theme=theme, kind="quiet", small=True, icon=icon, key=key)
            button.clicked.connect(lambda _=False, one=verb: self.wanted.emit(one))
            layout.addWidget(button)
            self.buttons[verb] = button
        away = IconButton("trash-2", name=tr("Move to the bin"), key=tr("Del"), theme=theme)
        away.clicked.connect(lambda: self.wanted.emit("bin"))
        layout.addWidget(away)
        self.buttons["bin"] = away
        parent.installEventFilter(self)
        self.hide()

    def show_region(self, region: RegionRow | None, *, can_write: bool) -> None:
        """Show the verbs of a region; None hides the bar."""
        if region is not None:
            self.name.set_text(isolate(region_name(region)))
            detail = region.entity if region.entity and region.entity != region_name(region) else region.note
            self.detail.set_text(isolate(detail))
            self.detail.setVisible(bool(detail))
            for button in self.buttons.values():
                button.setVisible(can_write)
        self.setVisible(region is not None)
        self.adjustSize()
        self.place()
        self.raise_()

    def place(self) -> None:
        """Stand above the dock."""
        under = self._under
        foot = self._above.y() if self._above.isVisible() else under.height()
        self.move((under.width() - self.width()) // 2, foot - self.height() + 2 * self.margin - 6)
