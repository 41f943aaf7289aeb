"""`CustodySheet`: the head hash of the log to hand out, and the proofs of time that came back."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from evidence_board.events import CaseChanged, Notice
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.attesting import (
    Anchor,
    Attestation,
    add_attestation,
    anchor,
    attestation_bytes,
    attestations,
    bin_attestation,
    save_anchor,
    timestamp_request,
)
from evidence_board.operations.exporting import export_case
from evidence_board.ui.check.damage_list import plain_label
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import clock, count, day_month_year, isolate, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["CustodySheet"]

_KINDS = {"rfc3161": "RFC 3161", "opentimestamps": "OpenTimestamps"}


class CustodySheet(Sheet):
    """What the log is now, how to anchor it elsewhere, and what came back.

    Attributes:
        head: the head hash, in groups.
        since: how many entries, since when.
        buttons: name -> button of what can be done.
    """

    def __init__(self, parent: QWidget, *, context: UiContext) -> None:
        super().__init__(parent, title=tr("Custody"), theme=context.theme)
        self._context = context
        self._anchor: Anchor | None = None
        theme = context.theme
        words = tr(
            "Every entry of the log carries the hash of the one before. Whoever keeps the last hash can show later"
            " that nothing up to there was altered: print it, mail it, or have its time stamped."
        )
        self.body.addWidget(plain_label(words, "hint"))
        self.body.addSpacing(14)
        self.body.addWidget(plain_label(tr("Head hash"), "section"))
        self.body.addSpacing(6)
        self.head = plain_label("", "body")
        self.head.setFont(theme.font("title", mono=True))
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.head.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.head.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.body.addWidget(self.head)
        self.body.addSpacing(6)
        self.since = plain_label("", "secondary")
        self.body.addWidget(self.since)
        self.body.addSpacing(10)
        row = FlowLayout(gap=8)
        self.buttons: dict[str, Button] = {}
        for name, title, icon, run in (
            ("copy", tr("Copy"), "copy", self._copy),
            ("save", tr("Save as a page…"), "printer", self._choose_page),
            ("hashes", tr("Save hashes.txt…"), "hash", self._choose_hashes),
            ("request", tr("Save a request (.tsq)…"), "clock", self._choose_request),
        ):
            button = Button(title, theme=theme, icon=icon, small=True)
            button.clicked.connect(run)
            row.addWidget(button)
            self.buttons[name] = button
        self.body.addLayout(row)
        self.body.addSpacing(18)
        self.body.addWidget(plain_label(tr("Proofs of time"), "section"))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        add = Button(tr("Add a proof of time (.tsr, .ots)…"), theme=theme, icon="file-plus")
        add.clicked.connect(self._choose_proof)
        add.setEnabled(not context.session.case.read_only)
        self.buttons["add"] = add
        self.foot.addStretch(1)
        self.foot.addWidget(add)
        self.show_foot()
        context.events.case_changed.connect(self._changed)

    def read(self) -> None:
        """Show the log as it is now."""
        context = self._context

        def look() -> tuple[Anchor, list[Attestation]]:
            return context.session.read(anchor), context.session.read(attestations)

        context.jobs.run(look, done=lambda found: self._show(*found), failed=context.show_error)

    def _changed(self, event: CaseChanged) -> None:
        if self.is_open:
            self.read()

    def _show(self, found: Anchor, proofs: list[Attestation]) -> None:
        self._anchor = found
        groups = [found.head_hash[start : start + 8] for start in range(0, 64, 8)]
        self.head.setText(" ".join(groups[:4]) + "\n" + " ".join(groups[4:]))
        self.head.setAccessibleName(tr("Head hash {hash}", hash=found.head_hash))
        entries = count(found.entries, one="{n} entry", many="{n} entries")
        self.since.setText(tr("{entries} since {since}", entries=entries, since=_moment(found.since)))
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not proofs:
            words = tr(
                "None yet. A time stamp service or OpenTimestamps gives one for the head hash or for hashes.txt."
            )
            self._list.addWidget(plain_label(words, "hint"))
        for one in proofs:
            self._list.addWidget(self._row(one))

    def _row(self, one: Attestation) -> QWidget:
        theme = self._context.theme
        row = QFrame()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 8, 0, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(f"{isolate(one.file_name)} · {_KINDS.get(one.kind, one.kind)}", "bodyStrong"))
        if one.state == "matches":
            told = one.about[:1].upper() + one.about[1:]
        else:
            told = tr("Present, not verified: no hash of this case is {hash}…", hash=one.imprint[:16])
            told = f"{told} {one.about}".strip()
        if one.claimed_at:
            told += " " + tr("It claims {time}.", time=_moment(one.claimed_at))
        words.addWidget(plain_label(told, "small"))
        layout.addLayout(words, 1)
        save = Button(tr("Save…"), theme=theme, kind="quiet", small=True)
        save.setAccessibleName(tr("Save {name}", name=isolate(one.file_name)))
        save.clicked.connect(lambda: self._save_proof(one))
        layout.addWidget(save)
        remove = Button(tr("Remove"), theme=theme, kind="quiet", small=True)
        remove.setAccessibleName(tr("Remove {name}", name=isolate(one.file_name)))
        remove.setEnabled(not self._context.session.case.read_only)
        remove.clicked.connect(lambda: self._context.perform(bin_attestation, row_id=one.id))
        layout.addWidget(remove)
        return row

    # -- what the buttons do -----------------------------------------------------------------------------

    def _copy(self) -> None:
        if self._anchor is not None:
            QGuiApplication.clipboard().setText(self._anchor.head_hash)
            self._context.session.hub.emit(Notice(tr("The head hash is copied."), "ok"))

    def _choose_page(self) -> None:
        if path := self._ask(tr("Save as a page"), "head.txt", tr("Text") + " (*.txt)"):
            self._do(lambda: save_anchor(self._context.session, path), path)

    def _choose_hashes(self) -> None:
        if path := self._ask(tr("Save hashes.txt"), "hashes.txt", tr("Text") + " (*.txt)"):
            # The window of the system has asked whether a file of that name may be replaced.
            self._do(lambda: export_case(self._context.session, form="hashes", out=path, overwrite=True), path)

    def _choose_request(self) -> None:
        if path := self._ask(tr("Save a request"), "head.tsq", tr("Time stamp request") + " (*.tsq)"):
            self._do(lambda: timestamp_request(self._context.session, path), path)

    def _save_proof(self, one: Attestation) -> None:
        if path := self._ask(tr("Save the proof"), one.file_name, tr("All files") + " (*)"):
            session = self._context.session
            self._do(lambda: path.write_bytes(session.read(attestation_bytes, one.id)), path)

    def _choose_proof(self) -> None:
        kinds = tr("Proofs of time") + " (*.tsr *.ots);;" + tr("All files") + " (*)"
        name, _ = QFileDialog.getOpenFileName(self, tr("Add a proof of time"), str(self._folder()), kinds)
        if name:
            self.add_proof(Path(name))

    def add_proof(self, path: Path) -> None:
        """Keep a proof of time in the case."""
        self._context.perform_then(self._added, add_attestation, path=path)

    def _added(self, changes: ChangeSet) -> None:
        about = str(changes.result.get("about") or tr("present, not verified: it is about no hash of this case."))
        self._context.session.hub.emit(Notice(tr("The proof of time is kept: {about}", about=about), "ok"))

    def _ask(self, title: str, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(self._folder() / name), kinds)
        return Path(chosen) if chosen else None

    def _folder(self) -> Path:
        return self._context.session.case.path.parent

    def _do(self, action: object, path: Path) -> None:
        assert callable(action)
        context = self._context

        def done(_: object) -> None:
            context.session.hub.emit(Notice(tr("Saved {name}.", name=isolate(path.name)), "ok"))
            self.read()

        context.jobs.run(action, done=done, failed=context.show_error)


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        return isolate(text)
    return tr("{day}, {time}", day=day_month_year(moment.date()), time=clock(moment))
