"""`EntityPopover`: what a region shows: an entity of the case in any script, or a new one."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.model.regions import RegionRow
from evidence_board.operations.regions import link_region
from evidence_board.text import fold
from evidence_board.ui.board.choice_list import ChoiceList, ChoiceRow
from evidence_board.ui.board.kind_chooser import KindChooser
from evidence_board.ui.board.level_chooser import LevelChooser, level_of_alt_key
from evidence_board.ui.board.link_choices import TargetChoice, target_choices
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.viewer.region_words import entity_kind_of, region_name, relation_for
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.kind_mark import kind_name
from evidence_board.ui.widgets.painting import text_direction
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.search_field import SearchField

__all__ = ["EntityPopover"]

_WIDTH, _ROWS, _MOST = 380, 6, 40


class EntityPopover(Popover):
    """Asks what a region shows; Enter takes the current row. Deletes itself when it closes.

    Attributes:
        field: the name is typed here.
        choices: the rows.
        kinds: which kind a new one is.
        level: of the link.
        link: whether the file is linked as well.
    """

    def __init__(self, context: UiContext, parent: QWidget, region: RegionRow) -> None:
        theme = context.theme
        super().__init__(parent, name=tr("What it shows"), theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._region = context, region
        self._targets: list[TargetChoice] = []
        self._new_kind = entity_kind_of(region) or "person"
        title = QLabel(tr("What does {region} show?", region=isolate(region_name(region))))
        title.setProperty("role", "bodyStrong")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFixedWidth(_WIDTH)
        self.field = SearchField(tr("Name or id, in any script"), theme=theme)
        self.choices = ChoiceList(
            name=tr("Choices"), theme=theme, thumbnails=context.thumbnails, rows=_ROWS, parent=self
        )
        self.kinds = KindChooser(theme=theme, parent=self)
        self.kinds.buttons[self._new_kind].setChecked(True)
        self.link = CheckBox(tr("Link the file to it and cite this region"), theme=theme, checked=True)
        self.level = LevelChooser(theme=theme, parent=self)
        self._save = Button(tr("It shows this"), theme=theme, kind="primary", small=True, key="Enter")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._save)
        for part in (title, self.field, self.choices, self.kinds, self.link, self.level):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._fill)
        self.field.textChanged.connect(lambda text: self.field.setLayoutDirection(text_direction(text)))
        self.choices.chosen.connect(lambda _: self._accept())
        self.kinds.changed.connect(self._kind_chosen)
        self.link.toggled.connect(self.level.setEnabled)
        self._save.clicked.connect(self._accept)
        self._fill("")

    def open_near(self, point: QPoint) -> None:
        """Open at a point of the screen, ready to type."""
        self.open_at(point)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        key = event.key()
        level = level_of_alt_key(key, event.modifiers())
        if level is not None:
            self.level.choose(level)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choices.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _fill(self, typed: str) -> None:
        index = self._context.session.index
        found = target_choices(index, typed, without=(), most=2 * _MOST)
        found = [one for one in found if one.kind in set(ENTITY_KINDS)]
        # What such a region most likely shows comes first; within that the order of the search stays.
        likely = entity_kind_of(self._region)
        self._targets = sorted(found, key=lambda one: one.kind != likely)[:_MOST]
        name = typed.strip()
        exact = any(fold(one.label) == fold(name) for one in self._targets)
        if name and not exact:
            self._targets.append(TargetChoice(self._new_kind, "", name))
        self.kinds.setVisible(bool(name) and not exact)
        self.choices.show_rows([_row(one) for one in self._targets])
        self._save.setEnabled(bool(self._targets))
        self.adjustSize()

    def _kind_chosen(self, kind: str) -> None:
        self._new_kind = kind
        at = self.choices.current
        self._fill(self.field.text())
        for _ in range(max(at, 0)):
            self.choices.step(1)
        self.field.setFocus()

    def _accept(self) -> None:
        at = self.choices.current
        if not 0 <= at < len(self._targets):
            return
        chosen = self._targets[at]
        link, level = self.link.isChecked(), self.level.level
        self.close()
        self._context.perform(
            link_region,
            row_id=self._region.id,
            kind=chosen.kind,
            entity_id=chosen.id,
            name=chosen.label,
            relation=relation_for(self._region, chosen.kind),
            level=level,
            link=link,
        )


def _row(choice: TargetChoice) -> ChoiceRow:
    if not choice.id:
        return ChoiceRow(
            tr("New {kind}: {name}", kind=kind_name(choice.kind).lower(), name=isolate(choice.label)), kind=choice.kind
        )
    return ChoiceRow(choice.label, isolate(choice.detail), choice.kind)
