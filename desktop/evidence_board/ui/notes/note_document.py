"""Writes the blocks of a note into a text document; nothing of it is ever read as HTML, nothing is loaded."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from evidence_board.model.markdown import Block, Span
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.fonts import Role
from evidence_board.ui.widgets.painting import text_direction

__all__ = ["REF", "URL", "write_notes"]

#: How an anchor begins that leads to a thing of the case, or only shows an address.
REF, URL = "ref:", "address:"
_INDENT, _HANG, _GAP, _ITEM_GAP = 16, 12, 6, 2
_HEADINGS: tuple[Role, ...] = ("section", "bodyStrong", "bodyStrong")
_BULLETS = "•◦▪"


def write_notes(document: QTextDocument, blocks: Sequence[Block], *, known: Collection[str], theme: Theme) -> None:
    """Write a note into a document, in place of what stands there.

    Args:
        document: emptied first.
        blocks: of `parse_notes`.
        known: refs that lead somewhere; others stay plain text.
        theme: colours and fonts.
    """
    document.clear()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    cursor = QTextCursor(document)
    first = True
    for block in blocks:
        shape = _shape(block, theme, first=first)
        if first:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)
        first = False
        base = _base(block, theme)
        cursor.setBlockCharFormat(base)
        if block.kind == "item":
            sign = f"{block.number}." if block.number is not None else _BULLETS[min(block.level, 2)]
            cursor.insertText(f"{sign}\u00a0", base)
        for span in block.spans:
            # A line break inside a paragraph is no new paragraph.
            cursor.insertText(span.text.replace("\n", "\u2028"), _format(span, base, known, theme))


def _shape(block: Block, theme: Theme, *, first: bool) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    direction = text_direction(block.text)
    shape.setLayoutDirection(direction)
    above = 0 if first else _ITEM_GAP if block.kind == "item" else _GAP
    shape.setTopMargin(above + (4 if block.kind == "heading" and not first else 0))
    if block.kind == "item":
        # The lines below the first stand under its words, not under its sign.
        room = _HANG + _INDENT * min(block.level, 6)
        if direction == Qt.LayoutDirection.RightToLeft:
            shape.setRightMargin(room)
        else:
            shape.setLeftMargin(room)
        shape.setTextIndent(-_HANG)
    elif block.kind == "quote":
        shape.setIndent(1)
    elif block.kind == "code":
        shape.setBackground(theme.color("sunken"))
        shape.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    elif block.kind == "rule":
        shape.setProperty(QTextBlockFormat.Property.BlockTrailingHorizontalRulerWidth, 1)
    return shape


def _base(block: Block, theme: Theme) -> QTextCharFormat:
    shape = QTextCharFormat()
    role: Role = "small"
    if block.kind == "heading":
        role = _HEADINGS[min(block.level, len(_HEADINGS)) - 1]
    shape.setFont(theme.font(role, mono=block.kind == "code"))
    shape.setForeground(theme.color("text2" if block.kind == "quote" else "text"))
    return shape


def _format(span: Span, base: QTextCharFormat, known: Collection[str], theme: Theme) -> QTextCharFormat:
    shape = QTextCharFormat(base)
    if span.bold:
        shape.setFontWeight(QFont.Weight.DemiBold)
    if span.italic:
        shape.setFontItalic(True)
    if span.code:
        shape.setFont(theme.font("small", mono=True))
        shape.setBackground(theme.color("sunken"))
    if span.ref and span.ref in known:
        shape.setAnchor(True)
        shape.setAnchorHref(REF + span.ref)
        shape.setForeground(theme.color("accentText"))
        shape.setFontWeight(QFont.Weight.Medium)
    elif span.url:
        shape.setAnchor(True)
        shape.setAnchorHref(URL + span.url)
        shape.setForeground(theme.color("accentText"))
        shape.setFontUnderline(True)
        # An address is what it is: where the name hides it, the pointer shows it.
        shape.setToolTip(span.url)
    return shape
