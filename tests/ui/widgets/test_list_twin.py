"""The table beside a canvas: order, selection both ways, opening."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.list_twin import ListTwin

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class Line:
    id: str
    texts: tuple[str, ...]
    keys: tuple[object, ...]


LINES = [
    Line("b", ("Тартус", "10 m"), ("тартус", 10.0)),
    Line("a", ("حمص", "200 m"), ("حمص", 200.0)),
    Line("c", ("Homs", "9 m"), ("homs", 9.0)),
]


@pytest.fixture
def table(qtbot, qapp):
    theme = Theme(qapp, mode="light", reduced_motion=True)
    made = ListTwin(headings=("Place", "Within"), name="Places", theme=theme, widths={0: 200})
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_lines(LINES)
    made.show()
    qtbot.waitExposed(made)
    yield made
    theme.deleteLater()
    qapp.setStyleSheet("")
    qapp.styleHints().unsetColorScheme()


def spot(table, row, column=0):
    return table.visualRect(table.model().index(row, column)).center()


def test_rows_stand_in_the_order_of_a_column_by_value_not_by_word(qtbot, table):
    assert table.ids == ["c", "b", "a"]
    header = table.horizontalHeader()
    header_spot = QPoint(spot(table, 0, 1).x(), header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, NO_KEYS, header_spot)
    assert table.ids == ["c", "b", "a"] and table.lines[0].texts[1] == "9 m"
    qtbot.mouseClick(header.viewport(), LEFT, NO_KEYS, header_spot)
    assert table.ids == ["a", "b", "c"]
    table.show_lines(LINES[:2])
    assert table.ids == ["a", "b"], "the order stays when the rows change"


def test_a_click_tells_and_a_selection_from_elsewhere_does_not(qtbot, table):
    with qtbot.waitSignal(table.chosen) as told:
        qtbot.mouseClick(table.viewport(), LEFT, NO_KEYS, spot(table, 1))
    assert told.args == [["b"], "b"]
    with qtbot.assertNotEmitted(table.chosen):
        table.show_selection(["a", "gone", "c"], scroll=True)
    assert sorted(index.row() for index in table.selectionModel().selectedRows()) == [0, 2]


def test_enter_opens_the_current_row(qtbot, table):
    table.show_selection(["b"], scroll=False)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["b"]
