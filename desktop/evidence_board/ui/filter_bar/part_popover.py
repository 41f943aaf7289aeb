"""`PartPopover`: one chip, edited in place; a change takes effect at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.filters import AnyOf, Condition, InTime, LooksAt, Not, Part, Within, Words, not_
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_words import chip_of
from evidence_board.ui.filter_bar.number_forms import LookingForm, TimeForm, WithinForm, WordsForm
from evidence_board.ui.filter_bar.offers import topic_name
from evidence_board.ui.filter_bar.values_form import TOPIC_OF, ValuesForm
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.popover import Popover

__all__ = ["PartPopover"]

Form = ValuesForm | TimeForm | WithinForm | WordsForm


class PartPopover(Popover):
    """The form of a condition, and below it: its opposite, another one beside it ("or"), and away with it.

    Attributes:
        changed: (part, or None to take it away) what takes the place of the part.
        or_wanted: another condition is to stand beside it.
        opposite: whether "not" is asked for.
        form: the form of the condition; None for one without values.
    """

    changed = Signal(object)
    or_wanted = Signal()

    def __init__(self, parent: QWidget, *, context: UiContext, part: Part | None, topic: str = "") -> None:
        """Make the popover, closed; it goes for good when it closes.

        Args:
            parent: its owner.
            context: session and services.
            part: what is edited; None to begin a new condition.
            topic: what a new condition is about: ``time``, ``within``, ``looking`` or ``text``.
        """
        core = part.part if isinstance(part, Not) else part
        super().__init__(parent, name=_title(core, topic, context), theme=context.theme, padding=14)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._core = context, core
        title = QLabel(_title(core, topic, context))
        title.setProperty("role", "bodyStrong")
        title.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(title)
        self.form = _form(core, topic, context)
        if self.form is not None:
            self.form.changed.connect(self._take_core)
            self.body.addWidget(self.form)
        self._options = QVBoxLayout()
        self.body.addLayout(self._options)
        self._show_options()
        self.opposite = CheckBox(tr("Not: show the others"), theme=context.theme, checked=isinstance(part, Not))
        self.opposite.toggled.connect(self._tell)
        self._or = Button(tr("Or ..."), theme=context.theme, kind="quiet", icon="plus", small=True)
        self._or.clicked.connect(self._ask_or)
        self._remove = Button(tr("Remove"), theme=context.theme, kind="quiet", icon="trash-2", small=True)
        self._remove.clicked.connect(self._take_away)
        foot = QHBoxLayout()
        foot.addWidget(self.opposite)
        foot.addStretch(1)
        foot.addWidget(self._or)
        foot.addWidget(self._remove)
        self.body.addLayout(foot)
        self._or.setVisible(part is not None)
        self._remove.setVisible(part is not None)

    def focus_first(self) -> None:
        """Put the focus where one types or chooses first."""
        target: QWidget = self.form if self.form is not None else self.opposite
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Enter and Esc: what was changed has taken effect."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close()
            return
        super().keyPressEvent(event)

    def begin(self) -> None:
        """Take what the form of a new condition says already."""
        if isinstance(self.form, WithinForm) and self._core is None:
            self.form.take()

    def _take_core(self, core: Part | None) -> None:
        self._core = core
        self._or.setVisible(core is not None)
        self._remove.setVisible(core is not None)
        self._tell()

    def _tell(self) -> None:
        core = self._core
        self.changed.emit(None if core is None else not_(core) if self.opposite.isChecked() else core)

    def _take_away(self) -> None:
        self.close()
        self.changed.emit(None)

    def _ask_or(self) -> None:
        self.close()
        self.or_wanted.emit()

    def _show_options(self) -> None:
        """Show what stands side by side in "A or B", each with its x."""
        while (entry := self._options.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not isinstance(self._core, AnyOf):
            return
        for one in self._core.parts:
            words = chip_of(one, self._context.session.index)
            chip = Chip(words.text, theme=self._context.theme, look="filter", icon=words.icon)
            chip.removed.connect(lambda part=one: self._drop(part))
            self._options.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeading)

    def _drop(self, part: Part) -> None:
        if isinstance(self._core, AnyOf):
            left = tuple(one for one in self._core.parts if one != part)
            self._core = None if not left else left[0] if len(left) == 1 else AnyOf(left)
            self._show_options()
            self._tell()
            if not isinstance(self._core, AnyOf):
                self.close()


def _form(core: Part | None, topic: str, context: UiContext) -> Form | None:
    if isinstance(core, InTime) or topic == "time":
        return TimeForm(core if isinstance(core, InTime) else None, context=context)
    if isinstance(core, LooksAt) or topic == "looking":
        return LookingForm(core if isinstance(core, LooksAt) else None, context=context)
    if isinstance(core, Within) or topic == "within":
        return WithinForm(core if isinstance(core, Within) else None, context=context)
    if isinstance(core, Words) or topic == "text":
        return WordsForm(core if isinstance(core, Words) else None, context=context)
    if isinstance(core, Condition) and type(core) in TOPIC_OF:
        return ValuesForm(core, context=context)
    return None


def _title(core: Part | None, topic: str, context: UiContext) -> str:
    if isinstance(core, InTime):
        topic = "time"
    elif isinstance(core, LooksAt):
        topic = "looking"
    elif isinstance(core, Within):
        topic = "within"
    elif isinstance(core, Words) or topic == "text":
        return tr("Words")
    elif isinstance(core, AnyOf):
        return tr("Any of these")
    elif isinstance(core, Condition):
        topic = TOPIC_OF.get(type(core), topic)
    if topic:
        return topic_name(topic)
    return chip_of(core, context.session.index).text if core is not None else ""
