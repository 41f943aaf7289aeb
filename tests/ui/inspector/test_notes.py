"""Notes of a thing: typed as Markdown, read as rich text, refs that open what they name."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QMenu
from tests.factories.cases import practice_case
from tests.ui.inspector.conftest import Inspecting

from evidence_board.model.markdown import parse_notes
from evidence_board.operations.merging import merge_entities
from evidence_board.operations.notes import set_notes
from evidence_board.session import open_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.notes.note_document import write_notes
from evidence_board.ui.notes.note_view import NoteView

LEFT = Qt.MouseButton.LeftButton


def anchors(view):
    """Text -> address of every link that is shown."""
    found, block = {}, view.document().begin()
    while block.isValid():
        for piece in block:
            shape = piece.fragment().charFormat()
            if shape.isAnchor():
                found[piece.fragment().text()] = shape.anchorHref()
        block = block.next()
    return found


def press(inspecting, view, words):
    """Click on a link."""
    cursor = view.document().find(words)
    place = view.cursorRect(cursor)
    inspecting.qtbot.mouseClick(view.viewport(), LEFT, pos=place.center() - QPoint(4, 0))
    inspecting.refresh()


def test_refs_open_what_they_name_and_unknown_ones_are_plain(inspecting):
    opened = []
    inspecting.context.requests.open_thing.connect(opened.append)
    inspecting.select("M-014")
    notes = inspecting.page.notes
    inspecting.write_note(notes, "# Мол\n- as in M-3 and A-02\n- not M-999\nhttps://example.org/a")
    assert notes.editor is None and notes.text.startswith("# Мол")
    inspecting.qtbot.waitUntil(lambda: len(anchors(notes.view)) == 3)
    assert anchors(notes.view) == {
        "M-3": "ref:M-3",
        "A-02": "ref:A-02",
        "https://example.org/a": "address:https://example.org/a",
    }
    press(inspecting, notes.view, "A-02")
    assert opened == [("account", inspecting.id_of("A-02"))]


def test_a_position_and_a_merged_thing_are_found_too(inspecting):
    session = inspecting.session
    kept, gone = inspecting.id_of("A-01"), inspecting.id_of("A-02")
    session.run(merge_entities, kind="account", kept_id=kept, gone_id=gone).result()
    session.run(set_notes, kind="item", row_id=inspecting.id_of("M-014"), text="A-02 at G-1").result()
    inspecting.select("M-014")
    view = inspecting.page.notes.view
    inspecting.qtbot.waitUntil(lambda: set(anchors(view)) == {"A-02", "G-1"})
    assert view._things["A-02"] == ("account", kept) and view._things["G-1"][0] == "geotag"


def test_an_address_is_only_copied(inspecting):
    inspecting.select("M-014")
    notes = inspecting.page.notes
    inspecting.write_note(notes, "see http://example.org/x")
    press(inspecting, notes.view, "example")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.objectName() == "copy_link").trigger()
    menu.close()
    assert QApplication.clipboard().text() == "http://example.org/x"


def test_escape_leaves_the_note_and_another_file_saves_it(inspecting):
    inspecting.select("M-014")
    notes = inspecting.page.notes
    inspecting.write_note(notes, "first")
    inspecting.qtbot.keyClick(notes.view, Qt.Key.Key_F2)
    inspecting.enter(notes.editor, " and more")
    inspecting.qtbot.keyClick(notes.editor, Qt.Key.Key_Escape)
    assert notes.text == "first" and notes.view.isVisible()
    inspecting.qtbot.mouseClick(notes.view.viewport(), LEFT, pos=QPoint(8, 8))
    inspecting.enter(notes.editor, " and second")
    first = inspecting.id_of("M-014")
    inspecting.select("M-003")
    assert inspecting.session.read(lambda c: c.execute("SELECT notes FROM item WHERE id = ?", (first,)).fetchone()) == (
        "first and second",
    )
    inspecting.select("M-014")
    inspecting.write_note(notes, "")
    assert notes.add.isVisible() and notes.text == ""


def test_a_paragraph_reads_in_its_own_direction(inspecting):
    view = NoteView(theme=inspecting.context.theme)
    inspecting.qtbot.addWidget(view)
    view.show_note("صورة من طرطوس M-014\n\nTartus", {})
    first = view.document().begin()
    assert first.layout().textOption().textDirection() in (
        Qt.LayoutDirection.RightToLeft,
        Qt.LayoutDirection.LayoutDirectionAuto,
    )
    assert first.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert first.next().blockFormat().layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(
    "kind",
    [QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.HtmlResource],
)
def test_nothing_is_loaded(inspecting, tmp_path, kind):
    view = NoteView(theme=inspecting.context.theme)
    inspecting.qtbot.addWidget(view)
    (tmp_path / "x.png").write_bytes(b"x")
    assert view.loadResource(kind, QUrl.fromLocalFile(str(tmp_path / "x.png"))) is None


@given(text=st.text(alphabet=st.sampled_from("<>&\"'=/*_`[]()!#-:. \nimgsrchtpM01"), max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_notes_stay_text(theme, text):
    document = QTextDocument()
    write_notes(document, parse_notes(f"{text}<img src='file:///x.png'><script>x</script>"), known=(), theme=theme)
    assert "<img" not in document.toHtml() and "\ufffc" not in document.toPlainText()


def test_a_case_that_can_only_be_read_shows_notes_without_a_pencil(qtbot, tmp_path, theme):
    path = practice_case(tmp_path)
    writing = open_session(path, actor="tester")
    row_id = writing.index.by_ref["M-014"]
    writing.run(set_notes, kind="item", row_id=row_id, text="**Мол**").result()
    writing.close()
    session = open_session(path, actor="reader", read_only=True)
    context = UiContext(session, theme)
    try:
        inspecting = Inspecting(qtbot, context)
        inspecting.select("M-014")
        notes = inspecting.page.notes
        assert notes.view.toPlainText() == "Мол" and not hasattr(notes, "_pencil")
        qtbot.mouseClick(notes.view.viewport(), LEFT)
        assert notes.editor is None
    finally:
        context.close()
        session.close()
