"""The guide: its pages, the search over them, and the sheet with real mouse and key events."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from evidence_board import resources
from evidence_board.ui.guide.guide_pages import guide_pages, matches
from evidence_board.ui.guide.guide_sheet import GuideSheet

LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def sheet(qtbot, theme):
    under = QWidget()
    qtbot.addWidget(under)
    under.resize(1366, 700)
    made = GuideSheet(under, theme=theme)
    under.show()
    qtbot.waitExposed(under)
    under.activateWindow()
    made.open_sheet()
    yield made


def press_link(qtbot, view, target):
    """Click on a link of the page, where it is drawn."""
    document = view.document()
    block = document.begin()
    while block.isValid():
        piece = block.begin()
        while not piece.atEnd():
            fragment = piece.fragment()
            if fragment.charFormat().anchorHref() == target:
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position() + 2)
                view.setTextCursor(cursor)
                view.ensureCursorVisible()
                spot = view.cursorRect(cursor).center()
                qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))
                return
            piece += 1
        block = block.next()
    raise AssertionError(f"no link to {target}")


def test_every_page_is_there_with_a_title_and_no_picture():
    pages = guide_pages()
    assert len({page.name for page in pages}) == len(pages) >= 8
    files = {path.stem for path in resources.path("guide/en").iterdir()}
    assert files == {page.name for page in pages}
    for page in pages:
        assert page.title
        assert "![" not in page.markdown
        assert "http" not in page.markdown


def test_links_lead_to_pages():
    names = {page.name for page in guide_pages()}
    targets = {target for page in guide_pages() for target in LINK.findall(page.markdown)}
    assert targets
    assert targets <= {f"{name}.md" for name in names}


def test_a_language_without_pages_shows_english():
    assert [page.title for page in guide_pages("xx_YY")] == [page.title for page in guide_pages()]


def test_search_wants_every_word():
    found = {page.name for page in guide_pages() if matches(page, "NOT prove")}
    assert "safety" in found
    assert not any(matches(page, "patch zeppelin") for page in guide_pages())
    assert not any(matches(page, "  ") for page in guide_pages())


def test_pages_are_turned_by_mouse_and_arrows(sheet, qtbot):
    assert sheet.page.name == "getting-started"
    assert sheet.row("getting-started").hasFocus()
    qtbot.mouseClick(sheet.row("levels"), Qt.MouseButton.LeftButton)
    assert sheet.page.name == "levels"
    assert "Not judged" in sheet.view.toPlainText()
    assert sheet.row("levels").isChecked()
    assert not sheet.row("getting-started").isChecked()
    sheet.row("levels").setFocus()
    qtbot.keyClick(sheet.row("levels"), Qt.Key.Key_Down)
    assert sheet.page.name == "second-look"
    for _ in range(20):
        qtbot.keyClick(sheet.row(sheet.page.name), Qt.Key.Key_Up)
    assert sheet.page.name == "getting-started"


def test_a_link_leads_to_its_page(sheet, qtbot):
    press_link(qtbot, sheet.view, "placing.md")
    assert sheet.page.name == "placing"
    assert sheet.row("placing").isChecked()
    assert sheet.view.verticalScrollBar().value() == 0


def test_search_shows_the_pages_with_the_words_and_marks_them(sheet, qtbot):
    qtbot.keyClicks(sheet.search, "uniform")
    shown = [page.name for page in guide_pages() if not sheet.row(page.name).isHidden()]
    assert shown == ["safety"]
    assert sheet.page.name == "safety"
    marked = {mark.cursor.selectedText().lower() for mark in sheet.view.extraSelections()}
    assert marked == {"uniform"}
    qtbot.keyClick(sheet.search, Qt.Key.Key_Return)
    assert sheet.view.hasFocus()
    qtbot.keyClicks(sheet.search, " zeppelin")
    assert all(sheet.row(page.name).isHidden() for page in guide_pages())
    qtbot.keyClick(sheet.search, Qt.Key.Key_Escape)
    assert sheet.search.text() == ""
    assert not any(sheet.row(page.name).isHidden() for page in guide_pages())
    assert not sheet.view.extraSelections()
    assert sheet.is_open


def test_esc_closes(sheet, qtbot):
    qtbot.keyClick(sheet.row("getting-started"), Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_the_page_loads_nothing_and_opens_nothing(sheet, theme, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    assert (
        sheet.view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl.fromLocalFile(str(secret))) is None
    )
    before = sheet.page
    for target in ("https://example.org/", "file:///etc/passwd", "../practice/story.md", "unknown.md"):
        sheet.view.anchorClicked.emit(QUrl(target))
    assert sheet.page is before
    assert not sheet.view.openExternalLinks()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_list_stands_at_the_leading_side_in_both_themes(sheet, qapp, qtbot, theme, direction):
    qapp.setLayoutDirection(direction)
    theme.mode = "dark"
    sheet.open_sheet()
    qtbot.wait(1)
    row, view = sheet.row("safety"), sheet.view
    first = row.mapTo(sheet, QPoint(0, 0)).x()
    then = view.mapTo(sheet, QPoint(0, 0)).x()
    assert (first < then) == (direction == Qt.LayoutDirection.LeftToRight)
    assert view.page is sheet.page
    assert view.textColor() == theme.color("text") or view.palette().text().color() == theme.color("text")
