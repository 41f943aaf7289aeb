"""`BinSheet`: what was moved to the bin of the case; put back, or removed for good."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.case.bin import Binned, Emptied
from evidence_board.events import CaseChanged, Notice
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.backups import remove_backups
from evidence_board.operations.bin import empty_bin, restore_things
from evidence_board.operations.purging import PurgePlan, Remains, look_ahead, what_remains
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
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
        self._plan: PurgePlan | None = None
        self._emptied_plan = PurgePlan((), 0, 0, 0, ())
        self.with_backups = CheckBox(tr("Remove the backups as well"), theme=context.theme)
        self.with_backups.hide()
        self.after = MessageCard("info", theme=context.theme)
        self.after.add_button("backups", tr("Remove these backups too"))
        self.after.add_button("close", tr("Close"), kind="quiet")
        self.after.pressed.connect(self._after_pressed)
        self.body.insertWidget(0, self.after)
        self._empty = HoldButton(tr("Hold to empty the bin"), theme=context.theme, icon="trash-2")
        self._empty.held.connect(self._empty_bin)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(self._words)
        told.addWidget(self.with_backups)
        self.foot.addLayout(told, 1)
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
        context.jobs.run(lambda: look_ahead(context.session), done=self._show, failed=context.show_error)

    def _show(self, plan: PurgePlan) -> None:
        _clear(self._list)
        self._plan, things = plan, plan.things
        may_write = not self._context.session.case.read_only
        self._empty.setVisible(bool(things))
        self._empty.setEnabled(may_write)
        self.with_backups.setVisible(bool(plan.backups) and may_write)
        self._words.setText(_before_words(plan) if things else tr("What you delete waits here."))
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
        words |= {"map_drawing": tr("Drawing"), "map_layer": tr("Layer")}
        ref = QLabel(words.get(one.kind, one.ref))
        ref.setProperty("role", "caption")
        ref.setFixedWidth(theme.pixels(62))
        layout.addWidget(ref)
        layout.addWidget(ElidedLabel(one.name or tr("No name"), theme=theme, role="body"), 1)
        back = Button(tr("Put back"), theme=theme, kind="quiet", small=True)
        back.setAccessibleName(tr("Put back {name}", name=isolate(one.name)))
        back.setEnabled(may_write)
        back.clicked.connect(lambda: self._context.perform(restore_things, things=[(one.kind, one.row_id)]))
        layout.addWidget(back)
        return row

    def _empty_bin(self) -> None:
        self._empty.setEnabled(False)
        plan, too = self._plan, self.with_backups.isChecked()
        self._context.perform_then(lambda changes: self._emptied(changes, plan, backups_too=too), empty_bin)

    def _emptied(self, changes: ChangeSet, plan: PurgePlan | None, *, backups_too: bool) -> None:
        emptied = changes.result["emptied"]
        assert isinstance(emptied, Emptied)
        files = count(emptied.files, one="{n} file", many="{n} files")
        context = self._context
        context.session.hub.emit(Notice(tr("The bin is empty. {files} removed for good.", files=files), "ok"))
        self.with_backups.setChecked(False)
        if plan is None:
            self._read()
            return

        def look() -> Remains:
            if backups_too:
                remove_backups(context.session, list(plan.backups))
            return what_remains(context.session, plan)

        self._emptied_plan = plan
        context.jobs.run(look, done=self._say_remains, failed=context.show_error)

    def _say_remains(self, left: Remains) -> None:
        self.after.button("backups").setVisible(bool(left.backups))
        self.after.say(tr("What remains"), _after_words(left))
        self._read()

    def _after_pressed(self, name: str) -> None:
        if name == "close":
            self.after.hide()
            return
        context, plan = self._context, self._emptied_plan

        def remove() -> Remains:
            remove_backups(context.session, list(plan.backups))
            return what_remains(context.session, plan)

        context.jobs.run(remove, done=self._say_remains, failed=context.show_error)


def _before_words(plan: PurgePlan) -> str:
    """Return what emptying the bin takes."""
    parts = [
        tr(
            "Emptying is final: {things} and {files} ({size} MB) go, with their history, search words and pictures.",
            things=count(len(plan.things), one="{n} thing", many="{n} things"),
            files=count(plan.files, one="{n} file", many="{n} files"),
            size=f"{plan.size / 1e6:.1f}",
        ),
        count(plan.steps, one="{n} step can no longer be undone.", many="{n} steps can no longer be undone."),
    ]
    if plan.backups:
        parts.append(
            count(
                len(plan.backups),
                one="{n} backup may still hold rows of it.",
                many="{n} backups may still hold rows of it.",
            )
        )
    return " ".join(parts)


def _after_words(left: Remains) -> str:
    """Return what is left of what was emptied."""
    lines = [tr("The log keeps that it happened, with digests; no text or picture of it is in the file any more.")]
    if left.log_entries:
        lines.append(
            count(
                left.log_entries,
                one="{n} entry of the log names something of it: the log is never rewritten.",
                many="{n} entries of the log name something of it: the log is never rewritten.",
            )
        )
    if left.backups:
        lines.append(
            count(
                left.backups,
                one="{n} backup made before still holds rows of it.",
                many="{n} backups made before still hold rows of it.",
            )
        )
    lines.append(tr("Copies of the case and exports made before are not touched."))
    return "\n".join(lines)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
