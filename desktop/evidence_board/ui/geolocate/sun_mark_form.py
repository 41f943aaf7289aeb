"""`SunMarkForm`: a mark of sun or shadow by numbers: direction, lengths, ratio and their errors."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence_board.model.placement import SunMark, SunMarkKind
from evidence_board.operations.sun_marks import add_sun_mark, update_sun_mark
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.popover import Popover

__all__ = ["SunMarkForm"]

_WIDTH = 340


class SunMarkForm(Popover):
    """Fields that may stay empty. Enter or the button saves, Esc leaves.

    Attributes:
        fields: by name of the value: ``name``, ``bearing_deg``, ``bearing_error_deg``, ``object_length``,
            ``shadow_length``, ``ratio``, ``ratio_error``.
        save: the button.
        told: what is wrong, in words.
    """

    def __init__(self, parent: QWidget, desk: PlacementDesk, *, kind: SunMarkKind, mark: SunMark | None = None) -> None:
        """Make the form, closed.

        Args:
            parent: its owner.
            desk: the file.
            kind: what is marked.
            mark: the mark to change; None for a new one.
        """
        theme = desk.context.theme
        title = {
            SunMarkKind.MAP_SHADOW: tr("Where a shadow falls to"),
            SunMarkKind.OBJECT_SHADOW: tr("A shadow and its object"),
            SunMarkKind.LIGHT: tr("Where the light comes from"),
        }[kind]
        super().__init__(parent, name=title, theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.pixels(_WIDTH))
        self._desk, self._kind, self._mark = desk, kind, mark
        head = QLabel(title)
        head.setProperty("role", "bodyStrong")
        self.body.addWidget(head)
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        rows = [("name", tr("What it is"), "")]
        rows += [("bearing_deg", tr("Direction"), "°"), ("bearing_error_deg", tr("give or take"), "°")]
        if kind == SunMarkKind.OBJECT_SHADOW:
            rows += [
                ("object_length", tr("Height of the object"), ""),
                ("shadow_length", tr("Length of its shadow"), ""),
            ]
            rows += [("ratio", tr("Or length by height"), "×"), ("ratio_error", tr("give or take"), "×")]
        for at, (name, words, unit) in enumerate(rows):
            field = QLineEdit()
            field.setAccessibleName(words)
            value = getattr(mark, name) if mark is not None else None
            field.setText(value if isinstance(value, str) else "" if value is None else f"{value:g}")
            if name != "name":
                field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            label = QLabel(words)
            label.setProperty("role", "small")
            label.setBuddy(field)
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)
            grid.addWidget(QLabel(unit), at, 2)
            field.returnPressed.connect(self._save)
            self.fields[name] = field
        self.body.addLayout(grid)
        hint = QLabel(self._hint())
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.told.setWordWrap(True)
        self.told.hide()
        self.body.addWidget(self.told)
        row = QHBoxLayout()
        row.addStretch(1)
        self.save = Button(tr("Save") if mark is not None else tr("Mark it"), theme=theme, kind="primary", small=True)
        self.save.clicked.connect(self._save)
        row.addWidget(self.save)
        self.body.addLayout(row)

    def _hint(self) -> str:
        if self._kind == SunMarkKind.OBJECT_SHADOW:
            return tr(
                "Lengths in any unit, on level ground. What is empty is taken from the points in the photo, as far as "
                "horizon, field of view and direction are known."
            )
        return tr("Degrees from true north, clockwise.")

    def _save(self) -> None:
        values: dict[str, object] = {}
        for name, field in self.fields.items():
            text = field.text().strip()
            if name == "name":
                values[name] = text
                continue
            try:
                values[name] = float(text.replace(",", ".").rstrip("°× ")) if text else None
            except ValueError:
                self._tell(tr("“{text}” is no number.", text=text))
                field.setFocus()
                return
        if self._mark is None:
            if all(value in (None, "") for value in values.values()):
                self._tell(tr("Type a direction, two lengths or a ratio."))
                return
            given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
            self._desk.perform(
                add_sun_mark,
                item_id=self._desk.item_id,
                kind=self._kind.value,
                frame_s=self._desk.frame_s,
                **given,
            )
        else:
            old = self._mark
            changed = {name: value for name, value in values.items() if value != getattr(old, name)}
            # A ratio that follows from lengths follows them again.
            if changed.keys() & {"object_length", "shadow_length"} and "ratio" not in changed:
                changed.pop("ratio", None)
            if changed:
                self._desk.perform(update_sun_mark, row_id=old.id, **changed)
        self.close()

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        self.adjustSize()
