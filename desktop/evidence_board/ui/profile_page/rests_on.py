"""`RestsOn`: what the links of an entity rest on, numbered, with a warning where all of it is weak."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from evidence_board.model.claims import Citation
from evidence_board.ui.citing.citation_row import CitationRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.inspector.page_area import PageArea
from evidence_board.ui.inspector.profile.cited_section import CitedSection
from evidence_board.ui.profile_page.claim_head import ClaimHead, WarningBox
from evidence_board.ui.profile_page.page_data import PageClaim, PageData
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.pane_header import PaneHeader

__all__ = ["RestsOn", "warning_of"]

_WIDE, _NARROW = 312, 272
#: So many claims show at first, so many citations of each, and so many more each time.
_CLAIMS, _CITATIONS, _STEP = 5, 3, 10
_WEAK = ("possible", "doubtful", "refuted", "unjudged")


def warning_of(data: PageData) -> tuple[str, str]:
    """Return a warning and what lies behind it; empty where there is nothing to warn of."""
    links = [row.link for row in data.profile.linked]
    if not links:
        return "", ""
    judged = any(link.level != "unjudged" for link in links)
    head = ""
    if data.best in _WEAK:
        head = tr("No link here is above possible") if judged else tr("No link here is judged")
    elif data.people and data.best_person in _WEAK:
        head = tr("No link to a person or account is above possible")
    said = []
    if data.too_high:
        one, many = "{n} link stands above its weakest evidence.", "{n} links stand above their weakest evidence."
        said.append(count(data.too_high, one=one, many=many))
    if data.same_account is not None:
        name, behind, total = data.same_account
        said.append(tr("{name} stands behind {n} of {total}.", name=isolate(name), n=number(behind), total=total))
    uncited = len(links) - data.cited_links
    if uncited:
        one, many = "{n} of {total} cites nothing.", "{n} of {total} cite nothing."
        said.append(tr(one if uncited == 1 else many, n=number(uncited), total=number(len(links))))
    if not head and data.too_high:
        head = tr("A link is surer than what it rests on")
    elif not head and data.same_account is not None:
        head = tr("Leans on one account")
    return (head, " ".join(said)) if head else ("", "")


class RestsOn(QWidget):
    """The end of a page.

    Attributes:
        opened: (citation) show what is cited.
        claim_opened: (link id) show the link.
        warning: the warning, first of all.
        cited: where the thing itself is cited.
    """

    opened = Signal(object)
    claim_opened = Signal(str)

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._data: PageData | None = None
        self._limit = _CLAIMS
        self._whole: set[str] = set()
        self.head = PaneHeader(tr("Rests on"), theme=theme, icon="list-tree")
        self.warning = WarningBox(theme=theme)
        self._nothing = QLabel(tr("Nothing is cited for any link here yet. Open a link and press Q to cite a file."))
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "hint")
        self._claims = QVBoxLayout()
        self._claims.setSpacing(0)
        self.more = Button("", theme=theme, kind="link", small=True)
        self.more.clicked.connect(self._show_more)
        self.cited = CitedSection(context)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(0)
        layout.addWidget(self.warning)
        layout.addSpacing(8)
        layout.addWidget(self._nothing)
        layout.addLayout(self._claims)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addSpacing(8)
        layout.addWidget(self.cited)
        layout.addStretch(1)
        self.area = PageArea(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.area, 1)
        self.setAccessibleName(tr("Rests on"))
        self.set_compact(False)

    @property
    def rows(self) -> list[CitationRow]:
        """The citations that show, in the order of their numbers."""
        items = (self._claims.itemAt(at) for at in range(self._claims.count()))
        return [one for item in items if item is not None and isinstance(one := item.widget(), CitationRow)]

    def set_compact(self, compact: bool) -> None:
        """Be narrower in a small window."""
        self.setFixedWidth(self._context.theme.pixels(_NARROW if compact else _WIDE))

    def show_page(self, data: PageData | None) -> None:
        """Show what the links rest on; None while it is read."""
        if data == self._data:
            return
        if data is None or self._data is None or data.id != self._data.id:
            self._limit, self._whole = _CLAIMS, set()
            self.area.verticalScrollBar().setValue(0)
        self._data = data
        self._fill()

    def _fill(self) -> None:
        while self._claims.count():
            item = self._claims.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        data = self._data
        self.area.setVisible(data is not None)
        if data is None:
            self.head.set_note("")
            return
        self.head.set_note(count(data.citations, one="{n} citation", many="{n} citations") if data.citations else "")
        self.warning.say(*warning_of(data))
        self._nothing.setVisible(not data.claims)
        at = 1
        for place, claim in enumerate(data.claims[: self._limit]):
            at = self._add_claim(claim, at, first=place == 0)
        left = data.cited_links - min(self._limit, len(data.claims))
        self.more.setVisible(left > 0)
        self.more.setText(count(left, one="and {n} more link", many="and {n} more links"))
        self.more.setEnabled(len(data.claims) > self._limit)
        self.cited.show_cited(data.id, data.profile.cited)

    def _add_claim(self, claim: PageClaim, at: int, *, first: bool) -> int:
        theme, evidence = self._context.theme, claim.evidence
        head = ClaimHead(claim, theme=theme, line=not first)
        head.clicked.connect(lambda _=False, one=evidence.claim.id: self.claim_opened.emit(one))
        self._claims.addWidget(head)
        citations = evidence.citations
        shown = citations if evidence.claim.id in self._whole else citations[:_CITATIONS]
        # One more row is not worth a button.
        shown = citations if len(citations) == len(shown) + 1 else shown
        for number_of, citation in enumerate(shown, start=at):
            self._claims.addWidget(self._row(citation, number_of))
        left = len(citations) - len(shown)
        if left:
            more = Button(count(left, one="and {n} more", many="and {n} more"), theme=theme, kind="link", small=True)
            more.clicked.connect(lambda _=False, one=evidence.claim.id: self._show_whole(one))
            self._claims.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        return at + len(citations)

    def _row(self, citation: Citation, number_of: int) -> CitationRow:
        index = self._context.session.index
        item = index.items.get(citation.cited.id)
        row = CitationRow(
            citation,
            number=number_of,
            level=item.level if item is not None and item.latitude is not None else "",
            video=False,
            can_write=False,
            theme=self._context.theme,
            thumbnails=self._context.thumbnails,
        )
        row.opened.connect(lambda: self.opened.emit(citation))
        return row

    def _show_whole(self, claim_id: str) -> None:
        self._whole.add(claim_id)
        self._fill()

    def _show_more(self) -> None:
        self._limit += _STEP
        self._fill()
