"""`GuideSheet`: the guide: pages at the leading side, the page beside them, a search over all of them."""

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evidence_board.ui.guide.guide_pages import GuidePage, guide_pages, matches
from evidence_board.ui.guide.guide_view import GuideView
from evidence_board.ui.i18n import tr
from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.search_field import SearchField
from evidence_board.ui.widgets.sheet import Sheet

__all__ = ["GuideSheet"]

_WIDTH, _LIST = 860, 232


class GuideSheet(Sheet):
    """The guide over the end of the window.

    Attributes:
        search: the field over the list of pages.
        view: the page that is read.
    """

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        super().__init__(parent, title=tr("Guide"), theme=theme, width=_WIDTH)
        self._pages = guide_pages(QLocale().name())
        self.search = SearchField(tr("Search the guide"), theme=theme)
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.view = GuideView(theme=theme)
        self.view.page_wanted.connect(self.show_page)
        self._nothing = QLabel(tr("No page has these words."))
        self._nothing.setProperty("role", "hint")
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._rows: dict[str, NavigatorRow] = {}
        for page in self._pages:
            row = NavigatorRow(page.title, theme=theme, icon=page.icon)
            row.clicked.connect(lambda _=False, name=page.name: self.show_page(name))
            row.installEventFilter(self)
            self._rows[page.name] = row
        self.body.addWidget(self._content())
        self.show_page(self._pages[0].name)

    def _content(self) -> QWidget:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.search)
        names.addSpacing(10)
        for row in self._rows.values():
            names.addWidget(row)
        names.addWidget(self._nothing)
        names.addStretch(1)
        side = QWidget()
        side.setFixedWidth(_LIST)
        side.setLayout(names)
        names.setContentsMargins(0, 8, 0, 0)
        line = QFrame()
        line.setProperty("line", "v")
        content = QWidget()
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        across = QHBoxLayout(content)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addSpacing(20)
        across.addWidget(line)
        across.addSpacing(24)
        page = QVBoxLayout()
        page.setContentsMargins(0, 8, 0, 0)
        page.addWidget(self.view)
        across.addLayout(page, 1)
        return content

    @property
    def page(self) -> GuidePage:
        """The page that is shown."""
        return self.view.page or self._pages[0]

    def row(self, name: str) -> NavigatorRow:
        """Return the row of a page in the list."""
        return self._rows[name]

    def show_page(self, name: str) -> None:
        """Show a page; an unknown name changes nothing."""
        page = next((one for one in self._pages if one.name == name), None)
        if page is None:
            return
        for one, row in self._rows.items():
            row.setChecked(one == name)
        self.view.show_page(page, query=self.search.text())

    def open_sheet(self) -> None:
        """Slide in, with the list of pages ready for the arrow keys."""
        super().open_sheet()
        self._rows[self.page.name].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the pages with Up and Down, from the field as from the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is not self._under:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(step, from_field=watched is self.search)
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    # -- parts -----------------------------------------------------------------------------------------

    def _search(self, query: str) -> None:
        asked = bool(query.strip())
        found = {page.name: matches(page, query) for page in self._pages}
        for name, row in self._rows.items():
            row.set_count(found[name] if asked else None)
            row.setVisible(not asked or bool(found[name]))
        self._nothing.setVisible(asked and not any(found.values()))
        if asked and any(found.values()) and not found[self.page.name]:
            self.show_page(max(found, key=lambda name: found[name]))
        else:
            self.view.mark(query)

    def _walk(self, step: int, *, from_field: bool) -> None:
        shown = [name for name, row in self._rows.items() if not row.isHidden()]
        if not shown:
            return
        at = shown.index(self.page.name) if self.page.name in shown else -1
        name = shown[min(max(at + step, 0), len(shown) - 1)]
        self.show_page(name)
        if not from_field:
            self._rows[name].setFocus(Qt.FocusReason.TabFocusReason)
