"""`TreeSection`: where a unit or place stands among the others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, number, tr
from evidence_board.ui.inspector.profile.profile_data import Profile
from evidence_board.ui.inspector.profile.tree_rows import TreeRow, TreeRows
from evidence_board.ui.navigator.entity_tree import TreePlace, passing_lines
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

__all__ = ["TreeSection"]


class TreeSection(Section):
    """The chain above, the thing itself, and what stands below it.

    Attributes:
        tree: the rows.
        parent_wanted: the user wants to name what stands above.
    """

    parent_wanted = Signal()

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("Place in the whole"), theme=context.theme, parent=parent)
        self._context = context
        self._shown: tuple[object, ...] = ()
        self.tree = TreeRows()
        self.tree.chosen.connect(self._choose)
        self._more = ElidedLabel(theme=context.theme, role="caption", colour="text3")
        self.body.addWidget(self.tree)
        self.body.addWidget(self._more)

    def show_tree(self, profile: Profile) -> None:
        """Show where a unit or place stands."""
        kind, index = profile.detail.kind, profile.made_for
        places = (*profile.above, *profile.tree)
        words = [(index.label_of(one.id), _counts_words(profile.tree_counts.get(one.id, (0, 0)))) for one in places]
        shown = (profile.id, places, words, profile.hidden_below)
        if shown == self._shown:
            return
        self._shown = shown
        rows = []
        if not profile.above:
            rows.append(self._unknown(kind))
        shift = 0 if profile.above else 1
        lines = passing_lines(places)
        for place, passing, (name, said) in zip(places, lines, words, strict=True):
            moved = TreePlace(place.id, place.depth + shift, place.level, place.is_parent, place.is_last)
            rows.append(
                TreeRow(
                    moved,
                    kind=kind,
                    name=name,
                    said=said,
                    current=place.id == profile.id,
                    lines={depth + shift: level for depth, level in passing.items()},
                    theme=self._theme,
                )
            )
        self.tree.show_tree(rows)
        below = len(profile.tree) - 1 + profile.hidden_below
        self.set_count(tr("{n} below", n=number(below)) if below else "")
        self._more.set_text(count(profile.hidden_below, one="{n} more below", many="{n} more below"))
        self._more.setVisible(profile.hidden_below > 0)

    def _unknown(self, kind: str) -> TreeRow:
        name = tr("Parent unit, not known") if kind == "unit" else tr("Larger place, not known")
        said = tr("named by no one yet")
        return TreeRow(None, kind=kind, name=name, said=said, current=False, lines={}, theme=self._theme)

    def _choose(self, row_id: str) -> None:
        if row_id:
            self._context.session.select(replace([row_id]), origin="inspector")
        else:
            self.parent_wanted.emit()


def _counts_words(counts: tuple[int, int]) -> str:
    """Return ``14 files, 6 people``; empty where there is nothing."""
    files, people = counts
    parts = [count(files, one="{n} file", many="{n} files") if files else ""]
    parts.append(count(people, one="{n} person", many="{n} people") if people else "")
    return ", ".join(part for part in parts if part)
