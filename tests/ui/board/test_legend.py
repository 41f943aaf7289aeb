"""What the lines and marks of the board mean is one press away."""

from PySide6.QtCore import Qt

from evidence_board.ui.board.legend import BoardLegend


def test_every_level_and_mark_is_said_and_a_key_closes_it(qtbot, theme):
    legend = BoardLegend(None, theme=theme)
    legend.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(legend)
    legend.show()
    said = "\n".join(legend.words)
    for word in ("Confirmed", "Refuted", "Not judged", "Uncited", "Disputed"):
        assert word in said
    assert not legend.grab().isNull()
    qtbot.keyClick(legend, Qt.Key.Key_Escape)
    assert not legend.isVisible()
