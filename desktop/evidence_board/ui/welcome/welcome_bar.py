"""`WelcomeBar`: the top bar without a case: the name of the program, theme and help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.ui.app_mark import AppMark
from evidence_board.ui.commands import Commands
from evidence_board.ui.hairline import Hairline
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton

__all__ = ["WelcomeBar"]


class WelcomeBar(QWidget):
    """The bar of 48 px above the welcome screen."""

    def __init__(self, *, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = QLabel(tr("Evidence Board"))
        name.setProperty("role", "section")
        # A widget, since a layout of fixed controls would leave its own height to the hairline.
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(AppMark(theme=theme))
        row.addSpacing(6)
        row.addWidget(name)
        row.addStretch(1)
        self._buttons = {}
        for command_id in ("theme", "keys"):
            command = commands[command_id]
            button = IconButton(command.icon, name=command.title, key=command.key, theme=theme, icon_size=14)
            button.clicked.connect(lambda _=False, one=command_id: commands.run(one))
            self._buttons[command_id] = button
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(content, 1)
        layout.addWidget(Hairline(theme=theme))
        theme.changed.connect(self._theme_changed)
        self._theme_changed()

    def _theme_changed(self) -> None:
        self._buttons["theme"].set_icon("sun" if self._theme.is_dark else "moon")
        self.setFixedHeight(self._theme.pixels(self._theme.tokens.size["topBar"]))
