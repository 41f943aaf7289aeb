"""`BinSheet`: what was moved to the bin of the case; put back, or removed for good."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.case.bin import Binned, Emptied, binned
from evidence_board.events import CaseChanged, Notice
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.bin import empty_bin, restore_things
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.hold_button import HoldButton
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["BinSheet"]

#: More rows than anybody reads; the rest is counted.
_SHOWN = 200


class BinSheet(Sheet):
    """Lists the bin, newest first, with a way back for each thing and one way out for all."""

    def __init__(self, parent: QWidget, *, context: UiContext) -> None:
        super().__init__(parent, title=tr("Bin"), theme=context.theme)
        self._context = context
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self._words = QLabel()
        self._words.setProperty("role", "hint")
        self._words.setWordWrap(True)
        self._empty = HoldButton(tr("Hold to empty the bin"), theme=context.theme, icon="trash-2")
        self._empty.held.connect(self._empty_bin)
        self.foot.addWidget(self._words, 1)
        self.foot.addSpacing(16)
        self.foot.addWidget(self._empty)
        self.show_foot()
        context.events.case_changed.connect(self._changed)
        self._read()

    def _changed(self, event: CaseChanged) -> None:
        if self.is_open:
            self._read()

    def _read(self) -> None:
        context = self._context
        context.jobs.run(lambda: context.session.read(binned), done=self._show, failed=context.show_error)

    def _show(self, things: list[Binned]) -> None:
        _clear(self._list)
        may_write = not self._context.session.case.read_only
        self._empty.setVisible(bool(things))
        self._empty.setEnabled(may_write)
        size = sum(one.size for one in things)
        self._words.setText(
            tr(
                "Emptying is final: it ends the undo history. The log keeps that it happened. {size} MB are freed.",
                size=f"{size / 1e6:.1f}",
            )
            if things
            else tr("What you delete waits here.")
        )
        if not things:
            self._list.addWidget(
                EmptyState(
                    icon="trash-2",
                    title=tr("The bin is empty"),
                    sentence=tr("Files and other things that you delete can be put back from here."),
                    theme=self._context.theme,
                )
            )
        for one in things[:_SHOWN]:
            self._list.addWidget(self._row(one, may_write=may_write))
        if len(things) > _SHOWN:
            self._list.addWidget(QLabel(tr("and {number} more", number=len(things) - _SHOWN)))

    def _row(self, one: Binned, *, may_write: bool) -> QWidget:
        theme = self._context.theme
        row = QFrame()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 6, 0, 6)
        # Things without a ref say what they are.
        words = {"tag": "#", "album": tr("Collection"), "saved_view": tr("View")}
        ref = QLabel(words.get(one.kind, one.ref))
        ref.setProperty("role", "caption")
        ref.setFixedWidth(theme.pixels(62))
        layout.addWidget(ref)
        layout.addWidget(ElidedLabel(one.name, theme=theme, role="body"), 1)
        back = Button(tr("Put back"), theme=theme, kind="quiet", small=True)
        back.setAccessibleName(tr("Put back {name}", name=isolate(one.name)))
        back.setEnabled(may_write)
        back.clicked.connect(lambda: self._context.perform(restore_things, things=[(one.kind, one.row_id)]))
        layout.addWidget(back)
        return row

    def _empty_bin(self) -> None:
        self._empty.setEnabled(False)
        self._context.perform_then(self._emptied, empty_bin)

    def _emptied(self, changes: ChangeSet) -> None:
        emptied = changes.result["emptied"]
        assert isinstance(emptied, Emptied)
        files = count(emptied.files, one="{n} file", many="{n} files")
        self._context.session.hub.emit(Notice(tr("The bin is empty. {files} removed for good.", files=files), "ok"))
        self._read()


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
