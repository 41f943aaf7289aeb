"""`AboutSheet`: version, licence, that nothing is sent anywhere, and whose data and fonts are in the program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_board import __version__, resources
from evidence_board.ui.about.credits import Credit, data_credits, library_words
from evidence_board.ui.app_mark import AppMark
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["AboutSheet"]

_TEXT_HEIGHT = 260


class AboutSheet(Sheet):
    """What the program is and whose work it stands on; everything in it can be selected and copied.

    Attributes:
        choice: the licence texts by what they are of.
        text: the chosen one, as it came with the data.
    """

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        super().__init__(parent, title=tr("About Evidence Board"), theme=theme, width=460)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(AppMark(theme=theme), 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(_label(tr("Evidence Board {version}", version=__version__), "bodyStrong"))
        names.addWidget(_label(tr("Photos, a map and a link graph in one local case file."), "secondary"))
        head.addLayout(names, 1)
        self.body.addSpacing(8)
        self.body.addLayout(head)
        self._section(tr("Offline"))
        self._add(
            tr(
                "This program never touches the network: no map, name, link or update is asked of any server. Cases"
                " stay in their files on this computer, originals are never changed."
            )
        )
        self._section(tr("Licence"))
        self._add(
            tr(
                "Free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). It comes"
                " without any warranty."
            )
        )
        self._section(tr("Data, fonts and icons"))
        credits = data_credits()
        for credit in credits:
            self._credit(credit)
        self._section(tr("Boundaries"))
        self._add(
            tr(
                "Boundaries follow Natural Earth: who holds the ground, not who should. Disputed lines are dashed."
                " Names and lines say nothing about whose view of them is right."
            )
        )
        self._section(tr("Libraries"))
        self._add(library_words())
        self._section(tr("Licence texts"))
        self.choice = ComboBox(name=tr("Licence text of"), theme=theme)
        seen: set[str] = set()
        for credit in credits:
            if credit.text not in seen:
                seen.add(credit.text)
                self.choice.addItem(credit.what, credit.text)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Licence text"))
        self.text.setFixedHeight(theme.pixels(_TEXT_HEIGHT))
        self.text.setTabChangesFocus(True)
        # Licences are written in English, also where the interface runs from the right.
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.choice.activated.connect(self._show_text)
        self.body.addWidget(self.choice)
        self.body.addSpacing(8)
        self.body.addWidget(self.text)
        self.body.addStretch(1)
        self._show_text()

    def _show_text(self) -> None:
        self.text.setPlainText(resources.read_text(f"licences/{self.choice.currentData()}"))

    def _section(self, words: str) -> None:
        self.body.addSpacing(18)
        self.body.addWidget(_label(words, "section"))
        self.body.addSpacing(6)

    def _add(self, words: str) -> None:
        self.body.addWidget(_label(words, "secondary"))

    def _credit(self, credit: Credit) -> None:
        self.body.addWidget(_label(credit.what, "bodyStrong"))
        self.body.addWidget(_label(credit.whose, "secondary"))
        self.body.addSpacing(8)


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
