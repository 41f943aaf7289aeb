"""`DamageList`: each damaged thing with its ref and name, what it means and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.case.check import Damage
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["DamageList", "plain_label"]

#: More than anybody reads; the text to copy or save names all.
_SHOWN = 100
#: Kinds that can be selected.
_SHOWABLE = frozenset({"item", "account", "person", "unit", "location", "equipment", "event", "post", "link", "geotag"})


class DamageList(QWidget):
    """Rows of damage, the first hundred.

    Signals:
        show_pressed: ((kind, id)) show this thing in the panes.
    """

    show_pressed = Signal(object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 8, 0, 0)
        self._layout.setSpacing(0)

    def show_damage(self, damage: list[Damage]) -> None:
        """Show these in place of what was shown."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in damage[:_SHOWN]:
            self._layout.addWidget(self._row(one))
        if len(damage) > _SHOWN:
            more = count(len(damage) - _SHOWN, one="and {n} more", many="and {n} more")
            self._layout.addWidget(plain_label(more, "hint"))

    def _row(self, one: Damage) -> QWidget:
        row = QFrame()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 9, 0, 9)
        layout.setSpacing(2)
        line = QFrame()
        line.setProperty("line", "h")
        layout.addWidget(line)
        layout.addSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        # A row without a ref goes by a long id, which only a search in the file needs.
        has_id = bool(one.row_id) and one.name.endswith(one.row_id)
        name = one.name.removesuffix(one.row_id).strip() if has_id else one.name
        head.addWidget(plain_label(isolate(name or one.table), "bodyStrong"))
        if one.title:
            head.addWidget(plain_label(isolate(one.title), "secondary"), 1)
        else:
            head.addStretch(1)
        kind = "item" if one.table in ("blob", "thumbnail", "raw_tag") else one.table
        if one.row_id and kind in _SHOWABLE:
            show = Button(tr("Show"), theme=self._theme, kind="quiet", small=True)
            show.setAccessibleName(tr("Show {name}", name=isolate(one.name)))
            show.clicked.connect(lambda: self.show_pressed.emit((kind, one.row_id)))
            head.addWidget(show)
        layout.addLayout(head)
        layout.addWidget(plain_label(one.message, "body"))
        advice = " ".join(part for part in (one.means, one.do) if part)
        if advice:
            layout.addWidget(plain_label(advice, "hint"))
        if has_id:
            layout.addWidget(plain_label(tr("Id {id}", id=one.row_id), "hint"))
        return row


def plain_label(text: str, role: str) -> QLabel:
    """Return a label of any number of lines that takes its text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
