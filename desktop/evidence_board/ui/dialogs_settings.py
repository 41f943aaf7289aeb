"""`SettingsSheet`: who you are in the log, how the window looks."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from evidence_board.geo.coordinate_formats import Form
from evidence_board.settings import NO_NAME, Settings, load_settings, save_settings
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.position_forms import READ_OUT, choose_form, chosen_form, form_name
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["SettingsSheet"]

_SCALES = (85, 100, 115, 130, 150)


class SettingsSheet(Sheet):
    """Settings of the user, kept outside every case. Each takes effect at once.

    Attributes:
        form_changed: (Form) positions are to be written in another notation.
    """

    form_changed = Signal(object)

    def __init__(self, parent: QWidget, *, theme: Theme, name_changed: Callable[[str], None]) -> None:
        """Make a closed sheet.

        Args:
            parent: what the sheet lies over.
            theme: the look, changed at once.
            name_changed: called with the new name of the user.
        """
        super().__init__(parent, title=tr("Settings"), theme=theme, width=400)
        self._look = theme
        self._name_changed = name_changed
        settings = load_settings()
        self._heading(tr("You"))
        self.name = QLineEdit("" if settings.name == NO_NAME else settings.name)
        self.name.setPlaceholderText(tr("Your name"))
        self.name.setMaxLength(80)
        self.name.setAccessibleName(tr("Your name in the log of a case"))
        self.name.editingFinished.connect(self._take_name)
        self.body.addWidget(self.name)
        self._hint(
            tr(
                "Stands beside every change in the log of a case, and tells others who has it open. Without one it"
                ' says "unnamed": never your account or the name of this computer.'
            )
        )
        self._heading(tr("Look"))
        self.mode = ComboBox(name=tr("Colours"), theme=theme)
        for value, words in (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))):
            self.mode.addItem(words, value)
        self.mode.setCurrentIndex(max(0, self.mode.findData(theme.mode)))
        self.mode.activated.connect(self._take_mode)
        self.body.addWidget(self.mode)
        self.body.addSpacing(12)
        self.scale = ComboBox(name=tr("Text size"), theme=theme)
        for percent in _SCALES:
            self.scale.addItem(tr("Text {percent} %", percent=percent), percent)
        self.scale.setCurrentIndex(max(0, self.scale.findData(settings.text_scale)))
        self.scale.activated.connect(self._take_scale)
        self.body.addWidget(self.scale)
        self.body.addSpacing(12)
        self.still = CheckBox(tr("No motion"), theme=theme, checked=settings.reduced_motion)
        self.still.toggled.connect(self._take_motion)
        self.body.addWidget(self.still)
        self._heading(tr("Positions"))
        self.form = ComboBox(name=tr("Coordinates as"), theme=theme)
        for form in READ_OUT:
            self.form.addItem(form_name(form), str(form))
        self.body.addWidget(self.form)
        self._hint(tr("On the map, in its list and on proof plates. Whatever you paste is read in any notation."))
        self.form.activated.connect(self._take_form)
        self._show_form()
        self.body.addStretch(1)

    def open_sheet(self) -> None:
        """Show what was chosen elsewhere meanwhile, and slide in."""
        self._show_form()
        super().open_sheet()

    def _show_form(self) -> None:
        self.form.setCurrentIndex(max(0, self.form.findData(str(chosen_form()))))

    def _take_form(self) -> None:
        form = Form(self.form.currentData())
        choose_form(form)
        self.form_changed.emit(form)

    def _heading(self, words: str) -> None:
        label = QLabel(words)
        label.setProperty("role", "section")
        self.body.addSpacing(16)
        self.body.addWidget(label)
        self.body.addSpacing(6)

    def _hint(self, words: str) -> None:
        label = QLabel(words)
        label.setProperty("role", "hint")
        label.setWordWrap(True)
        self.body.addSpacing(4)
        self.body.addWidget(label)

    def _take_name(self) -> None:
        name = " ".join(self.name.text().split()) or NO_NAME
        if name != load_settings().name:
            _change(lambda settings: replace(settings, name=name))
            self._name_changed(name)

    def _take_mode(self) -> None:
        mode = self.mode.currentData()
        _change(lambda settings: replace(settings, theme=mode))
        self._look.mode = mode

    def _take_scale(self) -> None:
        percent = int(self.scale.currentData())
        _change(lambda settings: replace(settings, text_scale=percent))
        self._look.text_scale = percent / 100

    def _take_motion(self, still: bool) -> None:
        _change(lambda settings: replace(settings, reduced_motion=still))
        self._look.motion.reduced = still


def _change(change: Callable[[Settings], Settings]) -> None:
    try:
        save_settings(change(load_settings()))
    except OSError:
        # A settings folder that cannot be written costs the memory of this choice, nothing of a case.
        return
