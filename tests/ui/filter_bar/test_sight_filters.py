"""Where a camera looked and what lies inside a drawing, asked for with the keys of the filter bar."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evidence_board.filters import Conflicting, Filter, InDrawing, LooksAt
from evidence_board.operations.drawings import add_drawing
from evidence_board.ui.filter_bar.filter_words import chip_of
from evidence_board.ui.filter_bar.number_forms import LookingForm


def ask(bar, words):
    bar.open_popover()
    # Keys of another keyboard than ours cannot be pressed in a test.
    bar.popover.field.setText(words)
    QTest.keyClick(bar.popover.field, Qt.Key.Key_Return)


def test_the_point_that_was_looked_at_is_typed_and_edited_on_its_chip(qtbot, bar, context):
    ask(bar, "looking at a point")
    form = bar.editor.form
    assert isinstance(form, LookingForm)
    form.of.setCurrentIndex(form.of.findData(""))
    form.point.clear()
    QTest.keyClicks(form.point, "34.9, 35.86")
    qtbot.waitUntil(lambda: context.session.filter.part(LooksAt) == LooksAt(5.0, "", 34.9, 35.86))
    part = context.session.filter.part(LooksAt)
    assert "34.9" in chip_of(part, context.session.index).text
    bar.editor.close()
    bar.edit(part)
    assert isinstance(bar.editor.form, LookingForm)
    bar.editor.form.km.setValue(2.0)
    qtbot.waitUntil(lambda: context.session.filter.parts == (LooksAt(2.0, "", 34.9, 35.86),))


def test_a_drawn_area_is_found_by_its_name(qtbot, bar, context):
    ring = [[35.8, 34.8], [36.0, 34.8], [36.0, 35.0], [35.8, 35.0]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    changes = context.session.run(add_drawing, kind="area", geometry=geometry, name="Порт Тартус").result()
    qtbot.waitUntil(lambda: bool(context.session.index.drawings))
    ask(bar, "порт тартус")
    parts = context.session.filter.parts
    assert parts == (InDrawing(changes.result["id"]),)
    assert context.session.visible
    assert "Порт Тартус" in chip_of(parts[0], context.session.index).text


def test_conflicting_is_one_word(bar, context):
    ask(bar, "conflicting")
    assert context.session.filter == Filter((Conflicting(),))
