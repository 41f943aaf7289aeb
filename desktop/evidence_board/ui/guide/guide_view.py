"""`GuideView`: one page of the guide, rendered from our own Markdown; it loads nothing and opens nothing."""

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from evidence_board.text import fold, query_words
from evidence_board.ui.guide.guide_pages import GuidePage
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.fonts import Role

__all__ = ["GuideView"]

#: Level of a heading -> role of its font, room above and below.
_HEADINGS: dict[int, tuple[Role, int, int]] = {1: ("title", 0, 10), 2: ("section", 22, 6), 3: ("bodyStrong", 14, 4)}
_LINE_PERCENT, _PARAGRAPH_BELOW, _ITEM_BELOW = 142.0, 10, 6
_INDENT = 22.0


class GuideView(QTextBrowser):
    """A page to read, with links to the other pages.

    Attributes:
        page_wanted: (name) a link to another page was followed.
    """

    page_wanted = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: GuidePage | None = None
        self._query = ""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._render)
        self._dress()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, whatever a page names."""
        return None

    def show_page(self, page: GuidePage, *, query: str = "") -> None:
        """Show a page from its beginning; what the query finds is marked, and the first of it in sight."""
        self._page = page
        self._query = query
        self.setAccessibleName(tr("Guide: {page}", page=page.title))
        self._render()

    def mark(self, query: str) -> None:
        """Mark what a query finds on the page that is shown."""
        self._query = query
        self._mark()

    @property
    def page(self) -> GuidePage | None:
        """The page that is shown."""
        return self._page

    # -- parts -----------------------------------------------------------------------------------------

    def _follow(self, url: QUrl) -> None:
        name = url.toString()
        if url.isRelative() and name.endswith(".md"):
            self.page_wanted.emit(name.removesuffix(".md"))

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room beside the scroll bar on its side."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def _dress(self) -> None:
        room = 10
        self.setViewportMargins(*((room, 0, 0, 0) if self.isRightToLeft() else (0, 0, room, 0)))
        # In the stylesheet of the program a text field has a frame and its padding.
        self.setStyleSheet("QTextBrowser, QTextBrowser:focus { border: 0; padding: 0; background: transparent; }")

    def _render(self) -> None:
        if self._page is None:
            return
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        palette.setColor(QPalette.ColorRole.Link, self._theme.color("accentText"))
        self.setPalette(palette)
        document = self.document()
        document.clear()
        document.setDocumentMargin(2)
        document.setIndentWidth(_INDENT)
        document.setDefaultFont(self._theme.font("body"))
        option = document.defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        document.setDefaultTextOption(option)
        document.setMarkdown(self._page.markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._style_blocks()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._style_table(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        self._mark()

    def _style_blocks(self) -> None:
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            shape = QTextBlockFormat()
            shape.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            level = block.blockFormat().headingLevel()
            below = _PARAGRAPH_BELOW
            if level:
                role, above, below = _HEADINGS[min(level, 3)]
                self._style_heading(block, self._theme.font(role))
                shape.setTopMargin(self._theme.pixels(above))
                shape.setLineHeight(120.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            else:
                self._style_words(block)
                if cursor.currentTable() is not None:
                    below = 0
                elif block.textList() is not None and block.next().textList() is not None:
                    below = _ITEM_BELOW
            shape.setBottomMargin(self._theme.pixels(below))
            cursor.mergeBlockFormat(shape)
            block = block.next()

    def _style_words(self, block: QTextBlock) -> None:
        """Give bold, italic and code words the fonts of the design, links their colour."""
        pieces = []
        piece = block.begin()
        while not piece.atEnd():
            pieces.append((piece.fragment().position(), piece.fragment().length()))
            piece += 1
        for start, length in pieces:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            had = cursor.charFormat()
            code = had.fontFixedPitch()
            bold = had.fontWeight() > QFont.Weight.Medium
            font = QFont(self._theme.font("body", mono=code, weight=600 if bold and not code else 0))
            font.setItalic(had.fontItalic())
            shape = QTextCharFormat()
            shape.setFont(font)
            if had.isAnchor():
                shape.setForeground(self._theme.color("accentText"))
                shape.setFontUnderline(True)
            cursor.mergeCharFormat(shape)

    def _style_heading(self, block: QTextBlock, font: QFont) -> None:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        # Not merged: a heading of Markdown brings an adjusted size, which would go before that of the font.
        shape = QTextCharFormat()
        shape.setFont(font)
        shape.setForeground(self._theme.color("text"))
        cursor.setCharFormat(shape)

    def _style_table(self, table: QTextTable) -> None:
        shape = QTextTableFormat(table.format())
        shape.setBorderCollapse(True)
        shape.setBorder(0)
        shape.setCellPadding(self._theme.pixels(6))
        shape.setCellSpacing(0)
        shape.setTopMargin(self._theme.pixels(4))
        shape.setBottomMargin(self._theme.pixels(12))
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        last = QTextLength(QTextLength.Type.VariableLength, 0)
        first = QTextLength(QTextLength.Type.FixedLength, self._theme.pixels(96 if table.columns() > 2 else 148))
        shape.setColumnWidthConstraints([first] * (table.columns() - 1) + [last])
        table.setFormat(shape)
        line = self._theme.color("line")
        for row in range(table.rows()):
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                look = cell.format().toTableCellFormat()
                look.setBottomBorder(1)
                look.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                look.setBottomBorderBrush(line)
                cell.setFormat(look)
                if row == 0:
                    self._style_head(cell.firstCursorPosition())

    def _style_head(self, cursor: QTextCursor) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        shape = QTextCharFormat()
        shape.setFont(self._theme.font("small", weight=600))
        shape.setForeground(self._theme.color("text2"))
        cursor.mergeCharFormat(shape)

    def _mark(self) -> None:
        words = query_words(self._query)
        marks: list[QTextEdit.ExtraSelection] = []
        block = self.document().begin()
        while words and block.isValid():
            text = block.text()
            folded = fold(text)
            # Only where folding keeps the places of letters can they be marked.
            for word in words if len(folded) == len(text) else ():
                at = folded.find(word)
                while at >= 0:
                    marks.append(self._marked(block.position() + at, len(word)))
                    at = folded.find(word, at + len(word))
            block = block.next()
        marks.sort(key=lambda one: one.cursor.selectionStart())
        self.setExtraSelections(marks)
        if marks:
            beginning = QTextCursor(self.document())
            beginning.setPosition(marks[0].cursor.selectionStart())
            self.setTextCursor(beginning)
            self.ensureCursorVisible()

    def _marked(self, start: int, length: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self.document())
        mark.cursor.setPosition(start)
        mark.cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        mark.format.setBackground(self._theme.color("accentSoft"))
        mark.format.setForeground(self._theme.color("accentText"))
        return mark
